"""What the directory refuses, when a number is stale, and what a word finds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.directory import (
    NAME_MOST,
    PersonFacts,
    UnitFacts,
    check_group,
    check_person,
    check_unit,
    is_stale,
)
from dutyroom.rules.directory_find import (
    BEGINS,
    EXACT,
    INSIDE,
    KEY,
    KEY_INSIDE,
    NUMBER,
    OF_UNIT,
    WORDS,
    asked_words,
    fit_of,
    sought,
)
from dutyroom.rules.refusal import Refusal

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
BUREAU = sought(
    ("应急管理局", "应急局", "Emergency Management Bureau"),
    ("yjglj", "yingjiguanliju"),
    ("037155540306 037155540306",),
    ("防汛\n抗旱", "duty@example.cn", None or ""),
)
PERSON = sought(("张样例",), ("zyl", "zhangyangli"), ("19900020001",), ("值班科长",), ("应急管理局", "yjglj"))


@pytest.mark.parametrize(
    ("check", "code", "field"),
    [
        (lambda: check_unit(UnitFacts(name="  ")), "unit.name.empty", "name"),
        (lambda: check_unit(UnitFacts(name="x" * (NAME_MOST + 1))), "directory.long", "name"),
        (lambda: check_unit(UnitFacts(name="x", functions=("y" * 5000,))), "directory.long", "functions"),
        (lambda: check_person(PersonFacts(name="\u200b\n ")), "person.name.empty", "name"),
        (lambda: check_person(PersonFacts(name="x", post="y" * 300)), "directory.long", "post"),
        (lambda: check_group(" ", ""), "group.name.empty", "name"),
    ],
)
def test_refusals_name_the_field(check, code, field):
    with pytest.raises(Refusal) as refused:
        check()
    assert (refused.value.code, refused.value.field) == (code, field)


def test_lists_are_kept_one_thing_a_line_and_each_once():
    unit = check_unit(UnitFacts(name=" 水利局 ", functions=("防汛\n抗旱", "防汛", " "), initials=" S LJ"))
    assert (unit.name, unit.functions, unit.initials) == ("水利局", ("防汛", "抗旱"), "slj")


@given(st.integers(0, 4000), st.integers(1, 3650))
def test_a_number_is_stale_from_the_day_on_that_the_office_says(days, most):
    assert is_stale(NOW - timedelta(days=days), NOW, most) == (days >= most)
    assert is_stale(None, NOW, most)


@pytest.mark.parametrize(
    ("query", "bureau", "person"),
    [
        ("应急管理局", EXACT, OF_UNIT),
        ("應急管理局", EXACT, OF_UNIT),
        ("应急局", EXACT, None),
        ("yjglj", EXACT, OF_UNIT),
        ("应急", BEGINS, OF_UNIT),
        ("yj", KEY, OF_UNIT),
        ("yingji", KEY, None),
        ("管理", INSIDE, OF_UNIT),
        ("guanli", KEY_INSIDE, None),
        ("bureau", INSIDE, None),
        ("4030", NUMBER, None),
        ("0371-5554 0306", NUMBER, None),
        ("30", None, None),
        ("抗旱", WORDS, None),
        ("duty@example", WORDS, None),
        ("张 科长", None, WORDS),
        ("应急 科长", None, OF_UNIT),
        ("应急 沙漠", None, None),
        ("1990002", None, NUMBER),
        ("汛抗", None, None),
    ],
)
def test_what_a_query_finds(query, bureau, person):
    words = asked_words(query)
    assert (fit_of(BUREAU, words), fit_of(PERSON, words)) == (bureau, person)


@given(st.text(max_size=20))
def test_any_query_can_be_asked(query):
    for each in (BUREAU, PERSON):
        fit = fit_of(each, asked_words(query))
        assert fit is None or EXACT <= fit <= OF_UNIT
