"""Facts of a record: a name and a value a line; long values wrap, empty ones take no room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.theme import label_of, put_look

Fact = tuple[str, str, Tone]
"""Name, value, and the colour of the value."""

_NAME_MOST: Final = 132
"""px; a longer name, as of a duty with the body that it is owed to, goes on in a second line."""


class FactsGrid(QWidget):
    """Shows facts; the labels are made once and used again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: Sequence[Fact], tips: Mapping[str, str] = MappingProxyType({})) -> None:
        """Show these; a fact without a value is left out. ``tips`` say more of the fact with that value."""
        shown = [fact for fact in facts if fact[1]]
        while len(self._lines) < len(shown):
            self._add_line()
        for place, (name, value) in enumerate(self._lines):
            visible = place < len(shown)
            name.setVisible(visible)
            value.setVisible(visible)
            if visible:
                said, words, tone = shown[place]
                value.setToolTip(tips.get(words, ""))
                words = seen(words)
                name.setText(said)
                name.setMinimumWidth(min(name.fontMetrics().horizontalAdvance(said) + 2, _NAME_MOST))
                value.setText(words)
                value.setAccessibleName(f"{said}: {words}")
                put_look(value, tone=tone)
            else:
                _forget(name, value)

    def values(self) -> list[tuple[str, str]]:
        """What is shown, name and value a line."""
        return [(name.text(), value.text()) for name, value in self._lines if not name.isHidden()]

    def _add_line(self) -> None:
        name, value = label_of("secondary", parent=self), QLabel(self)
        name.setWordWrap(True)
        name.setMaximumWidth(_NAME_MOST)
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._lines)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._lines.append((name, value))


def _forget(*labels: QLabel) -> None:
    """What is not shown is not kept: it may be what only some may see."""
    for label in labels:
        label.clear()
        label.setToolTip("")
        label.setAccessibleName("")
