"""Cases that may be the same demand: each with why, one to be chosen, or another one by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from dutyroom.ui.parts.field_note import FieldNote

MOST: Final = 5

Likely = tuple[str, str, str]
"""Number, title, why it may be the same."""


class DuplicatesField(QWidget):
    """The first likely one is chosen beforehand; typing a number chooses that one instead."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Likely, ...] = ()
        self.choices = [QRadioButton(self) for _ in range(MOST)]
        self.line, self.note = QLineEdit(self), FieldNote(self)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place, choice in enumerate(self.choices):
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._group.addButton(choice, place)
            column.addWidget(choice)
        column.addWidget(self.note)
        column.addWidget(self.line)
        self._group.idToggled.connect(self._toggled)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.retranslate()

    def show_likely(self, rows: Sequence[Likely]) -> None:
        """Propose these; one that was chosen and is still there stays chosen."""
        chosen = self.value()
        self._rows = tuple(rows[:MOST])
        numbers = [number for number, _, _ in self._rows]
        place = numbers.index(chosen) if chosen in numbers else 0
        if self._rows and not self.line.text().strip():
            self.choices[place].setChecked(True)
        self.retranslate()

    def value(self) -> str:
        """The number of the case chosen or typed; empty where there is none."""
        typed = self.line.text().strip()
        place = self._group.checkedId()
        return typed or (self._rows[place][0] if 0 <= place < len(self._rows) else "")

    def choose(self, number: str | None) -> None:
        """Choose a case by its number; nothing leaves the one that is proposed."""
        numbers = [each for each, _, _ in self._rows]
        if number in numbers:
            self.choices[numbers.index(number)].setChecked(True)
        else:
            self.line.setText(number or "")

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The cursor goes to what is chosen, else into the line."""
        place = self._group.checkedId()
        (self.choices[place] if self._rows and place >= 0 else self.line).setFocus(reason)

    def retranslate(self) -> None:
        """Word it anew."""
        for choice, row in zip(self.choices, [*self._rows, *[None] * MOST], strict=False):
            choice.setVisible(row is not None)
            if row is not None:
                number, title, why = row
                choice.setText(f"{number} {title} · {why}")
                choice.setToolTip(f"{number} {title}\n{why}")
                choice.setAccessibleName(choice.text())
        self.note.say("" if self._rows else self.tr("No case that stands open is likely to be the same."), "hint")
        self.line.setPlaceholderText(self.tr("another one by its number, for example 热〔2026〕12号"))
        self.line.setAccessibleName(self.tr("Number of the other case"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _toggled(self, _: int, checked: bool) -> None:  # Qt's signal
        if checked:
            self.line.clear()
            self.changed.emit()
