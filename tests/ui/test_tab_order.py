"""Tab follows the order of reading on every page and in every state of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.registers import PAGES
from tests.ui.plans_kept import library

SLACK = 4
"""px by which widgets of one line may stand higher or lower."""


def tab_chain(window: QWidget) -> list[QWidget]:
    """Where Tab stops in a window, in its order."""
    stops, each = [], window.nextInFocusChain()
    while each is not window:
        takes_tab = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
        in_sight = each.isVisible() and not each.visibleRegion().isEmpty()  # what is scrolled away stands nowhere
        if takes_tab and in_sight and each.isEnabled():
            stops.append(each)
        each = each.nextInFocusChain()
    return stops


def jumps_back(window: QWidget) -> list[str]:
    """Where Tab goes left in a line, or up to something that does not stand further to the right."""
    found = []
    for before, after in pairwise(tab_chain(window)):
        if _sheet_under(before) is not _sheet_under(after):
            continue  # from a sheet to the page that it lies over is no way of reading
        first, second = _box(before, window), _box(after, window)
        together = min(first.bottom(), second.bottom()) - max(first.top(), second.top()) > SLACK
        to_left = together and second.right() <= first.left() + SLACK
        upward = not together and second.bottom() <= first.top() + SLACK and second.left() < first.right() - SLACK
        if to_left or upward:
            found.append(f"{_name(before)} → {_name(after)}")
    return found


def _sheet_under(widget: QWidget) -> Overlay | None:
    each: QWidget | None = widget
    while each is not None and not isinstance(each, Overlay):
        each = each.parentWidget()
    return each


def _box(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()!r}"


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_tab_follows_the_order_of_reading(qtbot, look, room, courier, tools, settled, key):
    library(room)
    room.start()
    for number in range(3):
        room.write(f"第{number}条：城区积水点巡查", due_at=room.now + timedelta(hours=number + 1))
    page = next(entry for entry in PAGES if entry.key == key).load()(tools)
    courier.changed.connect(page.heard)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    page.arrive(None)
    settled()
    breaches = {key: jumps_back(page)}
    for name, pose in page.poses():
        pose()
        settled()
        breaches[name] = jumps_back(page)
    assert {name: jumps for name, jumps in breaches.items() if jumps} == {}


def test_a_page_in_disorder_is_found_and_put_in_order(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    made = [QPushButton(str(number)) for number in range(6)]
    grid, column = QGridLayout(), QVBoxLayout(window)
    for number in (3, 1, 2, 0):
        grid.addWidget(made[number], number // 2, number % 2)
    for part in (made[4], made[5]):
        column.addWidget(part)
    column.insertLayout(1, grid)
    window.show()
    qtbot.waitUntil(made[0].isVisible)
    assert jumps_back(window)
    tab_as_laid_out(window)
    assert jumps_back(window) == []
    assert tab_chain(window) == [made[4], *made[:4], made[5]]
