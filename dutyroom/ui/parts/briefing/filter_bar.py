"""What narrows the register of issued papers: words, kind, how far they are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from dutyroom.data.queries.briefings import BriefingSearch
from dutyroom.rules.briefing import BriefingKind, BriefingState
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.briefing.words import kind_said, state_word
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.theme import label_of

OPEN: Final = "open"
_WHICH: Final[dict[str, str]] = {
    "": mark("All"),
    OPEN: mark("Not issued yet"),
    **{state.value: "" for state in BriefingState},
}
"""A state by itself is worded where it is shown."""
_PAUSE_MS: Final = 150
_COUNT_FROM: Final = 520


class BriefingBar(QWidget):
    """``changed`` when the person chose or typed something else; Down and Enter leave the words for the table."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.count = QLineEdit(self), label_of("secondary", parent=self)
        self.words.setObjectName("briefing_words")
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(120)
        self.which, self.kind = QComboBox(self), QComboBox(self)
        for key in _WHICH:
            self.which.addItem("", key)
        for value in ("", *BriefingKind):
            self.kind.addItem("", str(value))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        for widget in (self.which, self.kind, self.count):
            line.addWidget(widget)
        self.words.textChanged.connect(lambda _: self._pause.start())
        for box in (self.which, self.kind):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.words.installEventFilter(self)
        self.retranslate()

    def search(self) -> BriefingSearch:
        """What is asked for."""
        which, kind = str(self.which.currentData() or ""), str(self.kind.currentData() or "")
        return BriefingSearch(
            words=self.words.text(),
            kinds=frozenset({kind}) if kind else frozenset(),
            states=frozenset({which}) if which not in ("", OPEN) else frozenset(),
            open_only=which == OPEN,
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self.search() != BriefingSearch()

    def show_all(self) -> None:
        """Leave nothing out."""
        self.show_which("")

    def show_which(self, which: str) -> None:
        """Show those in this state and nothing else; ``open`` those that are not issued yet."""
        with QSignalBlocker(self.words), QSignalBlocker(self.which), QSignalBlocker(self.kind):
            self.words.clear()
            self.kind.setCurrentIndex(0)
            self.which.setCurrentIndex(max(self.which.findData(which), 0))
        self.changed.emit()

    def say_count(self, sentence: str) -> None:
        """Say how many were found."""
        self.count.setText(sentence)

    def retranslate(self) -> None:
        """Word the bar anew."""
        self.words.setPlaceholderText(self.tr("Filter: words, number  Ctrl+F"))
        self.words.setAccessibleName(self.tr("Words"))
        self.which.setAccessibleName(self.tr("Which ones"))
        self.kind.setAccessibleName(self.tr("Kind"))
        for place, words in enumerate(_WHICH.values()):
            self.which.setItemText(place, translated(words) if words else state_word(list(_WHICH)[place]))
        self.kind.setItemText(0, self.tr("Every kind"))
        for place, kind in enumerate(BriefingKind, 1):
            self.kind.setItemText(place, kind_said(kind))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count is the first to give way."""
        super().resizeEvent(event)
        self.count.setVisible(self.width() >= _COUNT_FROM)

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
