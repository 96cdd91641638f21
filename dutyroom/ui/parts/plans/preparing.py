"""Plans that are being written or revised, as a face of the page of plans."""

from __future__ import annotations

from dutyroom.ui.page import Page


class PlanPreparing(Page):
    """Plans that are being written or revised."""

    KEY = "preparing"
    ICON = "plans"

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Preparing")
