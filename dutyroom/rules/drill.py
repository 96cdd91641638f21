"""Drills: a past incident as a script, what is played in when, and how the officer did, mark by mark.

Nothing is weighed: each mark is an obligation that was kept or not, with its limit and the time it took, so that numerator
and denominator can be shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "drill.none": mark("This is no exercise store: a drill is never played in a live one."),
    "drill.live": mark("A drill needs a folder of its own; {path} holds a duty room already."),
    "drill.folder.empty": mark("Name a folder for the drill."),
    "drill.speed": mark("The speed is 1 to 20: how many times faster than it happened."),
    "drill.started": mark("The drill has begun already."),
    "drill.not_started": mark("The drill has not begun yet."),
    "drill.ended": mark("The drill is over."),
    "drill.script.empty": mark("{number} holds nothing that could be played in."),
}  # fmt: skip
SPEED_MOST: Final = 20
PAUSE_MOST: Final = timedelta(hours=2)
"""Longer silences of the past are not waited for: they are cut to this before the speed counts."""


class What(StrEnum):
    """What is looked at."""

    TAKEN = "taken"
    FIGURES = "figures"
    GRADED = "graded"
    GRADE = "grade"
    FURTHER = "further"
    CLOCK = "clock"


WHAT_WORDS: Final[dict[str, str]] = {
    What.TAKEN: mark("call taken down in time"),
    What.FIGURES: mark("figures as they were told"),
    What.GRADED: mark("graded in time"),
    What.GRADE: mark("grade as the rules say"),
    What.FURTHER: mark("further report taken down in time"),
    What.CLOCK: mark("report in time"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something of the past incident that was told, and when."""

    at: datetime
    source: str
    person: str
    text: str
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """The same as it is played in, so many seconds after the beginning."""

    after_s: int
    source: str
    person: str
    text: str
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the officer wrote down: when, and the figures that held from then on."""

    at: datetime
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A clock of the drill's incident; ``met_at`` None: still open."""

    name: str
    to: str
    due_at: datetime
    met_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One obligation of the drill: by when, when it was done, whether that was kept; ``about`` says of what."""

    what: What
    about: str
    due_at: datetime | None
    done_at: datetime | None
    kept: bool


def script_of(parts: Sequence[Part], speed: int) -> list[Inject]:
    """The parts in their order, the first at once; long silences cut short, then all of it ``speed`` times faster."""
    if not 1 <= speed <= SPEED_MOST:
        raise Refusal("drill.speed", field="speed")
    injects: list[Inject] = []
    after = timedelta()
    former: datetime | None = None
    for part in sorted(parts, key=lambda part: part.at):
        after += min(part.at - former, PAUSE_MOST) / speed if former is not None else timedelta()
        former = part.at
        injects.append(
            Inject(
                after_s=int(after.total_seconds()),
                source=part.source,
                person=part.person,
                text=part.text,
                figures=part.figures,
            )
        )
    return injects


def to_play(injects: Mapping[int, int], played: Sequence[int], started_at: datetime, now: datetime) -> list[int]:
    """The numbers of the injects that are due and were not played yet, in order; ``injects`` are seconds by number."""
    done = set(played)
    due = [(after, number) for number, after in injects.items() if number not in done]
    return [number for after, number in sorted(due) if started_at + timedelta(seconds=after) <= now]


def marks(
    played: Sequence[tuple[datetime, Inject]],
    taken: Sequence[Done],
    graded: Sequence[tuple[datetime, str, str]],
    clocks: Sequence[Obligation],
    *,
    limits: Mapping[What, timedelta],
    now: datetime,
) -> list[Mark]:
    """How it went. ``taken`` are the first record and each further report, in order; ``graded`` are time, grade and what
    the rules proposed then. What is not due yet is no mark."""
    found: list[Mark] = []
    for place, (at, inject) in enumerate(played):
        what = What.FURTHER if place else What.TAKEN
        due = at + limits[what]
        done = next((each for each in taken if each.at >= at), None)
        until = played[place + 1][0] if place + 1 < len(played) else now
        held = [each for each in taken if at <= each.at <= max(until, due)]
        done_at = done.at if done is not None else None
        if done_at is not None or now > due:
            kept = done_at is not None and done_at <= due
            found.append(Mark(what=what, about=inject.source, due_at=due, done_at=done_at, kept=kept))
        found += _figures(inject, held[-1] if held else None, due, now)
    if played:
        found += _grading(played[0][0], graded, limits[What.GRADED], now)
    for clock in clocks:
        if clock.met_at is not None or now > clock.due_at:
            kept = clock.met_at is not None and clock.met_at <= clock.due_at
            about = " · ".join(part for part in (clock.name, clock.to) if part)
            found.append(Mark(what=What.CLOCK, about=about, due_at=clock.due_at, done_at=clock.met_at, kept=kept))
    return found


def score(found: Sequence[Mark]) -> tuple[int, int]:
    """How many were kept, of how many."""
    return sum(mark.kept for mark in found), len(found)


def _figures(inject: Inject, held: Done | None, due: datetime, now: datetime) -> list[Mark]:
    if not inject.figures or (held is None and now <= due):
        return []
    said = held.figures if held is not None else {}
    return [
        Mark(
            what=What.FIGURES,
            about=name,
            due_at=due,
            done_at=held.at if held is not None and name in said else None,
            kept=said.get(name) == number,
        )
        for name, number in inject.figures.items()
    ]


def _grading(
    first: datetime, graded: Sequence[tuple[datetime, str, str]], limit: timedelta, now: datetime
) -> list[Mark]:
    due = first + limit
    done = next((at for at, grade, _ in graded if grade), None)
    found = []
    if done is not None or now > due:
        kept = done is not None and done <= due
        found.append(Mark(what=What.GRADED, about="", due_at=due, done_at=done, kept=kept))
    if graded:
        at, grade, proposed = graded[-1]
        if proposed:
            found.append(Mark(what=What.GRADE, about=grade, due_at=None, done_at=at, kept=grade == proposed))
    return found
