"""A case of the mayor's telephone read in full: what is wanted, who called, units, clocks, decisions, call-backs, story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dutyroom.data.queries.hotline import case_in_full, case_unmasked
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.hotline import Decision
from dutyroom.rules.matter import State, StepKind, other_steps
from dutyroom.rules.matter_kinds import MatterKind
from dutyroom.ui.page import Command, Place, Tools, page_of
from dutyroom.ui.parts.hotline.case_forms import CaseForms
from dutyroom.ui.parts.hotline.correction import CaseCorrectionSheet
from dutyroom.ui.parts.hotline.facts import CaseFactsSaid
from dutyroom.ui.parts.hotline.pane_layout import SECTIONS, CaseParts
from dutyroom.ui.parts.hotline.reveal import Reveal
from dutyroom.ui.parts.hotline.words import case_step_said, stand_said
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.matter.forms_pane import FormsPane
from dutyroom.ui.parts.matter.kept_form import KeptForm
from dutyroom.ui.parts.matter.step_form import FIELDS

_NEEDS: Final[Mapping[StepKind, str]] = {StepKind.DECIDE_RETURN: "returns", StepKind.DECIDE_TIME: "extensions"}
"""Decisions that can be taken only while something was asked for."""


class HotlinePane(FormsPane):
    """Shows a case masked; ``incident_raised`` carries the incident that a case became."""

    incident_raised = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._case: CaseInFull | None = None
        self._correction: CaseCorrectionSheet | None = None
        super().__init__(tools, parent)

    @property
    def case(self) -> CaseInFull | None:
        """The case as it was read last."""
        return self._case if self.full is not None else None

    @property
    def may_correct(self) -> bool:
        """Whether what was taken down can still be corrected."""
        return self.may(StepKind.CORRECT)

    def show_matter(self, number: int | None) -> None:
        """Show this case; callers of the one before are hidden again."""
        if number != self.matter_id:
            self.reveal.hide()
        super().show_matter(number)

    def read(self, number: int) -> None:
        """Fetch the case, its callers as far as a look at them was written down."""
        shown = self.reveal.shown == number
        read = case_unmasked if shown else case_in_full
        self.tools.courier.ask(self, read, number, then=partial(self._case_came, number))

    def begin(self, step: StepKind) -> None:
        """Ask for a step; most of those of a case have forms of their own."""
        case = self.case
        if case is None:
            return
        if step is StepKind.CORRECT:
            self.begin_correcting()
            return
        form = self.forms.of_step(step, case)
        if not self._fits(step):
            self.tools.say(self.tr("{step} is not possible now.").format(step=case_step_said(step)))
        elif form is None:
            super().begin(step)
        else:
            self.tools.courier.ask(self, unit_rows, then=self._units_came)
            self.begin_own(form)
            self.forms.begin(form, case)

    def begin_correcting(self) -> None:
        """Correct what was taken down, which must be seen for that: the look is written down."""
        case = self.case
        if case is not None and self.may_correct:
            self.reveal.ask(case, self._correct)

    def show_caller(self) -> None:
        """Show who called, or hide it again (Ctrl+E)."""
        if self.case is None:
            return
        if self.reveal.shown is not None:
            self.reveal.hide()
        else:
            self.reveal.ask(self.case)

    @property
    def correction(self) -> CaseCorrectionSheet:
        """The sheet over the page in which a case is corrected, made when it is first wanted."""
        if self._correction is None:
            self._correction = CaseCorrectionSheet(self.tools, page_of(self))
            self._correction.corrected.connect(self.refresh)
        return self._correction

    def step_on(self) -> None:
        """Ctrl+Enter: send the form that stands open, otherwise ask for the next step."""
        own = self.open_form
        if self._correction is not None and self._correction.step_on():
            return
        if own is not None:
            own.send.click()
        elif not self.form.isHidden():
            self.form.send.click()
        else:
            self.begin_next()

    def show_steps(self) -> None:
        """Open the menu of other steps (Ctrl+J)."""
        if self.more.isVisible():
            self.more.showMenu()

    def offered(self) -> list[StepKind]:
        """The steps that can be taken beside the next one: those of a case first, in the order of the flow."""
        if self.full is None:
            return []
        steps = other_steps(State(self.full.matter.state), self.next_step(), MatterKind.HOTLINE)
        known = [step for step in steps if step in FIELDS or step in self.forms.steps or step is StepKind.CORRECT]
        return sorted((step for step in known if self._fits(step)), key=self.forms.place_of)

    def word_step(self, step: StepKind) -> str:
        """See :class:`MatterPane`; a case is dispatched, not assigned."""
        return case_step_said(step)

    def own_facts(self) -> Sequence[Fact]:
        """What is wanted and how it stands."""
        if self.case is None:
            return ()
        now, zone, wording = self.tools.clock(), self.tools.zone, self.tools.wording()
        return CaseFactsSaid(now, zone, wording.language).case(self.case)

    def make_forms(self) -> tuple[KeptForm, ...]:
        """Those of the steps that a case has for itself."""
        self.forms = CaseForms(self.tools, self)
        return self.forms.all

    def commands(self) -> list[Command]:
        """What can be done with the case shown, for the page's keys and the palette."""
        steps = (
            ("dispatch", StepKind.ASSIGN, self.tr("Dispatch the case"), "Ctrl+G"),
            ("reply", StepKind.ANSWER_CALLER, self.tr("Reply to the caller"), "Ctrl+R"),
            ("call_back", StepKind.CALL_BACK, self.tr("Call back"), "Ctrl+B"),
            ("urge", StepKind.URGE, self.tr("Urge a unit"), "Ctrl+U"),
            ("caller", StepKind.CALLER, self.tr("A further call for the case"), "Ctrl+Shift+N"),
            ("merge", StepKind.MERGE, self.tr("Merge into another case"), "Ctrl+M"),
            ("card", StepKind.CARD, self.tr("Give a card of supervision"), "Ctrl+Shift+K"),
            ("incident", StepKind.RAISE, self.tr("Make an incident of it"), "Ctrl+Shift+I"),
            ("correct", StepKind.CORRECT, self.tr("Correct the case"), "Ctrl+D"),
        )
        return [
            Command("hotline.show_caller", self.tr("Show caller"), "Ctrl+E", self.show_caller),
            Command("hotline.steps", self.tr("Other steps of the case"), "Ctrl+J", self.show_steps),
            *(Command(f"hotline.{name}", title, keys, partial(self.begin, step)) for name, step, title, keys in steps),
            Command("hotline.remove_text", self.tr("Remove secret text of the case…"), "", self.begin_removing),
        ]

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves the record leaves its callers hidden."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.reveal.hide()

    def retranslate(self) -> None:
        """Word the pane anew."""
        super().retranslate()
        self.setAccessibleName(self.tr("Case in full"))
        self.headings["facts"].setText(self.tr("Case"))
        self.parts.word(
            {
                "callers": self.tr("Callers"),
                "returns": self.tr("Objections"),
                "extensions": self.tr("More time"),
                "call_backs": self.tr("Calls back"),
                "looks": self.tr("Who looked at callers"),
            }
        )
        self.parts.knowledge.set_words(self.tr("Answered from the knowledge shelf"))
        self._word_reveal()

    def _parts(self) -> list[QWidget]:
        self.reveal = Reveal(self.tools, self)
        self.parts = CaseParts(self.tools, self)
        self.timeline.taken_said = lambda step: case_step_said(step.kind)
        clocks, own, units, own_units, facts, own_facts, files, story, timeline = super()._parts()
        sections = [self.parts.sections[name] for name in SECTIONS]
        callers, rest = sections[0], sections[1:]
        return [
            *(facts, own_facts, self.parts.knowledge, self.links, callers),
            *(clocks, own, units, own_units, *rest[:-1], files, story, timeline, rest[-1]),
        ]

    def _lay_whole(self, head: QHBoxLayout) -> None:
        head.insertWidget(head.count() - 1, self.parts.card)
        super()._lay_whole(head)

    def _connect(self) -> None:
        super()._connect()
        self.reveal.changed.connect(self._reveal_changed)
        self.reveal.reason_asked.connect(self._ask_reason)
        self.parts.reveal.clicked.connect(self.show_caller)
        self.parts.knowledge.clicked.connect(self._to_knowledge)

    def _fits(self, step: StepKind) -> bool:
        """Whether the step is possible and there is something to take it on."""
        case, waits = self.case, _NEEDS.get(step)
        if case is None or not self.may(step):
            return False
        return waits is None or any(row.state == Decision.ASKED for row in getattr(case, waits))

    def _case_came(self, number: int, found: CaseInFull | None) -> None:
        if number != self.matter_id:
            return
        self._case = found
        self.came(number, found.common if found is not None else None)
        if found is not None:
            self.forms.renew(found)
            self.reveal.read(found)

    def _show(self) -> None:
        super()._show()
        if self.full is None:
            self._forget_words()
        else:
            self.state.setText(stand_said(self.full.matter.state))
        self.parts.show_case(self.case)
        self.headings["clocks"].setVisible(bool(self.full and self.full.clocks))
        self._word_reveal()

    def _forget_words(self) -> None:
        """What named a caller stands nowhere any more, also not where it cannot be seen."""
        self.title.clear()
        self.facts.show_facts(())
        self.units.show_facts(())
        self.timeline.show_steps(())

    def _word_reveal(self) -> None:
        button, shown = self.parts.reveal, self.reveal.shown is not None
        button.setText(self.tr("Hide caller") if shown else self.tr("Show caller"))
        if self.reveal.may:
            button.setToolTip(self.tr("Name, number and address; who looks is written into the log (Ctrl+E)"))
        else:
            button.setToolTip(self.tr("Only those who work at the mayor's telephone see callers' data."))

    def _reveal_changed(self) -> None:
        """Masked or not, it is read again; until then nothing unmasked stays on the screen."""
        if self.reveal.shown is None and self._case is not None and not self._case.is_masked:
            self._case, self._full = None, None
            self._show()
        self.refresh()

    def _correct(self) -> None:
        if self.case is not None:
            self.correction.begin(self.case)

    def _ask_reason(self) -> None:
        if self.case is not None:
            self.begin_own(self.forms.looking)
            self.forms.looking.begin(self.case)

    def _sent_own(self, form: KeptForm, number: int | None, answer: int) -> None:
        if form is self.forms.looking:
            form.send.setEnabled(True)
            if form.finished(number):
                self._leave_form()
            if number is not None and number == self.matter_id:
                self.reveal.looked(number)
            return
        super()._sent_own(form, number, answer)
        if form is self.forms.raising:
            self.incident_raised.emit(answer)

    def _units_came(self, units: list[UnitRow]) -> None:
        super()._units_came(units)
        self.forms.offer(units)

    def _to_knowledge(self) -> None:
        if self.case is not None:
            self._follow(Place("hotline", id=self.case.facts.knowledge_id, step="knowledge"))

    def _follow(self, place: Place) -> None:
        self.tools.go(place)
