"""What the office itself sets of the rules: values with the day they begin, holidays, words that lead to an office."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import ADDED, Instant, Table


class RuleValue(Table):
    """A rule's value from a day on, set by the administrator; what began under the old value keeps it."""

    __tablename__ = "rule_value"
    __table_args__ = (Index("ix_rule_value_key_from_on", "key", "from_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    value: Mapped[str] = mapped_column(Text)
    """JSON."""
    from_on: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Text, default="")
    checked: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class HolidayYear(Table):
    """The holidays of a year and its working rest days (调休), as the State Council's notice sets them."""

    __tablename__ = "holiday_year"
    __table_args__ = (UniqueConstraint("year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    days: Mapped[str] = mapped_column(Text)
    """JSON: ``{"holiday": {"2026-10-01": "国庆节", …}, "makeup": ["2026-10-10", …]}``."""
    source: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class RoutingWord(Table):
    """A word that leads to an office. ``origin``: office (its functions), decision (learnt), typed (by a person)."""

    __tablename__ = "routing_word"
    __table_args__ = (UniqueConstraint("word", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    weight: Mapped[int] = mapped_column(default=1)
    """How often a decision confirmed it, or what a person set."""
    origin: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None] = mapped_column(Instant, info=ADDED)
    """When a person took it out of the table; it stays for the history and can be put back."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
