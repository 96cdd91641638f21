"""PDF headings: lines without a number that are headings by their size or weight, in documents in Latin letters.

A PDF declares no headings. A line is taken for one only where it is set apart from the body by
larger or heavier letters, stands on a paragraph of its own and is followed by text, and only
where the document has some such lines and no numbered ones besides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from dutyroom.readers.paragraphs import glued_lines
from dutyroom.readers.pdf_page import Printed
from dutyroom.readers.txt import is_entry
from dutyroom.rules.cutting import pieces
from dutyroom.rules.headings import Candidate, Form, has_han, reads_as_title

_LARGER: Final = 1.12
_MOST_BOLD: Final = 0.25
_MOST: Final = 0.5
_MOST_LETTERS: Final = 0.3
_FEWEST: Final = 2
_FEWEST_NUMBERED: Final = 2
_NUMBERED: Final = (Form.PART, Form.CHAPTER, Form.SECTION, Form.ROMAN)
_LETTERS_FOR_LINE: Final = 4
_MOST_LINES: Final = 2
_CHINESE: Final = 0.1

_Look = tuple[float, bool]


def heading_levels(paragraphs: Sequence[Sequence[Printed]]) -> list[int | None]:
    """The level of each paragraph that is a heading, 1 for the largest letters; none where that is not plain."""
    none: list[int | None] = [None] * len(paragraphs)
    texts = [glued_lines(paragraph) for paragraph in paragraphs]
    letters = sum(map(len, texts))
    if not letters or sum(len(text) for text in texts if has_han(text)) > _CHINESE * letters:
        return none
    body = _body([line for paragraph in paragraphs for line in paragraph])
    looks = [
        _look(paragraph, body) if _may_head(paragraph, text) else None
        for paragraph, text in zip(paragraphs, texts, strict=True)
    ]
    headed = [at for at, look in enumerate(looks) if look is not None]
    heavy = sum(len(line.text) for paragraph in paragraphs for line in paragraph if line.bold)
    bare = sum(look is None and _is_numbered(text) for look, text in zip(looks, texts, strict=True))
    if not _FEWEST <= len(headed) <= _MOST * len(paragraphs) or heavy > _MOST_BOLD * letters:
        return none
    if bare >= _FEWEST_NUMBERED or sum(len(texts[at]) for at in headed) > _MOST_LETTERS * letters:
        return none
    ranks = sorted({look for look in looks if look is not None}, reverse=True)
    return [None if look is None else ranks.index(look) + 1 for look in looks]


def _is_numbered(text: str) -> bool:
    """Whether the line is a numbered heading, and no item of a list: ``2.1 Scope``, ``Chapter 3``."""
    first = pieces(text)[0]
    return isinstance(first, Candidate) and bool(first.title) and (len(first.numbers) > 1 or first.form in _NUMBERED)


def _body(lines: Sequence[Printed]) -> float:
    """The height of the letters that most of the text is set in."""
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(2 * line.height) / 2] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _may_head(paragraph: Sequence[Printed], text: str) -> bool:
    """Whether the paragraph has the shape of a heading: a short title, no sentence, no entry of a contents page."""
    letters = sum(sign.isalpha() for sign in text)
    return (
        len(paragraph) <= _MOST_LINES
        and letters >= _LETTERS_FOR_LINE
        and 2 * letters >= len(text)
        and reads_as_title(text)
        and not is_entry(text)
        and not re.search(r":\s*\d", text)
        and re.match(r"[A-Z0-9(\"“]", text) is not None
    )


def _look(paragraph: Sequence[Printed], body: float) -> _Look | None:
    """Size and weight of a paragraph that stands out from the body; none where it does not."""
    height = min(line.height for line in paragraph)
    bold = all(line.bold for line in paragraph)
    larger = body > 0 and height >= _LARGER * body
    heavier = bold and height >= body - 0.5
    return (float(round(height)), bold) if larger or heavier else None
