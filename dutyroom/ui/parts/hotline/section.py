"""A part of a record under a heading of its own: facts line by line, and perhaps a step beside the heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.matter.facts_grid import Fact, FactsGrid
from dutyroom.ui.theme import label_of, put_look


class Section(QWidget):
    """Takes no room while it has nothing to say; ``step`` is a button that its owner words and connects."""

    def __init__(self, parent: QWidget | None = None, *, steps: int = 0) -> None:
        super().__init__(parent)
        self.heading = label_of("secondary", parent=self)
        self.grid, self.note = FactsGrid(self), FieldNote(self)
        self.steps = [QPushButton(self) for _ in range(steps)]
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addStretch(1)
        for step in self.steps:
            put_look(step, look="link")
            head.addWidget(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.grid)

    def show_facts(self, facts: Sequence[Fact], tips: Mapping[str, str] = MappingProxyType({})) -> None:
        """Show these; without any the section is not seen."""
        self.grid.show_facts(facts, tips)
        self.setVisible(bool(facts))

    def values(self) -> list[tuple[str, str]]:
        """What is shown, name and value a line."""
        return [] if self.isHidden() else self.grid.values()
