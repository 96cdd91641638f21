"""The offer to go on with an import that was broken off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dutyroom.ui.theme import put_look


class ResumeOffer(QWidget):
    """A sentence with how far it came, and two buttons: go on, or leave it."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = self._total = 0
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        put_look(self.sentence, look="note", tone="warning")
        self.go_on, self.leave = QPushButton(self), QPushButton(self)
        put_look(self.go_on, look="primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.leave)
        row.addWidget(self.go_on)
        self.go_on.clicked.connect(self.accepted)
        self.leave.clicked.connect(self.declined)
        self.setVisible(False)
        self.retranslate()

    def offer(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` files were seen to."""
        self._done, self._total = done, total
        self.retranslate()
        self.setVisible(True)

    def retranslate(self) -> None:
        """Word it anew."""
        said = self.tr("An import was broken off: {done} of {total} files are seen to.")
        self.sentence.setText(said.format(done=f"{self._done:,}", total=f"{max(self._total, self._done):,}"))
        self.go_on.setText(self.tr("Go on with it"))
        self.leave.setText(self.tr("Leave it at that"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
