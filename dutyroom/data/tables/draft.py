"""Drafts: what is being typed, kept until it is written or thrown away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class Draft(Table):
    """A half-written entry of one writer; no register, so it needs no journal entry."""

    __tablename__ = "draft"
    register = False

    id: Mapped[str] = mapped_column(primary_key=True)
    author_id: Mapped[int | None] = mapped_column(index=True)
    content: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Instant)
