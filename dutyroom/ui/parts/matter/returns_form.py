"""The form that asks for returns: what, of whom, at which times, from which day until which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.returns import StartReturns, read_times
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.recipients_field import Picked, RecipientsField


class ReturnsForm(Form):
    """``sent`` gives a ``StartReturns`` or the refusal of a field; what was typed stays until it was sent."""

    sent = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._matter: tuple[int, str] | None = None
        self._is_fresh = True
        self.title, self.asked, self.times = QLineEdit(self), GrowingText(self), QLineEdit(self)
        self.title.setMaxLength(500)
        self.units = RecipientsField(self)
        self.first_on, self.last_on = QDateEdit(self), QDateEdit(self)
        self.nil_asked, self.of_matter = QCheckBox(self), QCheckBox(self)
        self.add_field("title", self.title, wide=True)
        self.add_field("asked", self.asked, tall=True, wide=True)
        self.add_field("recipients", self.units, tall=True, wide=True)
        self.add_field("times", self.times)
        self.add_field("nil_asked", self.nil_asked, beside=True)
        self.add_field("first_on", self.first_on)
        self.add_field("last_on", self.last_on, beside=True)
        self.add_field("matter", self.of_matter)
        for day in (self.first_on, self.last_on):
            day.setCalendarPopup(True)
            day.setDisplayFormat("yyyy-MM-dd")
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)
        self.back.setAutoDefault(True)  # Enter on it does not press the filled one
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self._send)
        self.asked.entered.connect(self.send.click)
        self.retranslate()

    def offer(self, units: Sequence[UnitRow]) -> None:
        """Offer these units."""
        self.units.set_units(units)

    def begin(self, matter: tuple[int, str] | None) -> None:
        """Ask for returns; ``matter`` is the one shown, number and words, which the call may belong to."""
        self._matter = matter
        if self._is_fresh:
            self._is_fresh = False
            day = self._today()
            today = QDate(day.year, day.month, day.day)
            self.title.clear()
            self.asked.clear()
            self.units.pick(Picked())
            self.times.setText("08:00 17:00")
            self.first_on.setDate(today)
            self.last_on.setDate(today.addDays(1))
            self.nil_asked.setChecked(True)
            self.of_matter.setChecked(False)
        self.clear_notes()
        self.retranslate()

    def finished(self) -> None:
        """It was sent: the next call begins empty."""
        self._is_fresh = True

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field("title", self.tr("Report asked for"))
        self.word_field("asked", self.tr("What it must say"))
        self.word_field("recipients", self.tr("Who must report"))
        self.word_field("times", self.tr("Daily at"), self.tr("times of day, for example 08:00 17:00"))
        self.word_field("first_on", self.tr("First day"))
        self.word_field("last_on", self.tr("Last day"))
        self.word_field("nil_asked", "")
        self.nil_asked.setText(self.tr("A nil report will do"))
        self.nil_asked.setAccessibleName(self.nil_asked.text())
        self.word_field("matter", "")
        words = self._matter[1] if self._matter is not None else ""
        self.of_matter.setText(self.tr("Belongs to {matter}").format(matter=words))
        self.of_matter.setAccessibleName(self.of_matter.text())
        self.show_field("matter", self._matter is not None)
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Ask for returns"))

    def _send(self) -> None:
        if not self.units.settled():
            return
        belongs = self._matter is not None and self.of_matter.isChecked()
        try:
            asked: StartReturns | Refusal = StartReturns(
                title=self.title.text(),
                asked=self.asked.toPlainText(),
                units=self.units.recipients(),
                times=read_times(self.times.text()),
                first_on=_day(self.first_on),
                last_on=_day(self.last_on),
                nil_asked=self.nil_asked.isChecked(),
                matter_id=self._matter[0] if self._matter is not None and belongs else None,
            )
        except Refusal as refused:
            asked = refused
        self.sent.emit(asked)


def _day(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())
