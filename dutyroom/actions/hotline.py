"""The mayor's telephone answered: a call taken, a further call, not accepted, transferred, made an incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from dutyroom.actions.attaching import attach_files
from dutyroom.actions.drafts import drop_draft
from dutyroom.actions.hotline_rows import (
    begin_clocks,
    call_values,
    case_of,
    case_payload,
    case_row,
    check_known,
    hide_again,
    masked_call,
    matter_row,
    takers_at_once,
    zone_of,
)
from dutyroom.actions.incident_reading import read_report
from dutyroom.actions.incidents import register_incident
from dutyroom.actions.linking import link_rows
from dutyroom.actions.matters import assign
from dutyroom.actions.steps import Taken, begun, take
from dutyroom.data.desk import Desk
from dutyroom.data.hotline_index import index_case, reindexing_case
from dutyroom.data.queries.hotline_callers import first_call_of
from dutyroom.data.queries.hotline_private import callers_of, hidden
from dutyroom.data.queries.matters import next_serial
from dutyroom.data.tables import HotlineCall, HotlineCase, Matter
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline import REFUSED_ZH, Result
from dutyroom.rules.hotline_privacy import WITHHELD, masked_name, masked_phone, masked_text, without_caller
from dutyroom.rules.hotline_sheet import (
    FurtherCall,
    RaiseIncident,
    RefuseCase,
    TakeCall,
    TransferCase,
    check_call,
    check_further,
    check_refused,
    check_transfer,
)
from dutyroom.rules.hotline_steps import Dispatch
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_facts import Story
from dutyroom.rules.incident_sheet import RegisterIncident, Told
from dutyroom.rules.matter import MatterKind, Relation, State, StepKind
from dutyroom.rules.matter_steps import Link
from dutyroom.rules.refusal import Refusal

SOURCE_ZH: Final = "市长电话"
"""From whom an incident comes that a caller reported, as every paper says it."""
_TO: Final = "→ "


def take_call(desk: Desk, asked: TakeCall) -> int:
    """Take down a call: number, case, caller and first clocks in one entry; returns the matter's id.

    What ends at once (answered, not accepted, transferred) is over in the same step and starts no clock; what is
    dispatched or made an incident at once has an entry for each of these steps besides.
    """
    check_call(asked, now=desk.now)
    if asked.transfer_to:
        check_transfer(asked.transfer_to, takers_at_once(desk))
    received = asked.received_at or desk.now
    check_known(desk, asked, received)
    matter, row = _rows(desk, asked, received)
    said = _end_at_once(desk, matter, row, asked)
    clocks = [] if matter.state != State.RECEIVED else begin_clocks(desk, matter, row, wants_reply=asked.wants_reply)
    attach_files(desk, matter, asked.attachments)
    if asked.draft_id:
        drop_draft(desk, asked.draft_id)
    payload: dict[str, Any] = {"case": case_payload(asked), "caller": masked_call(asked), "clocks": clocks}
    if matter.state != State.RECEIVED:
        payload["end"] = {"refused": row.refused, "turn_to": row.turn_to, "direct": row.is_direct}
    index_case(desk.session, matter.id)
    take(desk, matter, Taken(step=StepKind.RECEIVE, text=said, happened_at=received, payload=payload))
    if asked.units:
        assign(desk, Dispatch(id=matter.id, units=asked.units))
    if asked.raises:
        _raise(desk, matter, row, asked.subtype, "", None)
    return matter.id


def add_call(desk: Desk, asked: FurtherCall) -> int:
    """A further call for the same case: kept beside the first, and told to whoever has it in hand by one entry."""
    matter = begun(desk, asked, StepKind.CALLER)
    row = case_of(desk, asked.id)
    check_further(asked)
    said = clean_text(asked.text)
    with reindexing_case(desk.session, matter.id):
        desk.session.add(
            HotlineCall(
                matter_id=matter.id,
                called_at=asked.happened_at or desk.now,
                said=said,
                entry_seq=desk.next_seq,
                **call_values(asked),
            )
        )
        row.calls += 1
        hide_again(desk, matter, row)
    if asked.draft_id:
        drop_draft(desk, asked.draft_id)
    desk.touch(matter)
    payload = {"caller": masked_call(asked), "calls": row.calls}
    return take(desk, matter, Taken(step=StepKind.CALLER, text=said, happened_at=asked.happened_at, payload=payload))


def refuse_case(desk: Desk, asked: RefuseCase) -> int:
    """Not accepted after all (不予受理): the reason, and where the caller was told to turn to."""
    check_refused(asked.refused, asked.turn_to)
    matter = begun(desk, asked, StepKind.REFUSE)
    row = case_of(desk, asked.id)
    said = _said_lines(REFUSED_ZH[asked.refused], _to(asked.turn_to), clean_text(asked.text))
    who = callers_of(desk.session, matter.id)
    with reindexing_case(desk.session, matter.id):
        _refuse(row, asked.refused, without_caller(clean_text(asked.turn_to), *who))
        _over(matter, asked.happened_at or desk.now, masked_text(said, *who))
    payload = {"refused": row.refused, "turn_to": row.turn_to}
    return take(desk, matter, Taken(step=StepKind.REFUSE, text=said, happened_at=asked.happened_at, payload=payload))


def transfer_case(desk: Desk, asked: TransferCase) -> int:
    """To those who act at once (110, 119, 120, 122, water, power, gas, heat); opens the incident where asked."""
    check_transfer(asked.to, takers_at_once(desk))
    matter = begun(desk, asked, StepKind.TRANSFER)
    row = case_of(desk, asked.id)
    said = _said_lines(_to(asked.to), clean_text(asked.text))
    with reindexing_case(desk.session, matter.id):
        row.turn_to = asked.to
        _over(matter, asked.happened_at or desk.now, hidden(desk.session, matter.id, said))
    taken = Taken(
        step=StepKind.TRANSFER, text=said, person=asked.to, happened_at=asked.happened_at, payload={"to": asked.to}
    )
    entry = take(desk, matter, taken)
    if asked.raises:
        _raise(desk, matter, row, asked.subtype, "", asked.happened_at)
    return entry


def raise_incident(desk: Desk, asked: RaiseIncident) -> int:
    """Make an incident of an urgent case with nothing typed again, each linked to the other; returns the incident's id.

    The incident names the caller masked: who may see the number looks at the case, and that look is logged.
    """
    matter = begun(desk, asked, StepKind.RAISE)
    return _raise(desk, matter, case_of(desk, asked.id), asked.subtype, clean_text(asked.text), asked.happened_at)


def _rows(desk: Desk, asked: TakeCall, received: datetime) -> tuple[Matter, HotlineCase]:
    year = received.astimezone(zone_of(desk)).year
    matter = matter_row(asked, received, year, next_serial(desk.session, MatterKind.HOTLINE, year))
    desk.session.add(matter)
    desk.session.flush()
    row = case_row(matter, asked)
    call = HotlineCall(matter_id=matter.id, called_at=received, entry_seq=desk.next_seq, **call_values(asked))
    call.operator = call.operator or desk.author.name
    desk.session.add_all((row, call))
    desk.session.flush()
    return matter, row


def _end_at_once(desk: Desk, matter: Matter, row: HotlineCase, asked: TakeCall) -> str:
    """Where the call ends the case: its columns, and the words of the step; else nothing."""
    who = callers_of(desk.session, matter.id)
    if asked.at_once:
        said = clean_text(asked.answer)
        row.is_direct, row.answer, row.result = True, said, Result.EXPLAINED.value
        row.replied_at, row.replied_by = desk.now, desk.author.name
        matter.state = State.CLOSED.value
    elif asked.refused:
        said = _said_lines(REFUSED_ZH[asked.refused], _to(asked.turn_to))
        _refuse(row, asked.refused, without_caller(clean_text(asked.turn_to), *who))
        matter.state = State.REFUSED.value
    elif asked.transfer_to:
        said = _to(asked.transfer_to)
        row.turn_to, matter.state = asked.transfer_to, State.TRANSFERRED.value
    else:
        return ""
    _over(matter, desk.now, masked_text(said, *who))
    desk.session.flush()
    return said


def _refuse(row: HotlineCase, reason: str, turn_to: str) -> None:
    row.refused, row.turn_to, row.result = reason, turn_to, Result.REFUSED.value


def _over(matter: Matter, at: datetime, outcome: str) -> None:
    matter.outcome, matter.closed_at = outcome, at


def _to(whom: str) -> str:
    return f"{_TO}{clean_text(whom)}" if whom.strip() else ""


def _said_lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _raise(desk: Desk, matter: Matter, row: HotlineCase, subtype: str, said: str, happened_at: datetime | None) -> int:
    """The incident, the link and the step of the case: an entry for each of the two matters."""
    if row.incident_id is not None:
        former = desk.session.get(Matter, row.incident_id)
        raise Refusal("hotline.raised.already", field="step", number=former.number if former else row.incident_id)
    number = register_incident(desk, _incident_of(desk, matter, row, subtype))
    incident = desk.session.get_one(Matter, number)
    link_rows(desk, Link(id=number, other_id=matter.id, relation=Relation.GREW_OUT_OF))
    row.incident_id = number
    desk.touch(matter)
    text = _said_lines(f"↔ {incident.number} {incident.title}", said)
    payload = {"incident": number, "number": incident.number}
    take(desk, matter, Taken(step=StepKind.RAISE, text=text, happened_at=happened_at, payload=payload))
    return number


def _incident_of(desk: Desk, matter: Matter, row: HotlineCase, subtype: str) -> RegisterIncident:
    """What the sheet of an incident takes over: the facts that the text says, masked, and the caller as shown."""
    who = callers_of(desk.session, matter.id)
    text = masked_text(row.text or row.full_title or matter.title, *who)
    read = read_report(desk.session, text, matter.received_at, zone_of(desk))
    counted = {figure: getattr(read, figure.value) for figure in Figure}
    figures = {figure: found.value for figure, found in counted.items() if found is not None}
    name, phone = _reporter(first_call_of(desk.session, matter.id))
    return RegisterIncident(
        title=matter.title,
        subtype=subtype or (read.type.value if read.type else ""),
        event_at=row.event_at or (read.event_time.value if read.event_time else None),
        received_at=matter.received_at,
        area=row.area or (read.area.value if read.area else ""),
        area_id=row.area_id,
        place=masked_text(row.place, *who) or (read.place.value if read.place else "") or row.street,
        source=f"{SOURCE_ZH} {matter.number}",
        reporter=name,
        reporter_phone=phone,
        told=_told_in_place(row, read.place is not None, Told(figures=figures, story={Story.COURSE: text})),
    )


def _told_in_place(row: HotlineCase, found: bool, told: Told) -> Told:
    """Dead and hurt need a place: where the call names none, their number stays in the words alone."""
    return told if found or row.area or row.place or row.street else replace(told, figures={})


def _reporter(call: HotlineCall | None) -> tuple[str, str]:
    """The caller as everybody may read it: masked, and of one who asked for secrecy that somebody did."""
    if call is None:
        return "", ""
    if call.is_secret:
        return WITHHELD, ""
    return masked_name(call.name), masked_phone(call.phone)
