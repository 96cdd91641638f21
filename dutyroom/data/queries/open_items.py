"""Reads of the open items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared, Rows
from dutyroom.data.tables import JournalEntry, Matter, OpenItem, Relay, ReturnsCall
from dutyroom.rules.canon import instant
from dutyroom.rules.matter import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItemRow:
    """An open item with the entry it came from."""

    id: int
    title: str
    entry_seq: int
    kind: str
    unit: str
    person: str
    phone: str
    opened_at: datetime
    due_at: datetime | None
    urgent: bool
    waiting_for: str
    state: str
    closed_at: datetime | None
    outcome: str
    put_off_until: datetime | None
    version: int
    duty: str = ""
    """The obligation whose clock it is; empty for an item that is ticked off by hand."""
    record: tuple[str, int] | None = None
    """What it belongs to where it has a duty: kind (notice, supervision, relay, returns) and number."""
    recipient: str = ""
    """To whom the duty is owed, where it names somebody."""


def open_items(session: Session, limit: int | None = None) -> list[OpenItemRow]:
    """What is open, in order of time left; items without a due time last."""
    most = _ALL if limit is None else limit
    found = _DUE.rows(session, {"most": most})
    if len(found) < most:
        found += _NEVER_DUE.rows(session, {"most": most - len(found)})
    return read_items(session, found)


def open_item_in_full(session: Session, number: int) -> OpenItemRow | None:
    """One item, open or not."""
    found = read_items(session, _BY_NUMBER.rows(session, {"number": number}))
    return found[0] if found else None


def items_of_matter(session: Session, matter_id: int, *, running: bool = True) -> list[OpenItem]:
    """The clocks of a matter as rows to be changed: those that run, or all of them, oldest first."""
    asked = select(OpenItem).where(OpenItem.matter_id == matter_id).order_by(OpenItem.id)
    return list(session.scalars(asked.where(OpenItem.state == "open") if running else asked))


def count_open(session: Session) -> int:
    """How many items are open."""
    return int(_COUNT.rows(session)[0][0])


_ALL: Final = 2**31 - 1
_COLUMNS: Final = (
    *(OpenItem.id, OpenItem.title, OpenItem.entry_seq),
    *(JournalEntry.kind, JournalEntry.unit, JournalEntry.person, JournalEntry.phone),
    *(OpenItem.opened_at, OpenItem.due_at, OpenItem.urgent, OpenItem.waiting_for, OpenItem.state, OpenItem.closed_at),
    *(OpenItem.outcome, OpenItem.put_off_until, OpenItem.version, OpenItem.duty, OpenItem.matter_id, Matter.kind),
    OpenItem.recipient,
)
ROWS: Final = (
    select(*_COLUMNS)
    .select_from(OpenItem)
    .join(JournalEntry, JournalEntry.seq == OpenItem.entry_seq)
    .outerjoin(Matter, Matter.id == OpenItem.matter_id)
)
IS_OPEN: Final = OpenItem.state == literal_column("'open'")
# Two statements, each in the order of one index: asked for at once, all that is open would be sorted for the first few.
_DUE: Final = Prepared(
    ROWS.where(IS_OPEN, OpenItem.due_at.is_not(None)).order_by(OpenItem.due_at, OpenItem.id).limit(bindparam("most"))
)
_NEVER_DUE: Final = Prepared(
    ROWS.where(IS_OPEN, OpenItem.due_at.is_(None)).order_by(OpenItem.id).limit(bindparam("most"))
)
_BY_NUMBER: Final = Prepared(ROWS.where(OpenItem.id == bindparam("number")))
_COUNT: Final = Prepared(select(func.count()).select_from(OpenItem).where(IS_OPEN))


def read_items(session: Session, rows: Rows) -> list[OpenItemRow]:
    records = _records(session, rows)
    return [
        OpenItemRow(
            id=number,
            title=title,
            entry_seq=seq,
            kind=kind,
            unit=unit or "",
            person=person or "",
            phone=phone or "",
            opened_at=instant(opened),
            due_at=None if due is None else instant(due),
            urgent=bool(urgent),
            waiting_for=waiting_for,
            state=state,
            closed_at=None if closed is None else instant(closed),
            outcome=outcome,
            put_off_until=None if put_off is None else instant(put_off),
            version=version,
            duty=duty or "",
            record=records.get(number) or ((matter_kind, matter) if duty and matter else None),
            recipient=recipient or "",
        )
        for number, title, seq, kind, unit, person, phone, opened, due, urgent, waiting_for, state, closed, outcome, put_off, version, duty, matter, matter_kind, recipient in rows  # one row
    ]


def _records(session: Session, rows: Rows) -> dict[int, tuple[str, int]]:
    """The relay or the call for returns that a clock belongs to; other clocks belong to their matter."""
    found: dict[int, tuple[str, int]] = {}
    for duty, kind, table in ((Duty.RELAY, "relay", Relay), (Duty.RETURNS, "returns", ReturnsCall)):
        own = [row[0] for row in rows if row[_DUTY] == duty]
        if own:
            named = session.execute(select(table.item_id, table.id).where(table.item_id.in_(own)))
            found |= {item_id: (kind, number) for item_id, number in named if item_id is not None}
    return found


_DUTY: Final = len(_COLUMNS) - 4
