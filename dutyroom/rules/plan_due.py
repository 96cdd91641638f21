"""When a plan must be drilled, evaluated, revised: the next day of each, by which rule, and how near it is.

How it is counted, and why:

* **A drill** counts from the last one that was held; before the first one from the day the plan came into force, else was
  issued. A new version does not begin it anew: "at least once in three years" speaks of drills.
* **An evaluation** counts from the last one or from the day the plan came into force, whichever is later: a plan that was
  issued anew has just been looked through.
* **A revision** has no day: the law says "in time". It is asked as long as one of its causes is open.
* **A day that a person set** beats the rule.
* Laws, standards, playbooks, and plans that are withdrawn, replaced or over owe nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from dutyroom.rules.limits import add_months
from dutyroom.rules.matter_clock import BY_HAND
from dutyroom.rules.rule_book import Rule, RuleBook
from dutyroom.rules.wording import mark

OWE_NOTHING: Final = frozenset({"law", "standard", "playbook"})
"""Kinds of documents that are kept beside the plans and are none."""
NO_DRILLS: Final = "none"
"""The choice of a person that a plan is under no interval of drills."""
DRILL_RULE_WORDS: Final[dict[str, str]] = {
    "overall": mark("as an overall plan"),
    "special": mark("as a special plan"),
    "department": mark("as a department plan"),
    "district": mark("as a district plan"),
    "joint": mark("as a joint plan"),
    "worksafety": mark("as a rescue plan for work accidents"),
    "keyunits": mark("as the plan of a key unit"),
    NO_DRILLS: mark("no drills are asked"),
}
"""What may stand in ``drill_rule`` of a plan, each but the last with a rule ``plan.drill.…``."""
_BY_KIND: Final = frozenset({"overall", "special", "department", "district", "joint"})
_MONTHS: Final[Mapping[str, int]] = {"months": 1, "years": 12}
ASSESS: Final = "plan.assess"
CAUSES: Final = "plan.revise."
_LONGEST: Final = date(9990, 1, 1)


class What(StrEnum):
    """What a plan owes."""

    DRILL = "drill"
    ASSESSMENT = "assessment"
    REVISION = "revision"


WHAT_WORDS: Final[dict[str, str]] = {
    What.DRILL: mark("Drill"),
    What.ASSESSMENT: mark("Evaluation"),
    What.REVISION: mark("Revision"),
}


class Reminder(IntEnum):
    """How near a due day is: beyond every reminder, then 90, 30 and 7 days by the shipped rules, then past it."""

    NONE = 0
    FAR = 1
    NEAR = 2
    LAST = 3
    OVERDUE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What is known of a plan; ``last_…`` are the days of the last drill and evaluation that were held, ``…_by_hand`` the
    days that a person set, ``trigger_since`` the day of the oldest open cause of a revision."""

    kind: str
    is_kept: bool = True
    is_replaced: bool = False
    drill_rule: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    ends_on: date | None = None
    last_drill: date | None = None
    last_assessment: date | None = None
    drill_by_hand: date | None = None
    assess_by_hand: date | None = None
    triggers: int = 0
    trigger_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDuty:
    """Something that a plan owes. ``due_on`` None: no day from which it could be counted is known, or none is set.

    ``since`` is the day it counts from, ``last_on`` the last time it was done, ``count`` how many causes ask for a
    revision.
    """

    what: What
    due_on: date | None
    rule_key: str
    source: str
    checked: bool
    since: date | None
    last_on: date | None
    reminder: Reminder
    days_left: int | None
    count: int = 1
    amount: int | None = None
    unit: str = ""
    """The interval of the rule and its unit; None where a person set the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRules:
    """The rules that the due days need, looked up once for many plans."""

    drills: Mapping[str, Rule]
    assess: Rule | None
    days: tuple[int, int, int]
    """The days before which is reminded, the farthest first."""
    today: date

    @classmethod
    def of(cls, book: RuleBook, today: date) -> DueRules:
        """The rules as they are in force today."""
        named = {name: book.rule(f"plan.drill.{name}", today) for name in DRILL_RULE_WORDS}
        far, near, last = (book.number(f"plan.remind.{stage}", today) for stage in ("far", "near", "last"))
        return cls(
            drills={name: rule for name, rule in named.items() if rule is not None},
            assess=book.rule(ASSESS, today),
            days=(far, near, last),
            today=today,
        )


def drill_rule_of(facts: PlanFacts) -> str:
    """Which interval of drills a plan is under: the one chosen, else that of its kind; empty where there is none."""
    if facts.drill_rule:
        return "" if facts.drill_rule == NO_DRILLS else facts.drill_rule
    return facts.kind if facts.kind in _BY_KIND else ""


def is_in_force(facts: PlanFacts, today: date) -> bool:
    """Whether it is a plan that can owe something: kept, not replaced, not over."""
    if facts.kind in OWE_NOTHING or not facts.is_kept or facts.is_replaced:
        return False
    return facts.ends_on is None or facts.ends_on > today


def plan_owes(facts: PlanFacts, rules: DueRules) -> tuple[PlanDuty, ...]:
    """What a plan owes: its next drill, its next evaluation, a revision; in this order, those that there are."""
    if not is_in_force(facts, rules.today):
        return ()
    begun = facts.effective_on or facts.issued_on
    rule = rules.drills.get(drill_rule_of(facts))
    found = [
        _duty(What.DRILL, rule, facts.last_drill or begun, facts.last_drill, facts.drill_by_hand, rules),
        _duty(
            What.ASSESSMENT,
            rules.assess,
            max((day for day in (facts.last_assessment, begun) if day is not None), default=None),
            facts.last_assessment,
            facts.assess_by_hand,
            rules,
        ),
        _revision(facts),
    ]
    return tuple(duty for duty in found if duty is not None)


def reminder_of(due_on: date | None, rules: DueRules) -> Reminder:
    """How near a day is; the due day itself is not overdue yet."""
    if due_on is None:
        return Reminder.NONE
    left = (due_on - rules.today).days
    if left < 0:
        return Reminder.OVERDUE
    return Reminder(sum(left <= days for days in rules.days))


def interval_end(start: date, rule: Rule) -> date | None:
    """The last day on which it may be done that was done at ``start``; None where the rule measures no time."""
    if not isinstance(rule.value, int) or isinstance(rule.value, bool) or start >= _LONGEST:
        return None
    months = _MONTHS.get(rule.unit)
    if months is None:
        return start + timedelta(days=rule.value) if rule.unit == "days" else None
    last = start.year * 12 + start.month - 1 + rule.value * months
    return add_months(start, rule.value * months) if last < _LONGEST.year * 12 else None


def drill_rate(duties: Iterable[PlanDuty]) -> tuple[int, int]:
    """How many plans were drilled in time, of how many that had to be by now.

    A plan had to be drilled when it has been, or when the day of its first drill is past; a plan whose first drill is
    still to come, or of which no day is known, counts neither way.
    """
    asked = [
        duty
        for duty in duties
        if duty.what is What.DRILL and (duty.last_on is not None or duty.reminder is Reminder.OVERDUE)
    ]
    return sum(duty.reminder is not Reminder.OVERDUE for duty in asked), len(asked)


def _duty(
    what: What, rule: Rule | None, since: date | None, last_on: date | None, by_hand: date | None, rules: DueRules
) -> PlanDuty | None:
    if rule is None and by_hand is None:
        return None
    due_on = by_hand
    if due_on is None and rule is not None and since is not None:
        due_on = interval_end(since, rule)
    counted = rule if by_hand is None else None
    return PlanDuty(
        what=what,
        due_on=due_on,
        rule_key=counted.key if counted else BY_HAND,
        source=counted.source if counted else "",
        checked=counted.checked if counted else True,
        amount=counted.value if counted and isinstance(counted.value, int) else None,
        unit=counted.unit if counted else "",
        since=since,
        last_on=last_on,
        reminder=reminder_of(due_on, rules),
        days_left=(due_on - rules.today).days if due_on is not None else None,
    )


def _revision(facts: PlanFacts) -> PlanDuty | None:
    if not facts.triggers:
        return None
    return PlanDuty(
        what=What.REVISION,
        due_on=None,
        rule_key=CAUSES.rstrip("."),
        source="",
        checked=True,
        since=facts.trigger_since,
        last_on=None,
        reminder=Reminder.LAST,
        days_left=None,
        count=facts.triggers,
    )
