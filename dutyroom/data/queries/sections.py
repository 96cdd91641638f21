"""Reads of single sections of plans."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import PlanSection, PlanText


def plan_of_section(session: Session, section_id: int) -> int | None:
    """The plan that a section belongs to, or None."""
    return session.scalar(
        select(PlanText.plan_id)
        .join(PlanSection, PlanSection.text_id == PlanText.id)
        .where(PlanSection.id == section_id)
    )
