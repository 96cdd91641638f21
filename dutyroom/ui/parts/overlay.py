"""A panel over the window that a person asked for: takes the keyboard, gives it back where it was.

Tab stays in the panel: what lies under it cannot be seen, so the cursor must not wander there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from dutyroom.ui.parts.focus import tab_ring


class Overlay(QFrame):
    """A frame in the upper middle of its parent; Esc closes it. Not a window, so nothing behind it is blocked."""

    closed = Signal()

    def __init__(self, parent: QWidget, *, wide: int, tall: int) -> None:
        super().__init__(parent)
        self.setProperty("look", "overlay")
        self.setAutoFillBackground(True)
        self._wide, self._tall = wide, tall
        self._came_from: QWidget | None = None
        self.setVisible(False)
        parent.installEventFilter(self)

    def open_over(self, first: QWidget) -> None:
        """Show the panel and put the cursor into ``first``."""
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
        self._place()
        self.setVisible(True)
        self.raise_()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_over(self) -> None:
        """Hide the panel; the cursor goes back to where it was."""
        if self.isHidden():
            return
        current = QApplication.focusWidget()
        inside = current is None or self.isAncestorOf(current)
        self.setVisible(False)
        if inside and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # as Qt calls it
        """Tab and Shift+Tab walk round within the panel."""
        ring, here = tab_ring(self), QApplication.focusWidget()
        if not ring or here is None:
            return False
        place = next((at for at, stop in enumerate(ring) if stop is here or stop.isAncestorOf(here)), None)
        step = 1 if forward else -1
        further = min(step, 0) if place is None else (place + step) % len(ring)
        ring[further].setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def set_tall(self, tall: int) -> None:
        """The height wanted in px; less where the window is lower."""
        self._tall = tall
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        wide = min(self._wide, parent.width() - 32)
        tall = min(self._tall, parent.height() - 64)
        self.setGeometry((parent.width() - wide) // 2, max((parent.height() - tall) // 5, 16), wide, tall)
