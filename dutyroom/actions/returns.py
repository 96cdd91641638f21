"""Asking for returns and taking them in: who has answered, who was urged, who was excused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from dutyroom.actions.clocks import nearest_due
from dutyroom.actions.steps import matter_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.returns import answer_of, answers_of_call, next_call_serial, off_since, units_of_call
from dutyroom.data.queries.shifts import running_shift_id
from dutyroom.data.tables import OpenItem, ReturnsAnswer, ReturnsCall, ReturnsUnit
from dutyroom.rules.entry import Kind, clean_text
from dutyroom.rules.matter import Duty
from dutyroom.rules.matter_clock import BY_HAND
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import RELAY_WORDS, Recipient, check_recipients
from dutyroom.rules.returns import (
    NOT_ASKED,
    AnswerReturn,
    CallState,
    EndReturns,
    ExcuseReturn,
    StartReturns,
    UrgeReturn,
    UrgeRound,
    check_returns,
    next_round,
    read_times,
    returns_number,
    rounds,
    unanswered,
    written_times,
)
from dutyroom.rules.wording import Worded

_EVER: Final = datetime.min.replace(tzinfo=UTC)


def start_returns(desk: Desk, asked: StartReturns) -> int:
    """Ask for returns; one open item runs along with the rounds; returns the call's id."""
    zone = office_settings(desk.session).zone
    check_returns(asked, now=desk.now, zone=zone)
    check_recipients(asked.units)
    if asked.matter_id is not None:
        matter_of(desk, asked.matter_id)
    year = desk.now.astimezone(zone).year
    serial = next_call_serial(desk.session, year)
    call = ReturnsCall(
        matter_id=asked.matter_id,
        year=year,
        serial=serial,
        number=returns_number(year, serial),
        title=clean_text(asked.title),
        asked=clean_text(asked.asked),
        first_on=asked.first_on,
        last_on=asked.last_on,
        times=written_times(asked.times),
        nil_asked=asked.nil_asked,
        began_at=desk.now,
        state=CallState.RUNNING.value,
    )
    desk.session.add(call)
    item = _item(desk, call)
    desk.session.flush()
    call.item_id = item.id
    _add_units(desk, call, asked.units, 0)
    _settle(desk, call)
    payload = {"units": [unit.unit for unit in asked.units], "times": call.times, "nil": call.nil_asked}
    payload |= {"first_on": call.first_on.isoformat(), "last_on": call.last_on.isoformat()}
    _entry(desk, "returns.started", call, call.asked, payload=payload)
    return call.id


def answer_return(desk: Desk, asked: AnswerReturn) -> int:
    """A unit reports for a round; nothing to report is an answer too where the call allows it."""
    call, unit, answer = _round(desk, asked.returns_unit_id, asked.due_at)
    text = clean_text(asked.text)
    if asked.is_nil and not call.nil_asked:
        raise Refusal("returns.nil.not_asked", field="is_nil")
    if not (asked.is_nil or text):
        raise Refusal("returns.text.empty", field="text", unit=unit.unit)
    if answer.answered_at is not None and not asked.again:
        raise Refusal("returns.answered", field="text", unit=unit.unit, time=answer.answered_at)
    at = asked.answered_at or desk.now
    if at > desk.now + timedelta(minutes=1):
        raise Refusal("returns.time.future", field="answered_at", time=at)
    answer.answered_at, answer.is_nil, answer.text = at, asked.is_nil, text
    answer.person, answer.excuse = clean_text(asked.person), ""
    _settle(desk, call)
    payload = {"due_at": asked.due_at, "late": at > asked.due_at, "nil": asked.is_nil, "again": asked.again}
    return _entry(desk, "returns.answered", call, text, unit=unit, person=answer.person, at=at, payload=payload)


def urge_return(desk: Desk, asked: UrgeReturn) -> int:
    """A unit was urged for a round."""
    call, unit, answer = _round(desk, asked.returns_unit_id, asked.due_at)
    answer.urged_count, answer.urged_at = answer.urged_count + 1, desk.now
    payload = {"due_at": asked.due_at, "count": answer.urged_count}
    return _entry(desk, "returns.urged", call, clean_text(asked.remark), unit=unit, payload=payload)


