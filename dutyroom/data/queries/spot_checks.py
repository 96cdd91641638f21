"""Reads of spot checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import JournalEntry, Matter, SpotCheck
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.spot_check import SpotFacts
from dutyroom.rules.spot_check_paper import ToldSpot

SPOT_COLUMNS: Final = (
    *("id", "called_at", "unit", "phone", "caller", "answered", "answerer", "answerer_post", "rings", "seconds"),
    *("on_time", "leader", "leader_reached", "finding", "remark", "matter", "void_reason"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotRow:
    """One call; ``matter`` is the number of the matter under supervision that it led to."""

    id: int
    version: int
    called_at: datetime
    unit: str
    unit_id: int | None
    phone: str
    caller: str
    is_answered: bool
    answerer: str
    answerer_post: str
    rings: int | None
    seconds: int | None
    is_on_time: bool
    leader: str
    leader_reached: bool | None
    finding: str
    remark: str
    matter_id: int | None
    matter: str
    void_reason: str

    @property
    def facts(self) -> SpotFacts:
        """What a person may change of it."""
        return SpotFacts(**{name: getattr(self, name) for name in SpotFacts.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotSearch:
    """Which calls: of a unit's name or part of it, of a finding, from an instant until before another, numbers."""

    unit: str = ""
    finding: str = ""
    since: datetime | None = None
    until: datetime | None = None
    numbers: tuple[int, ...] | None = None
    voided: bool = False


def spot_rows(session: Session, search: SpotSearch | None = None) -> list[SpotRow]:
    """The calls that answer the filter, the latest first; void ones only where they are asked for."""
    asked, search = select(SpotCheck, Matter.number), search or SpotSearch()
    asked = asked.outerjoin(Matter, Matter.id == SpotCheck.matter_id)
    if search.unit:
        asked = asked.where(SpotCheck.unit.contains(search.unit, autoescape=True))
    if search.finding:
        asked = asked.where(SpotCheck.finding == search.finding)
    if search.since is not None:
        asked = asked.where(SpotCheck.called_at >= search.since)
    if search.until is not None:
        asked = asked.where(SpotCheck.called_at < search.until)
    if search.numbers is not None:
        asked = asked.where(SpotCheck.id.in_(search.numbers))
    if not search.voided:
        asked = asked.where(SpotCheck.void_reason == "")
    found = session.execute(asked.order_by(SpotCheck.called_at.desc(), SpotCheck.id.desc()))
    return [_row(row, number) for row, number in found]


def spot_check(session: Session, number: int) -> SpotRow | None:
    """One call, void or not."""
    rows = spot_rows(session, SpotSearch(numbers=(number,), voided=True))
    return rows[0] if rows else None


def spot_to_change(session: Session, number: int) -> SpotCheck | None:
    """The row of a call, to be changed."""
    return session.get(SpotCheck, number)


def latest_spot(session: Session) -> datetime | None:
    """When the latest call that counts was made."""
    return session.scalar(select(func.max(SpotCheck.called_at)).where(SpotCheck.void_reason == ""))


def told_spots(session: Session, since: datetime, until: datetime) -> tuple[ToldSpot, ...]:
    """The calls of a time as a bulletin tells of them, each with the entry of the log that noted it."""
    rows = spot_rows(session, SpotSearch(since=since, until=until))
    noted = select(JournalEntry.record_id, func.min(JournalEntry.seq)).where(
        JournalEntry.record_kind == "spot_check", JournalEntry.record_id.in_([row.id for row in rows])
    )
    seqs = dict(session.execute(noted.group_by(JournalEntry.record_id)).all())
    names = [name for name in ToldSpot.__dataclass_fields__ if name != "seq"]
    return tuple(ToldSpot(seq=seqs[row.id], **{name: getattr(row, name) for name in names}) for row in rows)


def supervised_number(session: Session, matter_id: int) -> str | None:
    """The number of a matter under supervision; None where it is none."""
    asked = select(Matter.number).where(Matter.id == matter_id, Matter.kind == MatterKind.SUPERVISION.value)
    return session.scalar(asked)


def spot_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """The register for text files, void calls too; times in the office's zone."""
    for values in spot_values(session):
        record = dict(zip(SPOT_COLUMNS, values, strict=True))
        yield record | {"called_at": values[1].astimezone(zone).isoformat()}


def spot_values(session: Session) -> Iterator[Sequence[Any]]:
    """The same for a workbook."""
    for row in spot_rows(session, SpotSearch(voided=True)):
        yield (
            *(row.id, row.called_at, row.unit, row.phone, row.caller, row.is_answered, row.answerer),
            *(row.answerer_post, row.rings, row.seconds, row.is_on_time, row.leader, row.leader_reached),
            *(row.finding, row.remark, row.matter, row.void_reason),
        )


def _row(row: SpotCheck, matter: str | None) -> SpotRow:
    named = {name: getattr(row, name) for name in SpotRow.__dataclass_fields__ if name != "matter"}
    return SpotRow(**named, matter=matter or "")
