"""Correcting a supervised matter by keyboard, and what is shown where somebody else was quicker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.matters import assign, take_step
from dutyroom.actions.supervision import correct_supervision, set_up_supervision
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.supervision import supervision_in_full
from dutyroom.rules.matter import StepKind
from dutyroom.rules.matter_steps import Assign, AssignTo, PlainStep
from dutyroom.rules.supervision import Basis, CorrectSupervision, SetUpSupervision
from dutyroom.ui.page import Place
from dutyroom.ui.parts.supervision.fields import OWN_FIELDS
from dutyroom.ui.registers.supervision import SupervisionPage
from tests.ui.acting import KEY, pick, settle, type_into

FACTS = SetUpSupervision(
    basis=Basis.INSTRUCTION, title="嵩山路积水点整治", asked="月底前完成改造\n并报市政府", leader="王建国", is_hard=True
)


@pytest.fixture
def page(qtbot, tools, look, room):
    made = SupervisionPage(tools)
    made.number = room.do(set_up_supervision, FACTS)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: made.pane.supervision is not None, timeout=10_000)
    yield made
    settle(qtbot, tools)


@pytest.fixture
def sheet(page, qtbot, tools):
    """The form, begun by the page's command."""
    command = next(each for each in page.commands() if each.name == "supervision.correct")
    assert command.keys == "Ctrl+D"
    command.run()
    settle(qtbot, tools)
    assert page.correction.isVisible()
    return page.correction


def stored(room, page):
    return room.read(supervision_in_full, page.number)


def meanwhile(room, page, **named) -> None:
    """Somebody else corrects it."""
    version = stored(room, page).matter.version
    asked = CorrectSupervision(id=page.number, version=version, facts=replace(FACTS, **named), reason="核对后更正")
    room.do(correct_supervision, asked, by="张伟")


def enter(widget):
    QTest.keyClick(widget, KEY.Key_Return)


def test_the_form_holds_what_is_stored_and_the_timeline_tells_what_was_corrected(sheet, page, room, qtbot, tools):
    form = sheet.correction
    before = stored(room, page)
    assert QApplication.focusWidget() is form.title
    assert (form.title.text(), form.asked.toPlainText()) == (FACTS.title, FACTS.asked)
    assert (form.leader.text(), form.source.text(), form.is_hard.isChecked()) == ("王建国", "", True)
    type_into(form.title, "航海路积水点整治")
    enter(form.title)
    settle(qtbot, tools)
    assert form.reason.accessibleDescription() == "Give the reason."
    type_into(form.reason, "路名录错")
    QTest.keyClick(form.reason, KEY.Key_Return, Qt.KeyboardModifier.NoModifier)
    settle(qtbot, tools)
    now = stored(room, page)
    assert sheet.isHidden()
    assert (now.matter.title, now.facts, now.common.clocks) == ("航海路积水点整治", before.facts, before.common.clocks)
    assert page.pane.title.text() == "航海路积水点整治"
    told = page.pane.timeline.toPlainText()
    assert "路名录错" in told
    assert "Title: 嵩山路积水点整治 → 航海路积水点整治" in told


def test_two_corrections_are_put_together_field_by_field(sheet, page, room, qtbot, tools):
    form, side = sheet.correction, sheet.side
    type_into(form.title, "我改的标题")
    form.is_hard.setChecked(False)
    type_into(form.reason, "录入有误")
    meanwhile(room, page, title="他改的标题", source="专题会议纪要")
    page._step_on()
    settle(qtbot, tools)
    assert side.isVisible()
    assert "张伟" in side.heading.text()
    assert "李秀英" not in side.heading.text()
    assert [(row.difference.name, row.label.text(), row.chosen()) for row in side.rows] == [
        ("title", "Title", None),
        ("source", "Comes from", "theirs"),
        ("is_hard", "Hard matter", "mine"),
    ]
    enter(side.send)
    settle(qtbot, tools)
    assert stored(room, page).matter.title == "他改的标题", "nothing is guessed"
    assert "Choose which" in side.rows[0].note.text()
    QTest.keyClick(side.rows[0].sides["mine"], KEY.Key_Space)
    enter(side.send)
    settle(qtbot, tools)
    now = stored(room, page)
    assert (now.matter.title, now.matter.source, now.facts.is_hard) == ("我改的标题", "专题会议纪要", False)
    assert sheet.isHidden()


