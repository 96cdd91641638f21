"""Callers hidden: names, numbers in any writing, addresses; what is not theirs stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.hotline_privacy import (
    Mask,
    masked_address,
    masked_name,
    masked_phone,
    masked_text,
    may_see,
    without_caller,
)
from dutyroom.rules.officer import SYSTEM, Author, Role

WIDE = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LANDLINES = st.from_regex(r"0371[2-8][0-9]{7}", fullmatch=True)
FOREIGN = st.from_regex(r"\+[1-9][0-9]{9,12}", fullmatch=True)
GAPS = st.sampled_from(("", " ", "-", " - ", "—", ".", "·"))


@st.composite
def written(draw, numbers):
    """A number, and how somebody wrote it: gaps between any digits, wide digits, the country before a mobile."""
    number = draw(numbers)
    gap, before = draw(GAPS), draw(st.sampled_from(("", "+86 ", "0086", "(86)")) if number[0] == "1" else st.just(""))
    places = draw(st.sets(st.integers(1, len(number) - 1), max_size=3))
    text = "".join((gap if place in places else "") + sign for place, sign in enumerate(number))
    return number, before + (text.translate(WIDE) if draw(st.booleans()) else text)


def digits(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isdigit())


@given(written(MOBILES), HAN, HAN)
def test_a_mobile_in_any_writing_is_hidden_in_any_text(found, before, after):
    number, said = found
    assert number not in digits(masked_text(before + said + after))


@given(written(MOBILES | LANDLINES | FOREIGN), HAN, HAN)
def test_a_caller_s_own_number_is_hidden_in_any_writing(found, before, after):
    number, said = found
    for hidden in (masked_text, without_caller):
        assert digits(number) not in digits(hidden(before + said + after, (), (), (number,)))


@given(MOBILES, HAN)
def test_a_number_of_somebody_else_stands_where_only_callers_are_hidden(number, text):
    assert without_caller(f"{text} 0371-67180000", (), (), (number,)) == f"{text} 0371-67180000"


@given(HAN.filter(lambda name: len(name) > 1), HAN)
def test_a_name_is_hidden_and_hiding_twice_is_hiding_once(name, text):
    shown = masked_text(f"{text}，{name}来电", (name,))
    assert name not in shown
    assert masked_text(shown, (name,)) == shown
    assert masked_name(name)[0] == name[0]


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("工单202611270123已办", "工单202611270123已办"),
        ("请打12345或110", "请打12345或110"),
        ("联系 138 0013 8000", "联系 138****8000"),
        ("身份证410105199001011234", "身份证410***********1234"),
        ("zhang@example.cn", "z***@example.cn"),
        ("（0371）6718-1234", "0371****1234"),
        ("我叫张样例，住这里", "我叫张**，住这里"),
        ("姓名：张样例", "姓名：张**"),
    ],
)
def test_texts_as_they_are_shown(given_, shown):
    assert masked_text(given_) == shown


def test_parts_of_a_caller_as_they_are_shown():
    assert [masked_name(name) for name in ("", "张三", "欧阳明", "John Smith")] == ["", "张*", "欧阳*", "J***"]
    assert [masked_phone(phone) for phone in ("", "+86 13800138000", "67181234", "12345")] == [
        "",
        "138****8000",
        "0371****1234",
        "*****",
    ]
    assert masked_address("金水区花园路39号2号楼") == "金水区花园路***"
    assert masked_text("住花园路9号", (), ("花园路9号",)) == "住花园路***"
    assert masked_text("张样例来电", ("张 样例",)) == "张**来电"


TEXTS = st.lists(
    st.one_of(HAN, MOBILES, st.sampled_from(["我叫张三样例", "姓名：李四样例", "a.b@example.cn", ""])), max_size=4
)


@given(TEXTS, HAN.filter(lambda name: len(name) > 1), MOBILES)
def test_texts_masked_as_one_are_masked_as_each(texts, name, phone):
    mask = Mask([name], ["样例区样例路139号"], [phone])
    said = [*texts, f"{name}住样例区样例路139号", f"{phone[:3]}-{phone[3:]}"]
    assert mask.texts(said) == [mask.text(text) for text in said]


def test_the_right_is_that_of_the_telephone():
    assert may_see(SYSTEM)
    assert may_see(Author(1, "样例", frozenset({Role.HOTLINE})))
    assert not may_see(Author(1, "样例", frozenset(Role) - {Role.HOTLINE}))
