"""How supervision is put into words and colours; a colour never stands without its word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from dutyroom.data.queries.matters import MatterRow
from dutyroom.rules.matter import State
from dutyroom.rules.supervision import BASIS_WORDS, COLOUR_WORDS, LIGHT_WORDS, RESULT_WORDS, Colour, Light, light
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import state_said
from dutyroom.ui.parts.register_model import Tone

LIGHT_TONES: Final[dict[str, Tone]] = {
    Light.GREEN: "done",
    Light.YELLOW: "warning",
    Light.RED: "overdue",
    Light.OFF: "secondary",
}
COLOUR_TONES: Final[dict[str, Tone]] = {Colour.BLUE: "info", Colour.ORANGE: "warning", Colour.RED: "overdue"}
SATISFIED: Final[tuple[tuple[str, str], ...]] = (
    ("", mark("not asked yet")),
    ("yes", mark("satisfied")),
    ("no", mark("not satisfied: to be done again")),
)
"""Whether those who made a proposal are satisfied, as it is kept and as it is offered."""
_SATISFIED: Final = {"yes": mark("satisfied"), "no": mark("not satisfied")}


def basis_said(basis: str) -> str:
    """What it rests on."""
    return translated(BASIS_WORDS.get(basis, basis))


def light_of(matter: MatterRow, now: datetime, yellow_before: timedelta) -> Light:
    """The light of a matter now."""
    return light(matter.state, matter.due_at, now, yellow_before)


def light_said(shown: Light) -> str:
    """The light as a dot and its word."""
    dot = "○" if shown is Light.OFF else "●"
    return f"{dot} {translated(LIGHT_WORDS[shown])}"


def colour_said(colour: str) -> str:
    """The colour of an urging notice."""
    return translated(COLOUR_WORDS.get(colour, colour))


def times_said(colour: str, count: int) -> str:
    """The colour of the last urging notice, where one was written, and how often was urged."""
    return translated(mark("{colour} {count}×")).format(colour=colour_said(colour), count=count).strip()


def notices_said(notices: Iterable[tuple[str, str, int]]) -> str:
    """Each unit that was urged, with the colour of its last notice and how often, a line each."""
    return "\n".join(f"{unit} {times_said(colour, count)}" for unit, colour, count in notices)


def result_said(result: str) -> str:
    """The result of a proposal."""
    return translated(RESULT_WORDS.get(result, result))


def satisfied_said(satisfied: str) -> str:
    """Whether those who made the proposal are satisfied; empty where nobody asked."""
    return translated(_SATISFIED.get(satisfied, satisfied)) if satisfied else ""


def stand_said(state: str) -> str:
    """The state; what was only just received is called *set up* here."""
    return translated(mark("Put on the list")) if state == State.RECEIVED else state_said(state)
