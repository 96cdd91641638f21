"""The filter bar of a register of matters: words and plain-text filters, state, urgency, office, kept filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter, with_own
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.kept_filters import KeptFilters
from dutyroom.ui.theme import label_of

VIEWS: Final[tuple[tuple[str, str], ...]] = (
    ("state:open", mark("Still open")),
    ("is:late", mark("Overdue")),
    ("due:24h", mark("Due within 24 h")),
    ("is:waiting", mark("Waiting")),
    ("state:open is:unassigned", mark("With nobody")),
    ("state:over", mark("Closed")),
    ("", mark("All")),
    ("state:void", mark("Void")),
)
"""What the first list offers, as the plain text that each stands for."""
_TYPING_MS: Final = 180
_COUNT_FROM: Final = 760


class MatterFilterBar(QWidget):
    """Says which filter is meant with ``changed``."""

    views: Sequence[tuple[str, str]] = VIEWS
    changed = Signal(object)
    left = Signal()

    def __init__(self, urgencies: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Any = None
        self.words = QLineEdit(self)
        self.kept = KeptFilters(
            self, self.words, lambda: self.filter().written(), lambda line: self.show_filter(self.read(line))
        )
        self.view, self.urgency, self.office = QComboBox(self), QComboBox(self), QComboBox(self)
        self.count = label_of("secondary", parent=self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out(urgencies)
        self._connect()
        self.retranslate()

    def read(self, written: str) -> Any:
        """The filter that a line of plain text means; a register with filters of its own has another."""
        return read_matter_filter(written)

    def filter(self) -> Any:
        """What the bar says now; what was typed among the words overrules the lists."""
        listed = read_matter_filter(str(self.view.currentData() or ""))
        listed = with_own(listed, MatterFilter(urgency=self.urgency.currentData() or ""))
        listed = with_own(listed, MatterFilter(office=self.office.currentData() or ""))
        return with_own(listed, read_matter_filter(self.words.text()))

    def show_filter(self, wanted: Any) -> None:
        """Put a filter into the line as plain text, the lists at *all*."""
        with QSignalBlocker(self.view), QSignalBlocker(self.urgency), QSignalBlocker(self.office):
            place = self.view.findData(wanted.written())
            self.view.setCurrentIndex(place if place >= 0 else self.view.findData(""))
            self.urgency.setCurrentIndex(0)
            self.office.setCurrentIndex(0)
        self.words.setText("" if place >= 0 else wanted.written())
        self._said_other()

    def set_offices(self, names: Sequence[str]) -> None:
        """Offer these offices; the one chosen stays."""
        chosen = self.office.currentData()
        with QSignalBlocker(self.office):
            self.office.clear()
            self.office.addItem(self.tr("All offices"), "")
            for name in names:
                self.office.addItem(name, name)
            self.office.setCurrentIndex(max(self.office.findData(chosen), 0))

    def say_count(self, sentence: str) -> None:
        """Say how many were found, or that they are being looked for."""
        self.count.setText(sentence)

    def retranslate(self) -> None:
        """Word the bar anew."""
        self.words.setPlaceholderText(self.tr("Filter: words, number, office:水利局 in:2d  Ctrl+F"))
        self.words.setAccessibleName(self.tr("Words or filters"))
        for place, (_, words) in enumerate(self.views):
            self.view.setItemText(place, translated(words))
        self.view.setAccessibleName(self.tr("Which ones"))
        self.urgency.setItemText(0, self.tr("Any urgency"))
        self.urgency.setAccessibleName(self.tr("Urgency"))
        if self.office.count():
            self.office.setItemText(0, self.tr("All offices"))
        self.office.setAccessibleName(self.tr("Office"))
        self.kept.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count is the first to give way."""
        super().resizeEvent(event)
        self.count.setVisible(self.width() >= _COUNT_FROM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table; Enter and the down arrow too."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._said_other()
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, urgencies: Sequence[str]) -> None:
        self.words.setClearButtonEnabled(True)
        self.words.setMaxLength(1000)
        self.words.setMinimumWidth(140)
        for written, _ in self.views:
            self.view.addItem("", written)
        self.urgency.addItem("", "")
        for word in urgencies:
            self.urgency.addItem(word, word)
        self.office.addItem("", "")
        self.office.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.office.setMinimumContentsLength(8)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.kept.name, 1)
        for each in (self.view, self.urgency, self.office, self.kept.button, self.count):
            line.addWidget(each)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._said_other)
        for box in (self.view, self.urgency, self.office):
            box.currentIndexChanged.connect(self._said_other)

    def _said_other(self, *_: object) -> None:
        self._typing.stop()
        wanted = self.filter()
        if wanted != self._shown:
            self._shown = wanted
            self.changed.emit(wanted)
