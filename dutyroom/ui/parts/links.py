"""A piece whose buttons lead somewhere: Enter follows the one that has the focus, and its words follow the language."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dutyroom.ui.parts.focus import enter_presses


class Links(QWidget):
    """A subclass words itself in ``retranslate``."""

    def retranslate(self) -> None:
        """Word it anew."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the button that has the focus, and presses nothing else."""
        if enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)
