"""Search over the log, newest entry first; what every search answers with: hits, and a count that is capped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from dutyroom.rules.canon import instant
from dutyroom.rules.terms import Asked, match_query, snippet

COUNT_MOST: Final = 1000


class Hit(NamedTuple):
    """A find. ``id`` is the plan's or the entry's number; ``marks`` are ranges in ``snippet``; higher score is better.

    Light to make: a search makes dozens at every letter typed.
    """

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
    what: str = "passage"
    """Of a plan: a passage, or of its contents a contact, an action, a body of command, a start condition."""
    in_force: bool = True
    old_version: int | None = None
    """The version that says it, where it is not the one in force."""
    stale: str = ""
    """Of an item of the knowledge shelf: why its answer is not to be trusted without a look."""


@dataclass(frozen=True, slots=True)
class Found:
    """The hits shown, and how many there are at all; ``more``: so many were counted and there may be others.

    ``near``: nothing says all the words as they were asked; these passages say most of their parts.
    """

    hits: tuple[Hit, ...]
    count: int
    more: bool
    near: bool = False
    meant: str = ""
    """Nothing says the words; these, spelt otherwise, are what was searched for in their place."""
    asked: Asked | None = None
    """The words with what else was taken for them, for marking them where the finds are read."""


_NOTHING: Final = Found((), 0, False)

_JOURNAL: Final = (
    "WITH found AS MATERIALIZED ("
    "  SELECT rowid AS seq FROM journal_index WHERE journal_index MATCH :words ORDER BY rowid DESC LIMIT :most"
    ") SELECT j.seq, j.kind, j.text, j.unit, j.person, j.phone, j.happened_at, j.author_name,"
    " EXISTS (SELECT 1 FROM journal a WHERE a.amends = j.seq) AS amended, (SELECT count(*) FROM found) AS many"
    " FROM journal j WHERE j.seq IN (SELECT seq FROM found ORDER BY seq DESC LIMIT :limit) ORDER BY j.seq DESC"
)


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


def _counted(rows: Sequence[_Entry], hits: list[Hit]) -> Found:
    many = rows[0].many if rows else 0
    return Found(tuple(hits), min(many, max(COUNT_MOST, len(hits))), many > max(COUNT_MOST, len(hits)))


def _asked(session: Session, statement: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """The rows of a statement of our own, asked of the driver itself: a search waits at every letter typed."""
    cursor = session.connection().connection.cursor()
    try:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
    finally:
        cursor.close()
