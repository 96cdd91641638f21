"""The matters that a bulletin can be about: the newest, without those that are secret or void."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from dutyroom.data.reading import Session
from dutyroom.data.tables import Matter
from dutyroom.rules.matter import MatterKind, State

OFFERED: Final = 300
_KINDS: Final = (MatterKind.INCIDENT, MatterKind.NOTICE, MatterKind.WARNING, MatterKind.SUPERVISION)


@dataclass(frozen=True, slots=True)
class MatterChoice:
    """A matter by number and title."""

    id: int
    number: str
    title: str


def matters_to_tell(session: Session, wanted: int | None = None) -> list[MatterChoice]:
    """The newest matters, the one with the id ``wanted`` first, however old it is and whatever its kind."""
    columns = (Matter.id, Matter.number, Matter.title)
    asked = (
        select(*columns)
        .where(Matter.kind.in_([kind.value for kind in _KINDS]), Matter.secrecy == "", Matter.state != State.VOID.value)
        .order_by(Matter.received_at.desc(), Matter.id.desc())
        .limit(OFFERED)
    )
    found = [MatterChoice(*row) for row in session.execute(asked)]
    if wanted is None:
        return found
    first = [MatterChoice(*row) for row in session.execute(select(*columns).where(Matter.id == wanted))]
    return [*first, *(row for row in found if row.id != wanted)]
