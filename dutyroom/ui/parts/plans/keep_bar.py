"""Over the comparison of a file that is not kept yet: what changed and why, and the button that keeps it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.theme import label_of, put_look


class KeepBar(QFrame):
    """``kept`` carries the note; ``left`` when nothing is to be kept. What was typed stays until it is kept."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._has_changes = True
        put_look(self, look="card")
        self.sentence = label_of("strong", parent=self)
        self.sentence.setWordWrap(True)
        self.note = QLineEdit(self)
        self.note.setMaxLength(1000)
        self.problem = FieldNote(self)
        self.back, self.keep = QPushButton(self), QPushButton(self)
        put_look(self.keep, look="primary")
        self.back.clicked.connect(self.left)
        self.keep.clicked.connect(self._keep)
        self.note.returnPressed.connect(self._keep)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        row.addWidget(self.back)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.sentence)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.setVisible(False)
        self.retranslate()

    def begin(self, number: int, *, has_changes: bool) -> None:
        """A file was read that would be version ``number``."""
        self._number, self._has_changes = number, has_changes
        self.problem.be_silent()
        self.keep.setEnabled(has_changes)
        self.retranslate()

    def point_out(self, sentence: str) -> None:
        """Say why it was not kept."""
        self.problem.say(sentence)
        self.keep.setEnabled(True)

    def finished(self) -> None:
        """It is kept: forget what was typed."""
        self.note.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        if self._has_changes:
            self.sentence.setText(self.tr("This file is not kept yet. See below what it changes."))
        else:
            self.sentence.setText(self.tr("This file says the same as the version in force; there is nothing to keep."))
        self.note.setPlaceholderText(self.tr("What changed, and why"))
        self.note.setAccessibleName(self.tr("What changed, and why"))
        self.back.setText(self.tr("Do not keep"))
        self.keep.setText(self.tr("Keep as version {number}").format(number=self._number))

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.keep.setEnabled(False)
            self.kept.emit(self.note.text())
