"""The register of incidents by keyboard: a call becomes a graded, reported incident; contradictions; drafts; links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from dutyroom.actions.incident_reports import draft_report
from dutyroom.actions.incidents import further_report, grade_incident
from dutyroom.data.queries.incidents import incident_in_full
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_report import DraftReport, ReportKind
from dutyroom.rules.incident_sheet import FurtherReport, GradeIncident, Told
from dutyroom.rules.incident_text import propose_incident
from dutyroom.rules.matter import StepKind
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.ui.incident_draft import IncidentDraft, without
from dutyroom.ui.page import Place
from dutyroom.ui.registers.incidents import IncidentsPage
from tests.actions.test_incidents import taken
from tests.samples import PASSWORD, ZONE
from tests.ui.acting import KEY, pick, settle, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, tools, look):
    made = IncidentsPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def enter(widget):
    QTest.keyClick(widget, KEY.Key_Return)


def run(page, name):
    next(command for command in page.commands() if command.name == f"incidents.{name}").run()


def shown(qtbot, tools, page, number):
    page.arrive(Place("incidents", id=number))
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: page.pane.incident is not None and page.pane.incident.matter.id == number)


def menu_of(page):
    page.pane.more.menu().aboutToShow.emit()
    return [action.text() for action in page.pane.more.menu().actions() if action.text()]


def test_from_a_call_to_a_graded_reported_incident_by_keyboard(page, qtbot, tools, room):
    assert "No incident is open" in page.table.empty.sentence.text()
    page.arrive(Place("incidents", step="register"))
    settle(qtbot, tools)
    entry, form = page.entry, page.entry.form
    assert page.focusWidget() is form.event_at
    assert entry.missing.text().replace("\xa0", " ").startswith("○ when it happened")
    type_into(form.event_at, "1140")
    type_into(form.area, "二七区")
    type_into(form.place, "嵩山路航海路口")
    pick(form.subtype, "dljt")
    assert form.subtype.text() == "Road accident"
    type_into(form.deaths, "3")
    type_into(form.light, "5")
    assert "deaths" not in entry.missing.text()
    type_into(form.course, "大货车追尾公交车")
    type_into(form.measures, "已封闭道路")
    assert entry.missing.text().replace("\xa0", " ") == "○ who is in charge on the spot"
    assert form.title.placeholderText() == "二七区嵩山路航海路口道路交通事故"
    settle(qtbot, tools)
    assert entry.grade.proposal.text() == "The rules propose Ⅲ serious"
    assert "Deaths: 7 more is Ⅱ" in entry.grade.lines.text()
    assert entry.grade.choice.currentText() == "Ⅲ serious, as proposed"
    type_into(form.reporter, "李警官")
    enter(form.reporter)
    settle(qtbot, tools)
    number = page.pane.matter_id
    assert page.faces.currentWidget() is page.list
    assert page.pane.number.text() == "突〔2026〕1号"
    assert "3 or more is Ⅲ" in room.read(incident_in_full, number).facts.grade_reason
    assert room.read(incident_in_full, number).facts.grade == "Ⅲ"
    assert page.pane.grade.text() == "Ⅲ serious"
    assert page.pane.next.text() == "Report upward…"
    run(page, "next")
    settle(qtbot, tools)
    report = page.report.report_form
    assert page.report.isVisible()
    assert page.focusWidget() is report.body
    assert "死亡3人、轻伤5人（待核实）" in report.body.toPlainText()
    run(page, "copy")
    assert "嵩山路航海路口发生道路交通事故" in QGuiApplication.clipboard().text()
    type_into(report.title, "关于嵩山路追尾事故的报告")
    pick(report.leader, "wjg")
    enter(report.leader)
    settle(qtbot, tools)
    assert report.password.accessibleDescription() == "Type the password of whoever signs."
    assert report.title.text() == "关于嵩山路追尾事故的报告", "the words were saved on the way, nothing is lost"
    type_into(report.password, PASSWORD)
    enter(report.password)
    settle(qtbot, tools)
    assert report.send.text() == "Issue with a number"
    assert page.focusWidget() is report.explanation
    enter(report.explanation)
    settle(qtbot, tools)
    assert "in charge on the spot" in report.explanation.accessibleDescription()
    type_into(report.explanation, "现场尚未联系上")
    enter(report.explanation)
    settle(qtbot, tools)
    done = room.read(incident_in_full, number).reports[0]
    assert (done.number, done.state, done.title) == ("值信〔2026〕1号", "issued", "关于嵩山路追尾事故的报告")
    QTest.keyClick(page.report, KEY.Key_Escape)
    settle(qtbot, tools)
    assert page.pane.next.text() == "Instruction…"
    assert "Draft: Follow-up 1" in menu_of(page)


def test_what_cannot_be_is_said_beside_its_field_and_a_draft_comes_back(page, qtbot, tools, room):
    run(page, "register")
    settle(qtbot, tools)
    form = page.entry.form
    type_into(form.deaths, "drei")
    enter(form.deaths)
    assert "is no number" in form.deaths.accessibleDescription()
    type_into(form.deaths, "3")
    type_into(form.course, "爆炸")
    enter(form.deaths)
    settle(qtbot, tools)
    assert "nobody can help 3" in form.place.accessibleDescription()
    assert page.focusWidget() is form.place
    type_into(form.event_at, "2359")
    QTest.keyClick(form.event_at, KEY.Key_Escape)
    settle(qtbot, tools)
    assert page.faces.currentWidget() is page.list
    again = IncidentsPage(tools)
    qtbot.addWidget(again)
    again.show()
    again.begin_registering()
    settle(qtbot, tools)
    kept = again.entry.form
    assert (kept.deaths.text(), kept.course.toPlainText(), kept.event_at.text()) == ("3", "爆炸", "2359")


def test_the_same_event_from_another_mouth_is_proposed_and_linked(page, qtbot, tools, room):
    first = taken(room)
    run(page, "register")
    settle(qtbot, tools)
    form, same = page.entry.form, page.entry.same
    type_into(form.area, "二七区")
    settle(qtbot, tools)
    assert same.isVisible()
    assert "突〔2026〕1号" in same.choices[1].text()
    same.choices[1].setFocus()
    QTest.keyClick(same.choices[1], KEY.Key_Space)
    type_into(form.course, "群众报警：公交车被撞")
    enter(form.course)
    settle(qtbot, tools)
    links = room.read(incident_in_full, page.pane.matter_id).common.links
    assert [link.other_id for link in links] == [first]
    assert page.pane._links.count() == 1


def test_a_further_report_that_contradicts_needs_an_explanation_and_history_is_one_key_away(page, qtbot, tools, room):
    number = taken(room)
    room.do(further_report, FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 3}), source="市卫健委"))
    shown(qtbot, tools, page, number)
    run(page, "further")
    settle(qtbot, tools)
    form = page.further.further
    assert "until now: 3 · reported, not verified" in form._hints["deaths"]
    type_into(form.deaths, "2")
    enter(form.deaths)
    settle(qtbot, tools)
    assert "Deaths would fall from 3 to 2" in form.explanation.accessibleDescription()
    assert page.focusWidget() is form.explanation
    type_into(form.explanation, "一人重复统计")
    enter(form.explanation)
    settle(qtbot, tools)
    assert not page.further.isVisible()
    facts = dict(page.pane.facts.values())
    assert facts["Deaths"].startswith("2 · ")
    run(page, "history")
    lines = dict(page.pane.facts.values())["Deaths"].splitlines()
    assert [line.split(" · ")[0] for line in lines] == ["2", "3", "1"]
    run(page, "confirm")
    form = page.pane.confirming
    assert form.statement.currentText() == "Deaths: 2"
    form.surety.setCurrentIndex(1)
    form.surety.setFocus()
    enter(form.surety)
    settle(qtbot, tools)
    assert form.reason.accessibleDescription() == "Give the reason."
    type_into(form.reason, "听错")
    enter(form.reason)
    settle(qtbot, tools)
    assert room.read(incident_in_full, number).facts.deaths == 3


def test_two_who_grade_at_once_see_what_the_other_said(page, qtbot, tools, room):
    number = taken(room)
    shown(qtbot, tools, page, number)
    version = page.pane.incident.matter.version
    assert page.pane.next.text() == "Grade…"
    run(page, "next")
    assert page.focusWidget() is page.pane.grading.grade
    assert page.pane.grading.grade.currentText() == "Ⅳ minor", "as the rules propose"
    room.do(grade_incident, GradeIncident(id=number, version=version, grade="Ⅱ", text="影响恶劣"))
    page.pane.grading.grade.setCurrentIndex(2)
    enter(page.pane.grading.grade)
    settle(qtbot, tools)
    assert room.read(incident_in_full, number).facts.grade == "Ⅱ"
    assert page.pane.grade.text() == "Ⅱ severe"
    page.pane.grading.send.click()
    settle(qtbot, tools)
    reason = page.pane.grading.grade_reason
    assert "The rules propose Ⅳ. Say why it is Ⅲ" in reason.accessibleDescription()
    type_into(reason, "三人危重")
    enter(reason)
    settle(qtbot, tools)
    assert room.read(incident_in_full, number).facts.grade == "Ⅲ", "now it rests on what was seen"


def test_a_telephone_report_is_proposed_from_the_facts_and_a_draft_is_discarded_with_a_reason(page, qtbot, tools, room):
    number = taken(room)
    room.do(draft_report, DraftReport(id=number, kind=ReportKind.FIRST))
    shown(qtbot, tools, page, number)
    run(page, "phone")
    form = page.pane.phoning
    assert "大货车追尾公交车" in form.text.toPlainText()
    enter(form.text)
    settle(qtbot, tools)
    assert "to whom" in form.to.accessibleDescription()
    type_into(form.to, "省政府总值班室")
    enter(form.to)
    settle(qtbot, tools)
    assert [step.unit for step in room.read(incident_in_full, number).common.steps][-1] == "省政府总值班室"
    run(page, "report")
    settle(qtbot, tools)
    assert page.report.isVisible(), "the draft under way is gone on with"
    report = page.report.report_form
    report.discard.click()
    assert page.focusWidget() is report.void_reason
    enter(report.void_reason)
    settle(qtbot, tools)
    assert report.void_reason.accessibleDescription() == "Give the reason."
    type_into(report.void_reason, "重复")
    enter(report.void_reason)
    settle(qtbot, tools)
    assert room.read(incident_in_full, number).reports[0].state == "void"
    assert not page.report.isVisible()


def test_the_register_is_narrowed_by_grade_area_and_kind(page, qtbot, tools, room):
    road, fire = taken(room), taken(room, area="金水区", subtype="fire", grade="Ⅲ")
    room.now += timedelta(hours=10)
    late = taken(room, area="金水区", subtype="fire")
    for written, found in (
        ("grade:3", [fire]),
        ("area:二七", [road]),
        ("type:火灾 in:8h", [late]),
        ("class:accident", [late, fire, road]),
        ("is:ungraded", [late, road]),
        ("追尾 area:金水区 grade:Ⅲ", [fire]),
    ):
        page.bar.show_filter(read_matter_filter(written))
        settle(qtbot, tools)
        assert list(page.table.register.ids) == found, written
        assert (page.pane.matter_id, page.table.current_id()) == (found[0], found[0]), "never an empty pane beside rows"
        assert not page.pane.nothing.isVisible()
    assert StepKind.RETURN not in page.pane.offered()
    page.bar.show_filter(read_matter_filter("grade:1"))
    settle(qtbot, tools)
    assert page.pane.matter_id is None
    assert (page.pane.nothing.isVisible(), page.pane.area.isVisible()) == (True, False)
    assert page.pane.nothing.sentence.text() == "What is chosen in the list stands here."


def test_a_text_fills_what_nobody_typed_and_says_from_which_words(page, qtbot, tools, room):
    page.arrive(Place("incidents", step="register", words="11:40 二七区嵩山路航海路口大货车追尾，3死5伤，交警报"))
    settle(qtbot, tools)
    form = page.entry.form
    assert (form.area.text(), form.event_at.text(), form.deaths.text()) == ("二七区", "11:40", "3")
    assert form.subtype.text() == "Road accident"
    assert "proposed from “3死”" in form._hints["deaths"]
    assert page.entry.grade.choice.currentText() == "Ⅲ serious, as proposed"
    type_into(form.deaths, "4")
    page.entry.take_text("二七区嵩山路追尾，9死")
    settle(qtbot, tools)
    assert form.deaths.text() == "4", "what a person typed stays"
    assert (form.event_at.text(), form.light.text()) == ("", ""), "what only the former text said goes"
    enter(form.deaths)
    settle(qtbot, tools)
    assert room.read(incident_in_full, page.pane.matter_id).facts.deaths == 4


def test_what_was_taken_down_wrongly_is_corrected_with_a_reason_and_the_clocks_follow(page, qtbot, tools, room):
    number = taken(room, subtype="drowning", grade="Ⅲ")
    before = room.read(incident_in_full, number).facts.event_at
    shown(qtbot, tools, page, number)
    run(page, "correct")
    settle(qtbot, tools)
    form = page.correction.form
    assert page.focusWidget() is form.title
    form.subtype.setCurrentIndex(form.subtype.findData("road"))
    type_into(form.place, "航海路桥下")
    enter(form.place)
    settle(qtbot, tools)
    assert form.reason.accessibleDescription() == "Give the reason."
    type_into(form.reason, "听错地点")
    enter(form.reason)
    settle(qtbot, tools)
    found = room.read(incident_in_full, number)
    assert (found.facts.subtype, found.facts.place, found.facts.event_at) == ("road", "航海路桥下", before)
    timeline = page.pane.timeline.toPlainText()
    assert "Where: 嵩山路航海路口 → 航海路桥下" in timeline
    assert "Kind of event: Drowning and other mishaps → Road accident" in timeline


def test_a_report_is_shown_as_it_is_printed(page, qtbot, tools, room, heard):
    number = taken(room)
    room.do(draft_report, DraftReport(id=number, kind=ReportKind.FIRST))
    shown(qtbot, tools, page, number)
    run(page, "report")
    settle(qtbot, tools)
    run(page, "print")
    assert [paper.title for paper in heard.papers] == ["关于二七区嵩山路航海路口道路交通事故的报告"]


def test_the_capture_line_hands_over_what_was_recognised_and_not_rejected(page, qtbot, tools, room):
    text = "11:40 二七区嵩山路航海路口大货车追尾，3死5伤，交警报"
    found = propose_incident(text, now=room.now, zone=ZONE, areas=())
    given = IncidentDraft(
        key="k", text=text, found=without(found, ("place",)), typed={"reporter": "王五"}, rejected=("place",)
    )
    page.arrive(Place("incidents", step="register", given=given))
    settle(qtbot, tools)
    form = page.entry.form
    assert (form.place.text(), form.deaths.text(), form.reporter.text()) == ("", "3", "王五")
    page.entry.empty.click()
    settle(qtbot, tools)
    assert (form.deaths.text(), page.entry.text.toPlainText()) == ("", "")
