"""The rule book: versions by their day, what holds for a matter that began before, the office's own over the shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.limits import Limit
from dutyroom.rules.rule_book import ALWAYS, Rule, RuleBook
from dutyroom.rules.workdays import Holidays, HolidayTable

DAY = date(2026, 11, 23)
KEY = "supervise.instruction"
BASE = Rule(key=KEY, value=15, unit="days", zh="领导批示", en="Instruction", source="sample", checked=True)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def book_of(*rules: Rule) -> RuleBook:
    return RuleBook.of(rules, Holidays())


def test_a_matter_keeps_the_value_of_the_day_it_began():
    book = book_of(BASE, replace(BASE, value=10, begins=DAY))
    assert book.limit(KEY, DAY - timedelta(days=1)) == Limit(15, "days", KEY, "sample", True)
    assert book.limit(KEY, DAY) == Limit(10, "days", KEY, "sample", True)
    assert book.upcoming(KEY, DAY - timedelta(days=1)).value == 10
    assert book.upcoming(KEY, DAY) is None


def test_what_begins_later_is_not_there_before():
    book = book_of(replace(BASE, begins=DAY))
    assert book.rule(KEY, DAY - timedelta(days=1)) is None
    assert book.limit(KEY, DAY - timedelta(days=1)) is None
    assert book.rules(DAY - timedelta(days=1)) == ()


@given(st.dictionaries(DAYS, st.integers(1, 99), max_size=8), DAYS)
def test_the_newest_begin_not_after_the_day_counts(versions, on):
    book = book_of(BASE, *(replace(BASE, value=value, begins=day) for day, value in versions.items()))
    begun = [day for day in versions if day <= on]
    assert book.number(KEY, on) == (versions[max(begun)] if begun else 15)
    later = [day for day in versions if day > on]
    assert (book.upcoming(KEY, on) is not None) is bool(later)
    if later:
        assert book.upcoming(KEY, on).begins == min(later)


def test_own_values_and_years_lie_over_the_shipped_ones():
    shipped = shipped_rules()
    own = replace(shipped.rule(KEY, DAY), value=12, begins=DAY, own=7)
    table = HolidayTable(year=2026, holidays=((date(2026, 1, 1), "元旦"),), own=True)
    book = shipped.with_own([own], [table])
    assert (book.number(KEY, DAY), book.number(KEY, DAY - timedelta(days=1))) == (12, 15)
    assert book.rule(KEY, DAY).own == 7
    assert book.holidays.table(2026) == table
    assert list(book.versions) == list(shipped.versions), "the order of the files stays"
    assert shipped.number(KEY, DAY) == 15


def test_a_confirmed_value_stands_in_the_place_of_the_shipped_one():
    shipped = shipped_rules()
    rule = shipped.rule("office.day_end", DAY)
    assert not rule.checked
    book = shipped.with_own([replace(rule, checked=True, own=1)], [])
    assert book.rule("office.day_end", date(1990, 1, 1)).checked
    assert len(book.versions["office.day_end"]) == 1


def test_each_kind_of_value_is_asked_for_as_what_it_is():
    book = shipped_rules()
    assert book.number("supervise.paper", DAY) == 30
    assert book.flag("secrecy.store_content", DAY) is False
    assert book.text("proposal.result.A", DAY) == "已解决"
    assert book.words("urgency.telegram.grades", DAY) == ("特提", "特急", "加急", "平急")
    assert book.clock("office.day_end", DAY) == time(18)
    assert (book.hours(DAY).noon, book.hours(DAY).documents) == (time(12), time(9))
    for ask in (book.flag, book.text, book.words, book.clock):
        with pytest.raises(KeyError):
            ask("supervise.paper", DAY)
    with pytest.raises(KeyError):
        book.number("secrecy.store_content", DAY)
    with pytest.raises(KeyError):
        book.number("no.such", DAY)


def test_only_what_measures_time_is_a_limit():
    book = shipped_rules()
    assert book.limit("urgency.telegram.特提.read", DAY).amount == 0
    assert book.limit("secrecy.绝密.max", DAY) is None
    assert book.limit("secrecy.store_content", DAY) is None
    assert book.limit("urgency.paper.no.read", DAY) is None


def test_a_rule_begins_always_unless_it_says_so():
    assert {rule.begins for rule in shipped_rules().rules(DAY)} == {ALWAYS}
