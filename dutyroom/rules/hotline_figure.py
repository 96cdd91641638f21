"""A figure of the mayor's telephone with what it stands for, so that the cases behind it can be listed; topics, callers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.rules.hotline_measures import By, Judging, Share, Span
from dutyroom.rules.hotline_period import BEFORE
from dutyroom.rules.wording import mark

MISSED_WORDS: Final[dict[str, str]] = {
    "dispatched": mark("dispatched late"),
    "signed": mark("signed for late, or not at all"),
    "responded": mark("contacted late, or not at all"),
    "on_time": mark("overdue, or closed late"),
    "first_call": mark("not answered at once"),
    "satisfied": mark("not satisfied"),
    "solved": mark("not solved"),
    "returned": mark("not returned"),
    "redone": mark("not redone"),
    "called_back": mark("not called back"),
    "reached": mark("not reached"),
    "corrected": mark("not corrected"),
}
"""Of each measure what the cases are that the numerator leaves out."""


class Part(StrEnum):
    """Which cases of a measure: all that are judged, those that met it, those that did not."""

    DEN = "den"
    NUM = "num"
    MISSED = "missed"


PART_WORDS: Final[dict[str, str]] = {
    Part.DEN: mark("all that are judged"),
    Part.NUM: mark("counted in the numerator"),
    Part.MISSED: mark("left out of the numerator"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number: of which period, of which measure (empty: all that came in), which part of it, narrowed to what."""

    span: Span
    judging: Judging
    measure: str = ""
    part: Part = Part.DEN
    where: tuple[tuple[By, str], ...] = ()
    held: str = ""
    """The unit that had it in hand, for its own return rate."""
    call_id: int | None = None
    """One call of a repeat caller; the number itself is not carried about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A class, or a class at a place: how many cases now, in each of the four periods before, and a year before."""

    where: tuple[tuple[By, str], ...]
    now: int
    before: tuple[int, ...]
    last_year: int

    @property
    def mean(self) -> float:
        """Of the periods before."""
        return sum(self.before) / BEFORE

    @property
    def excess(self) -> float:
        """How many cases more than that mean."""
        return self.now - self.mean

    @property
    def growth(self) -> int | None:
        """Per cent over that mean, rounded; None where there was nothing before."""
        past = sum(self.before)
        return round((self.now * BEFORE - past) * 100 / past) if past else None

    def rises(self, least: int, percent: int) -> bool:
        """Enough cases, so many per cent over the mean of the four before, and more than a year before.

        ``least`` and ``percent`` are the rules ``hotline.rising_least`` and ``hotline.rising_percent``.
        """
        past = sum(self.before)
        grown = (self.now * BEFORE - past) * 100 >= percent * past and self.now * BEFORE > past
        return self.now >= least and grown and self.now > self.last_year


def hottest(topics: Iterable[Topic], least: int) -> list[Topic]:
    """Those with enough cases, by how many more there are than before, then by how many there are."""
    enough = [topic for topic in topics if topic.now >= least]
    return sorted(enough, key=lambda topic: (-topic.excess, -topic.now, topic.where))


def rising(topics: Iterable[Topic], least: int, percent: int) -> list[Topic]:
    """Those that rise, by how many more there are than before."""
    return hottest((topic for topic in topics if topic.rises(least, percent)), least)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatCaller:
    """Somebody who called often: masked, with how many calls for how many cases and how many of them are open."""

    call_id: int
    phone: str
    name: str
    calls: int
    cases: int
    open: int
    codes: tuple[str, ...]
    """The classes most asked for, most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit: how many cases came in that it leads, and the measures of it by key."""

    unit: str
    cases: int
    shares: dict[str, Share]
