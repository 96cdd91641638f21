"""Reads of the words that mean the same in a search: the groups, and how a query is understood by them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dutyroom.data.search_words import asked_of
from dutyroom.data.search_words import word_groups as word_groups
from dutyroom.rules.terms import terms_of


@dataclass(frozen=True, slots=True)
class Understood:
    """A word of a query, the other writings of it, and the words that are taken for it."""

    word: str
    writings: tuple[str, ...]
    alike: tuple[str, ...]


def understood(session: Session, words: str) -> list[Understood]:
    """How a search takes these words."""
    return [
        Understood(
            "".join(term.ways[0]),
            tuple(" ".join(way) for way in term.ways[1:]),
            tuple(" ".join(way) for way in term.alike),
        )
        for term in terms_of(asked_of(session, words))
    ]
