"""Reads that only the reports of the mayor's telephone need: what is open, overdue, urgent or notable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import HotlineCall, HotlineCase, Matter
from dutyroom.rules.hotline import AT_ONCE, Channel
from dutyroom.rules.matter import OPEN, MatterKind, State

_OPEN: Final = [state.value for state in OPEN]
_IS_CASE: Final = Matter.kind == MatterKind.HOTLINE.value
_RIGHTLY: Final = Matter.state != State.VOID.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the cases that were taken in a period; ``merged`` are counted nowhere else."""

    direct: int
    dispatched: int
    transferred: int
    refused: int
    merged: int
    at_once: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many cases are open at an instant, and how many of them past their limit to close, by the unit that leads."""

    open: int
    overdue: int
    by_unit: dict[str, int]


def taken_in(session: Session, since: datetime, until: datetime) -> Taken:
    """What became of the cases that were taken from ``since`` to before ``until``."""
    left_out = [State.MERGED.value]
    counted = Matter.state.not_in(left_out)
    tests: dict[str, ColumnElement[bool]] = {
        "direct": and_(counted, HotlineCase.is_direct.is_(True)),
        "dispatched": and_(counted, HotlineCase.dispatched_at.is_not(None)),
        "transferred": Matter.state == State.TRANSFERRED.value,
        "refused": Matter.state == State.REFUSED.value,
        "merged": Matter.state == State.MERGED.value,
        "at_once": and_(counted, Matter.urgency == AT_ONCE),
    }
    sums: list[ColumnElement[Any]] = [func.sum(case((test, 1), else_=0)).label(name) for name, test in tests.items()]
    row = session.execute(_cases(select(*sums)).where(*_received(since, until))).one()
    return Taken(**{name: getattr(row, name) or 0 for name in tests})


def closed_in(session: Session, since: datetime, until: datetime) -> int:
    """How many cases were closed from ``since`` to before ``until``, whenever they were taken."""
    asked = select(func.count()).select_from(Matter)
    asked = asked.where(_IS_CASE, _RIGHTLY, Matter.state != State.MERGED.value)
    return session.execute(asked.where(Matter.closed_at >= since, Matter.closed_at < until)).scalar_one()


def calls_in(session: Session, since: datetime, until: datetime) -> int:
    """How many calls and messages came from ``since`` to before ``until``, those of merged cases too."""
    asked = select(func.count()).select_from(HotlineCall)
    return session.execute(asked.where(HotlineCall.called_at >= since, HotlineCall.called_at < until)).scalar_one()


def standing(session: Session, now: datetime) -> Standing:
    """What is open at this instant."""
    late = HotlineCase.close_due_at < now
    asked = _cases(select(Matter.lead, func.count(), func.sum(case((late, 1), else_=0))))
    rows = session.execute(asked.where(_IS_CASE, Matter.state.in_(_OPEN)).group_by(Matter.lead)).all()
    by_unit = {lead: overdue for lead, _, overdue in rows if overdue}
    return Standing(open=sum(row[1] for row in rows), overdue=sum(by_unit.values()), by_unit=by_unit)


def overdue_cases(session: Session, now: datetime, most: int) -> list[int]:
    """Open cases past their limit to close, longest overdue first."""
    asked = _cases(select(Matter.id)).where(_IS_CASE, Matter.state.in_(_OPEN), HotlineCase.close_due_at < now)
    return list(session.scalars(asked.order_by(HotlineCase.close_due_at, Matter.id).limit(most)))


def urgent_cases(session: Session, since: datetime, until: datetime, most: int) -> list[int]:
    """Cases for at once that were taken in a period, those still open first, then the newest."""
    asked = _cases(select(Matter.id)).where(*_received(since, until), Matter.urgency == AT_ONCE)
    asked = asked.where(Matter.state != State.MERGED.value)
    is_open = case((Matter.state.in_(_OPEN), 0), else_=1)
    return list(session.scalars(asked.order_by(is_open, Matter.received_at.desc(), Matter.id.desc()).limit(most)))


def notable_cases(session: Session, since: datetime, until: datetime, calls: int, most: int) -> list[int]:
    """Cases of a period that became an incident, came from a leader, got a card, or were called for ``calls`` times."""
    why = or_(
        HotlineCase.incident_id.is_not(None),
        HotlineCase.channel == Channel.LEADER.value,
        HotlineCase.card != "",
        HotlineCase.calls >= calls,
    )
    asked = _cases(select(Matter.id)).where(*_received(since, until), Matter.state != State.MERGED.value, why)
    first = case((HotlineCase.incident_id.is_not(None), 0), (HotlineCase.channel == Channel.LEADER.value, 1), else_=2)
    return list(session.scalars(asked.order_by(first, HotlineCase.calls.desc(), Matter.id).limit(most)))


def _cases(asked: Any) -> Any:
    return asked.select_from(Matter).join(HotlineCase, HotlineCase.id == Matter.id)


def _received(since: datetime, until: datetime) -> Sequence[ColumnElement[bool]]:
    return (_IS_CASE, _RIGHTLY, Matter.received_at >= since, Matter.received_at < until)
