"""Paragraphs: printed lines joined again where the margin cut them, by the place where each is printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from dutyroom.readers.pdf_page import Page, Printed, usual_leading
from dutyroom.readers.txt import are_rows, columns, ends_sentence, glued, is_entry, must_go_on, opens_heading
from dutyroom.rules.headings import has_han

_COMMON: Final = 0.1
_SIDE: Final = 0.25
_WIDE: Final = 0.6
_NEAR: Final = 2.0
_MANY: Final = 20
_FEWEST_FULL: Final = 3
_INDENT: Final = 0.7
_DEEPEST_FIRST: Final = 4.0
_DEEPEST_HANGING: Final = 5.0
_WIDER: Final = 1.3
_LATIN_ROOM: Final = 6
_CLOSING: Final = re.compile(r"[，。、；：！？）》”’〉】〕,.;:!?)]")
_LETTER: Final = 1.2
"""How much higher the box of a letter is than the letter is wide in full."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the text of a column begins and ends, and whether its paragraphs begin with an indent."""

    left: float
    right: float
    indents: bool


def paragraphs(pages: Sequence[Page]) -> list[list[Printed]]:
    """The paragraphs of all pages in reading order, each with its lines.

    A line goes on in the next one when that one's first word would not have
    fitted behind it, unless the next one is indented, stands further off or
    begins a heading.
    """
    parted = [[(line, _side(line, middle)) for line in page] for page in pages for middle in [_middle(page)]]
    placed = [place for page in parted for place in page]
    sides = {side for _, side in placed}
    columns_of = {side: _column([line for line, at in placed if at == side]) for side in sides}
    leading = usual_leading([[line for line, at in page if at == side] for page in parted for side in sides])
    found: list[list[Printed]] = []
    before = None
    for line, side in placed:
        column = columns_of[side]
        if found and before is not None and _goes_on(found[-1], line, column, before, leading):
            found[-1].append(line)
        else:
            found.append([line])
        before = column
    return found


def glued_lines(paragraph: Sequence[Printed]) -> str:
    """The text of a paragraph."""
    whole = paragraph[0].text
    for line in paragraph[1:]:
        whole = glued(whole, line.text)
    return whole


def _middle(lines: Sequence[Printed]) -> float | None:
    """Where the page is parted into two columns; None where it is not."""
    if not lines:
        return None
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    left = sum(line.right <= middle for line in lines)
    right = sum(line.left >= middle for line in lines)
    return middle if min(left, right) >= _SIDE * len(lines) and left + right >= 0.7 * len(lines) else None


def _side(line: Printed, middle: float | None) -> str:
    """Which margins a line has: those of the page, or of the column that it stands in on a page of two."""
    if middle is None:
        return "page"
    return "right" if line.left >= middle else "left" if line.right <= middle else "whole"


def _column(lines: Sequence[Printed]) -> _Column:
    """The column that the lines stand in: the outermost places where several of them begin and end."""
    if not lines:
        return _Column(0.0, 0.0, indents=False)
    enough = max(2, _COMMON * len(lines))
    lefts = Counter(round(line.left / 2) for line in lines)
    common = [place for place in lefts if lefts[place] + lefts[place + 1] >= enough]
    left = 2 * min(common) if common else min(line.left for line in lines)
    ends = sorted(line.right for line in lines)
    right = ends[-1] if len(ends) < _MANY else ends[int(len(ends) * 0.98)]
    if right - left < _WIDE * (left + right) and not _is_cut(lines, right):
        right = inf  # the longest of some short lines is no margin
    indented = sum(_INDENT * _em(line) < line.left - left <= 3 * _em(line) for line in lines)
    return _Column(left, right, indents=indented >= max(2, _COMMON * len(lines)))


def _is_cut(lines: Sequence[Printed], right: float) -> bool:
    """Whether lines that end near this place are cut paragraphs: what follows them ends the sentence."""
    full = [right - line.right <= _NEAR * _em(line) and not ends_sentence(line.text) for line in lines]
    after = [line for is_full, goes_on, line in zip(full, full[1:], lines[1:], strict=False) if is_full and not goes_on]
    return sum(full) >= _FEWEST_FULL and 2 * sum(ends_sentence(line.text) for line in after) >= len(after)


def _em(line: Printed) -> float:
    return line.height / _LETTER


def _goes_on(paragraph: Sequence[Printed], line: Printed, column: _Column, before: _Column, leading: float) -> bool:
    """Whether the line continues the paragraph."""
    first, last = paragraph[0], paragraph[-1]
    if last.height <= 0 or line.height <= 0 or abs(last.height - line.height) > 0.2 * last.height:
        return False
    if first.bold != line.bold and not has_han(first.text):
        return False
    if is_entry(last.text) or are_rows(last.text, line.text) or " | " in last.text + line.text:
        return False
    if opens_heading(line.text) and not must_go_on(last.text):
        return False
    if before.right - last.right >= _needed(line):
        return False
    if (
        column == before
        and last.bottom > line.bottom
        and last.bottom - line.bottom > _WIDER * max(leading, last.height)
    ):
        return False
    begin, opened = line.left - column.left, first.left - before.left
    near = _INDENT * _em(line)
    if opened > begin + _DEEPEST_FIRST * _em(line):
        return False
    if len(paragraph) > 1:
        if abs(begin - (paragraph[1].left - before.left)) > near:
            return False
    elif begin > opened + near:  # a hanging indent behind a number or a bullet
        if begin > opened + _DEEPEST_HANGING * _em(line) or not re.match(r"[\W\d]", first.text):
            return False
    elif column.indents and begin > near:
        return False
    return column.indents or not ends_sentence(last.text)


def _needed(line: Printed) -> float:
    """The room that the line's first word takes, with a blank before it in Latin text."""
    width = (line.right - line.left) / max(1, columns(line.text))
    if has_han(line.text[:1]) or not line.text[:1].isascii():
        signs = 2 if _CLOSING.match(line.text[1:2]) else 1
        return max(width * columns(line.text[:signs]), signs * 0.9 * _em(line))
    return width * max(len(line.text.split(" ", 1)[0]) + 1, _LATIN_ROOM)
