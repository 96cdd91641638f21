"""Choosing units: type initials, Enter adds one; the first is the lead, the others help; Backspace takes one off.

A name that the directory does not know is asked back once: a slip of the pen would be called and waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.theme import put_look


@dataclass(frozen=True, slots=True)
class ChosenUnit:
    """A unit that was chosen; ``id`` is None where it is not in the directory."""

    name: str
    id: int | None = None


class UnitsField(QWidget):
    """A picker with the chosen units under it; ``leads`` marks the first one as the lead.

    ``asks_back`` is off where names that no directory has are usual; ``elsewhere`` names who is chosen already.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, leads: bool = True, asks_back: bool = True) -> None:
        super().__init__(parent)
        self._leads, self._asks_back = leads, asks_back
        self.elsewhere: Callable[[], Collection[str]] = tuple
        self._choices: tuple[Choice, ...] = ()
        self._asked, self._agreed = "", set[str]()
        self._chosen: list[ChosenUnit] = []
        self._buttons: list[QPushButton] = []
        self.picker, self.note = PersonPicker(self, free_text=True), FieldNote(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.picker)
        self._column.addWidget(self.note)
        self.setFocusProxy(self.picker)
        self.picker.installEventFilter(self)
        self.picker.chosen.connect(lambda _: self._take())
        self.picker.textEdited.connect(lambda _: self._calm())
        self.retranslate()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these units."""
        self._choices = tuple(choices)
        self.picker.set_choices(choices)

    def chosen(self) -> tuple[ChosenUnit, ...]:
        """What was chosen, in order; what is still in the line counts too."""
        typed = self.picker.text().strip()
        rest = [ChosenUnit(typed, self.picker.choice_id())] if typed else []
        return (*self._chosen, *(unit for unit in rest if unit.name not in self.names()))

    def settled(self) -> bool:
        """Whether what was chosen can be sent; what is still in the line is taken first, as Enter takes it."""
        if not self._take():
            return False
        return not any(unit.id is None and self._is_asked_back(unit.name) for unit in self._chosen)

    def names(self) -> list[str]:
        """The names of the units under the line."""
        return [unit.name for unit in self._chosen]

    def choose(self, units: Sequence[ChosenUnit]) -> None:
        """Show these as chosen."""
        self._chosen = list(units)
        self.picker.clear()
        self._calm()
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

    def _take(self) -> bool:
        """Take what stands in the line; says why where it is not taken."""
        if not self.picker.text().strip():
            return True
        unit = self._named(self.picker.text().strip(), self.picker.choice_id())
        if not unit.name:  # naming it took it
            return True
        if unit.id is None and self._is_asked_back(unit.name):
            return False
        is_new = unit.name not in (*self.names(), *self.elsewhere())
        if is_new:
            self._chosen.append(unit)
        self.picker.clear()
        self._show()
        self.changed.emit()
        self._calm()
        if not is_new:
            self.note.say(self.tr("“{unit}” is chosen already.").format(unit=unit.name))
        return is_new

    def _named(self, name: str, number: int | None) -> ChosenUnit:
        """The unit of the directory that is called so, in full or by its short name; as written where none is."""
        called = [each for each in self._choices if name in (each.label, each.note)]
        if number is None and len(called) == 1:
            return ChosenUnit(called[0].label, called[0].id)
        return ChosenUnit(name, number)

    def _is_asked_back(self, name: str) -> bool:
        """Whether a name that the directory lacks is to be entered once more first; asks it then."""
        if not (self._asks_back and self._choices) or name in self._agreed or self._named(name, None).id is not None:
            return False
        if self._asked == name:
            self._agreed.add(name)
            return False
        self._asked = name
        words = self.tr("“{unit}” is not in the directory. Enter once more takes it as written.")
        self.note.say(words.format(unit=name))
        self.picker.setFocus()
        return True

    def _calm(self) -> None:
        self._asked = ""
        self.note.be_silent()

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
