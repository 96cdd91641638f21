"""A supervised matter read in full: what is to be done, its light, its limits and units; urging and results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from dutyroom.data.queries.plan_events import PlanEventRow, event_behind
from dutyroom.data.queries.supervision import SupervisionInFull, supervision_in_full
from dutyroom.rules.matter import Progress, StepKind
from dutyroom.rules.supervision import PROPOSALS, Basis, Light
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.matter.forms_pane import FormsPane
from dutyroom.ui.parts.matter.kept_form import KeptForm
from dutyroom.ui.parts.matter.record_print import can_print, record_paper
from dutyroom.ui.parts.matter.words import place_of_record
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.supervision.result_form import ResultForm
from dutyroom.ui.parts.supervision.urge_form import UrgeForm, units_to_urge
from dutyroom.ui.parts.supervision.words import (
    COLOUR_TONES,
    LIGHT_TONES,
    basis_said,
    colour_said,
    light_of,
    light_said,
    notices_said,
    result_said,
    satisfied_said,
    stand_said,
)
from dutyroom.ui.theme import put_look

PAPER: Final = "supervision-notice"
_CHIP_TONES: Final[dict[str, str]] = {**LIGHT_TONES, Light.OFF: ""}


class SupervisionPane(FormsPane):
    """The pane of the register of supervision; urging is always in a colour here."""

    correction_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._supervision: SupervisionInFull | None = None
        self._behind: PlanEventRow | None = None
        self._yellow_before = timedelta()
        super().__init__(tools, parent)

    @property
    def supervision(self) -> SupervisionInFull | None:
        """The matter as it was read last."""
        return self._supervision if self.full is not None else None

    @property
    def may_correct(self) -> bool:
        """Whether what it was set up with can still be corrected."""
        return self.may(StepKind.CORRECT)

    def show_light(self, yellow_before: timedelta | None = None) -> None:
        """Say the light as it is now; ``yellow_before`` where the rule has come or changed."""
        self._yellow_before = self._yellow_before if yellow_before is None else yellow_before
        found = self.supervision
        self.light.setVisible(found is not None)
        if found is not None:
            shown = light_of(found.matter, self.tools.clock(), self._yellow_before)
            self.light.setText(light_said(shown))
            put_look(self.light, look="chip", tone=_CHIP_TONES[shown])

    def read(self, number: int) -> None:
        """Fetch the matter."""
        self.tools.courier.ask(self, supervision_in_full, number, then=partial(self._supervision_came, number))

    def begin(self, step: StepKind) -> None:
        """Ask for a step; urging has a form of its own."""
        if step is StepKind.URGE:
            self.begin_urging()
        else:
            super().begin(step)

    def begin_urging(self) -> None:
        """Ask for an urging notice; where no unit can be urged, say so."""
        found = self.supervision
        if found is None:
            return
        if not self.may(StepKind.URGE) or not units_to_urge(found):
            self.tools.say(self.tr("No unit has {number} in hand to be urged.").format(number=found.matter.number))
            return
        self.begin_own(self.urging)
        self.urging.begin(found)

    def begin_result(self) -> None:
        """Ask for the result; where it is no proposal, say so."""
        found = self.supervision
        if found is None:
            return
        if not self.is_proposal():
            self.tools.say(self.tr("Only proposals of deputies and members have such a result."))
            return
        self.begin_own(self.result)
        self.result.begin(found)

    def is_proposal(self) -> bool:
        """Whether it is a proposal, so that it has a result."""
        found = self.supervision
        return found is not None and found.facts.basis in PROPOSALS and self.may(StepKind.NOTE)

    def own_facts(self) -> Sequence[Fact]:
        """What it rests on and what is to be done, then how it stands."""
        found = self.supervision
        if found is None:
            return ()
        facts, matter = found.facts, found.matter
        at = moment_said(matter.received_at, self.tools.clock(), self.tools.zone)
        hard = [self.tr("hard matter")] if facts.is_hard else []
        return [
            (self.tr("What is to be done"), facts.asked, "strong"),
            (self.tr("Basis"), " · ".join([basis_said(facts.basis), *hard]), ""),
            (self.tr("Instructed by"), facts.leader, ""),
            (self.tr("Comes from"), matter.source if matter.source not in (facts.leader, facts.proposers) else "", ""),
            (
                self.tr("Session and number"),
                " · ".join(part for part in (facts.session, facts.proposal_number) if part),
                "",
            ),
            (self.tr("Who proposed it"), facts.proposers, ""),
            (self.tr("Contact"), facts.contact, ""),
            (self.tr("Set up at"), at, ""),
            (self.tr("Last urged"), notices_said(self._notices(found)), COLOUR_TONES.get(facts.colour, "")),
            *self._result_facts(found),
            (self.tr("Outcome"), matter.outcome, ""),
        ]

    @staticmethod
    def _notices(found: SupervisionInFull) -> list[tuple[str, str, int]]:
        rows = found.common.assignments
        held = [row for row in rows if row.urged_count and row.state != Progress.WITHDRAWN]
        return [(row.unit, found.colours[row.id], row.urged_count) for row in held]

    def print_notice(self, assignment_id: int, unit: str) -> None:
        """Show the notice to one unit as it was given to it last."""
        found = self.supervision
        if found is not None:
            title = f"{found.matter.number} {unit}"
            paper = record_paper(self.tools, self, PAPER, found.matter.id, title, assignment=assignment_id)
            self.tools.show_paper(paper)

    def _result_facts(self, found: SupervisionInFull) -> list[Fact]:
        facts = found.facts
        if facts.basis not in PROPOSALS:
            return []
        reply = " · ".join(part for part in (facts.reply_number, _day(facts.replied_on)) if part)
        met = " · ".join(part for part in (_day(facts.met_on), facts.met_how) if part)
        again = [self.tr("done again {count}×").format(count=facts.redo_count)] if facts.redo_count else []
        satisfied = " · ".join(part for part in (satisfied_said(facts.satisfied), *again) if part)
        return [
            (self.tr("Result of the proposal"), result_said(facts.result) if facts.result else "", "strong"),
            (self.tr("Number of the reply"), reply, ""),
            (self.tr("Met with them on"), met, ""),
            (self.tr("Those who proposed it"), satisfied, "overdue" if facts.satisfied == "no" else ""),
        ]

    def _parts(self) -> list[QWidget]:
        self.light = QLabel(self)
        clocks, own, units, own_units, facts, own_facts, *rest = super()._parts()
        return [facts, own_facts, self.links, clocks, own, units, own_units, *rest]

    def _lay_whole(self, head: QHBoxLayout) -> None:
        head.insertWidget(head.count() - 1, self.light)
        super()._lay_whole(head)

    def make_forms(self) -> tuple[KeptForm, ...]:
        """Urging, and the result of a proposal."""
        self.urging, self.result = UrgeForm(self), ResultForm(self)
        return self.urging, self.result

    def _supervision_came(self, number: int, found: SupervisionInFull | None) -> None:
        if number == self.matter_id:
            self._supervision, self._behind = found, None
            self.came(number, found.common if found else None)
            if found is not None and found.facts.basis == Basis.EXERCISE:
                self.tools.courier.ask(self, event_behind, number, then=partial(self._behind_came, number))

    def _behind_came(self, number: int, event: PlanEventRow | None) -> None:
        """The drill or evaluation that found what is supervised here: the way back to it."""
        if number == self.matter_id and event is not None:
            self._behind = event
            self._show()

    def _show(self) -> None:
        super()._show()
        found = self.supervision
        self.show_light()
        if self._behind is not None and found is not None:
            words = self.tr("↔ Found by: {plan} {day}").format(plan=self._behind.plan_title, day=self._behind.day)
            button = ElidedButton(words)
            put_look(button, look="link")
            button.clicked.connect(partial(self.tools.go, place_of_record("plan_event", self._behind.id)))
            self._links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if found is not None:
            self.state.setText(stand_said(found.matter.state))

    def _show_buttons(self) -> None:
        super()._show_buttons()
        # The longest form says itself what is recorded; a low window has no room for both.
        self.area.setVisible(self.full is not None and self.result.isHidden())

    def _offer(self) -> None:
        super()._offer()
        if self.is_proposal():
            self.more.menu().addAction(self.tr("Result of the proposal…"), self.begin_result)
        found = self.supervision
        if self.may_correct:
            self.more.menu().addAction(self.tr("Correct what was registered…"), self.correction_asked.emit)
        for row in found.common.assignments if found is not None and can_print(PAPER) else ():
            if row.state != Progress.WITHDRAWN and row.urged_count and found is not None:
                words = self.tr("Print the {colour} notice to {unit}…")
                named = words.format(colour=colour_said(found.colours[row.id]), unit=row.unit)
                self.more.menu().addAction(named, partial(self.print_notice, row.id, row.unit))


def _day(day: object) -> str:
    return str(day) if day is not None else ""
