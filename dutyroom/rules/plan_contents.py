"""What a plan holds beside its text: actions by level and role, contacts, bodies of command, start conditions.

The program proposes them from the text; a person checks them. What is checked counts; what is proposed is shown as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "plan_content.unknown": mark("There is no such line in the plan."),
    "plan_content.text.unknown": mark("There is no such version of the plan."),
    "plan_content.void": mark("The plan was withdrawn: nothing of it can be changed. Take it back first."),
    "plan_content.text.empty": mark("Say what is to be done."),
    "plan_content.level": mark("{level} is no level of response; there are Ⅰ, Ⅱ, Ⅲ and Ⅳ."),
    "plan_content.phone.empty": mark("Enter the number."),
    "plan_content.name.empty": mark("Enter a name."),
    "plan_content.conditions.empty": mark("Enter the conditions, or who may start it."),
    "plan_content.first.many": mark("The card of first actions holds {most}. Take one off before you put another on."),
    "plan_content.first.twice": mark("An action can stand on the card of first actions only once."),
    "plan_content.none": mark("Choose at least one line."),
    "plan_content.dropped": mark("The line was dropped. Take it back first."),
}  # fmt: skip

LEVELS: Final = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ")
"""The highest first; an empty level is every level."""
FIRST_MOST: Final = 5
"""The card of first actions holds this many."""


class ContentKind(StrEnum):
    """What a plan holds beside its text."""

    ACTION = "action"
    CONTACT = "contact"
    BODY = "body"
    START = "start"


class ContentState(StrEnum):
    """How far a line is: proposed by the program, checked by a person, or dropped."""

    PROPOSED = "proposed"
    CHECKED = "checked"
    DROPPED = "dropped"


STATE_WORDS: Final[dict[str, str]] = {
    ContentState.PROPOSED: mark("unchecked"),
    ContentState.CHECKED: mark("checked"),
    ContentState.DROPPED: mark("dropped"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkContact:
    """A number that a plan quotes stands for this number of the directory; None takes the link away."""

    id: int
    version: int
    contact_id: int | None
