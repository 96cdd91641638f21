"""The versions of a plan in the window: listed, read, compared, put in force, corrected, a new one brought in."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.plan_laws import keep_reading
from dutyroom.actions.plan_versions import keep_version
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plan_versions import plan_versions
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.plan_version import KeepVersion
from dutyroom.ui.page import Place
from dutyroom.ui.parts.plans.comparison import ComparisonView
from dutyroom.ui.parts.plans.versions import PlanVersionsView
from tests.rules.test_plan_compare import NEW, OLD
from tests.ui.plans_kept import keep, shown_page

Key = Qt.Key
TITLE = "示例市内涝应急预案（示例）"


def revised(sections=NEW, **named):
    given = {"title": TITLE, "kind": "special", "issuer": "省政府", "number": "示例〔2026〕9号", "text_missing": False}
    given |= {"issued_on": date(2026, 6, 1), "file_name": "b.txt", "path": ""}
    return KeepPlan(sections=sections, **(given | named))


@pytest.fixture
def plan(room):
    number = keep(room, TITLE, OLD, number="示例〔2020〕1号", issued_on=date(2020, 5, 1))
    room.do(keep_version, KeepVersion(plan_id=number, keep=revised(), note="按演练发现修改"))
    return number


@pytest.fixture
def page(qtbot, look, tools, courier, plan, settled):
    made = shown_page(qtbot, courier, tools)
    made.arrive(Place("plans", id=plan))
    settled()
    return made


@pytest.fixture
def view(page, settled):
    page.view.reader.show_view(PlanVersionsView.KEY)
    settled()
    return page.view.reader.view


def cells(view):
    return [[view.table.item(row, column).text() for column in range(6)] for row in range(view.table.rowCount())]


def text_of(view):
    return view.comparison.text.toPlainText()


def test_every_version_is_listed_with_what_it_is(view):
    assert cells(view) == [
        ["2", "● in force", "2026-06-01", "", "示例〔2026〕9号", "按演练发现修改"],
        ["1", "○ superseded", "2020-05-01", "", "示例〔2020〕1号", ""],
    ]
    assert view.table.isColumnHidden(3)  # no plan says from when it is in force
    assert "李秀英" in view.details.text()
    assert "b.txt" in view.details.text()


def test_an_older_version_is_read_marked_as_such_and_there_is_a_way_back(page, view, heard, settled, plan):
    view.table.selectRow(1)
    QTest.keyClick(view.table, Key.Key_Return)
    assert heard.places[-1] == Place("plans", id=plan, step="version:1")
    page.arrive(heard.places[-1])
    settled()
    reader = page.view.reader
    reader.show_view("")
    assert "0371-60001234" in reader.text.toPlainText()
    assert reader.chip.isVisible()
    assert reader.chip.text() == "not in force"
    assert "version 1 (2020-05-01)" in reader.note.text()
    assert "示例〔2020〕1号" in reader.particulars.full_text()
    reader.in_force.click()
    settled()
    assert "0371-60009999" in reader.text.toPlainText()
    assert not reader.chip.isVisible()
    assert not reader.in_force.isVisible()


def test_correcting_while_an_older_version_is_read_is_about_the_record(page, settled, plan, room):
    page.arrive(Place("plans", id=plan, step="version:1"))
    settled()
    page.view.reader.do("correct")
    settled()
    assert page.view.reader.view.form.number.text() == "示例〔2026〕9号"


def test_two_versions_stand_beside_each_other_and_the_differences_are_walked(view, settled):
    QTest.mouseClick(view.compare, Qt.MouseButton.LeftButton)
    settled()
    shown = view.comparison
    assert shown.isVisible()
    assert shown.heading.full_text() == "version 1 (2020-05-01) compared with version 2 (2026-06-01)"
    assert shown.position.text() == "1 / 5"
    for _ in range(9):
        shown.next.click()
    assert shown.position.text() == "5 / 5"
    assert not shown.next.isEnabled()
    shown.previous.click()
    assert shown.position.text() == "4 / 5"
    for said in ("≠ Reworded", "+ Added", "− Deleted", "↕ Moved", "0371-60001234", "0371-60009999"):
        assert said in text_of(view)
    assert "为做好城区内涝处置" not in text_of(view)  # unchanged
    shown.only_changed.click()
    assert "为做好城区内涝处置" in text_of(view)
    QTest.keyClick(shown.text, Key.Key_Escape)
    assert view.table.isVisible()


def formats(view, words):
    """Struck out and underlined, of the first place that says these words."""
    cursor = view.comparison.text.document().find(words)
    assert not cursor.isNull(), words
    letters = cursor.charFormat()
    return letters.fontStrikeOut(), letters.fontUnderline()


def test_changed_words_carry_a_sign_beside_the_colour(view, settled):
    view.show_comparison(1, 2)
    settled()
    assert formats(view, "0371-60001234") == (True, False)
    assert formats(view, "0371-60009999") == (False, True)
    assert formats(view, "值班室") == (False, False)


def test_numbers_and_names_are_listed_apart_and_lead_to_their_section(view, settled):
    view.show_comparison(1, 2)
    settled()
    table = view.comparison.quotes.table
    rows = [[table.item(row, column).text() for column in range(5)] for row in range(table.rowCount())]
    assert rows[0] == ["Number", "值班室", "0371-60001234", "0371-60009999", "3\N{EN SPACE}联系方式"]
    assert ["Name", "总指挥", "王建国", "赵卫东", "3\N{EN SPACE}联系方式"] in rows
    view.comparison.go_to(7)
    table.setCurrentCell(0, 0)
    assert view.comparison.shown.comparison.sections[view.comparison.at].new == 3


def test_a_narrow_window_shows_one_column(qtbot, view, settled):
    view.show_comparison(1, 2)
    settled()
    alone = ComparisonView()
    qtbot.addWidget(alone)
    alone.resize(1100, 700)
    alone.show()
    alone.show_compared(view.comparison.shown)
    frames = alone.text.document().rootFrame().childFrames
    assert len(frames()) == 5  # a table for each section that differs
    assert alone.sections.isVisible()
    alone.resize(480, 600)
    frames = alone.text.document().rootFrame().childFrames
    assert frames() == []
    assert not alone.sections.isVisible()
    assert "2\N{EN SPACE}联系方式 → 3\N{EN SPACE}联系方式" in alone.text.toPlainText()
    assert alone.text.horizontalScrollBar().maximum() == 0


def test_an_older_version_is_put_in_force_with_the_reason(view, settled, room, plan):
    view.table.selectRow(1)
    view.force.trigger()
    form = view.card.force
    QTest.keyClick(form.reason, Key.Key_Return)
    settled()
    assert form.isVisible()  # refused beside the field
    assert room.read(plan_in_full, plan).plan.current == 2
    QTest.keyClicks(form.reason, "not issued yet")
    QTest.keyClick(form.reason, Key.Key_Return)
    settled()
    assert room.read(plan_in_full, plan).plan.current == 1
    assert cells(view)[1][1] == "● in force"
    assert "not issued yet" in room.read(last_entries, 1)[0].text


def test_the_particulars_of_a_version_are_corrected_and_a_wrong_date_is_said_beside_it(view, settled, room, plan):
    view.table.selectRow(1)
    view.correct.trigger()
    form = view.card.correct
    form.issued_on.setText("yesterday")
    form.send.click()
    assert form.isVisible()
    assert form.document_number.text() == "示例〔2020〕1号"
    form.issued_on.setText("2020-05-09")
    form.send.click()
    settled()
    assert not form.isVisible()
    assert cells(view)[1][2] == "2020-05-09"


def test_a_file_is_read_compared_and_kept_as_the_next_version(view, settled, room, plan, tmp_path, qtbot):
    path = tmp_path / "第三版.txt"
    path.write_text(
        f"{TITLE}\n示例〔2027〕3号\n1 总则\n1.1 目的\n为做好城区内涝处置和救援，制定本预案。\n2 附则\n由水务局解释。\n",
        encoding="utf-8",
    )
    view.import_file(path)
    qtbot.waitUntil(lambda: view.keep_bar.isVisible(), timeout=20_000)
    assert "The file" not in view.note.text()
    assert "the new file" in view.comparison.heading.full_text()
    assert len(room.read(plan_versions, plan, date(2026, 11, 23)).versions) == 2  # nothing is kept yet
    QTest.keyClicks(view.keep_bar.note, "after the flood")
    QTest.keyClick(view.keep_bar.note, Key.Key_Return)
    qtbot.waitUntil(lambda: view.table.isVisible(), timeout=20_000)
    settled()
    assert cells(view)[0][0] == "3"
    assert cells(view)[0][5] == "after the flood"
    assert room.read(plan_in_full, plan).plan.current == 3


def test_a_file_that_says_the_same_is_not_offered_and_a_bad_one_is_said(view, settled, qtbot, tmp_path):
    path = tmp_path / "bad.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")
    view.import_file(path)
    qtbot.waitUntil(lambda: view.note.isVisible(), timeout=20_000)
    assert "damaged" in view.note.text()
    assert view.table.isVisible()


def test_a_plan_with_one_version_says_what_to_do(page, settled, room):
    other = keep(room, "单一预案（示例）", OLD[:2])
    page.arrive(Place("plans", id=other))
    settled()
    page.view.reader.show_view(PlanVersionsView.KEY)
    settled()
    view = page.view.reader.view
    assert view.hint.isVisible()
    assert not view.compare.isEnabled()


def test_a_law_is_compared_by_its_dates_and_can_be_marked_repealed(page, settled, room):
    text = ((1, "第一章", "总则", ""), (2, "第一条", "", "为了示例工作，制定本条例。"))
    new = (*text, (2, "第二条", "", "本条例自2020年3月1日起施行。"))
    law = revised(new, title="示例条例", kind="law", number="", issued_on=date(2020, 1, 1))
    number = room.do(keep_reading, law).plan
    room.do(keep_reading, revised(text, title="示例条例", kind="law", number="", issued_on=date(2005, 1, 1)))
    page.arrive(Place("plans", id=number))
    settled()
    page.view.reader.show_view(PlanVersionsView.KEY)
    settled()
    view = page.view.reader.view
    view.table.choose(1)
    view.compare.click()
    settled()
    assert view.comparison.heading.full_text() == "version 2 (2005-01-01) compared with version 1 (2020-01-01)"
    view.comparison.back.click()
    view.repeal.trigger()
    view.card.repeal.ends_on.setText("2026-01-01")
    view.card.repeal.reason.setText("another law")
    view.card.repeal.send.click()
    settled()
    assert room.read(plan_in_full, number).plan.ends_on == date(2026, 1, 1)
    (line,) = [line for line in page.view.results.lines if line.title == "示例条例"]
    assert line.chip == "repealed"


def test_laws_and_standards_are_the_second_shelf_of_the_list(page, room, settled):
    for title, kind in (("示例标准", "standard"), ("示例办法", "law"), ("甲预案（示例）", "special")):
        room.do(keep_reading, revised(OLD[:3], title=title, kind=kind, number=title))
    page._ask_rows()
    settled()
    lines = page.view.results.lines
    assert [(line.kind, line.title) for line in lines] == [
        ("plan", "甲预案（示例）"),
        ("plan", TITLE),
        ("heading", "Laws and standards"),
        ("plan", "示例办法"),
        ("plan", "示例标准"),
    ]
