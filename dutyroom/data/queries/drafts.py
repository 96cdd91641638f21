"""Reads of drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Draft


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as kept; ``content`` is JSON of the capture line's fields."""

    id: str
    content: str
    saved_at: datetime


def drafts_of(session: Session, author_id: int | None) -> list[DraftRow]:
    """The drafts of one writer, oldest first."""
    rows = session.scalars(select(Draft).where(Draft.author_id.is_(author_id)).order_by(Draft.saved_at, Draft.id))
    return [DraftRow(row.id, row.content, row.saved_at) for row in rows]
