"""What a day is for the roster, and when a holiday's list is due."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.roster import DAYS_BEFORE, day_kind, days_of_month, due_before

BOOK = shipped_rules()


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_a_day_is_free_or_worked_as_the_holiday_table_says(day: date) -> None:
    kind = day_kind(day, BOOK.holidays)
    assert (kind in ("work", "makeup")) == BOOK.holidays.is_workday(day)
    assert (kind == "holiday") == bool(BOOK.holidays.name(day) and not BOOK.holidays.is_makeup(day))
    assert kind != "makeup" or day.weekday() >= 5


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_a_month_has_each_of_its_days_once(year: int, month: int) -> None:
    days = list(days_of_month(year, month))
    assert days[0] == date(year, month, 1)
    assert (days[-1] + timedelta(days=1)).day == 1
    assert all(after - before == timedelta(days=1) for before, after in pairwise(days))


def test_the_list_of_a_holiday_is_due_five_days_before_it() -> None:
    first = date(2026, 10, 1)
    assert due_before(first, BOOK.number(DAYS_BEFORE, first)) == date(2026, 9, 26)
