"""The mayor's telephone over a city's load: 3 000 000 cases, 8 000 a day, against SQL written by hand.

Both sides answer the same question on the same file. Found is what a list first holds, then the rows of its first page;
the hand-written side goes through ``sqlite3`` alone and keeps its answers as the tuples they come in. What masking costs
is the same read of the program with and without it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from benchmarks.filling import SEED, UNTIL
from benchmarks.hotline_fill import fill_hotline
from benchmarks.measure import Ratio, in_turn, ms
from dutyroom.data.queries.hotline import CaseSearch, case_rows, find_cases
from dutyroom.data.queries.search_hotline import search_callers, search_hotline
from dutyroom.data.startup import open_store
from dutyroom.rules.canon import microseconds
from dutyroom.rules.hotline_filter import read_case_filter
from dutyroom.rules.matter import OPEN
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.terms import match_query

CASES: Final = 3_000_000
AIM: Final = 2.0
AIM_MASKED: Final = 1.1
ROUNDS: Final = 7
PAGE: Final = 200
"""Rows of a list that are read at a time."""
MOST: Final = 2000
_EXPORTED: Final = 2000
_ZONE: Final = OfficeSettings().zone
_NOW: Final = microseconds(UNTIL)
_DAY: Final = 24 * 3_600_000_000
_OPEN: Final = ", ".join(f"'{state.value}'" for state in OPEN)
_LIVE: Final = "m.kind = 'hotline' AND m.state <> 'void'"
_RUNS: Final = f"m.kind = 'hotline' AND m.state IN ({_OPEN})"
_NEWEST: Final = "ORDER BY m.received_at DESC, m.id DESC"
_FEW: Final = "ORDER BY +m.received_at DESC, m.id DESC"
"""The plus keeps the engine from walking the whole register along its order where few are to be found."""
_CASE: Final = "CROSS JOIN hotline_case c ON c.id = m.id"
_ROWS: Final = (
    "SELECT m.*, c.* FROM matter m JOIN hotline_case c ON c.id = m.id WHERE m.id IN ({marks})",
    "SELECT * FROM hotline_call WHERE matter_id IN ({marks}) ORDER BY id DESC",
)
_HITS: Final = (
    "SELECT m.id, m.number, m.title, m.received_at, c.outside_number, c.text, c.answer FROM matter m"
    " JOIN hotline_case c ON c.id = m.id WHERE m.id IN ({marks})"
)


@dataclass(frozen=True, slots=True)
class _Question:
    """A filter as it is typed, and the hand-written statement (behind ``SELECT m.id FROM``) that answers it."""

    name: str
    written: str
    bare: str
    values: tuple[object, ...] = ()
    order: str = "received"


def _words(words: str) -> str:
    return match_query(words) or ""


_INDEXED: Final = "hotline_index i CROSS JOIN matter m ON m.id = i.rowid"
_QUESTIONS: Final = (
    _Question("opening the register", "state:open", f"matter m WHERE {_RUNS} {_FEW}"),
    _Question("all of it", "", f"matter m WHERE {_LIVE} {_NEWEST}"),
    _Question("what is over", "state:closed,filed", f"matter m WHERE m.kind = 'hotline' AND m.state IN ('closed',"
              f" 'filed') {_NEWEST}"),
    _Question("overdue", "is:late", f"matter m WHERE {_RUNS} AND m.due_at < ? ORDER BY m.due_at, m.id", (_NOW,), "due"),
    _Question("waiting", "is:waiting", f"matter m WHERE {_RUNS} AND m.waiting_for <> '' {_FEW}"),
    _Question("due within 2d", "due:2d", f"matter m WHERE {_RUNS} AND m.due_at < ? {_FEW}", (_NOW + 2 * _DAY,)),
    _Question("came in within 2d", "in:2d", f"matter m WHERE {_LIVE} AND m.received_at >= ? {_NEWEST}",
              (_NOW - 2 * _DAY,)),
    _Question("at once", "urgency:即办", f"matter m WHERE {_LIVE} AND m.urgency = '即办' {_NEWEST}"),
    _Question("complaints", "demand:complaint", f"matter m {_CASE} WHERE {_LIVE} AND c.demand = 'complaint' {_NEWEST}"),
    _Question("by the media", "channel:media", f"matter m {_CASE} WHERE {_LIVE} AND c.channel = 'media' {_NEWEST}"),
    _Question("a class", "class:0102", f"matter m {_CASE} WHERE {_LIVE} AND c.code >= '0102' AND c.code < '0103'"
              f" {_NEWEST}"),
    _Question("a rare class", "class:150101", f"hotline_case c CROSS JOIN matter m ON m.id = c.id WHERE {_LIVE}"
              f" AND c.code = '150101' {_FEW}"),
    _Question("an area", "area:二七区", f"matter m {_CASE} WHERE {_LIVE} AND c.area = '二七区' {_NEWEST}"),
    _Question("a street of an area", "area:巩义市 street:示范", "hotline_case c CROSS JOIN matter m ON m.id = c.id WHERE"
              f" {_LIVE} AND c.area = '巩义市' AND c.street LIKE '%示范%' {_FEW}"),
    _Question("a unit", "unit:市园林局", f"matter m WHERE {_LIVE} AND m.lead LIKE '%市园林局%' {_NEWEST}"),
    _Question("result", "result:partly", f"matter m {_CASE} WHERE {_LIVE} AND c.result = 'partly' {_NEWEST}"),
    _Question("not content", "satisfied:1,2", f"matter m {_CASE} WHERE {_LIVE} AND c.satisfied IN ('1', '2') {_NEWEST}"),
    _Question("redone", "is:redone", f"matter m {_CASE} WHERE {_LIVE} AND c.redone > 0 {_NEWEST}"),
    _Question("returned", "is:returned", f"matter m {_CASE} WHERE {_LIVE} AND c.returned > 0 {_NEWEST}"),
    _Question("called for again", "is:repeat", f"matter m {_CASE} WHERE {_LIVE} AND c.calls > 1 {_NEWEST}"),
    _Question("red cards", "card:red", f"matter m {_CASE} WHERE {_LIVE} AND c.card = 'red' {_NEWEST}"),
    _Question("complaints of an area, open", "demand:complaint area:金水区 state:open",
              f"matter m {_CASE} WHERE {_RUNS} AND c.demand = 'complaint' AND c.area = '金水区' {_FEW}"),
    _Question("a frequent word", "停水", f"{_INDEXED} WHERE hotline_index MATCH ? AND {_LIVE} ORDER BY i.rowid DESC",
              (_words("停水"),)),
    _Question("a rare word", "候鸟救助", f"{_INDEXED} WHERE hotline_index MATCH ? AND {_LIVE} ORDER BY i.rowid DESC",
              (_words("候鸟救助"),)),
)  # fmt: skip


def hotline_ratios(folder: Path, *, cases: int = CASES, rounds: int = ROUNDS) -> list[Ratio]:
    """A line for each filter of the register, each search, the counts of a week, and what masking costs."""
    if not folder.exists():
        fill_hotline(folder, cases=cases, seed=SEED, until=_NOW)
    store = open_store(folder, clock=lambda: UNTIL)
    try:
        with store.reading() as session, closing(_raw(store.path)) as raw:
            size = f"{cases:,} cases"
            found = [_register(session, raw, question, rounds, size) for question in _QUESTIONS]
            found += _searches(session, raw, rounds, size)
            return [*found, *_masking(session, rounds, size)]
    finally:
        store.close()


def _raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def _register(session: Session, raw: sqlite3.Connection, question: _Question, rounds: int, size: str) -> Ratio:
    wanted = read_case_filter(question.written)
    search = CaseSearch(now=UNTIL, zone=_ZONE, filter=wanted, order=question.order, most=MOST)
    statement = f"SELECT m.id FROM {question.bare} LIMIT {MOST}"
    ours, bare = find_cases(session, search), _ids(raw, statement, question.values)
    if ours != bare:
        raise AssertionError(f"{question.written}: {len(ours)} found, {len(bare)} by hand")
    works: Sequence[Callable[[], object]] = (
        lambda: case_rows(session, find_cases(session, search)[:PAGE]),
        lambda: _page(raw, _ids(raw, statement, question.values)[:PAGE]),
    )
    one, other = in_turn(works, rounds)
    at = f"{size}, {len(ours):,} found, {ms(one)} / {ms(other)}"
    return Ratio(f"hotline: {question.name} ({question.written or '-'})", one / other, AIM, "SQL by hand", at)


def _ids(raw: sqlite3.Connection, statement: str, values: Sequence[object] = ()) -> list[int]:
    return [row[0] for row in raw.execute(statement, values).fetchall()]


def _page(raw: sqlite3.Connection, numbers: Sequence[int]) -> object:
    marks = ", ".join("?" * len(numbers))
    return [raw.execute(sql.format(marks=marks), numbers).fetchall() for sql in _ROWS]


def _searches(session: Session, raw: sqlite3.Connection, rounds: int, size: str) -> list[Ratio]:
    """By number, by the number of another system, by caller, by word: what is first shown, and how many there are."""
    (number,) = raw.execute("SELECT number FROM matter WHERE id = 1000").fetchone()
    (outside,) = raw.execute("SELECT outside_number FROM hotline_case WHERE outside_number <> '' LIMIT 1").fetchone()
    name, phone = raw.execute("SELECT name, phone FROM hotline_call WHERE matter_id = 1000").fetchone()
    of_call = "SELECT DISTINCT matter_id FROM hotline_call WHERE {} ORDER BY matter_id DESC LIMIT 1001"
    by_word = "SELECT rowid FROM hotline_index WHERE hotline_index MATCH ? ORDER BY rowid DESC LIMIT 1001"
    asked: list[tuple[str, Callable[[], object], str, tuple[object, ...]]] = [
        ("number", partial(search_hotline, session, number),
         f"{by_word[:-4]}1", (_words(number),)),
        ("number of another system", partial(search_hotline, session, outside),
         "SELECT id FROM hotline_case WHERE outside_number = ?", (outside,)),
        ("caller's number", partial(search_callers, session, phone), of_call.format("phone_key = ?"), (phone,)),
        ("caller's name", partial(search_callers, session, name), of_call.format("name = ?"), (name,)),
        ("frequent word", partial(search_hotline, session, "停水"), by_word, (_words("停水"),)),
        ("rare word", partial(search_hotline, session, "候鸟救助"), by_word, (_words("候鸟救助"),)),
        ("two words", partial(search_hotline, session, "停电 金水区"), by_word, (_words("停电 金水区"),)),
    ]  # fmt: skip
    found = []
    for title, ours, statement, values in asked:
        one, other = in_turn((ours, partial(_bare_hits, raw, statement, values)), rounds)
        at = f"{size}, {ms(one)} / {ms(other)}"
        found.append(Ratio(f"hotline: search by {title}", one / other, AIM, "SQL by hand", at))
    return found


def _bare_hits(raw: sqlite3.Connection, statement: str, values: Sequence[object]) -> object:
    numbers = _ids(raw, statement, values)[:20]
    return raw.execute(_HITS.format(marks=", ".join("?" * len(numbers))), numbers).fetchall()


def _masking(session: Session, rounds: int, size: str) -> list[Ratio]:
    """A page of rows and the rows of an export, masked against unmasked."""
    search = CaseSearch(now=UNTIL, zone=_ZONE, most=_EXPORTED)
    numbers = find_cases(session, search)
    found = []
    for title, ids in (("a page", numbers[:PAGE]), ("an export", numbers)):
        masked, bare = in_turn(
            (
                partial(case_rows, session, ids),
                partial(case_rows, session, ids, unmasked=True, secret_too=True),
            ),
            rounds * 3,
        )
        at = f"{size}, {len(ids):,} rows, {ms(masked)} / {ms(bare)}"
        found.append(Ratio(f"hotline: masking {title}", masked / bare, AIM_MASKED, "the same unmasked", at))
    return found
