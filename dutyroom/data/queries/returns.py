"""Reads of calls for returns: who has answered which round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import JournalEntry, JournalRow, ReturnsAnswer, ReturnsCall, ReturnsUnit
from dutyroom.rules.returns import Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """A call for returns as lists show it."""

    id: int
    matter_id: int | None
    number: str
    title: str
    asked: str
    first_on: date
    last_on: date
    times: str
    nil_asked: bool
    began_at: datetime
    state: str
    void_reason: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsUnitRow:
    """One of those who must report."""

    id: int
    unit: str
    unit_id: int | None
    phone: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow(Answered):
    """What one unit answered in one round."""

    person: str = ""
    urged_at: datetime | None = None
    urged_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInFull:
    """A call with its units and every answer by unit and due time."""

    call: CallRow
    units: tuple[ReturnsUnitRow, ...]
    answers: Mapping[tuple[int, datetime], AnswerRow]


def next_call_serial(session: Session, year: int) -> int:
    """The next number of the year, asked inside the transaction that takes it."""
    return (session.scalar(select(func.max(ReturnsCall.serial)).where(ReturnsCall.year == year)) or 0) + 1


def units_of_call(session: Session, call_id: int) -> list[ReturnsUnit]:
    """The units of a call as rows to be changed, in order."""
    asked = select(ReturnsUnit).where(ReturnsUnit.call_id == call_id)
    return list(session.scalars(asked.order_by(ReturnsUnit.position)))


def off_since(session: Session, unit_id: int) -> datetime | None:
    """When a unit that is taken off was: the time of the newest entry that covers its row."""
    asked = (
        select(JournalEntry.written_at)
        .join(JournalRow, JournalRow.seq == JournalEntry.seq)
        .where(JournalRow.record_kind == ReturnsUnit.__tablename__, JournalRow.record_id == unit_id)
    )
    return session.scalar(asked.order_by(JournalEntry.seq.desc()).limit(1))


def answer_of(session: Session, unit_id: int, due_at: datetime) -> ReturnsAnswer | None:
    """The row of one unit in one round, to be changed."""
    return session.scalar(
        select(ReturnsAnswer).where(ReturnsAnswer.returns_unit_id == unit_id, ReturnsAnswer.due_at == due_at)
    )


def answers_of_call(session: Session, call_id: int) -> dict[tuple[int, datetime], AnswerRow]:
    """Every answer of a call by unit and due time."""
    rows = session.scalars(
        select(ReturnsAnswer)
        .join(ReturnsUnit, ReturnsUnit.id == ReturnsAnswer.returns_unit_id)
        .where(ReturnsUnit.call_id == call_id)
    )
    return {
        (row.returns_unit_id, row.due_at): AnswerRow(
            answered_at=row.answered_at,
            is_nil=row.is_nil,
            text=row.text,
            excuse=row.excuse,
            person=row.person,
            urged_at=row.urged_at,
            urged_count=row.urged_count,
        )
        for row in rows
    }


def call_in_full(session: Session, number: int) -> CallInFull | None:
    """A call for returns with units and answers; None where there is none."""
    rows = call_rows(session, [number])
    if not rows:
        return None
    units = tuple(
        ReturnsUnitRow(id=row.id, unit=row.unit, unit_id=row.unit_id, phone=row.phone, active=row.active)
        for row in units_of_call(session, number)
    )
    return CallInFull(call=rows[0], units=units, answers=answers_of_call(session, number))


def find_calls(session: Session, *, running_only: bool = False) -> list[int]:
    """The numbers of the calls, the newest first."""
    asked = select(ReturnsCall.id).order_by(ReturnsCall.id.desc())
    return list(session.scalars(asked.where(ReturnsCall.state == "running") if running_only else asked))


def running_calls(session: Session) -> list[CallRow]:
    """The calls in which returns are still waited for, the newest first."""
    return call_rows(session, find_calls(session, running_only=True))


def calls_of_matter(session: Session, matter_id: int) -> list[CallRow]:
    """The calls for returns that a matter led to, oldest first."""
    found = session.scalars(select(ReturnsCall.id).where(ReturnsCall.matter_id == matter_id).order_by(ReturnsCall.id))
    return call_rows(session, list(found))


def call_rows(session: Session, numbers: list[int]) -> list[CallRow]:
    """The rows of these calls, in the order asked for."""
    if not numbers:
        return []
    counted = (
        select(ReturnsUnit.call_id, func.count())
        .where(ReturnsUnit.call_id.in_(numbers), ReturnsUnit.active.is_(True))
        .group_by(ReturnsUnit.call_id)
    )
    counts = dict(session.execute(counted).all())
    found = {
        row.id: CallRow(
            id=row.id,
            matter_id=row.matter_id,
            number=row.number,
            title=row.title,
            asked=row.asked,
            first_on=row.first_on,
            last_on=row.last_on,
            times=row.times,
            nil_asked=row.nil_asked,
            began_at=row.began_at,
            state=row.state,
            void_reason=row.void_reason,
            units=counts.get(row.id, 0),
        )
        for row in session.scalars(select(ReturnsCall).where(ReturnsCall.id.in_(numbers)))
    }
    return [found[number] for number in numbers if number in found]
