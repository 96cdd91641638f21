"""Periods of the mayor's telephone, what they are held against, and topics that rise."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.hotline_figure import Topic, hottest, rising
from dutyroom.rules.hotline_measures import By, Span
from dutyroom.rules.hotline_period import (
    Days,
    Length,
    compared,
    days_around,
    moved,
    own_days,
    single_days,
    span_of,
    weeks_of,
)
from dutyroom.rules.refusal import Refusal
from tests.samples import ZONE

DATES = st.dates(date(2000, 1, 1), date(2100, 12, 31))
WHOLE = (Length.DAY, Length.WEEK, Length.MONTH)
SUMMER = ZoneInfo("Europe/Berlin")


@given(st.sampled_from(WHOLE), DATES, st.integers(-30, 30))
def test_periods_hold_their_day_and_touch_the_next(length, day, by):
    days = days_around(length, day)
    assert days.first <= day <= days.last
    assert moved(moved(days, by), -by) == days
    assert moved(days, 1).first == days.last + timedelta(days=1)


@given(DATES, st.integers(0, 100), st.sampled_from([ZONE, SUMMER]))
def test_weeks_and_days_part_a_period_without_gap_or_overlap(first, more, zone):
    days = own_days(first, first + timedelta(days=more))
    for parts in (weeks_of(days), single_days(days)):
        spans = [span_of(part, zone) for part in parts]
        assert spans[0].since == span_of(days, zone).since
        assert spans[-1].until == span_of(days, zone).until
        assert all(one.until == next_.since for one, next_ in pairwise(spans))
    assert len(single_days(days)) == more + 1


@given(st.sampled_from(WHOLE), DATES, st.integers(0, 50 * 24), st.sampled_from([ZONE, SUMMER]))
def test_a_running_period_is_held_against_the_same_part_of_those_before(length, day, hours, zone):
    days = days_around(length, day)
    whole = span_of(days, zone)
    now = whole.since + timedelta(hours=hours)
    found = compared(days, now, zone)
    assert found.this == Span(whole.since, min(whole.until, now))
    spans = (*found.before, found.last_year)
    assert len(found.before) == 4
    assert all(span.until <= found.this.since for span in spans), "nothing is held against itself"
    starts = [span.since.astimezone(zone) for span in spans]
    assert all(start.hour == 0 for start in starts)
    if length is not Length.MONTH:
        assert {start.weekday() for start in starts} == {days.first.weekday()}
        ends = {span.until.astimezone(zone).time() for span in spans}
        assert ends == {found.this.until.astimezone(zone).time()}
    else:
        assert {start.day for start in starts} == {1}


def test_a_month_that_has_run_is_held_against_whole_months():
    november = days_around(Length.MONTH, date(2026, 11, 27))
    found = compared(november, datetime(2027, 1, 5, tzinfo=ZONE), ZONE)
    assert [span.since.astimezone(ZONE).date() for span in found.before] == [
        date(2026, month, 1) for month in (10, 9, 8, 7)
    ]
    assert found.before[0].until == datetime(2026, 11, 1, tzinfo=ZONE), "the 31st too"
    assert found.last_year.since == datetime(2025, 11, 1, tzinfo=ZONE)
    running = compared(november, datetime(2026, 11, 27, 12, tzinfo=ZONE), ZONE)
    assert running.before[0].until == datetime(2026, 10, 27, 12, tzinfo=ZONE)
    assert running.last_year.until == datetime(2025, 11, 27, 12, tzinfo=ZONE)


def test_last_year_of_a_week_begins_on_a_monday_52_weeks_before():
    week = days_around(Length.WEEK, date(2026, 11, 27))
    found = compared(week, datetime(2026, 12, 31, tzinfo=ZONE), ZONE)
    assert week == Days(Length.WEEK, date(2026, 11, 23), date(2026, 11, 29))
    assert found.last_year.since == datetime(2025, 11, 24, tzinfo=ZONE)


def test_own_days_are_refused_backwards_and_beyond_a_year():
    with pytest.raises(Refusal, match=r"period\.order"):
        own_days(date(2026, 11, 2), date(2026, 11, 1))
    with pytest.raises(Refusal, match=r"hotline\.period\.long"):
        own_days(date(2025, 11, 26), date(2026, 11, 27))
    assert own_days(date(2025, 11, 27), date(2026, 11, 27)).last == date(2026, 11, 27)


def topic(now: int, *before: int, last_year: int = 0, code: str = "0203") -> Topic:
    return Topic(where=((By.CLASS4, code),), now=now, before=before, last_year=last_year)


def test_a_topic_rises_with_enough_cases_over_the_mean_and_over_last_year():
    assert topic(15, 10, 10, 10, 10).rises(10, 50)
    assert not topic(14, 10, 10, 10, 10).rises(10, 50), "40 per cent only"
    assert not topic(9, 1, 1, 1, 1).rises(10, 50), "too few"
    assert not topic(15, 10, 10, 10, 10, last_year=15).rises(10, 50), "as every year"
    assert topic(10, 0, 0, 0, 0).rises(10, 50)
    assert topic(10, 0, 0, 0, 0).growth is None
    assert (topic(15, 10, 10, 10, 10).growth, topic(15, 10, 10, 10, 10).mean) == (50, 10)


@given(st.lists(st.lists(st.integers(0, 30), min_size=6, max_size=6), max_size=12), st.integers(1, 12))
def test_the_hottest_have_enough_cases_and_stand_by_what_is_more_than_before(numbers, least):
    topics = [topic(now, *before, last_year=year, code=f"{n:04}") for n, (now, year, *before) in enumerate(numbers)]
    found = hottest(topics, least)
    assert {each.where for each in found} == {each.where for each in topics if each.now >= least}
    assert [each.excess for each in found] == sorted((each.excess for each in found), reverse=True)
    rises = rising(topics, least, 50)
    assert set(rises) <= set(found)
    assert all(each.excess > 0 and each.now > each.last_year for each in rises)
