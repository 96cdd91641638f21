"""What becomes of a plan in force: drills, evaluations, trainings, what they found, what forces a revision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dutyroom.rules.plan_due import CAUSES, DRILL_RULE_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.wording import Worded, mark

LONGEST: Final = 20_000
"""Characters of a record."""
TITLE_MOST: Final = 200
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100

SENTENCES: Final[dict[str, str]] = {
    "plan_event.unknown": mark("There is no such drill or evaluation."),
    "plan_event.plan.over": mark("{title} is withdrawn or replaced: nothing is planned for it."),
    "plan_event.plan.law": mark("{title} is no plan: it is neither drilled nor evaluated."),
    "plan_event.day.empty": mark("Enter the day."),
    "plan_event.day.future": mark("{day} is still to come: plan it instead."),
    "plan_event.record.empty": mark("Write down how it went."),
    "plan_event.conclusion.empty": mark("Choose what the evaluation concludes."),
    "plan_event.reason.empty": mark("Say why."),
    "plan_event.state": mark("It is {state} already: this cannot be done."),
    "plan_event.year.empty": mark("Choose at least one line of the yearly plan."),
    "plan_event.year.range": mark("A year between {first} and {last} belongs here."),
    "plan_event.year.outside": mark("{day} does not lie in {year}."),
    "plan_event.long": mark("At most {most} characters belong here, not {length}."),
    "plan_event.same": mark("Nothing was changed."),
    "plan_finding.unknown": mark("There is no such finding."),
    "plan_finding.empty": mark("Write down what was found."),
    "plan_finding.unit.empty": mark("Name the unit that must mend it."),
    "plan_finding.due.past": mark("{day} is past; set a day that is still to come."),
    "plan_finding.none": mark("Every finding is mended or under supervision already."),
    "plan_finding.supervised": mark("It is under supervision as {number} and is mended when that is closed."),
    "plan_trigger.cause.unknown": mark("Choose which cause of a revision it is."),
    "plan_trigger.cause.off": mark("By the rules of the office this causes no revision: {cause}."),
    "plan_trigger.text.empty": mark("Write down what happened."),
    "plan_trigger.how.empty": mark("Choose how it was settled."),
    "plan_trigger.version.none": mark("{title} has no version that came after {day}."),
    "plan_trigger.preparation.none": mark("No revision of {title} is being prepared."),
    "plan_due.rule.unknown": mark("There is no such interval of drills."),
}  # fmt: skip


class EventKind(StrEnum):
    """What happened to a plan, or is planned; stored for ever."""

    DRILL = "drill"
    ASSESSMENT = "assessment"
    TRAINING = "training"
    TRIGGER = "trigger"


EXERCISES: Final = (EventKind.DRILL, EventKind.ASSESSMENT, EventKind.TRAINING)
EVENT_WORDS: Final[dict[str, str]] = {
    EventKind.DRILL: mark("Drill"),
    EventKind.ASSESSMENT: mark("Evaluation"),
    EventKind.TRAINING: mark("Training"),
    EventKind.TRIGGER: mark("Cause of a revision"),
}
KIND_ZH: Final[dict[str, str]] = {
    EventKind.DRILL: "演练",
    EventKind.ASSESSMENT: "评估",
    EventKind.TRAINING: "培训",
    EventKind.TRIGGER: "修订情形",
}
"""The same for the journal, which is the office's own and Chinese."""


