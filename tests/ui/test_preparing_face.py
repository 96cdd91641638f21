"""Preparing a plan by keyboard: from the programme to the training, opinions, experts, filing; days, outline, papers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtTest import QTest

from dutyroom.actions.preparation_parts import ask_units
from dutyroom.rules.matter import State
from dutyroom.rules.preparation import Stage
from dutyroom.rules.preparation_steps import AskedUnit, AskUnits
from dutyroom.ui.page import Place
from dutyroom.ui.parts.plans.preparing import PlanPreparing
from dutyroom.ui.registers.plans import PlansPage
from tests.actions.preparations import FACTS, TODAY, started, until
from tests.ui.acting import KEY, settle, type_into
from tests.ui.preparing_kept import cells, enter, face, full, run, shown, signs, step_on


@pytest.fixture
def page(qtbot, tools, look):
    yield face(qtbot, tools)
    settle(qtbot, tools)


def test_the_whole_life_of_a_plan_by_keyboard(page, qtbot, tools, room, heard):
    assert "No plan is in preparation" in page.table.empty.sentence.text()
    run(page, "new")
    settle(qtbot, tools)
    form = page.entry.form
    assert page.focusWidget() is form.title
    type_into(form.title, FACTS.title)
    form.plan_level.setCurrentIndex(form.plan_level.findData("city"))
    enter(form.title)
    settle(qtbot, tools)
    assert page.focusWidget() is form.plan_kind, "what kind of plan was not said"
    form.plan_kind.setCurrentIndex(form.plan_kind.findData("special"))
    type_into(form.lead_unit, "市应急管理局")
    run(page, "next")
    settle(qtbot, tools)
    number = page.pane.matter_id
    qtbot.waitUntil(lambda: page.pane.preparation is not None)
    assert page.pane.next.text() == "Finish: Yearly programme…"
    for stage in (Stage.PROGRAMME, Stage.GROUP, Stage.RISK, Stage.RESOURCES, Stage.CASES, Stage.DRAFT):
        step_on(page, qtbot, tools)
        assert page.pane.stage_form.stage is stage
        if stage is Stage.GROUP:
            type_into(page.pane.stage_form.group, "钱样例")
        step_on(page, qtbot, tools)
    assert signs(page) == "ddddddnooooo"
    assert page.pane.next.text() == "Ask units…"
    step_on(page, qtbot, tools)
    type_into(page.asking.form.units.single.picker, "市水利局")
    enter(page.asking.form.units.single.picker)
    enter(page.asking.form.units.single.picker)
    step_on(page, qtbot, tools)
    assert page.pane.next.text() == "Opinion of 市水利局…"
    step_on(page, qtbot, tools)
    opinion = page.pane.opinion
    type_into(opinion.opinion, "建议补充泵站")
    opinion.adopted.setCurrentIndex(opinion.adopted.findData("no"))
    step_on(page, qtbot, tools)
    assert page.focusWidget() is opinion.reason
    type_into(opinion.reason, "已在专项规划中")
    enter(opinion.reason)
    settle(qtbot, tools)
    assert full(room, number).opinions[0].adopted == "no"
    step_on(page, qtbot, tools)
    step_on(page, qtbot, tools)
    assert page.pane.next.text() == "Expert's finding…"
    step_on(page, qtbot, tools)
    type_into(page.pane.expert.name, "孙样例")
    page.pane.expert.result.setCurrentIndex(page.pane.expert.result.findData("pass"))
    step_on(page, qtbot, tools)
    step_on(page, qtbot, tools)
    step_on(page, qtbot, tools)
    step_on(page, qtbot, tools)
    type_into(page.pane.stage_form.approved_by, "市政府常务会议")
    step_on(page, qtbot, tools)
    step_on(page, qtbot, tools)
    type_into(page.pane.stage_form.document_number, "郑政办〔2026〕9号")
    step_on(page, qtbot, tools)
    assert page.pane.next.text() == "Send for filing…"
    step_on(page, qtbot, tools)
    assert page.pane.filing.recipient.text() == "省级牵头部门", "whom the article names is proposed"
    step_on(page, qtbot, tools)
    assert page.pane.next.text() == "Receipt of the filing…"
    step_on(page, qtbot, tools)
    type_into(page.pane.filing.received_on, TODAY.isoformat())
    step_on(page, qtbot, tools)
    step_on(page, qtbot, tools)
    step_on(page, qtbot, tools)
    assert signs(page) == "dddddddddddn"
    step_on(page, qtbot, tools)
    step_on(page, qtbot, tools)
    assert page.pane.next.text() == "Close the matter…"
    step_on(page, qtbot, tools)
    type_into(page.pane.form.text, "已印发备案")
    step_on(page, qtbot, tools)
    assert full(room, number).matter.state == State.CLOSED
    assert list(page.table.register.ids) == []
    assert heard.said[-1]


def test_a_required_plan_of_the_catalogue_begins_the_form(qtbot, tools, look, room):
    page = PlansPage(tools)
    qtbot.addWidget(page)
    page.show()
    given = SimpleNamespace(
        id=4,
        title="郑州市地震应急预案",
        kind="special",
        level="city",
        lead_unit="市地震局",
        source="防震减灾法",
        plan_id=None,
    )
    page.arrive(Place("plans", step="preparing:new", given=given))
    settle(qtbot, tools)
    face = page.face
    assert isinstance(face, PlanPreparing)
    form = face.entry.form
    assert (form.title.text(), form.plan_kind.currentData(), form.lead_unit.text()) == (
        "郑州市地震应急预案", "special", "市地震局",
    )  # fmt: skip
    assert form.basis.toPlainText() == "防震减灾法"
    form.send.click()
    settle(qtbot, tools)


def test_what_was_typed_stays_and_a_refusal_stands_beside_the_field(page, qtbot, tools, room):
    number = started(room)
    until(room, number, Stage.GROUP)
    shown(qtbot, tools, page, number)
    run(page, "next")
    form = page.pane.stage_form
    type_into(form.note, "名单待定")
    form.send.click()
    settle(qtbot, tools)
    assert page.focusWidget() is form.group
    assert form.group.accessibleDescription() == "Enter who is in the drafting group, one a line."
    QTest.keyClick(form.group, KEY.Key_Escape)
    assert form.isHidden()
    run(page, "next")
    assert form.note.toPlainText() == "名单待定"


def test_a_stage_is_chosen_by_arrows_left_out_and_opened_again(page, qtbot, tools, room):
    number = started(room)
    until(room, number, Stage.RISK)
    shown(qtbot, tools, page, number)
    stages = page.pane.stages
    stages.setFocus()
    stages.choose(Stage.RESOURCES)
    QTest.keyClick(stages, KEY.Key_Down)
    assert stages.stage() is Stage.CASES
    run(page, "skip")
    form = page.pane.stage_form
    assert (form.stage, form.reason.isVisible(), form.done_on.isVisible()) == (Stage.CASES, True, False)
    type_into(form.reason, "无同类事件")
    form.send.click()
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: signs(page) == "ddnosooooooo")
    line = stages.lines()[4]
    assert (line.days, line.note) == ("stage left out", "无同类事件")
    stages.setFocus()
    enter(stages)
    assert form.send.text() == "Open again: Case study"
    type_into(form.reason, "补做")
    form.send.click()
    settle(qtbot, tools)
    assert full(room, number).stage(Stage.CASES).skipped == ""


def test_an_open_opinion_stops_the_stage_until_it_is_said_why(page, qtbot, tools, room):
    number = started(room)
    until(room, number, Stage.OPINIONS)
    room.do(ask_units, AskUnits(id=number, units=(AskedUnit(unit="市公安局"),), due_on=TODAY))
    room.wait(days=3)
    shown(qtbot, tools, page, number)
    table = page.pane._tables[next(iter(page.pane._tables))]
    assert cells(table)[0][-1] == "overdue"
    run(page, "finish")
    form = page.pane.stage_form
    assert form.despite.isHidden()
    form.send.click()
    settle(qtbot, tools)
    assert page.focusWidget() is form.despite
    assert "市公安局" in form.despite.accessibleDescription()
    type_into(form.despite, "多次催办未反馈")
    form.send.click()
    settle(qtbot, tools)
    assert full(room, number).stage(Stage.OPINIONS).note == "多次催办未反馈"


def test_a_line_is_void_by_delete_and_counts_again_by_enter(page, qtbot, tools, room):
    number = started(room)
    until(room, number, Stage.OPINIONS)
    room.do(ask_units, AskUnits(id=number, units=(AskedUnit(unit="市公安局"),)))
    shown(qtbot, tools, page, number)
    table = page.pane._tables[next(iter(page.pane._tables))]
    table.choose(full(room, number).opinions[0].id)
    table.setFocus()
    QTest.keyClick(table, KEY.Key_Delete)
    type_into(page.pane.voiding.reason, "发错")
    enter(page.pane.voiding.reason)
    settle(qtbot, tools)
    assert full(room, number).opinions[0].void_reason == "发错"
    qtbot.waitUntil(lambda: page.pane.preparation.opinions[0].void_reason == "发错")
    table.setFocus()
    enter(table)
    assert page.pane.voiding.send.text() == "Let it count again"
    type_into(page.pane.voiding.reason, "没有错")
    enter(page.pane.voiding.reason)
    settle(qtbot, tools)
    assert full(room, number).opinions[0].void_reason == ""
