"""Statistics of incidents over a period: counts by class, kind, grade and area, and how each obligation was kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.queries.incident_statistics import Count, IncidentStatistics, Kept, incident_statistics
from dutyroom.rules.incident_period import PERIOD_WORDS, Period, days_of, instants_of
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.parts.incident.words import category_said, grade_said, subtype_said
from dutyroom.ui.parts.matter.words import duty_said
from dutyroom.ui.parts.plans.forms import read_date
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.supervision.columns import rate_said
from dutyroom.ui.theme import label_of, put_look


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what it is counted by, its name, its numbers."""

    id: int
    by: str
    name: str
    count: Count


@dataclass(frozen=True, slots=True)
class Duty:
    """A line of the obligations."""

    id: int
    kept: Kept


_NUMBERS: Final = (
    ("incidents", mark("Incidents"), 84),
    ("open", mark("Still open"), 84),
    ("deaths", mark("Dead"), 60),
    ("missing", mark("Missing"), 100),
    ("hurt", mark("Hurt"), 60),
)
COLUMNS: Final[tuple[Column, ...]] = (
    Column(key="by", title=mark("Counted by"), text=lambda row: row.by, width=112, tone=lambda _: "secondary"),
    Column(key="name", title=mark("Counted item"), text=lambda row: row.name, width=120, stretches=True),
    *(
        Column(
            key=key,
            title=title,
            text=lambda row, key=key: f"{getattr(row.count, key):,}",  # type: ignore[misc]  # bound now
            width=width,
            align="right",
        )
        for key, title, width in _NUMBERS
    ),
)
DUTY_COLUMNS: Final[tuple[Column, ...]] = (
    Column(key="duty", title=mark("Obligation"), text=lambda row: duty_said(row.kept.duty), width=120, stretches=True),
    Column(
        key="rate",
        title=mark("Kept in time"),
        text=lambda row: rate_said(row.kept.kept, row.kept.judged),
        width=120,
        align="right",
        tone=lambda row: "warning" if row.kept.kept < row.kept.judged else "",
    ),
)


def lines_of(found: IncidentStatistics) -> list[Line]:
    """The whole, then by class, kind, grade and area, worded."""
    unnamed = translated(mark("(not given)"))
    parts: tuple[tuple[str, tuple[Count, ...], Callable[[str], str]], ...] = (
        (translated(mark("All")), (found.whole,), lambda _: ""),
        (translated(mark("Class")), found.by_category, category_said),
        (translated(mark("Kind of event")), found.by_subtype, subtype_said),
        (translated(mark("Grade")), found.by_grade, grade_said),
        (translated(mark("Area")), found.by_area, lambda key: key),
    )
    lines: list[Line] = []
    for place, (by, counts, word) in enumerate(parts):
        for count in counts:
            name = word(count.key) or (unnamed if place else "")
            lines.append(Line(len(lines) + 1, by, name, count))
    return lines


