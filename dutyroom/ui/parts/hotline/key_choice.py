"""One of a few answers, chosen by its key, by the arrows or by a click; none is chosen until somebody does."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget


class KeyChoice(QWidget):
    """``changed`` comes whenever another answer stands there, ``answered`` when a person gave one by its key.

    ``options`` are the values, each with the key that chooses it; Backspace takes the answer back.
    """

    changed = Signal()
    answered = Signal()

    def __init__(
        self, options: Sequence[tuple[Hashable, str]], parent: QWidget | None = None, *, columns: int = 2
    ) -> None:
        super().__init__(parent)
        self._values = [value for value, _ in options]
        self._keys = [key for _, key in options]
        self._group, self._stop = QButtonGroup(self), 0
        self.buttons = [QRadioButton(self) for _ in options]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(columns, 1)
        for place, button in enumerate(self.buttons):
            self._group.addButton(button, place)
            grid.addWidget(button, place // columns, place % columns)
        self._group.idToggled.connect(lambda _, checked: self._chosen() if checked else None)
        self._one_stop()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def word(self, words: Sequence[str]) -> None:
        """Word the answers, in their order; each shows its key."""
        for button, key, said in zip(self.buttons, self._keys, words, strict=True):
            button.setText(f"{key} {said}")
            button.setAccessibleName(said)

    def value(self) -> Hashable | None:
        """The answer; None where nobody gave one."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def choose(self, value: Hashable | None) -> None:
        """Show this answer, or none."""
        if value not in self._values:
            self._group.setExclusive(False)
            for button in self.buttons:
                button.setChecked(False)
            self._group.setExclusive(True)
            self._chosen()
        else:
            self.buttons[self._values.index(value)].setChecked(True)

    def take_key(self, event: QKeyEvent) -> bool:
        """Answer by the key of an answer; says whether it was one."""
        typed = event.text().upper()
        if not typed or typed not in self._keys or not self.isVisible():
            return False
        button = self.buttons[self._keys.index(typed)]
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit()
        return True

    def _chosen(self) -> None:
        self._one_stop()
        self.changed.emit()

    def _one_stop(self) -> None:
        """Tab comes to one of the answers only, the one that is chosen; within them the arrows walk."""
        stop = max(self._group.checkedId(), 0)
        if stop != self._stop:
            QWidget.setTabOrder(self.buttons[self._stop], self.buttons[stop])  # in the place of the one before
            self._stop = stop
        for place, button in enumerate(self.buttons):
            policy = Qt.FocusPolicy.StrongFocus if place == stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The cursor goes to what is chosen, else to the first answer."""
        place = max(self._group.checkedId(), 0)
        self.buttons[place].setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Its keys; Backspace takes the answer back."""
        if self.take_key(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.choose(None)
            event.accept()
        else:
            super().keyPressEvent(event)
