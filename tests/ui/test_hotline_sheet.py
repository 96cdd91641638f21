"""The call sheet of the mayor's telephone by keyboard: a whole call, a known caller, refusals, transfers, drafts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from dutyroom.actions.hotline import take_call
from dutyroom.actions.hotline_classes import complete_classes
from dutyroom.actions.knowledge import add_knowledge
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.hotline import case_in_full
from dutyroom.data.queries.hotline_classes import find_classes
from dutyroom.data.queries.incidents import incident_in_full
from dutyroom.rules.hotline import Demand, Refused
from dutyroom.rules.hotline_sheet import TakeCall
from dutyroom.rules.knowledge import AddKnowledge, KnowledgeFacts
from dutyroom.rules.matter import State
from dutyroom.ui.call_draft import CallDraft
from dutyroom.ui.page import Place
from dutyroom.ui.registers.hotline import HotlinePage
from tests.ui.acting import KEY, pick, press, settle, type_into, walk_to

CTRL = Qt.KeyboardModifier.ControlModifier
LEAK = "二七区大学路街道康复前街20号院从昨晚8点停水，希望尽快恢复"


@pytest.fixture
def page(qtbot, tools, look):
    made = HotlinePage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


@pytest.fixture
def sheet(page, qtbot, tools):
    page.arrive(Place("hotline", step="register"))
    settle(qtbot, tools)
    return page.first.sheet


def run(page, name):
    next(command for command in page.commands() if command.name == f"hotline.{name}").run()


def save(page, qtbot, tools):
    run(page, "save")
    settle(qtbot, tools)


def earlier(room, **named):
    usual = {"demand": Demand.COMPLAINT, "text": "大学路街道路灯不亮", "phone": "13800138000", "name": "张样例"}
    return int(room.do(take_call, TakeCall(**{**usual, **named})))


def shown_case(page, room):
    return room.read(case_in_full, page.first.table.current_id(), unmasked=True, secret_too=True)


def test_a_whole_call_is_taken_by_keyboard(page, sheet, qtbot, tools, room):
    complete_classes(room.store)
    page.arrive(Place("hotline", step="register"))
    settle(qtbot, tools)
    assert sheet.form.phone.hasFocus()
    type_into(sheet.form.phone, "１３８ ００１３ ８０００")
    walk_to(sheet.form.name)
    type_into(sheet.form.name, "王样例")
    walk_to(sheet.form.text)
    type_into(sheet.form.text, LEAK)
    settle(qtbot, tools)
    assert sheet.form.area.text() == "二七区"
    assert sheet.form.street.text() == "大学路街道"
    assert sheet.form.place.text() == "康复前街20号院"
    assert sheet.form.event_at.text() == "2026-11-22 20:00"
    assert sheet.form.sub.currentData() == "water"
    assert sheet.form.demand.value() == Demand.HELP
    assert sheet.form.code.row().zh, "the words of the caller name a class"
    assert sheet.form.title.placeholderText().startswith("二七区大学路街道")
    press(KEY.Key_Tab)
    press(KEY.Key_3)
    assert sheet.form.demand.value() == Demand.COMPLAINT, "in the kinds a number key chooses"
    pick(sheet.form.code, "ldgz")
    assert "路灯" in sheet.form.code.row().zh
    assert sheet.form.send.text() == "Save the case"
    press(KEY.Key_Return, held=CTRL)
    settle(qtbot, tools)
    case = shown_case(page, room)
    assert case.common.matter.number == "热〔2026〕1号"
    assert page.first.sheet_shown is None
    assert (case.facts.demand, case.facts.area, case.facts.street, case.facts.sub) == (
        *("complaint", "二七区", "大学路街道", "water"),
    )
    assert case.facts.code == sheet_code(room, "路灯")
    assert case.text == LEAK
    assert (case.calls[0].name, case.calls[0].phone) == ("王样例", "138 0013 8000")
    assert not room.read(drafts_of, room.id("李秀英")), "what was saved is no draft any more"
    assert not sheet.form.phone.text()


def sheet_code(room, words):
    return room.read(find_classes, words)[0].code


def test_the_number_alone_says_who_calls_and_one_key_makes_it_a_further_call(page, sheet, qtbot, tools, room):
    number = earlier(room, is_secret=True)
    type_into(sheet.form.phone, "+86 138-0013-8000")
    settle(qtbot, tools)
    assert sheet.caller.isVisible()
    assert "张样例" not in sheet.caller.heading.text() + sheet.caller.cases[0].full_text()
    assert sheet.form.is_secret.isChecked(), "who asked for secrecy once asks for it again"
    assert "路灯不亮" in sheet.caller.cases[0].full_text()
    type_into(sheet.form.text, "还是不亮，三天了")
    run(page, "further")
    settle(qtbot, tools)
    assert "热〔2026〕1号" in sheet.further_note.text()
    assert sheet.form.text.toPlainText() == "还是不亮，三天了", "nothing typed is lost"
    assert not sheet.form.place.isVisible()
    assert sheet.form.send.text() == "Save the further call"
    press(KEY.Key_Return, held=CTRL)
    settle(qtbot, tools)
    case = room.read(case_in_full, number, unmasked=True, secret_too=True)
    assert [call.said for call in case.calls][1:] == ["还是不亮，三天了"]
    assert case.facts.calls == 2
    assert page.first.table.current_id() == number


def test_a_further_call_becomes_a_new_case_again_with_all_that_was_typed(page, sheet, qtbot, tools, room):
    earlier(room)
    type_into(sheet.form.phone, "13800138000")
    type_into(sheet.form.text, "楼下夜里施工扰民")
    type_into(sheet.form.place, "康复前街20号院")
    settle(qtbot, tools)
    run(page, "further")
    settle(qtbot, tools)
    sheet.new_case.click()
    settle(qtbot, tools)
    assert sheet.form.place.isVisible()
    assert sheet.form.place.text() == "康复前街20号院"
    save(page, qtbot, tools)
    assert shown_case(page, room).common.matter.number == "热〔2026〕2号"


def test_every_refusal_stands_beside_its_field_and_nothing_is_lost(page, sheet, qtbot, tools, room):
    save(page, qtbot, tools)
    assert sheet.form.text.accessibleDescription() == "Enter what the caller wants."
    assert sheet.form.text.hasFocus()
    type_into(sheet.form.text, "我要反映个事")
    save(page, qtbot, tools)
    assert "what kind of demand" in sheet.form.demand.accessibleDescription()
    run(page, "kind_2")
    type_into(sheet.form.phone, "202611270123")
    save(page, qtbot, tools)
    assert "looks like the number of a case" in sheet.form.phone.accessibleDescription()
    sheet.form.phone.clear()
    save(page, qtbot, tools)
    assert "Nobody can be called back without a number" in sheet.form.phone.accessibleDescription()
    type_into(sheet.form.phone, "13800138000")
    type_into(sheet.form.code, "xyzzy")
    save(page, qtbot, tools)
    assert "xyzzy" in sheet.form.code.accessibleDescription()
    sheet.form.code.clear()
    save(page, qtbot, tools)
    case = shown_case(page, room)
    assert (case.text, case.facts.demand) == ("我要反映个事", "complaint")


def test_what_is_begun_is_offered_again_to_its_writer_alone(page, sheet, qtbot, tools, room, look):
    type_into(sheet.form.phone, "13800138000")
    type_into(sheet.form.text, "我要反映个事")
    run(page, "kind_2")
    press(KEY.Key_Escape)
    settle(qtbot, tools)
    assert page.first.sheet_shown is None
    kept = room.read(drafts_of, room.id("李秀英"))
    assert [row.id for row in kept] == ["hotline-new"]
    assert not room.read(drafts_of, room.id("张伟"))
    again = HotlinePage(tools)
    qtbot.addWidget(again)
    again.resize(950, 560)
    again.show()
    again.arrive(Place("hotline", step="register"))
    settle(qtbot, tools)
    form = again.first.sheet.form
    assert form.phone.text() == "13800138000"
    assert form.text.toPlainText() == "我要反映个事"
    assert form.demand.value() == Demand.COMPLAINT
    assert "here again" in again.first.sheet.note.text()
    again.first.sheet.start_over()
    settle(qtbot, tools)
    assert not room.read(drafts_of, room.id("李秀英"))
    assert not form.phone.text()


def test_a_demand_is_not_accepted_with_reason_and_address(page, sheet, qtbot, tools, room):
    type_into(sheet.form.text, "判决书下来了对方不执行")
    run(page, "kind_0")
    sheet.ends.refused.setFocus()
    sheet.ends.refused.setCurrentIndex(sheet.ends.refused.findData(Refused.COURT.value))
    assert sheet.form.send.text() == "Not accepted"
    sheet.ends.turn_to.clear()
    save(page, qtbot, tools)
    assert "where the caller was told to turn to" in sheet.ends.turn_to.accessibleDescription()
    type_into(sheet.ends.turn_to, "二七区人民法院执行局 12368")
    press(KEY.Key_Return)
    settle(qtbot, tools)
    case = shown_wanted(page, room, "热〔2026〕1号")
    assert (case.common.matter.state, case.facts.refused) == (State.REFUSED, Refused.COURT)
    assert case.turn_to.startswith("二七区人民法院执行局")


def shown_wanted(page, room, number):
    case = shown_case(page, room)
    assert case.common.matter.number == number
    return case


def test_answered_at_once_needs_no_number_and_is_over(page, sheet, qtbot, tools, room):
    type_into(sheet.form.text, "请问新生儿医保怎么办理")
    settle(qtbot, tools)
    assert sheet.form.demand.value() == Demand.CONSULT
    type_into(sheet.ends.answer, "持出生证到社区服务中心办理")
    assert sheet.form.send.text() == "Answered at once"
    press(KEY.Key_Return)
    settle(qtbot, tools)
    case = shown_case(page, room)
    assert (case.common.matter.state, case.facts.is_direct, case.answer) == (
        *(State.CLOSED, True, "持出生证到社区服务中心办理"),
    )


def test_one_key_transfers_and_an_emergency_becomes_an_incident(page, sheet, qtbot, tools, room, heard):
    type_into(sheet.form.phone, "13800138000")
    type_into(sheet.form.text, "二七区大学路街道康复前街20号院3楼着火了，有2人受伤")
    run(page, "kind_1")
    settle(qtbot, tools)
    assert sheet.ends.raises.isChecked(), "the words tell of an emergency"
    assert sheet.form.send.text() == "Save, open the incident"
    assert [button.text() for button in sheet.ends.targets][:4] == ["110", "119", "120", "122"]
    run(page, "transfer_1")
    settle(qtbot, tools)
    case = shown_case(page, room)
    assert (case.common.matter.state, case.turn_to) == (State.TRANSFERRED, "119")
    assert heard.places[-1] == Place("incidents", id=case.incident.id)
    incident = room.read(incident_in_full, case.incident.id)
    assert incident.facts.subtype == "fire"
    assert incident.facts.area == "二七区"
    assert incident.facts.place == "康复前街20号院3楼"


def test_what_somebody_unticked_stays_unticked(page, sheet, qtbot, tools, room):
    type_into(sheet.form.text, "康复前街20号院着火了")
    settle(qtbot, tools)
    assert sheet.ends.raises.isChecked()
    sheet.ends.raises.click()
    type_into(sheet.form.text, "康复前街20号院着火了，烟很大")
    settle(qtbot, tools)
    assert not sheet.ends.raises.isChecked()
    assert sheet.form.send.text() == "Save the case"


def test_a_typed_field_is_never_filled_and_a_proposal_follows_the_words(page, sheet, qtbot, tools):
    type_into(sheet.form.area, "金水区")
    type_into(sheet.form.text, LEAK)
    settle(qtbot, tools)
    assert sheet.form.area.text() == "金水区"
    assert sheet.form.street.text() == "大学路街道"
    type_into(sheet.form.text, "路灯不亮")
    settle(qtbot, tools)
    assert sheet.form.area.text() == "金水区"
    assert not sheet.form.street.text()


def test_the_capture_line_fills_the_sheet_and_its_draft_goes_with_the_call(page, sheet, qtbot, tools, room):
    type_into(sheet.form.text, "另一个电话")
    given = CallDraft(key="a1", typed={"phone": "13900139000", "name": "李样例", "text": "暖气不热"})
    page.arrive(Place("hotline", step="register", given=given))
    settle(qtbot, tools)
    assert sheet.form.phone.text() == "13900139000"
    assert sheet.form.text.toPlainText() == "暖气不热"
    run(page, "kind_1")
    save(page, qtbot, tools)
    case = shown_case(page, room)
    assert (case.calls[0].name, case.text) == ("李样例", "暖气不热")
    page.arrive(Place("hotline", step="register"))
    settle(qtbot, tools)
    assert sheet.form.text.toPlainText() == "另一个电话", "what was begun before comes back"


def test_the_sheet_follows_the_language_and_keeps_what_is_typed(page, sheet, qtbot, tools, language):
    type_into(sheet.form.text, "暖气不热")
    language(load_wording("zh_CN"))
    assert sheet.form.send.text() == "保存工单"
    assert sheet.heading.text() == "市长电话来电"
    assert sheet.form.text.toPlainText() == "暖气不热"


def test_nothing_is_picked_for_who_is_typing_a_class(page, sheet, qtbot, tools, room):
    complete_classes(room.store)
    page.arrive(Place("hotline", step="register"))
    settle(qtbot, tools)
    type_into(sheet.form.code, "ld")
    settle(qtbot, tools)
    assert sheet.form.code.text() == "ld"


def test_the_shelf_answers_by_one_key(page, sheet, qtbot, tools, room):
    asked = KnowledgeFacts(
        question="新生儿医保怎么办理", answer="持出生证到社区服务中心办理（样例）", source="医保局（样例）"
    )
    item = room.do(add_knowledge, AddKnowledge(facts=asked)).id
    type_into(sheet.form.text, "请问新生儿医保怎么办理")
    settle(qtbot, tools)
    assert "新生儿医保" in sheet.knowledge.buttons[0].full_text()
    run(page, "answer")
    assert sheet.ends.answer.toPlainText() == asked.answer
    assert sheet.ends.answer.hasFocus()
    save(page, qtbot, tools)
    case = shown_case(page, room)
    assert (case.facts.knowledge_id, case.answer) == (item, asked.answer)


def test_a_reason_brings_the_address_that_belongs_to_it(page, sheet, qtbot, tools):
    sheet.ends.refused.setCurrentIndex(sheet.ends.refused.findData(Refused.COURT.value))
    first = sheet.ends.turn_to.text()
    sheet.ends.refused.setCurrentIndex(sheet.ends.refused.findData(Refused.DISCIPLINE.value))
    second = sheet.ends.turn_to.text()
    assert first
    assert second
    assert first != second
    type_into(sheet.ends.turn_to, "另一处")
    sheet.ends.refused.setCurrentIndex(sheet.ends.refused.findData(Refused.COURT.value))
    assert sheet.ends.turn_to.text() == "另一处", "own words are left alone"


def test_the_sheet_says_where_a_call_would_go_and_one_key_takes_and_dispatches_it(
    page, sheet, qtbot, tools, room, language
):
    type_into(sheet.form.phone, "13800138000")
    type_into(sheet.form.text, "二七区大学路街道河道防汛物资不足，请防汛抢险")
    sheet.form.choose_demand(2)
    settle(qtbot, tools)
    first = sheet.units.proposed[0]
    assert sheet.units.buttons[0].isVisible()
    assert first.unit in sheet.units.buttons[0].full_text()
    assert "防汛" in sheet.units.buttons[0].full_text(), "with the reason"
    language(load_wording("zh_CN"))
    assert sheet.units.heading.text().startswith("保存并派单至")
    run(page, "dispatch_new")
    settle(qtbot, tools)
    case = shown_case(page, room)
    assert (case.common.matter.state, case.common.matter.lead) == (State.ASSIGNED, first.unit)
    assert [(unit.unit, unit.unit_id) for unit in case.units] == [(first.unit, first.unit_id)]
    assert not sheet.units.isVisibleTo(sheet)
    assert not room.read(drafts_of, room.id("李秀英"))


def test_what_is_answered_at_once_goes_to_no_unit(sheet, qtbot, tools):
    type_into(sheet.form.text, "河道防汛物资不足，请防汛抢险")
    settle(qtbot, tools)
    assert sheet.units.proposed
    sheet.ends.answer_with("已告知")
    settle(qtbot, tools)
    assert not sheet.units.proposed
    sheet.units.take()
    settle(qtbot, tools)
    assert sheet.form.text.toPlainText(), "nothing was saved"
