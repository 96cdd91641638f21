"""Open items: what somebody must still do, with its clock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import ADDED, Instant, Table


class OpenItem(Table):
    """An item open until it is done or withdrawn; ``put_off_until`` silences its alarm consciously.

    With a ``matter_id`` it is a clock of that matter: an obligation of its own, met by a step and by nothing else.
    """

    __tablename__ = "open_item"
    __table_args__ = (
        Index("ix_open_item_state_due_at", "state", "due_at"),
        Index("ix_open_item_matter_id", "matter_id"),
        Index("ix_open_item_entry_seq", "entry_seq"),
        # Holds all that the statistics ask of the limits of a matter, so that no row is looked up for them.
        Index(
            "ix_open_item_matter_id_duty_state_due_at_closed_at", "matter_id", "duty", "state", "due_at", "closed_at"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    urgent: Mapped[bool] = mapped_column(default=False)
    waiting_for: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str] = mapped_column(Text, default="")
    put_off_until: Mapped[datetime | None] = mapped_column(Instant)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"), info=ADDED)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"), info=ADDED)
    duty: Mapped[str | None] = mapped_column(info=ADDED)
    """What must be done by then: read, propose, sign, reply, close …"""
    rule_key: Mapped[str | None] = mapped_column(info=ADDED)
    """The rule that set the due time; ``paper`` where the paper itself says it, ``hand`` where a person set it."""
    rule_source: Mapped[str | None] = mapped_column(Text, info=ADDED)
    start_event: Mapped[str | None] = mapped_column(info=ADDED)
    unsure: Mapped[str | None] = mapped_column(info=ADDED)
    """Years without a holiday table that the due time ran through, separated by blanks."""
    recipient: Mapped[str | None] = mapped_column(info=ADDED)
    """To whom the duty is owed, where it names somebody: the body that an incident is reported to."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
