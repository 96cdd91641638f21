"""Rosters as a table: a row for each duty, void ones too; ``import roster`` reads it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import PlannedDuty, Roster

ROSTER_COLUMNS: Final = (
    *("id", "roster", "state", "unit", "day", "day_kind", "post", "name", "office", "phone", "starts_at", "ends_at"),
    *("remark", "instead_of", "swap_reason", "void_reason"),
)


def roster_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every duty for text files: days in ISO 8601, times in the office's zone."""
    for values in roster_values(session):
        record = dict(zip(ROSTER_COLUMNS, values, strict=True))
        times = {name: record[name].astimezone(zone).isoformat() for name in ("starts_at", "ends_at")}
        yield record | times


def roster_values(session: Session) -> Iterator[Sequence[Any]]:
    """The same for a workbook."""
    asked = select(PlannedDuty, Roster).join(Roster, Roster.id == PlannedDuty.roster_id)
    for duty, roster in session.execute(asked.order_by(PlannedDuty.day, Roster.id, PlannedDuty.id)):
        void = duty.void_reason or roster.void_reason
        yield (
            *(duty.id, roster.title, roster.state, roster.unit, duty.day.isoformat(), duty.day_kind, duty.post),
            *(duty.name, duty.office, duty.phone, duty.starts_at, duty.ends_at, duty.remark),
            *(duty.instead_of, duty.swap_reason, void),
        )
