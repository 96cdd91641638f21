"""The cover over a locked desk says who is on duty and that something is due, and never what an entry says."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.desk.desks import write

pytestmark = pytest.mark.usefixtures("look")

SECRET = "二七区嵩山路追尾书面报告"


def said(cover):
    """Everything that can be read on the cover."""
    return "\n".join(label.text() for label in cover.findChildren(QLabel) if label.isVisible())


def settle(desk, qtbot):
    desk.window.alarms.read()
    desk.window.shift.read()
    qtbot.wait(30)
    qtbot.waitUntil(desk.courier.is_idle)
    desk.window.alarms.look()
    desk.window.cover.tick()


def test_nothing_due_says_who_is_on_duty_and_no_more(desk, qtbot):
    settle(desk, qtbot)
    desk.window.lock()
    cover = desk.window.cover
    assert "Leader 王建国 · Chief 李文静 · Deputy 张强" in cover.duties.on_duty.text()
    assert not cover.duties.due.isVisible()


def test_the_cover_says_when_something_is_due_and_how_much_is_overdue(desk, qtbot, store, clock_set):
    write(store, SECRET, due_in_minutes=60)
    write(store, SECRET + "（续）", due_in_minutes=90)
    settle(desk, qtbot)
    desk.window.lock()
    due = desk.window.cover.duties.due
    assert (due.text(), due.property("tone")) == ("Next due 09:14", "info")
    clock_set.go_on(minutes=50)
    settle(desk, qtbot)
    assert (due.text(), due.property("tone")) == ("Due 09:14 · in 10 min", "warning")
    clock_set.go_on(minutes=45)
    settle(desk, qtbot)
    assert (due.text(), due.property("tone")) == ("2 overdue, the first since 09:14 · 35 min ago", "overdue")
    assert SECRET not in said(desk.window.cover)


def test_what_is_done_meanwhile_leaves_the_cover(desk, qtbot, store, clock_set):
    from dutyroom.actions.entries import close_item
    from dutyroom.rules.entry import CloseItem

    write(store, SECRET, due_in_minutes=10)
    clock_set.go_on(minutes=20)
    settle(desk, qtbot)
    desk.window.lock()
    assert desk.window.cover.duties.due.text() == "1 overdue, since 08:24 · 10 min ago"
    with store.desk() as other:
        close_item(other, CloseItem(id=1, outcome="done by phone"))
    settle(desk, qtbot)
    assert not desk.window.cover.duties.due.isVisible()
