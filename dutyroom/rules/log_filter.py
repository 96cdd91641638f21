"""What the log is narrowed to, and the plain text it is kept as: `二七区 kind:call_in day:7d is:open`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from dutyroom.rules.entry import KIND_WORDS, Kind
from dutyroom.rules.statistics_figure import read_figure

Period = Literal["", "today", "yesterday", "7d", "span"]
_NAMED: Final[dict[str, Period]] = {"today": "today", "yesterday": "yesterday", "7d": "7d"}
_PART = re.compile(r"(kind|day|shift|is|figure):(\S+)")
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?")
_WEEK: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Empty fields let everything through. ``first_on`` and ``last_on`` are days of the office, for ``span`` only."""

    words: str = ""
    kinds: frozenset[Kind] = frozenset()
    shift_id: int | None = None
    period: Period = ""
    first_on: date | None = None
    last_on: date | None = None
    important_only: bool = False
    open_only: bool = False
    figure: str = ""
    """What stands behind a figure of the statistics."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is let through."""
        return self.written() == ""

    def written(self) -> str:
        """The filter as one line of plain text; ``read_filter`` understands it."""
        parts = [self.words.strip()]
        if self.kinds:
            parts.append("kind:" + ",".join(kind.value for kind in Kind if kind in self.kinds))
        if self.period == "span":
            if self.first_on or self.last_on:
                parts.append(f"day:{self.first_on or ''}..{self.last_on or ''}")
        elif self.period:
            parts.append(f"day:{self.period}")
        if self.shift_id is not None:
            parts.append(f"shift:{self.shift_id}")
        if self.important_only:
            parts.append("is:important")
        if self.open_only:
            parts.append("is:open")
        if self.figure:
            parts.append(f"figure:{self.figure}")
        return " ".join(part for part in parts if part)

    def bounds(self, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """From when to before when (UTC), as days of the office begin in ``zone``; None is no bound."""
        today = now.astimezone(zone).date()
        if self.period == "today":
            return _midnight(today, zone), _midnight(today + timedelta(days=1), zone)
        if self.period == "yesterday":
            return _midnight(today - timedelta(days=1), zone), _midnight(today, zone)
        if self.period == "7d":
            return _midnight(today - timedelta(days=_WEEK - 1), zone), _midnight(today + timedelta(days=1), zone)
        if self.period == "span":
            first, last = self.first_on, self.last_on
            if first and last and last < first:
                first, last = last, first
            before = _midnight(last + timedelta(days=1), zone) if last and last < date.max else None
            return (_midnight(first, zone) if first else None), before
        return None, None


def read_filter(written: str) -> LogFilter:
    """The filter that a line of plain text means; what is not understood stays among the words."""
    found: dict[str, object] = {}
    rest: list[str] = []
    for token in written.split():
        part = _PART.fullmatch(token)
        if part is None or not _take(part[1], part[2], found):
            rest.append(token)
    return LogFilter(words=" ".join(rest), **found)  # type: ignore[arg-type]  # each key is a field, see _take


def _take(name: str, value: str, found: dict[str, object]) -> bool:
    if name == "kind":
        named = value.split(",")
        if not set(named) <= set(KIND_WORDS):
            return False
        found["kinds"] = frozenset(Kind(kind) for kind in named)
    elif name == "day":
        return _take_day(value, found)
    elif name == "shift":
        if not (value.isascii() and value.isdecimal()) or len(value) > 9:
            return False
        found["shift_id"] = int(value)
    elif name == "figure":
        if read_figure(value) is None:
            return False
        found["figure"] = value
    elif value in ("open", "important"):
        found[f"{value}_only"] = True
    else:
        return False
    return True


def _take_day(value: str, found: dict[str, object]) -> bool:
    if value in _NAMED:
        found["period"] = _NAMED[value]
        return True
    span = _SPAN.fullmatch(value)
    if span is None or not (span[1] or span[2]):
        return False
    try:
        first, last = (date.fromisoformat(day) if day else None for day in span.groups())
    except ValueError:
        return False
    found.update(period="span", first_on=first, last_on=last)
    return True


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
