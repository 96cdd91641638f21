"""Correcting what was registered of a matter: a form filled with what is stored, and why it is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.data.queries.matters import MatterRow
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.versioned import Versioned


class Registered(Protocol):
    """A record of any kind of matter, read in full."""

    @property
    def matter(self) -> MatterRow:
        """The matter."""


class Correction(Versioned):
    """What is typed about a matter stays with it until it is sent, also when another one is looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.reason = QLineEdit()
        self._matter: MatterRow | None = None
        self._kept: dict[int, tuple[Any, ...]] = {}
        super().__init__(parent)

    @property
    def matter(self) -> MatterRow | None:
        """The matter that is being corrected."""
        return self._matter

    def begin(self, record: Registered) -> None:
        """Ask what is to be corrected; what was typed for this matter is there again."""
        if self._matter is not None and self.is_dirty:
            typed = (self.values(), self.reason.text(), self._version, self._of_row, self._of_form)
            self._kept[self._matter.id] = typed
        self._matter = record.matter
        kept = self._kept.pop(record.matter.id, None)
        if kept is None:
            self.reason.clear()
            self.begin_from(record.matter.version, self.stored(record))
            return
        values, reason, version, row, form = kept
        self.begin_from(version, row)
        self.put(values)
        self.reason.setText(reason)
        self._version, self._of_row, self._of_form = version, row, form
        self._set_dirty(True)

    def finished(self) -> None:
        """It was sent: nothing is to be remembered."""
        self._matter = None
        self.reason.clear()
        self.mark_clean()

    def refused(self, refusal: Refusal) -> None:
        """The correction was refused; a subclass may offer a way on."""

    def stored(self, record: Any) -> Mapping[str, Any]:
        """What is stored of a record, in the shape of the form."""
        raise NotImplementedError

    def command(self) -> object:
        """What is asked; raises the refusal of what cannot be read."""
        raise NotImplementedError
