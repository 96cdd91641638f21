"""What the statistics are asked for: what is looked at, the period, by what it is cut."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.rules.hotline_measures import By
from dutyroom.rules.hotline_period import LENGTH_WORDS, Days, Length, days_around, moved, own_days
from dutyroom.rules.hotline_views import CUTS, LEVELS, PLACES, VIEW_WORDS, View
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.plans.forms import read_date
from dutyroom.ui.theme import put_look


class StatisticsBar(QWidget):
    """``changed`` says that something else is asked for now; days that cannot be read are refused by :meth:`days`."""

    changed = Signal()

    def __init__(self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self.view = View.MEASURES
        self.views = {view: QPushButton(self) for view in View}
        self.length, self.by, self.place = QComboBox(self), QComboBox(self), QComboBox(self)
        self.earlier, self.later = QPushButton("‹", self), QPushButton("›", self)
        self.first, self.last = QLineEdit(self), QLineEdit(self)
        self.copy, self.save = QPushButton(self), QPushButton(self)
        for length in Length:
            self.length.addItem("", length.value)
        self.length.setCurrentIndex(self.length.findData(Length.WEEK.value))
        for place in PLACES:
            self.place.addItem("", place.value)
        self._lay_out()
        self._connect()
        self._offer_cuts()
        self.show_days(days_around(Length.WEEK, self._today()))
        self.retranslate()

    def days(self) -> Days:
        """The period that is shown; refused where a day cannot be read, or too many are asked for."""
        length = Length(self.length.currentData())
        first, last = self._day("first"), self._day("last")
        return own_days(first, last) if length is Length.DAYS else days_around(length, first)

    def show_days(self, days: Days) -> None:
        """Show a period, asking for nothing."""
        with QSignalBlocker(self.length):
            self.length.setCurrentIndex(self.length.findData(days.length.value))
        self.first.setText(days.first.isoformat())
        self.last.setText(days.last.isoformat())

    def choose(self, view: View) -> None:
        """Look at something else."""
        self.views[view].setChecked(True)
        if view is not self.view:
            self.view = view
            self._offer_cuts()
            self.changed.emit()

    def go_on(self, by: int) -> None:
        """The like period before, or after."""
        with suppress(Refusal, OverflowError, ValueError):  # what is typed is pointed out when it is asked for
            self.show_days(moved(self.days(), by))
        self.changed.emit()

    def retranslate(self) -> None:
        """Word it anew."""
        for view, button in self.views.items():
            button.setText(translated(VIEW_WORDS[view]))
        for combo, words in ((self.length, LENGTH_WORDS), (self.by, CUTS), (self.place, CUTS)):
            for place in range(combo.count()):
                combo.setItemText(place, translated(words[combo.itemData(place)]))
        self.length.setAccessibleName(self.tr("Period"))
        self.by.setAccessibleName(self.tr("Counted by"))
        self.place.setAccessibleName(self.tr("Places"))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        for button, hint in ((self.earlier, self.tr("The period before")), (self.later, self.tr("The period after"))):
            button.setToolTip(hint)
            button.setAccessibleName(hint)
        self.copy.setText(self.tr("Copy as text"))
        self.copy.setToolTip(self.tr("The table, for a workbook (Ctrl+Shift+C)"))
        self.save.setText(self.tr("Save as a table…"))
        self.save.setToolTip(self.tr("As a workbook or CSV (Ctrl+S)"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for row in (above, below):
            row.setSpacing(4)
        for button in self.views.values():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            put_look(button, look="plain")
            above.addWidget(button)
        above.addStretch(1)
        for part in (self.length, self.earlier, self.later, self.first, self.last, self.by, self.place):
            below.addWidget(part)
        below.addStretch(1)
        for part in (self.copy, self.save):
            below.addWidget(part)
        for button in (self.earlier, self.later):
            button.setFixedWidth(32)
        for field in (self.first, self.last):
            field.setFixedWidth(104)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(above)
        column.addLayout(below)
        self.views[self.view].setChecked(True)

    def _connect(self) -> None:
        for view, button in self.views.items():
            button.clicked.connect(partial(self.choose, view))
        self.length.currentIndexChanged.connect(self._length_chosen)
        for field in (self.first, self.last):
            field.textEdited.connect(self._days_typed)
            field.returnPressed.connect(self.changed)
        self.earlier.clicked.connect(partial(self.go_on, -1))
        self.later.clicked.connect(partial(self.go_on, 1))
        for combo in (self.by, self.place):
            combo.currentIndexChanged.connect(self.changed)

    def _length_chosen(self) -> None:
        length = Length(self.length.currentData())
        if length is not Length.DAYS:
            try:
                around = min(self._day("last"), self._today())
            except Refusal:
                around = self._today()
            self.show_days(days_around(length, around))
        self.changed.emit()

    def _days_typed(self) -> None:
        """Whoever types a day wants days of their own."""
        with QSignalBlocker(self.length):
            self.length.setCurrentIndex(self.length.findData(Length.DAYS.value))

    def _offer_cuts(self) -> None:
        """Only what the view can be cut by."""
        topics = self.view in (View.HOT, View.RISING)
        offered = list(LEVELS) if topics else list(CUTS)
        with QSignalBlocker(self.by):
            chosen = self.by.currentData()
            self.by.clear()
            for value in offered:
                self.by.addItem(translated(CUTS[value]), str(value))
            self.by.setCurrentIndex(max(self.by.findData(chosen or str(By.CLASS4)), 0))
            if topics and chosen not in [str(level) for level in LEVELS]:
                self.by.setCurrentIndex(self.by.findData(str(By.CLASS4)))
        self.by.setVisible(topics or self.view is View.COUNTS)
        self.place.setVisible(self.view is View.HOT)

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
