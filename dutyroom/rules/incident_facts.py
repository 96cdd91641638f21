"""What is said of an incident and what follows: dated statements, the facts as they stand, contradictions, what is missing.

A fact is never one number that is overwritten. Each is a statement of somebody at a time, reported, verified or
withdrawn, so that what was known at any earlier hour can be said again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from dutyroom.rules.incident import Figure, Surety
from dutyroom.rules.wording import mark


class Story(StrEnum):
    """The parts of a report that are told in words (接报要素, domain.md §3.4)."""

    COURSE = "course"
    CAUSE = "cause"
    SCOPE = "scope"
    TREND = "trend"
    LEADERS = "leaders"
    MEASURES = "measures"
    HELP = "help"
    IN_CHARGE = "in_charge"
    NEXT = "next"


STORY_WORDS: Final[dict[str, str]] = {
    Story.COURSE: mark("Course of events"),
    Story.CAUSE: mark("Cause"),
    Story.SCOPE: mark("Scope of effect"),
    Story.TREND: mark("Trend"),
    Story.LEADERS: mark("Leaders on the spot"),
    Story.MEASURES: mark("Measures taken"),
    Story.HELP: mark("Help wanted, suggestions"),
    Story.IN_CHARGE: mark("In charge on the spot (name, post, phone)"),
    Story.NEXT: mark("What comes next"),
}
_FIGURES: Final = frozenset(Figure)
PEOPLE: Final = (Figure.DEATHS, Figure.MISSING, Figure.SERIOUS, Figure.LIGHT, Figure.AFFECTED, Figure.EVACUATED)
TOLL: Final = (Figure.DEATHS, Figure.MISSING, Figure.SERIOUS, Figure.LIGHT)
PEOPLE_MOST: Final = 15_000_000
"""More people than live in the city cannot be concerned."""
LOSS_MOST: Final = 10_000_000_000_000
"""Yuan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody said of one fact. ``value`` is the number as text, or the words; ``as_of`` is when it was so."""

    id: int
    fact: str
    value: str
    as_of: datetime
    source: str = ""
    surety: Surety = Surety.REPORTED
    explanation: str = ""
    entry_seq: int = 0
    """The journal's entry that it was written with."""

    @property
    def number(self) -> int | None:
        """The figure it states; None for words, and for what was removed."""
        return int(self.value) if self.fact in _FIGURES and self.value.isascii() and self.value.isdigit() else None


def facts_now(statements: Iterable[Statement], *, upto: datetime | None = None) -> dict[str, Statement]:
    """The statement that holds for each fact: the latest by its own time, of those the one written last.

    ``upto`` leaves out what was so only later. What was withdrawn does not count.
    """
    held: dict[str, Statement] = {}
    for said in statements:
        if said.surety is Surety.WITHDRAWN or (upto is not None and said.as_of > upto):
            continue
        former = held.get(said.fact)
        if former is None or (said.as_of, said.id) >= (former.as_of, former.id):
            held[said.fact] = said
    return held


def figures_of(facts: Mapping[str, Statement]) -> dict[Figure, int]:
    """The numbers among the facts."""
    return {figure: number for figure in Figure if figure in facts and (number := facts[figure].number) is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Something new that does not agree with what holds: ``what`` is fell, fewer or before."""

    what: str
    fact: str
    former: int | datetime
    now: int | datetime


def contradictions(
    facts: Mapping[str, Statement], figures: Mapping[Figure, int], as_of: datetime
) -> tuple[Contradiction, ...]:
    """Where new figures need an explanation: deaths that fall, a time before the one that holds.

    Missing and injured people may become fewer: they are found, die or go home. Deaths, and all who were hurt, killed
    or missed together, cannot without a mistake in one of the two reports.
    """
    found: list[Contradiction] = []
    held = figures_of(facts)
    for figure, number in figures.items():
        former = held.get(figure)
        if former is None:
            continue
        if figure is Figure.DEATHS and number < former:
            found.append(Contradiction(what="fell", fact=figure, former=former, now=number))
        if as_of < facts[figure].as_of and number != former:
            found.append(Contradiction(what="before", fact=figure, former=facts[figure].as_of, now=as_of))
    after = {**held, **figures}
    whole, now = (sum(of.get(figure, 0) for figure in TOLL) for of in (held, after))
    if figures.keys() & set(TOLL) and now < whole and not any(each.what == "fell" for each in found):
        found.append(Contradiction(what="fewer", fact="toll", former=whole, now=now))
    return tuple(found)


ESSENTIALS: Final[dict[str, str]] = {
    "event_at": mark("when it happened"),
    "place": mark("where"),
    "subtype": mark("what kind of event"),
    "casualties": mark("deaths, missing, injured"),
    Story.COURSE: mark("what happened"),
    Story.MEASURES: mark("measures taken"),
    Story.IN_CHARGE: mark("who is in charge on the spot"),
}
"""What a first report cannot do without (domain.md §3.4); stays visible until it was asked."""


def missing_essentials(*, event_at: datetime | None, place: str, subtype: str, facts: Iterable[str]) -> tuple[str, ...]:
    """The keys of :data:`ESSENTIALS` of which nothing is known yet; a stated 0 is known."""
    known = set(facts)
    lacks = {
        "event_at": event_at is None,
        "place": not place.strip(),
        "subtype": not subtype,
        "casualties": not known & {Figure.DEATHS, Figure.MISSING, Figure.SERIOUS, Figure.LIGHT},
    }
    return tuple(key for key in ESSENTIALS if lacks.get(key, key not in known))
