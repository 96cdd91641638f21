"""Reads of the journal: numbers first, rows for the part looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from dutyroom.data.queries.statistics_records import listed_behind
from dutyroom.data.tables import JournalEntry, OpenItem
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.terms import match_query


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalSearch:
    """What the log's filter bar asks for; empty fields ask for everything."""

    words: str = ""
    kinds: frozenset[str] = frozenset()
    shift_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    important_only: bool = False
    open_only: bool = False
    figure: str = ""
    """What stands behind a figure of the statistics, judged at ``now``."""
    now: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry as it is shown. ``text`` is None where it was removed; ``amended_by`` is the newest amendment."""

    seq: int
    kind: str
    event: str
    happened_at: datetime
    written_at: datetime
    author: str
    author_id: int | None
    shift_id: int | None
    text: str | None
    unit: str
    person: str
    phone: str
    amends: int | None
    amended_by: int | None
    important: bool
    paper_number: str
    paper_writer: str
    item_id: int | None
    """The item that it opened by hand; None where it has none of its own. Clocks of a matter are met by steps."""
    item_state: str | None
    """Of its own item, with ``due_at``, or else of the clock that is due first."""
    due_at: datetime | None
    hash: bytes
    payload: str | None
    record_kind: str = ""
    """What the entry is about, with ``record_id``: matter, relay, returns_call, plan …"""
    record_id: int | None = None
    removed_by: int | None = None
    """The witness entry of the removal of its text."""

    @property
    def id(self) -> int:
        """The number of the entry."""
        return self.seq


def find_entries(session: Session, search: JournalSearch) -> Sequence[int]:
    """The numbers of the entries that match, oldest first; a range where nothing is filtered, for it has no gaps."""
    conditions = _conditions(search)
    words = match_query(search.words) if search.words.strip() else None
    if not conditions and words is None and not search.figure:
        newest = session.execute(select(func.max(JournalEntry.seq))).scalar_one() or 0
        return range(1, newest + 1)
    numbers = select(JournalEntry.seq).order_by(JournalEntry.seq).where(*conditions)
    if search.figure and search.now is not None:
        behind = listed_behind(session, search.figure, Subject.LOG, search.now)
        numbers = numbers.where(text("journal.seq IN (SELECT value FROM json_each(:figure))").bindparams(figure=behind))
    if words is not None:
        numbers = numbers.where(
            text("journal.seq IN (SELECT rowid FROM journal_index WHERE journal_index MATCH :words)").bindparams(
                words=words
            )
        )
    return session.scalars(numbers).all()


def _conditions(search: JournalSearch) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.kinds:
        found.append(JournalEntry.kind.in_(sorted(search.kinds)))
    if search.shift_id is not None:
        found.append(JournalEntry.shift_id == search.shift_id)
    if search.since is not None:
        found.append(JournalEntry.happened_at >= search.since)
    if search.until is not None:
        found.append(JournalEntry.happened_at < search.until)
    if search.important_only:
        found.append(JournalEntry.important.is_(True))
    if search.open_only:
        found.append(exists().where(OpenItem.entry_seq == JournalEntry.seq, OpenItem.state == "open"))
    return found


_ITEM = aliased(OpenItem)
_COLUMNS: Final = (
    JournalEntry.seq,
    JournalEntry.kind,
    JournalEntry.event,
    JournalEntry.happened_at,
    JournalEntry.written_at,
    JournalEntry.author_name,
    JournalEntry.author_id,
    JournalEntry.shift_id,
    JournalEntry.text,
    JournalEntry.unit,
    JournalEntry.person,
    JournalEntry.phone,
    JournalEntry.amends,
    JournalEntry.important,
    JournalEntry.paper_number,
    JournalEntry.paper_writer,
    JournalEntry.hash,
    JournalEntry.payload,
    JournalEntry.record_kind,
    JournalEntry.record_id,
    JournalEntry.purged_by,
    _ITEM.id.label("item_id"),
    _ITEM.state,
    _ITEM.due_at,
    _ITEM.duty,
)


def entry_rows(session: Session, numbers: Sequence[int]) -> list[EntryRow]:
    """The rows of these entries, in the order asked for; two queries whatever their number."""
    if not numbers:
        return []
    # A page of a filter is dense enough to be read as a range; scattered ones are named.
    first, last = min(numbers), max(numbers)
    dense = last - first < 4 * len(numbers)

    def among(column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        return column.between(first, last) if dense else column.in_(list(numbers))

    amended = select(JournalEntry.amends, func.max(JournalEntry.seq)).where(among(JournalEntry.amends))
    by = dict(session.execute(amended.group_by(JournalEntry.amends)).all())
    rows = session.execute(
        select(*_COLUMNS).outerjoin(_ITEM, _ITEM.entry_seq == JournalEntry.seq).where(among(JournalEntry.seq))
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.seq, []).append(row)
    return [_row(found[number], by.get(number)) for number in numbers if number in found]


def _said_first(row: Any) -> tuple[bool, bool, float, int]:
    """Of the items of one entry: what is open before what is done, its own before the clocks, what is due first."""
    return row.state != "open", row.duty is not None, row.due_at.timestamp() if row.due_at else inf, row.item_id or 0


def _row(with_items: Sequence[Any], amended_by: int | None) -> EntryRow:
    row = min(with_items, key=_said_first)
    return EntryRow(
        seq=row.seq,
        kind=row.kind,
        event=row.event,
        happened_at=row.happened_at,
        written_at=row.written_at,
        author=row.author_name,
        author_id=row.author_id,
        shift_id=row.shift_id,
        text=row.text,
        unit=row.unit or "",
        person=row.person or "",
        phone=row.phone or "",
        amends=row.amends,
        amended_by=amended_by,
        important=row.important,
        paper_number=row.paper_number or "",
        paper_writer=row.paper_writer or "",
        item_id=next((each.item_id for each in with_items if each.item_id is not None and each.duty is None), None),
        item_state=row.state,
        due_at=row.due_at,
        hash=row.hash,
        payload=row.payload,
        record_kind=row.record_kind or "",
        record_id=row.record_id,
        removed_by=row.purged_by,
    )


def entry_in_full(session: Session, seq: int) -> EntryRow | None:
    """One entry, or None."""
    rows = entry_rows(session, [seq])
    return rows[0] if rows else None


def entry_history(session: Session, seq: int) -> list[EntryRow]:
    """The original, and every amendment of it in order, whichever of them is asked for."""
    first = seq
    while (earlier := session.scalar(select(JournalEntry.amends).where(JournalEntry.seq == first))) is not None:
        first = earlier
    chain = [first]
    while True:
        later = session.scalar(select(func.max(JournalEntry.seq)).where(JournalEntry.amends == chain[-1]))
        if later is None:
            return entry_rows(session, chain)
        chain.append(later)


def last_entries(session: Session, limit: int) -> list[EntryRow]:
    """The newest entries, newest last."""
    newest = session.execute(select(func.max(JournalEntry.seq))).scalar_one() or 0
    return entry_rows(session, range(max(1, newest - limit + 1), newest + 1))


def entries_of_shift(session: Session, shift_id: int) -> list[EntryRow]:
    """Every entry of a shift, oldest first."""
    return entry_rows(
        session,
        session.scalars(
            select(JournalEntry.seq).where(JournalEntry.shift_id == shift_id).order_by(JournalEntry.seq)
        ).all(),
    )


def count_by_kind(session: Session, shift_id: int) -> list[tuple[str, int]]:
    """How many entries of each kind the shift has."""
    return list(
        session.execute(
            select(JournalEntry.kind, func.count())
            .where(JournalEntry.shift_id == shift_id)
            .group_by(JournalEntry.kind)
            .order_by(JournalEntry.kind)
        ).all()
    )


def clock_behind(session: Session, now: datetime) -> float:
    """By how many seconds this computer's clock is behind the newest entry; 0 where it is not."""
    newest = session.scalar(select(JournalEntry.written_at).order_by(JournalEntry.seq.desc()).limit(1))
    return max(0.0, (newest - now).total_seconds()) if newest else 0.0
