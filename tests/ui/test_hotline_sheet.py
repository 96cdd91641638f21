"""The call sheet of the mayor's telephone by keyboard: a whole call, a caller who is known, refusals, transfers, drafts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.hotline import take_call
from dutyroom.data.queries.hotline import case_in_full
from dutyroom.rules.hotline_sheet import TakeCall
from dutyroom.ui.page import Place
from dutyroom.ui.registers.hotline import HotlinePage
from tests.ui.acting import KEY, press, settle, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, tools, look):
    made = HotlinePage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def test_try(page, qtbot, tools, room):
    room.do(
        take_call,
        TakeCall(
            demand="help", text="大学路街道康复前街20号院停水", phone="13800138000", name="张三样例", is_secret=True
        ),
    )
    page.arrive(Place("hotline", step="register"))
    settle(qtbot, tools)
    sheet = page.first.sheet
    type_into(sheet.form.phone, "+86 138 0013 8000")
    type_into(sheet.form.text, "二七区大学路街道康复前街20号院从昨晚8点停水，希望尽快恢复，有人触电受伤")
    settle(qtbot, tools)
    page.grab().save("/tmp/me/sheet1.png")
    sheet.form.send.click()
    settle(qtbot, tools)
    page.grab().save("/tmp/me/sheet2.png")
