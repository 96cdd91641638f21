"""Drills, evaluations and what they found, as a face of the page of plans."""

from __future__ import annotations

from dutyroom.ui.page import Page


class PlanExercises(Page):
    """Drills, evaluations and what they found."""

    KEY = "exercises"
    ICON = "plans"

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Drills and reviews")
