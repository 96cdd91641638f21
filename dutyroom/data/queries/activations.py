"""Reads of plans at work: of one incident with its checklists, and all that run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.tables import Activation, ActivationItem, Matter, Plan, PlanText
from dutyroom.rules.activation import response_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One line of a checklist."""

    id: int
    section_id: int | None
    level: str
    text: str
    state: str
    done_at: datetime | None
    done_by: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationRow:
    """A plan at work, with the version of its text that it pins."""

    id: int
    matter_id: int
    matter_number: str
    matter_title: str
    plan_id: int
    plan_title: str
    plan_version: int
    text_id: int
    level: str
    state: str
    expected: str
    measures: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    version: int
    plan_current: int = 0
    """The version of the plan that is in force now."""
    items: tuple[ItemRow, ...] = ()

    @property
    def is_superseded(self) -> bool:
        """Whether another version of the plan came into force since."""
        return self.plan_version != self.plan_current

    @property
    def line(self) -> str:
        """In one line, as the handover report holds it."""
        return response_line(self.plan_title, self.level, f"{self.matter_number} {self.matter_title}")


def activations_of(session: Session, matter_id: int) -> list[ActivationRow]:
    """The plans that were or are at work for an incident, with their checklists."""
    return _rows(session, Activation.matter_id == matter_id)


_ANY: Final = Prepared(select(Activation.id).where(Activation.state == literal_column("'running'")).limit(1))


def running_activations(session: Session) -> list[ActivationRow]:
    """Every response in force, the one that began first on top."""
    if not _ANY.rows(session):  # nearly always, and the Desk asks at each change
        return []
    return _rows(session, Activation.state == "running")


def items_to_change(session: Session, activation_id: int) -> list[ActivationItem]:
    """The lines of a checklist as rows to be changed, in their order."""
    asked = select(ActivationItem).where(ActivationItem.activation_id == activation_id)
    return list(session.scalars(asked.order_by(ActivationItem.position)))


def _rows(session: Session, which: object) -> list[ActivationRow]:
    asked = (
        select(Activation, Matter.number, Matter.title, Plan.title, PlanText.number, Plan.current)
        .join(Matter, Matter.id == Activation.matter_id)
        .join(Plan, Plan.id == Activation.plan_id)
        .join(PlanText, PlanText.id == Activation.text_id)
        .where(which)  # type: ignore[arg-type]  # a comparison of columns is an expression
        .order_by(Activation.id)
    )
    return [
        ActivationRow(
            id=row.id,
            matter_id=row.matter_id,
            matter_number=number,
            matter_title=title,
            plan_id=row.plan_id,
            plan_title=plan,
            plan_version=version,
            plan_current=current,
            text_id=row.text_id,
            level=row.level,
            state=row.state,
            expected=row.expected,
            measures=row.measures,
            started_at=row.started_at,
            ended_at=row.ended_at,
            outcome=row.outcome,
            version=row.version,
            items=tuple(_item(item) for item in items_to_change(session, row.id)),
        )
        for row, number, title, plan, version, current in session.execute(asked)
    ]


def _item(row: ActivationItem) -> ItemRow:
    return ItemRow(
        id=row.id,
        section_id=row.section_id,
        level=row.level,
        text=row.text,
        state=row.state,
        done_at=row.done_at,
        done_by=row.done_by,
        remark=row.remark,
    )
