"""Reads for the board: the incidents that run, the gravest first, and how each area stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.incidents import IncidentFacts, incident_rows
from dutyroom.data.queries.matters import MatterRow
from dutyroom.data.tables import Activation, Incident, Matter
from dutyroom.rules.activation import ActivationState
from dutyroom.rules.matter import OPEN, MatterKind

_RUNS = (Matter.kind == MatterKind.INCIDENT.value, Matter.state.in_([state.value for state in OPEN]))


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaStand:
    """How many incidents run in an area, and the gravest grade among them; empty where none is graded."""

    area: str
    running: int
    gravest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """An incident that runs, with the levels of response in force for it, the highest first."""

    matter: MatterRow
    facts: IncidentFacts
    levels: tuple[str, ...]

    @property
    def id(self) -> int:
        """The number of the matter."""
        return self.matter.id


def running_incidents(session: Session) -> tuple[list[int], list[AreaStand]]:
    """The numbers of the incidents that run, by grade, then by the next limit; and the areas in which they run."""
    asked = (
        select(Matter.id)
        .join(Incident, Incident.id == Matter.id)
        .where(*_RUNS)
        .order_by(
            case((Incident.grade == "", 1), else_=0),
            Incident.grade,
            Matter.due_at.is_(None),
            Matter.due_at,
            Matter.received_at,
        )
    )
    areas = (
        select(Incident.area, func.count(), func.min(func.nullif(Incident.grade, "")))
        .join(Matter, Matter.id == Incident.id)
        .where(*_RUNS)
        .group_by(Incident.area)
        .order_by(Incident.area)
    )
    stands = [AreaStand(area=area, running=count, gravest=grade or "") for area, count, grade in session.execute(areas)]
    return list(session.scalars(asked)), stands


def board_rows(session: Session, numbers: Sequence[int]) -> list[BoardRow]:
    """The rows of these incidents, in the order asked for."""
    levels: dict[int, set[str]] = {}
    at_work = select(Activation.matter_id, Activation.level).where(
        Activation.matter_id.in_(numbers), Activation.state == ActivationState.RUNNING.value
    )
    for number, level in session.execute(at_work):
        levels.setdefault(number, set()).add(level)
    return [
        BoardRow(matter=row.matter, facts=row.facts, levels=tuple(sorted(levels.get(row.id, ()))))
        for row in incident_rows(session, numbers)
    ]
