"""The facts of the papers of incidents: reports upward, and the ICS forms in English."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from dutyroom.papers.matter_facts import CONTENT, PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReportFacts(PaperFacts):
    """突发事件信息专报: one report upward, as it was signed. ``state`` is draft, signed or issued."""

    kind: str = "first"
    state: str = "issued"
    title: str = field(default="", metadata=CONTENT)
    body: str = field(default="", metadata=CONTENT)
    signed_by: str = ""
    signed_at: datetime | None = None
    issued_at: datetime | None = None
    drafted_by: str = ""
    recipients: tuple[str, ...] = ()
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ics209Row:
    """One line of people or loss: what the last report said, and the total to date."""

    name: str
    period: int | None = None
    total: int | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """A part of the story in words; ``key`` is course, measures …"""

    key: str
    text: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ics209Facts(PaperFacts):
    """An ICS-209-style incident status summary, numbered as the American form numbers its blocks."""

    title: str = field(default="", metadata=CONTENT)
    version: str = "initial"
    version_number: int = 1
    grade: str = ""
    subtype: str = ""
    event_at: datetime | None = None
    received_at: datetime | None = None
    period_from: datetime | None = None
    period_to: datetime | None = None
    area: str = ""
    place: str = field(default="", metadata=CONTENT)
    in_charge: str = ""
    rows: tuple[Ics209Row, ...] = ()
    story: tuple[StoryPart, ...] = ()
    responders: tuple[tuple[str, str], ...] = ()
    """Unit, and how far it is."""
    prepared_by: str = ""
    approved_by: str = ""
    sent_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ics214Line:
    """One notable activity."""

    at: datetime
    text: str = field(default="", metadata=CONTENT)
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ics214Facts(PaperFacts):
    """An ICS-214-style activity log of one incident."""

    title: str = field(default="", metadata=CONTENT)
    period_from: datetime | None = None
    period_to: datetime | None = None
    resources: tuple[tuple[str, str, str], ...] = ()
    """Name, position, home agency of who worked on it."""
    lines: tuple[Ics214Line, ...] = ()
    prepared_by: str = ""
