"""Preparing a plan: a matter with its stages, the opinions of units, the experts' review, the filing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Table


class Preparation(Table):
    """A plan that is being written or revised, from the yearly programme to its filing."""

    __tablename__ = "preparation"
    __table_args__ = (Index("ix_preparation_year", "year"),)

    id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    """The plan that is revised, or that it became."""
    required_id: Mapped[int | None] = mapped_column(ForeignKey("required_plan.id"))
    plan_kind: Mapped[str]
    plan_level: Mapped[str] = mapped_column(default="")
    year: Mapped[int]
    """Of the programme that it stands in."""
    lead_unit: Mapped[str] = mapped_column(default="")
    group: Mapped[str] = mapped_column(Text, default="")
    """The drafting group, one a line."""
    basis: Mapped[str] = mapped_column(Text, default="")
    """Why it is written or revised."""
    outline: Mapped[str] = mapped_column(Text, default="")
    """The headings that the draft starts from, one a line, indented by level."""
    approved_by: Mapped[str] = mapped_column(default="")
    document_number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PreparationStage(Table):
    """One stage of preparing a plan with its days; a stage that is left out says why."""

    __tablename__ = "preparation_stage"
    __table_args__ = (Index("ix_preparation_stage_matter_id", "matter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    stage: Mapped[str]
    position: Mapped[int]
    planned_on: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    people: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    skipped: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PreparationOpinion(Table):
    """What a unit was asked about a draft, what it answered, and what became of that."""

    __tablename__ = "preparation_opinion"
    __table_args__ = (Index("ix_preparation_opinion_matter_id", "matter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    unit: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    sent_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)
    opinion: Mapped[str] = mapped_column(Text, default="")
    adopted: Mapped[str] = mapped_column(default="")
    """yes, partly, no, none (no comment); empty until it is decided."""
    reason: Mapped[str] = mapped_column(Text, default="")
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PreparationExpert(Table):
    """An expert of the review, and what he or she found."""

    __tablename__ = "preparation_expert"
    __table_args__ = (Index("ix_preparation_expert_matter_id", "matter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    name: Mapped[str]
    organisation: Mapped[str] = mapped_column(default="")
    field: Mapped[str] = mapped_column(default="")
    findings: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(default="")
    """pass, revise, reject; empty until it is said."""
    settled: Mapped[str] = mapped_column(Text, default="")
    """What became of the findings."""
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PreparationFiling(Table):
    """A plan sent for filing or in copy, with the receipt."""

    __tablename__ = "preparation_filing"
    __table_args__ = (Index("ix_preparation_filing_matter_id", "matter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    recipient: Mapped[str]
    way: Mapped[str]
    """file or copy."""
    sent_on: Mapped[date | None] = mapped_column(Date)
    received_on: Mapped[date | None] = mapped_column(Date)
    receipt: Mapped[str] = mapped_column(Text, default="")
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
