"""A form of a pane: what was typed into it and not sent stays with its matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.plans.forms import read_date

Run = tuple[Callable[..., int], object]
"""An action, and the command to run it with."""


class KeptForm(Form):
    """``sent`` carries an action with its command, or a refusal of what was typed; whoever holds the form runs it."""

    sent = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: int | None = None
        self._typed: dict[int, dict[str, Any]] = {}
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self._send)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)

    def command(self) -> Run:
        """The action and its command; raises the refusal of what cannot be read."""
        raise NotImplementedError

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        if self._number is not None and self.is_dirty:
            self._typed[self._number] = self.written()
        self._number = None

    @property
    def number(self) -> int | None:
        """The matter that it asks about; None while it asks nothing."""
        return self._number

    def finished(self, number: int | None) -> bool:
        """What was sent of this matter is written: forget it; says whether the form still stood at it."""
        self._typed.pop(-1 if number is None else number, None)
        if number != self._number:
            return False
        self._number = None
        self.mark_clean()
        return True

    def written(self) -> dict[str, Any]:
        """What stands in the fields, by name."""
        return {name: value_in(getattr(self, name)) for name in self.field_names()}

    def write(self, values: Mapping[str, Any]) -> None:
        """Put these values into the fields; those not named are emptied."""
        for name in self.field_names():
            put_into(getattr(self, name), values.get(name))

    def retranslate(self) -> None:
        """Word the step back."""
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))

    def _begin(self, number: int, fresh: Mapping[str, Any]) -> None:
        self.keep()
        self.write(self._typed.get(number, fresh))
        self.clear_notes()
        self._number = number
        self.mark_clean()

    def _send(self) -> None:
        if self._number is None:
            return
        try:
            self.sent.emit(self.command())
        except Refusal as refusal:
            self.sent.emit(refusal)


def day_in(form: Form, name: str) -> date | None:
    """The day that stands in a field; refused where it is none."""
    try:
        return read_date(getattr(form, name).text().strip())
    except ValueError as error:
        raise Refusal("supervision.date", field=name) from error


def value_in(field: QWidget) -> Any:
    """What stands in a field."""
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else None


def put_into(field: QWidget, value: Any) -> None:
    """Show a value; nothing empties the field."""
    if isinstance(field, QComboBox):
        field.setCurrentIndex(max(field.findData(value), 0))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(value or "")
    elif isinstance(field, QLineEdit):
        field.setText(value or "")
