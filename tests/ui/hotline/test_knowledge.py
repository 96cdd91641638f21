"""The knowledge shelf on the screen: found, changed, checked, taken off and put back by keyboard; two who meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.actions.hotline_classes import complete_classes
from dutyroom.actions.knowledge import add_knowledge, change_knowledge, check_knowledge
from dutyroom.data.queries.knowledge import knowledge_item, knowledge_rows
from dutyroom.rules.knowledge import AddKnowledge, ChangeKnowledge, CheckKnowledge, KnowledgeFacts
from dutyroom.ui.page import Place
from dutyroom.ui.parts.hotline.knowledge import HotlineKnowledge
from dutyroom.ui.parts.hotline.knowledge_strip import KnowledgeStrip
from tests.samples import Room
from tests.ui.acting import KEY, pick, press, settle, type_into

TODAY = date(2026, 11, 23)
PERMIT = KnowledgeFacts(
    question="居住证怎么办理？", answer="到派出所申请。", code="100203", unit="公安局", source="告知单（样例）"
)
HEAT = KnowledgeFacts(
    question="今年什么时候开始供暖？",
    answer="十一月十五日。",
    unit="热力公司",
    source="条例（样例）",
    valid_until=TODAY,
)


def shelved(room):
    complete_classes(room.store)
    for facts in (PERMIT, HEAT):
        room.do(add_knowledge, AddKnowledge(facts=facts))


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path / "room").open(live=shelved)
    yield room
    room.store.close()


@pytest.fixture
def face(qtbot, look, tools):
    face = HotlineKnowledge(tools)
    qtbot.addWidget(face)
    tools.courier.changed.connect(face.heard)
    face.resize(1000, 640)
    face.show()
    qtbot.waitExposed(face)
    face.arrive(None)
    settle(qtbot, tools)
    return face


def listed(face):
    return [face.table.register.row(place).question for place in range(len(face.table.register.ids))]


def run(face, name):
    next(command for command in face.commands() if command.name == f"knowledge.{name}").run()


def stored(room, number):
    return room.read(knowledge_item, number, TODAY)


def number_of(room, question):
    return next(row.id for row in room.read(knowledge_rows, TODAY) if row.question == question)


def test_the_list_narrows_by_pinyin_class_and_what_is_stale(face, qtbot, tools, room):
    assert listed(face) == [PERMIT.question, HEAT.question]
    assert face.bar.count.text() == "2 items"
    type_into(face.bar.words, "jzz")
    settle(qtbot, tools)
    assert listed(face) == [PERMIT.question]
    assert face.pane.answer.text() == PERMIT.answer
    press(KEY.Key_Escape)
    face.bar.of_class.setCurrentIndex(face.bar.of_class.findData("03"))
    settle(qtbot, tools)
    assert listed(face) == []
    assert face.table.empty.sentence.text() == "Nothing on the shelf answers this."
    QTest.mouseClick(face.table.empty.step, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    room.wait(days=1)
    face.bar.show_which("stale")
    settle(qtbot, tools)
    assert listed(face) == [HEAT.question]
    assert "Valid until 2026-11-23 only" in face.pane.flag.text()
    assert face.bar.count.text() == "1 items, 1 stale"


def test_an_item_is_put_on_the_shelf_by_keyboard_alone_and_taken_back_by_one_key(face, qtbot, tools, room):
    run(face, "add")
    form = face.pane.form
    assert form.question.hasFocus()
    type_into(form.question, "路灯不亮找谁？")
    type_into(form.answer, "登记后转城市管理局。")
    pick(form.code, "ldgz")
    pick(form.unit, "csglj")
    form.source.setFocus()
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert "where the answer is written" in form.source.accessibleDescription()
    type_into(form.source, "城管局电话告知（样例）")
    type_into(form.valid_until, "2027-13-01")
    press(KEY.Key_Return)
    assert "2027-13-01" in form.valid_until.accessibleDescription()
    type_into(form.valid_until, "2027-12-01")
    press(KEY.Key_Return)
    settle(qtbot, tools)
    row = stored(room, number_of(room, "路灯不亮找谁？"))
    assert (row.code, row.unit, row.valid_until) == ("010203", "城市管理局", date(2027, 12, 1))
    assert (row.checked_by, face.pane.row.id) == ("李秀英", row.id)
    run(face, "undo")
    settle(qtbot, tools)
    assert not stored(room, row.id).active
    assert listed(face) == [PERMIT.question, HEAT.question]
    run(face, "undo")
    settle(qtbot, tools)
    assert stored(room, row.id).active, "undoing twice does it again"


def test_a_check_takes_a_new_day_and_what_is_typed_stays_on_the_way_back(face, qtbot, tools, room):
    number = number_of(room, HEAT.question)
    face.arrive(Place("hotline", id=number))
    settle(qtbot, tools)
    run(face, "check")
    assert face.pane.checking.field.text() == "2026-11-23"
    type_into(face.pane.checking.field, "2027-03-15")
    press(KEY.Key_Escape)
    assert face.pane.asks is None
    assert face.table.hasFocus()
    run(face, "check")
    assert face.pane.checking.field.text() == "2027-03-15"
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert stored(room, number).valid_until == date(2027, 3, 15)


def test_an_item_is_taken_off_with_a_reason_and_put_back(face, qtbot, tools, room):
    number = number_of(room, PERMIT.question)
    run(face, "withdraw")
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert face.pane.withdrawing.field.accessibleDescription() == "Say why it is taken off the shelf."
    type_into(face.pane.withdrawing.field, "改为网上办理")
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert (stored(room, number).active, listed(face)) == (False, [HEAT.question])
    face.bar.show_which("withdrawn")
    settle(qtbot, tools)
    assert "改为网上办理" in face.pane.flag.text()
    QTest.mouseClick(face.pane.withdraw, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert stored(room, number).active


def test_two_who_change_the_same_answer_see_both_versions_and_choose(face, qtbot, tools, room):
    number = number_of(room, PERMIT.question)
    run(face, "change")
    type_into(face.pane.form.answer, "到社区申请。")
    theirs = ChangeKnowledge(
        id=number,
        version=stored(room, number).version,
        facts=KnowledgeFacts(
            question=PERMIT.question, answer="网上申请。", code="100203", unit="公安局", source="告知单（样例）"
        ),
    )
    room.do(change_knowledge, theirs, by="张伟")
    face.pane.form.save.click()
    settle(qtbot, tools)
    side = face.pane.side
    assert side.isVisible()
    said = " ".join(label.text() for label in side.findChildren(type(face.pane.question)))
    assert "到社区申请。" in said
    assert "网上申请。" in said
    assert stored(room, number).answer == "网上申请。"


def test_a_short_form_that_met_somebody_rests_on_the_newer_version(face, qtbot, tools, room):
    number = number_of(room, PERMIT.question)
    run(face, "withdraw")
    type_into(face.pane.withdrawing.field, "重复")
    check = CheckKnowledge(id=number, version=stored(room, number).version, until=date(2028, 1, 1))
    room.do(check_knowledge, check, by="张伟")
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert stored(room, number).active
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert not stored(room, number).active


def test_who_may_not_write_on_the_shelf_reads_it_and_is_offered_nothing(face, qtbot, tools, room):
    tools.courier.sign(replace(room.author(), roles=frozenset()))
    face.arrive(None)
    settle(qtbot, tools)
    run(face, "change")
    assert face.pane.asks is None
    assert not face.pane.change.isVisible()
    assert face.pane.answer.text() == PERMIT.answer


@pytest.fixture
def strip(qtbot, look, tools):
    around = QWidget()
    qtbot.addWidget(around)
    strip = KnowledgeStrip(tools, around)
    QVBoxLayout(around).addWidget(strip)
    strip.around, strip.taken_rows = around, []
    strip.taken.connect(strip.taken_rows.append)
    around.resize(400, 160)
    around.show()
    return strip


def test_what_a_caller_says_suggests_answers_and_enter_takes_one(strip, qtbot, tools, room):
    assert strip.isHidden()
    strip.ask("我想问一下居住证到哪里办理")
    settle(qtbot, tools)
    assert [row.question for row in strip.rows] == [PERMIT.question]
    strip.buttons[0].setFocus()
    press(KEY.Key_Return)
    assert [(row.answer, row.stale) for row in strip.taken_rows] == [(PERMIT.answer, "")]
    assert not strip.take(1)
    strip.ask("路上有条狗")
    settle(qtbot, tools)
    assert strip.isHidden()


def test_a_stale_suggestion_is_flagged_before_it_is_taken(strip, qtbot, tools, room):
    room.wait(days=2)
    strip.ask("供暖什么时候开始")
    settle(qtbot, tools)
    assert "no longer valid" in strip.buttons[0].full_text()
    assert "Valid until 2026-11-23 only" in strip.buttons[0].toolTip()
    strip.clear()
    assert strip.isHidden()
