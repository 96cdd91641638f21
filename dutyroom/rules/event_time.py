"""Times as an officer types them: `0815`, `8:15`, `昨日2330`, `昨晚11点半`, `11月23日8时15分`, `-10`, `2h`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.day_parts import DAY_HOURS, PARTS, SMALL_HOURS, Family, Part, hour_meant
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "time.unclear": mark("“{text}” is not understood as a time. Write 0815, 8:15, 昨日2330, 11-23 0815 or -10 (minutes ago)."),
    "time.ambiguous": mark("“{text}” does not say for certain which hour or which night. Write the day and the hour of 24, such as 昨日2330 or 11-23 0030."),
}  # fmt: skip

_NEAR: Final = timedelta(hours=12)
_SLACK: Final = timedelta(minutes=1)
_NOW: Final = frozenset({"现在", "此刻", "此时", "now", "just now"})

_DAY_WORDS: Final = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨": -1, "今天": 0, "今日": 0, "今": 0,
    "明天": 1, "明日": 1, "明": 1, "后天": 2, "后日": 2, "大后天": 3, "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip


def _one_of(words: dict[str, int] | dict[str, Part]) -> str:
    """Longer words first, so that 晚上 is not read as 晚."""
    return "|".join(sorted(words, key=len, reverse=True))


_DAY_WORD = re.compile(rf"(?P<word>{_one_of(_DAY_WORDS)}|前(?=晚))[ ,的]*")
_DATE = re.compile(
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?:\s*[日号]|(?!\d))\s*[,t]?\s*"
)
_CLOCK = re.compile(
    rf"(?P<parts>(?:(?:{_one_of(PARTS)})[ 的]*){{0,2}})\s*"
    r"(?:(?P<hour>\d{1,2})\s*(?:[:.]|时|点钟?|(?=[ap]m))\s*(?:(?P<minute>\d{1,2})\s*分?|(?P<spoken>半|整|一刻|三刻))?"
    r"|(?P<packed>\d{3,4}))"
    r"\s*(?P<half>am|pm)?"
)
_PART = re.compile(_one_of(PARTS))
_SPOKEN: Final = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}

_PIECE = r"\d{1,4}(?:\.\d)?\s*(?:个半小时|个半钟头|小时半|分钟?|minutes?|mins?|m|个?小时|个?钟头|hours?|hrs?|h|刻钟|天|days?|d)\s*"
_SPAN = re.compile(
    rf"(?P<sign>[-+])?\s*(?P<pieces>(?:{_PIECE}){{1,3}}|(?<=[-+])\d{{1,4}}\s*)(?:[以之]?(?P<side>前|后)|(?P<ago>ago))?"
)
_LENGTH = re.compile(r"(?P<n>\d{1,4}(?:\.\d)?)\s*(?P<unit>[^\d\s]*)")
_HALF_HOUR = re.compile(r"(?<!个)半个?(?:小时|钟头)")

_DIGITS: Final = "零一二三四五六七八九"
_CHINESE_NUMBER = re.compile(r"[零〇一二两三四五六七八九十]+(?!刻(?!钟))")


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day: the hour as spoken, the one it means from the beginning of its day (None: in doubt)."""

    spoken: int
    hour: int | None
    minute: int
    parts: tuple[Part, ...]

    @property
    def family(self) -> Family | None:
        """Of the word that places it; None for a bare time of 24 hours."""
        return self.parts[0].family if self.parts else None


def understand_time(text: str, *, now: datetime, zone: ZoneInfo, ahead: bool = False) -> datetime:
    """The instant (UTC) that ``text`` means for somebody in ``zone`` at ``now``; empty text means now.

    A bare time of day is the nearest past one within half a day, or with ``ahead`` (a due time) the next one.
    Refused: ``time.unclear``; ``time.ambiguous`` where two times are as likely, which is never guessed.
    """
    typed = _normal(text)
    if not typed or typed in _NOW:
        return now.astimezone(UTC)
    try:
        span = _span(typed, ahead=ahead)
        return (now + span).astimezone(UTC) if span is not None else _moment(typed, now.astimezone(zone), ahead=ahead)
    except OverflowError as error:
        raise Refusal("time.unclear", text=text.strip()) from error
    except Refusal as refused:
        raise Refusal(refused.code, text=text.strip()) from refused


