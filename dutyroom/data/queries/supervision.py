"""Reads of the register of supervision, and its counts by unit."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.matter_search import lit
from dutyroom.data.queries.matters import MatterInFull, MatterRow, matter_in_full, matter_row
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Assignment, Matter, Notice, OpenItem, Supervision
from dutyroom.rules.matter import OPEN, TITLE_MOST, Duty, MatterKind, Progress, Role, State, StepKind
from dutyroom.rules.matter_clock import ClockStart
from dutyroom.rules.supervision import (
    YELLOW_BEFORE,
    Basis,
    Light,
    SetUpSupervision,
    may_be_urged,
    supervision_clock,
    unit_colours,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionRow:
    """A supervised matter as its register shows it; ``urged`` counts the urging of all its units."""

    matter: MatterRow
    basis: str
    colour: str
    helpers: tuple[str, ...]
    urged: int
    notices: tuple[tuple[str, str, int], ...] = ()
    """Unit, colour of its last notice, how often it was urged: of each that was urged and has it in hand."""

    @property
    def id(self) -> int:
        """The number of the matter."""
        return self.matter.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionFacts:
    """What a supervised matter has beside the matter."""

    basis: str
    asked: str
    leader: str
    session: str
    proposal_number: str
    proposers: str
    contact: str
    is_hard: bool
    colour: str
    met_on: date | None
    met_how: str
    reply_number: str
    replied_on: date | None
    result: str
    satisfied: str
    redo_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionInFull:
    """A supervised matter with everything that hangs on it."""

    common: MatterInFull
    facts: SupervisionFacts

    @property
    def colours(self) -> dict[int, str]:
        """The colour of the last notice to each unit, by the number of its assignment."""
        units = [(row.id, row.colour, row.urged_count) for row in self.common.assignments]
        return unit_colours(units, self.facts.colour)

    @property
    def matter(self) -> MatterRow:
        """The matter."""
        return self.common.matter


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLights:
    """How the matters that a unit leads stand; ``unit`` is empty for those that nobody has in hand.

    Of ``judged`` matters it is known whether their limit was kept: closed since the day asked for, or open past it;
    ``kept`` of these were closed in time.
    """

    unit: str
    green: int
    yellow: int
    red: int
    over: int
    kept: int
    judged: int

    @property
    def open(self) -> int:
        """How many are open."""
        return self.green + self.yellow + self.red


def supervision_in_full(session: Session, number: int) -> SupervisionInFull | None:
    """A supervised matter with all that every matter has; None where there is none."""
    common = matter_in_full(session, number)
    row = session.get(Supervision, number)
    if common is None or row is None:
        return None
    facts = {field.name: getattr(row, field.name) for field in fields(SupervisionFacts)}
    return SupervisionInFull(common=common, facts=SupervisionFacts(**facts))


def supervision_rows(session: Session, numbers: Sequence[int]) -> list[SupervisionRow]:
    """The rows of these matters, in the order asked for; two queries whatever their number."""
    if not numbers:
        return []
    asked = select(Matter, Supervision.basis, Supervision.colour).join(Supervision, Supervision.id == Matter.id)
    units = session.execute(select(Assignment).where(Assignment.matter_id.in_(numbers)).order_by(Assignment.id))
    of_matter: dict[int, list[Assignment]] = {}
    for row in units.scalars():
        of_matter.setdefault(row.matter_id, []).append(row)
    found = {
        matter.id: SupervisionRow(
            matter=matter_row(matter),
            basis=basis,
            colour=colour,
            **_of_units(of_matter.get(matter.id, []), colour),
        )
        for matter, basis, colour in session.execute(asked.where(Matter.id.in_(numbers)))
    }
    return [found[number] for number in numbers if number in found]


def _of_units(rows: list[Assignment], of_matter: str) -> dict[str, Any]:
    colours = unit_colours([(row.id, row.colour or "", row.urged_count) for row in rows], of_matter)
    held = [row for row in rows if row.state != Progress.WITHDRAWN]
    return {
        "helpers": tuple(row.unit for row in held if row.role == Role.HELPER),
        "urged": sum(row.urged_count for row in rows),
        "notices": tuple((row.unit, colours[row.id], row.urged_count) for row in held if row.urged_count),
    }


def to_be_urged(session: Session, numbers: Container[int], before: datetime | None) -> list[tuple[int, int]]:
    """Who owes an answer in these open matters: matter and assignment; ``before``: only those past their limit then."""
    asked = (
        select(Matter.id, Assignment.id, Assignment.state, Matter.state)
        .join(Assignment, Assignment.matter_id == Matter.id)
        .where(Matter.kind == MatterKind.SUPERVISION.value, Matter.state.in_(OPEN))
        .order_by(Matter.id, Assignment.id)
    )
    if before is not None:
        asked = asked.where(Matter.due_at <= before)
    rows = session.execute(asked)
    return [(one, unit) for one, unit, progress, state in rows if one in numbers and may_be_urged(progress, state)]


def lights_by_unit(session: Session, now: datetime, zone: ZoneInfo, yellow_before: timedelta) -> list[UnitLights]:
    """How the matters of each leading unit stand, the worst first; what was closed counts for this year."""
    since = datetime(now.astimezone(zone).year, 1, 1, tzinfo=zone).astimezone(UTC)
    limit = _limits_to_close()
    closed = and_(Matter.state.in_((State.CLOSED.value, State.FILED.value)), Matter.closed_at >= since)
    ended = and_(closed, limit.c.closed_at.is_not(None))
    columns = (
        _count(lit(Light.GREEN, now, now + yellow_before)),
        _count(lit(Light.YELLOW, now, now + yellow_before)),
        _count(lit(Light.RED, now, now + yellow_before)),
        _count(closed),
        _count(and_(ended, limit.c.closed_at <= limit.c.due_at)),
        _count(or_(ended, and_(Matter.state.in_(OPEN), limit.c.due_at <= now))),
    )
    rows = session.execute(
        select(Matter.lead, *columns)
        .outerjoin(limit, limit.c.matter_id == Matter.id)
        .where(Matter.kind == MatterKind.SUPERVISION.value, Matter.state != State.VOID.value)
        .group_by(Matter.lead)
    )
    found = [
        UnitLights(unit=unit, green=green, yellow=yellow, red=red, over=over, kept=kept, judged=judged)
        for unit, green, yellow, red, over, kept, judged in rows
    ]
    shown = [unit for unit in found if unit.open or unit.over]
    return sorted(shown, key=lambda unit: (-unit.red, -unit.yellow, -unit.green, unit.unit))


def yellow_before(session: Session, now: datetime, zone: ZoneInfo) -> timedelta:
    """How long before its limit a light turns yellow, by the rules in force here."""
    return timedelta(days=rule_book(session).number(YELLOW_BEFORE, now.astimezone(zone).date()))


def proposed_limit(session: Session, asked: SetUpSupervision, now: datetime, zone: ZoneInfo) -> ClockStart:
    """The limit that a matter would have if it were set up now."""
    return supervision_clock(asked, asked.received_at or now, rule_book(session), zone)


def supervision_from(session: Session, number: int) -> SetUpSupervision | None:
    """What a notice proposes for its supervision: on its leader's instruction where it has one, else as a paper."""
    found = matter_in_full(session, number)
    if found is None:
        return None
    notice = session.get(Notice, number)
    instructed = [step for step in found.steps if step.kind == StepKind.INSTRUCT and step.leader]
    source = " ".join(part for part in (found.matter.source, notice.document_number if notice else "") if part)
    required = notice.required if notice is not None else ""
    return SetUpSupervision(
        basis=Basis.INSTRUCTION if instructed else Basis.PAPER,
        title=found.matter.title[:TITLE_MOST],
        asked=instructed[-1].text if instructed else required,
        source=source,
        leader=instructed[-1].leader if instructed else "",
        is_urgent=found.matter.urgency in ("特提", "特急"),
        grew_out_of=number,
    )


def _limits_to_close() -> Subquery:
    """The last limit to close of each matter, with when it was met; those stopped without being met are left out."""
    newest = (
        select(func.max(OpenItem.id))
        .where(OpenItem.duty == Duty.CLOSE.value, OpenItem.due_at.is_not(None), OpenItem.state != "stopped")
        .group_by(OpenItem.matter_id)
    )
    asked = select(OpenItem.matter_id, OpenItem.due_at, OpenItem.closed_at)
    return asked.where(OpenItem.id.in_(newest)).subquery()


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
