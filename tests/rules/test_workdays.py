"""Working days: the year 2026 as the notice sets it, and any other year, of which nothing but weekends is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.workdays import Holidays, HolidayTable

KNOWN = shipped_rules().holidays
NOTHING = Holidays()
DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 1), False),  # a Thursday, New Year
        (date(2026, 1, 4), True),  # a Sunday, made up
        (date(2026, 2, 13), True),  # the Friday before the Spring Festival
        (date(2026, 2, 14), True),  # a Saturday, made up
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),  # a Monday, the festival's last day
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # a Saturday, made up
        (date(2026, 3, 1), False),  # a Sunday
        (date(2026, 9, 20), True),  # a Sunday, made up
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),  # a Saturday, made up
        (date(2026, 11, 23), True),
        (date(2027, 1, 1), True),  # a Friday: the statutory days of an unknown year are not guessed
        (date(2027, 1, 2), False),
    ],
)
def test_a_day_is_worked_as_the_notice_says(day, worked):
    assert KNOWN.is_workday(day) is worked


def test_2026_has_as_many_working_days_as_the_notice_leaves():
    # 261 Mondays to Fridays; of the 33 days of the seven holidays 19 fall on one of those, and 6 are made up.
    on_weekdays = [day for day, _ in KNOWN.table(2026).holidays if day.weekday() < 5]
    assert (len(KNOWN.table(2026).holidays), len(on_weekdays)) == (33, 19)
    assert KNOWN.count_workdays(date(2025, 12, 31), date(2026, 12, 31)) == 261 - 19 + 6


def test_holidays_are_named_and_spanned():
    assert KNOWN.name(date(2026, 2, 17)) == "春节"
    assert KNOWN.name(date(2026, 2, 24)) == ""
    assert KNOWN.is_makeup(date(2026, 2, 14))
    assert [name for name, _, _ in KNOWN.table(2026).spans()] == [
        "元旦",
        "春节",
        "清明节",
        "劳动节",
        "端午节",
        "中秋节",
        "国庆节",
    ]
    assert ("春节", date(2026, 2, 15), date(2026, 2, 23)) in list(KNOWN.table(2026).spans())


def test_five_working_days_before_the_spring_festival_end_after_it():
    counted = KNOWN.add_workdays(date(2026, 2, 12), 5)
    assert (counted.day, counted.unsure) == (date(2026, 2, 26), ())  # 13, 14, then 24, 25, 26


def test_a_count_that_reaches_into_a_year_without_a_table_says_so():
    assert KNOWN.add_workdays(date(2026, 12, 24), 1).unsure == ()
    assert KNOWN.add_workdays(date(2026, 12, 24), 2).unsure == (2027,)
    assert KNOWN.add_workdays(date(2026, 12, 31), 1) == KNOWN.next_workday(date(2027, 1, 1))
    assert KNOWN.add_workdays(date(2026, 12, 24), 300).unsure == (2027, 2028)


def test_the_last_days_of_a_year_hang_on_the_next_notice():
    """The notice for 2019 made 2018-12-29, a Saturday, a working day."""
    before = HolidayTable(year=2018, holidays=((date(2018, 1, 1), "元旦"),))
    holidays = Holidays((before,))
    assert holidays.add_workdays(date(2018, 12, 26), 1).unsure == ()
    counted = holidays.add_workdays(date(2018, 12, 28), 1)
    assert (counted.day, counted.unsure) == (date(2018, 12, 31), (2019,))
    after = HolidayTable(
        year=2019, holidays=((date(2018, 12, 31), "元旦"), (date(2019, 1, 1), "元旦")), makeup=(date(2018, 12, 29),)
    )
    counted = Holidays((before, after)).add_workdays(date(2018, 12, 28), 1)
    assert (counted.day, counted.unsure) == (date(2018, 12, 29), ())


@given(DAYS, st.integers(1, 120))
def test_the_day_found_is_worked_and_as_many_lie_before_it(start, count):
    counted = KNOWN.add_workdays(start, count)
    assert counted.day > start
    assert KNOWN.is_workday(counted.day)
    assert KNOWN.count_workdays(start, counted.day) == count
    assert KNOWN.count_workdays(start, counted.day - DAY) == count - 1


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_counting_on_is_counting_once(start, first, second):
    there = KNOWN.add_workdays(start, first).day
    assert KNOWN.add_workdays(there, second).day == KNOWN.add_workdays(start, first + second).day


@given(DAYS, st.integers(1, 60))
def test_a_later_start_never_ends_earlier(start, count):
    assert KNOWN.add_workdays(start, count).day <= KNOWN.add_workdays(start + DAY, count).day


@given(DAYS, st.integers(1, 60))
def test_years_without_a_table_are_exactly_those_that_were_counted_through(start, count):
    counted = KNOWN.add_workdays(start, count)
    touched = {start.year if start + DAY <= date(start.year, 12, 31) else start.year + 1}
    touched |= set(range((start + DAY).year, counted.day.year + 1))
    if (counted.day.month, counted.day.day) >= (12, 28):
        touched.add(counted.day.year + 1)
    assert set(counted.unsure) == touched - {2026}


@given(DAYS)
def test_without_any_table_only_weekends_rest(day):
    assert NOTHING.is_workday(day) is (day.weekday() < 5)
    assert NOTHING.next_workday(day).day - day <= timedelta(days=2)


def test_nothing_is_counted_for_nothing():
    with pytest.raises(ValueError):
        KNOWN.add_workdays(date(2026, 1, 5), 0)
    assert KNOWN.count_workdays(date(2026, 1, 5), date(2026, 1, 5)) == 0
    assert KNOWN.count_workdays(date(2026, 1, 5), date(2026, 1, 1)) == 0
