"""Emergency plans: a plan, its texts (versions), their sections."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import ADDED, Instant, Table


class Plan(Table):
    """A plan of the library; ``text_missing`` marks a stub with headings and no running text."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str]
    issuer: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None] = mapped_column(Date)
    text_missing: Mapped[bool] = mapped_column(default=False)
    current: Mapped[int] = mapped_column(default=1)
    """The number of the version in force."""
    state: Mapped[str] = mapped_column(default="kept")
    void_reason: Mapped[str] = mapped_column(default="")
    level: Mapped[str | None] = mapped_column(info=ADDED)
    """Whose plan it is: national, province, city, district, township, unit."""
    category: Mapped[str | None] = mapped_column(info=ADDED)
    """The class of event that it is for; null where it is for all."""
    subtype: Mapped[str | None] = mapped_column(info=ADDED)
    lead_unit: Mapped[str | None] = mapped_column(info=ADDED)
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), info=ADDED)
    helpers: Mapped[str | None] = mapped_column(Text, info=ADDED)
    """The units that take part, one a line."""
    is_public: Mapped[bool | None] = mapped_column(info=ADDED)
    filed_where: Mapped[str | None] = mapped_column(Text, info=ADDED)
    filed_on: Mapped[date | None] = mapped_column(Date, info=ADDED)
    approved_by: Mapped[str | None] = mapped_column(info=ADDED)
    approved_on: Mapped[date | None] = mapped_column(Date, info=ADDED)
    drill_rule: Mapped[str | None] = mapped_column(info=ADDED)
    """Which interval of drills it is under; null where its kind says it."""
    drill_due_on: Mapped[date | None] = mapped_column(Date, info=ADDED)
    """Set by a person in place of the day that the rule gives."""
    assess_due_on: Mapped[date | None] = mapped_column(Date, info=ADDED)
    effective_on: Mapped[date | None] = mapped_column(Date, info=ADDED)
    ends_on: Mapped[date | None] = mapped_column(Date, info=ADDED)
    """The first day on which it is in force no more."""
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), info=ADDED)
    initials: Mapped[str | None] = mapped_column(info=ADDED)
    """Of its title in pinyin, for finding it by them."""
    pinyin: Mapped[str | None] = mapped_column(Text, info=ADDED)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PlanText(Table):
    """One version of a plan's text, as imported."""

    __tablename__ = "plan_text"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    file_name: Mapped[str] = mapped_column(Text)
    attachment: Mapped[bytes | None] = mapped_column(ForeignKey("attachment.hash"))
    text_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    """Of the sections' text, so that the same plan in another format is recognised."""
    section_count: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(Instant)
    issued_on: Mapped[date | None] = mapped_column(Date, info=ADDED)
    document_number: Mapped[str | None] = mapped_column(info=ADDED)
    effective_on: Mapped[date | None] = mapped_column(Date, info=ADDED)
    origin: Mapped[str | None] = mapped_column(info=ADDED)
    """How it came: import, edit; null is an import."""
    based_on: Mapped[int | None] = mapped_column(info=ADDED)
    """The number of the version that it was made of."""
    note: Mapped[str | None] = mapped_column(Text, info=ADDED)
    """What changed and why, as somebody said it."""
    author: Mapped[str | None] = mapped_column(info=ADDED)
    confidence: Mapped[int | None] = mapped_column(info=ADDED)
    """Of text that was recognised in pictures (OCR), percent; null for text."""


class PlanSection(Table):
    """A section in reading order. Its text is covered by its version's ``text_hash``."""

    __tablename__ = "plan_section"
    __table_args__ = (Index("ix_plan_section_text_id_position", "text_id", "position"),)
    register = False

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id"))
    position: Mapped[int]
    level: Mapped[int]
    number: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class Attachment(Table):
    """A file kept by the hash of its content in the folder beside the database."""

    __tablename__ = "attachment"
    register = False

    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    kept_at: Mapped[datetime] = mapped_column(Instant)
