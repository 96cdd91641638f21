"""Incidents counted: by class, kind, grade and area, and how each obligation to report was kept, with both numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dutyroom.data.tables import Incident, Matter, OpenItem
from dutyroom.rules.incident import CATEGORY_ZH, SUBTYPE_OF
from dutyroom.rules.matter import OPEN, REPORTS, MatterKind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One line: what is counted, how many incidents, the people killed, missing and hurt in them."""

    key: str
    incidents: int
    open: int
    deaths: int
    missing: int
    hurt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An obligation: of ``judged`` that were due or met, ``kept`` were met in time."""

    duty: str
    kept: int
    judged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStatistics:
    """All of it for the incidents that came in from ``since`` to before ``until``."""

    since: datetime
    until: datetime
    whole: Count
    by_category: tuple[Count, ...]
    by_subtype: tuple[Count, ...]
    by_grade: tuple[Count, ...]
    by_area: tuple[Count, ...]
    obligations: tuple[Kept, ...]


STATISTICS_COLUMNS: Final = ("by", "name", "incidents", "open", "deaths", "missing", "hurt", "kept", "judged")
_HURT: Final = func.coalesce(Incident.serious, 0) + func.coalesce(Incident.light, 0)


def incident_statistics(session: Session, since: datetime, until: datetime, now: datetime) -> IncidentStatistics:
    """Counts of a period; an obligation is judged once it was met or its time has passed by ``now``."""
    within = and_(
        Matter.kind == MatterKind.INCIDENT.value,
        Matter.state != State.VOID.value,
        Matter.received_at >= since,
        Matter.received_at < until,
    )
    whole = _counts(session, within, None)
    return IncidentStatistics(
        since=since,
        until=until,
        whole=whole[0] if whole else Count(key="", incidents=0, open=0, deaths=0, missing=0, hurt=0),
        by_category=_counts(session, within, Incident.category),
        by_subtype=_counts(session, within, Incident.subtype),
        by_grade=_counts(session, within, Incident.grade),
        by_area=_counts(session, within, Incident.area),
        obligations=_obligations(session, within, now),
    )


def _counts(session: Session, within: ColumnElement[bool], by: InstrumentedAttribute[str] | None) -> tuple[Count, ...]:
    columns: tuple[Any, ...] = (
        func.count(),
        func.sum(case((Matter.state.in_([state.value for state in OPEN]), 1), else_=0)),
        func.coalesce(func.sum(Incident.deaths), 0),
        func.coalesce(func.sum(Incident.missing), 0),
        func.coalesce(func.sum(_HURT), 0),
    )
    key: Any = by if by is not None else ""
    asked = select(func.coalesce(key, ""), *columns).join(Incident, Incident.id == Matter.id).where(within)
    if by is not None:
        asked = asked.group_by(by).order_by(func.count().desc(), by)
    return tuple(
        Count(key=name, incidents=number, open=still or 0, deaths=deaths, missing=missing, hurt=hurt)
        for name, number, still, deaths, missing, hurt in session.execute(asked)
        if number
    )


def _obligations(session: Session, within: ColumnElement[bool], now: datetime) -> tuple[Kept, ...]:
    met = OpenItem.state == "closed"
    in_time = and_(met, OpenItem.closed_at <= OpenItem.due_at)
    judged = or_(met, and_(OpenItem.state == "open", OpenItem.due_at <= now))
    asked = (
        select(OpenItem.duty, func.sum(case((in_time, 1), else_=0)), func.count())
        .join(Matter, Matter.id == OpenItem.matter_id)
        .where(within, OpenItem.duty.in_([duty.value for duty in REPORTS]), OpenItem.due_at.is_not(None), judged)
        .group_by(OpenItem.duty)
        .order_by(OpenItem.duty)
    )
    return tuple(Kept(duty=duty or "", kept=kept or 0, judged=count) for duty, kept, count in session.execute(asked))


def statistics_records(found: IncidentStatistics) -> Iterator[dict[str, Any]]:
    """A row each for the whole, for every class, kind, grade and area, and for every obligation; names in Chinese."""
    parts: tuple[tuple[str, tuple[Count, ...]], ...] = (
        ("all", (found.whole,)),
        ("class", found.by_category),
        ("type", found.by_subtype),
        ("grade", found.by_grade),
        ("area", found.by_area),
    )
    nothing = dict.fromkeys(STATISTICS_COLUMNS)
    for by, counts in parts:
        for count in counts:
            numbers = {name: getattr(count, name) for name in ("incidents", "open", "deaths", "missing", "hurt")}
            yield nothing | {"by": by, "name": _name_zh(by, count.key)} | numbers
    for each in found.obligations:
        yield nothing | {"by": "obligation", "name": each.duty, "kept": each.kept, "judged": each.judged}


def _name_zh(by: str, key: str) -> str:
    if by == "class":
        return CATEGORY_ZH.get(key, key)
    if by == "type" and key in SUBTYPE_OF:
        return SUBTYPE_OF[key].zh
    return key
