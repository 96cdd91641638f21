"""The forms of a case by keys: what each writes, what it refuses beside its field, what it keeps."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.hotline_decisions import ask_time, object_to
from dutyroom.rules.hotline import Card, Decision, Result
from dutyroom.rules.hotline_steps import AskTime, ObjectTo
from dutyroom.rules.matter import Duty, Progress, Role, State, StepKind
from dutyroom.ui.parts.elided_button import ElidedButton
from tests.ui.acting import KEY, press, settle, type_into
from tests.ui.hotline.conftest import Case
from tests.ui.hotline.lives import LIGHT, WATER, answered, given, said


def test_dispatched_by_keyboard_the_first_unit_leads(begun, send, pane, heard):
    case, form = begun(StepKind.ASSIGN)
    assert pane.focusWidget() is form.units.picker
    assert form.units.names() == ["二七区"]
    press(KEY.Key_Backspace)
    for unit in (LIGHT, WATER):
        type_into(form.units.picker, unit)
        press(KEY.Key_Return)
        assert "not in the directory" in form.units.note.text()
        press(KEY.Key_Return)
    type_into(form.text, "请核实后维修")
    send()
    assert [(row.unit, row.role) for row in case.full.units] == [(LIGHT, Role.LEAD), (WATER, Role.HELPER)]
    assert case.full.matter.state == State.ASSIGNED
    assert pane.open_form is None
    assert pane.next.text() == "Sign for…"
    assert "Dispatch" in heard.said[-1]


def test_the_unit_proposed_stands_there_with_its_reason_and_a_chosen_one_stays(begun, send, pane, qtbot, tools):
    case, form = begun(StepKind.ASSIGN)
    assert form.units.names() == ["二七区"]
    assert not form.is_dirty
    (proposed,) = [button for button in form.others.findChildren(ElidedButton) if button.isVisible()]
    assert proposed.full_text() == "proposed: 二七区 (二七区 is its area)"
    press(KEY.Key_Backspace)
    type_into(form.units.picker, LIGHT)
    press(KEY.Key_Return, KEY.Key_Return)
    QTest.mouseClick(proposed, Qt.MouseButton.LeftButton)
    assert form.units.names() == ["二七区", LIGHT]
    send()
    assert [(row.unit, row.role) for row in case.full.units] == [("二七区", Role.LEAD), (LIGHT, Role.HELPER)]


def test_dispatched_to_nobody_is_refused_beside_the_field(begun, send, pane):
    case, form = begun(StepKind.ASSIGN)
    press(KEY.Key_Backspace)
    send()
    assert "unit" in said(form.units)
    assert case.full.units == ()


def test_dispatched_twice_at_once_says_who_was_first(begun, send, pane):
    case, form = begun(StepKind.ASSIGN)
    given(case, WATER)
    send()
    assert [row.unit for row in case.full.units] == [WATER]
    assert pane.open_form is form
    assert WATER in (form._form_note.text() + said(form.units))


def test_what_was_typed_stays_with_its_case(begun, pane, shown, qtbot, tools):
    case, form = begun(StepKind.ANSWER_CALLER)
    type_into(form.text, "已派人维修")
    press(KEY.Key_Escape)
    assert pane.open_form is None
    assert pane.focusWidget() is pane.next
    shown(title="另一件", phone="13700004321")
    pane.begin(StepKind.ANSWER_CALLER)
    assert form.text.toPlainText() == ""
    pane.show_matter(case.id)
    settle(qtbot, tools)
    pane.begin(StepKind.ANSWER_CALLER)
    assert form.text.toPlainText() == "已派人维修"


def test_signed_for_and_the_result_of_the_unit(pane, shown, send, qtbot, tools):
    case = shown()
    given(case, LIGHT)
    pane.refresh()
    settle(qtbot, tools)
    pane.begin_next()
    type_into(pane.form.person, "陈样例")
    send()
    assert case.full.units[0].state == Progress.SIGNED
    pane.begin(StepKind.FEEDBACK)
    type_into(pane.form.text, "已更换电缆")
    send()
    assert case.full.matter.state == State.ANSWERED
    assert pane.next.text() == "Reply to the caller…"
    pane.begin(StepKind.REDO)
    type_into(pane.form.text, "照片不清楚")
    send()
    assert case.full.units[0].state == Progress.SIGNED


def test_the_unit_or_the_telephone_contacted_the_caller(begun, send):
    case, form = begun(StepKind.RESPOND, lambda case: given(case, LIGHT), sub="signal")
    assert [form.assignment.itemText(place) for place in range(2)] == [LIGHT, "the mayor's telephone itself"]
    type_into(form.text, "已到现场")
    send()
    assert case.full.facts.responded_at is not None
    assert next(clock for clock in case.full.clocks if clock.duty == Duty.RESPOND).state == "closed"


def test_an_objection_is_taken_down_and_decided(begun, send, pane, qtbot, tools):
    case, form = begun(StepKind.OBJECT, lambda case: given(case, LIGHT))
    send()
    assert said(form.text) == "Give the reason."
    type_into(form.text, "路灯归区里管")
    type_into(form.proposed, "二七区城市管理局")
    send()
    assert (case.full.returns[0].state, case.full.returns[0].proposed) == (Decision.ASKED, "二七区城市管理局")
    assert "路灯归区里管" in pane.parts.sections["returns"].values()[0][1]
    assert pane.next.text() == "Decide the objection…"
    pane.begin_next()
    deciding = pane.open_form
    assert deciding is pane.forms.deciding
    send()
    assert said(deciding.is_granted) == "Say whether it is granted or refused."
    press(KEY.Key_N)
    assert pane.focusWidget() is deciding.text
    send()
    assert said(deciding.text) == "Give the reason."
    type_into(deciding.text, "由市局牵头")
    send()
    assert case.full.returns[0].state == Decision.REFUSED
    assert case.full.units[0].state == Progress.ASSIGNED


def test_a_granted_objection_takes_the_case_back(begun, send, pane):
    def objects(case: Case) -> None:
        given(case, LIGHT)
        case.room.do(object_to, ObjectTo(id=case.id, assignment_id=case.unit(LIGHT), text="归区里管"))

    case, form = begun(StepKind.DECIDE_RETURN, objects)
    form.is_granted.setFocus()
    press(KEY.Key_Y)
    send()
    assert case.full.returns[0].state == Decision.GRANTED
    assert case.full.units[0].state == Progress.WITHDRAWN
    assert pane.next.text() == "Dispatch…"


def test_more_time_is_asked_for_and_granted_as_asked(begun, send, pane, room):
    case, form = begun(StepKind.ASK_TIME, lambda case: given(case, LIGHT))
    type_into(form.text, "须更换电缆")
    send()
    assert said(form.due_at) == "Enter the new limit, for example 1800 or 明日0800."
    type_into(form.due_at, "2026-12-10 18:00")
    send()
    asked = case.full.extensions[0]
    assert (asked.state, asked.reason) == (Decision.ASKED, "须更换电缆")
    pane.begin_next()
    deciding = pane.open_form
    assert deciding is pane.forms.deciding_time
    assert "10 Dec" in deciding.due_at.placeholderText()
    deciding.is_granted.setFocus()
    press(KEY.Key_Y)
    assert pane.focusWidget() is deciding.due_at
    send()
    assert case.full.extensions[0].state == Decision.GRANTED
    assert case.full.facts.close_due_at == asked.due_at


def test_more_time_refused_hides_the_new_limit(begun, send, pane):
    def asks(case: Case) -> None:
        given(case, LIGHT)
        due = case.room.now + timedelta(days=20)
        case.room.do(ask_time, AskTime(id=case.id, assignment_id=case.unit(LIGHT), due_at=due, text="缺材料"))

    case, form = begun(StepKind.DECIDE_TIME, asks)
    form.is_granted.setFocus()
    press(KEY.Key_N)
    assert form.due_at.isHidden()
    type_into(form.text, "请按期办结")
    send()
    assert (case.full.extensions[0].state, case.full.extensions[0].decision) == (Decision.REFUSED, "请按期办结")


def test_a_card_before_its_time_needs_a_reason(begun, send, pane):
    case, form = begun(StepKind.CARD, lambda case: given(case, LIGHT))
    assert form.card.value() == Card.YELLOW
    send()
    assert "Say why" in said(form.text)
    type_into(form.text, "多次催办未果")
    send()
    assert case.full.facts.card == Card.YELLOW
    assert pane.parts.card.text() == "yellow card"
    assert pane.parts.card.isVisible()
    pane.begin(StepKind.CARD)
    assert form.card.value() == Card.RED


def test_the_reply_begins_from_the_answer_of_the_unit(begun, send, pane):
    case, form = begun(StepKind.ANSWER_CALLER, lambda case: answered(case, told=False))
    assert form.text.toPlainText() == "已更换电缆"
    send()
    assert (case.full.answer, case.full.facts.replied_by) == ("已更换电缆", "李秀英")
    assert pane.next.text() == "Close the case…"


def test_closing_without_a_reply_asks_why(begun, send, pane):
    case, form = begun(StepKind.CLOSE, lambda case: answered(case, told=False))
    assert pane.focusWidget() is form.result.buttons[0]
    send()
    assert "Say how" in said(form.result)
    press(KEY.Key_1)
    assert form.result.value() == Result.SOLVED
    assert pane.focusWidget() is form.text
    send()
    assert "waits for a reply" in said(form.despite)
    assert case.full.matter.state == State.ANSWERED
    type_into(form.despite, "来电人要求不再联系")
    send()
    assert (case.full.matter.state, case.full.facts.result) == (State.CLOSED, Result.SOLVED)
