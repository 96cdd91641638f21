"""Numbers on the card of today, each a way to what it counts; it takes no room where there is nothing to count."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.links import Links
from dutyroom.ui.theme import label_of, put_look

_LINES: Final = 2


class CountsOfToday(Links):
    """``numbers`` says by the name of each what ``asked`` carries when it is pressed; a subclass words them.

    The names are those of the counts shown; ``key`` begins the buttons' object names.
    """

    asked = Signal(str)

    def __init__(self, key: str, numbers: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: object | None = None
        self.heading = label_of("strong", parent=self)
        self.numbers = {name: QPushButton(self) for name in numbers}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        lines = [QHBoxLayout() for _ in range(_LINES)]
        beside = -(-len(numbers) // _LINES)
        for place, (name, button) in enumerate(self.numbers.items()):
            button.setObjectName(f"{key}_{name}")
            put_look(button, look="link", tone="overdue" if name == "overdue" else "")
            button.clicked.connect(partial(self.asked.emit, numbers[name]))
            lines[place // beside].addWidget(button)
        for line in lines:
            line.setSpacing(8)
            line.addStretch(1)
            column.addLayout(line)
        self.retranslate()

    def heading_said(self) -> str:
        """What is counted."""
        raise NotImplementedError

    def words(self) -> Mapping[str, tuple[str, str]]:
        """By the name of each number its words with ``{count}``, and what pressing it does."""
        raise NotImplementedError

    def show_counts(self, counts: object | None) -> None:
        """Show how many there are, an attribute each; None while that is not known."""
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.heading_said())
        words, found = self.words(), 0
        for name, button in self.numbers.items():
            count = getattr(self._counts, name) if self._counts is not None else 0
            found += count
            said, tip = words[name]
            button.setVisible(count > 0)
            button.setText(said.format(count=f"{count:,}"))
            button.setToolTip(tip)
            button.setAccessibleName(f"{self.heading.text()}: {button.text()}")
        self.setVisible(found > 0)
