"""A table of statistics drawn: a bar for each of its first lines, with its name and its number."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dutyroom.rules.hotline_measures import Share
from dutyroom.rules.hotline_views import Cell, FigureTable, Line, View
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.hotline.statistics_columns import cell_said
from dutyroom.ui.theme import is_look_change, tokens_in_use
from dutyroom.ui.tokens import CORNER, SMALL_PT, STEP

_ROW: Final = 34
_BAR: Final = 8


class Chart(QWidget):
    """``line_chosen`` carries the number of the line whose bar was pressed; everything in it stands in the table too."""

    line_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._table: FigureTable | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(200)

    def sizeHint(self) -> QSize:
        """Beside the table."""
        return QSize(260, _ROW * 8)

    def show_table(self, table: FigureTable | None) -> None:
        """Draw this table; the line of all together is left out."""
        self._table = table
        lines = list(table.lines) if table is not None else []
        if table is not None and table.asked.view is View.COUNTS and lines and len(table.headings) > 3:
            lines = lines[1:]
        self._lines = lines
        self.setAccessibleName("\n".join(f"{_name(line)}: {self._number(line)}" for line in lines[:20]))
        self.update()

    def line_at(self, height: int) -> Line | None:
        """The line whose bar lies at a height in px."""
        place = height // _ROW
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A bar leads where its line does."""
        line = self.line_at(int(event.position().y()))
        if line is not None and event.button() is Qt.MouseButton.LeftButton:
            self.line_chosen.emit(line.id)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme and the language."""
        super().changeEvent(event)
        if is_look_change(event) or event.type() == QEvent.Type.LanguageChange:
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Name and number above, the bar below, as long as its share of the longest."""
        painter, tokens = QPainter(self), tokens_in_use()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(SMALL_PT))
        longest = max((self._length(line) for line in self._lines), default=0) or 1
        wide = self.width() - 2 * STEP
        for place, line in enumerate(self._lines[: max(self.height() // _ROW, 0)]):
            top = place * _ROW + STEP
            number = self._number(line)
            taken = painter.fontMetrics().horizontalAdvance(number) + 2 * STEP
            painter.setPen(QColor(tokens.secondary))
            painter.drawText(QRect(STEP, top, wide, 16), int(Qt.AlignmentFlag.AlignRight), number)
            painter.setPen(QColor(tokens.text))
            name = painter.fontMetrics().elidedText(_name(line), Qt.TextElideMode.ElideRight, wide - taken)
            painter.drawText(QRect(STEP, top, wide - taken, 16), int(Qt.AlignmentFlag.AlignLeft), name)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.line))
            painter.drawRoundedRect(QRect(STEP, top + 17, wide, _BAR), CORNER / 2, CORNER / 2)
            painter.setBrush(QColor(tokens.accent))
            long = round(wide * self._length(line) / longest)
            if long:
                painter.drawRoundedRect(QRect(STEP, top + 17, max(long, 2), _BAR), CORNER / 2, CORNER / 2)
        painter.end()

    def _cell(self, line: Line) -> Cell:
        return line.cells[self._table.bar] if self._table is not None else None

    def _length(self, line: Line) -> float:
        cell = self._cell(line)
        if isinstance(cell, Share):
            return cell.num / cell.den if cell.den else 0
        return float(cell) if isinstance(cell, int | float) else 0

    def _number(self, line: Line) -> str:
        return cell_said(self._cell(line), alone=True)


def _name(line: Line) -> str:
    texts = [cell_said(cell) for cell in line.cells[:2] if isinstance(cell, str)]
    return texts[0] if len(texts) == 1 or isinstance(line.cells[2], Share) else " · ".join(texts)
