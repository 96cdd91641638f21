"""How issued papers stand, on the card of today: each number leads to those papers in their register."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.theme import label_of, put_look

if TYPE_CHECKING:  # the window is painted before what speaks to the store is loaded
    from dutyroom.data.queries.briefing_counts import BriefingCounts

STATES: Final = ("draft", "review", "signed", "issued")
"""Each number by the state of the papers that it counts."""
_BESIDE: Final = 2


class BriefingsToday(QWidget):
    """``asked`` carries the state of the number that was pressed. Takes no room where there is nothing to count."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: BriefingCounts | None = None
        self.heading = label_of("strong", parent=self)
        self.numbers = {state: QPushButton(self) for state in STATES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        lines = [QHBoxLayout(), QHBoxLayout()]
        for place, (state, button) in enumerate(self.numbers.items()):
            button.setObjectName(f"briefings_{state}")
            put_look(button, look="link")
            button.clicked.connect(partial(self.asked.emit, state))
            lines[place // _BESIDE].addWidget(button)
        for line in lines:
            line.setSpacing(8)
            line.addStretch(1)
            column.addLayout(line)
        self.retranslate()

    def show_counts(self, counts: BriefingCounts | None) -> None:
        """Show how many there are; None while that is not known."""
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Briefings"))
        words = {
            "draft": (self.tr("{count} drafts"), self.tr("Show the drafts (Enter)")),
            "review": (
                self.tr("{count} for review"),
                self.tr("Show what waits for review and signature (Enter)"),
            ),
            "signed": (
                self.tr("{count} to be issued"),
                self.tr("Show what is signed and has no number (Enter)"),
            ),
            "issued": (self.tr("{count} issued today"), self.tr("Show the issued papers, the newest first (Enter)")),
        }
        found = 0
        for state, button in self.numbers.items():
            count = getattr(self._counts, state) if self._counts is not None else 0
            found += count
            said, tip = words[state]
            button.setVisible(count > 0)
            button.setText(said.format(count=f"{count:,}"))
            button.setToolTip(tip)
            button.setAccessibleName(f"{self.heading.text()}: {button.text()}")
        self.setVisible(found > 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the number that has the focus."""
        if enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)
