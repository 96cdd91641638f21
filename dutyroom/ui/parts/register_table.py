"""The table of every register: a million rows, columns that drop when it is narrow, selection kept by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.register_cell import CellDelegate as CellDelegate
from dutyroom.ui.parts.register_model import RegisterModel
from dutyroom.ui.theme import is_look_change
from dutyroom.ui.tokens import ROW, TARGET

SELECTION_KEPT: Final = 1000


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody was in the table, by ids; ``current_at`` and ``top_at`` are the places they had."""

    count: int
    current_at: int
    top_at: int

    current: int | None
    selected: tuple[int, ...]
    top: int | None
    offset: int
    at_end: bool


class RegisterTable(QTableView):
    """Shows a RegisterModel; ``sticks_to_end`` keeps the newest (last) row in view while one is at the end.

    ``row_height`` is in px and the same for all rows.
    """

    current_changed = Signal(int)
    row_opened = Signal(int)
    order_asked = Signal(str)

    def __init__(
        self,
        model: RegisterModel,
        parent: QWidget | None = None,
        *,
        sticks_to_end: bool = False,
        row_height: int = ROW,
    ) -> None:
        super().__init__(parent)
        self.register = model
        self._row_height = row_height
        self._sticks_to_end = sticks_to_end
        self._current: int | None = None
        self._restoring = False
        self.empty = EmptyState(self.viewport())
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self._lay_out()
        model.modelReset.connect(self._show_emptiness)
        self._show_emptiness()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these ids; selection, current row and scroll position stay with their ids."""
        place = self._place()
        self._restoring = True
        self.register.set_ids(ids)
        self._restore(place)
        self._restoring = False
        self._tell_current()

    def current_id(self) -> int | None:
        """The id of the current row, or None."""
        index = self.currentIndex()
        return int(self.register.ids[index.row()]) if index.isValid() else None

    def current_row(self) -> Any | None:
        """The current row, or None where there is none or it is on its way."""
        index = self.currentIndex()
        return self.register.row(index.row()) if index.isValid() else None

    def choose(self, id_: int) -> bool:
        """Make an id current and bring it into view; False if it is not shown."""
        place = self.register.place_of(id_)
        if place < 0:
            return False
        index = self.register.index(place, self._first_column())
        # Not as a click would: with a key of a command still held, Ctrl+G say, the row would join what was selected.
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(index)
        return True

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows in the order shown."""
        rows: list[int] = []
        for part in self.selectionModel().selection().toList():
            rows.extend(range(part.top(), part.bottom() + 1))
        return [int(self.register.ids[row]) for row in sorted(set(rows))]

    def scroll_to_end(self) -> None:
        """Show the last rows."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def shown_columns(self) -> tuple[str, ...]:
        """The keys of the columns that are not dropped."""
        return tuple(column.key for place, column in enumerate(self.register.columns) if not self.isColumnHidden(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; Ctrl+C copies the selected rows as text; letters are left to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id() is not None:
            self.row_opened.emit(self.current_id())
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.text_of_selection())
            event.accept()
        elif event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()  # no type-ahead: it would walk through a million rows
        else:
            super().keyPressEvent(event)

    def text_of_selection(self) -> str:
        """The selected rows as lines of text, cells apart by tabs; rows still on their way are left out."""
        shown = [column for place, column in enumerate(self.register.columns) if not self.isColumnHidden(place)]
        rows = [self.register.row(self.register.place_of(id_)) for id_ in self.selected_ids()[:SELECTION_KEPT]]
        return "\n".join("\t".join(column.text(row) for column in shown) for row in rows if row is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop or bring back columns for the new width."""
        super().resizeEvent(event)
        self.empty.setGeometry(self.viewport().rect())
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.register.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.register.columnCount() - 1)
        elif is_look_change(event):
            self.register.forget_look()
            delegate = self.itemDelegate()
            if isinstance(delegate, CellDelegate):
                delegate.forget_look()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Say which id is current, once per change."""
        super().currentChanged(current, previous)
        if not self._restoring:
            self._tell_current()

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows, titles = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._row_height)
        rows.setMinimumSectionSize(TARGET)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setHighlightSections(False)
        titles.setSectionsClickable(any(column.sorts for column in self.register.columns))
        titles.setFixedHeight(TARGET)
        titles.sectionClicked.connect(self._title_clicked)
        self.verticalScrollBar().setSingleStep(self._row_height)
        self.doubleClicked.connect(lambda index: self.row_opened.emit(int(self.register.ids[index.row()])))

    def _fit_columns(self) -> None:
        columns = self.register.columns
        room = self.viewport().width()
        shown = set(range(len(columns)))
        droppable = sorted((i for i in shown if columns[i].drop_order), key=lambda i: columns[i].drop_order)
        for place in droppable:
            if sum(columns[i].width for i in shown) <= room:
                break
            shown.discard(place)
        stretching = [i for i in shown if columns[i].stretches] or [max(shown)]
        spare = max(room - sum(columns[i].width for i in shown), 0)
        for place, column in enumerate(columns):
            self.setColumnHidden(place, place not in shown)
            wide = column.width + (spare // len(stretching) if place in stretching else 0)
            self.horizontalHeader().resizeSection(place, wide)

    def _title_clicked(self, section: int) -> None:
        column = self.register.columns[section]
        if column.sorts:
            self.order_asked.emit(column.key)

    def _first_column(self) -> int:
        return next((i for i in range(self.register.columnCount()) if not self.isColumnHidden(i)), 0)

    def _place(self) -> _Place:
        bar = self.verticalScrollBar()
        top = self.rowAt(0)
        selection = self.selectionModel().selection()
        few = sum(part.height() for part in selection.toList()) <= SELECTION_KEPT
        return _Place(
            count=self.register.rowCount(),
            current_at=self.currentIndex().row(),
            top_at=top,
            current=self.current_id(),
            selected=tuple(self.selected_ids()) if few else (),
            top=int(self.register.ids[top]) if top >= 0 else None,
            offset=self.rowViewportPosition(top) if top >= 0 else 0,
            at_end=bar.value() >= bar.maximum(),
        )

    def _restore(self, place: _Place) -> None:
        # most often nothing moved, or everything moved by what came before it
        moved = self.register.rowCount() - place.count
        if place.current is not None:
            near = (place.current_at, place.current_at + moved)
            row = self.register.place_of(place.current, near=near)
            if row >= 0:
                self.selectionModel().setCurrentIndex(
                    self.register.index(row, self._first_column()), QItemSelectionModel.SelectionFlag.NoUpdate
                )
        chosen = QItemSelection()
        last = self.register.columnCount() - 1
        for id_ in place.selected:
            row = self.register.place_of(id_, near=(place.current_at, place.current_at + moved))
            if row >= 0:
                chosen.select(self.register.index(row, 0), self.register.index(row, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.updateGeometries()
        if self._sticks_to_end and place.at_end:
            self.scroll_to_end()
            QTimer.singleShot(0, self, self.scroll_to_end)
        elif place.top is not None:
            row = self.register.place_of(place.top, near=(place.top_at, place.top_at + moved))
            if row < 0:
                return
            self.verticalScrollBar().setValue(row * self._row_height - place.offset)

    def _tell_current(self) -> None:
        current = self.current_id()
        if current != self._current:
            self._current = current
            self.current_changed.emit(-1 if current is None else current)

    def _show_emptiness(self) -> None:
        nothing = self.register.rowCount() == 0
        self.empty.setVisible(nothing)
        self.horizontalHeader().setVisible(not nothing)
