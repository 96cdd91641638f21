"""Reads of the plan library."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Plan, PlanSection, PlanText
from dutyroom.rules.plan import PARTICULARS, Particulars


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan with the version in force."""

    id: int
    title: str
    kind: str
    issuer: str
    number: str
    issued_on: date | None
    text_missing: bool
    state: str
    void_reason: str
    version: int
    current: int
    sections: int
    file_name: str
    attachment: bytes | None
    text_hash: bytes
    imported_at: datetime
    text_id: int
    confidence: int | None = None
    """Percent, of text that was recognised in pictures (OCR)."""
    particulars: Particulars = field(default_factory=Particulars)
    lead_unit_id: int | None = None
    initials: str = ""
    pinyin: str = ""
    text_number: int = 0
    """Which version this text is; another than ``current`` where an older one is read."""

    @property
    def effective_on(self) -> date | None:
        """The day on which it comes into force."""
        return self.particulars.effective_on

    @property
    def ends_on(self) -> date | None:
        """The first day on which it is in force no more."""
        return self.particulars.ends_on

    @property
    def replaced_by(self) -> int | None:
        """The plan or law that took its place."""
        return self.particulars.replaced_by

    @property
    def is_superseded(self) -> bool:
        """Whether the text is one that is not in force."""
        return self.text_number != self.current


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """A section in reading order; level 1 is a chapter, 0 the text before the first heading."""

    id: int
    position: int
    level: int
    number: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class PlanInFull:
    """A plan with all its sections."""

    plan: PlanRow
    sections: tuple[SectionRow, ...]


def plan_rows(session: Session, *, kept_only: bool = True) -> list[PlanRow]:
    """The plans by title."""
    asked = _plans().order_by(Plan.title, Plan.id)
    if kept_only:
        asked = asked.where(Plan.state == "kept")
    return [_row(plan, text) for plan, text in session.execute(asked)]


def plan_row(session: Session, number: int) -> PlanRow | None:
    """A plan with the version in force, or None."""
    found = session.execute(_plans().where(Plan.id == number)).first()
    return _row(*found) if found is not None else None


def plan_in_full(session: Session, number: int) -> PlanInFull | None:
    """A plan with its sections, or None."""
    found = session.execute(_plans().where(Plan.id == number)).first()
    if found is None:
        return None
    plan, text = found
    return PlanInFull(_row(plan, text), text_sections(session, text.id))


def text_sections(session: Session, text_id: int) -> tuple[SectionRow, ...]:
    """The sections of one version of a plan, in reading order."""
    sections = session.scalars(select(PlanSection).where(PlanSection.text_id == text_id).order_by(PlanSection.position))
    return tuple(
        SectionRow(id=s.id, position=s.position, level=s.level, number=s.number, title=s.title, body=s.body)
        for s in sections
    )


def plans_with_text(session: Session, text_hash: bytes, attachment: bytes | None) -> list[PlanRow]:
    """The kept plans of which a version has this very text, or is this very file."""
    is_it = PlanText.text_hash == text_hash
    if attachment is not None:
        is_it |= PlanText.attachment == attachment
    asked = (
        select(Plan, PlanText)
        .join(PlanText, PlanText.plan_id == Plan.id)
        .where(is_it, Plan.state == "kept")
        .order_by(PlanText.id)
    )
    return [_row(plan, text) for plan, text in session.execute(asked)]


def _plans() -> Select[Plan, PlanText]:
    return select(Plan, PlanText).join(PlanText, (PlanText.plan_id == Plan.id) & (PlanText.number == Plan.current))


def _row(plan: Plan, text: PlanText) -> PlanRow:
    return PlanRow(
        id=plan.id,
        title=plan.title,
        kind=plan.kind,
        issuer=plan.issuer,
        number=plan.number,
        issued_on=plan.issued_on,
        text_missing=plan.text_missing,
        state=plan.state,
        void_reason=plan.void_reason,
        version=plan.version,
        current=plan.current,
        sections=text.section_count,
        file_name=text.file_name,
        attachment=text.attachment,
        text_hash=text.text_hash,
        imported_at=text.imported_at,
        text_id=text.id,
        confidence=text.confidence,
        particulars=_particulars(plan),
        lead_unit_id=plan.lead_unit_id,
        initials=plan.initials or "",
        pinyin=plan.pinyin or "",
        text_number=text.number,
    )


def _particulars(plan: Plan) -> Particulars:
    """What the catalogue says of a plan; a column that was never filled says nothing."""
    told = {name: value for name in PARTICULARS if (value := getattr(plan, name)) is not None}
    helpers = tuple(line for line in str(told.pop("helpers", "")).splitlines() if line)
    return Particulars(**told, helpers=helpers)
