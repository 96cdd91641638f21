"""The numbers that a plan quotes, beside the directory: which agree, which have changed, which nobody has called for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from dutyroom.rules.phone import normal_phone
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "plan_contact.unknown": mark("There is no number {id} in the directory."),
    "plan_contact.unlinked": mark("Link the number to one of the directory first."),
    "plan_contact.retired": mark("That number is no longer in use in the directory. Choose another."),
}


class Standing(StrEnum):
    """How a quoted number stands to the directory."""

    SAME = "same"
    DIFFERS = "differs"
    RETIRED = "retired"
    UNLINKED = "unlinked"


STANDING_WORDS: Final[dict[str, str]] = {
    Standing.SAME: mark("same as the directory"),
    Standing.DIFFERS: mark("the directory has another number"),
    Standing.RETIRED: mark("no longer in use in the directory"),
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
