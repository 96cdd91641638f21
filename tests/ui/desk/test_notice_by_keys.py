"""A notice in the whole window by keys alone: pasted, registered, and step by step to its end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.data.queries.matters import matter_in_full
from dutyroom.rules.matter import State, StepKind
from dutyroom.ui.registers import PAGES

pytestmark = pytest.mark.usefixtures("look")

TEXT = """特提
示例省人民政府办公厅
关于做好雨雪冰冻天气应对工作的紧急通知
示政办明电〔2026〕12号
各市人民政府：
  请于收到后2小时内反馈本通知签收情况，于今日18时前报送贯彻落实情况。
示例省人民政府办公厅
2026年11月23日
"""
MOST_STEPS = 12
KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
TYPED = {
    StepKind.INSTRUCT: ("wjg", KEY.Key_Return, KEY.Key_Tab, "agreed"),
    StepKind.ASSIGN: ("slj", KEY.Key_Return),
    StepKind.SIGN: ("chen",),
}
"""What is typed and pressed where a step asks for more than a line of text."""


class Keyboard:
    """Presses keys wherever the cursor is, and counts them."""

    def __init__(self):
        self.count = 0

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.count += 1
        QTest.keyClick(QApplication.focusWidget(), key, held)

    def type(self, what):
        for each in what:
            if isinstance(each, str):
                QTest.keyClicks(QApplication.focusWidget(), each)
                self.count += len(each)
            else:
                self.press(each)


@pytest.fixture
def window(monkeypatch, request):
    """The window with its real pages; the chief sits at the desk."""
    monkeypatch.setattr("tests.ui.desk.conftest.SHEETS", PAGES)
    return request.getfixturevalue("desk").window


@pytest.mark.window
def test_a_notice_is_carried_from_its_text_to_its_end_by_keys_alone(window, store, qtbot):
    keyboard = Keyboard()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QGuiApplication.clipboard().setText(TEXT)
    keyboard.press(KEY.Key_F3)
    page = window.deck.page("notices")
    qtbot.waitUntil(lambda: page.entry is not None and page.entry.content.hasFocus(), timeout=10_000)
    keyboard.press(KEY.Key_V, CONTROL)
    qtbot.waitUntil(lambda: bool(page.entry.proposed.text()), timeout=10_000)
    assert (page.entry.form.channel.currentData(), page.entry.form.urgency.currentText()) == ("telegram", "特提")
    keyboard.press(KEY.Key_Return, CONTROL)
    pane = page.pane
    qtbot.waitUntil(lambda: pane.full is not None and pane.full.matter.urgency == "特提", timeout=10_000)
    assert keyboard.count == 3, "F3, paste, Ctrl+Enter"
    number, taken = pane.matter_id, []
    while StepKind.CLOSE not in taken and len(taken) < MOST_STEPS:
        before = len(pane.full.steps)
        keyboard.press(KEY.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: pane.form.isVisible() and pane.form.isAncestorOf(QApplication.focusWidget()))
        taken.append(pane.form.step)
        keyboard.type(TYPED.get(pane.form.step, ("done",)))
        keyboard.press(KEY.Key_Return, CONTROL)
        qtbot.waitUntil(lambda steps=before: _is_further(pane, number, steps), timeout=10_000)
    assert taken[:5] == [StepKind.PROPOSE, StepKind.INSTRUCT, StepKind.ASSIGN, StepKind.SIGN, StepKind.FEEDBACK]
    assert taken[-1] == StepKind.CLOSE
    with store.reading() as session:
        full = matter_in_full(session, number)
    assert full.matter.state == State.CLOSED
    assert [clock.state for clock in full.clocks if clock.state == "open"] == []


def _is_further(pane, number, steps):
    """The step was taken: it is in the timeline, or the notice is over and has left the list of what is open."""
    if pane.matter_id != number:
        return True
    return not pane.form.isVisible() and pane.full is not None and len(pane.full.steps) > steps
