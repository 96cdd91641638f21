"""Reads of what the plans owe: next drill, next evaluation, revisions that are asked, for the whole library at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Plan, PlanEvent
from dutyroom.rules.plan_due import DueRules, PlanDuty, PlanFacts, What, plan_owes
from dutyroom.rules.rule_book import RuleBook

_COLUMNS = (
    Plan.id,
    Plan.title,
    Plan.kind,
    Plan.level,
    Plan.lead_unit,
    Plan.state,
    Plan.replaced_by,
    Plan.drill_rule,
    Plan.issued_on,
    Plan.effective_on,
    Plan.ends_on,
    Plan.drill_due_on,
    Plan.assess_due_on,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDutiesRow:
    """A plan and what it owes; None where it owes nothing of the kind."""

    plan_id: int
    title: str
    kind: str
    level: str
    lead_unit: str
    facts: PlanFacts
    drill: PlanDuty | None = None
    assessment: PlanDuty | None = None
    revision: PlanDuty | None = None

    @property
    def duties(self) -> tuple[PlanDuty, ...]:
        """Those that there are."""
        return tuple(duty for duty in (self.drill, self.assessment, self.revision) if duty is not None)


def plan_duties(session: Session, today: date, book: RuleBook | None = None) -> list[PlanDutiesRow]:
    """What each kept plan of the library owes, by title; laws, standards and playbooks are left out."""
    return _rows(session, DueRules.of(book or rule_book(session), today), None)


def duties_of_plan(session: Session, number: int, today: date) -> PlanDutiesRow | None:
    """What one plan owes; None where there is no such plan."""
    return next(iter(_rows(session, DueRules.of(rule_book(session), today), number)), None)


def _rows(session: Session, rules: DueRules, number: int | None) -> list[PlanDutiesRow]:
    held, triggers = _held(session, number), _triggers(session, number)
    asked = select(*_COLUMNS).order_by(Plan.title, Plan.id)
    if number is None:
        asked = asked.where(Plan.state == "kept", Plan.kind.not_in(("law", "standard", "playbook")))
    else:
        asked = asked.where(Plan.id == number)
    rows = []
    for plan in session.execute(asked):
        last = held.get(plan.id, {})
        count, since = triggers.get(plan.id, (0, None))
        facts = PlanFacts(
            kind=plan.kind,
            is_kept=plan.state == "kept",
            is_replaced=plan.replaced_by is not None,
            drill_rule=plan.drill_rule or "",
            issued_on=plan.issued_on,
            effective_on=plan.effective_on,
            ends_on=plan.ends_on,
            last_drill=last.get("drill"),
            last_assessment=last.get("assessment"),
            drill_by_hand=plan.drill_due_on,
            assess_by_hand=plan.assess_due_on,
            triggers=count,
            trigger_since=since,
        )
        owed = {duty.what: duty for duty in plan_owes(facts, rules)}
        rows.append(
            PlanDutiesRow(
                plan_id=plan.id,
                title=plan.title,
                kind=plan.kind,
                level=plan.level or "",
                lead_unit=plan.lead_unit or "",
                facts=facts,
                drill=owed.get(What.DRILL),
                assessment=owed.get(What.ASSESSMENT),
                revision=owed.get(What.REVISION),
            )
        )
    return rows


def _held(session: Session, number: int | None) -> dict[int, dict[str, date]]:
    """The last day of each kind of event that was held, by plan."""
    asked = select(PlanEvent.plan_id, PlanEvent.kind, func.max(PlanEvent.held_on).label("last")).where(
        PlanEvent.state == "held", PlanEvent.held_on.is_not(None)
    )
    if number is not None:
        asked = asked.where(PlanEvent.plan_id == number)
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for row in session.execute(asked.group_by(PlanEvent.plan_id, PlanEvent.kind)):
        found[row.plan_id][row.kind] = row.last
    return found


def _triggers(session: Session, number: int | None) -> dict[int, tuple[int, date | None]]:
    """How many causes of a revision are open, and the day of the oldest, by plan."""
    asked = select(PlanEvent.plan_id, func.count(PlanEvent.id), func.min(PlanEvent.held_on)).where(
        PlanEvent.kind == "trigger", PlanEvent.state == "open"
    )
    if number is not None:
        asked = asked.where(PlanEvent.plan_id == number)
    return {plan: (count, since) for plan, count, since in session.execute(asked.group_by(PlanEvent.plan_id))}
