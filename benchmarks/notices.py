"""The register of notices and the Desk over 100 000 notices with 1 000 000 steps, against SQL written by hand.

Both sides answer the same question on the same file: all numbers in order, then the rows of the first page; the Desk
whole. The hand-written side goes through ``sqlite3`` alone and keeps its answers as the tuples they come in; the rest
of an answer - times as times, rows as values with names - is what the ratio holds.
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
from benchmarks.measure import Ratio, in_turn, ms
from benchmarks.notices_fill import HOUR, fill_notices
from dutyroom.data.queries.log import desk_state
from dutyroom.data.queries.register import MatterSearch, find_matters, notice_rows
from dutyroom.data.startup import open_store
from dutyroom.rules.canon import microseconds
from dutyroom.rules.matter import OPEN, MatterKind
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.terms import match_query
from dutyroom.ui.parts.register_model import PAGE
from dutyroom.ui.registers.desk import ENTRIES_SHOWN, ITEMS_MOST

NOTICES: Final = 100_000
AIM: Final = 1.5
ROUNDS: Final = 9
_ZONE: Final = OfficeSettings().zone
_NOW: Final = microseconds(UNTIL)
_OPEN: Final = ", ".join(f"'{state.value}'" for state in OPEN)
_NEWEST: Final = "ORDER BY m.received_at DESC, m.id DESC"
_FEW: Final = "ORDER BY +m.received_at DESC, m.id DESC"
"""The plus keeps the engine from walking the whole register along its order where few are to be found."""
_LIVE: Final = "m.kind = 'notice' AND m.state <> 'void'"
_RUNS: Final = f"m.kind = 'notice' AND m.state IN ({_OPEN})"
_WORDS: Final = "JOIN matter_index i ON i.rowid = m.id WHERE matter_index MATCH ? AND"
_ROWS: Final = (
    "SELECT m.id, m.kind, m.number, m.title, m.source, m.urgency, m.secrecy, m.state, m.received_at, m.lead, m.due_at,"
    " m.waiting_for, m.waiting_reason, m.outcome, m.closed_at, m.version, n.channel, n.document_number,"
    " n.document_kind, n.for_reading FROM matter m JOIN notice n ON n.id = m.id WHERE m.id IN ({marks})"
)


@dataclass(frozen=True, slots=True)
class _Question:
    """A filter as it is typed, and the hand-written statement (behind ``SELECT m.id FROM matter m``) that answers it."""

    name: str
    written: str
    bare: str
    values: tuple[object, ...] = ()
    order: str = "received"


def _asked(words: str) -> str:
    return match_query(words) or ""


_QUESTIONS: Final = (
    _Question("opening the register", "state:open", f"WHERE {_RUNS} {_FEW}"),
    _Question("all of it", "", f"WHERE {_LIVE} {_NEWEST}"),
    _Question("what is over", "state:over", "WHERE m.kind = 'notice' AND m.state IN ('closed', 'filed', 'returned',"
              f" 'transferred') {_NEWEST}"),
    _Question("urgency", "urgency:特急", f"WHERE {_LIVE} AND m.urgency = ? {_NEWEST}", ("特急",)),
    _Question("office", "office:秘书三处", f"WHERE {_LIVE} AND m.lead LIKE ? {_NEWEST}", ("%秘书三处%",)),
    _Question("sender", "source:应急管理厅", f"WHERE {_LIVE} AND m.source LIKE ? {_NEWEST}", ("%应急管理厅%",)),
    _Question("channel", "channel:fax", "JOIN notice n ON n.id = m.id WHERE n.channel = 'fax' AND"
              f" {_LIVE} {_NEWEST}"),
    _Question("came in within 8h", "in:8h", f"WHERE {_LIVE} AND m.received_at >= ? {_NEWEST}", (_NOW - 8 * HOUR,)),
    _Question("came in within 2d", "in:2d", f"WHERE {_LIVE} AND m.received_at >= ? {_NEWEST}", (_NOW - 48 * HOUR,)),
    _Question("due within 8h", "due:8h", f"WHERE {_RUNS} AND m.due_at < ? {_FEW}", (_NOW + 8 * HOUR,)),
    _Question("due within 2d", "due:2d state:open", f"WHERE {_RUNS} AND m.due_at < ? {_FEW}", (_NOW + 48 * HOUR,)),
    _Question("overdue list", "is:late", f"WHERE {_RUNS} AND m.due_at < ? ORDER BY m.due_at, m.id", (_NOW,), "due"),
    _Question("waiting", "is:waiting", f"WHERE {_RUNS} AND m.waiting_for <> '' {_FEW}"),
    _Question("nobody has it", "is:unassigned", f"WHERE {_RUNS} AND m.lead = '' {_FEW}"),
    _Question("reading papers", "is:reading", "JOIN notice n ON n.id = m.id WHERE n.for_reading = 1 AND"
              f" {_LIVE} {_NEWEST}"),
    _Question("secret", "is:secret", f"WHERE {_LIVE} AND m.secrecy <> '' {_NEWEST}"),
    _Question("a frequent word", "防汛", f"{_WORDS} {_LIVE} {_FEW}", (_asked("防汛"),)),
    _Question("two words", "防汛 汇总", f"{_WORDS} {_LIVE} {_FEW}", (_asked("防汛 汇总"),)),
    _Question("a rare word", "南水北调", f"{_WORDS} {_LIVE} {_FEW}", (_asked("南水北调"),)),
    _Question("urgent, open, of an office", "urgency:特急 state:open office:秘书三处",
              f"WHERE {_RUNS} AND m.urgency = ? AND m.lead LIKE ? {_FEW}", ("特急", "%秘书三处%")),
    _Question("a word among what is open", "防汛 state:open", f"{_WORDS} {_RUNS} {_FEW}", (_asked("防汛"),)),
    _Question("a word of two months, urgent", "防汛 urgency:特急 in:60d",
              f"{_WORDS} {_LIVE} AND m.urgency = ? AND m.received_at >= ? {_FEW}",
              (_asked("防汛"), "特急", _NOW - 60 * 24 * HOUR)),
)  # fmt: skip


def notices_ratios(folder: Path, *, notices: int = NOTICES, rounds: int = ROUNDS) -> list[Ratio]:
    """A line for each filter of the register, for its overdue list and for the Desk."""
    if not folder.exists():
        fill_notices(folder, notices=notices, steps=10 * notices, seed=SEED, until=UNTIL)
    store = open_store(folder, clock=lambda: UNTIL)
    try:
        with store.reading() as session, closing(_raw(store.path)) as raw:
            size = f"{notices:,} notices, {10 * notices:,} steps"
            asked = [_measured(session, raw, question, rounds, size) for question in _QUESTIONS]
            return [*asked, _desk(session, raw, rounds, size)]
    finally:
        store.close()


def _raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def _measured(session: Session, raw: sqlite3.Connection, question: _Question, rounds: int, size: str) -> Ratio:
    search = MatterSearch(
        kind=MatterKind.NOTICE,
        now=UNTIL,
        zone=_ZONE,
        filter=read_matter_filter(question.written),
        order=question.order,
    )
    found = [list(find_matters(session, search)), _numbers(raw, question)]
    if found[0] != found[1]:
        raise AssertionError(f"{question.written}: {len(found[0])} found, {len(found[1])} by hand")
    works: Sequence[Callable[[], object]] = (partial(_ours, session, search), partial(_bare, raw, question))
    one, other = in_turn(works, rounds)
    at = f"{size}, {len(found[0]):,} found, {ms(one)} / {ms(other)}"
    return Ratio(f"notices: {question.name} ({question.written or '-'})", one / other, AIM, "SQL by hand", at)


def _ours(session: Session, search: MatterSearch) -> object:
    numbers = find_matters(session, search)
    return notice_rows(session, numbers[:PAGE])


def _numbers(raw: sqlite3.Connection, question: _Question) -> list[int]:
    found = raw.execute(f"SELECT m.id FROM matter m {question.bare}", question.values).fetchall()
    return [row[0] for row in found]


def _bare(raw: sqlite3.Connection, question: _Question) -> object:
    numbers = _numbers(raw, question)[:PAGE]
    rows = raw.execute(_ROWS.format(marks=", ".join("?" * len(numbers))), numbers).fetchall()
    by_number = {row[0]: row for row in rows}
    return [by_number[number] for number in numbers]


def _desk(session: Session, raw: sqlite3.Connection, rounds: int, size: str) -> Ratio:
    ours = partial(desk_state, session, ITEMS_MOST, ENTRIES_SHOWN, UNTIL)
    one, other = in_turn((ours, partial(_bare_desk, raw)), rounds * 5)
    open_items = raw.execute("SELECT count(*) FROM open_item WHERE state = 'open'").fetchone()[0]
    at = f"{size}, {open_items:,} open items, {ms(one)} / {ms(other)}"
    return Ratio("notices: the Desk", one / other, AIM, "SQL by hand", at)


_ITEMS: Final = (
    "SELECT o.id, o.title, o.entry_seq, j.kind, j.unit, j.person, j.phone, o.opened_at, o.due_at, o.urgent,"
    " o.waiting_for, o.state, o.closed_at, o.outcome, o.put_off_until, o.version, o.duty, m.kind, o.matter_id"
    " FROM open_item o JOIN journal j ON j.seq = o.entry_seq LEFT JOIN matter m ON m.id = o.matter_id"
    " WHERE o.state = 'open' AND o.due_at IS {null} ORDER BY o.due_at, o.id LIMIT ?"
)
_SHIFT: Final = (
    "SELECT s.*, l.name, c.name, d.name FROM shift s JOIN officer l ON l.id = s.leader_id JOIN officer c"
    " ON c.id = s.chief_id LEFT JOIN officer d ON d.id = s.deputy_id WHERE s.ended_at IS NULL"
)
_COUNTS: Final = (
    f"SELECT count(*), coalesce(sum(due_at < ?), 0) FROM matter m WHERE {_RUNS}",
    f"SELECT count(*) FROM matter m WHERE {_RUNS} AND m.waiting_for <> ''",
    "SELECT count(*) FROM open_item WHERE state = 'open'",
    f"SELECT count(*), coalesce(sum(due_at < ?), 0) FROM matter m WHERE m.kind = 'incident' AND m.state IN ({_OPEN})",
    f"SELECT count(*) FROM matter m WHERE m.kind = 'incident' AND m.state IN ({_OPEN}) AND m.waiting_for <> ''",
    f"SELECT m.*, w.* FROM matter m JOIN public_warning w ON w.id = m.id WHERE m.kind = 'warning' AND m.state IN ({_OPEN})",
    "SELECT a.*, m.number, p.title FROM activation a JOIN matter m ON m.id = a.matter_id JOIN plan p ON p.id = a.plan_id"
    " WHERE a.state = 'running'",
)


def _bare_desk(raw: sqlite3.Connection) -> object:
    """The same facts: what is due first, how much is open, the shift, the handover, the newest entry, the counts."""
    items = raw.execute(_ITEMS.format(null="NOT NULL"), (ITEMS_MOST,)).fetchall()
    if len(items) < ITEMS_MOST:
        items += raw.execute(_ITEMS.format(null="NULL"), (ITEMS_MOST - len(items),)).fetchall()
    shift = raw.execute(_SHIFT).fetchone()
    handover = raw.execute("SELECT * FROM handover WHERE shift_id = ? AND state = 'given'", (shift[0],)).fetchone()
    newest = raw.execute("SELECT max(seq) FROM journal").fetchone()
    counts = [raw.execute(sql, (_NOW,) if "?" in sql else ()).fetchone() for sql in _COUNTS]
    return items, shift, handover, newest, counts
