"""The headings of the real documents, as a person lists them, are found, whatever form the document comes in."""

from __future__ import annotations

import pytest

from dutyroom.rules.outline import outline
from tests.readers.outline_marks import FORMS, REAL, marked, scores, total

FLOOR = 0.995


@pytest.mark.skipif(not REAL.is_dir(), reason=f"the real documents are not at {REAL}")
def test_the_marked_headings_are_found_in_every_form() -> None:
    assert len(marked()) >= 40
    table = scores()
    for form in FORMS:
        got = total(table[form])
        assert got.marked > 1000
        assert got.recall >= FLOOR, form
        assert got.precision >= FLOOR, form
        worst = min(table[form].items(), key=lambda each: min(each[1].recall, each[1].precision))
        assert min(worst[1].recall, worst[1].precision) >= 0.95, (form, worst)


def test_points_of_articles_are_text_and_those_of_titled_articles_may_be_headings() -> None:
    points = [
        f"（{number}）坚持{word}。各级机关应当做好这一项工作。"
        for number, word in zip("一二三", ("领导", "服务", "法治"), strict=True)
    ]
    law = ["示例市应急管理条例", "第一章　总则"]
    for number in "一二三四五六":
        law += [f"第{number}条　应急工作应当遵循下列原则：", *points]
    plan = outline([(line, None) for line in law])
    assert [(s.level, s.number) for s in plan.sections if s.level] == [
        (1, "第一章"),
        *((2, f"第{number}条") for number in "一二三四五六"),
    ]
    assert all("（三）坚持法治" in s.body for s in plan.sections if s.level == 2)
