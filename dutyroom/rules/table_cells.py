"""What stands in the cells of an office's tables: days and times in all their spellings, numbers, yes and no."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.chinese_dates import HALF, clock, date_at, valid_date
from dutyroom.rules.passage import levelled
from dutyroom.rules.refusal import Refusal

_NO_DAY_SIGN: Final = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})(?!\d)")
_SHORT_YEAR: Final = re.compile(r"(?P<month>\d{1,2})(?:月|[./-])(?P<day>\d{1,2})(?:[日号]|(?![\d./-]))")
_DIGITS: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_TIME: Final = re.compile(
    rf"[\sT,]*(?P<half>{HALF})?\s*(?P<hour>\d{{1,2}})\s*(?:[:时点]\s*(?P<minute>\d{{1,2}}|半)?)(?:[:分]\s*\d{{0,2}}(?:\.\d+)?秒?)?"
)
_SERIAL: Final = re.compile(r"[34]\d{4}|5\d{4}")
_SERIAL_START: Final = date(1899, 12, 30)
_COUNT: Final = re.compile(r"(\d{1,6})\s*(?:份|页|本|张|年)?")
_YES: Final = frozenset({"true", "1", "yes", "y", "是", "阅件", "阅", "√", "✓"})
_NO: Final = frozenset({"false", "0", "no", "n", "否", "办件", "办", "×", "", "-", "—"})
NOTHING: Final = frozenset({"", "-", "—", "/", "无", "none", "null"})


def read_day(text: str, *, year: int | None = None) -> date | None:
    """The day that a cell says; None for an empty one. Raises ``Refusal`` for anything else."""
    if text.strip().lower() in NOTHING:
        return None
    return _day(text, year)[0]


def read_instant(text: str, *, zone: ZoneInfo, year: int | None = None, at: time = time()) -> datetime | None:
    """The instant (UTC) that a cell says; ``at`` is the time of a cell that names a day only."""
    text = text.strip()
    if text.lower() in NOTHING:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is not None and (found.tzinfo is not None or ":" in text):
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    day, rest = _day(text, year)
    moment, later = _time(rest, text) if rest.strip() else (at, 0)
    return datetime.combine(day + timedelta(days=later), moment, zone).astimezone(UTC)


def read_count(text: str) -> int | None:
    """The number of copies, pages or years that a cell says."""
    if text.strip().lower() in NOTHING:
        return None
    match = _COUNT.fullmatch(levelled(text).strip())
    if match is None:
        raise Refusal("import.matter.count", value=text)
    return int(match[1])


def read_truth(text: str) -> bool:
    """Yes or no."""
    word = text.strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise Refusal("import.matter.word", value=text, known="是, 否, 阅件, 办件")


def _day(text: str, year: int | None) -> tuple[date, str]:
    """The day at the beginning of a cell, and what follows it."""
    flat = levelled(text).strip()
    if _SERIAL.fullmatch(flat):  # a day that the workbook does not call one
        return _SERIAL_START + timedelta(days=int(flat)), ""
    found = date_at(flat, 0)
    if found is not None:
        return found[0], flat[found[2] :]
    match = _NO_DAY_SIGN.match(flat) or _DIGITS.match(flat)
    if match is not None:
        day = valid_date(int(match["year"]), int(match["month"]), int(match["day"]))
    else:
        match = _SHORT_YEAR.match(flat)
        if match is not None and year is None:
            raise Refusal("import.matter.year", value=text)
        day = valid_date(year or 1, int(match["month"]), int(match["day"])) if match is not None else None
    if day is None or match is None:
        raise Refusal("import.matter.day", value=text)
    return day, flat[match.end() :]


def _time(rest: str, text: str) -> tuple[time, int]:
    match = _TIME.fullmatch(rest.rstrip())
    found = clock(match["half"], match["hour"], match["minute"]) if match is not None else None
    if found is None:
        raise Refusal("import.matter.day", value=text)
    return found
