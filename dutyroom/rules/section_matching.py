"""Which section of a revised text is which of the former one, though it was renumbered, moved or reworded.

What is equal is paired first, what is alike next, what merely stands at the same place last. Each pass looks only at
what the passes before it left over, so that the cost of a revision goes with what was changed in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.likeness import plain_words

SectionText = tuple[int, str, str, str]
"""Level, number, title and body."""

ALIKE: Final = 0.5
"""From this share of common runs on two sections are one, wherever they stand."""
GROWN: Final = 0.7
"""As :data:`ALIKE`, of the runs of the shorter one: a section that grew is still the same one."""
GROWN_LEAST: Final = 0.3
ALIKE_HERE: Final = 0.2
"""As :data:`ALIKE`, for two that stand at the same place, by their number or their title."""
_RUN: Final = 3
_COMMON: Final = 12
"""A run that so many sections have tells none of them apart."""
_LONG: Final = 12
"""Characters of a body from which on it is telling by itself."""
_RUNS_MOST: Final = 4_000
"""Runs of one section that are looked at: a section of a whole book is told by its beginning."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs by place in the former text, and the former places whose section does not stand in its order."""

    pairs: Mapping[int, int]
    moved: frozenset[int]


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same but for blanks and line ends."""
    return one == other or "".join(one.split()) == "".join(other.split())


def match_sections(old: Sequence[SectionText], new: Sequence[SectionText]) -> Matching:
    """Pair the sections of two texts; one that has no counterpart is in no pair."""
    work = _Work(old, new)
    for key in _keys():
        work.pair_by(key)
    work.pair_alike()
    work.pair_here()
    return Matching(dict(sorted(work.pairs.items())), _moved(work))


def parents_of(sections: Sequence[SectionText]) -> list[int]:
    """The place of the section that each one lies under; -1 for none."""
    parents: list[int] = []
    above: list[int] = []
    for place, (level, *_) in enumerate(sections):
        while above and sections[above[-1]][0] >= level:
            above.pop()
        parents.append(above[-1] if above else -1)
        above.append(place)
    return parents


class _Side:
    """One of the two texts, with what its sections are told by."""

    def __init__(self, sections: Sequence[SectionText]) -> None:
        self.sections = sections
        self.parents = parents_of(sections)
        self.numbers = ["".join(number.split()) for _, number, _, _ in sections]
        self.titles = [plain_words(title) for _, _, title, _ in sections]
        self.bodies = ["".join(body.split()) for *_, body in sections]
        self.paths: list[tuple[str, ...]] = []
        for place, parent in enumerate(self.parents):
            above = self.paths[parent] if parent >= 0 else ()
            self.paths.append((*above, self.titles[place] or self.numbers[place]))

    def runs(self, place: int) -> frozenset[str]:
        words = self.titles[place] + plain_words(self.sections[place][3])[: _RUNS_MOST + _RUN]
        return frozenset(words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))) - {""}


Key = Callable[[_Side, int], Hashable | None]


def _keys() -> tuple[Key, ...]:
    """What equal sections are told by, the surest first; None says that a section has no such sign."""
    return (
        lambda side, at: (side.paths[at], side.numbers[at], side.bodies[at]),
        lambda side, at: (side.paths[at], side.bodies[at]) if side.bodies[at] else None,
        lambda side, at: (side.titles[at], side.bodies[at]) if len(side.bodies[at]) >= _LONG else None,
        lambda side, at: side.bodies[at] if len(side.bodies[at]) >= _LONG else None,
    )


class _Work:
    """The pairs found so far."""

    def __init__(self, old: Sequence[SectionText], new: Sequence[SectionText]) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.pairs: dict[int, int] = {}
        self.back: dict[int, int] = {}

    def pair(self, one: int, other: int) -> None:
        self.pairs[one] = other
        self.back[other] = one

    def left(self) -> tuple[list[int], list[int]]:
        old = [at for at in range(len(self.old.sections)) if at not in self.pairs]
        new = [at for at in range(len(self.new.sections)) if at not in self.back]
        return old, new

    def pair_by(self, key: Key) -> None:
        """Pair what has the same key, in order where several have it."""
        old, new = self.left()
        having: dict[Hashable, list[int]] = defaultdict(list)
        for at in new:
            if (value := key(self.new, at)) is not None:
                having[value].append(at)
        for places in having.values():
            places.reverse()
        for at in old:
            value = key(self.old, at)
            if value is not None and (places := having.get(value, [])):
                self.pair(at, places.pop())

    def pair_alike(self) -> None:
        """Pair what shares most of its runs, the most alike first; of equals the one nearest in order."""
        old, new = self.left()
        runs = {at: self.new.runs(at) for at in new}
        having: dict[str, list[int]] = defaultdict(list)
        for at, theirs in runs.items():
            for run in theirs:
                having[run].append(at)
        found: list[tuple[float, int, int, int]] = []
        for at in old:
            mine = self.old.runs(at)
            common: Counter[int] = Counter()
            for run in mine:
                holders = having.get(run, ())
                if len(holders) <= _COMMON:
                    common.update(holders)
            for other, _ in common.most_common(3):
                share = _share(mine, runs[other])
                if share >= ALIKE or (share >= GROWN_LEAST and _held(mine, runs[other]) >= GROWN):
                    found.append((-share, abs(at - other), at, other))
        self._take(found)

    def pair_here(self) -> None:
        """Pair what stands at the same place: the same title or number, under headings that belong together."""
        old, new = self.left()
        for named in (True, False):
            here: dict[Hashable, list[int]] = defaultdict(list)
            for at in new:
                if at not in self.back and (sign := _sign(self.new, at, named=named)):
                    here[sign].append(at)
            found: list[tuple[float, int, int, int]] = []
            for at in old:
                if at in self.pairs or not (sign := _sign(self.old, at, named=named)):
                    continue
                mine = self.old.runs(at)
                for other in here.get(sign, ())[:_COMMON]:
                    share = _share(mine, self.new.runs(other))
                    beside = self._beside(at, other)
                    if share >= ALIKE_HERE or (beside and named):
                        found.append((-share - beside, abs(at - other), at, other))
            self._take(found)

    def _beside(self, one: int, other: int) -> bool:
        """Whether the headings above are a pair, or both stand under none."""
        above, other_above = self.old.parents[one], self.new.parents[other]
        return (above < 0 and other_above < 0) or (above >= 0 and self.pairs.get(above) == other_above)

    def _take(self, found: Iterable[tuple[float, int, int, int]]) -> None:
        for _, _, at, other in sorted(found):
            if at not in self.pairs and other not in self.back:
                self.pair(at, other)


def _sign(side: _Side, at: int, *, named: bool) -> Hashable | None:
    return (side.titles[at] or None) if named else (side.numbers[at] or None)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's measure: a section that got one sentence more is still the same one."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _held(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter one's runs that the longer one has; a few runs say nothing."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= _LONG else 0.0


def _moved(work: _Work) -> frozenset[int]:
    """The former places that do not stand in order, or lie under a heading that is not the counterpart of theirs."""
    pairs = sorted(work.pairs.items())
    kept = set(_longest_rising([other for _, other in pairs]))
    moved = {at for place, (at, _) in enumerate(pairs) if place not in kept}
    for at, other in pairs:
        above, other_above = work.old.parents[at], work.new.parents[other]
        known = work.pairs.get(above) if above >= 0 else -1
        if known is not None and known != other_above and (other_above < 0 or other_above in work.back):
            moved.add(at)
    return frozenset(moved)


def _longest_rising(values: Sequence[int]) -> Iterator[int]:
    """The places of the longest series of values that rises, from its end."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(place)
        else:
            tails[at], ends[at] = value, place
    place = ends[-1] if ends else -1
    while place >= 0:
        yield place
        place = before[place]
