"""How a case comes to its end: what the caller is told, closing with a result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from dutyroom.actions.hotline_flow import answer_caller, close_case, reopen_case
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.hotline import Result
from dutyroom.rules.hotline_steps import AnswerCaller, CloseCase, ReopenCase
from dutyroom.rules.matter import Duty
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.hotline.case_form import CaseForm
from dutyroom.ui.parts.hotline.key_choice import KeyChoice
from dutyroom.ui.parts.hotline.words import result_said
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.matter.kept_form import Run

_KEYS: Final = "123456789"


class AnswerForm(CaseForm):
    """What the caller is told; it begins from the answer of the unit that leads."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.text = self.add_text()
        self.by = self.add_line("by")
        self.happened_at = self.add_time()
        self.retranslate()

    def fresh(self, case: CaseInFull) -> Mapping[str, Any]:
        """The answer of the unit, where it has given one."""
        return {"text": answer_of_units(case)}

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return answer_caller, AnswerCaller(
            id=self.number or 0,
            text=self.text.toPlainText(),
            by=self.by.text(),
            happened_at=instant_of(self, "happened_at"),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("text", self.tr("What the caller was told"))
        self.word_field("by", self.tr("Told by"), self.tr("empty: by you"))
        self.word_field("happened_at", self.tr("When"))
        self.send.setText(self.tr("Reply to the caller"))


class CloseForm(CaseForm):
    """How it ended and the outcome; where the caller still waits for a reply it asks why there is none."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.result = KeyChoice([(each.value, _KEYS[place]) for place, each in enumerate(Result)], self)
        self.add_field("result", self.result, tall=True)
        self.text = self.add_text()
        self.despite = self.add_line("despite")
        self.result.answered.connect(lambda: self.text.setFocus())
        self.retranslate()

    def fresh(self, case: CaseInFull) -> Mapping[str, Any]:
        """What the caller was told, else what the unit answered, is the outcome until somebody words it."""
        return {"text": case.answer or answer_of_units(case)}

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        result = self.result.value()
        if result is None:
            number = self.case.matter.number if self.case is not None else ""
            raise Refusal("hotline.close.result", field="result", number=number)
        return close_case, CloseCase(
            id=self.number or 0,
            result=Result(str(result)),
            text=self.text.toPlainText(),
            despite=self.despite.text(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.result.word([result_said(each) for each in Result])
        self.word_field("result", self.tr("How it ended"))
        self.word_field("text", self.tr("Outcome"))
        hint = self.tr("The caller waits for a reply: reply first, or say why there is none.")
        self.word_field("despite", self.tr("Why all the same"), hint if self._waits() else self._usual())
        self.send.setText(self.tr("Close the case"))

    def _usual(self) -> str:
        return self.tr("only where something is still open")

    def _waits(self) -> bool:
        case = self.case
        clocks = case.clocks if case is not None else ()
        return any(clock.duty == Duty.ANSWER_CALLER and clock.state == "open" for clock in clocks)


class ReopenForm(CaseForm):
    """A case that is over is not over after all."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.text = self.add_text()
        self.retranslate()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return reopen_case, ReopenCase(id=self.number or 0, text=self.text.toPlainText())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("text", self.tr("Reason"))
        self.send.setText(self.tr("Open it again"))


def answer_of_units(case: CaseInFull) -> str:
    """What the units answered, the lead first; empty where none has."""
    return next((row.answer for row in case.units if row.answer), "")
