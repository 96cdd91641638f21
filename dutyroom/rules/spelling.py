"""Words spelt wrongly: how far two words are from one another, and which known words are the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

ENGLISH: Final = re.compile("[a-z]{4,30}")
"""A word for which others may be proposed: shorter ones are near to too many."""
_LONG: Final = 6


def most_changes(word: str) -> int:
    """How many letters of a word may be wrong: one of four and five, two of longer ones."""
    return 1 if len(word) < _LONG else 2


def changes(one: str, other: str, most: int) -> int:
    """How many letters are changed, left out, added or exchanged with their neighbour; ``most`` + 1 where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def nearest(word: str, known: Iterable[tuple[str, int]]) -> list[str]:
    """The known words (each with how often it stands somewhere) nearest to a word: fewest changes, then the most usual."""
    most = most_changes(word)
    letters = set(word)
    # A change brings in one letter at most and takes one away: most words need no closer look.
    likely = ((other, often) for other, often in known if len(letters.symmetric_difference(other)) <= 2 * most)
    found = ((changes(word, other, most), -often, other) for other, often in likely)
    return [other for far, _, other in sorted(each for each in found if 0 < each[0] <= most)]
