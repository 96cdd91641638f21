"""The plans: the library that is searched and read, the catalogue, what is being prepared, drills and reviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from dutyroom.actions.plan_laws import bring_into_force
from dutyroom.rules.officer import SYSTEM
from dutyroom.ui.faces_page import FacesPage
from dutyroom.ui.page import Place, Tools
from dutyroom.ui.parts.plans.catalogue import PlanCatalogue
from dutyroom.ui.parts.plans.exercises import PlanExercises
from dutyroom.ui.parts.plans.library import PlanLibrary
from dutyroom.ui.parts.plans.preparing import PlanPreparing


class PlansPage(FacesPage):
    """What a place asks for that names no face is the library's."""

    KEY = "plans"
    ICON = "plans"
    FACES = (PlanLibrary, PlanCatalogue, PlanPreparing, PlanExercises)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._looked_on = self._day()  # the laws have followed their dates when the store was opened

    def title(self) -> str:
        """The page's short name."""
        return self.tr("Plans")

    @property
    def library(self) -> PlanLibrary:
        """The first face."""
        assert isinstance(self.first, PlanLibrary)  # noqa: S101  # as FACES names them
        return self.first

    def arrive(self, place: Place | None) -> None:
        """Show the face that the place belongs to, there; once a day the laws follow their dates."""
        if (today := self._day()) != self._looked_on:
            self._looked_on = today
            self.tools.courier.do(self, bring_into_force, author=SYSTEM)
        super().arrive(place)

    def face_words(self) -> Mapping[str, tuple[str, str]]:
        """See :class:`FacesPage`."""
        return {
            "library": (self.tr("Look up"), self.tr("Search and read plans and laws")),
            "catalogue": (
                self.tr("Catalogue"),
                self.tr("Every plan with its particulars, what is due, what is missing"),
            ),
            "preparing": (self.tr("Preparing"), self.tr("Plans that are being written or revised")),
            "exercises": (self.tr("Drills and reviews"), self.tr("Drills, evaluations, what was found, what is due")),
        }

    def _day(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()
