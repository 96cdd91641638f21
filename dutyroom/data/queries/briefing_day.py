"""Reads for papers of a period: what came in, was finished and is open by register, what mattered, what was in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.journal import EntryRow, entry_rows
from dutyroom.data.queries.matters import matter_row
from dutyroom.data.queries.warnings import WarningRow
from dutyroom.data.tables import Activation, JournalEntry, Matter, Plan, PublicWarning, Shift
from dutyroom.rules.activation import response_line
from dutyroom.rules.briefing_day import Counted
from dutyroom.rules.entry import Kind
from dutyroom.rules.matter import OPEN, MatterKind, State
from dutyroom.rules.warning import Status, rank

_COUNTED: Final = (
    MatterKind.NOTICE,
    MatterKind.INCIDENT,
    MatterKind.SUPERVISION,
    MatterKind.WARNING,
    MatterKind.HOTLINE,
)
_GONE: Final = (State.VOID.value, State.MERGED.value)
_WRITTEN_BY_PROGRAM: Final = (Kind.SYSTEM.value, Kind.HANDOVER.value)
_OPEN: Final = [state.value for state in OPEN]


def entry_counts(session: Session, since: datetime, until: datetime) -> list[tuple[str, int]]:
    """How many entries of each kind happened from ``since`` to before ``until``; corrections are no entries of their own."""
    asked = (
        select(JournalEntry.kind, func.count())
        .where(
            JournalEntry.happened_at >= since,
            JournalEntry.happened_at < until,
            JournalEntry.kind.not_in(_WRITTEN_BY_PROGRAM),
            JournalEntry.amends.is_(None),
        )
        .group_by(JournalEntry.kind)
    )
    return sorted(((kind, count) for kind, count in session.execute(asked)), key=lambda pair: (-pair[1], pair[0]))


def register_counts(session: Session, since: datetime, until: datetime, now: datetime) -> list[Counted]:
    """What came in and was finished within the period, what was open and overdue at ``now``; empty registers left out."""
    found = []
    for kind in _COUNTED:
        within = (Matter.received_at >= since, Matter.received_at < until)
        ended = (Matter.closed_at >= since, Matter.closed_at < until)
        # Open then is what is open still and what was finished since: each is a walk along an index of its own.
        still, since_then = Matter.state.in_(_OPEN), Matter.closed_at > now
        held = [(Matter.received_at <= now, still), (Matter.received_at <= now, since_then)]
        counted = Counted(
            kind=kind.value,
            received=_count(session, kind, *within),
            finished=_count(session, kind, *ended),
            open=sum(_count(session, kind, *tests) for tests in held),
            overdue=sum(_count(session, kind, *tests, Matter.due_at < now) for tests in held),
        )
        if counted.received or counted.finished or counted.open:
            found.append(counted)
    return found


def _count(session: Session, kind: MatterKind, *tests: ColumnElement[bool]) -> int:
    asked = (
        select(func.count()).select_from(Matter).where(Matter.kind == kind.value, Matter.state.not_in(_GONE), *tests)
    )
    return session.execute(asked).scalar_one()


def incidents_between(session: Session, since: datetime, until: datetime) -> list[int]:
    """The incidents that came in within the period, the first one first."""
    asked = select(Matter.id).where(
        Matter.kind == MatterKind.INCIDENT.value,
        Matter.received_at >= since,
        Matter.received_at < until,
        Matter.state.not_in(_GONE),
    )
    return list(session.scalars(asked.order_by(Matter.received_at, Matter.id)))


def important_entries(session: Session, since: datetime, until: datetime) -> list[EntryRow]:
    """The entries of a period that are important or hold an instruction, as they stand after correction."""
    asked = select(JournalEntry.seq).where(
        JournalEntry.happened_at >= since,
        JournalEntry.happened_at < until,
        JournalEntry.kind.not_in(_WRITTEN_BY_PROGRAM),
        or_(JournalEntry.important.is_(True), JournalEntry.kind == Kind.INSTRUCTION.value),
    )
    seqs = list(session.scalars(asked.order_by(JournalEntry.happened_at, JournalEntry.seq)))
    return [entry for entry in entry_rows(session, seqs) if entry.amended_by is None and entry.text]


def warnings_between(session: Session, since: datetime, until: datetime) -> list[WarningRow]:
    """The real warnings that were in force at any time of the period, the strongest first."""
    asked = (
        select(Matter, PublicWarning)
        .join(PublicWarning, PublicWarning.id == Matter.id)
        .where(
            PublicWarning.status == Status.ACTUAL.value,
            Matter.state.not_in(_GONE),
            PublicWarning.issued_at < until,
            or_(PublicWarning.lifted_at.is_(None), PublicWarning.lifted_at >= since),
        )
    )
    rows = [
        WarningRow(
            matter=matter_row(matter),
            status=row.status,
            event=row.event,
            colour=row.colour,
            areas=row.areas,
            issued_at=row.issued_at,
            starts_at=row.onset_at or row.effective_at,
            expires_at=row.expires_at,
            lifted_at=row.lifted_at,
        )
        for matter, row in session.execute(asked)
    ]
    return sorted(rows, key=lambda row: (-rank(row.colour), row.issued_at, row.id))


def responses_between(session: Session, since: datetime, until: datetime) -> list[tuple[str, int]]:
    """The plans that were at work at any time of the period: a line each, and the incident."""
    asked = (
        select(Activation.matter_id, Activation.level, Plan.title, Matter.number, Matter.title)
        .join(Plan, Plan.id == Activation.plan_id)
        .join(Matter, Matter.id == Activation.matter_id)
        .where(Activation.started_at < until, or_(Activation.ended_at.is_(None), Activation.ended_at >= since))
        .order_by(Activation.started_at, Activation.id)
    )
    return [
        (response_line(plan, level, f"{number} {title}"), matter)
        for matter, level, plan, number, title in session.execute(asked)
    ]


def shifts_between(session: Session, since: datetime, until: datetime) -> Sequence[int]:
    """The shifts that began within the period, the first one first."""
    asked = select(Shift.id).where(Shift.started_at >= since, Shift.started_at < until)
    return session.scalars(asked.order_by(Shift.started_at)).all()
