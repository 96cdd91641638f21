"""Numbers: one spelling for every way to write them, refusals in words, cells full of them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dutyroom.rules.phone import Label, check_number, digits_of, is_mobile, normal_phone, plain, read_numbers
from dutyroom.rules.refusal import Refusal

WRITTEN = st.text(alphabet="0123456789+-()（）－ 转extEXT.,;#/０８８abc", max_size=24)
LANDLINE = st.from_regex(r"[2-8][0-9]{7}", fullmatch=True)
MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
EXTENSION = st.from_regex(r"[1-9][0-9]{0,4}", fullmatch=True)


def full_width(text):
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@given(WRITTEN)
def test_the_normal_spelling_stays_what_it_is(text):
    assert normal_phone(normal_phone(text)) == normal_phone(text)


@given(LANDLINE)
@example("67181234")
def test_a_landline_is_the_same_however_it_is_written(number):
    spellings = {
        number,
        f"{number[:4]}-{number[4:]}",
        f"{number[:4]} {number[4:]}",
        f"0371-{number}",
        f"0371{number}",
        f"（0371）{number}",
        f"+86 371 {number}",
        f"+86-0371-{number}",
        f"0086-371-{number}",
        f"tel:+86-371-{number}",
        f"371{number}",
        full_width(f"0371-{number}"),
        f"\u202d0371-{number}\u202c",
    }
    assert {normal_phone(each) for each in spellings} == {f"0371{number}"}


@given(MOBILE)
def test_a_mobile_is_the_same_however_it_is_written(number):
    spellings = {
        number,
        f"{number[:3]} {number[3:7]} {number[7:]}",
        f"{number[:3]}-{number[3:7]}-{number[7:]}",
        f"+86 {number}",
        f"86-{number}",
        f"0086{number}",
        full_width(number),
    }
    assert {normal_phone(each) for each in spellings} == {number}
    assert all(is_mobile(each) for each in spellings)


@given(LANDLINE, EXTENSION)
def test_an_extension_counts_and_is_read_from_every_sign_for_it(number, extension):
    ways = ("转", " 转 ", "-", "分机", " ext. ", ";ext=", "#", ",", "x")
    spellings = {normal_phone(f"0371-{number}{way}{extension}") for way in ways}
    assert spellings == {f"0371{number}转{extension}"}
    assert normal_phone(number) not in spellings


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("110", "110"),
        ("12345", "12345"),
        ("95598", "95598"),
        ("400-800-1234", "4008001234"),
        ("+1-418-656-9254;ext=102", "+14186569254转102"),
        ("(905) 555-1234", "9055551234"),
        ("0373-3021234", "03733021234"),
        ("", ""),
        ("待定", ""),
        ("Wang.Yang@Example.CN", "wang.yang@example.cn"),
        ("mailto:a@b.cn", "a@b.cn"),
    ],
)
def test_other_numbers(written, normal):
    assert normal_phone(written) == normal


@given(WRITTEN)
def test_what_is_accepted_has_digits_and_can_be_looked_for(text):
    try:
        kept = check_number(Label.OFFICE, text)
    except Refusal as refusal:
        kept, told = "", (refusal.field, refusal.code.partition(".")[0])
    else:
        told = ("phone", "number")
    assert told == ("phone", "number")
    assert kept in ("", plain(text))
    assert bool(kept) == bool(digits_of(kept).strip())


@pytest.mark.parametrize(
    ("label", "text", "code"),
    [
        (Label.OFFICE, "  ", "number.empty"),
        (Label.OFFICE, "待定", "number.no_digit"),
        (Label.MOBILE, "12", "number.short"),
        (Label.MOBILE, "1380013800013900139000 13700137000", "number.long"),
        (Label.EMAIL, "0371-67181234", "number.no_address"),
        (Label.EMAIL, "a b@c.cn", "number.no_address"),
        (Label.EMAIL, "a@b", "number.no_address"),
    ],
)
def test_what_is_no_number_is_refused_at_its_field(label, text, code):
    with pytest.raises(Refusal) as refused:
        check_number(label, text)
    assert (refused.value.code, refused.value.field) == (code, "phone")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("0371-67181234", [("0371-67181234", None, "")]),
        ("67181234/67185678", [("67181234", None, ""), ("67185678", None, "")]),
        ("67181234、13800138000", [("67181234", None, ""), ("13800138000", None, "")]),
        ("13800138000 13900139000", [("13800138000", None, ""), ("13900139000", None, "")]),
        ("0371-67181234\n67185678", [("0371-67181234", None, ""), ("67185678", None, "")]),
        ("138 0013 8000", [("138 0013 8000", None, "")]),
        ("0371 6718 1234", [("0371 6718 1234", None, "")]),
        ("67181234,8001", [("67181234转8001", None, "")]),
        ("手机：13800138000；传真：67185678", [("13800138000", Label.MOBILE, ""), ("67185678", Label.FAX, "")]),
        ("办:67181234 ", [("67181234", Label.OFFICE, "")]),
        ("13800138000（夜间）", [("13800138000", None, "夜间")]),
        ("13800138000（白天、夜间）", [("13800138000", None, "白天 夜间")]),
        ("67181234（值班）", [("67181234", Label.DUTY, "值班")]),
        ("(0371)67181234", [("(0371)67181234", None, "")]),
        ("a@b.cn；c@d.cn", [("a@b.cn", Label.EMAIL, ""), ("c@d.cn", Label.EMAIL, "")]),
        ("无", []),
        ("—", [("—", None, "")]),
        ("/", []),
        ("", []),
        ("待定", [("待定", None, "")]),
    ],
)
def test_the_numbers_of_a_cell(cell, expected):
    assert [(each.text, each.label, each.note) for each in read_numbers(cell)] == expected


@given(st.lists(MOBILE, min_size=1, max_size=5), st.sampled_from(["/", "、", "；", "\n", "  ", ",", " "]))
def test_every_number_of_a_cell_is_found(numbers, between):
    assert [each.text for each in read_numbers(between.join(numbers))] == numbers
