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


def press(*keys, held=Qt.KeyboardModifier.NoModifier):
    """Press keys wherever the cursor is."""
    for key in keys:
        assert QApplication.focusWidget() is not None, "no window has the keyboard"
        QTest.keyClick(QApplication.focusWidget(), key, held)


def walk_to(widget, key=KEY.Key_Tab):
    """Press one key until the cursor is in a widget; fails where that key does not lead there."""
    passed = []
    for _ in range(60):
        here = QApplication.focusWidget()
        if here is widget:
            return
        passed.append(f"{type(here).__name__} {here.objectName() or here.accessibleName()!r}")
        press(key)
    raise AssertionError(f"{key} does not lead to {widget}; it leads to {list(dict.fromkeys(passed))}")
