"""Passing on: one transaction and one entry for each recipient told, so that the list proves itself."""

from __future__ import annotations

from typing import Any

from dutyroom.actions.clocks import nearest_due
from dutyroom.actions.incident_sending import reports_told
from dutyroom.actions.steps import matter_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.relays import lines_to_change, next_relay_serial
from dutyroom.data.queries.shifts import running_shift_id
from dutyroom.data.tables import IncidentReport, Matter, OpenItem, Relay, RelayLine
from dutyroom.rules.entry import Kind, clean_text
from dutyroom.rules.matter import Duty
from dutyroom.rules.matter_clock import BY_HAND
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import (
    RELAY_WORDS,
    WAITED_FOR,
    AddRecipients,
    EndRelay,
    LineState,
    NotReached,
    Recipient,
    RelayState,
    StartRelay,
    TakeOff,
    Told,
    UrgeRecipients,
    check_recipients,
    check_relay,
    is_complete,
    relay_number,
    told_times,
    waiting_units,
)
from dutyroom.rules.wording import Worded

_WAITED_FOR_MOST = 60


def start_relay(
    desk: Desk, asked: StartRelay, *, purpose: str | None = None, report: IncidentReport | None = None
) -> int:
    """Begin passing on: the list stands, one open item runs until everybody has acknowledged; returns its id.

    ``purpose`` says what it proves beside that; ``report`` is the report upward that is sent by it.
    """
    check_relay(asked, now=desk.now)
    matter = matter_of(desk, asked.matter_id) if asked.matter_id is not None else None
    if matter is not None and matter.secrecy:
        raise Refusal("relay.secret", field="text", secrecy=matter.secrecy)
    year = desk.now.astimezone(office_settings(desk.session).zone).year
    serial = next_relay_serial(desk.session, year)
    relay = Relay(
        matter_id=asked.matter_id,
        year=year,
        serial=serial,
        number=relay_number(year, serial),
        title=clean_text(asked.title),
        text=clean_text(asked.text),
        began_at=desk.now,
        state=RelayState.RUNNING.value,
        purpose=purpose,
    )
    item = OpenItem(
        title=f"{relay.number} {relay.title}",
        entry_seq=desk.next_seq,
        opened_at=desk.now,
        due_at=asked.acknowledge_by,
        matter_id=asked.matter_id,
        duty=Duty.RELAY.value,
        rule_key=BY_HAND,
        start_event="relayed",
    )
    desk.session.add_all([relay, item])
    desk.session.flush()
    relay.item_id = item.id
    if report is not None:
        report.relay_id = relay.id
    _add_lines(desk, relay, asked.recipients, 0)
    _settle(desk, relay)
    _mind_matter(desk, matter)
    units = [recipient.unit for recipient in asked.recipients]
    payload = {"recipients": units, "acknowledge_by": asked.acknowledge_by, "matter": asked.matter_id}
    _entry(desk, "relay.started", relay, relay.text, payload=payload)
    return relay.id


def tell(desk: Desk, asked: Told) -> int:
    """A recipient was told; the entry says who took it, when, by what, and whether it was read back."""
    relay, line = _running(desk, asked.line_id)
    person = clean_text(asked.taken_by)
    if asked.acknowledged and not person:
        raise Refusal("relay.taken_by.empty", field="taken_by", unit=line.unit)
    times = told_times(asked, unit=line.unit, began_at=relay.began_at, sent_at=line.sent_at, now=desk.now)
    line.attempts += 1
    line.channel, line.taken_by, line.remark = asked.channel, person or line.taken_by, clean_text(asked.remark)
    line.read_back = asked.read_back or line.read_back
    line.sent_at, line.acknowledged_at = times.told_at, times.acknowledged_at
    line.state = LineState.ACKNOWLEDGED.value if asked.acknowledged else LineState.SENT.value
    _settle(desk, relay)
    payload: dict[str, Any] = {
        "channel": asked.channel,
        "read_back": line.read_back,
        "state": line.state,
        "attempts": line.attempts,
    }
    payload |= {"told_at": times.told_at, "acknowledged_at": times.acknowledged_at}
    at = times.acknowledged_at or times.told_at
    if relay.purpose and (met := reports_told(desk, relay, times.told_at or desk.now)):
        payload["reports_met"] = met
    return _entry(desk, "relay.told", relay, line.remark, line=line, happened_at=at, payload=payload)


def not_reached(desk: Desk, asked: NotReached) -> int:
    """Nobody answered at a recipient's; the attempt stands in the list and in the log."""
    relay, line = _running(desk, asked.line_id)
    line.attempts += 1
    line.urged_at = desk.now
    line.channel, line.remark = asked.channel or line.channel, clean_text(asked.remark)
    return _entry(desk, "relay.not_reached", relay, line.remark, line=line, payload={"attempts": line.attempts})


def urge_recipients(desk: Desk, asked: UrgeRecipients) -> int:
    """Urge those who have not acknowledged, one entry each; returns how many it were."""
    relay = _relay(desk, asked.relay_id)
    _refuse_over(relay)
    waiting = [line for line in lines_to_change(desk.session, relay.id) if line.state in WAITED_FOR]
    urged = [line for line in waiting if line.id in asked.line_ids]
    if not urged:
        raise Refusal("matter.urge.nobody")
    remark = clean_text(asked.remark)
    for line in urged:
        line.attempts, line.urged_at = line.attempts + 1, desk.now
        _entry(desk, "relay.urged", relay, remark, line=line, payload={"attempts": line.attempts})
    return len(urged)


