"""How a proposal of deputies or members was answered: result, reply, the meeting with them, their satisfaction."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.actions.supervision import record_result
from dutyroom.data.queries.supervision import SupervisionInFull
from dutyroom.rules.supervision import RESULTS, RecordResult
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.supervision.words import SATISFIED, result_said

_LINES = ("reply_number", "replied_on", "met_on", "met_how")


class ResultForm(KeptForm):
    """Begins from what was recorded before; who is not satisfied gets it done again, which the form says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result, self.satisfied = QComboBox(self), QComboBox(self)
        self.reply_number, self.replied_on, self.met_on, self.met_how = (QLineEdit(self) for _ in _LINES)
        self.result.addItem("", "")
        for result in RESULTS:
            self.result.addItem("", result)
        for satisfied, _ in SATISFIED:
            self.satisfied.addItem("", satisfied)
        self.add_field("result", self.result)
        self.add_field("reply_number", self.reply_number)
        self.add_field("replied_on", self.replied_on)
        self.add_field("met_on", self.met_on)
        self.add_field("met_how", self.met_how)
        self.add_field("satisfied", self.satisfied)
        self.retranslate()

    def begin(self, full: SupervisionInFull) -> None:
        """Record the result of this proposal."""
        facts = full.facts
        fresh = {
            "result": facts.result,
            "reply_number": facts.reply_number,
            "replied_on": facts.replied_on.isoformat() if facts.replied_on else "",
            "met_on": facts.met_on.isoformat() if facts.met_on else "",
            "met_how": facts.met_how,
            "satisfied": facts.satisfied,
        }
        self._begin(full.matter.id, fresh)
        self.result.setFocus()

    def command(self) -> Run:
        """Record what stands in the form; refused where a date is none."""
        return record_result, RecordResult(
            id=self._number or 0,
            result=str(self.result.currentData() or ""),
            reply_number=self.reply_number.text(),
            replied_on=day_in(self, "replied_on"),
            met_on=day_in(self, "met_on"),
            met_how=self.met_how.text(),
            satisfied=str(self.satisfied.currentData() or ""),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.result.setItemText(0, self.tr("choose…"))
        for place, result in enumerate(RESULTS, 1):
            self.result.setItemText(place, result_said(result))
        for place, (_, words) in enumerate(SATISFIED):
            self.satisfied.setItemText(place, translated(words))
        self.word_field("result", self.tr("Result of the proposal"))
        self.word_field("reply_number", self.tr("Number of the reply"))
        self.word_field("replied_on", self.tr("Replied on"))
        self.word_field("met_on", self.tr("Met with them on"))
        self.word_field("met_how", self.tr("How they were met"))
        self.word_field("satisfied", self.tr("Those who proposed it"))
        for field in (self.replied_on, self.met_on):
            field.setPlaceholderText(self.tr("for example 2026-11-23"))
        self.send.setText(self.tr("Record the result"))
