"""The period that statistics are asked for: this month, the last one, this year, or two days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "period.date": mark("This is no day. Write it like 2026-11-23."),
    "period.order": mark("The last day lies before the first."),
}  # fmt: skip


class Period(StrEnum):
    """Which incidents are counted, by the day on which they were reported."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"
    DAYS = "days"


PERIOD_WORDS: Final[dict[str, str]] = {
    Period.MONTH: mark("This month"),
    Period.LAST_MONTH: mark("Last month"),
    Period.YEAR: mark("This year"),
    Period.DAYS: mark("Two days…"),
}


def days_of(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day of a period; ``DAYS`` begins as this year until today."""
    first = today.replace(day=1)
    if period is Period.MONTH:
        return first, _before(_next_month(first))
    if period is Period.LAST_MONTH:
        last = _before(first)
        return last.replace(day=1), last
    if period is Period.YEAR:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    return date(today.year, 1, 1), today


def instants_of(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the beginning of the first day to before the end of the last, in the office's zone."""
    if last < first:
        raise Refusal("period.order", field="last")
    after = last + timedelta(days=1) if last < date.max else last
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
