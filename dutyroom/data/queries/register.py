"""Finding matters for a register: numbers first, narrowed and sorted in SQL, rows for the part looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, text
from sqlalchemy.orm import Session

from dutyroom.data.queries.matters import MatterRow, matter_row
from dutyroom.data.tables import Matter, Notice, Supervision
from dutyroom.rules.matter import OPEN, MatterKind, State
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.rules.supervision import Light
from dutyroom.rules.terms import match_query

_OPEN = tuple(state.value for state in OPEN)
ORDERS = ("received", "due", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSearch:
    """What a register asks for. ``order``: newest first, by time left, or by number.

    ``yellow_before`` is how long before its limit the light of a matter turns yellow.
    """

    kind: MatterKind
    now: datetime
    zone: ZoneInfo
    filter: MatterFilter = field(default_factory=MatterFilter)
    order: str = "received"
    yellow_before: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A notice as its register shows it."""

    matter: MatterRow
    channel: str
    document_number: str
    document_kind: str
    for_reading: bool

    @property
    def id(self) -> int:
        """The number of the matter."""
        return self.matter.id


def find_matters(session: Session, search: MatterSearch) -> Sequence[int]:
    """The numbers of the matters that match, in the order asked for."""
    numbers = select(Matter.id).where(Matter.kind == search.kind.value, *_conditions(search))
    if search.kind is MatterKind.NOTICE and _needs_notice(search.filter):
        numbers = numbers.join(Notice, Notice.id == Matter.id)
    if search.kind is MatterKind.SUPERVISION and search.filter.basis:
        numbers = numbers.join(Supervision, Supervision.id == Matter.id).where(Supervision.basis == search.filter.basis)
    words = match_query(search.filter.words) if search.filter.words.strip() else None
    if words is not None:
        indexed = "matter.id IN (SELECT rowid FROM matter_index WHERE matter_index MATCH :words)"
        numbers = numbers.where(text(indexed).bindparams(words=words))
    return session.scalars(_ordered(numbers, search.order)).all()


def notice_rows(session: Session, numbers: Sequence[int]) -> list[NoticeRow]:
    """The rows of these notices, in the order asked for; one query whatever their number."""
    if not numbers:
        return []
    facts = (Notice.channel, Notice.document_number, Notice.document_kind, Notice.for_reading)
    rows = session.execute(select(Matter, *facts).join(Notice, Notice.id == Matter.id).where(Matter.id.in_(numbers)))
    found = {
        matter.id: NoticeRow(
            matter=matter_row(matter),
            channel=channel,
            document_number=number,
            document_kind=kind,
            for_reading=reading,
        )
        for matter, channel, number, kind, reading in rows
    }
    return [found[number] for number in numbers if number in found]


def count_matters(session: Session, kind: MatterKind, now: datetime) -> tuple[int, int]:
    """How many matters of a kind are open, and how many of these are overdue."""
    late = func.sum(case((Matter.due_at < now, 1), else_=0))
    found = session.execute(select(func.count(), late).where(Matter.kind == kind.value, Matter.state.in_(_OPEN))).one()
    return int(found[0]), int(found[1] or 0)


def _ordered(numbers: Select[int], order: str) -> Select[int]:
    if order == "due":
        return numbers.order_by(Matter.due_at.is_(None), Matter.due_at, Matter.id)
    if order == "number":
        return numbers.order_by(Matter.year.desc(), Matter.serial.desc())
    return numbers.order_by(Matter.received_at.desc(), Matter.id.desc())


def _needs_notice(wanted: MatterFilter) -> bool:
    return bool(wanted.channel or wanted.kind or wanted.flag in ("reading", "action"))


def _conditions(search: MatterSearch) -> list[ColumnElement[bool]]:
    wanted = search.filter
    states = wanted.states()
    found: list[ColumnElement[bool]] = [
        Matter.state != State.VOID.value if states is None else Matter.state.in_(sorted(states))
    ]
    if wanted.urgency:
        found.append(Matter.urgency == wanted.urgency)
    if wanted.office:
        found.append(Matter.lead.contains(wanted.office, autoescape=True))
    if wanted.source:
        found.append(Matter.source.contains(wanted.source, autoescape=True))
    if wanted.channel:
        found.append(Notice.channel == wanted.channel)
    if wanted.kind:
        found.append(Notice.document_kind == wanted.kind)
    since, before = wanted.received_bounds(search.now, search.zone)
    if since is not None:
        found.append(Matter.received_at >= since)
    if before is not None:
        found.append(Matter.received_at < before)
    first, last = wanted.due_bounds(search.now, search.zone)
    if first is not None:
        found.append(Matter.due_at >= first)
    if last is not None:
        found.append(Matter.due_at < last)
    if wanted.light:
        found.append(lit(Light(wanted.light), search.now, search.yellow_before))
    return found + _flagged(wanted.flag, search.now)


def lit(light: Light, now: datetime, yellow_before: timedelta) -> ColumnElement[bool]:
    """The condition under which ``rules.supervision.light`` shows this light."""
    is_open = Matter.state.in_(_OPEN)
    if light is Light.OFF:
        return Matter.state.not_in(_OPEN)
    if light is Light.RED:
        return and_(is_open, Matter.due_at <= now)
    if light is Light.YELLOW:
        return and_(is_open, Matter.due_at > now, Matter.due_at <= now + yellow_before)
    return and_(is_open, or_(Matter.due_at.is_(None), Matter.due_at > now + yellow_before))


def _flagged(flag: str, now: datetime) -> list[ColumnElement[bool]]:
    if flag == "late":
        return [Matter.state.in_(_OPEN), Matter.due_at < now]
    if flag == "waiting":
        return [Matter.waiting_for != ""]
    if flag == "secret":
        return [Matter.secrecy != ""]
    if flag == "unassigned":
        return [Matter.state.in_(_OPEN), Matter.lead == ""]
    if flag in ("reading", "action"):
        return [Notice.for_reading.is_(flag == "reading")]
    return []
