"""In a real window: typing goes on through a storm of alarms, messages, answers and refreshes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.banner import Alarm, AlarmBanner
from dutyroom.ui.parts.capture_line import CaptureLine
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.register_model import Column, RegisterModel
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.toast import Toast
from tests.ui.conftest import NOW

pytestmark = pytest.mark.window


class Row:
    def __init__(self, id_):
        self.id = id_


@pytest.fixture
def window(qtbot, clock, zone, look):
    widget = QWidget()
    widget.resize(1024, 700)
    widget.banner = AlarmBanner(clock, zone, widget, sound=lambda: None)
    column = Column(key="id", title="No.", text=lambda row: str(row.id), stretches=True)
    widget.table = RegisterTable(RegisterModel([column], lambda ids, then: then([Row(id_) for id_ in ids])))
    refuse = Refusal("time.not_understood", field="happened_at")
    widget.capture = CaptureLine(lambda _: refuse, lambda _: refuse, clock, zone, widget)
    widget.capture.set_units(
        [Choice(1, "二七区人民政府", ("erqiqu", "eqq")), Choice(2, "金水区人民政府", ("jinshuiqu", "jsq"))]
    )
    widget.toast = Toast(widget)
    widget.toast.sit_above(widget.capture)
    rows = QVBoxLayout(widget)
    for part in (widget.banner, widget.table, widget.capture):
        rows.addWidget(part)
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_no_letter_is_lost_in_a_storm(window, qapp):
    window.capture.take_focus()
    written = ""
    for turn in range(40):
        window.banner.set_alarms([Alarm(id=n, stage="overdue", text="事项", due_at=NOW) for n in range(turn % 5)])
        window.table.set_ids(range(turn * 50))
        window.toast.say(f"Message {turn}")
        if turn % 7 == 0:
            window.capture.point_out("happened_at", "From an earlier entry.", key=f"other{turn}")
        qapp.processEvents()
        assert QApplication.focusWidget() is window.capture.fields.text
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
        written += "a"
    assert window.capture.draft().text == written


def test_unit_is_picked_from_the_list_and_the_cursor_stays_in_the_line(window, qtbot):
    unit = window.capture.fields.unit
    unit.setFocus()
    QTest.keyClicks(unit, "jsq")
    qtbot.waitUntil(unit._popup.isVisible)
    assert unit.hasFocus()
    QTest.keyClick(unit._popup, Qt.Key.Key_Return)
    assert unit.text() == "金水区人民政府"
    assert not unit._popup.isVisible()


def test_buttons_pressed_by_mouse_leave_the_cursor_in_the_text(window, qtbot):
    window.capture.take_focus()
    window.banner.set_alarms([Alarm(id=4, stage="overdue", text="事项", due_at=NOW)])
    qtbot.waitUntil(window.banner.isVisible)
    with qtbot.waitSignal(window.banner.done_asked):
        QTest.mouseClick(window.banner._lines[0].done, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert QApplication.focusWidget() is window.capture.fields.text


def test_tab_walks_the_fields_in_reading_order(window):
    fields = window.capture.fields
    fields.kind.setFocus()
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget().objectName())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen == ["kind", "happened_at", "unit", "person", "phone", "is_open"]
