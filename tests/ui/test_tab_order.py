"""Tab follows the order of reading on every page and in every state of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDateEdit, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.ui.parts.focus import tab_as_laid_out, tab_ring
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.registers import PAGES
from tests.ui.acting import press
from tests.ui.plans_kept import library

SLACK = 4
"""px by which widgets of one line may stand higher or lower."""
SECTIONS = 3
"""Year, month, day: Tab goes through them before it leaves a date."""


def tab_chain(window: QWidget) -> list[QWidget]:
    """Where Tab stops in a window, in its order; of a sheet over it only the sheet, which keeps Tab."""
    return tab_ring(_sheet_over(window) or window)


def _sheet_over(window: QWidget) -> Overlay | None:
    return next((sheet for sheet in window.findChildren(Overlay) if sheet.isVisible()), None)


def jumps_back(window: QWidget) -> list[str]:
    """Where Tab goes left in a line, or up to something that does not stand further to the right."""
    found = []
    for before, after in pairwise(tab_chain(window)):
        first, second = _boxes(before, after, window)
        together = min(first.bottom(), second.bottom()) - max(first.top(), second.top()) > SLACK
        to_left = together and second.right() <= first.left() + SLACK
        upward = not together and second.bottom() <= first.top() + SLACK and second.left() < first.right() - SLACK
        if to_left or upward:
            found.append(f"{_name(before)} → {_name(after)}")
    return found


def _boxes(before: QWidget, after: QWidget, window: QWidget) -> tuple[QRect, QRect]:
    """Where the two stand to one another: within what scrolls as it is laid out, seen or not; from outside as the whole area."""
    return _box(_area_without(before, after) or before, window), _box(_area_without(after, before) or after, window)


def _area_without(widget: QWidget, other: QWidget) -> QScrollArea | None:
    """The outermost area that scrolls one of them and not the other."""
    found, each = None, widget.parentWidget()
    while each is not None and not each.isAncestorOf(other):
        found = each if isinstance(each, QScrollArea) else found
        each = each.parentWidget()
    return found


def _box(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def wrong_steps(window: QWidget) -> list[str]:
    """From where the key itself does not lead on as the chain says: held fast, or out of the sheet."""
    chain, found = tab_chain(window), []
    followers = [*chain[1:], chain[0]] if _sheet_over(window) else chain[1:]
    for before, after in zip(chain, followers, strict=False):
        before.setFocus()
        if before.hasFocus():  # an empty table or a resting field passes the cursor on
            for _ in range(SECTIONS if isinstance(before, QDateEdit) else 1):
                if before.hasFocus():
                    press(Qt.Key.Key_Tab)
            here = QApplication.focusWidget()
            if here is not after and not (here and after.isAncestorOf(here)):
                found.append(f"{_name(before)} → {_name(here) if here else 'nowhere'}, not {_name(after)}")
    return found


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
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.arrive(None)
    settled()
    breaches = {key: jumps_back(page) + wrong_steps(page)}
    for name, pose in page.poses():
        pose()
        settled()
        over = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.parentWidget() is page]
        shown = over[-1] if over else page
        breaches[name] = jumps_back(shown) + wrong_steps(shown)
        for dialog in over:
            dialog.close()
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


def test_a_field_scrolled_out_of_sight_keeps_its_place(qtbot, look):
    window, inside = QWidget(), QWidget()
    qtbot.addWidget(window)
    column, rows, area = QVBoxLayout(window), QVBoxLayout(inside), QScrollArea(window)
    made = [QPushButton(str(number)) for number in range(20)]
    for button in made:
        rows.addWidget(button)
    foot = QPushButton("foot")
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    column.addWidget(area)
    column.addWidget(foot)
    window.resize(300, 200)
    window.show()
    qtbot.waitUntil(made[0].isVisible)
    assert made[19].visibleRegion().isEmpty()
    QWidget.setTabOrder(made[19], made[18])
    assert jumps_back(window)
    tab_as_laid_out(window)
    assert jumps_back(window) == []
    assert tab_chain(window) == [*made, foot]


def test_tab_stays_in_a_sheet_both_ways(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(under := QPushButton("under"))
    sheet = Overlay(window, wide=200, tall=200)
    column = QVBoxLayout(sheet)
    made = [QPushButton(str(number)) for number in range(3)]
    for button in made:
        column.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    under.setFocus()
    sheet.open_over(made[0])
    assert wrong_steps(window) == []
    made[0].setFocus()
    press(Qt.Key.Key_Backtab)
    assert made[2].hasFocus()
    sheet.close_over()
    assert under.hasFocus()
