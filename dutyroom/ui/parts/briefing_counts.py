"""How issued papers stand, on the card of today: each number leads to those papers in their register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from dutyroom.ui.parts.counts import CountsOfToday

STATES: Final = ("draft", "review", "signed", "issued")
"""Each number by the state of the papers that it counts."""


class BriefingsToday(CountsOfToday):
    """``asked`` carries the state of the number that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("briefings", {state: state for state in STATES}, parent)

    def heading_said(self) -> str:
        """See :class:`CountsOfToday`."""
        return self.tr("Briefings")

    def words(self) -> Mapping[str, tuple[str, str]]:
        """See :class:`CountsOfToday`."""
        return {
            "draft": (self.tr("{count} in draft"), self.tr("Show the drafts (Enter)")),
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
