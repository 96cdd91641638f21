"""The statistics over a page: shown in Chinese first, their printing journalled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from dutyroom.actions.statistics_papers import note_statistics, statistics_pdf
from dutyroom.data.catalogues import load_wording
from dutyroom.data.folders import faces_cache
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.statistics_period import Period
from dutyroom.ui.courier import Courier
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.paper_dialog import LANGUAGES, TranslatedPaper


class StatisticsPrinting(QObject):
    """Shows the paper of a period."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools

    def show(self, period: Period, subjects: Sequence[Subject]) -> None:
        """Show the statistics of these registers over a period."""
        make = partial(_paper, self._tools.courier, period, subjects)
        days = f"{period.first}" if period.first == period.last else f"{period.first} – {period.last}"
        self._tools.show_paper(
            TranslatedPaper(
                title=f"{self.tr('Statistics')}　{days}",
                file_name=f"statistics-{period.first}-{period.last}.pdf",
                make=partial(make, LANGUAGES[0][0]),
                printed=lambda: self._tools.courier.do(self, note_statistics, period, "PDF"),
                make_in=make,
                kind="statistics",
            )
        )


def _paper(courier: Courier, period: Period, subjects: Sequence[Subject], language: str) -> bytes:
    return statistics_pdf(courier.store, period, subjects, load_wording(language), faces_cache())
