"""Periods of the statistics, what they are held against, their steps; hours on the clocks of a zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.local_hours import hour_number, offsets, weekday_of
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.statistics_period import (
    Grain,
    Length,
    Period,
    Stretch,
    around,
    buckets,
    compared,
    free,
    grain_of,
    moved,
    year_before,
)

ZONE = ZoneInfo("Asia/Shanghai")
CHANGING = ZoneInfo("Europe/Berlin")
DAYS = st.dates(date(1985, 1, 1), date(2090, 1, 1))
LENGTHS = st.sampled_from([length for length in Length if length is not Length.FREE])


@given(day=DAYS, length=LENGTHS, by=st.integers(-30, 30))
def test_periods_of_a_length_touch_and_do_not_overlap(day, length, by):
    period = around(length, day)
    assert period.first <= day <= period.last
    assert moved(period, 0) == period == around(length, period.last)
    assert moved(moved(period, by), -by) == period
    assert moved(period, 1).first == period.last + timedelta(days=1)


@given(day=DAYS, length=LENGTHS)
def test_the_year_before_is_the_like_period(day, length):
    period = around(length, day)
    before = year_before(period)
    assert 360 <= (period.first - before.first).days <= 368
    if length is Length.WEEK:
        assert before.first.weekday() == 0
    elif length is Length.DAY:
        assert (before.first.month, min(before.first.day, 28)) == (day.month, min(day.day, 28))
    else:
        assert before == around(length, before.first)


@given(day=DAYS, length=LENGTHS, minutes=st.integers(0, 60 * 24 * 400))
def test_a_running_period_is_held_against_the_same_part(day, length, minutes):
    period = around(length, day)
    span = period.stretch.span(ZONE)
    now = span.since + timedelta(minutes=minutes)
    against = compared(period, now, ZONE)
    assert against.this == period.stretch
    assert against.is_running == (now < span.until)
    for part, whole in ((against.before, moved(period, -1)), (against.year, year_before(period))):
        got, most = part.span(ZONE), whole.stretch.span(ZONE)
        assert got.since == most.since
        ran = min(now - span.since, most.until - most.since) if against.is_running else most.until - most.since
        assert got.until - got.since == ran or abs((got.until - got.since) - ran) == timedelta(hours=1)


@given(first=DAYS, days=st.integers(0, 900), grain=st.sampled_from([Grain.DAY, Grain.WEEK, Grain.MONTH]))
def test_steps_cover_a_stretch_once(first, days, grain):
    stretch = Stretch(first, first + timedelta(days=days))
    steps = buckets(stretch, grain)
    assert (steps[0].first, steps[-1].last) == (stretch.first, stretch.last)
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(steps))
    if grain is Grain.MONTH:
        assert all(step.first.month == step.last.month for step in steps)
    assert len(buckets(stretch, grain_of(stretch))) <= 62 or grain_of(stretch) is Grain.MONTH


def test_what_cannot_be_counted_is_refused_with_the_way_out():
    with pytest.raises(Refusal, match=r"^period.order"):
        free(date(2026, 5, 2), date(2026, 5, 1))
    with pytest.raises(Refusal, match=r"^statistics.period.long"):
        free(date(2010, 1, 1), date(2026, 1, 1))
    for early in (date(1, 1, 1), date.max):
        with pytest.raises(Refusal, match=r"^statistics.period.early"):
            around(Length.MONTH, early)
    with pytest.raises(Refusal, match=r"^statistics.period.early"):
        moved(Period(Length.DAY, date(1950, 1, 1), date(1950, 1, 1)), -1)
    assert free(date(2024, 2, 29), date(2024, 3, 1)).stretch.days == 2
    assert year_before(around(Length.DAY, date(2024, 2, 29))).first == date(2023, 2, 28)


@given(at=st.datetimes(datetime(2019, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # bounds are naive here
def test_offsets_give_the_hour_that_the_clocks_show(at):
    since, until = datetime(2019, 1, 1, tzinfo=UTC), datetime(2030, 1, 2, tzinfo=UTC)
    for zone in (ZONE, CHANGING):
        pieces = offsets(zone, since, until)
        offset = [offset for then, offset in pieces if then <= at][-1]
        local = at.astimezone(zone)
        assert local.utcoffset() == offset
        hours = hour_number(at, zone)
        assert (hours % 24, weekday_of(hours)) == (local.hour, local.weekday())
    assert len(offsets(ZONE, since, until)) == 1


def test_an_early_end_is_an_instant():
    stretch = Stretch(date(2026, 11, 1), date(2026, 11, 27), time(21, 50))
    assert stretch.span(ZONE).until == datetime(2026, 11, 27, 13, 50, tzinfo=UTC)
