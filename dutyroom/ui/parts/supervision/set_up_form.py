"""Putting a matter under supervision: which fields are asked depends on what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.matter_clock import ClockStart
from dutyroom.rules.supervision import Basis, SetUpSupervision
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.supervision.kept_form import KeptForm, Run
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
}
"""What is asked beside basis, title, task, limit and the time it was set up."""
_ALWAYS: Final = ("basis", "title", "asked", "due_at", "received_at")
_MARKS: Final = ("is_urgent", "is_hard", "between_sessions")
_WAIT_MS: Final = 120


class SetUpForm(KeptForm):
    """``limit_asked`` carries what stands there, so that the limit by the rules can be said beside the field."""

    limit_asked = Signal(SetUpSupervision)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._limit: ClockStart | None = None
        self._grew_out_of: int | None = None
        self.basis = QComboBox(self)
        self.title, self.source, self.session, self.proposal_number = (QLineEdit(self) for _ in range(4))
        self.proposers, self.contact = QLineEdit(self), QLineEdit(self)
        self.asked = GrowingText(self)
        self.leader = PersonPicker(self, free_text=True)
        self.is_urgent, self.is_hard, self.between_sessions = (QCheckBox(self) for _ in _MARKS)
        self.due_at = time_field(tools, ahead=True, parent=self)
        self.received_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.title.setMaxLength(TITLE_MOST)
        for basis in Basis:
            self.basis.addItem("", basis.value)
        self.asked.entered.connect(self.send.click)
        self._add_fields()
        self._limit_soon = QTimer(self)
        self._limit_soon.setSingleShot(True)
        self._limit_soon.setInterval(_WAIT_MS)
        self._limit_soon.timeout.connect(self._ask_limit)
        self.basis.currentIndexChanged.connect(self._show_fields)
        for name in _MARKS:
            getattr(self, name).toggled.connect(lambda _: self._limit_soon.start())
        self.received_at.changed.connect(self._limit_soon.start)
        self.retranslate()
        self._show_fields()

    def begin(self, proposed: SetUpSupervision | None = None) -> None:
        """Ask for a new one, filled from what a notice proposes where there is one."""
        fresh: dict[str, Any] = {"basis": Basis.INSTRUCTION.value}
        if proposed is not None:
            named = ("title", "asked", "source", "leader", "is_urgent")
            fresh = {name: getattr(proposed, name) for name in named} | {"basis": proposed.basis.value}
        self._grew_out_of = proposed.grew_out_of if proposed is not None else None
        self._begin(self._grew_out_of or 0, fresh)
        self._show_fields()
        self.mark_clean()
        (self.asked if self.title.text() else self.basis).setFocus()

    def offer(self, leaders: Sequence[Choice]) -> None:
        """Offer these leaders."""
        self.leader.set_choices(leaders)

    def show_limit(self, asked: SetUpSupervision, limit: ClockStart) -> None:
        """Say the limit by the rules, unless something else stands in the form by now."""
        if asked == self._so_far():
            self._limit = limit
            self._word_limit()

    def command(self) -> Run:
        """Set up what stands in the form; refused where a time is none."""
        for name in ("due_at", "received_at"):
            refusal = getattr(self, name).refusal()
            if refusal is not None:
                refusal.field = name
                raise refusal
        return set_up_supervision, self._so_far()

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
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
        self._word_marks()
        self.word_field("received_at", self.tr("Set up at"))
        self.due_at.set_placeholder(self.tr("no time: by the rules; 2026-12-31 18:00, 2d"))
        self.send.setText(self.tr("Put under supervision"))
        self._word_limit()
        self._show_fields()

    def _add_fields(self) -> None:
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
        self.add_field("between_sessions", self.between_sessions, wide=True)
        self.add_field("due_at", self.due_at)
        self.add_field("received_at", self.received_at, beside=True)

    def _word_marks(self) -> None:
        self.word_field("is_urgent", self.tr("Urgent"))
        self.is_urgent.setText(self.tr("the shorter limit of urgent instructions"))
        self.word_field("is_hard", self.tr("Hard matter"))
        self.is_hard.setText(self.tr("the longer limit of what is hard to do"))
        self.word_field("between_sessions", self.tr("Between sessions"))
        self.between_sessions.setText(self.tr("made while neither congress nor committee was sitting"))

    def _word_limit(self) -> None:
        limit = self._limit
        if limit is None:
            hint = ""
        elif limit.due_at is None:
            hint = self.tr("No rule sets a limit for this; without one it has none.")
        else:
            at = moment_said(limit.due_at, self.tools.clock(), self.tools.zone)
            hint = self.tr("Empty: {time} by rule {key}").format(time=at, key=self._rule_name(limit.rule_key))
            self.due_at.setToolTip(limit.source)
        self.word_field("due_at", self.tr("Limit"), hint)

    def _basis(self) -> Basis:
        return Basis(self.basis.currentData() or Basis.INSTRUCTION)

    def _rule_name(self, key: str) -> str:
        versions = shipped_rules().versions.get(key)
        if not versions:
            return key
        return versions[0].zh if self.tools.wording().language.startswith("zh") else versions[0].en

    def _show_fields(self, *_: object) -> None:
        shown = (*_ALWAYS, *OWN_FIELDS[self._basis()])
        for name in self.field_names():
            self.show_field(name, name in shown)
        self._limit_soon.start()

    def _so_far(self) -> SetUpSupervision:
        """What stands in the fields that are shown; a hidden one keeps its words and says nothing."""
        basis = self._basis()
        own = {name: value for name, value in self.written().items() if name in OWN_FIELDS[basis]}
        return SetUpSupervision(
            basis=basis,
            title=self.title.text(),
            asked=self.asked.toPlainText(),
            due_at=self.due_at.instant(),
            received_at=self.received_at.instant(),
            grew_out_of=self._grew_out_of,
            **own,
        )

    def _ask_limit(self) -> None:
        if self.isVisible():
            self.limit_asked.emit(self._so_far())
