"""The mayor's telephone: the cases and the calls for them, what the city complains about, what is answered at once."""

from __future__ import annotations

from collections.abc import Mapping

from dutyroom.rules.wording import mark
from dutyroom.ui.faces_page import FacesPage
from dutyroom.ui.parts.hotline.cases import HotlineCases
from dutyroom.ui.parts.hotline.knowledge import HotlineKnowledge
from dutyroom.ui.parts.hotline.statistics import HotlineStatistics


class HotlinePage(FacesPage):
    """What a place asks for that names no face is the list's."""

    KEY = "hotline"
    ICON = "hotline"
    NAME = mark("Hotline")
    FACES = (HotlineCases, HotlineStatistics, HotlineKnowledge)

    def title(self) -> str:
        """The page's short name."""
        return self.tr("Hotline")

    def face_words(self) -> Mapping[str, tuple[str, str]]:
        """See :class:`FacesPage`."""
        return {
            "cases": (self.tr("Cases"), self.tr("Every case with its callers, units and clocks")),
            "statistics": (self.tr("Statistics"), self.tr("What is measured, what the city calls about")),
            "knowledge": (
                self.tr("Knowledge"),
                self.tr("What callers ask with the answers, and which of them are stale"),
            ),
        }
