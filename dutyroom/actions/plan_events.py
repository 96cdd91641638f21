"""Drills, evaluations and trainings of plans: planned, changed, held, cancelled, made void; days that are set by hand."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.plan_triggers import open_trigger
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.tables import Plan, PlanEvent, PlanFinding
from dutyroom.rules.entry import clean_text
from dutyroom.rules.plan_due import OWE_NOTHING
from dutyroom.rules.plan_events import (
    CONCLUSION_WORDS,
    KIND_ZH,
    ChangeExercise,
    EndEvent,
    EventFacts,
    EventKind,
    EventState,
    HoldExercise,
    PlanExercise,
    PlanYear,
    SetPlanDue,
    TriggerLine,
    check_due,
    check_held,
    check_planned,
    check_reason,
    check_state,
    check_year,
)
from dutyroom.rules.refusal import Refusal

_CONCLUSION_ZH: Final = dict(zip(CONCLUSION_WORDS, ("继续有效", "修订", "重新编制", "废止"), strict=True))
_HAND_SET: Final = {EventKind.DRILL: "drill_due_on", EventKind.ASSESSMENT: "assess_due_on"}
_TEXTS: Final = ("title", "participants", "scenario", "record", "result")


def plan_exercise(desk: Desk, asked: PlanExercise) -> int:
    """Plan a drill, an evaluation or a training; returns its number."""
    plan = _exercised(desk, asked.plan_id)
    facts = _cleaned(asked.facts)
    check_planned(facts)
    row = _planned_row(desk, plan, asked.kind, facts)
    desk.journal("plan_event.planned", text=_line(row, plan), record=("plan_event", row.id))
    return row.id


def plan_year(desk: Desk, asked: PlanYear) -> int:
    """Put many drills and evaluations into a year at once, one entry for all; returns how many."""
    check_year(asked)
    rows = []
    for line in asked.lines:
        plan = _exercised(desk, line.plan_id)
        rows.append(_planned_row(desk, plan, line.kind, EventFacts(planned_on=line.planned_on, form=line.form)))
    text = f"{asked.year}年应急预案演练评估计划：{len(rows)}项"
    desk.journal("plan_event.year_planned", text=text, payload={"year": asked.year, "events": [row.id for row in rows]})
    return len(rows)


def change_exercise(desk: Desk, asked: ChangeExercise) -> int:
    """Change what is planned; what was held is corrected, with the reason. Returns the entry's number."""
    row, plan = _event(desk, asked.id, asked.version, EventState.PLANNED, EventState.HELD)
    facts, held = _cleaned(asked.facts), row.state == EventState.HELD
    reason = clean_text(asked.reason)
    if held:
        check_held(EventKind(row.kind), facts, today=office_day(desk))
        check_reason(reason)
    else:
        check_planned(facts)
    changes = set_values(row, {**_kept(facts), "year": _year(row, facts)})
    if not changes:
        raise Refusal("plan_event.same", field="title")
    desk.session.flush()
    text = "\n".join(part for part in (_line(row, plan), reason) if part)
    happened = "plan_event.corrected" if held else "plan_event.changed"
    return desk.journal(happened, text=text, record=("plan_event", row.id), payload={"changes": changes})


def hold_exercise(desk: Desk, asked: HoldExercise) -> int:
    """Record that it was held, with the version in force, what it found and what revision it asks; returns its number.

    A next day that was set by hand is met by it, and the rule counts on from now.
    """
    facts = _cleaned(asked.facts)
    if asked.id is None:
        plan = _exercised(desk, asked.plan_id)
        row = PlanEvent(plan_id=plan.id, kind=asked.kind.value, state=EventState.HELD.value)
        kind = asked.kind
    else:
        row, plan = _event(desk, asked.id, asked.version, EventState.PLANNED)
        kind = EventKind(row.kind)
    check_held(kind, facts, today=office_day(desk))
    set_values(row, {**_kept(facts), "state": EventState.HELD, "planned_on": row.planned_on or facts.planned_on})
    full = plan_in_full(desk.session, plan.id)
    row.text_id = full.plan.text_id if full is not None else None
    desk.session.add(row)
    desk.session.flush()
    found = [PlanFinding(event_id=row.id, text=text) for text in map(clean_text, asked.findings) if text]
    desk.session.add_all(found)
    payload: dict[str, Any] = {"text": row.text_id, "findings": len(found)}
    payload |= _meet_hand_set(plan, kind)
    if asked.cause:
        said = f"{facts.held_on} {KIND_ZH[kind]}：" + ("；".join(each.text for each in found) or facts.record)
        line = TriggerLine(plan_id=plan.id, cause=asked.cause, happened_on=facts.held_on or date.min, text=said)
        payload["trigger"] = open_trigger(desk, plan, line).id
    desk.session.flush()
    text = "\n".join([_line(row, plan), *(each.text for each in found)])
    desk.journal("plan_event.held", text=text, record=("plan_event", row.id), payload=payload)
    return row.id


