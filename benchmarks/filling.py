"""The sample duty room against ``executemany`` of the very same rows and index into the same empty tables."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dutyroom.actions.sample import fill_sample
from dutyroom.data.startup import create_store
from dutyroom.data.store import DATABASE
from dutyroom.rules.terms import index_text

UNTIL = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SEED = 7
TABLES = (
    "setting", "unit", "contact", "officer", "plan", "plan_text", "plan_section", "journal", "journal_row", "shift",
    "open_item", "handover", "acceptance",
)  # fmt: skip
_BATCH = 4000


def filling_ratio(folder: Path, entries: int) -> tuple[float, float]:
    """Seconds for the sample and seconds for the bare rows, each into a file of its own."""
    filled, bare = folder / "filled", folder / "bare"
    for place in (filled, bare):
        shutil.rmtree(place, ignore_errors=True)
    start = time.perf_counter()
    fill_sample(filled, entries=entries, seed=SEED, until=UNTIL)
    ours = time.perf_counter() - start
    theirs = bare_seconds(filled / DATABASE, bare)
    shutil.rmtree(filled)
    shutil.rmtree(bare)
    return ours, theirs


def bare_seconds(source: Path, goal: Path) -> float:
    """Seconds to write the rows of a store and its index into an empty one, everything being at hand in memory."""
    start = time.perf_counter()
    create_store(goal, kind="sample").close()
    spent = time.perf_counter() - start
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(goal / DATABASE, isolation_level=None)) as new,
    ):
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -262144"):
            new.execute(f"PRAGMA {pragma}")
        new.execute("PRAGMA foreign_keys = OFF")
        new.execute("BEGIN EXCLUSIVE")
        for table in TABLES:
            cursor = old.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in cursor.description]
            statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
            while rows := cursor.fetchmany(_BATCH):
                words = _words(columns, rows) if table == "journal" else []
                spent += _timed(new, statement, rows)
                spent += _timed(new, "INSERT INTO journal_index(rowid, words) VALUES (?, ?)", words)
        sections = old.execute("SELECT id, title, body FROM plan_section").fetchall()
        plan_words = [(number, index_text(title), index_text(body)) for number, title, body in sections]
        spent += _timed(new, "INSERT INTO plan_index(rowid, title, body) VALUES (?, ?, ?)", plan_words)
        start = time.perf_counter()
        new.execute("COMMIT")
        return spent + time.perf_counter() - start


def _words(columns: list[str], rows: list[tuple[object, ...]]) -> list[tuple[object, str]]:
    places = [columns.index(name) for name in ("text", "unit", "person", "phone", "paper_number")]
    return [(row[0], index_text("\n".join(str(row[at]) for at in places if row[at]))) for row in rows]


def _timed(connection: sqlite3.Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> float:
    gc.collect(0)
    start = time.perf_counter()
    connection.executemany(statement, rows)
    return time.perf_counter() - start
