"""Which instant the words of a deadline mean: 11月25日18时, 25日, 今日17时, 本周五, 月底, 下班前."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.chinese_dates import HALF, HALVES, clock, number_of, valid_date
from dutyroom.rules.workdays import Holidays

_N: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|零(?=[时点]))"
_BEHIND: Final = rf"(?:含(?:当[日天])?|节假日顺延|今[日天]|明[日天]|后[日天]|(?:{_N}\s*月)?\s*{_N}\s*[日号])"
_WEEKDAY: Final = "一二三四五六日"
DAY: Final = (
    rf"(?:(?:(?:20\d\d年|今年|本年|明年)\s*)?{_N}\s*月\s*(?:{_N}\s*[日号]|底|末|[上中下]旬)|20\d\d\s*(?:-\s*\d{{1,2}}\s*-|/\s*\d{{1,2}}\s*/|\.\s*\d{{1,2}}\s*\.)\s*\d{{1,2}}"
    rf"|(?:20\d\d年|今年|本年|明年|年)\s*[底末]|(?:本|当|下|次)?个?月\s*(?:[底末]|(?<=[本当下次]月){_N}\s*[日号])"
    rf"|(?:本|这|下)?个?(?:周|星期|礼拜)[{_WEEKDAY}天末]|(?<![\d月至到~、.—–-]){_N}\s*[日号](?![至到~—–-])"
    r"|(?<![\d.:/-])(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d|0?[1-9])(?:\s*[日号])?(?=\s*(?:之|以)?前|(?<=[日号])|\s+\d{1,2}\s*(?:时|点|:\s*\d\d))"
    r"|今[日天晚]|当[日天晚]|明[日天早晨晚]|次日|翌日|后[日天])"
    rf"(?:\s*\({_BEHIND}\))?"
    rf"(?:\s*\((?:星期|周)[{_WEEKDAY}天]\)|\s*[,]?\s*(?:星期|周)[{_WEEKDAY}天])?(?:\s*\({_BEHIND}\))?"
)
"""A pattern of the words for a day; it holds no group."""

CLOCK: Final = rf"(?:(?:{HALF})\s*)?{_N}\s*(?:时|点钟?|:\s*\d\d(?:\s*[时分])?)(?![间段候期])(?:\s*(?:\d{{1,2}}\s*分|半|整|正|\d{{2}}(?!\d)))?"
"""A pattern of the words for a time of day; it holds no group."""

_CLOCK: Final = re.compile(
    rf"(?P<half>{HALF})?\s*(?P<hour>{_N})\s*(?:时|点钟?|:\s*(?P<colon>\d\d)(?:\s*时)?)(?:\s*(?P<minute>\d{{1,2}}(?=\s*分|\b|$)|半|整|正))?"
)
_FULL: Final = re.compile(
    rf"(?P<year>20\d\d年|今年|本年|明年)?\s*(?P<month>{_N})\s*月\s*(?:(?P<day>{_N})\s*[日号]|(?P<end>[底末])|(?P<third>[上中下])旬)"
)
_DASHED: Final = re.compile(r"(20\d\d)\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})")
_POINTED: Final = re.compile(r"(\d{1,2})[./](\d{1,2})(?!\d)")
_WEEK: Final = re.compile(rf"(?P<which>本|这|下)?个?(?:周|星期|礼拜)(?P<day>[{_WEEKDAY}天末])")
_MONTH: Final = re.compile(rf"(?P<which>本|当|下|次)?个?月\s*(?:(?P<end>[底末])|(?P<day>{_N})\s*[日号])")
_YEAR_END: Final = re.compile(r"(?P<year>20\d\d年|今年|本年|明年|年)\s*[底末]")
_ALONE: Final = re.compile(rf"(?P<day>{_N})\s*[日号]")
_NEAR: Final[dict[str, int]] = {"今": 0, "当": 0, "明": 1, "次": 1, "翌": 1, "后": 2}
_LATEST: Final = time(23, 59, 59)
_CLOSE: Final = time(18, 0)
_BACK: Final = timedelta(days=64)
_AHEAD: Final = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """From where deadlines count: the day of the paper, when it was received, the office's zone and its holidays."""

    paper_on: date | None
    received_at: datetime | None
    zone: ZoneInfo
    holidays: Holidays | None = None

    @property
    def received_here(self) -> datetime | None:
        """When it was received by the office's clock."""
        return self.received_at.astimezone(self.zone) if self.received_at else None

    @property
    def today(self) -> date | None:
        """The day that 今日 means: the paper's own, otherwise the day of receipt."""
        return self.paper_on or (self.received_here.date() if self.received_here else None)


