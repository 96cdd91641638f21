"""How notices, incidents and cases of the mayor's telephone stand, on the card of today: each number leads to the register narrowed to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.parts.links import Links
from dutyroom.ui.theme import label_of, put_look

if TYPE_CHECKING:  # the window is painted before what speaks to the store is loaded
    from dutyroom.data.queries.register import MatterCounts

FILTERS: Final = {"open": "state:open", "late": "is:late", "waiting": "state:open is:waiting"}
"""What each number counts, as the filter of the register that shows the same."""


class NoticeCounts(Links):
    """``asked`` carries the filter of the number that was chosen."""

    KEY = "notices"
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: MatterCounts | None = None
        self.heading = label_of("strong", parent=self)
        self.nothing = QLabel(self)
        put_look(self.nothing, type="secondary")
        self.numbers = {name: QPushButton(self) for name in FILTERS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.nothing)
        for name, button in self.numbers.items():
            button.setObjectName(f"{self.KEY}_{name}")
            put_look(button, look="link")
            button.clicked.connect(partial(self._chosen, name))
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self.numbers["open"])
        both.addWidget(self.numbers["late"])
        both.addStretch(1)
        column.addLayout(both)
        column.addWidget(self.numbers["waiting"], 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def show_counts(self, counts: MatterCounts | None) -> None:
        """Show how many there are; None while that is not known."""
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        heading, tips = self._said()
        self.heading.setText(heading)
        self.nothing.setText(self.tr("none open"))
        counts = self._counts
        words = {
            "open": self.tr("{count} open"),
            "late": self.tr("{count} overdue"),
            "waiting": self.tr("{count} waiting for somebody"),
        }
        self.setVisible(counts is not None)
        for name, button in self.numbers.items():
            count = getattr(counts, name) if counts is not None else 0
            button.setVisible(count > 0)
            button.setText(words[name].format(count=f"{count:,}"))
            button.setToolTip(tips[name])
            button.setAccessibleName(f"{self.heading.text()}: {button.text()}")
        put_look(self.numbers["late"], tone="overdue")
        self.nothing.setVisible(counts is not None and not counts.open)

    def _said(self) -> tuple[str, dict[str, str]]:
        """The heading, and what each number leads to."""
        tips = {
            "open": self.tr("Show the notices that are open (Enter)"),
            "late": self.tr("Show the notices whose limit has passed (Enter)"),
            "waiting": self.tr("Show the notices that wait for somebody (Enter)"),
        }
        return self.tr("Notices from above"), tips

    def _chosen(self, name: str) -> None:
        self.asked.emit(FILTERS[name])


class IncidentCounts(NoticeCounts):
    """The same of the incidents."""

    KEY = "incidents"

    def _said(self) -> tuple[str, dict[str, str]]:
        tips = {
            "open": self.tr("Show the incidents that are open (Enter)"),
            "late": self.tr("Show the incidents of which a limit has passed (Enter)"),
            "waiting": self.tr("Show the incidents that wait for somebody (Enter)"),
        }
        return self.tr("Incidents"), tips


class HotlineCounts(NoticeCounts):
    """The same of the cases of the mayor's telephone; takes no room where none is open."""

    KEY = "hotline"

    def retranslate(self) -> None:
        """See :class:`NoticeCounts`."""
        super().retranslate()
        self.setVisible(self._counts is not None and self._counts.open > 0)

    def _said(self) -> tuple[str, dict[str, str]]:
        tips = {
            "open": self.tr("Show the cases that are open (Enter)"),
            "late": self.tr("Show the cases of which a limit has passed (Enter)"),
            "waiting": self.tr("Show the cases that wait for somebody (Enter)"),
        }
        return self.tr("Mayor's telephone"), tips
