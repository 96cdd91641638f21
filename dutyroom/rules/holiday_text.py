"""A year's holidays from the words of the State Council's notice, pasted or typed.

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。

The weekdays and the number of days that the notice states are checked against the dates: both differ when the text
belongs to another year, and that is the mistake that would otherwise stay unseen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dutyroom.rules.holiday_table import days_between, span_faults, table_faults
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.rules.workdays import HolidayTable

SENTENCES: Final[dict[str, str]] = {
    "holidays.text.empty": mark("Nothing of this is a holiday. Write lines like 元旦：1月1日至3日放假。1月4日上班。"),
    "holidays.text.long": mark("The text is longer than {most} characters; paste only the notice."),
    "holidays.text.nameless": mark("Line {line} has days but no holiday: write its name and a colon first."),
    "holidays.text.day": mark("Line {line}: “{text}” is no day."),
    "holidays.text.weekday": mark("Line {line}: {day} is no {said}. Is this the notice of another year?"),
    "holidays.text.count": mark("Line {line}: the text says {said} days, its dates make {counted}. Is this the notice of another year?"),
}  # fmt: skip

LONGEST: Final = 10_000
_ORDINAL: Final = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、]\s*|[(][一二三四五六七八九十]+[)])\s*")
_NAMED: Final = re.compile(r"(?P<name>[^\d\s:,。]{1,20}?)\s*(?::|\s)\s*(?P<rest>\S.*)")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE: Final = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})[日号](?:\((?P<note>[^)]*)\))?"
)
_UNTIL: Final = re.compile(r"\s*(?:至|到|-|~|–|—|\.\.)\s*")
_COUNT: Final = re.compile(r"(?:共|放假)(\d{1,2})天")
_WEEKDAY: Final = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEKDAYS: Final = "一二三四五六日"
_WORKED: Final = ("上班", "补班")


@dataclass(slots=True)
class _Found:
    """What was understood so far, and on which line each day stands."""

    year: int
    holidays: list[tuple[date, str]] = field(default_factory=list)
    makeup: list[date] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def understand_holidays(text: str, *, year: int, source: str) -> HolidayTable:
    """The table that a notice's text means. Raises ``Refusal`` at the field ``text``."""
    if len(text) > LONGEST:
        raise Refusal("holidays.text.long", field="text", most=LONGEST)
    found = _Found(year)
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _ISO.sub(r"\1年\2月\3日", unicodedata.normalize("NFKC", raw)).strip()
        _understand_line(_ORDINAL.sub("", line), number, found)
    table = HolidayTable(
        year=year,
        holidays=tuple(sorted(found.holidays)),
        makeup=tuple(sorted(found.makeup)),
        source=source.strip(),
        own=True,
    )
    if not table.holidays:
        raise Refusal("holidays.text.empty", field="text")
    for fault in table_faults(table):
        field_name = "year" if fault.what == "holidays.year.range" else "text"
        line_of = found.lines.get(str(fault.facts.get("day", "")), 0)
        raise Refusal(fault.what, field=field_name, line=line_of, **fault.facts)
    return table


def holidays_written(table: HolidayTable) -> str:
    """A table in the words of a notice, so that it can be read and changed."""
    lines = []
    for name, first, last in table.spans():
        days = _written(first, table.year)
        days += f"至{_written(last, table.year)}" if last != first else ""
        lines.append(f"{name}：{days}放假，共{(last - first).days + 1}天。")
    if table.makeup:
        lines.append(f"调休：{'、'.join(_written(day, table.year) for day in sorted(table.makeup))}上班。")
    return "\n".join(lines)


def _written(day: date, year: int) -> str:
    other_year = f"{day.year}年" if day.year != year else ""
    return f"{other_year}{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def _understand_line(line: str, number: int, found: _Found) -> None:
    dates = list(_DATE.finditer(line))
    if not dates:
        return
    named = _NAMED.fullmatch(line)
    if named is None:
        if (dates[0].start() == 0 and dates[0].end() < len(line)) or any(word in line for word in ("放假", *_WORKED)):
            raise Refusal("holidays.text.nameless", field="text", line=number)
        return  # the date under the notice, or of the news about it
    if _DATE.search(named["rest"]) is None:
        return
    for clause in re.split("[。;]", named["rest"]):
        if any(word in clause for word in _WORKED):
            found.makeup += _noted(_days(clause, number, found.year, named["name"]), number, found)
        elif _DATE.search(clause):
            days = _noted(_days(clause, number, found.year, named["name"]), number, found)
            said = _COUNT.search(clause)
            if said and int(said[1]) != len(days):
                facts = {"line": number, "said": int(said[1]), "counted": len(days)}
                raise Refusal("holidays.text.count", field="text", **facts)
            found.holidays += [(day, named["name"]) for day in days]


def _noted(days: Iterator[date], number: int, found: _Found) -> list[date]:
    listed = list(days)
    for day in listed:
        found.lines[day.isoformat()] = number
    return listed


def _days(clause: str, number: int, year: int, name: str) -> Iterator[date]:
    """The days of a clause; a day without a month has that of the one before it."""
    at, before = 0, None
    while match := _DATE.search(clause, at):
        first = _date(match, number, before, year)
        until = _UNTIL.match(clause, match.end())
        ended = _DATE.match(clause, until.end()) if until else None
        last = _date(ended, number, first, year) if ended else first
        for fault in span_faults(name, first, last):
            raise Refusal(fault.what, field="text", line=number, **fault.facts)
        yield from days_between(first, last)
        at, before = (ended or match).end(), last


def _date(match: re.Match[str], number: int, before: date | None, year: int) -> date:
    month = int(match["month"]) if match["month"] else before.month if before else 0
    if match["year"]:
        year = int(match["year"])
    elif before is not None:
        year = before.year
    try:
        day = date(year, month, int(match["day"]))
    except ValueError as error:
        raise Refusal("holidays.text.day", field="text", line=number, text=match.group()) from error
    said = _WEEKDAY.search(match["note"] or "")
    if said and _WEEKDAYS.index(said[1].replace("天", "日")) != day.weekday():
        raise Refusal("holidays.text.weekday", field="text", line=number, day=day.isoformat(), said=said.group())
    return day
