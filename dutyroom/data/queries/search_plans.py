"""Search of the plan library: the best passages, those of a plan together, in one order for window and command line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from dutyroom.data.queries.plan_names import PlanName, PlanNames, plan_names, rows_of
from dutyroom.data.queries.search import COUNT_MOST, Found, Hit
from dutyroom.data.queries.search_contents import CONTACT, ContentFind, content_hit, contents_found
from dutyroom.data.search_words import asked_of
from dutyroom.rules.canon import instant
from dutyroom.rules.fold import fold
from dutyroom.rules.named_plans import NO
from dutyroom.rules.plan_filter import EVERYTHING, PlanFilter
from dutyroom.rules.search_rank import ALIKE, BARE, LEFT, Passage, Ranking
from dutyroom.rules.terms import Asked, Term, match_below, match_near, match_terms, snippet, terms_of

_ASK: Final = "SELECT rowid FROM plan_index WHERE plan_index MATCH ?"
_ASK_BEST: Final = f"{_ASK} ORDER BY bm25(plan_index, 10.0, 1.0) LIMIT 5000"  # our own words
_ASK_WITHIN: Final = f"{_ASK} AND rowid BETWEEN ? AND ? LIMIT ?"  # our own words
_SECTIONS: Final = (
    "SELECT s.id, s.number, s.title, s.body, s.position, s.text_id, t.plan_id, t.number, t.imported_at, p.title,"
    " s.level FROM json_each(?) j JOIN plan_section s ON s.id = j.value JOIN plan_text t ON t.id = s.text_id"
    " JOIN plan p ON p.id = t.plan_id"
)
_TITLES: Final = "SELECT s.id, s.title FROM json_each(?) j JOIN plan_section s ON s.id = j.value"
_WALKED_MOST: Final = 20_000
"""Finds looked at for those that are in force: withdrawn plans take time, but no place."""
_RANKED_MOST: Final = 140
_HEADED, _CLOSE, _SPREAD = 70, 48, 22
"""Of very many finds those are ranked that say all in their heading, or near together; of the rest the first, and some
from all over the library."""
_APART: Final = 12
_MUCH: Final = 100
"""So many finds that say the words themselves, and fill all places, are answer enough."""
_NAMED_MOST: Final = 60
_WITHIN_MOST: Final = 40
_LOOKED_AT, _LOOKED_INTO = 1500, 8
"""Of the plans that are named all sections are found by walking so many finds; else so many plans are asked each."""
_OF_ONE_PLAN: Final = 6
"""So many passages of one plan are shown before others are left out for them."""


class SectionRow(NamedTuple):
    """A section as it is ranked and shown."""

    id: int
    number: str
    title: str
    body: str
    position: int
    text_id: int
    plan_id: int
    version: int
    imported_at: int
    plan_title: str
    level: int


@dataclass(frozen=True)
class PlanSearch:
    """One search: the words as they are understood, and what of the library is asked."""

    session: Session
    asked: Asked
    terms: tuple[Term, ...]
    names: PlanNames
    narrowed: PlanFilter
    today: date | None
    narrows: bool
    _taken: dict[int, bool]
    standing: bytearray | None
    """Where nothing narrows the search: which sections are looked at, by their number."""
    naming: tuple[dict[int, int], ...]
    """Of each term the plans that it names, and how."""

    @classmethod
    def of(cls, session: Session, words: str, narrowed: PlanFilter, today: date | None) -> PlanSearch:
        """A search for words."""
        asked, names = asked_of(session, words), plan_names(session)
        terms = required(terms_of(asked))
        naming = tuple(names.names.named(term) for term in terms)
        standing = None if narrowed.narrows or narrowed.old_versions else names.standing
        return cls(session, asked, terms, names, narrowed, today, narrowed.narrows, {}, standing, naming)

    def again(self, words: str) -> PlanSearch:
        """The same search for other words."""
        return PlanSearch.of(self.session, words, self.narrowed, self.today)

    def takes(self, section: int) -> bool:
        """Whether a section is of a version that is asked for."""
        if self.standing is not None:
            return section < len(self.standing) and self.standing[section] == 1
        place = self.names.place_of(section)
        if place is None:
            return False
        if (taken := self._taken.get(place.text)) is None:
            plan = self.names.plans[place.plan]
            taken = (place.number == plan.current or self.narrowed.old_versions) and self.takes_plan(plan)
            self._taken[place.text] = taken
        return taken

    def takes_plan(self, plan: PlanName) -> bool:
        """Whether a plan is asked for."""
        if not plan.is_kept or not self.narrows:
            return plan.is_kept
        if self.narrowed.in_force and not plan.in_force(self.today):
            return False
        return self.narrowed.takes(plan.kind, plan.level, plan.unit, plan.dated)

    def named(self, plan: int) -> tuple[int, ...]:
        """How each term names a plan."""
        return tuple(how.get(plan, NO) for how in self.naming)

    def found(self, expression: str | None, most: int, *, best: bool = False) -> list[int]:
        """Sections that answer an expression and are asked for: the oldest first, or the best as the index ranks them."""
        if expression is None:
            return []
        cursor = self.session.connection().connection.cursor()
        try:
            walked = islice(cursor.execute(_ASK_BEST if best else _ASK, (expression,)), _WALKED_MOST)
            return list(islice((section for (section,) in walked if self.takes(section)), most))
        finally:
            cursor.close()

    def found_in(self, plan: int, expression: str | None, most: int = _WITHIN_MOST) -> list[int]:
        """Sections of the current version of a plan that answer an expression; its first one where there is none."""
        place = self.names.places.get(plan)
        if place is None:
            return []
        if expression is None:
            return [place.first]
        rows = rows_of(self.session, _ASK_WITHIN, (expression, place.first, place.last, most))
        return [section for (section,) in rows]

    def found_among(self, plans: set[int], expression: str | None) -> tuple[list[int], bool]:
        """Sections of the current versions of these plans that answer; and whether all that answer were looked at."""
        if expression is None:
            return [], True
        cursor = self.session.connection().connection.cursor()
        try:
            found = list(islice(cursor.execute(_ASK, (expression,)), _LOOKED_AT + 1))
        finally:
            cursor.close()
        among = self.names.sections_of(plans)
        kept = [section for (section,) in found if section < len(among) and among[section] and self.takes(section)]
        return kept, len(found) <= _LOOKED_AT

    def sections(self, numbers: Iterable[int]) -> list[SectionRow]:
        """Sections by their numbers."""
        return [SectionRow._make(row) for row in rows_of(self.session, _SECTIONS, (json.dumps(list(numbers)),))]

    def ranked(self, rows: Iterable[SectionRow]) -> list[tuple[float, SectionRow]]:
        """The sections that are asked for, each with how well it answers."""
        ranking = Ranking(self.terms)
        return [(self._worth(ranking, row), row) for row in rows if self.takes(row.id)]

    def _worth(self, ranking: Ranking, row: SectionRow) -> float:
        plan = self.names.plans[row.plan_id]
        called = "" if row.position else plan.title
        worth = ranking.worth(Passage(row.number, row.title, row.body, self.named(row.plan_id), called))
        if row.version != plan.current or not plan.in_force(self.today):
            worth -= LEFT
        return worth - (BARE if plan.is_bare else 0.0)

    def hit(self, row: SectionRow, worth: float, words: str | Asked) -> Hit:
        """A section as it is shown."""
        plan = self.names.plans[row.plan_id]
        passage = snippet(row.body or row.title, words)
        return Hit(
            kind="plan",
            id=row.plan_id,
            title=row.plan_title,
            section=f"{row.number} {row.title}".strip(),
            section_id=row.id,
            snippet=passage.text,
            marks=passage.marks,
            score=round(worth, 4),
            at=instant(row.imported_at),
            text_missing=plan.is_bare,
            in_force=plan.in_force(self.today),
            old_version=row.version if row.version != plan.current else None,
        )


def required(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms that an answer must say: not the first letter of a word that is only being begun behind others."""
    last = "".join(terms[-1].ways[0]) if terms else ""
    is_begun = len(terms) > 1 and len(last) == 1 and last.isascii() and last.isalpha()
    return terms[:-1] if is_begun else terms


