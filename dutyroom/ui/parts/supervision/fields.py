"""The fields of what a matter is put under supervision with; its basis says which of them are asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.supervision import Basis
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.supervision.words import basis_said

_OF_PROPOSALS: Final = ("session", "proposal_number", "proposers", "contact", "between_sessions", "is_hard")
OWN_FIELDS: Final[Mapping[Basis, tuple[str, ...]]] = {
    Basis.INSTRUCTION: ("leader", "source", "is_urgent", "is_hard"),
    Basis.MEETING: ("source",),
    Basis.PAPER: ("source",),
    Basis.NPC: _OF_PROPOSALS,
    Basis.CPPCC: _OF_PROPOSALS,
    Basis.TARGET: ("source",),
    Basis.PRACTICAL: ("source",),
    Basis.EXERCISE: ("source",),
}
"""What is asked beside basis, title, task, limit and the time it was set up."""


class SupervisionFields(Form):
    """A subclass makes, adds and words them with its own."""

    def make_fields(self) -> None:
        """Make the fields; before they are added."""
        self.basis = QComboBox(self)
        self.title, self.source, self.session, self.proposal_number = (QLineEdit(self) for _ in range(4))
        self.proposers, self.contact = QLineEdit(self), QLineEdit(self)
        self.asked = GrowingText(self)
        self.leader = PersonPicker(self, free_text=True)
        self.is_urgent, self.is_hard = QCheckBox(self), QCheckBox(self)
        self.title.setMaxLength(TITLE_MOST)
        for basis in Basis:
            self.basis.addItem("", basis.value)

    def lay_out_fields(self) -> None:
        """Add them in the order of reading."""
        self._grid.setColumnStretch(3, 1)
        self.add_field("basis", self.basis)
        self.add_field("title", self.title, wide=True)
        self.add_field("asked", self.asked, tall=True, wide=True)
        self.add_field("leader", self.leader)
        self.add_field("source", self.source, wide=True)
        self.add_field("session", self.session)
        self.add_field("proposal_number", self.proposal_number, beside=True)
        self.add_field("proposers", self.proposers)
        self.add_field("contact", self.contact, beside=True)
        self.add_field("is_hard", self.is_hard)
        self.add_field("is_urgent", self.is_urgent, beside=True)

    def word_fields(self) -> None:
        """Word them anew."""
        for place, basis in enumerate(Basis):
            self.basis.setItemText(place, basis_said(basis))
        self.word_field("basis", self.tr("Basis"))
        self.word_field("title", self.tr("Title"))
        self.word_field("asked", self.tr("What is to be done"))
        self.word_field("leader", self.tr("Instructed by"))
        self.leader.setPlaceholderText(self.tr("name or initials of the leader"))
        self.word_field("source", self.tr("Comes from"), self.tr("the paper, meeting or plan that it stands in"))
        self.word_field("session", self.tr("Session"))
        self.word_field("proposal_number", self.tr("Number of the proposal"))
        self.word_field("proposers", self.tr("Who proposed it"))
        self.word_field("contact", self.tr("Contact"))
        self.word_field("is_urgent", self.tr("Urgent"))
        self.word_field("is_hard", self.tr("Hard matter"))

    def chosen_basis(self) -> Basis:
        """The basis that is chosen."""
        return Basis(self.basis.currentData() or Basis.INSTRUCTION)
