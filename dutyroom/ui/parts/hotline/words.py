"""How a case of the mayor's telephone is put into words: kinds, channels, results, decisions, looks."""

from __future__ import annotations

from typing import Final

from dutyroom.rules.hotline import (
    CARD_WORDS,
    CHANNEL_WORDS,
    DECISION_WORDS,
    DEMAND_WORDS,
    LOOK_WORDS,
    REFUSED_WORDS,
    RESULT_WORDS,
    SATISFIED_WORDS,
    SEX_WORDS,
    Card,
    Decision,
    Satisfied,
)
from dutyroom.rules.matter import State, StepKind
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import state_said, step_said
from dutyroom.ui.parts.register_model import Tone

CARD_TONES: Final[dict[str, Tone]] = {Card.YELLOW: "warning", Card.RED: "overdue"}
DECISION_TONES: Final[dict[str, Tone]] = {Decision.ASKED: "warning", Decision.GRANTED: "", Decision.REFUSED: ""}
SATISFIED_TONES: Final[dict[str, Tone]] = {Satisfied.NO: "overdue", Satisfied.NOT_AT_ALL: "overdue"}
_STANDS: Final[dict[str, str]] = {State.RECEIVED: mark("To be dispatched"), State.ASSIGNED: mark("Dispatched")}
_TRUTH: Final = {True: mark("Yes"), False: mark("No")}
_AT_ONCE: Final = {
    "signal": mark("failed traffic lights"),
    "consumer": mark("dispute over a purchase"),
    "water": mark("water supply"),
    "power": mark("power supply"),
    "gas": mark("gas supply"),
    "heat": mark("heating"),
    "transport": mark("public transport"),
    "danger": mark("danger to life and property"),
}
"""The kinds of case for at once, by the end of the name that the rule of each has."""


_STEPS: Final = {
    StepKind.ASSIGN: mark("Dispatch"),
    StepKind.FEEDBACK: mark("Result of the unit"),
    StepKind.CLOSE: mark("Close the case"),
    StepKind.TRANSFER: mark("Transfer the call"),
    StepKind.CORRECT: mark("Correct the case"),
}
"""Steps that the field calls otherwise at the mayor's telephone."""


def case_step_said(step: str) -> str:
    """A step of a case as a word."""
    return translated(_STEPS[StepKind(step)]) if step in _STEPS else step_said(step)


def stand_said(state: str) -> str:
    """The state of a case: what notices call received and assigned is here to be dispatched and dispatched."""
    return translated(_STANDS[state]) if state in _STANDS else state_said(state)


def demand_said(demand: str) -> str:
    """What kind of demand it is."""
    return translated(DEMAND_WORDS.get(demand, demand))


def came_said(channel: str) -> str:
    """By what it came."""
    return translated(CHANNEL_WORDS.get(channel, channel))


def sex_said(sex: str) -> str:
    """How the caller is addressed; empty where that was not said."""
    return translated(SEX_WORDS[sex]) if sex and sex in SEX_WORDS else ""


def at_once_said(sub: str) -> str:
    """Which kind of case for at once it is; empty for an ordinary one."""
    return translated(_AT_ONCE[sub]) if sub in _AT_ONCE else sub


def result_said(result: str) -> str:
    """How the demand ended."""
    return translated(RESULT_WORDS.get(result, result))


def satisfied_said(satisfied: str) -> str:
    """How content the caller is; empty where nobody said."""
    return translated(SATISFIED_WORDS.get(satisfied, satisfied))


def refused_said(reason: str) -> str:
    """Why it was not accepted."""
    return translated(REFUSED_WORDS.get(reason, reason))


def decision_said(state: str) -> str:
    """Where an objection or the asking for more time stands."""
    return translated(DECISION_WORDS.get(state, state))


def card_said(card: str) -> str:
    """The card of supervision; empty where there was none."""
    return translated(CARD_WORDS[card]) if card in CARD_WORDS else ""


def look_said(what: str) -> str:
    """For what unmasked data was looked at."""
    return translated(LOOK_WORDS.get(what, what))


def truth_said(answer: bool | None) -> str:
    """Yes, no, or nothing where nobody said."""
    return "" if answer is None else translated(_TRUTH[answer])
