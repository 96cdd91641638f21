"""The forms of a case's own steps: which step has which, and what each is offered from the store when it begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.hotline_record import next_attempt, takers_of_calls
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.matter import State, StepKind
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.hotline.call_back_form import CallBackForm
from dutyroom.ui.parts.hotline.call_forms import CallerForm, LookForm, RaiseForm, RefuseForm, TransferForm
from dutyroom.ui.parts.hotline.case_form import CaseForm
from dutyroom.ui.parts.hotline.decision_forms import CardForm, DecideReturnForm, DecideTimeForm
from dutyroom.ui.parts.hotline.end_forms import AnswerForm, CloseForm, ReopenForm
from dutyroom.ui.parts.hotline.merge_forms import ApartForm, MergeForm
from dutyroom.ui.parts.hotline.unit_forms import AskTimeForm, DispatchForm, ObjectForm, RespondForm

_ORDER: Final = (
    *(StepKind.ASSIGN, StepKind.SIGN, StepKind.RESPOND, StepKind.FEEDBACK, StepKind.REDO, StepKind.WITHDRAW),
    *(StepKind.URGE, StepKind.CARD, StepKind.INSTRUCT),
    *(StepKind.OBJECT, StepKind.DECIDE_RETURN, StepKind.ASK_TIME, StepKind.DECIDE_TIME),
    *(StepKind.CALLER, StepKind.ANSWER_CALLER, StepKind.CLOSE, StepKind.CALL_BACK, StepKind.REOPEN),
    *(StepKind.MERGE, StepKind.RAISE, StepKind.TRANSFER, StepKind.REFUSE),
)
"""Other steps as the menu lists them: with units, supervision, decisions, the caller, other ways; then the rest."""


class CaseForms(QObject):
    """``all`` are the forms in no particular order; a pane lays them out and begins them."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self.dispatching, self.responding = DispatchForm(tools, parent), RespondForm(tools, parent)
        self.objecting, self.asking_time = ObjectForm(tools, parent), AskTimeForm(tools, parent)
        self.deciding, self.deciding_time = DecideReturnForm(tools, parent), DecideTimeForm(tools, parent)
        self.carding, self.merging = CardForm(tools, parent), MergeForm(tools, parent)
        self.answering, self.closing = AnswerForm(tools, parent), CloseForm(tools, parent)
        self.calling_back, self.calling = CallBackForm(tools, parent), CallerForm(tools, parent)
        self.refusing, self.transferring = RefuseForm(tools, parent), TransferForm(tools, parent)
        self.raising, self.looking = RaiseForm(tools, parent), LookForm(tools, parent)
        self.parting, self.reopening = ApartForm(tools, parent), ReopenForm(tools, parent)
        self._of_step: Mapping[StepKind, CaseForm] = {
            StepKind.ASSIGN: self.dispatching,
            StepKind.RESPOND: self.responding,
            StepKind.OBJECT: self.objecting,
            StepKind.DECIDE_RETURN: self.deciding,
            StepKind.ASK_TIME: self.asking_time,
            StepKind.DECIDE_TIME: self.deciding_time,
            StepKind.CARD: self.carding,
            StepKind.MERGE: self.merging,
            StepKind.ANSWER_CALLER: self.answering,
            StepKind.CLOSE: self.closing,
            StepKind.CALL_BACK: self.calling_back,
            StepKind.CALLER: self.calling,
            StepKind.REFUSE: self.refusing,
            StepKind.TRANSFER: self.transferring,
            StepKind.RAISE: self.raising,
            StepKind.REOPEN: self.reopening,
        }
        self._asks: Mapping[CaseForm, Callable[[CaseInFull], None]] = {
            self.calling_back: lambda _: self._ask_now(next_attempt, self.calling_back, self.calling_back.propose_next),
            self.transferring: lambda _: self._ask_now(
                takers_of_calls, self.transferring, self.transferring.offer_bodies
            ),
        }

    @property
    def all(self) -> tuple[CaseForm, ...]:
        """Every form."""
        return (*self._of_step.values(), self.parting, self.looking)

    @property
    def steps(self) -> frozenset[StepKind]:
        """The steps that have a form here."""
        return frozenset(self._of_step)

    def of_step(self, step: StepKind, case: CaseInFull) -> CaseForm | None:
        """The form of a step of this case; None where the common one does. A merged case is taken apart."""
        if step is StepKind.REOPEN and case.matter.state == State.MERGED:
            return self.parting
        return self._of_step.get(step)

    @staticmethod
    def place_of(step: StepKind) -> int:
        """Where a step stands in the menu."""
        return _ORDER.index(step) if step in _ORDER else len(_ORDER) + list(StepKind).index(step)

    def begin(self, form: CaseForm, case: CaseInFull) -> None:
        """Begin a form; what the store proposes for it comes a moment later."""
        form.begin(case)
        if form in self._asks:
            self._asks[form](case)

    def offer(self, units: Sequence[UnitRow]) -> None:
        """Offer these units in every form that asks for one."""
        choices = [
            Choice(row.id, row.name, (row.pinyin, row.initials, row.name_en.lower()), row.short) for row in units
        ]
        for form in self.all:
            form.offer(choices)

    def renew(self, case: CaseInFull) -> None:
        """The case was read again: what an open form lists follows it."""
        for form in self.all:
            form.renew(case)

    def _ask_now(self, query: Callable[..., Any], form: CaseForm, put: Callable[[Any], None]) -> None:
        """Ask what the rules of today propose for the form that was begun."""
        number = form.number

        def came(found: Any) -> None:
            if form.number == number:
                put(found)

        self._tools.courier.ask(self, query, self._tools.clock(), then=came)
