"""Papers that the duty room issues by itself (值班信息): what they say, what each part was made from, who got them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class Briefing(Table):
    """One paper: draft, under review, signed, issued; withdrawn or replaced later. Frozen once it is issued."""

    __tablename__ = "briefing"
    __table_args__ = (
        UniqueConstraint("kind", "year", "serial"),
        Index("ix_briefing_kind_state_id", "kind", "state", "id"),
        Index("ix_briefing_kind_period_from", "kind", "period_from"),
        Index("ix_briefing_matter_id", "matter_id"),
        Index("ix_briefing_replaces_id", "replaces_id"),
        Index("ix_briefing_drafted_at", "drafted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str]
    language: Mapped[str]
    """In which it was composed and is printed: ``zh_CN`` or ``en``."""
    title: Mapped[str] = mapped_column(Text)
    masthead: Mapped[str] = mapped_column(default="")
    """The large line at the head; empty takes that of the kind."""
    issuer: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    serial: Mapped[int | None]
    number: Mapped[str] = mapped_column(default="")
    """Taken when it is issued: 2026年第12期, 值信〔2026〕12号."""
    period_from: Mapped[datetime | None] = mapped_column(Instant)
    period_until: Mapped[datetime | None] = mapped_column(Instant)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    """Where it tells of one matter."""
    fields: Mapped[str] = mapped_column(Text, default="[]")
    """Labelled lines before the text (时间, 地点 …): JSON, a list of [label, text]."""
    facts: Mapped[str] = mapped_column(Text, default="{}")
    """The figures that it was composed from, canonical JSON, so that the text can be checked against them."""
    contact: Mapped[str] = mapped_column(default="")
    copies: Mapped[int | None]
    """How many are printed."""
    drafted_by: Mapped[str]
    drafted_at: Mapped[datetime] = mapped_column(Instant)
    submitted_by: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_because: Mapped[str] = mapped_column(Text, default="")
    """Why the reviewer or the leader sent it back; empty again once it is submitted anew."""
    reviewed_by: Mapped[str] = mapped_column(default="")
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_by: Mapped[str] = mapped_column(default="")
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    accepted: Mapped[str] = mapped_column(Text, default="")
    """Why it was issued although the check warned."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("briefing.id"))
    """The issued paper that this one corrects."""
    withdrawn_by: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_because: Mapped[str] = mapped_column(Text, default="")
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class BriefingPart(Table):
    """A heading or paragraph, as it stands and as it was drafted."""

    __tablename__ = "briefing_part"
    __table_args__ = (Index("ix_briefing_part_briefing_id_position", "briefing_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefing.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(default="")
    """What it was composed as (counts, matter:12 …), so that it can be compared with the records later."""
    level: Mapped[int]
    """0 running text, 1 a heading 一、, 2 a heading （一）, 3 a heading 1."""
    text: Mapped[str] = mapped_column(Text, default="")
    drafted: Mapped[str] = mapped_column(Text, default="")
    """As the program drafted it; empty where somebody typed it."""
    is_unverified: Mapped[bool] = mapped_column(default=False)
    rows: Mapped[str] = mapped_column(Text, default="[]")
    """A table below it: JSON, its first row the heads."""
    is_removed: Mapped[bool] = mapped_column(default=False)
    """Taken out of the paper; it can be put back."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class BriefingSource(Table):
    """One record that a part was drafted from: an entry of the log, or a matter."""

    __tablename__ = "briefing_source"
    __table_args__ = (
        Index("ix_briefing_source_part_id", "part_id"),
        Index("ix_briefing_source_record_kind_record_id", "record_kind", "record_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("briefing_part.id"))
    position: Mapped[int]
    record_kind: Mapped[str]
    """``journal``, ``matter``, ``incident_report``, ``shift`` …: the name of its table."""
    record_id: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class BriefingRecipient(Table):
    """One body that it goes to, when it went there and who acknowledged it."""

    __tablename__ = "briefing_recipient"
    __table_args__ = (Index("ix_briefing_recipient_briefing_id", "briefing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefing.id"))
    position: Mapped[int]
    role: Mapped[str]
    """``main`` (报/送) or ``copy`` (抄送)."""
    name: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    channel: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    receipt_at: Mapped[datetime | None] = mapped_column(Instant)
    receipt_by: Mapped[str] = mapped_column(default="")
    """Who acknowledged it there."""
    is_removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
