"""Values of rules: from a file, from the store, as typed, as said."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_value import (
    LARGEST_BOUND,
    NUMBERS,
    SENTENCES,
    UNITS,
    Bounds,
    Unfit,
    plain_value,
    read_value,
    typed_value,
    understand_value,
    value_said,
)
from dutyroom.rules.wording import ENGLISH, Wording

CHINESE = Wording("zh_CN", {"Yes": "是", "No": "否", "{n} hours": "{n}小时", "at once": "立即"})
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="、,;，；"), min_size=1)


def values(unit):
    if unit in NUMBERS:
        return st.integers(0, NUMBERS[unit])
    if unit == "flag":
        return st.booleans()
    if unit == "time":
        return st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
    if unit == "words":
        # What is typed is folded (half and full width are one), so only words that folding leaves alone come back.
        return st.lists(st.sampled_from(["登记", "拟办", "ABC", "7日", "on time"]), min_size=1, unique=True).map(tuple)
    if unit == "bounds":
        numbers = st.lists(st.integers(1, LARGEST_BOUND), min_size=4, max_size=4, unique=True)
        kept = st.lists(st.booleans(), min_size=4, max_size=4).filter(any)
        return st.tuples(numbers, kept).map(
            lambda drawn: Bounds(
                tuple(number if keep else None for number, keep in zip(sorted(drawn[0])[::-1], drawn[1], strict=True))
            )
        )
    return WORDS.filter(lambda text: len(text) <= 200)


@pytest.mark.parametrize("unit", UNITS)
@given(data=st.data())
def test_a_value_comes_back_from_the_store_and_from_the_keyboard(unit, data):
    value = data.draw(values(unit))
    assert read_value(plain_value(value), unit) == value
    for wording in (ENGLISH, CHINESE):
        assert understand_value(typed_value(value, wording), unit) == value


@pytest.mark.parametrize(
    ("raw", "unit", "code"),
    [
        ("8", "hours", "rule.value.type.hours"),
        (True, "days", "rule.value.type.days"),
        (8.0, "hours", "rule.value.type.hours"),
        (None, "months", "rule.value.type.months"),
        (-1, "workdays", "rule.value.negative"),
        (10**9, "minutes", "rule.value.large"),
        (1, "flag", "rule.value.type.flag"),
        ("24:00", "time", "rule.value.type.time"),
        ("", "text", "rule.value.empty"),
        ("x" * 201, "text", "rule.value.long"),
        ([], "words", "rule.value.empty"),
        (["甲", " "], "words", "rule.value.empty"),
        (["甲", "甲"], "words", "rule.value.twice"),
        ("甲", "words", "rule.value.type.words"),
        ([1], "words", "rule.value.type.words"),
        ([30, 10, 3], "bounds", "rule.value.type.bounds"),
        ([30, 10, 3, "1"], "bounds", "rule.value.type.bounds"),
        ([30, 10, 3, True], "bounds", "rule.value.type.bounds"),
        ("30", "bounds", "rule.value.type.bounds"),
        (["-", "-", "-", "-"], "bounds", "rule.value.bounds.none"),
        ([30, 10, 3, 0], "bounds", "rule.value.bounds.zero"),
        ([30, 10, 10, 1], "bounds", "rule.value.bounds.order"),
        ([30, "-", 40, 1], "bounds", "rule.value.bounds.order"),
        ([30, 10, 3, -1], "bounds", "rule.value.negative"),
        ([10**13, 10, 3, 1], "bounds", "rule.value.large"),
    ],
)
def test_what_does_not_fit_is_named(raw, unit, code):
    with pytest.raises(Unfit) as unfit:
        read_value(raw, unit)
    assert unfit.value.code == code
    assert SENTENCES[code].format(**unfit.value.facts)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        (" ８ ", "hours", 8),
        ("1800", "time", time(18)),
        ("18：00", "time", time(18)),
        ("8:05", "time", time(8, 5)),
        ("是", "flag", True),
        ("No", "flag", False),
        ("登记，拟办、批办", "words", ("登记", "拟办", "批办")),
        ("３０、10、3、1", "bounds", Bounds((30, 10, 3, 1))),
        ("30, 10, 3, 1", "bounds", Bounds((30, 10, 3, 1))),
        ("50,000、10,000、5,000、1", "bounds", Bounds((50000, 10000, 5000, 1))),
        ("1.2亿、5000万、无、－", "bounds", Bounds((120000000, 50000000, None, None))),
    ],
)
def test_people_type_as_they_do(typed, unit, value):
    assert understand_value(typed, unit) == value


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("acht", "hours"),
        ("", "days"),
        ("-3", "days"),
        ("25:00", "time"),
        ("30、10", "bounds"),
        ("30、x、3、1", "bounds"),
        ("30、1.5、-、-", "bounds"),
    ],
)
def test_what_is_not_understood_is_refused_at_the_value(typed, unit):
    with pytest.raises(Refusal) as refused:
        understand_value(typed, unit)
    assert refused.value.field == "value"


def test_values_are_said_with_their_unit():
    assert value_said(1, "days", ENGLISH) == "1 day"
    assert value_said(2, "workdays", ENGLISH) == "2 working days"
    assert value_said(0, "hours", ENGLISH) == "at once"
    assert value_said(0, "count", ENGLISH) == "0"
    assert value_said(8, "hours", CHINESE) == "8小时"
    assert value_said(True, "flag", CHINESE) == "是"
    assert value_said(("甲", "乙"), "words", CHINESE) == "甲、乙"
    assert value_said(time(9), "time", ENGLISH) == "09:00"
    assert value_said(Bounds((50_000_000, None, 3, None)), "bounds", CHINESE) == "Ⅰ ≥ 50,000,000、Ⅲ ≥ 3"


def test_every_unit_is_worded():
    assert {f"rule.value.type.{unit}" for unit in UNITS} <= set(SENTENCES)
