"""Choosing the number of the directory that a quoted one stands for: the likely ones, or found by words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.plan_contacts import numbers_found
from dutyroom.data.queries.plan_contents import ContactRow
from dutyroom.rules.phone import LABEL_WORDS
from dutyroom.rules.plan_contacts import DirectoryNumber
from dutyroom.rules.plan_contents import LinkContact
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.searching import NewestQuestion
from dutyroom.ui.theme import put_look

_PAUSE_MS: Final = 80
_TALL: Final = 150


class LinkForm(QWidget):
    """Without words it proposes by number, then by name and unit; ``chosen`` carries the command."""

    chosen = Signal(LinkContact)
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._row: ContactRow | None = None
        self._found: list[DirectoryNumber] = []
        self._questions = NewestQuestion(tools.courier, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.words, self.list, self.note = QLineEdit(self), QListWidget(self), FieldNote(self)
        self.words.setObjectName("link_words")
        self.list.setObjectName("link_numbers")
        self.list.setMaximumHeight(_TALL)
        self.back, self.unlink, self.link = QPushButton(self), QPushButton(self), QPushButton(self)
        put_look(self.link, look="primary")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.unlink)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.words, self.list, self.note):
            column.addWidget(widget)
        column.addLayout(foot)
        self.words.textChanged.connect(lambda _: self._pause.start())
        self.words.installEventFilter(self)
        self.list.itemActivated.connect(lambda _: self._choose())
        self.link.clicked.connect(self._choose)
        self.unlink.clicked.connect(lambda: self._send(None))
        self.back.clicked.connect(self.left)
        self.retranslate()

    @property
    def row(self) -> ContactRow | None:
        """The line that is to be linked."""
        return self._row

    def begin(self, row: ContactRow) -> None:
        """Link this line; what fits it is proposed at once."""
        self._row = row
        self.words.clear()
        self.note.be_silent()
        self.unlink.setVisible(row.contact_id is not None)
        self._ask()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_out(self, sentence: str) -> None:
        """Say what was refused."""
        self.note.say(sentence)

    def retranslate(self) -> None:
        """Word the form anew."""
        self.words.setPlaceholderText(self.tr("Find in the directory: name, unit, number, initials"))
        self.words.setAccessibleName(self.tr("Find in the directory"))
        self.list.setAccessibleName(self.tr("Numbers of the directory"))
        self.back.setText(self.tr("Back"))
        self.link.setText(self.tr("Link to this number"))
        self.unlink.setText(self.tr("Take the link away"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the words walk the list, Enter links."""
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        if self._row is not None:
            self._questions.ask(numbers_found, self.words.text(), self._row, then=self._came)

    def _came(self, found: list[DirectoryNumber]) -> None:
        self._found = found
        self.list.clear()
        for entry in found:
            label = translated(LABEL_WORDS[entry.label]) if entry.label in LABEL_WORDS else ""
            whose = " ".join(filter(None, (entry.unit, entry.name, entry.post)))
            item = QListWidgetItem("  ".join(filter(None, (whose, label, entry.phone))))
            item.setToolTip(item.text())
            self.list.addItem(item)
        if found:
            self.list.setCurrentRow(0)
            self.note.be_silent()
        elif self.words.text().strip():
            self.note.say(self.tr("Nothing in the directory answers these words."), "hint")
        else:
            self.note.say(self.tr("Nothing in the directory is like this number. Type a name or a unit."), "hint")
        self.link.setEnabled(bool(found))

    def _choose(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self._found) and not self._pause.isActive():
            self._send(self._found[place].id)

    def _send(self, contact: int | None) -> None:
        if self._row is not None:
            self.chosen.emit(LinkContact(id=self._row.id, version=self._row.version, contact_id=contact))
