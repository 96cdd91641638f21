"""The papers of drills and evaluations: what they say, on how many pages, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dutyroom.papers.handover import make_handover
from dutyroom.papers.plan_event import make_plan_event, make_plan_year
from dutyroom.papers.plan_event_facts import FindingFact
from dutyroom.papers.sample_exercises import sample_plan_event, sample_plan_year
from tests.papers.paper_facts import a_handover
from tests.papers.reading_pdf import page_texts, squeezed


def test_a_record_is_one_page_with_what_was_found(faces, chinese, english):
    (page,) = page_texts(make_plan_event(sample_plan_event(), faces=faces, wording=chinese))
    said = squeezed(page)
    for words in (
        "演练记录",
        "第2版",
        "2026年5月18日",
        "实战演练",
        "隧道口广播听不清",
        "督〔2026〕9号",
        "已整改",
        "待整改",
    ):
        assert words in said, words
    assert "示例数据SAMPLE" in said
    (page,) = page_texts(make_plan_event(sample_plan_event(), faces=faces, wording=english))
    for words in ("Drill record", "live drill", "18 May 2026", "to be mended", "version 2"):
        assert words in page, words


@pytest.mark.parametrize(("result", "word"), [("keep", "继续有效"), ("revise", "修订"), ("withdraw", "废止")])
def test_an_evaluation_says_its_conclusion_and_no_scenario(faces, chinese, result, word):
    facts = replace(sample_plan_event(), kind="assessment", form="", result=result, findings=())
    said = squeezed("".join(page_texts(make_plan_event(facts, faces=faces, wording=chinese))))
    assert "评估记录" in said
    assert f"结论{word}" in said
    assert "演练情景" not in said
    assert "发现的问题" not in said


def test_what_is_only_planned_is_a_draft_and_a_key_unit_names_whom_it_reports_to(faces, chinese):
    facts = replace(sample_plan_event(), state="planned", held_on=None, record="", report_to="示例监管部门")
    said = squeezed("".join(page_texts(make_plan_event(facts, faces=faces, wording=chinese))))
    assert "草稿DRAFT" in said
    assert "演练情况报送示例监管部门" in said


def test_a_long_record_goes_on_and_loses_nothing(faces, chinese):
    many = tuple(FindingFact(text=f"问题{n:03}（示例）", due_on=date(2026, 12, 1)) for n in range(90))
    facts = replace(sample_plan_event(), record="记" * 3000, findings=many)
    pages = page_texts(make_plan_event(facts, faces=faces, wording=chinese))
    whole = squeezed("".join(pages))
    assert len(pages) > 3
    assert whole.count("记") >= 3000
    assert all(f"问题{n:03}" in whole for n in range(90))


def test_the_plan_of_a_year_stands_by_month_with_its_numbers(faces, chinese, english):
    (page,) = page_texts(make_plan_year(sample_plan_year(), faces=faces, wording=chinese))
    said = squeezed(page)
    for words in (
        "应急预案演练评估计划",
        "2026年度",
        "应演练9件，按期7件",
        "演练2次（已开展1次）",
        "5月",
        "12月",
        "桌面演练",
    ):
        assert words in said, words
    (page,) = page_texts(make_plan_year(sample_plan_year(), faces=faces, wording=english))
    assert "Drills: 2 (1 held), evaluations: 1 (0 held), trainings: 1 (1 held)" in page
    assert [page.count(month) for month in ("Mar", "May", "Dec")] == [2, 2, 3], "each day, and each month once"
    facts = replace(sample_plan_year(), lines=())
    assert "None." in "".join(page_texts(make_plan_year(facts, faces=faces, wording=english)))


def test_the_handover_lists_overdue_drills_only_where_there_are_any(faces, chinese):
    late = ("《示例预案》演练逾期87天",)
    said = squeezed(
        "".join(page_texts(make_handover(replace(a_handover(), plans_late=late), faces=faces, wording=chinese)))
    )
    assert "逾期未开展的预案演练、评估" in said
    assert late[0] in said
    assert "逾期未开展" not in squeezed("".join(page_texts(make_handover(a_handover(), faces=faces, wording=chinese))))
