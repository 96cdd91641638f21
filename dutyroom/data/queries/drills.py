"""Reads of a drill: its script, what was played in, what the officer did meanwhile."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Drill, DrillInject, Incident, JournalEntry, Matter
from dutyroom.rules.entry import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectRow:
    """Something that is played in."""

    id: int
    after_s: int
    source: str
    person: str
    text: str
    figures: dict[str, int]
    played_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillRow:
    """The drill of an exercise store, with its script in order."""

    id: int
    origin: str
    title: str
    subtype: str
    grade: str
    speed: int
    started_at: datetime | None
    ended_at: datetime | None
    version: int
    injects: tuple[InjectRow, ...]


def drill_in_full(session: Session) -> DrillRow | None:
    """The drill that this store was made for; None where it is no exercise store."""
    row = session.scalar(select(Drill).order_by(Drill.id.desc()).limit(1))
    if row is None:
        return None
    rows = session.scalars(
        select(DrillInject).where(DrillInject.drill_id == row.id).order_by(DrillInject.after_s, DrillInject.id)
    )
    injects = tuple(
        InjectRow(
            id=each.id,
            after_s=each.after_s,
            source=each.source,
            person=each.person,
            text=each.text,
            figures=json.loads(each.figures),
            played_at=each.played_at,
        )
        for each in rows
    )
    return DrillRow(
        id=row.id,
        origin=row.origin,
        title=row.title,
        subtype=row.subtype,
        grade=row.grade,
        speed=row.speed,
        started_at=row.started_at,
        ended_at=row.ended_at,
        version=row.version,
        injects=injects,
    )


def incidents_since(session: Session, since: datetime) -> list[int]:
    """The incidents that came in since the drill began, the first one first."""
    asked = select(Matter.id).join(Incident, Incident.id == Matter.id).where(Matter.received_at >= since)
    return list(session.scalars(asked.order_by(Matter.id)))


def writers_of_drill(session: Session, since: datetime, until: datetime | None) -> tuple[str, ...]:
    """Who wrote something while the drill ran, the first one first; what the program wrote by itself is left out."""
    asked = select(JournalEntry.author_name).where(
        JournalEntry.written_at >= since, JournalEntry.author_id.is_not(None), JournalEntry.kind != Kind.SYSTEM.value
    )
    if until is not None:
        asked = asked.where(JournalEntry.written_at <= until)
    return tuple(dict.fromkeys(session.scalars(asked.order_by(JournalEntry.seq))))
