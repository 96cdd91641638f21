"""An urging notice in a colour to a unit that has the matter in hand."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from dutyroom.actions.supervision import urge_in_colour
from dutyroom.data.queries.matters import AssignmentRow
from dutyroom.data.queries.supervision import SupervisionInFull
from dutyroom.rules.matter import Role
from dutyroom.rules.supervision import Colour, UrgeInColour, may_be_urged, next_colour
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.supervision.words import colour_said


class UrgeForm(KeptForm):
    """Proposes the unit that leads, and for each unit the colour that comes next for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: dict[int, str] = {}
        self.assignment, self.colour = QComboBox(self), QComboBox(self)
        self.text = GrowingText(self)
        for colour in Colour:
            self.colour.addItem("", colour.value)
        self.add_field("assignment", self.assignment)
        self.add_field("colour", self.colour)
        self.add_field("text", self.text, tall=True)
        self.text.entered.connect(self.send.click)
        self.assignment.currentIndexChanged.connect(lambda _: self._unit_chosen())
        self.retranslate()

    def begin(self, full: SupervisionInFull) -> None:
        """Urge the units of this matter."""
        self._colours = full.colours
        self.assignment.clear()
        for row in units_to_urge(full):
            self.assignment.addItem(row.unit, row.id)
        self._begin(full.matter.id, {"colour": next_colour(self._former()).value})
        self.retranslate()
        self.mark_clean()
        (self.text if self.assignment.count() == 1 else self.assignment).setFocus()

    def command(self) -> Run:
        """Urge in the colour chosen."""
        return urge_in_colour, UrgeInColour(
            id=self._number or 0,
            assignment_id=int(self.assignment.currentData() or 0),
            colour=Colour(self.colour.currentData()),
            text=self.text.toPlainText(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for place, colour in enumerate(Colour):
            self.colour.setItemText(place, colour_said(colour))
        former = self.tr("The last one to this unit was {colour}.").format(colour=colour_said(self._former()))
        self.word_field("assignment", self.tr("Unit"))
        self.word_field("colour", self.tr("Colour of the notice"), former if self._former() else "")
        self.word_field("text", self.tr("What it says"))
        self.send.setText(self.tr("Urge"))

    def _former(self) -> str:
        """The colour of the last notice to the unit chosen."""
        return self._colours.get(int(self.assignment.currentData() or 0), "")

    def _unit_chosen(self) -> None:
        """Each unit has notices of its own: propose the colour that comes next for this one."""
        self.colour.setCurrentIndex(self.colour.findData(next_colour(self._former()).value))
        self.retranslate()


def units_to_urge(full: SupervisionInFull) -> list[AssignmentRow]:
    """The units that have not answered yet, the lead first."""
    waiting = [row for row in full.common.assignments if may_be_urged(row.state, full.matter.state)]
    return sorted(waiting, key=lambda row: row.role != Role.LEAD)
