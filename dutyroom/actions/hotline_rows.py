"""The rows of a case of the mayor's telephone: what of a sheet goes where, masked wherever everybody reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.actions.clocks import rename_clocks, start_clock
from dutyroom.data.desk import Desk
from dutyroom.data.queries.hotline_callers import knows_class, numbered_outside
from dutyroom.data.queries.hotline_private import Callers, callers_of
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import HotlineCase, Matter
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline import AT_ONCE, CHANNEL_ZH, DEMAND_ZH, Channel, Demand
from dutyroom.rules.hotline_clocks import first_clocks
from dutyroom.rules.hotline_privacy import (
    WITHHELD,
    masked_address,
    masked_name,
    masked_phone,
    masked_text,
    without_caller,
)
from dutyroom.rules.hotline_sheet import FurtherCall, TakeCall, made_title
from dutyroom.rules.matter import Duty, MatterKind, State, matter_number
from dutyroom.rules.matter_clock import ClockStart
from dutyroom.rules.phone import normal_phone, plain
from dutyroom.rules.refusal import Refusal

TRANSFER: Final = "hotline.transfer"
"""The rule that names those who take calls at once."""
_RESPOND: Final = "hotline.respond."
_OF_CHANNELS: Final = frozenset({"sms", "mailbox"})
"""Limits that go by the channel, not by a kind of at once."""


def case_of(desk: Desk, number: int) -> HotlineCase:
    """The case of this id; refused where there is none."""
    row = desk.session.get(HotlineCase, number)
    if row is None:
        raise Refusal("matter.unknown", id=number)
    return row


def zone_of(desk: Desk) -> ZoneInfo:
    """The office's time zone."""
    return office_settings(desk.session).zone


def takers_at_once(desk: Desk) -> tuple[str, ...]:
    """Those who take calls at once, by the rule of today."""
    return rule_book(desk.session).words(TRANSFER, desk.now.astimezone(zone_of(desk)).date())


def check_known(desk: Desk, call: TakeCall, received: datetime, *, outside: str = "") -> None:
    """Refuse a class, a kind of at once and a number of another system that the store knows better.

    ``outside`` is the number that the case has already.
    """
    if call.code and not knows_class(desk.session, call.code):
        raise Refusal("hotline.code.unknown", field="code", given=call.code)
    day = received.astimezone(zone_of(desk)).date()
    if call.sub and (call.sub in _OF_CHANNELS or rule_book(desk.session).rule(f"{_RESPOND}{call.sub}", day) is None):
        raise Refusal("hotline.sub.unknown", field="sub", sub=call.sub)
    given = clean_text(call.outside_number)
    taken = numbered_outside(desk.session, given) if given and given != outside else ""
    if taken:
        raise Refusal("hotline.outside.twice", field="outside_number", outside=given, number=taken)


def matter_row(call: TakeCall, received: datetime, year: int, serial: int) -> Matter:
    """The matter of a new case: no name, number or address in its title, and nobody as its source."""
    full = full_title(call)
    return Matter(
        kind=MatterKind.HOTLINE.value,
        year=year,
        serial=serial,
        number=matter_number(MatterKind.HOTLINE, year, serial),
        title=masked_text(full, *callers_in(call)),
        urgency=AT_ONCE if call.sub else "",
        state=State.RECEIVED.value,
        received_at=received,
    )


def case_row(matter: Matter, call: TakeCall) -> HotlineCase:
    """What is wanted, as it was said."""
    return HotlineCase(
        id=matter.id, **case_values(call), full_title=kept_title(matter, call), knowledge_id=call.knowledge_id
    )


def case_values(call: TakeCall) -> dict[str, Any]:
    """The columns of a case that a sheet fills."""
    return {
        "channel": call.channel,
        "demand": call.demand,
        "code": call.code,
        "area": clean_text(call.area),
        "area_id": call.area_id,
        "street": without_caller(clean_text(call.street), *callers_in(call)),
        "place": clean_text(call.place),
        "event_at": call.event_at,
        "text": clean_text(call.text),
        "sub": call.sub,
        "is_complex": call.is_complex,
        "outside_number": clean_text(call.outside_number),
    }


def call_values(call: TakeCall | FurtherCall) -> dict[str, Any]:
    """The columns of a call that tell who called."""
    phone, second = plain(clean_text(call.phone)), plain(clean_text(call.second))
    return {
        "channel": call.channel,
        "operator": clean_text(call.operator),
        "name": " ".join(clean_text(call.name).split()),
        "sex": call.sex,
        "phone": phone,
        "phone_key": normal_phone(phone),
        "second": second,
        "second_key": normal_phone(second),
        "address": clean_text(call.address),
        "is_secret": call.is_secret,
        "wants_reply": call.wants_reply,
    }


