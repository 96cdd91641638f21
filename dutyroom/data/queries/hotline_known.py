"""What a workbook's rows are compared with: cases by the number of another system, by when and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import HotlineCase, HotlineClass, Matter
from dutyroom.rules.matter import MatterKind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase:
    """A case as far as a row can be compared with it."""

    id: int
    number: str
    state: str
    received_at: datetime
    demand: str
    title: str
    text: str
    answer: str
    lead: str


def case_outside(session: Session, outside: str) -> HeldCase | None:
    """The case that has this number of another system."""
    found = session.execute(
        select(Matter, HotlineCase)
        .join(HotlineCase, HotlineCase.id == Matter.id)
        .where(HotlineCase.outside_number == outside, Matter.state != State.VOID)
        .limit(1)
    ).first()
    return _held(*found) if found is not None else None


def cases_received(session: Session, at: datetime) -> list[HeldCase]:
    """The cases that came in at this instant."""
    asked = (
        select(Matter, HotlineCase)
        .join(HotlineCase, HotlineCase.id == Matter.id)
        .where(Matter.kind == MatterKind.HOTLINE.value, Matter.received_at == at)
    )
    return [_held(*row) for row in session.execute(asked)]


def code_of_class(session: Session, name: str) -> str:
    """The code of six digits of the class that has this name; empty where none or several have it."""
    asked = select(HotlineClass.code).where(HotlineClass.name_zh == name, HotlineClass.active.is_(True)).limit(9)
    found = [code for code in session.scalars(asked) if len(code) == 6]  # GB/T 39666: 2 + 2 + 2
    return found[0] if len(found) == 1 else ""


def _held(matter: Matter, case: HotlineCase) -> HeldCase:
    return HeldCase(
        id=matter.id,
        number=matter.number,
        state=matter.state,
        received_at=matter.received_at,
        demand=case.demand,
        title=case.full_title or matter.title,
        text=case.text,
        answer=case.answer,
        lead=matter.lead,
    )
