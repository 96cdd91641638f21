"""Working days: which days the office works, by the yearly holiday notice and the rest days it has made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

SATURDAY: Final = 5
TAIL_BEGINS: Final = (12, 28)
"""Month and day. The notice of a year may set the last days of the year before: the one for 2019 made Saturday,
2018-12-29, a working day. So these days are sure only once the next year's table is there too."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayTable:
    """The rest days of a year by name, and the weekend days worked instead (调休), as one notice sets them."""

    year: int
    holidays: tuple[tuple[date, str], ...]
    makeup: tuple[date, ...] = ()
    source: str = ""
    checked: bool = True
    own: bool = False
    """Whether the office loaded it; otherwise it came with the program."""

    def spans(self) -> Iterator[tuple[str, date, date]]:
        """The holidays as name, first and last day."""
        run: tuple[str, date, date] | None = None
        for day, name in sorted(self.holidays):
            if run is not None and run[0] == name and day == run[2] + _DAY:
                run = (name, run[1], day)
                continue
            if run is not None:
                yield run
            run = (name, day, day)
        if run is not None:
            yield run


@dataclass(frozen=True, slots=True)
class Counted:
    """A day found by counting, and the years that the count went through without a table."""

    day: date
    unsure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Holidays:
    """The years whose table is known. In any other year weekends are rest days and nothing else is guessed.

    Statutory days of an unknown year are not put in: which days are moved is known only from the notice, and a
    guess that looks like knowledge is worse than a year named as unsure.
    """

    tables: tuple[HolidayTable, ...] = ()
    _named: Mapping[date, str] = field(init=False, repr=False, compare=False)
    _makeup: frozenset[date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tables = tuple(sorted(self.tables, key=lambda table: table.year))
        object.__setattr__(self, "tables", tables)
        named = {day: name for table in tables for day, name in table.holidays}
        object.__setattr__(self, "_named", MappingProxyType(named))
        object.__setattr__(self, "_makeup", frozenset(day for table in tables for day in table.makeup))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a table."""
        return tuple(table.year for table in self.tables)

    def table(self, year: int) -> HolidayTable | None:
        """The table of a year."""
        return next((table for table in self.tables if table.year == year), None)

    def name(self, day: date) -> str:
        """What is kept on that day (春节); empty where nothing is."""
        return self._named.get(day, "")

    def is_makeup(self, day: date) -> bool:
        """Whether that day of a weekend is worked."""
        return day in self._makeup

    def is_workday(self, day: date) -> bool:
        """Whether the office works on that day."""
        if day in self._makeup:
            return True
        return day not in self._named and day.weekday() < SATURDAY

    def unsure(self, first: date, last: date) -> tuple[int, ...]:
        """The years without a table that the days from first to last, both counted in, depend on."""
        until = last.year + ((last.month, last.day) >= TAIL_BEGINS)
        known = self.years
        return tuple(year for year in range(first.year, until + 1) if year not in known)

    def next_workday(self, day: date) -> Counted:
        """That day where it is worked, otherwise the first one after it."""
        found = day
        while not self.is_workday(found):
            found += _DAY
        return Counted(found, self.unsure(day, found))

    def add_workdays(self, start: date, count: int) -> Counted:
        """The ``count``-th working day after ``start``, which is not counted itself; ``count`` is at least 1."""
        if count < 1:
            raise ValueError(count)
        found, left = start, count
        while left:
            found += _DAY
            left -= self.is_workday(found)
        return Counted(found, self.unsure(start + _DAY, found))

    def count_workdays(self, after: date, until: date) -> int:
        """How many working days lie after one day and up to another, which is counted in; 0 where it is no later."""
        return sum(self.is_workday(after + n * _DAY) for n in range(1, (until - after).days + 1))
