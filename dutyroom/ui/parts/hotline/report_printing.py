"""The reports of the mayor's telephone over a page: a day, a week, a month, and the ledger of what the register shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from dutyroom.actions.hotline_reports import ReportPaper, report_paper, report_went_out
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

    def show(self, kind: str, day: date, *, anew: bool = False) -> None:
        """Show the report of the day, the week or the month that ``day`` lies in: as it went out, or made ``anew``."""
        made = _Report(self._tools.courier, kind, int(day.strftime("%Y%m%d")), anew)
        title = f"{self.words()[kind]}　{day.isoformat()}"
        self._tools.show_paper(
            TranslatedPaper(
                title=f"{title}　{self.tr('made anew')}" if anew else title,
                file_name=f"{kind}-{day.isoformat()}.pdf",
                make=partial(made.make, LANGUAGES[0][0]),
                printed=lambda: self._went_out(made),
                kind=kind,
                records=((kind, made.day),),
                make_in=made.make,
            )
        )

    def show_ledger(self, day: date, wanted: str = "") -> None:
        """Show the ledger of a day, or of what a filter lets through, written as in the filter bar."""
        number = int(day.strftime("%Y%m%d"))
        make = partial(_ledger, self._tools.courier, number, wanted)
        self._tools.show_paper(
            TranslatedPaper(
                title=f"{self.words()[LEDGER]}　{day.isoformat()}",
                file_name=f"{LEDGER}-{day.isoformat()}.pdf",
                make=partial(make, LANGUAGES[0][0]),
                printed=lambda: self._tools.courier.do(self, note_matter_paper, LEDGER, number, "PDF"),
                kind=LEDGER,
                records=((LEDGER, number),),
                make_in=make,
            )
        )

    def words(self) -> dict[str, str]:
        """What each report is called, in the language of the window."""
        return {
            DAILY: self.tr("Daily summary"),
            WEEKLY: self.tr("Weekly review"),
            MONTHLY: self.tr("Monthly report"),
            LEDGER: self.tr("Ledger"),
        }

    def _went_out(self, made: _Report) -> None:
        """What is shown was printed or saved: it is kept as it is, once."""
        paper = made.shown
        if paper is not None:
            courier = self._tools.courier
            courier.do(self, report_went_out, paper, "PDF", then=lambda _: made.was_kept(paper))


class _Report:
    """A report while it is looked at; ``shown`` is what was made last, in the language that is shown."""

    def __init__(self, courier: Courier, kind: str, day: int, anew: bool) -> None:
        self._courier, self._kind, self.day, self._anew = courier, kind, day, anew
        self.shown: ReportPaper | None = None

    def make(self, language: str) -> bytes:
        """The report in a language; runs on a working thread."""
        words = load_wording(language)
        self.shown = report_paper(self._courier.store, self._kind, self.day, words, faces_cache(), anew=self._anew)
        return self.shown.pdf

    def was_kept(self, paper: ReportPaper) -> None:
        """It went out: the same shown again, or printed once more, is the edition that is kept."""
        self._anew = False
        if self.shown is paper:
            self.shown = replace(paper, kept_at=self._courier.store.clock())


def _ledger(courier: Courier, number: int, wanted: str, language: str) -> bytes:
    return matter_pdf(courier.store, LEDGER, number, load_wording(language), faces_cache(), wanted=wanted or None)
