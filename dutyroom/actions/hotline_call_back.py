"""Callers called back (回访): whether they were reached, whether it is solved, how content they are; done again if not."""

from __future__ import annotations

from datetime import datetime

from dutyroom.actions.hotline_rows import case_of, zone_of
from dutyroom.actions.hotline_state import lead_of
from dutyroom.actions.steps import Taken, check_times, held_of, kept, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.hotline_index import reindexing_case
from dutyroom.data.queries.hotline_flow import call_backs_of
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import HotlineCall, HotlineCallBack, HotlineCase, Matter
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline_clocks import next_try
from dutyroom.rules.hotline_steps import CallBack, check_call_back, check_may_call_back, needs_redo
from dutyroom.rules.matter import Progress, State, StepKind, check_kind, state_of_units
from dutyroom.rules.refusal import Refusal

_TRIES = "hotline.call_back_tries"


def call_back(desk: Desk, asked: CallBack) -> int:
    """回访: one attempt. Not reached: the next is planned, as often as the rule allows; not content: it is done again."""
    matter, at = matter_of(desk, asked.id), asked.happened_at or desk.now
    check_kind(StepKind.CALL_BACK, matter.kind, matter.number)
    case = case_of(desk, asked.id)
    check_may_call_back(State(matter.state), matter.number, at=at, closed_at=matter.closed_at)
    check_times(desk, matter, asked)
    check_call_back(asked, now=desk.now)
    call = _called(desk, matter, asked.call_id)
    next_at = _next(desk, matter, asked, at)
    row = HotlineCallBack(
        matter_id=matter.id,
        call_id=call.id if call is not None else None,
        called_at=at,
        caller_back=clean_text(asked.by) or desk.author.name,
        reached=asked.reached,
        solved=asked.solved,
        satisfied=asked.satisfied,
        said=kept(desk, matter, clean_text(asked.text)),
        next_at=next_at,
        entry_seq=desk.next_seq,
    )
    desk.session.add(row)
    case.tries, case.called_back_at = case.tries + 1, at
    case.reached, case.solved, case.satisfied = asked.reached, asked.solved, asked.satisfied
    unhappy = needs_redo(reached=asked.reached, solved=asked.solved, satisfied=asked.satisfied)
    stays = clean_text(asked.stays_closed) if unhappy else ""
    redo = unhappy and not stays
    if redo:
        _redo(desk, matter, case, clean_text(asked.text))
    payload = {
        "reached": asked.reached,
        "solved": asked.solved,
        "satisfied": asked.satisfied,
        "next_at": next_at,
        "redo": redo,
        "stays_closed": kept(desk, matter, stays),
    }
    text = "\n".join(filter(None, (clean_text(asked.text), stays)))
    taken = Taken(step=StepKind.CALL_BACK, text=text, person=row.caller_back, payload=payload, happened_at=at)
    return take(desk, matter, taken)


def _called(desk: Desk, matter: Matter, number: int | None) -> HotlineCall | None:
    if number is None:
        return None
    call = desk.session.get(HotlineCall, number)
    if call is None or call.matter_id != matter.id:
        raise Refusal("hotline.call_back.caller", field="call_id", number=matter.number)
    return call


def _next(desk: Desk, matter: Matter, asked: CallBack, at: datetime) -> datetime | None:
    """When somebody who was not reached is tried again; None where that was the last try that the rule asks for."""
    if asked.reached:
        return None
    book, zone = rule_book(desk.session), zone_of(desk)
    most = book.number(_TRIES, matter.received_at.astimezone(zone).date())
    tried = len(call_backs_of(desk.session, matter.id, since=matter.closed_at)) + 1
    if tried >= most:
        return None
    return asked.next_at or next_try(book, at, zone)


def _redo(desk: Desk, matter: Matter, case: HotlineCase, said: str) -> None:
    """重办: the lead has it in hand again, the caller is owed another reply, and the limit to close begins anew."""
    lead = lead_of(desk, matter.id)
    if lead is not None:
        lead.state, lead.answered_at = Progress.SIGNED.value, None
        lead.reason = kept(desk, matter, said)
    case.redone += 1
    case.result = ""
    with reindexing_case(desk.session, matter.id):
        case.answer, case.replied_at, case.replied_by = "", None, ""
    matter.closed_at, matter.outcome = None, ""
    desk.session.flush()
    held = held_of(desk, matter.id)
    matter.state = (state_of_units(held) if held else State.RECEIVED).value
