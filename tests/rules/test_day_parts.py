"""Every word for a part of the day with every hour: the hour a Chinese officer means, or a question, never a guess."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.event_time import understand_time
from dutyroom.rules.refusal import Refusal

ZONE: Final = ZoneInfo("Asia/Shanghai")
DAY: Final = datetime(2026, 11, 23, tzinfo=ZONE)
MORNING: Final = DAY.replace(hour=9, minute=30)

# Written out by hand: what hour of the day is meant; 24 and more lie in the night after that day; absent is asked back.
_AM: Final = {0: 0, **{hour: hour for hour in range(1, 12)}}
_NOON: Final = {10: 10, 11: 11, 12: 12, 1: 13, 2: 14}
_EVENING: Final = {5: 17, 6: 18, 7: 19, 8: 20, 9: 21, 10: 22, 11: 23, 12: 24, 0: 24, 1: 25, 2: 26, 3: 27}
_NIGHT: Final = {8: 20, 9: 21, 10: 22, 11: 23, 12: 24, 0: 24, 1: 25, 2: 26, 3: 27, 4: 28, 5: 29}
MEANT: Final[dict[str, dict[int, int]]] = {
    "凌晨": {12: 0, 0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6},
    "清晨": {4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9},
    "早晨": _AM,
    "早上": _AM,
    "早": _AM,
    "上午": _AM,
    "中午": _NOON,
    "下午": {12: 12, **{hour: hour + 12 for hour in range(1, 12)}},
    "傍晚": {4: 16, 5: 17, 6: 18, 7: 19, 8: 20},
    "晚上": _EVENING,
    "晚": _EVENING,
    "夜里": _NIGHT,
    "夜间": _NIGHT,
    "深夜": {9: 21, 10: 22, 11: 23, 12: 24, 0: 24, 1: 25, 2: 26, 3: 27, 4: 28},
    "半夜": {10: 22, 11: 23, 12: 24, 0: 24, 1: 25, 2: 26, 3: 27, 4: 28, 5: 29},
    "午夜": {11: 23, 12: 24, 0: 24, 1: 25, 2: 26},
    "后半夜": {12: 24, 0: 24, 1: 25, 2: 26, 3: 27, 4: 28, 5: 29},
}
FIGURES: Final = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def understood(typed: str, now: datetime, *, ahead: bool = False) -> datetime | str:
    try:
        return understand_time(typed, now=now, zone=ZONE, ahead=ahead).astimezone(ZONE)
    except Refusal as refused:
        return refused.code


def spellings(hour: int, minute: int) -> list[str]:
    ways = [f"{hour}点{minute:02}", f"{hour}:{minute:02}", f"{hour}时{minute}分", f"{hour:02}{minute:02}"]
    ways.append(f"{FIGURES[hour]}点{minute:02}分")
    if minute == 30:
        ways += [f"{hour}点半", f"{FIGURES[hour]}点半"]
    if minute == 15:
        ways.append(f"{FIGURES[hour]}点一刻")
    if minute == 0:
        ways += [f"{hour}点", f"{hour}点整", f"{FIGURES[hour]}点钟"]
    return ways


@pytest.mark.parametrize("word", MEANT)
@pytest.mark.parametrize("hour", range(13))
def test_a_word_and_an_hour_mean_one_hour_or_are_asked_back(word: str, hour: int) -> None:
    meant = MEANT[word].get(hour)
    for minute in range(60):
        for typed in spellings(hour, minute):
            for ahead in (False, True):
                found = understood(word + typed, MORNING, ahead=ahead)
                if meant is None:
                    assert found == "time.ambiguous", word + typed
                else:
                    assert isinstance(found, datetime), word + typed
                    assert (found.hour, found.minute) == (meant % 24, minute), word + typed
                    assert found > MORNING if ahead else found > MORNING - timedelta(days=1)


@pytest.mark.parametrize("word", MEANT)
def test_an_hour_of_twenty_four_must_fit_its_word(word: str) -> None:
    covered = {hour % 24 for hour in MEANT[word].values()}
    for hour in range(13, 24):
        found = understood(f"{word}{hour}:20", MORNING)
        if hour in covered:
            assert isinstance(found, datetime)
            assert (found.hour, found.minute) == (hour, 20)
        else:
            assert found == "time.ambiguous"


@pytest.mark.parametrize(
    ("day", "offset", "word"),
    [
        ("昨晚", -1, "晚"),
        ("昨天晚上", -1, "晚上"),
        ("前晚", -2, "晚"),
        ("前天晚上", -2, "晚上"),
        ("今早", 0, "早"),
        ("今天早上", 0, "早上"),
        ("今日凌晨", 0, "凌晨"),
        ("今晨", 0, "早"),
        ("昨天下午", -1, "下午"),
        ("昨日傍晚", -1, "傍晚"),
        ("前天中午", -2, "中午"),
        ("大前天上午", -3, "上午"),
    ],
)
def test_a_day_with_a_part_of_it(day: str, offset: int, word: str) -> None:
    """An evening runs on into the night: 昨晚1点 and 昨晚12点 are hours of today."""
    for hour in range(13):
        found, meant = understood(f"{day}{hour}点05", MORNING), MEANT[word].get(hour)
        if meant is None:
            assert found == "time.ambiguous"
        else:
            assert found == DAY + timedelta(days=offset, hours=meant, minutes=5)


@pytest.mark.parametrize(
    ("day", "offset", "word"),
    [("今晚", 0, "晚"), ("今天晚上", 0, "晚上"), ("今天夜里", 0, "夜里"), ("明晚", 1, "晚"), ("明早", 1, "早")],
)
def test_a_day_to_come_with_a_part_of_it(day: str, offset: int, word: str) -> None:
    for hour in range(13):
        found, meant = understood(f"{day}{hour}点05", MORNING, ahead=True), MEANT[word].get(hour)
        if meant is None:
            assert found == "time.ambiguous"
        else:
            assert found == DAY + timedelta(days=offset, hours=meant, minutes=5)


@pytest.mark.parametrize(
    "typed", ["昨天夜里2点", "前天半夜1点", "昨日深夜3点", "11月22日夜里2点", "11月22日晚1点", "11-22 晚0:30"]
)
def test_small_hours_that_may_belong_to_either_day_are_asked_back(typed: str) -> None:
    assert understood(typed, MORNING) == "time.ambiguous"


@pytest.mark.parametrize(
    "typed", ["明天夜里2点", "后天半夜1点", "11月25日夜里0点半", "上午12点", "早上12点半", "晚上4点"]
)
def test_a_due_time_in_doubt_is_asked_back(typed: str) -> None:
    assert understood(typed, MORNING, ahead=True) == "time.ambiguous"


@pytest.mark.parametrize(
    ("typed", "now", "meant"),
    [
        ("今晚11点", "00:30", "11-22 23:00"),
        ("今晚12点", "00:30", "11-23 00:00"),
        ("今天夜里1点", "03:00", "11-23 01:00"),
        ("今天夜里2点", "09:30", "11-23 02:00"),
        ("昨晚11点半", "00:30", "11-22 23:30"),
        ("昨晚1点", "03:00", "time.ambiguous"),
        ("昨晚12点", "00:30", "time.ambiguous"),
        ("昨晚凌晨1点", "09:30", "11-23 01:00"),
        ("昨晚下午3点", "09:30", "time.ambiguous"),
        ("昨晚24点", "09:30", "11-23 00:00"),
        ("昨日24:00", "09:30", "11-23 00:00"),
        ("24:00", "00:30", "11-23 00:00"),
        ("11月22日晚12点", "09:30", "11-23 00:00"),
        ("零点", "09:30", "11-23 00:00"),
        ("零点三十分", "09:30", "11-23 00:30"),
        ("昨日零点", "09:30", "11-22 00:00"),
        ("二十点零五分", "22:00", "11-23 20:05"),
        ("〇八一五", "09:30", "11-23 08:15"),
        ("二〇二六年十一月二十二日晚十一点", "09:30", "11-22 23:00"),
        ("现在", "09:30", "11-23 09:30"),
        ("早8点", "09:30", "11-23 08:00"),
        ("1个半小时前", "09:30", "11-23 08:00"),
        ("一个半小时以前", "09:30", "11-23 08:00"),
        ("两小时半前", "09:30", "11-23 07:00"),
        ("1.5小时前", "09:30", "11-23 08:00"),
        ("1小时20分钟前", "09:30", "11-23 08:10"),
        ("一刻钟前", "09:30", "11-23 09:15"),
        ("半个小时前", "09:30", "11-23 09:00"),
        ("8:15am", "09:30", "11-23 08:15"),
        ("12:30 am", "09:30", "11-23 00:30"),
        ("11pm", "23:30", "11-23 23:00"),
        ("12pm", "13:00", "11-23 12:00"),
    ],
)
def test_what_was_said_when(typed: str, now: str, meant: str) -> None:
    hour, minute = map(int, now.split(":"))
    found = understood(typed, DAY.replace(hour=hour, minute=minute))
    assert (found if isinstance(found, str) else f"{found:%m-%d %H:%M}") == meant


@pytest.mark.parametrize("typed", ["明早8点", "明天凌晨3点", "今天夜里2点", "今晚2点"])
def test_after_midnight_the_day_to_come_is_asked_back(typed: str) -> None:
    assert understood(typed, DAY.replace(minute=30), ahead=True) == "time.ambiguous"


@pytest.mark.parametrize("typed", ["0001-01-01 00:00", "9999-12-31 24:00", "十十点", "一百点", "早上25点", "晚上24:30"])
def test_what_no_calendar_or_clock_has_is_unclear(typed: str) -> None:
    assert understood(typed, MORNING) == "time.unclear"


_WORDS: Final = ["", *MEANT, "零点", "am", "pm"]
_DAYS: Final = ["", "前天", "昨日", "昨", "今天", "今", "明天", "明", "后天", "11月22日", "2026-11-23 "]


@given(st.sampled_from(_DAYS), st.sampled_from(_WORDS), st.integers(0, 26), st.integers(0, 1439), st.booleans())
def test_the_hour_shown_is_always_one_that_was_said(day: str, word: str, hour: int, minute: int, ahead: bool) -> None:
    """Whatever day, word, hour and moment: the same place on the clock's face, or a question."""
    now = DAY + timedelta(minutes=minute)
    found = understood(f"{day}{word}{hour}:{minute % 60:02}", now, ahead=ahead)
    if isinstance(found, datetime):
        assert (found.hour % 12, found.minute) == (hour % 12, minute % 60)
        if hour > 12 or not word:
            assert found.hour == hour % 24
    else:
        assert found in ("time.ambiguous", "time.unclear")
