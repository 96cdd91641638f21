"""Connections to the store's file as it wants them: WAL, full durability, transactions begun by ourselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.util import LRUCache

from dutyroom.data.tables import StoreNote

BUSY_MS: Final = 5000
_COMPILED: Final[LRUCache[Any, Any]] = LRUCache(1000)
"""Statements as they were compiled for any side of any store in this process: about 600 in a shift."""


class StoreDialect(SQLiteDialect_pysqlite):
    """SQLite as every store speaks it: what was compiled for one side serves the other, and the next store."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        """All are alike: one library, one set of settings."""
        return type(other) is StoreDialect

    def __hash__(self) -> int:
        """All are alike."""
        return hash(StoreDialect)


registry.register("sqlite.dutyroom", __name__, StoreDialect.__name__)


def connect(path: Path, *, read_only: bool) -> Engine:
    """An engine for the one who writes, or for those who read."""
    engine = create_engine(
        f"sqlite+dutyroom:///{path.as_posix()}",
        poolclass=QueuePool if read_only else StaticPool,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
        execution_options={"compiled_cache": _COMPILED},
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


def read_notes(session: Session) -> dict[str, str]:
    """What the store notes about itself: its kind, its identity, how far its index is."""
    return {note.key: note.value for note in session.scalars(select(StoreNote))}
