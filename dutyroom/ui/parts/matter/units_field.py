"""Choosing units: type initials, Enter adds one; the first is the lead, the others help; Backspace takes one off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.theme import put_look


@dataclass(frozen=True, slots=True)
class ChosenUnit:
    """A unit that was chosen; ``id`` is None where it is not in the directory."""

    name: str
    id: int | None = None


class UnitsField(QWidget):
    """A picker with the chosen units under it; ``leads`` marks the first one as the lead."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, leads: bool = True) -> None:
        super().__init__(parent)
        self._leads = leads
        self._chosen: list[ChosenUnit] = []
        self._buttons: list[QPushButton] = []
        self.picker = PersonPicker(self, free_text=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.picker.installEventFilter(self)
        self.picker.chosen.connect(lambda _: self._take())
        self.retranslate()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these units."""
        self.picker.set_choices(choices)

    def chosen(self) -> tuple[ChosenUnit, ...]:
        """What was chosen, in order; what is still in the line counts too."""
        typed = self.picker.text().strip()
        rest = [ChosenUnit(typed, self.picker.choice_id())] if typed else []
        return (*self._chosen, *(unit for unit in rest if unit.name not in self.names()))

    def names(self) -> list[str]:
        """The names of the units under the line."""
        return [unit.name for unit in self._chosen]

    def choose(self, units: Sequence[ChosenUnit]) -> None:
        """Show these as chosen."""
        self._chosen = list(units)
        self.picker.clear()
        self._show()

    def retranslate(self) -> None:
        """Word the field anew."""
        self.picker.setPlaceholderText(self.tr("name or initials, Enter adds it"))
        self.picker.setAccessibleName(self.tr("Add a unit"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter in the line adds what stands there; Backspace in an empty line takes the last unit off."""
        if watched is self.picker and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.picker.text().strip():
                self.picker.choice_id()
                self._take()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.picker.text() and self._chosen:
                self._drop(len(self._chosen) - 1)
                return True
        return False

    def _take(self) -> None:
        name, number = self.picker.text().strip(), self.picker.choice_id()
        if name and name not in self.names():
            self._chosen.append(ChosenUnit(name, number))
        self.picker.clear()
        self._show()
        self.changed.emit()

    def _drop(self, place: int) -> None:
        del self._chosen[place]
        self._show()
        self.picker.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        while self._buttons:
            button = self._buttons.pop()
            self._column.removeWidget(button)
            button.deleteLater()
        for place, unit in enumerate(self._chosen):
            button = QPushButton(self)
            put_look(button, look="chip")
            role = self.tr("lead") if place == 0 else self.tr("helper")
            button.setText(f"{unit.name} · {role}  ✕" if self._leads else f"{unit.name}  ✕")
            button.setAccessibleName(self.tr("Take {unit} off").format(unit=unit.name))
            button.clicked.connect(partial(self._drop, place))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(button)
