"""What a unit reports for a round: in words or nothing to report, who said it, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.returns import AnswerRow, ReturnsUnitRow
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.returns import AnswerReturn
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText

Cell = tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class _Typed:
    text: str = ""
    person: str = ""
    answered_at: str = ""
    is_nil: bool = False


class AnswerForm(Form):
    """``sent`` gives the command or the refusal of a field; what was typed stays with unit and round."""

    sent = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell: Cell | None = None
        self._unit = ""
        self._again = False
        self._typed: dict[Cell, _Typed] = {}
        self.text, self.person = GrowingText(self), QLineEdit(self)
        self.is_nil = QCheckBox(self)
        self.answered_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.add_field("text", self.text, tall=True, wide=True)
        self.add_field("person", self.person)
        self.add_field("answered_at", self.answered_at, beside=True)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.add_button(self.is_nil)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)
        self.back.setAutoDefault(True)  # Enter on it does not press the filled one
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self._send)
        self.text.entered.connect(self.send.click)
        self.is_nil.toggled.connect(self._nil_toggled)
        self.retranslate()

    def order_tab(self) -> None:
        """Nothing to report is one Tab away."""
        QWidget.setTabOrder(self.text, self.is_nil)
        QWidget.setTabOrder(self.is_nil, self.person)

    def begin(self, unit: ReturnsUnitRow, due_at: datetime, former: AnswerRow | None, *, nil_asked: bool) -> None:
        """Ask what this unit reports; a former answer is there to be replaced."""
        self.keep()
        self._cell, self._unit = (unit.id, due_at), unit.unit
        self._again = former is not None and former.answered_at is not None
        fresh = _Typed(former.text, former.person, "", former.is_nil) if former is not None else _Typed()
        self._write(self._typed.get(self._cell, fresh))
        self.is_nil.setVisible(nil_asked)
        self.clear_notes()
        self.retranslate()
        self.mark_clean()
        (self.is_nil if self.is_nil.isChecked() else self.text).setFocus()

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        if self._cell is not None and self.is_dirty:
            self._typed[self._cell] = _Typed(
                self.text.toPlainText(), self.person.text(), self.answered_at.text(), self.is_nil.isChecked()
            )

    def finished(self) -> None:
        """It was written: nothing is to be remembered."""
        if self._cell is not None:
            self._typed.pop(self._cell, None)
        self._cell = None
        self.mark_clean()

    def retranslate(self) -> None:
        """Word the form for its unit."""
        self.word_field("text", self.tr("{unit} reports").format(unit=self._unit))
        self.is_nil.setText(self.tr("Nothing to report (nil)"))
        self.is_nil.setObjectName("is_nil")
        self.word_field("person", self.tr("Reported by"))
        self.word_field("answered_at", self.tr("Came in at"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Replace the report") if self._again else self.tr("Take it in"))

    def _nil_toggled(self, is_nil: bool) -> None:
        self.text.setDisabled(is_nil)
        self.clear_notes()
        self._set_dirty(True)

    def _write(self, typed: _Typed) -> None:
        self.text.setPlainText(typed.text)
        self.person.setText(typed.person)
        self.answered_at.setText(typed.answered_at)
        self.is_nil.setChecked(typed.is_nil)

    def _send(self) -> None:
        if self._cell is None:
            return
        refusal = self.answered_at.refusal()
        if refusal is not None:
            refusal.field = "answered_at"
            self.sent.emit(refusal)
            return
        is_nil = self.is_nil.isChecked() and not self.is_nil.isHidden()
        asked: AnswerReturn | Refusal = AnswerReturn(
            returns_unit_id=self._cell[0],
            due_at=self._cell[1],
            text="" if is_nil else self.text.toPlainText(),
            is_nil=is_nil,
            person=self.person.text(),
            answered_at=self.answered_at.instant(),
            again=self._again,
        )
        self.sent.emit(asked)
