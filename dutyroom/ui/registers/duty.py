"""The page of shifts: the shifts and their handing over, the rosters, the spot checks of units' duty desks."""

from __future__ import annotations

from collections.abc import Mapping

from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.statistics_figure import TERM
from dutyroom.ui.faces_page import FacesPage
from dutyroom.ui.page import Place
from dutyroom.ui.parts.duty.roster import RosterFace
from dutyroom.ui.parts.duty.spot_checks import SpotChecksFace
from dutyroom.ui.registers.shifts import ShiftsPage


class DutyPage(FacesPage):
    """What a place asks for that names no face is the shifts'; a figure of the statistics names its face itself."""

    KEY = "shifts"
    ICON = "shifts"
    FACES = (ShiftsPage, RosterFace, SpotChecksFace)

    def title(self) -> str:
        """The page's short name."""
        return self.tr("Shifts")

    def arrive(self, place: Place | None) -> None:
        """Show the face that the place belongs to, there."""
        for subject in (Subject.ROSTER, Subject.SPOT_CHECKS):
            if place is not None and place.step.startswith(f"filter:{TERM}:{subject}."):
                self.show_face(subject.value, place)
                return
        super().arrive(place)

    def face_words(self) -> Mapping[str, tuple[str, str]]:
        """See :class:`FacesPage`."""
        return {
            "shifts": (self.tr("Shifts"), self.tr("Who stood which shift, and both signatures")),
            "roster": (self.tr("Roster"), self.tr("Who is due on which day, and what does not fit")),
            "spot_checks": (self.tr("Spot checks"), self.tr("Units called at odd hours, who answered, what was found")),
        }
