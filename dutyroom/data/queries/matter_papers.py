"""Reads for the papers of matters: which record is meant, and what only a paper shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import (
    Assignment,
    Contact,
    IncidentReport,
    JournalEntry,
    Matter,
    MatterStep,
    OpenItem,
    Relay,
    ReturnsCall,
    Supervision,
)
from dutyroom.rules.matter import Duty, MatterKind, Progress, Role, State, StepKind
from dutyroom.rules.supervision import unit_colours

_FAX = "fax"
"""The directory's label of a fax number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisedFacts:
    """What a supervised matter has beside the matter, as far as papers show it."""

    basis: str
    asked: str
    leader: str
    contact: str
    colour: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A supervised matter as a line of the ledger; ``due_at`` is its limit to close, running or not."""

    number: str
    title: str
    secrecy: str
    state: str
    basis: str
    colour: str
    lead: str
    helpers: tuple[str, ...]
    received_at: datetime
    assigned_at: datetime | None
    due_at: datetime | None
    urged_count: int
    notices: tuple[tuple[str, str, int], ...]
    progress: str
    closed_at: datetime | None


def matter_numbered(session: Session, number: str) -> int | None:
    """The matter of this number; None where there is none."""
    return session.scalar(select(Matter.id).where(Matter.number == number))


def relay_numbered(session: Session, number: str) -> int | None:
    """The relay of this number; None where there is none."""
    return session.scalar(select(Relay.id).where(Relay.number == number))


def call_numbered(session: Session, number: str) -> int | None:
    """The call for returns of this number; None where there is none."""
    return session.scalar(select(ReturnsCall.id).where(ReturnsCall.number == number))


def record_number(session: Session, of: str, record: int) -> str:
    """The number that a matter, a relay or a call for returns is known by; empty where there is none."""
    columns = {
        "matter": (Matter.number, Matter.id),
        "relay": (Relay.number, Relay.id),
        "returns_call": (ReturnsCall.number, ReturnsCall.id),
        "incident_report": (IncidentReport.number, IncidentReport.id),
    }
    if of not in columns:
        return ""
    number, key = columns[of]
    return session.scalar(select(number).where(key == record)) or ""


def archive_number(session: Session, matter_id: int) -> str:
    """Under what a matter was filed."""
    return session.scalar(select(Matter.archive_number).where(Matter.id == matter_id)) or ""


def instruction_of(session: Session, step_id: int) -> int | None:
    """The matter that an instruction was given on; None where the step is none."""
    asked = select(MatterStep.matter_id).where(MatterStep.id == step_id, MatterStep.kind == StepKind.INSTRUCT.value)
    return session.scalar(asked)


def last_instruction(session: Session, matter_id: int) -> int | None:
    """The newest instruction on a matter; None where nobody gave one."""
    asked = select(MatterStep.id).where(MatterStep.matter_id == matter_id, MatterStep.kind == StepKind.INSTRUCT.value)
    return session.scalar(asked.order_by(MatterStep.id.desc()).limit(1))


def supervised_facts(session: Session, matter_id: int) -> SupervisedFacts | None:
    """What a supervised matter rests on; None where it is not under supervision."""
    row = session.get(Supervision, matter_id)
    if row is None:
        return None
    return SupervisedFacts(**{name: getattr(row, name) for name in SupervisedFacts.__dataclass_fields__})


def relay_author(session: Session, relay_id: int) -> str:
    """Who began to pass on: the author of the entry that the list stands on."""
    asked = (
        select(JournalEntry.author_name)
        .join(OpenItem, OpenItem.entry_seq == JournalEntry.seq)
        .join(Relay, Relay.item_id == OpenItem.id)
    )
    return session.scalar(asked.where(Relay.id == relay_id)) or ""


def newest_head(session: Session) -> str:
    """The hash of the newest entry of the log; empty where there is none."""
    found = session.scalar(select(JournalEntry.hash).order_by(JournalEntry.seq.desc()).limit(1))
    return found.hex() if found else ""


def fax_numbers(session: Session, units: Sequence[int]) -> dict[int, str]:
    """The fax number of each of these units, where the directory has one."""
    asked = select(Contact.unit_id, Contact.phone).where(
        Contact.unit_id.in_(list(units)), Contact.label == _FAX, Contact.active.is_(True)
    )
    found: dict[int, str] = {}
    for unit, phone in session.execute(asked.order_by(Contact.id)):
        if unit is not None:
            found.setdefault(unit, phone)
    return found


def ledger_rows(session: Session, since: datetime) -> list[LedgerRow]:
    """Every matter under supervision that is open, or was closed ``since`` then; the nearest limit first."""
    asked = (
        select(Matter, Supervision.basis, Supervision.colour)
        .join(Supervision, Supervision.id == Matter.id)
        .where(Matter.state != State.VOID.value, Matter.closed_at.is_(None) | (Matter.closed_at >= since))
    )
    limits, units, progress = _limits(session), _units(session), _progress(session)
    rows = [
        _ledger_row(matter, basis, colour, units.get(matter.id, []), limits.get(matter.id), progress.get(matter.id, ""))
        for matter, basis, colour in session.execute(asked.order_by(Matter.id))
    ]
    return sorted(rows, key=lambda row: (row.closed_at is not None, row.due_at is None, row.due_at or row.received_at))


def _ledger_row(
    matter: Matter, basis: str, colour: str, units: list[Assignment], due_at: datetime | None, progress: str
) -> LedgerRow:
    colours = unit_colours([(unit.id, unit.colour or "", unit.urged_count) for unit in units], colour)
    return LedgerRow(
        number=matter.number,
        title=matter.title,
        secrecy=matter.secrecy,
        state=matter.state,
        basis=basis,
        colour=colour,
        lead=matter.lead,
        helpers=tuple(unit.unit for unit in units if unit.role != Role.LEAD),
        received_at=matter.received_at,
        assigned_at=min((unit.assigned_at for unit in units), default=None),
        due_at=due_at,
        urged_count=sum(unit.urged_count for unit in units),
        notices=tuple((unit.unit, colours[unit.id], unit.urged_count) for unit in units if unit.urged_count),
        progress=matter.outcome or progress,
        closed_at=matter.closed_at,
    )


def _limits(session: Session) -> dict[int, datetime | None]:
    asked = (
        select(OpenItem.matter_id, OpenItem.due_at)
        .join(Supervision, Supervision.id == OpenItem.matter_id)
        .where(OpenItem.duty == Duty.CLOSE.value)
        .order_by(OpenItem.id)
    )
    return {matter: due_at for matter, due_at in session.execute(asked) if matter is not None}


def _units(session: Session) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    asked = select(Assignment).join(Supervision, Supervision.id == Assignment.matter_id)
    for row in session.scalars(asked.where(Assignment.state != Progress.WITHDRAWN.value).order_by(Assignment.id)):
        found.setdefault(row.matter_id, []).append(row)
    return found


def _progress(session: Session) -> dict[int, str]:
    asked = (
        select(MatterStep.matter_id, MatterStep.text)
        .join(Matter, Matter.id == MatterStep.matter_id)
        .where(Matter.kind == MatterKind.SUPERVISION.value, MatterStep.kind == StepKind.FEEDBACK.value)
        .order_by(MatterStep.id)
    )
    return dict(session.execute(asked).all())