def urge_round(desk: Desk, asked: UrgeRound) -> int:
    """Urge all units that have not answered a round, one entry each; returns how many it were."""
    call = _running(desk, asked.call_id)
    units = [unit.id for unit in units_of_call(desk.session, call.id) if unit.active]
    missing = unanswered(units, answers_of_call(desk.session, call.id), asked.due_at)
    if not missing:
        raise Refusal("matter.urge.nobody")
    for unit_id in missing:
        urge_return(desk, UrgeReturn(returns_unit_id=unit_id, due_at=asked.due_at, remark=asked.remark))
    return len(missing)


def excuse_return(desk: Desk, asked: ExcuseReturn) -> int:
    """No answer of this unit is waited for in this round, and why."""
    call, unit, answer = _round(desk, asked.returns_unit_id, asked.due_at)
    answer.excuse = _reason(asked.reason)
    _settle(desk, call)
    return _entry(desk, "returns.excused", call, answer.excuse, unit=unit, payload={"due_at": asked.due_at})


def add_returns_units(desk: Desk, call_id: int, units: Sequence[Recipient]) -> int:
    """Further units must report from now on; rounds before now are not asked of them.

    One that was taken off is asked again with what it reported; only the rounds in between are not asked of it. A call
    that was complete without it is under way again.
    """
    call = desk.session.get(ReturnsCall, call_id)
    if call is None:
        raise Refusal("returns.unknown")
    former = units_of_call(desk.session, call.id)
    off = {unit.unit: unit for unit in former if not unit.active}
    again = [off[name] for name in (clean_text(unit.unit) for unit in units) if name in off]
    if not (again and call.state == CallState.DONE and not call.void_reason):
        call = _running(desk, call_id)
    check_recipients(tuple(units), [unit.unit for unit in former if unit.active])
    since = {unit.id: off_since(desk.session, unit.id) or call.began_at for unit in again}
    for unit in again:
        unit.active = True
    fresh = [unit for unit in units if clean_text(unit.unit) not in off]
    since |= dict.fromkeys((unit.id for unit in _add_units(desk, call, fresh, len(former))), _EVER)
    _not_asked(desk, call, since)
    _settle(desk, call)
    return _entry(desk, "returns.widened", call, "、".join(unit.unit for unit in units))


def drop_returns_unit(desk: Desk, returns_unit_id: int, reason: str) -> int:
    """A unit need not report any more; what it reported stays."""
    unit = desk.session.get(ReturnsUnit, returns_unit_id)
    if unit is None or not unit.active:
        raise Refusal("returns.unknown")
    call = _running(desk, unit.call_id)
    said = _reason(reason)
    unit.active = False
    _settle(desk, call)
    return _entry(desk, "returns.narrowed", call, said, unit=unit)


def end_returns(desk: Desk, asked: EndReturns) -> int:
    """End the call early, or make it void."""
    call = _running(desk, asked.call_id)
    call.void_reason = _reason(asked.reason)
    call.state = CallState.VOID.value if asked.void else CallState.DONE.value
    _close_item(desk, call, call.void_reason, stopped=True)
    return _entry(desk, "returns.voided" if asked.void else "returns.ended", call, call.void_reason)


def _item(desk: Desk, call: ReturnsCall) -> OpenItem:
    item = OpenItem(
        title=f"{call.number} {call.title}",
        entry_seq=desk.next_seq,
        opened_at=desk.now,
        matter_id=call.matter_id,
        duty=Duty.RETURNS.value,
        rule_key=BY_HAND,
        start_event="returns",
    )
    desk.session.add(item)
    return item


def _running(desk: Desk, number: int) -> ReturnsCall:
    call = desk.session.get(ReturnsCall, number)
    if call is None:
        raise Refusal("returns.unknown")
    if call.state != CallState.RUNNING:
        raise Refusal("returns.over", number=call.number, state=Worded(RELAY_WORDS[call.state]))
    return call


