"""Reads for the record of one plan: what it owes, what became of it; and what its form offers and proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.journal import EntryRow, entry_rows
from dutyroom.data.queries.plan_due import PlanDutiesRow, duties_of_plan
from dutyroom.data.queries.plans import PlanRow, plan_in_full
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.data.tables import JournalEntry, Plan, RequiredPlan
from dutyroom.rules.plan import LAWS
from dutyroom.rules.plan_proposal import Proposal, propose_particulars

_ENTRIES_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """A plan with everything that its record says; ``entries`` are those of the journal about it, the newest first."""

    plan: PlanRow
    duties: PlanDutiesRow | None
    successor: str
    fills: tuple[str, ...]
    """What it stands for on the list of required plans."""
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the form of a plan offers: units, plans that may come after it (number, title, initials, pinyin), proposals."""

    plan: PlanRow
    units: tuple[UnitRow, ...]
    plans: tuple[tuple[int, str, str, str], ...]
    proposals: dict[str, Proposal]


def plan_record(session: Session, number: int, today: date) -> PlanRecord | None:
    """The record of a plan, or None."""
    found = plan_in_full(session, number)
    if found is None:
        return None
    row = found.plan
    successor = row.particulars.replaced_by
    entries = session.scalars(
        select(JournalEntry.seq)
        .where(JournalEntry.record_kind == "plan", JournalEntry.record_id == number)
        .order_by(JournalEntry.seq.desc())
        .limit(_ENTRIES_MOST)
    ).all()
    filled = select(RequiredPlan.title).where(RequiredPlan.plan_id == number, RequiredPlan.active.is_(True))
    return PlanRecord(
        plan=row,
        duties=duties_of_plan(session, number, today),
        successor=session.scalar(select(Plan.title).where(Plan.id == successor)) or "" if successor else "",
        fills=tuple(session.scalars(filled.order_by(RequiredPlan.position))),
        entries=tuple(entry_rows(session, entries)),
    )


def plan_offer(session: Session, number: int) -> Offer | None:
    """What the form of a plan offers, or None where there is no such plan."""
    found = plan_in_full(session, number)
    if found is None:
        return None
    row, units = found.plan, unit_rows(session)
    successor = row.particulars.replaced_by
    others = (
        select(Plan.id, Plan.title, Plan.initials, Plan.pinyin)
        .where((Plan.state == "kept") & Plan.kind.not_in(sorted(LAWS)) & (Plan.id != number) | (Plan.id == successor))
        .order_by(Plan.title, Plan.id)
    )
    return Offer(
        plan=row,
        units=tuple(units),
        plans=tuple((each.id, each.title, each.initials or "", each.pinyin or "") for each in session.execute(others)),
        proposals=propose_particulars(
            row.title,
            row.kind,
            [section.body for section in found.sections],
            issuer=row.issuer,
            issued_on=row.issued_on,
            areas=frozenset(unit.name for unit in units if unit.kind == "area"),
            units=frozenset(unit.name for unit in units),
        ),
    )