def understand_near(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The same for something that may have begun or may be still to come: of both readings the one nearer to now."""
    readings: list[datetime] = []
    refused: Refusal | None = None
    for ahead in (True, False):
        try:
            readings.append(understand_time(text, now=now, zone=zone, ahead=ahead))
        except Refusal as refusal:
            refused = refusal
    if not readings:
        raise refused or Refusal("time.unclear", text=text.strip())
    return min(readings, key=lambda at: abs(at - now))


def _moment(typed: str, local: datetime, *, ahead: bool) -> datetime:
    rest, day, offset = _day(typed, local.date(), ahead=ahead)
    clock = _clock(rest)
    if clock is None:
        raise Refusal("time.unclear")
    if clock.hour is None:
        raise Refusal("time.ambiguous")
    if day is None:
        return _nearest(time(clock.hour % DAY_HOURS, clock.minute), local, ahead=ahead)
    day += timedelta(days=_turns(clock, clock.hour, offset, local, ahead=ahead))
    return datetime.combine(day, time(clock.hour % DAY_HOURS, clock.minute), local.tzinfo).astimezone(UTC)


def _nearest(clock: time, local: datetime, *, ahead: bool) -> datetime:
    found = datetime.combine(local.date(), clock, local.tzinfo)
    if ahead and found <= local:
        found = datetime.combine(local.date() + timedelta(days=1), clock, local.tzinfo)
    elif not ahead and found > local + _SLACK:
        before = datetime.combine(local.date() - timedelta(days=1), clock, local.tzinfo)
        if local - before <= _NEAR:
            found = before
    return found.astimezone(UTC)


def _turns(clock: _Clock, hour: int, offset: int | None, local: datetime, *, ahead: bool) -> int:
    """How many midnights lie between the beginning of the day that is named and the clock time.

    ``offset`` is the day's distance from today, None for a date. Refused: ``time.ambiguous``.
    """
    awake = local.hour < SMALL_HOURS
    if clock.family is Family.MORNING and offset == 1 and awake:
        raise Refusal("time.ambiguous")  # 明早 said at 00:30: the morning to come, or the one after it
    if clock.family not in (Family.EVENING, Family.NIGHT):
        return hour // DAY_HOURS
    if offset == 0 and awake and not ahead:
        return hour // DAY_HOURS - 1  # 今晚 said after midnight of what has happened
    if hour < DAY_HOURS or clock.spoken == DAY_HOURS:
        return hour // DAY_HOURS
    if offset == 0:
        return _tonight(clock, hour, local, ahead=ahead)
    over_midnight = hour > DAY_HOURS or clock.spoken == 0
    if over_midnight and (offset is None or clock.family is Family.NIGHT):
        raise Refusal("time.ambiguous")  # 22日夜里2点: on the 22nd, or in the night that follows it
    if offset == -1 and awake:
        raise Refusal("time.ambiguous")  # 昨晚1点 said at 03:00: two hours ago, or a day earlier
    return 1


def _tonight(clock: _Clock, hour: int, local: datetime, *, ahead: bool) -> int:
    """Of small hours named with 今: the night behind, or the one to come."""
    if not ahead:
        return 0 if clock.family is Family.NIGHT else 1
    if time(hour % DAY_HOURS, clock.minute) > local.time():
        raise Refusal("time.ambiguous")
    return 1


def _normal(text: str) -> str:
    typed = unicodedata.normalize("NFKC", text).strip().casefold()
    return _CHINESE_NUMBER.sub(lambda match: _figures(match.group()), typed)


def _figures(digits: str) -> str:
    """A Chinese number in figures, 二十三 as 23 and 〇八一五 as 0815; left as it is where it is none."""
    plain = digits.replace("两", "二").replace("〇", "零")
    tens, ten, ones = plain.partition("十")
    if not ten:
        return "".join(str(_DIGITS.index(digit)) for digit in plain)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones or "零" in plain:
        return digits
    return str((_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0))


def _span(typed: str, *, ahead: bool) -> timedelta | None:
    typed = _HALF_HOUR.sub("30分钟", typed)
    match = _SPAN.fullmatch(typed.replace("刚才", "-1").replace("刚刚", "-1"))
    if match is None:
        return None
    minutes = sum(_minutes(float(piece["n"]), piece["unit"]) for piece in _LENGTH.finditer(match["pieces"]))
    back = match["sign"] == "-" or match["side"] == "前" or match["ago"]
    towards = match["sign"] == "+" or match["side"] == "后"
    return timedelta(minutes=-minutes if back or not (towards or ahead) else minutes)


def _minutes(number: float, unit: str) -> float:
    if unit[:1] in ("天", "d"):
        return number * 24 * 60
    if unit.startswith("刻"):
        return number * 15
    if "时" in unit or "钟头" in unit or unit.startswith("h"):
        return number * 60 + (30 if "半" in unit else 0)
    return number


def _day(typed: str, today: date, *, ahead: bool) -> tuple[str, date | None, int | None]:
    """What is left of the text, the day it names, and that day's distance from today where it is said so."""
    word = _DAY_WORD.match(typed)
    if word is not None:
        offset = _DAY_WORDS.get(word["word"], -2)
        return typed[word.end() :], today + timedelta(days=offset), offset
    match = _DATE.match(typed)
    if match is None or not _CLOCK.fullmatch(typed[match.end() :].strip()):
        return typed, None, None
    try:
        day = date(int(match["year"] or today.year), int(match["month"]), int(match["day"]))
    except ValueError:
        return "", None, None
    if match["year"] is None:
        # Written without a year around New Year: the year that makes sense for the direction.
        if not ahead and day > today + timedelta(days=180):
            day = _other_year(day, -1)
        elif ahead and day < today - timedelta(days=180):
            day = _other_year(day, 1)
    return typed[match.end() :].strip(), day, None


def _other_year(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day


def _clock(typed: str) -> _Clock | None:
    match = _CLOCK.fullmatch(typed)
    if match is None:
        return None
    if match["packed"]:
        hour, minute = divmod(int(match["packed"]), 100)
    else:
        hour, minute = int(match["hour"]), int(match["minute"] or _SPOKEN.get(match["spoken"] or "", 0))
    if hour > DAY_HOURS or minute > 59 or (hour == DAY_HOURS and minute):
        return None
    words = [*_PART.findall(match["parts"]), *filter(None, [match["half"]])]
    parts = tuple(PARTS[word] for word in words)
    return _Clock(hour, hour_meant(hour, parts), minute, parts)
