"""Reads of what the plans owe: next drill, next evaluation, revisions that are asked, for the whole library at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Plan, PlanEvent
from dutyroom.rules.fold import fold
from dutyroom.rules.plan_due import DueRules, PlanDuty, PlanFacts, Reminder, What, drill_rate, plan_owes
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
    Plan.version,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDutiesRow:
    """A plan and what it owes; None where it owes nothing of the kind."""

    plan_id: int
    title: str
    kind: str
    level: str
    lead_unit: str
    version: int
    facts: PlanFacts
    drill: PlanDuty | None = None
    assessment: PlanDuty | None = None
    revision: PlanDuty | None = None

    @property
    def duties(self) -> tuple[PlanDuty, ...]:
        """Those that there are."""
        return tuple(duty for duty in (self.drill, self.assessment, self.revision) if duty is not None)


_PLACES: Final = tuple(What)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFilter:
    """What of the due list is looked for: from which reminder on, or of that stage alone; empty parts narrow nothing."""

    stage: Reminder = Reminder.NONE
    only_stage: bool = False
    what: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One thing that one plan owes."""

    plan: PlanDutiesRow
    duty: PlanDuty

    @property
    def id(self) -> int:
        """A number that is this duty's alone, the same at every reading."""
        return self.plan.plan_id * len(_PLACES) + _PLACES.index(self.duty.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCounts:
    """How many drills and evaluations stand at each reminder, and how many plans ask for a revision."""

    overdue: int = 0
    last: int = 0
    near: int = 0
    far: int = 0
    revisions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """What answers a filter; counts and rate are those of the whole library. ``rate`` is drilled in time, of how many."""

    lines: tuple[DueLine, ...]
    counts: DueCounts
    rate: tuple[int, int]


def plan_duties(session: Session, today: date, book: RuleBook | None = None) -> list[PlanDutiesRow]:
    """What each kept plan of the library owes, by title; laws, standards and playbooks are left out."""
    return _rows(session, DueRules.of(book or rule_book(session), today), None)


def duties_of_plan(session: Session, number: int, today: date) -> PlanDutiesRow | None:
    """What one plan owes; None where there is no such plan."""
    return next(iter(_rows(session, DueRules.of(rule_book(session), today), number)), None)


def due_list(session: Session, wanted: DueFilter, today: date) -> DueList:
    """What the plans owe that answers a filter, the most pressing first, with the numbers of the whole library."""
    rows = plan_duties(session, today)
    lines = [DueLine(plan=row, duty=duty) for row in rows for duty in row.duties]
    shown = sorted((line for line in lines if _answers(line, wanted)), key=_pressing)
    return DueList(
        lines=tuple(shown),
        counts=_counted(line.duty for line in lines),
        rate=drill_rate(line.duty for line in lines),
    )


def due_counts(session: Session, today: date) -> DueCounts:
    """How many drills, evaluations and revisions press, of the whole library."""
    return _counted(duty for row in plan_duties(session, today) for duty in row.duties)


def late_duties(session: Session, today: date) -> list[DueLine]:
    """The drills and evaluations that are overdue, the longest first."""
    return list(due_list(session, DueFilter(stage=Reminder.OVERDUE), today).lines)


def _answers(line: DueLine, wanted: DueFilter) -> bool:
    if wanted.what and line.duty.what != wanted.what:
        return False
    if wanted.only_stage and line.duty.reminder is not wanted.stage:
        return False
    if line.duty.reminder < wanted.stage:
        return False
    folded = fold(f"{line.plan.title}\n{line.plan.lead_unit}")
    return all(fold(word) in folded for word in wanted.words.split())


def _pressing(line: DueLine) -> tuple[date, str, int]:
    day = line.duty.due_on or (line.duty.since if line.duty.what is What.REVISION else None)
    return (day or date.max, line.plan.title, line.id)


def _counted(duties: Iterable[PlanDuty]) -> DueCounts:
    counts = Counter((duty.what, duty.reminder) for duty in duties)
    stages = {stage: sum(counts[what, stage] for what in (What.DRILL, What.ASSESSMENT)) for stage in Reminder}
    return DueCounts(
        overdue=stages[Reminder.OVERDUE],
        last=stages[Reminder.LAST],
        near=stages[Reminder.NEAR],
        far=stages[Reminder.FAR],
        revisions=sum(count for (what, _), count in counts.items() if what is What.REVISION),
    )


def _rows(session: Session, rules: DueRules, number: int | None) -> list[PlanDutiesRow]:
    held, triggers = _held(session, number), _triggers(session, number)
    asked = select(*_COLUMNS).order_by(Plan.title, Plan.id)
    if number is None:
        asked = asked.where(Plan.state == "kept", Plan.kind.not_in(("law", "standard", "playbook")))
    else:
        asked = asked.where(Plan.id == number)
    return [
        _row(plan, held.get(plan.id, {}), triggers.get(plan.id, (0, None)), rules) for plan in session.execute(asked)
    ]


def _row(plan: Any, last: Mapping[str, date], triggers: tuple[int, date | None], rules: DueRules) -> PlanDutiesRow:
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
        triggers=triggers[0],
        trigger_since=triggers[1],
    )
    owed = {duty.what: duty for duty in plan_owes(facts, rules)}
    return PlanDutiesRow(
        plan_id=plan.id,
        title=plan.title,
        kind=plan.kind,
        level=plan.level or "",
        lead_unit=plan.lead_unit or "",
        version=plan.version,
        facts=facts,
        drill=owed.get(What.DRILL),
        assessment=owed.get(What.ASSESSMENT),
        revision=owed.get(What.REVISION),
    )


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
