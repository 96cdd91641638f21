"""Passing on and proving it; and the other way, returns asked of areas and bureaus."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import ADDED, Instant, Table


class Relay(Table):
    """A text passed on to many (下发通知), each recipient a line that proves who was told when."""

    __tablename__ = "relay"
    __table_args__ = (UniqueConstraint("year", "serial"), Index("ix_relay_matter_id", "matter_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    began_at: Mapped[datetime] = mapped_column(Instant)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("open_item.id"))
    """The open item that stays until every recipient has acknowledged."""
    state: Mapped[str]
    void_reason: Mapped[str] = mapped_column(Text, default="")
    purpose: Mapped[str | None] = mapped_column(info=ADDED)
    """What it proves beside passing on: report (sent upward), ladder (told by telephone, one after the other)."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class RelayLine(Table):
    """One recipient of a relay."""

    __tablename__ = "relay_line"
    __table_args__ = (Index("ix_relay_line_relay_id", "relay_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    relay_id: Mapped[int] = mapped_column(ForeignKey("relay.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    unit: Mapped[str]
    position: Mapped[int]
    phone: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    """waiting, sent, acknowledged, withdrawn."""
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_by: Mapped[str] = mapped_column(default="")
    read_back: Mapped[bool] = mapped_column(default=False)
    acknowledged_at: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    urged_at: Mapped[datetime | None] = mapped_column(Instant)
    remark: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class ReturnsCall(Table):
    """A report demanded from many at set times (应报未报), a nil report (零报告) included."""

    __tablename__ = "returns_call"
    __table_args__ = (UniqueConstraint("year", "serial"), Index("ix_returns_call_state", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    asked: Mapped[str] = mapped_column(Text, default="")
    first_on: Mapped[date] = mapped_column(Date)
    last_on: Mapped[date] = mapped_column(Date)
    times: Mapped[str]
    """Clock times of the office's zone, separated by blanks: 08:00 17:00."""
    nil_asked: Mapped[bool] = mapped_column(default=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("open_item.id"))
    """The open item whose due time is the next round."""
    state: Mapped[str]
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class ReturnsUnit(Table):
    """One of those who must report."""

    __tablename__ = "returns_unit"
    __table_args__ = (Index("ix_returns_unit_call_id", "call_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("returns_call.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    unit: Mapped[str]
    position: Mapped[int]
    phone: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class ReturnsAnswer(Table):
    """What one unit answered for one round, or how often it was urged; the round is its due time."""

    __tablename__ = "returns_answer"
    __table_args__ = (UniqueConstraint("returns_unit_id", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    returns_unit_id: Mapped[int] = mapped_column(ForeignKey("returns_unit.id"))
    due_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    is_nil: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[str] = mapped_column(default="")
    urged_at: Mapped[datetime | None] = mapped_column(Instant)
    urged_count: Mapped[int] = mapped_column(default=0)
    excuse: Mapped[str] = mapped_column(Text, default="")
    """Why no answer is waited for in this round."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
