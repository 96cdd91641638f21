"""The overview of supervision by unit: how its matters stand, and how many limits were kept, of how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.supervision import UnitLights
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.supervision.columns import UNIT_COLUMNS, rate_said, totals
from dutyroom.ui.theme import label_of


class Overview(QWidget):
    """``unit_chosen`` names the unit of the row that was opened (empty: with nobody); Esc steps back."""

    unit_chosen = Signal(str)
    step_back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, UnitLights] | None = None
        self._numbers: dict[str, int] = {}
        self.back = QPushButton(self)
        self.title = label_of("section", parent=self)
        self.sum = label_of("secondary", parent=self)
        self.explained = label_of("small", parent=self)
        for label in (self.sum, self.explained):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        model = RegisterModel(UNIT_COLUMNS, self._fetch, self, row_id=lambda row: self._numbers[row.unit])
        self.table = RegisterTable(model, self)
        self.table.setObjectName("supervision_units")
        self._lay_out()
        self.back.clicked.connect(self.step_back_asked)
        self.table.row_opened.connect(self._opened)
        self.table.empty.step_taken.connect(self.step_back_asked)
        self.retranslate()

    def show_units(self, rows: Sequence[UnitLights]) -> None:
        """Show these units."""
        numbers = [self._numbers.setdefault(row.unit, len(self._numbers) + 1) for row in rows]
        self._rows = dict(zip(numbers, rows, strict=True))
        self.table.set_ids(numbers)
        if numbers and self.table.current_id() is None:
            self.table.choose(numbers[0])
        self.retranslate()

    def retranslate(self) -> None:
        """Word the overview anew."""
        self.back.setText(self.tr("To the list"))
        self.back.setToolTip(self.tr("Back to the list (Esc)"))
        self.title.setText(self.tr("Supervision by unit"))
        self.table.setAccessibleName(self.tr("Supervision by unit"))
        self.explained.setText(
            self.tr(
                "Limit kept: closed in time, of those closed this year and those still open past their limit. "
                "Enter shows what the unit has open."
            )
        )
        if self._rows is None:
            self.sum.setText("")
            self.table.empty.set_words(self.tr("Counting…"))
            return
        self.table.empty.set_words(self.tr("Nothing is under supervision yet."), self.tr("To the list"))
        self.sum.setText(self._sum(totals(list(self._rows.values()))))

    def say_failed(self, sentence: str) -> None:
        """It could not be counted."""
        self._rows = None
        self.table.set_ids(())
        self.sum.setText("")
        self.table.empty.set_words(sentence, self.tr("To the list"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addWidget(self.sum, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.explained)
        QWidget.setTabOrder(self.table, self.back)

    def _sum(self, all_: UnitLights) -> str:
        return self.tr("{open} open, {red} of them past the limit; limits kept {rate}").format(
            open=all_.open, red=all_.red, rate=rate_said(all_.kept, all_.judged)
        )

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        rows = self._rows or {}
        then([rows[number] for number in ids if number in rows])

    def _opened(self, number: int) -> None:
        if self._rows and number in self._rows:
            self.unit_chosen.emit(self._rows[number].unit)
