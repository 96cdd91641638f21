"""Reads of papers kept as they were printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import KeptPaper
from dutyroom.rules.paper import edition_of


def kept_paper(session: Session, kind: str, record_id: int, language: str) -> bytes | None:
    """The bytes of a paper that was kept, or None; of one that was removed nothing is kept."""
    asked = select(KeptPaper.pdf).where(
        KeptPaper.kind == kind, KeptPaper.record_id == record_id, KeptPaper.language == language
    )
    return session.scalar(asked) or None


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition of a report that is kept."""

    edition: int
    made_at: datetime


def kept_editions(session: Session, kind: str, record_id: int, language: str) -> list[KeptEdition]:
    """The editions of a report that are kept in a language, the newest last; removed ones are none."""
    asked = select(KeptPaper.kind, KeptPaper.made_at).where(
        or_(KeptPaper.kind == kind, KeptPaper.kind.startswith(f"{kind}/", autoescape=True)),
        KeptPaper.record_id == record_id,
        KeptPaper.language == language,
        func.length(KeptPaper.pdf) > 0,
    )
    found = [KeptEdition(edition_of(row.kind)[1], row.made_at) for row in session.execute(asked)]
    return sorted(found, key=lambda each: each.edition)


def removed_paper(session: Session, kind: str, record_id: int, language: str) -> KeptPaper | None:
    """The row of a paper whose bytes were removed, where there is one."""
    asked = select(KeptPaper).where(
        KeptPaper.kind == kind, KeptPaper.record_id == record_id, KeptPaper.language == language
    )
    return session.scalar(asked.where(KeptPaper.pdf == b""))
