"""The plans at work, on the card of today: each leads to its checklist."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.rules.activation import ItemState
from dutyroom.ui.page import Place
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.parts.incident.words import GRADE_TONES, level_said
from dutyroom.ui.theme import label_of, put_look

if TYPE_CHECKING:  # the window is painted before what speaks to the store is loaded
    from dutyroom.data.queries.activations import ActivationRow

MOST: Final = 4


class ResponsesInForce(QWidget):
    """``asked`` carries the place of the response that was chosen, or of the board."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ActivationRow] = ()
        self.heading = label_of("strong", parent=self)
        self.lines = [ElidedButton("", self) for _ in range(MOST)]
        self.more = ElidedButton("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        for place, button in enumerate((*self.lines, self.more)):
            put_look(button, look="link")
            button.setObjectName(f"response_{place}")
            column.addWidget(button)
        for place, button in enumerate(self.lines):
            button.clicked.connect(partial(self._chosen, place))
        self.more.clicked.connect(lambda: self.asked.emit(Place("incidents", step="board")))
        self.retranslate()

    def show_responses(self, rows: Sequence[ActivationRow]) -> None:
        """Show these, the highest level first."""
        self._rows = sorted(rows, key=lambda row: row.level)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Responses in force"))
        self.setVisible(bool(self._rows))
        for place, button in enumerate(self.lines):
            button.setVisible(place < len(self._rows))
            if place < len(self._rows):
                row = self._rows[place]
                decided = sum(item.state != ItemState.OPEN for item in row.items)
                words = f"{level_said(row.level)} · {decided}/{len(row.items)} · {row.plan_title}"
                button.set_words(words, hint=f"{row.matter_number} {row.matter_title}")
                put_look(button, tone=GRADE_TONES.get(row.level, ""))
        left = len(self._rows) - MOST
        self.more.setVisible(left > 0)
        self.more.set_words(self.tr("{count} more…").format(count=left))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the response that has the focus."""
        if enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _chosen(self, place: int) -> None:
        if place < len(self._rows):
            row = self._rows[place]
            self.asked.emit(Place("incidents", id=row.matter_id, step=f"response:{row.id}"))
