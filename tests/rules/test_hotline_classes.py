"""Codes of classes, and finding a class by what is typed or by what a caller says."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.resources import resource_path
from dutyroom.rules.fold import fold
from dutyroom.rules.hotline_classes import (
    ClassFacts,
    ClassLook,
    above_of,
    best_classes,
    checked_class,
    classes_in,
    code_of,
    words_of,
)
from dutyroom.rules.refusal import Refusal

CODES = st.integers(1, 3).flatmap(lambda pairs: st.text("0123456789", min_size=pairs * 2, max_size=pairs * 2))


def shipped():
    with resource_path("hotline_classes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def look(code, name, *said, english="", keys=(), said_keys=(), above=()):
    return ClassLook(
        code=code, name=fold(name), english=english, said=said, keys=keys, said_keys=said_keys, above=above
    )


LOOKS = (
    look("010203", "路灯故障", "路灯不亮", "没有灯", keys=("ldgz", "ludengguzhang"), above=("城市管理", "市政设施")),
    look(
        "030101",
        "停水",
        "没水",
        "断水",
        keys=("ts", "tingshui"),
        said_keys=("ms", "meishui"),
        above=("公用事业", "供水"),
    ),
    look("030102", "水压和水质", "水黄", keys=("syhsz", "shuiyaheshuizhi"), above=("公用事业", "供水")),
    look("040301", "信号灯故障", "红绿灯", keys=("xhdgz",), english="failed traffic lights", above=("交通出行",)),
)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("路灯", ["010203"]),
        ("故障", ["010203", "040301"]),
        ("没水", ["030101"]),
        ("ldgz", ["010203"]),
        ("tings", ["030101"]),
        ("ms", ["030101"]),
        ("0301", ["030101", "030102"]),
        ("０３０１０２", ["030102"]),
        ("供水", ["030101", "030102"]),
        ("供水 黄", ["030102"]),
        ("traffic", ["040301"]),
        ("我家门口红绿灯坏了一个星期没人管", ["040301"]),
        ("没有的东西", []),
        ("   ", []),
    ],
)
def test_a_class_is_found_by_code_name_callers_words_pinyin_class_above_and_a_callers_sentence(typed, codes):
    assert [LOOKS[place].code for place in best_classes(LOOKS, typed, 8)] == codes


def test_the_name_itself_comes_before_what_only_holds_it():
    looks = (look("030103", "爆管停水", "停水了"), look("030101", "停水"), look("030102", "水压", "停水"))
    assert [looks[place].code for place in best_classes(looks, "停水", 8)] == ["030101", "030102", "030103"]


def test_a_word_that_a_longer_one_swallows_proposes_nothing():
    looks = (look("010101", "灯", "路灯"), look("010203", "路灯故障", "路灯不亮"))
    assert looks[classes_in(looks, "这里路灯不亮", 3)[0]].code == "010203"


@given(st.text(max_size=30), st.integers(0, 5))
def test_any_text_finds_known_classes_once_and_no_more_than_asked_for(typed, limit):
    for found in (best_classes(LOOKS, typed, limit), classes_in(LOOKS, typed, limit)):
        assert len(found) == len(set(found)) <= limit
        assert all(0 <= place < len(LOOKS) for place in found)


@given(CODES, st.sampled_from(["", " ", "-", ".", "－"]))
def test_a_code_is_read_from_any_writing_of_its_digits(code, between):
    pairs = [code[place : place + 2] for place in range(0, len(code), 2)]
    wide = between.join(pairs).translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    assert code_of(wide) == code
    assert above_of(code) == code[:-2]


@given(st.text(max_size=8))
def test_whatever_is_taken_for_a_code_has_two_four_or_six_digits(text):
    assert len(code_of(text)) in (0, 2, 4, 6)


def test_a_class_is_refused_without_a_code_a_name_or_with_a_kind_that_no_rule_knows():
    good = ClassFacts(code="03 01 01", name_zh=" 停水 ", words=("没水、断水", "没水"), sub="water")
    assert checked_class(good, ["water"]) == ClassFacts(
        code="030101", name_zh="停水", words=("没水", "断水"), sub="water"
    )
    for facts, code in (
        (ClassFacts(code="0301011", name_zh="停水"), "class.code"),
        (ClassFacts(code="030101", name_zh=" "), "class.name.empty"),
        (ClassFacts(code="030101", name_zh="停水", sub="fire"), "class.sub"),
    ):
        with pytest.raises(Refusal) as refused:
            checked_class(facts, ["water"])
        assert refused.value.code == code


def test_the_shipped_table_is_whole_and_says_that_it_is_not_the_standards_own():
    rows = shipped()
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))
    by_length = {length: sum(len(code) == length for code in codes) for length in (2, 4, 6)}
    assert by_length[2] == 12
    assert by_length[4] == 43
    assert by_length[6] >= 174
    assert all(code[:-2] in codes for code in codes if len(code) > 2)
    assert all(row["zh"] and row["en"] for row in rows)
    assert all(row["words"] and row["unit"] for row in rows if len(row["code"]) == 6)
    assert {row["checked"] for row in rows} == {"false"}
    assert all("本程序自拟" in row["source"] for row in rows)
    assert {row["sub"] for row in rows} == {
        *("", "signal", "consumer", "water", "power", "gas", "heat", "transport", "danger")
    }
    assert all(words_of(row["words"]) == tuple(row["words"].split("、")) for row in rows if row["words"])