def test_a_step_taken_meanwhile_is_no_conflict(sheet, page, room, qtbot, tools):
    type_into(sheet.correction.title, "改后的标题")
    type_into(sheet.correction.reason, "录入有误")
    room.do(assign, Assign(id=page.number, units=(AssignTo(unit="水利局"),)), by="张伟")
    enter(sheet.correction.reason)
    settle(qtbot, tools)
    assert sheet.isHidden()
    assert stored(room, page).matter.title == "改后的标题"


def test_esc_keeps_what_was_typed_with_its_matter(sheet, page, room, qtbot, tools):
    form = sheet.correction
    type_into(form.title, "我改的标题")
    QTest.keyClick(form.title, KEY.Key_Escape)
    assert sheet.isHidden()
    other = room.do(set_up_supervision, replace(FACTS, title="另一件"))
    page.arrive(Place("supervision", id=other))
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: page.pane.supervision is not None and page.pane.supervision.matter.id == other)
    page._correct()
    settle(qtbot, tools)
    assert form.title.text() == "另一件"
    page.arrive(Place("supervision", id=page.number))
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: page.pane.supervision is not None and page.pane.supervision.matter.id == page.number)
    assert sheet.isHidden(), "the form goes with the matter that it stood over"
    page._correct()
    settle(qtbot, tools)
    assert form.title.text() == "我改的标题"


def test_another_basis_asks_for_its_own_fields_and_hides_none_that_is_filled(sheet, page, room, qtbot, tools):
    form = sheet.correction
    assert not form.proposers.isVisible()
    form.basis.setCurrentIndex(form.basis.findData("cppcc"))
    assert form.leader.isVisible(), "it is filled"
    type_into(form.reason, "属政协提案")
    enter(form.reason)
    settle(qtbot, tools)
    assert form.proposers.accessibleDescription() == "Name who proposed it."
    assert QApplication.focusWidget() is form.proposers
    type_into(form.proposers, "示例委员")
    enter(form.proposers)
    settle(qtbot, tools)
    now = stored(room, page)
    assert (now.facts.basis, now.facts.proposers, now.facts.leader) == ("cppcc", "示例委员", "王建国")


def test_a_leader_is_picked_by_initials(sheet, page, room, qtbot, tools):
    form = sheet.correction
    form.leader.clear()
    pick(form.leader, "wjg")
    assert form.leader.text() == "王建国"


def test_the_menu_leads_to_it_but_not_from_a_void_matter(page, room, qtbot, tools):
    def offered():
        page.pane.more.menu().aboutToShow.emit()
        return next((each for each in page.pane.more.menu().actions() if "Correct what" in each.text()), None)

    offered().trigger()
    settle(qtbot, tools)
    assert page.correction.isVisible()
    page.correction.close_over()
    room.do(take_step, PlainStep(id=page.number, step=StepKind.VOID, text="重复立项"))
    page.pane.refresh()
    settle(qtbot, tools)
    assert offered() is None
    page._correct()
    assert page.correction.isHidden()


def test_the_form_and_the_timeline_are_worded_in_chinese(sheet, page, room, qtbot, tools, language):
    language(load_wording("zh_CN"))
    form = sheet.correction
    names = [name for name in form.field_names() if not form._fields[name][1].isHidden()]
    for words in (sheet.title.text(), form.send.text(), form.back.text(), *map(form.label_of, names)):
        assert not words.isascii(), words
    type_into(form.reason, "难度核定有误")
    form.is_hard.setChecked(False)
    enter(form.reason)
    settle(qtbot, tools)
    assert "难办事项：是 → 否" in page.pane.timeline.toPlainText()


def test_every_basis_has_its_fields():
    assert set(OWN_FIELDS) == set(Basis)
