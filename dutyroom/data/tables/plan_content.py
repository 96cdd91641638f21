"""What a version of a plan holds beside its text: actions by level and role, contacts, bodies, start conditions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class PlanAction(Table):
    """One thing to do, at a level of response, by a role: a line of an action card."""

    __tablename__ = "plan_action"
    __table_args__ = (Index("ix_plan_action_text_id_position", "text_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("plan_section.id"))
    position: Mapped[int]
    level: Mapped[str] = mapped_column(default="")
    """Ⅰ to Ⅳ; empty for every level."""
    role: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text)
    first: Mapped[int | None]
    """Its place among the first five actions, 1 to 5."""
    state: Mapped[str] = mapped_column(default="proposed")
    """Proposed by the program from the text, checked by a person, or dropped."""
    checked_by: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PlanContact(Table):
    """A telephone number as a plan quotes it, with the number of the directory that it stands for."""

    __tablename__ = "plan_contact"
    __table_args__ = (
        Index("ix_plan_contact_text_id_position", "text_id", "position"),
        Index("ix_plan_contact_contact_id", "contact_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("plan_section.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    state: Mapped[str] = mapped_column(default="proposed")
    """Proposed by the program from the text, checked by a person, or dropped."""
    checked_by: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PlanBody(Table):
    """A body of command: who leads it, who belongs to it, what it does."""

    __tablename__ = "plan_body"
    __table_args__ = (Index("ix_plan_body_text_id_position", "text_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("plan_section.id"))
    position: Mapped[int]
    name: Mapped[str]
    head: Mapped[str] = mapped_column(Text, default="")
    members: Mapped[str] = mapped_column(Text, default="")
    duties: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(default="proposed")
    """Proposed by the program from the text, checked by a person, or dropped."""
    checked_by: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PlanStart(Table):
    """When a level of response begins, and who may begin it."""

    __tablename__ = "plan_start"
    __table_args__ = (Index("ix_plan_start_text_id_position", "text_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("plan_section.id"))
    position: Mapped[int]
    level: Mapped[str]
    conditions: Mapped[str] = mapped_column(Text, default="")
    authority: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(default="proposed")
    """Proposed by the program from the text, checked by a person, or dropped."""
    checked_by: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