def search_plans(
    session: Session, words: str, limit: int = 20, narrowed: PlanFilter = EVERYTHING, today: date | None = None
) -> Found:
    """The best sections of the plans, those of one plan together under its best; nothing where no section says it all.

    A section answers with what it says, with the headings that it stands under and with the names of its plan. First
    what says the words themselves, then what means the same; a law that is in force before one that was.
    """
    search = PlanSearch.of(session, words, narrowed, today)
    if not search.terms:
        return Found((), 0, more=False)
    return answered(search, limit)


def answered(search: PlanSearch, limit: int) -> Found:
    """What answers all the words."""
    literal = search.found(match_below(search.terms, alike=False), COUNT_MOST + 1)
    within = _of_named_plans(search)
    chosen = dict.fromkeys((*within, *_most_telling(search, literal)))
    ranked: list[tuple[float, SectionRow | ContentFind]] = [*search.ranked(search.sections(chosen))]
    others = len(literal) <= COUNT_MOST and any(term.alike for term in search.terms)
    # What says it otherwise comes after all that says the words themselves: where that is much, it is not asked for.
    is_much = others and len(literal) >= _MUCH and _is_full(ranked, limit)
    alike: list[int] = []
    if others and not is_much:
        known = set(literal)
        alike = [section for section in search.found(match_below(search.terms), COUNT_MOST + 1) if section not in known]
        if alike and not _is_full(ranked, limit):
            ranked += search.ranked(search.sections(set(_most_telling(search, alike)) - chosen.keys()))
    many = len({*literal, *within, *alike})
    contents = _contents(search, {*(row.id for _, row in ranked), *alike})
    ranked += contents
    many += len(contents)
    hits = tuple(
        content_hit(search, row, worth) if isinstance(row, ContentFind) else search.hit(row, worth, search.asked)
        for worth, row in together(ranked, limit)
    )
    most = max(COUNT_MOST, len(hits))
    return Found(hits, min(many, most), is_much or many > most, asked=search.asked)


