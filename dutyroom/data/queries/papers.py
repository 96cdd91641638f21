"""Reads of papers kept as they were printed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import KeptPaper


def kept_paper(session: Session, kind: str, record_id: int, language: str) -> bytes | None:
    """The bytes of a paper that was kept, or None."""
    return session.scalar(
        select(KeptPaper.pdf).where(
            KeptPaper.kind == kind, KeptPaper.record_id == record_id, KeptPaper.language == language
        )
    )
