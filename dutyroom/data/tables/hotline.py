"""The mayor's telephone: cases, who called for each, objections, extensions, call-backs, looks; classes, knowledge."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class HotlineCase(Table):
    """A demand that came to the mayor's telephone; a matter, whose title names no person and no number.

    What callers, call-backs and decisions say last is repeated here, so that three million are counted by one index.
    """

    __tablename__ = "hotline_case"
    __table_args__ = (
        Index("ix_hotline_case_code", "code"),
        Index("ix_hotline_case_channel", "channel"),
        Index("ix_hotline_case_card", "card", sqlite_where=text("card <> ''")),
        Index("ix_hotline_case_area_street", "area", "street"),
        Index("ix_hotline_case_duplicate_of", "duplicate_of"),
        Index("ix_hotline_case_outside_number", "outside_number"),
        Index("ix_hotline_case_incident_id", "incident_id"),
        # The measures of a period ask what fell due and who was called back within it.
        Index("ix_hotline_case_close_due_at", "close_due_at"),
        Index("ix_hotline_case_called_back_at", "called_back_at"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    channel: Mapped[str]
    demand: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    """Six digits of the table of classes, or empty while nobody has classed it."""
    area: Mapped[str] = mapped_column(default="")
    area_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    street: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(Text, default="")
    event_at: Mapped[datetime | None] = mapped_column(Instant)
    text: Mapped[str] = mapped_column(Text, default="")
    """What is wanted, in full; shown masked."""
    full_title: Mapped[str] = mapped_column(Text, default="")
    """The title as it was typed, where it names a person or a number; else empty."""
    sub: Mapped[str] = mapped_column(default="")
    """Of a case for at once (即办): which kind, by the name its rule has."""
    is_complex: Mapped[bool] = mapped_column(default=False)
    is_direct: Mapped[bool] = mapped_column(default=False)
    """Answered at once on the telephone."""
    knowledge_id: Mapped[int | None] = mapped_column(ForeignKey("knowledge_item.id"))
    refused: Mapped[str] = mapped_column(default="")
    """Why it was not accepted."""
    turn_to: Mapped[str] = mapped_column(Text, default="")
    """Where the caller was told to turn to, or to whom the call was transferred at once."""
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    """The incident that it became."""
    duplicate_of: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    dispatch_due_at: Mapped[datetime | None] = mapped_column(Instant)
    dispatched_at: Mapped[datetime | None] = mapped_column(Instant)
    respond_due_at: Mapped[datetime | None] = mapped_column(Instant)
    responded_at: Mapped[datetime | None] = mapped_column(Instant)
    close_due_at: Mapped[datetime | None] = mapped_column(Instant)
    """By when it is to be closed, with what was granted."""
    result: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    """What the caller was told in the end."""
    replied_at: Mapped[datetime | None] = mapped_column(Instant)
    replied_by: Mapped[str] = mapped_column(default="")
    extended: Mapped[int] = mapped_column(default=0)
    returned: Mapped[int] = mapped_column(default=0)
    """How many objections of units were granted."""
    redone: Mapped[int] = mapped_column(default=0)
    calls: Mapped[int] = mapped_column(default=1)
    """How many calls it stands for, with those of cases merged into it."""
    card: Mapped[str] = mapped_column(default="")
    """The last card of supervision: yellow, red."""
    tries: Mapped[int] = mapped_column(default=0)
    """How many times the caller was called back."""
    called_back_at: Mapped[datetime | None] = mapped_column(Instant)
    reached: Mapped[bool | None]
    solved: Mapped[bool | None]
    satisfied: Mapped[str] = mapped_column(default="")
    """5 (very) to 1; empty where nobody said."""
    outside_number: Mapped[str] = mapped_column(default="")
    """The number that another system gave it."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class HotlineCall(Table):
    """One call or message for a case: who, from where, in their own words. Shown masked, never lost by merging."""

    __tablename__ = "hotline_call"
    __table_args__ = (
        Index("ix_hotline_call_matter_id", "matter_id"),
        Index("ix_hotline_call_phone_key", "phone_key"),
        Index("ix_hotline_call_second_key", "second_key"),
        Index("ix_hotline_call_name", "name"),
        Index("ix_hotline_call_entry_seq", "entry_seq"),
        # Repeat callers of a month are counted by the index alone.
        Index("ix_hotline_call_called_at_phone_key", "called_at", "phone_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    from_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    """The case that it came with before that one was merged."""
    called_at: Mapped[datetime] = mapped_column(Instant)
    channel: Mapped[str]
    operator: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    sex: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    """As it was written."""
    phone_key: Mapped[str] = mapped_column(default="")
    """One spelling for every writing of the number."""
    second: Mapped[str] = mapped_column(default="")
    second_key: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(Text, default="")
    is_secret: Mapped[bool] = mapped_column(default=False)
    """The caller asked that nobody be told who called."""
    wants_reply: Mapped[bool] = mapped_column(default=True)
    said: Mapped[str] = mapped_column(Text, default="")
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class HotlineReturn(Table):
    """An objection of a unit (退单) and what was decided of it."""

    __tablename__ = "hotline_return"
    __table_args__ = (
        Index("ix_hotline_return_matter_id", "matter_id"),
        Index("ix_hotline_return_entry_seq", "entry_seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    unit: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text)
    proposed: Mapped[str] = mapped_column(default="")
    """The unit that it says should have it."""
    state: Mapped[str]
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class HotlineExtension(Table):
    """A unit's asking for more time (延期) and what was decided of it."""

    __tablename__ = "hotline_extension"
    __table_args__ = (
        Index("ix_hotline_extension_matter_id", "matter_id"),
        Index("ix_hotline_extension_entry_seq", "entry_seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    unit: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text)
    former_due_at: Mapped[datetime | None] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str]
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class HotlineCallBack(Table):
    """One attempt to call a caller back (回访)."""

    __tablename__ = "hotline_call_back"
    __table_args__ = (
        Index("ix_hotline_call_back_matter_id", "matter_id"),
        Index("ix_hotline_call_back_entry_seq", "entry_seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("hotline_call.id"))
    """Which of the callers was called."""
    called_at: Mapped[datetime] = mapped_column(Instant)
    caller_back: Mapped[str] = mapped_column(default="")
    """Who called back."""
    reached: Mapped[bool]
    solved: Mapped[bool | None]
    satisfied: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(Text, default="")
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class HotlineLook(Table):
    """A look at unmasked data of callers: who, when, at what, why."""

    __tablename__ = "hotline_look"
    __table_args__ = (
        Index("ix_hotline_look_matter_id", "matter_id"),
        Index("ix_hotline_look_entry_seq", "entry_seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    """None where it was a search or an export."""
    looked_at: Mapped[datetime] = mapped_column(Instant)
    officer: Mapped[str]
    what: Mapped[str]
    reason: Mapped[str] = mapped_column(Text, default="")
    cases: Mapped[int] = mapped_column(default=1)
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class HotlineClass(Table):
    """One class of demands with its code of 2, 4 or 6 digits (GB/T 39666-2020: 2 + 2 + 2); the office's own table."""

    __tablename__ = "hotline_class"
    __table_args__ = (Index("ix_hotline_class_code", "code", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text, default="")
    """What callers say for it, separated by 、."""
    unit: Mapped[str] = mapped_column(default="")
    """Which unit such cases go to, as far as the class decides it."""
    sub: Mapped[str] = mapped_column(default="")
    """Which kind of at once (即办) it is, where it is one."""
    initials: Mapped[str] = mapped_column(default="")
    pinyin: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    checked: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class KnowledgeItem(Table):
    """A question that callers ask with its answer, whose it is and until when it holds."""

    __tablename__ = "knowledge_item"
    __table_args__ = (Index("ix_knowledge_item_valid_until", "valid_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    source: Mapped[str] = mapped_column(Text, default="")
    valid_until: Mapped[date | None] = mapped_column(Date)
    checked_on: Mapped[date | None] = mapped_column(Date)
    checked_by: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was taken off the shelf."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
