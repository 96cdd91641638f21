"""The entries of contents pages are no headings, and nothing is lost: every line is found in the sections, once and in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.readers.docx_numbers import han_numeral
from dutyroom.rules.outline import PlanText, outline

TITLE = "某市防汛应急预案"


def read(text: str, name: str = "") -> PlanText:
    return outline([(line, None) for line in text.strip("\n").split("\n")], name=name)


def headings(plan: PlanText) -> list[str]:
    return [f"{s.number} {s.title}".strip() for s in plan.sections if s.level]


def said(text: str) -> str:
    """The letters and digits of a text: what must not get lost, however numbers and titles are parted."""
    return re.sub(r"[\W_]", "", text)


def kept(plan: PlanText) -> str:
    return said("".join(section.number + section.title + section.body for section in plan.sections))


CARDS = """
某街道停水处置卡
一、小范围停水
1.启动条件
一个小区停水
2.响应措施
派送水车
3.联系人
街道值班室
二、大范围停水
1.启动条件
三个以上小区停水
2.响应措施
报告区政府，启用应急水源
3.联系人
区供水公司
三、附则
本卡由街道办事处负责解释，自印发之日起执行，每年汛期之前修订一次。
"""
ROSTER = """
某区大风处置手册
第一章 总则
各单位按照本手册开展工作，确保人民群众生命财产安全。
第二章 单位
第一节 城管局
一、责任人
二、任务
加固广告牌
第二节 住建局
一、责任人
二、任务
停止塔吊作业
第三节 园林中心
一、责任人
二、任务
清理倒伏树木
第三章 附则
本手册由区应急管理局负责解释。
"""
ANNEXES = """
某县食物中毒处置方案
1 总则
1.1 编制目的
规范食物中毒事件的处置工作，减少伤害，制定本方案。
2 组织机构
2.1 指挥部
由分管副县长任指挥长。
附件1 一般事件流程
1.接报
2.核实
3.报告
附件2 较大事件流程
1.接报
2.核实
3.报告
4.处置：由县指挥部统一组织医疗救治、现场控制和信息发布工作。
"""
FIRST_CHAPTER_BARE = """
某市应急预案选编
第一章 防汛
第一节 总则
第二节 职责
第三节 响应
第二章 防火
第一节 总则
本节说明编制的目的和依据，适用于本市行政区域。
第二节 职责
市应急局负责综合协调，市消防救援支队负责灭火。
第三节 响应
火灾发生后立即启动响应。
"""


@pytest.mark.parametrize("text", [CARDS, ROSTER, ANNEXES, FIRST_CHAPTER_BARE])
def test_sub_headings_that_repeat_are_no_contents_page(text: str) -> None:
    plan = read(text)
    title, _, rest = text.strip().partition("\n")
    assert plan.title == title
    assert kept(plan) == said(rest)


def test_repeated_sub_headings_of_declared_headings_keep_their_text() -> None:
    lines: list[tuple[str, int | None]] = [
        ("Water failure playbook", 1),
        ("One street", 2),
        ("Whom to call", 3),
        ("Duty plumber", None),
        ("First step", 3),
        ("Close the valve", None),
        ("The whole town", 2),
        ("Whom to call", 3),
        ("Water company", None),
        ("First step", 3),
        ("Send water carts", None),
        ("Afterwards", 2),
        ("Whom to call", 3),
        ("The director and the office of the mayor are told within one hour of the end. A report follows.", None),
    ]
    plan = outline(lines)
    assert plan.title == "Water failure playbook"
    assert kept(plan) == said("".join(text for text, _ in lines[1:]))


BODY = """
1 总则
1.1 编制目的
为做好防汛工作，制定本预案。
1.2 适用范围
本预案适用于本市。
2 应急响应
2.1 启动条件
发布暴雨预警的，启动响应。
3 附则
自印发之日起施行。
"""
PLAIN = ["1 总则", "1.1 编制目的", "1.2 适用范围", "2 应急响应", "2.1 启动条件", "3 附则"]


@pytest.mark.parametrize(
    ("before", "entries"),
    [
        ("目　　录\n", "1 总则……1\n1.1 编制目的……1\n1.2 适用范围……2\n2 应急响应……3\n2.1 启动条件……3\n3 附则……5"),
        ("目录\n", "1 总则 1\n1.1 编制目的 1\n1.2 适用范围 2\n2 应急响应 3\n2.1 启动条件 3\n3 附则 5"),
        ("", "1 总则\t1\n1.1 编制目的\t1\n1.2 适用范围\t2\n2 应急响应\t3\n2.1 启动条件\t3\n3 附则\t5"),
        ("目 录\n", "1 总则\n1.1 编制目的\n1.2 适用范围\n2 应急响应\n2.1 启动条件\n3 附则"),
        ("", "1 总则 1.1 编制目的\n1.2 适用范围 2 应急响应\n2.1 启动条件 3 附则"),
        ("目次\n", "1 总则……1\n2 应急响应……3\n3 附则……5"),
        ("目录\n", "1 总则\n2 应急响应\n- 1 -\n3 附则\n- 2 -"),
        ("目錄\n", "1 总则\n2 应急响应\n3 附则"),
        ("目录\n", "1 总　则……1\n1.1 编制的目的……1\n1.2 适用范围……2\n2 应急响应……3\n3 附则……5"),
        ("目录\n", "1 总则……1\n2 应急响应……3\n3 附则……5\n附件：组织体系图……9"),
        (
            "目录\n",
            "1 总则（1）\n1.1 编制目的（1）\n1.2 适用范围（2）\n2 应急响应（3）\n2.1 启动条件（3）\n3 附则（5）",
        ),
        ("", "1 总则（1）\n1.1 编制目的（1）\n1.2 适用范围（2）\n2 应急响应（3）\n2.1 启动条件（3）\n3 附则（5）"),
        ("", "1 总则 (1)\n1.1 编制目的 (1)\n1.2 适用范围 (2)\n2 应急响应 (3)\n2.1 启动条件 (3)\n3 附则 (5)"),
        ("目录\n", "前言【1】\n1 总则【2】\n2 应急响应【3】\n3 附则【5】\n附件1 组织体系图【9】"),
        ("目录\n", "1 总则――――― 1\n2 应急响应―――― 3\n3 附则――――― 5"),
        ("目录\n", "1 总则 ······ (1)\n2 应急响应 ······ (3)\n3 附则 ····· (5)"),
        ("目录\n", "1 总则 ------ 1\n2 应急响应 ┄┄┄┄ 3\n3 附则 ______ 5"),
        ("目录\n", "1 总则　　　　1\n2 应急响应　　　3\n3 附则　　　　5"),
        ("目录\n", "1 总则……1\n1.1 编制目的……1\nI\n1.2 适用范围……2\n2 应急响应……3\nII\n3 附则……5"),
        ("目录\n", "1 总则……1\n1.1 编制目的……1\n目录\n1.2 适用范围……2\n2 应急响应……3\n3 附则……5"),
    ],
)
def test_entries_of_contents_pages_of_every_make_are_text(before: str, entries: str) -> None:
    plan = read(f"{TITLE}\n{before}{entries}\n{BODY.strip()}")
    assert plan.title == TITLE
    assert headings(plan) == PLAIN
    assert kept(plan) == said(before + entries + BODY)
    assert plan.sections[0].level == 0


def test_a_contents_page_longer_than_a_text_that_breaks_off() -> None:
    entries = "1 总则 1.1 编制目的\n1.2 适用范围\n2 应急响应 2.1 启动条件\n2.2 响应措施\n3 保障\n3.1 资金\n4 附则\n附件：单位名单"
    text = BODY.partition("3 附则")[0].strip()
    plan = read(f"{TITLE}\n{entries}\n{text}")
    assert headings(plan) == PLAIN[:-1]
    assert kept(plan) == said(entries + text)


def test_the_preface_between_contents_page_and_first_chapter_stays() -> None:
    contents = "目录\n前　言……1\n1 总则……1\n2 应急响应……3\n3 附则……5"
    preface = "前　言\n本市地处两河之间，历来多涝。"
    plan = read(f"{TITLE}\n{contents}\n{preface}\n{BODY.strip()}")
    assert plan.sections[0].body.endswith("\n前言\n本市地处两河之间，历来多涝。")
    assert headings(plan) == PLAIN
    assert kept(plan) == said(contents + preface + BODY)


def test_a_contents_page_alone_leaves_the_text_missing() -> None:
    plan = read(
        f"{TITLE}\n目录\n"
        + "\n".join(f"{n} 第{n}部分的内容……{n}" for n in range(1, 40))
        + "\n1 第1部分的内容\n2 第2部分的内容"
    )
    assert plan.text_missing
    assert kept(plan).count("部分的内容") == 41


def test_contents_under_a_declared_heading() -> None:
    lines: list[tuple[str, int | None]] = [
        (TITLE, 1),
        ("目录", 2),
        ("  - 1 总则", None),
        ("  - 1.1 编制目的", None),
        ("  - 2 附则", None),
        ("1 总则", 2),
        ("1.1 编制目的", 3),
        ("为做好防汛工作，制定本预案。", None),
        ("2 附则", 2),
        ("自印发之日起施行。", None),
    ]
    assert headings(outline(lines)) == ["1 总则", "1.1 编制目的", "2 附则"]
    assert kept(outline(lines)) == said("".join(text for text, _ in lines[1:]))


def test_each_plan_of_a_collection_may_have_its_own_contents_page() -> None:
    part = f"目录\n1 总则……1\n2 应急响应……3\n3 附则……5\n{BODY.strip()}"
    plan = read(f"某市专项应急预案\n附件1 防汛预案\n{part}\n附件2 防火预案\n{part.replace('防汛', '防火')}")
    assert headings(plan) == ["附件1 防汛预案", *PLAIN, "附件2 防火预案", *PLAIN]


def test_a_number_behind_dots_is_text_where_there_is_no_contents_page() -> None:
    lines = ["一、报警", "报警电话……110", "二、急救电话……120", "拨打时说清地点和人数。", "三、其他", "无。"]
    assert kept(read("\n".join([TITLE, *lines]))) == said("".join(lines))


CHAPTER_STYLES = ("{n} {t}", "{n}　{t}", "{n}.{t}", "{n}、{t}", "第{h}章 {t}", "第{h}部分 {t}", "{h}、{t}")
SECTION_STYLES = ("{c}.{n} {t}", "{c}.{n}{t}", "第{h}节 {t}", "（{h}）{t}")
POINT_STYLES = ("{c}.{s}.{n} {t}", "{n}.{t}", "{n}、{t}", "（{n}）{t}")
CHAPTER_TITLES = ("总则", "组织体系", "监测预警", "应急响应", "停水处置", "停电处置", "后期工作", "保障措施", "附则")
REPEATED = ("启动条件", "响应措施", "联系人", "责任单位", "处置流程", "物资")
BODIES = (
    "",
    "",
    "封控道路",
    "全区停水",
    "张三",
    "值班电话：0371-67181234",
    "各单位按照职责分工开展工作，并及时报告。",
    "1.接报；\n2.核实；\n3.报告。",
    "组长：区长\n副组长：副区长\n成员：区直各单位",
    "①一次造成三人以上被困；\n②道路中断。",
    "24小时值班\n加密巡查",
)


@dataclass(frozen=True)
class Written:
    """A plan written for a test: its own lines, and the headings that its contents page lists."""

    entries: list[str]
    lines: list[str]


@st.composite
def plans(draw: st.DrawFn) -> Written:
    """Chapters in one style, sections in another, points in a third; sub-headings repeat from chapter to chapter."""
    styles = [draw(st.sampled_from(some)) for some in (CHAPTER_STYLES, SECTION_STYLES, POINT_STYLES)]
    if "{c}" in styles[1] + styles[2] and "、" in styles[0]:
        styles[0] = CHAPTER_STYLES[0]
    if "节" in styles[1] and "第" not in styles[0]:
        styles[1] = SECTION_STYLES[3]
    if "{s}" in styles[2] and "{c}" not in styles[1]:
        styles[2] = POINT_STYLES[1]
    chapters = draw(st.lists(st.sampled_from(CHAPTER_TITLES), min_size=3, max_size=6, unique=True))
    entries, lines = [], []
    deep = draw(st.booleans())
    for c, chapter in enumerate(chapters, start=1):
        lines.append(styles[0].format(n=c, h=han_numeral(c), t=chapter))
        entries.append(lines[-1])
        lines += [body for body in draw(st.sampled_from(BODIES)).split("\n") if body and not body[0].isdigit()]
        sections = draw(st.lists(st.sampled_from(REPEATED), max_size=3, unique=True))
        for s, section in enumerate(sections, start=1):
            lines.append(styles[1].format(c=c, n=s, h=han_numeral(s), t=section))
            if deep:
                entries.append(lines[-1])
            points = draw(st.lists(st.sampled_from(REPEATED), max_size=2, unique=True))
            lines += draw(st.sampled_from(BODIES[:7])).split("\n")
            for p, point in enumerate(points, start=1):
                lines.append(styles[2].format(c=c, s=s, n=p, t=point))
                lines += draw(st.sampled_from(BODIES)).split("\n")
    return Written(entries, [line for line in lines if line])


@settings(max_examples=200)
@given(plans())
def test_no_line_of_a_plan_without_contents_page_is_lost(written: Written) -> None:
    plan = read("\n".join([TITLE, *written.lines]))
    assert plan.title == TITLE
    assert kept(plan) == said("".join(written.lines))


@settings(max_examples=200)
@given(
    plans(),
    st.sampled_from(["……{p}", "…………………… {p}", "\t{p}", " {p}", "......{p}", ""]),
    st.sampled_from(["目录", "目　录", ""]),
)
def test_no_line_behind_a_contents_page_is_lost(written: Written, leader: str, named: str) -> None:
    pages = [entry + leader.format(p=page) for page, entry in enumerate(written.entries, start=1)]
    plan = read("\n".join([TITLE, *([named] if named else []), *pages, *written.lines]))
    assert plan.title == TITLE
    assert kept(plan) == said("".join([named, *pages, *written.lines]))
    listed = next((section.body for section in plan.sections if not section.level), "")
    if named or leader:  # bare headings at the front are listed only where the same follow with their text
        assert said(listed).startswith(said("".join([named, *pages])))


LOOSE = (
    "1 总则", "2 附则", "3 保障", "1.1 目的", "1.2 依据", "一、启动条件", "二、响应措施", "（一）甲镇", "（二）乙镇", "第一章 总则",
    "第二章 附则", "1.接报", "2.核实", "①报告", "附件1", "附件2 名单", "封控道路", "转移群众，关闭闸门。", "张三", "泵站三座",
)  # fmt: skip
TEXTS = {said(line) for line in LOOSE[-4:]}


@settings(max_examples=300)
@given(st.lists(st.sampled_from(LOOSE), min_size=1, max_size=30))
def test_no_running_text_is_lost_however_headings_repeat(lines: list[str]) -> None:
    found = kept(read("\n".join([TITLE, *lines]), TITLE))
    texts = "|".join(sorted(TEXTS))
    assert re.findall(texts, found) == [said(line) for line in lines if said(line) in TEXTS]
