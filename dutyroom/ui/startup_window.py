"""What is shown while a store takes its time to open: it is migrated, or its index is made anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from dutyroom.ui.theme import label_of


class StartupWindow(QWidget):
    """A sentence and a bar without an end."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("startup_window")
        self._step = ""
        self.title, self.sentence = label_of("section", parent=self), QLabel(self)
        self.sentence.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        column.addStretch(1)
        for part in (self.title, self.sentence, self.bar):
            column.addWidget(part)
        column.addStretch(1)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.resize(460, 200)
        self.retranslate()

    def show_step(self, step: str) -> None:
        """Say what is being done: ``migrate`` or anything else for opening."""
        self._step = step
        self.retranslate()

    def retranslate(self) -> None:
        """Word the window anew."""
        self.setWindowTitle(self.tr("DutyRoom"))
        self.title.setText(self.tr("Opening the duty room"))
        self.sentence.setText(
            self.tr("A backup was made; the data is brought to this version.")
            if self._step == "migrate"
            else self.tr("The journal's last part is being verified.")
        )
        self.bar.setAccessibleName(self.title.text())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
