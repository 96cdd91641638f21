"""Causes of a revision of plans: recorded, settled by a new version, a preparation or a reason, opened again."""

from __future__ import annotations

from typing import Final

from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.plan_causes import counting_causes
from dutyroom.data.queries.plan_events import has_version_since, is_being_revised
from dutyroom.data.tables import Plan, PlanEvent
from dutyroom.rules.entry import clean_text
from dutyroom.rules.plan_due import OWE_NOTHING
from dutyroom.rules.plan_events import (
    CAUSE_ZH,
    SETTLED_WORDS,
    EndEvent,
    EventKind,
    EventState,
    RecordTriggers,
    SettleTrigger,
    TriggerLine,
    check_reason,
    check_state,
    check_trigger,
)
from dutyroom.rules.refusal import Refusal

_HOW_ZH: Final = {"version": "已有新版本", "preparation": "已列入修订编制", "reason": "无需修订"}


def record_triggers(desk: Desk, asked: RecordTriggers) -> int:
    """Record what forces a revision, of one plan or of many at once, one entry; returns the number of the first."""
    rows, said = [], []
    for line in asked.lines:
        plan = desk.session.get(Plan, line.plan_id)
        if plan is None:
            raise Refusal("plan.unknown", field="plan", id=line.plan_id)
        rows.append(open_trigger(desk, plan, line))
        said.append(f"《{plan.title}》{CAUSE_ZH[line.cause]}：{rows[-1].record}")
    if not rows:
        raise Refusal("plan_trigger.text.empty", field="text")
    desk.journal(
        "plan_trigger.recorded",
        text="\n".join(said),
        record=("plan_event", rows[0].id),
        payload={"events": [row.id for row in rows], "causes": [row.cause for row in rows]},
    )
    return rows[0].id


def open_trigger(desk: Desk, plan: Plan, line: TriggerLine) -> PlanEvent:
    """The row of a cause of a revision that the rules let count; the caller writes the entry."""
    today = desk.now.astimezone(office_settings(desk.session).zone).date()
    check_trigger(line, today=today, counting=counting_causes(desk.session, today))
    if plan.kind in OWE_NOTHING:
        raise Refusal("plan_event.plan.law", field="plan", title=plan.title)
    row = PlanEvent(
        plan_id=plan.id,
        kind=EventKind.TRIGGER.value,
        state=EventState.OPEN.value,
        held_on=line.happened_on,
        cause=line.cause,
        record=clean_text(line.text),
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def settle_trigger(desk: Desk, asked: SettleTrigger) -> int:
    """Settle a cause of a revision; what is said of it must be so. Returns the entry's number."""
    row, plan = _trigger(desk, asked.id, asked.version, EventState.OPEN)
    reason = clean_text(asked.reason)
    if asked.how not in SETTLED_WORDS:
        raise Refusal("plan_trigger.how.empty", field="how")
    if asked.how == "reason":
        check_reason(reason)
    elif asked.how == "version" and not has_version_since(desk.session, plan.id, row.held_on):
        raise Refusal("plan_trigger.version.none", field="how", title=plan.title, day=row.held_on)
    elif asked.how == "preparation" and not is_being_revised(desk.session, plan.id):
        raise Refusal("plan_trigger.preparation.none", field="how", title=plan.title)
    row.state, row.result, row.reason = EventState.SETTLED.value, asked.how, reason
    desk.session.flush()
    text = "\n".join(part for part in (f"{_line(row, plan)}\n{_HOW_ZH[asked.how]}", reason) if part)
    return desk.journal("plan_trigger.settled", text=text, record=("plan_event", row.id), payload={"how": asked.how})


def reopen_trigger(desk: Desk, asked: EndEvent) -> int:
    """It is not settled after all, with the reason; returns the entry's number."""
    row, plan = _trigger(desk, asked.id, asked.version, EventState.SETTLED)
    reason = check_reason(clean_text(asked.reason))
    former = [row.result, row.reason]
    row.state, row.result, row.reason = EventState.OPEN.value, "", ""
    desk.session.flush()
    text = f"{_line(row, plan)}\n{reason}"
    return desk.journal("plan_trigger.reopened", text=text, record=("plan_event", row.id), payload={"settled": former})


def _trigger(desk: Desk, number: int, version: int, *allowed: EventState) -> tuple[PlanEvent, Plan]:
    row = desk.session.get(PlanEvent, number)
    if row is None or row.kind != EventKind.TRIGGER:
        raise Refusal("plan_event.unknown")
    if row.version != version:
        raise Refusal("record.changed_meanwhile", field="how")
    check_state(row.state, *allowed)
    return row, desk.session.get_one(Plan, row.plan_id)


def _line(row: PlanEvent, plan: Plan) -> str:
    return f"《{plan.title}》{CAUSE_ZH.get(row.cause, row.cause)}：{row.record}"
