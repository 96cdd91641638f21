"""Figures and dates in a text, each with the words round it, so that two texts can be held against one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dutyroom.rules.chinese_dates import valid_date

_NUMBER: Final = re.compile(
    r"(?P<label>[\u4e00-\u9fffA-Za-z]{0,4} ?)(?<![\d.])(?P<value>\d+(?:\.\d+)?)(?P<unit>[万亿]?[\u4e00-\u9fff]?)"
)
_NO_COUNTS: Final = frozenset("年月日时分号点秒期届章节")
"""Units of dates, times and numbers of papers: what stands before them counts nothing."""
_JOINED: Final = frozenset("〔〕[-–/:")
_LABEL: Final = 2
_COUNT_MOST: Final = 7
"""Longer runs of digits are telephone numbers and the like."""
_DATE: Final = re.compile(
    r"(?:(?P<year>\d{4})\s*年\s*)?(?<!\d)(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
    r"(?:\s*[（(]?\s*(?:星期|周)(?P<weekday>[一二三四五六日天])\s*[）)]?)?"
)
_WEEKDAYS: Final = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Figure:
    """A count in a text: the words before and behind it, what it says, where it stands."""

    label: str
    unit: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date in a text; ``day`` is None where there is no such day, ``weekday`` 0 (Monday) to 6 where it is said."""

    day: date | None
    weekday: int | None
    has_year: bool
    text: str
    start: int
    end: int


def figures_in(text: str) -> Iterator[Figure]:
    """The counts of a text in its order; dates, times, numbers of papers and telephone numbers are none."""
    for found in _NUMBER.finditer(text):
        unit, value, start = found["unit"], found["value"], found.start("value")
        around = {text[start - 1 : start], text[found.end("value") : found.end("value") + 1]}
        is_code = len(value) >= _COUNT_MOST or (value.startswith("0") and value.isdigit() and len(value) > 1)
        if is_code or unit[-1:] in _NO_COUNTS or around & _JOINED:
            continue
        label = found["label"].strip()[-_LABEL:]
        yield Figure(label, unit, value, start, found.end())


def differing(text: str, record: str) -> Iterator[tuple[Figure, Figure]]:
    """Counts of ``text`` that the same words of ``record`` give otherwise: what is said, what the record says."""
    said: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures_in(record):
        said.setdefault((figure.label, figure.unit), []).append(figure)
    for figure in figures_in(text):
        among = said.get((figure.label, figure.unit))
        if among:
            held = among.pop(0) if len(among) > 1 else among[0]
            if held.value != figure.value:
                yield figure, held


def said_dates(text: str, near: date) -> Iterator[SaidDate]:
    """The dates of a text; one without a year is of the year in which it lies nearest to ``near``."""
    for found in _DATE.finditer(text):
        month, day = int(found["month"]), int(found["day"])
        years = [int(found["year"])] if found["year"] else [near.year - 1, near.year, near.year + 1]
        days = [value for year in years if (value := valid_date(year, month, day)) is not None]
        weekday = _WEEKDAYS.index("日" if found["weekday"] == "天" else found["weekday"]) if found["weekday"] else None
        nearest = min(days, key=lambda value: abs((value - near).days), default=None)
        yield SaidDate(nearest, weekday, bool(found["year"]), found[0], found.start(), found.end())
