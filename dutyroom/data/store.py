"""The store: one SQLite file in WAL mode, written by one connection, read by others."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dutyroom.data.clock import Clock as Clock
from dutyroom.data.folders import DATABASE as DATABASE
from dutyroom.data.trouble import Trouble, troubles
from dutyroom.rules.officer import SYSTEM, Author
from dutyroom.rules.refusal import Refusal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from dutyroom.data.desk import Desk


@dataclass(frozen=True, slots=True)
class Changed:
    """Which kinds of thing a command changed: names of tables."""

    kinds: frozenset[str]


class Store:
    """An open store. One command at a time goes through :meth:`desk`; any number of reads through :meth:`reading`.

    SQLAlchemy is loaded by the thread that opens the store, not with this module: the window must know the class.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        from dutyroom.data.engine import connect, read_notes  # noqa: PLC0415  # slow import: see above

        self.folder = folder
        self.clock = clock
        self._writer = connect(self.path, read_only=False)
        self._reader = connect(self.path, read_only=True)
        self._writing = threading.Lock()
        with troubles(self.path):
            # The writer first: it turns a restored file to WAL, which nobody can while a reader has it open.
            self._writer.connect().close()
        with self.reading() as session:
            notes = read_notes(session)
        self.kind = notes.get("kind", "live")
        self.identity = notes.get("identity", "")

    @property
    def path(self) -> Path:
        """The file of the store."""
        return self.folder / DATABASE

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
        from dutyroom.data.desk import Desk, DeskWork  # noqa: PLC0415  # slow import: see above

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
        from dutyroom.data.desk import Desk, DeskWork  # noqa: PLC0415  # slow import: see above

        with DeskWork(self._writer, expire_on_commit=False) as session:
            desk = Desk(session, folder=self.folder, author=refused.author, now=refused.now)
            for change, args in refused.despite:
                change(desk, *args)
            desk.close()
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that can only read and sees one state throughout."""
        from sqlalchemy.orm import Session  # noqa: PLC0415  # slow import: see above

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


class StoreAhead(Store):
    """A store that somebody else is opening: what it is is known already; whoever reads or writes waits for it.

    Waiting raises what opening it raised. Only threads that may wait touch it: the courier's.
    """

    def __init__(self, folder: Path, clock: Clock, kind: str) -> None:
        self.folder, self.clock, self.kind, self.identity = folder, clock, kind, ""
        self._coming: Future[Store] = Future()

    def came(self, store: Store) -> None:
        """``store`` is open: everybody may go on. ``Trouble`` where it is not of the kind that it was taken for."""
        if store.kind != self.kind:
            store.close()
            raise Trouble("store.out_of_reach", path=self.path, detail=store.kind)
        self.identity = store.identity
        self._coming.set_result(store)

    def failed(self, error: BaseException) -> None:
        """It could not be opened: whoever waits is told why."""
        self._coming.set_exception(error)

    @contextmanager
    def desk(self, author: Author = SYSTEM) -> Iterator[Desk]:
        """One transaction of the open store."""
        with self._coming.result().desk(author) as desk:
            yield desk

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session of the open store."""
        with self._coming.result().reading() as session:
            yield session

    def data_version(self) -> int:
        """As the open store says."""
        return self._coming.result().data_version()

    def close(self) -> None:
        """Close it once it is open; nothing is to be closed where it could not be opened."""
        if self._coming.exception() is None:
            self._coming.result().close()


def protect(path: Path) -> None:
    """Only this account may read the file, where the system knows such rights."""
    if os.name == "posix":
        path.chmod(0o600)
