"""The library as its readers use it: pinned plans, past searches, words that mean the same, imports that can go on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import Instant, Table


class PlanPin(Table):
    """A plan that an officer keeps at hand; no officer stands for a store without accounts."""

    __tablename__ = "plan_pin"
    __table_args__ = (UniqueConstraint("officer_id", "plan_id"),)

    register = False

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    pinned_at: Mapped[datetime] = mapped_column(Instant)


class PastSearch(Table):
    """Words that an officer searched the library for, the last time and how often."""

    __tablename__ = "past_search"
    __table_args__ = (UniqueConstraint("officer_id", "words"),)

    register = False

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    words: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    times: Mapped[int] = mapped_column(default=1)


class SearchWords(Table):
    """Spellings and words that mean the same in a search, the office's own."""

    __tablename__ = "search_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    """Separated by line ends."""
    shipped_key: Mapped[str] = mapped_column(default="")
    """Of the shipped group that this one stands for; empty where the office added it."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class PlanLikeness(Table):
    """A part of what a text is like, so that a nearly equal one is found among thousands."""

    __tablename__ = "plan_likeness"
    __table_args__ = (Index("ix_plan_likeness_band_value", "band", "value"),)

    register = False

    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id"), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class ImportRun(Table):
    """A batch of files that is being imported; while it has no end it can go on."""

    __tablename__ = "import_run"

    register = False

    id: Mapped[int] = mapped_column(primary_key=True)
    paths: Mapped[str] = mapped_column(Text)
    """What was chosen, one a line."""
    total: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class ImportedFile(Table):
    """What became of one file of a batch."""

    __tablename__ = "imported_file"
    __table_args__ = (Index("ix_imported_file_run_id", "run_id"),)

    register = False

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    path: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[int] = mapped_column(BigInteger)
    """When the file was written last, nanoseconds, as the file system says."""
    result: Mapped[str]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    detail: Mapped[str] = mapped_column(default="")
    facts: Mapped[str] = mapped_column(Text, default="")
