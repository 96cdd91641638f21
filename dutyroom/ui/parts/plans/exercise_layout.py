"""How the face of drills and reviews is laid out: tabs, filter, numbers, three tables, the pane, the proposals."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from dutyroom.data.queries.plan_due import DueList
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.plans.cause_sheet import CauseSheet
from dutyroom.ui.parts.plans.exercise_columns import due_columns, event_columns
from dutyroom.ui.parts.plans.exercise_filter import DUE, RECORDS, YEAR, ExerciseFilter
from dutyroom.ui.parts.plans.exercise_pane import ExercisePane
from dutyroom.ui.parts.plans.year_sheet import YearSheet
from dutyroom.ui.parts.register_model import Fetch, RegisterModel
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.theme import put_look

FOLDS_BELOW: Final = 860
"""Width in px under which list and pane take turns."""
_WIDEST: Final = 16_777_215
_VIEWS: Final = (DUE, YEAR, RECORDS)


class ExerciseLayout(QObject):
    """``view_asked`` names the list that a tab leads to."""

    view_asked = Signal(str)

    def __init__(self, page: QWidget, tools: Tools, due: Fetch, events: Fetch) -> None:
        super().__init__(page)
        self._page, self._reading = page, False
        self.tabs, self.bar, self.pane = QTabBar(page), ExerciseFilter(page), ExercisePane(tools, page)
        self.rate, self.numbers = QLabel(page), QLabel(page)
        self.propose, self.print, self.look_up = (QPushButton(page) for _ in range(3))

        def today() -> date:
            return tools.clock().astimezone(tools.zone).date()

        columns = {
            DUE: due_columns(today, tools.wording),
            YEAR: event_columns(today, by_month=True),
            RECORDS: event_columns(today),
        }
        self.tables = {
            view: RegisterTable(RegisterModel(columns[view], due if view == DUE else events, page), page)
            for view in _VIEWS
        }
        self.lists, self.sheets = QStackedWidget(page), QStackedWidget(page)
        for view, table in self.tables.items():
            table.setObjectName(f"exercises_{view}")
            self.lists.addWidget(table)
            self.tabs.addTab("")
        self.year, self.causes = YearSheet(tools, page), CauseSheet(tools, page)
        self._lay_out()
        self.tabs.currentChanged.connect(lambda place: self.view_asked.emit(_VIEWS[place]))

    @property
    def table(self) -> RegisterTable:
        """The table that is shown."""
        return self.tables[self.bar.view]

    def show_view(self, view: str) -> None:
        """Show one of the three lists."""
        self.show_lists()
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(_VIEWS.index(view))
        self.tabs.blockSignals(False)
        if view != self.bar.view:
            self.bar.show_view(view)
            self.pane.show_subject(None)
        self.lists.setCurrentWidget(self.tables[view])
        self.propose.setVisible(view == YEAR)
        self.print.setVisible(view == YEAR)
        self.look_up.setVisible(view == DUE)
        self.numbers.setVisible(view == DUE)
        self.rate.setVisible(view == DUE)

    def show_lists(self) -> None:
        """The lists in the place of a proposal."""
        self.sheets.setCurrentIndex(0)

    def sheet_of(self, sheet: QWidget) -> None:
        """A proposal in the place of the lists."""
        self.sheets.setCurrentWidget(sheet)

    def read(self, *, reading: bool) -> None:
        """Where the page is narrow: the pane in the place of the list, or the list again."""
        self._reading = reading
        self.fold(self._page.width())

    def fold(self, wide: int) -> None:
        """Lay list and pane beside each other where there is room."""
        folded = wide < FOLDS_BELOW
        self.pane.back.setVisible(folded)
        self.lists.setVisible(not folded or not self._reading)
        self.pane.setVisible(not folded or self._reading)
        if folded:
            self.pane.setMaximumWidth(_WIDEST)
            self.pane.setMinimumWidth(0)
        else:
            self.pane.setFixedWidth(max(380, min(round(wide * 0.42), 620)))

    def retranslate(self) -> None:
        """Word it anew."""
        names = (self.tr("What is due"), self.tr("Yearly plan"), self.tr("Records"))
        for place, name in enumerate(names):
            self.tabs.setTabText(place, name)
            self.tabs.setTabToolTip(place, f"{name}  Ctrl+Tab")
            self.tables[_VIEWS[place]].setAccessibleName(name)
        self.propose.setText(self.tr("Propose…"))
        self.propose.setToolTip(self.tr("What falls due in the year, spread over its months (Ctrl+Shift+N)"))
        self.print.setText(self.tr("Print…"))
        self.print.setToolTip(self.tr("The yearly plan as a paper (Ctrl+Shift+P)"))
        self.look_up.setText(self.tr("Look for causes…"))
        self.look_up.setToolTip(
            self.tr("Laws that plans cite and numbers that they quote, changed since (Ctrl+Shift+G)")
        )

    def word_state(self, due: DueList | None) -> None:
        """Say how many there are, how they stand, or why there are none."""
        view = self.bar.view
        count = len(self.table.register.ids)
        self.bar.count.setText(self.tr("{count} lines").format(count=f"{count:,}"))
        empty = self.table.empty
        if view == DUE:
            empty.set_words(self.tr("Nothing of this is due."), self.tr("Show everything"))
        elif view == YEAR:
            words = self.tr("Nothing is planned here yet. The program can propose what falls due in the year.")
            empty.set_words(words, self.tr("Show everything"))
        else:
            words = self.tr("No drill, evaluation or cause of a revision answers this filter.")
            empty.set_words(words, self.tr("Show everything"))
        if due is None:
            return
        counts, (kept, asked) = due.counts, due.rate
        rate = self.tr("Drill rate {percent} ({kept} of {asked} in time)")
        percent = f"{kept * 100 / asked:.1f} %" if asked else "—"
        self.rate.setText(rate.format(percent=percent, kept=f"{kept:,}", asked=f"{asked:,}"))
        tip = self.tr("Plans whose last drill is within the interval, of those that were drilled or had to be by now")
        self.rate.setToolTip(tip)
        words = self.tr("Overdue {overdue} · within 7 d {last} · 30 d {near} · 90 d {far} · revisions {revisions}")
        numbers = {name: getattr(counts, name) for name in ("overdue", "last", "near", "far", "revisions")}
        self.numbers.setText(words.format(**numbers))

    def _lay_out(self) -> None:
        for label in (self.rate, self.numbers):
            put_look(label, type="secondary")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        top, line, both = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.numbers)
        line.setSpacing(8)
        line.addWidget(self.bar, 1)
        for button in (self.look_up, self.propose, self.print):
            line.addWidget(button)
        both.setSpacing(12)
        both.addWidget(self.lists, 1)
        both.addWidget(self.pane)
        inside = QWidget(self._page)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(line)
        column.addLayout(both, 1)
        column.addWidget(self.rate)
        for sheet in (inside, self.year, self.causes):
            self.sheets.addWidget(sheet)
        whole = QVBoxLayout(self._page)
        whole.setContentsMargins(16, 8, 16, 8)
        whole.addWidget(self.sheets)
        self.show_view(DUE)
