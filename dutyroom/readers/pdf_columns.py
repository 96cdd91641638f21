"""Columns of a PDF page: what stands side by side is read column by column, a table row by row as ``a | b``.

A page is two columns only where both sides hold running lines side by side with a clear gutter between them; a row of
a table has the places of its cells in common with the rows beside it. Anything else stays in the order it was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from dutyroom.readers.pdf_page import Page, Printed


@dataclass(frozen=True, slots=True)
class Row:
    """One written line whole, and its pieces from left to right where gaps part them."""

    whole: Printed
    pieces: tuple[Printed, ...]


_FEWEST_LINES: Final = 5
_FULL: Final = 0.6
"""Of the width of a column that its lines take, at the median."""
_SIDE_BY_SIDE: Final = 0.5
_CROSSING: Final = 0.4
_MIDDLE: Final = (0.3, 0.7)
_FEWEST_ROWS: Final = 3
_SAME_PLACE: Final = 6.0
_MARKER: Final = re.compile(r"[（(]?[\d.、①-⑳一二三四五六七八九十a-zA-Z]{1,6}[)）、.]?|[•·●■◆\-–—*]")
_PAGE_NUMBER: Final = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*|[ivxlc]{1,6}")


def laid_out(rows: Sequence[Row]) -> Page:
    """The lines of the page in the order in which a person reads them."""
    gutter = _gutter(rows)
    if gutter is not None:
        return _by_columns([piece for row in rows for piece in _at_gutter(row, gutter)], gutter)
    return _with_tables(rows)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the page is parted into two columns of running text; None where it is not."""
    pieces = [piece for row in rows for piece in row.pieces if piece.right > piece.left]
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    starts = sorted(
        {
            round(piece.left)
            for piece in pieces
            if _MIDDLE[0] < (piece.left - left) / max(1.0, right - left) < _MIDDLE[1]
        }
    )
    for start in starts:
        place = start - 1.0
        before = [piece for piece in pieces if piece.right <= place]
        after = [piece for piece in pieces if piece.left >= place]
        if len(pieces) - len(before) - len(after) > _CROSSING * len(pieces):
            continue
        if min(len(before), len(after)) >= _FEWEST_LINES and _are_running(before, after, left, place, right):
            return place
    return None


def _are_running(before: Page, after: Page, left: float, place: float, right: float) -> bool:
    """Whether both sides are filled by their lines and stand beside one another."""
    sides = ((before, max(piece.right for piece in before) - left), (after, right - place))
    if any(median(piece.right - piece.left for piece in side) < _FULL * wide for side, wide in sides):
        return False
    beside = sum(
        any(abs(piece.bottom - other.bottom) < max(piece.height, other.height) for other in after) for piece in before
    )
    return beside >= _SIDE_BY_SIDE * min(len(before), len(after))


def _at_gutter(row: Row, gutter: float) -> list[Printed]:
    """The pieces of a line, joined again but at the gutter."""
    left = [piece for piece in row.pieces if piece.right <= gutter]
    right = [piece for piece in row.pieces if piece.left >= gutter]
    if not left or not right or len(left) + len(right) != len(row.pieces):
        return [row.whole]
    return [_joined(left, " "), _joined(right, " ")]


def _by_columns(pieces: Sequence[Printed], gutter: float) -> Page:
    """Between two lines that run over both columns the left one is read first, then the right one."""
    whole = [piece.bottom for piece in pieces if piece.left < gutter < piece.right]

    def place(piece: Printed) -> tuple[int, int, float]:
        above = sum(bottom > piece.bottom + 0.5 for bottom in whole)
        if piece.left < gutter < piece.right:
            return 2 * above, 0, -piece.bottom
        return 2 * above - 1, int(piece.left >= gutter), -piece.bottom

    return sorted(pieces, key=place)


def _with_tables(rows: Sequence[Row]) -> Page:
    """The lines in their order; rows of a table with their cells parted."""
    page: Page = []
    at = 0
    while at < len(rows):
        until = at + 1
        while until < len(rows) and _is_next_row(rows[until - 1], rows[until]):
            until += 1
        run = rows[at:until]
        is_table = len(run) >= _FEWEST_ROWS and _are_cells(run)
        page += [_joined(row.pieces, " | ") if is_table else row.whole for row in run]
        at = until
    return page


def _is_next_row(row: Row, other: Row) -> bool:
    """Whether two written lines have the places of their cells in common."""
    fewest = min(len(row.pieces), len(other.pieces))
    if fewest < 2 or not 0 < row.whole.bottom - other.whole.bottom < 4 * max(row.whole.height, 1.0):
        return False
    common = sum(
        any(abs(piece.left - each.left) < _SAME_PLACE or _share_middle(piece, each) for each in row.pieces)
        for piece in other.pieces
    )
    return common >= fewest


def _share_middle(piece: Printed, other: Printed) -> bool:
    return abs((piece.left + piece.right) - (other.left + other.right)) < 2 * _SAME_PLACE


def _are_cells(run: Sequence[Row]) -> bool:
    """Whether the pieces are cells: not a number before each line, not a page number behind it."""
    two = all(len(row.pieces) == 2 for row in run)
    if two and all(_MARKER.fullmatch(row.pieces[0].text.strip()) for row in run):
        return False
    return not all(_PAGE_NUMBER.fullmatch(row.pieces[-1].text.strip()) for row in run)


def _joined(pieces: Sequence[Printed], mark: str) -> Printed:
    text = mark.join(piece.text for piece in pieces)
    return replace(pieces[0], text=text, right=pieces[-1].right, bold=all(piece.bold for piece in pieces))
