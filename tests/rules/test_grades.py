"""Headings without a number or with an unusual one: grades, Roman numbers, lettered annexes, digits over brackets."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.rules.outline import PlanText, outline

TITLE = "某市防汛应急预案"


def read(text: str) -> PlanText:
    return outline([(line, None) for line in (TITLE + "\n" + text.strip()).split("\n")])


def headings(text: str) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in read(text).sections if s.level]


GRADES = ("Ⅰ级响应", "Ⅱ级响应", "Ⅲ级响应")


@pytest.mark.parametrize(
    "grades",
    [
        GRADES,
        ("IV级应急响应", "III级应急响应", "II级应急响应"),
        ("一级响应：", "二级响应：", "三级响应："),
        ("Ⅰ级（特别重大）", "Ⅱ级（重大）", "Ⅲ级（较大）"),
        ("启动Ⅳ级响应", "启动Ⅲ级响应", "启动Ⅱ级响应"),
        ("红色预警", "橙色预警", "黄色预警"),
        ("1级响应行动", "2级响应行动", "3级响应行动"),
    ],
)
def test_grades_that_count_are_headings(grades: tuple[str, ...]) -> None:
    body = "\n".join(f"{grade}\n各单位按照职责行动。" for grade in grades)
    found = headings(f"一、总则\n为了应急。\n二、应急响应\n{body}\n三、附则\n自印发之日起施行。")
    assert found == [
        (1, "一、", "总则"),
        (1, "二、", "应急响应"),
        *((2, "", grade.rstrip("：")) for grade in grades),
        (1, "三、", "附则"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "\n".join(GRADES),
        "Ⅱ级响应\n各单位按照职责行动。",
        "Ⅰ级响应\n甲。\nⅢ级响应\n乙。",
        "启动Ⅰ级响应时，市长到岗。\n甲。\n启动Ⅱ级响应时，副市长到岗。\n乙。",
    ],
    ids=["a list", "one alone", "a gap", "sentences"],
)
def test_other_lines_with_grades_are_text(lines: str) -> None:
    found = headings(f"一、总则\n为了应急。\n二、应急响应\n{lines}\n三、附则\n自印发之日起施行。")
    assert [title for _, _, title in found] == ["总则", "应急响应", "附则"]


def test_grades_lie_under_brackets_or_over_them() -> None:
    under = "一、响应\n（一）分级\n{}\n甲。\n{}\n乙。\n（二）终止\n丙。".format(*GRADES)
    assert [level for level, _, _ in headings(under)] == [1, 2, 3, 3, 2]
    over = "一、响应\n{}\n（一）条件\n甲。\n（二）措施\n乙。\n{}\n（一）条件\n丙。\n（二）措施\n丁。".format(*GRADES)
    assert [level for level, _, _ in headings(over)] == [1, 2, 3, 3, 2, 3, 3]


def test_digits_over_brackets_are_chapters_and_digits_under_them_are_not() -> None:
    text = "1.总则\n（一）目的\n甲。\n（二）依据\n乙。\n2.保障\n丙。\n3.响应\n（一）措施\n1.转移\n丁。\n2.救治\n戊。\n4.附则\n己。"
    assert [(level, number) for level, number, _ in headings(text)] == [
        (1, "1"), (2, "（一）"), (2, "（二）"), (1, "2"), (1, "3"), (2, "（一）"), (3, "1"), (3, "2"), (1, "4"),
    ]  # fmt: skip


def test_digits_under_chinese_numerals_stay_there() -> None:
    text = "一、总则\n1.目的\n（一）近期\n甲。\n2.依据\n（一）法律\n乙。\n二、附则\n丙。"
    assert [number for level, number, _ in headings(text) if level == 1] == ["一、", "二、"]


def test_one_roman_number_alone_is_text() -> None:
    assert [title for _, _, title in headings("一、总则\n甲。\nⅡ 乙型肝炎\n丙。\n二、附则\n丁。")] == ["总则", "附则"]


def test_lettered_numbers_lie_under_their_annex() -> None:
    text = "1 总则\n1.1 目的\n甲。\n2 附则\n乙。\n附录A 分级\nA.1 重大\n丙。\nA.1.1 条件\n丁。\nA.2 较大\n戊。"
    assert headings(text)[3:] == [(1, "附录A", "分级"), (2, "A.1", "重大"), (3, "A.1.1", "条件"), (2, "A.2", "较大")]


def test_rows_under_the_head_of_a_table_are_text() -> None:
    text = "一、电话\n序号 单位 电话\n1 市应急局 67181001\n2 市水利局 67181002\n二、附则\n甲。"
    assert [title for _, _, title in headings(text)] == ["电话", "附则"]


LINES = (
    "1 总则", "2 附则", "1.1 目的", "6.1 分级", "一、启动条件", "二、响应措施：", "（一）甲镇", "（二）乙镇。各村照办。", "第一章 总则",
    "1.接报", "2.核实", "①报告", "附件1", "附件2 名单", "附件：1.名单", "转移群众，关闭闸门。", "目录", "1 总则……1", "2 附则（3）",
    "1.1 目的（2）", *GRADES, "红色预警", "橙色预警", "Ⅰ 总则", "Ⅱ 附则", "I. Purpose", "II. Scope", "A.1 名词", "附录A 名词", "前言（1）",
    "序号 单位 电话", "1 市应急局 67181001", "12", "- 3 -", "IV", "第一条 为了应急", "第二条 【范围】本市", "某县预案", "报警电话……110",
)  # fmt: skip


def said(text: str) -> Counter[str]:
    """The letters and digits of a text, each as often as it stands there."""
    return Counter(re.sub(r"[\W_]", "", text))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
def test_no_letter_is_lost_whatever_the_lines(lines: list[str]) -> None:
    plan = read("\n".join(lines))
    kept = said(plan.title + "".join(s.number + s.title + s.body for s in plan.sections))
    wanted = said("".join(line for line in lines if line != plan.title) + TITLE)
    assert not wanted - kept
