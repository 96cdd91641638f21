"""A form of the directory: what was typed for a thing stays until it is sent; a change by others is shown beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.versioned import Versioned

_TALL = 64


class DirectoryForm(Versioned):
    """A form about one thing; ``begin`` keeps what was typed for the very same thing earlier.

    ``sent`` carries the command.
    """

    sent = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about: object = None
        self._units: dict[int, str] = {}
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.send.setObjectName("send")
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(lambda: self.sent.emit(self.command()))

    def first(self) -> QWidget:
        """Where the cursor goes."""
        return next(iter(self.findChildren(QLineEdit)), self)

    def begin(self, about: object, version: int, values: Mapping[str, Any]) -> None:
        """Ask about this, beginning from these values."""
        if about != self._about or not self.is_dirty:
            self._about = about
            self.begin_from(version, values)
        self.retranslate()

    def finished(self) -> None:
        """It was sent: nothing is to be remembered."""
        self._about = None
        self.mark_clean()

    def shown(self, name: str, value: Any) -> str:
        """A unit is shown by its name."""
        return self._units.get(value, "") if name.endswith("_id") else super().shown(name, value)

    def is_about(self, record: str, number: int) -> bool:
        """Whether it asks about this record."""
        return self._about == (record, number)

    def rest_on(self, version: int) -> None:
        """What is typed is meant for the newer version."""
        self._version = version

    def of_row(self, row: Any) -> dict[str, Any]:
        """The values of a row by field: fields are named as the row names them."""
        return {name: getattr(row, name) for name in self.field_names()}

    def set_units(self, choices: Sequence[Choice]) -> None:
        """The units that may be chosen."""
        self._units = {each.id: each.label for each in choices}
        for picker in self.findChildren(PersonPicker):
            picker.set_choices(choices)

    def command(self) -> object:
        """What is asked for."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Word the buttons."""
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Save"))
        self.send.setAccessibleName(self.send.text())

    def add_buttons(self) -> None:
        """Put the buttons at the foot, after the fields."""
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)


def lines_field(parent: QWidget) -> QPlainTextEdit:
    """A field for one thing a line; Tab leaves it."""
    field = QPlainTextEdit(parent)
    field.setTabChangesFocus(True)
    field.setFixedHeight(_TALL)
    field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return field
