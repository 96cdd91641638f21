"""Reads of drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Draft, Officer


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


@dataclass(frozen=True, slots=True)
class OthersDraftRow(DraftRow):
    """A draft of somebody else; ``author`` is empty where nobody was signed in."""

    author: str


def drafts_of_others(session: Session, author_id: int | None) -> list[OthersDraftRow]:
    """The drafts that belong to anybody but this writer, by writer, oldest first."""
    rows = session.execute(
        select(Draft, Officer.name)
        .outerjoin(Officer, Officer.id == Draft.author_id)
        .where(Draft.author_id.is_distinct_from(author_id))
        .order_by(Draft.author_id, Draft.saved_at, Draft.id)
    )
    return [OthersDraftRow(draft.id, draft.content, draft.saved_at, name or "") for draft, name in rows]
