"""Page numbers: those that the entries of a contents page carry, in dots, blanks or brackets, and those that stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dutyroom.rules.headings import Candidate, Form, Piece, without_leader

_FEWEST: Final = 3
_BETWEEN: Final = 2
_LONGEST: Final = 200
_ROMAN: Final = r"[IVXivx]{1,5}|[Ⅰ-Ⅻⅰ-ⅻ]{1,3}"
_ALONE: Final = re.compile(
    rf"[-–—―－─·.．…_＿（(\s第]*\d{{1,4}}\s*页?[-–—―－─·）)\s]*|[-–—－·\s（(]*(?:{_ROMAN})[-–—－·\s）)]*"
)
_BRACKETED: Final = re.compile(r"\s*[（(【\[〔]\s*(?:第\s*)?(\d{1,3})\s*页?\s*[）)】\]〕]\s*$")
_AT_END: Final = re.compile(r"[\s.．·…/／-]*\d{1,3}\s*$")


def is_page_number(text: str) -> bool:
    """Whether a line, or what stands behind a title, is nothing but a page number."""
    return len(text) <= _LONGEST and _ALONE.fullmatch(text) is not None


def without_page(text: str) -> set[str]:
    """The ways to read a line without the page number that it may end with."""
    bare = without_leader(text)[0].strip()
    return {bare, _AT_END.sub("", bare), _BRACKETED.sub("", bare)}


def unpaged(items: Sequence[Piece]) -> list[Piece]:
    """The items with bracketed page numbers taken off the titles of entries: ``第一章 总则（3）``.

    A number in brackets is one of a page only where several headings near one another
    end with one and the numbers rise.
    """
    found = list(items)
    run: list[tuple[int, int]] = []
    since = 0
    for at, item in enumerate([*items, ""]):
        number = _bracketed(item)
        since = 0 if number is not None else since + 1
        if number is not None and (not run or number >= run[-1][1]):
            run.append((at, number))
            continue
        if number is None and since <= _BETWEEN and at < len(items):
            continue
        if len(run) >= _FEWEST and run[-1][1] > run[0][1] - 1:
            for place, _ in run:
                found[place] = _without_brackets(found[place])
        run = [(at, number)] if number is not None else []
    return found


def _bracketed(item: Piece) -> int | None:
    if not isinstance(item, Candidate) or item.rest or item.form is Form.ARTICLE:
        return None
    match = _BRACKETED.search(item.title[-12:])
    return int(match[1]) if match else None


def _without_brackets(item: Piece) -> Piece:
    if not isinstance(item, Candidate):
        return item
    bare = _BRACKETED.sub("", item.title)
    return replace(item, title=bare, listed=True) if bare else item
