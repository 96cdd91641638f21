"""Notices from above: what a matter of that kind has beside the matter, and the slip of one that came by telephone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class Notice(Table):
    """A paper, telegram, fax, call or message from a higher authority. A secret one has no ``content``."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_document_number", "document_number"),
        Index("ix_notice_text_hash", "text_hash"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    channel: Mapped[str]
    document_number: Mapped[str] = mapped_column(default="")
    """Normalised: 豫政办〔2026〕12号."""
    document_kind: Mapped[str] = mapped_column(default="")
    addressee: Mapped[str] = mapped_column(Text, default="")
    document_on: Mapped[date | None] = mapped_column(Date)
    copies: Mapped[int | None]
    copy_numbers: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    secrecy_years: Mapped[int | None]
    custody: Mapped[str] = mapped_column(default="")
    """Who holds the copies of a secret paper, and where."""
    for_reading: Mapped[bool] = mapped_column(Boolean, default=False)
    """A reading paper (阅件) rather than an action paper (办件)."""
    required: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[str] = mapped_column(Text, default="")
    text_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """Of the folded content, so that the same notice coming twice is recognised."""
    received_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class TelephoneSlip(Table):
    """What was asked and answered in a notice by telephone (电话记录单). Empty: not asked, or not known."""

    __tablename__ = "telephone_slip"

    id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    caller: Mapped[str] = mapped_column(default="")
    caller_post: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    identity_checked: Mapped[bool] = mapped_column(default=False)
    read_back: Mapped[bool] = mapped_column(default=False)
    is_meeting: Mapped[bool] = mapped_column(default=False)
    meeting_at: Mapped[datetime | None] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(default="")
    convenor: Mapped[str] = mapped_column(default="")
    agenda: Mapped[str] = mapped_column(Text, default="")
    attendees: Mapped[str] = mapped_column(Text, default="")
    deputy_may: Mapped[str] = mapped_column(default="")
    """yes, no, or empty: not asked."""
    papers: Mapped[str] = mapped_column(Text, default="")
    dress: Mapped[str] = mapped_column(default="")
    reply_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
