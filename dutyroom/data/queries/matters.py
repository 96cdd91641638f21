"""Reads of matters that actions and pages share: the matter itself, its units, clocks, steps, links, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline_private import callers_of
from dutyroom.data.queries.matter_steps import StepRow, steps_of
from dutyroom.data.rule_book import shipped_rules
from dutyroom.data.tables import (
    Assignment,
    Matter,
    MatterAttachment,
    MatterLink,
    Notice,
    Officer,
    OpenItem,
)
from dutyroom.rules.canon import instant
from dutyroom.rules.hotline_privacy import masked_text
from dutyroom.rules.matter import Duty, MatterKind
from dutyroom.rules.officer import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    """A matter as every list shows it."""

    id: int
    kind: str
    number: str
    title: str
    source: str
    urgency: str
    secrecy: str
    state: str
    received_at: datetime
    lead: str
    due_at: datetime | None
    waiting_for: str
    waiting_reason: str
    outcome: str
    closed_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One obligation: what, by when, by which rule, and how it ended."""

    id: int
    duty: str
    unit: str
    assignment_id: int | None
    opened_at: datetime
    due_at: datetime | None
    rule_key: str
    rule_zh: str
    rule_en: str
    """The name of the rule; empty where the paper or a person set it, or the rule is no more."""
    source: str
    start_event: str
    unsure: str
    state: str
    closed_at: datetime | None
    outcome: str
    put_off_until: datetime | None
    recipient: str = ""
    """To whom the duty is owed, where it names somebody."""

    @property
    def is_late(self) -> bool:
        """Whether it was met after its due time."""
        return self.state == "closed" and self.due_at is not None and (self.closed_at or self.due_at) > self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRow:
    """A unit that has it in hand."""

    id: int
    unit: str
    unit_id: int | None
    role: str
    state: str
    assigned_at: datetime
    signed_at: datetime | None
    signed_by: str
    answered_at: datetime | None
    answer: str
    urged_at: datetime | None
    urged_count: int
    reason: str
    colour: str
    """Of the last urging notice to it; empty where there was none, or none that was kept by unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """Another matter that belongs to it; ``relation`` is read from this matter's side."""

    id: int
    other_id: int
    kind: str
    number: str
    title: str
    state: str
    relation: str
    forward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedRow:
    """A file kept with it."""

    id: int
    hash: bytes
    name: str
    size: int
    added_at: datetime
    active: bool
    reason: str
    part: str = ""
    """To what of the matter it belongs: a stage of a preparation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterInFull:
    """Everything that every kind of matter has."""

    matter: MatterRow
    clocks: tuple[ClockRow, ...]
    assignments: tuple[AssignmentRow, ...]
    steps: tuple[StepRow, ...]
    links: tuple[LinkRow, ...]
    attachments: tuple[AttachedRow, ...]


MATTER_COLUMNS: Final = tuple(field.name for field in fields(MatterRow))
"""The columns of a matter that its row shows, in order."""
_RECEIVED, _DUE, _CLOSED = (MATTER_COLUMNS.index(name) for name in ("received_at", "due_at", "closed_at"))


def matter_of_values(values: Sequence[Any]) -> MatterRow:
    """The row from the values of :data:`MATTER_COLUMNS` as the driver gives them; more may follow them."""
    row = dict(zip(MATTER_COLUMNS, values, strict=False))
    row["received_at"] = instant(values[_RECEIVED])
    row["due_at"] = None if values[_DUE] is None else instant(values[_DUE])
    row["closed_at"] = None if values[_CLOSED] is None else instant(values[_CLOSED])
    return MatterRow(**row)


def matter_row(matter: Matter) -> MatterRow:
    """The row of a mapped matter."""
    return MatterRow(
        id=matter.id,
        kind=matter.kind,
        number=matter.number,
        title=matter.title,
        source=matter.source,
        urgency=matter.urgency,
        secrecy=matter.secrecy,
        state=matter.state,
        received_at=matter.received_at,
        lead=matter.lead,
        due_at=matter.due_at,
        waiting_for=matter.waiting_for,
        waiting_reason=matter.waiting_reason,
        outcome=matter.outcome,
        closed_at=matter.closed_at,
        version=matter.version,
    )


def matter_rows(session: Session, numbers: Sequence[int]) -> list[MatterRow]:
    """The rows of these matters, in the order asked for; one query whatever their number."""
    if not numbers:
        return []
    found = {row.id: matter_row(row) for row in session.scalars(select(Matter).where(Matter.id.in_(list(numbers))))}
    return [found[number] for number in numbers if number in found]


def matter_in_full(session: Session, number: int, *, unmasked: bool = False) -> MatterInFull | None:
    """A matter with its clocks, units, steps, links and files; None where there is none.

    The steps of a case of the mayor's telephone hide its callers unless ``unmasked`` was logged as a look.
    """
    matter = session.get(Matter, number)
    if matter is None:
        return None
    steps = steps_of(session, number)
    if matter.kind == MatterKind.HOTLINE and not unmasked:
        who = callers_of(session, number)
        steps = [replace(step, text=masked_text(step.text, *who)) for step in steps]
    return MatterInFull(
        matter=matter_row(matter),
        clocks=tuple(clocks_of(session, number)),
        assignments=tuple(assignments_of(session, number)),
        steps=tuple(steps),
        links=tuple(links_of(session, number)),
        attachments=tuple(attachments_of(session, number)),
    )


def clocks_of(session: Session, matter_id: int) -> list[ClockRow]:
    """Its obligations: those that run first, in order of time left, then those that ended."""
    items = session.scalars(
        select(OpenItem)
        .where(OpenItem.matter_id == matter_id)
        .order_by(OpenItem.state != "open", OpenItem.due_at.is_(None), OpenItem.due_at, OpenItem.id)
    )
    rules = shipped_rules().versions
    names = {key: (versions[0].zh, versions[0].en) for key, versions in rules.items() if versions}
    return [
        ClockRow(
            id=item.id,
            duty=item.duty or "",
            unit=item.waiting_for if item.assignment_id else "",
            assignment_id=item.assignment_id,
            opened_at=item.opened_at,
            due_at=item.due_at,
            rule_key=item.rule_key or "",
            rule_zh=names.get(item.rule_key or "", ("", ""))[0],
            rule_en=names.get(item.rule_key or "", ("", ""))[1],
            source=item.rule_source or "",
            start_event=item.start_event or "",
            unsure=item.unsure or "",
            state=item.state,
            closed_at=item.closed_at,
            outcome=item.outcome,
            put_off_until=item.put_off_until,
            recipient=item.recipient or "",
        )
        for item in items
    ]


def assignments_of(session: Session, matter_id: int) -> list[AssignmentRow]:
    """The units that have or had it in hand: leads first."""
    rows = session.scalars(
        select(Assignment).where(Assignment.matter_id == matter_id).order_by(Assignment.role != "lead", Assignment.id)
    )
    return [
        AssignmentRow(
            id=row.id,
            unit=row.unit,
            unit_id=row.unit_id,
            role=row.role,
            state=row.state,
            assigned_at=row.assigned_at,
            signed_at=row.signed_at,
            signed_by=row.signed_by,
            answered_at=row.answered_at,
            answer=row.answer,
            urged_at=row.urged_at,
            urged_count=row.urged_count,
            reason=row.reason,
            colour=row.colour or "",
        )
        for row in rows
    ]


def assignments_to_change(session: Session, matter_id: int) -> list[Assignment]:
    """The same as rows to be changed."""
    return list(session.scalars(select(Assignment).where(Assignment.matter_id == matter_id).order_by(Assignment.id)))


def links_of(session: Session, matter_id: int) -> list[LinkRow]:
    """The matters linked to it, from either side."""
    found = []
    for own, other, forward in (
        (MatterLink.matter_id, MatterLink.other_id, True),
        (MatterLink.other_id, MatterLink.matter_id, False),
    ):
        rows = session.execute(
            select(MatterLink.id, MatterLink.relation, Matter)
            .join(Matter, Matter.id == other)
            .where(own == matter_id, MatterLink.active.is_(True))
            .order_by(MatterLink.id)
        )
        found += [
            LinkRow(
                id=number,
                other_id=matter.id,
                kind=matter.kind,
                number=matter.number,
                title=matter.title,
                state=matter.state,
                relation=relation,
                forward=forward,
            )
            for number, relation, matter in rows
        ]
    return found


def attachments_of(session: Session, matter_id: int) -> list[AttachedRow]:
    """The files kept with it, also those taken off again."""
    rows = session.scalars(
        select(MatterAttachment).where(MatterAttachment.matter_id == matter_id).order_by(MatterAttachment.id)
    )
    return [
        AttachedRow(
            id=row.id,
            hash=row.hash,
            name=row.name,
            size=row.size,
            added_at=row.added_at,
            active=row.active,
            reason=row.reason,
            part=row.part or "",
        )
        for row in rows
    ]


def running_duties(session: Session, matter_id: int) -> list[Duty]:
    """The duties whose clock still runs."""
    duties = session.scalars(
        select(OpenItem.duty).where(
            OpenItem.matter_id == matter_id, OpenItem.state == "open", OpenItem.duty.is_not(None)
        )
    )
    return [Duty(duty) for duty in duties if duty]


def next_serial(session: Session, kind: str, year: int) -> int:
    """The next number of a kind in a year; asked inside the transaction that takes it, so that none is left out."""
    newest = session.scalar(select(func.max(Matter.serial)).where(Matter.kind == kind, Matter.year == year))
    return (newest or 0) + 1


def is_leader(session: Session, name: str) -> bool:
    """Whether somebody of that name has the role of leader here."""
    roles = session.scalar(select(Officer.roles).where(Officer.name == name, Officer.active.is_(True)))
    return Role.LEADER.value in (roles or "").split()


def content_of(session: Session, matter_id: int) -> str:
    """The text of a notice; empty for other kinds and for secret papers."""
    return session.scalar(select(Notice.content).where(Notice.id == matter_id)) or ""


def is_for_reading(session: Session, matter_id: int) -> bool:
    """Whether it is a reading paper."""
    return bool(session.scalar(select(Notice.for_reading).where(Notice.id == matter_id)))
