"""Spelling help: the English words of the library that are nearest to one which it does not know."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from dutyroom.data.queries.plan_names import rows_of
from dutyroom.rules.spelling import ENGLISH, nearest
from dutyroom.rules.terms import match_query

_MOST: Final = 3
# On a connection of its own: the one that questions are asked on may make nothing, not even this view of the index.
_VIEW: Final = "CREATE VIRTUAL TABLE temp.known_words USING fts5vocab('main', 'plan_index', 'row')"
_KNOWN: Final = "SELECT term, doc FROM temp.known_words WHERE term >= ? AND term < ?"
_IS_SAID: Final = "SELECT 1 FROM plan_index WHERE plan_index MATCH ? LIMIT 1"


def meant_words(session: Session, words: str) -> list[str]:
    """The words with those that the library does not know replaced by the nearest that it knows; at most three ways.

    Empty where every word is known, or where nothing is near.
    """
    said = words.lower().split()
    unknown = [at for at, word in enumerate(said) if ENGLISH.fullmatch(word) and not _is_known(session, word)]
    if not unknown:
        return []
    ways: list[str] = []
    with closing(sqlite3.connect(f"{_path(session).as_uri()}?mode=ro", uri=True, timeout=1)) as view:
        view.execute(_VIEW)
        near = {at: _nearest(view, said[at]) for at in unknown}
    if not all(near.values()):
        return []
    for number in range(max(len(found) for found in near.values())):
        meant = list(said)
        for at, found in near.items():
            meant[at] = found[min(number, len(found) - 1)]
        ways.append(" ".join(meant))
    return ways[:_MOST]


def _is_known(session: Session, word: str) -> bool:
    return bool(rows_of(session, _IS_SAID, (match_query(f"{word} ."),)))


def _nearest(view: sqlite3.Connection, word: str) -> list[str]:
    """Among words that begin with its first two letters, or with those exchanged: the beginning is seldom wrong."""
    for begun in (word[:2], word[1::-1]):
        span = begun, f"{begun}{{"
        found = nearest(word, (row for row in view.execute(_KNOWN, span) if ENGLISH.fullmatch(row[0])))
        if found:
            return found
    return []


def _path(session: Session) -> Path:
    return Path(str(session.get_bind().engine.url.database)).resolve()
