"""The list at the left of the plans: what the library holds, or the passages that a search found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.plans.lines import PlanLine
from dutyroom.ui.parts.text_units import in_units
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT, SMALL_PT

_Index = QModelIndex | QPersistentModelIndex
LINE: Final = Qt.ItemDataRole.UserRole
_SIDE: Final = 10
_PASSAGE_LINES: Final = 2
Ranges = tuple[tuple[int, int], ...]


class PlanLines(QAbstractListModel):
    """The lines as a list; headings and the names over passages cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PlanLine] = []

    def set_lines(self, lines: Sequence[PlanLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text for screen readers; the title whole as tooltip; the line itself under ``LINE``."""
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "  ".join(part for part in (line.title, line.chip, line.text) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (line.title, line.text) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only plans and passages can be chosen."""
        if self.lines[index.row()].can_be_chosen:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class PlanLinePainter(QStyledItemDelegate):
    """Paints a line: title, chip, and the passage in two lines with the hits marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As tall as its kind needs in the size of type shown; a passage as its lines need."""
        line: PlanLine = index.data(LINE)
        base, small = QFontMetrics(sized(BASE_PT)), QFontMetrics(sized(SMALL_PT))
        if line.kind == "heading":
            return QSize(160, small.height() + 16)
        if line.kind == "passage":
            widget = option.widget
            room = (widget.viewport() if isinstance(widget, QListView) else widget).width() if widget else 200
            lines = 0 if not line.text else 1 if small.horizontalAdvance(line.text) < room - 2 * _SIDE - 12 else 2
            return QSize(160, small.height() * (1 + lines) + 14)
        return QSize(160, base.height() + (small.height() + 2 if line.text else 0) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One line."""
        tokens = tokens_in_use()
        line: PlanLine = index.data(LINE)
        box: QRect = option.rect
        inner = box.adjusted(_SIDE, 5, -_SIDE, -5)
        painter.save()
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if line.can_be_chosen and (chosen or state & QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if chosen else tokens.hovered))
            painter.drawRoundedRect(box.adjusted(3, 1, -3, -1), 4, 4)
        if line.kind == "group":
            painter.setPen(QColor(tokens.line))
            painter.drawLine(box.left() + _SIDE, box.top(), box.right() - _SIDE, box.top())
        self._paint_words(painter, inner, line)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, line: PlanLine) -> None:
        tokens = tokens_in_use()
        small, base = sized(SMALL_PT), sized(BASE_PT)
        if line.kind == "heading":
            self._one_line(painter, box, line.title, small, tokens.secondary)
            return
        if line.kind == "passage":
            box = box.adjusted(8, 0, 0, 0)
            self._marked(painter, box, (line.title, line.title_marks), small, tokens.accent, lines=1)
            below = box.adjusted(0, QFontMetrics(small).height() + 2, 0, 0)
            self._marked(painter, below, (line.text, line.marks), small, tokens.text, lines=_PASSAGE_LINES)
            return
        font = sized(BASE_PT, bold=line.kind == "group")
        room = box.width() - self._chip(painter, box, line.chip, base, small)
        named = QRect(box.left(), box.top(), room, box.height())
        self._marked(painter, named, (line.title, line.title_marks), font, tokens.text, lines=1)
        if line.text:
            below = box.adjusted(0, QFontMetrics(base).height() + 2, 0, 0)
            self._one_line(painter, below, line.text, small, tokens.secondary)

    @staticmethod
    def _one_line(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)

    @staticmethod
    def _chip(painter: QPainter, box: QRect, word: str, base: QFont, small: QFont) -> int:
        """Paint the word in a box at the right; returns the room that it takes."""
        if not word:
            return 0
        tokens = tokens_in_use()
        metrics = QFontMetrics(small)
        wide = metrics.horizontalAdvance(word) + 12
        tall = metrics.height() + 2
        top = box.top() + max(0, (QFontMetrics(base).height() - tall) // 2)
        chip = QRectF(box.right() - wide + 1, top, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.warning_ground))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(small)
        painter.setPen(QColor(tokens.warning))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, word)
        return wide + 8

    @staticmethod
    def _marked(
        painter: QPainter, box: QRect, words: tuple[str, Ranges], font: QFont, colour: str, *, lines: int
    ) -> None:
        """Paint a text with its hits marked in so many lines at most."""
        text, marks = words
        tokens = tokens_in_use()
        metrics = QFontMetrics(font)
        layout = QTextLayout(_fitted(text, font, box.width(), lines), font)
        layout.setTextOption(_wrapping())
        marked = QTextCharFormat()
        marked.setBackground(QColor(tokens.hit_ground))
        marked.setForeground(QColor(tokens.text))
        ranges = []
        for start, end in in_units(text, marks):
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, end - start, marked
            ranges.append(part)
        layout.setFormats(ranges)
        layout.beginLayout()
        for number in range(lines):
            laid = layout.createLine()
            if not laid.isValid():
                break
            laid.setLineWidth(box.width())
            laid.setPosition(QPointF(0, number * metrics.height()))
        layout.endLayout()
        painter.setPen(QColor(colour))
        layout.draw(painter, QPointF(box.topLeft()))


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _fitted(text: str, font: QFont, wide: int, lines: int) -> str:
    """As much of the text as so many lines hold, with an ellipsis where there is more."""
    metrics = QFontMetrics(font)
    if lines == 1:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide)
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    first = layout.createLine()
    if not first.isValid():
        return text
    first.setLineWidth(wide)
    length = first.textLength()
    layout.endLayout()
    coded = text.encode("utf-16-le")
    head, rest = (part.decode("utf-16-le", "replace") for part in (coded[: 2 * length], coded[2 * length :]))
    return head + metrics.elidedText(rest, Qt.TextElideMode.ElideRight, wide)


class PlanResults(QListView):
    """The list; ``opened`` (plan, section or None, whether to go there) comes for a click and for Enter."""

    opened = Signal(int, object, bool)
    left = Signal()
    """Esc: back to the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._painter = PlanLines(), PlanLinePainter()
        self.setModel(self._lines)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self._open(index, go=False))

    @property
    def lines(self) -> list[PlanLine]:
        """What is shown."""
        return self._lines.lines

    def set_lines(self, lines: Sequence[PlanLine], *, keep: bool = False) -> None:
        """Show these lines; with ``keep`` the chosen one and the scroll position stay, else the first is chosen."""
        chosen = self.chosen()
        height = self.verticalScrollBar().value()
        self._lines.set_lines(lines)
        rows = [n for n, line in enumerate(lines) if line.can_be_chosen]
        same = [n for n in rows if chosen is not None and lines[n].place == chosen.place] if keep else []
        if rows:
            self.setCurrentIndex(self._lines.index((same or rows)[0], 0))
        if keep:
            self.verticalScrollBar().setValue(height)
        else:
            self.scrollToTop()

    def chosen(self) -> PlanLine | None:
        """The chosen line."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self._lines.lines):
            return None
        return self._lines.lines[index.row()]

    def choose_place(self, plan: int, section: int | None) -> None:
        """Choose the line that leads there, if there is one."""
        for row, line in enumerate(self._lines.lines):
            if line.can_be_chosen and line.plan == plan and line.section in (section, None):
                self.setCurrentIndex(self._lines.index(row, 0))
                return

    def step(self, by: int) -> None:
        """Choose another line, ``by`` lines on; the ends hold."""
        rows = [n for n, line in enumerate(self._lines.lines) if line.can_be_chosen]
        if not rows:
            return
        current = self.currentIndex().row()
        at = rows.index(current) if current in rows else -1
        row = rows[min(max(at + by, 0), len(rows) - 1)]
        self.setCurrentIndex(self._lines.index(row, 0))
        if row == rows[0]:
            self.scrollToTop()  # with the name above it
        else:
            self.scrollTo(self.currentIndex())

    def open_chosen(self) -> None:
        """Open where the chosen line leads, and go there."""
        self._open(self.currentIndex(), go=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over what can be chosen; Enter opens; Esc goes back to the words."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in steps and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.step(steps[key])
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _open(self, index: QModelIndex, *, go: bool) -> None:
        line = self._lines.lines[index.row()] if index.isValid() else None
        if line is not None and line.can_be_chosen:
            self.opened.emit(line.plan, line.section, go)
