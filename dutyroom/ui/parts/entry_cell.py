"""Paints the cells of the log: two lines a row, a rule where the shift changes, hits marked, amended text struck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from dutyroom.rules.terms import find_hits
from dutyroom.rules.wording import mark
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.entry_words import line_said, translated
from dutyroom.ui.parts.hits import split_at
from dutyroom.ui.parts.register_cell import ICON, CellDelegate
from dutyroom.ui.tokens import BASE_PT, SMALL_PT

if TYPE_CHECKING:
    from dutyroom.data.queries.journal import EntryRow

if TYPE_CHECKING:
    from dutyroom.ui.parts.entry_table import EntryTable

_PAD: Final = 11
_SHOWN_CHARACTERS: Final = 160
"""No row shows more than so many characters, so more are not laid out."""
_Index = QModelIndex | QPersistentModelIndex
_Face = tuple[QFont, QFontMetrics]
_VERTICAL: Final = Qt.AlignmentFlag.AlignVCenter


class EntryDelegate(CellDelegate):
    """Two lines where a cell has two; fonts are made once, nothing is measured that is not shown."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self._table = table
        self._faces: dict[tuple[float, bool, bool], _Face] = {}

    def forget_look(self) -> None:
        """Colours or sizes have changed."""
        super().forget_look()
        self._faces.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell, with the rule of a new shift above it."""
        entry = self._table.register.row(index.row())
        if entry is None:
            super().paint(painter, option, index)
            return
        box: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self._tokens.selected))
        self._paint_rule(painter, box, index.row(), entry)
        inner = box.adjusted(_PAD, 3, -_PAD, -2)
        if self._table.register.columns[index.column()].key == "text":
            self._paint_text(painter, inner, entry)
        else:
            self._paint_cell(painter, inner, index, entry)

    def _paint_cell(self, painter: QPainter, box: QRect, index: _Index, entry: EntryRow) -> None:
        column = self._table.register.columns[index.column()]
        tone = column.tone(entry) if column.tone else ""
        colour = getattr(self._tokens, tone) if tone not in ("", "strong") else self._tokens.text
        if column.icon:
            picture = index.data(Qt.ItemDataRole.DecorationRole)
            if isinstance(picture, QIcon):
                picture.paint(painter, QRect(box.left(), box.top() + (box.height() - ICON) // 2, ICON, ICON))
            box = box.adjusted(ICON + 6, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
        first, _, second = column.text(entry).partition("\n")
        if column.key == "party":
            self._paint_passage(painter, box, first, colour, "", bold=False)
            return
        bold = tone == "overdue" or column.key == "time"
        if not second:
            self._paint_line(painter, box, first, colour, self._face(BASE_PT, bold=bold), side)
            return
        top, foot = _halves(box)
        self._paint_line(painter, top, first, colour, self._face(BASE_PT, bold=bold), side)
        self._paint_line(painter, foot, second, self._tokens.secondary, self._face(SMALL_PT), side)

    def _paint_text(self, painter: QPainter, box: QRect, entry: EntryRow) -> None:
        text = " ".join(line_said(entry)[:_SHOWN_CHARACTERS].split())
        if entry.important:
            text = f"★ {text}"
        if entry.amended_by is not None:
            top, foot = _halves(box)
            left = Qt.AlignmentFlag.AlignLeft
            note = translated(mark("amended by entry {seq}")).format(seq=entry.amended_by)
            self._paint_line(painter, top, text, self._tokens.secondary, self._face(BASE_PT, struck=True), left)
            self._paint_line(painter, foot, note, self._tokens.warning, self._face(SMALL_PT), left)
            return
        if entry.amends is not None:
            text = translated(mark("Amends {seq}: {text}")).format(seq=entry.amends, text=text)
        self._paint_passage(painter, box, text, self._tokens.text, self._table.words, bold=entry.important)

    def _paint_rule(self, painter: QPainter, box: QRect, row: int, entry: EntryRow) -> None:
        before = self._table.register.known_row(row - 1)
        if before is not None and before.shift_id != entry.shift_id:
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 2), QColor(self._tokens.accent))
        elif row:
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), QColor(self._tokens.line))

    def _paint_line(
        self, painter: QPainter, box: QRect, text: str, colour: str, face: _Face, side: Qt.AlignmentFlag
    ) -> None:
        font, metrics = face
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, side | _VERTICAL, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))

    def _paint_passage(self, painter: QPainter, box: QRect, text: str, colour: str, words: str, *, bold: bool) -> None:
        """Two lines at the most, the second one cut with an ellipsis, hits marked."""
        font, metrics = self._face(BASE_PT, bold=bold)
        if not words and metrics.horizontalAdvance(text) <= box.width():
            self._paint_line(painter, box, text, colour, (font, metrics), Qt.AlignmentFlag.AlignLeft)
            return
        above, below = _parted(text, font, box.width())
        lines = [above]
        if below.strip():
            lines.append(metrics.elidedText(below, Qt.TextElideMode.ElideRight, box.width()))
        top = box.top() + max((box.height() - metrics.lineSpacing() * len(lines)) // 2, 0)
        hits = find_hits(text, words) if words else []
        start = 0
        painter.setFont(font)
        for place, line in enumerate(lines):
            row = QRect(box.left(), top + place * metrics.lineSpacing(), box.width(), metrics.lineSpacing())
            for first, last in hits:
                self._paint_hit(painter, row, line[: max(last - start, 0)], max(first - start, 0), metrics)
            painter.setPen(QColor(colour))
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft | _VERTICAL, line)
            start += len(line)

    def _paint_hit(self, painter: QPainter, row: QRect, upto: str, first: int, metrics: QFontMetrics) -> None:
        """A hit begins at ``first`` of a line and ends with ``upto``."""
        if first >= len(upto):
            return
        left, right = metrics.horizontalAdvance(upto[:first]), metrics.horizontalAdvance(upto)
        ground = QRect(row.left() + left, row.top() + 1, min(right, row.width()) - left, row.height() - 2)
        painter.fillRect(ground, QColor(self._tokens.hit_ground))

    def _face(self, points: float, *, bold: bool = False, struck: bool = False) -> _Face:
        found = self._faces.get((points, bold, struck))
        if found is None:
            font = sized(points, bold=bold)
            font.setStrikeOut(struck)
            found = self._faces[(points, bold, struck)] = (font, QFontMetrics(font))
        return found


def _halves(box: QRect) -> tuple[QRect, QRect]:
    half = box.height() // 2
    return QRect(box.left(), box.top(), box.width(), half + 2), QRect(box.left(), box.top() + half, box.width(), half)


def _parted(text: str, font: QFont, width: int) -> tuple[str, str]:
    """The text that fits on the first line, broken where Chinese and words may be, and the rest."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(width, 1))
    fits = line.textLength()
    layout.endLayout()
    return split_at(text, fits)
