"""The search index of the knowledge shelf: question, answer, unit and source, and the question by its pinyin.

What was taken off the shelf is found no more. Pinyin stands there from each syllable on, as tokens of their own kind,
so that three letters of an answer are never taken for the initials of a question.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from dutyroom.data.pinyin import pinyin_of
from dutyroom.rules.knowledge import SPELT
from dutyroom.rules.pinyin_find import syllables
from dutyroom.rules.terms import index_text

_SAID: Final = "SELECT id, question, answer, unit, source FROM knowledge_item WHERE active"
_ONE: Final = text(f"{_SAID} AND id = :id")
_PUT: Final = "INSERT INTO knowledge_index(rowid, title, words) VALUES (?, ?, ?)"
_PUT_ONE: Final = text("INSERT INTO knowledge_index(rowid, title, words) VALUES (:id, :title, :words)")
_TAKE: Final = text("DELETE FROM knowledge_index WHERE rowid = :id")
_SPELT_MOST: Final = 24
"""Letters of pinyin that are kept from a syllable on; nobody types more of it."""


def index_item(session: Session, number: int) -> None:
    """Make an item findable as it is now; one that is off the shelf is found no more."""
    session.flush()
    connection = session.connection()
    connection.execute(_TAKE, {"id": number})
    row = connection.execute(_ONE, {"id": number}).first()
    if row is not None:
        title, words = item_words(row[1], row[2:])
        connection.execute(_PUT_ONE, {"id": number, "title": title, "words": words})


def renew_knowledge(connection: sqlite3.Connection) -> None:
    """Index the whole shelf anew."""
    connection.execute("DELETE FROM knowledge_index")
    connection.executemany(_PUT, _all(connection))


def item_words(question: str, said: Sequence[str]) -> tuple[str, str]:
    """What the index holds of a question, and of what belongs to it."""
    words = index_text("\n".join(part for part in said if part))
    return index_text(question), " ".join([words, *_spelt(question)])


def _spelt(question: str) -> Iterator[str]:
    initials, pinyin = pinyin_of(question)
    for place in range(len(initials)):
        yield SPELT + initials[place : place + _SPELT_MOST]
    for place in syllables(initials, pinyin):
        yield SPELT + pinyin[place : place + _SPELT_MOST]


def _all(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    for number, question, *said in connection.execute(_SAID).fetchall():
        yield number, *item_words(question, said)
