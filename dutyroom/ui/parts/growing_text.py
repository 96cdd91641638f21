"""A text editor that grows from one line to five and says how much stands in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

LINES_MOST: Final = 5


class GrowingText(QPlainTextEdit):
    """Enter writes, Shift+Enter breaks the line, Ctrl+Enter asks for the full form; never while composing.

    ``length_changed`` says how many characters stand in it.
    """

    entered = Signal()
    form_asked = Signal()
    left = Signal()
    length_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self._length = 0
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # lines break, nothing stands beside
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.document().contentsChange.connect(self._count)
        self._grow()

    @property
    def is_composing(self) -> bool:
        """Whether an input method has letters in hand."""
        return self._composing

    def length(self) -> int:
        """Number of characters."""
        return self._length

    def sizeHint(self) -> QSize:
        """As tall as the lines shown."""
        return QSize(320, self.height())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether letters are being composed."""
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """An input method that loses the field has nothing in hand any more."""
        self._composing = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of writing."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        event.accept()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._composing or event.isAutoRepeat():
            return
        if held == Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        elif held == Qt.KeyboardModifier.ControlModifier:
            self.form_asked.emit()
        elif held == Qt.KeyboardModifier.NoModifier:
            self.entered.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only: a file that is dropped is for whatever the text stands in, not its path for the text."""
        return super().canInsertFromMimeData(source) and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, however long."""
        if source.hasText():
            self.insertPlainText(source.text().replace("\r\n", "\n").replace("\x00", ""))
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self._grow()

    def _count(self, _at: int, removed: int, added: int) -> None:
        length = max(self.document().characterCount() - 1, 0)
        if length != self._length or removed != added:
            self._length = length
            self.length_changed.emit(length)

    def _grow(self) -> None:
        lines = min(max(int(self.document().size().height()), 1), LINES_MOST)
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom()
        room = round(self.document().documentMargin() * 2)
        wanted = lines * self.fontMetrics().lineSpacing() + frame + room + 4
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(max(wanted, 34))
