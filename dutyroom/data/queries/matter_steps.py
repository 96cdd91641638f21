"""Reads of the steps of a matter: its timeline, with what only the entries tell of a step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import JournalEntry, MatterStep
from dutyroom.rules.matter import StepKind

IMPORTED: Final = "matter.imported"
TOLD_PAYLOAD: Final = case(
    (MatterStep.kind.in_((StepKind.URGE.value, StepKind.CORRECT.value, StepKind.CHANGE.value)), JournalEntry.payload),
    else_=None,
)
"""The payload of the entries that tell of a step what its row does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the timeline."""

    id: int
    kind: str
    happened_at: datetime
    author: str
    leader: str
    unit: str
    person: str
    text: str
    entry_seq: int
    assignment_id: int | None
    colour: str
    """Of an urging notice; empty for every other step."""
    changes: tuple[tuple[str, Any, Any], ...] = ()
    """Of a correction: each fact by its name, what it was and what it is."""
    is_imported: bool = False
    """Whether it was taken elsewhere and came in with a table."""


def steps_of(session: Session, matter_id: int) -> list[StepRow]:
    """Its steps in the order they were written."""
    asked = (
        select(MatterStep, TOLD_PAYLOAD, JournalEntry.event)
        .outerjoin(JournalEntry, JournalEntry.seq == MatterStep.entry_seq)
        .where(MatterStep.matter_id == matter_id)
    )
    return [
        StepRow(
            id=row.id,
            kind=row.kind,
            happened_at=row.happened_at,
            author=row.author,
            leader=row.leader,
            unit=row.unit,
            person=row.person,
            text=row.text,
            entry_seq=row.entry_seq,
            assignment_id=row.assignment_id,
            is_imported=event == IMPORTED,
            **_told(payload, place),
        )
        for place, (row, payload, event) in enumerate(session.execute(asked.order_by(MatterStep.id)), 1)
    ]


def told_of_step(payload: str | None, place: int) -> Mapping[str, Any]:
    """What only the entry of a step holds; that of an import holds it for each step by its place in the timeline."""
    said: dict[str, Any] = json.loads(payload) if payload else {}
    return said["told"].get(str(place), {}) if "told" in said else said


def _told(payload: str | None, place: int) -> dict[str, Any]:
    """The colour of an urging notice, the facts that a correction changed."""
    said = told_of_step(payload, place)
    changes = tuple((name, former, new) for name, (former, new) in said.get("changes", {}).items())
    return {"colour": str(said.get("colour", "")), "changes": changes}
