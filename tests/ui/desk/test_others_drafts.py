"""Drafts belong to whoever began them: others see that they are there and take them over on a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.drafts import drop_draft, save_draft
from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.officers import officer_in_full
from dutyroom.ui.draft_text import draft_as_text, draft_from_text
from dutyroom.ui.parts.draft_state import DraftState
from tests.ui.desk.desks import PASSWORD


@pytest.fixture
def line(desk):
    return desk.window.frame.capture_line


@pytest.fixture
def sheet(desk):
    return desk.window.frame.drafts_sheet


def settle(desk, qtbot):
    for _ in range(3):
        QTest.qWait(20)
        qtbot.waitUntil(desk.courier.is_idle)


def sit_down(desk, qtbot, officer):
    desk.window.lock()
    desk.sign_in(officer, PASSWORD)
    qtbot.waitUntil(lambda: desk.courier.author.id == officer)
    settle(desk, qtbot)


def of(store, officer) -> dict[str, str]:
    with store.reading() as session:
        drafts = [draft_from_text(row.id, row.content) for row in drafts_of(session, officer)]
    return {draft.text: draft.begun_by for draft in drafts if draft}


@pytest.fixture
def left(desk, line, qtbot, people, clock_set):
    """The chief left two drafts; the deputy sits at the desk."""
    line.fields.text.setPlainText("第一条")
    line.open_draft()
    settle(desk, qtbot)
    clock_set.go_on(seconds=1)  # so that one is older
    line.fields.text.setPlainText("第二条")
    sit_down(desk, qtbot, people.deputy)


def test_the_next_officer_finds_a_blank_line_and_is_told(left, line, sheet, store, people, desk):
    assert line.draft().is_blank
    assert len(line.drafts()) == 1
    assert line.others.isVisible()
    assert line.others.button.accessibleName() == "Drafts of 李文静: 2"
    assert not sheet.isVisible()
    assert of(store, people.chief) == {"第一条": "", "第二条": ""}


def test_a_key_shows_them_and_enter_takes_the_one_chosen(left, desk, line, sheet, qtbot, store, people):
    command = next(each for each in desk.window.commands() if each.name == "others_drafts")
    assert command.keys == "Ctrl+Shift+T"
    command.run()
    assert sheet.isVisible()
    assert sheet.list.hasFocus()
    assert sheet.words.toPlainText() == "第一条"
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    assert sheet.words.toPlainText() == "第二条"
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert not sheet.isVisible()
    assert line.draft().text == "第二条"
    assert "李文静" in line.fields.full.text()
    assert of(store, people.chief) == {"第一条": ""}
    assert of(store, people.deputy) == {"第二条": "李文静"}
    assert line.others.button.accessibleName() == "Drafts of 李文静: 1"


def test_all_are_taken_and_what_is_being_written_stays(left, desk, line, sheet, qtbot, store, people):
    line.fields.text.setPlainText("自己的")
    desk.window.capture.others.open()
    sheet.take_all.click()
    settle(desk, qtbot)
    assert {draft.text for draft in line.drafts()} == {"第一条", "第二条", "自己的"}
    assert not line.others.isVisible()
    line.keep()
    settle(desk, qtbot)
    assert set(of(store, people.deputy)) == {"第一条", "第二条", "自己的"}


def test_esc_leaves_them_and_their_writer_finds_them_again(left, desk, line, sheet, qtbot, store, people):
    desk.window.capture.others.open()
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    sit_down(desk, qtbot, people.chief)
    assert {draft.text for draft in line.drafts()} == {"第一条", "第二条"}
    assert not line.others.isVisible()


def test_after_a_crash_another_officer_is_told(desk, line, qtbot, store, people, desks):
    line.fields.text.setPlainText("断电前")
    line.keep()
    settle(desk, qtbot)
    again = desks(store)
    again.sign_in(people.deputy, PASSWORD)
    qtbot.waitUntil(again.window.frame.capture_line.others.isVisible)


def test_the_draft_in_the_form_goes_back_to_its_writer_too(desk, line, qtbot, store, people):
    line.fields.text.setPlainText("表单里")
    desk.window.capture.form.open()
    desk.window.frame.entry_sheet.fields.paper_number.setText("9")
    sit_down(desk, qtbot, people.deputy)
    assert not desk.window.frame.entry_sheet.isVisible()
    assert line.draft().is_blank
    assert line.fields.isVisible()
    assert of(store, people.chief) == {"表单里": ""}


def test_a_draft_gone_meanwhile_is_said_and_the_list_is_new(left, desk, sheet, qtbot, store, people):
    desk.window.capture.others.open()
    with store.reading() as session:
        chief = officer_in_full(session, people.chief).author
        first = drafts_of(session, people.chief)[0].id
    with store.desk(chief) as work:
        drop_draft(work, first)
    sheet.take.click()
    settle(desk, qtbot)
    assert sheet.note.isVisible()
    assert sheet.list.count() == 1


def test_nobody_left_anything(desk, sheet, store, people):
    desk.window.capture.others.open()
    assert not sheet.isVisible()
    assert not desk.window.frame.capture_line.others.isVisible()


def test_a_draft_from_before_anybody_signed_in_is_named_so(desk, line, qtbot, store, people):
    with store.desk() as work:
        save_draft(work, "x", draft_as_text(DraftState(key="x", text="开机")))
    desk.window.capture.others.read()
    settle(desk, qtbot)
    assert line.others.button.accessibleName() == "Drafts of somebody not signed in: 1"
