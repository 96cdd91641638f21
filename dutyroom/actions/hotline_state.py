"""What every step of a case keeps true: its clocks as its state asks for them, its columns as its clocks say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from dutyroom.actions.clocks import CORRECTED, STOPPED, restart_close, start_clock
from dutyroom.actions.hotline_rows import case_of, zone_of
from dutyroom.data.desk import Desk
from dutyroom.data.hotline_index import reindexing_case
from dutyroom.data.queries.hotline_flow import (
    call_backs_of,
    extensions_of,
    last_step,
    may_be_called,
    returns_of,
    waits_for_reply,
)
from dutyroom.data.queries.matters import assignments_to_change, running_duties
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Assignment, HotlineCase, Matter, OpenItem
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline import Decision
from dutyroom.rules.hotline_clocks import (
    REDONE,
    REOPENED,
    RETURNED,
    answer_clock,
    call_back_clock,
    close_clock,
    decide_return_clock,
    decide_time_clock,
    dispatch_clock,
    next_try_clock,
    sign_clock,
)
from dutyroom.rules.hotline_steps import CloseCase, Dispatch, reason_without_reply
from dutyroom.rules.matter import OPEN, Duty, MatterKind, Progress, Role, State, StepKind
from dutyroom.rules.matter_clock import ClockStart
from dutyroom.rules.matter_steps import Assign, Close
from dutyroom.rules.refusal import Refusal

_BEGINS: Final = {StepKind.CALL_BACK: REDONE, StepKind.REOPEN: REOPENED, StepKind.DECIDE_RETURN: RETURNED}
"""What a clock runs from that a step starts."""


def is_case(matter: Matter) -> bool:
    """Whether a matter is a case of the mayor's telephone."""
    return matter.kind == MatterKind.HOTLINE


def keep_true(desk: Desk, matter: Matter, step: StepKind) -> None:
    """After a step: every clock that the state asks for runs, none that it does not; the case repeats their times."""
    row = desk.session.get(HotlineCase, matter.id)
    if row is None:
        return
    state = State(matter.state)
    if step is not StepKind.RECEIVE:
        running = {Duty(item.duty): item for item in items_of_matter(desk.session, matter.id) if item.duty}
        if state in OPEN:
            _run_open(desk, matter, row, step, running)
        elif state in (State.CLOSED, State.FILED):
            _run_closed(desk, matter, step)
        desk.session.flush()
    _repeat(row, items_of_matter(desk.session, matter.id, running=False))


def check_dispatch(desk: Desk, matter: Matter, asked: Assign) -> None:
    """Refuse to dispatch what somebody else has dispatched meanwhile, and to a unit that was right to return it."""
    at_work = [row for row in assignments_to_change(desk.session, matter.id) if row.state != Progress.WITHDRAWN]
    if isinstance(asked, Dispatch) and asked.version not in (None, matter.version) and at_work:
        step = last_step(desk.session, matter.id, StepKind.ASSIGN)
        raise Refusal(
            "hotline.dispatch.meanwhile",
            field="units",
            number=matter.number,
            unit="、".join(row.unit for row in at_work),
            officer=step.author if step else "",
            time=step.happened_at if step else at_work[-1].assigned_at,
        )
    if isinstance(asked, Dispatch) and asked.despite.strip():
        return
    granted = {row.unit: row for row in returns_of(desk.session, matter.id) if row.state == Decision.GRANTED}
    for unit in asked.units:
        former = granted.get(clean_text(unit.unit))
        if former is not None:
            said = former.decision or former.reason
            raise Refusal(
                "hotline.dispatch.returned", field="despite", unit=former.unit, number=matter.number, decision=said
            )


def dispatched(desk: Desk, matter: Matter, added: Iterable[Assignment], at: datetime) -> None:
    """Units were given the case: each has its limit to sign for it; who began earlier sees that it changed."""
    row = case_of(desk, matter.id)
    for unit in added:
        start_clock(desk, matter, sign_clock(rule_book(desk.session), at, zone_of(desk)), assignment=unit)
    if row.dispatched_at is None:
        row.dispatched_at = at
    desk.touch(matter)


def check_no_objection(desk: Desk, matter: Matter, assignment: Assignment) -> None:
    """Refuse to take it back from a unit whose objection waits: deciding that takes it back."""
    if any(row.assignment_id == assignment.id for row in returns_of(desk.session, matter.id, pending=True)):
        raise Refusal("hotline.return.open", field="unit", unit=assignment.unit, number=matter.number)


def ending(desk: Desk, matter: Matter, asked: Close, left: Collection[str]) -> str:
    """How a case ends; returns why it is closed despite what is open. Refused without a reply that somebody waits for."""
    if not isinstance(asked, CloseCase):
        raise Refusal("hotline.close.result", field="result", number=matter.number)
    despite = clean_text(asked.despite)
    if len(left) == 1 and not despite and Duty.ANSWER_CALLER in running_duties(desk.session, matter.id):
        despite = reason_without_reply(asked)
        if not despite:
            raise Refusal("hotline.close.reply", field="despite", number=matter.number)
    if despite or not left:
        case_of(desk, matter.id).result = asked.result.value
    return despite


