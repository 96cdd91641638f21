"""How drills, evaluations, findings and due days of plans are put into words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.matter_clock import BY_HAND
from dutyroom.rules.plan_due import WHAT_WORDS, Reminder, What
from dutyroom.rules.plan_events import (
    CAUSE_WORDS,
    CONCLUSION_WORDS,
    EVENT_STATE_WORDS,
    EVENT_WORDS,
    FINDING_WORDS,
    FORM_WORDS,
    SETTLED_WORDS,
    EventKind,
    EventState,
    FindingState,
)
from dutyroom.rules.rule_source import without_addresses
from dutyroom.rules.rule_value import value_said
from dutyroom.rules.wording import Wording, mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import state_said as matter_state_said
from dutyroom.ui.parts.register_model import Tone

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_events import FindingRow, PlanEventRow
    from dutyroom.rules.plan_due import PlanDuty

REMINDER_TONES: Final[dict[Reminder, Tone]] = {
    Reminder.NONE: "",
    Reminder.FAR: "info",
    Reminder.NEAR: "warning",
    Reminder.LAST: "warning",
    Reminder.OVERDUE: "overdue",
}
_STATE_TONES: Final[dict[str, Tone]] = {
    EventState.PLANNED: "info",
    EventState.HELD: "done",
    EventState.CANCELLED: "secondary",
    EventState.OPEN: "warning",
    EventState.SETTLED: "done",
    EventState.VOID: "secondary",
}
_BETWEEN: Final = " · "
_ASKS: Final = "确认"
"""A source that says itself that the office has to confirm it."""


def kind_said(kind: str) -> str:
    """Drill, evaluation, training, cause of a revision."""
    return translated(EVENT_WORDS.get(kind, kind))


def what_said(what: str) -> str:
    """Drill, evaluation, revision."""
    return translated(WHAT_WORDS.get(what, what))


def state_said(state: str) -> str:
    """Where an event stands."""
    return translated(EVENT_STATE_WORDS.get(state, state))


def state_tone(event: PlanEventRow, today: date) -> Tone:
    """The colour of an event's state; what is planned and past its day is overdue."""
    if event.state == EventState.PLANNED and event.planned_on is not None and event.planned_on < today:
        return "overdue"
    return _STATE_TONES.get(event.state, "")


def stand_said(event: PlanEventRow, today: date) -> str:
    """Where an event stands, and in words too that its planned day has passed."""
    if event.state == EventState.PLANNED and event.planned_on is not None and event.planned_on < today:
        return translated(mark("past its day"))
    return state_said(event.state)


def form_said(form: str) -> str:
    """Live or tabletop."""
    return translated(FORM_WORDS[form]) if form in FORM_WORDS and form else ""


def result_said(event: PlanEventRow) -> str:
    """What came of it: an evaluation's conclusion, how a cause was settled, what a drill's record says."""
    if event.kind == EventKind.ASSESSMENT:
        return translated(CONCLUSION_WORDS.get(event.result, event.result))
    if event.kind == EventKind.TRIGGER:
        return translated(SETTLED_WORDS.get(event.result, event.result))
    return event.result


def cause_said(cause: str) -> str:
    """Which cause of a revision it is."""
    return translated(CAUSE_WORDS.get(cause, cause))


def finding_said(finding: FindingRow) -> str:
    """Where a finding stands, with the unit and the supervised matter that it became."""
    parts = [translated(FINDING_WORDS.get(finding.state, finding.state))]
    if finding.matter_number:
        parts.append(f"{finding.matter_number} {matter_state_said(finding.matter_state)}")
    return _BETWEEN.join(part for part in (*parts, finding.unit, day_said(finding.due_on)) if part)


def finding_tone(finding: FindingRow, today: date) -> Tone:
    """The colour of a finding."""
    if finding.state != FindingState.OPEN:
        return "done" if finding.state == FindingState.MENDED else "secondary"
    return "overdue" if finding.due_on is not None and finding.due_on < today else "warning"


def day_said(day: date | None) -> str:
    """A day as forms take it; empty where there is none."""
    return day.isoformat() if day is not None else ""


def left_said(duty: PlanDuty) -> str:
    """How many days are left, or since when it is asked."""
    if duty.what is What.REVISION:
        return translated(mark("asked now"))
    left = duty.days_left
    if left is None:
        return translated(mark("no day known"))
    if left < 0:
        return translated(mark("{days} d overdue")).format(days=f"{-left:,}")
    return translated(mark("today")) if not left else translated(mark("{days} d left")).format(days=f"{left:,}")


def rule_said(duty: PlanDuty, today: date, wording: Wording) -> str:
    """By which rule it is due, with its interval, or that a person set it."""
    if duty.rule_key == BY_HAND:
        return translated(mark("set by hand"))
    if duty.what is What.REVISION:
        return translated(mark("{count} causes")).format(count=duty.count)
    rule = shipped_rules().rule(duty.rule_key, today)
    name = rule.name("en" if wording.language == "en" else "zh") if rule is not None else duty.rule_key
    return f"{name} {value_said(duty.amount, duty.unit, wording)}" if duty.amount is not None else name


def source_said(duty: PlanDuty) -> str:
    """The regulation behind it, and whether the office still has to confirm that."""
    unsure = "" if duty.checked or _ASKS in duty.source else translated(mark("to be confirmed by the office"))
    return _BETWEEN.join(part for part in (without_addresses(duty.source), unsure) if part)


def duty_said(duty: PlanDuty) -> str:
    """When it is due and how many days that leaves."""
    return _BETWEEN.join(part for part in (day_said(duty.due_on or duty.since), left_said(duty)) if part)
