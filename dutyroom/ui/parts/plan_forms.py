"""Forms beside the reader: correcting a plan's particulars, and withdrawing it with the reason."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.plans import PlanRow
from dutyroom.rules.plan import KIND_WORDS, ChangePlan, VoidPlan
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.form import Form
from dutyroom.ui.theme import put_look

DATE_REFUSED: Final = mark("Write the date as 2026-11-23, or leave it empty.")
_DATE: Final = re.compile(r"\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*")


def read_date(text: str) -> date | None:
    """The date as it is written on plans; None where nothing is written. Raises ``ValueError`` for anything else."""
    if not text.strip():
        return None
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups())
    return date(year, month, day)


class PlanParticulars(Form):
    """Title, kind, issuing body, number and date; ``corrected`` carries the command."""

    corrected = Signal(ChangePlan)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: PlanRow | None = None
        self.title = QLineEdit(self)
        self.kind = QComboBox(self)
        self.issuer = QLineEdit(self)
        self.number = QLineEdit(self)
        self.issued_on = QLineEdit(self)
        for name in ("title", "kind", "issuer", "number", "issued_on"):
            self.add_field(name, getattr(self, name))
        for kind in KIND_WORDS:
            self.kind.addItem("", kind)
        self.back, self.correct = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.correct, first_step=True)
        self.back.clicked.connect(self.step_back_asked)
        self.correct.clicked.connect(self._correct)
        self.retranslate()

    def show_row(self, row: PlanRow) -> None:
        """Show what is stored; what was typed for this very plan and not yet kept stays."""
        if self._row is not None and self._row.id == row.id and self.is_dirty:
            return
        self._row = row
        self.title.setText(row.title)
        self.kind.setCurrentIndex(max(self.kind.findData(row.kind), 0))
        self.issuer.setText(row.issuer)
        self.number.setText(row.number)
        self.issued_on.setText(row.issued_on.isoformat() if row.issued_on else "")
        self.clear_notes()
        self.mark_clean()

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field("title", self.tr("Title"))
        self.word_field("kind", self.tr("Kind of plan"))
        self.word_field("issuer", self.tr("Issuing body"))
        self.word_field("number", self.tr("Document number"))
        self.word_field("issued_on", self.tr("Date of issue"), self.tr("for example 2026-11-23"))
        for place, word in enumerate(KIND_WORDS.values()):
            self.kind.setItemText(place, self.tr(word))
        self.back.setText(self.tr("Back"))
        self.correct.setText(self.tr("Keep the correction"))

    def _correct(self) -> None:
        row = self._row
        if row is None:
            return
        try:
            issued_on = read_date(self.issued_on.text())
        except ValueError:
            self.point_out(Refusal("plan.date", field="issued_on"), self.tr(DATE_REFUSED))
            return
        self.clear_notes()
        self.corrected.emit(
            ChangePlan(
                id=row.id,
                version=row.version,
                title=self.title.text(),
                kind=str(self.kind.currentData()),
                issuer=self.issuer.text(),
                number=self.number.text(),
                issued_on=issued_on,
            )
        )


class PlanWithdrawal(Form):
    """Why a plan is withdrawn; ``withdrawn`` carries the command."""

    withdrawn = Signal(VoidPlan)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: PlanRow | None = None
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(500)
        self.add_field("reason", self.reason)
        self.back, self.withdraw = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.withdraw, first_step=True)
        put_look(self.withdraw, look="danger")
        self.back.clicked.connect(self.step_back_asked)
        self.withdraw.clicked.connect(self._withdraw)
        self.retranslate()

    def show_row(self, row: PlanRow) -> None:
        """Ask for the reason for this plan; one typed for it already stays."""
        if self._row is None or self._row.id != row.id or row.state == "void":
            self.reason.clear()
        self._row = row
        self.clear_notes()
        self.mark_clean()

    def retranslate(self) -> None:
        """Word it anew."""
        hint = self.tr("The plan is no longer found by searching; its text stays readable and it can be taken back.")
        self.word_field("reason", self.tr("Why it is withdrawn"), hint)
        self.back.setText(self.tr("Back"))
        self.withdraw.setText(self.tr("Withdraw the plan"))

    def _withdraw(self) -> None:
        if self._row is not None:
            self.clear_notes()
            self.withdrawn.emit(VoidPlan(id=self._row.id, reason=self.reason.text()))
