"""The way from an entry of the log to the matter that it is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.ui.page import Place
from dutyroom.ui.parts.matter.words import place_of_record


class MatterButton(QPushButton):
    """Stands there only while the entry shown belongs to a matter, a relay or a call for returns."""

    def __init__(self, go: Callable[[Place], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go = go
        self._record: tuple[str, int] | None = None
        self.clicked.connect(self.follow)
        self.retranslate()
        self.setVisible(False)

    def show_record(self, record: tuple[str, int] | None) -> None:
        """Offer the way to this record: its kind and its number."""
        self._record = record
        self.setVisible(record is not None)

    def follow(self) -> None:
        """Go to the record, where there is one."""
        if self._record is not None:
            self._go(place_of_record(*self._record))

    def retranslate(self) -> None:
        """Word the button anew."""
        self.setText(self.tr("Show the matter"))
        self.setToolTip(self.tr("The matter that the entry is about (Ctrl+G)"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
