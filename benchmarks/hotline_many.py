"""Many cases out of some: each gets others like it between itself and the one before, at other times, of other callers.

The journal vouches for the cases that were there; the others are there to be many. Rows are written in the order of
their numbers and the indexes made at the end, so that three million take minutes and no more memory than a cache.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from dutyroom.data.hotline_index import CASES_SAID, case_words
from dutyroom.data.tables import Assignment, HotlineCall, HotlineCase, Matter, MatterStep, OpenItem, Table

CALLERS: Final = 700_000
"""How many numbers call at all; some often, most once or twice."""
_NUMBER: Final = "'热〔' || b.year || '〕' || (b.serial - k.k) || '号'"
# The same numbers of callers as those of the words, by chance that needs no state: the id times a prime.
_SHARE: Final = "((b.id - k.k) * 2654435761 % 1000003)"
_PHONE: Final = (
    f"CASE WHEN k.k = 0 THEN b.phone ELSE '139' || printf('%08d',"
    f" {CALLERS} * {_SHARE} / 1000003 * {_SHARE} / 1000003 * 7919 % 100000000) END"
)
_OWN: Final[Mapping[type[Table], Mapping[str, str]]] = {
    Matter: {"serial": "b.serial - k.k", "number": _NUMBER},
    HotlineCase: {
        "duplicate_of": "b.duplicate_of - k.k",
        "outside_number": "CASE WHEN b.outside_number <> '' AND k.k THEN 270000000000 + b.id - k.k || ''"
        " ELSE b.outside_number END",
    },
    HotlineCall: {"phone": _PHONE, "phone_key": _PHONE},
    Assignment: {},
    MatterStep: {},
    OpenItem: {
        "title": "(SELECT number FROM matter WHERE id = b.matter_id - k.k) || substr(b.title, instr(b.title, ' '))"
    },
}
"""What else of a row is another one; numbers of rows and times are moved everywhere."""
_MOVED: Final = frozenset({"id", "matter_id", "assignment_id"})
_PRAGMAS: Final = (
    *("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"),
    *("cache_size = -262144", "foreign_keys = OFF", "temp_store = FILE"),
)


def multiply(path: Path, times: int, gap: int) -> None:
    """Put ``times - 1`` cases like it before each case, ``gap`` microseconds one from the other."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("CREATE TEMP TABLE k (k INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO k VALUES (?)", ((number,) for number in range(times)))
        later = _without_indexes(connection, _OWN)
        for table in _OWN:
            _multiply(connection, table, gap)
        for statement in later:  # before the words are asked for, which look for the calls of each case
            connection.execute(statement)
        _index(connection)
        connection.execute("COMMIT")


def _without_indexes(connection: sqlite3.Connection, tables: Iterable[type[Table]]) -> list[str]:
    """Drop the indexes of these tables; returns the statements that make them."""
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    found = [row for table in tables for row in connection.execute(asked, (table.__tablename__,)).fetchall()]
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [statement for _, statement in found]


def _multiply(connection: sqlite3.Connection, table: type[Table], gap: int) -> None:
    name = table.__tablename__
    connection.execute(f"CREATE TEMP TABLE base AS SELECT * FROM {name} ORDER BY id")  # our own words
    connection.execute(f"DELETE FROM {name}")  # our own words
    columns = [column.name for column in table.__table__.columns]
    values = ", ".join(_value(table, column, gap) for column in columns)
    connection.execute(
        f"INSERT INTO {name} ({', '.join(columns)}) SELECT {values} FROM base b CROSS JOIN k"  # our own words
        " ORDER BY b.rowid, k.k DESC"
    )
    connection.execute("DROP TABLE base")


def _value(table: type[Table], column: str, gap: int) -> str:
    own = _OWN[table].get(column)
    if own is not None:
        return own
    if column.endswith("_at"):
        return f"b.{column} - k.k * {gap}"
    if column in _MOVED:
        return f"b.{column} - k.k"
    return f"b.{column}"


def _index(connection: sqlite3.Connection) -> None:
    """Index all cases; what a case and those like it have in common is put into words once."""
    connection.execute("INSERT INTO hotline_index(hotline_index) VALUES ('delete-all')")
    connection.executemany("INSERT INTO hotline_index(rowid, words) VALUES (?, ?)", _words(connection))


def _words(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    words: dict[tuple[Any, ...], str] = {}
    for number, own, outside, *said in connection.execute(f"{CASES_SAID} ORDER BY m.id"):
        about, who = tuple(said[:-3]), said[-3:-1]
        key = (*about, *who)
        if key not in words:
            words = {key: case_words(about, *who)}
        yield number, f"{case_words((own, outside), '', '')}\n{words[key]}"
