"""What the pane says of a plan's duties and of a drill, an evaluation or a cause of a revision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.plan_due import What
from dutyroom.rules.plan_events import EventKind, EventState
from dutyroom.rules.wording import Wording, mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.plans.exercise_words import (
    REMINDER_TONES,
    cause_said,
    day_said,
    duty_said,
    form_said,
    kind_said,
    result_said,
    rule_said,
    source_said,
)

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_due import PlanDutiesRow
    from dutyroom.data.queries.plan_events import PlanEventRow

_REPORT_TO: Final = "plan.drill.report_to"
_KEY_UNITS: Final = "keyunits"
_NEXT: Final[dict[str, str]] = {
    What.DRILL: mark("Next drill"),
    What.ASSESSMENT: mark("Next evaluation"),
    What.REVISION: mark("Revision"),
}


def plan_facts_said(row: PlanDutiesRow, today: date, wording: Wording) -> list[Fact]:
    """What a plan owes: each with its day, the rule and its source, and when it was done last."""
    facts: list[Fact] = [
        (translated(mark("Kind of plan")), translated(KIND_WORDS.get(row.kind, row.kind)), ""),
        (translated(mark("Lead unit")), row.lead_unit, ""),
        (translated(mark("Issued on")), day_said(row.facts.issued_on), ""),
    ]
    if not row.duties:
        facts.append((translated(mark("Owed")), translated(mark("nothing: it is no plan in force")), "secondary"))
    for duty in row.duties:
        facts.append((translated(_NEXT[duty.what]), duty_said(duty), REMINDER_TONES[duty.reminder]))
        rule = " · ".join(part for part in (rule_said(duty, today, wording), source_said(duty)) if part)
        facts.append((translated(mark("By the rule")), rule, "secondary"))
        facts.append((translated(mark("Last held")), day_said(duty.last_on), ""))
    if row.facts.drill_rule == _KEY_UNITS:
        facts.append((translated(mark("Drill reported to")), _report_to(today), ""))
    return facts


def event_facts_said(event: PlanEventRow) -> list[Fact]:
    """Everything that stands in a record."""
    if event.kind == EventKind.TRIGGER:
        return [
            (translated(mark("Cause")), cause_said(event.cause), "strong"),
            (translated(mark("Happened on")), day_said(event.held_on), ""),
            (translated(mark("What happened")), event.record, ""),
            (translated(mark("How it was settled")), result_said(event), ""),
            (translated(mark("Remark or reason")), event.reason, ""),
        ]
    kind = form_said(event.form) or kind_said(event.kind)
    outcome = mark("Conclusion") if event.kind == EventKind.ASSESSMENT else mark("Result")
    version = str(event.text_number) if event.text_number is not None else ""
    ended = event.state in (EventState.CANCELLED, EventState.VOID)
    return [
        (translated(mark("Kind")), kind, ""),
        (translated(mark("Why")), event.reason if ended else "", "warning"),
        (translated(mark("Planned for")), day_said(event.planned_on), ""),
        (translated(mark("Held on")), day_said(event.held_on), "strong"),
        (translated(mark("What about")), event.title, "strong"),
        (translated(mark("Version of the plan")), version, ""),
        (translated(mark("Who takes part")), event.participants, ""),
        (translated(mark("Scenario")), event.scenario, ""),
        (translated(mark("How it went")), event.record, ""),
        (translated(outcome), result_said(event), "strong"),
    ]


def _report_to(today: date) -> str:
    return shipped_rules().text(_REPORT_TO, today)
