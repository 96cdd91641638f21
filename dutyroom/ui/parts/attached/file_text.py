"""The text of a file, to be read and copied; its letters grow and shrink by key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_STEPS: Final = (-4, 16)


class FileText(QPlainTextEdit):
    """``copy_asked`` comes when nothing is chosen and the whole is to be copied."""

    copy_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def step_zoom(self, by: int) -> None:
        """Letters one step larger or smaller; 0 puts them back."""
        wanted = min(max(self._steps + by, _STEPS[0]), _STEPS[1]) if by else 0
        self.zoomIn(wanted - self._steps)
        self._steps = wanted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies what is chosen, or asks for the whole."""
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            self.copy_asked.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
