"""The journal: one row an entry, appended only, each carrying the hash of the one before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class JournalEntry(Table):
    """An entry. Never updated or deleted (triggers); a correction is a new entry that ``amends`` it."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("previous_hash"),
        Index("ix_journal_shift_id", "shift_id"),
        Index("ix_journal_happened_at", "happened_at"),
        Index("ix_journal_kind", "kind"),
        Index("ix_journal_amends", "amends"),
        Index("ix_journal_record", "record_kind", "record_id"),
    )
    register = False

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    canon: Mapped[int]
    kind: Mapped[str]
    event: Mapped[str]
    happened_at: Mapped[datetime] = mapped_column(Instant)
    written_at: Mapped[datetime] = mapped_column(Instant)
    author_id: Mapped[int | None]
    author_name: Mapped[str]
    shift_id: Mapped[int | None]
    record_kind: Mapped[str | None]
    record_id: Mapped[int | None]
    amends: Mapped[int | None]
    important: Mapped[bool]
    paper_number: Mapped[str | None]
    paper_writer: Mapped[str | None]
    text: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str | None]
    person: Mapped[str | None]
    phone: Mapped[str | None]
    payload: Mapped[str | None] = mapped_column(Text)
    text_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    payload_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    rows_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    purged_by: Mapped[int | None]
    """The witness entry of a purge: text, party and payload are gone, their hashes stay."""


class JournalRow(Table):
    """The digest of a register row as an entry left it."""

    __tablename__ = "journal_row"
    __table_args__ = (Index("ix_journal_row_record", "record_kind", "record_id", "seq"),)
    register = False

    seq: Mapped[int] = mapped_column(ForeignKey("journal.seq", deferrable=True, initially="DEFERRED"), primary_key=True)
    record_kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
