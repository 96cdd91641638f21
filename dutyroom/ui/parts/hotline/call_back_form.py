"""Calling back (回访): reached, solved, how content; by keys alone while the receiver is in the other hand."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dutyroom.actions.hotline_call_back import call_back
from dutyroom.data.queries.hotline_rows import CallRow, CaseInFull
from dutyroom.rules.hotline import Satisfied
from dutyroom.rules.hotline_steps import CallBack, needs_redo
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.focus import is_writing_place
from dutyroom.ui.parts.hotline.case_form import CaseForm, refill
from dutyroom.ui.parts.hotline.key_choice import KeyChoice
from dutyroom.ui.parts.hotline.words import satisfied_said, truth_said
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.matter.kept_form import Run

_TRUTH: Final = ((True, "Y"), (False, "N"))


class CallBackForm(CaseForm):
    """What was not asked of somebody who was not reached is not shown; the next attempt is proposed then."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._next: datetime | None = None
        self.call_id = self.add_list("call_id")
        self.reached, self.solved = KeyChoice(_TRUTH, self), KeyChoice(_TRUTH, self)
        self.satisfied = KeyChoice([(each.value, each.value) for each in Satisfied], self)
        for name in ("reached", "solved", "satisfied"):
            self.add_field(name, getattr(self, name), tall=name == "satisfied")
        self.next_at = self.add_time("next_at", ahead=True)
        self.text = self.add_text()
        self.stays_closed = self.add_line("stays_closed")
        self.happened_at = self.add_time()
        for answer in (self.reached, self.solved, self.satisfied):
            answer.changed.connect(self._show_fields)
        self.reached.answered.connect(lambda: self._after_reached())
        self.solved.answered.connect(lambda: self.satisfied.setFocus())
        self.satisfied.answered.connect(lambda: self.text.setFocus())
        self.retranslate()
        self._show_fields()

    def propose_next(self, at: datetime | None) -> None:
        """When somebody who was not reached is to be tried again, by the rule."""
        self._next = at
        self.next_at.set_meant(at)

    def prepare(self, case: CaseInFull) -> None:
        """Who wants a reply first, else whoever called first."""
        callers = sorted(case.calls, key=lambda call: (not call.wants_reply, call.id))
        refill(self.call_id, [(_caller_said(call), call.id) for call in callers])

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        reached = self.reached.value()
        if reached is None:
            raise Refusal("hotline.call_back.reached", field="reached")
        return call_back, CallBack(
            id=self.number or 0,
            call_id=self.call_id.currentData(),
            reached=bool(reached),
            solved=bool(self.solved.value()) if reached and self.solved.value() is not None else None,
            satisfied=str(self.satisfied.value() or "") if reached else "",
            next_at=None if reached else instant_of(self, "next_at") or self._next,
            text=self.text.toPlainText(),
            stays_closed=self.stays_closed.text() if self._is_redone() else "",
            happened_at=instant_of(self, "happened_at"),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        truths = [truth_said(True), truth_said(False)]
        self.reached.word(truths)
        self.solved.word(truths)
        self.satisfied.word([satisfied_said(each) for each in Satisfied])
        self.word_field("call_id", self.tr("Caller"))
        self.word_field("reached", self.tr("Reached?"))
        self.word_field("solved", self.tr("Is it solved?"))
        self.word_field("satisfied", self.tr("How content?"), self.tr("keys 5 to 1; empty where nothing was said"))
        self.word_field("next_at", self.tr("Next attempt"))
        self.word_field("text", self.tr("What was said"))
        hint = self.tr("Empty: it is opened again and done once more.")
        self.word_field("stays_closed", self.tr("Why it stays closed"), hint)
        self.word_field("happened_at", self.tr("When"))
        self.send.setText(self.tr("Write the call back"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The number keys give the grade wherever nobody is writing."""
        if not is_writing_place(self.focusWidget()) and self.satisfied.take_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def _show_fields(self) -> None:
        reached = self.reached.value()
        for name in ("solved", "satisfied"):
            self.show_field(name, reached is not False)
        self.show_field("next_at", reached is False)
        self.show_field("stays_closed", self._is_redone())

    def _is_redone(self) -> bool:
        """Whether these answers open the case again."""
        solved = self.solved.value()
        return needs_redo(
            reached=bool(self.reached.value()),
            solved=None if solved is None else bool(solved),
            satisfied=str(self.satisfied.value() or ""),
        )

    def _after_reached(self) -> None:
        (self.solved if self.reached.value() else self.next_at).setFocus()


def _caller_said(call: CallRow) -> str:
    return " ".join(part for part in (call.name, call.phone or call.second) if part) or f"#{call.id}"
