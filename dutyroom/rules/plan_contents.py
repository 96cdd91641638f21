"""What a plan holds beside its text: actions by level and role, contacts, bodies of command, start conditions.

The program proposes them from the text; a person checks them. What is checked counts; what is proposed is shown as such.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from dutyroom.rules.phone import check_number
from dutyroom.rules.plan_roles import role_of
from dutyroom.rules.refusal import Refusal
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """What is kept of an action; an empty level is every level."""

    text: str
    level: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """What is kept of a number that a plan quotes."""

    phone: str
    name: str = ""
    unit: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """What is kept of a body of command."""

    name: str
    head: str = ""
    members: str = ""
    duties: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFacts:
    """What is kept of a start; an empty level is every level."""

    level: str = ""
    conditions: str = ""
    authority: str = ""


Facts = ActionFacts | ContactFacts | BodyFacts | StartFacts
KIND_OF: Final[dict[type[Facts], ContentKind]] = {
    ActionFacts: ContentKind.ACTION,
    ContactFacts: ContentKind.CONTACT,
    BodyFacts: ContentKind.BODY,
    StartFacts: ContentKind.START,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLine:
    """A person adds a line; it counts as checked. ``section_id`` names where the text says it, if it does."""

    text_id: int
    facts: Facts
    section_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A person corrects a line; it counts as checked from then on. ``version`` is the one that was shown."""

    id: int
    version: int
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideLines:
    """Lines of one kind are checked, dropped, or taken back to be checked again; ``lines`` are (id, version)."""

    kind: ContentKind
    lines: tuple[tuple[int, int], ...]
    state: ContentState


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """A line changes places with its neighbour: ``by`` -1 is one up, 1 one down."""

    kind: ContentKind
    id: int
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickFirst:
    """The card of first actions of a version, by number, in its order; empty clears it."""

    text_id: int
    actions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverNumber:
    """The plan's line is given the number that the directory has now."""

    id: int
    version: int


def said_with_role(role: str, text: str) -> str:
    """An action with who does it, where it does not say so itself."""
    if not role or text.startswith(role) or role_of(text):
        return text
    return f"{role}: {text}" if role.isascii() else f"{role}：{text}"


def check_facts(facts: Facts) -> Facts:
    """The facts as they are kept: trimmed; refused where what matters is missing or the level is none."""
    values = {field.name: getattr(facts, field.name).strip() for field in fields(facts)}
    kept = type(facts)(**values)
    if isinstance(kept, ActionFacts | StartFacts) and kept.level and kept.level not in LEVELS:
        raise Refusal("plan_content.level", field="level", level=kept.level)
    if isinstance(kept, ActionFacts) and not kept.text:
        raise Refusal("plan_content.text.empty", field="text")
    if isinstance(kept, ContactFacts):
        if not kept.phone:
            raise Refusal("plan_content.phone.empty", field="phone")
        if not (kept.name or kept.unit or kept.post):
            raise Refusal("plan_content.name.empty", field="name")
        check_number(None, kept.phone)
    if isinstance(kept, BodyFacts) and not kept.name:
        raise Refusal("plan_content.name.empty", field="name")
    if isinstance(kept, StartFacts) and not (kept.conditions or kept.authority):
        raise Refusal("plan_content.conditions.empty", field="conditions")
    return kept


def check_first(actions: tuple[int, ...]) -> None:
    """Refuse more first actions than the card holds, or one twice."""
    if len(set(actions)) != len(actions):
        raise Refusal("plan_content.first.twice", field="first")
    if len(actions) > FIRST_MOST:
        raise Refusal("plan_content.first.many", field="first", most=FIRST_MOST)
