"""Who is due on duty and when (值班安排), and calls to the duty desks of units at odd hours (抽查)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class Roster(Table):
    """A roster of a period: draft, issued, void. Without a ``unit_id`` and ``unit`` it is the duty room's own."""

    __tablename__ = "roster"
    __table_args__ = (Index("ix_roster_first_last", "first", "last"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """``ordinary`` or ``holiday``."""
    state: Mapped[str]
    title: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    posts: Mapped[str] = mapped_column(Text)
    """The posts that each day must have, in the order of the columns, one a line."""
    remark: Mapped[str] = mapped_column(Text, default="")
    """What stands below the printed table, one a line."""
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_by: Mapped[str] = mapped_column(default="")
    accepted: Mapped[str] = mapped_column(Text, default="")
    """Why it was issued although something in it does not fit."""
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PlannedDuty(Table):
    """One person at one post on one day of a roster, from when until when."""

    __tablename__ = "planned_duty"
    __table_args__ = (
        Index("ix_planned_duty_roster_id_day", "roster_id", "day"),
        Index("ix_planned_duty_starts_at", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"))
    day: Mapped[date] = mapped_column(Date)
    post: Mapped[str]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    office: Mapped[str] = mapped_column(default="")
    """What the person is, such as 副秘书长."""
    phone: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    day_kind: Mapped[str]
    """What the day is by the holiday table when it was written: ``work``, ``rest``, ``holiday``, ``makeup``."""
    is_night: Mapped[bool]
    """Whether it lasts past midnight of the office's day on which it begins."""
    remark: Mapped[str] = mapped_column(Text, default="")
    instead_of: Mapped[str] = mapped_column(default="")
    """Whose duty it was before the last swap."""
    swap_reason: Mapped[str] = mapped_column(Text, default="")
    swapped_at: Mapped[datetime | None] = mapped_column(Instant)
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class SpotCheck(Table):
    """One call to the duty desk of a unit, and what it found. ``None`` where nobody asked or counted."""

    __tablename__ = "spot_check"
    __table_args__ = (
        Index("ix_spot_check_called_at", "called_at"),
        Index("ix_spot_check_unit_id", "unit_id"),
        Index("ix_spot_check_matter_id", "matter_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    called_at: Mapped[datetime] = mapped_column(Instant)
    unit: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    phone: Mapped[str] = mapped_column(default="")
    caller: Mapped[str]
    """Who called."""
    is_answered: Mapped[bool]
    answerer: Mapped[str] = mapped_column(default="")
    answerer_post: Mapped[str] = mapped_column(default="")
    rings: Mapped[int | None]
    seconds: Mapped[int | None]
    is_on_time: Mapped[bool]
    """Answered within the rings or seconds of the rule in force when it was written."""
    leader: Mapped[str] = mapped_column(default="")
    leader_reached: Mapped[bool | None]
    finding: Mapped[str]
    remark: Mapped[str] = mapped_column(Text, default="")
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    """The matter under supervision that it led to."""
    void_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
