"""The facts of the inspection page: what somebody from the room above wants to see of a duty room on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutyroom.papers.facts import OpenItemFact
from dutyroom.papers.matter_facts import PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFacts(PaperFacts):
    """A duty room at ``at``. ``overdue`` and ``open`` are the first of so many as their counts say; ``head`` 64 hex digits.

    ``shift_name`` is empty while no shift runs; ``given_at`` and the like are of the last handover, None where there
    was none; ``equipment`` counts what was in order at it, of what was checked.
    """

    at: datetime
    shift_name: str = ""
    shift_from: datetime | None = None
    shift_until: datetime | None = None
    leader: str = ""
    chief: str = ""
    deputy: str = ""
    given_by: str = ""
    given_at: datetime | None = None
    taken_by: str = ""
    taken_at: datetime | None = None
    planned_at: datetime | None = None
    reservations: str = ""
    equipment: tuple[int, int] | None = None
    equipment_faults: tuple[str, ...] = ()
    open_count: int = 0
    open: tuple[OpenItemFact, ...] = ()
    overdue_count: int = 0
    overdue: tuple[OpenItemFact, ...] = ()
    entry_count: int = 0
    entries_of_shift: int = 0
    last_entry_at: datetime | None = None
    head: str = ""
    backup_at: datetime | None = None
