"""What a case goes through with units: dispatched, the caller contacted, an objection, more time asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.actions.hotline_decisions import ask_time, object_to
from dutyroom.actions.hotline_flow import dispatch, respond
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.hotline_steps import AskTime, Dispatch, ObjectTo, Respond
from dutyroom.rules.matter import Progress, Role
from dutyroom.rules.matter_steps import AssignTo
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.hotline.case_form import CaseForm, fill_units
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.matter.kept_form import Run
from dutyroom.ui.parts.matter.units_field import ChosenUnit, UnitsField
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.theme import put_look

UnitProposal = tuple[str, int | None, str]
"""A unit that would have it by its name and number, and why."""
PROPOSED_MOST: Final = 3
_AT_WORK: Final = (Progress.ASSIGNED, Progress.SIGNED)


class DispatchForm(CaseForm):
    """The first unit proposed stands there as the lead; the others wait under it, each with its reason."""

    ONLY_IF_ASKED = ("despite",)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._proposals: tuple[UnitProposal, ...] = ()
        self.units = UnitsField(self)
        self.add_field("units", self.units, tall=True)
        self.text = self.add_text()
        self.despite = self.add_line("despite")
        self.others = QWidget(self)
        self._others = QVBoxLayout(self.others)
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(2)
        self.add_part(self.others)
        self.retranslate()

    def offer(self, units: Sequence[Choice]) -> None:
        """Offer these units."""
        self.units.set_choices(units)

    def propose(self, proposals: Sequence[UnitProposal]) -> None:
        """These units would have it; where nobody chose one yet, the first is the lead."""
        self._proposals = tuple(proposals)
        if self._proposals and not self.units.chosen() and not self.is_dirty:
            unit, number, _ = self._proposals[0]
            self.units.choose([ChosenUnit(unit, number)])
            self.mark_clean()
        self.retranslate()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        if not self.units.settled():
            raise Refusal("matter.unit.empty", field="units")
        units = tuple(
            AssignTo(unit=unit.name, unit_id=unit.id, role=Role.HELPER if place else Role.LEAD)
            for place, unit in enumerate(self.units.chosen())
        )
        return dispatch, Dispatch(
            id=self.number or 0,
            units=units,
            text=self.text.toPlainText(),
            version=self.case.matter.version if self.case is not None else None,
            despite=self.despite.text(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("units", self.tr("Units"), self.tr("the first is the lead, the others help"))
        self.word_field("text", self.tr("What they are asked"))
        self.word_field("despite", self.tr("Why all the same"))
        self.send.setText(self.tr("Dispatch"))
        self._list()

    def _list(self) -> None:
        while self._others.count():
            item = self._others.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        pattern = self.tr("proposed: {unit} ({reason})")
        for unit, number, reason in self._proposals[:PROPOSED_MOST]:
            button = ElidedButton(pattern.format(unit=unit, reason=reason))
            put_look(button, look="link")
            button.clicked.connect(partial(self._take, ChosenUnit(unit, number)))
            self._others.addWidget(button)

    def _take(self, proposed: ChosenUnit) -> None:
        """Make it the lead; who was chosen before helps."""
        rest = [unit for unit in self.units.chosen() if unit.name != proposed.name]
        self.units.choose([proposed, *rest])
        self.units.changed.emit()
        self.units.setFocus()


class UnitForm(CaseForm):
    """Something a unit did; a subclass says what."""

    STATES: tuple[Progress, ...] = _AT_WORK

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.assignment = self.add_list("assignment")

    def prepare(self, case: CaseInFull) -> None:
        """The units that have it in hand."""
        fill_units(self.assignment, case.units, self.STATES)

    def asked(self) -> dict[str, Any]:
        """What every step of a unit says."""
        return {
            "id": self.number or 0,
            "assignment_id": int(self.assignment.currentData() or 0),
            "text": self.text.toPlainText(),
            "person": self.person.text(),
            "happened_at": instant_of(self, "happened_at"),
        }

    def add_usual(self) -> None:
        """Text, person and time, in that order."""
        self.text = self.add_text()
        self.person = self.add_line("person")
        self.happened_at = self.add_time()

    def retranslate(self) -> None:
        """Word what every step of a unit has."""
        super().retranslate()
        self.word_field("assignment", self.tr("Unit"))
        self.word_field("person", self.tr("Person"))
        self.word_field("happened_at", self.tr("When"))


class RespondForm(UnitForm):
    """The unit contacted the caller, or was on the spot; or the telephone itself did. Nothing need be solved yet."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.add_usual()
        self.retranslate()

    def prepare(self, case: CaseInFull) -> None:
        """The units that have it in hand, then the telephone itself."""
        super().prepare(case)
        self.assignment.addItem("", None)

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return respond, Respond(**self.asked() | {"assignment_id": self.assignment.currentData()})

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.assignment.setItemText(self.assignment.findData(None), self.tr("the mayor's telephone itself"))
        self.word_field("text", self.tr("What was said or seen"))
        self.send.setText(self.tr("The caller was contacted"))


class ObjectForm(UnitForm):
    """The unit says that the case is not its own, and whose it is; the hotline decides."""

    ONLY_IF_ASKED = ("despite",)
    STATES = (*_AT_WORK, Progress.ANSWERED)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.text = self.add_text()
        self.proposed = PersonPicker(self, free_text=True)
        self.add_field("proposed", self.proposed)
        self.despite = self.add_line("despite")
        self.person = self.add_line("person")
        self.happened_at = self.add_time()
        self.retranslate()

    def offer(self, units: Sequence[Choice]) -> None:
        """Offer these units."""
        self.proposed.set_choices(units)

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return object_to, ObjectTo(**self.asked(), proposed=self.proposed.text(), despite=self.despite.text())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("text", self.tr("Reason"))
        self.word_field("proposed", self.tr("Whose it is instead"))
        self.word_field("despite", self.tr("Why it is heard all the same"))
        self.send.setText(self.tr("Take the objection down"))


class AskTimeForm(UnitForm):
    """The unit asks for more time; the rule says how often it may."""

    STATES = (*_AT_WORK, Progress.ANSWERED)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.due_at = self.add_time("due_at", ahead=True)
        self.add_usual()
        self.retranslate()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        due_at = instant_of(self, "due_at")
        if due_at is None:
            raise Refusal("matter.limit.empty", field="due_at")
        return ask_time, AskTime(**self.asked(), due_at=due_at)

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("text", self.tr("Reason"))
        self.word_field("due_at", self.tr("Until when"))
        self.due_at.set_placeholder(self.tr("1800, 2d, 明日0800"))
        self.send.setText(self.tr("Ask for more time"))
