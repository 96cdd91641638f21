"""What a person does at a page: pick, type, wait."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

KEY = Qt.Key


SOON_MS = 600
"""A timer of one shot that waits no longer than this is about to ask or to show something."""
LOOK_MS = 3
"""Three looks are longer than the 5 ms after which a window without a screen paints what changed."""


def settle(qtbot, tools):
    """Wait until nothing is under way and what came has been shown."""
    settle_courier(tools.courier)


def settle_courier(courier, patience_s=20.0):
    """Wait until the courier is idle and no timer is about to ask it, three looks in a row.

    An answer can lead to the next question by way of a timer. What only waits for a pause in the typing need not wait
    for a real one: the timers that are about to run do so at once, in their order.
    """
    until = time.monotonic() + patience_s
    quiet = 0
    while quiet < 3:
        QTest.qWait(LOOK_MS)
        quiet = quiet + 1 if courier.is_idle() and not hurry() else 0
        assert time.monotonic() < until, f"still under way after {patience_s} s"


def hurry():
    """Let the timer that is next to run do so now, as it would: stopped first. Returns it, None where none is about to."""
    timers = about_to_run()
    timer = min(timers, key=QTimer.remainingTime, default=None)
    if timer is not None:
        timer.stop()
        timer.timeout.emit()
    return timer


def about_to_run():
    """Timers of the open windows that will run once, soon."""
    timers = (
        timer
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for timer in window.findChildren(QTimer)
    )
    return [timer for timer in timers if timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS]


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
