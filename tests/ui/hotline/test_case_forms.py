"""The forms of a case by keys: what each writes, what it refuses beside its field, what it keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.hotline import add_call
from dutyroom.actions.hotline_decisions import ask_time, object_to
from dutyroom.actions.hotline_flow import answer_caller, close_case, dispatch
from dutyroom.actions.matters import feed_back, sign_for
from dutyroom.rules.hotline import Card, Decision, Refused, Result, Satisfied
from dutyroom.rules.hotline_sheet import FurtherCall
from dutyroom.rules.hotline_steps import AnswerCaller, AskTime, CloseCase, Dispatch, ObjectTo
from dutyroom.rules.matter import Duty, Progress, Role, State, StepKind
from dutyroom.rules.matter_steps import AssignTo, UnitStep
from tests.ui.acting import KEY, press, settle, type_into
from tests.ui.hotline.conftest import Case

LIGHT, WATER = "市城市管理局", "市水利局"
CTRL = Qt.KeyboardModifier.ControlModifier


def given(case: Case, *units: str) -> None:
    """Dispatch a case: the first unit leads."""
    asked = tuple(AssignTo(unit=unit, role=Role.HELPER if place else Role.LEAD) for place, unit in enumerate(units))
    case.room.do(dispatch, Dispatch(id=case.id, units=asked))


def answered(case: Case, *, told: bool = True) -> None:
    """The lead has done it, and the caller was told unless not."""
    room = case.room
    given(case, LIGHT)
    room.do(feed_back, UnitStep(id=case.id, assignment_id=case.unit(LIGHT), text="已更换电缆"))
    if told:
        room.do(answer_caller, AnswerCaller(id=case.id, text="路灯已经修好"))


def closed(case: Case) -> None:
    answered(case)
    case.room.do(close_case, CloseCase(id=case.id, text="已修好", result=Result.SOLVED))
    case.room.wait(hours=2)


@pytest.fixture
def begun(qtbot, tools, pane, shown):
    """A case after what happened to it, with the form of a step open; the case and its form."""

    def begin(step: StepKind, *lived, **named):
        case = shown(**named)
        for live in lived:
            live(case)
        pane.refresh()
        settle(qtbot, tools)
        pane.begin(step)
        settle(qtbot, tools)
        assert pane.open_form is not None, step
        return case, pane.open_form

    return begin


@pytest.fixture
def send(qtbot, tools, pane):
    """Ctrl+Enter."""

    def run():
        pane.step_on()
        settle(qtbot, tools)

    return run


def said(field) -> str:
    return field.accessibleDescription()


def test_dispatched_by_keyboard_the_first_unit_leads(begun, send, pane, heard):
    case, form = begun(StepKind.ASSIGN)
    assert pane.focusWidget() is form.units.picker
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


def test_dispatched_to_nobody_is_refused_beside_the_field(begun, send, pane):
    case, form = begun(StepKind.ASSIGN)
    send()
    assert "unit" in said(form.units)
    assert case.full.units == ()


def test_dispatched_twice_at_once_says_who_was_first(begun, send, pane):
    case, form = begun(StepKind.ASSIGN)
    given(case, WATER)
    type_into(form.units.picker, LIGHT)
    press(KEY.Key_Return, KEY.Key_Return)
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


def test_called_back_by_keys_alone(begun, send, pane):
    case, form = begun(StepKind.CALL_BACK, closed)
    assert pane.focusWidget() is form.reached.buttons[0]
    press(KEY.Key_Y)
    assert pane.focusWidget() is form.solved.buttons[0]
    press(KEY.Key_Y)
    press(KEY.Key_4)
    assert pane.focusWidget() is form.text
    type_into(form.text, "5 分钟就修好了")
    assert form.satisfied.value() == Satisfied.YES
    assert form.stays_closed.isHidden()
    send()
    (row,) = case.full.call_backs
    assert (row.reached, row.solved, row.satisfied, row.said) == (True, True, Satisfied.YES, "5 分钟就修好了")
    assert case.full.matter.state == State.CLOSED
    assert "Satisfied" in pane.parts.sections["call_backs"].values()[0][1]


def test_who_was_not_reached_is_tried_again_when_the_rule_says(begun, send, pane, room):
    case, form = begun(StepKind.CALL_BACK, closed)
    press(KEY.Key_N)
    assert form.satisfied.isHidden()
    assert form.solved.isHidden()
    assert form.next_at.isVisible()
    assert form.next_at.placeholderText()
    send()
    (row,) = case.full.call_backs
    assert row.reached is False
    assert row.next_at is not None
    assert row.next_at > room.now
    assert pane.next.text() == "Call back…"


def test_a_caller_who_is_not_content_opens_the_case_again(begun, send, pane):
    case, form = begun(StepKind.CALL_BACK, closed)
    press(KEY.Key_Y, KEY.Key_N, KEY.Key_2)
    assert not form.stays_closed.isHidden()
    type_into(form.text, "没有修好")
    send()
    assert case.full.matter.state == State.IN_HAND
    assert case.full.facts.redone == 1


def test_whether_the_caller_was_reached_must_be_said(begun, send, pane):
    case, form = begun(StepKind.CALL_BACK, closed)
    send()
    assert said(form.reached) == "Say whether the caller was reached."
    press(KEY.Key_Y)
    send()
    assert said(form.solved) == "Say whether it is solved, as the caller sees it."
    assert case.full.call_backs == ()


def test_a_further_caller_is_kept_beside_the_first(begun, send, pane):
    case, form = begun(StepKind.CALLER)
    type_into(form.text, "我家门口也不亮")
    type_into(form.name, "李样例")
    type_into(form.phone, "202611270123")
    send()
    assert "number of a case" in said(form.phone)
    type_into(form.phone, "+86 137 0000 4321")
    send()
    assert [call.phone for call in case.full.calls] == ["138****1234", "137****4321"]
    assert len(pane.parts.sections["callers"].values()) == 2


def test_not_accepted_with_the_address_to_turn_to(begun, send, pane):
    case, form = begun(StepKind.REFUSE)
    send()
    assert said(form.turn_to) == "Say where the caller was told to turn to."
    type_into(form.turn_to, "二七区人民法院")
    send()
    assert (case.full.matter.state, case.full.facts.refused) == (State.REFUSED, Refused.COURT)
    assert "二七区人民法院" in dict(pane.facts.values())["Told to turn to"]


def test_transferred_to_who_acts_at_once(begun, send, pane):
    case, form = begun(StepKind.TRANSFER)
    assert [form.transfer_to.itemText(place) for place in range(2)] == ["110", "119"]
    form.transfer_to.setCurrentText("119")
    type_into(form.text, "明火")
    send()
    assert (case.full.matter.state, case.full.turn_to) == (State.TRANSFERRED, "119")


def test_an_incident_is_made_of_it_and_linked(begun, pane, qtbot, tools):
    case, _ = begun(StepKind.RAISE, text="嵩山路与陇海路口燃气泄漏，已有2人受伤")
    with qtbot.waitSignal(pane.incident_raised) as raised:
        pane.step_on()
    settle(qtbot, tools)
    incident = case.full.incident
    assert incident is not None
    assert raised.args == [incident.id]
    links = [button.accessibleName() for button in pane.links.children() if hasattr(button, "accessibleName")]
    assert any(incident.number in words for words in links)


def test_merged_by_number_with_every_caller_and_taken_apart_again(begun, send, pane, room, qtbot, tools):
    other = Case(room, name="李样例", phone="13700004321", title="路灯不亮")
    case, form = begun(StepKind.MERGE)
    send()
    assert "Choose the case" in said(form.into)
    form.into.line.setFocus()
    type_into(form.into.line, "热〔2026〕99号")
    send()
    assert "There is no case 热〔2026〕99号" in said(form.into)
    type_into(form.into.line, "热[2026]1号")
    send()
    assert (case.full.matter.state, case.full.into.id) == (State.MERGED, other.id)
    assert len(other.full.calls) == 2
    assert dict(pane.facts.values())["Merged into"].startswith("热〔2026〕1号")
    pane.show_matter(other.id)
    settle(qtbot, tools)
    assert "came with 热〔2026〕2号" in pane.parts.sections["callers"].values()[1][1]
    pane.show_matter(case.id)
    settle(qtbot, tools)
    pane.begin(StepKind.REOPEN)
    assert pane.open_form is pane.forms.parting
    send()
    assert said(pane.forms.parting.text) == "Give the reason."
    type_into(pane.forms.parting.text, "不是同一盏灯")
    send()
    assert case.full.matter.state == State.RECEIVED
    assert len(other.full.calls) == 1


def test_opened_again_with_the_reason(begun, send):
    case, form = begun(StepKind.REOPEN, closed)
    type_into(form.text, "又不亮了")
    send()
    assert case.full.matter.state == State.ANSWERED


def test_a_void_case_says_so_and_offers_no_step(pane, shown, send, qtbot, tools):
    case = shown()
    pane.begin(StepKind.VOID)
    send()
    assert said(pane.form.text) == "Give the reason."
    type_into(pane.form.text, "重复登记")
    send()
    assert case.full.matter.state == State.VOID
    assert pane.state.text() == "Void"
    assert not pane.next.isVisible()
    assert pane.offered() == []


def test_what_cannot_be_done_now_is_said(pane, shown, heard):
    shown()
    pane.begin(StepKind.CALL_BACK)
    assert pane.open_form is None
    assert "Call back is not possible now" in heard.said[-1]


def test_steps_and_what_they_offer_follow_the_state(pane, shown, qtbot, tools):
    case = shown()
    assert StepKind.REFUSE in pane.offered()
    assert StepKind.DECIDE_RETURN not in pane.offered()
    closed(case)
    pane.refresh()
    settle(qtbot, tools)
    assert pane.next.text() == "Call back…"
    assert StepKind.REFUSE not in pane.offered()
    pane._offer_all()
    words = [action.text() for action in pane.more.menu().actions()]
    assert "Correct the case…" in words
    assert "Open it again…" in words


def test_the_next_step_by_mouse(pane, shown, qtbot, tools):
    shown()
    QTest.mouseClick(pane.next, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert pane.open_form is pane.forms.dispatching
    QTest.mouseClick(pane.forms.dispatching.back, Qt.MouseButton.LeftButton)
    assert pane.open_form is None


def test_chinese_words_every_part(pane, shown, language, qtbot, tools):
    from dutyroom.data.catalogues import load_wording

    case = shown(is_secret=True, sub="signal")
    given(case, LIGHT)
    case.room.do(sign_for, UnitStep(id=case.id, assignment_id=case.unit(LIGHT), person="陈样例"))
    case.room.do(add_call, FurtherCall(id=case.id, name="李样例", text="我家门口也不亮"))
    language(load_wording("zh_CN"))
    pane.refresh()
    settle(qtbot, tools)
    names = [name for name, _ in pane.facts.values()]
    assert all(not any(letter.isascii() and letter.isalpha() for letter in name) for name in names), names
    for step in pane.offered():
        pane.begin(step)
        form = pane.open_form or pane.form
        labels = [label.text() for label, field, _ in form._fields.values() if not field.isHidden()]
        assert all(not any(letter.isascii() and letter.isalpha() for letter in words) for words in labels), labels
