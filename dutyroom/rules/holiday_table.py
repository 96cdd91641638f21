"""What a year's holiday table must be: its days in the year, its make-up workdays on weekends and no holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dutyroom.rules.workdays import SATURDAY, TAIL_BEGINS, HolidayTable

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
LONGEST: Final = 15
"""Days. No holiday so far has had more than ten; a year typed wrong in one of two dates gives hundreds."""


@dataclass(frozen=True, slots=True)
class TableFault:
    """Something wrong with a table: a code of ``rule_fault.FAULTS``, about a day or a holiday, and its facts."""

    what: str
    about: str = ""
    facts: dict[str, object] = field(default_factory=dict)


def belongs_to(day: date, year: int) -> bool:
    """Whether the notice of a year may set that day: a day of the year, or one of the last of the year before."""
    return day.year == year or (day.year == year - 1 and (day.month, day.day) >= TAIL_BEGINS)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from first to last, both counted in."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def span_faults(name: str, first: date, last: date) -> Iterator[TableFault]:
    """What is wrong with one holiday's begin and end; only without it can its days be counted."""
    if not name.strip():
        yield TableFault("holidays.name.empty", first.isoformat())
    if last < first:
        yield TableFault("holidays.order", name, {"first": first.isoformat(), "last": last.isoformat()})
    elif (last - first).days >= LONGEST:
        yield TableFault("holidays.long", name, {"count": (last - first).days + 1})


def table_faults(table: HolidayTable) -> Iterator[TableFault]:
    """Everything that is wrong with a year's table."""
    if not FIRST_YEAR <= table.year <= LAST_YEAR:
        yield TableFault("holidays.year.range", str(table.year), {"value": table.year})
        return
    if not table.holidays:
        yield TableFault("holidays.empty", str(table.year), {"year": table.year})
    yield from _outside(table)
    named: dict[date, str] = {}
    for day, name in table.holidays:
        if day in named:
            yield TableFault("holidays.twice", name, {"day": day.isoformat(), "other": named[day]})
        named[day] = name
    for day in dict.fromkeys(table.makeup):
        facts: dict[str, object] = {"day": day.isoformat()}
        if table.makeup.count(day) > 1:
            yield TableFault("holidays.makeup.twice", day.isoformat(), facts)
        if day in named:
            yield TableFault("holidays.makeup.holiday", day.isoformat(), {**facts, "other": named[day]})
        elif day.weekday() < SATURDAY:
            yield TableFault("holidays.makeup.weekday", day.isoformat(), facts)


def _outside(table: HolidayTable) -> Iterator[TableFault]:
    named: Iterable[tuple[date, str]] = (*table.holidays, *((day, "") for day in table.makeup))
    for day, name in named:
        if not belongs_to(day, table.year):
            facts: dict[str, object] = {"day": day.isoformat(), "year": table.year}
            yield TableFault("holidays.outside", name or day.isoformat(), facts)
