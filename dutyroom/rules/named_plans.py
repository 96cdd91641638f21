"""Which plans the words of a query name: by their title or a short form of it, number, issuer, year, or pinyin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from dutyroom.rules.fold import HAN, is_han
from dutyroom.rules.pinyin_find import is_found_by_pinyin
from dutyroom.rules.terms import Phrase, Term

NO, OTHERWISE, ITSELF = 0, 1, 2
_LEAST_SHORT: Final = 4
_LONGEST_SHORT: Final = 24
_PIECE: Final = 2
_HAN_RUN: Final = re.compile(f"[{HAN}]+")
_LEAST_PINYIN: Final = 2
_END: Final = "\x00"


class Names:
    """What plans are called, in one string, so that a word is looked for in thousands of names at once.

    ``names``: of each plan its number, folded title, and number, issuer and year as folded text. ``spelt`` gives the
    initials and pinyin of every title in the same order where somebody asks by them.
    """

    def __init__(self, names: Iterable[tuple[int, str, str]], spelt: Callable[[], Sequence[tuple[str, str]]]) -> None:
        known = list(names)
        self._ids = [number for number, _, _ in known]
        self._titles = _Joined([title for _, title, _ in known])
        self._called = _Joined([f"{title}\n{called}" for _, title, called in known])
        self._spelt = spelt
        self._pinyin: _Joined | None = None
        self._spellings: Sequence[tuple[str, str]] = ()

    def named(self, term: Term) -> dict[int, int]:
        """The plans that a term names, by number: itself, or otherwise (a word that means the same, pinyin)."""
        found: dict[int, int] = {}
        for way in term.alike:
            found |= dict.fromkeys(self._titles.saying(way), OTHERWISE)
        asked = "".join(term.ways[0])
        if asked.isascii() and asked.isalpha() and len(asked) >= _LEAST_PINYIN:
            found |= dict.fromkeys(self._by_pinyin(asked), OTHERWISE)
        for way in term.ways:
            found |= dict.fromkeys(self._called.saying(way), ITSELF)
            said = "".join(way)
            if _LEAST_SHORT <= len(said) <= _LONGEST_SHORT and _HAN_RUN.fullmatch(said) is not None:
                begun = self._titles.saying((said[:_PIECE],))
                found |= {place: ITSELF for place in begun if is_short_form(said, self._titles.texts[place])}
        return {self._ids[place]: how for place, how in found.items()}

    def saying(self, part: str) -> list[int]:
        """The plans whose names say a folded word."""
        return [self._ids[place] for place in self._called.saying((part,))]

    def _by_pinyin(self, asked: str) -> Iterator[int]:
        if self._pinyin is None:
            self._spellings = self._spelt()
            self._pinyin = _Joined(["\n".join(pair) for pair in self._spellings])
        for place in self._pinyin.holding(asked):
            if is_found_by_pinyin(asked, *self._spellings[place]):
                yield place


class _Joined:
    """Texts in one string."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self._whole = _END.join(texts)
        self._starts: list[int] = []
        start = 0
        for text in texts:
            self._starts.append(start)
            start += len(text) + 1

    def holding(self, said: str) -> Iterator[int]:
        """The places of the texts that hold it anywhere, each once."""
        at = self._whole.find(said)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            if place + 1 == len(self._starts):
                return
            at = self._whole.find(said, self._starts[place + 1])

    def saying(self, way: Phrase) -> list[int]:
        """The places of the texts that say it; a word of letters or digits whole."""
        said = "".join(way)
        if is_han(said[0]):
            return list(self.holding(said)) if len(said) >= _PIECE else []
        return [place for place in self.holding(said) if _says(self.texts[place], said)]


def _says(text: str, said: str) -> bool:
    at = text.find(said)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(said) : at + len(said) + 1]
        if not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum()):
            return True
        at = text.find(said, at + 1)
    return False


def is_short_form(said: str, title: str) -> bool:
    """Whether Han characters are a title with some left out, in its order, no piece of it below two: 河南防汛预案."""
    if not said:
        return True
    for length in range(len(said), _PIECE - 1, -1):
        if len(said) - length == 1:
            continue
        place = title.find(said[:length])
        if place >= 0 and is_short_form(said[length:], title[place + length :]):
            return True
    return False