def _is_full(ranked: Iterable[tuple[float, SectionRow | ContentFind]], limit: int) -> bool:
    """Whether what says the words themselves takes all places, so that nothing that says them otherwise is shown."""
    taken = Counter(row.plan_id for worth, row in ranked if worth > -ALIKE / 2)
    return sum(min(_OF_ONE_PLAN, many) for many in taken.values()) >= limit


def _contents(search: PlanSearch, sections: set[int]) -> list[tuple[float, SectionRow | ContentFind]]:
    """Lines of plans that answer; but for numbers only those whose section does not answer itself."""
    found = contents_found(search)
    return [(worth, find) for worth, find in found if find.what == CONTACT or find.section_id not in sections]


def together(
    ranked: list[tuple[float, SectionRow | ContentFind]], limit: int
) -> list[tuple[float, SectionRow | ContentFind]]:
    """The best so many, those of one plan together under its best; one plan crowds out no other."""
    ranked.sort(key=lambda pair: (-pair[0], pair[1].id))
    taken: dict[int, int] = {}
    first: list[tuple[float, SectionRow | ContentFind]] = []
    rest: list[tuple[float, SectionRow | ContentFind]] = []
    for pair in ranked:
        plan = pair[1].plan_id
        taken[plan] = taken.get(plan, 0) + 1
        (first if taken[plan] <= _OF_ONE_PLAN else rest).append(pair)
    shown = (first + rest)[:limit]
    best: dict[int, float] = {}
    for worth, row in shown:
        best[row.plan_id] = max(best.get(row.plan_id, worth), worth)
    order = {plan: place for place, plan in enumerate(sorted(best, key=lambda plan: -best[plan]))}
    return sorted(shown, key=lambda pair: (order[pair[1].plan_id], -pair[0], pair[1].id))


def _of_named_plans(search: PlanSearch) -> list[int]:
    """Sections of plans that some words name and that say the others themselves."""
    by_term = {at: set(named) for at, named in enumerate(search.naming) if named}
    if not by_term:
        return []
    plans: set[int] = set()
    while by_term:
        plans = set.intersection(*by_term.values())
        if plans:
            break
        # Words that name different plans: the rarest name counts.
        by_term.pop(max(by_term, key=lambda at: len(by_term[at])))
    rest = [term for at, term in enumerate(search.terms) if at not in by_term]
    if rest and len(plans) > _NAMED_MOST:
        return []
    # Of many plans whose names say all of it those that say little more.
    shortest = sorted(plans, key=search.names.lengths.__getitem__)
    taken = list(islice((plan for plan in shortest if search.takes_plan(search.names.plans[plan])), _NAMED_MOST))
    if not rest:
        return [section for plan in taken for section in search.found_in(plan, None)]
    for alike in (False, True):
        sections, is_all = search.found_among(set(taken), match_below(rest, alike=alike))
        if not is_all:
            few = taken[:_LOOKED_INTO]
            sections = [section for plan in few for section in search.found_in(plan, match_below(rest, alike=alike))]
        if sections:
            return sections
    return []


def _most_telling(search: PlanSearch, found: list[int]) -> list[int]:
    """Those of very many finds that are worth ranking."""
    if len(found) <= _RANKED_MOST:
        return found
    headed = _headed(search, found)
    close = search.found(match_near(search.terms, _APART), _CLOSE)
    left = _RANKED_MOST - _SPREAD - len({*headed, *close})
    return list(dict.fromkeys((*headed, *close, *found[: max(left, 0)], *found[:: len(found) // _SPREAD + 1])))


def _headed(search: PlanSearch, found: list[int]) -> list[int]:
    """Those that say all in their heading; of finds that are not all of them the index is asked once more."""
    if len(found) > COUNT_MOST:
        return search.found(f"{{title}} : ({match_terms(search.terms)})", _HEADED)
    said = [[way for ways in (term.ways, term.alike) for way in map("".join, ways)] for term in search.terms]
    titles = rows_of(search.session, _TITLES, (json.dumps(found),))
    folded = ((section, "".join(fold(title).split())) for section, title in titles)
    headed = (section for section, title in folded if all(any(way in title for way in ways) for ways in said))
    return list(islice(headed, _HEADED))