def add_recipients(desk: Desk, asked: AddRecipients) -> int:
    """Put further recipients on the list."""
    relay = _relay(desk, asked.relay_id)
    _refuse_over(relay)
    lines = lines_to_change(desk.session, relay.id)
    check_recipients(asked.recipients, [line.unit for line in lines if line.state != LineState.WITHDRAWN])
    _add_lines(desk, relay, asked.recipients, len(lines))
    _settle(desk, relay)
    names = "、".join(recipient.unit for recipient in asked.recipients)
    return _entry(desk, "relay.widened", relay, names)


def take_off(desk: Desk, asked: TakeOff) -> int:
    """A recipient need not be told after all."""
    relay, line = _running(desk, asked.line_id)
    reason = _reason(asked.reason)
    line.state, line.remark = LineState.WITHDRAWN.value, reason
    _settle(desk, relay)
    return _entry(desk, "relay.narrowed", relay, reason, line=line)


def end_relay(desk: Desk, asked: EndRelay) -> int:
    """End it although somebody has not acknowledged, or make it void."""
    relay = _relay(desk, asked.relay_id)
    _refuse_over(relay)
    reason = _reason(asked.reason)
    relay.state = RelayState.VOID.value if asked.void else RelayState.DONE.value
    relay.void_reason = reason
    left = waiting_units(lines_to_change(desk.session, relay.id))
    _close_item(desk, relay, reason, stopped=True)
    event = "relay.voided" if asked.void else "relay.ended"
    return _entry(desk, event, relay, reason, payload={"not_acknowledged": left})


def _relay(desk: Desk, number: int) -> Relay:
    relay = desk.session.get(Relay, number)
    if relay is None:
        raise Refusal("relay.unknown")
    return relay


def _refuse_over(relay: Relay) -> None:
    if relay.state != RelayState.RUNNING:
        raise Refusal("relay.over", number=relay.number, state=Worded(RELAY_WORDS[relay.state]))


def _running(desk: Desk, line_id: int) -> tuple[Relay, RelayLine]:
    line = desk.session.get(RelayLine, line_id)
    if line is None:
        raise Refusal("relay.unknown")
    if line.state == LineState.WITHDRAWN:
        raise Refusal("relay.line.withdrawn", unit=line.unit)
    if line.state == LineState.ACKNOWLEDGED:
        raise Refusal("relay.line.done", unit=line.unit)
    relay = _relay(desk, line.relay_id)
    _refuse_over(relay)
    return relay, line


def _reason(text: str) -> str:
    reason = clean_text(text)
    if not reason:
        raise Refusal("relay.reason.empty", field="reason")
    return reason


def _add_lines(desk: Desk, relay: Relay, recipients: tuple[Recipient, ...], first: int) -> None:
    desk.session.add_all(
        RelayLine(
            relay_id=relay.id,
            unit_id=recipient.unit_id,
            unit=clean_text(recipient.unit),
            position=first + place,
            phone=clean_text(recipient.phone),
            state=LineState.WAITING.value,
        )
        for place, recipient in enumerate(recipients)
    )
    desk.session.flush()


def _settle(desk: Desk, relay: Relay) -> None:
    """The open item names who is still waited for; it is done when nobody is."""
    lines = lines_to_change(desk.session, relay.id)
    if is_complete(lines):
        relay.state = RelayState.DONE.value
        _close_item(desk, relay, relay.number, stopped=False)
        return
    item = desk.session.get_one(OpenItem, relay.item_id)
    names = "、".join(waiting_units(lines))
    item.waiting_for = names if len(names) <= _WAITED_FOR_MOST else names[: _WAITED_FOR_MOST - 1] + "…"


def _close_item(desk: Desk, relay: Relay, outcome: str, *, stopped: bool) -> None:
    item = desk.session.get_one(OpenItem, relay.item_id)
    item.state, item.closed_at = "stopped" if stopped else "closed", desk.now
    item.outcome, item.put_off_until = outcome, None
    if relay.matter_id is not None:
        desk.session.flush()
        _mind_matter(desk, desk.session.get(Matter, relay.matter_id))


def _mind_matter(desk: Desk, matter: Matter | None) -> None:
    if matter is not None:
        desk.session.flush()
        matter.due_at = nearest_due(desk, matter.id)


def _entry(
    desk: Desk,
    happened: str,
    relay: Relay,
    text: str,
    *,
    line: RelayLine | None = None,
    happened_at: Any = None,
    payload: dict[str, Any] | None = None,
) -> int:
    words = f"{relay.number} {relay.title}"
    return desk.journal(
        happened,
        text=f"{words}\n{text}" if text else words,
        kind=Kind.CALL_OUT if line is not None else Kind.STEP,
        happened_at=happened_at,
        shift_id=running_shift_id(desk.session),
        record=("relay", relay.id),
        unit=line.unit if line else None,
        person=(line.taken_by or None) if line else None,
        phone=(line.phone or None) if line else None,
        payload=payload,
    )
