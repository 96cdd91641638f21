"""The structure of plans and laws, on text written for the test."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.outline import PlanText, outline


def read(text: str, name: str = "") -> PlanText:
    return outline([(line, None) for line in text.strip("\n").split("\n")], name=name)


def headings(plan: PlanText, deepest: int = 9) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in plan.sections if 0 < s.level <= deepest]


NOTICE = """
郑州市人民政府办公室
关于印发郑州市突发事件总体应急预案的通知
郑政办[2023]45号
各开发区管委会，各区县（市）人民政府：
《郑州市突发事件总体应急预案》已经市政府同意，现印发给你们，请认真贯彻执行。
附件：1. 组织体系框架图
2. 专项预案牵头部门一览表
2023年8月15日
郑州市突发事件总体应急预案
目　录
1 总则……………………………………1
1.1 编制目的…………………………1
2 组织体系…………………………3
2.1 领导机构……………………………3
3 附则………………………………12
1 总则
1.1 编制目的
为了提高本市应对突发事件的能力，制定本预案。
2 组织体系
2.1 领导机构
2.1.1 市应急委
市应急委由下列人员组成：
1.市长任主任；
2.常务副市长任副主任；
5.12汶川特大地震之后，本市建立了联合指挥体系，见3.1。
3 附则
3.1 本预案自发布之日起施行。
附件1
组织体系框架图
市应急委 | 办公室
附件2
专项预案牵头部门一览表
一、自然灾害类
地震由市应急局牵头。
"""


def test_a_notice_its_plan_and_its_annexes() -> None:
    plan = read(NOTICE)
    assert plan.title == "郑州市突发事件总体应急预案"
    assert plan.issuer == "郑州市人民政府办公室"
    assert plan.number == "郑政办〔2023〕45号"
    assert plan.issued_on == date(2023, 8, 15)
    assert plan.kind == "overall"
    assert not plan.text_missing
    assert headings(plan) == [
        (1, "1", "总则"),
        (2, "1.1", "编制目的"),
        (1, "2", "组织体系"),
        (2, "2.1", "领导机构"),
        (3, "2.1.1", "市应急委"),
        (1, "3", "附则"),
        (1, "附件1", "组织体系框架图"),
        (1, "附件2", "专项预案牵头部门一览表"),
        (2, "一、", "自然灾害类"),
    ]


def test_the_text_above_the_first_heading_is_kept_as_level_0() -> None:
    first = read(NOTICE).sections[0]
    assert (first.level, first.number, first.title) == (0, "", "")
    assert "已经市政府同意" in first.body


def test_chinese_numerals_nest_by_form() -> None:
    plan = read(
        """
金水区烟花爆竹事故专项应急预案
一、总则
（一）编制目的
为及时处置事故，制定本预案。
（二）工作原则
1.以人为本。把保障群众生命安全放在首位。
2.统一领导。在区政府领导下开展工作。
二、组织机构及职责
（一）领导机构
成立区应急指挥部，成员如下：
1、区公安分局负责现场警戒；
2、区消防大队负责灭火救援。
（二）工作组
1.抢险救援组
由消防大队牵头。
（1）人员组成
消防、公安人员。
（2）主要职责
负责救援。
2.医疗救护组
由区卫健委牵头。
三、附则
本预案由区应急局负责解释。
金水区人民政府办公室
二〇二三年六月一日
"""
    )
    assert headings(plan) == [
        (1, "一、", "总则"),
        (2, "（一）", "编制目的"),
        (2, "（二）", "工作原则"),
        (3, "1", "以人为本"),
        (3, "2", "统一领导"),
        (1, "二、", "组织机构及职责"),
        (2, "（一）", "领导机构"),
        (2, "（二）", "工作组"),
        (3, "1", "抢险救援组"),
        (4, "（1）", "人员组成"),
        (4, "（2）", "主要职责"),
        (3, "2", "医疗救护组"),
        (1, "三、", "附则"),
    ]
    assert (plan.issuer, plan.issued_on) == ("金水区人民政府办公室", date(2023, 6, 1))
    assert plan.kind == "special"


def test_a_law_in_plain_text_with_its_contents() -> None:
    plan = read(
        """
