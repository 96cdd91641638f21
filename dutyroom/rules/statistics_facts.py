"""The subjects of the statistics, and of one record what the measures look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from dutyroom.rules.matter import MatterKind
from dutyroom.rules.wording import mark


class Subject(StrEnum):
    """The register that is counted."""

    NOTICES = "notices"
    INCIDENTS = "incidents"
    HOTLINE = "hotline"
    SUPERVISION = "supervision"
    LOG = "log"
    SHIFTS = "shifts"
    ROSTER = "roster"
    SPOT_CHECKS = "spot_checks"


SUBJECT_WORDS: Final[dict[str, str]] = {
    Subject.NOTICES: mark("Notices"),
    Subject.INCIDENTS: mark("Incidents"),
    Subject.HOTLINE: mark("Mayor's telephone"),
    Subject.SUPERVISION: mark("Supervision"),
    Subject.LOG: mark("Log entries"),
    Subject.SHIFTS: mark("Shifts"),
    Subject.ROSTER: mark("Roster"),
    Subject.SPOT_CHECKS: mark("Spot checks"),
}
PAGE_OF: Final[dict[str, str]] = {
    **{subject: subject.value for subject in Subject},
    Subject.SHIFTS: Subject.LOG.value,
    Subject.ROSTER: Subject.SHIFTS.value,
    Subject.SPOT_CHECKS: Subject.SHIFTS.value,
}
"""The page on which the records of a figure are listed; of shifts their entries in the log."""
KIND_OF: Final[dict[str, MatterKind]] = {
    Subject.NOTICES: MatterKind.NOTICE,
    Subject.INCIDENTS: MatterKind.INCIDENT,
    Subject.HOTLINE: MatterKind.HOTLINE,
    Subject.SUPERVISION: MatterKind.SUPERVISION,
}


class Basis(StrEnum):
    """Which instant says to what period a record belongs."""

    RECEIVED = "received"
    CLOSED = "closed"
    DUE = "due"
    CALLED_BACK = "called_back"
    HAPPENED = "happened"
    STARTED = "started"
    ENDED = "ended"
    PLANNED = "planned"
    CALLED = "called"


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """A limit of a matter: when it runs out, and whether and when it was met."""

    duty: str
    due_at: datetime | None
    state: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFacts:
    """Of a notice, an incident or a supervised matter what the measures look at."""

    id: int
    kind: str
    state: str
    received_at: datetime
    closed_at: datetime | None = None
    due_at: datetime | None = None
    """The nearest limit that runs."""
    lead: str = ""
    source: str = ""
    urgency: str = ""
    channel: str = ""
    document_kind: str = ""
    for_reading: bool = False
    area: str = ""
    category: str = ""
    subtype: str = ""
    grade: str = ""
    deaths: int | None = None
    missing: int | None = None
    serious: int | None = None
    light: int | None = None
    basis: str = ""
    redo_count: int = 0
    urged: int = 0
    """How often its units were urged, all together."""
    clocks: tuple[ClockFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """Of an entry of the journal what the measures look at."""

    id: int
    kind: str
    author: str
    happened_at: datetime
    important: bool = False
    amends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftFacts:
    """Of a shift what the measures look at."""

    id: int
    name: str
    planned_end: datetime
    started_at: datetime
    ended_at: datetime | None = None
    previous: bool = False
    """Whether it was taken over from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFacts:
    """Of a planned duty what the measures look at; ``planned_at`` is when it begins."""

    id: int
    planned_at: datetime
    person: str
    post: str
    day_kind: str
    is_night: bool = False
    is_swapped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheckFacts:
    """Of a spot check what the measures look at."""

    id: int
    called_at: datetime
    unit: str
    finding: str
    is_answered: bool
    is_on_time: bool
    leader_reached: bool | None = None


Facts = MatterFacts | EntryFacts | ShiftFacts | DutyFacts | SpotCheckFacts


def is_missed(clock: ClockFacts, now: datetime) -> bool:
    """Met after its time, or not met and its time has passed."""
    if clock.due_at is None:
        return False
    if clock.state == "closed":
        return clock.closed_at is not None and clock.closed_at > clock.due_at
    return clock.state == "open" and clock.due_at < now


def is_met(clock: ClockFacts) -> bool:
    """Met by its time; at the limit is in time."""
    return clock.state == "closed" and None not in (clock.due_at, clock.closed_at) and clock.closed_at <= clock.due_at  # type: ignore[operator]  # neither is None
