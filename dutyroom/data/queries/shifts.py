"""Reads of shifts and handovers."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from dutyroom.data.prepared import Prepared
from dutyroom.data.tables import Acceptance, Checklist, Handover, Officer, Shift
from dutyroom.rules.canon import instant

_LEADER, _CHIEF, _DEPUTY = aliased(Officer), aliased(Officer), aliased(Officer)


_RUNNING: Final = select(Shift.id, Shift.started_at).where(Shift.ended_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    """A shift with the names of its posts; ``head`` and ``entry_count`` once it was taken over."""

    id: int
    name: str
    planned_start: datetime
    planned_end: datetime
    started_at: datetime
    ended_at: datetime | None
    leader_id: int
    leader: str
    chief_id: int
    chief: str
    deputy_id: int | None
    deputy: str
    previous_id: int | None
    start_reason: str
    first_seq: int
    head: bytes | None
    entry_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """A handover; ``state`` is given, taken or cancelled."""

    id: int
    shift_id: int
    state: str
    given_at: datetime
    given_by: str
    given_by_id: int
    give_seq: int
    taken_at: datetime | None
    taken_by: str
    take_seq: int | None
    next_shift_id: int | None
    reservations: str
    cancel_reason: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRow:
    """How an item or an entry was accepted when a shift began."""

    open_item_id: int | None
    entry_seq: int | None
    manner: str
    remark: str


def running_shift(session: Session) -> ShiftRow | None:
    """The shift that is running, if any."""
    rows = _RUNNING_SHIFT.rows(session)
    return _shift_of(rows[0]) if rows else None


def running_since(session: Session) -> tuple[int, datetime] | None:
    """The number of the running shift and when it began; the quick way, for every entry asks it."""
    row = session.connection().execute(_RUNNING).first()
    return (row.id, row.started_at) if row else None


def running_shift_id(session: Session) -> int | None:
    """The number of the running shift."""
    return session.connection().execute(_RUNNING).scalar()


def shift_in_full(session: Session, number: int) -> ShiftRow | None:
    """The shift with that number."""
    return _one(session, _shifts().where(Shift.id == number))


def last_handed_over(session: Session) -> ShiftRow | None:
    """The last shift that was taken over."""
    return _one(session, _shifts().where(Shift.head.is_not(None)).order_by(Shift.id.desc()).limit(1))


def last_shift(session: Session) -> ShiftRow | None:
    """The newest shift, running or not."""
    return _one(session, _shifts().order_by(Shift.id.desc()).limit(1))


def find_shifts(session: Session) -> list[int]:
    """The numbers of all shifts, newest first."""
    return list(session.scalars(select(Shift.id).order_by(Shift.id.desc())))


def shift_rows(session: Session, numbers: list[int]) -> list[ShiftRow]:
    """The rows of these shifts in the order asked for."""
    found = {row.id: row for row in _many(session, _shifts().where(Shift.id.in_(numbers)))}
    return [found[number] for number in numbers if number in found]


def pending_handover(session: Session, shift_id: int) -> HandoverRow | None:
    """The handover of a shift that was given and not yet taken."""
    if not _PENDING.rows(session, {"shift": shift_id}):
        return None
    return _handover(session, select(Handover).where(Handover.shift_id == shift_id, Handover.state == "given"))


def handover_of(session: Session, shift_id: int) -> HandoverRow | None:
    """The handover by which a shift was taken over."""
    return _handover(session, select(Handover).where(Handover.shift_id == shift_id, Handover.state == "taken"))


def handover_in_full(session: Session, number: int) -> HandoverRow | None:
    """The handover with that number."""
    return _handover(session, select(Handover).where(Handover.id == number))


def handover_texts(session: Session, handover_id: int) -> tuple[str, str | None]:
    """The frozen snapshot and, once taken, the final facts: canonical JSON each."""
    row = session.execute(select(Handover.snapshot, Handover.final).where(Handover.id == handover_id)).one()
    return row.snapshot, row.final


def acceptances(session: Session, shift_id: int) -> list[AcceptanceRow]:
    """How the open items were accepted when this shift began."""
    rows = session.scalars(select(Acceptance).where(Acceptance.shift_id == shift_id).order_by(Acceptance.id))
    return [
        AcceptanceRow(open_item_id=a.open_item_id, entry_seq=a.entry_seq, manner=a.manner, remark=a.remark)
        for a in rows
    ]


def kept_checklist(session: Session, shift_id: int) -> str | None:
    """What the outgoing officer noted so far for the handover, as JSON."""
    return session.scalar(select(Checklist.content).where(Checklist.shift_id == shift_id))


def count_shifts(session: Session) -> int:
    """How many shifts there ever were."""
    return session.execute(select(func.count()).select_from(Shift)).scalar_one()


def _shifts() -> Select[Shift, str, str, str]:
    return (
        select(Shift, _LEADER.name, _CHIEF.name, _DEPUTY.name)
        .join(_LEADER, _LEADER.id == Shift.leader_id)
        .join(_CHIEF, _CHIEF.id == Shift.chief_id)
        .outerjoin(_DEPUTY, _DEPUTY.id == Shift.deputy_id)
    )


def _one(session: Session, asked: Select[Shift, str, str, str]) -> ShiftRow | None:
    rows = _many(session, asked)
    return rows[0] if rows else None


def _many(session: Session, asked: Select[Shift, str, str, str]) -> list[ShiftRow]:
    return [
        ShiftRow(
            id=shift.id,
            name=shift.name,
            planned_start=shift.planned_start,
            planned_end=shift.planned_end,
            started_at=shift.started_at,
            ended_at=shift.ended_at,
            leader_id=shift.leader_id,
            leader=leader,
            chief_id=shift.chief_id,
            chief=chief,
            deputy_id=shift.deputy_id,
            deputy=deputy or "",
            previous_id=shift.previous_id,
            start_reason=shift.start_reason,
            first_seq=shift.first_seq,
            head=shift.head,
            entry_count=shift.entry_count,
        )
        for shift, leader, chief, deputy in session.execute(asked)
    ]


_OWN: Final = tuple(field.name for field in fields(ShiftRow) if field.name not in ("leader", "chief", "deputy"))
_TIMES: Final = frozenset({"planned_start", "planned_end", "started_at", "ended_at"})
_RUNNING_SHIFT: Final = Prepared(
    select(*(getattr(Shift, name) for name in _OWN), _LEADER.name, _CHIEF.name, _DEPUTY.name)
    .join(_LEADER, _LEADER.id == Shift.leader_id)
    .join(_CHIEF, _CHIEF.id == Shift.chief_id)
    .outerjoin(_DEPUTY, _DEPUTY.id == Shift.deputy_id)
    .where(Shift.ended_at.is_(None))
)


def _shift_of(values: tuple[Any, ...]) -> ShiftRow:
    """The row from the driver's values."""
    own = dict(zip(_OWN, values, strict=False))
    own |= {name: instant(own[name]) for name in _TIMES if own[name] is not None}
    leader, chief, deputy = values[len(_OWN) :]
    return ShiftRow(**own, leader=leader, chief=chief, deputy=deputy or "")


_PENDING: Final = Prepared(
    select(Handover.id).where(Handover.shift_id == bindparam("shift"), Handover.state == literal_column("'given'"))
)


def _handover(session: Session, asked: Select[Handover]) -> HandoverRow | None:
    handover = session.scalar(asked.order_by(Handover.id.desc()).limit(1))
    if handover is None:
        return None
    names = dict(
        session.execute(
            select(Officer.id, Officer.name).where(Officer.id.in_([handover.given_by, handover.taken_by or 0]))
        ).all()
    )
    return HandoverRow(
        id=handover.id,
        shift_id=handover.shift_id,
        state=handover.state,
        given_at=handover.given_at,
        given_by=names.get(handover.given_by, ""),
        given_by_id=handover.given_by,
        give_seq=handover.give_seq,
        taken_at=handover.taken_at,
        taken_by=names.get(handover.taken_by or 0, ""),
        take_seq=handover.take_seq,
        next_shift_id=handover.next_shift_id,
        reservations=handover.reservations,
        cancel_reason=handover.cancel_reason,
        version=handover.version,
    )
