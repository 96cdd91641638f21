"""What a caller's words propose for the call sheet: by field, what is put in and the words that it is from."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.actions.hotline_reading import CallReading
from dutyroom.data.queries.hotline_classes import ClassRow

_TEXTS: Final = ("area", "street", "place", "demand", "sub")
_FORMAT, _TODAY = "%Y-%m-%d %H:%M", "%H:%M"


def call_proposed(reading: CallReading, text: str, now: datetime, zone: ZoneInfo) -> dict[str, tuple[str, str]]:
    """The fields of the form that the words propose."""
    proposal = reading.proposal
    found: dict[str, tuple[str, str]] = {}
    for name in _TEXTS:
        one = getattr(proposal, name)
        if one is not None:
            found[name] = (one.value, one.said)
    if proposal.event_at is not None:
        at = proposal.event_at.value.astimezone(zone)
        is_today = at.date() == now.astimezone(zone).date()
        found["event_at"] = (f"{at:{_TODAY if is_today else _FORMAT}}", proposal.event_at.said)
    if reading.classes:
        found["code"] = (reading.classes[0].code, _word_of(reading.classes[0], text))
    return found


def _word_of(row: ClassRow, text: str) -> str:
    """The words of the text for which a class was found: the longest of those that callers say, else its name."""
    stand = [word for word in (*row.words, row.zh, row.en) if word and word.casefold() in text.casefold()]
    return max(stand, key=len, default=row.zh)
