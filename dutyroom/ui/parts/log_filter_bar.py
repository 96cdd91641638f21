"""The log's filter bar: words, kinds, shift, period, important, open; kept as lines of plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, cast

from PySide6.QtCore import QDate, QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.entry import KIND_WORDS, Kind
from dutyroom.rules.log_filter import LogFilter, Period, read_filter
from dutyroom.rules.wording import mark
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.focus import enter_presses, is_enter, tab_as_laid_out
from dutyroom.ui.parts.kept_filters import KeptFilters
from dutyroom.ui.theme import is_look_change, label_of, put_look

PERIODS: Final[tuple[tuple[Period, str], ...]] = (
    ("", mark("All days")),
    ("today", mark("Today")),
    ("yesterday", mark("Yesterday")),
    ("7d", mark("Last 7 days")),
    ("span", mark("From – to…")),
)
_TYPING_MS: Final = 180
_COUNT_FROM: Final = 860


class LogFilterBar(QWidget):
    """Says which filter is meant with ``changed``."""

    changed = Signal(LogFilter)
    left = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._showing = False
        self._shown = LogFilter()
        self.words = QLineEdit(self)
        self.kept = KeptFilters(
            self, self.words, lambda: self.filter().written(), lambda line: self.show_filter(read_filter(line))
        )
        self.kinds = QPushButton(self)
        self.shift, self.period = QComboBox(self), QComboBox(self)
        self.important, self.open_only = QPushButton(self), QPushButton(self)
        self.first_on, self.last_on = QDateEdit(self), QDateEdit(self)
        self.count: QLabel = label_of("secondary", parent=self)
        self._span = QWidget(self)
        self._kind_actions: dict[Kind, QAction] = {}
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        tab_as_laid_out(self)
        self._connect()
        self.retranslate()
        self.show_filter(LogFilter())

    def filter(self) -> LogFilter:
        """What the bar says now; parts written among the words count too."""
        written = read_filter(self.words.text())
        period = cast("Period", self.period.currentData() or "")
        kinds = frozenset(kind for kind, action in self._kind_actions.items() if action.isChecked())
        typed_day = written.period
        return LogFilter(
            words=written.words,
            kinds=kinds | written.kinds,
            shift_id=written.shift_id if written.shift_id is not None else self.shift.currentData(),
            period=typed_day or period,
            first_on=written.first_on if typed_day else self._day(self.first_on, period),
            last_on=written.last_on if typed_day else self._day(self.last_on, period),
            important_only=self.important.isChecked() or written.important_only,
            open_only=self.open_only.isChecked() or written.open_only,
            figure=written.figure,
        )

    def show_filter(self, wanted: LogFilter) -> None:
        """Put a filter into the bar; ``changed`` follows where it is another one."""
        self._showing = True
        self.words.setText(LogFilter(words=wanted.words, figure=wanted.figure).written())
        for kind, action in self._kind_actions.items():
            action.setChecked(kind in wanted.kinds)
        self._choose_shift(wanted.shift_id)
        self.period.setCurrentIndex(self.period.findData(wanted.period))
        for field, day in ((self.first_on, wanted.first_on), (self.last_on, wanted.last_on)):
            shown = day or self._today()
            field.setDate(QDate(shown.year, shown.month, shown.day))
        self.important.setChecked(wanted.important_only)
        self.open_only.setChecked(wanted.open_only)
        self._showing = False
        self._said_other()

    def set_shifts(self, shifts: Sequence[tuple[int, str]]) -> None:
        """Offer these shifts, worded already, newest first; the one chosen stays."""
        chosen = self.shift.currentData()
        with QSignalBlocker(self.shift):
            self.shift.clear()
            self.shift.addItem(self.tr("All shifts"), None)
            for number, name in shifts:
                self.shift.addItem(name, number)
            self._choose_shift(chosen)

    def say_count(self, sentence: str) -> None:
        """Say how many entries were found, or that they are being looked for."""
        self.count.setText(sentence)

    def retranslate(self) -> None:
        """Word the bar anew."""
        self.words.setPlaceholderText(self.tr("Filter: words, number, unit  Ctrl+F"))
        self.words.setAccessibleName(self.tr("Words in the entries"))
        for action, kind in ((action, kind) for kind, action in self._kind_actions.items()):
            action.setText(translated(KIND_WORDS[kind]))
        if self.shift.count():
            self.shift.setItemText(0, self.tr("All shifts"))
        self.shift.setAccessibleName(self.tr("Shift"))
        for place, (_, words) in enumerate(PERIODS):
            self.period.setItemText(place, translated(words))
        self.period.setAccessibleName(self.tr("Period"))
        self.first_on.setAccessibleName(self.tr("First day"))
        self.last_on.setAccessibleName(self.tr("Last day"))
        self.important.setText(self.tr("Important"))
        self.important.setToolTip(self.tr("Important entries only"))
        self.open_only.setText(self.tr("Still open"))
        self.open_only.setToolTip(self.tr("Open items only"))
        self.kept.retranslate()
        self._word_kinds()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count is the first to give way."""
        super().resizeEvent(event)
        self.count.setVisible(self.width() >= _COUNT_FROM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table; Enter and the down arrow too, but on a button Enter presses it."""
        if enter_presses(event, self):
            event.accept()
        elif is_enter(event) or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self._said_other()
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(110)
        self.words.setMaxLength(1000)
        self._make_menu()
        self.shift.addItem("", None)
        self.shift.setMinimumWidth(80)
        self.shift.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shift.setMinimumContentsLength(7)
        self.shift.setMaximumWidth(170)
        for period, _ in PERIODS:
            self.period.addItem("", period)
        for button in (self.important, self.open_only):
            button.setCheckable(True)
        line, span = QHBoxLayout(), QHBoxLayout(self._span)
        line.setSpacing(8)
        span.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.kept.name, 1)
        for each in (self.kinds, self.shift, self.period, self.important, self.open_only, self.kept.button, self.count):
            line.addWidget(each)
        for field in (self.first_on, self.last_on):
            field.setCalendarPopup(True)
            field.setDisplayFormat("yyyy-MM-dd")
            span.addWidget(field)
        span.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._span)
        self._tint()

    def _make_menu(self) -> None:
        menu = QMenu(self.kinds)
        for kind in Kind:
            action = QAction(menu)
            action.setCheckable(True)
            action.toggled.connect(self._said_other)
            menu.addAction(action)
            self._kind_actions[kind] = action
        self.kinds.setMenu(menu)
        put_look(self.kinds, menu="true")

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._said_other)
        self.shift.currentIndexChanged.connect(self._said_other)
        self.period.currentIndexChanged.connect(self._said_other)
        self.first_on.dateChanged.connect(self._said_other)
        self.last_on.dateChanged.connect(self._said_other)
        self.important.toggled.connect(self._said_other)
        self.open_only.toggled.connect(self._said_other)

    def _tint(self) -> None:
        self.important.setIcon(icon("star", size=16))

    def _said_other(self, *_: object) -> None:
        if self._showing:
            return
        self._typing.stop()
        self._span.setVisible(self.period.currentData() == "span")
        self._word_kinds()
        wanted = self.filter()
        if wanted != self._shown:
            self._shown = wanted
            self.changed.emit(wanted)

    def _word_kinds(self) -> None:
        chosen = [translated(KIND_WORDS[kind]) for kind, action in self._kind_actions.items() if action.isChecked()]
        if not chosen:
            said = self.tr("All kinds")
        elif len(chosen) == 1:
            said = chosen[0]
        else:
            said = self.tr("{count} kinds").format(count=len(chosen))
        self.kinds.setText(said)
        self.kinds.setToolTip(", ".join(chosen))
        self.kinds.setAccessibleName(self.tr("Kinds: {kinds}").format(kinds=", ".join(chosen) or said))

    def _choose_shift(self, number: int | None) -> None:
        place = self.shift.findData(number) if number is not None else 0
        if place < 0:
            self.shift.addItem(self.tr("Shift {number}").format(number=number), number)
            place = self.shift.count() - 1
        self.shift.setCurrentIndex(place)

    @staticmethod
    def _day(field: QDateEdit, period: str) -> date | None:
        if period != "span":
            return None
        shown = field.date()
        return date(shown.year(), shown.month(), shown.day())
