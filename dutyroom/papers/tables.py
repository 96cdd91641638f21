"""Lines ``a | b | c`` of a section as the table that they were, with its head on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import SHADE
from dutyroom.papers.grid import PAD_X, Cell, Grid, Row
from dutyroom.papers.lines import Span, Style

BETWEEN: Final = " | "
_COLUMNS_MOST: Final = 14
_ROWS_MOST: Final = 1000
_HEAD_LONGEST: Final = 24
_WORD: Final = re.compile(r"[\x21-\x7e\xa0-\u024f]+|.", re.DOTALL)
_FIGURES: Final = re.compile(r"\d{3,}")
_LEAST_EM: Final = 2.2
_WANTED_MOST_EM: Final = 24.0


def parted(body: str) -> Iterator[str | list[list[str]]]:
    """The text of a section as its lines, tables among them as rows of cells; empty lines are left out."""
    rows: list[list[str]] = []
    for line in body.splitlines():
        bare = line.strip()
        if BETWEEN in f" {bare} " and bare:
            rows.append([cell.strip() for cell in f" {bare} ".split(BETWEEN)])
            continue
        if rows:
            yield from _table_or_lines(rows)
            rows = []
        if bare:
            yield bare
    if rows:
        yield from _table_or_lines(rows)


def _table_or_lines(rows: list[list[str]]) -> Iterator[str | list[list[str]]]:
    """A single line with a bar is a sentence; so is what has more columns than a page can show."""
    if len(rows) > 1 and max(map(len, rows)) <= _COLUMNS_MOST:
        yield rows
    else:
        yield from (BETWEEN.join(row).strip() for row in rows)


def table(faces: Faces, rows: Sequence[Sequence[str]], style: Style, width: float) -> list[Block]:
    """The rows as a grid; the first is the head where it reads like one. ``width`` in points is that of the page."""
    columns = max(map(len, rows))
    style = replace(style, indent=0.0, align="left", size=style.size * (0.84 if columns <= 6 else 0.72))
    return ruled(faces, rows, replace(style, leading=style.size * 1.4), width, head=_is_head(rows))


def ruled(
    faces: Faces,
    rows: Sequence[Sequence[str]],
    style: Style,
    width: float,
    *,
    head: bool,
    gap: float = 4.0,
    centred: float = 0.0,
) -> list[Block]:
    """The rows as a grid whose columns are as wide as their texts ask for; with ``head`` the first stands on every page.

    Columns with no text wider than ``centred`` em have their texts in the middle.
    A very long table becomes several grids, for each page of one measures all its rows that are left.
    """
    columns = max(map(len, rows))
    filled = [[*row, *[""] * (columns - len(row))] for row in rows]
    widths = column_widths(faces, filled, style, width, whole=centred)
    middle = [
        all(faces.width(style.role, faces.drawable(style.role, text)) <= centred for text in column)
        for column in zip(*filled[bool(head) :], strict=True)
    ]
    styles = [replace(style, align="center") if each else style for each in middle]
    named = replace(style, role="hei", align="center" if centred else style.align)
    made = [
        Row(
            [
                Cell(
                    [Paragraph(faces, [Span(text)], named if head and not place else styles[column])],
                    shade=SHADE if head and not place else 1.0,
                    place="middle" if centred else "top",
                )
                for column, text in enumerate(row)
            ]
        )
        for place, row in enumerate(filled)
    ]
    heads, rest = (made[:1], made[1:]) if head else ((), made)
    return [
        Grid(widths, rest[start : start + _ROWS_MOST], heads, space_before=0.0 if start else gap)
        for start in range(0, len(rest), _ROWS_MOST)
    ]


def _is_head(rows: Sequence[Sequence[str]]) -> bool:
    first = [*rows[0], *[""] * (max(map(len, rows)) - len(rows[0]))]
    return len(rows) > 2 and all(cell and len(cell) <= _HEAD_LONGEST and not _FIGURES.search(cell) for cell in first)


def column_widths(
    faces: Faces, rows: Sequence[Sequence[str]], style: Style, width: float, *, whole: float = 0.0
) -> list[float]:
    """Widths in points that fill ``width``: none narrower than its longest word where there is room for that.

    A column without a text wider than ``whole`` em breaks none of them, or than half of that where there is no room.
    """
    pads = 2 * PAD_X + 1
    least, wanted = [], []
    for column in zip(*rows, strict=True):
        texts = [faces.drawable(style.role, text) for text in column]
        words = max((faces.width(style.role, word) for text in texts for word in _words(text)), default=0.0)
        longest = max((faces.width(style.role, line) for text in texts for line in text.split("\n")), default=0.0)
        if longest <= whole:
            words = longest
        least.append(max(words, _LEAST_EM) * style.size + pads)
        wanted.append(max(min(longest, _WANTED_MOST_EM), _LEAST_EM) * style.size + pads)
    if sum(least) >= width and whole >= 1:
        return column_widths(faces, rows, style, width, whole=whole / 2)
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    wanted = [max(pair) for pair in zip(least, wanted, strict=True)]
    more = width - sum(least)
    asked = [full - few for full, few in zip(wanted, least, strict=True)]
    if sum(asked) <= 0:
        return [one * width / sum(least) for one in least]
    return [few + more * ask / sum(asked) for few, ask in zip(least, asked, strict=True)]


def _words(text: str) -> list[str]:
    """What may not be broken: words of letters and figures, at most some 16 characters of them; each Chinese character."""
    return [word[:16] for word in _WORD.findall(text)]
