"""Merging two changes of one record: nothing typed is lost, no difference is dropped, nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.merging import Side, differences, merged
from dutyroom.rules.refusal import Refusal

NAMES = ("title", "source", "pages", "fields")
VALUES = st.one_of(st.none(), st.booleans(), st.sampled_from(["", "甲", "乙"]), st.tuples(st.sampled_from("ab")))
RECORDS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))
CHOICES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Side))


@given(RECORDS, RECORDS, RECORDS)
def test_no_difference_is_dropped_and_none_is_invented(base: Any, mine: Any, theirs: Any) -> None:
    named = [each.name for each in differences(base, mine, theirs)]
    assert named == [name for name in mine if mine[name] != theirs[name]]


@given(RECORDS, RECORDS, RECORDS, CHOICES)
def test_nothing_typed_is_lost_unless_somebody_chose_the_other(base: Any, mine: Any, theirs: Any, chosen: Any) -> None:
    found = differences(base, mine, theirs)
    try:
        result = merged(mine, found, chosen)
    except Refusal as refusal:
        name = refusal.field
        assert name is not None
        assert name not in chosen
        assert mine[name] != base[name] != theirs[name] != mine[name]
        return
    assert set(result) == set(NAMES)
    for name, value in result.items():
        if value != mine[name]:
            assert value == theirs[name]
            assert chosen.get(name) is Side.THEIRS or mine[name] == base[name]
        if value != theirs[name]:
            assert chosen.get(name) is Side.MINE or theirs[name] == base[name]


@given(RECORDS, RECORDS)
def test_who_typed_alone_keeps_all_of_it(base: Any, typed: Any) -> None:
    assert merged(typed, differences(base, typed, base), {}) == typed
    assert merged(base, differences(base, base, typed), {}) == typed


@given(RECORDS, RECORDS, RECORDS, st.sampled_from(Side))
def test_one_side_for_all_is_that_side(base: Any, mine: Any, theirs: Any, side: Side) -> None:
    chosen = dict.fromkeys(NAMES, side)
    assert merged(mine, differences(base, mine, theirs), chosen) == (mine if side is Side.MINE else theirs)


def test_what_both_changed_must_be_chosen() -> None:
    found = differences({"title": "甲"}, {"title": "乙"}, {"title": "丙"})
    with pytest.raises(Refusal) as caught:
        merged({"title": "乙"}, found, {})
    assert (caught.value.code, caught.value.field) == ("record.choose", "title")
