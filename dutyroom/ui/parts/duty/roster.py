"""The rosters as a face of the page of shifts: a grid of days and posts, filled by keys, with its gaps in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.papers import note_printed
from dutyroom.actions.roster_papers import roster_pdf
from dutyroom.actions.rosters import fill_post, issue_roster, void_roster
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.rosters import DutyRow, RosterInFull, RosterRow, duties_numbered, roster_in_full, roster_rows
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.statistics_records import listed_behind
from dutyroom.data.reading import Session
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_record import ROSTER_STATE_WORDS, FillPost, IssueRoster, RosterState, VoidRoster, read_people
from dutyroom.rules.statistics_figure import TERM
from dutyroom.rules.wording import mark
from dutyroom.rules.workdays import Holidays
from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.parts.duty.duty_list import DutyList
from dutyroom.ui.parts.duty.roster_form import RosterForm
from dutyroom.ui.parts.duty.roster_grid import RosterGrid, RosterGridModel
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.handover.live_paper import font_cache
from dutyroom.ui.parts.paper_dialog import TranslatedPaper
from dutyroom.ui.theme import put_look

_HEARD: Final = frozenset({"roster", "planned_duty", "setting", "holiday_year", "*"})
_PAPER: Final = "roster-kept"
FAILED: Final = mark("This cannot be shown: {reason}")


@dataclass(frozen=True, slots=True)
class _Read:
    """What the face shows."""

    rows: list[RosterRow]
    full: RosterInFull | None
    holidays: Holidays


def read_rosters(session: Session, wanted: int | None, today: date) -> _Read:
    """The rosters, and one in full: the one wanted, else that of today, else the latest."""
    rows = roster_rows(session)
    own = [row for row in rows if row.id == wanted] or [row for row in rows if row.first <= today <= row.last] or rows
    full = roster_in_full(session, own[0].id) if own else None
    return _Read(rows, full, rule_book(session).holidays)


def _behind(session: Session, figure: str, now: datetime) -> list[DutyRow]:
    """The duties behind a figure of the statistics."""
    return duties_numbered(session, json.loads(listed_behind(session, figure, "shifts", now)))


class RosterFace(Page):
    """The roster chosen as a grid; a form for a new one or its days; the duties behind a figure."""

    KEY = "roster"
    ICON = "shifts"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: int | None = None
        self._pending: tuple[date, str, str] | None = None
        self.shown: RosterInFull | None = None
        self.chooser, self.reason = QComboBox(self), QLineEdit(self)
        self.add, self.change, self.issue, self.paper = (QPushButton(self) for _ in range(4))
        self.note, self.faults = FieldNote(self), FieldNote(self)
        self.model = RosterGridModel(self)
        self.stack = QStackedWidget(self)
        self.grid = RosterGrid(self.model, self.stack)
        self.form = RosterForm(tools, self.stack)
        self.empty = EmptyState(self.stack)
        self.behind = DutyList(tools, self.stack)
        self._lay_out()
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Roster")

    def arrive(self, place: Place | None) -> None:
        """Show the roster of today or the one named; ``filter:figure:…`` the duties behind a figure."""
        step = place.step if place is not None else ""
        if place is not None and place.id is not None:
            self._wanted = place.id
        if step.startswith(f"filter:{TERM}:"):
            figure = step.removeprefix(f"filter:{TERM}:")
            self.tools.courier.ask(self, _behind, figure, self.tools.clock(), then=self._behind_came)
        self.ask()
        if step == "add":
            self.begin_new()

    def heard(self, changed: Changed) -> None:
        """A roster or what it is judged by changed."""
        if changed.kinds & _HEARD and self.isVisible():
            self.ask()

    def commands(self) -> list[Command]:
        """What can be done with rosters."""
        return [
            Command("roster.add", self.tr("Begin a roster…"), "Ctrl+N", self.begin_new),
            Command("roster.change", self.tr("Change days and posts of the roster…"), "Ctrl+D", self._begin_change),
            Command("roster.gap", self.tr("Go to the next gap"), "Ctrl+G", self._to_gap),
            Command("roster.issue", self.tr("Issue the roster"), "Ctrl+J", self._issue),
            Command("roster.void", self.tr("Void the roster"), "Ctrl+Delete", self._void),
            Command("roster.print", self.tr("Print the roster…"), "Ctrl+P", self._print),
        ]

    def begin_filtering(self) -> None:
        """Which roster is shown is what can be chosen."""
        give_focus(self.chooser, self)

    def to_list(self) -> None:
        """See :class:`Page`."""
        self._show_grid()

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The grid, and the form of a new roster."""
        return [("shifts_roster", self._show_grid), ("shifts_roster_add", self.begin_new)]

    def ask(self) -> None:
        """Ask for the rosters and the one shown."""
        courier = self.tools.courier
        today = self.tools.clock().astimezone(self.tools.zone).date()
        courier.ask(self, read_rosters, self._wanted, today, then=self._came, failed=self._failed)

    def begin_new(self) -> None:
        """Ask for a new roster."""
        self._begin(None)

    def _begin_change(self) -> None:
        """Ask for the days and posts of the roster shown."""
        if self.shown is not None:
            self._begin(self.shown.row)

    def _issue(self) -> None:
        """Issue the roster; what does not fit is accepted by the reason that stands in the line."""
        if self.shown is None or self.shown.row.state == RosterState.ISSUED:
            return
        row = self.shown.row
        command = IssueRoster(id=row.id, version=row.version, despite=self.reason.text())
        self._do(issue_roster, command, self.tr("The roster is issued."))

    def _void(self) -> None:
        """The roster does not count any more; why stands in the line above the grid."""
        if self.shown is not None:
            row = self.shown.row
            command = VoidRoster(id=row.id, version=row.version, reason=self.reason.text())
            self._do(void_roster, command, self.tr("The roster is void; “dutyroom roster restore” takes it back."))

    def _print(self) -> None:
        """Show the paper of the roster."""
        if self.shown is None:
            return
        store, cache, row = self.tools.courier.store, font_cache(self.tools), self.shown.row

        def make(language: str) -> bytes:
            return roster_pdf(store, row.id, load_wording(language), cache)

        self.tools.show_paper(
            TranslatedPaper(
                title=row.title,
                file_name=f"{row.title}.pdf",
                make=partial(make, "zh_CN"),
                printed=lambda: self.tools.courier.do(self, note_printed, _PAPER, row.id, "paper"),
                kind=_PAPER,
                records=((_PAPER, row.id),),
                make_in=make,
            )
        )

    def retranslate(self) -> None:
        """Word the face anew."""
        self.chooser.setAccessibleName(self.tr("Which roster"))
        self.reason.setPlaceholderText(self.tr("Reason, once it is issued or where something does not fit"))
        self.reason.setAccessibleName(self.tr("Reason"))
        for button, words, keys in (
            (self.add, self.tr("New roster…"), "Ctrl+N"),
            (self.change, self.tr("Days and posts…"), "Ctrl+D"),
            (self.paper, self.tr("Print…"), "Ctrl+P"),
            (self.issue, self.tr("Issue"), "Ctrl+J"),
        ):
            button.setText(words)
            button.setToolTip(f"{words}  {keys}")
        self.grid.setAccessibleName(self.tr("Roster: days and posts"))
        self.empty.set_words(
            self.tr(
                "Rosters stand here: who is on duty on which day. Begin one, or bring a table in by “dutyroom import roster”."
            ),
            self.tr("Begin a roster…"),
            keys="Ctrl+N",
        )
        self._show_full()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        head, line = QHBoxLayout(), QHBoxLayout()
        for row in (head, line):
            row.setSpacing(8)
        put_look(self.issue, look="primary")
        head.addWidget(self.chooser, 1)
        for button in (self.add, self.change, self.paper, self.issue):
            head.addWidget(button)
        line.addWidget(self.reason)
        for part in (self.grid, self.form, self.empty, self.behind):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addWidget(self.faults)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.chooser.activated.connect(lambda _: self._choose())
        self.add.clicked.connect(self.begin_new)
        self.change.clicked.connect(self._begin_change)
        self.issue.clicked.connect(self._issue)
        self.paper.clicked.connect(self._print)
        self.empty.step_taken.connect(self.begin_new)
        self.model.filled.connect(self._fill)
        self.reason.returnPressed.connect(self._reason_given)
        self.form.sent.connect(self._send)
        self.form.unread.connect(self._refused)
        self.form.step_back_asked.connect(self._show_grid)
        self.behind.left.connect(self._show_grid)

    def _to_gap(self) -> None:
        if self.grid.to_next_gap():
            give_focus(self.grid, self)

    def _choose(self) -> None:
        self._wanted = self.chooser.currentData()
        self._pending = None
        self.ask()

    def _begin(self, row: RosterRow | None) -> None:
        self.form.begin(row, self.tools.clock().astimezone(self.tools.zone).date())
        self.stack.setCurrentWidget(self.form)
        self.reason.setVisible(False)
        give_focus(self.form.first, self)

    def _fill(self, day: date, post: str, typed: str) -> None:
        if self.shown is None:
            return
        self._pending = (day, post, typed)
        command = FillPost(
            roster_id=self.shown.row.id, day=day, post=post, people=read_people(typed), reason=self.reason.text()
        )
        self._do(fill_post, command, "")

    def _reason_given(self) -> None:
        """The change that needed a reason is sent again with it."""
        if self._pending is not None:
            self._fill(*self._pending)
        give_focus(self.grid, self)

    def _send(self, pair: tuple[Callable[..., Any], object]) -> None:
        action, command = pair
        self._do(action, command, self.tr("The roster is kept."))

    def _do(self, action: Callable[..., Any], command: object, done: str) -> None:
        self.note.be_silent()
        self.tools.courier.do(
            self, action, command, then=partial(self._done, done), refused=self._refused, failed=self._failed
        )

    def _done(self, words: str, answer: object) -> None:
        if self.stack.currentWidget() is self.form:
            self.form.mark_clean()
            if isinstance(answer, int):
                self._wanted = answer
            self._show_grid()
        self._pending = None
        self.reason.clear()
        if words:
            self.tools.say(words)
        self.ask()

    def _refused(self, refusal: Refusal) -> None:
        sentence = said(refusal, self.tools.wording(), self.tools.zone)
        if self.stack.currentWidget() is self.form:
            self.form.point_out(refusal, sentence)
            return
        if refusal.code == "roster.same":
            self._pending = None
            return
        self.note.say(sentence)
        if refusal.field in ("reason", "despite"):
            give_focus(self.reason, self)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        reason = said(error, self.tools.wording(), self.tools.zone)
        self.note.say(self.tr(FAILED).format(reason=reason))

    def _came(self, read: _Read) -> None:
        at = self.grid.currentIndex()
        place = (at.row(), at.column())
        self.shown = read.full
        self._wanted = read.full.row.id if read.full is not None else None
        self.model.show_roster(read.full, read.holidays, self.tools.wording())
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for row in read.rows:
                self.chooser.addItem(self._named(row), row.id)
            self.chooser.setCurrentIndex(max(self.chooser.findData(self._wanted), 0))
        if self.model.rowCount():
            wanted = place if place[0] >= 0 else self._place_of_today()
            index = self.model.index(min(wanted[0], self.model.rowCount() - 1), max(wanted[1], 1))
            self.grid.setCurrentIndex(index)
        if self.stack.currentWidget() in (self.grid, self.empty):
            self._show_grid()
        self._show_full()

    def _place_of_today(self) -> tuple[int, int]:
        today = self.tools.clock().astimezone(self.tools.zone).date()
        place = self.model.place_of(today, self.model.posts[0]) if self.model.posts else None
        return (place.row(), 1) if place is not None and place.isValid() else (0, 1)

    def _show_full(self) -> None:
        full = self.shown
        for button in (self.change, self.paper):
            button.setEnabled(full is not None)
        self.issue.setVisible(full is not None and full.row.state == RosterState.DRAFT)
        self.reason.setVisible(full is not None and self.stack.currentWidget() is not self.form)
        self.chooser.setVisible(full is not None)
        if full is None or not full.faults:
            self.faults.be_silent()
            return
        first = full.faults[0].said(self.tools.wording())
        words = self.tr("{count} things do not fit; first: {first} Ctrl+G goes to the next gap.")
        self.faults.say(words.format(count=len(full.faults), first=first), "warning")

    def _show_grid(self) -> None:
        self.stack.setCurrentWidget(self.grid if self.shown is not None else self.empty)
        self.reason.setVisible(self.shown is not None)
        give_focus(self.grid if self.shown is not None else self.empty.step, self)
        if self.grid.currentIndex().isValid():
            self.grid.scrollTo(self.grid.currentIndex(), RosterGrid.ScrollHint.PositionAtCenter)

    def _behind_came(self, rows: list[DutyRow]) -> None:
        self.behind.show_duties(rows)
        self.stack.setCurrentWidget(self.behind)

    def _named(self, row: RosterRow) -> str:
        state = self.tools.wording().say(ROSTER_STATE_WORDS[row.state])
        return "  ".join(filter(None, (row.title, row.unit, f"{row.first:%m-%d} – {row.last:%m-%d}", state)))
