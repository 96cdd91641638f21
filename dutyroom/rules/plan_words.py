"""Plan words: what a section of a plan is found by besides its own words, and what of it is no passage.

A section is found together with the headings that it stands under: 物资 under Ⅱ级响应 answers both words. The lines
of a contents page only name the sections, so they answer nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.contents import is_contents_title
from dutyroom.rules.page_numbers import is_page_number, without_page

_FEWEST: Final = 3
_LONGEST: Final = 120
_BULLET: Final = re.compile(r"^(?:[-*+•·]\s+)")


@dataclass(frozen=True, slots=True)
class Headings:
    """Of a plan's sections in their order: the titles that each stands under, and how each is headed."""

    above: tuple[tuple[str, ...], ...]
    names: frozenset[str]


def headings(sections: Iterable[tuple[int, str, str]]) -> Headings:
    """The headings of sections given as level, number and title."""
    stack: list[tuple[int, str]] = []
    above: list[tuple[str, ...]] = []
    names: set[str] = set()
    for level, number, title in sections:
        while stack and stack[-1][0] >= level:
            stack.pop()
        above.append(tuple(name for _, name in stack if name))
        if level:
            stack.append((level, title))
        if title:
            names |= {_squeezed(title), _squeezed(number + title)}
    return Headings(tuple(above), frozenset(names))


def without_entries(text: str, names: frozenset[str]) -> str:
    """The text above the first heading without the entries of a contents page, their page numbers and its title."""
    lines = text.split("\n")
    entries = {at for at, line in enumerate(lines) if _names_one(line, names)}
    if len(entries) < _FEWEST:
        return text
    first, last = min(entries), max(entries)
    kept = (
        line
        for at, line in enumerate(lines)
        if at not in entries
        and not (is_contents_title(line) and at <= first)
        and not (first < at < last and is_page_number(line))
    )
    return "\n".join(kept)


def _names_one(line: str, names: frozenset[str]) -> bool:
    if len(line) > _LONGEST or not line.strip():
        return False
    bare = _BULLET.sub("", line.strip())
    return any(_squeezed(writing) in names for writing in without_page(bare))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.．、]", "", text)
