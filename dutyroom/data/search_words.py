"""The words that mean the same in a search: the shipped groups, and the office's own over them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.resources import resource_path
from dutyroom.data.tables import SearchWords
from dutyroom.rules.alike import WordGroup, concerned, folded_groups, groups_of_table
from dutyroom.rules.terms import Asked

_OWN = "SELECT id, words, shipped_key, active, version FROM search_words ORDER BY id"


@cache
def shipped_groups() -> tuple[WordGroup, ...]:
    """The shipped groups; raises ``ValueError`` for a wrong one. Read once."""
    table: dict[str, Any] = tomllib.loads(resource_path("search/words.toml").read_text("utf-8"))
    return groups_of_table(table)


def word_groups(session: Session) -> tuple[WordGroup, ...]:
    """All groups as they stand: the office's own first, then the shipped ones, as the office has left them."""
    cursor = session.connection().connection.cursor()
    try:
        return _merged(tuple(cursor.execute(_OWN).fetchall()))
    finally:
        cursor.close()


def asked_of(session: Session, words: str) -> Asked:
    """The words with the groups that concern them."""
    return Asked(words, concerned(known_groups(session), words))


def known_groups(session: Session) -> tuple[tuple[str, ...], ...]:
    """The groups that are switched on, folded."""
    return _folded(word_groups(session))


@lru_cache(maxsize=4)
def _folded(groups: tuple[WordGroup, ...]) -> tuple[tuple[str, ...], ...]:
    return folded_groups(groups)


@lru_cache(maxsize=4)
def _merged(rows: Sequence[tuple[int, str, str, int, int]]) -> tuple[WordGroup, ...]:
    changed = {row[2]: row for row in rows if row[2]}
    own = [
        WordGroup(words=tuple(words.split("\n")), active=bool(active), id=number, version=version)
        for number, words, key, active, version in rows
        if not key
    ]
    shipped = []
    for group in shipped_groups():
        if (row := changed.get(group.key)) is None:
            shipped.append(group)
            continue
        number, words, key, active, version = row
        shipped.append(
            WordGroup(
                words=tuple(words.split("\n")),
                key=key,
                note=group.note,
                active=bool(active),
                id=number,
                version=version,
                shipped=group.words,
            )
        )
    return (*own, *shipped)


def own_words(session: Session, number: int) -> SearchWords | None:
    """A row of the office's own, to be changed."""
    return session.get(SearchWords, number)


def own_words_of(session: Session, key: str) -> SearchWords | None:
    """The office's row over a shipped group, to be changed; None where it stands as it came."""
    return session.scalar(select(SearchWords).where(SearchWords.shipped_key == key))
