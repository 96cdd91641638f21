"""Reads of papers kept as they were printed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import KeptPaper


def kept_paper(session: Session, kind: str, record_id: int, language: str) -> bytes | None:
    """The bytes of a paper that was kept, or None; of one that was removed nothing is kept."""
    asked = select(KeptPaper.pdf).where(
        KeptPaper.kind == kind, KeptPaper.record_id == record_id, KeptPaper.language == language
    )
    return session.scalar(asked) or None


def removed_paper(session: Session, kind: str, record_id: int, language: str) -> KeptPaper | None:
    """The row of a paper whose bytes were removed, where there is one."""
    asked = select(KeptPaper).where(
        KeptPaper.kind == kind, KeptPaper.record_id == record_id, KeptPaper.language == language
    )
    return session.scalar(asked.where(KeptPaper.pdf == b""))