中华人民共和国消防法
（1998年4月29日第九届全国人民代表大会常务委员会第二次会议通过 2008年10月28日第十一届全国人民代表大会常务委员会第五次会议修订　自2009年5月1日起施行）
目录
第一章 总则
第二章 火灾预防
第三章 附则
第一章 总则
第一条 为了预防火灾和减少火灾危害，制定本法。
第二条 消防工作贯彻预防为主、防消结合的方针。
依照本法第十条的规定办理。
第二章 火灾预防
第三条 【消防规划】地方各级人民政府应当将消防规划纳入城乡规划。
（一）消防安全布局；
（二）消防站。
第三章 附则
第四条 本法自2009年5月1日起施行。
"""
    )
    assert headings(plan) == [
        (1, "第一章", "总则"),
        (2, "第一条", ""),
        (2, "第二条", ""),
        (1, "第二章", "火灾预防"),
        (2, "第三条", "消防规划"),
        (1, "第三章", "附则"),
        (2, "第四条", ""),
    ]
    assert (plan.kind, plan.issuer, plan.issued_on) == ("law", "全国人民代表大会常务委员会", date(2008, 10, 28))
    assert plan.sections[3].body.endswith("依照本法第十条的规定办理。")


def test_chapters_with_dotted_sections_after_a_contents_page() -> None:
    plan = read(
        """
某省地震应急预案
目　　录
第一章 总则
1.1 编制目的
第二章 组织体系
2.1 指挥部
第三章 附则
第一章 总则
1.1 编制目的
依法科学统一、有力有序有效地实施地震应急。
第二章 组织体系
2.1 指挥部
2.1.1 组成
省长任指挥长。
第三章 附则
本预案自发布之日起实施。
附件：1.成员单位职责
"""
    )
    assert headings(plan) == [
        (1, "第一章", "总则"),
        (2, "1.1", "编制目的"),
        (1, "第二章", "组织体系"),
        (2, "2.1", "指挥部"),
        (3, "2.1.1", "组成"),
        (1, "第三章", "附则"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. 总则\n1.1. 目的和依据\n为了应急。\n2. 组织体系\n2.1. 指挥部\n由市长任指挥长。\n3. 附则\n自印发之日起施行。",
        "1、总则\n1.1、目的和依据\n为了应急。\n2、组织体系\n2.1、指挥部\n由市长任指挥长。\n3、附则\n自印发之日起施行。",
        "1　总　则\n1.1　目的和依据\n为了应急。\n2　组织体系\n2.1　指挥部\n由市长任指挥长。\n3　附　则\n自印发之日起施行。",
        "1总则 1.1目的和依据\n为了应急。\n2组织体系 2.1指挥部 由市长任指挥长。\n3附则 自印发之日起施行。",
        "１　总则\n１．１　目的和依据\n为了应急。\n２　组织体系\n２．１　指挥部\n由市长任指挥长。\n３　附则\n自印发之日起施行。",
    ],
)
def test_one_outline_in_many_writings(text: str) -> None:
    assert headings(read(text, "05-某市应急预案")) == [
        (1, "1", "总则"),
        (2, "1.1", "目的和依据"),
        (1, "2", "组织体系"),
        (2, "2.1", "指挥部"),
        (1, "3", "附则"),
    ]


def test_a_contents_page_alone_is_a_stub_that_keeps_its_headings() -> None:
    plan = read("某市预案\n1 总则 1.1 编制目的\n1.2 编制依据 2 组织体系\n3 附则", "某市预案")
    assert plan.text_missing
    assert [title for _, _, title in headings(plan)] == ["总则", "编制目的", "编制依据", "组织体系", "附则"]
    assert all(not section.body for section in plan.sections)


def test_a_title_alone_is_a_stub_and_a_few_sentences_are_a_plan() -> None:
    assert read("某市防汛应急预案").text_missing
    short = read("某市停电预案\n停电时，值班员立即启动发电机，并报告带班领导。")
    assert not short.text_missing
    assert (short.title, short.kind) == ("某市停电预案", "special")


def test_markdown_levels_rule_and_numbered_lists_stay_text() -> None:
    lines: list[tuple[str, int | None]] = [
        ("Playbook: Flood", 2),
        ("Work in parallel.", None),
        ("Investigate", 3),
        ("1. Call the gauge keeper now", None),
        ("2. Ask for the level", None),
        ("Contain", 4),
        ("Close the gates at once.", None),
    ]
    plan = outline(lines, name="playbook-flood")
    assert (plan.title, plan.kind) == ("Playbook: Flood", "playbook")
    assert headings(plan) == [(1, "", "Investigate"), (2, "", "Contain")]
    assert "2. Ask for the level" in plan.sections[1].body


def test_typed_sections_nest_under_declared_chapters() -> None:
    lines: list[tuple[str, int | None]] = [
        ("某市预案", 1),
        ("1 总则", 2),
        ("1.1 编制目的", None),
        ("为了应急。", None),
        ("2 组织体系", 2),
        ("2.1 指挥部", None),
        ("由市长任指挥长。", None),
    ]
    assert headings(outline(lines)) == [
        (1, "1", "总则"),
        (2, "1.1", "编制目的"),
        (1, "2", "组织体系"),
        (2, "2.1", "指挥部"),
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("国家突发公共事件总体应急预案", "overall"),
        ("河南省防汛应急预案", "special"),
        ("广西壮族自治区防汛应急预案", "special"),
        ("城镇燃气事故应急预案", "special"),
        ("二七区防汛应急预案", "district"),
        ("市应急局网络安全应急预案", "department"),
        ("加油站火灾现场处置方案", "onsite"),
        ("郑州市燃气管理条例", "law"),
        ("突发事件应急预案管理办法（试行）", "law"),
        ("关于做好值班工作的通知", "other"),
        ("某某縣颱風應急預案", "district"),
        ("社区燃气泄漏应急处置卡", "onsite"),
    ],
)
def test_kind_by_the_words_of_the_title(title: str, kind: str) -> None:
    assert read(f"{title}\n这里是正文，有一句话。").kind == kind


def test_a_plan_in_traditional_characters() -> None:
    plan = read(
        """
