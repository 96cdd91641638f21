"""Reads of whole registers for export: every column as it stands in the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import JournalEntry
from dutyroom.rules.removal import REMOVED

JOURNAL_COLUMNS: Final = tuple(column.name for column in JournalEntry.__table__.columns)
_TEXT: Final = JOURNAL_COLUMNS.index("text")
_CHUNK: Final = 5000


def journal_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every entry, oldest first, by column name: times as ISO 8601 in ``zone``, hashes as hexadecimal digits."""
    for row in journal_values(session):
        yield {name: _plain(value, zone) for name, value in zip(JOURNAL_COLUMNS, row, strict=True)}


def journal_values(session: Session) -> Iterator[Sequence[Any]]:
    """Every entry, oldest first, in the order of the columns: aware times, whole numbers, bytes as they stand.

    A text that was removed says so; ``purged_by`` names the witness.
    """
    last = 0
    while True:
        rows = session.execute(
            select(JournalEntry.__table__).where(JournalEntry.seq > last).order_by(JournalEntry.seq).limit(_CHUNK)
        ).all()
        if not rows:
            return
        for row in rows:
            yield row if row.text is not None else [*row[:_TEXT], REMOVED, *row[_TEXT + 1 :]]
        last = rows[-1].seq


def _plain(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value
