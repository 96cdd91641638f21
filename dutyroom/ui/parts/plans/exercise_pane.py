"""A plan's duties, or one drill, evaluation or cause of a revision in full; its next step is the one filled button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.data.queries.plan_causes import counting_causes
from dutyroom.data.queries.plan_events import EventInFull, FindingRow, PlanEventRow, event_in_full, plan_standing
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.focus import pane_key
from dutyroom.ui.parts.matter.facts_grid import FactsGrid
from dutyroom.ui.parts.matter.form_sending import send_form, show_refusal
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.plans.exercise_facts import event_facts_said, plan_facts_said
from dutyroom.ui.parts.plans.exercise_form import ExerciseForm
from dutyroom.ui.parts.plans.exercise_forms import (
    DueForm,
    FindingForm,
    SettleForm,
    SuperviseForm,
    TriggerForm,
    WhyForm,
    offer_causes,
)
from dutyroom.ui.parts.plans.exercise_words import (
    day_said,
    finding_said,
    finding_tone,
    form_said,
    kind_said,
    stand_said,
    state_said,
    state_tone,
)
from dutyroom.ui.theme import is_look_change, label_of, put_look

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_events import PlanStanding

Subject = tuple[str, int]
"""``plan`` or ``event``, and its number."""
_WAIT_MS: Final = 60


class ExercisePane(QFrame):
    """``asked`` names what a button or the menu wants to begin, by its name; ``event_asked`` another event to be shown.

    ``finding_asked`` when a finding was pressed, with its button; ``written`` after something was.
    """

    step_back_asked = Signal()
    shown = Signal()
    asked = Signal(str)
    event_asked = Signal(int)
    finding_asked = Signal(object, object)
    written = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.setProperty("look", "card")
        self.subject: Subject | None = None
        self.standing: PlanStanding | None = None
        self.full: EventInFull | None = None
        self.steps: list[tuple[str, str]] = []
        self.back, self.state = QToolButton(self), QLabel(self)
        self.title = label_of("section", parent=self)
        self.facts, self.area, self.nothing = FactsGrid(self), QScrollArea(self), EmptyState(self)
        self.found, self.history = label_of("secondary", parent=self), label_of("secondary", parent=self)
        self._found, self._history = QVBoxLayout(), QVBoxLayout()
        self.next, self.more = QPushButton(self), QPushButton(self)
        self.exercise, self.due, self.trigger = ExerciseForm(tools, self), DueForm(self), TriggerForm(tools, self)
        self.supervising, self.finding = SuperviseForm(self), FindingForm(self)
        self.settling, self.why = SettleForm(self), WhyForm(self)
        self._read_soon = QTimer(self)
        self._read_soon.setSingleShot(True)
        self._read_soon.setInterval(_WAIT_MS)
        self._read_soon.timeout.connect(self.refresh)
        self._lay_out()
        self.retranslate()
        self.show_subject(None)

    @property
    def forms(self) -> tuple[KeptForm, ...]:
        """The forms; at most one stands open."""
        return (self.exercise, self.due, self.trigger, self.supervising, self.finding, self.settling, self.why)

    @property
    def open_form(self) -> KeptForm | None:
        """The form that stands open."""
        return next((form for form in self.forms if not form.isHidden()), None)

    @property
    def event_row(self) -> PlanEventRow | None:
        """The event that is shown; None while a plan is."""
        return self.full.event if self.full is not None else None

    def show_subject(self, subject: Subject | None) -> None:
        """Show a plan's duties or an event; what is being typed about another stays with that one."""
        if subject != self.subject:
            self.leave_form(focus=False)
            self.standing, self.full = None, None
        self.subject = subject
        self._read_soon.start() if subject is not None else self._read_soon.stop()
        if self.standing is None and self.full is None:
            self._show()

    def refresh(self) -> None:
        """Read it again; what is being typed stays."""
        if self.subject is None:
            return
        kind, number = self.subject
        if kind == "event":
            self.tools.courier.ask(self, event_in_full, number, then=partial(self._event_came, self.subject))
        else:
            then = partial(self._plan_came, self.subject)
            self.tools.courier.ask(self, plan_standing, number, self.today(), then=then)

    def today(self) -> date:
        """Today, in the office's zone."""
        return self.tools.clock().astimezone(self.tools.zone).date()

    def begin(self, form: KeptForm, begin: Callable[[], None]) -> None:
        """Show a form and let ``begin`` fill it; another that stands open gives way and keeps what was typed."""
        if form is self.supervising:
            self.tools.courier.ask(self, unit_rows, then=self._units_came)
        elif form in (self.trigger, self.exercise):
            self.tools.courier.ask(self, counting_causes, self.today(), then=self._causes_came)
        for other in self.forms:
            if other is not form:
                other.keep()
                other.setVisible(False)
        form.setVisible(True)
        self._show_buttons()
        begin()

    def leave_form(self, *, focus: bool = True) -> None:
        """Put the form away; what was typed stays for the next time."""
        at = self.focusWidget()
        had = at is not None and any(form.isAncestorOf(at) for form in self.forms)
        for form in self.forms:
            form.keep()
            form.setVisible(False)
        self._show_buttons()
        if had and focus and self.isVisible():
            (self.next if self.next.isVisible() else self.more).setFocus()

    def retranslate(self) -> None:
        """Word the pane anew."""
        self.setAccessibleName(self.tr("Drill or evaluation in full"))
        self.back.setAccessibleName(self.tr("Back to the table"))
        self.back.setToolTip(self.tr("Back to the table (Esc)"))
        self.more.setText(self.tr("More"))
        self.more.setToolTip(self.tr("Everything else that can be done here (Ctrl+J)"))
        self.found.setText(self.tr("What was found"))
        self.history.setText(self.tr("So far"))
        self.nothing.set_words(self.tr("Choose a line of the table to see it in full."))
        self.back.setIcon(icon("close"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.back.setIcon(icon("close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the table; Enter presses the button that has the keyboard."""
        if not pane_key(event, self, self.step_back_asked.emit):
            super().keyPressEvent(event)

    def set_steps(self, steps: Sequence[tuple[str, str]]) -> None:
        """What can be done now, name and words; the first is the filled button, the rest stand in the menu."""
        self.steps = list(steps)
        menu = self.more.menu()
        menu.clear()
        for name, words in self.steps[1:]:
            menu.addAction(words, partial(self.asked.emit, name))
        self._show_buttons()

    def _lay_out(self) -> None:
        put_look(self.back, look="plain")
        put_look(self.next, look="primary")
        put_look(self.more, menu="true")
        self.more.setMenu(QMenu(self.more))
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        foot.addStretch(1)
        foot.addWidget(self.more)
        foot.addWidget(self.next)
        self._lay_area()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.nothing, 1)
        for form in self.forms:
            form.setVisible(False)
            FieldsArea(form)
            whole.addWidget(form)
            form.sent.connect(partial(self._send, form))
            form.step_back_asked.connect(self.leave_form)
        whole.addLayout(foot)
        self.back.clicked.connect(self.step_back_asked)
        self.next.clicked.connect(lambda: self.asked.emit(self.steps[0][0]))

    def _lay_area(self) -> None:
        inside = QWidget(self)
        put_look(inside, look="page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for label, lines in ((self.found, self._found), (self.history, self._history)):
            lines.setSpacing(2)
            column.addWidget(label)
            column.addLayout(lines)
            if lines is self._found:  # what must be mended comes before the record, what was comes after it
                column.addWidget(self.facts)
        column.addStretch(1)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _event_came(self, subject: Subject, full: EventInFull | None) -> None:
        if subject == self.subject:
            self.full, self.standing = full, None
            self._show()

    def _plan_came(self, subject: Subject, standing: PlanStanding | None) -> None:
        if subject == self.subject:
            self.standing, self.full = standing, None
            self._show()

    def _units_came(self, units: Sequence[UnitRow]) -> None:
        self.supervising.offer([Choice(row.id, row.name, (row.pinyin, row.initials), row.short) for row in units])

    def _causes_came(self, causes: Sequence[str]) -> None:
        offer_causes(self.trigger.cause, causes)
        self.exercise.offer_causes(causes)

    def _show(self) -> None:
        shown = self.full is not None or self.standing is not None
        for widget in (self.area, self.title):
            widget.setVisible(shown)
        self.nothing.setVisible(not shown)
        self.state.setVisible(self.full is not None)
        self._clear(self._found)
        self._clear(self._history)
        findings = self.full.findings if self.full is not None else ()
        events = self.standing.events if self.standing is not None else ()
        self.found.setVisible(bool(findings))
        self.history.setVisible(bool(events))
        if self.full is not None:
            event, today = self.full.event, self.today()
            tone = state_tone(event, today)
            self.title.setText(event.plan_title)
            self.facts.show_facts(event_facts_said(event))
            self.state.setText(stand_said(event, today))
            put_look(self.state, look="chip", tone=tone if tone != "secondary" else "")
            for place, finding in enumerate(findings, 1):
                self._add_finding(place, finding)
        elif self.standing is not None:
            self.title.setText(self.standing.duties.title)
            self.facts.show_facts(plan_facts_said(self.standing.duties, self.today(), self.tools.wording()))
            for event in events:
                self._add_event(event)
        self.shown.emit()
        self._show_buttons()

    def _add_finding(self, place: int, finding: FindingRow) -> None:
        button = ElidedButton(f"{place}. {finding.text} · {finding_said(finding)}", hint=self.tr("What becomes of it…"))
        tone = finding_tone(finding, self.today())
        put_look(button, look="link", tone=tone if tone != "secondary" else "")
        button.clicked.connect(partial(self.finding_asked.emit, finding, button))
        self._found.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_event(self, event: PlanEventRow) -> None:
        kind = form_said(event.form) or kind_said(event.kind)
        words = " · ".join(part for part in (day_said(event.day), kind, event.title, state_said(event.state)) if part)
        button = ElidedButton(words)
        put_look(button, look="link")
        button.clicked.connect(partial(self.event_asked.emit, event.id))
        self._history.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def _clear(lines: QVBoxLayout) -> None:
        while lines.count():
            item = lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _show_buttons(self) -> None:
        free = self.open_form is None and (self.full is not None or self.standing is not None)
        self.next.setVisible(free and bool(self.steps))
        self.more.setVisible(free and len(self.steps) > 1)
        if self.steps:
            self.next.setText(self.steps[0][1])
        # A form of many fields says itself what is recorded; a low pane has no room for both.
        self.area.setVisible(self.nothing.isHidden() and self.exercise.isHidden())

    def _send(self, form: KeptForm, asked: Run | Refusal) -> None:
        then, refused = partial(self._sent, form), partial(show_refusal, self.tools, form)
        send_form(self, self.tools, form, asked, then=then, refused=refused)

    def _sent(self, form: KeptForm, number: int | None, answer: int) -> None:
        form.send.setEnabled(True)
        words = form.send.text()
        if form.finished(number):
            self.leave_form()
        self.refresh()
        self.tools.say(self.tr("Written: {step}").format(step=words))
        self.written.emit(answer if form is self.exercise else 0)
