"""PDF text: the lines of a page with place, size and weight, as PDFium finds them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from dutyroom.readers.pdf_columns import Row, laid_out
from dutyroom.readers.pdf_page import Page, Printed
from dutyroom.readers.txt import clean

_BOLD_FROM: Final = 600
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HYPHEN: Final = re.compile("(?<![a-z])\ufffe|\ufffe(?![a-z])")
"""PDFium's sign for a hyphen at the end of a line: a real one except within a word, as in 10月1日-7日."""
_LONGEST_NAME: Final = 128
_BLANKS: Final = re.compile(r"[ \t\u3000\u00a0]+")
_GAP: Final = 1.2
"""A gap between two pieces of a line, by the height of its letters."""
_MOST_OBJECTS: Final = 20_000


def printed_page(page: Any) -> Page:
    """The lines of one page in reading order.

    Where no text is found, or some that runs up or down the page, the page is turned and read
    again: PDFium leaves out sideways Chinese in a face that is not in the file.
    """
    lines = _read(page)
    if (not lines or any(_is_sideways(line) for line in lines)) and _turn(page):
        turned = _read(page)
        return turned if _count(turned) > _count(lines) else lines
    return lines + _beside(page, lines)


def _beside(page: Any, lines: Sequence[Printed]) -> Page:
    """The lines that run up or down an upright page and are not among those read: they are read alone, turned."""
    texts = _own_texts(page)
    places = [text.get_matrix() for text in texts]
    sides = [[text for text, place in zip(texts, places, strict=True) if _runs(place) == way] for way in (1, -1)]
    if not any(sides):
        return []
    for text, place in zip(texts, places, strict=True):
        if not _runs(place):
            page.remove_obj(text)
    said = "".join("".join(line.text.split()) for line in lines)
    width, height = page.get_size()
    found: Page = []
    for way, side in zip((1, -1), sides, strict=True):
        for text in side:
            text.transform(_upright(way, width, height))
        alone = _read(page) if side else []
        new = [line for line in alone if "".join(line.text.split()) not in said]
        # Below the page, where lines that run up or down have their places: no line of it goes on in them.
        found += [replace(line, bottom=line.bottom - 2 * (width + height)) for line in new]
        for text in side:
            page.remove_obj(text)
    return found


def _own_texts(page: Any) -> list[Any]:
    """The texts of the page itself, those of the forms on it left out; none of a page that is overfull."""
    if raw.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        return []
    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1))


def _runs(place: Any) -> int:
    """1 for a text that runs up the page, -1 for one that runs down, 0 for any other."""
    return 0 if abs(place.b) <= 2 * abs(place.a) else 1 if place.b > 0 else -1


def _upright(way: int, width: float, height: float) -> Any:
    """What turns a text that runs up or down upright."""
    return pypdfium2.PdfMatrix(0, -1, 1, 0, 0, width) if way > 0 else pypdfium2.PdfMatrix(0, 1, -1, 0, height, 0)


def _count(lines: Sequence[Printed]) -> int:
    return sum(len(line.text) for line in lines)


def _is_sideways(line: Printed) -> bool:
    """Whether the line runs up or down the page: its place was turned, so one of its coordinates is negative."""
    return line.bottom < 0 or line.left < 0


def _turn(page: Any) -> bool:
    """Turn the page's text upright where most of it runs up or down; whether it was turned."""
    texts = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    places = [text.get_matrix() for text in texts]
    upward = sum(place.b > abs(place.a) for place in places)
    downward = sum(-place.b > abs(place.a) for place in places)
    if 2 * max(upward, downward) <= len(texts):
        return False
    width, height = page.get_size()
    for text in texts:
        text.transform(_upright(1 if upward > downward else -1, width, height))
    return True


def _read(page: Any) -> Page:
    text = page.get_textpage()
    try:
        return _lines(text)
    finally:
        text.close()


def _lines(text: Any) -> Page:
    rows: list[Row] = []
    at = 0
    for line in _HYPHEN.sub("-", text.get_text_range()).split("\n"):
        if line.strip():
            rows += _rows(text, line, at)
        at += len(line) + 1
    return laid_out(rows)


def _rows(text: Any, line: str, at: int) -> list[Row]:
    """A written line as its pieces, parted where the page leaves a gap; ``at`` is the place of its first letter."""
    bare = line.strip()
    first = at + len(line) - len(line.lstrip())
    parts = [part for part in clean(bare).split("\n") if part.strip()]
    if len(parts) != 1 or len(parts[0]) != len(bare):
        return [_alone(_printed(text, part, first, first + len(bare) - 1)) for part in parts]
    whole = _printed(text, bare, first, first + len(bare) - 1)
    if whole.left < 0 or whole.bottom < 0 or whole.height <= 0:
        return [_alone(whole)]
    cuts = [0]
    for found in _BLANKS.finditer(bare):
        before, after = text.get_charbox(first + found.start() - 1), text.get_charbox(first + found.end())
        if after[0] - before[2] > _GAP * whole.height:
            cuts.append(found.end())
    cuts.append(len(bare))
    pieces = []
    for begin, end in pairwise(cuts):
        said = bare[begin:end].rstrip()
        pieces.append(_printed(text, said, first + begin, first + begin + len(said) - 1))
    return [Row(whole, tuple(pieces))]


def _alone(line: Printed) -> Row:
    return Row(line, (line,))


def _printed(text: Any, said: str, first: int, last: int) -> Printed:
    """The line with its place, read as it is read where it runs up or down the page; nowhere where none is known."""
    said = said.strip()
    try:
        begin = text.get_charbox(first, loose=True)
        end = text.get_charbox(last, loose=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return Printed(said, 0.0, 0.0, 0.0, 0.0)
    bold = all(_is_bold(text, place) for place in {first, (first + last) // 2, last})
    if abs(end[1] - begin[1]) <= abs(end[0] - begin[0]) or first == last:
        return Printed(said, begin[0], end[2], begin[1], begin[3] - begin[1], bold)
    if end[1] > begin[1]:
        return Printed(said, begin[1], end[3], -begin[2], begin[2] - begin[0], bold)
    return Printed(said, -begin[3], -end[1], begin[0], begin[2] - begin[0], bold)


def _is_bold(text: Any, at: int) -> bool:
    """Whether the letter is heavy, by the weight of its face or by the face's name."""
    if raw.FPDFText_GetFontWeight(text, at) >= _BOLD_FROM:
        return True
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    size = raw.FPDFText_GetFontInfo(text, at, name, _LONGEST_NAME, None)
    return 0 < size <= _LONGEST_NAME and _BOLD_NAME.search(name.value.decode("ascii", "replace")) is not None
