"""The search index of issued papers: title, number, lines before the text, and every part that stands; discarded ones
are found no more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from dutyroom.rules.terms import index_text

_SAID: Final = (
    "SELECT b.id, b.title, b.number, b.fields, b.drafted_by, b.signed_by,"
    " (SELECT group_concat(p.text || char(10) || p.rows, char(10)) FROM briefing_part p"
    " WHERE p.briefing_id = b.id AND NOT p.is_removed),"
    " (SELECT group_concat(r.name, char(10)) FROM briefing_recipient r WHERE r.briefing_id = b.id AND NOT r.is_removed)"
    " FROM briefing b WHERE b.state <> 'void'"
)
_ONE: Final = text(f"{_SAID} AND b.id = :id")
_PUT: Final = "INSERT INTO briefing_index(rowid, title, words) VALUES (?, ?, ?)"
_PUT_ONE: Final = text("INSERT INTO briefing_index(rowid, title, words) VALUES (:id, :title, :words)")
_TAKE: Final = text("DELETE FROM briefing_index WHERE rowid = :id")


def index_briefing(session: Session, number: int) -> None:
    """Make a paper findable as it is now."""
    session.flush()
    connection = session.connection()
    connection.execute(_TAKE, {"id": number})
    row = connection.execute(_ONE, {"id": number}).first()
    if row is not None:
        title, words = _words(row[1], row[2:])
        connection.execute(_PUT_ONE, {"id": number, "title": title, "words": words})


def renew_briefings(connection: sqlite3.Connection) -> None:
    """Index every paper anew."""
    connection.execute("DELETE FROM briefing_index")
    connection.executemany(_PUT, _all(connection))


def _words(title: str, said: Sequence[str | None]) -> tuple[str, str]:
    return index_text(title), index_text("\n".join(part for part in said if part))


def _all(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    for number, title, *said in connection.execute(_SAID).fetchall():
        yield number, *_words(title, said)
