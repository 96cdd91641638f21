"""Folding: what a searcher takes for the same becomes the same, and every piece is found again."""

import re
import unicodedata
from itertools import pairwise

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dutyroom.rules import fold as folding
from dutyroom.rules.fold import fold, fold_words, is_han, is_joined_break, trace, without_splits
from dutyroom.rules.traditional import SIMPLIFIED, TRADITIONAL

SPELLINGS = [
    ("一级", ["Ⅰ级", "ⅰ级", "I级", "i级", "Ｉ级", "1级", "１级", "①级", "一级", "Ⅰ級", "一級"]),
    ("二级", ["Ⅱ级", "ⅱ级", "II级", "ＩＩ级", "2级", "２级", "二级"]),
    ("三级", ["Ⅲ级", "ⅲ级", "III级", "iii级", "3级", "３級", "三级"]),
    ("四级", ["Ⅳ级", "ⅳ级", "IV级", "iv级", "ＩＶ级", "4级", "４级", "四级", "四級"]),
]
MIXED = st.text(
    st.one_of(
        st.sampled_from("一二三四级級应急響應市发12IViⅣⅠＡ１〔，。㎡é\u0301ﬁ…\u200b\u3000 \n\r\tがゆ゛⼀⺠"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("spelling", "grade"), [(spelling, grade) for grade, spellings in SPELLINGS for spelling in spellings]
)
def test_fold_makes_the_spellings_of_a_grade_one(spelling: str, grade: str) -> None:
    assert fold(spelling) == grade
    assert fold(f"启动{spelling}应急响应") == f"启动{grade}应急响应"
    number, level = spelling[:-1], spelling[-1]
    for blank in (" ", "\u3000", "\n"):
        assert fold(f"{number}{blank}{level}响应") == f"{grade}响应"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("11级", "11级"),
        ("41级", "41级"),
        ("7.4级地震", "7.4级地震"),
        ("十一级", "十一级"),
        ("VIII级", "viii级"),
        ("VI级", "vi级"),
        ("ⅩⅠ级", "xi级"),
        ("Ⅷ级", "viii级"),
        ("A1级", "a1级"),
        ("5级", "5级"),
        ("五级", "五级"),
        ("IIII级", "iiii级"),
        ("IV类", "iv类"),
        ("1楼", "1楼"),
    ],
)
def test_fold_leaves_other_numbers_alone(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_reads_a_grade_behind_a_heading_number() -> None:
    assert fold("5.2.1Ⅰ级响应") == "5.2.1一级响应"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("應急預案", "应急预案"),
        ("ＡＢＣ１２３", "abc123"),
        ("Straße ﬁre", "strasse fire"),
        ("⼀⽇⻔⻋", "一日门车"),
        ("二○二四年", "二〇二四年"),
        ("应\u200b急\ufeff响应", "应急响应"),
        ("应\n急\r\n响 \n 应", "应急响应"),
        ("第一章　总　则", "第一章 总则"),
        ("组长：张　三", "组长:张三"),
        ("", ""),
    ],
)
def test_fold_removes_differences_of_writing(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    ["总则。\n为规范", "总则\n\n为规范", "总则\n　　为规范", "应急 响应", "应 急 预 案", "abc\ndef"],
)
def test_fold_joins_nothing_that_is_not_split(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_fold_words_keeps_two_single_characters_apart() -> None:
    assert fold_words("洪 涝") == "洪 涝"
    assert fold_words("I 级") == "一级"


def test_traditional_table_agrees_with_opencc() -> None:
    convert = opencc.OpenCC("t2s").convert
    by_the_word = set("著瞭藉")
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert set(TRADITIONAL).isdisjoint(SIMPLIFIED)
    for before, after in zip(TRADITIONAL, SIMPLIFIED, strict=True):
        if before not in by_the_word:
            assert convert(convert(before)) == after
    missing = [c for c in map(chr, range(0x4E00, 0xA000)) if convert(c) != c and c not in TRADITIONAL]
    assert missing == []


def test_one_for_one_table_never_needs_a_second_pass() -> None:
    table = folding._ONE_FOR_ONE
    assert set(table).isdisjoint(table.values())


@given(MIXED)
def test_trace_folds_as_fold_does_and_its_places_lie_in_order(text: str) -> None:
    folded = trace(text)
    assert folded.text == fold(text)
    places = [folded.source(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(places))


@given(MIXED)
def test_fold_leaves_no_capital_and_no_compatibility_character(text: str) -> None:
    folded = fold(text)
    assert not any("A" <= character <= "Z" for character in folded)
    assert all(unicodedata.normalize("NFKC", character) == character for character in folded)


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po", "Lo"]), max_size=30))
def test_fold_does_not_tell_case_apart(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=30))
def test_fold_does_not_tell_full_width_apart(text: str) -> None:
    assert fold("".join(chr(ord(character) + 0xFEE0) for character in text)) == fold(text)


@given(st.characters())
def test_is_han_agrees_with_the_set(character: str) -> None:
    ranges = [(folding.HAN[at], folding.HAN[at + 2]) for at in range(0, len(folding.HAN), 3)]
    assert is_han(character) == any(first <= character <= last for first, last in ranges)


@given(st.text(st.sampled_from("总则a。 \t\n\r\v\u3000"), max_size=12))
@example("总 \r\n则\n\n总\r则　\n总")
def test_one_break_between_two_characters_has_split_a_word(text: str) -> None:
    kept, at = "", 0
    for gap in re.finditer(r"\s+", text):
        start, end = gap.span()
        is_split = text[start - 1 : start] in {"总", "则"} and text[end : end + 1] in {"总", "则"}
        is_split = is_split and gap[0].strip(" \t") in {"\n", "\r\n", "\r", "\v"}
        assert is_joined_break(text, start, end) is is_split
        kept += text[at:start] + ("" if is_split else gap[0])
        at = end
    assert without_splits(text) == kept + text[at:]
