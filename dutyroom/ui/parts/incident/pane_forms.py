"""The forms of an incident's pane: the grade, a statement verified or withdrawn, a report by telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.actions.incident_reports import report_by_phone, report_facts
from dutyroom.actions.incidents import BETWEEN, confirm_statement, grade_incident
from dutyroom.data.queries.incidents import IncidentInFull
from dutyroom.rules.grading import Grading
from dutyroom.rules.incident import GRADES, Surety
from dutyroom.rules.incident_report import ReportByPhone, short_form
from dutyroom.rules.incident_sheet import Confirm, GradeIncident
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.incident.grade_words import clause_said, proposal_said, reasons_said
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.incident.words import fact_said, grade_said, value_said
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.person_picker import PersonPicker

_ENDS: Final = (Surety.VERIFIED, Surety.WITHDRAWN)


class GradeForm(KeptForm):
    """The officer's grade; what the rules propose stands under it, and a grade of one's own needs a reason."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._grading: Grading | None = None
        self._version = 0
        self.grade, self.sensitive, self.grade_reason = QComboBox(self), QLineEdit(self), GrowingText(self)
        for grade in (*GRADES, ""):
            self.grade.addItem("", grade)
        self.add_field("grade", self.grade)
        self.add_field("grade_reason", self.grade_reason, tall=True)
        self.add_field("sensitive", self.sensitive)
        self.grade_reason.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, full: IncidentInFull, grading: Grading | None) -> None:
        """Grade this incident, beginning from what is proposed, else from what stands there."""
        self._grading, self._version = grading, full.matter.version
        grade = (grading.grade if grading is not None else None) or full.facts.grade
        self._begin(full.matter.id, {"grade": grade, "sensitive": full.facts.sensitive})
        self.retranslate()
        self.mark_clean()
        self.grade.setFocus()

    def renew(self, full: IncidentInFull) -> None:
        """Somebody graded it meanwhile: say what stands there now; what is sent next rests on that."""
        if full.matter.id == self.number:
            self._version = full.matter.version
            self.note_field("grade", self.tr("It stands at {grade} now.").format(grade=grade_said(full.facts.grade)))

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        sensitive = tuple(word for word in self.sensitive.text().replace(",", BETWEEN).split(BETWEEN) if word.strip())
        proposed = (self._grading.grade or "") if self._grading is not None else ""
        grade, reason = str(self.grade.currentData() or ""), self.grade_reason.toPlainText().strip()
        clause = clause_said(self._grading, self._tools.wording()) if grade and grade == proposed else ""
        return grade_incident, GradeIncident(
            id=self.number or 0,
            version=self._version,
            grade=grade,
            proposed=proposed,
            sensitive=sensitive,
            text=reason or clause,
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for place in range(self.grade.count()):
            self.grade.setItemText(place, grade_said(self.grade.itemData(place)))
        lines = (proposal_said(self._grading), *reasons_said(self._grading, self._tools.wording()))
        self.word_field("grade", self.tr("Grade"), "\n".join(lines))
        self.word_field("grade_reason", self.tr("Reason"))
        self.grade_reason.setPlaceholderText(self.tr("needed for a grade of your own; else the clause"))
        self.word_field("sensitive", self.tr("Sensitive"), self.tr("reported whatever the grade"))
        self.sensitive.setPlaceholderText(self.tr("place, time or people that make it so"))
        self.send.setText(self.tr("Grade the incident"))


class ConfirmForm(KeptForm):
    """One statement is verified, or withdrawn with the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full: IncidentInFull | None = None
        self.statement, self.surety, self.reason = QComboBox(self), QComboBox(self), QLineEdit(self)
        for surety in _ENDS:
            self.surety.addItem("", surety.value)
        self.add_field("statement", self.statement)
        self.add_field("surety", self.surety)
        self.add_field("reason", self.reason)
        self.retranslate()

    def begin(self, full: IncidentInFull) -> None:
        """Choose among the statements that are not withdrawn, the newest first."""
        self._full = full
        self.statement.clear()
        for said in reversed(full.statements):
            if said.surety is not Surety.WITHDRAWN:
                self.statement.addItem("", said.id)
        self._begin(full.matter.id, {})
        self.retranslate()
        self.mark_clean()
        self.statement.setFocus()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return confirm_statement, Confirm(
            id=int(self.statement.currentData() or 0),
            surety=Surety(self.surety.currentData()),
            reason=self.reason.text(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        known = {said.id: said for said in self._full.statements} if self._full is not None else {}
        for place in range(self.statement.count()):
            said = known.get(self.statement.itemData(place))
            if said is not None:
                words = " ".join(f"{fact_said(said.fact)}: {value_said(said)}".split())
                source = f" · {said.source}" if said.source else ""
                self.statement.setItemText(place, f"{words[:48]}{source}")
        self.surety.setItemText(0, self.tr("it is verified"))
        self.surety.setItemText(1, self.tr("it is withdrawn"))
        self.word_field("statement", self.tr("Statement"))
        self.word_field("surety", self.tr("What of it"))
        self.word_field("reason", self.tr("By whom or why"), self.tr("needed where it is withdrawn"))
        self.send.setText(self.tr("Confirm"))


class PhoneForm(KeptForm):
    """Who above was told by telephone, who took it there, and what was said; the text is proposed from the facts."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.to, self.person, self.text = PersonPicker(self, free_text=True), QLineEdit(self), GrowingText(self)
        self.happened_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.add_field("to", self.to)
        self.add_field("person", self.person)
        self.add_field("text", self.text, tall=True)
        self.add_field("happened_at", self.happened_at)
        self.text.entered.connect(self.send.click)
        self.retranslate()

    def offer(self, units: Sequence[Choice]) -> None:
        """Offer these bodies."""
        self.to.set_choices(units)

    def begin(self, full: IncidentInFull) -> None:
        """Tell of this incident."""
        now = report_facts(full)
        office = self._tools.office().name_zh
        self._begin(full.matter.id, {"text": short_form(now, office, self._tools.zone)})
        self.mark_clean()
        self.to.setFocus()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        asked = ReportByPhone(
            id=self.number or 0, to=self.to.text(), person=self.person.text(), text=self.text.toPlainText()
        )
        return report_by_phone, replace(asked, happened_at=instant_of(self, "happened_at"))

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("to", self.tr("Told to"))
        self.to.setPlaceholderText(self.tr("the body above: name or initials"))
        self.word_field("person", self.tr("Taken there by"))
        self.word_field("text", self.tr("What was said"))
        self.word_field("happened_at", self.tr("When"))
        self.send.setText(self.tr("Reported by telephone"))
