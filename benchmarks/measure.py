"""How things are measured here: in turn, medians, and a ratio against the yardstick of the same run."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of ``bench.json``: ``ratio`` above ``aim`` falls short; ``at`` says what was measured on what."""

    name: str
    ratio: float
    aim: float
    against: str
    at: str

    @property
    def is_reached(self) -> bool:
        """Whether the aim is reached."""
        return self.ratio <= self.aim

    def plain(self) -> dict[str, object]:
        """The line as JSON holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Left:
    """A line that could not be measured here, and why."""

    name: str
    against: str
    why: str

    def plain(self) -> dict[str, object]:
        """The line as JSON holds it."""
        return {"name": self.name, "against": self.against, "left_out": self.why}


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes once."""
    gc.collect(0)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(works: Sequence[Callable[[], object]], rounds: int, *, warm: int = 1) -> list[float]:
    """The median seconds of each, done in turn so that a noisy moment meets all of them."""
    for work in works:
        for _ in range(warm):
            work()
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            taken[place].append(seconds(work))
    return [statistics.median(each) for each in taken]


def ms(value: float) -> str:
    """Seconds as milliseconds, two places."""
    return f"{value * 1000:,.2f} ms"
