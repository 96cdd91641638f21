"""The period that is counted, the one before it and the same a year before, and the buckets that it falls into."""

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
    "statistics.period.long": mark("{days} days are too many at once; {most} are the most. Choose a shorter period."),
    "statistics.period.early": mark("{day} lies too far back to be held against the year before. Choose a later day."),
}  # fmt: skip

LONGEST: Final = 3660
"""Days of a free period: ten years."""
EARLIEST: Final = 1950
_WEEK: Final = 7
_YEAR_WEEKS: Final = 52
_DAYS_BY_DAY: Final = 62
_DAYS_BY_WEEK: Final = 200
_FEBRUARY: Final = 2


class Length(StrEnum):
    """How long the period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FREE = "free"


LENGTH_WORDS: Final[dict[str, str]] = {
    Length.DAY: mark("A day"),
    Length.WEEK: mark("A week"),
    Length.MONTH: mark("A month"),
    Length.QUARTER: mark("A quarter"),
    Length.YEAR: mark("A year"),
    Length.FREE: mark("Two days…"),
}
_MONTHS: Final = {Length.MONTH: 1, Length.QUARTER: 3, Length.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first day through the last in the office's zone; ``clock`` ends the last day early, at that minute."""

    first: date
    last: date
    clock: time | None = None

    def span(self, zone: ZoneInfo) -> Span:
        """The same as instants."""
        since = datetime.combine(self.first, time(), zone)
        if self.clock is not None:
            return Span(since, datetime.combine(self.last, self.clock, zone))
        return Span(since, datetime.combine(self.last + timedelta(days=1), time(), zone))

    @property
    def days(self) -> int:
        """How many days it touches."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Period:
    """A length and its days."""

    length: Length
    first: date
    last: date

    @property
    def stretch(self) -> Stretch:
        """Its days, whole."""
        return Stretch(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The period whole, the one before and the same a year before; a period that runs is held against like parts."""

    this: Stretch
    before: Stretch
    year: Stretch
    is_running: bool

    @property
    def all(self) -> tuple[Stretch, Stretch, Stretch]:
        """This one, the one before, the same a year before."""
        return self.this, self.before, self.year


def around(length: Length, day: date) -> Period:
    """The day, the week from Monday, the month, quarter or year that a day lies in; ``FREE`` is the day alone."""
    _check_day(day)
    if length is Length.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(length, monday, monday + timedelta(days=_WEEK - 1))
    if length in _MONTHS:
        months = _MONTHS[length]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return Period(length, first, _months_on(first, months) - timedelta(days=1))
    return Period(length, day, day)


def free(first: date, last: date) -> Period:
    """A period by its first and last day; refused where it runs backwards or over more than ten years."""
    _check_day(first)
    _check_day(last)
    if last < first:
        raise Refusal("period.order", field="last")
    days = (last - first).days + 1
    if days > LONGEST:
        raise Refusal("statistics.period.long", field="first", days=days, most=LONGEST)
    return Period(Length.FREE, first, last)


def moved(period: Period, by: int) -> Period:
    """The like period ``by`` further on, or back where it is negative; they touch and do not overlap."""
    if period.length in _MONTHS:
        return around(period.length, _months_on(period.first, by * _MONTHS[period.length]))
    step = timedelta(days=period.stretch.days * by)
    try:
        moved_to = Period(period.length, period.first + step, period.last + step)
    except OverflowError:
        raise Refusal("statistics.period.early", field="first", day=period.first) from None
    _check_day(moved_to.first)
    _check_day(moved_to.last)
    return moved_to


def year_before(period: Period) -> Period:
    """The same period of the year before: a week 52 weeks before, so that Mondays meet Mondays; else the same days."""
    if period.length is Length.WEEK:
        back = timedelta(weeks=_YEAR_WEEKS)
        return Period(period.length, period.first - back, period.last - back)
    if period.length in _MONTHS:
        first = _months_on(period.first, -12)
        return Period(period.length, first, _months_on(first, _MONTHS[period.length]) - timedelta(days=1))
    return Period(period.length, _same_day_before(period.first), _same_day_before(period.last))


def compared(period: Period, now: datetime, zone: ZoneInfo) -> Compared:
    """What a period is held against: of one that still runs the same part, to the minute, of those before."""
    before, year = moved(period, -1).stretch, year_before(period).stretch
    span, local = period.stretch.span(zone), now.astimezone(zone)
    if not span.since <= now < span.until:
        return Compared(this=period.stretch, before=before, year=year, is_running=False)
    ran, clock = (local.date() - period.first).days, local.time().replace(second=0, microsecond=0)
    return Compared(
        this=period.stretch, before=_as_far(before, ran, clock), year=_as_far(year, ran, clock), is_running=True
    )


class Grain(StrEnum):
    """Into what a period is divided along the axis of time."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


GRAIN_WORDS: Final[dict[str, str]] = {
    Grain.HOUR: mark("by hour"),
    Grain.DAY: mark("by day"),
    Grain.WEEK: mark("by week"),
    Grain.MONTH: mark("by month"),
}


def grain_of(stretch: Stretch) -> Grain:
    """A day by hours, up to two months by days, up to half a year by weeks, more by months."""
    if stretch.days == 1:
        return Grain.HOUR
    if stretch.days <= _DAYS_BY_DAY:
        return Grain.DAY
    return Grain.WEEK if stretch.days <= _DAYS_BY_WEEK else Grain.MONTH


def buckets(stretch: Stretch, grain: Grain) -> tuple[Stretch, ...]:
    """The days, weeks or months of a stretch, cut to it; whole days. Hours are no stretch: see the heat map."""
    found: list[Stretch] = []
    day = stretch.first
    while day <= stretch.last:
        if grain is Grain.MONTH:
            last = around(Length.MONTH, day).last
        elif grain is Grain.WEEK:
            last = around(Length.WEEK, day).last
        else:
            last = day
        found.append(Stretch(day, min(last, stretch.last)))
        day = found[-1].last + timedelta(days=1)
    return tuple(found)


def _as_far(whole: Stretch, ran: int, clock: time) -> Stretch:
    """A like stretch as many days and minutes into it as this one has run, and never beyond its end."""
    day = whole.first + timedelta(days=ran)
    return Stretch(whole.first, day, clock) if day <= whole.last else whole


def _same_day_before(day: date) -> date:
    is_leap_day = day.month == _FEBRUARY and day.day == 29  # the leap day
    return day.replace(year=day.year - 1, day=28) if is_leap_day else day.replace(year=day.year - 1)


def _check_day(day: date) -> None:
    if day.year < EARLIEST or day.year >= date.max.year:
        raise Refusal("statistics.period.early", field="first", day=day)


def _months_on(first: date, by: int) -> date:
    months = first.year * 12 + first.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)
