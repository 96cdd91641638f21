"""Where things stand on a made page: characters, ruled lines, and what is wrong with their places."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
SLACK = 0.4  # pt: outlines reach a little over their box
BIN = 24.0


@dataclass(frozen=True)
class Mark:
    """A character with its inked box, in points from the lower left corner of the paper."""

    char: str
    left: float
    low: float
    right: float
    high: float


Line = tuple[float, float, float, float]


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    marks: list[Mark]
    lines: list[Line]


def pages(pdf: bytes) -> list[Page]:
    """Every page of a PDF; lines are the straight upright and level ones."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for page in document:
            width, height = page.get_size()
            found.append(Page(width, height, list(_marks(page)), list(_lines(page))))
            page.close()
        return found


def _marks(page: pypdfium2.PdfPage) -> Iterator[Mark]:
    reading = page.get_textpage()
    text = reading.get_text_range()
    assert len(text) == reading.count_chars(), "characters beyond the basic plane: give the geometry plainer text"
    for place, char in enumerate(text):
        if char.strip() and char != "_":
            yield Mark(char, *reading.get_charbox(place))
    reading.close()


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        before: tuple[float, float] | None = None
        matrix = thing.get_matrix()
        for number in range(pdfium.FPDFPath_CountSegments(thing.raw)):
            segment = pdfium.FPDFPath_GetPathSegment(thing.raw, number)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            here = matrix.on_point(x.value, y.value)
            drawn = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO
            if before and drawn and (abs(before[0] - here[0]) < 0.1 or abs(before[1] - here[1]) < 0.1):
                yield (*map(min, before, here), *map(max, before, here))  # type: ignore[misc]
            before = here


def crossings(page: Page) -> list[str]:
    """Characters that a ruled line runs through."""
    bins: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in page.lines:
        for cell in _cells(*line):
            bins[cell].append(line)
    found = []
    for mark in page.marks:
        near = {line for cell in _cells(mark.left, mark.low, mark.right, mark.high) for line in bins.get(cell, ())}
        if any(
            mark.left + SLACK < right + 0.01
            and mark.right - SLACK > left - 0.01
            and mark.low + SLACK < high + 0.01
            and mark.high - SLACK > low - 0.01
            for left, low, right, high in near
        ):
            found.append(f"{mark.char!r} at {mark.left:.0f},{mark.low:.0f}")
    return found


def _cells(left: float, low: float, right: float, high: float) -> Iterator[tuple[int, int]]:
    """The squares of the page that a box reaches into."""
    for column in range(int(left // BIN), int(right // BIN) + 1):
        for row in range(int(low // BIN), int(high // BIN) + 1):
            yield column, row


def overlaps(page: Page) -> list[str]:
    """Pairs of characters that stand on one another."""
    bins: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in page.marks:
        for cell in _cells(mark.left, mark.low, mark.right, mark.high):
            bins[cell].append(mark)
    found = set()
    for marks in bins.values():
        marks.sort(key=lambda mark: mark.left)
        for number, one in enumerate(marks):
            for other in islice(marks, number + 1, None):
                if other.left >= one.right:
                    break
                across = min(one.right, other.right) - max(one.left, other.left)
                up = min(one.high, other.high) - max(one.low, other.low)
                if across > 1.2 and up > 1.2:
                    found.add(f"{one.char!r} on {other.char!r} at {one.left:.0f},{one.low:.0f}")
    return sorted(found)


def outside(page: Page, left: float, right: float) -> list[str]:
    """Characters and lines beyond the side margins, given in millimetres."""
    low, high = left * MM - 1, page.width - right * MM + 1
    spots = [mark.char for mark in page.marks if mark.left < low or mark.right > high]
    return spots + [f"line {line}" for line in page.lines if line[0] < low - 9 or line[2] > high + 9]
