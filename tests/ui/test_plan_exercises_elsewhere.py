"""Drills and reviews elsewhere in the window: in the reader, on the Desk, in the handover, beside supervised matters."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.handover import draft_facts
from dutyroom.actions.plan_events import hold_exercise
from dutyroom.actions.plan_findings import supervise_findings
from dutyroom.actions.plan_triggers import record_triggers
from dutyroom.data.queries.plan_events import event_in_full
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.rules.plan_events import HoldExercise, RecordTriggers, SuperviseFindings, TriggerLine
from dutyroom.ui.page import Place
from dutyroom.ui.parts.plans.events import PlanEventsView
from dutyroom.ui.registers.desk import DeskPage
from dutyroom.ui.registers.supervision import SupervisionPage
from tests.actions.plan_library import a_plan
from tests.ui.acting import settle
from tests.ui.exercising import HELD, cells, enter, held


@pytest.fixture
def plan(room) -> int:
    """A plan of 2020, overdue in everything."""
    return a_plan(room)


def test_the_reader_shows_what_became_of_its_plan(qtbot, tools, look, room, plan, heard):
    number = held(room, plan, "名单过期")
    view = PlanEventsView(tools)
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show()
    view.show_plan(room.read(plan_in_full, plan))
    settle(qtbot, tools)
    assert dict(view.facts.values())["Next drill"].startswith("2029-11-20")
    assert [row[0] for row in cells(view.table)] == ["2026-11-20"]
    view.table.choose(number)
    enter(view.table)
    assert heard.places[-1] == Place("plans", id=number, step="exercises:records")
    next(command for command in view.commands() if command.name == "plan_events.trigger").run()
    assert heard.places[-1] == Place("plans", id=plan, step="exercises:plan:trigger")


def test_the_desk_says_what_presses_and_leads_there(qtbot, tools, look, room, plan, heard):
    line = TriggerLine(plan_id=plan, cause="risk", happened_on=date(2026, 11, 2), text="新增风险源")
    room.do(record_triggers, RecordTriggers(lines=(line,)))
    desk = DeskPage(tools)
    tools.courier.changed.connect(desk.heard)
    qtbot.addWidget(desk)
    desk.resize(1000, 640)
    desk.show()
    desk.arrive(None)
    settle(qtbot, tools)
    card = desk.today.plans
    said = [button.text() for button in card.numbers.values() if not button.isHidden()]
    assert said == ["2 overdue", "1 to be revised"]
    card.numbers["overdue"].setFocus()
    enter(card.numbers["overdue"])
    assert heard.places[-1] == Place("plans", step="exercises:due:overdue")
    tools.courier.do(desk, hold_exercise, HoldExercise(plan_id=plan, facts=HELD))
    settle(qtbot, tools)
    assert card.numbers["overdue"].text() == "1 overdue"


def test_the_handover_names_what_is_overdue(room, plan):
    room.start()
    late = room.read(draft_facts, room.now).plans_late
    assert late == ("《郑州市防汛应急预案（示例）》演练逾期1302天", "《郑州市防汛应急预案（示例）》评估逾期1302天")
    for n in range(5):
        a_plan(room, f"预案{n}（示例）")
    assert room.read(draft_facts, room.now).plans_late[-1] == "另有6项"


def test_a_supervised_matter_leads_back_to_its_drill(qtbot, tools, look, room, plan, heard):
    number = held(room, plan, "名单过期")
    ids = tuple(row.id for row in room.read(event_in_full, number).findings)
    matter = int(room.do(supervise_findings, SuperviseFindings(event_id=number, ids=ids, unit="某局")))
    page = SupervisionPage(tools)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    page.arrive(Place("supervision", id=matter))
    settle(qtbot, tools)
    link = page.pane._links.itemAt(0).widget()
    assert link.full_text() == "↔ Found by: 郑州市防汛应急预案（示例） 2026-11-20"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert heard.places[-1] == Place("plans", id=number, step="exercises:records")
