"""Set apart: lone heavy lines that head the text under them, in Chinese documents that declare and number no headings.

A reader marks the lines that are heavy from the first letter to the last as :class:`Heavy`. They become headings only
where nothing else in the document is one, where there are several and where text stands under them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dutyroom.readers.document import Line
from dutyroom.rules.chinese_dates import whole_date
from dutyroom.rules.cover import reads_as_plan_title
from dutyroom.rules.cutting import pieces
from dutyroom.rules.headings import Candidate, Form, has_han, reads_as_title
from dutyroom.rules.passage import levelled

_CHAPTERS: Final = (Form.PART, Form.CHAPTER, Form.SECTION, Form.ARTICLE, Form.ROMAN, Form.HAN)
_FEWEST: Final = 2
_MOST: Final = 0.5
_LONGEST: Final = 20
_SHORTEST: Final = 2


class Heavy(str):
    """The text of a line in heavy letters."""

    __slots__ = ()


def with_heavy_headings(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that head others with their level."""
    plain = tuple(Line(str(line.text), line.level) if isinstance(line.text, Heavy) else line for line in lines)
    heavy = [isinstance(line.text, Heavy) for line in lines]
    declared = [line.level for line in plain if line.level]
    if sum(heavy) < _FEWEST or len(declared) > 1 or any(_is_chapter(line) for line in plain):
        return plain
    heads = [at for at in range(len(plain)) if heavy[at] and _may_head(plain, at)]
    first_text = next((at for at in range(len(plain)) if not heavy[at] and not plain[at].level), len(plain))
    heads = [at for at in heads if at >= first_text - 1 and _heads_text(plain, heads, at)]
    if not _FEWEST <= len(heads) <= _MOST * len(plain):
        return plain
    level = 1 + max(declared, default=0)
    return tuple(replace(line, level=level) if at in heads else line for at, line in enumerate(plain))


def _is_chapter(line: Line) -> bool:
    """Whether a line is a numbered chapter: then the document counts its headings."""
    first = pieces(line.text)[0] if line.level is None and len(line.text) <= 2 * _LONGEST else ""
    if not isinstance(first, Candidate) or not first.title:
        return False
    return first.form in _CHAPTERS or (first.form is Form.DOTTED and not first.rest)


def _may_head(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text.strip().rstrip("：:")
    return (
        lines[at].level is None
        and has_han(text)
        and _SHORTEST <= len(text) <= _LONGEST
        and reads_as_title(text)
        and not reads_as_plan_title(text)
        and not re.search(r"[|（(]?\d{4}\s?年|^附件|^目\s*录$", text)
        and isinstance(pieces(text)[0], str)
    )


def _heads_text(lines: Sequence[Line], heads: Sequence[int], at: int) -> bool:
    """Whether running text stands under the line, or under the next one that stands directly below; no signature."""
    under = at + 1 + (at + 1 in heads)
    return under < len(lines) and under not in heads and whole_date(levelled(lines[under].text)) is None
