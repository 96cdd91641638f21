"""Reads of the open items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import JournalEntry, OpenItem


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


def open_items(session: Session, limit: int | None = None) -> list[OpenItemRow]:
    """What is open, in order of time left; items without a due time last."""
    asked = _rows().where(OpenItem.state == "open")
    return _read(session, asked.order_by(OpenItem.due_at.is_(None), OpenItem.due_at, OpenItem.id).limit(limit))


def open_item_in_full(session: Session, number: int) -> OpenItemRow | None:
    """One item, open or not."""
    found = _read(session, _rows().where(OpenItem.id == number))
    return found[0] if found else None


def items_of_matter(session: Session, matter_id: int, *, running: bool = True) -> list[OpenItem]:
    """The clocks of a matter as rows to be changed: those that run, or all of them, oldest first."""
    asked = select(OpenItem).where(OpenItem.matter_id == matter_id).order_by(OpenItem.id)
    return list(session.scalars(asked.where(OpenItem.state == "open") if running else asked))


def count_open(session: Session) -> int:
    """How many items are open."""
    return session.execute(select(func.count()).select_from(OpenItem).where(OpenItem.state == "open")).scalar_one()


def _rows() -> Select[OpenItem, str, str | None, str | None, str | None]:
    return select(OpenItem, JournalEntry.kind, JournalEntry.unit, JournalEntry.person, JournalEntry.phone).join(
        JournalEntry, JournalEntry.seq == OpenItem.entry_seq
    )


def _read(session: Session, asked: Select[OpenItem, str, str | None, str | None, str | None]) -> list[OpenItemRow]:
    return [
        OpenItemRow(
            id=item.id,
            title=item.title,
            entry_seq=item.entry_seq,
            kind=kind,
            unit=unit or "",
            person=person or "",
            phone=phone or "",
            opened_at=item.opened_at,
            due_at=item.due_at,
            urgent=item.urgent,
            waiting_for=item.waiting_for,
            state=item.state,
            closed_at=item.closed_at,
            outcome=item.outcome,
            put_off_until=item.put_off_until,
            version=item.version,
            duty=item.duty or "",
        )
        for item, kind, unit, person, phone in session.execute(asked)
    ]
