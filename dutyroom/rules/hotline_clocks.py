"""The clocks of a case of the mayor's telephone: each obligation on its own, by the rule that was in force that day.

Numbers: ``resources/rules/hotline.toml``, where each row names its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.hotline import Card, Channel
from dutyroom.rules.limits import due
from dutyroom.rules.matter import Duty, StepKind
from dutyroom.rules.matter_clock import BY_HAND, ClockStart, by_hand
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.supervision import clock_of_rule
from dutyroom.rules.wording import mark

RECEIVED: Final = "received"
DISPATCHED: Final = "dispatched"
OBJECTED: Final = "objected"
RETURNED: Final = "returned"
TIME_ASKED: Final = "time_asked"
CLOSED: Final = "closed"
NOT_REACHED: Final = "not_reached"
REDONE: Final = "redone"
REOPENED: Final = "reopened"
MERGED: Final = "merged"
"""Events that clocks begin with; stored with each clock for ever."""
START_WORDS: Final[dict[str, str]] = {
    DISPATCHED: mark("dispatching"),
    OBJECTED: mark("the objection"),
    RETURNED: mark("the return by a unit"),
    TIME_ASKED: mark("asking for more time"),
    CLOSED: mark("closing"),
    NOT_REACHED: mark("not being reached"),
    REDONE: mark("being sent back to be done again"),
    MERGED: mark("the merging of a case"),
    StepKind.WITHDRAW: mark("taking it back from a unit"),
    StepKind.CALLER: mark("a further call"),
}
"""How it is said what a clock runs from."""
_BY_CHANNEL: Final[Mapping[str, str]] = {
    Channel.SMS: "sms",
    Channel.WECHAT: "sms",
    Channel.APP: "sms",
    Channel.MAILBOX: "mailbox",
    Channel.WEB: "mailbox",
}
"""GB/T 33358-2016 as reported: text messages and other new media within minutes, mailbox and website within a day."""
_CARDS: Final = (Card.YELLOW, Card.RED)


def first_clocks(
    book: RuleBook,
    *,
    demand: str,
    channel: str,
    sub: str,
    is_complex: bool,
    wants_reply: bool,
    received: datetime,
    zone: ZoneInfo,
) -> list[ClockStart]:
    """The clocks that run from when it came in: dispatch, first answer where one is set, reply to the caller, close."""
    starts = [dispatch_clock(book, received, zone), close_clock(book, demand, received, zone, is_complex=is_complex)]
    respond = respond_clock(book, channel=channel, sub=sub, received=received, zone=zone)
    if respond is not None:
        starts.append(respond)
    if wants_reply:
        starts.append(answer_clock())
    return starts


def dispatch_clock(book: RuleBook, start: datetime, zone: ZoneInfo, event: str = RECEIVED) -> ClockStart:
    """Until when it goes to a unit (派单): minutes by the rule, from when it came in or came back."""
    return clock_of_rule(Duty.DISPATCH, "hotline.dispatch", start, book, zone, event)


def respond_clock(book: RuleBook, *, channel: str, sub: str, received: datetime, zone: ZoneInfo) -> ClockStart | None:
    """Until when the caller is contacted: by the kind of at once (即办) and by the channel, of two the sooner.

    None where neither sets a limit; a kind of at once without a rule of its own has a clock without a due time.
    """
    keys = [f"hotline.respond.{name}" for name in (sub, _BY_CHANNEL.get(channel, "")) if name]
    clocks = [clock_of_rule(Duty.RESPOND, key, received, book, zone, RECEIVED) for key in keys]
    return min(clocks, key=lambda clock: (clock.due_at is None, clock.due_at), default=None)


def sign_clock(book: RuleBook, dispatched: datetime, zone: ZoneInfo) -> ClockStart:
    """Until when the unit signs for it (签收): working days after it was dispatched."""
    return clock_of_rule(Duty.SIGN, "hotline.sign", dispatched, book, zone, DISPATCHED)


def answer_clock(event: str = RECEIVED) -> ClockStart:
    """The caller wants a reply; no rule says by when, but without one the case is not closed."""
    return ClockStart(duty=Duty.ANSWER_CALLER, due_at=None, rule_key=BY_HAND, start_event=event)


def close_clock(
    book: RuleBook, demand: str, start: datetime, zone: ZoneInfo, *, is_complex: bool, event: str = RECEIVED
) -> ClockStart:
    """Until when it is closed (办结): working days by the kind of demand, or those of a complex case."""
    return clock_of_rule(Duty.CLOSE, f"hotline.close.{'complex' if is_complex else demand}", start, book, zone, event)


def decide_return_clock(book: RuleBook, asked: datetime, zone: ZoneInfo) -> ClockStart:
    """Until when an objection of a unit (退单) is decided: working days."""
    return clock_of_rule(Duty.DECIDE_RETURN, "hotline.decide_return", asked, book, zone, OBJECTED)


def decide_time_clock(book: RuleBook, asked: datetime, zone: ZoneInfo) -> ClockStart:
    """Until when it is decided on more time (延期): working days."""
    return clock_of_rule(Duty.DECIDE_TIME, "hotline.decide_time", asked, book, zone, TIME_ASKED)


def call_back_clock(book: RuleBook, closed: datetime, zone: ZoneInfo) -> ClockStart:
    """Until when the caller is called back (回访): working days after closing."""
    return clock_of_rule(Duty.CALL_BACK, "hotline.call_back", closed, book, zone, CLOSED)


def next_try_clock(at: datetime) -> ClockStart:
    """When a caller who was not reached is tried again, as planned by a person."""
    return by_hand(Duty.CALL_BACK, at, NOT_REACHED)


def next_try(book: RuleBook, tried: datetime, zone: ZoneInfo) -> datetime | None:
    """When to try again a caller who was not reached: as long after the try as after a closing."""
    return call_back_clock(book, tried, zone).due_at


def may_return_until(book: RuleBook, assigned: datetime, zone: ZoneInfo) -> datetime | None:
    """Until when a unit may object to a case that it was given (UTC); None where no rule says."""
    return clock_of_rule(Duty.DECIDE_RETURN, "hotline.return", assigned, book, zone).due_at


def card_at(book: RuleBook, card: Card, close_due: datetime, zone: ZoneInfo) -> datetime | None:
    """From when a case that was to be closed by ``close_due`` earns a card (UTC); None where no rule says."""
    on = close_due.astimezone(zone).date()
    limit = book.limit(f"hotline.card.{card}", on)
    if limit is None:
        return None
    return due(limit, close_due, zone=zone, holidays=book.holidays, day_end=book.hours(on).end).at


def card_due(book: RuleBook, *, close_due: datetime | None, given: str, now: datetime, zone: ZoneInfo) -> Card | None:
    """The card that an open case has earned and does not have yet: yellow, then red; None where there is none."""
    if close_due is None:
        return None
    earned = [card for card in _CARDS if (at := card_at(book, card, close_due, zone)) is not None and now > at]
    if not earned or (given in _CARDS and _CARDS.index(Card(given)) >= _CARDS.index(earned[-1])):
        return None
    return earned[-1]


def may_follow(given: str, card: Card) -> bool:
    """Whether a card may be given after the last one: yellow, then red, never back."""
    return given not in _CARDS or _CARDS.index(card) > _CARDS.index(Card(given))
