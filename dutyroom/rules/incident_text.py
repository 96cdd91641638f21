"""What a line or a message proposes about an incident: each field with the words it comes from, or nothing.

The officer decides: what the text leaves open (十余人受伤, 两区) stays empty and keeps its words in ``unclear``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.incident import SUBTYPE_OF
from dutyroom.rules.incident_text_area import AreaNames, chosen_area, find_areas
from dutyroom.rules.incident_text_figures import find_figures
from dutyroom.rules.incident_text_place import find_place
from dutyroom.rules.incident_text_said import find_exercise, only_told
from dutyroom.rules.incident_text_source import Found, find_reporting
from dutyroom.rules.incident_text_time import Moment, find_moments
from dutyroom.rules.incident_text_type import find_type
from dutyroom.rules.passage import Passage, Proposed, levelled

LONGEST: Final = 20_000
"""A report is shorter; what stands behind is not looked at."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that speak of a field without saying its value."""

    field: str
    said: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IncidentProposal:
    """The fields that a text proposes; None where it says nothing of one. ``exercise`` is True or None."""

    event_time: Proposed[datetime] | None = None
    area: Proposed[str] | None = None
    place: Proposed[str] | None = None
    type: Proposed[str] | None = None
    category: Proposed[str] | None = None
    deaths: Proposed[int] | None = None
    missing: Proposed[int] | None = None
    serious: Proposed[int] | None = None
    light: Proposed[int] | None = None
    injured: Proposed[int] | None = None
    evacuated: Proposed[int] | None = None
    affected: Proposed[int] | None = None
    loss: Proposed[int] | None = None
    source: Proposed[str] | None = None
    reporter: Proposed[str] | None = None
    phone: Proposed[str] | None = None
    exercise: Proposed[bool] | None = None
    unclear: tuple[Unclear, ...] = ()

    def plain(self, zone: ZoneInfo) -> dict[str, Any]:
        """The fields found as JSON has them: ``{"value", "from"}``, times in the office's zone."""
        found: dict[str, Any] = {}
        for field in fields(self):
            one = getattr(self, field.name)
            if isinstance(one, Proposed):
                value = one.value
                plain = value.astimezone(zone).isoformat() if isinstance(value, datetime) else value
                found[field.name] = {"value": plain, "from": one.said}
        return found


def propose_incident(text: str, *, now: datetime, zone: ZoneInfo, areas: Sequence[AreaNames]) -> IncidentProposal:
    """What the text proposes, told at ``now`` to somebody in ``zone`` whose areas are ``areas``."""
    text = text[:LONGEST]
    flat = levelled(text)
    of = Passage(text, flat, ())
    told = only_told(flat)
    found: dict[str, Any] = {}
    unclear: list[Unclear] = []
    reporting = find_reporting(flat)
    moments = find_moments(flat, told, now=now, zone=zone)
    for name, said in (("source", reporting.source), ("reporter", reporting.reporter), ("phone", reporting.phone)):
        if isinstance(said, Found) and said.value:
            found[name] = of.proposed(said.value, said.start, said.end)
    _time(of, moments, found, unclear)
    _where(of, told, moments, reporting.spans, areas, found, unclear)
    _figures(of, told, found, unclear)
    if exercise := find_exercise(flat):
        found["exercise"] = of.proposed(True, *exercise)
    if kind := find_type(told):
        found["type"] = of.proposed(kind.key, kind.start, kind.end)
        found["category"] = of.proposed(str(SUBTYPE_OF[kind.key].category), kind.start, kind.end)
    return IncidentProposal(**found, unclear=tuple(unclear))


def _time(of: Passage, moments: list[Moment], found: dict[str, Any], unclear: list[Unclear]) -> None:
    """The first time that may be when it happened."""
    first = next((moment for moment in moments if moment.is_event), None)
    if first is None:
        return
    if first.at is None:
        unclear.append(_unclear(of, "event_time", first.start, first.end))
    else:
        found["event_time"] = of.proposed(first.at, first.start, first.end)


def _where(
    of: Passage,
    told: str,
    moments: list[Moment],
    reporting: Sequence[tuple[int, int]],
    areas: Sequence[AreaNames],
    found: dict[str, Any],
    unclear: list[Unclear],
) -> None:
    mentions = find_areas(of.flat, areas, reporting)
    area, several = chosen_area(of.flat, mentions)
    if area is not None:
        found["area"] = of.proposed(area.name, area.start, area.end)
    elif several:
        unclear.append(_unclear(of, "area", *several))
    blanked = list(told)
    for start, end in (*reporting, *((moment.start, moment.end) for moment in moments)):
        blanked[start:end] = "\n" * (end - start)
    place = find_place("".join(blanked), area, mentions)
    if place is not None:
        found["place"] = of.proposed(place.value, place.start, place.end)


def _figures(of: Passage, told: str, found: dict[str, Any], unclear: list[Unclear]) -> None:
    for one in find_figures(told):
        if one.value is None:
            unclear.append(_unclear(of, one.field, one.start, one.end))
        else:
            found[one.field] = of.proposed(one.value, one.start, one.end)


def _unclear(of: Passage, field: str, start: int, end: int) -> Unclear:
    one = of.proposed(None, start, end)
    return Unclear(field, one.said, one.start, one.end)
