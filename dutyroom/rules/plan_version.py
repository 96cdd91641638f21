"""Versions of a plan: what may be asked, which one is in force, what is carried from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.section_matching import SectionText, match_sections, same_words
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "plan.version.unknown": mark("This plan has no version {number}."),
    "plan.version.reason": mark("Say why this version is to be in force."),
    "plan.version.in_force": mark("Version {number} is the one in force already."),
    "plan.version.two": mark("Name two versions at most."),
    "plan.version.only": mark("There is no version before the one in force."),
    "plan.version.empty": mark("There is no text in it."),
}


class Origin(StrEnum):
    """How a version came."""

    IMPORT = "import"
    EDIT = "edit"


ORIGIN_WORDS: Final[dict[str, str]] = {
    Origin.IMPORT: mark("imported"),
    Origin.EDIT: mark("edited here"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepVersion:
    """A reading is kept as a new version of a plan.

    ``note`` says what changed and why. ``based_on`` is the number of the version that it was made of, whose contents
    beside the text are carried over; None is the one in force. ``seen`` is the plan's ``version`` as somebody saw it
    who decided on it; None where nobody did. ``takes_force``: whether it becomes the version in force; None is yes for
    a plan, and by the date for a law.
    """

    plan_id: int
    keep: KeepPlan
    note: str = ""
    origin: Origin = Origin.IMPORT
    based_on: int | None = None
    seen: int | None = None
    confidence: int | None = None
    takes_force: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVersion:
    """What became of it: ``version``, or ``same`` where the plan has this very text (``number`` is its version then)."""

    result: str
    plan: int
    number: int
    text_id: int
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PutInForce:
    """Another version of the plan is to be the one in force, with the reason; ``seen`` is the plan's ``version``."""

    plan_id: int
    number: int
    reason: str
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectVersion:
    """What is kept of a version beside its text is corrected; ``seen`` is the plan's ``version``."""

    plan_id: int
    number: int
    seen: int
    document_number: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    note: str = ""


class Dated(Protocol):
    """A version with its dates."""

    @property
    def issued_on(self) -> date | None: ...
    @property
    def effective_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class VersionDates:
    """The dates of a version."""

    number: int
    issued_on: date | None
    effective_on: date | None


def begins_on(version: Dated) -> date | None:
    """The day from which a version is in force: as it says, else the day of its issue."""
    return version.effective_on or version.issued_on


def in_force_on(versions: Sequence[VersionDates], today: date) -> int | None:
    """The number of the version that is in force on a day: the latest that has begun, of equals the newest kept.

    One without any date counts as begun before every other; where none has begun, the first to begin. None of none.
    """
    if not versions:
        return None
    begun = [each for each in versions if (begins_on(each) or date.min) <= today]
    if begun:
        return max(begun, key=lambda each: (begins_on(each) or date.min, each.number)).number
    return min(versions, key=lambda each: (begins_on(each) or date.min, -each.number)).number


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a section's contents go: its new place, None where it is gone; and whether its words are the same."""

    place: int | None
    same: bool


def carry_over(old: Sequence[SectionText], new: Sequence[SectionText]) -> dict[int, Carried]:
    """By place in the former text: where each section went, and whether what was checked in it may stay checked."""
    pairs = match_sections(old, new).pairs
    carried = {}
    for place, (_, _, title, body) in enumerate(old):
        other = pairs.get(place)
        same = other is not None and same_words(title, new[other][2]) and same_words(body, new[other][3])
        carried[place] = Carried(other, same)
    return carried
