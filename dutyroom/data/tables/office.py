"""The office's own settings, and papers kept as they were printed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class Setting(Table):
    """One setting of the office, its value as JSON."""

    __tablename__ = "setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class StoreNote(Table):
    """What the store says of itself: its kind, its identity, the tokeniser of its index."""

    __tablename__ = "store_note"
    register = False

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class KeptPaper(Table):
    """A paper as it was made, per language; printing it again returns these bytes."""

    __tablename__ = "kept_paper"
    __table_args__ = (UniqueConstraint("kind", "record_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    record_id: Mapped[int]
    language: Mapped[str]
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    pdf: Mapped[bytes] = mapped_column(LargeBinary, info={"digest": False})
    """Covered by ``sha256``, which the journal holds."""
    made_at: Mapped[datetime] = mapped_column(Instant)


class SignInTrouble(Table):
    """Wrong passwords in a row, so that the wait grows and survives a restart."""

    __tablename__ = "sign_in_trouble"
    register = False

    officer_id: Mapped[int] = mapped_column(primary_key=True)
    failures: Mapped[int]
    wait_until: Mapped[datetime] = mapped_column(Instant)
