"""Long work: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QPushButton, QWidget

from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.theme import label_of


class Busy(QWidget):
    """A sentence, a bar with a count, and *Cancel*; hidden while nothing runs."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = ElidedLabel(parent=self, type_="strong")
        self.detail = ElidedLabel(parent=self, type_="small")
        self.count = label_of("secondary", parent=self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(self)
        self.cancel.setObjectName("cancel")
        self.cancel.clicked.connect(self._cancelled)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.sentence, 0, 0)
        grid.addWidget(self.count, 0, 1)
        grid.addWidget(self.cancel, 0, 2, 3, 1)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        grid.addWidget(self.detail, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.setVisible(False)
        self.retranslate()

    @property
    def is_running(self) -> bool:
        """Whether work has begun and not ended."""
        return not self.isHidden()

    def begin(self, sentence: str, total: int = 0, *, may_cancel: bool = True) -> None:
        """Show that work has begun; ``total`` 0 means that nobody knows how much it is."""
        self.sentence.setText(sentence)
        self.bar.setAccessibleName(sentence)
        self.detail.setText("")
        self.cancel.setVisible(may_cancel)
        self.cancel.setEnabled(True)
        self.retranslate()
        self.advance(0, total)
        self.setVisible(True)

    def advance(self, done: int, total: int, detail: str = "") -> None:
        """Show how far it is: ``done`` of ``total``, and what is in hand."""
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        self.count.setText(f"{done:,} / {total:,}" if total else (f"{done:,}" if done else ""))
        self.detail.setText(detail)

    def end(self) -> None:
        """Hide: the work has ended, in whichever way."""
        self.setVisible(False)

    def retranslate(self) -> None:
        """Word the button anew."""
        stopping = not self.cancel.isEnabled()
        self.cancel.setText(self.tr("Stopping…") if stopping else self.tr("Cancel"))
        self.cancel.setAccessibleName(self.cancel.text())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _cancelled(self) -> None:
        self.cancel.setEnabled(False)
        self.retranslate()
        self.cancelled.emit()
