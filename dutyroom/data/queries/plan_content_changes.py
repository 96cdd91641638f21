"""The lines that a version of a plan holds, as rows to be changed by an action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import PlanAction, PlanBody, PlanContact, PlanStart
from dutyroom.rules.plan_contents import ContentKind

Line = PlanAction | PlanContact | PlanBody | PlanStart
TABLES: Final[Mapping[ContentKind, Any]] = {
    ContentKind.ACTION: PlanAction,
    ContentKind.CONTACT: PlanContact,
    ContentKind.BODY: PlanBody,
    ContentKind.START: PlanStart,
}


def lines_to_change(session: Session, kind: ContentKind, text_id: int) -> list[Line]:
    """Every line of a kind, dropped ones among them, in their order."""
    table = TABLES[kind]
    return list(session.scalars(select(table).where(table.text_id == text_id).order_by(table.position, table.id)))


def line_to_change(session: Session, kind: ContentKind, number: int) -> Line | None:
    """One line, or None."""
    found: Line | None = session.get(TABLES[kind], number)
    return found


def last_position(session: Session, kind: ContentKind, text_id: int) -> int:
    """The place of the last line of a kind; 0 where there is none."""
    table = TABLES[kind]
    return session.scalar(select(func.max(table.position)).where(table.text_id == text_id)) or 0
