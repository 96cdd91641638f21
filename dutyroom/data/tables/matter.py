"""Matters: what came in and must be carried through, its steps, who has it in hand, what hangs on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import ADDED, Instant, Table


class Matter(Table):
    """A matter of any kind; each kind has a table of its own whose ``id`` is this one's.

    ``lead`` and ``due_at`` repeat what the assignments and the clocks say, so that a list of a hundred thousand is
    sorted and filtered by one index.
    """

    __tablename__ = "matter"
    __table_args__ = (
        UniqueConstraint("kind", "year", "serial", name="uq_matter_kind_year_serial"),
        Index("ix_matter_kind_state_due_at", "kind", "state", "due_at"),
        Index("ix_matter_kind_received_at", "kind", "received_at"),
        Index("ix_matter_kind_closed_at", "kind", "closed_at"),
        Index("ix_matter_lead_id", "lead_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str]
    """As it is written: 收〔2026〕12号."""
    title: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(default="")
    """The body or the person that it comes from."""
    source_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    urgency: Mapped[str] = mapped_column(default="")
    secrecy: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(Instant)
    lead: Mapped[str] = mapped_column(default="")
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    """The nearest due time of its running clocks."""
    waiting_for: Mapped[str] = mapped_column(default="")
    waiting_reason: Mapped[str] = mapped_column(Text, default="")
    waiting_since: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    archive_number: Mapped[str] = mapped_column(default="")
    filed_at: Mapped[datetime | None] = mapped_column(Instant)
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class MatterStep(Table):
    """One step of a matter's flow, never changed; ``entry_seq`` is the journal's entry of it."""

    __tablename__ = "matter_step"
    # By entry too: a new entry of the journal looks for the rows that wait for it, in each table that names entries.
    __table_args__ = (
        Index("ix_matter_step_matter_id_id", "matter_id", "id"),
        Index("ix_matter_step_entry_seq", "entry_seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    kind: Mapped[str]
    happened_at: Mapped[datetime] = mapped_column(Instant)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    author: Mapped[str]
    leader: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    person: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text, default="")
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"))


class Assignment(Table):
    """A unit that has a matter in hand, as lead (主办) or helper (协办)."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index("ix_assignment_matter_id", "matter_id"),
        Index("ix_assignment_unit_id_state", "unit_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    unit: Mapped[str]
    role: Mapped[str]
    state: Mapped[str]
    assigned_at: Mapped[datetime] = mapped_column(Instant)
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(Text, default="")
    urged_at: Mapped[datetime | None] = mapped_column(Instant)
    urged_count: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was returned or withdrawn."""
    colour: Mapped[str | None] = mapped_column(info=ADDED)
    """Of the last urging notice to this unit; null before the first, and where it was urged before there was one a unit."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class MatterLink(Table):
    """Two matters that belong together: the same notice twice, an answer, what grew out of it."""

    __tablename__ = "matter_link"
    __table_args__ = (
        Index("ix_matter_link_matter_id", "matter_id"),
        Index("ix_matter_link_other_id", "other_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    relation: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class MatterAttachment(Table):
    """A file that belongs to a matter; taken off it stays readable in the history."""

    __tablename__ = "matter_attachment"
    __table_args__ = (Index("ix_matter_attachment_matter_id", "matter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), ForeignKey("attachment.hash"))
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Instant)
    active: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    part: Mapped[str | None] = mapped_column(info=ADDED)
    """To what of the matter it belongs: a stage of a preparation."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
