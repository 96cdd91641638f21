"""Reads for the Desk and the record pane: all that one picture needs, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.activations import ActivationRow, running_activations
from dutyroom.data.queries.journal import EntryRow, entry_history, entry_rows
from dutyroom.data.queries.open_items import OpenItemRow, count_open, open_item_in_full, open_items
from dutyroom.data.queries.register import MatterCounts, matter_counts
from dutyroom.data.queries.shifts import HandoverRow, ShiftRow, pending_handover, running_shift
from dutyroom.data.queries.warnings import WarningRow, open_warnings
from dutyroom.data.tables import JournalEntry, Matter
from dutyroom.rules.matter import MatterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """The Desk at one instant. ``items`` are the most pressing of ``open_count``; ``last`` the newest entries' numbers."""

    items: tuple[OpenItemRow, ...]
    open_count: int
    shift: ShiftRow | None
    handover: HandoverRow | None
    last: Sequence[int]
    notices: MatterCounts
    incidents: MatterCounts
    hotline: MatterCounts
    warnings: tuple[WarningRow, ...] = ()
    """The real ones that nobody has lifted."""
    responses: tuple[ActivationRow, ...] = ()
    """The plans at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    """An entry with its open item and every version of it, the original first."""

    entry: EntryRow
    item: OpenItemRow | None
    history: tuple[EntryRow, ...]
    record: tuple[str, int] | None = None
    """What it is about where that has a page: kind (notice, supervision, relay, returns, plan_event, briefing …) and number."""


def desk_state(session: Session, items: int, entries: int, now: datetime) -> DeskState:
    """What the Desk shows: at most so many open items and so many of the last entries."""
    found = open_items(session, items)
    shift = running_shift(session)
    newest = _NEWEST.rows(session)[0][0] or 0
    return DeskState(
        items=tuple(found),
        open_count=len(found) if len(found) < items else count_open(session),
        shift=shift,
        handover=pending_handover(session, shift.id) if shift else None,
        last=range(max(1, newest - entries + 1), newest + 1),
        notices=matter_counts(session, MatterKind.NOTICE, now),
        incidents=matter_counts(session, MatterKind.INCIDENT, now),
        hotline=matter_counts(session, MatterKind.HOTLINE, now),
        warnings=tuple(open_warnings(session)),
        responses=tuple(running_activations(session)),
    )


_NEWEST: Final = Prepared(select(func.max(JournalEntry.seq)))


def entry_record(session: Session, seq: int) -> EntryRecord | None:
    """All that the record pane shows of an entry, or None where there is none of that number."""
    history = entry_history(session, seq)
    entry = next((row for row in history if row.seq == seq), None)
    if entry is None:
        found = entry_rows(session, [seq])
        if not found:
            return None
        entry = found[0]
    # An amendment speaks of the item that the original opened.
    item_id = next((row.item_id for row in (entry, *history) if row.item_id is not None), None)
    item = open_item_in_full(session, item_id) if item_id is not None else None
    return EntryRecord(entry=entry, item=item, history=tuple(history), record=_record_of(session, entry))


def _record_of(session: Session, entry: EntryRow) -> tuple[str, int] | None:
    if entry.record_id is None:
        return None
    if entry.record_kind == "matter":
        kind = session.scalar(select(Matter.kind).where(Matter.id == entry.record_id))
        return (kind, entry.record_id) if kind else None
    known = _KNOWN.get(entry.record_kind)
    return (known, entry.record_id) if known else None


_KNOWN: Final = {"relay": "relay", "returns_call": "returns", "plan_event": "plan_event", "briefing": "briefing"}


def newest_report(session: Session, kind: str) -> EntryRow | None:
    """The last entry of a kind as it stands now: the newest original with its latest amendment, or None."""
    asked = select(JournalEntry.seq).where(JournalEntry.kind == kind, JournalEntry.amends.is_(None))
    seq = session.scalar(asked.order_by(JournalEntry.seq.desc()).limit(1))
    return entry_history(session, seq)[-1] if seq is not None else None
