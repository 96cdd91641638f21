"""What a file of heads of papers would change, field by field, before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.paper_template import FieldChange
from dutyroom.ui.parts.briefing.words import kind_said
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.settings.mastheads_form import choice_said, name_said
from dutyroom.ui.theme import label_of, put_look


class MastheadChanges(QWidget):
    """A table of the changes; ``taken`` keeps them, ``left`` leaves everything as it stands (Esc)."""

    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = ""
        self._changes: tuple[FieldChange, ...] = ()
        self.said = label_of("small", parent=self)
        self.said.setWordWrap(True)
        self.table = QTableWidget(0, 4, self)
        titles = as_list(self.table)
        for place in (2, 3):
            titles.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        titles.resizeSection(0, 130)
        titles.resizeSection(1, 130)
        self.leave, self.take = QPushButton(self), QPushButton(self)
        put_look(self.take, look="primary")
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.retranslate()

    def show_changes(self, file: str, changes: Sequence[FieldChange]) -> None:
        """Show what this file would change."""
        self._file, self._changes = file, tuple(changes)
        self._fill()
        (self.take if self._changes else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        self.table.setAccessibleName(self.tr("What the file changes"))
        self.table.setHorizontalHeaderLabels(
            (self.tr("Paper"), self.tr("Field"), self.tr("Stands now"), self.tr("In the file"))
        )
        self.take.setText(self.tr("Take it over"))
        self.leave.setText(self.tr("Leave it"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it stands."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        self.take.setEnabled(bool(self._changes))
        words = (
            self.tr("{file} changes {n} fields. Nothing is kept yet.")
            if self._changes
            else self.tr("{file} says what stands already.")
        )
        self.said.setText(words.format(file=self._file, n=len(self._changes)))
        self.table.setRowCount(len(self._changes))
        for place, change in enumerate(self._changes):
            now, then = (choice_said(change.name, value) for value in (change.now, change.then))
            for column, text in enumerate((kind_said(change.kind), name_said(change.name), now, then)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, column, item)
