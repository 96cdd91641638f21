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
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from benchmarks.filling import SEED, UNTIL
from benchmarks.hotline_fill import fill_hotline
from benchmarks.measure import Ratio, in_turn, ms
from dutyroom.data.queries.export_hotline import case_values
from dutyroom.data.queries.hotline import CaseSearch, case_rows, find_cases
from dutyroom.data.queries.hotline_rows import CaseRow
from dutyroom.data.queries.hotline_statistics import counts_by
from dutyroom.data.queries.search import Found
from dutyroom.data.queries.search_hotline import search_callers, search_hotline
from dutyroom.data.startup import open_store
from dutyroom.rules.canon import instant, microseconds
from dutyroom.rules.hotline_filter import read_case_filter
from dutyroom.rules.hotline_measures import DIGITS, LEFT_OUT, By, Span
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
_QUICK: Final = 20
"""How many times as often what takes a tenth of a millisecond is measured: a few rounds of that are chance."""
_HITS_SHOWN: Final = 20
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
    "SELECT m.id, m.number, m.title, m.received_at, c.outside_number, c.text, c.answer, c.turn_to, c.area, c.street,"
    " c.place FROM matter m JOIN hotline_case c ON c.id = m.id WHERE m.id IN ({marks})",
    "SELECT matter_id, name, address, phone, second FROM hotline_call WHERE matter_id IN ({marks})",
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
            found.append(_week(session, raw, rounds, size))
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
    number, year, serial = raw.execute("SELECT number, year, serial FROM matter WHERE id = 1000").fetchone()
    (outside,) = raw.execute("SELECT outside_number FROM hotline_case WHERE outside_number <> '' LIMIT 1").fetchone()
    name, phone = raw.execute("SELECT name, phone FROM hotline_call WHERE matter_id = 1000").fetchone()
    of_name = (
        "SELECT DISTINCT m.id FROM hotline_call h CROSS JOIN matter m ON m.id = h.matter_id WHERE h.name = ?"
        " AND m.state <> 'void' ORDER BY m.id DESC LIMIT 1001"
    )
    of_phone = (
        "SELECT m.id FROM (SELECT matter_id FROM hotline_call WHERE phone_key = ? UNION"
        " SELECT matter_id FROM hotline_call WHERE second_key = ?) h CROSS JOIN matter m ON m.id = h.matter_id"
        " WHERE m.state <> 'void' ORDER BY m.id DESC LIMIT 1001"
    )
    by_word = f"SELECT m.id FROM {_INDEXED} WHERE hotline_index MATCH ? AND m.state <> 'void' ORDER BY i.rowid DESC LIMIT 1001"
    by_outside = (  # the case of that number first, then those that speak of it
        "SELECT id FROM (SELECT m.id AS id, 0 AS behind FROM hotline_case c CROSS JOIN matter m ON m.id = c.id WHERE"
        " c.outside_number = ?1 AND m.state <> 'void' UNION ALL SELECT * FROM (SELECT m.id, 1 FROM"
        f" {_INDEXED} WHERE hotline_index MATCH ?2 AND m.state <> 'void' AND m.id NOT IN (SELECT id FROM hotline_case WHERE"  # ours
        " outside_number = ?1) ORDER BY i.rowid DESC LIMIT 1001)) ORDER BY behind, id DESC"
    )
    by_number = (
        "SELECT id FROM matter WHERE kind = 'hotline' AND year = ? AND serial = ? AND state <> 'void' UNION"
        " SELECT c.id FROM hotline_case c JOIN matter m ON m.id = c.id WHERE c.outside_number = ? AND m.state <> 'void'"
    )
    asked: list[tuple[str, Callable[[], Found], str, tuple[object, ...]]] = [
        ("number", partial(search_hotline, session, number),
         by_number, (year, serial, number)),
        ("number of another system", partial(search_hotline, session, outside),
         by_outside, (outside, _words(outside))),
        ("caller's number", partial(search_callers, session, phone), of_phone, (phone, phone)),
        ("caller's name", partial(search_callers, session, name), of_name, (name,)),
        ("frequent word", partial(search_hotline, session, "停水"), by_word, (_words("停水"),)),
        ("rare word", partial(search_hotline, session, "候鸟救助"), by_word, (_words("候鸟救助"),)),
        ("two words", partial(search_hotline, session, "停电 金水区"), by_word, (_words("停电 金水区"),)),
    ]  # fmt: skip
    found = []
    for title, ours, statement, values in asked:
        if [hit.id for hit in ours().hits] != _ids(raw, statement, values)[:_HITS_SHOWN]:
            raise AssertionError(f"search by {title}: others are found by hand")
        one, other = in_turn((ours, partial(_bare_hits, raw, statement, values)), rounds * _QUICK)
        at = f"{size}, {ms(one)} / {ms(other)}"
        found.append(Ratio(f"hotline: search by {title}", one / other, AIM, "SQL by hand", at))
    return found


