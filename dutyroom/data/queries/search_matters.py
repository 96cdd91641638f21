"""Search over matters: the best match first, in titles before texts; what is void is not found."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, bindparam, text
from sqlalchemy.orm import Session

from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.register import MatterSearch, find_matters
from dutyroom.data.queries.search import COUNT_MOST, Found, Hit
from dutyroom.data.queries.supervision import yellow_before
from dutyroom.rules.canon import instant
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import MatterFilter, kinds_of
from dutyroom.rules.terms import match_query, snippet

_FOUND: Final = (
    "matter_index i CROSS JOIN matter m ON m.id = i.rowid"
    " WHERE matter_index MATCH :words AND m.kind = :kind AND m.state <> 'void'"
)
# Ranked inside the index first: texts are fetched for the hits shown only.
_RANKED: Final = (
    f"SELECT i.rowid AS id, bm25(matter_index, 10.0, 1.0) AS score FROM {_FOUND} ORDER BY score, id DESC LIMIT :limit"  # noqa: S608  # our own words
)
_NAMED: Final = "SELECT id, 0 AS score FROM matter WHERE id IN :numbers"


def _said_of(found: str) -> str:
    """The texts of what is found."""
    return (
        "SELECT m.id, m.kind, m.number, m.title, m.source, m.secrecy, m.outcome, m.received_at, f.score,"  # noqa: S608  # our own words
        " n.document_number, n.addressee, n.required, n.content, s.asked, s.leader, s.proposers,"
        " w.areas, w.watch, w.action, p.\"group\" AS drafters, p.basis, p.outline, p.lead_unit, (SELECT group_concat(unit || ' '"
        " || opinion, char(10)) FROM preparation_opinion WHERE matter_id = m.id AND void_reason = '') AS opinions,"
        " (SELECT group_concat(t.text, char(10)) FROM"
        " (SELECT text FROM matter_step WHERE matter_id = m.id AND text <> '' ORDER BY id) t) AS steps,"
        " c.area, c.place, (SELECT group_concat(value, char(10)) FROM incident_statement"
        " WHERE matter_id = m.id AND surety <> 'withdrawn') AS story FROM ("
        f"{found}"
        ") f JOIN matter m ON m.id = f.id LEFT JOIN notice n ON n.id = f.id LEFT JOIN supervision s ON s.id = f.id"
        " LEFT JOIN incident c ON c.id = f.id"
        " LEFT JOIN public_warning w ON w.id = f.id LEFT JOIN preparation p ON p.id = f.id"
        " ORDER BY f.score, m.id DESC"
    )


_MATTERS: Final = text(_said_of(_RANKED))
_THESE: Final = text(_said_of(_NAMED)).bindparams(bindparam("numbers", expanding=True))
_COUNT: Final = text(f"SELECT count(*) FROM (SELECT 1 FROM {_FOUND} LIMIT :most)")  # noqa: S608  # our own words


def search_notices(session: Session, words: str, limit: int = 20) -> Found:
    """The notices that say all the words in title, number, sender or text."""
    return _search(session, MatterKind.NOTICE, words, limit)


def search_supervision(session: Session, words: str, limit: int = 20) -> Found:
    """The matters under supervision that say all the words."""
    return _search(session, MatterKind.SUPERVISION, words, limit)


def search_incidents(session: Session, words: str, limit: int = 20) -> Found:
    """The incidents of which place, story, figures or steps say all the words."""
    return _search(session, MatterKind.INCIDENT, words, limit)


def search_warnings(session: Session, words: str, limit: int = 20) -> Found:
    """The warnings that say all the words; exercises carry their mark in the title."""
    return _search(session, MatterKind.WARNING, words, limit)


def search_preparations(session: Session, words: str, limit: int = 20) -> Found:
    """The plans in preparation of which title, group, outline, opinions or steps say all the words."""
    return _search(session, MatterKind.PREPARATION, words, limit)


def search_narrowed(session: Session, kind: MatterKind, wanted: MatterFilter, now: datetime, limit: int = 20) -> Found:
    """The matters of a kind that a filter lets through, as their register orders them: newest first, or by time left.

    A register that has not the fields which the filter names answers nothing.
    """
    words = wanted.words.strip()
    if kind not in kinds_of(wanted) or (words and match_query(words) is None):
        return Found((), 0, False)
    zone = office_settings(session).zone
    search = MatterSearch(
        kind=kind,
        now=now,
        zone=zone,
        filter=wanted,
        order="due" if wanted.due or wanted.flag == "late" else "received",
        yellow_before=yellow_before(session, now, zone) if wanted.light else timedelta(),
    )
    numbers = find_matters(session, search)
    rows = {row.id: row for row in session.execute(_THESE, {"numbers": numbers[:limit]})}
    hits = (_hit(rows[number], words) for number in numbers[:limit] if number in rows)
    ranked = tuple(hit._replace(score=round(1.0 / (rank + 1), 4)) for rank, hit in enumerate(hits))
    return Found(ranked, min(len(numbers), COUNT_MOST), len(numbers) > COUNT_MOST)


def _search(session: Session, kind: MatterKind, words: str, limit: int) -> Found:
    asked = match_query(words)
    if asked is None:
        return Found((), 0, False)
    facts = {"words": asked, "kind": kind.value}
    hits = tuple(_hit(row, words) for row in session.execute(_MATTERS, {**facts, "limit": limit}))
    if len(hits) < limit:
        return Found(hits, len(hits), False)
    count = session.execute(_COUNT, {**facts, "most": COUNT_MOST + 1}).scalar_one()
    return Found(hits, min(count, COUNT_MOST), count > COUNT_MOST)


def _hit(row: Row[Any], words: str) -> Hit:
    """The passage is of the text where it says the words, else of the title; of a secret paper there is only the title."""
    said = (row.required, row.content, row.asked, row.watch, row.action, row.areas)
    of_flow = (row.outcome, row.steps, row.addressee, row.leader, row.proposers)
    of_plan = (row.lead_unit, row.drafters, row.basis, row.opinions, row.outline)
    parts = (*said, *of_flow, row.area, row.place, row.story, *of_plan)
    body = "" if row.secrecy else "\n".join(part for part in parts if part)
    passage = snippet(body, words) if body else snippet(row.title, words)
    if words and not passage.marks:
        passage = snippet(row.title, words)
    return Hit(
        kind=row.kind,
        id=row.id,
        title=row.title,
        section=" · ".join(part for part in (row.number, row.document_number, row.source) if part),
        section_id=None,
        snippet=passage.text,
        marks=passage.marks,
        score=round(-row.score, 4),
        at=instant(row.received_at),
    )
