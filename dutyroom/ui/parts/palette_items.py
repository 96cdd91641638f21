"""What the palette lists, and how its lines are found and painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dutyroom.ui.fonts import sized
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT, SMALL_PT

_Index = QModelIndex | QPersistentModelIndex
ITEM: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """A line of the palette: ``keys`` is its shortcut, ``found_by`` other words (pinyin, initials) that find it."""

    section: str
    title: str
    note: str
    keys: str
    run: Callable[[], object]
    found_by: tuple[str, ...] = ()


def fits(item: PaletteItem, query: str) -> bool:
    """Whether every word of the query stands in the item."""
    place = " ".join((item.title, item.note, item.keys, *item.found_by)).casefold()
    return all(word in place for word in query.casefold().split())


def hit_ranges(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of the query stand in the text: start and length."""
    low = text.casefold()
    if len(low) != len(text):
        return []  # folding changed lengths: no marks rather than wrong ones
    found: list[tuple[int, int]] = []
    for word in query.casefold().split():
        start = low.find(word)
        while start >= 0:
            found.append((start, len(word)))
            start = low.find(word, start + len(word))
    return found


class PaletteModel(QAbstractListModel):
    """Lines and section titles as one list; titles (plain strings) cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PaletteItem | str] = []

    def set_lines(self, lines: Sequence[PaletteItem | str]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """The number of lines and titles."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text for screen readers and tooltips; the line itself under ``ITEM``."""
        line = self.lines[index.row()]
        if role == ITEM:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if isinstance(line, str):
                return line if role == Qt.ItemDataRole.DisplayRole else None
            return "  ".join(part for part in (line.title, line.note, line.keys) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Titles cannot be chosen."""
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def first_item(self) -> int:
        """The first line that can be chosen, or -1."""
        return next((i for i, line in enumerate(self.lines) if not isinstance(line, str)), -1)


class PaletteDelegate(QStyledItemDelegate):
    """Paints a line: title with the hits marked, note in quiet type, keys at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.query = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002  # Qt's signature
        """Titles are lower than lines."""
        return QSize(200, 26 if isinstance(index.data(ITEM), str) else 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One line."""
        tokens = tokens_in_use()
        line = index.data(ITEM)
        box: QRect = option.rect
        inner = box.adjusted(12, 0, -12, 0)
        painter.save()
        if isinstance(line, str):
            painter.setFont(sized(SMALL_PT))
            painter.setPen(QColor(tokens.secondary))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.selected))
                painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 4, 4)
            self._paint_item(painter, inner, line)
        painter.restore()

    def _paint_item(self, painter: QPainter, box: QRect, item: PaletteItem) -> None:
        tokens = tokens_in_use()
        painter.setFont(sized(SMALL_PT))
        metrics = painter.fontMetrics()
        keys_wide = metrics.horizontalAdvance(item.keys)
        painter.setPen(QColor(tokens.secondary))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, right, item.keys)
        room = box.width() - keys_wide - (16 if item.keys else 0)
        font = sized(BASE_PT)
        wide = self._paint_text(painter, box, item.title, font, tokens.text, room)
        left = room - wide - 12
        if item.note and left > 40:
            self._paint_text(
                painter, box.adjusted(wide + 12, 0, 0, 0), item.note, sized(SMALL_PT), tokens.secondary, left
            )

    def _paint_text(self, painter: QPainter, box: QRect, text: str, font: QFont, colour: str, room: int) -> int:
        painter.setFont(font)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        layout = QTextLayout(shown, font)
        marked = QTextCharFormat()
        marked.setBackground(QColor(tokens_in_use().hit_ground))
        marked.setForeground(QColor(tokens_in_use().text))
        ranges = []
        for start, length in hit_ranges(shown, self.query):
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, length, marked
            ranges.append(part)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(10_000)
        layout.endLayout()
        painter.setPen(QColor(colour))
        top = box.top() + (box.height() - line.height()) / 2
        layout.draw(painter, QPointF(box.left(), top))
        return int(line.naturalTextWidth()) + 1
