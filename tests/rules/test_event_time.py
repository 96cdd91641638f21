"""Times as officers type them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.event_time import understand_time
from dutyroom.rules.refusal import Refusal

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
MIDNIGHT = datetime(2026, 11, 23, 0, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("typed", "now", "meant"),
    [
        ("", MORNING, "11-23 09:30"),
        ("0815", MORNING, "11-23 08:15"),
        ("8:15", MORNING, "11-23 08:15"),
        ("８：１５", MORNING, "11-23 08:15"),
        ("815", MORNING, "11-23 08:15"),
        ("昨日2330", MORNING, "11-22 23:30"),
        ("昨天 23:30", MORNING, "11-22 23:30"),
        ("昨晚11点半", MORNING, "11-22 23:30"),
        ("昨晚1点", MORNING, "11-23 01:00"),
        ("2350", MIDNIGHT, "11-22 23:50"),
        ("前天8时", MORNING, "11-21 08:00"),
        ("今天8时15分", MORNING, "11-23 08:15"),
        ("11月22日8时15分", MORNING, "11-22 08:15"),
        ("11-22 0815", MORNING, "11-22 08:15"),
        ("2026-11-22 08:15", MORNING, "11-22 08:15"),
        ("-10", MORNING, "11-23 09:20"),
        ("10分钟前", MORNING, "11-23 09:20"),
        ("十分钟前", MORNING, "11-23 09:20"),
        ("半小时前", MORNING, "11-23 09:00"),
        ("2h", MORNING, "11-23 07:30"),
        ("三点一刻", MORNING, "11-23 03:15"),
        ("yesterday 2330", MORNING, "11-22 23:30"),
    ],
)
def test_when_it_happened(typed, now, meant):
    assert understand_time(typed, now=now, zone=ZONE).astimezone(ZONE).strftime("%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18:00", "11-23 18:00"),
        ("0815", "11-24 08:15"),
        ("明日8时", "11-24 08:00"),
        ("2h", "11-23 11:30"),
        ("30分钟后", "11-23 10:00"),
        ("+45", "11-23 10:15"),
        ("11月25日18时", "11-25 18:00"),
        ("24小时", "11-24 09:30"),
        ("24:00", "11-24 00:00"),
    ],
)
def test_until_when(typed, meant):
    assert understand_time(typed, now=MORNING, zone=ZONE, ahead=True).astimezone(ZONE).strftime("%m-%d %H:%M") == meant


@pytest.mark.parametrize("typed", ["abc", "25:00", "8:75", "13月1日8时", "1122 0815", "8:15:99", "昨日"])
def test_what_is_no_time_is_said(typed):
    with pytest.raises(Refusal, match=r"time\.unclear"):
        understand_time(typed, now=MORNING, zone=ZONE)


def test_a_day_without_a_year_at_new_year_is_the_year_before():
    now = datetime(2027, 1, 1, 0, 20, tzinfo=ZONE)
    meant = understand_time("12月31日 23:50", now=now, zone=ZONE)
    assert meant.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") == "2026-12-31 23:50"
    ahead = understand_time("1月2日8时", now=datetime(2026, 12, 31, 9, tzinfo=ZONE), zone=ZONE, ahead=True)
    assert ahead.astimezone(ZONE).year == 2027


@given(st.integers(0, 20 * 365 * 24 * 60), st.integers(0, 23), st.integers(0, 59))
def test_a_bare_time_is_that_time_of_day_and_never_half_a_day_ahead(minutes, hour, minute):
    now = (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(ZONE)
    meant = understand_time(f"{hour:02}{minute:02}", now=now, zone=ZONE).astimezone(ZONE)
    assert (meant.hour, meant.minute) == (hour, minute)
    assert now - timedelta(days=1) <= meant < now + timedelta(days=1)
    due = understand_time(f"{hour:02}:{minute:02}", now=now, zone=ZONE, ahead=True)
    assert timedelta(0) < due - now <= timedelta(days=1)


@given(st.text(max_size=30))
def test_anything_typed_is_a_time_or_a_refusal(typed):
    try:
        meant = understand_time(typed, now=MORNING, zone=ZONE)
    except Refusal as refusal:
        meant = refusal
    assert getattr(meant, "code", None) in ("time.unclear", "time.ambiguous") or meant.tzinfo is UTC
