"""What does not fit in a roster: days and posts without anybody, somebody at two places at once, a holiday without a leader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.rules.office import ShiftTemplate
from dutyroom.rules.roster_posts import LEADING, POST_WORDS, role_of
from dutyroom.rules.wording import Worded, Wording, mark
from dutyroom.rules.workdays import Holidays


class Fault(StrEnum):
    """What does not fit."""

    EMPTY = "empty"
    GAP = "gap"
    NO_LEADER = "no_leader"
    TWICE = "twice"
    UNSURE = "unsure"


FAULT_WORDS: Final[dict[str, str]] = {
    Fault.EMPTY: mark("{day}: nobody is on duty."),
    Fault.GAP: mark("{day}: nobody stands as {post}."),
    Fault.NO_LEADER: mark("{day} ({festival}): no leader is on duty."),
    Fault.TWICE: mark("{day}: {name} is due as {post}, and at the same hours as {other_post} of {other_day}."),
    Fault.UNSURE: mark("There is no table of holidays for {year}: whether a leader is needed there is not known."),
}


FAULT_NAMES: Final[dict[str, str]] = {
    Fault.EMPTY: mark("nobody is on duty"),
    Fault.GAP: mark("a post is empty"),
    Fault.NO_LEADER: mark("no leader on a holiday"),
    Fault.TWICE: mark("somebody at two posts at once"),
    Fault.UNSURE: mark("no table of holidays"),
}
"""The faults in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One person at one post: ``who`` tells people apart, whatever their names."""

    day: date
    post: str
    who: str
    name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class RosterFault:
    """One thing that does not fit, on a day."""

    day: date
    fault: Fault
    post: str = ""
    name: str = ""
    other_post: str = ""
    other_day: date | None = field(default=None, compare=False)
    festival: str = ""

    def said(self, wording: Wording) -> str:
        """The fault as a sentence."""
        return wording.say(
            FAULT_WORDS[self.fault],
            day=self.day.isoformat(),
            post=_worded(self.post),
            name=self.name,
            other_post=_worded(self.other_post),
            other_day=self.other_day.isoformat() if self.other_day else "",
            festival=self.festival,
            year=self.day.year,
        )


def find_faults(
    days: tuple[date, date],
    posts: Sequence[str],
    duties: Iterable[Duty],
    holidays: Holidays,
    *,
    templates: Sequence[ShiftTemplate] = (),
    elsewhere: Iterable[Duty] = (),
) -> tuple[RosterFault, ...]:
    """Everything that does not fit from the first day to the last, by day.

    ``elsewhere`` are duties of other rosters: nobody may stand there and here at once.
    """
    first, last = days
    own = list(duties)
    by_day: dict[date, list[Duty]] = {}
    for duty in own:
        by_day.setdefault(duty.day, []).append(duty)
    found: list[RosterFault] = []
    day = first
    while day <= last:
        found += _of_day(day, posts, by_day.get(day, []), holidays.name(day), templates)
        day += timedelta(days=1)
    found += _twice(own, elsewhere)
    found += [RosterFault(day=max(date(year, 1, 1), first), fault=Fault.UNSURE) for year in _unsure(holidays, days)]
    return tuple(sorted(found, key=lambda each: (each.day, list(Fault).index(each.fault), each.post, each.name)))


def overlap(one: Duty, other: Duty) -> bool:
    """Whether two duties have hours in common; one that begins when the other ends has none."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _of_day(
    day: date, posts: Sequence[str], duties: Sequence[Duty], festival: str, templates: Sequence[ShiftTemplate]
) -> Iterator[RosterFault]:
    led = any(role_of(duty.post, templates) in LEADING for duty in duties)
    if festival and not led:
        yield RosterFault(day=day, fault=Fault.NO_LEADER, festival=festival)
    if not duties:
        yield RosterFault(day=day, fault=Fault.EMPTY)
        return
    held = {duty.post for duty in duties}
    for post in posts:
        is_told = bool(festival) and not led and role_of(post, templates) in LEADING
        if post not in held and not is_told:
            yield RosterFault(day=day, fault=Fault.GAP, post=post)


def _twice(own: Sequence[Duty], elsewhere: Iterable[Duty]) -> Iterator[RosterFault]:
    """Each duty that overlaps an earlier one of the same person, once."""
    by_person: dict[str, list[tuple[Duty, bool]]] = {}
    for duty, is_own in [*((duty, True) for duty in own), *((duty, False) for duty in elsewhere)]:
        by_person.setdefault(duty.who, []).append((duty, is_own))
    for listed in by_person.values():
        listed.sort(key=lambda each: (each[0].starts_at, each[0].ends_at, each[0].post))
        for place, (duty, is_own) in enumerate(listed):
            clash = next(((one, mine) for one, mine in listed[:place] if overlap(one, duty) and (is_own or mine)), None)
            if clash is not None:
                one, other = (duty, clash[0]) if is_own else (clash[0], duty)
                yield RosterFault(
                    day=one.day,
                    fault=Fault.TWICE,
                    post=one.post,
                    name=one.name,
                    other_post=other.post,
                    other_day=other.day,
                )


def _unsure(holidays: Holidays, days: tuple[date, date]) -> tuple[int, ...]:
    return tuple(year for year in range(days[0].year, days[1].year + 1) if holidays.table(year) is None)


def _worded(post: str) -> str:
    return Worded(POST_WORDS[post]) if post in POST_WORDS else post
