"""The facts of the statistics as a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutyroom.papers.matter_facts import PaperFacts
from dutyroom.rules.statistics_report import SubjectReport


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsFacts(PaperFacts):
    """One period, counted of one register or of several."""

    at: datetime
    """When it was counted."""
    is_running: bool
    reports: tuple[SubjectReport, ...]
