"""The search index of the mayor's telephone: what its cases say, without the names and numbers of the callers.

It holds no text of its own (three million cases), so a case is forgotten before its row changes and indexed after. A
case merged into another is not held: what its callers said is found under the one that stands for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from dutyroom.rules.hotline_privacy import masked_text
from dutyroom.rules.terms import index_text

_SAID: Final = (
    "SELECT m.id, m.number, c.outside_number, m.title, c.text, c.answer, c.area, c.street, c.place, c.turn_to,"
    " coalesce((SELECT group_concat(said, char(10)) FROM hotline_call WHERE matter_id = m.id), ''),"
    " coalesce((SELECT group_concat(name, char(10)) FROM hotline_call WHERE matter_id = m.id), ''),"
    " coalesce((SELECT group_concat(address, char(10)) FROM hotline_call WHERE matter_id = m.id), ''),"
    " coalesce((SELECT group_concat(phone || char(10) || second, char(10)) FROM hotline_call WHERE matter_id = m.id), '')"
    " FROM matter m JOIN hotline_case c ON c.id = m.id"
)
"""A case's id, its two numbers and whatever else is looked for in, then names, addresses and numbers of its callers."""
_ONE: Final = text(f"{_SAID} WHERE m.id = :id")
CASES_SAID: Final = f"{_SAID} WHERE c.duplicate_of IS NULL"
"""The same of all that are found: what a case that was merged into another says is found there."""
_MERGED: Final = text("SELECT 1 FROM hotline_case WHERE id = :id AND duplicate_of IS NOT NULL")
_HELD: Final = text("SELECT 1 FROM hotline_index_docsize WHERE id = :id")
_PUT: Final = "INSERT INTO hotline_index(rowid, words) VALUES (?, ?)"
_TAKE: Final = text("INSERT INTO hotline_index(hotline_index, rowid, words) VALUES ('delete', :id, :words)")
_PUT_ONE: Final = text("INSERT INTO hotline_index(rowid, words) VALUES (:id, :words)")


def case_words(said: Sequence[str], names: str, addresses: str, phones: str = "") -> str:
    """What the index holds of a case: number, title, demand, answer and place, masked as they are shown."""
    whole = "\n".join(part for part in said if part)
    return index_text(masked_text(whole, *(who.split("\n") for who in (names, addresses, phones))))


@contextmanager
def reindexing_case(session: Session, matter_id: int) -> Iterator[None]:
    """Index a case anew after the block has changed it, its callers or its answer."""
    forget_case(session, matter_id)
    yield
    index_case(session, matter_id)


def forget_case(session: Session, matter_id: int) -> None:
    """Take a case out of the index, before what it says changes."""
    session.flush()
    if session.execute(_HELD, {"id": matter_id}).first() is not None:
        session.connection().execute(_TAKE, {"id": matter_id, "words": _words_of(session, matter_id)})


def index_case(session: Session, matter_id: int) -> None:
    """Make a case findable; one that is merged is found by the one that stands for it."""
    session.flush()
    if session.execute(_MERGED, {"id": matter_id}).first() is not None:
        return
    session.connection().execute(_PUT_ONE, {"id": matter_id, "words": _words_of(session, matter_id)})


def renew_cases(connection: sqlite3.Connection) -> None:
    """Index all cases anew."""
    connection.execute("INSERT INTO hotline_index(hotline_index) VALUES ('delete-all')")
    connection.executemany(_PUT, ((number, case_words(said, *who)) for number, said, who in _all(connection)))


def _all(connection: sqlite3.Connection) -> Iterator[tuple[int, list[str], list[str]]]:
    for number, *said in connection.execute(CASES_SAID):
        yield number, said[:-3], said[-3:]


def _words_of(session: Session, matter_id: int) -> str:
    row = session.execute(_ONE, {"id": matter_id}).one()
    return case_words(row[1:-3], *row[-3:])
