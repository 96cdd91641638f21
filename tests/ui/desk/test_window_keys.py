"""The window as a whole: its title, its place, its keys, and focus in a real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dutyroom.ui.page import Command, Place
from dutyroom.ui.page_deck import PageEntry
from dutyroom.ui.registers.hotline import HotlinePage
from tests.ui.desk.desks import SHEETS, type_in, write

pytestmark = pytest.mark.usefixtures("look")


def test_the_window_says_that_it_shows_the_sample(sample_desk):
    strip = sample_desk.window.frame.strip
    assert strip.isVisible()
    assert "SAMPLE" in strip.text()
    assert "SAMPLE" in sample_desk.window.windowTitle()
    assert sample_desk.courier.author.name == "李文静"


def test_the_place_of_the_window_is_remembered(desk, tmp_path):
    desk.window.resize(1100, 720)
    desk.window.close()
    assert b"geometry" in (tmp_path / "workstation.ini").read_bytes()


def test_pages_are_turned_and_a_key_of_the_page_goes_before_the_windows(desk):
    desk.window.go(Place("plans"))
    assert desk.window.deck.current().KEY == "plans"
    names = [command.name for command in desk.window.commands()]
    assert names[0] == "print"
    assert {"show_desk", "lock", "search"} <= set(names)


@pytest.mark.window
def test_keys_work_in_a_real_window(desk, qtbot, store):
    window = desk.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line = window.frame.capture_line
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.deck.current().KEY == "plans"
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.deck.current().prints == 1
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.deck.current().finds == 1
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is line.fields.text
    type_in(qtbot, line.fields.text, "a?b")
    assert line.fields.text.toPlainText() == "a?b"
    assert not window.frame.key_help.isVisible()
    qtbot.keyClick(line.fields.text, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert len(line.drafts()) == 2
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.frame.key_help.isVisible()
    qtbot.keyClick(window.frame.key_help, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is line.fields.text
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.deck.current().places[-1] == Place("shifts", step="give")
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert window.is_locked
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.cover.password)
    qtbot.keyClick(window.cover.password, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.deck.current().KEY == "shifts"


@pytest.mark.window
def test_a_page_that_can_do_something_else_now_is_heard_by_its_new_keys(desk, qtbot, monkeypatch):
    window = desk.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go(Place("plans"))
    page, done = window.deck.current(), []
    monkeypatch.setattr(
        page, "commands", lambda: [Command("other", "Another face's", "Ctrl+J", lambda: done.append(1))]
    )
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert done == [], "nobody said so yet"
    page.commands_changed.emit()
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert (done, page.prints) == ([1], 0)


@pytest.mark.window
def test_a_storm_of_alarms_takes_neither_the_focus_nor_a_character(desk, qtbot, store, clock_set):
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    text = desk.window.frame.capture_line.fields.text
    text.setFocus()
    for number in range(12):
        write(store, f"事项 {number}", due_in_minutes=number + 1)
    typed = ""
    for number in range(30):
        clock_set.go_on(seconds=30)
        desk.window.alarms.read()
        desk.window.alarms.look()
        word = f"第{number}句 abc, "
        type_in(qtbot, QApplication.focusWidget(), word)
        typed += word
        qtbot.wait(10)
        assert QApplication.focusWidget() is text
    assert desk.window.frame.banner.isVisible()
    assert text.toPlainText() == typed


def test_the_mayors_telephone_rings_on_any_page_and_the_line_fills_its_sheet(desks, store, monkeypatch, qtbot):
    monkeypatch.setattr("tests.ui.desk.conftest.SHEETS", (*SHEETS, PageEntry.of(HotlinePage)))
    desk = desks(store)
    window = desk.window
    keys = {command.keys: command.run for command in window.commands()}
    keys["F6"]()
    page = window.deck.current()
    assert page.KEY == "hotline"
    sheet = page.first.sheet_shown
    assert sheet is not None
    line = window.frame.capture_line
    line.begin("call_in")
    line.fields.text.setPlainText("路灯不亮")
    line.fields.phone.setText("13800138000")
    keys["Shift+F6"]()
    qtbot.waitUntil(lambda: sheet.form.phone.text() == "13800138000")
    assert sheet.form.text.toPlainText() == "路灯不亮"
