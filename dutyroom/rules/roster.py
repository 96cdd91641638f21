"""What a day is for the roster: worked, a weekend, a holiday, a weekend day worked instead; when a holiday's list is due."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

from dutyroom.rules.wording import mark
from dutyroom.rules.workdays import Holidays

DayKind = Literal["work", "rest", "holiday", "makeup"]
DAYS_BEFORE: Final = "roster.holiday_days_before"
"""The rule that says how many days before a holiday its list goes to the room above."""
KIND_WORDS: Final[dict[DayKind, str]] = {
    "work": "",
    "rest": mark("Weekend"),
    "holiday": mark("Holiday"),
    "makeup": mark("Workday"),
}


def day_kind(day: date, holidays: Holidays) -> DayKind:
    """What a day is, by the yearly notices; in a year without one weekends are free and nothing is guessed."""
    if holidays.is_makeup(day):
        return "makeup"
    if holidays.name(day):
        return "holiday"
    return "work" if holidays.is_workday(day) else "rest"


def days_of_month(year: int, month: int) -> Iterator[date]:
    """Every day of a month."""
    for number in range(1, calendar.monthrange(year, month)[1] + 1):
        yield date(year, month, number)


def due_before(first: date, days: int) -> date:
    """The last day on which the list of a holiday that begins on ``first`` may be sent."""
    return first - timedelta(days=days)