某某市人民政府辦公廳
關於印發某某市颱風應急預案的通知
某政辦〔2023〕12號
現印發給你們，請遵照執行。
某某市颱風應急預案
目錄
一、總則
二、組織體系
三、附則
一、總則
（一）編制目的
為做好防禦工作，制定本預案。
二、組織體系
各部門按照職責分工做好工作。
三、附則
自印發之日起施行。
"""
    )
    assert (plan.title, plan.kind, plan.number) == ("某某市颱風應急預案", "special", "某政辦〔2023〕12號")
    assert plan.issuer == "某某市人民政府辦公廳"
    assert headings(plan) == [
        (1, "一、", "總則"),
        (2, "（一）", "編制目的"),
        (1, "二、", "組織體系"),
        (1, "三、", "附則"),
    ]


def test_a_page_headed_by_the_notice_has_the_plans_own_title() -> None:
    notice = "某市人民政府办公厅关于印发某市地震应急预案的通知"
    lines: list[tuple[str, int | None]] = [
        (notice, 1),
        ("某政办〔2021〕12号", None),
        ("某市地震应急预案", None),
        ("1 总则", None),
        ("1.1 编制目的", None),
        ("为做好地震应急工作，制定本预案。", None),
    ]
    plan = outline(lines, title=notice)
    assert (plan.title, plan.kind) == ("某市地震应急预案", "special")
    assert (plan.issuer, plan.number) == ("某市人民政府办公厅", "某政办〔2021〕12号")
    assert plan.sections[0].body == f"{notice}\n某政办〔2021〕12号"
    assert headings(plan) == [(1, "1", "总则"), (2, "1.1", "编制目的")]


@pytest.mark.parametrize(
    "text",
    [
        "某乡山洪手册\n一、值班电话：0371-67181234\n二、转移路线：村委会至镇中心小学\n三、责任人：张三、李四\n四、信号：铜锣、广播",
        "某社区停电处置卡\n1 启动条件\n整栋楼停电\n2 第一步\n启动发电机\n3 联系人\n张三 13800000000",
    ],
)
def test_a_card_of_short_lines_has_its_text(text: str) -> None:
    assert not read(text).text_missing


@pytest.mark.parametrize(
    "text",
    [
        "某市防汛预案\n编制单位：某市应急局\n发布日期：2023年5月",
        "某市防汛预案\n1 总则\n1.1 目的\n2 响应\n2.1 启动条件\n3 附则\n某市人民政府办公厅\n2022年3月9日",
        "某市防汛预案\n第一章 总则\n第二章 响应\n第三章 附则\n（内容略）",
        "某市防汛预案\n1 总则……1\n2 响应……3\n3 附则……9",
    ],
)
def test_cover_signature_and_notes_are_no_text(text: str) -> None:
    assert read(text).text_missing


TITLES = st.lists(
    st.text(alphabet="编制目标依据适用范围工作原则领导机构", min_size=2, max_size=9), min_size=2, max_size=12
)


@given(TITLES, st.sampled_from(["{} {}", "{}　{}", "{}.{}", "{}、{}"]), st.booleans())
def test_numbered_chapters_come_back_in_order(titles: list[str], shape: str, stub: bool) -> None:
    lines = []
    for number, title in enumerate(titles, start=1):
        lines += [shape.format(number, title)] + ([] if stub else ["本条为正文，应当照此办理。"])
    plan = read("\n".join(lines), "某市应急预案")
    assert headings(plan) == [(1, str(number), title) for number, title in enumerate(titles, start=1)]
    assert plan.text_missing is stub


@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from([None, None, None, 1, 2, 3])), max_size=30))
def test_any_lines_give_an_outline_whose_levels_have_parents(lines: list[tuple[str, int | None]]) -> None:
    plan = outline(lines, name="x")
    levels = [section.level for section in plan.sections]
    assert levels == [] or min(levels) >= 0
    assert 0 not in levels[1:]
