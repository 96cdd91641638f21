"""Incidents: what a matter of that kind has beside the matter, what was said of it when, and what went upward."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class Incident(Table):
    """An event that lower levels report. The figures repeat what the statements say now, for lists and counts."""

    __tablename__ = "incident"
    __table_args__ = (
        Index("ix_incident_grade", "grade"),
        Index("ix_incident_area", "area"),
        Index("ix_incident_event_at", "event_at"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    event_at: Mapped[datetime | None] = mapped_column(Instant)
    area: Mapped[str] = mapped_column(default="")
    area_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    place: Mapped[str] = mapped_column(Text, default="")
    category: Mapped[str] = mapped_column(default="")
    subtype: Mapped[str] = mapped_column(default="")
    reporter: Mapped[str] = mapped_column(default="")
    """Who called; the unit that reports is the matter's source."""
    reporter_phone: Mapped[str] = mapped_column(default="")
    sensitive: Mapped[str] = mapped_column(Text, default="")
    """Why it is reported whatever its grade: places, times and people, separated by 、."""
    grade: Mapped[str] = mapped_column(default="")
    """Ⅰ to Ⅳ as the officer decided; empty where none was given."""
    grade_proposed: Mapped[str] = mapped_column(default="")
    grade_reason: Mapped[str] = mapped_column(Text, default="")
    """The clause that fired, or why the officer decided otherwise."""
    deaths: Mapped[int | None]
    missing: Mapped[int | None]
    serious: Mapped[int | None]
    light: Mapped[int | None]
    affected: Mapped[int | None]
    evacuated: Mapped[int | None]
    loss: Mapped[int | None] = mapped_column(BigInteger)
    """Yuan."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class IncidentStatement(Table):
    """What somebody said of one fact at one time: never overwritten, so that any earlier report can be made again."""

    __tablename__ = "incident_statement"
    __table_args__ = (
        Index("ix_incident_statement_matter_id_fact", "matter_id", "fact"),
        Index("ix_incident_statement_entry_seq", "entry_seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    fact: Mapped[str]
    """A figure (deaths …) or a part of the story (cause, course, measures …)."""
    value: Mapped[str] = mapped_column(Text)
    as_of: Mapped[datetime] = mapped_column(Instant)
    """When it was so, as the source says."""
    source: Mapped[str] = mapped_column(default="")
    surety: Mapped[str]
    explanation: Mapped[str] = mapped_column(Text, default="")
    """Why it contradicts what was said before, or why it was withdrawn."""
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class IncidentReport(Table):
    """A report upward: first, follow-up 续报一, 二 …, final. Frozen once it is issued."""

    __tablename__ = "incident_report"
    __table_args__ = (UniqueConstraint("year", "serial"), Index("ix_incident_report_matter_id", "matter_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    kind: Mapped[str]
    place: Mapped[int]
    """Within its incident: 0 the first, 1 续报一 …"""
    year: Mapped[int | None]
    serial: Mapped[int | None]
    number: Mapped[str] = mapped_column(default="")
    """Taken when it is issued: 值信〔2026〕12号."""
    state: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text)
    """The facts it was made from, canonical JSON, so that the next one shows only what changed."""
    explanation: Mapped[str] = mapped_column(Text, default="")
    """Why it goes out although something contradicts or is missing."""
    drafted_by: Mapped[str]
    drafted_at: Mapped[datetime] = mapped_column(Instant)
    signed_by: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    relay_id: Mapped[int | None] = mapped_column(ForeignKey("relay.id"))
    """The list of those it was sent to, with channel, time and receipt."""
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class Activation(Table):
    """A plan at work for an incident: the version it pins, its level, until it is ended."""

    __tablename__ = "activation"
    __table_args__ = (Index("ix_activation_matter_id", "matter_id"), Index("ix_activation_state", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id"))
    level: Mapped[str]
    """Ⅰ to Ⅳ."""
    state: Mapped[str]
    expected: Mapped[str] = mapped_column(default="")
    """How long it is expected to last (《突发事件应对法》 art. 72)."""
    measures: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class ActivationItem(Table):
    """One line of an activation's checklist, ticked with time and name."""

    __tablename__ = "activation_item"
    __table_args__ = (Index("ix_activation_item_activation_id", "activation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activation_id: Mapped[int] = mapped_column(ForeignKey("activation.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("plan_section.id"))
    level: Mapped[str]
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str]
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
