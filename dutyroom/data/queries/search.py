"""Search over plans and log: best passage first, newest entry first, counts capped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from dutyroom.rules.canon import instant
from dutyroom.rules.terms import match_query, share_said, snippet, words_apart

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

# Ranked inside the index: rows are fetched for the hits shown only, and what is withdrawn takes no place among them.
_IN_FORCE: Final = (
    "plan_index MATCH :words AND rowid NOT IN ("
    "  SELECT s.id FROM plan p JOIN plan_text t ON t.plan_id = p.id JOIN plan_section s ON s.text_id = t.id"
    "  WHERE p.state <> 'kept' OR p.current <> t.number)"
)
_PLANS = text(
    "SELECT s.id, s.number, s.title, s.body, s.position, p.id AS plan_id, p.title AS plan_title, p.text_missing,"  # noqa: S608  # our own words
    " t.imported_at, f.score FROM ("
    "  SELECT rowid AS id, bm25(plan_index, 10.0, 1.0) AS score FROM plan_index"
    f"  WHERE {_IN_FORCE} ORDER BY score LIMIT :reach"
    ") f JOIN plan_section s ON s.id = f.id JOIN plan_text t ON t.id = s.text_id JOIN plan p ON p.id = t.plan_id"
    " ORDER BY f.score, s.id LIMIT :limit"
)
_JOURNAL = text(
    "SELECT j.seq, j.kind, j.text, j.unit, j.person, j.phone, j.happened_at, j.author_name,"
    " EXISTS (SELECT 1 FROM journal a WHERE a.amends = j.seq) AS amended"
    " FROM journal j WHERE j.seq IN ("
    "  SELECT rowid FROM journal_index WHERE journal_index MATCH :words ORDER BY rowid DESC LIMIT :limit"
    ") ORDER BY j.seq DESC"
)
_COUNT_PLANS = text(f"SELECT count(*) FROM (SELECT rowid FROM plan_index WHERE {_IN_FORCE} LIMIT :most)")  # noqa: S608  # our own words
_COUNT_JOURNAL = text(
    "SELECT count(*) FROM (SELECT rowid FROM journal_index WHERE journal_index MATCH :words LIMIT :most)"
)


def search_plans(session: Session, words: str, limit: int = 20) -> Found:
    """The best sections of the plans in force; a plan whose text is missing is said to be one."""
    asked = match_query(words)
    if asked is None:
        return _NOTHING
    rows = session.execute(_PLANS, {"words": asked, "limit": limit, "reach": limit * 4 + 50}).all()
    hits = [_plan_hit(row, words) for row in rows]
    return _counted(session, _COUNT_PLANS, asked, hits, limit)


def search_plans_widely(session: Session, words: str, limit: int = 20) -> Found:
    """As :func:`search_plans`; where nothing says the words as asked, the passages that say most of their parts."""
    found = search_plans(session, words, limit)
    parts = None if found.hits else words_apart(words)
    if parts is None:
        return found
    asked = {"words": match_query(parts, every=False), "limit": _NEAR_REACH, "reach": _NEAR_REACH}
    shares = [(share_said(f"{row.title}\n{row.body}", parts), row) for row in session.execute(_PLANS, asked)]
    near = sorted((pair for pair in shares if pair[0] >= NEAR_ENOUGH), key=lambda pair: -pair[0])[:limit]
    return Found(tuple(_plan_hit(row, parts) for _, row in near), len(near), more=False, near=bool(near))


def _plan_hit(row: Row[Any], words: str) -> Hit:
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
    hits = []
    for rank, row in enumerate(session.execute(_JOURNAL, {"words": asked, "limit": limit})):
        whom = " ".join(part for part in (row.unit, row.person, row.phone) if part)
        passage = snippet("\n".join(part for part in (row.text or "", whom) if part), words)
        hits.append(
            Hit(
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
        )
    return _counted(session, _COUNT_JOURNAL, asked, hits, limit)


def _counted(session: Session, query: object, asked: str, hits: list[Hit], limit: int) -> Found:
    if len(hits) < limit:
        return Found(tuple(hits), len(hits), False)
    count = session.execute(query, {"words": asked, "most": COUNT_MOST + 1}).scalar_one()  # type: ignore[call-overload]
    return Found(tuple(hits), min(count, COUNT_MOST), count > COUNT_MOST)
