"""Reads of drills, evaluations, trainings and causes of a revision for export: a row each, with what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from dutyroom.data.queries.plan_events import EventFilter, event_in_full, find_events

PLAN_EVENT_COLUMNS: Final = (
    "id",
    "plan",
    "plan_id",
    "version",
    "kind",
    "state",
    "year",
    "planned_on",
    "held_on",
    "form",
    "title",
    "participants",
    "scenario",
    "record",
    "result",
    "cause",
    "reason",
    "findings",
    "findings_open",
)


def plan_event_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every event by column name, oldest first; findings a line each with their state and supervised matter."""
    del zone  # they have days, no times
    for values in plan_event_values(session):
        yield dict(zip(PLAN_EVENT_COLUMNS, values, strict=True))


def plan_event_values(session: Session) -> Iterator[Sequence[Any]]:
    """Every event, oldest first, in the order of the columns; days as ISO 8601."""
    for number in find_events(session, EventFilter(oldest_first=True)):
        full = event_in_full(session, number)
        if full is None:
            continue
        row = full.event
        found = "\n".join(
            " · ".join(part for part in (each.text, each.state, each.matter_number, each.unit, each.outcome) if part)
            for each in full.findings
        )
        yield (
            row.id,
            row.plan_title,
            row.plan_id,
            row.text_number,
            row.kind,
            row.state,
            row.year,
            row.planned_on.isoformat() if row.planned_on else None,
            row.held_on.isoformat() if row.held_on else None,
            row.form,
            row.title,
            row.participants,
            row.scenario,
            row.record,
            row.result,
            row.cause,
            row.reason,
            found,
            row.findings_open,
        )
