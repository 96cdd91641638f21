"""The grade beside the incident sheet: what the rules propose as the figures are typed, and what the officer decides."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from dutyroom.rules.grading import Grading
from dutyroom.rules.incident import GRADES
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.incident.grade_words import clause_said, proposal_said, reasons_said
from dutyroom.ui.parts.incident.words import GRADE_TONES, grade_said
from dutyroom.ui.theme import label_of, put_look

_PROPOSED: Final = "proposed"


class GradeBox(QWidget):
    """As proposed, unless somebody chooses otherwise; what is chosen by hand stays whatever the figures become."""

    decided = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._grading: Grading | None = None
        self.proposal, self.lines = QLabel(self), label_of("small", parent=self)
        self.choice, self.reason, self.note = QComboBox(self), QLineEdit(self), FieldNote(self)
        for key in (_PROPOSED, "", *GRADES):
            self.choice.addItem("", key)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        for label in (self.proposal, self.lines):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.proposal, self.choice, self.reason, self.note, self.lines):
            column.addWidget(part)
        self.choice.currentIndexChanged.connect(lambda _: self._chosen())
        self.reason.textChanged.connect(lambda _: self.note.be_silent())
        self.retranslate()

    def show_grading(self, grading: Grading | None) -> None:
        """What the rules make of the figures now."""
        self._grading = grading
        self.retranslate()

    def command(self) -> dict[str, Any]:
        """What is decided, as the command takes it."""
        proposed = (self._grading.grade or "") if self._grading is not None else ""
        chosen = str(self.choice.currentData())
        grade = proposed if chosen == _PROPOSED else chosen
        clause = clause_said(self._grading, self._tools.wording()) if grade and grade == proposed else ""
        return {"grade": grade, "grade_proposed": proposed, "grade_reason": self.reason.text().strip() or clause}

    def written(self) -> dict[str, Any]:
        """What was chosen, to be kept as a draft."""
        return {"choice": self.choice.currentData(), "reason": self.reason.text()}

    def write(self, kept: dict[str, Any]) -> None:
        """Put a draft back."""
        self.choice.setCurrentIndex(max(self.choice.findData(kept.get("choice", _PROPOSED)), 0))
        self.reason.setText(str(kept.get("reason", "")))
        self._grading = None
        self.note.be_silent()
        self.retranslate()

    def point_out(self, field: str, sentence: str) -> None:
        """Say at the grade or its reason what was refused."""
        self.note.say(sentence)
        (self.reason if field == "grade_reason" else self.choice).setFocus()

    def retranslate(self) -> None:
        """Word it anew."""
        grading, wording = self._grading, self._tools.wording()
        grade = grading.grade if grading is not None else None
        self.proposal.setText(proposal_said(grading))
        tone = GRADE_TONES.get(grade, "") if grade else ""
        put_look(self.proposal, look="note" if tone else "", type="" if tone else "strong", tone=tone)
        self.lines.setText("\n".join(reasons_said(grading, wording)))
        self.lines.setVisible(bool(self.lines.text()))
        said = self.tr("{grade}, as proposed").format(grade=grade_said(grade)) if grade else self.tr("grade it later")
        self.choice.setItemText(0, said)
        self.choice.setItemText(1, self.tr("no grade yet, whatever is proposed"))
        for place, each in enumerate(GRADES, 2):
            self.choice.setItemText(place, grade_said(each))
        self.choice.setAccessibleName(self.tr("Grade"))
        self.reason.setPlaceholderText(self.tr("Reason for another grade"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.reason.setVisible(self.choice.currentIndex() > 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _chosen(self) -> None:
        self.retranslate()
        self.decided.emit()
