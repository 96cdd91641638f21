"""The columns of the tables of statistics: numbers that lead to their cases, shares with both of their numbers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from dutyroom.rules.hotline_measures import MEASURE, Share
from dutyroom.rules.hotline_views import Cell, FigureTable, Heading, Line, View
from dutyroom.rules.wording import Worded, mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.register_model import Column, Tone

_WIDTHS: Final = {
    **dict.fromkeys(("name", "value", "unit", "class", "classes", "definition"), 150),
    **dict.fromkeys(("chinese", "place", "phone", "basis", "numerator", "denominator", "before", "last_year"), 112),
    **dict.fromkeys(("cases", "calls", "open", "change"), 76),
    **dict.fromkeys((f"before_{number}" for number in range(1, 5)), 76),
}
_NUMBER: Final = 92
_SHARE: Final = 124
_DROPS: Final = {
    **dict.fromkeys(("definition", "classes", "redone"), 1),
    **dict.fromkeys(("basis", "solved"), 2),
    **dict.fromkeys(("chinese", "responded"), 3),
    "signed": 4,
    **{f"before_{number}": 5 - number for number in range(1, 5)},
}
_SHARE_OF_ALL: Final = "share"
_SHOW: Final = mark("Show the cases behind it (Enter)")


def cell_said(cell: Cell, *, alone: bool = False) -> str:
    """A cell in words; a share with its two numbers unless they stand in columns of their own."""
    if isinstance(cell, Share):
        return cell.text if alone else f"{cell.text}  {cell.num:,}/{cell.den:,}"
    if isinstance(cell, Worded):
        return translated(cell)
    if isinstance(cell, float):
        return f"{cell:,.1f}"
    return "" if cell is None else f"{cell:,}" if isinstance(cell, int) else cell


def columns_of(table: FigureTable) -> tuple[Column, ...]:
    """One column for each heading; the first takes what room there is."""
    return tuple(_column(table, place, heading) for place, heading in enumerate(table.headings))


def _column(table: FigureTable, place: int, heading: Heading) -> Column:
    alone = heading.key == _SHARE_OF_ALL
    wide = _SHARE if heading.is_share and not alone else _NUMBER

    def text(line: Line) -> str:
        said = cell_said(line.cells[place], alone=alone)
        return f"{said} %" if heading.key == "growth" and said else said

    def tone(line: Line) -> Tone:
        return "info" if place in line.figures else "secondary" if heading.key in ("basis", "definition") else ""

    def tooltip(line: Line) -> str:
        words = [text(line), translated(line.words) if line.words else "", _words(heading)]
        return "\n".join(part for part in (*words, translated(_SHOW) if place in line.figures else "") if part)

    return Column(
        key=heading.key,
        title=heading.title,
        text=text,
        width=_WIDTHS.get(heading.key, wide),
        align="left" if heading.is_text else "right",
        drop_order=_DROPS.get(heading.key, 0) if table.asked.view is not View.COUNTS else 0,
        stretches=place == 0,
        tone=tone,
        tooltip=tooltip,
    )


def _words(heading: Heading) -> str:
    return translated(heading.words) if heading.words else ""


def definitions_said(table: FigureTable, shown: Collection[str]) -> str:
    """What the columns that are shown hold, as text."""
    named = [heading for heading in table.headings if heading.key in MEASURE and heading.key in shown]
    return "\n".join(defined(heading.title, heading.words) for heading in named)


def defined(name: str, words: str) -> str:
    """A measure with its definition, both English sources."""
    return translated(mark("{name}: {words}")).format(name=translated(name), words=translated(words))
