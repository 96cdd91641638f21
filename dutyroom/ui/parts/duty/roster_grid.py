"""A roster as a grid: a day a row, a post a column; what is typed into a cell says who holds that post."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dutyroom.data.queries.rosters import DutyRow, RosterInFull
from dutyroom.rules.roster import KIND_WORDS, day_kind
from dutyroom.rules.roster_check import Fault, RosterFault
from dutyroom.rules.roster_posts import post_said
from dutyroom.rules.roster_record import people_said
from dutyroom.rules.statistics_report import WEEKDAY_WORDS
from dutyroom.rules.wording import ENGLISH, Wording
from dutyroom.rules.workdays import Holidays
from dutyroom.ui.parts.focus import is_enter

_Index = QModelIndex | QPersistentModelIndex
_TOLD_IN_CELL: Final = frozenset({Fault.GAP, Fault.EMPTY, Fault.UNSURE})
_DAY_WIDE: Final = 168
_POST_WIDE: Final = 168


class RosterGridModel(QAbstractTableModel):
    """The cells of a roster; ``filled`` names day, post and what was typed there."""

    filled = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full: RosterInFull | None = None
        self._holidays = Holidays()
        self._wording: Wording = ENGLISH
        self._days: list[date] = []
        self._faults: dict[date, list[RosterFault]] = {}

    def show_roster(self, full: RosterInFull | None, holidays: Holidays, wording: Wording) -> None:
        """Show this roster."""
        self.beginResetModel()
        self.full, self._holidays, self._wording = full, holidays, wording
        self._days, self._faults = [], {}
        if full is not None:
            count = (full.row.last - full.row.first).days + 1
            self._days = [full.row.first + timedelta(days=n) for n in range(count)]
            for fault in full.faults:
                self._faults.setdefault(fault.day, []).append(fault)
        self.endResetModel()

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts, in the order of the columns."""
        return self.full.row.posts if self.full is not None else ()

    def place_of(self, day: date, post: str) -> QModelIndex:
        """The cell of a post on a day."""
        if day not in self._days or post not in self.posts:
            return QModelIndex()
        return self.index(self._days.index(day), 1 + self.posts.index(post))

    def people_at(self, index: _Index) -> tuple[DutyRow, ...]:
        """Who holds the post of a cell."""
        if self.full is None or not 1 <= index.column() <= len(self.posts):
            return ()
        return self.full.at(self._days[index.row()], self.posts[index.column() - 1])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """A row for each day."""
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """The day, the posts, what is to be noted."""
        return 0 if parent.isValid() or self.full is None else len(self.posts) + 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell; an empty post says so in words."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(index)
        if role == Qt.ItemDataRole.EditRole:
            return people_said(tuple(duty.named for duty in self.people_at(index)))
        if role == Qt.ItemDataRole.FontRole and self._is_post(index) and not self.people_at(index):
            font = QFont()
            font.setItalic(True)
            return font
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Say who holds the post; the cell changes once the store has it."""
        typed = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or typed == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self.filled.emit(self._days[index.row()], self.posts[index.column() - 1], typed)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words above the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self.tr("Day")
        if section > len(self.posts):
            return self.tr("Remarks")
        return post_said(self.posts[section - 1], self._wording)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Posts can be typed into while the roster counts."""
        found = super().flags(index)
        if self._is_post(index) and self.full is not None and not self.full.row.void_reason:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def _is_post(self, index: _Index) -> bool:
        return 1 <= index.column() <= len(self.posts)

    def _text(self, index: _Index) -> str:
        day = self._days[index.row()]
        if index.column() == 0:
            kind = day_kind(day, self._holidays)
            said = self._holidays.name(day) if kind == "holiday" else self._wording.say(KIND_WORDS[kind])
            weekday = self._wording.say(WEEKDAY_WORDS[day.weekday()])
            return "  ".join(filter(None, (f"{day:%m-%d}", weekday, said)))
        if self._is_post(index):
            return people_said(tuple(duty.named for duty in self.people_at(index))) or self.tr("nobody")
        return "  ".join(self._notes(day))

    def _notes(self, day: date) -> list[str]:
        """What does not fit on a day beyond empty cells, swaps, remarks."""
        found = [
            each.said(self._wording).partition(": ")[2] or each.said(self._wording)
            for each in self._faults.get(day, [])
            if each.fault not in _TOLD_IN_CELL
        ]
        duties = [duty for duty in self.full.duties if duty.day == day] if self.full is not None else []
        for duty in duties:
            if duty.instead_of:
                said = self.tr("{name} instead of {other}").format(name=duty.name, other=duty.instead_of)
                found.append(f"{said}（{duty.swap_reason}）" if duty.swap_reason else said)
        return found + list(dict.fromkeys(duty.remark for duty in duties if duty.remark))


class RosterGrid(QTableView):
    """The grid: arrow keys walk, a letter or F2 types over a cell, Enter keeps it and goes a day down, Delete empties it."""

    def __init__(self, model: RosterGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.grid = model
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setStretchLastSection(True)
        model.modelReset.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell; Delete empties it."""
        index = self.currentIndex()
        if is_enter(event) and index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            self.edit(index)
            event.accept()
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.grid.setData(index, "")
            event.accept()
        else:
            super().keyPressEvent(event)

    def to_next_gap(self) -> bool:
        """The next post without anybody, from where the cursor is, round to the first; whether there is one."""
        at = self.currentIndex()
        columns = range(1, len(self.grid.posts) + 1)
        places = [(row, column) for row in range(self.grid.rowCount()) for column in columns]
        gaps = [each for each in places if not self.grid.people_at(self.grid.index(*each))]
        if gaps:
            after = [each for each in gaps if each > (at.row(), at.column())]
            self.setCurrentIndex(self.grid.index(*(after or gaps)[0]))
        return bool(gaps)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        for column in range(self.grid.columnCount() - 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, _DAY_WIDE if column == 0 else _POST_WIDE)
