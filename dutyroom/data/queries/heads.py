"""Reads of heads: whether a printed head lies on the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import JournalEntry, Shift

HEX_DIGITS = 64


@dataclass(frozen=True, slots=True)
class HeadRow:
    """An entry that a printed head may mean; ``shift_id`` and ``shift`` where it sealed the handover of one."""

    seq: int
    hash: str
    written_at: datetime
    after: int
    shift_id: int | None
    shift: str


def find_heads(session: Session, digits: str, limit: int = 2) -> list[HeadRow]:
    """The entries whose hash begins with these hexadecimal digits, oldest first; more than one is ambiguous."""
    low = bytes.fromhex(digits.ljust(HEX_DIGITS, "0"))
    high = bytes.fromhex(digits.ljust(HEX_DIGITS, "f"))
    newest = session.execute(select(func.max(JournalEntry.seq))).scalar_one() or 0
    rows = session.execute(
        select(JournalEntry.seq, JournalEntry.hash, JournalEntry.written_at, Shift.id, Shift.name)
        .outerjoin(Shift, Shift.head == JournalEntry.hash)
        .where(JournalEntry.hash.between(low, high))
        .order_by(JournalEntry.seq)
        .limit(limit)
    )
    return [
        HeadRow(seq, value.hex(), written_at, newest - seq, shift_id, name or "")
        for seq, value, written_at, shift_id, name in rows
    ]
