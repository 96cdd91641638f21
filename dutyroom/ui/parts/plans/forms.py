"""The form beside the reader: withdrawing a plan with the reason; and how a day is read wherever plans are kept."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.plans import PlanRow
from dutyroom.rules.plan import VoidPlan
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
