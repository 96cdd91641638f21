"""Limits: how long something may take, and when that is over.

How a limit runs, and why:

* **Minutes and hours** run on, through nights, weekends and holidays, from the instant of the start (民法典 art. 201
  para. 2). They are counted in UTC: when a zone changes its clocks, an hour stays an hour.
* **Days** leave out the day of the start (民法典 art. 201 para. 1) and end at the same time of day as the start, so
  that the clock beside a matter can count down; the law's own end would be midnight (art. 203 para. 2), which is
  later. They also run through holidays and end on one: a duty room is staffed then, and ending earlier is the safe
  side. Both are this program's own choice (K); an office that wants it otherwise sets the limit in working days.
* **Months** end on the same day of the month, or on its last one where it has no such day (民法典 art. 202), at the
  same time of day (K, as above).
* **Working days** leave out the day of the start, whatever day that is, and end with the office's work on the last
  one (art. 203 para. 2: where there are business hours, when business stops). Something that comes in on a rest
  day therefore counts from the next working day on.
* **An amount of 0** is due at once.

The Civil Code speaks of civil matters; it is taken over here because nothing read sets the counting of an office's
internal limits (K).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal, TypeGuard, get_args
from zoneinfo import ZoneInfo

from dutyroom.rules.workdays import Holidays

LimitUnit = Literal["minutes", "hours", "days", "workdays", "months"]
LIMIT_UNITS: Final[tuple[str, ...]] = get_args(LimitUnit)
_SPANS: Final[Mapping[str, timedelta]] = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take; ``rule_key`` and ``source`` say where that comes from.

    A limit that stands in a paper has no rule key; its source is the paper's own words.
    """

    amount: int
    unit: LimitUnit
    rule_key: str = ""
    source: str = ""
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due (UTC); ``unsure`` are the years whose holidays the count needed and did not have."""

    at: datetime
    unsure: tuple[int, ...] = ()


def is_limit_unit(unit: str) -> TypeGuard[LimitUnit]:
    """Whether a unit measures a limit."""
    return unit in LIMIT_UNITS


def due(limit: Limit, start: datetime, *, zone: ZoneInfo, holidays: Holidays, day_end: time) -> Due:
    """When a limit that begins at ``start`` is over, for an office in ``zone`` whose work ends at ``day_end``.

    A local time that the clocks skip is read as if they had not been changed, one that they show twice as the first.
    """
    if limit.amount == 0:
        return Due(start.astimezone(UTC))
    if limit.unit in _SPANS:
        return Due(start.astimezone(UTC) + limit.amount * _SPANS[limit.unit])
    local = start.astimezone(zone)
    if limit.unit == "workdays":
        counted = holidays.add_workdays(local.date(), limit.amount)
        return Due(instant_of(counted.day, day_end, zone), counted.unsure)
    if limit.unit == "months":
        day = add_months(local.date(), limit.amount)
    else:
        day = local.date() + timedelta(days=limit.amount)
    return Due(instant_of(day, local.time(), zone))


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def instant_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a time of day in a zone."""
    return datetime.combine(day, clock.replace(fold=0), zone).astimezone(UTC)