def cancel_exercise(desk: Desk, asked: EndEvent) -> int:
    """What was planned is not held, with the reason; returns the entry's number."""
    return _end(desk, asked, EventState.CANCELLED, "plan_event.cancelled", EventState.PLANNED)


def void_event(desk: Desk, asked: EndEvent) -> int:
    """A record was made by mistake: it counts no more and stays readable. Returns the entry's number."""
    allowed = [state for state in EventState if state is not EventState.VOID]
    return _end(desk, asked, EventState.VOID, "plan_event.voided", *allowed)


def restore_event(desk: Desk, asked: EndEvent) -> int:
    """Take back that it was cancelled or made void; returns the entry's number."""
    row, plan = _event(desk, asked.id, asked.version, EventState.CANCELLED, EventState.VOID)
    if row.kind == EventKind.TRIGGER:
        row.state, row.result = EventState.OPEN.value, ""
    else:
        row.state = (EventState.HELD if row.held_on is not None else EventState.PLANNED).value
    row.reason = ""
    desk.session.flush()
    return desk.journal("plan_event.restored", text=_line(row, plan), record=("plan_event", row.id))


def set_plan_due(desk: Desk, asked: SetPlanDue) -> int:
    """Set under which interval a plan is drilled and when next, in place of the rule; returns the entry's number."""
    plan = _exercised(desk, asked.plan_id)
    if plan.version != asked.version:
        raise Refusal("record.changed_meanwhile", field="drill_rule")
    check_due(asked, (plan.drill_rule or "", plan.drill_due_on, plan.assess_due_on))
    values = {
        "drill_rule": asked.drill_rule or None,
        "drill_due_on": asked.drill_due_on,
        "assess_due_on": asked.assess_due_on,
    }
    changes = set_values(plan, values)
    desk.session.flush()
    text = f"{plan.title}\n{clean_text(asked.reason)}"
    return desk.journal("plan.due_set", text=text, record=("plan", plan.id), payload={"changes": changes})


def office_day(desk: Desk) -> date:
    """Today, in the office's zone."""
    return desk.now.astimezone(office_settings(desk.session).zone).date()


def _end(desk: Desk, asked: EndEvent, state: EventState, happened: str, *allowed: EventState) -> int:
    row, plan = _event(desk, asked.id, asked.version, *allowed)
    reason = check_reason(clean_text(asked.reason))
    row.state, row.reason = state.value, reason
    desk.session.flush()
    return desk.journal(happened, text=f"{_line(row, plan)}\n{reason}", record=("plan_event", row.id))


def _event(desk: Desk, number: int, version: int, *allowed: EventState) -> tuple[PlanEvent, Plan]:
    row = desk.session.get(PlanEvent, number)
    if row is None:
        raise Refusal("plan_event.unknown")
    if row.version != version:
        raise Refusal("record.changed_meanwhile", field="record")
    check_state(row.state, *allowed)
    return row, desk.session.get_one(Plan, row.plan_id)


def _exercised(desk: Desk, number: int) -> Plan:
    plan = desk.session.get(Plan, number)
    if plan is None:
        raise Refusal("plan.unknown", field="plan", id=number)
    if plan.kind in OWE_NOTHING:
        raise Refusal("plan_event.plan.law", field="plan", title=plan.title)
    if plan.state != "kept" or plan.replaced_by is not None:
        raise Refusal("plan_event.plan.over", field="plan", title=plan.title)
    return plan


def _planned_row(desk: Desk, plan: Plan, kind: EventKind, facts: EventFacts) -> PlanEvent:
    row = PlanEvent(plan_id=plan.id, kind=kind.value, state=EventState.PLANNED.value, **_kept(facts))
    row.year = facts.planned_on.year if facts.planned_on is not None else None
    desk.session.add(row)
    desk.session.flush()
    return row


def _meet_hand_set(plan: Plan, kind: EventKind) -> dict[str, Any]:
    """The day that somebody had set is over; what it was stands in the entry."""
    name = _HAND_SET.get(kind)
    former = getattr(plan, name) if name else None
    if name is None or former is None:
        return {}
    setattr(plan, name, None)
    return {name: former.isoformat()}


def _cleaned(facts: EventFacts) -> EventFacts:
    return EventFacts(**{**asdict(facts), **{name: clean_text(getattr(facts, name)) for name in _TEXTS}})


def _kept(facts: EventFacts) -> dict[str, Any]:
    return asdict(facts)


def _year(row: PlanEvent, facts: EventFacts) -> int | None:
    """The yearly plan that it stands in: it moves with the day it is planned for."""
    if row.state == EventState.HELD or facts.planned_on is None:
        return row.year
    return facts.planned_on.year


def _line(row: PlanEvent, plan: Plan) -> str:
    """The event as the log names it."""
    day = row.held_on or row.planned_on
    form = {"live": "实战", "tabletop": "桌面"}.get(row.form, "")
    result = _CONCLUSION_ZH.get(row.result, row.result) if row.kind == EventKind.ASSESSMENT else row.result
    parts = (f"《{plan.title}》{form}{KIND_ZH[row.kind]}", str(day or ""), row.title, result)
    return " ".join(part for part in parts if part)
