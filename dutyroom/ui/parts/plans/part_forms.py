"""The forms of what belongs to stages: an opinion, an expert, filing, making a line void."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.actions.preparation_parts import keep_expert, keep_filing, keep_opinion, void_part
from dutyroom.data.queries.preparations import ExpertRow, FilingRow, OpinionRow, PreparationInFull
from dutyroom.rules.plan_filing import filed_with
from dutyroom.rules.preparation import Adopted, Verdict, Way
from dutyroom.rules.preparation_steps import (
    KeepExpert,
    KeepFiling,
    KeepOpinion,
    Part,
    VoidPart,
)
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.plans.preparation_words import adopted_said, day_said, verdict_said, way_said

_LINES = 1_000_000
"""So many numbers lie between the keys of two preparations, for what was typed about a line of each."""


class PartForm(KeptForm):
    """A form about a preparation, or about one of its lines."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._id = 0

    def _begin_about(self, about: PreparationInFull, line: int, fresh: Mapping[str, Any]) -> None:
        self._id = about.matter.id
        self._begin(about.matter.id * _LINES + line, fresh)

    def _today(self) -> str:
        return day_said(self.tools.clock().astimezone(self.tools.zone).date())


class OpinionForm(PartForm):
    """What a unit answered, whether that is adopted, and why not."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._row: OpinionRow | None = None
        self.answered_on, self.due_on, self.reason = (QLineEdit(self) for _ in range(3))
        self.opinion, self.adopted = GrowingText(self), QComboBox(self)
        self.adopted.addItem("", "")
        for each in Adopted:
            self.adopted.addItem("", each.value)
        self.add_field("opinion", self.opinion, tall=True)
        for name in ("answered_on", "adopted", "reason", "due_on"):
            self.add_field(name, getattr(self, name))
        self.opinion.entered.connect(self.send.click)
        self.reason.returnPressed.connect(self.send.click)
        self.retranslate()

    def begin(self, about: PreparationInFull, row: OpinionRow) -> None:
        """Write down what this unit answered."""
        self._row = row
        fresh = {name: getattr(row, name) for name in ("opinion", "adopted", "reason")}
        answered = day_said(row.answered_on) or self._today()
        self._begin_about(about, row.id, {**fresh, "answered_on": answered, "due_on": day_said(row.due_on)})
        self.retranslate()
        self.mark_clean()
        self.opinion.setFocus()

    def command(self) -> Run:
        """Keep it; refused where a day is none."""
        row = self._row
        return keep_opinion, KeepOpinion(
            id=self._id,
            opinion_id=row.id if row is not None else 0,
            version=row.version if row is not None else 0,
            answered_on=day_in(self, "answered_on"),
            opinion=self.opinion.toPlainText(),
            adopted=str(self.adopted.currentData() or ""),
            reason=self.reason.text(),
            due_on=day_in(self, "due_on"),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        unit = self._row.unit if self._row is not None else ""
        self.word_field("opinion", self.tr("Opinion"), unit)
        self.word_field("answered_on", self.tr("Answered on"), self.tr("Empty: it has not answered."))
        self.word_field("adopted", self.tr("Adopted?"))
        self.adopted.setItemText(0, self.tr("to be decided"))
        for place, each in enumerate(Adopted, 1):
            self.adopted.setItemText(place, adopted_said(each))
        self.word_field("reason", self.tr("Why not, or in part"))
        self.word_field("due_on", self.tr("Answer by"))
        self.send.setText(self.tr("Keep the opinion"))


class ExpertForm(PartForm):
    """An expert of the review, what was found, and what became of that."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._row: ExpertRow | None = None
        self.name, self.organisation, self.field = (QLineEdit(self) for _ in range(3))
        self.findings, self.settled, self.result = GrowingText(self), GrowingText(self), QComboBox(self)
        self.result.addItem("", "")
        for each in Verdict:
            self.result.addItem("", each.value)
        for name in ("name", "organisation", "field"):
            self.add_field(name, getattr(self, name))
        self.add_field("findings", self.findings, tall=True)
        self.add_field("result", self.result)
        self.add_field("settled", self.settled, tall=True)
        for text in (self.findings, self.settled):
            text.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, about: PreparationInFull, row: ExpertRow | None = None) -> None:
        """Write down a further expert's finding, or what became of this one's."""
        self._row = row
        names = ("name", "organisation", "field", "findings", "result", "settled")
        fresh = {name: getattr(row, name) for name in names} if row is not None else {}
        self._begin_about(about, row.id if row is not None else 0, fresh)
        self.mark_clean()
        (self.name if row is None else self.settled).setFocus()

    def command(self) -> Run:
        """Keep it."""
        row = self._row
        return keep_expert, KeepExpert(
            id=self._id,
            expert_id=row.id if row is not None else None,
            version=row.version if row is not None else 0,
            name=self.name.text(),
            organisation=self.organisation.text(),
            field=self.field.text(),
            findings=self.findings.toPlainText(),
            result=str(self.result.currentData() or ""),
            settled=self.settled.toPlainText(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("name", self.tr("Expert"))
        self.word_field("organisation", self.tr("Organisation"))
        self.word_field("field", self.tr("Speciality"))
        self.word_field("findings", self.tr("Findings"))
        self.word_field("result", self.tr("Verdict"))
        self.result.setItemText(0, self.tr("not said yet"))
        for place, each in enumerate(Verdict, 1):
            self.result.setItemText(place, verdict_said(each))
        self.word_field("settled", self.tr("What became of them"))
        self.send.setText(self.tr("Keep the finding"))


class FilingForm(PartForm):
    """To whom the plan is sent for filing or in copy, and the receipt."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._row: FilingRow | None = None
        self._left = ""
        self.recipient, self.sent_on, self.received_on, self.receipt = (QLineEdit(self) for _ in range(4))
        self.way = QComboBox(self)
        for each in Way:
            self.way.addItem("", each.value)
        for name in ("recipient", "way", "sent_on", "received_on", "receipt"):
            self.add_field(name, getattr(self, name))
        for line in (self.recipient, self.receipt):
            line.returnPressed.connect(self.send.click)
        self.retranslate()

    def begin(self, about: PreparationInFull, row: FilingRow | None = None) -> None:
        """Send it to the next of those whom the article names, or write down the receipt of this one."""
        self._row = row
        fresh: dict[str, Any] = {"sent_on": self._today(), "way": Way.FILE.value}
        former = {each.recipient for each in about.filings if not each.void_reason}
        left = [each for each in filed_with(about.plan_kind, about.plan_level) if each.recipient not in former]
        self._left = "、".join(each.recipient for each in left)
        if row is not None:
            fresh = {name: getattr(row, name) for name in ("recipient", "way", "receipt")}
            fresh |= {"sent_on": day_said(row.sent_on), "received_on": day_said(row.received_on)}
        elif left:
            fresh |= {"recipient": left[0].recipient, "way": left[0].way.value}
        self._begin_about(about, row.id if row is not None else 0, fresh)
        self.retranslate()
        self.mark_clean()
        (self.recipient if row is None else self.received_on).setFocus()

    def command(self) -> Run:
        """Keep it; refused where a day is none."""
        row = self._row
        return keep_filing, KeepFiling(
            id=self._id,
            filing_id=row.id if row is not None else None,
            version=row.version if row is not None else 0,
            recipient=self.recipient.text(),
            way=str(self.way.currentData()),
            sent_on=day_in(self, "sent_on"),
            received_on=day_in(self, "received_on"),
            receipt=self.receipt.text(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        hint = self.tr("By art. 26: {recipients}").format(recipients=self._left) if self._left else ""
        self.word_field("recipient", self.tr("Recipient"), hint)
        self.word_field("way", self.tr("Way"))
        for place, each in enumerate(Way):
            self.way.setItemText(place, way_said(each))
        self.word_field("sent_on", self.tr("Sent on"))
        self.word_field("received_on", self.tr("Received on"), self.tr("Empty: no receipt has come yet."))
        self.word_field("receipt", self.tr("Receipt"))
        self.send.setText(self.tr("Keep the filing"))


class VoidForm(PartForm):
    """Why a line is void, or counts again."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._part, self._line, self._restores, self._named = Part.OPINION, 0, False, ""
        self.reason = QLineEdit(self)
        self.add_field("reason", self.reason)
        self.reason.returnPressed.connect(self.send.click)
        self.retranslate()

    def begin(self, about: PreparationInFull, part: Part, row: Any, named: str) -> None:
        """Ask why this line is void; where it is void already, why it counts again."""
        self._part, self._line, self._restores, self._named = part, row.id, bool(row.void_reason), named
        self._begin_about(about, row.id * len(Part) + list(Part).index(part), {})
        self.retranslate()
        self.mark_clean()
        self.reason.setFocus()

    def command(self) -> Run:
        """Make it void, or valid again."""
        return void_part, VoidPart(
            id=self._id, part=self._part, line_id=self._line, reason=self.reason.text(), restore=self._restores
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("reason", self.tr("Reason"), self._named)
        self.send.setText(self.tr("Let it count again") if self._restores else self.tr("Make the line void"))
