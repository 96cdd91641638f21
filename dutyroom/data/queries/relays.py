"""Reads of relays: the list that proves who was told when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import OpenItem, Relay, RelayLine
from dutyroom.rules.relay import LineState


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayLineRow:
    """One recipient."""

    id: int
    unit: str
    unit_id: int | None
    phone: str
    channel: str
    state: str
    sent_at: datetime | None
    taken_by: str
    read_back: bool
    acknowledged_at: datetime | None
    attempts: int
    urged_at: datetime | None
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayRow:
    """A relay as lists show it; ``done`` of ``count`` recipients have acknowledged."""

    id: int
    matter_id: int | None
    number: str
    title: str
    text: str
    began_at: datetime
    acknowledge_by: datetime | None
    state: str
    void_reason: str
    done: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayInFull:
    """A relay with its recipients in their order."""

    relay: RelayRow
    lines: tuple[RelayLineRow, ...]


def next_relay_serial(session: Session, year: int) -> int:
    """The next number of the year, asked inside the transaction that takes it."""
    return (session.scalar(select(func.max(Relay.serial)).where(Relay.year == year)) or 0) + 1


def lines_to_change(session: Session, relay_id: int) -> list[RelayLine]:
    """The lines of a relay as rows to be changed, in order."""
    return list(session.scalars(select(RelayLine).where(RelayLine.relay_id == relay_id).order_by(RelayLine.position)))


def relay_in_full(session: Session, number: int) -> RelayInFull | None:
    """A relay with its lines; None where there is none."""
    rows = relay_rows(session, [number])
    if not rows:
        return None
    lines = tuple(
        RelayLineRow(
            id=line.id,
            unit=line.unit,
            unit_id=line.unit_id,
            phone=line.phone,
            channel=line.channel,
            state=line.state,
            sent_at=line.sent_at,
            taken_by=line.taken_by,
            read_back=line.read_back,
            acknowledged_at=line.acknowledged_at,
            attempts=line.attempts,
            urged_at=line.urged_at,
            remark=line.remark,
        )
        for line in lines_to_change(session, number)
    )
    return RelayInFull(relay=rows[0], lines=lines)


def find_relays(session: Session, *, running_only: bool = False) -> list[int]:
    """The numbers of the relays, the newest first."""
    asked = select(Relay.id).order_by(Relay.id.desc())
    return list(session.scalars(asked.where(Relay.state == "running") if running_only else asked))


def running_relays(session: Session) -> list[RelayRow]:
    """The relays in which somebody is still waited for, the newest first."""
    return relay_rows(session, find_relays(session, running_only=True))


def relays_of_matter(session: Session, matter_id: int) -> list[RelayRow]:
    """The relays that a matter was passed on by, oldest first."""
    numbers = session.scalars(select(Relay.id).where(Relay.matter_id == matter_id).order_by(Relay.id)).all()
    return relay_rows(session, list(numbers))


def relay_rows(session: Session, numbers: list[int]) -> list[RelayRow]:
    """The rows of these relays, in the order asked for; two queries whatever their number."""
    if not numbers:
        return []
    counts: dict[int, tuple[int, int]] = {}
    counted = (
        select(
            RelayLine.relay_id,
            func.sum(case((RelayLine.state == LineState.ACKNOWLEDGED, 1), else_=0)),
            func.count(),
        )
        .where(RelayLine.relay_id.in_(numbers), RelayLine.state != LineState.WITHDRAWN)
        .group_by(RelayLine.relay_id)
    )
    for relay_id, done, count in session.execute(counted):
        counts[relay_id] = int(done or 0), count
    found = {}
    asked = select(Relay, OpenItem.due_at).outerjoin(OpenItem, OpenItem.id == Relay.item_id)
    for relay, due_at in session.execute(asked.where(Relay.id.in_(numbers))):
        done, count = counts.get(relay.id, (0, 0))
        found[relay.id] = RelayRow(
            id=relay.id,
            matter_id=relay.matter_id,
            number=relay.number,
            title=relay.title,
            text=relay.text,
            began_at=relay.began_at,
            acknowledge_by=due_at,
            state=relay.state,
            void_reason=relay.void_reason,
            done=done,
            count=count,
        )
    return [found[number] for number in numbers if number in found]
