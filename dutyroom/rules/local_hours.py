"""Local hours and weekdays of instants, so that a store which knows only UTC can count by them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

HOURS: Final = 24
WEEKDAYS: Final = 7
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_WEEKDAY: Final = 3
"""1 January 1970 was a Thursday."""
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)


@lru_cache(maxsize=64)
def offsets(zone: ZoneInfo, since: datetime, until: datetime) -> tuple[tuple[datetime, timedelta], ...]:
    """From when which offset from UTC holds, the first from ``since``; one where the clocks are never changed."""
    at = since.astimezone(UTC)
    end = until.astimezone(UTC)
    found = [(at, _offset(zone, at))]
    while at < end:
        then = min(at + _DAY, end)
        if _offset(zone, then) != found[-1][1]:
            change = _change(zone, at, then)
            found.append((change, _offset(zone, change)))
        at = then
    return tuple(found)


def hour_number(at: datetime, zone: ZoneInfo) -> int:
    """Hours since 1970-01-01 00:00 as the clocks of the zone show them."""
    local = at.astimezone(zone).replace(tzinfo=UTC)
    return int((local - EPOCH) // timedelta(hours=1))


def weekday_of(hours: int) -> int:
    """The weekday of an hour number; 0 is Monday."""
    return (hours // HOURS + EPOCH_WEEKDAY) % WEEKDAYS


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The minute between two instants from which the later offset holds."""
    wanted = _offset(zone, after)
    while after - before > _MINUTE:
        middle = before + (after - before) / 2
        if _offset(zone, middle) == wanted:
            after = middle
        else:
            before = middle
    return after.replace(second=0, microsecond=0)
