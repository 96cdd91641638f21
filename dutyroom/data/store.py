"""The store: one SQLite file in WAL mode, written by one connection, read by others."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool, StaticPool

from dutyroom.data.desk import Desk, DeskWork
from dutyroom.data.tables import StoreNote
from dutyroom.data.trouble import troubles
from dutyroom.rules.officer import SYSTEM, Author
from dutyroom.rules.refusal import Refusal

DATABASE = "dutyroom.db"
BUSY_MS = 5000

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Changed:
    """Which kinds of thing a command changed: names of tables."""

    kinds: frozenset[str]


def _connect(path: Path, *, read_only: bool) -> Engine:
    engine = create_engine(
        f"sqlite+pysqlite:///{path.as_posix()}",
        poolclass=QueuePool if read_only else StaticPool,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
        query_cache_size=256,
    )

    def prepare(connection: Any, _record: object) -> None:
        # The driver must not begin transactions of its own: BEGIN is ours, see `begin` below.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    def begin(connection: Any) -> None:
        # IMMEDIATE: reading the last hash and writing the next one are one step, whoever else writes.
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


class Store:
    """An open store. One command at a time goes through :meth:`desk`; any number of reads through :meth:`reading`."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.path = folder / DATABASE
        self.clock = clock
        self._writer = _connect(self.path, read_only=False)
        self._reader = _connect(self.path, read_only=True)
        self._writing = threading.Lock()
        with troubles(self.path):
            # The writer first: it turns a restored file to WAL, which nobody can while a reader has it open.
            self._writer.connect().close()
        with self.reading() as session:
            notes = {note.key: note.value for note in session.scalars(select(StoreNote))}
        self.kind = notes.get("kind", "live")
        self.identity = notes.get("identity", "")

    @property
    def attachments(self) -> Path:
        """The folder of attachments, kept by the hash of their content."""
        return self.folder / "attachments"

    @property
    def backups(self) -> Path:
        """The folder of automatic backups."""
        return self.folder / "backups"

    @contextmanager
    def desk(self, author: Author = SYSTEM) -> Iterator[Desk]:
        """One transaction of ``author``: committed on leaving, undone when the block raises.

        Raises ``Trouble`` for what the machine must mend, ``UnjournaledChange`` for a bug.
        """
        with self._writing, troubles(self.path), DeskWork(self._writer, expire_on_commit=False) as session:
            desk = Desk(session, folder=self.folder, author=author, now=self.clock())
            try:
                yield desk
                desk.close()
                session.commit()
            except Refusal:
                session.rollback()
                if desk.despite:
                    self._keep_despite(desk)
                raise

    def _keep_despite(self, refused: Desk) -> None:
        with DeskWork(self._writer, expire_on_commit=False) as session:
            desk = Desk(session, folder=self.folder, author=refused.author, now=refused.now)
            for change, args in refused.despite:
                change(desk, *args)
            desk.close()
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that can only read and sees one state throughout."""
        with troubles(self.path), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No command runs in this program meanwhile, and the connection of commands keeps nothing of the file."""
        with self._writing:
            self._writer.dispose()
            self._reader.dispose()
            yield

    def data_version(self) -> int:
        """A number that changes when another program wrote to the store; own commands leave it as it is."""
        with self._writing, troubles(self.path):
            connection = self._writer.raw_connection()
            try:
                cursor = connection.cursor()
                return int(cursor.execute("PRAGMA data_version").fetchone()[0])
            finally:
                connection.close()

    def close(self) -> None:
        """Close every connection, after the command that is running; the write-ahead log is folded into the file."""
        with self._writing:
            self._reader.dispose()
            self._writer.dispose()


def protect(path: Path) -> None:
    """Only this account may read the file, where the system knows such rights."""
    if os.name == "posix":
        path.chmod(0o600)
