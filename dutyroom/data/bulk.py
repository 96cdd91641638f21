"""A fast writer for a store that nobody uses yet: the same rows, chain and index as the desk writes, many at a time.

Only for filling a fresh file: it runs without a journal of the database itself, so a crash leaves a file to throw away.
Times are integer microseconds UTC here, as they stand in the store.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.dialects import sqlite

from dutyroom.data.chain import metadata_text, payload_text, row_digest
from dutyroom.data.desk import searched_text
from dutyroom.data.folders import make_folder
from dutyroom.data.index import plan_text_hash, section_words
from dutyroom.data.startup import create_store
from dutyroom.data.store import DATABASE, protect
from dutyroom.data.tables import JournalEntry, JournalRow, PlanSection, StoreNote, Table
from dutyroom.data.trouble import Trouble, troubles
from dutyroom.rules.canon import CANON_VERSION, GENESIS, canonical_json, chain_hash, digest, rows_digest
from dutyroom.rules.fold import is_han
from dutyroom.rules.terms import index_text

_BATCH: Final = 4000
_CACHE_KB: Final = 262_144
_COLUMNS: Final = tuple(column.name for column in JournalEntry.__table__.columns)
_NO_ROWS: Final = rows_digest(())
_NO_PARTY: Final = digest(payload_text({"unit": None, "person": None, "phone": None, "payload": None}))


def indexed_words(entry: Mapping[str, Any]) -> str:
    """The same as ``index_text(searched_text(entry))``; the party is put into words once for all its entries.

    That is safe where a full stop parts it from the text and both sides are Han: nothing can run over the border.
    """
    text = entry["text"]
    unit = entry["unit"]
    if not (unit and text[-1:] == "。" and text[-2:-1] and is_han(text[-2]) and is_han(unit[0])):
        return index_text(searched_text(entry))
    return f"{index_text(text)} {_party_words(unit, entry['person'], entry['phone'], entry['paper_number'])}"


@lru_cache(maxsize=8192)
def _party_words(*parts: str | None) -> str:
    return index_text("\n".join(part for part in parts if part))


@contextmanager
def filling(folder: Path, *, kind: str) -> Iterator[BulkWriter]:
    """A writer into a store that takes its place in ``folder`` once the block ends well.

    Raises ``Trouble("store.present")`` where a store with entries is there already; one without is replaced.
    """
    path = folder / DATABASE
    make_folder(folder)
    with troubles(path):
        if path.exists() and _is_used(path):
            raise Trouble("store.present", path=folder)
        fresh = folder / "filling"
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            create_store(fresh, kind=kind).close()
            with BulkWriter(fresh / DATABASE) as writer:
                yield writer
            _settle(fresh / DATABASE, path)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _is_used(path: Path) -> bool:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
        return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM journal)").fetchone()[0])


def _settle(fresh: Path, path: Path) -> None:
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    (path.parent / "attachments").mkdir(exist_ok=True)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    fresh.replace(path)
    protect(path)


class BulkWriter:
    """Writes register rows and journal entries into a fresh store; leaving the block without error keeps them.

    ``put`` says how a register row stands now; the next ``journal`` vouches for it. A row is written once, at the end,
    as it stands then.
    """

    def __init__(self, path: Path) -> None:
        self.seq = 0
        self._hash = GENESIS
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "locking_mode = EXCLUSIVE",
            f"cache_size = -{_CACHE_KB}",
            "foreign_keys = OFF",
        ):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN EXCLUSIVE")
        self._rows: dict[tuple[str, int], tuple[type[Table], Mapping[str, Any]]] = {}
        self._pending: dict[tuple[str, int], tuple[type[Table], Mapping[str, Any]]] = {}
        self._entries: list[tuple[Any, ...]] = []
        self._words: list[tuple[int, str]] = []
        self._digests: list[tuple[int, str, int, bytes]] = []
        self._last: set[tuple[str, int]] = set()
        self._done: list[tuple[type[Table], Mapping[str, Any]]] = []
        self._matter_words: list[tuple[int, str, str]] = []
        self._case_words: list[tuple[int, str]] = []
        self._insert_entry = _insert_of(JournalEntry)

    def __enter__(self) -> BulkWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._write_rows()
                self._write_batch()
                self._connection.execute("COMMIT")
        finally:
            self._connection.close()

    @property
    def head(self) -> bytes:
        """The hash of the newest entry."""
        return self._hash

    @property
    def next_seq(self) -> int:
        """The number that the next entry will carry."""
        return self.seq + 1

    def put(self, table: type[Table], values: dict[str, Any], *, last: bool = False) -> None:
        """How a register row stands now, by column name; ``values`` may be changed and put again later.

        ``last`` promises that it will not be: the row is written with the next batch and forgotten.
        """
        values.setdefault("version", 1)
        key = (table.__tablename__, values["id"])
        self._pending[key] = (table, values)
        if last:
            self._last.add(key)

    def index_matter(self, number: int, title: str, words: str) -> None:
        """Make a matter findable, as :func:`dutyroom.data.index.index_matter` does."""
        self._matter_words.append((number, index_text(title), index_text(words)))

    def index_case(self, number: int, words: str) -> None:
        """Make a case of the mayor's telephone findable; ``words`` are those of ``hotline_index.case_words``."""
        self._case_words.append((number, words))

    def add_plain(self, table: type[Table], rows: Iterable[Mapping[str, Any]]) -> None:
        """Rows of a table that is no register; written at once."""
        for row in rows:
            self._connection.execute(_insert_of(table), _in_order(table, row))

    def add_sections(self, text_id: int, sections: list[tuple[int, str, str, str]], plan_title: str) -> bytes:
        """The sections (level, number, title, body) of a plan's text, indexed; returns the text's hash."""
        first = self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM plan_section").fetchone()[0]
        words = section_words(sections, plan_title)
        for position, (level, number, title, body) in enumerate(sections):
            row = {
                "id": first + position,
                "text_id": text_id,
                "position": position,
                "level": level,
                "number": number,
                "title": title,
                "body": body,
            }
            self.add_plain(PlanSection, [row])
            self._connection.execute(
                "INSERT INTO plan_index(rowid, title, body) VALUES (?, ?, ?)", (first + position, *words[position])
            )
        return plan_text_hash(sections)

    def note(self, key: str, value: str) -> None:
        """What the store says of itself."""
        self._connection.execute("DELETE FROM store_note WHERE key = ?", (key,))
        self.add_plain(StoreNote, [{"key": key, "value": value}])

    def journal(self, values: dict[str, Any]) -> int:
        """Append an entry that vouches for the rows put since the last one; returns its number.

        ``values`` holds the entry by column name, ``payload`` as a mapping or None; hashes are made here.
        """
        self.seq += 1
        payload = values["payload"]
        entry = {**values, "seq": self.seq, "canon": CANON_VERSION, "purged_by": None}
        entry["payload"] = canonical_json(payload) if payload else None
        has_party = payload or entry["unit"] or entry["person"] or entry["phone"]
        entry["text_hash"] = digest(entry["text"])
        entry["payload_hash"] = digest(payload_text(entry)) if has_party else _NO_PARTY
        entry["rows_hash"] = self._vouch() if self._pending else _NO_ROWS
        entry["previous_hash"] = self._hash
        self._hash = chain_hash(
            self._hash, metadata_text(entry), entry["text_hash"], entry["payload_hash"], entry["rows_hash"]
        )
        entry["hash"] = self._hash
        self._entries.append(tuple([entry[name] for name in _COLUMNS]))
        self._words.append((self.seq, indexed_words(entry)))
        if len(self._entries) >= _BATCH:
            self._write_batch()
        return self.seq

    def _vouch(self) -> bytes:
        rows = []
        for (name, number), (table, values) in sorted(self._pending.items(), key=lambda row: row[0]):
            value = row_digest(table, values)
            rows.append((name, number, value))
            self._digests.append((self.seq, name, number, value))
        for key, row in self._pending.items():
            if key in self._last:
                self._rows.pop(key, None)
                self._done.append(row)
            else:
                self._rows[key] = row
        self._last.clear()
        self._pending.clear()
        return rows_digest(rows)

    def _write_batch(self) -> None:
        self._connection.executemany(self._insert_entry, self._entries)
        self._connection.executemany("INSERT INTO journal_index(rowid, words) VALUES (?, ?)", self._words)
        if self._digests:
            self._connection.executemany(_insert_of(JournalRow), self._digests)
        self._connection.executemany(
            "INSERT INTO matter_index(rowid, title, words) VALUES (?, ?, ?)", self._matter_words
        )
        self._connection.executemany("INSERT INTO hotline_index(rowid, words) VALUES (?, ?)", self._case_words)
        self._write(self._done)
        gathered = (self._entries, self._words, self._digests, self._matter_words, self._case_words, self._done)
        for each in gathered:
            each.clear()

    def _write_rows(self) -> None:
        if self._pending:
            raise ValueError(f"rows without an entry that vouches for them: {sorted(self._pending)[:3]}")
        self._write(self._rows.values())

    def _write(self, rows: Iterable[tuple[type[Table], Mapping[str, Any]]]) -> None:
        by_table: dict[type[Table], list[tuple[Any, ...]]] = {}
        for table, values in rows:
            by_table.setdefault(table, []).append(_in_order(table, values))
        for table, rows in by_table.items():
            self._connection.executemany(_insert_of(table), rows)


@lru_cache
def _insert_of(table: type[Table]) -> str:
    return str(insert(table.__table__).compile(dialect=sqlite.dialect(paramstyle="qmark")))  # type: ignore[arg-type]  # every entity has a Table


@lru_cache
def _columns_of(table: type[Table]) -> tuple[str, ...]:
    return tuple(column.name for column in table.__table__.columns)


def _in_order(table: type[Table], values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple([values.get(name) for name in _columns_of(table)])
