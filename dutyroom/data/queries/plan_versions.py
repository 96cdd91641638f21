"""Reads of the versions of a plan: which there are, one in full, what hangs on one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.plans import PlanInFull, PlanRow, plan_row, text_sections
from dutyroom.data.tables import Activation, Matter, Plan, PlanAction, PlanBody, PlanContact, PlanStart, PlanText
from dutyroom.rules.law import LAW_KINDS
from dutyroom.rules.plan_version import Origin, begins_on

Content = PlanAction | PlanContact | PlanBody | PlanStart
CONTENTS: Final[tuple[type[Content], ...]] = (PlanAction, PlanContact, PlanBody, PlanStart)
"""The tables of what a version holds beside its text."""


class Standing(StrEnum):
    """Where a version stands among the others."""

    IN_FORCE = "in_force"
    FORMER = "former"
    AHEAD = "ahead"
    """A law that is known and not in force yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionUse:
    """An incident that a version was activated for."""

    activation: int
    matter_id: int
    matter_number: str
    matter_title: str
    level: str
    state: str
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version of a plan, with the particulars of that version."""

    plan_id: int
    number: int
    text_id: int
    file_name: str
    attachment: bytes | None
    text_hash: bytes
    sections: int
    imported_at: datetime
    issued_on: date | None
    document_number: str
    effective_on: date | None
    origin: str
    based_on: int | None
    note: str
    author: str
    confidence: int | None
    is_current: bool
    standing: Standing
    uses: tuple[VersionUse, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanVersions:
    """A plan with its versions, in the order of a list."""

    plan: PlanRow
    versions: tuple[VersionRow, ...]


def plan_versions(session: Session, plan_id: int, today: date) -> PlanVersions | None:
    """The versions of a plan with what they were used for; None where there is no such plan.

    The newest first; of a law the one in force first, the others by their days.

    ``today`` is the office's day, by which a law of tomorrow is told.
    """
    plan = session.get(Plan, plan_id)
    shown = plan_row(session, plan_id)
    if plan is None or shown is None:
        return None
    uses = _uses(session, plan_id)
    texts = texts_of(session, plan_id)
    rows = [_row(plan, text, uses.get(text.id, ()), today) for text in reversed(texts)]
    if plan.kind in LAW_KINDS:
        rows.sort(key=lambda row: (row.is_current, begins_on(row) or date.min), reverse=True)
    return PlanVersions(shown, tuple(rows))


def version_in_full(session: Session, plan_id: int, number: int) -> PlanInFull | None:
    """A version of a plan with its particulars and sections, whether or not it is in force; None where there is none."""
    known = plan_versions(session, plan_id, date.max)
    row = next((each for each in known.versions if each.number == number), None) if known is not None else None
    if known is None or row is None:
        return None
    shown = replace(
        known.plan,
        number=row.document_number,
        issued_on=row.issued_on,
        particulars=replace(known.plan.particulars, effective_on=row.effective_on),
        sections=row.sections,
        file_name=row.file_name,
        attachment=row.attachment,
        text_hash=row.text_hash,
        imported_at=row.imported_at,
        text_id=row.text_id,
        text_number=row.number,
    )
    return PlanInFull(shown, text_sections(session, row.text_id))


def texts_of(session: Session, plan_id: int) -> list[PlanText]:
    """The versions as they are kept, the first one first; to be changed by an action only."""
    return list(session.scalars(select(PlanText).where(PlanText.plan_id == plan_id).order_by(PlanText.number)))


def contents_of(session: Session, text_id: int) -> list[Content]:
    """What a version holds beside its text, in order; to be copied by an action."""
    found: list[Content] = []
    for table in CONTENTS:
        found.extend(session.scalars(select(table).where(table.text_id == text_id).order_by(table.position, table.id)))
    return found


def _uses(session: Session, plan_id: int) -> dict[int, tuple[VersionUse, ...]]:
    asked = (
        select(Activation, Matter.number, Matter.title)
        .join(Matter, Matter.id == Activation.matter_id)
        .where(Activation.plan_id == plan_id)
        .order_by(Activation.id.desc())
    )
    uses: dict[int, tuple[VersionUse, ...]] = {}
    for row, number, title in session.execute(asked):
        use = VersionUse(
            activation=row.id,
            matter_id=row.matter_id,
            matter_number=number,
            matter_title=title,
            level=row.level,
            state=row.state,
            started_at=row.started_at,
        )
        uses[row.text_id] = (*uses.get(row.text_id, ()), use)
    return uses


def _row(plan: Plan, text: PlanText, uses: tuple[VersionUse, ...], today: date) -> VersionRow:
    """The particulars of the version in force stand on the plan itself until another one takes its place."""
    current = text.number == plan.current
    row = VersionRow(
        plan_id=plan.id,
        number=text.number,
        text_id=text.id,
        file_name=text.file_name,
        attachment=text.attachment,
        text_hash=text.text_hash,
        sections=text.section_count,
        imported_at=text.imported_at,
        issued_on=plan.issued_on if current else text.issued_on,
        document_number=plan.number if current else text.document_number or "",
        effective_on=plan.effective_on if current else text.effective_on,
        origin=text.origin or Origin.IMPORT,
        based_on=text.based_on,
        note=text.note or "",
        author=text.author or "",
        confidence=text.confidence,
        is_current=current,
        standing=Standing.IN_FORCE if current else Standing.FORMER,
        uses=uses,
    )
    begins = begins_on(row)
    if plan.kind in LAW_KINDS and begins is not None and begins > today:
        return replace(row, standing=Standing.AHEAD)
    return row
