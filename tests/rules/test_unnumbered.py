"""Unnumbered chapters: names that every plan's chapters bear are headings where nothing else is one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.outline import PlanText, outline

TEXT = "各单位按照职责分工落实人员和车辆，及时开展处置工作。"
NAMES = ["总则", "组织机构及职责", "监测预警", "应急响应", "后期处置", "保障措施", "附则", "监测与预警", "培训和演练"]


def read(*lines: str) -> PlanText:
    return outline([(line, None) for line in ("示例县山洪应急预案", *lines)], name="x")


def headings(plan: PlanText) -> list[str]:
    return [f"{section.level} {section.number}{section.title}" for section in plan.sections if section.level]


def test_the_usual_names_alone_on_their_lines_are_chapters() -> None:
    plan = read("总则", TEXT, "组织体系", TEXT, "应急响应：", TEXT, TEXT, "附　则", TEXT)
    assert headings(plan) == ["1 总则", "1 组织体系", "1 应急响应", "1 附则"]
    assert plan.title == "示例县山洪应急预案"


def test_a_line_over_points_that_begin_anew_is_a_chapter_among_them() -> None:
    points = ("（一）目标", TEXT, "（二）范围", TEXT)
    plan = read("总则", *points, "巡堤查险", *points, "应急响应", *points, "附则", TEXT)
    assert headings(plan)[:4] == ["1 总则", "2 （一）目标", "2 （二）范围", "1 巡堤查险"]


def test_numbered_chapters_leave_such_lines_in_the_text() -> None:
    plan = read("一、总则", TEXT, "二、工作要求", TEXT, "目的", TEXT, "应急响应", TEXT, "附则", TEXT)
    assert headings(plan) == ["1 一、总则", "1 二、工作要求"]


def test_two_such_lines_are_no_outline_and_neither_are_lines_without_text() -> None:
    assert headings(read("总则", TEXT, "附则", TEXT, TEXT)) == []
    assert headings(read("总则", "附则", "目的", "应急响应", "保障措施", "完")) == []


@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=9, unique=True), st.lists(st.sampled_from([TEXT, "示例"])))
def test_no_line_is_lost(names: list[str], more: list[str]) -> None:
    plan = read(*(line for name in names for line in (name, TEXT, *more)))
    assert [section.title for section in plan.sections if section.level] == names
    assert all(section.body == "\n".join((TEXT, *more)) for section in plan.sections if section.level)
