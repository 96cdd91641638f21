"""The numbers that a plan quotes, beside the directory: which agree, which have changed, which nobody has called for long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from dutyroom.rules.likeness import plain_words
from dutyroom.rules.phone import Label, normal_phone
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "plan_contact.unknown": mark("There is no number {id} in the directory."),
    "plan_contact.unlinked": mark("Link the number to one of the directory first."),
    "plan_contact.retired": mark("That number is no longer in use in the directory. Choose another."),
}
_ROOM: Final = re.compile(r"(?:24小时)?(?:总?值班室?|办公室|应急办|值守)(?:电话)?$")
"""The desk of a unit is the unit."""
CHECK_DAYS: Final = "plan.contact_check_days"
"""The rule that says after how many days a number wants to be called again."""


class Standing(StrEnum):
    """How a quoted number stands to the directory."""

    SAME = "same"
    DIFFERS = "differs"
    RETIRED = "retired"
    UNLINKED = "unlinked"


STANDING_WORDS: Final[dict[str, str]] = {
    Standing.SAME: mark("agrees"),
    Standing.DIFFERS: mark("differs"),
    Standing.RETIRED: mark("retired there"),
    Standing.UNLINKED: mark("not linked"),
}
CHANGED: Final = frozenset((Standing.DIFFERS, Standing.RETIRED))
"""What makes a plan quote a number that is no longer right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryNumber:
    """A number of the directory with whose it is; ``checked_at`` is when somebody last found that it answers."""

    id: int
    phone: str
    label: str | None
    name: str
    post: str
    unit: str
    active: bool
    checked_at: datetime | None


class Quoted(Protocol):
    """A number as a plan quotes it, as far as comparing needs it."""

    @property
    def phone(self) -> str:
        """As the plan has it."""

    @property
    def entry(self) -> DirectoryNumber | None:
        """What it stands for in the directory; None where nobody has linked it."""


def standing_of(quoted: Quoted) -> Standing:
    """How the number stands to the directory's; one written differently is the same."""
    entry = quoted.entry
    if entry is None:
        return Standing.UNLINKED
    if not entry.active:
        return Standing.RETIRED
    return Standing.SAME if normal_phone(entry.phone) == normal_phone(quoted.phone) else Standing.DIFFERS


def is_stale(quoted: Quoted, before: datetime) -> bool:
    """Whether the directory's number was not called since; what is not linked has nothing to be called."""
    entry = quoted.entry
    return entry is not None and entry.active and (entry.checked_at is None or entry.checked_at <= before)


class Whose(Protocol):
    """A number that a plan quotes, with whose it is."""

    @property
    def name(self) -> str:
        """The person."""

    @property
    def unit(self) -> str:
        """The unit."""

    @property
    def post(self) -> str:
        """The post."""

    @property
    def phone(self) -> str:
        """As the plan has it."""


def same_number(quoted: Whose, entries: Sequence[DirectoryNumber]) -> int | None:
    """The number of the directory that is this one, where that is certain: but one has it, or but one of its unit."""
    wanted = normal_phone(quoted.phone)
    found = [entry for entry in entries if entry.active and normal_phone(entry.phone) == wanted]
    if len(found) > 1:
        found = [entry for entry in found if _is_same(entry.unit, quoted.unit) or _is_same(entry.name, quoted.name)]
    return found[0].id if len(found) == 1 else None


def likely_numbers(quoted: Whose, entries: Iterable[DirectoryNumber], most: int = 5) -> list[DirectoryNumber]:
    """Which numbers of the directory a quoted one may stand for, the likeliest first: by number, then by name and unit."""
    scored = [(likelihood(quoted, entry), entry) for entry in entries if entry.active and entry.label != Label.EMAIL]
    fits = sorted((each for each in scored if each[0] > 0), key=lambda each: (-each[0], each[1].id))
    return [entry for _, entry in fits[:most]]


def likelihood(quoted: Whose, entry: DirectoryNumber) -> int:
    """How likely an entry is what a plan's line means, 0 not at all; the same number counts most."""
    score = 10 if normal_phone(entry.phone) == normal_phone(quoted.phone) else 0
    same_unit = _is_same(entry.unit, quoted.unit)
    if quoted.name and plain_words(quoted.name) == plain_words(entry.name):
        score += 6 if same_unit or not quoted.unit else 4
    elif same_unit and not quoted.name and not entry.name:
        score += 4 + (1 if entry.label == Label.DUTY else 0)
    elif same_unit and quoted.post and plain_words(quoted.post) == plain_words(entry.post):
        score += 5
    return score


def _is_same(one: str, other: str) -> bool:
    """Whether two names of a unit may mean the same: equal, or one is the other with what it belongs to before it."""
    first, second = (_ROOM.sub("", plain_words(each)) for each in (one, other))
    if not first or not second:
        return False
    return first == second or (min(len(first), len(second)) > 2 and (first.endswith(second) or second.endswith(first)))
