"""A drill at the desk by keyboard: begun, played in beside what is being typed, read by one key, ended with its score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from dutyroom.actions.drill import make_drill
from dutyroom.actions.incidents import further_report, register_incident
from dutyroom.data.store import Store
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_sheet import FurtherReport, Told
from dutyroom.ui.courier import Courier
from dutyroom.ui.frame import Frame
from dutyroom.ui.window_keys import Doing, Keys, window_commands
from tests.actions.test_incidents import a_call, taken
from tests.ui.acting import KEY, settle

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
OWN = ("entry_form", "hotline_from_line", "others_drafts", "find", "keys", "language", "scheme", "lock", "quit")


@pytest.fixture
def drill(room, tools, tmp_path) -> Iterator[object]:
    """Tools at an exercise store, made of an incident with one further report."""
    number = taken(room)
    room.now += timedelta(minutes=40)
    room.do(further_report, FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 3}), source="市卫健委"))
    make_drill(room.store, number, tmp_path / "drill", speed=1, clock=lambda: room.now)
    courier = Courier(Store(tmp_path / "drill", lambda: room.now))
    courier.sign(room.author())
    yield replace(tools, courier=courier)
    courier.drain()
    courier.store.close()


@pytest.fixture
def frame(qtbot, drill, look):
    made = Frame(drill)
    qtbot.addWidget(made)
    made.resize(950, 600)
    own = {**dict.fromkeys(OWN, lambda: None), **made.drill.own()}
    doing = Doing(go=lambda _: None, begin=lambda _: None, write=lambda: None, search=lambda: None, own=own)
    Keys(made).listen(window_commands(doing))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    settle(qtbot, drill)
    yield made
    settle(qtbot, drill)


def test_a_drill_is_begun_played_in_read_and_scored_by_key(frame, qtbot, drill, room):
    assert frame.strip.isVisible()
    assert frame.strip.text().startswith("DRILL")
    assert frame.strip.title_mark() == "DRILL · "
    assert "2 messages" in frame.notices.texts()[0]
    field = frame.capture_line.fields.text
    field.setFocus()
    QTest.keyClick(field, KEY.Key_F8, SHIFT)
    settle(qtbot, drill)
    (said,) = frame.notices.texts()
    assert "大货车追尾公交车" in said
    assert "Deaths 1" in said
    assert frame.focusWidget() is field, "nothing takes the keyboard from the line"
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, KEY.Key_F8)
    assert frame.notices.texts() == []
    assert field.toPlainText() == "ab"
    with drill.courier.store.desk(room.author()) as desk:
        register_incident(desk, a_call(room, event_at=None))
    room.now += timedelta(minutes=41)
    qtbot.waitUntil(lambda: frame.notices.texts() != [], timeout=5000)
    assert "市卫健委" in frame.notices.texts()[0]
    QTest.keyClick(field, KEY.Key_F8, CTRL)
    settle(qtbot, drill)
    sheet = frame.findChild(type(frame.drill._sheet))
    assert sheet.isVisible()
    rows = [sheet.table.register.row(place) for place in range(sheet.table.register.rowCount())]
    taken_down = next(line.mark for line in rows if line.mark.what == "taken")
    assert taken_down.kept
    kept = sum(line.mark.kept for line in rows)
    assert sheet.count.text() == f"{kept} of {len(rows)} kept"
    QTest.keyClick(sheet.table, KEY.Key_C, CTRL | SHIFT)
    assert "call taken down in time\t市公安局交警支队" in QGuiApplication.clipboard().text()
    QTest.keyClick(sheet.table, KEY.Key_Escape)
    QTest.keyClick(field, KEY.Key_F8, CTRL)
    settle(qtbot, drill)
    assert "The drill is over." in frame.notices.texts()


def test_another_store_knows_nothing_of_drills(qtbot, tools, look):
    frame = Frame(tools)
    qtbot.addWidget(frame)
    assert frame.drill.own() == {}
    assert frame.strip.isHidden()
    assert frame.strip.title_mark() == ""
