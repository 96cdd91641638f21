"""Reading what is being typed: what a line proposes about an incident, with the areas that the directory knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from dutyroom.actions.incident_areas import areas_in
from dutyroom.data.reading import Session
from dutyroom.rules.incident_text import IncidentProposal, propose_incident


def read_report(session: Session, text: str, now: datetime, zone: ZoneInfo) -> IncidentProposal:
    """What the text proposes. A time still to come is when something is to be done, never when it happened."""
    found = propose_incident(text, now=now, zone=zone, areas=areas_in(session))
    if found.event_time is not None and found.event_time.value > now:
        return replace(found, event_time=None)
    return found
