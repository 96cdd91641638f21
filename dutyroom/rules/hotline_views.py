"""The statistics of the mayor's telephone as tables: what each column holds, and the figure behind every number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dutyroom.rules.hotline_figure import Figure
from dutyroom.rules.hotline_measures import BY_WORDS, DIGITS, By, Share
from dutyroom.rules.hotline_period import Compared, Days
from dutyroom.rules.wording import Worded, Wording, mark


class View(StrEnum):
    """What is looked at."""

    MEASURES = "measures"
    COUNTS = "counts"
    UNITS = "units"
    HOT = "hot"
    RISING = "rising"
    REPEAT = "repeat"


VIEW_WORDS: Final[dict[str, str]] = {
    View.MEASURES: mark("Rates"),
    View.COUNTS: mark("Counts"),
    View.UNITS: mark("Units at work"),
    View.HOT: mark("Hot spots"),
    View.RISING: mark("Rising topics"),
    View.REPEAT: mark("Repeat callers"),
}
WEEK, DAY = "week", "day"
CUTS: Final[dict[str, str]] = {**BY_WORDS, WEEK: mark("By week"), DAY: mark("By day")}
"""By what cases are counted: a value of :class:`By`, or by week or day."""
LEVELS: Final = tuple(DIGITS)
"""Of classes, for topics."""
PLACES: Final = (By.AREA, By.STREET)

_PARTS: Final = ("percent", "part", "whole")

Cell = int | float | str | Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTable:
    """Which table: the view, the period, and by what it is cut (``by``: of topics the level of the class)."""

    view: View
    days: Days
    by: str = By.CLASS4
    place: By = By.AREA
    english: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column: its key in files, its English source title, and what it holds in words where that is to be said."""

    key: str
    title: str
    words: str = ""
    is_text: bool = False
    is_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: its cells, the figure behind each of them where there is one, and the one that Enter opens."""

    id: int
    cells: tuple[Cell, ...]
    figures: Mapping[int, Figure] = field(default_factory=dict)
    opens: Figure | None = None
    words: str = ""
    """What the row is, as a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """A table of figures; ``bar`` is the column that is drawn, ``notes`` are sentences with their facts."""

    asked: AskTable
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    bar: int
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()
    spans: Compared | None = None

    def flat_columns(self) -> tuple[str, ...]:
        """The columns as files have them: a share takes three, per cent, numerator and denominator."""
        keys: list[str] = []
        for heading in self.headings:
            keys += [f"{heading.key}_{part}" for part in _PARTS] if heading.is_share else [heading.key]
        return tuple(keys)

    def flat_rows(self, wording: Wording) -> Iterator[tuple[int | float | str | None, ...]]:
        """The rows as files have them, in one language."""
        for line in self.lines:
            flat: list[int | float | str | None] = []
            for cell in line.cells:
                if isinstance(cell, Share):
                    flat += [round(100 * cell.num / cell.den, 1) if cell.den else None, cell.num, cell.den]
                else:
                    flat.append(said(cell, wording))
            yield tuple(flat)


def said(cell: Cell, wording: Wording) -> int | float | str | None:
    """A cell that is no share in one language."""
    if isinstance(cell, Worded):
        return wording.say(cell)
    return None if isinstance(cell, Share) else cell
