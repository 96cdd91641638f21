"""What stands around a plan: the notice that brings it, a page's table of facts, annexes on a contents page."""

from __future__ import annotations

from datetime import date

import pytest

from dutyroom.rules.outline import outline
from tests.rules.test_outline import headings, read

FACTS = """
发布机构：
示例县应急管理局
成文日期：2022-03-26
示例县山洪应急预案
1 总则
1.1 目的
为了应对山洪，制定本预案。
2 附则
由县应急管理局负责解释。
"""


def test_a_page_s_table_of_facts_says_who_issued_and_when_only_where_nothing_else_does() -> None:
    plan = read(FACTS)
    assert (plan.title, plan.issuer, plan.issued_on) == ("示例县山洪应急预案", "示例县应急管理局", date(2022, 3, 26))
    signed = read(FACTS.replace("示例县山洪应急预案\n", "示例县人民政府\n2022年4月1日\n示例县山洪应急预案\n", 1))
    assert (signed.issuer, signed.issued_on) == ("示例县人民政府", date(2022, 4, 1))


LONG = "各乡镇按照属地管理原则负责本行政区域内的山洪灾害防御工作，县指挥部负责组织、协调和指导。" * 3
RUN_ON = (("1.1 目的", LONG), ("1.2 依据", LONG), ("2 响应", ""), ("2.1 分级", LONG), ("2.2 启动", LONG))


def test_a_notice_and_the_title_run_on_lines_with_what_follows_them() -> None:
    plan = read(
        "示府办发〔2017〕27号 各镇人民政府，县级各部门： 《示例县山洪应急预案》已经同意，现印发你们。\n"
        "示例县人民政府办公室 2017年3月31日\n"
        "示例县山洪应急预案 （2017年修订） 1 总则 " + " ".join(f"{n} {text}" for n, text in RUN_ON)
    )
    assert (plan.title, plan.number) == ("示例县山洪应急预案（2017年修订）", "示府办发〔2017〕27号")
    assert (plan.issuer, plan.issued_on) == ("示例县人民政府办公室", date(2017, 3, 31))
    assert headings(plan, 1) == [(1, "1", "总则"), (1, "2", "响应")]


def test_the_plan_that_is_its_notice_s_annex_is_no_heading_over_itself() -> None:
    points = "\n".join(f"{n}、{name}\n（一）甲事。由乡镇负责办理。\n（二）乙事。由县里负责办理。" for n, name in zip("一二三", ("总则", "组织", "附则"), strict=True))  # fmt: skip
    plan = read(
        f"示例县人民政府关于印发示例县山洪应急预案的通知\n各乡镇：\n现予印发。\n附件：示例县山洪应急预案\n示例县山洪应急预案\n{points}"
    )
    assert headings(plan, 1) == [(1, "一、", "总则"), (1, "二、", "组织"), (1, "三、", "附则")]


def test_a_bare_annex_at_the_end_of_a_contents_page_is_an_entry_of_it() -> None:
    chapters = [f"{n} {name}" for n, name in enumerate(("总则", "组织体系", "应急响应", "附则"), 1)]
    text = "\n".join(f"{chapter}\n由县指挥部负责组织实施。" for chapter in chapters)
    plan = read("示例县山洪应急预案\n目　录\n" + "\n".join(chapters) + "\n附件\n" + text)
    assert [f"{number} {title}" for _, number, title in headings(plan)] == chapters


def test_a_page_s_labels_and_its_own_day() -> None:
    plan = read(
        "[ 索引号 ] 1150/2020-00160 [ 发文字号 ] 示府办发〔2017〕132号 [ 有效性 ] 有效\n添加时间：2023年2月6日\n"
        + FACTS.split("成文日期：2022-03-26\n")[1]
    )
    assert (plan.number, plan.issued_on) == ("示府办发〔2017〕132号", None)


def test_a_contents_page_run_on_with_the_title_and_a_number_behind_the_notice_s() -> None:
    entries = ["1 总则", *(text for text, _ in RUN_ON)]
    whole = "   ".join(f"{entry}   {LONG}" for entry in entries)
    plan = read(
        f"示例市政府关于印发示例市山洪应急预案的通知 （示府发〔2009〕67号） 各县：   现予印发。   示例市山洪应急预案   目录   {'   '.join(entries)}"
        f"   示例市山洪应急预案 {whole}"
    )
    assert plan.number == "示府发〔2009〕67号"
    assert [f"{number} {title}" for _, number, title in headings(plan)] == entries


@pytest.mark.parametrize(
    ("line", "title", "missing"),
    [
        ("Potato", "Potato", True),
        ("停电怎么办", "停电怎么办", True),
        ("《示例市停电应急预案》", "示例市停电应急预案", True),
        ("值班电话 0371-55500001", "bad-xref", True),
        ("请立即转移到高处。", "bad-xref", False),
    ],
)
def test_the_only_line_of_a_document_is_its_title_unless_it_tells_something(line, title, missing):
    found = outline([(line, None)], name="bad-xref")
    assert (found.title, found.text_missing) == (title, missing)
