"""Which pieces of a line may be headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.readers.docx_numbers import han_numeral
from dutyroom.rules.cutting import pieces
from dutyroom.rules.headings import Candidate, Form, han_number, plain, reads_as_title


def found(line: str) -> list[tuple[str, str, str]]:
    """Number, title and following text of every candidate; plain text as itself without the first two."""
    return [
        ("", "", piece) if isinstance(piece, str) else (piece.label, piece.title, piece.rest) for piece in pieces(line)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1 总则 1.1 编制目的", [("1", "总则", ""), ("1.1", "编制目的", "")]),
        ("1.总　则 1.1编制目的", [("1", "总则", ""), ("1.1", "编制目的", "")]),
        ("3.1风险源识别", [("3.1", "风险源识别", "")]),
        ("1.2　编制依据 《中华人民共和国水法》等。", [("1.2", "编制依据", "《中华人民共和国水法》等。")]),
        (
            "1.3编制原则 1.3.1以人为本、安全第一。最大限度地减少损失。",
            [("1.3", "编制原则", ""), ("1.3.1", "以人为本、安全第一", "最大限度地减少损失。")],
        ),
        ("第一章 总则 第二章 预防", [("第一章", "总则", ""), ("第二章", "预防", "")]),
        ("第八章 附 则", [("第八章", "附则", "")]),
        ("第十条 【标题】正文如下。", [("第十条", "标题", "正文如下。")]),
        ("第二条 本法适用于下列活动。", [("第二条", "", "本法适用于下列活动。")]),
        ("一、总则", [("一、", "总则", "")]),
        ("（一）淮河防汛。", [("（一）", "淮河防汛", "")]),
        ("(1)水库工程信息 在水库水位超过汛限水位时，", [("（1）", "水库工程信息", "在水库水位超过汛限水位时，")]),
        ("2.2.3 ABC调度指挥应急值守专班", [("2.2.3", "ABC调度指挥应急值守专班", "")]),
        (
            "4.6预警与响应 （1）属地防汛机构须建立机制，",
            [("4.6", "预警与响应", ""), ("（1）", "", "属地防汛机构须建立机制，")],
        ),
        ("附件2 专项预案一览表", [("附件2", "专项预案一览表", "")]),
        ("5.4人员培训", [("5.4", "人员培训", "")]),
        ("Appendix A Contacts", [("Appendix A", "Contacts", "")]),
        ("一、指导思想：", [("一、", "指导思想", "")]),
        ("1.2 编制依据:", [("1.2", "编制依据", "")]),
        (
            "1.2 编制依据 依据《条例》。1.3 适用范围 本市。",
            [("1.2", "编制依据", "依据《条例》。"), ("1.3", "适用范围", "本市。")],
        ),
        (
            "1.4工作原则 统一领导；1.5事件分级 分为四级。",
            [("1.4", "工作原则", "统一领导；"), ("1.5", "事件分级", "分为四级。")],
        ),
        ("1总则1.1编制目的", [("1", "总则", ""), ("1.1", "编制目的", "")]),
        ("第二章组织体系2.1指挥部", [("第二章", "组织体系", ""), ("2.1", "指挥部", "")]),
        ("某镇防火预案 1 总则 1.1 目的", [("", "", "某镇防火预案"), ("1", "总则", ""), ("1.1", "目的", "")]),
        ("第三編 應急響應", [("第三編", "應急響應", "")]),
        ("附錄2 聯絡名冊", [("附錄2", "聯絡名冊", "")]),
    ],
)
def test_headings_are_cut_from_a_line(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2008年5月12日地震。",
        "3.5万人以上受灾的，按特别重大处置。",
        "24小时值班电话 0371-67181234",
        "2个以上省辖市同时发生一般洪涝灾害",
        "第三章规定的情形除外。",
        "第三条规定的情形，由区防指负责。",
        "22-重庆市防汛抗旱应急预案",
        "1-2年至少演练一次",
        "详见5.2的规定",
        "市应急局 | 1 总则 | 67181234",
        "100%的人员到位",
        "09:30 召开会商会",
        "3.5萬人以上受災的",
        "报警电话……110",
    ],
)
def test_quantities_dates_references_and_table_rows_are_text(line: str) -> None:
    assert all(isinstance(piece, str) or not piece.title for piece in pieces(line))
    assert pieces(line)[0] == plain(line)


@pytest.mark.parametrize(
    "line",
    [
        "（一）有下列情形之一的：",
        "1.指挥部成员包括：",
        "二、指挥部的主要职责如下：",
        "2、各单位要做到以下几点：",
        "1. Call these people:",
    ],
)
def test_a_colon_that_introduces_what_follows_makes_no_title(line: str) -> None:
    assert all(isinstance(piece, str) or not piece.title for piece in pieces(line))


def test_a_number_before_a_sentence_has_no_title() -> None:
    (clause,) = pieces("4.1.1　对突发性自然灾害，县级人民政府应在2小时内报告。")
    assert isinstance(clause, Candidate)
    assert (clause.label, clause.title) == ("4.1.1", "")
    assert clause.rest.startswith("对突发性自然灾害")


def test_dots_and_page_number_of_a_contents_page_go() -> None:
    assert found("2.1 领导机构……………………12") == [("2.1", "领导机构", "")]
    assert found("2.1 领导机构\t12") == [("2.1", "领导机构", "")]


def test_a_chapter_opens_inside_a_document_that_was_run_together() -> None:
    sentence = "各单位按照职责分工开展应急处置工作，及时报告有关情况。"
    parts = ["1 总则 1.1 目的", "1.2 范围", "2 组织 2.1 指挥部", "2.2 办公室", "3 附则"]
    line = "某区除雪预案 " + " ".join(f"{part} {sentence * 4}" for part in parts)
    assert [label for label, _, _ in found(line)] == ["", "1", "1.1", "1.2", "2", "2.1", "2.2", "3"]
    assert [label for label, _, _ in found(line.replace("。 ", "。"))] == [
        "",
        "1",
        "1.1",
        "1.2",
        "2",
        "2.1",
        "2.2",
        "3",
    ]
    han = "某区除雪预案 一、总则 （一）目的 {0}（二）范围 {0}二、组织 （一）指挥部 {0}（二）办公室 {0}三、附则 {0}".format(
        sentence * 4
    )
    assert [label for label, _, _ in found(han)] == ["", "一、", "（一）", "（二）", "二、", "（一）", "（二）", "三、"]


def test_a_declared_heading_keeps_its_level_and_gives_up_its_number() -> None:
    (heading,) = pieces("第一章  总则", declared=2)
    assert isinstance(heading, Candidate)
    assert (heading.form, heading.label, heading.title, heading.level) == (Form.CHAPTER, "第一章", "总则", 2)


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert han_number(han_numeral(number)) == number


@given(st.text(max_size=200))
def test_no_line_loses_a_character_that_is_not_space_or_a_number_sign(line: str) -> None:
    cut = pieces(line)
    kept = "".join(piece if isinstance(piece, str) else piece.raw for piece in cut)
    text = plain(line)
    assert text.replace(" ", "").startswith(kept.replace(" ", ""))


@given(st.text(alphabet="1234.一二、（）第章条 总则附件。，", max_size=80))
def test_candidates_always_hold_a_title_or_text(line: str) -> None:
    for piece in pieces(line):
        if isinstance(piece, Candidate) and piece.title:
            assert piece.form is Form.ARTICLE or reads_as_title(piece.title)
