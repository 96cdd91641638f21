"""Digit chapters: ``1.`` over ``（一）``, where the digits are the chapters and not the points of a section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from dutyroom.rules.headings import Candidate, Form, Piece

_FEWEST: Final = 2
_OUTER: Final = (Form.PART, Form.CHAPTER, Form.SECTION, Form.ROMAN, Form.HAN)


def with_digit_chapters(items: Sequence[Piece]) -> Sequence[Piece]:
    """The items with digits that stand over ``（一）`` in the place of ``一、``.

    Such a chapter is known by the ``（一）`` that is the next heading behind it. There must be
    several, counting on, and nothing else that could be a chapter.
    """
    places = [at for at, item in enumerate(items) if isinstance(item, Candidate)]
    if any(_is_outer(items[at]) for at in places):
        return items
    anchors = [at for at, following in pairwise(places) if _is_anchor(items[at], items[following])]
    numbers = [_number(items[at]) for at in anchors]
    if len(anchors) < _FEWEST or any(later <= earlier for earlier, later in pairwise(numbers)):
        return items
    if numbers[0] > 1 and not _between(items, places, (0, -1), (numbers[0], anchors[0])):
        return items
    chapters = set(anchors)
    for (number, at), (later, end) in zip(
        [(0, -1), *zip(numbers, anchors, strict=True)], zip(numbers, anchors, strict=True), strict=False
    ):
        chapters |= _between(items, places, (number, at), (later, end))
    chapters |= _behind(items, places, numbers[-1], anchors[-1])
    return [
        replace(item, form=Form.HAN) if at in chapters and isinstance(item, Candidate) else item
        for at, item in enumerate(items)
    ]


def _is_outer(item: Piece) -> bool:
    return isinstance(item, Candidate) and item.level is None and item.form in _OUTER and bool(item.title)


def _is_digit(item: Piece) -> bool:
    """Whether the piece is a single number with a title of its own."""
    return (
        isinstance(item, Candidate)
        and item.level is None
        and item.at_start
        and len(item.numbers) == 1
        and item.form in (Form.DOTTED, Form.DIGIT)
        and bool(item.title)
        and not item.closed
    )


def _is_anchor(item: Piece, following: Piece) -> bool:
    return (
        _is_digit(item)
        and isinstance(following, Candidate)
        and following.form is Form.HAN_BRACKET
        and following.numbers == (1,)
    )


def _number(item: Piece) -> int:
    return item.numbers[0] if isinstance(item, Candidate) else 0


def _between(
    items: Sequence[Piece], places: Sequence[int], before: tuple[int, int], after: tuple[int, int]
) -> set[int]:
    """The chapters without sections between two others, the last of each number; none where one is missing."""
    found: set[int] = set()
    wanted = after[0] - 1
    for at in reversed([place for place in places if before[1] < place < after[1]]):
        if wanted > before[0] and _is_digit(items[at]) and _number(items[at]) == wanted:
            found.add(at)
            wanted -= 1
    return found if wanted == before[0] else set()


def _behind(items: Sequence[Piece], places: Sequence[int], number: int, anchor: int) -> set[int]:
    """The chapters behind the last one with sections: those that count on from it and not from a list."""
    found: set[int] = set()
    last = 0
    for at in places:
        if at <= anchor or not _is_digit(items[at]):
            continue
        own = _number(items[at])
        if own == number + 1 and own != last + 1:
            found.add(at)
            number, last = own, 0
        else:
            last = own
    return found
