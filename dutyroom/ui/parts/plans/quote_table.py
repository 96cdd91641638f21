"""The telephone numbers and the names that another version changed, apart from the text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from dutyroom.rules.plan_compare import QuoteChange, QuoteKind
from dutyroom.ui.parts.list_look import as_file_list
from dutyroom.ui.parts.plans.compared import Compared
from dutyroom.ui.parts.plans.document import heading_of
from dutyroom.ui.theme import label_of

_WIDTHS: Final = (120, 140, 135, 135, 100)


class QuoteTable(QWidget):
    """A heading and a row for each; ``asked`` carries the place of its section in the comparison."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Compared | None = None
        self._rows: list[QuoteChange] = []
        self.title = label_of("strong", parent=self)
        self.table = QTableWidget(0, len(_WIDTHS), self)
        as_file_list(self.table, _WIDTHS)
        self.table.itemActivated.connect(lambda item: self._asked(item.row()))
        self.table.currentCellChanged.connect(lambda row, *_: self._asked(row))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)
        self.setMinimumHeight(72)

    def show_changes(self, shown: Compared) -> None:
        """Show what changed between two versions; nothing is shown where nothing did."""
        self._shown = shown
        self._rows = [*shown.comparison.numbers, *shown.comparison.people]
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.title.setText(self.tr("Numbers and names that changed ({count})").format(count=len(self._rows)))
        self.table.setAccessibleName(self.title.text())
        self.table.setHorizontalHeaderLabels(
            [self.tr("What"), self.tr("Whose"), self.tr("Before"), self.tr("Now reads"), self.tr("Section")]
        )
        self.setVisible(bool(self._rows))
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._rows))
        for place, change in enumerate(self._rows):
            for column, text in enumerate(self._texts(change)):
                item = QTableWidgetItem(text)
                item.setToolTip(change.around if column == 1 else text)
                self.table.setItem(place, column, item)
        self.table.setCurrentCell(-1, -1)
        self.table.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _texts(self, change: QuoteChange) -> tuple[str, ...]:
        what = self.tr("Telephone") if change.kind is QuoteKind.NUMBER else self.tr("Name of a person")
        section = None
        if self._shown is not None:
            section = self._shown.new_section(change) or self._shown.old_section(change)
        gone, more = self.tr("− gone"), self.tr("+ new")
        where = heading_of(section) if section is not None else ""
        return what, change.who or change.around, change.old or more, change.new or gone, where

    def _asked(self, row: int) -> None:
        if self._shown is not None and 0 <= row < len(self._rows):
            self.asked.emit(self._shown.place_of(self._rows[row]))
