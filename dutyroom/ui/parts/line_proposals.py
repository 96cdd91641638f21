"""What was recognised in a draft of the capture line, and what of it still counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.entry import Kind
from dutyroom.rules.incident import FIGURE_WORDS, SUBTYPE_OF
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.said_time import moment_said

if TYPE_CHECKING:
    from dutyroom.rules.incident_text import IncidentProposal
    from dutyroom.rules.passage import Proposed

READ_MOST: Final = 4_000
"""So many characters of a text are read while it is typed; a report is shorter, and the window keeps its breath."""
READ_KINDS: Final = frozenset({Kind.CALL_IN, Kind.REPORT})
"""Kinds of entry in which somebody reports an event."""
WORDS: Final[dict[str, str]] = {
    "event_time": mark("Time"),
    "area": mark("District"),
    "place": mark("Place"),
    "type": mark("Type"),
    "deaths": FIGURE_WORDS["deaths"],
    "missing": FIGURE_WORDS["missing"],
    "serious": FIGURE_WORDS["serious"],
    "light": FIGURE_WORDS["light"],
    "injured": mark("Injured"),
    "evacuated": FIGURE_WORDS["evacuated"],
    "affected": FIGURE_WORDS["affected"],
    "loss": FIGURE_WORDS["loss"],
    "source": mark("Reporting unit"),
    "reporter": mark("Caller"),
    "phone": mark("Phone"),
    "exercise": mark("Exercise"),
}
"""What is recognised, in the order in which it is shown, and what it is called."""
TAKEN: Final[Mapping[str, str]] = {
    "event_time": "happened",
    "source": "unit",
    "reporter": "person",
    "phone": "phone",
}
"""What an entry has a field for: the draft's own words go before what its text proposes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read, and what it proposes."""

    text: str
    found: IncidentProposal


def is_read(draft: DraftState) -> bool:
    """Whether the draft is of a kind, and has a text, in which an event is looked for."""
    return draft.kind in READ_KINDS and bool(draft.text.strip())


def accepted(draft: DraftState, reading: Reading | None) -> dict[str, Proposed[Any]]:
    """What of a reading counts for the draft as it stands now.

    Not what was rejected, not what the draft has in a field of its own, and not what is no longer in the text.
    """
    if reading is None:
        return {}
    rejected = draft.rejected.split()
    found = {name: getattr(reading.found, name) for name in WORDS if name not in rejected}
    return {
        name: one
        for name, one in found.items()
        if one is not None and one.said in draft.text and not (name in TAKEN and getattr(draft, TAKEN[name]).strip())
    }


def value_said(name: str, value: Any, now: datetime, zone: ZoneInfo) -> str:
    """A value that was recognised, in words."""
    if isinstance(value, datetime):
        return moment_said(value, now, zone)
    if name == "type":
        return translated(SUBTYPE_OF[value].en) if value in SUBTYPE_OF else str(value)
    if value is True:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)


def named(name: str) -> str:
    """What is recognised, by its name."""
    return translated(WORDS[name])


def words_at(text: str, one: Proposed[Any]) -> tuple[int, int] | None:
    """Where in the text the words of a proposal stand now, counted as Qt counts; None where they are gone."""
    start = one.start if text[one.start : one.end] == one.said else text.find(one.said)
    if start < 0:
        return None
    begin = len(text[:start].encode("utf-16-le")) // 2
    return begin, begin + len(one.said.encode("utf-16-le")) // 2
