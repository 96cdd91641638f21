"""How well a section of a plan answers: where each word stands in it, how near the words are, by which writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

from dutyroom.rules.fold import fold, is_han
from dutyroom.rules.terms import Phrase, Term

# Weights, set on the tuned part of tests/data/query_marks.txt.
_HEADING: Final = 4.0
_BODY: Final = 2.0
_ABOVE: Final = 1.0
_NAMED: Final = 1.6
_NAMED_LETTERS: Final = 2
_AGAIN: Final = 0.5
"""For each doubling of how often the text says a word, up to :data:`_AGAIN_MOST` times."""
_AGAIN_MOST: Final = 3
_COVERED: Final = 3.0
"""For a heading that says what was asked and nothing else."""
_OTHERWISE: Final = 0.6
_NEAR: Final = 2.5
_REACH: Final = 160
_LONG: Final = 0.25
_USUAL: Final = 200
_NUMBERED: Final = 8.0
_NO_TEXT: Final = 0.6
ALIKE: Final = 100.0
"""What a section loses that says a word only otherwise: it comes after every one that says the word itself."""
LEFT: Final = 6.0
"""What a plan loses that is not in force any more."""
BARE: Final = 1000.0
"""What a plan loses that is headings only: it answers nothing."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section to be ranked; ``named``: of each term, how the plan's names say it: 0 no, 1 otherwise, 2 itself.

    ``called`` is the plan's folded title where the section is its first, which that title leads to; empty elsewhere.
    """

    number: str
    heading: str
    body: str
    named: tuple[int, ...]
    called: str = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to say a term, as it is looked for; whether letters or digits may stand right before and behind it."""

    said: str
    spaced: str
    torn_before: bool
    torn_after: bool

    @classmethod
    def of(cls, phrase: Phrase, *, goes_on: bool) -> _Way:
        said = "".join(phrase)
        return cls(said, " ".join(phrase), not _is_word(said[0]), goes_on or not _is_word(said[-1]))

    def places(self, text: str) -> list[int]:
        """Where folded text says it, eight places at most."""
        said = self.said
        place = text.find(said)
        if place < 0 and self.spaced != said:
            said = self.spaced
            place = text.find(said)
        found: list[int] = []
        while place >= 0 and len(found) < 2**_AGAIN_MOST:
            end = place + len(said)
            if (self.torn_before or place == 0 or not _is_word(text[place - 1])) and (
                self.torn_after or end == len(text) or not _is_word(text[end])
            ):
                found.append(place)
            place = text.find(said, end)
        return found


@dataclass(frozen=True, slots=True)
class _Sought:
    """A term as it is looked for: its own writings, and what means the same."""

    itself: tuple[_Way, ...]
    otherwise: tuple[_Way, ...]


class Ranking:
    """How well sections answer the terms of one search."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._sought = [
            _Sought(
                tuple(_Way.of(way, goes_on=term.goes_on) for way in term.ways),
                tuple(_Way.of(way, goes_on=False) for way in term.alike),
            )
            for term in terms
        ]
        self._said = {"".join(way) for term in terms for way in term.ways}

    def worth(self, passage: Passage) -> float:
        """The worth of a section, higher is better."""
        head = fold(f"{passage.number} {passage.heading}")
        number = _NUMBER.match(head)
        bare = number[0].strip(" .、()") if number else ""
        letters = len(head) - len(bare)
        if passage.called:
            head, letters = f"{passage.called} {head}", letters + len(passage.called)
        worth, covered, otherwise = 0.0, 0, 0
        places: list[list[int]] = []
        raw = passage.body.lower()
        for at, sought in enumerate(self._sought):
            value, said, is_alike, where = _of_term(sought, head, raw, passage, passage.named[at])
            worth += value
            otherwise += is_alike
            covered += said
            if where and not said:
                places.append(where)
        worth = worth / max(1, len(self._sought)) - ALIKE * otherwise
        if covered and letters:
            worth += _COVERED * min(1.0, covered / letters)
        if len(self._sought) > 1:
            # What the heading says is near to everything under it.
            worth += _NEAR * (max(0.0, 1 - _span(places) / _REACH) if len(places) > 1 else 1.0)
        if raw:
            worth -= _LONG * abs(log2(max(len(raw), 20) / _USUAL))
        elif not passage.called:
            worth -= _NO_TEXT
        return worth + self._of_number(bare)

    def _of_number(self, bare: str) -> float:
        """More for the section whose number was asked for: 第四十五条, 5.1.1."""
        if not bare:
            return 0.0
        if bare in self._said:
            return _NUMBERED
        parts = [part for part in bare.split(".") if part]
        return _NUMBERED / 2 if len(parts) > 1 and self._said.issuperset(parts) else 0.0


_NUMBER: Final = re.compile(r"\S+")


def _of_term(sought: _Sought, head: str, raw: str, passage: Passage, named: int) -> tuple[float, int, bool, list[int]]:
    """What a term adds; how much of the heading it is; whether it is said only otherwise; where the text says it."""
    folded = ""
    for ways, share, is_alike in ((sought.itself, 1.0, False), (sought.otherwise, _OTHERWISE, True)):
        said = next((len(way.said) for way in ways if way.places(head)), 0)
        where = next((found for way in ways if (found := way.places(raw))), [])
        if not where and not said and not is_alike and not raw.isascii():
            folded = folded or fold(passage.body)
            where = next((found for way in ways if (found := way.places(folded))), [])
        if not said and not where:
            continue
        value = _HEADING * share if said else 0.0
        if where:
            value += share * (_BODY + _AGAIN * min(_AGAIN_MOST, log2(len(where))))
        return value + _NAMED * named / 2, said, is_alike, where
    if named and passage.called:  # the plan itself: by pinyin, number or year, the shorter its title the better
        return _HEADING, _NAMED_LETTERS, named == 1, []
    return _ABOVE + (_NAMED if named else 0.0), 0, named == 1, []


def _is_word(character: str) -> bool:
    return character.isalnum() and not is_han(character)


def _span(places: list[list[int]]) -> int:
    """The least stretch of text that holds one place of each list."""
    marks = sorted((place, which) for which, where in enumerate(places) for place in where)
    best = _REACH
    latest: dict[int, int] = {}
    for place, which in marks:
        latest[which] = place
        if len(latest) == len(places):
            best = min(best, place - min(latest.values()))
    return best
