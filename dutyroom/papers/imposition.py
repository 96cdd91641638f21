"""Which pages stand on which side of which sheet: one after another, or so that the folded sheets make a booklet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

Side = tuple[int | None, ...]
"""The pages of one side of a sheet by their place from 0, left to right and top to bottom; None is a blank."""
SHEETS_MOST: Final = 20
"""Sheets that can still be folded together; a longer booklet is made of several such parts, laid one on another."""


def in_order(pages: int, places: int) -> list[Side]:
    """Sides with ``places`` pages each, one after another."""
    return [
        tuple(page if page < pages else None for page in range(start, start + places))
        for start in range(0, pages, places)
    ]


def parts_of(pages: int, sheets_most: int = SHEETS_MOST) -> list[int]:
    """How many sheets of four pages each part of a booklet has: as few parts as may be, as equal as may be."""
    sheets = -(-pages // 4)
    if sheets == 0:
        return []
    parts = -(-sheets // sheets_most)
    least, more = divmod(sheets, parts)
    return [least + 1] * more + [least] * (parts - more)


def folded(pages: int, sheets_most: int = SHEETS_MOST) -> list[Side]:
    """The sides of a booklet, two pages each, front and back in turn; blanks fill its last part to four pages a sheet.

    Each part is folded in the middle; printed on both sides, turned over the short edge.
    """
    sides: list[Side] = []
    start = 0
    for sheets in parts_of(pages, sheets_most):
        sides += _part(start, sheets, pages)
        start += 4 * sheets
    return sides


def _part(start: int, sheets: int, pages: int) -> Iterator[Side]:
    last = start + 4 * sheets - 1
    for sheet in range(sheets):
        outer, inner = start + 2 * sheet, last - 2 * sheet
        for left, right in ((inner, outer), (outer + 1, inner - 1)):
            yield (left if left < pages else None, right if right < pages else None)