class EventState(StrEnum):
    """Where it stands: an exercise is planned, held, cancelled or void; a cause of a revision open, settled or void."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    OPEN = "open"
    SETTLED = "settled"
    VOID = "void"


EVENT_STATE_WORDS: Final[dict[str, str]] = {
    EventState.PLANNED: mark("planned"),
    EventState.HELD: mark("held"),
    EventState.CANCELLED: mark("cancelled"),
    EventState.OPEN: mark("unsettled"),
    EventState.SETTLED: mark("settled"),
    EventState.VOID: mark("void"),
}


class DrillForm(StrEnum):
    """How a plan is drilled."""

    TABLETOP = "tabletop"
    LIVE = "live"


FORM_WORDS: Final[dict[str, str]] = {
    "": mark("form not said"),
    DrillForm.TABLETOP: mark("tabletop drill"),
    DrillForm.LIVE: mark("live drill"),
}
CONCLUSION_WORDS: Final[dict[str, str]] = {
    "keep": mark("keep as it is"),
    "revise": mark("revise"),
    "replace": mark("write anew"),
    "withdraw": mark("withdraw"),
}
"""What an evaluation concludes."""
CAUSE_WORDS: Final[dict[str, str]] = {
    "law": mark("A law, a standard or a plan above it changed"),
    "body": mark("The command body or its duties changed"),
    "risk": mark("The risk changed"),
    "resources": mark("The resources changed"),
    "information": mark("Other important information changed"),
    "exercise": mark("An event or a drill showed faults"),
}
"""Causes of a revision, each with a rule ``plan.revise.…`` that says whether it counts and where it comes from."""
CAUSE_ZH: Final[dict[str, str]] = {
    "law": "法规标准上位预案变化",
    "body": "指挥机构职责调整",
    "risk": "风险变化",
    "resources": "资源变化",
    "information": "其他重要信息变化",
    "exercise": "实战或演练发现问题",
}
SETTLED_WORDS: Final[dict[str, str]] = {
    "version": mark("by a new version"),
    "preparation": mark("by a revision that is being prepared"),
    "reason": mark("no revision is needed"),
}
"""How a cause of a revision was settled."""


class FindingState(StrEnum):
    """Where what was found stands."""

    OPEN = "open"
    MENDED = "mended"
    VOID = "void"


FINDING_WORDS: Final[dict[str, str]] = {
    FindingState.OPEN: mark("to be mended"),
    FindingState.MENDED: mark("mended"),
    FindingState.VOID: mark("void"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What is written of a drill, an evaluation or a training; ``result`` of an evaluation is its conclusion."""

    planned_on: date | None = None
    held_on: date | None = None
    form: str = ""
    title: str = ""
    participants: str = ""
    scenario: str = ""
    record: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanExercise:
    """A drill, an evaluation or a training is planned."""

    plan_id: int
    kind: EventKind
    facts: EventFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A line of a yearly plan."""

    plan_id: int
    kind: EventKind
    planned_on: date
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanYear:
    """A year's drills and evaluations are planned at once."""

    year: int
    lines: tuple[YearLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeExercise:
    """What is planned is changed; of one that was held ``reason`` says why the record is corrected."""

    id: int
    version: int
    facts: EventFacts
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldExercise:
    """It was held: event ``id``, or where that is None one of ``plan_id`` that nobody had planned.

    ``findings`` are what it found, ``cause`` the cause of a revision that it gives, empty for none.
    """

    facts: EventFacts
    id: int | None = None
    version: int = 0
    plan_id: int = 0
    kind: EventKind = EventKind.DRILL
    findings: tuple[str, ...] = ()
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEvent:
    """An event, or a finding, is cancelled, made void or taken back, with the reason."""

    id: int
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFinding:
    """Something that was found, added to a record."""

    event_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseFindings:
    """Findings become one supervised matter of a unit; ``due_on`` None leaves the limit to the rule."""

    event_id: int
    ids: tuple[int, ...]
    unit: str
    unit_id: int | None = None
    title: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MendFinding:
    """A finding that is under no supervision was mended; ``outcome`` says how."""

    id: int
    version: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerLine:
    """A cause of a revision of a plan: which, what happened, when."""

    plan_id: int
    cause: str
    happened_on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTriggers:
    """Causes of a revision, of one plan or of several at once."""

    lines: tuple[TriggerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleTrigger:
    """A cause of a revision is settled: ``how`` is a key of :data:`SETTLED_WORDS`."""

    id: int
    version: int
    how: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlanDue:
    """Under which interval a plan is drilled, and days set by hand in place of the rule's; ``version`` is the plan's."""

    plan_id: int
    version: int
    drill_rule: str = ""
    drill_due_on: date | None = None
    assess_due_on: date | None = None
    reason: str = ""


def check_planned(facts: EventFacts) -> None:
    """Refuse a plan of an exercise without a day."""
    _check_lengths(facts)
    if facts.planned_on is None:
        raise Refusal("plan_event.day.empty", field="planned_on")


def check_held(kind: EventKind, facts: EventFacts, *, today: date) -> None:
    """Refuse a record without a day or with one to come, without words, an evaluation without a conclusion."""
    _check_lengths(facts)
    if facts.held_on is None:
        raise Refusal("plan_event.day.empty", field="held_on")
    if facts.held_on > today:
        raise Refusal("plan_event.day.future", field="held_on", day=facts.held_on)
    if kind is EventKind.ASSESSMENT and facts.result not in CONCLUSION_WORDS:
        raise Refusal("plan_event.conclusion.empty", field="conclusion")
    if not facts.record.strip():
        raise Refusal("plan_event.record.empty", field="record")


def check_state(state: str, *allowed: EventState) -> None:
    """Refuse what can be done in another state only."""
    if state not in allowed:
        raise Refusal("plan_event.state", field="state", state=Worded(EVENT_STATE_WORDS.get(state, state)))


def check_reason(reason: str, field: str = "reason") -> str:
    """The reason, which must not be empty."""
    if not reason:
        raise Refusal("plan_event.reason.empty", field=field)
    return reason


def check_year(asked: PlanYear) -> None:
    """Refuse a yearly plan without lines, or with a day outside its year."""
    check_year_number(asked.year)
    if not asked.lines:
        raise Refusal("plan_event.year.empty", field="lines")
    for line in asked.lines:
        if line.planned_on.year != asked.year:
            raise Refusal("plan_event.year.outside", field="lines", day=line.planned_on, year=asked.year)


def check_year_number(year: int) -> None:
    """Refuse what is no year that a plan can be of."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("plan_event.year.range", field="year", first=FIRST_YEAR, last=LAST_YEAR)


def causes_that_count(book: RuleBook, on: date) -> tuple[str, ...]:
    """The causes of a revision that the rules in force on a day leave switched on, in the order of ``CAUSE_WORDS``."""
    return tuple(cause for cause in CAUSE_WORDS if book.flag(CAUSES + cause, on))


def check_trigger(line: TriggerLine, *, today: date, counting: Collection[str]) -> None:
    """Refuse an unknown cause, one that is not among those ``counting``, one without words, one of a day to come."""
    if line.cause not in CAUSE_WORDS:
        raise Refusal("plan_trigger.cause.unknown", field="cause")
    if line.cause not in counting:
        raise Refusal("plan_trigger.cause.off", field="cause", cause=Worded(CAUSE_WORDS[line.cause]))
    if line.happened_on > today:
        raise Refusal("plan_event.day.future", field="happened_on", day=line.happened_on)
    if not line.text.strip():
        raise Refusal("plan_trigger.text.empty", field="text")
    _fit("text", line.text, LONGEST)


def check_due(asked: SetPlanDue, former: tuple[str, date | None, date | None]) -> None:
    """Refuse an unknown interval, a day set by hand without a reason, and a change that changes nothing."""
    if asked.drill_rule and asked.drill_rule not in DRILL_RULE_WORDS:
        raise Refusal("plan_due.rule.unknown", field="drill_rule")
    if (asked.drill_rule, asked.drill_due_on, asked.assess_due_on) == former:
        raise Refusal("plan_event.same", field="drill_rule")
    if not asked.reason.strip():
        raise Refusal("plan_event.reason.empty", field="reason")


def cause_offered(kind: str, result: str, findings: int) -> str:
    """The cause of a revision that a record gives by itself: something was found, or the evaluation asks for one."""
    if kind == EventKind.ASSESSMENT and result in ("revise", "replace"):
        return "exercise"
    return "exercise" if kind == EventKind.DRILL and findings else ""


def finding_lines(text: str) -> tuple[str, ...]:
    """What was found, one a line as it was typed; the signs that lead a line are left out."""
    lines = (line.strip().lstrip("-·•* \t").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def _check_lengths(facts: EventFacts) -> None:
    _fit("title", facts.title, TITLE_MOST)
    for name in ("participants", "scenario", "record", "result"):
        _fit(name, getattr(facts, name), LONGEST)


def _fit(name: str, text: str, most: int) -> None:
    if len(text) > most:
        raise Refusal("plan_event.long", field=name, length=len(text), most=most)
