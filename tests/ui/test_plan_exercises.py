"""Drills and reviews by keyboard: what is due, the yearly plan, records, findings, causes of a revision, the drill mode."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from dutyroom.actions.drill import make_drill, play_in, start_drill
from dutyroom.actions.matters import close
from dutyroom.actions.plan_events import plan_exercise
from dutyroom.actions.rules import set_rule
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.plan_due import duties_of_plan
from dutyroom.data.queries.plan_events import EventFilter, event_in_full, find_events
from dutyroom.data.store import Store
from dutyroom.rules.matter_steps import Close
from dutyroom.rules.plan_events import (
    EventFacts,
    EventKind,
    PlanExercise,
)
from dutyroom.rules.rule_change import SetRule
from dutyroom.ui.page import Place
from dutyroom.ui.parts.plans.exercises import PlanExercises
from tests.actions.plan_library import a_plan
from tests.actions.test_incidents import taken
from tests.ui.acting import KEY, settle, type_into
from tests.ui.exercising import cells, enter, held


@pytest.fixture
def plan(room) -> int:
    """A plan of 2020, overdue in everything."""
    return a_plan(room)


@pytest.fixture
def face(qtbot, tools, look, plan):
    made = PlanExercises(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 580)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def run(face, name):
    next(command for command in face.commands() if command.name == f"exercises.{name}").run()


def facts_of(face):
    return dict(face.pane.facts.values())


def at(face, qtbot, tools, number):
    face.arrive(Place("plans", id=number, step="records"))
    settle(qtbot, tools)
    assert face.pane.event_row.id == number


def test_from_what_is_due_to_a_supervised_finding_by_keyboard(face, qtbot, tools, room, plan):
    rows = cells(face.view.table)
    assert [row[:4] for row in rows] == [
        ["1,302 d overdue", "2023-05-01", "Drill", "郑州市防汛应急预案（示例）"],
        ["1,302 d overdue", "2023-05-01", "Evaluation", "郑州市防汛应急预案（示例）"],
    ]
    assert "国办发" in rows[0][5]
    assert "Drill rate 0.0 % (0 of 1 in time)" in face.view.rate.text()
    assert face.view.numbers.text().startswith("Overdue 2")
    run(face, "next")
    form = face.pane.exercise
    assert face.focusWidget() is form.planned_on
    type_into(form.planned_on, "2026-13-45")
    enter(form.planned_on)
    settle(qtbot, tools)
    assert face.focusWidget() is form.planned_on
    assert form.planned_on.accessibleDescription(), "said beside the field"
    assert form.planned_on.text() == "2026-13-45", "what was typed stays"
    type_into(form.planned_on, "2026-12-10")
    type_into(form.participants, "市应急管理局")
    enter(form.participants)
    settle(qtbot, tools)
    (number,) = room.read(find_events, EventFilter())
    assert face.pane.event_row.id == number, "what was planned is shown"
    assert facts_of(face)["Planned for"] == "2026-12-10"
    assert face.pane.next.text() == "Record that it was held…"
    room.now += timedelta(days=20)
    run(face, "hold")
    assert form.held_on.text() == "2026-12-10"
    assert form.participants.toPlainText() == "市应急管理局", "what was planned is there"
    type_into(form.findings, "广播听不清")
    assert form.cause.currentData() == "exercise", "a drill with findings asks for a revision"
    enter(form.findings)
    settle(qtbot, tools)
    assert face.focusWidget() is form.record
    assert form.findings.toPlainText() == "广播听不清"
    type_into(form.record, "按预案实施")
    run(face, "next")
    settle(qtbot, tools)
    assert room.read(event_in_full, number).event.state == "held"
    assert room.read(duties_of_plan, plan, date(2026, 12, 13)).revision.count == 1
    assert face.pane.next.text() == "Supervise the findings…"
    run(face, "next")
    assert face.focusWidget() is face.pane.supervising.unit
    type_into(face.pane.supervising.unit, "某城市管理单位")
    type_into(face.pane.supervising.due_on, "2027-01-15")
    run(face, "next")
    settle(qtbot, tools)
    (finding,) = room.read(event_in_full, number).findings
    assert finding.matter_number == "督〔2026〕1号"
    button = face.pane._found.itemAt(0).widget()
    assert "督〔2026〕1号" in button.full_text()
    room.do(close, Close(id=finding.matter_id, text="已更换广播", despite="已核实"))
    face.pane.refresh()
    settle(qtbot, tools)
    assert "mended" in face.pane._found.itemAt(0).widget().full_text()


def test_a_finding_offers_what_may_become_of_it(face, qtbot, tools, room, plan):
    number = held(room, plan, "名单过期")
    at(face, qtbot, tools, number)
    button = face.pane._found.itemAt(0).widget()
    button.setFocus()
    enter(button)
    menu = next(menu for menu in button.findChildren(QMenu))
    assert [action.text() for action in menu.actions()] == ["Supervise this finding…", "Mended…", "Make void…"]
    menu.actions()[1].trigger()
    menu.close()
    why = face.pane.why
    assert face.focusWidget() is why.reason
    enter(why.reason)
    settle(qtbot, tools)
    assert why.reason.accessibleDescription() == "Say why."
    type_into(why.reason, "已更新名单")
    enter(why.reason)
    settle(qtbot, tools)
    assert room.read(event_in_full, number).findings[0].outcome == "已更新名单"
    assert face.pane.next.text() == "Print the record…"


def test_what_was_typed_stays_with_its_plan_when_another_is_looked_at(face, qtbot, tools, room):
    other = a_plan(room, "地震应急预案（示例）")
    face.arrive(None)
    settle(qtbot, tools)
    run(face, "plan_drill")
    form = face.pane.exercise
    type_into(form.title, "begun")
    first = face.pane.subject
    face.arrive(Place("plans", id=other if first[1] != other else first[1] - 1, step="plan"))
    settle(qtbot, tools)
    assert face.pane.open_form is None
    run(face, "plan_drill")
    assert form.title.text() == ""
    face.arrive(Place("plans", id=first[1], step="plan:plan_drill"))
    settle(qtbot, tools)
    assert form.title.text() == "begun"
    QTest.keyClick(form.title, KEY.Key_Escape)
    assert face.pane.open_form is None
    run(face, "plan_drill")
    assert form.title.text() == "begun", "Esc discards nothing"


def test_the_record_of_a_drill_mode_is_taken_in(face, qtbot, tools, room, plan, tmp_path):
    make_drill(room.store, taken(room), tmp_path / "drill", clock=lambda: room.now)
    store = Store(tmp_path / "drill", lambda: room.now)
    with store.desk(room.author()) as desk:
        start_drill(desk)
        play_in(desk)
    store.close()
    room.now += timedelta(minutes=30)
    run(face, "hold_drill")
    form = face.pane.exercise
    assert form.taking.isVisible()
    type_into(form.record, "现场另有记录")
    form.read_record(tmp_path / "drill")
    settle(qtbot, tools)
    assert form.record.toPlainText().startswith("现场另有记录\nDrill mode:"), "what was typed stays"
    assert "call taken down in time" in form.findings.toPlainText()
    assert form.cause.currentData() == "exercise"
    assert "0 of" in form.result.text()
    form.read_record(tmp_path)
    settle(qtbot, tools)
    assert form.record.accessibleDescription().endswith("holds no drill.")
    run(face, "next")
    settle(qtbot, tools)
    (number,) = room.read(find_events, EventFilter(kind="drill"))
    found = room.read(event_in_full, number)
    assert found.event.form == "tabletop"
    assert any("call taken down in time" in row.text for row in found.findings)


def test_a_year_is_proposed_ticked_and_planned(face, qtbot, tools, room, plan):
    a_plan(room, "地震应急预案（示例）", issued_on=date(2023, 12, 20))
    run(face, "plan_year")
    settle(qtbot, tools)
    sheet = face.view.year
    assert sheet.title.text() == "Plan of 2026"
    assert sheet.table.rowCount() == 4
    assert face.focusWidget() is sheet.table
    QTest.keyClick(sheet.table, KEY.Key_Space)
    assert sheet.send.text() == "Put 3 into the plan"
    sheet.item(1).setText("never")
    enter(sheet.table)
    assert "2026-11-23" in sheet.note.text()
    sheet.item(1).setText("2026-12-01")
    enter(sheet.table)
    settle(qtbot, tools)
    ids = room.read(find_events, EventFilter(year=2026, exercises_only=True, oldest_first=True))
    assert len(ids) == 3
    assert face.bar.view == "year"
    assert [row[1] for row in cells(face.view.table)] == sorted(row[1] for row in cells(face.view.table))
    assert {row[0] for row in cells(face.view.table)} <= {"Nov", "Dec"}
    run(face, "plan_year")
    settle(qtbot, tools)
    assert sheet.table.rowCount() == 1, "what is planned is not proposed again"
    QTest.keyClick(sheet.table, KEY.Key_Escape)
    assert face.view.sheets.currentIndex() == 0


def test_a_plan_whose_law_changed_is_put_on_the_list_and_settled(face, qtbot, tools, room):
    a_plan(room, "示例应对法", kind="law", issued_on=date(2024, 6, 28))
    cites = a_plan(room, "引用预案（示例）", "依据《示例应对法》制定。", issued_on=date(2024, 1, 1))
    run(face, "causes")
    settle(qtbot, tools)
    sheet = face.view.causes
    assert sheet.table.rowCount() == 1
    enter(sheet.table)
    settle(qtbot, tools)
    (trigger,) = room.read(find_events, EventFilter(kind="trigger", plan_id=cites))
    face.bar.stage.setCurrentIndex(face.bar.stage.findData("revision"))
    face.bar.changed.emit()
    settle(qtbot, tools)
    assert [row[0] for row in cells(face.view.table)] == ["asked now"]
    run(face, "next")
    settle(qtbot, tools)
    assert face.pane.event_row.id == trigger
    run(face, "next")
    form = face.pane.settling
    form.how.setCurrentIndex(form.how.findData("version"))
    enter(form.reason)
    settle(qtbot, tools)
    assert "has no version that came after 2024-06-28" in form.how.accessibleDescription()
    form.how.setCurrentIndex(form.how.findData("reason"))
    type_into(form.reason, "条款未涉及本预案")
    enter(form.reason)
    settle(qtbot, tools)
    assert room.read(event_in_full, trigger).event.state == "settled"
    assert face.pane.next.text() == "Open again…"


def test_the_next_day_is_set_by_hand(face, qtbot, tools, room, plan):
    run(face, "due")
    form = face.pane.due
    type_into(form.drill_due_on, "2026-12-20")
    enter(form.drill_due_on)
    settle(qtbot, tools)
    assert face.focusWidget() is form.reason
    type_into(form.reason, "领导要求")
    enter(form.reason)
    settle(qtbot, tools)
    assert room.read(duties_of_plan, plan, date(2026, 11, 23)).drill.rule_key == "hand"
    assert facts_of(face)["Next drill"] == "2026-12-20 · 27 d left"


def test_cancelled_and_void_come_back(face, qtbot, tools, room, plan):
    facts = EventFacts(planned_on=date(2026, 12, 10))
    number = int(room.do(plan_exercise, PlanExercise(plan_id=plan, kind=EventKind.DRILL, facts=facts)))
    at(face, qtbot, tools, number)
    run(face, "cancel")
    type_into(face.pane.why.reason, "汛情")
    enter(face.pane.why.reason)
    settle(qtbot, tools)
    assert room.read(event_in_full, number).event.state == "cancelled"
    assert facts_of(face)["Why"] == "汛情"
    run(face, "next")
    settle(qtbot, tools)
    assert room.read(event_in_full, number).event.state == "planned"


def test_words_narrow_and_an_empty_list_says_what_to_do(face, qtbot, tools, room):
    a_plan(room, "地震应急预案（示例）")
    face.begin_filtering()
    type_into(face.bar.words, "地震")
    settle(qtbot, tools)
    assert {row[3] for row in cells(face.view.table)} == {"地震应急预案（示例）"}
    type_into(face.bar.words, "nowhere")
    settle(qtbot, tools)
    assert face.view.table.empty.sentence.text() == "Nothing of this is due."
    face.view.table.empty.step.click()
    settle(qtbot, tools)
    assert len(cells(face.view.table)) == 4
    run(face, "next_list")
    settle(qtbot, tools)
    assert face.view.table.empty.sentence.text().startswith("Nothing is planned here yet.")


def test_a_narrow_page_folds_and_speaks_both_languages(face, qtbot, tools, room, plan, language):
    face.resize(640, 560)
    assert not face.pane.isVisible()
    face.view.table.setFocus()
    enter(face.view.table)
    assert face.pane.isVisible()
    assert not face.view.table.isVisible()
    QTest.keyClick(face.pane, KEY.Key_Escape)
    assert face.view.table.isVisible()
    language(load_wording("zh_CN"))
    settle(qtbot, tools)
    assert face.view.tabs.tabText(0) == "到期事项"
    assert cells(face.view.table)[0][0] == "逾期1,302天"
    assert face.pane.next.text() == "计划演练…"


def test_the_yearly_plan_and_a_record_are_printed(face, qtbot, tools, room, plan, heard):
    number = held(room, plan, "名单过期")
    at(face, qtbot, tools, number)
    run(face, "print")
    run(face, "print_year")
    assert [paper.file_name for paper in heard.papers] == [f"plan-event-{number}.pdf", "plan-year-2026.pdf"]
    assert all(paper.make().startswith(b"%PDF") for paper in heard.papers)


def test_the_forms_offer_only_causes_that_the_rules_let_count(face, qtbot, tools, room, plan):
    def switch(cause, value):
        wish = SetRule(key=f"plan.revise.{cause}", value=value, from_on=date(2026, 11, 23), source="示例")
        room.do(set_rule, wish, by="王建国")

    switch("exercise", False)
    run(face, "hold_drill")
    form = face.pane.exercise
    settle(qtbot, tools)
    assert not form.is_dirty, "nobody typed anything"
    offered = [form.cause.itemData(place) for place in range(form.cause.count())]
    assert offered == ["", "law", "body", "risk", "resources", "information"]
    assert form.cause.itemText(1) == "A law, a standard or a plan above it changed"
    type_into(form.findings, "广播听不清")
    assert form.cause.currentData() == "", "findings ask for no revision here"
    QTest.keyClick(form.findings, KEY.Key_Escape)
    run(face, "trigger")
    settle(qtbot, tools)
    asking = face.pane.trigger
    assert asking.cause.findData("exercise") == -1
    asking.cause.setCurrentIndex(asking.cause.findData("risk"))
    type_into(asking.text, "新增风险源")
    switch("risk", False)  # by somebody else, while this form stands open
    enter(asking.text)
    settle(qtbot, tools)
    assert "causes no revision" in asking.cause.accessibleDescription()
    assert asking.text.toPlainText() == "新增风险源"
    switch("exercise", True)
    QTest.keyClick(asking.text, KEY.Key_Escape)
    run(face, "hold_drill")
    settle(qtbot, tools)
    assert form.cause.findData("risk") == -1
    assert form.findings.toPlainText() == "广播听不清"
    assert form.cause.currentData() == "exercise", "it counts again"
