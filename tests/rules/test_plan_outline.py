"""Outlines: headings by indent, numbers that count through, the same text back; every shipped one is sound."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.outlines import shipped_outline, shipped_outlines
from dutyroom.rules.plan_outline import DEEPEST, plain_outline, read_outline, written_outline
from dutyroom.rules.preparation import KINDS

LINES = st.lists(
    st.tuples(st.integers(0, 9), st.text("总则编制目的依据abc", min_size=1, max_size=8), st.text("写清楚", max_size=4)),
    max_size=30,
)


@given(LINES)
def test_what_is_written_means_the_same_headings_again(lines):
    text = "\n".join(" " * depth + title + (f"｜{hint}" if hint else "") for depth, title, hint in lines)
    found = read_outline(text)
    assert [heading.title for heading in found] == [title for _, title, _ in lines]
    assert read_outline(written_outline(found)) == found
    numbers = [heading.number for heading in found]
    assert len(set(numbers)) == len(numbers)
    assert all(heading.level == heading.number.count(".") + 1 <= DEEPEST for heading in found)
    for former, heading in pairwise(found):
        assert heading.level <= former.level + 1


def test_tabs_and_wide_blanks_indent_too_and_empty_lines_are_left():
    found = read_outline("总则\n\t目的｜为何\n\n\u3000依据\n应急响应")
    assert [(each.number, each.title, each.hint) for each in found] == [
        ("1", "总则", ""), ("1.1", "目的", "为何"), ("1.2", "依据", ""), ("2", "应急响应", ""),
    ]  # fmt: skip
    assert plain_outline("某预案", found[:2]) == "某预案\n\n1 总则\n\n1.1 目的\n（为何）\n"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_outline_with_a_hint_under_each_last_heading(kind):
    found = read_outline(shipped_outline(kind))
    assert sum(heading.level == 1 for heading in found) >= 5
    for heading, following in zip(found, (*found[1:], None), strict=True):
        is_last = following is None or following.level <= heading.level
        assert bool(heading.hint) is is_last, heading.title
    assert written_outline(found) == shipped_outline(kind)


def test_there_is_none_for_what_nobody_prepares():
    assert shipped_outline("law") == ""
    assert set(shipped_outlines()) == set(KINDS)
