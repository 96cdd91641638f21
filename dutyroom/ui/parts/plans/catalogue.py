"""The catalogue of plans, as a face of the page of plans."""

from __future__ import annotations

from dutyroom.ui.page import Page


class PlanCatalogue(Page):
    """The catalogue of plans."""

    KEY = "catalogue"
    ICON = "plans"

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Catalogue")
