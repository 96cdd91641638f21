"""The call sheet: what is refused and how, titles made of what is wanted, numbers in any writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.hotline import Channel, Demand, Refused
from dutyroom.rules.hotline_sheet import (
    NO_TURN,
    TITLE_MADE,
    FurtherCall,
    TakeCall,
    check_call,
    check_caller_number,
    check_further,
    check_refused,
    check_transfer,
    looks_like_case,
    made_title,
)
from dutyroom.rules.phone import normal_phone
from dutyroom.rules.refusal import Refusal

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CALL = TakeCall(demand=Demand.COMPLAINT, text="嵩山路路灯不亮", phone="13800138000")
TAKERS = ("110", "119", "供水")


def refused(call: TakeCall) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as found:
        check_call(call, now=NOW)
    return found.value.code, found.value.field


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"text": " \n "}, "hotline.empty", "text"),
        ({"demand": ""}, "hotline.demand.empty", "demand"),
        ({"demand": "anger"}, "hotline.demand.unknown", "demand"),
        ({"channel": "pigeon"}, "hotline.channel.unknown", "channel"),
        ({"sex": "x"}, "hotline.sex.unknown", "sex"),
        ({"title": "长" * 501}, "matter.title.long", "title"),
        ({"code": "0101"}, "hotline.code.digits", "code"),
        ({"code": "０１０１０１"}, "hotline.code.digits", "code"),
        ({"phone": "没有"}, "number.no_digit", "phone"),
        ({"second": "12"}, "number.short", "second"),
        ({"phone": "202611270123"}, "hotline.phone.case", "phone"),
        ({"second": "热〔2026〕12号"}, "hotline.phone.case", "second"),
        ({"phone": ""}, "hotline.phone.none", "phone"),
        ({"received_at": NOW + timedelta(minutes=2)}, "matter.received.future", "received_at"),
        ({"event_at": NOW + timedelta(minutes=2)}, "hotline.event.after", "event_at"),
        ({"is_direct": True}, "hotline.answer.empty", "answer"),
        ({"knowledge_id": 3}, "hotline.answer.empty", "answer"),
        ({"answer": "周末照常办理", "refused": Refused.COURT}, "hotline.ends.several", "answer"),
        ({"answer": "已转", "transfer_to": "110"}, "hotline.ends.several", "answer"),
        ({"refused": "bored"}, "hotline.refused.unknown", "refused"),
        ({"refused": Refused.COURT}, "hotline.turn_to.empty", "turn_to"),
        ({"subtype": "dragon"}, "incident.subtype.unknown", "subtype"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(wrong, code, field):
    assert refused(replace(CALL, **wrong)) == (code, field)


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"text": "", "title": "路灯不亮"},
        {"text": "又来了！" * 500},
        {"phone": "", "wants_reply": False},
        {"phone": "", "channel": Channel.MAILBOX},
        {"phone": "", "answer": "周末照常办理"},
        {"refused": Refused.COURT, "turn_to": "市中级人民法院"},
        {"transfer_to": "110", "phone": ""},
        {"received_at": NOW - timedelta(days=3), "event_at": NOW - timedelta(days=4)},
        {"code": "010101"},
    ],
)
def test_what_can_be_is_taken(right):
    check_call(replace(CALL, **right), now=NOW)


@pytest.mark.parametrize(
    "phone",
    [
        "13800138000",
        "+86 138 0013 8000",
        "(86)138-0013-8000",
        "１３８００１３８０００",
        "0371-67181234转8001",
        "（0371）67181234",
        "6718 1234",
        "0086 371 67181234",
        "+1 415 555 0100",
        "400-800-1234",
        "12345",
        "037167181234",
        "020-66668888",
    ],
)
def test_a_number_in_any_writing_is_a_number(phone):
    check_caller_number(phone)
    assert normal_phone(phone)


@given(
    day=st.dates(date(2000, 1, 1), date(2039, 12, 31)),
    serial=st.integers(0, 9999),
    blanks=st.booleans(),
)
def test_the_case_numbers_of_other_systems_are_told_from_telephones(day, serial, blanks):
    written = f"{day:%Y%m%d}{' ' * blanks}{serial:04d}"
    assert looks_like_case(written)
    with pytest.raises(Refusal) as found:
        check_caller_number(written)
    assert found.value.code == "hotline.phone.case"


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True) | st.from_regex(r"0371[5-8][0-9]{7}", fullmatch=True))
def test_no_telephone_of_the_city_looks_like_a_case(phone):
    assert not looks_like_case(phone)
    check_caller_number(phone)


@given(st.text())
def test_a_made_title_is_one_short_line_of_what_was_said(text):
    title = made_title(text)
    assert len(title) <= TITLE_MADE
    assert "\n" not in title


def test_a_made_title_is_the_first_sentence():
    assert made_title("嵩山路路灯不亮。已经三天了") == "嵩山路路灯不亮"
    assert made_title("。！\n\n路灯 不亮") == "路灯 不亮"
    assert made_title("长" * 40) == "长" * 29 + "…"


@pytest.mark.parametrize("reason", list(Refused))
def test_where_there_is_somebody_to_turn_to_it_is_said(reason):
    check_refused(reason, "市信访局")
    if reason in NO_TURN:
        check_refused(reason, "")
    else:
        with pytest.raises(Refusal):
            check_refused(reason, " ")


def test_a_call_is_transferred_to_those_whom_the_rule_names():
    check_transfer("119", TAKERS)
    for to, code in (("", "hotline.transfer.empty"), ("12315", "hotline.transfer.unknown")):
        with pytest.raises(Refusal) as found:
            check_transfer(to, TAKERS)
        assert (found.value.code, found.value.facts["known"]) == (code, "110、119、供水")


def test_a_further_call_says_something():
    check_further(FurtherCall(id=1, text="还没修"))
    check_further(FurtherCall(id=1, phone="13800138000"))
    for wrong, code in (
        (FurtherCall(id=1, text=" "), "hotline.further.empty"),
        (FurtherCall(id=1, text="还没修", phone="202611270123"), "hotline.phone.case"),
        (FurtherCall(id=1, text="还没修", channel="pigeon"), "hotline.channel.unknown"),
    ):
        with pytest.raises(Refusal) as found:
            check_further(wrong)
        assert found.value.code == code
