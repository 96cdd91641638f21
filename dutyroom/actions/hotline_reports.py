"""The reports of the mayor's telephone as they went out: those of a period that is over are kept, each edition its bytes.

What leaders were given on Monday is what is printed again on Friday, whatever was corrected meanwhile; made anew it is
a further edition, and the former one can still be had.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from dutyroom.actions.hotline_ledger import day_of
from dutyroom.actions.matter_papers import matter_pdf, note_matter_paper
from dutyroom.actions.papers import keep_paper
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.papers import KeptEdition, kept_editions, kept_paper
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.papers.stack import language_of
from dutyroom.rules.hotline_period import Length, days_around, span_of
from dutyroom.rules.paper import edition_kind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

REPORTS: Final = {
    "hotline-daily": Length.DAY,
    "hotline-weekly": Length.WEEK,
    "hotline-monthly": Length.MONTH,
}
"""The reports that are kept, and how long the period of each is."""
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """A report: of edition ``edition``, kept at ``kept_at`` or not yet; one whose period still runs is never kept."""

    kind: str
    day: int
    language: str
    pdf: bytes
    edition: int
    kept_at: datetime | None = None
    is_over: bool = True


def report_paper(
    store: Store, kind: str, day: int, wording: Wording, cache: Path, *, anew: bool = False, edition: int | None = None
) -> ReportPaper:
    """The report of the period that a day (20261123) lies in: the newest edition kept, else as it would be made now.

    ``anew`` makes it now in any case, ``edition`` asks for a former one. Refused: ``paper.edition``.
    """
    language = wording.language
    with store.reading() as session:
        record, is_over = period_of(session, kind, day, store.clock())
        kept = kept_editions(session, kind, record, language)
        wanted = _wanted(kept, kind, edition)
        if wanted is not None and not anew:
            pdf = kept_paper(session, edition_kind(kind, wanted.edition), record, language) or b""
            at = wanted.made_at
            return ReportPaper(kind=kind, day=day, language=language, pdf=pdf, edition=wanted.edition, kept_at=at)
    pdf = matter_pdf(store, kind, day, wording, cache)
    following = max((each.edition for each in kept), default=0) + 1
    return ReportPaper(kind=kind, day=day, language=language, pdf=pdf, edition=following, is_over=is_over)


def keep_edition(desk: Desk, paper: ReportPaper) -> int:
    """Keep a report of a period that is over as its next edition, whoever kept one meanwhile; returns which one it is."""
    record, _ = period_of(desk.session, paper.kind, paper.day, desk.now)
    known = kept_editions(desk.session, paper.kind, record, paper.language)
    edition = max((each.edition for each in known), default=0) + 1
    keep_paper(desk, edition_kind(paper.kind, edition), record, paper.language, paper.pdf)
    return edition


def report_went_out(desk: Desk, paper: ReportPaper, how: str) -> None:
    """A report was printed or saved: it is kept where it is not yet and its period is over; its printing is journalled."""
    if paper.is_over and paper.kept_at is None:
        keep_edition(desk, paper)
    note_matter_paper(desk, paper.kind, paper.day, how)


def report_was_waiting(desk: Desk, kind: str, day: int, pdf: bytes, made_at: datetime) -> None:
    """A report that waited for a printer went out: it is kept where its period was over when it was made, once."""
    record, was_over = period_of(desk.session, kind, day, made_at)
    language = "en" if language_of(pdf) == "en" else "zh_CN"
    known = kept_editions(desk.session, kind, record, language)
    said = (kept_paper(desk.session, edition_kind(kind, each.edition), record, language) for each in known)
    if was_over and pdf not in said:
        keep_edition(desk, ReportPaper(kind=kind, day=day, language=language, pdf=pdf, edition=0))


def period_of(session: Session, kind: str, day: int, now: datetime) -> tuple[int, bool]:
    """The number that a report's period is kept under (days from 1970 to its first day), and whether it is over."""
    days = days_around(REPORTS[kind], day_of(day))
    is_over = span_of(days, office_settings(session).zone).until <= now.astimezone(UTC)
    return (days.first - _EPOCH).days, is_over


def _wanted(kept: list[KeptEdition], kind: str, edition: int | None) -> KeptEdition | None:
    if edition is None:
        return kept[-1] if kept else None
    found = next((each for each in kept if each.edition == edition), None)
    if found is None:
        known = "、".join(str(each.edition) for each in kept) or "0"
        raise Refusal("paper.edition", kind=kind, edition=edition, known=known)
    return found
