"""Reading a call while it is taken: what the caller's words propose, and what the sheet offers to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.actions.incident_areas import areas_in
from dutyroom.data.queries.hotline_classes import ClassRow, class_rows, classes_of_text
from dutyroom.data.queries.hotline_transfer import TransferRow, transfer_rows, turn_rows
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.data.reading import Session
from dutyroom.rules.hotline_classes import kinds_at_once
from dutyroom.rules.hotline_text import CallProposal, propose_call

CLASSES_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class CallReading:
    """What the words propose; ``classes`` with the likeliest first."""

    proposal: CallProposal
    classes: tuple[ClassRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """What the sheet offers: units, classes, kinds of case for at once, those who act at once, where callers turn to."""

    units: tuple[UnitRow, ...]
    classes: tuple[ClassRow, ...]
    subs: tuple[str, ...]
    targets: tuple[TransferRow, ...]
    turns: Mapping[str, str]


def read_call(session: Session, text: str, now: datetime, zone: ZoneInfo) -> CallReading:
    """What the words of a caller propose. A time still to come is when something is asked for, never when it happened."""
    found = propose_call(text, now=now, zone=zone, areas=areas_in(session))
    if found.event_at is not None and found.event_at.value > now:
        found = replace(found, event_at=None)
    return CallReading(found, tuple(classes_of_text(session, text, CLASSES_MOST)))


def sheet_choices(session: Session, now: datetime, zone: ZoneInfo) -> SheetChoices:
    """What the sheet of a call offers today."""
    book, today = rule_book(session), now.astimezone(zone).date()
    return SheetChoices(
        units=tuple(unit_rows(session)),
        classes=tuple(class_rows(session)),
        subs=kinds_at_once(book),
        targets=tuple(transfer_rows(session, today)),
        turns=turn_rows(session, today),
    )
