"""A matter read in full: heading, clocks, units, facts, timeline; its next step is the one filled button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.errors import said
from dutyroom.data.queries.matters import MatterInFull
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.matter import Duty, MatterKind, State, StepKind, next_step, other_steps
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import Spot
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.attached.matter_files import MatterFiles, dropped_files
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.focus import pane_key, tab_as_laid_out
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.matter.clock_list import ClockList
from dutyroom.ui.parts.matter.facts_grid import Fact, FactsGrid
from dutyroom.ui.parts.matter.step_form import FIELDS, StepForm
from dutyroom.ui.parts.matter.timeline import Timeline
from dutyroom.ui.parts.matter.words import state_said, step_said, unit_said
from dutyroom.ui.parts.removal.dialog import open_removal
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.theme import is_look_change, label_of, put_look

_WAIT_MS: Final = 60
_URGENT: Final = ("特提", "特急")


class MatterPane(QFrame):
    """Shows a matter of any kind; ``read`` fetches it, a subclass says what its kind has beside.

    ``matter_asked`` names another matter to be shown; ``step_taken`` comes after a step was written.
    """

    WORD_STEP: Callable[[str], str] = staticmethod(step_said)
    """How its kind calls a step."""
    step_back_asked = Signal()
    matter_asked = Signal(int)
    step_taken = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.setProperty("look", "card")
        self._id: int | None = None
        self._full: MatterInFull | None = None
        self.back = QToolButton(self)
        self.number, self.title = label_of("section", parent=self), label_of("strong", parent=self)
        self.urgency, self.secrecy, self.state = QLabel(self), QLabel(self), QLabel(self)
        self.waiting = QLabel(self)
        self.nothing = EmptyState(self)
        self.clocks = ClockList(tools.clock, lambda: tools.zone, tools.wording, self)
        self.units, self.facts = FactsGrid(self), FactsGrid(self)
        self.headings = {name: label_of("secondary", parent=self) for name in ("clocks", "units", "facts", "timeline")}
        self.files = MatterFiles(tools, self)
        self.setAcceptDrops(True)
        self.timeline = Timeline(tools.clock, lambda: tools.zone, self)
        self.next, self.more = QPushButton(self), QPushButton(self)
        self.form = StepForm(tools, self)
        self.area = QScrollArea(self)
        self._read_soon = QTimer(self)
        self._read_soon.setSingleShot(True)
        self._read_soon.setInterval(_WAIT_MS)
        self._read_soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_matter(None)

    @property
    def matter_id(self) -> int | None:
        """The matter shown or on its way."""
        return self._id

    @property
    def full(self) -> MatterInFull | None:
        """The matter as it was read last."""
        return self._full

    def show_matter(self, number: int | None) -> None:
        """Show this matter; what is being typed about another stays with that one."""
        if number != self._id:
            self._leave_form(focus=False)
        self._id = number
        if number is None:
            self._full = None
            self._read_soon.stop()
        else:
            self._read_soon.start()
        if self._full is None:
            self._show()

    def refresh(self) -> None:
        """Read the matter again; what is being typed stays."""
        if self._id is not None:
            self.read(self._id)

    def read(self, number: int) -> None:
        """Fetch the matter and hand it to :meth:`came`; a subclass knows its kind."""
        raise NotImplementedError

    def came(self, number: int, full: MatterInFull | None) -> None:
        """The matter was read."""
        if number == self._id:
            self._full = full
            self._show()

    def own_facts(self) -> Sequence[Fact]:
        """What its kind has beside the matter; worded."""
        return ()

    def begin(self, step: StepKind) -> None:
        """Ask for a step of the matter shown."""
        if self._full is None or step not in FIELDS:
            return
        self.tools.courier.ask(self, officer_rows, then=self._people_came)
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self.form.setVisible(True)
        self.form.begin(step, self._full)
        self._show_buttons()

    def begin_next(self) -> None:
        """Ask for the next step."""
        step = self.next_step()
        if step is not None:
            self.begin(step)

    def begin_removing(self) -> None:
        """Ask for what it takes to remove the texts of the matter shown."""
        if self._full is not None:
            open_removal(self, self.tools, Spot("matter", str(self._full.matter.id)))

    def next_step(self) -> StepKind | None:
        """The step that comes next."""
        if self._full is None:
            return None
        running = [Duty(clock.duty) for clock in self._full.clocks if clock.state == "open" and clock.duty]
        kind, state = MatterKind(self._full.matter.kind), State(self._full.matter.state)
        return next_step(kind, state, for_reading=self.is_for_reading(), running=running)

    def is_for_reading(self) -> bool:
        """Whether it is a reading paper."""
        return False

    def offered(self) -> list[StepKind]:
        """The steps that the menu offers beside the next one."""
        if self._full is None:
            return []
        matter = self._full.matter
        steps = other_steps(State(matter.state), self.next_step(), MatterKind(matter.kind))
        return [step for step in steps if step in FIELDS]

    def retranslate(self) -> None:
        """Word the pane anew."""
        self.setAccessibleName(self.tr("Matter in full"))
        self.back.setAccessibleName(self.tr("Back to the table"))
        self.back.setToolTip(self.tr("Back to the table (Esc)"))
        self.more.setText(self.tr("Other steps"))
        self.more.setToolTip(self.tr("Every other step that can be taken now (Ctrl+J)"))
        words = {"clocks": self.tr("Limits"), "units": self.tr("In hand"), "facts": self.tr("Register")}
        for name, label in self.headings.items():
            label.setText(words.get(name, self.tr("Timeline")))
        self._tint()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the table; Enter presses the button that has the keyboard."""
        if not pane_key(event, self, self.step_back_asked.emit):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped on a matter."""
        if self.files.may_attach and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach them."""
        self.files.attach(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        put_look(self.back, look="plain")
        put_look(self.more, menu="true")
        put_look(self.next, look="primary")
        self.more.setMenu(QMenu(self.more))
        for label in (self.title, self.waiting):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        put_look(self.waiting, look="note", tone="info")
        head = QHBoxLayout()
        head.setSpacing(6)
        for each in (self.back, self.number, self.urgency, self.secrecy, self.state):
            head.addWidget(each)
        head.addStretch(1)
        inside = QWidget(self)
        inside.setProperty("look", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        for part in self._parts():
            column.addWidget(part)
        column.addStretch(1)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        # in a low window the facts give way to the form that is being filled in
        self.area.setMinimumHeight(1)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_whole(head)

    def _lay_whole(self, head: QHBoxLayout) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in self._foot_buttons():
            foot.addWidget(button)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.title)
        whole.addWidget(self.waiting)
        whole.addWidget(self.nothing, 1)
        whole.addWidget(self.area, 1)
        FieldsArea(self.form)
        whole.addWidget(self.form)
        whole.addLayout(foot)
        self.form.setVisible(False)
        self.back.setVisible(False)

    def _parts(self) -> list[QWidget]:
        named = {"clocks": self.clocks, "units": self.units, "facts": self.facts, "timeline": self.timeline}
        parts = [part for name, widget in named.items() for part in (self.headings[name], widget)]
        return [*parts[:6], self.files, *parts[6:]]

    def _foot_buttons(self) -> list[QPushButton]:
        return [self.next, self.more]

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back_asked)
        self.next.clicked.connect(self.begin_next)
        self.more.menu().aboutToShow.connect(self._offer_all)
        self.form.sent.connect(self._send)
        self.form.step_back_asked.connect(self._leave_form)
        self.files.changed.connect(self.refresh)
        self.files.listed.connect(partial(tab_as_laid_out, self))

    def _tint(self) -> None:
        self.back.setIcon(icon("close"))

    def _show(self) -> None:
        full = self._full
        shown = full is not None
        for widget in (self.number, self.title, self.area):
            widget.setVisible(shown)
        self.nothing.setVisible(not shown)
        for widget in (self.urgency, self.secrecy, self.state, self.waiting):
            widget.setVisible(False)
        self._show_buttons()
        self.files.show_files(full)
        if full is None:
            reading = self._id is not None
            self.nothing.set_words(
                self.tr("Reading…") if reading else self.tr("What is chosen in the list stands here.")
            )
            return
        matter, now = full.matter, self.tools.clock()
        self.number.setText(matter.number)
        self.title.setText(seen(matter.title))
        _chip(self.urgency, matter.urgency, "overdue" if matter.urgency in _URGENT else "")
        _chip(self.secrecy, matter.secrecy, "warning")
        _chip(self.state, state_said(matter.state), "done" if matter.closed_at else "info")
        if matter.waiting_for:
            self.waiting.setText(
                self.tr("Waiting for {who}: {why}").format(who=matter.waiting_for, why=matter.waiting_reason)
            )
            self.waiting.setVisible(True)
        self.clocks.show_clocks(full.clocks, matter.received_at)
        self.units.show_facts([(row.unit, unit_said(row, now, self.tools.zone), "") for row in full.assignments])
        self.facts.show_facts(self.own_facts())
        self.timeline.show_steps(full.steps)
        self.headings["units"].setVisible(bool(full.assignments))

    def _show_buttons(self) -> None:
        forming = not self.form.isHidden()
        step = self.next_step()
        self.next.setVisible(step is not None and not forming)
        self.more.setVisible(self._full is not None and not forming)
        if step is not None:
            self.next.setText(self.tr("{step}…").format(step=type(self).WORD_STEP(step)))

    def _offer(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for step in self.offered():
            menu.addAction(self.tr("{step}…").format(step=type(self).WORD_STEP(step)), partial(self.begin, step))
        if self.files.may_attach:
            menu.addAction(self.tr("Attach a file…"), self.files.choose)

    def _offer_all(self) -> None:
        self._offer()
        self.more.menu().addSeparator()
        self.more.menu().addAction(self.tr("Remove secret text…"), self.begin_removing)

    def _people_came(self, officers: list[OfficerRow]) -> None:
        self._leaders = choices_of([row for row in officers if Role.LEADER in row.roles])
        self.form.leader.set_choices(self._leaders)

    def _units_came(self, units: list[UnitRow]) -> None:
        choices = [
            Choice(row.id, row.name, (row.pinyin, row.initials, row.name_en.lower()), row.short) for row in units
        ]
        self.form.units.set_choices(choices)
        self.form.waiting_for.set_choices(choices)

    def _send(self, asked: tuple[Callable[..., int], object] | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        action, command = asked
        self.form.send.setEnabled(False)
        self.tools.courier.do(self, action, command, then=self._sent, refused=self._refused, failed=self._failed)

    def _sent(self, _: int) -> None:
        step = self.form.step
        self.form.send.setEnabled(True)
        self.form.finished()
        self._leave_form()
        self.refresh()
        if step is not None:
            self.tools.say(self.tr("Written: {step}").format(step=type(self).WORD_STEP(step)))
        self.step_taken.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.form.send.setEnabled(True)
        self.form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))

    def _failed(self, _: Exception) -> None:
        self.form.send.setEnabled(True)

    def _leave_form(self, *, focus: bool = True) -> None:
        had = self.form.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.form.keep()
        self.form.setVisible(False)
        self._show_buttons()
        if had and focus and self.isVisible():
            (self.next if self.next.isVisible() else self.more).setFocus()


def _chip(label: QLabel, words: str, tone: str) -> None:
    put_look(label, look="chip", tone=tone)
    label.setText(words)
    label.setVisible(bool(words))
