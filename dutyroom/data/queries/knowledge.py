"""Reads of the knowledge shelf: all of it, one item, what answers a search, what answers a caller's sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline_classes import ClassRow, classes_by_code
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.search import COUNT_MOST, Found, Hit
from dutyroom.data.search_words import asked_of
from dutyroom.data.tables import KnowledgeItem
from dutyroom.rules.fold import fold
from dutyroom.rules.knowledge import (
    KNOWLEDGE_DAYS,
    LIKELY,
    SPELT,
    SPELT_LEAST,
    KnowledgeFacts,
    Stale,
    likeness,
    stale_of,
)
from dutyroom.rules.terms import Asked, Term, match_query, match_terms, share_said, snippet, terms_of, words_apart

KNOWLEDGE_COLUMNS: Final = (
    *("id", "question", "answer", "code", "class", "unit", "source", "valid_until", "checked_on", "checked_by"),
    *("stale", "active", "reason"),
)
_FOUND: Final = "SELECT rowid AS id, bm25(knowledge_index, 10.0, 1.0) AS score FROM knowledge_index WHERE knowledge_index MATCH :words"
_RANKED: Final = text(f"{_FOUND} ORDER BY score, id DESC LIMIT :limit")
_COUNT: Final = text(f"SELECT count(*) FROM ({_FOUND} LIMIT :most)")  # noqa: S608  # our own words
_LIKELY_MOST: Final = 40
_OF_CLASS: Final = 0.2
"""An item of the class that the case has is so much more likely."""
_SUGGESTED_FROM: Final = 2
"""Characters from which something is suggested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeRow:
    """An item of the shelf; ``class_zh`` and ``class_en`` name its class with those above it."""

    id: int
    version: int
    question: str
    answer: str
    code: str
    class_zh: str
    class_en: str
    unit: str
    source: str
    valid_until: date | None
    checked_on: date | None
    checked_by: str
    active: bool
    reason: str
    stale: Stale

    @property
    def facts(self) -> KnowledgeFacts:
        """What a person may change of it."""
        return KnowledgeFacts(
            question=self.question,
            answer=self.answer,
            code=self.code,
            unit=self.unit,
            source=self.source,
            valid_until=self.valid_until,
        )

    def class_name(self, *, english: bool = False) -> str:
        """The class with those above it."""
        return (self.class_en if english else "") or self.class_zh


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSearch:
    """What the filter bar asks for; empty fields ask for everything on the shelf.

    ``words`` as typed into any search; ``code`` the beginning of a class; ``stale`` only what is stale; ``withdrawn``
    what was taken off the shelf, and nothing else.
    """

    words: str = ""
    code: str = ""
    unit: str = ""
    stale: bool = False
    withdrawn: bool = False


def knowledge_rows(session: Session, today: date, *, withdrawn: bool = False) -> list[KnowledgeRow]:
    """The shelf by class and question; with ``withdrawn`` what was taken off it, and nothing else."""
    asked = select(KnowledgeItem).where(KnowledgeItem.active.is_(not withdrawn))
    rows = session.scalars(asked.order_by(KnowledgeItem.code == "", KnowledgeItem.code, KnowledgeItem.question)).all()
    return _read(session, rows, today)


def find_knowledge(session: Session, search: KnowledgeSearch, today: date) -> list[KnowledgeRow]:
    """The items that answer the filter: with words the best first, else by class and question."""
    rows = knowledge_rows(session, today, withdrawn=search.withdrawn)
    if search.code:
        rows = [row for row in rows if row.code.startswith(search.code)]
    if search.unit:
        unit = fold(search.unit)
        rows = [row for row in rows if unit in fold(row.unit)]
    if search.stale:
        rows = [row for row in rows if row.stale]
    if not search.words.strip():
        return rows
    if search.withdrawn:  # the index holds what is on the shelf
        words = asked_of(session, search.words)
        return [row for row in rows if share_said(_whole(row), words.words) == 1.0]
    known = {row.id: row for row in rows}
    expression, _ = _expression(session, search.words)
    found = _ask(session, expression, COUNT_MOST) if expression else []
    return [known[number] for number, _ in found if number in known]


def knowledge_item(session: Session, number: int, today: date) -> KnowledgeRow | None:
    """One item, on the shelf or off it."""
    row = session.get(KnowledgeItem, number)
    return _read(session, [row], today)[0] if row is not None else None


def search_knowledge(session: Session, words: str, limit: int, today: date) -> Found:
    """The items that say all the words in question, answer, unit or source, or begin so in pinyin; stale ones flagged."""
    expression, asked = _expression(session, words)
    if expression is None:
        return Found((), 0, more=False)
    ranked = _ask(session, expression, limit)
    known = {row.id: row for row in _rows_of(session, [number for number, _ in ranked], today)}
    hits = [_hit(known[number], score, asked) for number, score in ranked if number in known]
    if len(hits) < limit:
        return Found(tuple(hits), len(hits), more=False, asked=asked)
    count = session.execute(_COUNT, {"words": expression, "most": COUNT_MOST + 1}).scalar_one()
    return Found(tuple(hits), min(count, COUNT_MOST), count > COUNT_MOST, asked=asked)


