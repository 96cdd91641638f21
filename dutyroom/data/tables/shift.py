"""Shifts and their handing over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class Shift(Table):
    """A spell of duty. At most one is not over."""

    __tablename__ = "shift"
    __table_args__ = (
        Index("uq_shift_running", text("(ended_at IS NULL)"), unique=True, sqlite_where=text("ended_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    planned_start: Mapped[datetime] = mapped_column(Instant)
    planned_end: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    leader_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    chief_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("shift.id"))
    start_reason: Mapped[str] = mapped_column(default="")
    """Why it was started without a predecessor's handover; empty where one was taken over."""
    first_seq: Mapped[int]
    head: Mapped[bytes | None] = mapped_column(LargeBinary(32), info={"digest": False})
    """The hash of the take entry that ended this shift: known only once that entry is written."""
    entry_count: Mapped[int | None] = mapped_column(info={"digest": False})
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class Handover(Table):
    """The handing over of one shift: drafted, given, then taken or cancelled."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    state: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(Instant)
    given_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    give_on_behalf_of: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    give_reason: Mapped[str] = mapped_column(default="")
    urgent_reason: Mapped[str] = mapped_column(default="")
    snapshot: Mapped[str] = mapped_column(Text)
    snapshot_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    give_seq: Mapped[int]
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    cancel_reason: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    take_on_behalf_of: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    take_reason: Mapped[str] = mapped_column(default="")
    reservations: Mapped[str] = mapped_column(Text, default="")
    final: Mapped[str | None] = mapped_column(Text)
    """The facts of the report as taken, canonical JSON: the snapshot, the addendum and the acceptance."""
    take_seq: Mapped[int | None]
    next_shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class Acceptance(Table):
    """How the incoming officer accepted one open item or one entry of the addendum."""

    __tablename__ = "acceptance"

    id: Mapped[int] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    open_item_id: Mapped[int | None] = mapped_column(ForeignKey("open_item.id"))
    entry_seq: Mapped[int | None] = mapped_column(ForeignKey("journal.seq"))
    manner: Mapped[str]
    remark: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))


class Checklist(Table):
    """What the outgoing officer noted for the handover of a running shift, kept while it is being written."""

    __tablename__ = "checklist"
    register = False

    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Instant)
