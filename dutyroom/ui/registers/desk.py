"""The Desk: what must be done now, who is on duty, and what was written last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.trouble import Trouble
from dutyroom.rules.due import Stage, stage_of
from dutyroom.rules.entry import CloseItem, PutOff
from dutyroom.rules.log_filter import LogFilter
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import HandoverNotes
from dutyroom.ui.courier import Changed
from dutyroom.ui.deeds import close_item, put_off
from dutyroom.ui.log_paper import log_paper
from dutyroom.ui.page import Command, Page, Place, Tools
from dutyroom.ui.parts.desk_items import DeskItems
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.entry_table import ROW_TALL, EntryTable
from dutyroom.ui.parts.register_model import Row
from dutyroom.ui.parts.today_card import TodayCard
from dutyroom.ui.questions import briefing_counts, desk_state, due_counts, entry_rows, read_checklist
from dutyroom.ui.theme import label_of, put_look
from dutyroom.ui.tokens import TARGET

if TYPE_CHECKING:
    from dutyroom.data.queries.log import DeskState

ITEMS_MOST: Final = 40
ENTRIES_SHOWN: Final = 30
FOLDS_BELOW: Final = 720
"""Width of the page in px below which today gives way to what is due."""
_HEARS: Final = frozenset(
    {"journal", "open_item", "shift", "handover", "checklist", "setting", "officer", "matter", "*"}
)
_OF_BRIEFINGS: Final = frozenset({"briefing", "*"})
_PLANS_MS: Final = 600
_OF_PLANS: Final = frozenset({"plan", "plan_text", "plan_event", "rule_value", "*"})
"""What plans owe is asked only where one of these changed, or a day has passed: it is counted over the whole library."""


class DeskPage(Page):
    """Answers “what must I do now?” without a click; clocks tick without asking the store."""

    KEY = "desk"
    ICON = "desk"
    LISTS_ALARMS = True

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._state: DeskState | None = None
        self._asking = False
        self._ask_again = False
        self._late_known = 0
        self._plans_as_of: date | None = None
        """The day for which what plans owe was asked; None: it is to be asked anew."""
        self._briefings_as_of: date | None = None
        self.now = label_of("section", parent=self)
        self.count = label_of("secondary", parent=self)
        self.items = DeskItems(tools.clock, lambda: tools.zone, self)
        self.empty = EmptyState(self)
        self.today = TodayCard(tools.clock, lambda: tools.zone, self)
        self.last = label_of("section", parent=self)
        self.see_log = QPushButton(self)
        self.table = EntryTable(self._fetch, tools.clock, lambda: tools.zone, self)
        self.table.setObjectName("last_entries")
        self._plans_soon = QTimer(self)
        self._plans_soon.setSingleShot(True)
        self._plans_soon.setInterval(_PLANS_MS)
        self._plans_soon.timeout.connect(self._ask_of_plans)
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._tick)
        self._lay_out()
        self._connect()
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Desk")

    def arrive(self, place: Place | None) -> None:
        """Show what is due; at an item where one was asked for."""
        wanted = place.id if place is not None else None
        self._ask(then=partial(self._show_item, wanted) if wanted is not None else None)

    def heard(self, changed: Changed) -> None:
        """Something on the Desk changed: ask again, keep selection, scroll and focus."""
        if changed.kinds & _OF_PLANS:
            self._plans_as_of = None
            self._plans_soon.start()  # anew at each change: an import of thousands is counted once, when it has ended
        if changed.kinds & _OF_BRIEFINGS:
            self._briefings_as_of = None
        if changed.kinds & (_HEARS | _OF_PLANS):
            self._ask()

    def commands(self) -> list[Command]:
        """What can be done with the item in hand."""
        return [
            Command("desk.done", self.tr("Done: the item in hand"), "Ctrl+E", self.ask_outcome),
            Command("desk.put_off", self.tr("Put off the alarm of the item in hand"), "Ctrl+J", self._open_menu),
            Command("desk.entry", self.tr("Show the entry of the item in hand"), "Ctrl+O", self._show_entry),
            Command("desk.print", self.tr("Print the log of today"), "Ctrl+P", self.print_today),
        ]

    def begin_filtering(self) -> None:
        """Look in the log."""
        self.tools.go(Place("log", step="find"))

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The Desk with the outcome of its first item being asked."""
        return [("desk_outcome", self.ask_outcome)]

    def ask_outcome(self) -> None:
        """Ask how the item in hand ended (Ctrl+E)."""
        row = self.items.current()
        if row is not None:
            row.ask_outcome()

    def print_today(self) -> None:
        """Show the log of today as a paper."""
        self.tools.show_paper(log_paper(LogFilter(period="today"), self.tools, self))

    def retranslate(self) -> None:
        """Word the page anew."""
        self.now.setText(self.tr("Now"))
        self.last.setText(self.tr("Last entries"))
        self.see_log.setText(self.tr("Whole log"))
        self.see_log.setToolTip(self.tr("Show the log (Alt+2)"))
        self.table.setAccessibleName(self.tr("Last entries"))
        self.table.empty.set_words(self.tr("Nothing is written yet. Type what happens into the line at the foot."))
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """The clocks run while they can be seen."""
        super().showEvent(event)
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """The clocks rest while they cannot be seen."""
        super().hideEvent(event)
        self._second.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, today gives way; where it is low, the last entries."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= FOLDS_BELOW)
        self._side.setFixedWidth(max(240, min(round(self.width() * 0.28), 340)))
        rows = min(max(round((self.height() - TARGET) * 0.2 / ROW_TALL), 2), 7)
        self.table.setFixedHeight(rows * ROW_TALL + TARGET + 4)

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.now)
        head.addWidget(self.count)
        head.addStretch(1)
        foot.addWidget(self.last)
        foot.addStretch(1)
        put_look(self.see_log, look="link")
        foot.addWidget(self.see_log)
        self._side = QScrollArea(self)
        self._side.setWidget(self.today)
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.items, 0, 0)
        grid.addWidget(self.empty, 0, 0)
        grid.addWidget(self._side, 0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(grid, 1)
        column.addLayout(foot)
        column.addWidget(self.table)
        warnings = (*self.today.warnings.lines, self.today.warnings.more)
        of_matters = (self.today.incidents, self.today.notices, self.today.hotline)
        card = (*of_matters, self.today.briefings, self.today.plans)
        counts = tuple(button for each in card for button in each.numbers.values())
        responses = (*self.today.responses.lines, self.today.responses.more)
        stops = (self.items, *warnings, *responses, self.today.step, *counts, self.see_log, self.table)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.items.done_asked.connect(self._close)
        self.items.put_off_asked.connect(self._put_off)
        self.items.place_asked.connect(self.tools.go)
        self.items.all_asked.connect(lambda: self.tools.go(Place("log", step="filter:is:open")))
        self.table.row_opened.connect(lambda seq: self.tools.go(Place("log", id=seq)))
        self.see_log.clicked.connect(lambda: self.tools.go(Place("log")))
        for counts in (self.today.incidents, self.today.notices, self.today.hotline):
            counts.asked.connect(lambda wanted, key=counts.KEY: self.tools.go(Place(key, step=f"filter:{wanted}")))
        self.today.responses.asked.connect(self.tools.go)
        self.today.warnings.asked.connect(lambda number: self.tools.go(Place("warnings", id=number)))
        to_plans = lambda wanted: self.tools.go(Place("plans", step=f"exercises:due:{wanted}"))  # noqa: E731  # one line
        self.today.plans.asked.connect(to_plans)
        to_briefings = lambda state: self.tools.go(Place("briefings", step=f"which:{state}"))  # noqa: E731  # one line
        self.today.briefings.asked.connect(to_briefings)
        self.today.step_asked.connect(lambda step: self.tools.go(Place("shifts", step=step)))
        self.empty.step_taken.connect(self._empty_step)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, entry_rows, ids, then=then)

    def _ask(self, then: Callable[[], None] | None = None) -> None:
        if self._asking and then is None:
            self._ask_again = True
            return
        self._asking, self._ask_again = True, False
        self.tools.courier.ask(
            self,
            desk_state,
            ITEMS_MOST,
            ENTRIES_SHOWN,
            self.tools.clock(),
            then=partial(self._came, then),
            failed=self._failed,
        )

    def _came(self, then: Callable[[], None] | None, state: DeskState) -> None:
        self._asking = False
        self._state = state
        self._late_known = self._late_clocks()
        self.items.show_items(state.items, state.open_count, self._warn())
        self.today.show_state(state.shift, state.handover)
        self.today.incidents.show_counts(state.incidents)
        self.today.notices.show_counts(state.notices)
        self.today.hotline.show_counts(state.hotline)
        zone = self.tools.zone
        self.today.show_responses(state.responses)
        self.today.show_warnings(state.warnings, [row.line(zone) for row in state.warnings])
        self.table.set_ids(state.last)
        if state.shift is not None:
            self.tools.courier.ask(self, read_checklist, state.shift.id, then=self._notes_came)
        else:
            self.today.show_notes(None)
        self._ask_of_plans()
        self._ask_of_briefings()
        self._word_state()
        if then is not None:
            then()
        if self._ask_again:
            self._ask()

    def _ask_of_plans(self) -> None:
        today = self.tools.clock().astimezone(self.tools.zone).date()
        if today != self._plans_as_of and not self._plans_soon.isActive():
            self._plans_as_of = today
            self.tools.courier.ask(self, due_counts, today, then=self.today.plans.show_counts)

    def _ask_of_briefings(self) -> None:
        now = self.tools.clock()
        today = now.astimezone(self.tools.zone).date()
        if today != self._briefings_as_of:
            self._briefings_as_of = today
            self.tools.courier.ask(self, briefing_counts, now, then=self.today.briefings.show_counts)

    def _failed(self, error: Exception) -> None:
        self._asking = False
        self._state = None
        sentence = self.tr("The desk could not be read.")
        if isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
        else:
            self.tools.courier.failed.emit(error)
        self.items.setVisible(False)
        self.empty.setVisible(True)
        self.empty.set_words(sentence, self.tr("Try again"))

    def _notes_came(self, notes: HandoverNotes) -> None:
        self.today.show_notes(notes)

    def _warn(self) -> timedelta:
        return timedelta(minutes=self.tools.office().warn_minutes)

    def _word_state(self) -> None:
        state = self._state
        nothing = state is not None and not state.items
        self.items.setVisible(not nothing)
        self.empty.setVisible(nothing)
        if state is None:
            self.count.setText("")
            return
        if state.shift is None and nothing:
            self.empty.set_words(
                self.tr("No shift is running. Start one, then everything that is written belongs to it."),
                self.tr("Start a shift"),
            )
        elif nothing:
            self.empty.set_words(self.tr("Nothing is open. What is given a due time in the log stands here."))
        now, warn = self.tools.clock(), self._warn()
        overdue = sum(stage_of(item.due_at, now, warn=warn) is Stage.OVERDUE for item in state.items)
        words = self.tr("{count} open").format(count=f"{state.open_count:,}")
        if overdue:
            words += " · " + self.tr("{count} overdue").format(count=overdue)
        self.count.setText(words if state.items else "")

    def _empty_step(self) -> None:
        if self._state is None:
            self._ask()
        else:
            self.tools.go(Place("shifts", step="start"))

    def _tick(self) -> None:
        self.items.tick()
        self.today.tick()
        now = self.tools.clock()
        if now.second == 0:
            self._word_state()
            if self._late_clocks() != self._late_known:
                self._ask()
        self._second.start(1000 - now.microsecond // 1000 + 5)

    def _late_clocks(self) -> int:
        """How many clocks of matters have run out: where that changes, so do the numbers on the card of today."""
        now, items = self.tools.clock(), self._state.items if self._state is not None else ()
        return sum(bool(item.duty) and item.due_at is not None and item.due_at < now for item in items)

    def _show_item(self, item_id: int) -> None:
        row = self.items.row_of(item_id)
        if row is not None:
            self.items.ensureWidgetVisible(row)
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self) -> None:
        row = self.items.current()
        if row is not None:
            row.open_menu()

    def _show_entry(self) -> None:
        row = self.items.current()
        if row is not None:
            self.tools.go(Place("log", id=row.item.entry_seq))

    def _close(self, item_id: int, outcome: str) -> None:
        def refused(refusal: Refusal) -> None:
            row = self.items.row_of(item_id)
            if row is not None:
                row.point_out(said(refusal, self.tools.wording(), self.tools.zone))

        def failed(_: Exception) -> None:
            row = self.items.row_of(item_id)
            if row is not None and row.form is not None:
                row.form.send.setEnabled(True)

        command = CloseItem(id=item_id, outcome=outcome)
        self.tools.courier.do(
            self, close_item, command, then=partial(self._closed, item_id), refused=refused, failed=failed
        )

    def _closed(self, item_id: int, _: int) -> None:
        self.items.closed(item_id)
        self.tools.say(self.tr("Done; the outcome is in the log."))

    def _put_off(self, item_id: int, minutes: int) -> None:
        def refused(refusal: Refusal) -> None:
            self.tools.say(said(refusal, self.tools.wording(), self.tools.zone))

        until = self.tools.clock() + timedelta(minutes=minutes)
        put = PutOff(id=item_id, until=until)
        self.tools.courier.do(self, put_off, put, then=self._put_off_done, refused=refused)

    def _put_off_done(self, _: int) -> None:
        self.tools.say(self.tr("The alarm is put off; the due time stays."))
