"""Starting, giving and taking by key, on a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.handover import read_checklist
from dutyroom.actions.papers import handover_pdf
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.shifts import acceptances, handover_of, pending_handover, running_shift
from dutyroom.data.tables import SignInTrouble
from dutyroom.rules.shift import HandoverNotes, Manner
from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.page import Place
from dutyroom.ui.registers.shifts import ShiftsPage
from tests.samples import PASSWORD
from tests.ui.acting import KEY, pick, press, settle, type_into, walk_to


@pytest.fixture
def page(qtbot, tools, look):
    made = ShiftsPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def test_a_first_shift_is_started_by_initials_alone(page, qtbot, tools, room, heard):
    qtbot.mouseClick(page.table.empty.step, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    step = page.steps["start"]
    assert page.current_step() is step
    assert not step.form.reason.isVisibleTo(step), "a first shift needs no reason"
    pick(step.form.leader_id, "wjg")
    pick(step.form.chief_id, "lxy")
    pick(step.form.deputy_id, "zw")
    QTest.keyClick(step.form.deputy_id, KEY.Key_Return)
    settle(qtbot, tools)
    shift = room.read(running_shift)
    assert (shift.leader, shift.chief, shift.deputy) == ("王建国", "李秀英", "张伟")
    assert page.current_step() is None
    assert page.table.current_id() == shift.id


def test_a_shift_without_a_leader_is_refused_beside_the_field(page, qtbot, tools, room):
    page.begin("start")
    settle(qtbot, tools)
    step = page.steps["start"]
    pick(step.form.chief_id, "lxy")
    step.start.click()
    settle(qtbot, tools)
    assert room.read(running_shift) is None
    assert step.form.leader_id.accessibleDescription().startswith("Choose the leader")
    assert step.form.chief_id.text() == "李秀英"


def given(page, qtbot, tools, password=PASSWORD):
    """Walk to the signature of the giving and sign."""
    page.begin("give")
    settle(qtbot, tools)
    step = page.steps["give"]
    step.forms.phone_tested.setChecked(True)
    step.sections.open("sign")
    type_into(step.signature.password, password)
    QTest.keyClick(step.signature.password, KEY.Key_Return)
    settle(qtbot, tools)
    return step


def test_a_wrong_password_is_said_beside_the_field_and_nothing_is_lost(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    type_into(step.forms.weather, "小雨转阴")
    step = given(page, qtbot, tools, "not it")
    assert "not the password" in step.signature.password.accessibleDescription()
    assert step.signature.password.text() == ""
    assert step.forms.weather.text() == "小雨转阴"
    assert room.read(pending_handover, room.read(running_shift).id) is None


def test_signing_without_a_password_is_no_attempt(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = given(page, qtbot, tools, "")
    assert step.signature.password.accessibleDescription() == "Type your own password."
    assert QApplication.focusWidget() is step.signature.password
    with room.store.reading() as session:
        assert session.get(SignInTrouble, room.id("李秀英")) is None


def test_what_is_noted_is_kept_while_it_is_typed(page, qtbot, tools, room):
    shift = room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    step.sections.open("equipment")
    step.forms.equipment.all_good.click()
    type_into(step.forms.remarks, "传真机缺纸")
    qtbot.wait(900)
    settle(qtbot, tools)
    kept = room.read(read_checklist, shift)
    assert kept.remarks == "传真机缺纸"
    assert all(line.ok for line in kept.equipment)
    assert len(kept.equipment) == 6


def test_the_telephone_that_was_not_tested_asks_why(page, qtbot, tools, room):
    room.start()
    page.begin("give")
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    step.sections.open("sign")
    type_into(step.signature.password, PASSWORD)
    step.signature.sign.click()
    settle(qtbot, tools)
    assert step.sections.open_key() == "phone"
    assert "duty telephone" in step.forms.phone_remark.accessibleDescription()


def test_urgent_items_ask_a_reason(page, qtbot, tools, room):
    room.start()
    room.write("二七区火灾，正在扑救", urgent=True, open=True)
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = given(page, qtbot, tools)
    assert step.sections.sections["open"].current_state().state == "asks"
    assert "urgent" in step.signature.urgent_reason.accessibleDescription()
    type_into(step.signature.urgent_reason, "主班突发疾病")
    type_into(step.signature.password, PASSWORD)
    step.signature.sign.click()
    settle(qtbot, tools)
    assert room.read(pending_handover, room.read(running_shift).id) is not None


def test_a_giving_is_cancelled_with_a_reason_only(page, qtbot, tools, room):
    shift = room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = given(page, qtbot, tools)
    assert step.given_panel.isVisibleTo(step)
    step.given_panel.cancel.click()
    settle(qtbot, tools)
    assert "why" in step.given_panel.reason.accessibleDescription()
    type_into(step.given_panel.reason, "接班人员未到")
    step.given_panel.cancel.click()
    settle(qtbot, tools)
    assert room.read(pending_handover, shift) is None
    assert room.read(last_entries, 1)[0].text == "接班人员未到"
    assert not step.given_panel.isVisibleTo(step)
    assert step.forms.weather.isEnabled()


def test_enter_on_cancelling_cancels_and_does_not_begin_the_taking(page, qtbot, tools, room):
    shift = room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = given(page, qtbot, tools)
    type_into(step.given_panel.reason, "接班人员未到")
    walk_to(step.given_panel.cancel)
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert room.read(pending_handover, shift) is None
    assert page.current_step() is step


def test_after_the_giving_the_cursor_waits_at_the_taking(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = given(page, qtbot, tools)
    assert QApplication.focusWidget() is step.given_panel.take
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert page.current_step() is page.steps["take"]


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_after_the_giving_by_the_button_the_cursor_waits_there_too(page, qtbot, tools, room, key):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    step.forms.phone_tested.setChecked(True)
    step.sections.open("sign")
    type_into(step.signature.password, PASSWORD)
    walk_to(step.signature.sign)
    press(key)
    settle(qtbot, tools)
    assert QApplication.focusWidget() is step.given_panel.take


def test_who_comes_back_to_a_shift_that_is_given_stands_at_the_taking(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = given(page, qtbot, tools)
    press(KEY.Key_Escape)
    page.begin("give")
    settle(qtbot, tools)
    assert QApplication.focusWidget() is step.given_panel.take


def test_alt_and_an_arrow_go_from_section_to_section_wherever_the_cursor_is(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    alt = Qt.KeyboardModifier.AltModifier
    passed = [step.sections.open_key()]
    while passed[-1] != "sign":
        press(KEY.Key_Down, held=alt)
        passed.append(step.sections.open_key())
        assert len(passed) < 12, passed
    assert passed == ["whereabouts", "warnings", "equipment", "counts", "phone", "remarks", "sign"]
    assert step.forms.notes().keys is None, "nothing was counted by the way"
    press(KEY.Key_Up, KEY.Key_Up, held=alt)
    assert step.sections.open_key() == "phone"
    walk_to(step.sections.sections["phone"].head, KEY.Key_Backtab)
    press(KEY.Key_Down, held=alt)
    assert step.sections.open_key() == "remarks"


def test_a_figure_typed_into_a_section_just_opened_is_the_count(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    step.sections.open("equipment")
    press(KEY.Key_Down, held=Qt.KeyboardModifier.AltModifier)
    press(KEY.Key_6)
    assert step.forms.notes().keys == 6
    press(KEY.Key_Down, KEY.Key_Up, held=Qt.KeyboardModifier.AltModifier)
    press(KEY.Key_7)
    assert step.forms.notes().keys == 7


def test_tab_walks_the_equipment_where_it_stands(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    step.sections.open("equipment")
    equipment = step.forms.equipment
    assert QApplication.focusWidget() is equipment.all_good
    for line in equipment._lines:
        for widget in (line.good, line.faulty, line.remark):
            press(KEY.Key_Tab)
            assert QApplication.focusWidget() is widget
    press(KEY.Key_Tab)
    assert QApplication.focusWidget() is step.sections.sections["counts"].head


def take_form(page, qtbot, tools, chief="zm"):
    page.begin("take")
    settle(qtbot, tools)
    step = page.steps["take"]
    pick(step.form.leader_id, "wjg")
    pick(step.form.chief_id, chief)
    pick(step.form.deputy_id, "zw")
    return step


def sign_take(step, qtbot, tools, password=PASSWORD):
    type_into(step.signature.password, password)
    QTest.keyClick(step.signature.password, KEY.Key_Return)
    settle(qtbot, tools)


def test_the_whole_handover(page, qtbot, tools, room, heard, font_cache):
    shift = room.start()
    room.write("中原区报告：供水管网抢修", open=True)
    room.write("市防汛办通知：橙色预警", open=True)
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    given(page, qtbot, tools)
    room.wait(minutes=4)
    late = room.write("巩义市来电：道路塌方")
    step = take_form(page, qtbot, tools)
    assert step.addendum.left() == 1, "what was written since the giving is the addendum"
    sign_take(step, qtbot, tools)
    assert "not accepted" in step.accepts.note.text()
    QTest.keyClick(step.accepts.table, KEY.Key_T)
    QTest.keyClick(step.accepts.table, KEY.Key_Q)
    assert page.window().focusWidget() is step.accepts.remark
    sign_take(step, qtbot, tools)
    assert step.addendum.note.text().startswith("1 entries")
    QTest.keyClick(step.addendum.table, KEY.Key_R)
    sign_take(step, qtbot, tools)
    assert step.accepts.note.text() == "Say what is questioned."
    type_into(step.accepts.remark, "责任单位是谁？")
    step.reservations.setPlainText("备用电话未试")
    sign_take(step, qtbot, tools)
    done = room.read(handover_of, shift)
    assert done.taken_by == "赵敏"
    assert done.reservations == "备用电话未试"
    now = room.read(running_shift)
    assert now.chief == "赵敏"
    assert tools.courier.author.name == "赵敏", "who took the shift sits at the desk"
    answers = room.read(acceptances, now.id)
    assert {answer.manner for answer in answers} == {Manner.TOLD, Manner.READ, Manner.QUESTIONED}
    assert [answer.entry_seq for answer in answers if answer.entry_seq] == [late]
    assert len(heard.papers) == 1, "the report is offered at once"
    first = heard.papers[0].make()
    assert first.startswith(b"%PDF")
    assert heard.papers[0].make() == first
    assert handover_pdf(room.store, shift, ENGLISH, font_cache) != first


def test_the_same_officer_cannot_give_and_take(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    given(page, qtbot, tools)
    step = take_form(page, qtbot, tools, chief="lxy")
    sign_take(step, qtbot, tools)
    assert "somebody else" in step.form.chief_id.accessibleDescription()
    assert room.read(running_shift).chief == "李秀英"


def test_signing_on_behalf_needs_the_reason(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    step.forms.phone_tested.setChecked(True)
    step.sections.open("sign")
    pick(step.signature.signer_id, "zm")
    step.signature.on_behalf.setChecked(True)
    pick(step.signature.for_id, "lxy")
    type_into(step.signature.password, PASSWORD)
    step.signature.sign.click()
    settle(qtbot, tools)
    assert "reason" in step.signature.reason.accessibleDescription()
    type_into(step.signature.reason, "主班送医")
    type_into(step.signature.password, PASSWORD)
    step.signature.sign.click()
    settle(qtbot, tools)
    pending = room.read(pending_handover, room.read(running_shift).id)
    assert pending.given_by == "赵敏"


def test_the_open_items_of_the_last_shift_are_accepted_at_a_start_after_a_gap(page, qtbot, tools, room):
    room.write("值班间隙来电，待回复", open=True)
    page.begin("start")
    settle(qtbot, tools)
    step = page.steps["start"]
    pick(step.form.leader_id, "wjg")
    pick(step.form.chief_id, "lxy")
    step.start.click()
    settle(qtbot, tools)
    assert room.read(running_shift) is None
    QTest.keyClick(step.accepts.table, KEY.Key_T)
    step.start.click()
    settle(qtbot, tools)
    assert room.read(running_shift) is not None
    assert len(room.read(open_items)) == 1


def test_the_paper_follows_what_is_typed(page, qtbot, tools, room):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    qtbot.waitUntil(lambda: bool(step.paper.pages.pdf), timeout=20_000)
    before = step.paper.pages.pdf
    type_into(step.forms.remarks, "空调漏水已报修")
    qtbot.waitUntil(lambda: step.paper.pages.pdf != before, timeout=20_000)
    assert step.paper.pages.page_count() >= 1
    assert step.forms.notes() != HandoverNotes()
