"""The reports of the mayor's telephone over a page: a day, a week, a month, and the ledger of what the register shows."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from dutyroom.actions.matter_papers import matter_pdf, note_matter_paper
from dutyroom.data.catalogues import load_wording
from dutyroom.data.folders import faces_cache
from dutyroom.ui.courier import Courier
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.paper_dialog import LANGUAGES, TranslatedPaper

DAILY: Final = "hotline-daily"
WEEKLY: Final = "hotline-weekly"
MONTHLY: Final = "hotline-monthly"
LEDGER: Final = "hotline-ledger"


class ReportPrinting(QObject):
    """Shows the reports, in Chinese first; their printing is journalled."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools

    def show(self, kind: str, day: date) -> None:
        """Show the report of the day, the week or the month that ``day`` lies in."""
        self._show(kind, day)

    def show_ledger(self, day: date, wanted: str = "") -> None:
        """Show the ledger of a day, or of what a filter lets through, written as in the filter bar."""
        self._show(LEDGER, day, wanted)

    def words(self) -> dict[str, str]:
        """What each report is called, in the language of the window."""
        return {
            DAILY: self.tr("Daily summary"),
            WEEKLY: self.tr("Weekly review"),
            MONTHLY: self.tr("Monthly report"),
            LEDGER: self.tr("Ledger"),
        }

    def _show(self, kind: str, day: date, wanted: str = "") -> None:
        number = int(day.strftime("%Y%m%d"))
        make = partial(_paper, self._tools.courier, kind, number, wanted)
        self._tools.show_paper(
            TranslatedPaper(
                title=f"{self.words()[kind]}　{day.isoformat()}",
                file_name=f"{kind}-{day.isoformat()}.pdf",
                make=partial(make, LANGUAGES[0][0]),
                printed=lambda: self._tools.courier.do(self, note_matter_paper, kind, number, "PDF"),
                make_in=make,
            )
        )


def _paper(courier: Courier, kind: str, number: int, wanted: str, language: str) -> bytes:
    return matter_pdf(courier.store, kind, number, load_wording(language), faces_cache(), wanted=wanted or None)