def suggest_knowledge(
    session: Session, typed: str, today: date, limit: int = 3, *, code: str = ""
) -> list[KnowledgeRow]:
    """What probably answers a caller's sentence, the likeliest first, stale ones after fresh ones that are as likely.

    What says all the words comes first; else what says enough of their parts. An item of the class ``code`` counts as
    more likely, one of another class does not count as less.
    """
    if len(typed.strip()) < _SUGGESTED_FROM:
        return []
    expression, _ = _expression(session, typed)
    whole = [number for number, _ in _ask(session, expression, _LIKELY_MOST)] if expression else []
    any_part = match_query(words_apart(typed) or typed, every=False)
    parts = [number for number, _ in _ask(session, any_part, _LIKELY_MOST)] if any_part else []
    rows = _rows_of(session, list(dict.fromkeys((*whole, *parts))), today)
    ranks = {number: len(whole) - place for place, number in enumerate(whole)}
    scores = {row.id: likeness(typed, row.question, row.answer, stale=bool(row.stale)) for row in rows}
    likely = [row for row in rows if row.id in ranks or scores[row.id] >= LIKELY]

    def order(row: KnowledgeRow) -> tuple[bool, bool, float, int]:
        of_class = bool(code and row.code) and (row.code.startswith(code) or code.startswith(row.code))
        is_whole = row.id in ranks
        score = scores[row.id] + (_OF_CLASS if of_class else 0.0)
        return is_whole, is_whole and not row.stale, score, ranks.get(row.id, 0)

    return sorted(likely, key=order, reverse=True)[:limit]


def knowledge_to_change(session: Session, number: int) -> KnowledgeItem | None:
    """The row of an item, to be changed."""
    return session.get(KnowledgeItem, number)


def knowledge_asking(session: Session, question: str) -> KnowledgeItem | None:
    """The row on the shelf that asks exactly this, however it is written."""
    asked = fold(question)
    rows = session.scalars(select(KnowledgeItem).where(KnowledgeItem.active.is_(True)))
    return next((row for row in rows if fold(row.question) == asked), None)


def known_questions(session: Session) -> dict[str, int]:
    """Every question on the shelf, folded, with the number of its item."""
    asked = select(KnowledgeItem.question, KnowledgeItem.id).where(KnowledgeItem.active.is_(True))
    return {fold(question): number for question, number in session.execute(asked)}


def knowledge_records(session: Session, today: date) -> Iterator[dict[str, Any]]:
    """The whole shelf for export, with what was taken off it."""
    for row in _all(session, today):
        yield dict(zip(KNOWLEDGE_COLUMNS, _values(row), strict=True))


def knowledge_values(session: Session, today: date) -> Iterator[Sequence[Any]]:
    """The same for a workbook."""
    return (_values(row) for row in _all(session, today))


def _all(session: Session, today: date) -> list[KnowledgeRow]:
    return [*knowledge_rows(session, today), *knowledge_rows(session, today, withdrawn=True)]


def _values(row: KnowledgeRow) -> tuple[Any, ...]:
    until = row.valid_until.isoformat() if row.valid_until else ""
    checked = row.checked_on.isoformat() if row.checked_on else ""
    said = (row.id, row.question, row.answer, row.code, row.class_zh, row.unit, row.source, until, checked)
    return (*said, row.checked_by, row.stale.value, row.active, row.reason)


def _whole(row: KnowledgeRow) -> str:
    return "\n".join((row.question, row.answer, row.unit, row.source))


def _expression(session: Session, words: str) -> tuple[str | None, Asked]:
    """What is asked of the index: each word as in other searches, and letters as initials or pinyin of the question."""
    asked = asked_of(session, words)
    parts = [_or_spelt(term) for term in terms_of(asked)]
    return " AND ".join(part for part in parts if part) or None, asked


def _or_spelt(term: Term) -> str:
    said = match_terms([term]) or ""
    word = "".join(term.ways[0])
    if len(word) < SPELT_LEAST or not (word.isascii() and word.isalpha()):
        return said
    return f'({said} OR "{SPELT}{word}"*)'


def _ask(session: Session, expression: str, limit: int) -> list[tuple[int, float]]:
    found = session.execute(_RANKED, {"words": expression, "limit": limit})
    return [(row.id, row.score) for row in found]


def _rows_of(session: Session, numbers: Sequence[int], today: date) -> list[KnowledgeRow]:
    rows = session.scalars(select(KnowledgeItem).where(KnowledgeItem.id.in_(numbers))).all() if numbers else []
    return _read(session, rows, today)


def _read(session: Session, rows: Sequence[KnowledgeItem], today: date) -> list[KnowledgeRow]:
    if not rows:
        return []
    days, classes = rule_book(session).number(KNOWLEDGE_DAYS, today), classes_by_code(session)
    return [_row(row, classes.get(row.code), stale_of(row.valid_until, row.checked_on, today, days)) for row in rows]


def _row(row: KnowledgeItem, known: ClassRow | None, stale: Stale) -> KnowledgeRow:
    return KnowledgeRow(
        id=row.id,
        version=row.version,
        question=row.question,
        answer=row.answer,
        code=row.code,
        class_zh=known.path() if known else "",
        class_en=known.path(english=True) if known else "",
        unit=row.unit,
        source=row.source,
        valid_until=row.valid_until,
        checked_on=row.checked_on,
        checked_by=row.checked_by,
        active=row.active,
        reason=row.reason,
        stale=stale,
    )


def _hit(row: KnowledgeRow, score: float, asked: Asked) -> Hit:
    passage = snippet(row.answer, asked)
    if not passage.marks:
        in_question = snippet(row.question, asked)
        passage = in_question if in_question.marks else passage
    return Hit(
        kind="knowledge",
        id=row.id,
        title=row.question,
        section=row.unit or row.class_zh,
        section_id=None,
        snippet=passage.text,
        marks=passage.marks,
        score=round(-score, 4),
        at=None,
        stale=row.stale.value,
    )
