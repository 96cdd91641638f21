"""Recognising the text of scanned pages, where the extra ``ocr`` is installed: offline, with models of its own.

What is recognised is marked with how sure the recogniser is; nobody has read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.util import find_spec
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pypdfium2

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.readers.limits import without_memory_limit
from dutyroom.readers.paragraphs import glued_lines, paragraphs
from dutyroom.readers.pdf_page import Page, Printed, without_edges
from dutyroom.rules.headings import has_han

MOST_PAGES: Final = 200
_DPI: Final = 200
_POINTS: Final = 72
_MOST_PIXELS: Final = 12_000_000
_SAME_ROW: Final = 0.5
_FAR: Final = 1.5


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of text in a picture of a page, in points from the upper left corner, and how sure it is (0 to 1)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float


def can_recognise() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognised(path: Path) -> Document:
    """The text of the pages of a scanned PDF; raises :class:`ReadFailure` where there are too many or none has text."""
    try:
        opened = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as problem:
        raise ReadFailure("damaged", "file.damaged", kind="PDF") from problem
    try:
        if len(opened) > MOST_PAGES:
            raise ReadFailure("too-large", "file.scanned.many", pages=len(opened), limit=MOST_PAGES)
        with without_memory_limit():
            return document_of(list(_pages(opened)))
    finally:
        opened.close()


def document_of(pages: Sequence[tuple[float, Sequence[Found]]]) -> Document:
    """The document of what was found on each page, given with the page's height in points."""
    found = [piece for _, pieces in pages for piece in pieces]
    letters = sum(len(piece.text) for piece in found)
    kept, _ = without_edges([rows_of(pieces, height) for height, pieces in pages])
    lines = tuple(Line(glued_lines(paragraph)) for paragraph in paragraphs(kept))
    if not letters or not lines:
        raise ReadFailure("no-text", "file.no_text")
    sure = sum(piece.sure * len(piece.text) for piece in found) / letters
    return Document(lines, "pdf", None, None, round(100 * min(max(sure, 0.0), 1.0)))


def rows_of(pieces: Sequence[Found], height: float) -> Page:
    """The pieces as lines from the top down; those that stand far apart in one row are cells of a table."""
    rows: list[list[Found]] = []
    for piece in sorted(pieces, key=lambda each: (each.top + each.bottom) / 2):
        last = rows[-1][-1] if rows else None
        if last is not None and _is_beside(last, piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_row(sorted(row, key=lambda each: each.left), height) for row in rows]


def _is_beside(one: Found, other: Found) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)


def _row(row: Sequence[Found], height: float) -> Printed:
    text = row[0].text
    for before, piece in pairwise(row):
        tall = min(before.bottom - before.top, piece.bottom - piece.top)
        if piece.left - before.right > _FAR * tall:
            text += " | "
        elif not (has_han(text[-1:]) or has_han(piece.text[:1])):
            text += " "
        text += piece.text
    bottom = max(piece.bottom for piece in row)
    tall = max(piece.bottom - piece.top for piece in row)
    return Printed(text, row[0].left, max(piece.right for piece in row), height - bottom, tall)


def _pages(opened: Any) -> Iterator[tuple[float, list[Found]]]:
    engine = _engine()
    for number in range(len(opened)):
        page = opened[number]
        wide, tall = page.get_size()
        scale = min(_DPI / _POINTS, (_MOST_PIXELS / max(wide * tall, 1.0)) ** 0.5)
        picture = page.render(scale=scale).to_numpy()
        page.close()
        with redirect_stdout(StringIO()):
            told = engine(picture)
        yield tall, list(_found(told, scale))


def _engine() -> Any:
    import logging  # slow import: only for scans  # noqa: PLC0415

    from rapidocr import RapidOCR  # optional: an extra  # noqa: PLC0415

    engine = RapidOCR()
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return engine


def _found(told: Any, scale: float) -> Iterator[Found]:
    if told.boxes is None or told.txts is None:
        return
    for box, text, sure in zip(told.boxes, told.txts, told.scores, strict=True):
        across, down = [float(x) / scale for x, _ in box], [float(y) / scale for _, y in box]
        said = str(text).strip()
        if said:
            yield Found(said, min(across), min(down), max(across), max(down), float(sure))
