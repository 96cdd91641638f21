"""The page of statistics: cards, table and charts of a register over a period; every number opens its records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.statistics_files import STATISTICS_FILES, write_statistics
from dutyroom.data.queries.statistics import statistics_of
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.statistics_charts import charts_of
from dutyroom.rules.statistics_facts import PAGE_OF, SUBJECT_WORDS, Subject
from dutyroom.rules.statistics_figure import Figure
from dutyroom.rules.statistics_period import Length, Period, around
from dutyroom.rules.statistics_report import SubjectReport
from dutyroom.ui.courier import Courier
from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.parts.charts.chart_view import ChartView
from dutyroom.ui.parts.charts.saving import PICTURES, save_chart
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, tab_as_laid_out
from dutyroom.ui.parts.statistics.bar import StatisticsBar
from dutyroom.ui.parts.statistics.cards import MeasureCards
from dutyroom.ui.parts.statistics.printing import StatisticsPrinting
from dutyroom.ui.parts.statistics.values import ValueTable
from dutyroom.ui.theme import label_of, put_look

if TYPE_CHECKING:
    from dutyroom.data.reading import Session

_HEARD: Final = frozenset({"matter", "hotline_case", "open_item", "assignment", "journal", "shift", "rule_value", "*"})
_SLOW_MS: Final = 250
_AGAIN_MS: Final = 2000
"""How long the page waits before it counts again what changed meanwhile: much changes at once."""
_SOON_DAYS: Final = 62
"""Up to so many days are counted as quickly as any list is read."""
_BESIDE: Final = 980
"""Px of the page from which charts stand two beside one another."""


def report_or_refusal(session: Session, subject: Subject, period: Period, now: datetime) -> SubjectReport | Refusal:
    """The statistics, or why they cannot be counted."""
    try:
        return statistics_of(session, subject, period, now)
    except Refusal as refusal:
        return refusal


def counted_apart(courier: Courier, subject: Subject, period: Period, now: datetime) -> SubjectReport | Refusal:
    """The same beside the thread that lists are read on."""
    with courier.store.reading() as session:
        return report_or_refusal(session, subject, period, now)


class StatisticsPage(Page):
    """Bar above; below cards, the table of values and the charts in one scrolled column."""

    KEY = "statistics"
    ICON = "statistics"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.shown: SubjectReport | None = None
        self.charts: list[ChartView] = []
        self._number = 0
        self._asked: tuple[Subject, Period] | None = None
        self._saved: Callable[[str, str], str] = self._ask_path
        self.bar = StatisticsBar(tools.clock, lambda: tools.zone, self)
        self.note, self.state = FieldNote(self), label_of("secondary", parent=self)
        self.faces, self.empty = QStackedWidget(self), EmptyState(self)
        self.rolled, self.inside = QScrollArea(self), QWidget(self)
        self.cards, self.values = MeasureCards(self.inside), ValueTable(self.inside)
        self._both, self._columns = QHBoxLayout(), (QVBoxLayout(), QVBoxLayout())
        self._slow, self._again = QTimer(self), QTimer(self)
        self.printing = StatisticsPrinting(tools, self)
        self._lay_out()
        self._connect()
        tab_as_laid_out(self)

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Statistics")

    def arrive(self, place: Place | None) -> None:
        """Count anew; ``place.step`` may name the register, ``place.words`` the length of the period."""
        if place is not None and place.words in list(Length):
            day = self.tools.clock().astimezone(self.tools.zone).date()
            self.bar.show_period(around(Length(place.words), day))
        if place is not None and place.step in list(Subject):
            self.bar.choose(Subject(place.step))
        self.ask()

    def heard(self, changed: Changed) -> None:
        """Records changed: count again soon, where somebody looks."""
        if changed.kinds & _HEARD and self.isVisible():
            self._again.start()

    def commands(self) -> list[Command]:
        """The registers, the period before and after, and taking the numbers along."""
        subjects = [
            Command(f"statistics.{subject}", translated(SUBJECT_WORDS[subject]), f"Ctrl+{n}", partial(self.bar.choose, subject))
            for n, subject in enumerate(Subject, 1)
        ]  # fmt: skip
        return [
            *subjects,
            Command("statistics.before", self.tr("The period before"), "Alt+Left", partial(self.bar.go_on, -1)),
            Command("statistics.after", self.tr("The period after"), "Alt+Right", partial(self.bar.go_on, 1)),
            Command("statistics.save", self.tr("Save as a table…"), "Ctrl+S", self.save),
            Command("statistics.save_chart", self.tr("Save the chart…"), "Ctrl+Shift+S", self.save_picture),
            Command("statistics.print", self.tr("Print the statistics"), "Ctrl+P", self.show_paper),
        ]

    def begin_filtering(self) -> None:
        """The days of the period are its filter."""
        self.bar.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.first.selectAll()

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Every register, the charts further below, and a period in which nothing was."""
        subjects = [(f"statistics_{subject}", partial(self.bar.choose, subject)) for subject in Subject]
        return [*subjects, ("statistics_charts", self._pose_charts), ("statistics_empty", self._pose_empty)]

    def ask(self) -> None:
        """Count what the bar says, off the window's thread; only the newest answer is shown."""
        self._again.stop()
        self.note.be_silent()
        for field in (self.bar.first, self.bar.last):
            put_look(field, refused="")
        try:
            period = self.bar.period()
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.bar.show_period(period)
        self._number += 1
        self._slow.start()
        self._asked = self.bar.subject, period
        asked = (self.bar.subject, period, self.tools.clock())
        then, failed = partial(self._came, self._number), partial(self._failed, self._number)
        courier = self.tools.courier
        if period.stretch.days > _SOON_DAYS:  # seconds over a large register: no list waits behind it
            courier.work(self, counted_apart, courier, *asked, then=then, failed=failed)
        else:
            courier.ask(self, report_or_refusal, *asked, then=then, failed=failed)

    def open_figure(self, figure: Figure) -> None:
        """Exactly the records that a number counts, in their register."""
        self.tools.go(Place(PAGE_OF[figure.subject], step=f"filter:{figure.filter_text}"))

    def save(self) -> None:
        """The numbers as a file, chosen by its ending."""
        report = self.shown
        if report is None:
            return
        kinds = self.tr("Workbooks (*.xlsx);;CSV (*.csv);;JSON (*.json)")
        target = self._target(f"{self._named(report)}.xlsx", kinds, STATISTICS_FILES)
        if target is not None:
            wording = self.tools.wording()
            self.tools.courier.work(
                self, write_statistics, target, [report], wording, then=partial(self._was_saved, target), failed=self._not_saved
            )  # fmt: skip

    def save_picture(self) -> None:
        """The chart that has the keyboard, or the first, as a picture."""
        view = next((each for each in self.charts if each.hasFocus()), None) or self._looked_at()
        if view is None or view.chart is None:
            return
        kinds = self.tr("Pictures (*.png);;Drawings (*.svg)")
        title = view.chart.title.replace("/", "／").replace(":", " ").replace("：", " ")
        target = self._target(f"{title} {self._days()}.png", kinds, PICTURES)
        if target is None:
            return
        try:
            save_chart(target, view.chart)  # fonts may be asked on this thread only; it takes some milliseconds
        except Trouble as trouble:
            self._not_saved(trouble)
        else:
            self.tools.say(self.tr("Written: {path}").format(path=target))

    def show_paper(self) -> None:
        """The statistics of this register as a paper."""
        if self.shown is not None:
            self.printing.show(self.shown.period, (self.shown.subject,))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.shown is not None:
            self._show(self.shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Charts stand beside one another where there is room."""
        super().resizeEvent(event)
        self._place_charts()
        if (event.oldSize().width() >= _BESIDE) != (self.width() >= _BESIDE):
            tab_as_laid_out(self)

    def _lay_out(self) -> None:
        self.inside.setObjectName("statistics_inside")
        within, column = QVBoxLayout(self.inside), QVBoxLayout(self)
        within.setContentsMargins(0, 0, 8, 8)
        within.setSpacing(12)
        self._both.setSpacing(12)
        for each in self._columns:
            each.setSpacing(12)
            self._both.addLayout(each, 1)
        within.addWidget(self.cards)
        within.addLayout(self._both)
        within.addWidget(self.values)
        within.addStretch(1)
        self.rolled.setWidget(self.inside)
        self.rolled.setWidgetResizable(True)
        self.rolled.setFrameShape(QScrollArea.Shape.NoFrame)
        self.rolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for face in (self.rolled, self.empty):
            self.faces.addWidget(face)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self.bar, self.note, self.state):
            column.addWidget(part)
        column.addWidget(self.faces, 1)
        self.state.setWordWrap(True)
        for timer, wait in ((self._slow, _SLOW_MS), (self._again, _AGAIN_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)

    def _connect(self) -> None:
        self.bar.changed.connect(self.ask)
        self.bar.save.clicked.connect(self.save)
        self.bar.save_chart.clicked.connect(self.save_picture)
        self.bar.show_paper.clicked.connect(self.show_paper)
        self.cards.chosen.connect(self._measure_chosen)
        self.values.chosen.connect(self._value_chosen)
        self.empty.step_taken.connect(self._empty_step)
        self._slow.timeout.connect(self._say_counting)
        self._again.timeout.connect(self.ask)

    def _say_counting(self) -> None:
        """Numbers of another register or period are not left standing under the name of this one."""
        self.state.setText(self.tr("Counting…"))
        if self.shown is None or self._asked != (self.shown.subject, self.shown.period):
            self.empty.set_words(self.tr("Counting…"))
            self.faces.setCurrentWidget(self.empty)

    def _came(self, number: int, found: SubjectReport | Refusal) -> None:
        if number != self._number:
            return
        self._slow.stop()
        if isinstance(found, Refusal):
            self._refused(found)
        else:
            self._show(found)

    def _failed(self, number: int, error: Exception) -> None:
        if number != self._number:
            return
        self._slow.stop()
        if not isinstance(error, Trouble):
            self.tools.courier.failed.emit(error)
        sentence = self.tr("The statistics could not be read.")
        if isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
        self.shown = None
        self.state.setText("")
        self.empty.set_words(sentence, self.tr("Try again"))
        self.faces.setCurrentWidget(self.empty)

    def _refused(self, refusal: Refusal) -> None:
        self._slow.stop()
        self.note.say(said(refusal, self.tools.wording(), self.tools.zone))
        if refusal.field in ("first", "last"):
            put_look(getattr(self.bar, refusal.field), refused="true")

    def _show(self, report: SubjectReport) -> None:
        self.shown = report
        self._word_state(report)
        if report.is_empty:
            sentence = self.tr("Nothing is registered in this period, in the one before or a year before.")
            self.empty.set_words(sentence, self.tr("Show this year"))
            self.faces.setCurrentWidget(self.empty)
            return
        wording = self.tools.wording()
        self.cards.show_report(report, wording)
        self.values.show_report(report, wording)
        self._show_charts(report)
        tab_as_laid_out(self)  # cards and charts are made as they are wanted
        self.faces.setCurrentWidget(self.rolled)

    def _word_state(self, report: SubjectReport) -> None:
        before, year = report.compared.before, report.compared.year
        named = {"first": before.first, "last": before.last, "year_first": year.first, "year_last": year.last}
        if report.compared.is_running:
            pattern = self.tr(
                "Still running: held against the same part of {first} – {last} and of {year_first} – {year_last}, to the minute."
            )
        else:
            pattern = self.tr("Held against {first} – {last} and {year_first} – {year_last}.")  # fmt: skip
        self.state.setText(pattern.format(**named))

    def _show_charts(self, report: SubjectReport) -> None:
        shown = [chart for chart in charts_of(report, self.tools.wording()) if not chart.is_empty]
        while len(self.charts) < len(shown):
            view = ChartView(self.inside)
            view.figure_chosen.connect(lambda figure, _: self.open_figure(figure))
            self.charts.append(view)
        for place, view in enumerate(self.charts):
            view.setVisible(place < len(shown))
            if place < len(shown):
                view.show_chart(shown[place])
        self._place_charts()

    def _place_charts(self) -> None:
        """Each chart into the column that is shorter by then, so that no holes are left."""
        beside = 2 if self.width() >= _BESIDE else 1
        high = [0] * beside
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        for view in (each for each in self.charts if not each.isHidden()):
            place = high.index(min(high))
            self._columns[place].addWidget(view)
            high[place] += view.height()
        for column in self._columns:
            column.addStretch(1)
        self._both.setStretch(1, beside - 1)

    def _looked_at(self) -> ChartView | None:
        return next((view for view in self.charts if not view.isHidden()), None)

    def _measure_chosen(self, key: str) -> None:
        if self.shown is not None:
            self.open_figure(self.shown.figure(self.shown.line(key).measure))

    def _value_chosen(self, cut: str, value: str) -> None:
        if self.shown is not None:
            self.open_figure(self.shown.cut_figure(cut, value))

    def _empty_step(self) -> None:
        if self.shown is not None:
            self.bar.show_period(around(Length.YEAR, self.tools.clock().astimezone(self.tools.zone).date()))
        self.ask()

    def _target(self, proposed: str, kinds: str, known: tuple[str, ...]) -> Path | None:
        chosen = self._saved(proposed, kinds)
        if not chosen:
            return None
        target = Path(chosen)
        return target if target.suffix.lower() in known else target.with_name(f"{target.name}{known[0]}")

    def _named(self, report: SubjectReport) -> str:
        return f"{translated(SUBJECT_WORDS[report.subject])} {self._days()}"

    def _days(self) -> str:
        return f"{self.shown.period.first} {self.shown.period.last}" if self.shown is not None else ""

    def _ask_path(self, proposed: str, kinds: str) -> str:
        return QFileDialog.getSaveFileName(self, self.tr("Save"), proposed, kinds)[0]

    def _was_saved(self, target: Path, rows: int) -> None:
        self.tools.say(self.tr("{count} rows written: {path}").format(count=rows, path=target))

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self.note.say(said(error, self.tools.wording(), self.tools.zone))

    def _pose_charts(self) -> None:
        self.bar.choose(Subject.HOTLINE)
        bar = self.rolled.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)

    def _pose_empty(self) -> None:
        self.bar.choose(Subject.NOTICES)
        self.bar.show_period(around(Length.DAY, date(2001, 1, 1)))
        self.ask()
