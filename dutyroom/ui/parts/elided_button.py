"""A button that gives way when space is short: an ellipsis, and all of it in the tooltip."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

_PADDING: Final = 12
_LEAST: Final = 60


class ElidedButton(QPushButton):
    """``full_text`` is all of it; ``hint`` stands in the tooltip under it."""

    def __init__(self, text: str, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self._full, self._hint = text, hint
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self._fit()

    def set_words(self, text: str, *, hint: str = "") -> None:
        """Show another text."""
        self._full, self._hint = text, hint
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def full_text(self) -> str:
        """The text as it was set."""
        return self._full

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + self._rim(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        return QSize(min(_LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _rim(self) -> int:
        """What stands beside the text: padding, and the icon where there is one."""
        return _PADDING if self.icon().isNull() else _PADDING + self.iconSize().width() + _PADDING // 2

    def _fit(self) -> None:
        room = max(self.width() - self._rim(), 0)
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        if (words := shown.replace("&", "&&")) != self.text():  # a lone & would underline what follows it
            self.setText(words)
        lines = [self._full] if shown != self._full else []
        self.setToolTip("\n".join([*lines, *([self._hint] if self._hint else [])]))
