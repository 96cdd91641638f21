"""Reads of routing: the words in force here, and the offices that a paper is proposed for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.routing import shipped_routing_words
from dutyroom.data.tables import Notice, RoutingWord, Unit
from dutyroom.rules import routing
from dutyroom.rules.routing import lead_and_helpers, route


@dataclass(frozen=True, slots=True)
class RouteRow:
    """An office that a paper is proposed for, and the words that led there, the strongest first."""

    unit_id: int
    unit: str
    score: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoutingWordRow:
    """A word of the table as the office sees it: shipped ones have no ``id`` until the office changes them."""

    id: int | None
    word: str
    unit_id: int
    unit: str
    weight: int
    origin: str
    active: bool


def routing_words(session: Session) -> list[routing.RoutingWord[int]]:
    """Every word that leads to an office here: the shipped ones, the office's own over them."""
    return [
        routing.RoutingWord(row.word, row.unit_id, row.weight, row.origin)
        for row in routing_word_rows(session)
        if row.active
    ]


def routing_word_rows(session: Session) -> list[RoutingWordRow]:
    """The whole table of words, also those that the office switched off."""
    units = {unit.key: unit for unit in session.scalars(select(Unit).where(Unit.active.is_(True)))}
    names = {unit.id: unit.name for unit in units.values()}
    found: dict[tuple[str, int], RoutingWordRow] = {}
    for word in shipped_routing_words():
        unit = units.get(word.unit_id)
        if unit is not None:
            row = RoutingWordRow(None, word.word, unit.id, unit.name, word.weight, word.origin, active=True)
            found[word.word, unit.id] = row
    for own in session.scalars(select(RoutingWord).order_by(RoutingWord.id)):
        if own.unit_id in names:
            found[own.word, own.unit_id] = RoutingWordRow(
                own.id, own.word, own.unit_id, names[own.unit_id], own.weight, own.origin, own.active
            )
    return list(found.values())


def routing_word(session: Session, word: str, unit_id: int) -> RoutingWord | None:
    """The office's own row of a word and a unit, to be changed."""
    return session.scalar(select(RoutingWord).where(RoutingWord.word == word, RoutingWord.unit_id == unit_id))


def routes_of_text(session: Session, title: str, body: str) -> list[RouteRow]:
    """The lead and its helpers for a paper of this title and text, with the words that led there."""
    lead, helpers = lead_and_helpers(route(title, body, routing_words(session)))
    if lead is None:
        return []
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    return [
        RouteRow(one.unit_id, names.get(one.unit_id, ""), one.score, tuple(led.word for led in one.words))
        for one in (lead, *helpers)
    ]


def routes_of_matter(session: Session, matter_id: int, title: str) -> list[RouteRow]:
    """The same for a registered matter."""
    body = session.scalar(select(Notice.content).where(Notice.id == matter_id)) or ""
    return routes_of_text(session, title, body)
