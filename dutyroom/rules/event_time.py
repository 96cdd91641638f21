"""Times as an officer types them: `0815`, `8:15`, `昨日2330`, `11月23日8时15分`, `-10`, `2h`."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "time.unclear": mark("“{text}” is not understood as a time. Write 0815, 8:15, 昨日2330, 11-23 0815 or -10 (minutes ago)."),
}  # fmt: skip

_NEAR: Final = timedelta(hours=12)
_SLACK: Final = timedelta(minutes=1)

_DAY_WORDS: Final = {
    "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨": -1, "昨晚": -1, "昨夜": -1, "今天": 0, "今日": 0, "今": 0,
    "今晨": 0, "今早": 0, "今晚": 0, "明天": 1, "明日": 1, "明": 1, "明早": 1, "明晨": 1, "明晚": 1, "后天": 2, "后日": 2,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
_EVENING: Final = ("昨晚", "昨夜", "今晚", "明晚")
_HALVES: Final = {
    "凌晨": 0, "清晨": 0, "早上": 0, "早晨": 0, "上午": 0, "中午": 12, "下午": 12, "傍晚": 12, "晚上": 12, "晚": 12,
    "夜里": 12, "夜间": 12, "am": 0, "pm": 12,
}  # fmt: skip
_CHINESE_DIGITS: Final = "〇一二三四五六七八九"

_SPAN = re.compile(
    r"(?P<sign>[-+])?(?P<n>\d{1,4})\s*"
    r"(?P<unit>分钟|分|minutes?|mins?|m|小时|个小时|hours?|hrs?|h|天|days?|d)?\s*(?P<side>前|后|ago)?"
)
_DATE = re.compile(
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?:\s*[日号]|(?!\d))\s*[,t]?\s*"
)
_CLOCK = re.compile(
    r"(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里|夜间)?\s*"
    r"(?:(?P<hour>\d{1,2})\s*(?:[:.]|时|点钟?)\s*(?:(?P<minute>\d{1,2})\s*分?|(?P<spoken>半|整|一刻|三刻))?"
    r"|(?P<packed>\d{3,4}))"
    r"\s*(?P<ampm>am|pm)?"
)
_SPOKEN: Final = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}
_CHINESE_NUMBER = re.compile(r"[〇一二三四五六七八九十两]+(?=[点时分月日号]|小时|个小时|分钟|天)")


def understand_time(text: str, *, now: datetime, zone: ZoneInfo, ahead: bool = False) -> datetime:
    """The instant (UTC) that ``text`` means for somebody in ``zone`` at ``now``; empty text means now.

    A bare time of day is the nearest past one within half a day, or with ``ahead`` (a due time) the next one.
    Raises ``Refusal("time.unclear")``.
    """
    typed = _normal(text)
    if not typed:
        return now.astimezone(UTC)
    span = _span(typed, ahead=ahead)
    if span is not None:
        return (now + span).astimezone(UTC)
    local = now.astimezone(zone)
    rest, day, evening = _day(typed, local.date(), ahead=ahead)
    clock = _clock(rest, evening=evening)
    if clock is None:
        raise Refusal("time.unclear", text=text.strip())
    if day is not None:
        return datetime.combine(day + timedelta(days=clock[1]), clock[0], zone).astimezone(UTC)
    return _nearest(clock, local, zone, ahead=ahead)


def _nearest(clock: tuple[time, int], local: datetime, zone: ZoneInfo, *, ahead: bool) -> datetime:
    found = datetime.combine(local.date() + timedelta(days=clock[1]), clock[0], zone)
    if ahead and found <= local:
        found = datetime.combine(local.date() + timedelta(days=1 + clock[1]), clock[0], zone)
    elif not ahead and found > local + _SLACK:
        before = datetime.combine(local.date() - timedelta(days=1), clock[0], zone)
        if local - before <= _NEAR:
            found = before
    return found.astimezone(UTC)


def _normal(text: str) -> str:
    typed = unicodedata.normalize("NFKC", text).strip().casefold()
    return _CHINESE_NUMBER.sub(lambda match: str(_chinese(match.group())), typed)


def _chinese(digits: str) -> int:
    digits = digits.replace("两", "二")
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (_CHINESE_DIGITS.index(tens) if tens else 1) * 10 + (_CHINESE_DIGITS.index(ones) if ones else 0)
    return int("".join(str(_CHINESE_DIGITS.index(digit)) for digit in digits))


def _span(typed: str, *, ahead: bool) -> timedelta | None:
    match = _SPAN.fullmatch(typed.replace("半小时", "30分钟").replace("刚才", "-1").replace("刚刚", "-1"))
    if match is None or not (match["sign"] or match["unit"]):
        return None
    number, unit = int(match["n"]), match["unit"] or "m"
    if unit[0] in "h小个":
        span = timedelta(hours=number)
    elif unit[0] in "d天":
        span = timedelta(days=number)
    else:
        span = timedelta(minutes=number)
    backwards = match["sign"] == "-" or match["side"] in ("前", "ago") or not (match["sign"] or match["side"] or ahead)
    return -span if backwards else span


def _day(typed: str, today: date, *, ahead: bool) -> tuple[str, date | None, bool]:
    for word in sorted(_DAY_WORDS, key=len, reverse=True):
        if typed.startswith(word):
            return typed[len(word) :].strip(" ,的"), today + timedelta(days=_DAY_WORDS[word]), word in _EVENING
    match = _DATE.match(typed)
    if match is None or not _CLOCK.fullmatch(typed[match.end() :].strip()):
        return typed, None, False
    try:
        day = date(int(match["year"] or today.year), int(match["month"]), int(match["day"]))
    except ValueError:
        return "", None, False
    if match["year"] is None:
        # Written without a year around New Year: the year that makes sense for the direction.
        if not ahead and day > today + timedelta(days=180):
            day = _other_year(day, -1)
        elif ahead and day < today - timedelta(days=180):
            day = _other_year(day, 1)
    return typed[match.end() :].strip(), day, False


def _other_year(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day


def _clock(typed: str, *, evening: bool) -> tuple[time, int] | None:
    """The time of day, and one more day for 24:00."""
    match = _CLOCK.fullmatch(typed)
    if match is None:
        return None
    if match["packed"]:
        hour, minute = divmod(int(match["packed"]), 100)
    else:
        hour, minute = int(match["hour"]), int(match["minute"] or _SPOKEN.get(match["spoken"] or "", 0))
    half = _HALVES.get(match["half"] or match["ampm"] or "", 12 if evening else 0)
    if half == 12 and hour < 12 and not (match["half"] == "中午" and hour >= 10) and not (evening and hour < 5):
        hour += 12
    elif match["ampm"] == "am" and hour == 12:
        hour = 0
    extra = 0
    if (hour, minute) == (24, 0):
        hour, extra = 0, 1
    if evening and match["half"] is None and hour < 5:
        extra = 1
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute), extra