class Statistics(QWidget):
    """Esc steps back; Ctrl+Shift+C copies both tables as text, cells apart by tabs."""

    step_back_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._found: IncidentStatistics | None = None
        self._lines: dict[int, Line] = {}
        self._duties: dict[int, Duty] = {}
        self.back, self.title = QPushButton(self), label_of("section", parent=self)
        self.period, self.first, self.last = QComboBox(self), QLineEdit(self), QLineEdit(self)
        self.copy, self.note = QPushButton(self), FieldNote(self)
        self.explained = label_of("small", parent=self)
        self.explained.setWordWrap(True)
        for period in Period:
            self.period.addItem("", period.value)
        self.table = RegisterTable(RegisterModel(COLUMNS, self._fetch_lines, self), self)
        self.table.setObjectName("incident_statistics")
        self.duties = RegisterTable(RegisterModel(DUTY_COLUMNS, self._fetch_duties, self), self)
        self.duties.setObjectName("incident_duties")
        self._lay_out()
        self._connect()
        self.retranslate()

    def begin(self) -> None:
        """Count the period chosen, with the cursor on it."""
        self.ask()
        self.period.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self) -> None:
        """Count again."""
        put_look(self.first, refused="")
        put_look(self.last, refused="")
        self.note.be_silent()
        try:
            since, until = self._instants()
        except Refusal as refusal:
            self.note.say(said(refusal, self.tools.wording(), self.tools.zone))
            put_look(self.last if refusal.field == "last" else self.first, refused="true")
            return
        courier = self.tools.courier
        courier.ask(self, incident_statistics, since, until, self.tools.clock(), then=self._came)

    def copy_text(self) -> None:
        """Both tables to the clipboard."""
        if self._found is None:
            return
        head = "\t".join(translated(column.title) for column in COLUMNS)
        rows = ["\t".join(column.text(line) for column in COLUMNS) for line in self._lines.values()]
        duty_head = "\t".join(translated(column.title) for column in DUTY_COLUMNS)
        duties = ["\t".join(column.text(duty) for column in DUTY_COLUMNS) for duty in self._duties.values()]
        period = f"{self.title.text()} {self.first.text()} – {self.last.text()}"
        QGuiApplication.clipboard().setText("\n".join((period, head, *rows, "", duty_head, *duties)))
        self.tools.say(self.tr("The statistics are on the clipboard; they can be pasted into a workbook."))

    def retranslate(self) -> None:
        """Word it anew."""
        self.back.setText(self.tr("To the list"))
        self.back.setToolTip(self.tr("Back to the list (Esc)"))
        self.title.setText(self.tr("Statistics of incidents"))
        for place, period in enumerate(Period):
            self.period.setItemText(place, translated(PERIOD_WORDS[period]))
        self.period.setAccessibleName(self.tr("Period"))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.copy.setText(self.tr("Copy as text"))
        self.copy.setToolTip(self.tr("Both tables, for a workbook (Ctrl+Shift+C)"))
        self.table.setAccessibleName(self.tr("Incidents counted"))
        self.duties.setAccessibleName(self.tr("Obligations to report"))
        self.explained.setText(
            self.tr(
                "Counted by the day on which they were reported; void ones are left out. "
                "An obligation is judged once it was met or its time has passed."
            )
        )
        self.table.empty.set_words(self.tr("Counting…"))
        self.duties.empty.set_words(self.tr("No obligation to report was due."))
        if self._found is not None:
            self._show(self._found)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the list; Enter presses the button that has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        elif enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head, both = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        for part in (self.back, self.title, self.period, self.first, self.last):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.copy)
        for field in (self.first, self.last):
            field.setFixedWidth(112)
        both.setSpacing(12)
        both.addWidget(self.table, 9)
        both.addWidget(self.duties, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addLayout(both, 1)
        column.addWidget(self.explained)

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back_asked)
        self.period.currentIndexChanged.connect(lambda _: self.ask())
        for field in (self.first, self.last):
            field.textEdited.connect(self._days_typed)
            field.returnPressed.connect(self.ask)
        self.copy.clicked.connect(self.copy_text)

    def _days_typed(self) -> None:
        """Whoever types a day wants two days."""
        with QSignalBlocker(self.period):
            self.period.setCurrentIndex(self.period.findData(Period.DAYS.value))

    def _instants(self) -> tuple[datetime, datetime]:
        period = Period(self.period.currentData())
        today = self.tools.clock().astimezone(self.tools.zone).date()
        first, last = days_of(period, today)
        if period is Period.DAYS:
            first, last = self._day("first", first), self._day("last", last)
        self.first.setText(first.isoformat())
        self.last.setText(last.isoformat())
        return instants_of(first, last, self.tools.zone)

    def _day(self, name: str, usual: date) -> date:
        try:
            return read_date(getattr(self, name).text().strip()) or usual
        except ValueError as error:
            raise Refusal("period.date", field=name) from error

    def _came(self, found: IncidentStatistics) -> None:
        self._found = found
        self._show(found)

    def _show(self, found: IncidentStatistics) -> None:
        self._lines = {line.id: line for line in lines_of(found)}
        self._duties = {place: Duty(place, kept) for place, kept in enumerate(found.obligations, 1)}
        self.table.set_ids(list(self._lines))
        self.duties.set_ids(list(self._duties))

    def _fetch_lines(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._lines[number] for number in ids if number in self._lines])

    def _fetch_duties(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._duties[number] for number in ids if number in self._duties])
