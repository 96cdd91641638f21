"""Forms beside the reader: correcting a plan's particulars, and withdrawing it with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.plans import PlanRow
from dutyroom.rules.plan import KIND_WORDS, ChangePlan, VoidPlan
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.versioned import Versioned
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


class PlanParticulars(Versioned):
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
        self.correct.clicked.connect(self.send)
        self.retranslate()

    def show_row(self, row: PlanRow) -> None:
        """Show what is stored; what was typed for this very plan and not yet kept stays."""
        if self._row is not None and self._row.id == row.id and self.is_dirty:
            return
        self._row = row
        self.begin_from(row.version, self.of_row(row))

    def of_row(self, row: PlanRow) -> dict[str, Any]:
        """What is stored, in the shape of the form."""
        issued_on = row.issued_on.isoformat() if row.issued_on else ""
        return {
            "title": row.title,
            "kind": row.kind,
            "issuer": row.issuer,
            "number": row.number,
            "issued_on": issued_on,
        }

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        self.kind.setCurrentIndex(max(self.kind.findData(values["kind"]), 0))
        for field in (self.title, self.issuer, self.number, self.issued_on):
            field.setText(str(values[field.objectName()]))

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
        lines = {field.objectName(): field.text() for field in (self.issuer, self.number, self.issued_on)}
        return {"title": self.title.text(), "kind": str(self.kind.currentData()), **lines}

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`."""
        return self.tr(KIND_WORDS.get(value, value)) if name == "kind" else super().shown(name, value)

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

    def send(self) -> None:
        """Ask for the correction."""
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
                version=self.version,
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
