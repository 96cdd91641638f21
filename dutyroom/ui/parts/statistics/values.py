"""The values of one way of counting as a table: this period, the one before, a year before, with the changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dutyroom.rules.hotline_measures import Share
from dutyroom.rules.statistics_cuts import CUTS, cut_of
from dutyroom.rules.statistics_report import CutLine, SubjectReport, change_said
from dutyroom.rules.wording import Wording, mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.theme import label_of


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value with its name and its changes, worded."""

    id: int
    line: CutLine
    name: str
    change: str
    year_change: str


_COLUMNS = (
    Column(key="name", title=mark("Counted apart"), text=lambda row: row.name, width=180, stretches=True),
    Column(key="this", title=mark("This period"), text=lambda row: f"{row.line.this:,}", width=88, align="right", tone=lambda _: "info"),
    Column(key="before", title=mark("Period before"), text=lambda row: f"{row.line.before:,}", width=88, align="right"),
    Column(key="change", title=mark("vs before"), text=lambda row: row.change, width=88, align="right", drop_order=2),
    Column(key="year", title=mark("Year before"), text=lambda row: f"{row.line.year:,}", width=88, align="right"),
    Column(key="year_change", title=mark("vs last year"), text=lambda row: row.year_change, width=88, align="right", drop_order=1),
)  # fmt: skip


class ValueTable(QWidget):
    """``chosen`` carries the cut and the value of a line that is opened."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cut = QComboBox(self)
        self.heading: QLabel = label_of("secondary", parent=self)
        self.table = RegisterTable(RegisterModel(_COLUMNS, self._fetch, self), self)
        self.table.setObjectName("statistics_values")
        self.table.setMinimumHeight(280)
        self._rows: list[ValueRow] = []
        self._report: SubjectReport | None = None
        self._wording = Wording()
        line, column = QHBoxLayout(), QVBoxLayout(self)
        line.addWidget(self.heading)
        line.addWidget(self.cut)
        line.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self.cut.currentIndexChanged.connect(self._cut_chosen)
        self.table.row_opened.connect(self._opened)
        self.table.clicked.connect(
            lambda index: self._opened(self._rows[index.row()].id) if index.column() == 1 else None
        )

    def show_report(self, report: SubjectReport, wording: Wording) -> None:
        """Offer the ways of counting of a subject; the one chosen stays where it has that too."""
        self._report, self._wording = report, wording
        chosen = self.cut.currentData()
        self.heading.setText(self.tr("Counted by"))
        with QSignalBlocker(self.cut):
            self.cut.clear()
            for cut in CUTS[report.subject]:
                self.cut.addItem(translated(cut.title), cut.key)
            self.cut.setCurrentIndex(max(0, self.cut.findData(chosen)))
        self.cut.setAccessibleName(self.tr("Counted by"))
        self._cut_chosen()

    def _cut_chosen(self) -> None:
        report = self._report
        if report is None:
            return
        cut = cut_of(report.subject, str(self.cut.currentData()))
        said = partial(change_said, report.main, wording=self._wording)
        self._rows = [
            ValueRow(
                number,
                line,
                report.named(cut, line.value, self._wording),
                said(Share(line.this), Share(line.before)),
                said(Share(line.this), Share(line.year)),
            )
            for number, line in enumerate(report.cuts[cut.key], 1)
        ]
        self.table.set_ids([row.id for row in self._rows])
        self.table.empty.set_words(self.tr("Nothing in these periods."))
        self.table.setAccessibleName(translated(cut.title))

    def _opened(self, number: int) -> None:
        row = next((each for each in self._rows if each.id == number), None)
        if row is not None:
            self.chosen.emit(str(self.cut.currentData()), row.line.value)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        by_id = {row.id: row for row in self._rows}
        then([by_id[number] for number in ids if number in by_id])
