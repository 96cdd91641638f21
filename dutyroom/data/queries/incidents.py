"""Reads of incidents: the register's rows, one in full with its statements and reports, others that may be the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.matters import MatterInFull, MatterRow, matter_in_full, matter_row
from dutyroom.data.tables import Incident, IncidentReport, IncidentStatement, JournalEntry, Matter, MatterStep
from dutyroom.rules.incident import Surety
from dutyroom.rules.incident_facts import Statement
from dutyroom.rules.matter import MatterKind, State, StepKind

NEAR: Final = timedelta(hours=12)
"""Reports of one event come in within hours; beyond that they are other events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """What an incident has beside the matter."""

    event_at: datetime | None
    area: str
    area_id: int | None
    place: str
    category: str
    subtype: str
    reporter: str
    reporter_phone: str
    sensitive: str
    grade: str
    grade_proposed: str
    grade_reason: str
    deaths: int | None
    missing: int | None
    serious: int | None
    light: int | None
    affected: int | None
    evacuated: int | None
    loss: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident as its register shows it."""

    matter: MatterRow
    facts: IncidentFacts

    @property
    def id(self) -> int:
        """The number of the matter."""
        return self.matter.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report upward."""

    id: int
    matter_id: int
    kind: str
    place: int
    number: str
    state: str
    title: str
    body: str
    facts: str
    explanation: str
    drafted_by: str
    drafted_at: datetime
    signed_by: str
    signed_at: datetime | None
    issued_at: datetime | None
    relay_id: int | None
    void_reason: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentInFull:
    """An incident with everything that hangs on it."""

    common: MatterInFull
    facts: IncidentFacts
    statements: tuple[Statement, ...]
    reports: tuple[ReportRow, ...]
    written_at: Mapping[int, datetime]
    """When each of its entries was written, by number."""

    @property
    def matter(self) -> MatterRow:
        """The matter."""
        return self.common.matter


def incident_in_full(session: Session, number: int) -> IncidentInFull | None:
    """An incident with all that every matter has; None where there is none."""
    common = matter_in_full(session, number)
    row = session.get(Incident, number)
    if common is None or row is None:
        return None
    return IncidentInFull(
        common=common,
        facts=_facts(row),
        statements=tuple(statements_of(session, number)),
        reports=tuple(reports_of(session, number)),
        written_at=_written_at(session, [step.entry_seq for step in common.steps]),
    )


def _written_at(session: Session, seqs: Sequence[int]) -> dict[int, datetime]:
    asked = select(JournalEntry.seq, JournalEntry.written_at).where(JournalEntry.seq.in_(seqs))
    return {row.seq: row.written_at for row in session.execute(asked)}


def incident_rows(session: Session, numbers: Sequence[int]) -> list[IncidentRow]:
    """The rows of these incidents, in the order asked for; one query whatever their number."""
    if not numbers:
        return []
    asked = select(Matter, Incident).join(Incident, Incident.id == Matter.id).where(Matter.id.in_(numbers))
    found = {
        matter.id: IncidentRow(matter=matter_row(matter), facts=_facts(row)) for matter, row in session.execute(asked)
    }
    return [found[number] for number in numbers if number in found]


def statements_of(session: Session, number: int) -> list[Statement]:
    """What was said of an incident, in the order in which it was written."""
    return statements_of_many(session, [number]).get(number, [])


def statements_of_many(session: Session, numbers: Sequence[int]) -> dict[int, list[Statement]]:
    """The same of several incidents, in one query."""
    asked = select(IncidentStatement).where(IncidentStatement.matter_id.in_(numbers)).order_by(IncidentStatement.id)
    found: dict[int, list[Statement]] = {}
    for row in session.scalars(asked):
        said = Statement(
            id=row.id,
            fact=row.fact,
            value=row.value,
            as_of=row.as_of,
            source=row.source,
            surety=Surety(row.surety),
            explanation=row.explanation,
            entry_seq=row.entry_seq,
        )
        found.setdefault(row.matter_id, []).append(said)
    return found


def was_graded(session: Session, number: int) -> bool:
    """Whether somebody decided about the grade, also that it has none."""
    asked = select(MatterStep.id).where(MatterStep.matter_id == number, MatterStep.kind == StepKind.GRADE.value)
    return session.scalar(asked.limit(1)) is not None


def reports_of(session: Session, number: int) -> list[ReportRow]:
    """The reports upward of an incident, the first one first."""
    rows = session.scalars(select(IncidentReport).where(IncidentReport.matter_id == number).order_by(IncidentReport.id))
    return [report_row(row) for row in rows]


def report_in_full(session: Session, number: int) -> ReportRow | None:
    """One report; None where there is none."""
    row = session.get(IncidentReport, number)
    return report_row(row) if row is not None else None


def report_sent_by(session: Session, relay_id: int) -> str:
    """The kind of the report that goes out by a list of recipients; empty where it carries none."""
    return session.scalar(select(IncidentReport.kind).where(IncidentReport.relay_id == relay_id)) or ""


def report_numbered(session: Session, number: str) -> int | None:
    """The report of this number; None where there is none."""
    return session.scalar(select(IncidentReport.id).where(IncidentReport.number == number))


def newest_report(session: Session, matter_id: int) -> int | None:
    """The newest report of an incident that was not discarded; None where there is none."""
    asked = select(func.max(IncidentReport.id))
    return session.scalar(asked.where(IncidentReport.matter_id == matter_id, IncidentReport.state != "void"))


def report_row(row: IncidentReport) -> ReportRow:
    """The row of a mapped report."""
    return ReportRow(**{field.name: getattr(row, field.name) for field in fields(ReportRow)})


def next_report_serial(session: Session, year: int) -> int:
    """The next number of a report in a year; asked inside the transaction that takes it, so that none is left out."""
    newest = session.scalar(select(func.max(IncidentReport.serial)).where(IncidentReport.year == year))
    return (newest or 0) + 1


def maybe_same(session: Session, *, area: str, subtype: str, at: datetime, but: int | None = None) -> list[IncidentRow]:
    """Incidents of about that time that may be the same event: same area or none named, same kind or none known."""
    asked = (
        select(Matter.id)
        .join(Incident, Incident.id == Matter.id)
        .where(
            Matter.kind == MatterKind.INCIDENT.value,
            Matter.state != State.VOID.value,
            Matter.received_at >= at - NEAR,
            Matter.received_at <= at + NEAR,
            Matter.id != (but or 0),
        )
        .order_by(Matter.received_at.desc(), Matter.id.desc())
    )
    if area:
        asked = asked.where(Incident.area.in_((area, "")))
    if subtype:
        asked = asked.where(or_(Incident.subtype == subtype, Incident.subtype == ""))
    if not (area or subtype):
        return []
    return incident_rows(session, list(session.scalars(asked.limit(8))))


def _facts(row: Incident) -> IncidentFacts:
    return IncidentFacts(**{field.name: getattr(row, field.name) for field in fields(IncidentFacts)})
