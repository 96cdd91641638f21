"""What a search of the library is narrowed to: shelf, kind, level, lead unit, in force, date, old versions too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dutyroom.rules.fold import fold
from dutyroom.rules.wording import mark

LAWS: Final = frozenset({"law", "standard"})
"""The kinds of the second shelf: laws and standards."""
SHELF_WORDS: Final[dict[str, str]] = {"plans": mark("Plans"), "laws": mark("Laws and standards")}

WHAT_WORDS: Final[dict[str, str]] = {
    "contact": mark("Contact"),
    "action": mark("Action"),
    "body": mark("Command body"),
    "start": mark("Start condition"),
}
"""What a find in the contents of a plan is, beside a passage of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilter:
    """What is asked for; what is empty asks for everything. ``unit`` is a part of the lead unit's name.

    ``since`` and ``until`` are days of issue, both included; a plan without a date is in no span.
    """

    shelf: str = ""
    kind: str = ""
    level: str = ""
    unit: str = ""
    in_force: bool = False
    since: date | None = None
    until: date | None = None
    old_versions: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is left out; old versions add."""
        return self != PlanFilter(old_versions=self.old_versions)

    def takes(self, kind: str, level: str, unit: str, dated: date | None) -> bool:
        """Whether a plan is asked for, by all but whether it is in force."""
        if self.shelf and (kind in LAWS) is not (self.shelf == "laws"):
            return False
        if (self.kind and kind != self.kind) or (self.level and level != self.level):
            return False
        if self.unit and fold(self.unit) not in fold(unit):
            return False
        if self.since is None and self.until is None:
            return True
        return dated is not None and (self.since or dated) <= dated <= (self.until or dated)


EVERYTHING: Final = PlanFilter()

_WRITTEN: Final = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?月?)?年?")


def read_day(written: str, *, last: bool) -> date | None:
    """The day that somebody writes as a day, a month or a year: its first, or its last; None where it is no day."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return date(year, month, day)
        if not last:
            return date(year, month or 1, 1)
        return date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1) - timedelta(days=1)
    except ValueError:
        return None
