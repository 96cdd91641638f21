"""The statistics as a paper: from the store, or from sample facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dutyroom.actions.matter_facts import office_heading
from dutyroom.data.desk import Desk
from dutyroom.data.queries.statistics import statistics_of
from dutyroom.data.store import Store
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.sample_statistics import sample_statistics
from dutyroom.papers.statistics import make_statistics
from dutyroom.papers.statistics_facts import StatisticsFacts
from dutyroom.rules.entry import Kind
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.statistics_period import Period
from dutyroom.rules.wording import Wording


def statistics_pdf(store: Store, period: Period, subjects: Sequence[Subject], wording: Wording, cache: Path) -> bytes:
    """The statistics of a period, as they stand now."""
    now = store.clock()
    with store.reading() as session:
        reports = tuple(statistics_of(session, subject, period, now) for subject in subjects)
        running = any(report.compared.is_running for report in reports)
        facts = StatisticsFacts(**office_heading(session, now), at=now, is_running=running, reports=reports)
    return make_statistics(facts, faces=open_faces(cache), wording=wording)


def sample_statistics_pdf(wording: Wording, cache: Path) -> bytes:
    """The same from sample facts, without a store."""
    return make_statistics(sample_statistics(), faces=open_faces(cache), wording=wording)


def note_statistics(desk: Desk, period: Period, how: str) -> None:
    """Journal that the statistics went out: to a printer, or to a file."""
    days = f"{period.first}" if period.first == period.last else f"{period.first}—{period.last}"
    payload = {"paper": "statistics", "first": period.first.isoformat(), "last": period.last.isoformat()}
    desk.journal("paper.printed", text=f"值班统计 {days} → {how}", kind=Kind.SYSTEM, payload=payload)
