"""Dates and times of day as official papers write them: 二〇二六年一月五日, 2026 年 01 月 05 日, 下午5点半."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Final

from dutyroom.rules.headings import han_number

# A date and where its words begin and end.
DateFound = tuple[date, int, int]

_ZERO: Final = "〇零○Oo0"
_ONES: Final = "一二三四五六七八九"
_YEAR: Final = rf"(?:(?:1\s*9|2\s*0)\s*\d\s*\d|[一二][{_ZERO}{_ONES}]{{3}})"
_DAY: Final = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})\s*年\s*(?P<month>\d{{1,2}}|[{_ONES}十]{{1,2}})\s*月\s*(?P<day>\d{{1,2}}|[{_ONES}十]{{1,3}})\s*[日号]"
)
_SHORT: Final = re.compile(
    r"(?<![\d.])(?P<year>20\d\d|19\d\d)\s*(?P<by>[-/.])\s*(?P<month>\d{1,2})\s*(?P=by)\s*(?P<day>\d{1,2})(?![\d.])"
)
_DIGITS: Final = str.maketrans(_ZERO + _ONES, "0" * len(_ZERO) + "123456789")

HALVES: Final[dict[str, int]] = {
    "凌晨": 0, "清晨": 0, "早上": 0, "早晨": 0, "早": 0, "上午": 0, "中午": 12, "下午": 12, "傍晚": 12, "晚上": 12,
    "晚间": 12, "夜间": 12, "晚": 12,
}  # fmt: skip
HALF: Final = "|".join(sorted(HALVES, key=len, reverse=True))
NUMERAL: Final = rf"(?:\d{{1,3}}|[{_ONES}十百两]{{1,4}})"


def dates_in(flat: str, start: int = 0) -> Iterator[DateFound]:
    """The dates with a year of a levelled text, written with 年月日, in reading order."""
    for match in _DAY.finditer(flat, start):
        if day := _date(match):
            yield day, match.start(), match.end()


def whole_date(flat: str) -> DateFound | None:
    """The date that a levelled line is, brackets round it not counted."""
    begin = len(flat) - len(flat.lstrip(" \n("))
    end = len(flat.rstrip(" \n)"))
    match = _DAY.fullmatch(flat, begin, end)
    day = _date(match) if match else None
    return (day, begin, end) if day else None


def date_at(flat: str, start: int) -> DateFound | None:
    """The date that stands at ``start`` of a levelled text, written with 年月日 or as 2026-01-05."""
    match = _DAY.match(flat, start) or _SHORT.match(flat, start)
    day = _date(match) if match else None
    return (day, match.start(), match.end()) if match and day else None


def number_of(text: str) -> int:
    """The value of a numeral, Arabic or Chinese; 0 when it is none."""
    return 2 if text == "两" else han_number(text)


def clock(half: str | None, hour: str, minute: str | None) -> tuple[time, int] | None:
    """The time of day and one more day for 24:00; None when there is no such time."""
    hours = number_of(hour) if hour.strip("0〇零") else 0
    minutes = 30 if minute == "半" else number_of(minute) if minute and minute.strip("0〇零整") else 0
    if HALVES.get(half or "", 0) == 12 and hours < 12 and not (half == "中午" and hours > 9):
        hours += 12
    if (hours, minutes) == (24, 0) or (half and "晚" in half and (hours, minutes) == (12, 0)):
        return time(0, 0), 1
    return (time(hours, minutes), 0) if hours < 24 and minutes < 60 else None


def valid_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(match: re.Match[str]) -> date | None:
    year = int("".join(match["year"].split()).translate(_DIGITS))
    return valid_date(year, number_of(match["month"]), number_of(match["day"]))
