"""Supervision: what a matter under supervision has beside the matter."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Table


class Supervision(Table):
    """A leader's instruction, a meeting's decision, a proposal, a target: set up, urged in colours, closed."""

    __tablename__ = "supervision"

    id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    basis: Mapped[str]
    """What it rests on: instruction, meeting, paper, npc, cppcc, target, practical."""
    asked: Mapped[str] = mapped_column(Text, default="")
    leader: Mapped[str] = mapped_column(default="")
    session: Mapped[str] = mapped_column(default="")
    """Of deputies or members: the session, or that it came between sessions."""
    proposal_number: Mapped[str] = mapped_column(default="")
    proposers: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(default="")
    is_hard: Mapped[bool] = mapped_column(default=False)
    colour: Mapped[str] = mapped_column(default="")
    """Of the last urging notice: blue, orange, red."""
    met_on: Mapped[date | None] = mapped_column(Date)
    met_how: Mapped[str] = mapped_column(default="")
    reply_number: Mapped[str] = mapped_column(default="")
    replied_on: Mapped[date | None] = mapped_column(Date)
    result: Mapped[str] = mapped_column(default="")
    """Of a proposal: A solved, B planned, C later, D for reference."""
    satisfied: Mapped[str] = mapped_column(default="")
    redo_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
