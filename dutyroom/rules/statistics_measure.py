"""What a measure of the statistics is: what it counts, in words and as tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dutyroom.rules.statistics_facts import Basis, Subject

Test = Callable[[Any, datetime], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure: a count of ``den``; with ``num`` a share of it; with ``adds`` the sum of that over the records."""

    key: str
    subject: Subject
    zh: str
    name: str
    words: str
    """What is counted, or numerator over denominator, as a sentence."""
    basis: Basis
    den: Test
    num: Test | None = None
    adds: str = ""
    good: bool | None = None
    """Whether more is better; None where more is neither."""

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.num is not None
