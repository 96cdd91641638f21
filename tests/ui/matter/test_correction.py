"""Correcting a notice by keyboard, and what is shown where somebody else was quicker."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.matters import propose
from dutyroom.actions.notices import correct_notice
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.rules.matter_steps import Propose
from dutyroom.rules.notice import CorrectNotice
from dutyroom.ui.registers.notices import NoticesPage
from tests.actions.matters import Flow, a_notice
from tests.ui.acting import type_into


@pytest.fixture
def page(qtbot, room, tools, look, settled, courier):
    room.start()
    made = NoticesPage(tools)
    made.flow = Flow(room, document_kind="通知", pages=2, content="正文第一行\n正文第二行")
    made.resize(1180, 640)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    qtbot.waitUntil(lambda: made.pane.full is not None, timeout=10_000)
    settled()
    return made


@pytest.fixture
def sheet(page, settled):
    """The form, begun by the page's command."""
    next(each for each in page.commands() if each.name == "notices.correct").run()
    settled()
    return page.sheets.correction


def stored(room, page):
    return room.read(notice_in_full, page.flow.id)


def meanwhile(room, page, **named: object) -> None:
    """Somebody else corrects it."""
    now = stored(room, page)
    usual = {"document_kind": "通知", "pages": 2, "content": now.facts.content, **named}
    asked = CorrectNotice(id=page.flow.id, version=now.matter.version, facts=a_notice(**usual), reason="核对后更正")
    room.do(correct_notice, asked, by="张伟")


def said_at(form, name: str) -> str:
    return form._fields[name][2].text()


def test_the_form_holds_what_is_stored_and_changes_only_what_is_typed(sheet, page, room, settled):
    form = sheet.correction
    before = stored(room, page)
    type_into(form.line("title"), "改后的标题")
    sheet.correction.send.click()
    settled()
    assert said_at(form, "reason") == "Give the reason."
    type_into(form.reason, "标题录错")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    settled()
    now = stored(room, page)
    assert sheet.isHidden()
    assert now.matter.title == "改后的标题"
    assert now.facts == before.facts
    assert (now.matter.source, now.matter.urgency, now.matter.received_at) == (
        before.matter.source,
        before.matter.urgency,
        before.matter.received_at,
    )


def test_two_corrections_are_put_together_field_by_field(sheet, page, room, settled):
    form, side = sheet.correction, sheet.side
    type_into(form.line("title"), "我改的标题")
    type_into(form.line("addressee"), "各区县")
    type_into(form.reason, "标题录错")
    meanwhile(room, page, title="他改的标题", pages=5)
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    settled()
    assert side.isVisible()
    assert "张伟" in side.heading.text()
    assert [(row.difference.name, row.chosen()) for row in side.rows] == [
        ("title", None),
        ("addressee", "mine"),
        ("pages", "theirs"),
    ]
    assert QApplication.focusWidget() is side.rows[0].sides["mine"]
    QTest.keyClick(side.send, Qt.Key.Key_Return)
    settled()
    assert stored(room, page).matter.title == "他改的标题", "nothing is guessed"
    assert "Choose which" in side.rows[0].note.text()
    QTest.mouseClick(side.rows[0].values["theirs"], Qt.MouseButton.LeftButton)
    QTest.keyClick(side.rows[0].sides["theirs"], Qt.Key.Key_Return)
    settled()
    now = stored(room, page)
    assert (now.matter.title, now.facts.addressee, now.facts.pages) == ("他改的标题", "各区县", 5)
    assert sheet.isHidden()


def test_a_step_taken_meanwhile_is_no_conflict(sheet, page, room, settled):
    form = sheet.correction
    type_into(form.line("title"), "改后的标题")
    type_into(form.reason, "标题录错")
    room.do(propose, Propose(id=page.flow.id, text="拟请水务处牵头办理"), by="张伟")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    settled()
    assert stored(room, page).matter.title == "改后的标题"
    assert sheet.isHidden()


def test_a_third_change_while_one_chooses_asks_again_and_loses_nothing(sheet, page, room, settled):
    form, side = sheet.correction, sheet.side
    type_into(form.line("title"), "我改的标题")
    type_into(form.reason, "标题录错")
    meanwhile(room, page, title="他改的标题")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    settled()
    meanwhile(room, page, title="又改的标题")
    QTest.keyClick(side.rows[0].sides["mine"], Qt.Key.Key_Space)
    side.send.click()
    settled()
    assert side.isVisible()
    row = side.rows[0]
    assert (row.values["mine"].text(), row.values["theirs"].text()) == ("我改的标题", "又改的标题")
    assert row.chosen() is None
    side.all_mine.click()
    side.send.click()
    settled()
    assert stored(room, page).matter.title == "我改的标题"


def test_esc_leads_back_to_the_form_and_what_was_typed_stays_with_its_notice(sheet, page, room, settled):
    form = sheet.correction
    type_into(form.line("title"), "我改的标题")
    type_into(form.reason, "标题录错")
    meanwhile(room, page, title="他改的标题")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    settled()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert form.isVisible()
    QTest.keyClick(form.reason, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    other = Flow(room, title="另一件", document_number="")
    sheet.begin(room.read(notice_in_full, other.id))
    settled()
    assert form.line("title").text() == "另一件"
    sheet.begin(stored(room, page))
    settled()
    assert (form.line("title").text(), form.reason.text()) == ("我改的标题", "标题录错")
    form.send.click()
    settled()
    assert sheet.side.isVisible(), "it still rests on the version that it was typed over"


def test_both_versions_are_worded_in_chinese(sheet, page, room, settled, language):
    form = sheet.correction
    type_into(form.line("title"), "我改的标题")
    type_into(form.reason, "标题录错")
    meanwhile(room, page, title="他改的标题")
    language(load_wording("zh_CN"))
    form.send.click()
    settled()
    side = sheet.side
    for label in (side.heading, side.hint, side.send, side.back, side.all_mine, *side.rows[0].sides.values()):
        assert not label.text().isascii(), label.text()
