"""One description of a chart, the same for the window, for paper and for files: what is drawn, its scale, its figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, log10
from typing import Final

from dutyroom.rules.statistics_figure import Figure

LEVELS: Final = 5
"""Steps of shade in a heat map and on tiles, beside the empty one."""
_TICKS_MOST: Final = 6
_STEPS: Final = (1, 2, 5, 10)


class ChartKind(StrEnum):
    """How the numbers are drawn."""

    LINES = "lines"
    BARS = "bars"
    STACKED = "stacked"
    HEAT = "heat"
    TILES = "tiles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of numbers, one for each category; None is a gap. ``figures`` lead to the records behind each."""

    name: str
    values: tuple[int | None, ...]
    figures: tuple[Figure | None, ...] = ()

    def figure(self, place: int) -> Figure | None:
        """What stands behind the number at a place."""
        return self.figures[place] if place < len(self.figures) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: of lines and stacked bars the categories are steps of time, of bars and tiles names, of heat maps hours.

    ``tiles`` are row and column of each category of a cartogram. Every word in it is worded already.
    """

    key: str
    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    tiles: tuple[tuple[int, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no number in it but zeros."""
        return not any(value for series in self.series for value in series.values)

    @property
    def top(self) -> int:
        """The largest number that the scale must hold; of stacked bars the largest sum."""
        if self.kind is ChartKind.STACKED:
            return max((self.total(place) for place in range(len(self.categories))), default=0)
        return max((value or 0 for series in self.series for value in series.values), default=0)

    def total(self, place: int) -> int:
        """All series together at a place."""
        return sum(series.values[place] or 0 for series in self.series)

    def said(self, series: int, place: int) -> str:
        """One number as a sentence: for a tooltip, and for who cannot see the chart."""
        value = self.series[series].values[place]
        number = "—" if value is None else f"{value:,}"
        name = self.series[series].name
        parts = [name, self.categories[place]] if self.kind is ChartKind.HEAT else [self.categories[place], name]
        return " · ".join([*(part for part in parts if part), number])


def ticks(top: int) -> tuple[int, ...]:
    """The marks of a scale from 0 that holds ``top``: whole, even, at most six, the last at or above it."""
    if top <= 0:
        return 0, 1
    raw = top / (_TICKS_MOST - 1)
    power = 10 ** floor(log10(raw)) if raw >= 1 else 1
    step = max(1, next(int(each * power) for each in _STEPS if each * power >= raw))
    return tuple(step * place for place in range(ceil(top / step) + 1))


def level(value: int | None, top: int) -> int:
    """The shade of a number: 0 where there is nothing, else 1 to :data:`LEVELS` in even steps."""
    if not value or top <= 0:
        return 0
    return max(1, min(LEVELS, ceil(value * LEVELS / top)))


def every(count: int, room: int) -> int:
    """Each how-many-th of ``count`` labels is written where there is room for ``room`` of them."""
    return max(1, ceil(count / max(1, room)))
