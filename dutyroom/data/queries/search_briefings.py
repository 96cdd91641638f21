"""Search over issued papers: the best match first, in titles before texts; what was discarded is not found."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from dutyroom.data.queries.search import COUNT_MOST, Found, Hit
from dutyroom.data.search_words import asked_of
from dutyroom.rules.canon import instant
from dutyroom.rules.terms import match_query, snippet

_RANKED: Final = text(
    "SELECT f.id, b.kind, b.number, b.title, b.state, coalesce(b.issued_at, b.drafted_at) AS at, f.score,"
    " (SELECT group_concat(p.text, char(10)) FROM briefing_part p WHERE p.briefing_id = b.id AND NOT p.is_removed)"
    " AS said FROM (SELECT rowid AS id, bm25(briefing_index, 10.0, 1.0) AS score FROM briefing_index"
    " WHERE briefing_index MATCH :words ORDER BY score, id DESC LIMIT :limit) f JOIN briefing b ON b.id = f.id"
    " ORDER BY f.score, f.id DESC"
)
_COUNT: Final = text(
    "SELECT count(*) FROM (SELECT 1 FROM briefing_index WHERE briefing_index MATCH :words LIMIT :most)"
)


def search_briefings(session: Session, words: str, limit: int = 20) -> Found:
    """The papers that say all the words in title, number, lines before the text, text or distribution list."""
    asked = asked_of(session, words)
    expression = match_query(asked)
    if expression is None:
        return Found((), 0, more=False)
    count = session.execute(_COUNT, {"words": expression, "most": COUNT_MOST + 1}).scalar_one()
    hits = []
    for row in session.execute(_RANKED, {"words": expression, "limit": limit}):
        passage = snippet(row.said or "", asked)
        if not passage.marks:
            in_title = snippet(row.title, asked)
            passage = in_title if in_title.marks else passage
        hits.append(
            Hit(
                kind="briefing",
                id=row.id,
                title=f"{row.number} {row.title}".strip(),
                section=row.state,
                section_id=None,
                snippet=passage.text,
                marks=passage.marks,
                score=round(-row.score, 4),
                at=instant(row.at),
                what=row.kind,
            )
        )
    return Found(tuple(hits), min(count, COUNT_MOST), more=count > COUNT_MOST, asked=asked)
