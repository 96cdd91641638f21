"""A label that gives way when space is short: an ellipsis, and all of it in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dutyroom.ui.parts.removed_text import seen


class ElidedLabel(QLabel):
    """One line of text, cut with an ellipsis where it does not fit; ``full_text`` is all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, type_: str = "") -> None:
        super().__init__(parent)
        self._full = ""
        self._hint = ""
        if type_:
            self.setProperty("type", type_)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def full_text(self) -> str:
        """The text as it was set."""
        return self._full

    def setText(self, text: str, /) -> None:
        """Show this text, as much of it as fits."""
        text = seen(text)
        if text != self._full:
            self._full = text
            self.setAccessibleName(text)
            self.updateGeometry()
        self._fit()

    def set_hint(self, hint: str) -> None:
        """A tooltip for when nothing is cut."""
        self._hint = hint
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        margins = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self._full) + margins.left() + margins.right() + 2
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Three characters and an ellipsis."""
        return QSize(min(self.fontMetrics().averageCharWidth() * 6, self.sizeHint().width()), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the new width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut anew where only the font has changed."""
        self._fit()
        super().paintEvent(event)

    def _fit(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(room, 0))
        if shown != self.text():
            super().setText(shown)
        hint = self._full if shown != self._full else self._hint
        if hint != self.toolTip():
            self.setToolTip(hint)