def reopening(desk: Desk, matter: Matter) -> None:
    """A case is open again: how it ended no longer stands; one that is merged is taken apart instead."""
    row = case_of(desk, matter.id)
    if row.duplicate_of is not None:
        other = desk.session.get_one(Matter, row.duplicate_of)
        raise Refusal("hotline.merge.reopen", field="step", number=matter.number, other=other.number)
    with reindexing_case(desk.session, matter.id):
        row.result, row.refused, row.turn_to, row.is_direct = "", "", "", False


def lead_of(desk: Desk, matter_id: int) -> Assignment | None:
    """The unit that has the case in hand as lead."""
    rows = assignments_to_change(desk.session, matter_id)
    return next((row for row in rows if row.role == Role.LEAD and row.state != Progress.WITHDRAWN), None)


def stop(desk: Desk, item: OpenItem, why: str) -> None:
    """End a clock that was not met."""
    item.state, item.closed_at, item.outcome, item.put_off_until = STOPPED, desk.now, why, None


def _run_open(desk: Desk, matter: Matter, row: HotlineCase, step: StepKind, running: dict[Duty, OpenItem]) -> None:
    """The clocks of a case that is open: dispatch while no unit leads, reply while a caller waits, decisions, close."""
    book, zone, event = rule_book(desk.session), zone_of(desk), _BEGINS.get(step, step.value)
    if Duty.CALL_BACK in running:
        stop(desk, running[Duty.CALL_BACK], step.value)
    if Duty.DISPATCH not in running and not matter.lead and lead_of(desk, matter.id) is None:
        start_clock(desk, matter, dispatch_clock(book, desk.now, zone, event))
    if Duty.ANSWER_CALLER not in running and waits_for_reply(desk.session, matter.id, row.replied_at):
        start_clock(desk, matter, answer_clock(event))
    if Duty.CLOSE not in running:
        former = any(item.duty == Duty.CLOSE for item in items_of_matter(desk.session, matter.id, running=False))
        if former and step is not StepKind.CALL_BACK:
            restart_close(desk, matter)
        else:
            close = close_clock(book, row.demand, desk.now, zone, is_complex=row.is_complex, event=event)
            start_clock(desk, matter, close)
    _run_decisions(desk, matter)


def _run_decisions(desk: Desk, matter: Matter) -> None:
    """What a unit asked waits for its decision, also where the case had ended meanwhile and is open again."""
    book, zone = rule_book(desk.session), zone_of(desk)
    runs = {(item.duty, item.assignment_id) for item in items_of_matter(desk.session, matter.id)}
    waiting = [
        *((decide_return_clock, row.assignment_id) for row in returns_of(desk.session, matter.id, pending=True)),
        *((decide_time_clock, row.assignment_id) for row in extensions_of(desk.session, matter.id, pending=True)),
    ]
    for clock, number in waiting:
        start = clock(book, desk.now, zone)
        if (start.duty, number) not in runs:
            unit = desk.session.get(Assignment, number) if number is not None else None
            start_clock(desk, matter, start, assignment=unit)


def _run_closed(desk: Desk, matter: Matter, step: StepKind) -> None:
    """The clock of a case that is closed: to call back, and to try again a caller who was not reached."""
    start: ClockStart | None = None
    closed = matter.closed_at or desk.now
    if step is StepKind.CLOSE and may_be_called(desk.session, matter.id):
        start = call_back_clock(rule_book(desk.session), closed, zone_of(desk))
    if step is StepKind.CALL_BACK:
        last = call_backs_of(desk.session, matter.id, since=closed)[-1:]
        at = last[0].next_at if last else None
        start = next_try_clock(at) if at is not None else None
    if start is not None:
        start_clock(desk, matter, start)


def _repeat(row: HotlineCase, items: list[OpenItem]) -> None:
    """The case repeats what the last clock of each duty says; what was never a clock here, as an import, stays."""
    last = {item.duty: item for item in items}
    dispatch, respond = last.get(Duty.DISPATCH), last.get(Duty.RESPOND)
    if dispatch is not None:
        row.dispatch_due_at = dispatch.due_at
        row.dispatched_at = dispatch.closed_at if dispatch.outcome == StepKind.ASSIGN else None
    if respond is not None:
        met = respond.state != STOPPED and respond.closed_at is not None
        row.respond_due_at = None if respond.outcome == CORRECTED else respond.due_at
        row.responded_at = respond.closed_at if met else row.responded_at
    closes = [item for item in items if item.duty == Duty.CLOSE]
    if closes:
        row.close_due_at = next((item for item in reversed(closes) if item.state == "open"), closes[-1]).due_at
