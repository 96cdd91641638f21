"""The grid of a call for returns: a row for each unit, a column for each round, words and colour in each cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dutyroom.data.queries.returns import AnswerRow, CallInFull, ReturnsUnitRow
from dutyroom.rules.returns import NOT_ASKED
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.matter.returns_words import (
    cell_in_full,
    cell_is_missing,
    cell_said,
    cell_tone,
    is_asked,
    off_said,
    round_said,
    round_to_see,
    rounds_shown,
    unit_said,
    units_in_turn,
)
from dutyroom.ui.theme import is_look_change, tokens_in_use
from dutyroom.ui.tokens import BASE_PT, ROW

_Index = QModelIndex | QPersistentModelIndex
_COLUMN_WIDE = 160
_UNIT_WIDE = 150


class ReturnsModel(QAbstractTableModel):
    """Units by rounds; ``clock`` decides what is late."""

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self.call: CallInFull | None = None
        self.units: list[ReturnsUnitRow] = []
        self.due: list[datetime] = []

    def show_call(self, call: CallInFull) -> bool:
        """Show this call; says whether rows or columns are others than before."""
        units = units_in_turn(call)
        due = rounds_shown(call.call, self._clock(), self._zone())
        if units == self.units and due == self.due and self.call is not None and self.call.call.id == call.call.id:
            self.call = call
            self.refresh()
            return False
        self.beginResetModel()
        self.call, self.units, self.due = call, units, due
        self.endResetModel()
        return True

    def now(self) -> datetime:
        """The instant by which it is decided what is late."""
        return self._clock()

    def refresh(self) -> None:
        """Time went on, or an answer came: say every cell anew."""
        if self.units and self.due:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.units) - 1, len(self.due) - 1))

    def answer(self, row: int, column: int) -> AnswerRow | None:
        """What is known of a cell."""
        return self.call.answers.get((self.units[row].id, self.due[column])) if self.call is not None else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """The units."""
        return 0 if parent.isValid() else len(self.units)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """The rounds shown."""
        return 0 if parent.isValid() else len(self.due)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Rounds above, units at the left."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if across else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and not across:
            unit = self.units[section]
            off = "" if unit.active else off_said()
            return f"{unit.unit} {unit.phone} {off}".strip()
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return round_said(self.due[section], self._zone()) if across else unit_said(self.units[section])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell."""
        if not index.isValid():
            return None
        answer, due_at, now = self.answer(index.row(), index.column()), self.due[index.column()], self._clock()
        asked = is_asked(self.units[index.row()], answer)
        said = cell_said(answer, due_at, now, self._zone()) if asked else NOT_ASKED
        if role == Qt.ItemDataRole.DisplayRole:
            return said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.units[index.row()].unit}, {round_said(due_at, self._zone())}: {said}".replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell_in_full(answer, now, self._zone()) or said
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        tone = cell_tone(answer, due_at, now) if asked else "secondary"
        if role == Qt.ItemDataRole.ForegroundRole and tone:
            return QBrush(QColor(getattr(tokens_in_use(), tone)))
        if role == Qt.ItemDataRole.FontRole and tone == "overdue":
            return sized(BASE_PT, bold=True)
        return None


class ReturnsGrid(QTableView):
    """One cell is current; Enter opens it, ``moved`` says that another one is current."""

    cell_opened = Signal()
    moved = Signal()

    def __init__(self, model: ReturnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.returns = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setDefaultSectionSize(_COLUMN_WIDE)
        across.setHighlightSections(True)
        across.setFixedHeight(46)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW)
        down.setFixedWidth(_UNIT_WIDE)
        self.doubleClicked.connect(lambda _: self.cell_opened.emit())
        self.retranslate()

    def show_call(self, call: CallInFull) -> None:
        """Show this call; the current cell stays where it is still there, else it is the first that matters now."""
        same = self.returns.call is not None and self.returns.call.call.id == call.call.id
        unit, due_at = self.cell() if same else (None, None)
        if not self.returns.show_call(call):
            return
        if unit is not None and due_at in self.returns.due:
            rows = [row for row, each in enumerate(self.returns.units) if each.id == unit.id]
            self.choose(rows[0] if rows else 0, self.returns.due.index(due_at))
        elif self.returns.due and self.returns.units:
            column = round_to_see(call, self.returns.due, self.returns.now())
            missing = [
                unit.active
                and cell_is_missing(self.returns.answer(row, column), self.returns.due[column], self.returns.now())
                for row, unit in enumerate(self.returns.units)
            ]
            self.choose(missing.index(True) if True in missing else 0, column)

    def cell(self) -> tuple[ReturnsUnitRow | None, datetime | None]:
        """The unit and the round of the current cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None, None
        return self.returns.units[index.row()], self.returns.due[index.column()]

    def answer(self) -> AnswerRow | None:
        """What is known of the current cell."""
        index = self.currentIndex()
        return self.returns.answer(index.row(), index.column()) if index.isValid() else None

    def choose(self, row: int, column: int) -> None:
        """Make a cell current and bring it into view."""
        index = self.returns.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def retranslate(self) -> None:
        """Word the grid anew."""
        self.setAccessibleName(self.tr("Returns by unit and round"))
        if self.returns.due:
            self.returns.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.returns.due) - 1)
        self.returns.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell; letters are left to whoever shows the grid."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.cell_opened.emit()
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Say that another cell is current."""
        super().currentChanged(current, previous)
        self.moved.emit()