def _bare_hits(raw: sqlite3.Connection, statement: str, values: Sequence[object]) -> object:
    numbers = _ids(raw, statement, values)[:_HITS_SHOWN]
    marks = ", ".join("?" * len(numbers))
    return [raw.execute(sql.format(marks=marks), numbers).fetchall() for sql in _HITS]


def _week(session: Session, raw: sqlite3.Connection, rounds: int, size: str) -> Ratio:
    """What a weekly report counts: the cases that came in by channel, demand, class, area, street and unit."""
    since = _NOW - 7 * _DAY
    span = Span(since=instant(since), until=UNTIL)
    ours, bare = counts_by(session, span), _bare_week(raw, since)
    if sorted(ours[By.CHANNEL].items()) != sorted(bare[0]):
        raise AssertionError("the week is counted otherwise by hand")
    one, other = in_turn((partial(counts_by, session, span), partial(_bare_week, raw, since)), rounds)
    at = f"{size}, {sum(ours[By.CHANNEL].values()):,} in the week, {ms(one)} / {ms(other)}"
    return Ratio("hotline: counts of a week", one / other, AIM, "SQL by hand", at)


def _bare_week(raw: sqlite3.Connection, since: int) -> list[list[tuple[str, int]]]:
    left_out = ", ".join(f"'{state.value}'" for state in LEFT_OUT)
    streets = "CASE WHEN c.street <> '' THEN c.area || '/' || c.street ELSE '' END"
    columns = ("c.channel", "c.demand", *(f"substr(c.code, 1, {digits})" for digits in DIGITS.values()))
    return [
        raw.execute(
            f"SELECT {column}, count(*) FROM matter m {_CASE} WHERE m.kind = 'hotline' AND m.state NOT IN ({left_out})"  # ours
            " AND m.received_at >= ? AND m.received_at < ? GROUP BY 1",
            (since, _NOW),
        ).fetchall()
        for column in (*columns, "c.area", streets, "m.lead")
    ]


def _looked_at(rows: Sequence[CaseRow]) -> object:
    """All that a row shows: rows are made of what the store gave when somebody looks at them."""
    return [(row.matter, row.facts, row.place, row.caller) for row in rows]


def _masking(session: Session, rounds: int, size: str) -> list[Ratio]:
    """A page of the register - found, read and looked at - and the rows of an export, masked against unmasked."""
    search = CaseSearch(now=UNTIL, zone=_ZONE, filter=read_case_filter("state:open"), most=MOST)

    def page(*, unmasked: bool) -> object:
        numbers = find_cases(session, search)[:PAGE]
        return _looked_at(case_rows(session, numbers, unmasked=unmasked, secret_too=unmasked))

    def export(*, unmasked: bool) -> object:
        return list(islice(case_values(session, unmasked=unmasked), _EXPORTED))

    found = []
    for title, work, count in (("a page", page, PAGE), ("an export", export, _EXPORTED)):
        masked, bare = in_turn((partial(work, unmasked=False), partial(work, unmasked=True)), rounds * 3)
        at = f"{size}, {count:,} rows, {ms(masked)} / {ms(bare)}"
        found.append(Ratio(f"hotline: masking {title}", masked / bare, AIM_MASKED, "the same unmasked", at))
    return found
