"""Warnings (预警): what a matter of that kind has beside the matter, in the words of the law and of CAP 1.2."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class PublicWarning(Table):
    """A warning in a colour (《突发事件应对法》(2024) arts. 63-64). An exercise is marked and stays one for ever."""

    __tablename__ = "public_warning"
    __table_args__ = (
        Index("ix_public_warning_identifier", "identifier"),
        Index("ix_public_warning_expires_at", "expires_at"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    identifier: Mapped[str] = mapped_column(default="")
    """Of the message that it came as; empty where somebody typed it."""
    sender: Mapped[str] = mapped_column(default="")
    status: Mapped[str]
    """actual, exercise, system, test, draft."""
    message: Mapped[str]
    """alert, update, cancel."""
    references: Mapped[str] = mapped_column(Text, default="")
    event: Mapped[str]
    """What is warned of: 暴雨, 大风, 寒潮 …"""
    colour: Mapped[str] = mapped_column(default="")
    """red, orange, yellow, blue; empty where the message knows no colours."""
    category: Mapped[str] = mapped_column(default="")
    urgency: Mapped[str] = mapped_column(default="")
    severity: Mapped[str] = mapped_column(default="")
    certainty: Mapped[str] = mapped_column(default="")
    issued_at: Mapped[datetime] = mapped_column(Instant)
    effective_at: Mapped[datetime | None] = mapped_column(Instant)
    onset_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    areas: Mapped[str] = mapped_column(Text, default="")
    watch: Mapped[str] = mapped_column(Text, default="")
    """What to watch (警示事项)."""
    action: Mapped[str] = mapped_column(Text, default="")
    """What to do (应采取的措施)."""
    web: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(default="")
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
