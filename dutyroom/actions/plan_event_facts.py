"""From the store to the papers of drills and evaluations."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.actions.matter_facts import office_heading
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.plan_due import DueFilter, due_list, duties_of_plan
from dutyroom.data.queries.plan_events import EventFilter, event_in_full, event_rows, find_events
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.papers.plan_event_facts import FindingFact, PlanEventFacts, PlanYearFacts, YearLineFact
from dutyroom.rules.plan_due import drill_rule_of
from dutyroom.rules.plan_events import EventKind, FindingState, check_year_number
from dutyroom.rules.refusal import Refusal

_KEY_UNITS: Final = "keyunits"
_REPORT_TO: Final = "plan.drill.report_to"


def plan_event_facts(session: Session, record: int, now: datetime) -> PlanEventFacts:
    """演练评估记录 of a drill, an evaluation or a training as it stands now."""
    full = event_in_full(session, record)
    if full is None or full.event.kind == EventKind.TRIGGER:
        raise Refusal("plan_event.unknown")
    event = full.event
    today = now.astimezone(office_settings(session).zone).date()
    row = duties_of_plan(session, event.plan_id, today)
    is_key = row is not None and event.kind == EventKind.DRILL and drill_rule_of(row.facts) == _KEY_UNITS
    return PlanEventFacts(
        **office_heading(session, now),
        plan=event.plan_title,
        version=event.text_number,
        kind=event.kind,
        state=event.state,
        form=event.form,
        planned_on=event.planned_on,
        held_on=event.held_on,
        title=event.title,
        participants=event.participants,
        scenario=event.scenario,
        record=event.record,
        result=event.result,
        reason=event.reason,
        report_to=rule_book(session).text(_REPORT_TO, today) if is_key else "",
        findings=tuple(
            FindingFact(
                text=each.text,
                unit=each.unit,
                due_on=each.due_on,
                state=each.state,
                matter=each.matter_number,
                outcome=each.outcome,
            )
            for each in full.findings
            if each.state != FindingState.VOID
        ),
    )


def plan_year_facts(session: Session, record: int, now: datetime) -> PlanYearFacts:
    """应急预案演练评估计划 of the year ``record``: what is planned or held in it, by its day."""
    check_year_number(record)
    today = now.astimezone(office_settings(session).zone).date()
    ids = find_events(session, EventFilter(year=record, exercises_only=True, oldest_first=True))
    kept, asked = due_list(session, DueFilter(), today).rate
    return PlanYearFacts(
        **office_heading(session, now),
        year=record,
        kept=kept,
        asked=asked,
        lines=tuple(
            YearLineFact(
                plan=row.plan_title,
                kind=row.kind,
                state=row.state,
                day=row.day,
                form=row.form,
                title=row.title,
                participants=row.participants,
            )
            for row in event_rows(session, ids)
            if row.day is not None
        ),
    )