def day_of(words: str, today: date | None) -> date | None:
    """The day that the words name for a paper of ``today``; None where that cannot be told."""
    words = words.strip()
    if dashed := _DASHED.match(words):
        return valid_date(*map(int, dashed.groups()))
    if full := _FULL.match(words):
        return _of_month(full, today)
    if pointed := _POINTED.match(words):
        named = _FULL.match(f"{pointed[1]}月{pointed[2]}日")
        return _of_month(named, today) if named else None
    if today is None:
        year_end = re.match(r"(20\d\d)年\s*[底末]", words)
        return date(int(year_end[1]), 12, 31) if year_end else None
    if words[0] in _NEAR and words[1:2] in tuple("日天晚早晨"):
        return today + timedelta(days=_NEAR[words[0]])
    if year_end := _YEAR_END.match(words):
        return date(_year(year_end["year"], today) or today.year, 12, 31)
    if month := _MONTH.match(words):
        first = today.replace(day=1) + timedelta(days=31 if month["which"] in ("下", "次") else 0)
        return (
            _last_day(first.year, first.month)
            if month["end"]
            else valid_date(first.year, first.month, number_of(month["day"]))
        )
    if week := _WEEK.match(words):
        return _of_week(week, today)
    return _next_of_that_number(number_of(alone["day"]), today) if (alone := _ALONE.match(words)) else None


def is_past(words: str, today: date | None) -> bool:
    """Whether the words name a day before ``today`` or a year before it: told about, not asked for."""
    if today is None:
        return False
    year = re.match(r"20\d\d", words.strip())
    day = day_of(words, today)
    return bool(year and int(year[0]) < today.year) or (day is not None and day < today)


def clocks_of(words: str, *, evening: bool = False) -> list[tuple[time, int]]:
    """The times of day that the words list; 下午3时、5时 are both in the afternoon, 今晚8时 is in the ``evening``."""
    found: list[tuple[time, int]] = []
    half: str | None = "晚" if evening else None
    for match in _CLOCK.finditer(words):
        inherits = match["half"] is None and half is not None and HALVES[half] == 12
        half = match["half"] or half
        told = clock(half if match["half"] or inherits else None, match["hour"], match["colon"] or match["minute"])
        if told:
            found.append(told)
    return found


def instant(day: date | None, told: tuple[time, int] | None, zone: ZoneInfo, *, words: str = "") -> datetime | None:
    """The instant of a day and a time of day; without a time the end of the day, or of office hours where the words say so."""
    if day is None:
        return None
    at, more = told or (_close(words), 0)
    try:
        return datetime.combine(day + timedelta(days=more), at, zone)
    except OverflowError:
        return None


def later(reckoning: Reckoning, amount: int, unit: str, *, from_paper: bool) -> datetime | None:
    """The end of a span counted from receipt or from the paper's day; None where that start is not known.

    Working days are counted where the holidays of all the years in between are known.
    """
    received = reckoning.received_here
    if unit in ("minute", "hour"):
        hours = timedelta(minutes=amount) if unit == "minute" else timedelta(hours=amount)
        return (received.astimezone(reckoning.zone) + hours) if received and not from_paper else None
    start = reckoning.paper_on if from_paper else (received.date() if received else None)
    if start is None or (unit == "workday" and reckoning.holidays is None):
        return None
    try:
        if unit == "workday" and reckoning.holidays is not None:
            counted = reckoning.holidays.add_workdays(start, amount)
            return None if counted.unsure else datetime.combine(counted.day, _LATEST, reckoning.zone)
        end = (
            _months_later(start, amount)
            if unit == "month"
            else start + timedelta(days=amount * (7 if unit == "week" else 1))
        )
    except (OverflowError, ValueError):
        return None
    return datetime.combine(end, _LATEST, reckoning.zone)


def _close(words: str) -> time:
    if "中午" in words or "上午" in words:
        return time(12, 0)
    return _CLOSE if "下班" in words else _LATEST


def _year(words: str | None, today: date | None) -> int | None:
    if words and words[0] == "2":
        return int(words[:4])
    if today is None or not words:
        return None
    return today.year + (words[0] == "明")


def _of_month(match: re.Match[str], today: date | None) -> date | None:
    month = number_of(match["month"])
    year = _year(match["year"], today)
    years = [year] if year else [today.year - 1, today.year, today.year + 1] if today else []
    for tried in years:
        day = _day_in(tried, month, match)
        if day and (year or (today and today - _BACK <= day <= today + _AHEAD)):
            return day
    return None


def _day_in(year: int, month: int, match: re.Match[str]) -> date | None:
    if not 1 <= month <= 12:
        return None
    if match["end"] or match["third"] == "下":
        return _last_day(year, month)
    if match["third"]:
        return date(year, month, 10 if match["third"] == "上" else 20)
    return valid_date(year, month, number_of(match["day"]))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _of_week(match: re.Match[str], today: date) -> date:
    number = 6 if match["day"] in "天末" else _WEEKDAY.index(match["day"])
    monday = today - timedelta(days=today.weekday())
    if match["which"] == "下":
        return monday + timedelta(days=7 + number)
    day = monday + timedelta(days=number)
    return day if match["which"] or day >= today else day + timedelta(days=7)


def _next_of_that_number(number: int, today: date) -> date | None:
    first = today.replace(day=1)
    if number < today.day:
        first = (first + timedelta(days=31)).replace(day=1)
    return valid_date(first.year, first.month, number)


def _months_later(start: date, months: int) -> date:
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
