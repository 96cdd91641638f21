"""Who may have the focus: nothing ever takes it from a text field that somebody may be writing in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
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
