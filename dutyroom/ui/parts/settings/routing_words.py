"""How a word of routing is put into words: where it comes from, how it stands, what happened to it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.queries.routing import LEARNT_BY, RoutingWordRow, TriedRow, WordEvent
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import EVENT_WORDS, translated
from dutyroom.ui.parts.said_time import moment_said

SHOWN: Final[dict[str, str]] = {
    "all": mark("The whole table"),
    "own": mark("Learnt, added or changed here"),
    "off": mark("Switched off"),
    "removed": mark("Removed"),
}
"""Which words the table shows."""
_ROLES: Final = {"lead": mark("lead"), "helper": mark("helper")}


def is_shown(row: RoutingWordRow, which: str) -> bool:
    """Whether a word belongs to what is asked for."""
    if which == "removed" or row.removed:
        return row.removed and which == "removed"
    if which == "own":
        return row.shipped is None or row.is_changed
    return which == "all" or not row.active


def origin_said(row: RoutingWordRow) -> str:
    """Where the word comes from."""
    if row.shipped is not None:
        if row.decisions:
            return translated(mark("shipped, confirmed by decisions: {n}")).format(n=row.decisions)
        return translated(mark("shipped, changed here") if row.is_changed else mark("shipped"))
    if row.origin == "decision":
        return translated(mark("learnt from decisions: {n}")).format(n=row.decisions)
    return translated(mark("added by hand"))


def weight_said(row: RoutingWordRow) -> str:
    """The weight, and the one that it came with where that is another."""
    if row.shipped is None or row.shipped == row.weight:
        return str(row.weight)
    return translated(mark("{weight} (shipped {shipped})")).format(weight=row.weight, shipped=row.shipped)


def standing_said(row: RoutingWordRow) -> str:
    """Whether the word counts."""
    if row.removed:
        return translated(mark("removed"))
    return translated(mark("in use") if row.active else mark("switched off"))


def event_said(event: WordEvent, now: datetime, zone: ZoneInfo) -> str:
    """One line of a word's history: when, what, by whom, and the matter where a decision taught it."""
    word = mark("Learnt") if event.event == LEARNT_BY else EVENT_WORDS.get(event.event, event.event)
    about = event.text if event.event == LEARNT_BY else ""
    parts = (moment_said(event.at, now, zone), translated(word), event.author, about)
    return " · ".join(part for part in parts if part)


def tried_said(row: TriedRow) -> tuple[str, str, str]:
    """A line of what was tried: the office with its part, its points, and the words with theirs."""
    role = translated(_ROLES[row.role]) if row.role else ""
    words = "  ".join(f"{led.word} {led.points}" for led in row.words)
    return f"{row.unit} · {role}" if role else row.unit, str(row.score), words
