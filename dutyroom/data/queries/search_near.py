"""Search of the library where nothing says all the words as asked: the passages that say most of their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from dutyroom.data.queries.plan_names import rows_of
from dutyroom.data.queries.search import Found
from dutyroom.data.queries.search_contents import ContentFind
from dutyroom.data.queries.search_plans import PlanSearch, SectionRow, answered, together
from dutyroom.data.queries.spelling import meant_words
from dutyroom.data.search_words import asked_of, known_groups
from dutyroom.rules.alike import concerned, words_known
from dutyroom.rules.fold import fold
from dutyroom.rules.plan_filter import EVERYTHING, PlanFilter
from dutyroom.rules.search_rank import BARE, LEFT
from dutyroom.rules.terms import Asked, match_query, words_apart

NEAR_ENOUGH: Final = 0.5
"""Of n words of two characters each, run together, n of the 2n - 1 pairs are words: at least half."""
_COMMON: Final = 1500
_RAREST: Final = 8
_REACH: Final = 150
_NAMED: Final = 12
_WAYS: Final = 4
_WITH_HEADINGS: Final = 14
"""So many sections are also asked what stands over them: reading that takes the most time."""
_READ: Final = 48
"""So many sections are read as a search reads them; of the others it is enough what a glance sees."""
_BEFORE: Final = "SELECT level, title FROM plan_section WHERE text_id = ? AND position < ? ORDER BY position DESC"
_HOW_MANY: Final = "SELECT count(*) FROM (SELECT rowid FROM plan_index WHERE plan_index MATCH ? LIMIT ?)"
_OWN, _IN_HEADING, _OVER, _IN_NAME, _OTHERWISE = 1.0, 1.15, 0.75, 0.75, 0.8


def search_plans_widely(
    session: Session, words: str, limit: int = 20, narrowed: PlanFilter = EVERYTHING, today: date | None = None
) -> Found:
    """As :func:`search_plans`; where nothing says the words as asked, the passages that say most of their parts."""
    search = PlanSearch.of(session, words, narrowed, today)
    if not search.terms:
        return Found((), 0, more=False)
    found = answered(search, limit)
    if found.hits:
        return found
    known = words_known(words, known_groups(session))
    if known is not None and (cut := answered(search.again(known), limit)).hits:
        return replace(cut, near=True)
    near = _said_in_parts(search, words, limit)
    return near if near.hits else spelt_otherwise(search, words, limit)


def ways_asked(session: Session, words: str) -> Iterator[Asked]:
    """The words as a search may have found them: as asked with what means the same, cut, in parts, spelt otherwise."""
    yield asked_of(session, words)
    groups = known_groups(session)
    if (known := words_known(words, groups)) is not None:
        yield asked_of(session, known)
    if (parts := words_apart(words)) is not None:
        yield Asked(parts, concerned(groups, words))
    for meant in meant_words(session, words):
        yield asked_of(session, meant)


def spelt_otherwise(search: PlanSearch, words: str, limit: int) -> Found:
    """What answers the words with those spelt otherwise that the library does not know: the nearest ones it knows."""
    for meant in meant_words(search.session, words):
        found = answered(search.again(meant), limit)
        if found.hits:
            return replace(found, meant=meant)
    return Found((), 0, more=False, asked=search.asked)


def _said_in_parts(search: PlanSearch, words: str, limit: int) -> Found:
    """What says most of the parts: pairs of Han characters and words, or what means the same as a word."""
    parts = words_apart(words)
    if parts is None:
        return Found((), 0, more=False, asked=search.asked)
    pairs = parts.split(" ")
    among = _Parts(pairs, {pair: _ways(search, pair, words) for pair in pairs})
    rows = [row for row in search.sections(_candidates(search, among)) if search.takes(row.id)]
    rows = sorted(rows, key=lambda row: -_seen_of(row, among))[:_READ]
    rows = sorted(rows, key=lambda row: -_share(search, row, "", among)[1])[:_WITH_HEADINGS]
    shares = ((_share(search, row, _above(search.session, row), among), row) for row in rows)
    near: list[tuple[float, SectionRow | ContentFind]] = [
        (_standing(search, row, worth), row) for (said, worth), row in shares if said >= NEAR_ENOUGH
    ]
    told = Asked(parts, search.asked.groups)
    hits = tuple(search.hit(row, worth, told) for worth, row in together(near, limit) if isinstance(row, SectionRow))
    return Found(hits, len(hits), more=False, near=bool(hits), asked=told if hits else search.asked)


class _Parts(NamedTuple):
    """The parts of a query, and the words that mean the same as the word that a part is of."""

    pairs: list[str]
    ways: dict[str, tuple[str, ...]]


def _ways(search: PlanSearch, pair: str, words: str) -> tuple[str, ...]:
    said = "".join(fold(words).split())
    groups = (group for group in search.asked.groups if any(pair in word and word in said for word in group))
    return tuple(dict.fromkeys(word for group in groups for word in group if word not in said))[:_WAYS]


def _candidates(search: PlanSearch, among: _Parts) -> Iterable[int]:
    """Sections with the rarest parts, and those of the plans that the parts name."""
    parts = dict.fromkeys((*among.pairs, *(way for ways in among.ways.values() for way in ways)))
    counts = {part: rows_of(search.session, _HOW_MANY, (match_query(part), _COMMON))[0][0] for part in parts}
    said = sorted((part for part in parts if counts[part]), key=lambda part: counts[part])
    rare = [part for part in said if counts[part] < _COMMON][:_RAREST] or said[:1]
    found = dict.fromkeys(search.found(_either(rare), _REACH, best=True))
    for plan, rest in _named(search, among.pairs):
        left = [part for part in said if part in rest or any(part in among.ways[pair] for pair in rest)]
        if left:
            found |= dict.fromkeys(search.found_in(plan, _either(left), _REACH))
    return found


def _either(parts: list[str]) -> str | None:
    asked = [said for part in parts if (said := match_query(part)) is not None]
    return " OR ".join(f"({said})" for said in asked) or None


def _named(search: PlanSearch, pairs: list[str]) -> list[tuple[int, set[str]]]:
    """The plans whose names say most of the parts (two at least), each with the parts that it leaves."""
    said: dict[int, set[str]] = {}
    for pair in pairs:
        for plan in search.names.names.saying(pair):
            said.setdefault(plan, set()).add(pair)
    counted = sorted((-len(told), plan) for plan, told in said.items() if len(told) > 1)
    taken = (plan for _, plan in counted if search.takes_plan(search.names.plans[plan]))
    return [(plan, set(pairs) - said[plan]) for plan in islice(taken, _NAMED)]


def _above(session: Session, row: SectionRow) -> str:
    """The titles that a section stands under, folded: read backwards, for most of them stand close above."""
    titles: list[str] = []
    level = row.level
    cursor = session.connection().connection.cursor()
    try:
        before = cursor.execute(_BEFORE, (row.text_id, row.position)) if level > 1 else ()
        for over, title in before:
            if over < level:
                level = over
                titles += [title] if level and title else []
            if level <= 1:
                break
    finally:
        cursor.close()
    return fold("\n".join(reversed(titles)))


def _seen_of(row: SectionRow, among: _Parts) -> float:
    """How many parts a glance at a section sees, itself or said otherwise: blanks and line breaks left out."""
    text = "".join(f"{row.title} {row.body}".lower().split())
    seen = (1.0 if pair in text else _OTHERWISE * any(way in text for way in among.ways[pair]) for pair in among.pairs)
    return sum(seen)


def _share(search: PlanSearch, row: SectionRow, above: str, among: _Parts) -> tuple[float, float]:
    """Which share of the parts a section says, with what stands over it; and what that is worth."""
    called = search.names.plans[row.plan_id].called
    head, body = fold(f"{row.number} {row.title}"), fold(row.body)
    where = ((head, _IN_HEADING), (body, _OWN), (above, _OVER), (called, _IN_NAME))
    said, worth, own = 0, 0.0, False
    for pair in among.pairs:
        value = next((value for text, value in where if pair in text), 0.0)
        if not value:
            value = _OTHERWISE * next(
                (value for text, value in where if any(way in text for way in among.ways[pair])), 0.0
            )
            own |= value >= _OTHERWISE
        said += value > 0
        own |= value >= _OWN
        worth += value
    if not own:
        return 0.0, 0.0  # only what stands over it
    return said / len(among.pairs), worth / len(among.pairs)


def _standing(search: PlanSearch, row: SectionRow, worth: float) -> float:
    plan = search.names.plans[row.plan_id]
    if row.version != plan.current or not plan.in_force(search.today):
        worth -= LEFT
    return worth - (BARE if plan.is_bare else 0.0)
