"""The sample duty room: an office, its people and plans, and a log of any length, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from dutyroom.actions.sample_matters import MATTER_ENTRIES, MATTERS_FROM, add_matters
from dutyroom.actions.sample_office import SAMPLE_PASSWORD, keep_plans, sample_plans, set_up
from dutyroom.actions.sample_shifts import SampleRoom, Slot
from dutyroom.actions.sample_words import HOURS, SampleWords
from dutyroom.data.bulk import filling
from dutyroom.rules.canon import microseconds
from dutyroom.rules.office import OfficeSettings

__all__ = ["SAMPLE_PASSWORD", "Filled", "fill_sample"]

LEAST: Final = 30
"""Fewer entries than that make no duty room: the set-up, the plans and one handover take most of them."""
DAILY: Final = 48
MOST_SHIFTS: Final = 3650
CHANGEOVER: Final = time(8, 30)
_MINUTE: Final = 60_000_000
_SETTLED: Final = timedelta(minutes=20)
_OFFICE: Final = OfficeSettings()
_HOUR_SUMS: Final = tuple(sum(HOURS[: hour + 1]) for hour in range(24))


@dataclass(frozen=True, slots=True)
class Filled:
    """What the sample holds; ``officer`` is somebody who can sign in."""

    entries: int
    shifts: int
    plans: int
    officer: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the sample's shifts begin: the changeovers, and the instant at which it is looked at."""

    starts: tuple[datetime, ...]
    until: datetime

    @property
    def part(self) -> float:
        """How much of the running shift is over, in shifts."""
        return (self.until - self.starts[-1]) / timedelta(days=1)


def fill_sample(folder: Path, *, entries: int, seed: int, until: datetime) -> Filled:
    """Fill an empty store in ``folder``: the journal then holds ``entries`` entries (at least :data:`LEAST`).

    The same seed and end give the same chain. Raises ``Trouble("store.present")`` where a store is in use there.
    """
    chance = random.Random(seed)
    words = SampleWords(chance)
    plans = sample_plans()
    entries = max(entries, LEAST)
    has_matters = entries >= MATTERS_FROM
    entries -= MATTER_ENTRIES if has_matters else 0
    until = until.replace(microsecond=0).astimezone(UTC)
    calendar = _calendar(entries - len(plans), until)
    with filling(folder, kind="sample") as writer:
        opening = microseconds(calendar.starts[0]) - 60 * _MINUTE
        people = set_up(writer, _OFFICE, opening, plans)
        keep_plans(writer, plans, people.emergency, opening + _MINUTE)
        room = SampleRoom(writer, words, chance, people.teams, _OFFICE)
        days = _days(calendar, entries - len(plans) - 2 - 2 * (len(calendar.starts) - 1), words, chance)
        for slots, (start, end) in zip(days, _spans(calendar), strict=True):
            room.live(slots, start=start, end=end)
        written = writer.seq
    if has_matters:
        written = add_matters(folder, until)
    return Filled(written, len(calendar.starts), len(plans), people.teams[0].chief.name)


def _calendar(entries: int, until: datetime) -> Calendar:
    """As many days as the entries fill at a usual pace; for very many the days are fuller, not more."""
    zone = _OFFICE.zone
    latest = (until - _SETTLED).astimezone(zone)
    last = datetime.combine(latest.date(), CHANGEOVER, zone)
    if last > latest:
        last -= timedelta(days=1)
    part = (until - last) / timedelta(days=1)
    shifts = min(MOST_SHIFTS, max(1, round(entries / DAILY - part)))
    return Calendar(tuple(last - timedelta(days=back) for back in range(shifts, -1, -1)), until)


def _spans(calendar: Calendar) -> list[tuple[int, int | None]]:
    """Start and end of each shift; the running one has no end. The people change a few minutes after the plan."""
    starts = [microseconds(start) for start in calendar.starts]
    return [*pairwise(starts), (starts[-1], None)]


def _days(calendar: Calendar, total: int, words: SampleWords, chance: random.Random) -> list[list[Slot]]:
    """When something is written, shift by shift: ``total`` instants, those that must stand on the desk among them."""
    starts = [microseconds(start) for start in calendar.starts]
    until = microseconds(calendar.until)
    fixed = [Slot(_clear(until + desk["at"] * _MINUTE, starts), desk) for desk in words.desk]
    free = total - len(fixed)
    days: list[list[Slot]] = []
    reached = 0
    for place, start in enumerate(starts):
        is_last = place == len(starts) - 1
        end = until if is_last else starts[place + 1]
        share = free * (place + 1) / (len(starts) - 1 + calendar.part)
        upto = free if is_last else max(reached, min(free, round(share * chance.uniform(0.985, 1.0))))
        times = [_instant(chance, start, end) for _ in range(upto - reached)]
        slots = [Slot(at, None) for at in times] + [slot for slot in fixed if start <= slot.at < end]
        days.append(sorted(slots, key=lambda slot: slot.at))
        reached = upto
    return days


def _clear(at: int, starts: list[int]) -> int:
    """Not in the minutes in which a shift is handed over: what must stay open would become its addendum."""
    return next(
        (start + 15 * _MINUTE for start in starts[1:] if start - 15 * _MINUTE <= at <= start + 14 * _MINUTE), at
    )


def _instant(chance: random.Random, start: int, end: int) -> int:
    """An instant of a shift, more often by day; outside it an even one."""
    low, high = start + 13 * _MINUTE, end - 12 * _MINUTE
    if end - start == 24 * 60 * _MINUTE:
        hour = chance.choices(range(24), cum_weights=_HOUR_SUMS)[0]
        since = (hour * 60 + chance.random() * 60) - (CHANGEOVER.hour * 60 + CHANGEOVER.minute)
        at = start + int((since % 1440) * _MINUTE)
        if low <= at <= high:
            return at
    return low + int(chance.random() * max(1, high - low))
