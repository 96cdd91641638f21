"""The faces of the page of shifts for rosters and spot checks, by keys and clicks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from dutyroom.actions.rosters import fill_post, issue_roster, make_roster
from dutyroom.actions.spot_checks import add_spot_check
from dutyroom.data.queries.rosters import duties_between, roster_rows
from dutyroom.data.queries.spot_checks import SpotSearch, spot_rows
from dutyroom.data.queries.statistics import statistics_of
from dutyroom.rules.roster_record import FillPost, IssueRoster, MakeRoster, Named, RosterFacts
from dutyroom.rules.spot_check import AddSpotCheck, SpotFacts
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.statistics_figure import Part
from dutyroom.rules.statistics_period import Length, around
from dutyroom.ui.page import Place
from dutyroom.ui.registers.duty import DutyPage
from tests.ui.acting import settle

TODAY = date(2026, 11, 23)
FACTS = RosterFacts(first=TODAY, last=date(2026, 11, 24), title="样例值班表", posts=("leader", "chief"))


@pytest.fixture
def page(qtbot, tools, look):
    made = DutyPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 620)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


@pytest.fixture
def roster(page, qtbot, tools, room):
    room.do(make_roster, MakeRoster(facts=FACTS))
    page.show_face("roster")
    settle(qtbot, tools)
    return page.face


def type_cell(face, qtbot, tools, text):
    """Type over the cell where the cursor is, and keep it."""
    QTest.keyClick(face.grid, Qt.Key.Key_F2)
    editor = face.grid.findChild(QLineEdit)
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, tools)


def cells(face):
    model = face.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_without_a_roster_the_first_step_is_offered_and_a_new_one_is_begun_by_keys(page, qtbot, tools, room):
    page.show_face("roster")
    settle(qtbot, tools)
    face = page.face
    assert face.stack.currentWidget() is face.empty
    QTest.mouseClick(face.empty.step, Qt.MouseButton.LeftButton)
    assert face.form.first.text() == "2026-12-01"
    face.form.last.setText("昨天")
    QTest.keyClick(face.form.last, Qt.Key.Key_Return)
    settle(qtbot, tools)
    assert face.form.last.property("refused") == "true"
    face.form.last.setText("2026-12-02")
    QTest.keyClick(face.form.last, Qt.Key.Key_Return)
    settle(qtbot, tools)
    (row,) = room.read(roster_rows)
    assert (row.first, row.last, row.posts) == (date(2026, 12, 1), date(2026, 12, 2), ("leader", "chief", "deputy"))
    assert face.stack.currentWidget() is face.grid
    assert cells(face)[0][1:4] == ["nobody"] * 3


def test_a_cell_is_filled_by_keys_and_the_next_gap_is_found(roster, qtbot, tools, room):
    assert roster.grid.currentIndex().row() == 0
    type_cell(roster, qtbot, tools, "李秀英 13800001234、外聘样例")
    assert [duty.name for duty in room.read(duties_between, TODAY, TODAY)] == ["李秀英", "外聘样例"]
    assert cells(roster)[0][1:3] == ["李秀英 13800001234、外聘样例", "nobody"]
    assert "things do not fit" in roster.faults.text()
    roster.grid.setCurrentIndex(roster.model.index(0, 1))
    roster.grid.to_next_gap()
    assert (roster.grid.currentIndex().row(), roster.grid.currentIndex().column()) == (0, 2)
    roster.grid.setCurrentIndex(roster.model.index(0, 1))
    QTest.keyClick(roster.grid, Qt.Key.Key_Delete)
    settle(qtbot, tools)
    assert cells(roster)[0][1] == "nobody"


def test_once_issued_a_change_waits_for_its_reason_and_is_a_swap(roster, qtbot, tools, room):
    type_cell(roster, qtbot, tools, "李秀英")
    row = room.read(roster_rows)[0]
    QTest.mouseClick(roster.issue, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert "Mend them" in roster.note.text()
    room.do(issue_roster, IssueRoster(id=row.id, version=row.version, despite="样例"))
    roster.ask()
    settle(qtbot, tools)
    roster.grid.setCurrentIndex(roster.model.index(0, 1))
    type_cell(roster, qtbot, tools, "张伟")
    assert "noted as a swap" in roster.note.text()
    roster.reason.setText("外出培训")
    QTest.keyClick(roster.reason, Qt.Key.Key_Return)
    settle(qtbot, tools)
    assert cells(roster)[0][1] == "张伟"
    assert "张伟 instead of 李秀英（外出培训）" in cells(roster)[0][3]


def test_a_roster_is_void_with_the_reason_of_the_line(roster, qtbot, tools, room):
    void = next(command for command in roster.commands() if command.name == "roster.void")
    void.run()
    settle(qtbot, tools)
    assert roster.note.text() == "Say why."
    roster.reason.setText("重排")
    void.run()
    settle(qtbot, tools)
    assert room.read(roster_rows) == []
    assert roster.stack.currentWidget() is roster.empty


def test_the_paper_of_the_roster_is_shown(roster, heard):
    QTest.mouseClick(roster.paper, Qt.MouseButton.LeftButton)
    assert heard.papers[-1].make().startswith(b"%PDF")


def test_a_spot_check_is_noted_corrected_and_void_on_its_sheet(page, qtbot, tools, room):
    page.show_face("spot_checks")
    settle(qtbot, tools)
    face, form = page.face, page.face.form
    assert face.table.empty.isVisible()
    QTest.mouseClick(face.table.empty.step, Qt.MouseButton.LeftButton)
    QTest.keyClick(form.unit, Qt.Key.Key_Return)
    settle(qtbot, tools)
    assert form.unit.property("refused") == "true"
    form.unit.setText("样例区值班室")
    form.rings.setText("五")
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert form.rings.property("refused") == "true"
    form.rings.setText("5")
    form.answerer.setText("赵样例")
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    (row,) = room.read(spot_rows)
    assert (row.unit, row.rings, row.finding, row.caller) == ("样例区值班室", 5, "late", tools.courier.author.name)
    assert form.row is not None
    form.is_answered.setChecked(False)
    form.finding.setCurrentIndex(0)
    assert form.answerer.isHidden()
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert room.read(spot_rows)[0].finding == "unanswered"
    QTest.mouseClick(form.void, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert form.remark.property("refused") == "true"
    form.remark.setText("打错号码")
    QTest.mouseClick(form.void, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert room.read(spot_rows) == []
    assert room.read(spot_rows, SpotSearch(voided=True))[0].void_reason == "打错号码"


def test_behind_a_figure_stand_exactly_its_records(page, qtbot, tools, room):
    number = room.do(make_roster, MakeRoster(facts=FACTS))
    for post in ("leader", "chief"):
        room.do(fill_post, FillPost(roster_id=number, day=TODAY, post=post, people=(Named(name="李秀英"),)))
    for rings in (2, 5):
        room.do(add_spot_check, AddSpotCheck(facts=SpotFacts(unit="样例区", rings=rings)))
    period = around(Length.DAY, TODAY)
    report = room.read(statistics_of, Subject.ROSTER, period, room.now)
    page.arrive(Place("shifts", step=f"filter:{report.figure(report.main).filter_text}"))
    settle(qtbot, tools)
    assert page.face.KEY == "roster"
    assert list(page.face.behind.table.register.ids) == [1, 2]
    QTest.mouseClick(page.face.behind.back, Qt.MouseButton.LeftButton)
    assert page.face.stack.currentWidget() is page.face.grid
    report = room.read(statistics_of, Subject.SPOT_CHECKS, period, room.now)
    figure = report.figure(report.line("spot_checks.on_time").measure, Part.MISSED)
    page.arrive(Place("shifts", step=f"filter:{figure.filter_text}"))
    settle(qtbot, tools)
    assert (page.face.KEY, list(page.face.table.register.ids)) == ("spot_checks", [2])


def test_what_is_said_of_the_shifts_goes_to_the_first_face(page, qtbot, tools):
    page.show_face("roster")
    page.arrive(Place("shifts", step="start"))
    settle(qtbot, tools)
    assert page.face.KEY == "shifts"
    assert page.face.current_step() is page.face.steps["start"]


def test_starting_a_shift_proposes_who_stands_on_the_roster_and_it_can_be_changed(page, qtbot, tools, room):
    number = room.do(make_roster, MakeRoster(facts=FACTS))
    for post, name in (("leader", "王建国"), ("chief", "赵敏")):
        room.do(fill_post, FillPost(roster_id=number, day=TODAY, post=post, people=(Named(name=name),)))
    page.arrive(Place("shifts", step="start"))
    settle(qtbot, tools)
    form = page.face.steps["start"].form
    assert (form.leader_id.text(), form.chief_id.text(), form.deputy_id.text()) == ("王建国", "赵敏", "")
    form.chief_id.setText("张伟")
    settle(qtbot, tools)
    page.face.steps["start"].refresh()
    settle(qtbot, tools)
    assert form.chief_id.text() == "张伟", "what somebody typed is not proposed over"
