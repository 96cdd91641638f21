"""Which column of a file is which field: proposed, and chosen anew before anything is read out of the rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.column_map import CASE_WORDS, MATTER_WORDS, SheetHeads, kept_maps, map_fault
from dutyroom.rules.hotline_import import CASES
from dutyroom.rules.hotline_privacy import masked_address, masked_name, masked_phone
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter
from dutyroom.ui.parts.import_preview import reason_said
from dutyroom.ui.parts.list_look import as_file_list
from dutyroom.ui.rows_import import MapWish
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use

_Index = QModelIndex | QPersistentModelIndex
_TITLES: Final = (mark("Column of the file"), mark("Taken for"), mark("What stands there"), mark("In the sheets"))
_WIDTHS: Final = (220, 190, 380)
_FIELD, _SHEETS = 1, 3
_SHEETS_TALL: Final = 96
_MASKS: Final[Mapping[str, Callable[[str], str]]] = {
    "name": masked_name,
    "phone": masked_phone,
    "second": masked_phone,
    "address": masked_address,
}


class MapRows(QAbstractTableModel):
    """A heading a row, once for all sheets taken that have it; ``changed`` is what the person chose."""

    def __init__(self, worded: Callable[[str | None], str]) -> None:
        super().__init__()
        self._worded = worded
        self.headings: list[str] = []
        self.fields: dict[str, str | None] = {}
        self.samples: dict[str, tuple[str, ...]] = {}
        self.sheets: dict[str, list[str]] = {}
        self.quiet: set[str] = set()
        self.changed: dict[str, str | None] = {}

    def set_heads(self, heads: list[SheetHeads]) -> None:
        """Show the columns of these sheets."""
        self.beginResetModel()
        self.fields, self.samples, self.sheets, self.quiet = {}, {}, {}, set()
        for sheet in heads:
            for heading, name in sheet.columns.items():
                self.fields[heading] = self.changed.get(heading, self.fields.get(heading) or name)
                self.samples[heading] = self.samples.get(heading) or sheet.samples.get(heading, ())
                self.sheets.setdefault(heading, []).append(sheet.name)
                if heading in sheet.ignored:
                    self.quiet.add(heading)
        self.headings = list(self.fields)
        self.endResetModel()

    def take_for(self, row: int, name: str | None) -> None:
        """Take a column for a field, or leave it out."""
        heading = self.headings[row]
        if self.fields[heading] != name:
            self.changed[heading] = self.fields[heading] = name
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(_TITLES) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """As many as there are headings."""
        return 0 if parent.isValid() else len(self.headings)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Heading, field, samples, sheets."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles in the user's language."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return translated(_TITLES[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; a column that nobody understood stands out."""
        heading = self.headings[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells(heading)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _FIELD and self.fields[heading] is None:
            is_decided = heading in self.changed or heading in self.quiet
            return QColor(getattr(tokens_in_use(), "secondary" if is_decided else "warning"))
        return None

    def _cells(self, heading: str) -> tuple[str, ...]:
        mask = _MASKS.get(self.fields[heading] or "", str)
        said = "  ·  ".join(mask(sample) for sample in self.samples[heading])
        return heading, self._worded(self.fields[heading]), said, "、".join(self.sheets[heading])


class ColumnMapView(QWidget):
    """Sheets to tick, a row for each column, a field to choose; Ctrl+Enter shows the rows, Esc leaves the file.

    ``accepted`` carries the :class:`MapWish` as it was chosen, and whether it is to be remembered.
    """

    accepted = Signal(object, bool)
    closed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.wish: MapWish | None = None
        self.title, self.hint = label_of("section", parent=self), ElidedLabel(parent=self, type_="secondary")
        self.note = FieldNote(self)
        self.sheets = QListWidget(self)
        self.rows = MapRows(self._worded)
        self.table = QTableView(self)
        self.label, self.field = QLabel(self), QComboBox(self)
        self.remember = QCheckBox(self)
        self.accept, self.back = QPushButton(self), QPushButton(self)
        self.accept.setObjectName("accept")
        self.field.setObjectName("field")
        self.table.setModel(self.rows)
        as_file_list(self.table, _WIDTHS)
        self._lay_out()
        self.sheets.itemChanged.connect(lambda _: self._sheets_changed())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.table.doubleClicked.connect(lambda _: self._choose())
        self.field.activated.connect(lambda _: self._chosen())
        self.accept.clicked.connect(self._accept)
        self.back.clicked.connect(self.closed)
        self.retranslate()

    def show_wish(self, wish: MapWish) -> None:
        """Show what is proposed for a file, or what was chosen before."""
        self.wish = wish
        self.rows.changed = dict(wish.changed)
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for sheet in wish.heads:
            item = QListWidgetItem(sheet.name, self.sheets)
            item.setData(Qt.ItemDataRole.UserRole, sheet.name)
            item.setCheckState(Qt.CheckState.Checked if sheet.name in wish.taken else Qt.CheckState.Unchecked)
        self.sheets.blockSignals(False)
        self.sheets.setCurrentRow(0)
        self.sheets.setVisible(len(wish.heads) > 1)
        self.remember.setChecked(True)
        self.retranslate()
        self._sheets_changed()
        unknown = [row for row, heading in enumerate(self.rows.headings) if self.rows.fields[heading] is None]
        self.table.selectRow(next((row for row in unknown if self.rows.headings[row] not in self.rows.quiet), 0))

    def taken(self) -> tuple[str, ...]:
        """The names of the sheets that are ticked."""
        items = [self.sheets.item(row) for row in range(self.sheets.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def focus_step(self) -> None:
        """Put the cursor into the table of columns."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        name = self.wish.path.name if self.wish is not None else ""
        self.title.setText(self.tr("Columns of {file}").format(file=name))
        self.hint.setText(self.tr("Enter on a column chooses what it is, Delete leaves it out."))
        self.sheets.setAccessibleName(self.tr("Sheets to take"))
        self.table.setAccessibleName(self.tr("Columns of the file"))
        self.remember.setText(self.tr("Remember this for files with the same headings"))
        self.accept.setText(self.tr("Show the rows"))
        self.accept.setToolTip(self.tr("Read the rows like this and show what would become of them  Ctrl+Enter"))
        self.back.setText(self.tr("Back; nothing is changed"))
        for row in range(self.sheets.count()):
            item = self.sheets.item(row)
            sheet = self._heads[row]
            words = self.tr("{sheet}: {count} rows").format(sheet=sheet.name, count=sheet.rows)
            self.sheets.blockSignals(True)
            item.setText(words)
            self.sheets.blockSignals(False)
        self._fill_fields()
        self._check()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.table.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter shows the rows; Enter chooses the field of a column, Delete leaves it out; Esc goes back."""
        if is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._accept()
        elif enter_presses(event, self):
            pass
        elif is_enter(event):
            self._choose()
        elif event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and self.table.currentIndex().isValid():
            self._take_for(None)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    @property
    def _heads(self) -> tuple[SheetHeads, ...]:
        return self.wish.heads if self.wish is not None else ()

    @property
    def _words(self) -> Mapping[str, str]:
        return CASE_WORDS if self.wish is not None and self.wish.vocabulary is CASES else MATTER_WORDS

    def _worded(self, name: str | None) -> str:
        if name is None:
            return self.tr("(left out)")
        return translated(self._words[name]) if name in self._words else name

    def _fill_fields(self) -> None:
        chosen = self.field.currentData()
        self.field.clear()
        self.field.addItem(self._worded(None), None)
        for name in self._words:
            self.field.addItem(self._worded(name), name)
        self.field.setCurrentIndex(max(self.field.findData(chosen), 0))

    def _sheets_changed(self) -> None:
        taken, row = self.taken(), self.table.currentIndex().row()
        self.rows.set_heads([sheet for sheet in self._heads if sheet.name in taken])
        self.table.setColumnHidden(_SHEETS, len(taken) < 2)  # one sheet needs no name
        if self.rows.headings:
            self.table.selectRow(min(max(row, 0), len(self.rows.headings) - 1))
        self._check()

    def _show_current(self) -> None:
        row = self.table.currentIndex().row()
        has_row = 0 <= row < len(self.rows.headings)
        self.field.setEnabled(has_row)
        if has_row:
            heading = self.rows.headings[row]
            words = self.tr("“{heading}” is:").format(heading=heading)
            self.label.setText(words)
            self.field.setAccessibleName(words)
            self.field.setCurrentIndex(max(self.field.findData(self.rows.fields[heading]), 0))

    def _choose(self) -> None:
        if self.table.currentIndex().isValid():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.showPopup()

    def _chosen(self) -> None:
        """The field was chosen: back to the table, at the next column."""
        row = self.table.currentIndex().row()
        self._take_for(self.field.currentData())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.selectRow(min(row + 1, len(self.rows.headings) - 1))

    def _take_for(self, name: str | None) -> None:
        self.rows.take_for(self.table.currentIndex().row(), name)
        self._show_current()
        self._check()

    def _check(self) -> bool:
        """Say what is wrong with the map, if anything."""
        self.note.be_silent()
        if self.wish is None:
            return False
        found = map_fault(self._heads, self.rows.changed, self.taken(), self.wish.vocabulary)
        self.accept.setEnabled(found is None)
        if found is None:
            return True
        refusal, _ = found
        facts: dict[str, Any] = dict(refusal.facts)
        if "name" in facts:
            facts["name"] = self._worded(facts["name"])
        self.note.say(reason_said(refusal.code, facts, self._tools), "warning")
        return False

    def _accept(self) -> None:
        if self.wish is None or not self._check():
            return
        wish = replace(self.wish, changed=dict(self.rows.changed), taken=self.taken())
        former = {sheet.key: sheet.columns for sheet in wish.heads}
        is_new = kept_maps(wish.heads, wish.changed, wish.taken) != former or not wish.is_known
        self.accepted.emit(wish, self.remember.isChecked() and is_new)

    def _lay_out(self) -> None:
        put_look(self.accept, look="primary")
        self.label.setBuddy(self.field)
        self.sheets.setMaximumHeight(_SHEETS_TALL)
        self.field.setMinimumWidth(_WIDTHS[0])
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.remember)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.accept)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.label)
        line.addWidget(self.field)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.hint, self.note, self.sheets):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addLayout(foot)
