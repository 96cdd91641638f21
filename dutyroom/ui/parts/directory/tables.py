"""Small tables of the record: numbers of a unit or person, and people in the order of protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from dutyroom.data.queries.directory import NumberRow, PersonRow
from dutyroom.data.queries.directory_groups import MemberRow
from dutyroom.rules.phone import Label
from dutyroom.rules.wording import mark
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.directory.words import DAY_AND_NIGHT, Freshness, label_said, said
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT, ROW

ROWS_SHOWN: Final = 6
"""More rows than this are scrolled to."""


class SmallTable(QTableWidget):
    """A table as tall as its rows, up to some; ``opened`` carries the number of the row for Enter or a double click."""

    opened = Signal(int)
    moved = Signal(int, int)
    """Alt+Up and Alt+Down: the number of the row, and by how many places."""
    removed = Signal(int)
    """Del."""

    def __init__(self, columns: int, stretching: int, parent: QWidget | None = None) -> None:
        super().__init__(0, columns, parent)
        self._ids: list[int] = []
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        titles = as_list(self)
        for column in range(columns):
            mode = QHeaderView.ResizeMode.Stretch if column == stretching else QHeaderView.ResizeMode.ResizeToContents
            titles.setSectionResizeMode(column, mode)
        self.cellDoubleClicked.connect(lambda row, _: self.opened.emit(self._ids[row]))

    def current_id(self) -> int | None:
        """The number of the current row."""
        row = self.currentRow()
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def choose(self, number: int) -> None:
        """Make the row of this number current."""
        if number in self._ids:
            self.setCurrentCell(self._ids.index(number), 0)

    def show_rows(self, ids: Sequence[int], cells: Sequence[Sequence[QTableWidgetItem]]) -> None:
        """Show these rows; the current one stays current, else the first is."""
        current = self.current_id()
        self.setRowCount(len(ids))
        self._ids = list(ids)
        for row, items in enumerate(cells):
            for column, item in enumerate(items):
                item.setToolTip(item.text())
                self.setItem(row, column, item)
        if self._ids:
            self.setCurrentCell(self._ids.index(current) if current in self._ids else 0, 0)
        tall = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setFixedHeight(tall + ROW * min(len(ids), ROWS_SHOWN) + 2)
        self.setVisible(bool(ids))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del removes, Alt with an arrow moves; letters are keys of the page."""
        current = self.current_id()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.opened.emit(current)
        elif key == Qt.Key.Key_Delete and current is not None:
            self.removed.emit(current)
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier and current is not None:
            self.moved.emit(current, steps[key])
        elif key in steps and self._at_end(steps[key]):
            self.focusNextPrevChild(steps[key] > 0)
        elif key == Qt.Key.Key_Escape or (event.text().isprintable() and event.text()):
            event.ignore()
            return
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _at_end(self, step: int) -> bool:
        """Whether the arrows leave the table here: it is a part of a longer record."""
        row = self.currentRow() + step
        return not 0 <= row < self.rowCount()


def number_cells(number: NumberRow, fresh: Freshness) -> list[QTableWidgetItem]:
    """Kind, number and when it was called last; what is retired is grey, what is stale is said and coloured."""
    tokens = tokens_in_use()
    more = [said(DAY_AND_NIGHT)] if number.is_day_and_night else []
    more += [part for part in (number.person, number.note) if part]
    kind = QTableWidgetItem("  ".join((label_said(number.label), *more)))
    phone = QTableWidgetItem(number.phone)
    phone.setFont(sized(BASE_PT, bold=number.label == Label.DUTY))
    checked = QTableWidgetItem(fresh.checked_said(number))
    kind.setForeground(QColor(tokens.secondary))
    stale = fresh.is_stale(number)
    if stale:
        checked.setText(f"! {checked.text()}")
    checked.setForeground(QColor(tokens.warning if stale else tokens.secondary))
    return [kind, phone, checked]


def person_cells(person: PersonRow) -> list[QTableWidgetItem]:
    """Name, post, and the number that is called first."""
    tokens = tokens_in_use()
    called = next((n.phone for n in person.numbers if n.active and n.label != Label.EMAIL), "")
    cells = [QTableWidgetItem(text) for text in (person.name, person.post, called)]
    cells[1].setForeground(QColor(tokens.secondary))
    return cells


def member_cells(member: MemberRow, fresh: Freshness) -> list[QTableWidgetItem]:
    """Name, the number that is called first, and when that was called last; one without a number is said to be."""
    tokens = tokens_in_use()
    called = next((number for number in member.numbers if number.label != Label.EMAIL), None)
    name = member.name if member.person_id is None else f"{member.name}  {member.unit} {member.post}".strip()
    phone = f"{label_said(called.label)}  {called.phone}" if called else said(NO_NUMBER)
    checked = fresh.checked_said(called) if called else ""
    cells = [QTableWidgetItem(text) for text in (name, phone, checked)]
    if called is None or fresh.is_stale(called):
        cells[2].setText(f"! {checked}" if called else "")
        for cell in cells[1 if called is None else 2 :]:
            cell.setForeground(QColor(tokens.warning))
    else:
        cells[2].setForeground(QColor(tokens.secondary))
    return cells


NO_NUMBER: Final = mark("! no number")
