"""The face of plans in preparation: days and outline, papers of a stage, the list, what is printed, both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from dutyroom.actions.preparation_parts import ask_units
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.rules.preparation import Stage
from dutyroom.rules.preparation_steps import AskedUnit, AskUnits
from tests.actions.preparations import FACTS, TODAY, started, until
from tests.papers.reading_pdf import page_texts, squeezed
from tests.ui.acting import KEY, settle, type_into
from tests.ui.preparing_kept import cells, enter, face, full, run, shown


@pytest.fixture
def page(qtbot, tools, look):
    yield face(qtbot, tools)
    settle(qtbot, tools)


def test_days_are_planned_by_keys_and_an_impossible_one_is_pointed_out(page, qtbot, tools, room):
    number = started(room)
    shown(qtbot, tools, page, number)
    run(page, "days")
    form = page.days.form
    type_into(form.draft, "2026-13-40")
    run(page, "next")
    settle(qtbot, tools)
    assert page.focusWidget() is form.draft
    type_into(form.draft, "2026-12-31")
    enter(form.draft)
    settle(qtbot, tools)
    assert full(room, number).stage(Stage.DRAFT).planned_on.isoformat() == "2026-12-31"
    assert page.faces.currentWidget() is page.list
    qtbot.waitUntil(lambda: page.pane.stages.lines()[5].days == "by 2026-12-31")


def test_the_outline_begins_from_the_customary_one_and_goes_out_as_a_document(
    page, qtbot, tools, room, tmp_path, monkeypatch
):
    number = started(room)
    shown(qtbot, tools, page, number)
    run(page, "outline")
    form = page.outline.form
    assert form.outline.toPlainText().startswith("总则\n  编制目的｜")
    form.outline.setPlainText("总则\n  编制目的｜为何")
    target = tmp_path / "大纲.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    form.export.click()
    qtbot.waitUntil(target.is_file)
    settle(qtbot, tools)
    assert [each.text for each in Document(str(target)).paragraphs if each.text] == [
        FACTS.title, "1 总则", "1.1 编制目的", "（为何）",
    ]  # fmt: skip
    assert "大纲.docx" in (room.read(last_entries, 1)[0].text or "")
    run(page, "next")
    settle(qtbot, tools)
    assert full(room, number).outline == "总则\n  编制目的｜为何"
    run(page, "outline")
    page.outline.write_to(tmp_path / "none" / "大纲.txt")
    settle(qtbot, tools)
    form.customary.click()
    assert form.outline.toPlainText().count("\n") > 20
    form.outline.undo()
    assert form.outline.toPlainText() == "总则\n  编制目的｜为何"


def test_a_paper_is_kept_with_the_stage_that_is_chosen(page, qtbot, tools, room, tmp_path):
    number = started(room)
    shown(qtbot, tools, page, number)
    page.pane.stages.choose(Stage.RISK)
    report = tmp_path / "风险评估报告.txt"
    report.write_text("示例", "utf-8")
    page.pane.files.attach([report])
    qtbot.waitUntil(lambda: len(full(room, number).common.attachments) == 1)
    settle(qtbot, tools)
    assert full(room, number).common.attachments[0].part == "risk"
    assert page.pane.files.buttons[0].text().startswith("Risk assessment：风险评估报告.txt")


def test_list_filters_by_words_year_and_state_and_has_what_is_overdue_first(page, qtbot, tools, room):
    started(room, title="乙预案")
    late = started(room, {Stage.PROGRAMME: TODAY - timedelta(days=2)}, title="甲预案")
    other = started(room, title="丙预案", year=2027)
    page.arrive(None)
    settle(qtbot, tools)
    assert page.table.register.ids[0] == late
    assert "overdue" in cells(page.table)[0][5]
    page.bar.year.setCurrentIndex(page.bar.year.findData("2027"))
    settle(qtbot, tools)
    assert list(page.table.register.ids) == [other]
    page.bar.year.setCurrentIndex(0)
    type_into(page.bar.words, "乙预案")
    settle(qtbot, tools)
    assert [row[0] for row in cells(page.table)] == ["乙预案"]
    page.bar.words.clear()
    page.bar.view.setCurrentIndex(page.bar.view.findData("is:late"))
    settle(qtbot, tools)
    assert list(page.table.register.ids) == [late]


def test_papers_are_shown_and_journalled(page, qtbot, tools, room, heard):
    number = started(room, {Stage.ISSUE: TODAY + timedelta(days=90)})
    until(room, number, Stage.OPINIONS)
    room.do(ask_units, AskUnits(id=number, units=(AskedUnit(unit="市公安局"),)))
    shown(qtbot, tools, page, number)
    run(page, "print")
    run(page, "programme")
    sheet, programme = heard.papers
    said = squeezed("".join(page_texts(sheet.make())))
    assert FACTS.title in said
    assert "市公安局" in said
    assert squeezed(FACTS.title) in squeezed("".join(page_texts(programme.make())))
    for paper in heard.papers:
        paper.printed()
    settle(qtbot, tools)
    assert {entry.event for entry in room.read(last_entries, 2)} == {"paper.printed"}


def test_correcting_follows_in_list_and_pane_and_both_languages_are_worded(page, qtbot, tools, room, language):
    number = started(room)
    shown(qtbot, tools, page, number)
    run(page, "correct")
    form = page.entry.form
    assert form.title.text() == FACTS.title
    type_into(form.title, "郑州市防汛抗旱应急预案")
    type_into(form.reason, "名称有误")
    run(page, "next")
    settle(qtbot, tools)
    assert full(room, number).matter.title == "郑州市防汛抗旱应急预案"
    assert cells(page.table)[0][0] == "郑州市防汛抗旱应急预案"
    language(load_wording("zh_CN"))
    qtbot.waitUntil(lambda: page.pane.preparation is not None)
    assert page.start.text() == "编制…"
    assert page.pane.next.text() == "办结：年度计划…"
    assert replace(FACTS).title  # the sample stays as it was


def test_every_stop_of_the_pane_is_reached_by_tab(page, qtbot, tools, room):
    number = started(room)
    until(room, number, Stage.REVIEW)
    shown(qtbot, tools, page, number)
    page.pane.stages.setFocus()
    stops = set()
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        stops.add(QApplication.focusWidget())
    assert page.pane.next in stops
    assert page.pane.more in stops
    assert any(table in stops for table in page.pane._tables.values())
    assert page.pane.stages.focusPolicy() != Qt.FocusPolicy.NoFocus
