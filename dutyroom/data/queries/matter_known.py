"""Reads for an import: what the register holds already of a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.matters import MatterRow, matter_row
from dutyroom.data.tables import Matter, Notice
from dutyroom.rules.matter import State


def matter_numbered(session: Session, kind: str, year: int, serial: int) -> MatterRow | None:
    """The matter that has this number; void ones have theirs too."""
    found = session.scalar(select(Matter).where(Matter.kind == kind, Matter.year == year, Matter.serial == serial))
    return matter_row(found) if found is not None else None


def matters_of_document(session: Session, document_number: str) -> Iterator[MatterRow]:
    """The notices that stand under a document number, the oldest first; void ones do not count."""
    asked = (
        select(Matter)
        .join(Notice, Notice.id == Matter.id)
        .where(Notice.document_number == document_number, Matter.state != State.VOID.value)
        .order_by(Matter.id)
    )
    return (matter_row(row) for row in session.scalars(asked))


def matters_received(session: Session, kind: str, received_at: datetime) -> Iterator[MatterRow]:
    """The matters of a kind that came in at one instant."""
    asked = select(Matter).where(Matter.kind == kind, Matter.received_at == received_at).order_by(Matter.id)
    return (matter_row(row) for row in session.scalars(asked))
