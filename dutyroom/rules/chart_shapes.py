"""What shapes a drawing consists of; screen, paper and files draw these and nothing else, from the top left corner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

Measure = Callable[[str, float], float]
"""The width of a text at a size, in the units of the drawing."""
Point = tuple[float, float]

DASHES: Final[tuple[tuple[float, ...], ...]] = ((), (5, 2.5), (1.5, 2), (7, 2, 1.5, 2))
"""Of each series the lengths of strokes and gaps, so that lines are told apart without colour."""
HATCHES: Final = 6
_GAP: Final = 4.5


class Tone(StrEnum):
    """What a shape is for; who draws chooses its colour by that."""

    TEXT = "text"
    SECONDARY = "secondary"
    GRID = "grid"
    AXIS = "axis"
    SERIES = "series"
    TINT = "tint"
    """The ground of a bar of a series, pale enough for its hatching."""
    LEVEL = "level"
    ON_LEVEL = "on_level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line through points; ``index`` is the series; ``dash`` one of :data:`DASHES`."""

    points: tuple[Point, ...]
    tone: Tone
    index: int = 0
    width: float = 0.5
    dash: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A filled rectangle; ``index`` is the series or the level; ``edge`` draws its outline in the colour of the series."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    index: int = 0
    edge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text on its baseline; ``align`` −1 begins at ``x``, 0 is centred on it, 1 ends there."""

    x: float
    y: float
    text: str
    size: float
    align: int = -1
    tone: Tone = Tone.TEXT
    index: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a number is drawn: what the pointer and the arrow keys find."""

    x: float
    y: float
    width: float
    height: float
    series: int
    place: int


Shape = Stroke | Box | Words


@dataclass(slots=True)
class Drawing:
    """Shapes in the order in which they are drawn, and the spots of the numbers, in the order of the keys."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


def bar(x: float, y: float, width: float, height: float, index: int) -> Iterator[Shape]:
    """A bar of a series: the first is full, the others are pale with hatching of their own; all are outlined."""
    style = index % HATCHES
    tone = Tone.SERIES if style == 0 else Tone.TINT
    yield Box(x=x, y=y, width=width, height=height, tone=tone, index=index, edge=True)
    for points in _hatching(x, y, x + width, y + height, style):
        yield Stroke(points=points, tone=Tone.SERIES, index=index, width=0.7)


def _hatching(left: float, top: float, right: float, bottom: float, style: int) -> Iterator[tuple[Point, Point]]:
    """1 rising, 2 level, 3 falling, 4 upright, 5 none: pale alone."""
    if style in (1, 3):
        yield from _slanted(left, top, right, bottom, rising=style == 1)
    elif style == 2:  # a style, see above
        y = top + _GAP / 2
        while y < bottom:
            yield (left, y), (right, y)
            y += _GAP / 1.5
    elif style == 4:  # a style, see above
        x = left + _GAP / 2
        while x < right:
            yield (x, top), (x, bottom)
            x += _GAP / 1.5


def _slanted(left: float, top: float, right: float, bottom: float, *, rising: bool) -> Iterator[tuple[Point, Point]]:
    """Lines at 45° cut to the rectangle."""
    height, at = bottom - top, left - (bottom - top) + _GAP / 2
    while at < right:
        from_x, to_x = max(at, left), min(at + height, right)
        from_d, to_d = from_x - at, to_x - at
        if to_x > from_x:
            if rising:
                yield (from_x, bottom - from_d), (to_x, bottom - to_d)
            else:
                yield (from_x, top + from_d), (to_x, top + to_d)
        at += _GAP


def fitted(text: str, size: float, room: float, measure: Measure) -> str:
    """The text as far as there is room, with an ellipsis where it is cut; empty where not even that fits."""
    if measure(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle] + "…", size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low] + "…" if low else ""
