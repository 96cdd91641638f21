"""The forms of a case by keys: called back, further calls, other ways, merging, papers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.hotline import add_call
from dutyroom.actions.matters import sign_for, urge
from dutyroom.data.catalogues import load_wording
from dutyroom.rules.hotline import Look, Refused, Satisfied
from dutyroom.rules.hotline_sheet import FurtherCall
from dutyroom.rules.matter import State, StepKind
from dutyroom.rules.matter_steps import UnitStep
from tests.ui.acting import KEY, press, settle, type_into
from tests.ui.hotline.conftest import Case
from tests.ui.hotline.lives import LIGHT, closed, given, said, words_of_pdf


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
    assert "人民法院" in form.turn_to.text()
    form.refused.setCurrentIndex(1)
    assert "纪检监察" in form.turn_to.text()
    form.refused.setCurrentIndex(0)
    form.turn_to.clear()
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
    other = Case(room, name="李样例", phone="13700004321", text="暖气不热", street="", area="", title="")
    case, form = begun(StepKind.MERGE)
    assert pane.focusWidget() is form.into.line
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


def test_a_likely_duplicate_is_chosen_with_why_and_merged_by_one_key(begun, send, pane, room):
    first = Case(room)
    case, form = begun(StepKind.MERGE)
    assert form.into.choices[0].text().startswith("热〔2026〕1号")
    assert "the same caller" in form.into.choices[0].text()
    assert form.into.value() == "热〔2026〕1号"
    send()
    assert (case.full.into.id, len(first.full.calls)) == (first.id, 2)


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


def test_papers_of_the_case_are_shown_and_made_from_the_store(pane, shown, heard, qtbot, tools):
    case = shown()
    given(case, LIGHT)
    case.room.do(urge, UnitStep(id=case.id, assignment_id=case.unit(LIGHT), text="请抓紧"))
    pane.refresh()
    settle(qtbot, tools)
    pane._offer_all()
    actions = {action.text(): action for action in pane.more.menu().actions()}
    wanted = ("Print the case sheet…", f"Print the transfer sheet to {LIGHT}…", f"Print the urging letter to {LIGHT}…")
    for words in wanted:
        actions[words].trigger()
    assert [paper.title for paper in heard.papers] == ["热〔2026〕1号", *[f"热〔2026〕1号 {LIGHT}"] * 2]
    assert heard.papers[0].make().startswith(b"%PDF")
    assert "Print with callers…" not in actions


def test_printed_with_callers_only_with_a_reason(pane, shown, heard, send, answering):
    case = shown()
    pane._begin_printing()
    form = pane.forms.printing
    assert pane.open_form is form
    send()
    assert said(form.reason) == "Say what the callers' data is needed for."
    assert heard.papers == []
    type_into(form.reason, "交承办单位上门")
    send()
    assert [(row.what, row.reason) for row in case.full.looks] == [(Look.PRINT, "交承办单位上门")]
    (paper,) = heard.papers
    text = words_of_pdf(paper.make())
    assert "张样例" in text
    assert "交承办单位上门" in text
    pane.print_sheet()
    assert "张样例" not in words_of_pdf(heard.papers[-1].make())


def test_a_long_text_leaves_room_until_all_of_it_is_asked_for(pane, shown, qtbot, tools):
    shown(text="夜间施工扰民。" * 285, title="夜间施工扰民")
    short = dict(pane.facts.values())["What is wanted"]
    assert len(short) < 250
    assert short.endswith("…")
    assert pane.parts.whole.text() == "All of it (1,995 characters)"
    QTest.mouseClick(pane.parts.whole, Qt.MouseButton.LeftButton)
    assert dict(pane.facts.values())["What is wanted"] == "夜间施工扰民。" * 285
    label = next(value for name, value in pane.facts._lines if value.text().startswith("夜间施工"))
    settle(qtbot, tools)
    assert label.height() >= label.heightForWidth(label.width())


def test_the_next_step_by_mouse(pane, shown, qtbot, tools):
    shown()
    QTest.mouseClick(pane.next, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert pane.open_form is pane.forms.dispatching
    QTest.mouseClick(pane.forms.dispatching.back, Qt.MouseButton.LeftButton)
    assert pane.open_form is None


def test_chinese_words_every_part(pane, shown, language, qtbot, tools):
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
