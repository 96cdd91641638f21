"""Line breaking: no forbidden mark at the edge of a line, nothing lost, nothing over the edge."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.papers.characters import CANNOT_END, CANNOT_START
from dutyroom.papers.fonts import Faces
from dutyroom.papers.lines import Line, Span, Style, may_break, set_lines

STYLE = Style(size=10, leading=15)
HAN = "值班室接市应急管理局电话报告"
MIX = st.lists(
    st.sampled_from(
        [*HAN, "，", "。", "、", "“", "”", "（", "）", "《", "》", "——", "……", "：", "／", "abc", "12:30", " ", "%"]
    ),
    max_size=120,
).map("".join)


def broken(faces: Faces, text: str, width: float, style: Style = STYLE) -> list[Line]:
    return set_lines(faces, [Span(text)], style, width)


def longest_cluster(faces: Faces, text: str) -> float:
    """The widest stretch that may not be broken, in points."""
    widest, start = 0.0, 0
    for place in range(1, len(text) + 1):
        if place == len(text) or may_break(text, place):
            widest = max(widest, faces.width("song", text[start:place]) * STYLE.size)
            start = place
    return widest


@given(text=MIX, width=st.integers(60, 300))
@settings(max_examples=300)
def test_no_forbidden_mark_at_a_line_edge(faces: Faces, text: str, width: int) -> None:
    lines = broken(faces, text, width)
    said = "".join(line.text for line in lines)
    assert said.replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width + 0.02 for line in lines)
    if longest_cluster(faces, text) > width:
        return
    for before, after in pairwise(lines):
        assert before.text.rstrip(" ")[-1:] not in CANNOT_END
        assert after.text.lstrip(" ")[:1] not in CANNOT_START
        assert not re.search("[a-z]$", before.text) or not re.match("[a-z]", after.text) or " " in text


@pytest.mark.parametrize("width", range(40, 130, 3))
def test_pairs_are_not_torn(faces: Faces, width: int) -> None:
    for line in broken(faces, "值班——室……接市——应急……管理——局", width):
        assert line.text.count("—") % 2 == 0
        assert line.text.count("…") % 2 == 0


def test_words_move_down_whole_and_spaces_vanish_at_the_edge(faces: Faces) -> None:
    texts = [line.text for line in broken(faces, "the officer doesn’t wait for the report", 75)]
    assert " ".join(texts) == "the officer doesn’t wait for the report"
    assert all(text == text.strip() for text in texts)


def test_a_word_wider_than_the_column_is_broken_rather_than_cross_the_rule(faces: Faces) -> None:
    lines = broken(faces, "a" * 500, 60)
    assert "".join(line.text for line in lines) == "a" * 500
    assert max(line.width for line in lines) <= 60


def test_line_ends_in_the_text_are_kept(faces: Faces) -> None:
    assert [line.text for line in broken(faces, "一\n\n二", 200)] == ["一", "", "二"]
    assert [line.text for line in broken(faces, "", 200)] == [""]


def test_justified_lines_reach_the_margin_but_the_last_does_not(faces: Faces) -> None:
    style = Style(size=10, leading=15, align="justify")
    *full, last = broken(faces, "值班员接报后，12分钟内报告（电话）。" * 6, 157, style)
    for line in full:
        assert line.width + line.spread * (len(line.text) - 1) == pytest.approx(157)
    assert last.spread == 0


def test_indent_and_hang(faces: Faces) -> None:
    lines = broken(faces, HAN * 3, 100, Style(size=10, leading=15, indent=2, hang=1))
    assert [line.x for line in lines[:3]] == [20, 10, 10]
    assert [len(line.text) for line in lines[:2]] == [8, 9]


def test_a_line_in_two_faces_says_which_piece_is_which(faces: Faces) -> None:
    (line,) = broken(faces, "李𬱖到", 200)
    assert [piece.text for piece in line.pieces] == ["李", "𬱖", "到"]
    assert [piece.x for piece in line.pieces] == [0, 10, 20]
    assert line.pieces[0].face == line.pieces[2].face != line.pieces[1].face
