"""Cleaning of text for paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.papers.characters import clean, code_of, is_word


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("x\x00\x07\x1b[0m", "x[0m"),
        ("⚠\ufe0f 注意\u200b", "⚠ 注意"),
        ("a\tb\u00a0c", "a b c"),
        ("e\u0301", "é"),
        ("一\n \n\n\n二", "一\n\n二"),
        ("\ufeff镕", "镕"),
    ],
)
def test_clean_keeps_what_can_be_read(written: str, drawn: str) -> None:
    assert clean(written) == drawn


@given(st.text())
def test_clean_leaves_no_control_character(text: str) -> None:
    drawn = clean(text)
    assert not {char for char in drawn if (char < " " and char != "\n") or "\x7f" <= char <= "\x9f"}
    assert clean(drawn) == drawn


def test_code_of_an_astral_character() -> None:
    assert code_of("𠮷") == "〔U+20BB7〕"


def test_words_are_latin_and_figures_but_not_marks_between_han() -> None:
    assert all(map(is_word, "Az9-%é€"))
    assert not any(map(is_word, "中，“ ·—"))
