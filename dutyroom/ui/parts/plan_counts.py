"""Which drills, evaluations and revisions of plans press, on the card of today: each number leads to the list of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.theme import label_of, put_look

if TYPE_CHECKING:  # the window is painted before what speaks to the store is loaded
    from dutyroom.data.queries.plan_due import DueCounts

NUMBERS: Final = {"overdue": "overdue", "last": "last", "near": "near", "far": "pressing", "revisions": "revision"}
"""Each number, and the choice of the due list that shows the same."""
_BESIDE: Final = 3


class PlanCounts(QWidget):
    """``asked`` carries the choice of the due list for the number that was pressed. Hidden while nothing presses."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: DueCounts | None = None
        self.heading = label_of("strong", parent=self)
        self.numbers = {name: QPushButton(self) for name in NUMBERS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        lines = [QHBoxLayout(), QHBoxLayout()]
        for place, (name, button) in enumerate(self.numbers.items()):
            button.setObjectName(f"plans_{name}")
            put_look(button, look="link", tone="overdue" if name == "overdue" else "")
            button.clicked.connect(partial(self.asked.emit, NUMBERS[name]))
            lines[place // _BESIDE].addWidget(button)
        for line in lines:
            line.setSpacing(8)
            line.addStretch(1)
            column.addLayout(line)
        self.retranslate()

    def show_counts(self, counts: DueCounts | None) -> None:
        """Show how many there are; None while that is not known."""
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Plans: drills and reviews"))
        words = {
            "overdue": self.tr("{count} overdue"),
            "last": self.tr("{count} within 7 days"),
            "near": self.tr("{count} within 30 days"),
            "far": self.tr("{count} within 90 days"),
            "revisions": self.tr("{count} to be revised"),
        }
        found = 0
        for name, button in self.numbers.items():
            count = getattr(self._counts, name) if self._counts is not None else 0
            found += count
            button.setVisible(count > 0)
            button.setText(words[name].format(count=f"{count:,}"))
            button.setAccessibleName(f"{self.heading.text()}: {button.text()}")
            button.setToolTip(self.tr("Show what plans owe (Enter)"))
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
