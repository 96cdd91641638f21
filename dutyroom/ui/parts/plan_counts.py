"""Which drills, evaluations and revisions of plans press, on the card of today: each number leads to the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from dutyroom.ui.parts.counts import CountsOfToday

NUMBERS: Final = {"overdue": "overdue", "last": "last", "near": "near", "far": "pressing", "revisions": "revision"}
"""Each number, and the choice of the due list that shows the same."""


class PlanCounts(CountsOfToday):
    """``asked`` carries the choice of the due list for the number that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("plans", NUMBERS, parent)

    def heading_said(self) -> str:
        """See :class:`CountsOfToday`."""
        return self.tr("Plans: drills and reviews")

    def words(self) -> Mapping[str, tuple[str, str]]:
        """See :class:`CountsOfToday`."""
        tip = self.tr("Show what plans owe (Enter)")
        return {
            "overdue": (self.tr("{count} overdue"), tip),
            "last": (self.tr("{count} within 7 days"), tip),
            "near": (self.tr("{count} within 30 days"), tip),
            "far": (self.tr("{count} within 90 days"), tip),
            "revisions": (self.tr("{count} to be revised"), tip),
        }
