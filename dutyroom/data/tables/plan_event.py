"""What becomes of a plan in force: drills, evaluations, training, events that force a revision; plans that must exist."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Table


class PlanEvent(Table):
    """A drill, an evaluation, a training, or what forces a revision; planned first where it can be."""

    __tablename__ = "plan_event"
    __table_args__ = (
        Index("ix_plan_event_plan_id", "plan_id"),
        Index("ix_plan_event_kind_planned_on", "kind", "planned_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    kind: Mapped[str]
    """drill, assessment, training, trigger."""
    state: Mapped[str]
    """planned, held, cancelled, void; a trigger is open or settled."""
    year: Mapped[int | None]
    """Of the yearly plan that it stands in."""
    planned_on: Mapped[date | None] = mapped_column(Date)
    held_on: Mapped[date | None] = mapped_column(Date)
    form: Mapped[str] = mapped_column(default="")
    """Of a drill: live or tabletop."""
    title: Mapped[str] = mapped_column(Text, default="")
    participants: Mapped[str] = mapped_column(Text, default="")
    scenario: Mapped[str] = mapped_column(Text, default="")
    record: Mapped[str] = mapped_column(Text, default="")
    """How it went; of a trigger, what happened."""
    cause: Mapped[str] = mapped_column(default="")
    """Of a trigger: which of the causes of a revision it is."""
    result: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was cancelled or voided, or how a trigger was settled."""
    text_id: Mapped[int | None] = mapped_column(ForeignKey("plan_text.id"))
    """The version that was drilled or evaluated."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PlanFinding(Table):
    """What a drill or an evaluation found; once somebody must mend it, a supervised matter."""

    __tablename__ = "plan_finding"
    __table_args__ = (
        Index("ix_plan_finding_event_id", "event_id"),
        Index("ix_plan_finding_matter_id", "matter_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("plan_event.id"))
    text: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    due_on: Mapped[date | None] = mapped_column(Date)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    state: Mapped[str] = mapped_column(default="open")
    """open, mended, void."""
    outcome: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class RequiredPlan(Table):
    """A plan that must exist, and the one that does; without one it is a gap."""

    __tablename__ = "required_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str]
    level: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    subtype: Mapped[str] = mapped_column(default="")
    lead_unit: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(Text, default="")
    """The law or paper that asks for it."""
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    checked: Mapped[bool] = mapped_column(default=False)
    """Whether the office has confirmed that it must exist; a shipped default is yet to be confirmed."""
    active: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was taken off the list."""
    initials: Mapped[str] = mapped_column(default="")
    """Of its title in pinyin, for finding it by them."""
    pinyin: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
