"""The flow of every matter, a function a step: one transaction, one entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dutyroom.actions.clocks import restart_close, start_clock, stop_clocks
from dutyroom.actions.hotline_state import check_dispatch, check_no_objection, dispatched, ending, is_case, reopening
from dutyroom.actions.preparation_clocks import run_clocks
from dutyroom.actions.routing import learn_route
from dutyroom.actions.steps import Taken, begun, held_of, kept, take
from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.desk import Desk
from dutyroom.data.queries.matters import AssignmentRow, assignments_of, content_of, is_leader, running_duties
from dutyroom.data.tables import Assignment, Matter, Preparation
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import (
    PROGRESS_WORDS,
    TITLE_MOST,
    Duty,
    MatterKind,
    Progress,
    Role,
    StepKind,
    open_obligations,
)
from dutyroom.rules.matter_clock import by_hand
from dutyroom.rules.matter_steps import (
    Assign,
    AssignTo,
    Close,
    Instruct,
    PlainStep,
    Propose,
    Step,
    UnitStep,
    Wait,
    check_units,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import Basis, SetUpSupervision
from dutyroom.rules.wording import Worded

_AT_WORK = (Progress.ASSIGNED, Progress.SIGNED)


def propose(desk: Desk, asked: Propose) -> int:
    """拟办: write down what the office proposes."""
    matter = begun(desk, asked, StepKind.PROPOSE)
    return take(desk, matter, Taken(step=StepKind.PROPOSE, person=clean_text(asked.by), **_said(asked)))


def instruct(desk: Desk, asked: Instruct) -> int:
    """批示: write down a leader's instruction; only somebody with the role of leader gives one.

    One on an incident becomes a task under supervision at once, linked to it, so that it cannot be forgotten.
    """
    matter = begun(desk, asked, StepKind.INSTRUCT)
    leader = clean_text(asked.leader)
    if not leader:
        raise Refusal("matter.leader.empty", field="leader")
    if not is_leader(desk.session, leader):
        raise Refusal("matter.leader.unknown", field="leader", name=leader)
    seq = take(desk, matter, Taken(step=StepKind.INSTRUCT, leader=leader, **_said(asked)))
    if matter.kind == MatterKind.INCIDENT:
        set_up_supervision(desk, _task(matter, leader, asked))
    return seq


def assign(desk: Desk, asked: Assign) -> int:
    """交办: give the matter to units; a further one beside a lead that stands is a helper."""
    matter = begun(desk, asked, StepKind.ASSIGN)
    if asked.answer_by is not None and asked.answer_by <= matter.received_at:
        raise Refusal("matter.limit.before", field="answer_by", due=asked.answer_by, received=matter.received_at)
    if is_case(matter):
        check_dispatch(desk, matter, asked)
    added = _add_units(desk, matter, asked)
    if asked.answer_by is not None:
        for row in added:
            start_clock(desk, matter, by_hand(Duty.ANSWER, asked.answer_by, "assigned"), assignment=row)
    for row in added:
        if row.role == Role.LEAD:
            matter.lead, matter.lead_id = row.unit, row.unit_id
    if is_case(matter):
        dispatched(desk, matter, added, asked.happened_at or desk.now)
    learnt = _learn(desk, matter, added)
    payload = {"units": [[row.unit, row.role] for row in added], "answer_by": asked.answer_by, "learnt": learnt}
    unit = "、".join(row.unit for row in added)
    return take(desk, matter, Taken(step=StepKind.ASSIGN, unit=unit, payload=payload, **_said(asked)))


def sign_for(desk: Desk, asked: UnitStep) -> int:
    """签收: the unit has it; ``person`` is who signed there."""
    matter, row = _of_unit(desk, asked, StepKind.SIGN, (Progress.ASSIGNED,))
    row.state, row.signed_at = Progress.SIGNED.value, asked.happened_at or desk.now
    row.signed_by = kept(desk, matter, clean_text(asked.person))
    return take(desk, matter, _by_unit(asked, StepKind.SIGN, row))


def feed_back(desk: Desk, asked: UnitStep) -> int:
    """反馈: the unit answers; a later answer stands beside the earlier one in the timeline."""
    matter, row = _of_unit(desk, asked, StepKind.FEEDBACK, (*_AT_WORK, Progress.ANSWERED))
    at = asked.happened_at or desk.now
    if row.signed_at is None:
        row.signed_at, row.signed_by = at, kept(desk, matter, clean_text(asked.person))
    row.state, row.answered_at, row.answer = Progress.ANSWERED.value, at, _kept(desk, matter, asked)
    return take(desk, matter, _by_unit(asked, StepKind.FEEDBACK, row))


def send_back(desk: Desk, asked: UnitStep) -> int:
    """退回重办: the answer does not do; the unit has it in hand again."""
    matter, row = _of_unit(desk, asked, StepKind.REDO, (Progress.ANSWERED,))
    row.state, row.answered_at, row.reason = Progress.SIGNED.value, None, _kept(desk, matter, asked)
    return take(desk, matter, _by_unit(asked, StepKind.REDO, row))


def withdraw(desk: Desk, asked: UnitStep) -> int:
    """Take it back from a unit: assigned by mistake, or returned with a reason."""
    matter, row = _of_unit(desk, asked, StepKind.WITHDRAW, _AT_WORK)
    if is_case(matter):
        check_no_objection(desk, matter, row)
    row.state, row.reason = Progress.WITHDRAWN.value, _kept(desk, matter, asked)
    stop_clocks(desk, matter.id, row.reason, assignment_id=row.id)
    if row.role == Role.LEAD:
        matter.lead, matter.lead_id = "", None
    return take(desk, matter, _by_unit(asked, StepKind.WITHDRAW, row))


def urge(desk: Desk, asked: UnitStep) -> int:
    """催办: the unit was urged; how often and when last stands beside it."""
    matter, row = _of_unit(desk, asked, StepKind.URGE, _AT_WORK)
    row.urged_count, row.urged_at = row.urged_count + 1, asked.happened_at or desk.now
    return take(desk, matter, _by_unit(asked, StepKind.URGE, row))


def close(desk: Desk, asked: Close) -> int:
    """办结: refused while something is open, unless it is said why it is closed all the same."""
    matter = begun(desk, asked, StepKind.CLOSE)
    despite = clean_text(asked.despite)
    left = open_obligations(held_of(desk, matter.id), running_duties(desk.session, matter.id))
    if is_case(matter):
        despite = ending(desk, matter, asked, left)
    if left and not despite:
        raise Refusal("matter.close.open", field="despite", number=matter.number, what=left)
    said = _said(asked)
    matter.outcome, matter.closed_at = _kept(desk, matter, asked), asked.happened_at or desk.now
    _stop_waiting(matter)
    if despite:
        said["text"] += f"\n{despite}"
    payload = {"despite": kept(desk, matter, despite), "open": list(left)} if left else None
    return take(desk, matter, Taken(step=StepKind.CLOSE, payload=payload, **said))


def wait(desk: Desk, asked: Wait) -> int:
    """Waiting for somebody else is a state one can see, with a reason; the limits run on."""
    matter = begun(desk, asked, StepKind.WAIT)
    waiting_for, reason = clean_text(asked.waiting_for), clean_text(asked.text)
    if not (waiting_for and reason):
        raise Refusal("matter.waiting.empty", field="text" if waiting_for else "waiting_for")
    matter.waiting_for, matter.waiting_reason = kept(desk, matter, waiting_for), kept(desk, matter, reason)
    matter.waiting_since = asked.happened_at or desk.now
    return take(desk, matter, Taken(step=StepKind.WAIT, unit=waiting_for, **_said(asked)))


def take_step(desk: Desk, asked: PlainStep) -> int:
    """A step that needs a text only: note, read, reply, return, transfer, go on, file, open again, void."""
    matter = begun(desk, asked, asked.step)
    text, at = _kept(desk, matter, asked), asked.happened_at or desk.now
    if asked.step is StepKind.FILE:
        matter.archive_number, matter.filed_at = text, at
    elif asked.step is StepKind.RESUME:
        _stop_waiting(matter)
    elif asked.step is StepKind.REOPEN:
        matter.closed_at, matter.filed_at, matter.outcome = None, None, ""
        _run_again(desk, matter)
    elif asked.step is StepKind.VOID:
        matter.void_reason = text
    elif asked.step in (StepKind.RETURN, StepKind.TRANSFER):
        matter.outcome, matter.closed_at = text, at
    return take(desk, matter, Taken(step=asked.step, person=clean_text(asked.who), **_said(asked)))


def _add_units(desk: Desk, matter: Matter, asked: Assign) -> list[Assignment]:
    former: list[AssignmentRow] = [
        row for row in assignments_of(desk.session, matter.id) if row.state != Progress.WITHDRAWN
    ]
    has_lead = any(row.role == Role.LEAD for row in former)
    units: tuple[AssignTo, ...] = asked.units
    if has_lead:
        units = tuple(replace(unit, role=Role.HELPER) for unit in units)
    check_units(units, tuple(row.unit for row in former), has_lead=has_lead)
    added = [
        Assignment(
            matter_id=matter.id,
            unit_id=unit.unit_id,
            unit=clean_text(unit.unit),
            role=unit.role.value,
            state=Progress.ASSIGNED.value,
            assigned_at=asked.happened_at or desk.now,
        )
        for unit in units
    ]
    desk.session.add_all(added)
    desk.session.flush()
    return added


def _task(matter: Matter, leader: str, asked: Instruct) -> SetUpSupervision:
    text = clean_text(asked.text)
    return SetUpSupervision(
        basis=Basis.INSTRUCTION,
        title=f"落实{leader}批示：{matter.title}"[:TITLE_MOST],
        asked=text,
        source=matter.number,
        leader=leader,
        is_urgent=True,
        received_at=asked.happened_at,
        grew_out_of=matter.id,
    )


def _learn(desk: Desk, matter: Matter, added: list[Assignment]) -> list[str]:
    """What the officer decided improves later proposals; a secret paper teaches nothing.

    Nor does what callers say: cases are proposed by earlier cases, and the words are for papers.
    """
    lead = next((row for row in added if row.role == Role.LEAD and row.unit_id is not None), None)
    if lead is None or lead.unit_id is None or matter.secrecy or is_case(matter):
        return []
    return learn_route(desk, matter.title, content_of(desk.session, matter.id), lead.unit_id)


def _of_unit(desk: Desk, asked: UnitStep, step: StepKind, from_: tuple[Progress, ...]) -> tuple[Matter, Assignment]:
    matter = begun(desk, asked, step)
    row = desk.session.get(Assignment, asked.assignment_id)
    if row is None or row.matter_id != matter.id:
        raise Refusal("matter.assignment.unknown", field="unit", number=matter.number)
    if row.state not in from_:
        word = Worded(PROGRESS_WORDS[row.state])
        raise Refusal("matter.assignment.done", field="unit", unit=row.unit, state=word)
    return matter, row


def _by_unit(asked: UnitStep, step: StepKind, row: Assignment) -> Taken:
    return Taken(step=step, unit=row.unit, person=clean_text(asked.person), assignment=row, **_said(asked))


def _said(asked: Step) -> dict[str, Any]:
    return {"text": clean_text(asked.text), "happened_at": asked.happened_at}


def _kept(desk: Desk, matter: Matter, asked: Step) -> str:
    return kept(desk, matter, clean_text(asked.text))


def _run_again(desk: Desk, matter: Matter) -> None:
    """The clocks of a matter that is open again."""
    row = desk.session.get(Preparation, matter.id)
    if row is not None:
        run_clocks(desk, matter, row)
    elif is_case(matter):
        reopening(desk, matter)
    else:
        restart_close(desk, matter)


def _stop_waiting(matter: Matter) -> None:
    matter.waiting_for, matter.waiting_reason, matter.waiting_since = "", "", None
