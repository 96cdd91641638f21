"""The badge of the notices: how many are open, red where a limit has passed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton

from dutyroom.actions.notices import register_notice
from dutyroom.ui.frame import Frame
from dutyroom.ui.notice_watch import NoticeWatch
from dutyroom.ui.parts.rail import RailItem
from tests.actions.matters import a_notice, replied_by


@pytest.fixture
def frame(qtbot, look, tools):
    """A frame with two pages."""
    frame = Frame(tools)
    qtbot.addWidget(frame)
    pages = [("desk", "Desk", "desk"), ("notices", "Notices", "notice")]
    frame.rail.set_items([RailItem(key=key, label=label, icon=icon) for key, label, icon in pages])
    return frame


def test_open_notices_are_counted_when_one_comes_and_when_its_limit_passes(frame, tools, room, courier, qtbot):
    watch = NoticeWatch(tools, frame, ["desk", "notices"])
    courier.changed.connect(watch.heard)
    courier.do(frame, register_notice, a_notice(limits=(replied_by(room, minutes=30),)))
    button = next(each for each in frame.rail.findChildren(QToolButton) if each.item.key == "notices")
    qtbot.waitUntil(lambda: button.open_items == 1)
    assert not button.overdue
    room.wait(minutes=31)
    watch.count([], 1)
    qtbot.waitUntil(lambda: button.overdue)
    qtbot.waitUntil(courier.is_idle)


def test_a_window_without_that_page_asks_nothing(frame, tools, courier):
    watch = NoticeWatch(tools, frame, ["desk"])
    watch.read()
    assert courier.is_idle()
