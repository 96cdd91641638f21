"""What drills and evaluations found: written down, put under supervision, mended; mended too when that matter is closed."""

from __future__ import annotations

from datetime import datetime

from dutyroom.actions.matters import assign
from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.plan_events import findings_of_event
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Matter, Plan, PlanEvent, PlanFinding
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import TITLE_MOST, State
from dutyroom.rules.matter_steps import Assign, AssignTo
from dutyroom.rules.plan_events import (
    KIND_ZH,
    AddFinding,
    EndEvent,
    EventState,
    FindingState,
    MendFinding,
    SuperviseFindings,
    check_reason,
    check_state,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import Basis, SetUpSupervision


def add_finding(desk: Desk, asked: AddFinding) -> int:
    """Add something that was found to a record; returns its number."""
    event, plan = _held(desk, asked.event_id)
    text = clean_text(asked.text)
    if not text:
        raise Refusal("plan_finding.empty", field="text")
    row = PlanFinding(event_id=event.id, text=text)
    desk.session.add(row)
    desk.session.flush()
    desk.journal("plan_finding.added", text=f"《{plan.title}》\n{text}", record=("plan_event", event.id))
    return row.id


def supervise_findings(desk: Desk, asked: SuperviseFindings) -> int:
    """Make findings one supervised matter of a unit with its limit; returns the matter's id.

    The matter names plan and drill as its source, the findings name the matter.
    """
    event, plan = _held(desk, asked.event_id)
    free = {row.id: row for row in findings_of_event(desk.session, event.id) if row.is_free}
    rows = [desk.session.get_one(PlanFinding, number) for number in asked.ids if number in free]
    if not rows:
        raise Refusal("plan_finding.none", field="findings")
    unit = clean_text(asked.unit)
    if not unit:
        raise Refusal("plan_finding.unit.empty", field="unit")
    source = f"《{plan.title}》{KIND_ZH[event.kind]}（{event.held_on}）"
    title = clean_text(asked.title) or f"{source}发现问题整改"
    listed = "\n".join(f"{n}. {row.text}" for n, row in enumerate(rows, 1)) if len(rows) > 1 else rows[0].text
    number = set_up_supervision(
        desk,
        SetUpSupervision(
            basis=Basis.EXERCISE,
            title=title[:TITLE_MOST],
            asked=listed,
            source=source,
            due_at=_limit(desk, asked),
        ),
    )
    assign(desk, Assign(id=number, units=(AssignTo(unit=unit, unit_id=asked.unit_id),)))
    matter = desk.session.get_one(Matter, number)
    for row in rows:
        row.matter_id, row.unit, row.unit_id, row.due_on = number, unit, asked.unit_id, asked.due_on
    desk.session.flush()
    desk.journal(
        "plan_finding.supervised",
        text=f"{matter.number} {matter.title}",
        record=("plan_event", event.id),
        payload={"matter": number, "findings": [row.id for row in rows]},
    )
    return number


def mend_finding(desk: Desk, asked: MendFinding) -> int:
    """A finding under no supervision was mended; returns the entry's number."""
    row, plan = _finding(desk, asked.id, asked.version, FindingState.OPEN)
    _refuse_supervised(desk, row)
    row.outcome = check_reason(clean_text(asked.outcome), "outcome")
    row.state = FindingState.MENDED.value
    desk.session.flush()
    text = f"《{plan.title}》\n{row.text}\n{row.outcome}"
    return desk.journal("plan_finding.mended", text=text, record=("plan_event", row.event_id))


def void_finding(desk: Desk, asked: EndEvent) -> int:
    """It was written down by mistake, with the reason; returns the entry's number."""
    row, plan = _finding(desk, asked.id, asked.version, FindingState.OPEN, FindingState.MENDED)
    _refuse_supervised(desk, row)
    row.outcome = check_reason(clean_text(asked.reason))
    row.state = FindingState.VOID.value
    desk.session.flush()
    text = f"《{plan.title}》\n{row.text}\n{row.outcome}"
    return desk.journal("plan_finding.voided", text=text, record=("plan_event", row.event_id))


def reopen_finding(desk: Desk, asked: EndEvent) -> int:
    """It is not mended, or was no mistake, after all; returns the entry's number."""
    row, plan = _finding(desk, asked.id, asked.version, FindingState.MENDED, FindingState.VOID)
    _refuse_supervised(desk, row)
    row.state, row.outcome = FindingState.OPEN.value, ""
    desk.session.flush()
    return desk.journal(
        "plan_finding.reopened", text=f"《{plan.title}》\n{row.text}", record=("plan_event", row.event_id)
    )


def _limit(desk: Desk, asked: SuperviseFindings) -> datetime | None:
    """The end of the office's work on the day that was set; None leaves it to the rule."""
    if asked.due_on is None:
        return None
    zone = office_settings(desk.session).zone
    due = datetime.combine(asked.due_on, rule_book(desk.session).hours(asked.due_on).end, zone)
    if due <= desk.now:
        raise Refusal("plan_finding.due.past", field="due_on", day=asked.due_on)
    return due


def _held(desk: Desk, number: int) -> tuple[PlanEvent, Plan]:
    event = desk.session.get(PlanEvent, number)
    if event is None:
        raise Refusal("plan_event.unknown")
    check_state(event.state, EventState.HELD)
    return event, desk.session.get_one(Plan, event.plan_id)


def _finding(desk: Desk, number: int, version: int, *allowed: FindingState) -> tuple[PlanFinding, Plan]:
    row = desk.session.get(PlanFinding, number)
    if row is None:
        raise Refusal("plan_finding.unknown")
    if row.version != version or row.state not in allowed:
        raise Refusal("record.changed_meanwhile", field="outcome")
    event = desk.session.get_one(PlanEvent, row.event_id)
    return row, desk.session.get_one(Plan, event.plan_id)


def _refuse_supervised(desk: Desk, row: PlanFinding) -> None:
    matter = desk.session.get(Matter, row.matter_id) if row.matter_id is not None else None
    if matter is not None and matter.state != State.VOID:
        raise Refusal("plan_finding.supervised", field="outcome", number=matter.number)
