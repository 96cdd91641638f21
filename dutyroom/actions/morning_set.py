"""What is on the table in the morning: the log of the day before, the daily situation, the last handover, and the roster
of the day that begins where one is kept, as one stack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from dutyroom.actions.briefing_facts import PAPER, briefing_pdf, draft_pdf
from dutyroom.actions.papers import HANDOVER, day_log_pdf, handover_pdf, note_printed
from dutyroom.data.desk import Desk
from dutyroom.data.queries.briefings import briefing_of_period
from dutyroom.data.queries.journal import JournalSearch
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.shifts import last_handed_over
from dutyroom.data.store import Store
from dutyroom.data.trouble import Trouble
from dutyroom.rules.briefing import BriefingKind, ComposeBriefing
from dutyroom.rules.briefing_day import duty_day
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.officer import SYSTEM, Author
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark

ROSTER: Final = "roster"
NAMES: Final[dict[str, str]] = {
    "day-log": mark("Duty log"),
    BriefingKind.DAILY_SITUATION: mark("Daily duty situation"),
    HANDOVER: mark("Handover report"),
    ROSTER: mark("Duty roster"),
}
"""The papers of the set, in the order of the stack."""
TITLE: Final = mark("Morning set of {day}")
_NOT_KEPT: Final = "roster.none"
"""An office that keeps no roster here misses nothing."""
_Made = tuple[bytes, str, int]
"""A PDF, and under which name and number its printing is journalled."""


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A paper of the set; ``name`` is English source, ``kind`` and ``record`` name it in the journal."""

    name: str
    kind: str
    record: int
    pdf: bytes


@dataclass(frozen=True, slots=True)
class MorningSet:
    """What was made, and what could not be: the English name of the paper with the reason."""

    day: date
    papers: tuple[SetPaper, ...]
    failed: tuple[tuple[str, Refusal | Trouble], ...]
    office: str = ""


def last_day(office: OfficeSettings, now: datetime) -> date:
    """Yesterday by the office's calendar: in the morning its duty day ends, or has just ended."""
    return now.astimezone(office.zone).date() - timedelta(days=1)


def morning_set(
    store: Store, day: date | None, wording: Wording, cache: Path, *, author: Author = SYSTEM
) -> MorningSet:
    """Make the papers of a day, of yesterday where None; one that cannot be made is named."""
    with store.reading() as session:
        office = office_settings(session)
    wanted = day or last_day(office, store.clock())
    makers: dict[str, Callable[[], _Made]] = {
        "day-log": lambda: _log(store, wanted, office, wording, cache),
        BriefingKind.DAILY_SITUATION: lambda: _situation(store, wanted, office, wording, cache),
        HANDOVER: lambda: _handover(store, wording, cache, author),
        ROSTER: lambda: _roster(store, wanted + timedelta(days=1), wording, cache),
    }
    papers: list[SetPaper] = []
    failed: list[tuple[str, Refusal | Trouble]] = []
    for key, name in NAMES.items():
        try:
            pdf, kind, record = makers[key]()
        except (Refusal, Trouble) as error:
            if getattr(error, "code", "") == _NOT_KEPT:
                continue
            failed.append((name, error))
        else:
            papers.append(SetPaper(name, kind, record, pdf))
    named = office.name_zh if wording.language.startswith("zh") else office.name_en or office.name_zh
    return MorningSet(wanted, tuple(papers), tuple(failed), named)


def stack(made: MorningSet, wording: Wording) -> bytes:
    """The papers of a set as one PDF/A as they are. Raises the reason of the first where there are none."""
    from dutyroom.papers.archive import About  # noqa: PLC0415  # slow import
    from dutyroom.papers.stack import stack_papers  # noqa: PLC0415  # slow import

    if not made.papers:
        raise made.failed[0][1]
    about = About(title=wording.say(TITLE, day=made.day.isoformat()), author=made.office)
    return stack_papers([(wording.say(paper.name), paper.pdf) for paper in made.papers], about)


def note_set_printed(desk: Desk, made: MorningSet, how: str) -> None:
    """Journal that the papers of a set went out, each by its name."""
    for paper in made.papers:
        note_printed(desk, paper.kind, paper.record, how)


def _log(store: Store, day: date, office: OfficeSettings, wording: Wording, cache: Path) -> _Made:
    since = datetime.combine(day, time(0), office.zone)
    until = datetime.combine(day + timedelta(days=1), time(0), office.zone)
    pdf = day_log_pdf(store, JournalSearch(since=since, until=until), "", wording, cache)
    return pdf, "day-log", int(day.strftime("%Y%m%d"))


def _situation(store: Store, day: date, office: OfficeSettings, wording: Wording, cache: Path) -> _Made:
    kind = BriefingKind.DAILY_SITUATION
    with store.reading() as session:
        number = briefing_of_period(session, kind, *duty_day(day, office.templates, office.zone))
    if number is not None:
        return briefing_pdf(store, number, cache), PAPER, number
    asked = ComposeBriefing(kind=kind, language=wording.language, day=day)
    return draft_pdf(store, asked, cache), kind.value, int(day.strftime("%Y%m%d"))


def _roster(store: Store, today: date, wording: Wording, cache: Path) -> _Made:
    """The roster that has the day on which the set is printed."""
    from dutyroom.actions.roster_papers import day_pdf  # noqa: PLC0415  # slow import

    pdf, number = day_pdf(store, today, wording, cache)
    return pdf, "roster-kept", number


def _handover(store: Store, wording: Wording, cache: Path, author: Author) -> _Made:
    with store.reading() as session:
        shift = last_handed_over(session)
    if shift is None:
        raise Refusal("paper.no_handover")
    return handover_pdf(store, shift.id, wording, cache, author=author), HANDOVER, shift.id
