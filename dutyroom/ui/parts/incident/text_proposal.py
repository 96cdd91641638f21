"""What a text that was pasted or typed proposes for the incident sheet: by field, what is put in and the words it is from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_facts import Story
from dutyroom.rules.incident_text import IncidentProposal
from dutyroom.rules.passage import Proposed

_TEXTS: Final[Mapping[str, str]] = {
    "area": "area",
    "place": "place",
    "source": "source",
    "reporter": "reporter",
    "phone": "reporter_phone",
}
_FORMAT, _TODAY = "%Y-%m-%d %H:%M", "%H:%M"


def fields_proposed(proposal: IncidentProposal, text: str, now: datetime, zone: ZoneInfo) -> dict[str, tuple[str, str]]:
    """The fields of the form; the text itself is the course of events. Who is hurt, nobody says how, is slightly hurt."""
    found: dict[str, tuple[str, str]] = {}
    if proposal.event_time is not None:
        at = proposal.event_time.value.astimezone(zone)
        is_today = at.date() == now.astimezone(zone).date()
        found["event_at"] = (f"{at:{_TODAY if is_today else _FORMAT}}", proposal.event_time.said)
    for name, field in _TEXTS.items():
        one: Proposed[str] | None = getattr(proposal, name)
        if one is not None:
            found[field] = (one.value, one.said)
    if proposal.type is not None:
        found["subtype"] = (proposal.type.value, proposal.type.said)
    for figure in Figure:
        number: Proposed[int] | None = getattr(proposal, figure.value)
        if number is not None:
            found[figure.value] = (str(number.value), number.said)
    hurt = proposal.injured
    if hurt is not None and Figure.LIGHT.value not in found:
        serious = proposal.serious.value if proposal.serious is not None else 0
        found[Figure.LIGHT.value] = (str(max(hurt.value - serious, 0)), hurt.said)
    if found:
        found[Story.COURSE.value] = (text.strip(), "")
    return found
