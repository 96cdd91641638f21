"""What narrows the list of the knowledge shelf: words, class, unit, what is stale or was taken off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from dutyroom.data.queries.hotline_classes import ClassRow
from dutyroom.data.queries.knowledge import KnowledgeSearch
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.theme import put_look

_PAUSE_MS: Final = 150
_WHICH: Final = {"": mark("On the shelf"), "stale": mark("Stale ones"), "withdrawn": mark("Taken off the shelf")}
_UNIT_WIDE: Final = 150


class KnowledgeBar(QWidget):
    """``changed`` when the person chose or typed something else; Down and Enter leave the words for the table."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.count = QLineEdit(self), QLabel(self)
        self.words.setObjectName("knowledge_words")
        self.words.setClearButtonEnabled(True)
        self.which, self.of_class = QComboBox(self), QComboBox(self)
        self.unit = PersonPicker(self, free_text=True)
        self.unit.setClearButtonEnabled(True)
        self.unit.setMaximumWidth(_UNIT_WIDE)
        self._classes: tuple[ClassRow, ...] = ()
        self._english = False
        put_look(self.count, type="secondary")
        for key in _WHICH:
            self.which.addItem("", key)
        self.of_class.addItem("", "")
        for box in (self.which, self.of_class):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        for widget in (self.which, self.of_class, self.unit, self.count):
            line.addWidget(widget)
        self.words.textChanged.connect(lambda _: self._pause.start())
        self.unit.textChanged.connect(lambda _: self._pause.start())
        for box in (self.which, self.of_class):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.words.installEventFilter(self)
        self.retranslate()

    def search(self) -> KnowledgeSearch:
        """What is asked for."""
        which = str(self.which.currentData() or "")
        return KnowledgeSearch(
            words=self.words.text(),
            code=str(self.of_class.currentData() or ""),
            unit=self.unit.text().strip(),
            stale=which == "stale",
            withdrawn=which == "withdrawn",
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self.search() != KnowledgeSearch()

    def show_all(self) -> None:
        """Everything on the shelf."""
        for widget in (self.words, self.unit, self.which, self.of_class):
            with QSignalBlocker(widget):
                if isinstance(widget, QComboBox):
                    widget.setCurrentIndex(0)
                else:
                    widget.clear()
        self.changed.emit()

    def show_which(self, which: str) -> None:
        """All, the stale ones, or those taken off the shelf."""
        self.which.setCurrentIndex(max(self.which.findData(which), 0))

    def offer(self, units: Sequence[Choice], classes: Sequence[ClassRow], *, english: bool) -> None:
        """Offer these units, and the top and middle classes; what is chosen stays."""
        self.unit.set_choices(units)
        self._classes, self._english = tuple(row for row in classes if not row.is_whole), english
        self._word_classes()

    def say_count(self, words: str) -> None:
        """How many there are."""
        self.count.setText(words)

    def retranslate(self) -> None:
        """Word it anew."""
        self.words.setPlaceholderText(self.tr("Words, pinyin, initials (Ctrl+F)"))
        self.words.setAccessibleName(self.tr("Search the knowledge shelf"))
        self.which.setAccessibleName(self.tr("Which items"))
        self.of_class.setAccessibleName(self.tr("Of which class"))
        self.unit.setAccessibleName(self.tr("Of which unit"))
        self.unit.setPlaceholderText(self.tr("Unit"))
        for place, words in enumerate(_WHICH.values()):
            self.which.setItemText(place, translated(words))
        self._word_classes()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Down and Enter in the words go to the list; Esc empties them."""
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down or is_enter(event):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.words.text():
                self.words.clear()
                return True
        return super().eventFilter(self.words, event) if watched is self.words else False

    def _word_classes(self) -> None:
        chosen = self.of_class.currentData()
        with QSignalBlocker(self.of_class):
            self.of_class.clear()
            self.of_class.addItem(self.tr("every class"), "")
            for row in self._classes:
                indent = "" if len(row.code) == 2 else "   "
                self.of_class.addItem(indent + row.name(english=self._english), row.code)
            self.of_class.setCurrentIndex(max(self.of_class.findData(chosen), 0))
