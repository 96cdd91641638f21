"""Drills, evaluations and what they found, as a face of the page of plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.plan_due import DueLine, DueList, due_list
from dutyroom.data.queries.plan_events import event_rows, event_years, find_events
from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.parts.focus import give_focus
from dutyroom.ui.parts.matter.record_print import record_paper
from dutyroom.ui.parts.plans.exercise_filter import DUE, RECORDS, YEAR
from dutyroom.ui.parts.plans.exercise_layout import FOLDS_BELOW, ExerciseLayout
from dutyroom.ui.parts.plans.exercise_pane import Subject
from dutyroom.ui.parts.plans.exercise_steps import WORDS, ExerciseSteps
from dutyroom.ui.parts.register_model import Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.searching import NewestQuestion

_HEARD: Final = frozenset(
    {"plan", "plan_text", "plan_event", "plan_finding", "matter", "rule_value", "holiday_year", "*"}
)
_SETTLE_MS: Final = 300
_VIEWS: Final = (DUE, YEAR, RECORDS)
_YEAR_PAPER: Final = "plan-year"


class PlanExercises(Page):
    """Three lists beside one pane: what is due, the yearly plan, the records."""

    KEY = "exercises"
    ICON = "plans"
    plan_asked = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._lines: dict[int, DueLine] = {}
        self._due: DueList | None = None
        self._wanted: Subject | None = None
        self._begin = ""
        self.view = ExerciseLayout(self, tools, self._fetch_due, self._fetch_events)
        self.pane, self.bar = self.view.pane, self.view.bar
        self.steps = ExerciseSteps(self.pane)
        self._question = NewestQuestion(tools.courier, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._ask_again)
        self._connect()
        self.retranslate()

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Drills and reviews")

    def arrive(self, place: Place | None) -> None:
        """Show the lists, at an event or at a plan's duties; ``plan:STEP`` begins a step of that plan.

        A place's step is ``due``, ``year``, ``records`` (then ``id`` is an event), or ``plan`` with a step of its own.
        """
        step, _, begin = place.step.partition(":") if place is not None else ("", "", "")
        if place is not None and place.id is not None:
            self._wanted = ("plan" if step == "plan" else "event", place.id)
            self._begin = begin
            self.show_list(DUE if step == "plan" else RECORDS, narrow=False)
        elif step in _VIEWS:
            self.show_list(step)
            if step == DUE and begin:
                self.bar.stage.setCurrentIndex(max(self.bar.stage.findData(begin), 0))
        self.ask()

    def heard(self, changed: Changed) -> None:
        """Something of a plan or of its drills changed: ask again, keep the place."""
        if changed.kinds & _HEARD and self.isVisible():  # arriving asks anyway
            self._settle.start()  # anew at each change: an import of thousands is counted once, when it has ended

    def commands(self) -> list[Command]:
        """What can be done with drills and evaluations."""
        keys = {"hold": "Ctrl+U", "plan_drill": "Ctrl+N", "trigger": "Ctrl+G", "correct": "Ctrl+D", "print": "Ctrl+P"}
        named = [
            Command(f"exercises.{name}", self.tr(WORDS[name]), keys.get(name, ""), partial(self.steps.do, name))
            for name in WORDS
        ]
        return [
            Command("exercises.next", self.tr("Take the next step"), "Ctrl+Return", self._step_on),
            Command("exercises.menu", self.tr("Everything else that can be done here"), "Ctrl+J", self._show_menu),
            Command(
                "exercises.next_list", self.tr("Next list of drills and reviews"), "Ctrl+Tab", partial(self._turn, 1)
            ),
            Command("exercises.last_list", self.tr("List before"), "Ctrl+Shift+Tab", partial(self._turn, -1)),
            Command("exercises.plan_year", self.tr("Propose the yearly plan…"), "Ctrl+Shift+N", self.propose_year),
            Command(
                "exercises.causes", self.tr("Look for causes of a revision…"), "Ctrl+Shift+G", self.look_for_causes
            ),
            Command("exercises.print_year", self.tr("Print the yearly plan…"), "Ctrl+Shift+P", self._print_year),
            *named,
        ]

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.view.show_lists()
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    def to_list(self) -> None:
        """See :class:`Page`."""
        self.view.show_lists()
        self.view.read(reading=False)
        give_focus(self.view.table, self)

    def show_list(self, view: str, *, narrow: bool = True) -> None:
        """Show what is due, the yearly plan or the records; ``narrow`` off shows all of it."""
        self.view.show_view(view)
        if not narrow:
            self.bar.show_all()
        else:
            self.ask()

    def propose_year(self) -> None:
        """Propose the plan of the year that is chosen, else of this one."""
        self.view.sheet_of(self.view.year)
        self.view.year.begin(self._year())

    def look_for_causes(self) -> None:
        """Look for laws and numbers that changed since plans cited them."""
        self.view.sheet_of(self.view.causes)
        self.view.causes.begin()

    def _print_year(self) -> None:
        year = self._year()
        title = self.tr("Plan of drills and evaluations {year}").format(year=year)
        self.tools.show_paper(record_paper(self.tools, self, _YEAR_PAPER, year, title))

    def ask(self) -> None:
        """Ask for what answers the filter."""
        today = self._today()
        self.tools.courier.ask(self, event_years, then=lambda years: self.bar.set_years(years, today.year))
        if self.bar.view == DUE:
            self._question.ask(due_list, self.bar.due_filter(), today, then=self._due_came)
        else:
            self._question.ask(find_events, self.bar.event_filter(), then=self._events_came)

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """What is due, the yearly plan and its proposal, a record with findings, the form of a record."""
        return [
            ("plans_exercises", partial(self.show_list, DUE)),
            ("plans_exercises_year", partial(self.show_list, YEAR)),
            ("plans_exercises_records", partial(self.show_list, RECORDS)),
            ("plans_exercises_propose", self.propose_year),
        ]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pane where the page is narrow."""
        super().resizeEvent(event)
        self.view.fold(self.width())

    def retranslate(self) -> None:
        """Word the face anew."""
        self.view.retranslate()
        self._word_state()

    def _connect(self) -> None:
        view = self.view
        self.bar.changed.connect(self.ask)
        self.bar.left.connect(lambda: give_focus(self.view.table, self))
        view.view_asked.connect(self.show_list)
        view.propose.clicked.connect(self.propose_year)
        view.print.clicked.connect(self._print_year)
        view.look_up.clicked.connect(self.look_for_causes)
        for name, table in view.tables.items():
            table.current_changed.connect(partial(self._chosen, name))
            table.row_opened.connect(lambda _: self._open_pane())
            table.empty.step_taken.connect(self.bar.show_all)
        for sheet in (view.year, view.causes):
            sheet.left.connect(self.to_list)
        view.year.done.connect(self._year_planned)
        view.causes.done.connect(lambda _: self._triggers_written())
        self.pane.step_back_asked.connect(self.to_list)
        self.pane.event_asked.connect(lambda number: self.arrive(Place("plans", id=number, step=RECORDS)))
        self.pane.written.connect(self._written)
        self.pane.shown.connect(self._begin_wanted)
        self.steps.plan_asked.connect(lambda number: self.tools.go(Place("plans", id=number)))

    def _ask_again(self) -> None:
        self.ask()
        self.pane.refresh()

    def _today(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()

    def _year(self) -> int:
        return int(self.bar.year.currentData() or self._today().year)

    def _due_came(self, found: DueList) -> None:
        self._due, self._lines = found, {line.id: line for line in found.lines}
        self._show_ids(DUE, [line.id for line in found.lines])

    def _events_came(self, ids: Sequence[int]) -> None:
        if self.bar.view != DUE:
            self._show_ids(self.bar.view, ids)

    def _show_ids(self, view: str, ids: Sequence[int]) -> None:
        table = self.view.tables[view]
        table.set_ids(ids)
        self._word_state()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._show_wanted(table, wanted)
        elif table.current_id() is None and len(ids):
            table.choose(ids[0])
        elif self.pane.subject is None:
            self._chosen(view, table.current_id() or -1)

    def _show_wanted(self, table: RegisterTable, wanted: Subject) -> None:
        kind, number = wanted
        if kind == "plan":
            number = next((line.id for line in self._lines.values() if line.plan.plan_id == number), -1)
        if not table.choose(number) or self.pane.subject != wanted:
            self.pane.show_subject(wanted)
        self._open_pane()

    def _begin_wanted(self) -> None:
        """The plan for which a step was asked for is shown: begin it."""
        if self._begin and self.pane.standing is not None:
            begin, self._begin = self._begin, ""
            self.steps.do(begin)

    def _chosen(self, view: str, number: int) -> None:
        if view != self.bar.view:
            return
        line = self._lines.get(number)
        if view == DUE and line is not None:
            self.steps.what = line.duty.what.value
            self.pane.show_subject(("plan", line.plan.plan_id))
            if self.pane.standing is not None:
                self.pane.shown.emit()
        else:
            self.pane.show_subject(("event", number) if number > 0 and view != DUE else None)

    def _fetch_due(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._lines[number] for number in ids if number in self._lines])

    def _fetch_events(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, event_rows, ids, then=then)

    def _written(self, number: int) -> None:
        """A drill that was just planned or held is shown; anything else leaves the place as it is."""
        if number and self.pane.subject is not None and self.pane.subject[0] == "plan":
            self.arrive(Place("plans", id=number, step=RECORDS))
        else:
            self.ask()

    def _year_planned(self, count: int) -> None:
        self.tools.say(self.tr("{count} drills and evaluations are planned.").format(count=count))
        self.view.show_lists()
        self.show_list(YEAR)

    def _triggers_written(self) -> None:
        self.tools.say(self.tr("The revisions are asked for; the plans stand on the list."))
        self.view.show_lists()
        self.show_list(DUE)

    def _open_pane(self) -> None:
        if self.width() < FOLDS_BELOW:
            self.view.read(reading=True)
            give_focus(self.pane.next if self.pane.next.isVisible() else self.pane.more, self)

    def _step_on(self) -> None:
        """Ctrl+Enter: send the form that stands open, otherwise take the next step."""
        form = self.pane.open_form
        if form is not None:
            form.send.click()
        elif self.pane.next.isVisible():
            self.pane.next.click()

    def _turn(self, by: int) -> None:
        self.show_list(_VIEWS[(_VIEWS.index(self.bar.view) + by) % len(_VIEWS)])
        give_focus(self.view.table, self)

    def _show_menu(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _word_state(self) -> None:
        self.view.word_state(self._due)
