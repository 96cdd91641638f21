"""The form of a step: which fields it shows depends on the step; what was typed stays with its matter and step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.matters import MatterInFull
from dutyroom.rules.matter import Progress, Role, StepKind
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.asked import Asked, asked_for
from dutyroom.ui.parts.matter.units_field import UnitsField
from dutyroom.ui.parts.matter.words import duty_said, step_said
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.time_field import TimeField

_UNIT: Final = ("assignment", "text", "person", "happened_at")
FIELDS: Final[Mapping[StepKind, tuple[str, ...]]] = {
    StepKind.PROPOSE: ("text", "person", "happened_at"),
    StepKind.INSTRUCT: ("leader", "text", "happened_at"),
    StepKind.ASSIGN: ("units", "answer_by", "text"),
    StepKind.SIGN: ("assignment", "person", "happened_at"),
    StepKind.URGE: _UNIT,
    StepKind.FEEDBACK: _UNIT,
    StepKind.REDO: ("assignment", "text"),
    StepKind.WITHDRAW: ("assignment", "text"),
    StepKind.REPLY: ("text", "person", "happened_at"),
    StepKind.READ: ("person", "text", "happened_at"),
    StepKind.CLOSE: ("text", "despite"),
    StepKind.FILE: ("text",),
    StepKind.RETURN: ("text", "person"),
    StepKind.TRANSFER: ("text", "person"),
    StepKind.WAIT: ("waiting_for", "text"),
    StepKind.RESUME: ("text",),
    StepKind.LIMIT: ("clock", "due_at", "text"),
    StepKind.NOTE: ("text",),
    StepKind.REOPEN: ("text",),
    StepKind.VOID: ("text",),
}
"""The fields of each step, in reading order; those of one step may be named anew by another."""
_WITH: Final[Mapping[StepKind, tuple[Progress, ...]]] = {
    StepKind.SIGN: (Progress.ASSIGNED,),
    StepKind.FEEDBACK: (Progress.ASSIGNED, Progress.SIGNED, Progress.ANSWERED),
    StepKind.REDO: (Progress.ANSWERED,),
    StepKind.WITHDRAW: (Progress.ASSIGNED, Progress.SIGNED),
    StepKind.URGE: (Progress.ASSIGNED, Progress.SIGNED),
}


class StepForm(Form):
    """``sent`` says what is asked; the pane runs it and points out a refusal here."""

    sent = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: StepKind | None = None
        self._full: MatterInFull | None = None
        self._typed: dict[tuple[int, StepKind], dict[str, Any]] = {}
        self.assignment, self.clock = QComboBox(self), QComboBox(self)
        self.leader, self.waiting_for = PersonPicker(self, free_text=True), PersonPicker(self, free_text=True)
        self.units = UnitsField(self)
        self.person, self.despite = QLineEdit(self), QLineEdit(self)
        self.text = GrowingText(self)
        self.answer_by = time_field(tools, ahead=True, parent=self)
        self.due_at = time_field(tools, ahead=True, parent=self)
        self.happened_at = time_field(tools, ahead=False, parent=self, empty="now")
        for name in ("assignment", "clock", "leader", "waiting_for", "units", "due_at", "text"):
            self.add_field(name, getattr(self, name), tall=name in ("text", "units"))
        for name in ("answer_by", "person", "despite", "happened_at"):
            self.add_field(name, getattr(self, name))
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self._send)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)
        self.text.entered.connect(self.send.click)
        self.retranslate()

    @property
    def step(self) -> StepKind | None:
        """The step that is being asked for."""
        return self._step

    def offer(self, leaders: Sequence[Choice], units: Sequence[Choice]) -> None:
        """Offer these leaders and units."""
        self.leader.set_choices(leaders)
        self.waiting_for.set_choices(units)
        self.units.set_choices(units)

    def begin(self, step: StepKind, full: MatterInFull) -> None:
        """Ask for this step of this matter; what was typed for it earlier is there again."""
        self.keep()
        self._step, self._full = step, full
        self._fill(step, full)
        for name in self.field_names():
            self.show_field(name, name in FIELDS[step])
        self._write(self._typed.get((full.matter.id, step), {}))
        self.clear_notes()
        self.retranslate()
        self.mark_clean()
        self._first().setFocus()

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        if self._full is not None and self._step is not None and self.is_dirty:
            self._typed[self._full.matter.id, self._step] = self._written()

    def finished(self) -> None:
        """It was sent: nothing is to be remembered."""
        if self._full is not None and self._step is not None:
            self._typed.pop((self._full.matter.id, self._step), None)
        self.mark_clean()
        self._step = self._full = None

    def retranslate(self) -> None:
        """Word the form for its step."""
        step = self._step or StepKind.NOTE
        self.word_field("assignment", self.tr("Unit"))
        self.word_field("clock", self.tr("Limit"))
        self.word_field("leader", self.tr("Instructing leader"))
        self.word_field("waiting_for", self.tr("Waiting for"))
        self.word_field("units", self.tr("Units"), self.tr("the first is the lead, the others help"))
        self.word_field("due_at", self.tr("New limit"))
        self.due_at.set_placeholder(self.tr("1800, 2h, 明日0800"))
        self.word_field("answer_by", self.tr("Answer by"))
        self.answer_by.set_placeholder(self.tr("no time; 1800, 2h, 明日0800"))
        self.word_field("despite", self.tr("Why all the same"), self.tr("only where something is still open"))
        self.word_field("happened_at", self.tr("When"))
        self.word_field("text", self._text_label(step))
        self.word_field("person", self._person_label(step))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(step_said(step))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word_lists()

    def _text_label(self, step: StepKind) -> str:
        labels = {
            StepKind.PROPOSE: self.tr("Proposal"),
            StepKind.INSTRUCT: self.tr("Instruction"),
            StepKind.FEEDBACK: self.tr("Answer"),
            StepKind.CLOSE: self.tr("Outcome"),
            StepKind.FILE: self.tr("Archive number"),
            StepKind.REPLY: self.tr("Reply"),
        }
        because = (StepKind.RETURN, StepKind.REDO, StepKind.WITHDRAW, StepKind.LIMIT, StepKind.REOPEN, StepKind.VOID)
        return self.tr("Reason") if step in (*because, StepKind.WAIT) else labels.get(step, self.tr("Text"))

    def _person_label(self, step: StepKind) -> str:
        labels = {
            StepKind.PROPOSE: self.tr("Proposed by"),
            StepKind.SIGN: self.tr("Signed by"),
            StepKind.READ: self.tr("Read by"),
            StepKind.REPLY: self.tr("To whom"),
            StepKind.RETURN: self.tr("To whom"),
            StepKind.TRANSFER: self.tr("To whom"),
        }
        return labels.get(step, self.tr("Person"))

    def _fill(self, step: StepKind, full: MatterInFull) -> None:
        self.assignment.clear()
        fitting = [row for row in full.assignments if row.state in _WITH.get(step, ())]
        order = {Progress.ASSIGNED: 0, Progress.SIGNED: 0, Progress.ANSWERED: 1}
        for row in sorted(fitting, key=lambda row: (order[Progress(row.state)], row.role != Role.LEAD)):
            self.assignment.addItem(row.unit, row.id)
        self.clock.clear()
        for clock in full.clocks:
            if clock.state == "open":
                self.clock.addItem(duty_said(clock.duty, clock.unit), clock.id)

    def _word_lists(self) -> None:
        clocks = {clock.id: clock for clock in self._full.clocks} if self._full is not None else {}
        for place in range(self.clock.count()):
            clock = clocks.get(self.clock.itemData(place))
            if clock is not None:
                self.clock.setItemText(place, duty_said(clock.duty, clock.unit))

    def _first(self) -> QWidget:
        names = FIELDS[self._step or StepKind.NOTE]
        lists = ("assignment", "clock")
        wanted = [name for name in names if name not in lists or getattr(self, name).count() > 1]
        field = getattr(self, wanted[0] if wanted else names[0])
        assert isinstance(field, QWidget)  # noqa: S101  # every name is a field
        return field

    def _send(self) -> None:
        if self._step is None or self._full is None or ("units" in FIELDS[self._step] and not self.units.settled()):
            return
        for name in FIELDS[self._step]:
            field = getattr(self, name)
            if isinstance(field, TimeField) and (refusal := field.refusal()) is not None:
                refusal.field = name
                self.sent.emit(refusal)
                return
        self.sent.emit(asked_for(self._step, self._full.matter.id, self._values()))

    def _values(self) -> Asked:
        return Asked(
            text=self.text.toPlainText(),
            person=self.person.text(),
            leader=self.leader.text(),
            waiting_for=self.waiting_for.text(),
            despite=self.despite.text(),
            units=self.units.chosen(),
            assignment_id=int(self.assignment.currentData() or 0),
            clock_id=int(self.clock.currentData() or 0),
            happened_at=self._instant("happened_at", self.happened_at.instant),
            answer_by=self._instant("answer_by", self.answer_by.instant),
            due_at=self._instant("due_at", self.due_at.instant),
        )

    def _instant(self, name: str, read: Callable[[], datetime | None]) -> datetime | None:
        return read() if self._step is not None and name in FIELDS[self._step] else None

    def _written(self) -> dict[str, Any]:
        lines = ("person", "leader", "waiting_for", "despite", "happened_at", "answer_by", "due_at")
        kept: dict[str, Any] = {name: getattr(self, name).text() for name in lines}
        return kept | {"text": self.text.toPlainText(), "units": self.units.chosen()}

    def _write(self, kept: Mapping[str, Any]) -> None:
        for name in ("person", "leader", "waiting_for", "despite", "happened_at", "answer_by", "due_at"):
            getattr(self, name).setText(kept.get(name, ""))
        self.text.setPlainText(kept.get("text", ""))
        self.units.choose(kept.get("units", ()))
