"""The clocks that start when a notice comes in: what the paper sets beats what the rules set."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.limits import Due, due
from dutyroom.rules.matter import Duty
from dutyroom.rules.matter_clock import BY_HAND, BY_PAPER, ClockStart
from dutyroom.rules.notice import Channel, RegisterNotice, urgency_key
from dutyroom.rules.office_hours import propose_due
from dutyroom.rules.rule_book import RuleBook

PROPOSE: Final = "paper_flow.noon"
"""The rule that parts the day for proposals: in before noon, proposed the same day (Ningbo, 2007; domain.md §2.3)."""
_AT_ONCE: Final = ("特提", "特急", "加急")


def notice_clocks(notice: RegisterNotice, received_at: datetime, book: RuleBook, zone: ZoneInfo) -> list[ClockStart]:
    """A clock for each obligation; closing has one in any case, so that nothing open is without a clock.

    The limits of the paper come first and stand as they are. Where it sets one, the rule's own limit to close does not
    apply: the matter is to be closed by the last of the paper's limits.
    """
    starts = [
        ClockStart(duty=limit.duty, due_at=limit.due_at, rule_key=BY_PAPER, source=limit.said)
        for limit in notice.limits
    ]
    if notice.slip is not None and notice.slip.reply_at is not None:
        starts.append(ClockStart(duty=Duty.REPLY, due_at=notice.slip.reply_at, rule_key=BY_PAPER))
    set_ = {start.duty for start in starts}
    if Duty.READ not in set_:
        starts += _by_rule(Duty.READ, f"{urgency_key(notice.channel, notice.urgency)}.read", received_at, book, zone)
    if not notice.for_reading and Duty.PROPOSE not in set_:
        starts += _proposal(notice, received_at, book, zone)
    if Duty.CLOSE not in set_:
        starts.append(closing_clock(notice, starts, received_at, book, zone))
    return starts


def _by_rule(duty: Duty, key: str, start: datetime, book: RuleBook, zone: ZoneInfo) -> list[ClockStart]:
    on = start.astimezone(zone).date()
    limit = book.limit(key, on)
    if limit is None:
        return []
    end = due(limit, start, zone=zone, holidays=book.holidays, day_end=book.hours(on).end)
    return [_start(duty, end, key, limit.source)]


def _proposal(notice: RegisterNotice, received: datetime, book: RuleBook, zone: ZoneInfo) -> list[ClockStart]:
    """Urgent papers, telegrams, faxes and calls are proposed on receipt: within their limit to read, no later."""
    if notice.urgency in _AT_ONCE or notice.channel in (Channel.TELEGRAM, Channel.FAX, Channel.TELEPHONE):
        return _by_rule(Duty.PROPOSE, f"{urgency_key(notice.channel, notice.urgency)}.read", received, book, zone)
    on = received.astimezone(zone).date()
    rule = book.rule(PROPOSE, on)
    end = propose_due(received, zone=zone, holidays=book.holidays, hours=book.hours(on))
    return [_start(Duty.PROPOSE, end, PROPOSE, rule.source if rule else "")]


def closing_clock(
    notice: RegisterNotice, starts: list[ClockStart], received: datetime, book: RuleBook, zone: ZoneInfo
) -> ClockStart:
    """The limit to close: the last that the paper states among ``starts``, else the rule's, else none."""
    stated = [start for start in starts if start.rule_key == BY_PAPER and start.due_at is not None]
    if stated:
        last = max(stated, key=lambda start: start.due_at or received)
        return ClockStart(duty=Duty.CLOSE, due_at=last.due_at, rule_key=BY_PAPER, source=last.source)
    found = _by_rule(Duty.CLOSE, f"{urgency_key(notice.channel, notice.urgency)}.close", received, book, zone)
    return found[0] if found else ClockStart(duty=Duty.CLOSE, due_at=None, rule_key=BY_HAND)


def _start(duty: Duty, end: Due, key: str, source: str) -> ClockStart:
    return ClockStart(duty=duty, due_at=end.at, rule_key=key, source=source, unsure=end.unsure)
