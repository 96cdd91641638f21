"""Search over plans and log: best passage first, newest entry first, counts capped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from dutyroom.rules.canon import instant
from dutyroom.rules.terms import match_below, match_query, share_said, snippet, words_apart

COUNT_MOST: Final = 1000
NEAR_ENOUGH: Final = 0.5
"""Of n words of two characters each, run together, n of the 2n - 1 pairs are words: at least half."""
_NEAR_REACH: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A find. ``id`` is the plan's or the entry's number; ``marks`` are ranges in ``snippet``; higher score is better."""

    kind: str
    id: int
    title: str
    section: str
    section_id: int | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    at: datetime | None
    amended: bool = False
    text_missing: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The hits shown, and how many there are at all, at most :data:`COUNT_MOST` (then ``more``).

    ``near``: nothing says all the words as they were asked; these passages say most of their parts.
    """

    hits: tuple[Hit, ...]
    count: int
    more: bool
    near: bool = False


_NOTHING: Final = Found((), 0, False)

# Of a find in the index, whether it stands in a plan in force: asked inside what is limited and counted, so that
# withdrawn plans take no place. CROSS JOIN keeps the index the one that is asked first.
_IN_FORCE = (
    "plan_index i CROSS JOIN plan_section s ON s.id = i.rowid CROSS JOIN plan_text t ON t.id = s.text_id"
    " CROSS JOIN plan p ON p.id = t.plan_id AND p.current = t.number AND p.state = 'kept'"
    " WHERE plan_index MATCH :words"
)
# A plan that is headings only answers nothing: its headings come after every passage that has a text. The index is
# asked once for what is shown and for how much there is. Ranked inside the index first: rows are fetched
# for the hits shown only.
_PLANS: Final = (
    "WITH found AS MATERIALIZED ("  # noqa: S608  # our own words
    f"  SELECT i.rowid AS id, p.text_missing AS bare, bm25(plan_index, 10.0, 1.0) AS score FROM {_IN_FORCE}"
    ") SELECT s.id, s.number, s.title, s.body, p.id AS plan_id,"
    " p.title AS plan_title, p.text_missing, t.imported_at, f.score, (SELECT count(*) FROM found) AS many"
    " FROM (SELECT id, bare, score FROM found ORDER BY bare, score, id LIMIT :limit) f"
    " JOIN plan_section s ON s.id = f.id JOIN plan_text t ON t.id = s.text_id JOIN plan p ON p.id = t.plan_id"
    " ORDER BY f.bare, f.score, s.id"
)
_JOURNAL: Final = (
    "WITH found AS MATERIALIZED ("
    "  SELECT rowid AS seq FROM journal_index WHERE journal_index MATCH :words ORDER BY rowid DESC LIMIT :most"
    ") SELECT j.seq, j.kind, j.text, j.unit, j.person, j.phone, j.happened_at, j.author_name,"
    " EXISTS (SELECT 1 FROM journal a WHERE a.amends = j.seq) AS amended, (SELECT count(*) FROM found) AS many"
    " FROM journal j WHERE j.seq IN (SELECT seq FROM found ORDER BY seq DESC LIMIT :limit) ORDER BY j.seq DESC"
)


class _Section(NamedTuple):
    """A row of :data:`_PLANS`."""

    id: int
    number: str
    title: str
    body: str
    plan_id: int
    plan_title: str
    text_missing: int
    imported_at: int
    score: float
    many: int


class _Entry(NamedTuple):
    """A row of :data:`_JOURNAL`."""

    seq: int
    kind: str
    text: str | None
    unit: str
    person: str
    phone: str
    happened_at: int
    author_name: str
    amended: int
    many: int


def search_plans(session: Session, words: str, limit: int = 20) -> Found:
    """The best sections of the plans in force; a plan whose text is missing is said to be one.

    A section answers with what it says and with the headings that it stands under.
    """
    asked = match_below(words)
    if asked is None:
        return _NOTHING
    rows = _sections(session, asked, limit)
    return _counted(rows, [_plan_hit(row, words) for row in rows])


def search_plans_widely(session: Session, words: str, limit: int = 20) -> Found:
    """As :func:`search_plans`; where nothing says the words as asked, the passages that say most of their parts."""
    found = search_plans(session, words, limit)
    parts = None if found.hits else words_apart(words)
    asked = match_query(parts, every=False) if parts is not None else None
    if parts is None or asked is None:
        return found
    shares = [(share_said(f"{row.title}\n{row.body}", parts), row) for row in _sections(session, asked, _NEAR_REACH)]
    near = sorted((pair for pair in shares if pair[0] >= NEAR_ENOUGH), key=lambda pair: -pair[0])[:limit]
    return Found(tuple(_plan_hit(row, parts) for _, row in near), len(near), more=False, near=bool(near))


def _plan_hit(row: _Section, words: str) -> Hit:
    passage = snippet(row.body or row.title, words)
    return Hit(
        kind="plan",
        id=row.plan_id,
        title=row.plan_title,
        section=f"{row.number} {row.title}".strip(),
        section_id=row.id,
        snippet=passage.text,
        marks=passage.marks,
        score=round(-row.score, 4),
        at=instant(row.imported_at),
        text_missing=bool(row.text_missing),
    )


def search_journal(session: Session, words: str, limit: int = 20) -> Found:
    """The newest entries that match; an amended one is marked."""
    asked = match_query(words)
    if asked is None:
        return _NOTHING
    values = {"words": asked, "limit": limit, "most": max(limit, COUNT_MOST + 1)}
    rows = [_Entry._make(row) for row in _asked(session, _JOURNAL, values)]
    return _counted(rows, [_entry_hit(row, words, rank) for rank, row in enumerate(rows)])


def _entry_hit(row: _Entry, words: str, rank: int) -> Hit:
    whom = " ".join(filter(None, row[3:6]))
    passage = snippet("\n".join(filter(None, (row.text, whom))), words)
    return Hit(
        kind="journal",
        id=row.seq,
        title=whom or row.author_name,
        section=row.kind,
        section_id=None,
        snippet=passage.text,
        marks=passage.marks,
        score=round(1.0 / (rank + 1), 4),
        at=instant(row.happened_at),
        amended=bool(row.amended),
    )


def _counted(rows: Sequence[_Section] | Sequence[_Entry], hits: list[Hit]) -> Found:
    many = rows[0].many if rows else 0
    return Found(tuple(hits), min(many, max(COUNT_MOST, len(hits))), many > max(COUNT_MOST, len(hits)))


def _sections(session: Session, asked: str, limit: int) -> list[_Section]:
    return [_Section._make(row) for row in _asked(session, _PLANS, {"words": asked, "limit": limit})]


def _asked(session: Session, statement: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """The rows of a statement of our own, asked of the driver itself: a search waits at every letter typed."""
    cursor = session.connection().connection.cursor()
    try:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
    finally:
        cursor.close()
