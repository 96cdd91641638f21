"""Reads of routing: the words in force here, and the offices that a paper is proposed for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.routing import shipped_routing_words
from dutyroom.data.tables import JournalEntry, JournalRow, Notice, RoutingWord, Unit
from dutyroom.rules import routing
from dutyroom.rules.routing import Led, lead_and_helpers, route

LEARNT_BY = "matter.assigned"
"""The event of the entry by which a word is learnt or confirmed."""
_TABLE = RoutingWord.__tablename__


@dataclass(frozen=True, slots=True)
class RouteRow:
    """An office that a paper is proposed for, and the words that led there, the strongest first."""

    unit_id: int
    unit: str
    score: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedRow:
    """An office that the words of a text lead to; ``role``: lead, helper, or empty where it has too few points."""

    unit: str
    score: int
    role: str
    words: tuple[Led, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingWordRow:
    """A word of the table as the office sees it.

    Shipped ones that the office left alone have no ``id`` and version 0; ``shipped`` is the weight that one came with.
    """

    word: str
    unit_id: int
    unit: str
    weight: int
    origin: str
    active: bool = True
    id: int | None = None
    version: int = 0
    shipped: int | None = None
    decisions: int = 0
    removed: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether a shipped word stands otherwise than it came."""
        return self.shipped is not None and (self.weight, self.origin, self.active) != (self.shipped, "office", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEvent:
    """Something that happened to a word: a decision that taught or confirmed it, or a change by hand."""

    seq: int
    event: str
    at: datetime
    author: str
    text: str
    matter_id: int | None


def routing_words(session: Session) -> list[routing.RoutingWord[int]]:
    """Every word that leads to an office here: the shipped ones, the office's own over them."""
    found = {(row.word, row.unit_id): row for row in _shipped_rows(session)}
    for own in _own_rows(session):
        found[own.word, own.unit_id] = own
    return [
        routing.RoutingWord(row.word, row.unit_id, row.weight, row.origin)
        for row in found.values()
        if row.active and not row.removed
    ]


def routing_word_rows(session: Session, *, removed: bool = False) -> list[RoutingWordRow]:
    """The whole table of words, also those that the office switched off; with ``removed`` those it took out too."""
    found = {(row.word, row.unit_id): row for row in _shipped_rows(session)}
    shipped = {key: row.weight for key, row in found.items()}
    taught = _decisions(session)
    for own in _own_rows(session, shipped, taught):
        found[own.word, own.unit_id] = own
    return [row for row in found.values() if removed or not row.removed]


def routing_word(session: Session, word: str, unit_id: int) -> RoutingWord | None:
    """The office's own row of a word and a unit, to be changed."""
    return session.scalar(select(RoutingWord).where(RoutingWord.word == word, RoutingWord.unit_id == unit_id))


def shipped_weights(session: Session) -> dict[tuple[str, int], int]:
    """The weight that each shipped word came with, by word and office."""
    return {(row.word, row.unit_id): row.weight for row in _shipped_rows(session)}


def history_of_word(session: Session, number: int, most: int = 8) -> list[WordEvent]:
    """What happened to a word of the office's own, the newest first: every entry that covers its row."""
    asked = (
        select(JournalEntry)
        .join(JournalRow, JournalRow.seq == JournalEntry.seq)
        .where(JournalRow.record_kind == _TABLE, JournalRow.record_id == number)
        .order_by(JournalEntry.seq.desc())
        .limit(most)
    )
    return [
        WordEvent(
            seq=entry.seq,
            event=entry.event,
            at=entry.written_at,
            author=entry.author_name,
            text=(entry.text or "").split("\n")[0],
            matter_id=entry.record_id if entry.record_kind == "matter" else None,
        )
        for entry in session.scalars(asked)
    ]


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


def routes_tried(session: Session, text: str) -> list[TriedRow]:
    """Every office that the words of a text lead to, with the points of each word; its first line is the title."""
    title, _, body = text.strip().partition("\n")
    routes = route(title, body, routing_words(session))
    lead, helpers = lead_and_helpers(routes)
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    return [
        TriedRow(
            unit=names.get(one.unit_id, ""),
            score=one.score,
            role="lead" if one is lead else "helper" if one in helpers else "",
            words=one.words,
        )
        for one in routes
    ]


def routes_of_matter(session: Session, matter_id: int, title: str) -> list[RouteRow]:
    """The same for a registered matter."""
    body = session.scalar(select(Notice.content).where(Notice.id == matter_id)) or ""
    return routes_of_text(session, title, body)


def _shipped_rows(session: Session) -> Iterable[RoutingWordRow]:
    units = {unit.key: unit for unit in session.scalars(select(Unit).where(Unit.active.is_(True)))}
    for word in shipped_routing_words():
        unit = units.get(word.unit_id)
        if unit is not None:
            yield RoutingWordRow(
                word=word.word,
                unit_id=unit.id,
                unit=unit.name,
                weight=word.weight,
                origin=word.origin,
                shipped=word.weight,
            )


def _own_rows(
    session: Session, shipped: dict[tuple[str, int], int] | None = None, taught: dict[int, int] | None = None
) -> Iterable[RoutingWordRow]:
    asked = select(RoutingWord, Unit.name).join(Unit, Unit.id == RoutingWord.unit_id).where(Unit.active.is_(True))
    for own, unit in session.execute(asked.order_by(RoutingWord.id)):
        yield RoutingWordRow(
            id=own.id,
            word=own.word,
            unit_id=own.unit_id,
            unit=unit,
            weight=own.weight,
            origin=own.origin,
            active=own.active,
            version=own.version,
            shipped=(shipped or {}).get((own.word, own.unit_id)),
            decisions=(taught or {}).get(own.id, 0),
            removed=own.removed_at is not None,
        )


def _decisions(session: Session) -> dict[int, int]:
    """How many decisions taught or confirmed each word of the office's own, as the journal holds them."""
    asked = (
        select(JournalRow.record_id, func.count())
        .join(JournalEntry, JournalEntry.seq == JournalRow.seq)
        .where(JournalRow.record_kind == _TABLE, JournalEntry.event == LEARNT_BY)
        .group_by(JournalRow.record_id)
    )
    return dict(session.execute(asked).all())
