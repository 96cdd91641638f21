"""What importing a file would do, row by row, before anything is done, and what it did: the frame of every register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter
from dutyroom.ui.parts.list_look import as_file_list
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use

_Index = QModelIndex | QPersistentModelIndex
_RESULT = 1
"""The column that says what becomes of a row."""


def reason_said(code: str, facts: Mapping[str, Any], tools: Tools) -> str:
    """The sentence for a row that is left out or remarked upon."""
    return said(Refusal(code, **facts), tools.wording(), tools.zone)


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row of the file is shown: its cells, its result, and the token that colours each result."""

    titles: Sequence[str]
    cells: Callable[[Any], Sequence[str]]
    result: Callable[[Any], str]
    tones: Mapping[str, str]


class PreviewRows(QAbstractTableModel):
    """The rows of the file, in the order given."""

    def __init__(self, look: RowLook) -> None:
        super().__init__()
        self.look = look
        self.rows: list[Any] = []

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """As many as the file has."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """As many as there are titles."""
        return 0 if parent.isValid() else len(self.look.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles in the user's language."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return translated(self.look.titles[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; the result in the colour of its kind."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.look.cells(row)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _RESULT:
            return QColor(getattr(tokens_in_use(), self.look.tones.get(self.look.result(row), "warning")))
        return None


class ImportPreview(QWidget):
    """The frame of a proposal; ``accepted`` says whether the choice is ticked; ``closed`` leads back."""

    accepted = Signal(bool)
    closed = Signal()

    def __init__(self, look: RowLook, widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label_of("section", parent=self)
        self.summary = ElidedLabel(parent=self, type_="secondary")
        self.columns, self.note = ElidedLabel(parent=self, type_="small"), FieldNote(self)
        self.rows = PreviewRows(look)
        self.table = QTableView(self)
        self.choice = QCheckBox(self)
        self.accept, self.back = QPushButton(self), QPushButton(self)
        self.accept.setObjectName("accept")
        self.table.setModel(self.rows)
        as_file_list(self.table, widths)
        self._lay_out()
        self.accept.clicked.connect(lambda: self.accepted.emit(self.choice.isChecked()))
        self.back.clicked.connect(self.closed)

    def focus_step(self) -> None:
        """Put the cursor on the next step."""
        (self.back if self.accept.isHidden() else self.accept).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        self.table.setAccessibleName(self.tr("Rows of the file"))

    def word_frame(self, file: str, counted: Iterable[str], *, new: int, waiting: bool, left: Sequence[str]) -> None:
        """Word what every file has: its name, what becomes of its rows, the columns nobody would miss unless told."""
        self.title.setText((self.tr("Import {file}?") if waiting else self.tr("{file} was imported")).format(file=file))
        self.summary.setText("  ·  ".join(counted))
        self.columns.setText(self.tr("Columns left out: {columns}").format(columns=", ".join(left)))
        self.columns.setVisible(waiting and bool(left))
        self.accept.setText(self.tr("Import {count} rows").format(count=new))
        self.accept.setVisible(waiting and bool(new))
        self.back.setText(self.tr("Back; nothing is changed") if waiting else self.tr("Close"))

    def say_missed(self, count: int) -> None:
        """Say that the import broke off before so many rows."""
        words = self.tr("{count} rows were not reached; import the file again.").format(count=count)
        self.note.say(words, "warning")

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.table.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it stands on, elsewhere it does the import; Esc goes back and changes nothing."""
        if enter_presses(event, self):
            pass
        elif is_enter(event) and not self.accept.isHidden():
            self.accept.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _lay_out(self) -> None:
        put_look(self.accept, look="primary")
        self.foot = foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.choice)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.summary, self.columns, self.note):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
