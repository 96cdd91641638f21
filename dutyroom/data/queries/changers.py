"""Who changed a record since somebody began to edit it, from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import JournalEntry, JournalRow


@dataclass(frozen=True, slots=True)
class Changer:
    """Somebody who changed it, and when last."""

    name: str
    at: datetime


def changers_of(session: Session, table: str, number: int, *, newest: int) -> tuple[Changer, ...]:
    """Those who wrote the ``newest`` entries that changed this row, each once, the last first."""
    rows = session.execute(
        select(JournalEntry.author_name, JournalEntry.written_at)
        .join(JournalRow, JournalRow.seq == JournalEntry.seq)
        .where(JournalRow.record_kind == table, JournalRow.record_id == number)
        .order_by(JournalRow.seq.desc())
        .limit(max(newest, 1))
    )
    found: dict[str, datetime] = {}
    for name, at in rows:
        found.setdefault(name, at)
    return tuple(Changer(name, at) for name, at in found.items())
