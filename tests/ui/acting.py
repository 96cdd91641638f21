"""What a person does at a page: pick, type, wait."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

KEY = Qt.Key


def settle(qtbot, tools):
    """Wait until the courier has nothing under way."""
    qtbot.wait(30)
    qtbot.waitUntil(tools.courier.is_idle, timeout=20_000)
    qtbot.wait(30)
    qtbot.waitUntil(tools.courier.is_idle, timeout=20_000)


def pick(picker, letters):
    """Pick somebody as a person does: letters, then Enter."""
    picker.setFocus()
    picker.clear()
    QTest.keyClicks(picker, letters)
    QTest.keyClick(picker, KEY.Key_Return)


def type_into(field, text):
    """Type as a keyboard does, or as an input method does what no keyboard has."""
    field.setFocus()
    field.clear()
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)
