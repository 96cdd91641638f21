"""Papers that are printed from a form that somebody filled in: what the form asks for, what the rules add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.paper_templates import kept_templates
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.data.rule_book import shipped_rules
from dutyroom.papers.briefing import make_briefing
from dutyroom.papers.briefing_facts import BRIEFING_KINDS, BriefingFacts
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.roster import make_holiday_roster, make_roster
from dutyroom.papers.roster_facts import HolidayRosterFacts, RosterDayFact, RosterFacts
from dutyroom.papers.sample_briefings import sample_briefing
from dutyroom.papers.sample_rosters import sample_holiday_roster, sample_roster
from dutyroom.rules.filled import Form, empty_form, fill
from dutyroom.rules.masthead import Masthead
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster import DAYS_BEFORE, day_kind, days_of_month, due_before
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.wording import Wording
from dutyroom.rules.workdays import Holidays

_HEADING: Final = frozenset({"office_zh", "office_en", "store_kind", "zone"})
_MONTHS: Final = range(1, 13)
_YEARS: Final = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class FilledPaper:
    """A kind of paper with a form: its facts, a sample, what prints it, the fields that the program fills itself."""

    facts: type[Any]
    sample: Callable[[], Any]
    make: Callable[..., bytes]
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Office:
    """Whose paper it is, and the rules in force there."""

    settings: OfficeSettings
    store_kind: str
    book: RuleBook
    heads: Mapping[str, Masthead] = field(default_factory=dict)
    """The office's own heads of issued papers, by kind."""


_BRIEFING: Final = _HEADING | {"kind", "head"}
_ROSTER: Final = _HEADING | {"draft", "printed_at"}
FILLED_PAPERS: Final[Mapping[str, FilledPaper]] = MappingProxyType(
    {
        **{
            kind: FilledPaper(BriefingFacts, partial(sample_briefing, kind), make_briefing, _BRIEFING)
            for kind in BRIEFING_KINDS
        },
        "roster": FilledPaper(RosterFacts, sample_roster, make_roster, _ROSTER),
        "holiday-roster": FilledPaper(HolidayRosterFacts, sample_holiday_roster, make_holiday_roster, _ROSTER),
    }
)


def office_of(session: Session | None) -> Office:
    """The office of a store; without one that of a new store, with the shipped rules."""
    if session is None:
        return Office(OfficeSettings(), "live", shipped_rules())
    own = {kind: kept.template.head for kind, kept in kept_templates(session).items() if kept.template is not None}
    return Office(office_settings(session), store_kind(session), rule_book(session), own)


def form_of(kind: str) -> dict[str, Any]:
    """The empty form of a kind, as JSON knows it."""
    paper = FILLED_PAPERS[kind]
    return empty_form(paper.facts, paper.given)


def filled_facts(kind: str, plain: object, office: Office, now: datetime, *, issued: bool) -> Any:
    """The facts of a form as it was filled in; refused by field and value: ``filled.*``.

    ``issued``: without the mark of a draft. Days are marked by the holiday table, and a holiday's list has its due day.
    """
    settings = office.settings
    given: dict[str, Any] = {
        "office_zh": settings.name_zh,
        "office_en": settings.name_en,
        "store_kind": office.store_kind,
        "zone": settings.zone_name,
    }
    extra = {"kind": kind, "draft": not issued, "printed_at": now, "head": office.heads.get(kind)}
    given |= {name: value for name, value in extra.items() if name in FILLED_PAPERS[kind].given}
    facts = fill(FILLED_PAPERS[kind].facts, plain, Form(given, settings.zone))
    if isinstance(facts, BriefingFacts):
        return replace(facts, state="issued") if issued and facts.state != "withdrawn" else facts
    return _roster(facts, office.book)


def filled_pdf(kind: str, facts: Any, wording: Wording, cache: Path) -> bytes:
    """The paper of these facts."""
    return FILLED_PAPERS[kind].make(facts, faces=open_faces(cache), wording=wording)


def unsure_years(facts: Any, holidays: Holidays) -> tuple[int, ...]:
    """The years without a holiday table that the days of a roster depend on."""
    days = [day.on for day in getattr(facts, "days", ())]
    return holidays.unsure(min(days), max(days)) if days else ()


def _roster(facts: RosterFacts | HolidayRosterFacts, book: RuleBook) -> RosterFacts | HolidayRosterFacts:
    _refuse_posts(facts.posts, facts.days)
    _refuse_twice(facts.days)
    if isinstance(facts, RosterFacts):
        return replace(facts, days=tuple(_marked(_whole_month(facts), book.holidays)))
    days = tuple(_marked(sorted(facts.days, key=lambda day: day.on), book.holidays))
    due = facts.due_on
    if due is None and days:
        due = due_before(days[0].on, book.number(DAYS_BEFORE, days[0].on))
    return replace(facts, days=days, due_on=due)


def _marked(days: Sequence[RosterDayFact], holidays: Holidays) -> Iterator[RosterDayFact]:
    """Each day with its kind by the holiday table, unless the form says what it is."""
    for day in days:
        kind = day.kind or day_kind(day.on, holidays)
        yield replace(day, kind=kind, festival=day.festival or (holidays.name(day.on) if kind == "holiday" else ""))


def _whole_month(facts: RosterFacts) -> list[RosterDayFact]:
    """Every day of the month, those without anybody too: a gap in a roster must be seen."""
    if facts.month not in _MONTHS or facts.year not in _YEARS:
        value = f"{facts.year}-{facts.month}"
        raise Refusal("filled.month", field="month", name="year, month", value=value)
    month = f"{facts.year}-{facts.month:02d}"
    known = {day.on: day for day in facts.days}
    for n, day in enumerate(facts.days):
        if (day.on.year, day.on.month) != (facts.year, facts.month):
            raise _about_day("filled.outside", n, day.on, month=month)
    return [known.get(on) or RosterDayFact(on=on) for on in days_of_month(facts.year, facts.month)]


def _refuse_posts(posts: tuple[str, ...], days: Sequence[RosterDayFact]) -> None:
    for n, day in enumerate(days):
        for m, person in enumerate(day.people):
            if person.post not in posts:
                name = f"days[{n}].people[{m}].post"
                raise Refusal("filled.post", field=name, name=name, value=person.post, known=posts)


def _refuse_twice(days: Sequence[RosterDayFact]) -> None:
    seen: set[date] = set()
    for n, day in enumerate(days):
        if day.on in seen:
            raise _about_day("filled.twice", n, day.on)
        seen.add(day.on)


def _about_day(code: str, place: int, on: date, **facts: object) -> Refusal:
    name = f"days[{place}].on"
    return Refusal(code, field=name, name=name, value=on.isoformat(), **facts)