def full_title(call: TakeCall) -> str:
    """The title as it was typed, or made of what is wanted."""
    return " ".join(clean_text(call.title).split()) or made_title(call.text)


def kept_title(matter: Matter, call: TakeCall) -> str:
    """The title as it was typed where the shown one hides something of it."""
    full = full_title(call)
    return full if full != matter.title else ""


def callers_in(call: TakeCall | FurtherCall) -> Callers:
    """Whom a sheet names, for hiding them in its other fields."""
    values = call_values(call)
    return Callers((values["name"],), (values["address"],), (values["phone"], values["second"]))


def masked_call(call: TakeCall | FurtherCall) -> dict[str, Any]:
    """Who called as the journal keeps it: masked, and of a caller who asked for secrecy nothing."""
    values = call_values(call)
    named = any(values[name] for name in ("name", "phone", "second", "address"))
    said: dict[str, Any] = {"channel": call.channel, "operator": values["operator"]}
    if call.is_secret:
        said |= {"secret": True, "name": WITHHELD if named else ""}
    else:
        said |= {
            "name": masked_name(values["name"]),
            "phone": masked_phone(values["phone"]),
            "second": masked_phone(values["second"]),
            "address": masked_address(values["address"]),
        }
    return {name: value for name, value in {**said, "wants_reply": call.wants_reply}.items() if value != ""}


def case_payload(call: TakeCall) -> dict[str, Any]:
    """What the journal keeps of a case beside its title; what was said stands in the case alone."""
    who = callers_in(call)
    said = {
        "demand": call.demand,
        "code": call.code,
        "area": clean_text(call.area),
        "street": without_caller(clean_text(call.street), *who),
        "place": masked_text(clean_text(call.place), *who),
        "sub": call.sub,
        "outside_number": clean_text(call.outside_number),
        "event_at": call.event_at.isoformat() if call.event_at else "",
        "complex": call.is_complex,
    }
    return {name: value for name, value in said.items() if value not in ("", False)}


def begin_clocks(desk: Desk, matter: Matter, row: HotlineCase, *, wants_reply: bool) -> list[list[Any]]:
    """Start the clocks that run from when the case came in; returns each duty with its due time, for the journal."""
    starts = clocks_of(desk, matter, row, wants_reply=wants_reply)
    for start in starts:
        start_clock(desk, matter, start)
    repeat_dues(row, starts)
    desk.session.flush()
    return [[start.duty.value, start.due_at] for start in starts]


def clocks_of(desk: Desk, matter: Matter, row: HotlineCase, *, wants_reply: bool) -> list[ClockStart]:
    """The clocks that the rules set for a case as it stands."""
    return first_clocks(
        rule_book(desk.session),
        demand=Demand(row.demand),
        channel=Channel(row.channel),
        sub=row.sub,
        is_complex=row.is_complex,
        wants_reply=wants_reply,
        received=matter.received_at,
        zone=zone_of(desk),
    )


def repeat_dues(row: HotlineCase, starts: Iterable[ClockStart]) -> None:
    """The case's own columns say when its clocks are due, so that millions are counted by them."""
    columns = {Duty.DISPATCH: "dispatch_due_at", Duty.RESPOND: "respond_due_at", Duty.CLOSE: "close_due_at"}
    for start in starts:
        if start.duty in columns:
            setattr(row, columns[start.duty], start.due_at)


def hide_again(desk: Desk, matter: Matter, row: HotlineCase) -> None:
    """The title, the outcome and the clocks' names hide those who called as they are known now."""
    desk.session.flush()
    who = callers_of(desk.session, matter.id)
    full, former = row.full_title or matter.title, matter.title
    matter.title = masked_text(full, *who)
    row.full_title = full if full != matter.title else ""
    matter.outcome = masked_text(matter.outcome, *who)
    row.turn_to = without_caller(row.turn_to, *who)
    row.street = without_caller(row.street, *who)
    if matter.title != former:
        rename_clocks(desk, matter, former)


def demand_zh(demand: str) -> str:
    """The kind of a demand as papers write it."""
    return DEMAND_ZH.get(demand, demand)


def channel_zh(channel: str) -> str:
    """The way it came as papers write it."""
    return CHANNEL_ZH.get(channel, channel)
