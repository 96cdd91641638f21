"""Times in the terms of filters: spans back from or on from now (``8h``, ``2d``, ``3w``), named days, days from to."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SPAN: Final = re.compile(r"(\d{1,4})(h|d|w)")
TIMES: Final = ("8h", "2d", "3w", "today", "2026-11-01..2026-11-30")
"""How a time may be typed, for who has to be told."""
_DAYS: Final = re.compile(r"(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?")
_HOURS: Final = {"h": 1, "d": 24, "w": 168}
_NAMED: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}


def is_time(value: str) -> bool:
    """Whether a term's value says a time."""
    if value in _NAMED or SPAN.fullmatch(value):
        return True
    span = _DAYS.fullmatch(value)
    if span is None or not (span[1] or span[2]):
        return False
    return all(_day(part) is not None for part in span.groups() if part)


def time_bounds(value: str, now: datetime, zone: ZoneInfo, *, back: bool) -> tuple[datetime | None, datetime | None]:
    """From when to before when (UTC) a value of :func:`is_time` means; ``back``: a span goes back from now.

    A span on from now has no lower bound: what is late is due within it too. Days are those of the office.
    """
    if not value:
        return None, None
    span = SPAN.fullmatch(value)
    if span is not None:
        hours = timedelta(hours=int(span[1]) * _HOURS[span[2]])
        return (now - hours, None) if back else (None, now + hours)
    today = now.astimezone(zone).date()
    if value in _NAMED:
        day = today + timedelta(days=_NAMED[value])
        return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
    first, last = (_day(part) if part else None for part in value.split(".."))
    after = last + timedelta(days=1) if last is not None and last < date.max else None
    return (_midnight(first, zone) if first else None), (_midnight(after, zone) if after else None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
