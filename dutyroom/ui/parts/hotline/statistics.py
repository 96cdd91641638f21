"""The statistics of the mayor's telephone: measures, counts, units, hot spots, rising topics, repeat callers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.hotline_table_files import TABLE_FILES, write_table
from dutyroom.data.queries.hotline_views import figure_table
from dutyroom.data.trouble import Trouble
from dutyroom.rules.hotline_figure import Figure
from dutyroom.rules.hotline_measures import MEASURE, By
from dutyroom.rules.hotline_views import VIEW_WORDS, AskTable, FigureTable, Line, View
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, tab_as_laid_out
from dutyroom.ui.parts.hotline.statistics_bar import StatisticsBar
from dutyroom.ui.parts.hotline.statistics_cases import CasesBehind
from dutyroom.ui.parts.hotline.statistics_chart import Chart
from dutyroom.ui.parts.hotline.statistics_columns import cell_said, columns_of, defined, definitions_said
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.searching import NewestQuestion
from dutyroom.ui.theme import label_of, put_look

if TYPE_CHECKING:
    from dutyroom.data.reading import Session

_HEARD: Final = frozenset({"matter", "hotline_case", "hotline_return", "rule_value", "hotline_class", "*"})
_CHART_FROM: Final = 860
"""Px of the face from which the drawing has a place beside the table."""


def table_or_refusal(session: Session, asked: AskTable, now: datetime) -> FigureTable | Refusal:
    """The table, or why it cannot be made: a rule of the office that names no grade."""
    try:
        return figure_table(session, asked, now)
    except Refusal as refusal:
        return refusal


class HotlineStatistics(Page):
    """Two faces: the figures, and the cases behind one of them."""

    KEY = "statistics"
    ICON = "hotline"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.shown: FigureTable | None = None
        self._asking = NewestQuestion(tools.courier, self)
        self._tables: dict[tuple[object, ...], RegisterTable] = {}
        self._saved: Callable[[str], str] = self._ask_path
        self.faces, self.figures = QStackedWidget(self), QWidget(self)
        self.bar = StatisticsBar(tools.clock, lambda: tools.zone, self.figures)
        self.note = FieldNote(self.figures)
        self.tables, self.chart = QStackedWidget(self.figures), Chart(self.figures)
        self.explained = label_of("small", parent=self.figures)
        self.explained.setWordWrap(True)
        self.behind = CasesBehind(tools, self)
        self._lay_out()
        self.bar.changed.connect(self.ask)
        self.bar.copy.clicked.connect(self.copy_text)
        self.bar.save.clicked.connect(self.save)
        self.chart.line_chosen.connect(self.open_line)
        self.behind.step_back_asked.connect(self.to_list)
        self.behind.case_chosen.connect(lambda number: tools.go(Place("hotline", id=number)))
        tab_as_laid_out(self)

    def title(self) -> str:
        """The face's name."""
        return self.tr("Statistics")

    @property
    def table(self) -> RegisterTable | None:
        """The table that is shown."""
        shown = self.tables.currentWidget()
        return shown if isinstance(shown, RegisterTable) else None

    def arrive(self, place: Place | None) -> None:
        """Count anew; ``place.step`` may name what is looked at, or ``given`` a figure whose cases are wanted."""
        if place is not None and place.step in list(View):
            self.bar.choose(View(place.step))
        if place is not None and isinstance(place.given, Figure):
            self.open_figure(place.given, place.words)
        self.ask()

    def heard(self, changed: Changed) -> None:
        """Cases changed: count again where somebody looks."""
        if changed.kinds & _HEARD and self.isVisible():
            self.ask()
            if self.faces.currentWidget() is self.behind:
                self.behind.ask()

    def commands(self) -> list[Command]:
        """What is looked at, the period before and after, and taking the table along."""
        views = [
            Command(f"hotline.view_{view}", translated(VIEW_WORDS[view]), f"Ctrl+{place}", partial(self._look_at, view))
            for place, view in enumerate(View, 1)
        ]
        return [
            *views,
            Command("hotline.period_before", self.tr("The period before"), "Alt+Left", partial(self.bar.go_on, -1)),
            Command("hotline.period_after", self.tr("The period after"), "Alt+Right", partial(self.bar.go_on, 1)),
            Command("hotline.copy_table", self.tr("Copy as text"), "Ctrl+Shift+C", self.copy_text),
            Command("hotline.save_table", self.tr("Save as a table…"), "Ctrl+S", self.save),
        ]

    def begin_filtering(self) -> None:
        """The days of the period are its filter."""
        self.to_list()
        self.bar.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.first.selectAll()

    def to_list(self) -> None:
        """Back to the figures."""
        self.faces.setCurrentWidget(self.figures)
        if self.table is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Every view, and the cases behind a figure."""
        views = [(f"hotline_statistics_{view}", partial(self._look_at, view)) for view in View]
        return [*views, ("hotline_statistics_cases", self._pose_cases)]

    def ask(self) -> None:
        """Count again."""
        self.note.be_silent()
        for field in (self.bar.first, self.bar.last):
            put_look(field, refused="")
        try:
            days = self.bar.days()
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.bar.show_days(days)
        asked = AskTable(
            view=self.bar.view,
            days=days,
            by=self.bar.by.currentData() or By.CLASS4,
            place=By(self.bar.place.currentData()),
            english=self.tools.wording().language == "en",
        )
        self._asking.ask(table_or_refusal, asked, self.tools.clock(), then=self._came)

    def open_line(self, number: int) -> None:
        """The cases behind a line: of the column that the cursor stands in, where that has a figure."""
        line = self._line(number)
        if line is None or self.table is None:
            return
        figure = line.figures.get(self.table.currentIndex().column(), line.opens)
        if figure is not None:
            self.open_figure(figure, self._figure_said(line, figure))

    def open_figure(self, figure: Figure, words: str) -> None:
        """The cases behind a figure, which is called ``words``."""
        self.faces.setCurrentWidget(self.behind)
        self.behind.begin(figure, words)

    def copy_text(self) -> None:
        """The table to the clipboard, cells apart by tabs."""
        if self.shown is None or self.table is None:
            return
        days, columns = self.shown.asked.days, self.table.register.columns
        head = f"{translated(VIEW_WORDS[self.shown.asked.view])} {days.first} – {days.last}"
        titles = "\t".join(translated(column.title) for column in columns)
        rows = ["\t".join(column.text(line) for column in columns) for line in self.shown.lines]
        QGuiApplication.clipboard().setText("\n".join((head, titles, *rows)))
        self.tools.say(self.tr("The statistics are on the clipboard; they can be pasted into a workbook."))

    def save(self) -> None:
        """The table as a file, chosen by its ending."""
        table = self.shown
        if table is None:
            return
        days = table.asked.days
        chosen = self._saved(f"{translated(VIEW_WORDS[table.asked.view])} {days.first} {days.last}.xlsx")
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.lower() not in TABLE_FILES:
            target = target.with_name(f"{target.name}.xlsx")
        then = partial(self._was_saved, target)
        wording, zone = self.tools.wording(), self.tools.zone
        self.tools.courier.work(self, write_table, target, table, wording, zone, then=then, failed=self._not_saved)

    def retranslate(self) -> None:
        """Word what stands below; the rest words itself."""
        if self.shown is not None:
            self._show(self.shown)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language: classes have names in both, so they are read again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.isVisible():
                self.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """The drawing gives way where it is narrow."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self.chart.setVisible(self.width() >= _CHART_FROM)

    def _lay_out(self) -> None:
        both, column, whole = QHBoxLayout(), QVBoxLayout(self.figures), QVBoxLayout(self)
        both.setSpacing(12)
        both.addWidget(self.tables, 7)
        both.addWidget(self.chart, 3)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.note)
        column.addLayout(both, 1)
        column.addWidget(self.explained)
        for face in (self.figures, self.behind):
            self.faces.addWidget(face)
        whole.setContentsMargins(12, 6, 12, 8)
        whole.addWidget(self.faces)

    def _look_at(self, view: View) -> None:
        self.to_list()
        self.bar.choose(view)

    def _came(self, found: FigureTable | Refusal) -> None:
        if isinstance(found, Refusal):
            self._refused(found)
        else:
            self._show(found)

    def _refused(self, refusal: Refusal) -> None:
        self.note.say(said(refusal, self.tools.wording(), self.tools.zone))
        if refusal.field in ("first", "last"):
            put_look(getattr(self.bar, refusal.field), refused="true")

    def _show(self, table: FigureTable) -> None:
        self.shown = table
        shown = self._table_of(table)
        had_keys = self.table is not None and self.table is not shown and self.table.hasFocus()
        self.tables.setCurrentWidget(shown)
        shown.set_ids([line.id for line in table.lines])
        if table.lines and shown.current_id() is None:
            shown.choose(table.lines[0].id)
        shown.empty.set_words(self._nothing(table))
        if had_keys:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        shown.setAccessibleName(translated(VIEW_WORDS[table.asked.view]))
        self.chart.show_table(table)
        self._explain()

    def _table_of(self, table: FigureTable) -> RegisterTable:
        """One table for each set of columns, made when it is first wanted; its place in it is kept."""
        key = (table.asked.view, *table.headings)
        if key not in self._tables:
            made = RegisterTable(RegisterModel(columns_of(table), self._fetch, self), self.tables)
            made.setObjectName(f"hotline_{table.asked.view}")
            made.row_opened.connect(self.open_line)
            made.clicked.connect(self._clicked)
            made.current_changed.connect(lambda _: self._explain())
            self.tables.addWidget(made)
            self._tables[key] = made
        return self._tables[key]

    def _clicked(self, index: QModelIndex) -> None:
        """A click on a number that leads somewhere leads there; elsewhere it only chooses the line."""
        line = self._line(int(index.model().ids[index.row()])) if self.table is not None else None  # type: ignore[attr-defined]  # a RegisterModel
        if line is not None and index.column() in line.figures:
            self.open_line(line.id)

    def _explain(self) -> None:
        """The definition of what is chosen, and how it was counted."""
        table = self.shown
        if table is None:
            return
        line = self._line(self.table.current_id() or 0) if self.table is not None else None
        name = line.cells[0] if line is not None else ""
        own = defined(name, line.words) if line is not None and line.words and isinstance(name, str) else ""
        shown = self.table.shown_columns() if self.table is not None else ()
        notes = (translated(sentence).format(**facts) for sentence, facts in table.notes)
        self.explained.setText("\n".join(part for part in (own, definitions_said(table, shown), *notes) if part))

    def _nothing(self, table: FigureTable) -> str:
        words = {
            View.HOT: self.tr("No place has so many cases in this period."),
            View.RISING: self.tr("Nothing rises in this period."),
            View.REPEAT: self.tr("Nobody called so often."),
        }
        return words.get(table.asked.view, self.tr("No case came in within this period. Choose another one."))

    def _figure_said(self, line: Line, figure: Figure) -> str:
        """What a figure is called above its cases."""
        named = [cell_said(cell) for cell in line.cells[:2] if isinstance(cell, str)]
        if self.bar.view is View.MEASURES:
            return named[0]
        measure = [translated(MEASURE[figure.measure].name)] if figure.measure else []
        return " · ".join([*named, *measure])

    def _line(self, number: int) -> Line | None:
        lines = self.shown.lines if self.shown is not None else ()
        return next((line for line in lines if line.id == number), None)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        wanted = (self._line(number) for number in ids)
        then([line for line in wanted if line is not None])

    def _ask_path(self, proposed: str) -> str:
        kinds = self.tr("Workbooks (*.xlsx);;CSV (*.csv);;JSON (*.json)")
        return QFileDialog.getSaveFileName(self, self.tr("Save as a table"), proposed, kinds)[0]

    def _was_saved(self, target: Path, rows: int) -> None:
        self.tools.say(self.tr("{count} rows written: {path}").format(count=rows, path=target))

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self.note.say(said(error, self.tools.wording(), self.tools.zone))

    def _pose_cases(self) -> None:
        self._look_at(View.MEASURES)
        if self.shown is not None and self.shown.asked.view is View.MEASURES:
            self.open_line(self.shown.lines[0].id)
