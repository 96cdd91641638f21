"""Tables of a section: which lines are one, how wide its columns are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.papers.fonts import Faces
from dutyroom.papers.lines import Style
from dutyroom.papers.tables import column_widths, parted

STYLE = Style(size=10, leading=14)
CELL = st.text(st.sampled_from("值班室电话，a b1-\n"), max_size=40)


def test_lines_with_bars_are_a_table_and_a_single_one_is_not() -> None:
    body = "前文。\n名称 | 数量\n泵车 | 12\n\n后文 | 单行。\n完。"
    assert list(parted(body)) == ["前文。", [["名称", "数量"], ["泵车", "12"]], "后文 | 单行。", "完。"]


def test_empty_cells_at_the_edges_are_kept() -> None:
    assert list(parted("甲 | 乙\n丙 | \n | 丁")) == [[["甲", "乙"], ["丙", ""], ["", "丁"]]]


def test_what_is_too_wide_for_a_page_stays_text() -> None:
    line = " | ".join("列" * 2 for _ in range(20))
    assert list(parted(f"{line}\n{line}")) == [line, line]


@given(lines=st.lists(st.sampled_from(["甲 | 乙", "文", "", "a | b | c", "|", "x|y"]), max_size=12))
def test_nothing_is_lost(lines: list[str]) -> None:
    said = [
        part if isinstance(part, str) else " | ".join(cell)
        for part in parted("\n".join(lines))
        for cell in ([part] if isinstance(part, str) else part)
    ]
    flat = "".join("".join(line.split()) for line in said)
    assert flat == "".join("".join(line.split()) for line in lines)


@given(
    rows=st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=5))
)
@settings(max_examples=80, deadline=None)
def test_columns_fill_the_page_and_none_vanishes(faces: Faces, rows: list[list[str]]) -> None:
    widths = column_widths(faces, rows, STYLE, 440.0)
    assert sum(widths) == pytest.approx(440.0)
    assert min(widths) > 20
