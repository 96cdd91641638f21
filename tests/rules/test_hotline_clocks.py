"""The clocks of a case: each on its own, by demand, channel and kind of at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.hotline import Card, Channel, Demand
from dutyroom.rules.hotline_clocks import (
    call_back_clock,
    card_at,
    card_due,
    close_clock,
    decide_return_clock,
    decide_time_clock,
    first_clocks,
    may_follow,
    may_return_until,
    next_try,
    respond_clock,
    sign_clock,
)
from dutyroom.rules.matter import Duty
from dutyroom.rules.rule_book import RuleBook

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Ten o'clock on a working day."""
SUBS = ("signal", "consumer", "water", "power", "gas", "heat", "transport", "danger")
INSTANTS = st.timedeltas(timedelta(days=-2000), timedelta(days=27)).map(lambda span: MONDAY + span)
DAYS = {Demand.CONSULT: 1}


def started(received: datetime = MONDAY, book: RuleBook | None = None, **named):
    usual = {
        "demand": Demand.HELP,
        "channel": Channel.PHONE,
        "sub": "",
        "is_complex": False,
        "wants_reply": True,
        "received": received,
        "zone": ZONE,
    }
    clocks = first_clocks(book or shipped_rules(), **{**usual, **named})
    assert len({clock.duty for clock in clocks}) == len(clocks)
    return {clock.duty: clock for clock in clocks}


def local(at: datetime | None) -> str:
    assert at is not None
    return at.astimezone(ZONE).strftime("%m-%d %H:%M")


def test_an_ordinary_call_is_dispatched_in_five_minutes_and_closed_in_five_working_days():
    found = started()
    assert found.keys() == {Duty.DISPATCH, Duty.CLOSE, Duty.ANSWER_CALLER}
    assert found[Duty.DISPATCH].due_at == MONDAY + timedelta(minutes=5)
    assert local(found[Duty.CLOSE].due_at) == "11-30 18:00"
    assert found[Duty.CLOSE].rule_key == "hotline.close.help"
    assert found[Duty.CLOSE].source
    assert found[Duty.ANSWER_CALLER].due_at is None


def test_who_wants_no_reply_is_owed_none():
    assert Duty.ANSWER_CALLER not in started(wants_reply=False)


@pytest.mark.parametrize(
    ("channel", "sub", "span", "key"),
    [
        (Channel.PHONE, "signal", timedelta(minutes=30), "hotline.respond.signal"),
        (Channel.PHONE, "water", timedelta(hours=2), "hotline.respond.water"),
        (Channel.SMS, "", timedelta(minutes=3), "hotline.respond.sms"),
        (Channel.WECHAT, "", timedelta(minutes=3), "hotline.respond.sms"),
        (Channel.MAILBOX, "", timedelta(hours=24), "hotline.respond.mailbox"),
        (Channel.WEB, "gas", timedelta(hours=2), "hotline.respond.gas"),
        (Channel.SMS, "gas", timedelta(minutes=3), "hotline.respond.sms"),
    ],
)
def test_the_sooner_of_kind_and_channel_says_when_the_caller_is_contacted(channel, sub, span, key):
    clock = started(channel=channel, sub=sub)[Duty.RESPOND]
    assert (clock.due_at, clock.rule_key) == (MONDAY + span, key)


def test_an_ordinary_call_has_no_limit_for_the_first_answer():
    assert respond_clock(shipped_rules(), channel=Channel.PHONE, sub="", received=MONDAY, zone=ZONE) is None


def test_a_kind_of_at_once_without_a_rule_still_has_its_clock():
    clock = started(sub="lifts")[Duty.RESPOND]
    assert clock.due_at is None


@given(
    received=INSTANTS,
    demand=st.sampled_from(Demand),
    channel=st.sampled_from(Channel),
    sub=st.sampled_from(("", *SUBS)),
    is_complex=st.booleans(),
    wants_reply=st.booleans(),
)
def test_whatever_comes_in_each_duty_has_one_clock_that_ends_after_it_began(
    received, demand, channel, sub, is_complex, wants_reply
):
    book = shipped_rules()
    found = started(received, demand=demand, channel=channel, sub=sub, is_complex=is_complex, wants_reply=wants_reply)
    assert (Duty.ANSWER_CALLER in found) is wants_reply
    assert (Duty.RESPOND in found) is bool(
        sub or channel in (Channel.SMS, Channel.WECHAT, Channel.APP, Channel.MAILBOX, Channel.WEB)
    )
    assert all(clock.due_at is None or clock.due_at > received for clock in found.values())
    close = found[Duty.CLOSE].due_at
    assert close is not None
    day = close.astimezone(ZONE).date()
    assert book.holidays.is_workday(day)
    assert close.astimezone(ZONE).time() == book.hours(day).end
    begun = received.astimezone(ZONE).date()
    counted = sum(book.holidays.is_workday(begun + timedelta(days=n)) for n in range(1, (day - begun).days + 1))
    assert counted == (15 if is_complex else DAYS.get(demand, 5))
    assert found[Duty.CLOSE].unsure == tuple(
        sorted({year for year in found[Duty.CLOSE].unsure if year not in book.holidays.years})
    )


def test_a_year_without_its_holidays_is_named():
    late = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
    assert 2027 in close_clock(shipped_rules(), Demand.HELP, late, ZONE, is_complex=False).unsure


@given(start=INSTANTS)
def test_signing_deciding_and_calling_back_end_with_the_next_working_day(start):
    book = shipped_rules()
    dues = (
        sign_clock(book, start, ZONE).due_at,
        decide_return_clock(book, start, ZONE).due_at,
        decide_time_clock(book, start, ZONE).due_at,
        call_back_clock(book, start, ZONE).due_at,
        may_return_until(book, start, ZONE),
        next_try(book, start, ZONE),
    )
    day = book.holidays.add_workdays(start.astimezone(ZONE).date(), 1).day
    assert {at and at.astimezone(ZONE).date() for at in dues} == {day}


@given(close=INSTANTS, late=st.timedeltas(timedelta(days=-5), timedelta(days=30)), given_=st.sampled_from(("", *Card)))
def test_a_card_is_earned_once_in_its_order_and_never_taken_back(close, late, given_):
    book = shipped_rules()
    now = close + late
    yellow, red = (card_at(book, card, close, ZONE) for card in Card)
    assert yellow is not None
    assert red is not None
    assert close < yellow < red
    card = card_due(book, close_due=close, given=given_, now=now, zone=ZONE)
    if now <= yellow or given_ == Card.RED:
        assert card is None
    elif now > red:
        assert card is Card.RED
    else:
        assert card is (None if given_ else Card.YELLOW)
    assert card is None or may_follow(given_, card)


def test_what_has_no_limit_earns_no_card_and_red_is_never_followed():
    assert card_due(shipped_rules(), close_due=None, given="", now=MONDAY, zone=ZONE) is None
    assert not may_follow(Card.RED, Card.YELLOW)
    assert not may_follow(Card.RED, Card.RED)
    assert may_follow(Card.YELLOW, Card.RED)


def test_without_rules_nothing_is_due_and_nothing_fails():
    clocks = started(book=RuleBook.of((), shipped_rules().holidays), sub="gas")
    assert {clock.due_at for clock in clocks.values()} == {None}
    assert set(clocks) == {Duty.DISPATCH, Duty.CLOSE, Duty.RESPOND, Duty.ANSWER_CALLER}
