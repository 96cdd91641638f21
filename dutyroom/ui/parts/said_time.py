"""Times as they are said on the screen: clock, day, countdown, “12 minutes ago”."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from dutyroom.rules.wording import mark

WEEKDAYS: Final = (
    mark("Mon"),
    mark("Tue"),
    mark("Wed"),
    mark("Thu"),
    mark("Fri"),
    mark("Sat"),
    mark("Sun"),
)
MONTHS: Final = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)
DAY: Final = mark("{day} {month}, {weekday}")
DAY_OF_YEAR: Final = mark("{day} {month} {year}, {weekday}")
_SAID_FOR: Final = timedelta(hours=12)


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("said_time", sentence)


def day_said(at: datetime, zone: ZoneInfo, *, year: bool = False) -> str:
    """The day in the office's zone: ``23 Nov, Mon`` or ``11月23日 周一``."""
    local = at.astimezone(zone)
    return _tr(DAY_OF_YEAR if year else DAY).format(
        day=local.day,
        month=_tr(MONTHS[local.month - 1]),
        year=local.year,
        weekday=_tr(WEEKDAYS[local.weekday()]),
    )


def clock_said(at: datetime, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """The time of day in the office's zone, 24 hours."""
    return at.astimezone(zone).strftime("%H:%M:%S" if seconds else "%H:%M")


def moment_said(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Time of day, with the day where it is not today's: ``08:14``, ``yesterday 23:30``, ``21 Nov, Sat 08:14``."""
    days = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
    clock = clock_said(at, zone)
    if days == 0:
        return clock
    if days in (-1, 1):
        return (_tr(mark("yesterday {clock}")) if days < 0 else _tr(mark("tomorrow {clock}"))).format(clock=clock)
    year = at.astimezone(zone).year != now.astimezone(zone).year
    return f"{day_said(at, zone, year=year)} {clock}"


def countdown_said(left: timedelta) -> str:
    """Time left, ``4:05`` or ``12:36:07``; days beyond 48 hours; overdue with a minus sign."""
    seconds = int(left.total_seconds())
    sign = "−" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    if hours >= 48:
        return sign + _tr(mark("{days} d {hours} h")).format(days=hours // 24, hours=hours % 24)
    return f"{sign}{hours}:{minutes:02}:{seconds:02}" if hours else f"{sign}{minutes}:{seconds:02}"


def distance_said(at: datetime, now: datetime) -> str:
    """``12 minutes ago`` or ``in 3 h 5 min``; empty beyond 12 hours."""
    left = at - now
    if abs(left) > _SAID_FOR:
        return ""
    minutes = round(abs(left).total_seconds() / 60)
    if minutes == 0:
        return _tr(mark("just now"))
    if minutes < 60:
        length = _tr(mark("{minutes} min")).format(minutes=minutes)
    else:
        length = _tr(mark("{hours} h {minutes} min")).format(hours=minutes // 60, minutes=minutes % 60)
    return (_tr(mark("in {length}")) if left > timedelta() else _tr(mark("{length} ago"))).format(length=length)
