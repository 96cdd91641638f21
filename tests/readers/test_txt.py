"""Text files in the encodings that offices send."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.txt import clean, columns, decoded, read_txt, unwrapped

PLAN = "某市防汛应急预案\r\n1 总则\r\n为了提高防汛能力，最大限度减少损失，制定本预案。\r\n值班电话 0371-67181234\r\n"
TRADITIONAL = "臺北市災害防救計畫\n第一章 總則\n為提高應變能力，減少損失，特訂定本計畫。\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text(encoding: str, named: str) -> None:
    assert decoded(PLAN.encode(encoding)) == (PLAN, named)


def test_rare_characters_of_gb18030_survive() -> None:
    text = "联系人：镕堃喆犇䶮𬱖，电话见附件。" * 3
    assert decoded(text.encode("gb18030")) == (text, "gb18030")


def test_big5_is_told_from_gbk() -> None:
    assert decoded(TRADITIONAL.encode("big5")) == (TRADITIONAL, "big5")


def test_english_text_with_chinese_signs_is_gb18030() -> None:
    text = "\u3000\u3000Keep calm and read the “plan” at once…\n" * 4
    assert decoded(text.encode("gb18030")) == (text, "gb18030")


def test_a_title_that_fills_its_line_ends_there_and_so_does_a_number() -> None:
    title = "示例县人民政府办公室关于印发《示例县森林火灾应急预案》的通知"
    body = (
        "森林防火工作坚持预防为主积极消灭的方针，各乡镇人民政府按照分级负责属地管理的原则开展工作并且随时向县里报告。"
    )
    cut = [body[at : at + 30] for at in range(0, len(body), 30)] * 4
    lines = [title, "示政办〔2026〕147号", "各乡镇人民政府：", *cut]
    assert unwrapped(lines)[:3] == lines[:3]


def test_western_text_is_told_from_gbk() -> None:
    text = "Café plan for the naïve officer: keep calm, read the plan and call the gauge keeper at once.\n"
    assert decoded(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_cut_in_a_character_keeps_the_rest(cut: int) -> None:
    text, encoding = decoded(PLAN.strip().encode() + "应".encode()[:cut])
    assert (text, encoding) == (PLAN.strip(), "utf-8")


def test_bytes_that_are_no_text_are_damaged() -> None:
    with pytest.raises(ReadFailure) as failure:
        decoded(bytes(range(256)) * 40)
    assert failure.value.result == "damaged"


@given(st.text(alphabet=st.characters(codec="gb2312", exclude_categories=["Cc"]), min_size=1, max_size=200))
def test_gb2312_text_never_raises(text: str) -> None:
    encoded = ("防汛应急预案总则" + text).encode("gb18030")
    assert isinstance(decoded(encoded)[0], str)


def test_control_and_direction_signs_are_dropped() -> None:
    assert clean("应\x00急\u200b预\u202e案\r\n\x0b总则\x0c附则") == "应急预案\n总则\n附则"


WRAPPED = """\
某市防汛应急预案
1 总则
    为了做好本市水旱灾害的防范与处置工作，及时有效处置可能发
生或发生的水旱灾害，最大限度地减轻灾害损失，保障人民群众生命
财产安全，促进社会稳定和国民经济又好又快发展，制定本应急预案。
    本预案适用于本市行政区域内可能发生或发生的水旱灾害的预防
和应急处置。
1.1 工作原则
    坚持人民至上、生命至上，以维护人民群众生命财产安全和社会
大局稳定为防汛工作的出发点和落脚点。
"""


def test_paragraphs_cut_at_a_margin_are_joined_and_headings_are_not() -> None:
    lines = unwrapped(WRAPPED.split("\n"))
    assert [line.strip()[:4] for line in lines] == ["某市防汛", "1 总则", "为了做好", "本预案适", "1.1 ", "坚持人民"]
    assert "可能发生或发生的" in lines[2]


def test_latin_paragraphs_are_joined_with_a_space() -> None:
    words = [
        "The",
        "duty",
        "officer",
        "keeps",
        "the",
        "log",
        "and",
        "reads",
        "the",
        "plan",
        "before",
        "the",
        "water",
        "rises",
        "over",
        "the",
        "mark",
    ]
    lines = [" ".join(words[start : start + 12]) for start in range(0, len(words), 12)] * 6
    assert " ".join(words[:14]) in " ".join(unwrapped(lines))


def test_lines_of_many_lengths_stay_apart() -> None:
    lines = [
        "1 总则",
        "为了应急。",
        "2 组织指挥体系及职责",
        "由市长任指挥长，副市长任副指挥长。",
        "3 附则",
        "自印发之日起施行。",
        "完",
    ]
    assert unwrapped(lines) == lines


@given(st.lists(st.text(alphabet="应急预案总则，。 ab1.", max_size=60), max_size=30))
def test_joining_loses_no_character(lines: list[str]) -> None:
    assert "".join("".join(unwrapped(lines)).split()) == "".join("".join(lines).split())


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("应急1.") == 6


def test_a_gbk_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "预案.txt"
    path.write_bytes(PLAN.encode("gbk"))
    document = read_txt(path)
    assert document.encoding == "gb18030"
    assert [line.text for line in document.lines] == PLAN.split("\r\n")[:-1]


def cut_at(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def test_a_cut_text_with_many_short_lines_and_quotes_is_joined() -> None:
    paragraph = "各成员单位要“靠前一步、下沉一级”，按照Ⅰ级、Ⅱ级、Ⅲ级响应的要求……做好①转移、②安置、③救治等各项工作，"
    lines = [
        "某市防汛应急预案",
        "1 总则",
        "1.1 目的",
        "为了应急。",
        "1.2 依据",
        "《防洪法》等。",
        "2 响应",
        "2.1 启动",
        "有险情。",
    ]
    lines += [*cut_at(paragraph * 2 + "直到完成为止。", 32), "2.2 措施", "先报告。", "3 附则", "自印发之日起施行。"]
    joined = unwrapped(lines)
    assert paragraph * 2 + "直到完成为止。" in joined
    assert [line for line in joined if len(line) < 12] == [line for line in lines if len(line) < 12 and line[0] != "直"]


def test_whole_paragraphs_of_like_length_are_not_joined() -> None:
    lines = [f"第{sign}项由市应急管理局负责组织实施，有关单位予以配合做好。" for sign in "甲乙丙丁戊己庚辛"]
    assert unwrapped(lines) == lines


def test_entries_of_a_contents_page_are_not_joined() -> None:
    entries = [
        f"{title}{'…' * (24 - len(title))}{page}"
        for page, title in enumerate(("总则", "机构", "响应措施", "保障", "附则", "附件"), 1)
    ]
    assert unwrapped(entries) == entries


def test_rows_of_one_width_are_not_joined() -> None:
    rows = [f"某某街道办事处  {sign}某某  主任  0371-6718123{n}" for n, sign in enumerate("赵钱孙李周吴郑王")]
    assert unwrapped(rows) == rows


def test_a_number_after_a_line_that_must_go_on_is_no_heading() -> None:
    text = (
        "各单位要按照本预案的规定做好防汛工作，落实好本预案第四章第三节第（二）项和第（三）项规定的各项措施，不得延误。"
    )
    parts = cut_at(text, 32)
    assert parts[1].startswith("（二）项和")
    assert unwrapped(["1 总则", *parts, "2 响应", *parts, "3 附则", *parts]) == [
        "1 总则",
        text,
        "2 响应",
        text,
        "3 附则",
        text,
    ]
