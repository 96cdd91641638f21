"""The large text box of a form: Enter breaks the line, Ctrl+Enter writes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dutyroom.ui.parts.growing_text import GrowingText

TALL_LEAST: Final = 76
"""px; three lines."""


class LargeText(GrowingText):
    """As tall as its place lets it be; pastes and counts as the line does, and writes nothing while composing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Three lines; the form gives it what room is left."""
        return QSize(320, TALL_LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a line break here."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or self.is_composing:
            super().keyPressEvent(event)
        elif held == Qt.KeyboardModifier.ControlModifier:
            event.accept()
            if not event.isAutoRepeat():
                self.entered.emit()
        elif held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            event.accept()
            self.insertPlainText("\n")
            self.ensureCursorVisible()

    def _grow(self) -> None:
        self.setMinimumHeight(TALL_LEAST)
