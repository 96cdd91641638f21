"""One durable entry against raw sqlite3 writing the same rows and index with the same durability."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Ratio, in_turn, ms
from dutyroom.actions.entries import write_entry
from dutyroom.actions.sample import fill_sample
from dutyroom.data.startup import open_store
from dutyroom.data.store import DATABASE
from dutyroom.rules.entry import Kind, WriteEntry
from dutyroom.rules.terms import index_text

ROUNDS = 300
_TEXT = "二七区嵩山路航海路口大货车追尾，3人受伤，交警和120已到场，双向缓行。"


def writing_ratio(folder: Path) -> Ratio:
    """Both write into a store of 2 000 entries of their own, WAL and ``synchronous=FULL``, turn about."""
    for name in ("ours", "raw"):
        fill_sample(folder / name, entries=2000, seed=7, until=datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    store = open_store(folder / "ours")
    entry = WriteEntry(kind=Kind.CALL_IN, text=_TEXT, unit="二七区应急管理局", person="王某", phone="0371-00000000")

    def ours() -> None:
        with store.desk() as desk:
            write_entry(desk, entry)

    try:
        ours()
        with closing(sqlite3.connect(folder / "raw" / DATABASE, isolation_level=None)) as raw:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA foreign_keys = ON")
            one, other = in_turn([ours, _Raw(raw, folder / "ours").write], ROUNDS, warm=30)
    finally:
        store.close()
    at = f"2,000 entries, WAL, synchronous=FULL, median of {ROUNDS}, {ms(one)} / {ms(other)}"
    return Ratio("one durable entry", one / other, 3.0, "raw sqlite3 writing the same rows and index", at)


class _Raw:
    """Writes copies of the newest entry: its row and its words in the index, one transaction each."""

    def __init__(self, connection: sqlite3.Connection, model: Path) -> None:
        self._connection = connection
        with closing(sqlite3.connect(model / DATABASE)) as read:
            cursor = read.execute("SELECT * FROM journal ORDER BY seq DESC LIMIT 1")
            self._columns = [column[0] for column in cursor.description]
            self._row = list(cursor.fetchone())
        named, marks = ", ".join(self._columns), ", ".join("?" * len(self._columns))
        self._insert = f"INSERT INTO journal ({named}) VALUES ({marks})"
        self._seq = connection.execute("SELECT max(seq) FROM journal").fetchone()[0]
        self._words = index_text(_TEXT + "\n二七区应急管理局\n王某\n0371-00000000")

    def write(self) -> None:
        """One entry."""
        self._seq += 1
        row = list(self._row)
        row[self._columns.index("seq")] = self._seq
        # A chain has no two equal links: the columns are unique.
        for name in ("hash", "previous_hash"):
            row[self._columns.index(name)] = (
                self._seq.to_bytes(32, "big") if name == "hash" else (self._seq - 1).to_bytes(32, "big")
            )
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(self._insert, row)
        self._connection.execute("INSERT INTO journal_index(rowid, words) VALUES (?, ?)", (self._seq, self._words))
        self._connection.execute("COMMIT")
