"""The period that the mayor's telephone is counted over, and the like periods before it that it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.hotline_measures import Span
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "hotline.period.long": mark("{days} days are too many at once; {most} are the most. Choose a shorter period."),
}  # fmt: skip

BEFORE: Final = 4
"""How many like periods before are averaged (domain.md §4: the four weeks before)."""
LONGEST: Final = 366
_WEEK: Final = 7
_YEAR_WEEKS: Final = 52


class Length(StrEnum):
    """How long the period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    DAYS = "days"


LENGTH_WORDS: Final[dict[str, str]] = {
    Length.DAY: mark("A day"),
    Length.WEEK: mark("A week"),
    Length.MONTH: mark("A month"),
    Length.DAYS: mark("Two days…"),
}


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day through the last, in the office's zone."""

    length: Length
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A period as far as it has run, the four like ones before (latest first) and the same of last year."""

    this: Span
    before: tuple[Span, ...]
    last_year: Span


def days_around(length: Length, day: date) -> Days:
    """The day, the week from Monday or the month that a day lies in; ``DAYS`` is the day alone."""
    if length is Length.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Days(length, monday, monday + timedelta(days=_WEEK - 1))
    if length is Length.MONTH:
        first = day.replace(day=1)
        return Days(length, first, _months_on(first, 1) - timedelta(days=1))
    return Days(length, day, day)


def own_days(first: date, last: date) -> Days:
    """A period by its first and last day; refused where it runs backwards or over more than a year."""
    if last < first:
        raise Refusal("period.order", field="last")
    if (last - first).days >= LONGEST:
        raise Refusal("hotline.period.long", field="first", days=(last - first).days + 1, most=LONGEST)
    return Days(Length.DAYS, first, last)


def moved(days: Days, by: int) -> Days:
    """The like period ``by`` further on, or back where it is negative; they touch and do not overlap."""
    if days.length is Length.MONTH:
        return days_around(Length.MONTH, _months_on(days.first, by))
    span = timedelta(days=((days.last - days.first).days + 1) * by)
    return Days(days.length, days.first + span, days.last + span)


def span_of(days: Days, zone: ZoneInfo) -> Span:
    """From the first midnight to the one after the last day, as instants."""
    return Span(_midnight(days.first, zone), _midnight(days.last + timedelta(days=1), zone))


def weeks_of(days: Days) -> tuple[Days, ...]:
    """The weeks that a period touches, cut to it."""
    found: list[Days] = []
    day = days.first
    while day <= days.last:
        sunday = days_around(Length.WEEK, day).last
        found.append(Days(Length.WEEK, day, min(sunday, days.last)))
        day = sunday + timedelta(days=1)
    return tuple(found)


def single_days(days: Days) -> tuple[Days, ...]:
    """Each day of a period."""
    many = (days.last - days.first).days + 1
    return tuple(days_around(Length.DAY, days.first + timedelta(days=each)) for each in range(many))


def compared(days: Days, now: datetime, zone: ZoneInfo) -> Compared:
    """Like against like: a period that still runs is held against the same part of those before.

    Days and weeks are moved by whole weeks, so that a Monday meets Mondays; last year lies 52 weeks before. Months are
    held against the months before and the same month of last year, as far into them as this one has run.
    """
    until = min(span_of(days, zone).until, max(now, _midnight(days.first, zone)))
    local = until.astimezone(zone)
    run = (local.date() - days.first).days, local.time()
    weeks = -(-((days.last - days.first).days + 1) // _WEEK)
    if days.length is Length.MONTH:
        starts = [_months_on(days.first, -each) for each in range(1, BEFORE + 1)]
        year = _months_on(days.first, -12)
    else:
        starts = [days.first - timedelta(weeks=weeks * each) for each in range(1, BEFORE + 1)]
        year = days.first - timedelta(weeks=max(_YEAR_WEEKS, weeks * (BEFORE + 1)))
    this = Span(_midnight(days.first, zone), until)
    return Compared(
        this=this,
        before=tuple(_as_far(days, start, *run, zone) for start in starts),
        last_year=_as_far(days, year, *run, zone),
    )


def _as_far(days: Days, start: date, ran: int, clock: time, zone: ZoneInfo) -> Span:
    """The like period from ``start``, as many days and hours into it as this one has run, and never beyond its end."""
    until = datetime.combine(start + timedelta(days=ran), clock, zone)
    if days.length is Length.MONTH:
        until = min(until, _midnight(_months_on(start, 1), zone))
        if (days.last - days.first).days < ran:
            until = _midnight(_months_on(start, 1), zone)
    return Span(_midnight(start, zone), until)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _months_on(first: date, by: int) -> date:
    months = first.year * 12 + first.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)