def _round(desk: Desk, unit_id: int, due_at: datetime) -> tuple[ReturnsCall, ReturnsUnit, ReturnsAnswer]:
    """The call, the unit, and the row of its round, made where it is the first thing known of it."""
    unit = desk.session.get(ReturnsUnit, unit_id)
    if unit is None or not unit.active:
        raise Refusal("returns.unknown")
    call = _running(desk, unit.call_id)
    if due_at not in _rounds(desk, call):
        raise Refusal("returns.round.unknown", field="due_at", due=due_at)
    answer = answer_of(desk.session, unit_id, due_at)
    if answer is None:
        answer = ReturnsAnswer(returns_unit_id=unit_id, due_at=due_at, urged_count=0, excuse="", text="", person="")
        desk.session.add(answer)
    return call, unit, answer


def _rounds(desk: Desk, call: ReturnsCall) -> list[datetime]:
    zone = office_settings(desk.session).zone
    return rounds(call.first_on, call.last_on, read_times(call.times), zone)


def _reason(text: str) -> str:
    reason = clean_text(text)
    if not reason:
        raise Refusal("returns.reason.empty", field="reason")
    return reason


def _add_units(desk: Desk, call: ReturnsCall, units: Sequence[Recipient], first: int) -> list[ReturnsUnit]:
    added = [
        ReturnsUnit(
            call_id=call.id,
            unit_id=unit.unit_id,
            unit=clean_text(unit.unit),
            position=first + place,
            phone=clean_text(unit.phone),
        )
        for place, unit in enumerate(units)
    ]
    desk.session.add_all(added)
    desk.session.flush()
    return added


def _not_asked(desk: Desk, call: ReturnsCall, since: Mapping[int, datetime]) -> None:
    """The rounds that were over while a unit was not asked are no rounds of its own."""
    answers = answers_of_call(desk.session, call.id)
    for unit_id, off_at in since.items():
        for due_at in (at for at in _rounds(desk, call) if off_at <= at < desk.now):
            if (unit_id, due_at) not in answers:
                desk.session.add(ReturnsAnswer(returns_unit_id=unit_id, due_at=due_at, excuse=NOT_ASKED))


def _settle(desk: Desk, call: ReturnsCall) -> None:
    """The open item runs to the earliest round that is not complete; when all is in, the call is done."""
    desk.session.flush()
    units = [unit for unit in units_of_call(desk.session, call.id) if unit.active]
    answers = answers_of_call(desk.session, call.id)
    due_at = next_round(_rounds(desk, call), [unit.id for unit in units], answers)
    if due_at is None:
        call.state = CallState.DONE.value
        _close_item(desk, call, call.number, stopped=False)
        return
    item = desk.session.get_one(OpenItem, call.item_id)
    if call.state == CallState.DONE:
        call.state, item.state, item.closed_at, item.outcome = CallState.RUNNING.value, "open", None, ""
    if item.due_at != due_at:
        item.due_at, item.put_off_until = due_at, None
    _mind_matter(desk, call)


def _close_item(desk: Desk, call: ReturnsCall, outcome: str, *, stopped: bool) -> None:
    item = desk.session.get_one(OpenItem, call.item_id)
    item.state, item.closed_at = "stopped" if stopped else "closed", desk.now
    item.outcome, item.put_off_until = outcome, None
    _mind_matter(desk, call)


def _mind_matter(desk: Desk, call: ReturnsCall) -> None:
    if call.matter_id is not None:
        desk.session.flush()
        matter = matter_of(desk, call.matter_id)
        matter.due_at = nearest_due(desk, matter.id)


def _entry(
    desk: Desk,
    happened: str,
    call: ReturnsCall,
    text: str,
    *,
    unit: ReturnsUnit | None = None,
    person: str = "",
    at: datetime | None = None,
    payload: dict[str, Any] | None = None,
) -> int:
    words = f"{call.number} {call.title}"
    kinds = {"returns.answered": Kind.REPORT, "returns.urged": Kind.CALL_OUT}
    return desk.journal(
        happened,
        text=f"{words}\n{text}" if text else words,
        kind=kinds.get(happened, Kind.STEP),
        happened_at=at,
        shift_id=running_shift_id(desk.session),
        record=("returns_call", call.id),
        unit=unit.unit if unit else None,
        person=person or None,
        phone=(unit.phone or None) if unit else None,
        payload=payload,
    )
