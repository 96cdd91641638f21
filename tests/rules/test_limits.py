"""Limits: across midnight, weekends, the Spring Festival, leap days, year ends, and clocks that are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.canon import instant, microseconds
from dutyroom.rules.limits import LIMIT_UNITS, Due, Limit, add_months, due
from dutyroom.rules.workdays import Holidays

HERE = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = st.sampled_from((HERE, BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")))
HOLIDAYS = shipped_rules().holidays
END = time(18, 0)
INSTANTS = st.integers(
    microseconds(datetime(2024, 1, 1, tzinfo=UTC)), microseconds(datetime(2028, 12, 31, tzinfo=UTC))
).map(instant)


def at(text: str, zone: ZoneInfo = HERE) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def due_at(amount: int, unit: str, start: datetime, zone: ZoneInfo = HERE, end: time = END) -> Due:
    return due(Limit(amount, unit), start, zone=zone, holidays=HOLIDAYS, day_end=end)


@pytest.mark.parametrize(
    ("amount", "unit", "start", "end"),
    [
        (30, "minutes", "2026-11-23 23:45", "2026-11-24 00:15"),
        (8, "hours", "2026-11-23 20:00", "2026-11-24 04:00"),
        (48, "hours", "2026-02-14 17:00", "2026-02-16 17:00"),  # into the Spring Festival
        (1, "days", "2026-11-23 10:30", "2026-11-24 10:30"),
        (3, "days", "2026-11-20 10:30", "2026-11-23 10:30"),  # over a weekend
        (1, "days", "2028-02-28 10:30", "2028-02-29 10:30"),
        (1, "days", "2027-02-28 10:30", "2027-03-01 10:30"),
        (3, "months", "2026-11-30 10:30", "2027-02-28 10:30"),
        (3, "months", "2027-11-30 10:30", "2028-02-29 10:30"),
        (1, "months", "2026-12-31 23:59", "2027-01-31 23:59"),
        (5, "months", "2026-03-05 09:00", "2026-08-05 09:00"),
        (1, "workdays", "2026-11-23 09:00", "2026-11-24 18:00"),
        (1, "workdays", "2026-11-23 23:50", "2026-11-24 18:00"),
        (1, "workdays", "2026-11-24 00:10", "2026-11-25 18:00"),
        (1, "workdays", "2026-11-20 09:00", "2026-11-23 18:00"),  # Friday to Monday
        (1, "workdays", "2026-11-21 09:00", "2026-11-23 18:00"),  # in on a Saturday
        (1, "workdays", "2026-02-13 09:00", "2026-02-14 18:00"),  # a Saturday that is made up
        (2, "workdays", "2026-02-13 09:00", "2026-02-24 18:00"),  # over the Spring Festival
        (2, "workdays", "2026-02-18 02:00", "2026-02-25 18:00"),  # in during the festival
        (20, "workdays", "2026-09-18 16:00", "2026-10-22 18:00"),  # over two feasts with made-up days
    ],
)
def test_a_limit_ends(amount, unit, start, end):
    assert due_at(amount, unit, at(start)) == Due(at(end))


def test_what_reaches_into_a_year_without_a_table_names_it():
    found = due_at(5, "workdays", at("2026-12-25 09:00"))
    assert found == Due(at("2027-01-01 18:00"), (2027,))
    assert due_at(30, "days", at("2026-12-25 09:00")).unsure == ()


def test_an_hour_stays_an_hour_when_clocks_are_changed():
    spring = at("2026-03-29 01:30", BERLIN)  # half an hour before two o'clock becomes three
    assert due_at(2, "hours", spring, BERLIN).at.astimezone(BERLIN) == at("2026-03-29 04:30", BERLIN)
    autumn = at("2026-10-25 01:30", BERLIN)
    assert due_at(2, "hours", autumn, BERLIN).at - autumn.astimezone(UTC) == timedelta(hours=2)
    assert due_at(2, "hours", autumn, BERLIN).at.astimezone(BERLIN).time() == time(2, 30)


def test_a_day_keeps_the_time_of_day_when_clocks_are_changed():
    start = at("2026-03-07 10:00", NEW_YORK)
    found = due_at(1, "days", start, NEW_YORK)
    assert found.at == at("2026-03-08 10:00", NEW_YORK)
    assert found.at - start.astimezone(UTC) == timedelta(hours=23)


def test_a_time_that_the_clocks_skip_is_read_as_if_they_did_not():
    found = due_at(1, "days", at("2026-03-28 02:30", BERLIN), BERLIN)
    assert found.at.astimezone(BERLIN) == at("2026-03-29 03:30", BERLIN)


def test_a_time_that_the_clocks_show_twice_is_the_first():
    found = due_at(1, "days", at("2026-10-24 02:30", BERLIN), BERLIN)
    assert found.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    assert due_at(1, "days", again, BERLIN).at == at("2026-10-26 02:30", BERLIN)


@given(INSTANTS, st.sampled_from(LIMIT_UNITS), ZONES)
def test_an_amount_of_nothing_is_due_at_once(start, unit, zone):
    assert due_at(0, unit, start, zone) == Due(start)


@given(INSTANTS, st.integers(1, 500), st.sampled_from(LIMIT_UNITS), ZONES)
def test_a_limit_ends_after_its_start_in_utc(start, amount, unit, zone):
    found = due_at(amount, unit, start, zone)
    assert found.at > start
    assert found.at.tzinfo is UTC


@given(INSTANTS, st.integers(1, 10_000), st.sampled_from(("minutes", "hours")), ZONES)
def test_minutes_and_hours_are_counted_whatever_the_zone(start, amount, unit, zone):
    assert due_at(amount, unit, start, zone).at - start == amount * timedelta(**{unit: 1})


@given(INSTANTS, st.integers(1, 400), ZONES)
def test_days_keep_the_local_clock(start, amount, zone):
    found, begun = due_at(amount, "days", start, zone).at.astimezone(zone), start.astimezone(zone)
    assert found.date() - begun.date() == timedelta(days=amount)
    moved = timedelta(hours=found.hour - begun.hour, minutes=found.minute - begun.minute)
    assert moved in (timedelta(0), timedelta(minutes=30), timedelta(hours=1))  # only where that time is skipped
    if zone in (HERE, ZoneInfo("UTC")):
        assert found.time() == begun.time()


@given(INSTANTS, st.integers(1, 120), st.sampled_from((HERE, ZoneInfo("UTC"))))
def test_months_end_on_the_same_day_or_the_last_one(start, amount, zone):
    found, begun = due_at(amount, "months", start, zone).at.astimezone(zone), start.astimezone(zone)
    assert (found.year * 12 + found.month) - (begun.year * 12 + begun.month) == amount
    assert found.time() == begun.time()
    assert found.day == begun.day or (found.day < begun.day and (found + timedelta(days=1)).day == 1)


@given(INSTANTS, st.integers(1, 200), ZONES, st.times(time(12, 1), time(23, 59)))
def test_working_days_end_with_the_office_on_a_working_day(start, amount, zone, end):
    found = due_at(amount, "workdays", start, zone, end)
    local, begun = found.at.astimezone(zone), start.astimezone(zone).date()
    assert HOLIDAYS.is_workday(local.date())
    assert HOLIDAYS.count_workdays(begun, local.date()) == amount
    if zone in (HERE, ZoneInfo("UTC")):
        assert local.time() == end
    assert found.unsure == HOLIDAYS.unsure(begun + timedelta(days=1), local.date())


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=40)), st.integers(1, 60))
def test_what_begins_later_is_not_due_earlier(start, later, amount):
    for unit in LIMIT_UNITS:
        assert due_at(amount, unit, start).at <= due_at(amount, unit, start + later).at


@given(INSTANTS, st.integers(1, 60))
def test_more_known_holidays_never_shorten_a_limit_but_for_days_made_up(start, amount):
    """Against a calendar of weekends only: a holiday moves the end back, a made-up day at most forward by itself."""
    limit = Limit(amount, "workdays")
    bare = due(limit, start, zone=HERE, holidays=Holidays(), day_end=END).at.astimezone(HERE).date()
    known = due_at(amount, "workdays", start).at.astimezone(HERE).date()
    begun = start.astimezone(HERE).date()
    gained = sum(begun < day <= known for day in HOLIDAYS.table(2026).makeup)
    assert known >= bare or gained


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 240))
def test_months_are_added_as_one_step_or_not_at_all_twice(day, months):
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day <= day.day
