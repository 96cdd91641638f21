"""What was changed within a text: Chinese by characters, everything else by words, in pieces that read well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_TOKEN: Final = re.compile(
    r"(?:[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*|\d+(?:[-.,:/－—–～~]\d+)*"
    r"|[一二三四五六七八九十百千万亿零〇两]+|\S)\s*|\s+"
)
_SENTENCE_END: Final = re.compile(r"[。；！？!?;][”’」』）)]?\s*|.*\n\s*|[.:：]\s+")
_CLAUSE_END: Final = re.compile(r"[，、,：:。；！？!?;]\s*|.*\n\s*")
_WORK_MOST: Final = 250_000
"""Pairs of equal pieces that one comparison may hold; above it the comparison is made in larger pieces."""
_PIECES_MOST: Final = 6_000
_LONGEST: Final = 400_000
"""Characters from which on only what is equal at both ends is told apart."""
_BRIDGE: Final = 2
"""Pieces between two changes that do not hold a reader up: so few are part of the change."""
_FEW: Final = 5
"""One word in so many that was kept is kept by chance."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of both texts: equal but for blanks, or ``changed``; the stretches together are the two texts."""

    old: str
    new: str
    changed: bool


def changed_words(old: str, new: str) -> tuple[Chunk, ...]:
    """The two texts as stretches that are equal and stretches that are not."""
    if old == new:
        return (Chunk(old, new, changed=False),) if old else ()
    if len(old) + len(new) > _LONGEST:
        return tuple(_joined(_ends_only(list(old), list(new))))
    return tuple(_joined(_told(_TOKEN.findall(old), _TOKEN.findall(new), 0)))


_Piece = tuple[list[str], list[str], bool]
"""Words of the former text, of the new one, and whether they differ."""


def _told(old: Sequence[str], new: Sequence[str], step: int) -> Iterator[_Piece]:
    """Sentences first, words within the sentences that differ; clauses where there are too many words."""
    for before, after, changed in _ends_only(old, new):
        if not changed or not before or not after:
            yield before, after, changed
        elif step == 0:
            for one, other, differs in _compared(_units(before, _SENTENCE_END), _units(after, _SENTENCE_END)):
                yield from _told(one, other, 1) if differs else iter([(one, other, False)])
        elif step == 1 and not _is_much(before, after):
            yield from _bridged(list(_compared([[word] for word in before], [[word] for word in after])))
        elif step == 1:
            for one, other, differs in _compared(_units(before, _CLAUSE_END), _units(after, _CLAUSE_END)):
                yield from _told(one, other, 2) if differs else iter([(one, other, False)])
        elif not _is_much(before, after):
            yield from _bridged(list(_compared([[word] for word in before], [[word] for word in after])))
        else:
            yield before, after, True


def _ends_only(old: Sequence[str], new: Sequence[str]) -> Iterator[_Piece]:
    """What both begin with, what differs, what both end with."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if _key(old[n]) != _key(new[n])), most)
    most -= head
    foot = next((n for n in range(most) if _key(old[-1 - n]) != _key(new[-1 - n])), most)
    if head:
        yield list(old[:head]), list(new[:head]), False
    middle = list(old[head : len(old) - foot]), list(new[head : len(new) - foot])
    if middle[0] or middle[1]:
        yield *middle, True
    if foot:
        yield list(old[-foot:]), list(new[-foot:]), False


def _key(word: str) -> str:
    return word.rstrip()


def _units(words: Sequence[str], end: re.Pattern[str]) -> list[list[str]]:
    units: list[list[str]] = [[]]
    for word in words:
        units[-1].append(word)
        if end.fullmatch(word):
            units.append([])
    return [unit for unit in units if unit]


def _compared(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[_Piece]:
    """The units that are equal, in their order, and what lies between them."""
    mine = ["".join(map(_key, unit)) for unit in old]
    theirs = ["".join(map(_key, unit)) for unit in new]
    if _is_much(mine, theirs):
        yield _flat(old), _flat(new), True
        return
    for sort, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        yield _flat(old[a:b]), _flat(new[c:d]), sort != "equal"


def _is_much(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether comparing these would take too long: what it costs goes with the number of equal pairs."""
    if len(old) + len(new) > _PIECES_MOST:
        return True
    counts = Counter(map(_key, new))
    return sum(counts[_key(word)] for word in old) > _WORK_MOST


def _bridged(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Join changes that only a word or two of no weight keep apart: a reader sees one change.

    Where next to nothing was kept, the whole was written anew.
    """
    kept = sum(len(new) for _, new, changed in pieces if not changed)
    if kept * _FEW < max(sum(len(old) for old, _, _ in pieces), sum(len(new) for _, new, _ in pieces)):
        yield _flat([old for old, _, _ in pieces]), _flat([new for _, new, _ in pieces]), True
        return
    for place, (old, new, changed) in enumerate(pieces):
        around = pieces[place - 1 : place] + pieces[place + 1 : place + 2]
        is_bridge = (
            len(around) == 2 and len(new) <= _BRIDGE and all(max(len(a), len(b)) > len(new) for a, b, _ in around)
        )
        yield old, new, changed or (is_bridge and not re.search(r"[，。；、：,.;:\n]", "".join(new)))


def _flat(units: Sequence[Sequence[str]]) -> list[str]:
    return [word for unit in units for word in unit]


def _joined(pieces: Iterator[_Piece]) -> Iterator[Chunk]:
    old, new, is_changed = "", "", False
    for before, after, changed in pieces:
        if changed != is_changed and (old or new):
            yield Chunk(old, new, is_changed)
            old, new = "", ""
        is_changed = changed
        old, new = old + "".join(before), new + "".join(after)
    if old or new:
        yield Chunk(old, new, is_changed)
