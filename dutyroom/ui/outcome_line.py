"""How did it end? Asked in a line under the alarms, not in a box over the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.theme import put_look


class OutcomeLine(QFrame):
    """A title, a line, *Done*; Esc steps back and keeps what was typed for the next time."""

    answered = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcome_line")
        self.setProperty("look", "bar")
        self._number = 0
        self._typed: dict[int, str] = {}
        self._came_from: QWidget | None = None
        self.title = ElidedLabel(parent=self, type_="strong")
        self.outcome = QLineEdit(self)
        self.outcome.setObjectName("outcome")
        self.outcome.setMaxLength(4000)
        self.done_button, self.back = QPushButton(self), QPushButton(self)
        put_look(self.done_button, look="primary")
        self.note = FieldNote(self)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.title, 1)
        line.addWidget(self.outcome, 2)
        line.addWidget(self.done_button)
        line.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 6)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.note)
        self.outcome.returnPressed.connect(self._answer)
        self.outcome.textEdited.connect(lambda _: self.note.be_silent())
        self.done_button.clicked.connect(self._answer)
        self.back.clicked.connect(self.step_back)
        self.setVisible(False)
        self.retranslate()

    def ask(self, number: int, title: str) -> None:
        """Ask how item ``number`` ended; a person pressed *Done*, so the cursor comes here."""
        self._remember()
        self._number = number
        self.title.setText(title)
        self.outcome.setText(self._typed.get(number, ""))
        self.note.be_silent()
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
        self.setVisible(True)
        self.outcome.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def done(self, number: int) -> None:
        """Item ``number`` is closed."""
        self._typed.pop(number, None)
        if number == self._number:
            self.outcome.clear()
            self._leave()

    def point_out(self, sentence: str) -> None:
        """Say why it could not be closed; what was typed stays."""
        self.note.say(sentence)

    def step_back(self) -> None:
        """Leave the item open; what was typed is offered the next time."""
        self._remember()
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
            event.accept()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Word the line anew."""
        self.outcome.setPlaceholderText(self.tr("How did it end?"))
        self.outcome.setAccessibleName(self.tr("How did it end?"))
        self.done_button.setText(self.tr("Done"))
        self.back.setText(self.tr("Not yet"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _leave(self) -> None:
        """Hide; the cursor goes back to where it was."""
        self._number = 0
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self.setVisible(False)
        if inside and self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def _remember(self) -> None:
        if self._number:
            self._typed[self._number] = self.outcome.text()

    def _answer(self) -> None:
        self.answered.emit(self._number, self.outcome.text())
