"""One thing that was recognised in a text, as a chip that is taken or rejected by one key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.theme import is_look_change, put_look, tokens_in_use

_BEFORE: Final = 7
_CROSS: Final = 10
_AFTER: Final = 19
"""Room at the right end for the cross that rejects it."""
_LEAST: Final = 66
_MOST: Final = 240


class ProposalChip(QPushButton):
    """Word and value. Enter is ``clicked``; Backspace, Delete and the cross are ``rejected``.

    Where space is short a value that speaks for itself stands without its word, then with an ellipsis; a number keeps
    both.
    """

    rejected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        put_look(self, look="proposal")
        self._full = self._brief = ""
        self._is_brief = False
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click corrects the text, and the cursor stays there
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tint()

    def show_words(self, word: str, value: str, hint: str, *, speaks: bool) -> None:
        """Say this; ``speaks``: the value may stand without its word."""
        self._full = f"{word} {value}".strip()
        self._brief = value if speaks and value else self._full
        self.setAccessibleName(self._full)
        self.setAccessibleDescription(hint)
        self.updateGeometry()
        self._fit()

    def full_text(self) -> str:
        """Word and value, also where they are cut."""
        return self._full

    def full_width(self) -> int:
        """What word and value need."""
        return self._width_of(self._full)

    def set_brief(self, brief: bool) -> None:
        """Space is short, or is no longer."""
        if brief != self._is_brief:
            self._is_brief = brief
            self.updateGeometry()
            self._fit()

    def sizeHint(self) -> QSize:
        """As wide as its words, within reason."""
        return QSize(self._width_of(self._words()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """What does not speak for itself is not cut."""
        wide = self.sizeHint().width()
        return QSize(wide if self._brief == self._full else min(_LEAST, wide), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the new width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip and its cross."""
        super().paintEvent(event)
        painter = QPainter(self)
        self._cross.paint(painter, self._cross_box())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it, Backspace and Delete reject it."""
        if is_enter(event) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.rejected.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The cross rejects it."""
        if event.position().x() >= self.width() - _AFTER and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.rejected.emit()
        else:
            super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if is_look_change(event):
            self._tint()

    def _tint(self) -> None:
        self._cross = icon("close", tokens_in_use().info, size=_CROSS)

    def _cross_box(self) -> QRect:
        top = (self.height() - _CROSS) // 2
        return QRect(self.width() - _CROSS - 6, top, _CROSS, _CROSS)

    def _words(self) -> str:
        return self._brief if self._is_brief else self._full

    def _width_of(self, words: str) -> int:
        return min(self.fontMetrics().horizontalAdvance(words) + _BEFORE + _AFTER + 4, _MOST)

    def _fit(self) -> None:
        words = self._words()
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - _BEFORE - _AFTER)
        if shown.replace("&", "&&") != self.text():
            self.setText(shown.replace("&", "&&"))
        cut = [self._full] if shown != self._full else []
        self.setToolTip("\n".join([*cut, self.accessibleDescription()]))
