"""Reads of the list of plans that must exist, and whether a store was given the shipped one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.plans import plan_rows
from dutyroom.data.tables import Plan, RequiredPlan, StoreNote, Unit
from dutyroom.rules.catalogue import is_current, standing_of
from dutyroom.rules.required_plan import Likely, RequiredFacts, likely_plans

LAID: Final = "required_plans"
"""The store's note that says which shipped list it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredRow:
    """A plan that must exist; ``fills`` is the title of the plan that does, ``is_gap`` whether none in force does."""

    id: int
    version: int
    title: str
    kind: str
    level: str
    category: str
    subtype: str
    lead_unit: str
    source: str
    plan_id: int | None
    fills: str
    is_gap: bool
    checked: bool
    active: bool
    reason: str
    initials: str
    pinyin: str

    @property
    def facts(self) -> RequiredFacts:
        """What a person may change of it."""
        return RequiredFacts(
            title=self.title,
            kind=self.kind,
            level=self.level,
            category=self.category,
            subtype=self.subtype,
            lead_unit=self.lead_unit,
            source=self.source,
        )


def required_rows(session: Session, today: date) -> list[RequiredRow]:
    """The list in its order; what was taken off it stands at the end."""
    asked = (
        select(RequiredPlan, Plan)
        .outerjoin(Plan, Plan.id == RequiredPlan.plan_id)
        .order_by(RequiredPlan.active.desc(), RequiredPlan.position, RequiredPlan.id)
    )
    return [_row(required, plan, today) for required, plan in session.execute(asked)]


def required_in_full(session: Session, number: int, today: date) -> RequiredRow | None:
    """One line of the list, or None."""
    return next((row for row in required_rows(session, today) if row.id == number), None)


def required_with_likely(session: Session, number: int, today: date) -> tuple[RequiredRow, list[Likely]] | None:
    """A line of the list with the plans of the library that may fill it, the likeliest first."""
    row = required_in_full(session, number, today)
    if row is None:
        return None
    taken = set(session.scalars(select(RequiredPlan.plan_id).where(RequiredPlan.id != number)))
    return row, likely_plans(row.facts, [plan for plan in plan_rows(session) if plan.id not in taken])


def required_titles(session: Session) -> dict[str, int]:
    """The number of each line that is on the list, by title."""
    asked = select(RequiredPlan.title, RequiredPlan.id).where(RequiredPlan.active.is_(True))
    return {row.title: row.id for row in session.execute(asked)}


def last_position(session: Session) -> int:
    """The place of the last line, -1 where there is none."""
    found = session.scalar(select(RequiredPlan.position).order_by(RequiredPlan.position.desc()).limit(1))
    return -1 if found is None else found


def list_is_laid(session: Session) -> bool:
    """Whether the store was given the shipped list, or has no units yet: then it waits for its first run."""
    if session.scalar(select(StoreNote.value).where(StoreNote.key == LAID)) is not None:
        return True
    return session.scalar(select(Unit.id).limit(1)) is None


def plans_without_pinyin(session: Session) -> list[Plan]:
    """The plans whose titles nobody has put into pinyin yet."""
    return list(session.scalars(select(Plan).where(Plan.pinyin.is_(None)).order_by(Plan.id)))


def _row(required: RequiredPlan, plan: Plan | None, today: date) -> RequiredRow:
    there = plan is not None and is_current(
        standing_of(
            plan.state,
            effective_on=plan.effective_on,
            ends_on=plan.ends_on,
            replaced=plan.replaced_by is not None,
            today=today,
        )
    )
    return RequiredRow(
        id=required.id,
        version=required.version,
        title=required.title,
        kind=required.kind,
        level=required.level,
        category=required.category,
        subtype=required.subtype,
        lead_unit=required.lead_unit,
        source=required.source,
        plan_id=required.plan_id,
        fills=plan.title if plan is not None else "",
        is_gap=required.active and not there,
        checked=required.checked,
        active=required.active,
        reason=required.reason,
        initials=required.initials,
        pinyin=required.pinyin,
    )
