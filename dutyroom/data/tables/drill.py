"""Drills: the script of an exercise store, and when each part of it was played in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class Drill(Table):
    """A past incident that is replayed here; ``speed`` 2 plays it in half the time."""

    __tablename__ = "drill"

    id: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str]
    """The number of the incident that it was made of: 突〔2026〕12号."""
    title: Mapped[str] = mapped_column(Text)
    subtype: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")
    """The grade that it had in the end."""
    speed: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class DrillInject(Table):
    """Something that is played in: a call or a further report, so many seconds after the beginning."""

    __tablename__ = "drill_inject"

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id"), index=True)
    after_s: Mapped[int]
    source: Mapped[str] = mapped_column(default="")
    person: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text)
    figures: Mapped[str] = mapped_column(Text, default="{}")
    """What a careful listener takes down: figures as JSON."""
    played_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
