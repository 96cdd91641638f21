"""The stages of a preparation as a vertical line: a sign, the name, the days; one is chosen by the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from dutyroom.rules.preparation import Stage
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.plans.preparation_words import MARKS
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT, TARGET

_ROLE: Final = Qt.ItemDataRole.UserRole
_LINE_AT: Final = 14
_DOT: Final = 18
_NAME_AT: Final = 34
_GAP: Final = 12
_TONES: Final = {"done": "done", "late": "overdue", "next": "accent", "skipped": "secondary", "open": "secondary"}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage as it is shown: its sign by name (see :data:`MARKS`), name, days with their colour, what it notes."""

    stage: Stage
    sign: str
    name: str
    days: str
    tone: Tone
    note: str


class StageList(QListWidget):
    """``opened`` names the stage on which somebody pressed Enter or clicked twice; ``moved``: another is chosen."""

    opened = Signal(str)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[StageLine, ...] = ()
        self.setItemDelegate(_StageDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setUniformItemSizes(True)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_ROLE).stage.value))
        self.currentRowChanged.connect(lambda _: self.moved.emit())

    def show_stages(self, lines: Sequence[StageLine]) -> None:
        """Show these stages; the one that was chosen stays chosen."""
        if tuple(lines) == self._lines:
            return
        chosen = self.stage()
        self._lines = tuple(lines)
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(f"{MARKS[line.sign]} {line.name} {line.days}".strip(), self)
            item.setData(_ROLE, line)
            item.setToolTip(line.note)
        self.blockSignals(False)
        self.setFixedHeight(len(lines) * TARGET + 2 * self.frameWidth())
        if chosen is not None:
            self.choose(chosen)

    def choose(self, stage: Stage) -> None:
        """Make a stage the chosen one."""
        place = next((place for place, line in enumerate(self._lines) if line.stage is stage), -1)
        self.setCurrentRow(place)

    def stage(self) -> Stage | None:
        """The stage that is chosen."""
        place = self.currentRow()
        return self._lines[place].stage if 0 <= place < len(self._lines) else None

    def lines(self) -> tuple[StageLine, ...]:
        """What is shown."""
        return self._lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the stage; letters are left to the window."""
        stage = self.stage()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and stage is not None:
            self.opened.emit(stage.value)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape or (event.text().isprintable() and event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _StageDelegate(QStyledItemDelegate):
    """Paints the line that runs through the signs, name and days."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as anything that can be pressed."""
        del index
        return QSize(option.rect.width(), TARGET)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One stage."""
        line: StageLine = index.data(_ROLE)
        tokens, box = tokens_in_use(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selected))
        self._paint_line(painter, box, index)
        ink = QColor(getattr(tokens, _TONES[line.sign]))
        dot = QRect(box.left() + _LINE_AT - _DOT // 2, box.center().y() - _DOT // 2 + 1, _DOT, _DOT)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(dot.adjusted(2, 0, -2, 0), QColor(tokens.selected if chosen else tokens.surface))
        painter.setPen(ink)
        painter.setFont(sized(BASE_PT, bold=True))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, MARKS[line.sign])
        self._paint_words(painter, box, line)
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRect, index: _Index) -> None:
        painter.setPen(QPen(QColor(tokens_in_use().line), 2))
        x, last = box.left() + _LINE_AT, index.model().rowCount() - 1
        top = box.top() if index.row() else box.center().y()
        bottom = box.bottom() + 1 if index.row() < last else box.center().y()
        painter.drawLine(x, top, x, bottom)

    def _paint_words(self, painter: QPainter, box: QRect, line: StageLine) -> None:
        tokens = tokens_in_use()
        inner = box.adjusted(_NAME_AT, 0, -_GAP, 0)
        painter.setFont(sized(BASE_PT, bold=line.sign in ("next", "late")))
        painter.setPen(QColor(tokens.secondary if line.sign == "skipped" else tokens.text))
        wide = painter.fontMetrics().horizontalAdvance(line.name)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.name)
        painter.setFont(sized(BASE_PT))
        days = painter.fontMetrics().horizontalAdvance(line.days)
        painter.setPen(QColor(getattr(tokens, line.tone) if line.tone else tokens.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.days)
        room = inner.adjusted(wide + _GAP, 0, -days - _GAP, 0)
        if line.note and room.width() > _DOT:
            note = painter.fontMetrics().elidedText(
                " ".join(line.note.split()), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.setPen(QColor(tokens.secondary))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, note)
