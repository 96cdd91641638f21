"""Reads of the files that plans came in."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.matters import AttachedRow
from dutyroom.data.tables import Attachment, PlanText


def original_of(session: Session, text_id: int) -> AttachedRow | None:
    """The file that a version of a plan came in, under its own name; None where none was kept."""
    found = session.execute(
        select(PlanText, Attachment)
        .join(Attachment, Attachment.hash == PlanText.attachment)
        .where(PlanText.id == text_id)
    ).first()
    if found is None:
        return None
    text, kept = found
    return AttachedRow(
        id=text.id,
        hash=kept.hash,
        name=text.file_name,
        size=kept.size,
        added_at=text.imported_at,
        active=True,
        reason="",
    )
