"""The list at the left: units under the heading of their kind, their people below them, each with one number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dutyroom.data.queries.directory_find import Key
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.directory.words import Line
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT, SMALL_PT

_Index = QModelIndex | QPersistentModelIndex
LINE: Final = Qt.ItemDataRole.UserRole
_SIDE: Final = 10
_INDENT: Final = 16
_NUMBER_SHARE: Final = 0.45
STALE: Final = "!"
"""Stands before a stale number, for colour is never the only sign."""


class _Lines(QAbstractListModel):
    """The lines; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "  ".join(part for part in (line.title, line.note, line.number) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.lines[index.row()].key is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class _Painter(QStyledItemDelegate):
    """Paints a line: name, post, and the number at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(160, QFontMetrics(sized(BASE_PT)).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = tokens_in_use()
        line: Line = index.data(LINE)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if line.key is not None and (chosen or option.state & QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if chosen else tokens.hovered))
            painter.drawRoundedRect(box.adjusted(3, 1, -3, -1), 4, 4)
        if line.kind == "heading":
            self._words(painter, box.adjusted(_SIDE, 4, -_SIDE, 0), line.title, sized(SMALL_PT), tokens.secondary)
        else:
            self._entry(painter, box.adjusted(_SIDE, 0, -_SIDE, 0), line)
        painter.restore()

    def _entry(self, painter: QPainter, box: QRect, line: Line) -> None:
        tokens, small = tokens_in_use(), sized(SMALL_PT)
        if line.kind == "person":
            box = box.adjusted(_INDENT, 0, 0, 0)
        number = f"{STALE} {line.number}" if line.stale else line.number
        if number:
            wide = min(QFontMetrics(small).horizontalAdvance(number) + 2, int(box.width() * _NUMBER_SHARE))
            right = QRect(box.right() - wide + 1, box.top(), wide, box.height())
            colour = tokens.warning if line.stale else tokens.secondary
            self._words(painter, right, number, small, colour, Qt.AlignmentFlag.AlignRight)
            box = box.adjusted(0, 0, -wide - 8, 0)
        font = sized(BASE_PT, bold=line.kind == "unit")
        taken = self._words(painter, box, line.title, font, tokens.text)
        rest = box.adjusted(taken + 8, 0, 0, 0)
        if line.note and rest.width() > QFontMetrics(small).averageCharWidth() * 6:
            self._words(painter, rest, line.note, small, tokens.secondary)

    @staticmethod
    def _words(
        painter: QPainter,
        box: QRect,
        text: str,
        font: QFont,
        colour: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Paint the words in one line; returns how wide they are."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | align, shown)
        return metrics.horizontalAdvance(shown)


class LineList(QListView):
    """``chosen`` says what is current (or None), ``opened`` comes for Enter and a click; ``left`` for Esc."""

    chosen = Signal(object)
    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._painter = _Lines(), _Painter()
        self._filling = False
        self.setModel(self._lines)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda _: self._open())

    @property
    def lines(self) -> list[Line]:
        """What is shown."""
        return self._lines.lines

    def current_key(self) -> Key | None:
        """What is current."""
        index = self.currentIndex()
        return self._lines.lines[index.row()].key if index.isValid() else None

    def set_lines(self, lines: Sequence[Line], *, keep: bool) -> None:
        """Show these lines; with ``keep`` the current one and the scroll position stay, else the first is current."""
        current, height = self.current_key(), self.verticalScrollBar().value()
        self._filling = True
        self._lines.set_lines(lines)
        row = self._row_of(current) if keep and current is not None else -1
        if row < 0:
            row = next((n for n, line in enumerate(lines) if line.key is not None), -1)
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row, 0))
        self._filling = False
        self.verticalScrollBar().setValue(height) if keep else self.scrollToTop()
        if self.current_key() != current or not keep:
            self.chosen.emit(self.current_key())

    def choose(self, key: Key) -> bool:
        """Make this current and bring it into view; False where it is not shown."""
        row = self._row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row, 0))
            self.scrollTo(self.currentIndex())
        return row >= 0

    def step(self, by: int) -> None:
        """Another line, ``by`` lines on; headings are stepped over, the ends hold."""
        rows = [n for n, line in enumerate(self._lines.lines) if line.key is not None]
        if not rows:
            return
        current = self.currentIndex().row()
        at = rows.index(current) if current in rows else -1
        row = rows[min(max(at + by, 0), len(rows) - 1)]
        self.setCurrentIndex(self._lines.index(row, 0))
        if row == rows[0]:
            self.scrollToTop()  # with its heading
        else:
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over units and people; Enter opens; Esc goes back to the words."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in steps and plain:
            self.step(steps[key])
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are keys of the page
            return
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Say what is current, once per change."""
        super().currentChanged(current, previous)
        if not self._filling:
            self.chosen.emit(self.current_key())

    def _row_of(self, key: Key) -> int:
        return next((n for n, line in enumerate(self._lines.lines) if line.key == key), -1)

    def _open(self) -> None:
        key = self.current_key()
        if key is not None:
            self.opened.emit(key)
