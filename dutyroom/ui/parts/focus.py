"""Who may have the focus: nothing ever takes it from a text field that somebody may be writing in."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QTableWidget,
    QTextEdit,
    QToolButton,
    QWidget,
)


def is_writing_place(widget: QWidget | None) -> bool:
    """Whether a person can be writing in this widget."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


def may_take_focus(within: QWidget) -> bool:
    """Whether the focus may be moved inside ``within`` without taking it from writing elsewhere."""
    current = QApplication.focusWidget()
    return current is None or current is within or within.isAncestorOf(current) or not is_writing_place(current)


def give_focus(widget: QWidget, within: QWidget | None = None) -> bool:
    """Move the focus to ``widget`` unless somebody is writing outside ``within``; says whether it moved."""
    if not may_take_focus(within or widget):
        return False
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def announce(widget: QWidget) -> None:
    """Tell screen readers that this widget has something to say now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


def is_enter(event: QKeyEvent) -> bool:
    """Whether one of the two Enter keys was pressed."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def filter_key(event: QKeyEvent, field: QLineEdit, table: QTableWidget) -> bool:
    """Down and Enter in a filter go to its table, Esc empties it; whether the key was one of these."""
    if (event.key() == Qt.Key.Key_Down or is_enter(event)) and table.rowCount():
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
    if event.key() == Qt.Key.Key_Escape and field.text():
        field.clear()
        return True
    return False


def enter_presses(event: QKeyEvent, within: QWidget) -> bool:
    """Enter on a button presses that button, whatever else Enter does around it; says whether it did.

    A box is ticked by Space only: Enter on it means what it means on the fields beside it. So does Ctrl+Enter.
    """
    button = QApplication.focusWidget()
    if not is_enter(event) or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    if not isinstance(button, QAbstractButton) or isinstance(button, QCheckBox | QRadioButton):
        return False
    if button is not within and not within.isAncestorOf(button):
        return False
    if isinstance(button, QToolButton) and button.menu() is not None:
        button.showMenu()
    else:
        button.click()
    return True


def pane_key(event: QKeyEvent, within: QWidget, step_back: Callable[[], None]) -> bool:
    """Esc steps back to the table; Enter presses the button that has the keyboard. Says whether it was one of them."""
    if event.key() == Qt.Key.Key_Escape:
        step_back()
    elif not enter_presses(event, within):
        return False
    event.accept()
    return True


def tab_as_laid_out(root: QWidget) -> None:
    """Let Tab walk what is in ``root`` in the order of reading; what stands before and after it stays.

    Qt by itself walks in the order in which widgets came into the window, so that what is made later stands last.
    """
    stops = tab_stops(root)
    if len(stops) < 2:
        return
    first = root.window().nextInFocusChain()
    while first is not None and first not in stops:
        first = first.nextInFocusChain()
    place = stops.index(first) if first is not None else 0
    # What Tab came to first until now holds the place for those that are to come before it.
    walk = [stops[place], *stops[:place], *stops[place:]] if place else stops
    for before, after in pairwise(walk):
        QWidget.setTabOrder(before, after)


def tab_ring(within: QWidget) -> list[QWidget]:
    """Where Tab stops inside a widget now, in its order."""
    ring, each = [], within.window().nextInFocusChain()
    while each is not None and each is not within.window():
        takes_tab = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
        if takes_tab and each.isEnabled() and each.isVisible() and within.isAncestorOf(each):
            ring.append(each)
        each = each.nextInFocusChain()
    return ring


def tab_stops(widget: QWidget) -> list[QWidget]:
    """Where Tab can stop in a widget, itself or what it holds, as it is laid out; hidden and resting ones too."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        return [widget]
    held: list[QWidget | None] = []
    if isinstance(widget, QScrollArea):
        held = [widget.widget()]
    elif isinstance(widget, QSplitter):
        held = [widget.widget(place) for place in range(widget.count())]
    elif (layout := widget.layout()) is not None:
        return _stops_of(layout)
    return [stop for each in held if each is not None for stop in tab_stops(each)]


def _stops_of(layout: QLayout) -> list[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: layout.getItemPosition(place)[:2])  # type: ignore[index]  # a tuple of four, typed as object
    found = []
    for place in places:
        item = layout.itemAt(place)
        if item is None:
            continue
        inside, widget = item.layout(), item.widget()
        if widget is not None:
            found += tab_stops(widget)
        elif inside is not None:
            found += _stops_of(inside)
    return found
