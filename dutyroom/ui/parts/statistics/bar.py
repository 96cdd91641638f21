"""What the statistics are asked for: the register, the period, and taking the numbers along."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.statistics_facts import SUBJECT_WORDS, Subject
from dutyroom.rules.statistics_period import LENGTH_WORDS, Length, Period, around, free, moved
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.plans.forms import read_date
from dutyroom.ui.theme import put_look

_FIELD: Final = 104


class StatisticsBar(QWidget):
    """``changed`` says that something else is asked for now; days that cannot be read are refused by :meth:`period`."""

    changed = Signal()

    def __init__(self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self.subject = Subject.NOTICES
        self.subjects = {subject: QPushButton(self) for subject in Subject}
        self.length = QComboBox(self)
        self.earlier, self.later = QPushButton("‹", self), QPushButton("›", self)
        self.first, self.last = QLineEdit(self), QLineEdit(self)
        self.save, self.save_chart, self.show_paper = QPushButton(self), QPushButton(self), QPushButton(self)
        for length in Length:
            self.length.addItem("", length.value)
        self._lay_out()
        self._connect()
        self.show_period(around(Length.MONTH, self._today()))
        self.retranslate()

    def period(self) -> Period:
        """The period that is shown; refused where a day cannot be read, or too many are asked for."""
        length = Length(self.length.currentData())
        first, last = self._day("first"), self._day("last")
        return free(first, last) if length is Length.FREE else around(length, first)

    def show_period(self, period: Period) -> None:
        """Show a period, asking for nothing."""
        with QSignalBlocker(self.length):
            self.length.setCurrentIndex(self.length.findData(period.length.value))
        self.first.setText(period.first.isoformat())
        self.last.setText(period.last.isoformat())

    def choose(self, subject: Subject) -> None:
        """Count another register."""
        self.subjects[subject].setChecked(True)
        if subject is not self.subject:
            self.subject = subject
            self.changed.emit()

    def go_on(self, by: int) -> None:
        """The like period before, or after."""
        with suppress(Refusal):  # what is typed is pointed out when it is asked for
            self.show_period(moved(self.period(), by))
        self.changed.emit()

    def retranslate(self) -> None:
        """Word it anew."""
        for subject, button in self.subjects.items():
            button.setText(translated(SUBJECT_WORDS[subject]))
        for place in range(self.length.count()):
            self.length.setItemText(place, translated(LENGTH_WORDS[self.length.itemData(place)]))
        self.length.setAccessibleName(self.tr("Period"))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        for button, hint in ((self.earlier, self.tr("The period before")), (self.later, self.tr("The period after"))):
            button.setToolTip(hint)
            button.setAccessibleName(hint)
        named = (
            (self.save, self.tr("Save as a table…"), self.tr("As a workbook with charts, CSV or JSON (Ctrl+S)")),
            (self.save_chart, self.tr("Save the chart…"), self.tr("The chart that has the keyboard, as PNG or SVG (Ctrl+Shift+S)")),
            (self.show_paper, self.tr("Paper…"), self.tr("As a paper, to print or to save (Ctrl+P)")),
        )  # fmt: skip
        for button, words, hint in named:
            button.setText(words)
            button.setToolTip(hint)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for row in (above, below):
            row.setSpacing(4)
        for button in self.subjects.values():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            put_look(button, look="plain")
            above.addWidget(button)
        above.addStretch(1)
        for part in (self.length, self.earlier, self.later, self.first, self.last):
            below.addWidget(part)
        below.addStretch(1)
        for part in (self.save, self.save_chart, self.show_paper):
            below.addWidget(part)
        for button in (self.earlier, self.later):
            button.setFixedWidth(32)
        for field in (self.first, self.last):
            field.setFixedWidth(_FIELD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(above)
        column.addLayout(below)
        self.subjects[self.subject].setChecked(True)

    def _connect(self) -> None:
        for subject, button in self.subjects.items():
            button.clicked.connect(partial(self.choose, subject))
        self.length.currentIndexChanged.connect(self._length_chosen)
        for field in (self.first, self.last):
            field.textEdited.connect(self._days_typed)
            field.returnPressed.connect(self.changed)
        self.earlier.clicked.connect(partial(self.go_on, -1))
        self.later.clicked.connect(partial(self.go_on, 1))

    def _length_chosen(self) -> None:
        length = Length(self.length.currentData())
        if length is not Length.FREE:
            try:
                day = min(self._day("last"), self._today())
            except Refusal:
                day = self._today()
            with suppress(Refusal):
                self.show_period(around(length, day))
        self.changed.emit()

    def _days_typed(self) -> None:
        """Whoever types a day wants days of their own."""
        with QSignalBlocker(self.length):
            self.length.setCurrentIndex(self.length.findData(Length.FREE.value))

    def _day(self, name: str) -> date:
        try:
            found = read_date(getattr(self, name).text().strip())
        except ValueError as error:
            raise Refusal("period.date", field=name) from error
        if found is None:
            raise Refusal("period.date", field=name)
        return found

    def _today(self) -> date:
        return self._clock().astimezone(self._zone()).date()
