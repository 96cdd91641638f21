"""The log: every entry there ever was, narrowed by a filter, the newest at the foot, one of them read beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.queries.journal import EntryRow, entry_rows, find_entries
from dutyroom.data.queries.log import newest_report
from dutyroom.data.trouble import Trouble
from dutyroom.rules.entry import Kind, is_generated
from dutyroom.rules.log_filter import LogFilter, read_filter
from dutyroom.rules.removal import Spot
from dutyroom.ui.courier import Changed
from dutyroom.ui.entry_text import entry_text
from dutyroom.ui.log_paper import log_paper, search_of
from dutyroom.ui.page import Command, Page, Place, Tools
from dutyroom.ui.parts.entry_table import EntryTable
from dutyroom.ui.parts.focus import give_focus, is_writing_place
from dutyroom.ui.parts.log_filter_bar import LogFilterBar
from dutyroom.ui.parts.record_pane import RecordPane
from dutyroom.ui.parts.register_model import Row
from dutyroom.ui.parts.removal.dialog import open_removal
from dutyroom.ui.parts.shift_heading import ShiftHeading

FOLDS_BELOW: Final = 860
"""Width of the page in px below which the record pane stands in the place of the table."""
PANE_WIDE: Final = 348
PRINTED_MOST: Final = 5_000
_SLOW_MS: Final = 250
_KEPT_KEY: Final = "log/filters"


class LogPage(Page):
    """The register of entries. Follows the end as entries come, unless somebody is reading further up."""

    KEY = "log"
    ICON = "log"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._filter = LogFilter()
        self._asking = False
        self._ask_again = False
        self._has_asked = False
        self._wanted: int | None = None
        self._reading = False
        self.bar = LogFilterBar(self._today, self)
        self.heading = ShiftHeading(tools, self)
        self.table = EntryTable(self._fetch, tools.clock, lambda: tools.zone, self)
        self.table.setObjectName("log_table")
        self.pane = RecordPane(tools, self)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(lambda: self.bar.say_count(self.tr("Searching…")))
        self._lay_out()
        self._connect()
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Log")

    def arrive(self, place: Place | None) -> None:
        """Show the log, at an entry or narrowed to words where those were asked for."""
        if place is not None and place.id is not None:
            self._wanted = place.id
        if place is not None and (place.words or place.step.startswith("filter:")):
            wanted = read_filter(place.step.removeprefix("filter:")) if place.step else LogFilter(words=place.words)
            self.bar.show_filter(wanted)
        if place is not None and place.words:
            self.table.words = self._filter.words
        if self._has_asked and self._wanted is not None:
            self._show_wanted()
        else:
            self._ask_ids()
        self.heading.read()
        if place is not None and place.step == "find":
            self.begin_filtering()

    def heard(self, changed: Changed) -> None:
        """Entries or items changed: ask again, keep the place."""
        if not self._has_asked:
            return
        if changed.kinds & {"journal", "open_item", "*"}:
            self._ask_ids()
            self.pane.refresh()
        if changed.kinds & {"shift", "*"}:
            self.heading.read()

    def commands(self) -> list[Command]:
        """What can be done with entries."""
        return [
            Command("log.amend", self.tr("Amend the entry"), "Ctrl+D", self.begin_amending),
            Command("log.history", self.tr("History of the entry"), "H", self.toggle_history),
            Command("log.copy", self.tr("Copy the entry as text"), "C", self.copy_entries),
            Command("log.copy_report", self.tr("Copy the last report as text"), "Ctrl+Shift+C", self.copy_report),
            Command("log.open", self.tr("Make an open item of the entry"), "Ctrl+O", self._begin_opening),
            Command("log.done", self.tr("Done: the open item of the entry"), "Ctrl+E", self._begin_closing),
            Command("log.matter", self.tr("Show the matter of the entry"), "Ctrl+G", self.pane.matter.follow),
            Command("log.remove_text", self.tr("Remove secret text of the entry…"), "", self._begin_removing),
            Command("log.filters", self.tr("Kept filters"), "Ctrl+Shift+F", self.bar.kept.open),
            Command("log.print", self.tr("Print the log as filtered"), "Ctrl+P", self.print_log),
            Command("log.end", self.tr("Go to the newest entry"), "Ctrl+End", self._go_to_end),
        ]

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The log with an amendment being written, with the history of an entry, and asking to remove a text."""
        amending, history = ("log_amending", self._pose_amending), ("log_history", self._pose_history)
        return [amending, history, ("log_removal", self._begin_removing)]

    def begin_amending(self) -> None:
        """Correct the current entry (Ctrl+D)."""
        if self.pane.entry is not None:
            self._read_pane()
            self.pane.begin_amending()

    def toggle_history(self) -> None:
        """Show every version of the current entry, or hide them (H)."""
        if self.pane.entry is not None:
            self._read_pane()
            self.pane.show_history()

    def _begin_removing(self) -> None:
        """Ask for what it takes to remove the text of the current entry."""
        if self.pane.entry is not None:
            open_removal(self, self.tools, Spot("journal", str(self.pane.entry.seq)))

    def copy_entries(self) -> None:
        """Copy the selected entries as text for the telephone or a message."""
        text = self.table.text_of_selection()
        if not text and self.pane.entry is not None:
            text = entry_text(self.pane.entry, self.tools.zone)
        if text:
            QApplication.clipboard().setText(text)
            self.tools.say(self.tr("Copied as text."))

    def copy_report(self) -> None:
        """Copy the last report as text."""
        self.tools.courier.ask(self, newest_report, Kind.REPORT.value, then=self._report_came)

    def _pose_amending(self) -> None:
        self._pose(
            lambda entry: (
                not is_generated(entry.kind, entry.event) and entry.amended_by is None and entry.amends is None
            )
        )
        self.begin_amending()

    def _pose_history(self) -> None:
        self._pose(lambda entry: entry.amended_by is not None)
        self.toggle_history()

    def _pose(self, fits: Callable[[EntryRow], bool]) -> None:
        """Choose the newest entry here that fits."""
        ids = self.table.register.ids
        rows = (self.table.register.known_row(place) for place in range(len(ids) - 1, max(len(ids) - 400, -1), -1))
        entry = next((row for row in rows if row is not None and fits(row)), None)
        if entry is not None:
            self.table.choose(entry.seq)

    def _go_to_end(self) -> None:
        """Show the newest entries and make the last one current."""
        if len(self.table.register.ids):
            self.table.choose(self.table.register.ids[-1])
        self.table.scroll_to_end()

    def print_log(self) -> None:
        """Show the log as filtered as a paper; unfiltered, the log of today."""
        wanted = self._filter if not self._filter.is_empty else LogFilter(period="today")
        if wanted is self._filter and len(self.table.register.ids) > PRINTED_MOST:
            most = f"{PRINTED_MOST:,}"
            self.tools.say(self.tr("More than {most} entries. Narrow the filter, then print.").format(most=most))
            return
        self.tools.show_paper(log_paper(wanted, self.tools, self))

    def retranslate(self) -> None:
        """Word the page anew."""
        self.table.setAccessibleName(self.tr("Entries of the log"))
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """H shows the history, C copies, Esc steps back from the pane; never while somebody is writing."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and not is_writing_place(QApplication.focusWidget()):
            steps = {Qt.Key.Key_H: self.toggle_history, Qt.Key.Key_C: self.copy_entries}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                step()
                event.accept()
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the record pane where the page is narrow."""
        super().resizeEvent(event)
        self._fold()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.heading)
        left.addWidget(self.table, 1)
        self._left = QWidget(self)
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self._left, 1)
        both.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addLayout(both, 1)
        QWidget.setTabOrder(self.bar, self.table)
        QWidget.setTabOrder(self.table, self.pane)

    def _connect(self) -> None:
        self.bar.changed.connect(self._filtered)
        self.bar.left.connect(self._to_table)
        self.bar.kept.keep_in(self.tools.courier.store.folder, _KEPT_KEY)
        self.heading.offered.connect(self.bar.set_shifts)
        self.table.current_changed.connect(self._chosen)
        self.table.row_opened.connect(lambda _: self._open_pane())
        self.table.empty.step_taken.connect(self._empty_step)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._word_heading())
        self.table.register.fetched.connect(lambda *_: self._word_heading())
        self.pane.step_back_asked.connect(self._to_table)
        self.pane.entry_asked.connect(self._go_to)
        self.pane.copy_asked.connect(self.copy_entries)
        self.pane.more.removal_asked.connect(self._begin_removing)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, entry_rows, ids, then=then)

    def _ask_ids(self) -> None:
        if self._asking:
            self._ask_again = True
            return
        self._asking, self._ask_again = True, False
        self._slow.start()
        search = search_of(self._filter, self.tools)
        self.tools.courier.ask(
            self, find_entries, search, then=partial(self._ids_came, self._filter), failed=self._asking_failed
        )

    def _ids_came(self, wanted: LogFilter, ids: Sequence[int]) -> None:
        self._asking = False
        self._slow.stop()
        if wanted == self._filter:
            first = not self._has_asked
            self._has_asked = True
            self.table.words = wanted.words
            self.table.set_ids(ids)
            self._word_state()
            if self._wanted is not None:
                self._show_wanted()
            elif first and len(ids):
                self._go_to_end()
                QTimer.singleShot(0, self.table, self.table.scroll_to_end)
        if self._ask_again or wanted != self._filter:
            self._ask_ids()

    def _asking_failed(self, error: Exception) -> None:
        self._asking = False
        self._slow.stop()
        self._has_asked = False
        self.table.set_ids(())
        if isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
        else:
            sentence = self.tr("The log could not be read.")
            self.tools.courier.failed.emit(error)
        self.bar.say_count("")
        self.table.empty.set_words(sentence, self.tr("Try again"))

    def _filtered(self, wanted: LogFilter) -> None:
        self._filter = wanted
        self._ask_ids()

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or self.table.choose(wanted):
            self._open_pane()
            return
        if not self._filter.is_empty:
            self._wanted = wanted
            self.bar.show_filter(LogFilter())
            return
        self._wanted = None
        self.tools.say(self.tr("There is no entry {seq}.").format(seq=wanted))

    def _go_to(self, seq: int) -> None:
        self._wanted = seq
        self._show_wanted()

    def _today(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()

    def _chosen(self, seq: int) -> None:
        self.pane.show_entry(seq if seq > 0 else None, self.table.current_row(), self._filter.words)

    def _word_state(self) -> None:
        count = len(self.table.register.ids)
        if self._has_asked:
            pattern = self.tr("{count} entry") if count == 1 else self.tr("{count} entries")
            self.bar.say_count(pattern.format(count=f"{count:,}"))
        if not self._filter.is_empty:
            self.table.empty.set_words(self.tr("No entry answers this filter."), self.tr("Show everything"))
        elif self._has_asked:
            self.table.empty.set_words(
                self.tr("Nothing is written yet. Type what happens into the line at the foot of the window."),
                self.tr("Start a shift"),
            )
        else:
            self.table.empty.set_words(self.tr("Reading the log…"))

    def _empty_step(self) -> None:
        if not self._has_asked:
            self._ask_ids()
        elif not self._filter.is_empty:
            self.bar.show_filter(LogFilter())
        else:
            self.tools.go(Place("shifts", step="start"))

    def _word_heading(self) -> None:
        self.heading.show_entry(self.table.register.known_row(self.table.rowAt(1)))

    def _fold(self) -> None:
        folded = self.width() < FOLDS_BELOW
        self.pane.back.setVisible(folded)
        self._left.setVisible(not folded or not self._reading)
        self.pane.setVisible(not folded or self._reading)
        if folded:
            self.pane.setMaximumWidth(16_777_215)
            self.pane.setMinimumWidth(0)
        else:
            self.pane.setFixedWidth(max(PANE_WIDE, min(round(self.width() * 0.34), 520)))

    def _read_pane(self) -> None:
        """Make the pane visible where it is folded."""
        self._reading = True
        self._fold()

    def _open_pane(self) -> None:
        if self.width() < FOLDS_BELOW:
            self._read_pane()
            give_focus(self.pane.view.text, self)
        else:
            give_focus(self.table, self)

    def _to_table(self) -> None:
        self._reading = False
        self._fold()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_opening(self) -> None:
        self._read_pane()
        self.pane.begin_opening()

    def _begin_closing(self) -> None:
        self._read_pane()
        self.pane.begin_closing()

    def _report_came(self, report: EntryRow | None) -> None:
        if report is None:
            self.tools.say(self.tr("No report has been written yet."))
            return
        QApplication.clipboard().setText(entry_text(report, self.tools.zone))
        self.tools.say(self.tr("Report {seq} copied as text.").format(seq=report.seq))
