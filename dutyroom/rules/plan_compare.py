"""Two versions of a plan: what became of every section, which words, numbers and names were changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.rules.changed_words import Chunk, changed_words
from dutyroom.rules.quoted_people import Quoted, quoted_numbers, quoted_people
from dutyroom.rules.section_matching import Matching, SectionText, match_sections, same_words
from dutyroom.rules.wording import mark


class Fate(StrEnum):
    """What became of a section."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


FATE_WORDS: Final[dict[str, str]] = {
    Fate.SAME: mark("Unchanged"),
    Fate.CHANGED: mark("Reworded"),
    Fate.ADDED: mark("Added"),
    Fate.REMOVED: mark("Deleted"),
    Fate.MOVED: mark("Moved"),
}
FATE_SIGNS: Final[dict[str, str]] = {
    Fate.SAME: "",
    Fate.CHANGED: "≠",
    Fate.ADDED: "+",
    Fate.REMOVED: "−",
    Fate.MOVED: "↕",
}
"""Beside the colour, which is never the only sign."""
MOVED_AND_CHANGED: Final = mark("Moved and reworded")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """A section of both versions, or of one; ``old`` and ``new`` are its places there.

    A moved one may be reworded as well. ``renumbered``: it has another number, which alone is no change.
    """

    fate: Fate
    old: int | None
    new: int | None
    reworded: bool = False
    renumbered: bool = False
    title: tuple[Chunk, ...] = ()
    body: tuple[Chunk, ...] = ()

    @property
    def word(self) -> str:
        """What became of it, in a sentence that is translated later."""
        return MOVED_AND_CHANGED if self.fate is Fate.MOVED and self.reworded else FATE_WORDS[self.fate]


class QuoteKind(StrEnum):
    """What a plan quotes that somebody must know to have changed."""

    NUMBER = "number"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteChange:
    """A number or a name that was changed; ``old`` or ``new`` is empty where it is one more, or gone.

    ``old_section`` and ``new_section`` are places; ``around`` is the passage in which it stands now, or stood.
    """

    kind: QuoteKind
    who: str
    old: str
    new: str
    old_section: int | None
    new_section: int | None
    around: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions; the sections in the order of the new one, a removed one where it stood."""

    sections: tuple[SectionChange, ...]
    numbers: tuple[QuoteChange, ...]
    people: tuple[QuoteChange, ...]

    @property
    def differences(self) -> tuple[int, ...]:
        """Which of the sections differ, by their place in :attr:`sections`."""
        return tuple(n for n, each in enumerate(self.sections) if each.fate is not Fate.SAME)

    def count(self, fate: Fate) -> int:
        """How many sections have this fate."""
        return sum(each.fate is fate for each in self.sections)

    @property
    def renumbered(self) -> int:
        """How many sections have another number and are otherwise the same."""
        return sum(each.renumbered and each.fate is Fate.SAME for each in self.sections)


def compare(old: Sequence[SectionText], new: Sequence[SectionText]) -> Comparison:
    """Compare two versions of a plan, section by section and word by word."""
    matching = match_sections(old, new)
    sections = tuple(_in_order(old, new, matching))
    numbers = _quotes(QuoteKind.NUMBER, quoted_numbers, old, new, sections)
    people = _quotes(QuoteKind.PERSON, quoted_people, old, new, sections)
    return Comparison(sections, numbers, people)


def _in_order(old: Sequence[SectionText], new: Sequence[SectionText], matching: Matching) -> Iterator[SectionChange]:
    """The sections of the new version; what was removed stands behind what it stood behind before."""
    gone: dict[int, list[int]] = {}
    anchor = -1
    for place in range(len(old)):
        if place not in matching.pairs:
            gone.setdefault(anchor, []).append(place)
        elif place not in matching.moved:
            anchor = place
    back = {other: place for place, other in matching.pairs.items()}
    yield from (_removed(old, place) for place in gone.get(-1, ()))
    for other in range(len(new)):
        at = back.get(other)
        if at is None:
            yield _added(new, other)
            continue
        yield _paired(old, new, at, other, moved=at in matching.moved)
        yield from (_removed(old, place) for place in (gone.get(at, ()) if at not in matching.moved else ()))


def _removed(old: Sequence[SectionText], place: int) -> SectionChange:
    *_, title, body = old[place]
    return SectionChange(fate=Fate.REMOVED, old=place, new=None, title=_whole(title, ""), body=_whole(body, ""))


def _added(new: Sequence[SectionText], place: int) -> SectionChange:
    *_, title, body = new[place]
    return SectionChange(fate=Fate.ADDED, old=None, new=place, title=_whole("", title), body=_whole("", body))


def _whole(old: str, new: str) -> tuple[Chunk, ...]:
    return (Chunk(old, new, changed=True),) if old or new else ()


def _paired(
    old: Sequence[SectionText], new: Sequence[SectionText], place: int, other: int, *, moved: bool
) -> SectionChange:
    _, number, title, body = old[place]
    _, new_number, new_title, new_body = new[other]
    titles, bodies = _chunks(title, new_title), _chunks(body, new_body)
    reworded = any(chunk.changed for chunk in (*titles, *bodies))
    return SectionChange(
        fate=Fate.MOVED if moved else Fate.CHANGED if reworded else Fate.SAME,
        old=place,
        new=other,
        reworded=reworded,
        renumbered=not same_words(number, new_number),
        title=titles,
        body=bodies,
    )


def _chunks(old: str, new: str) -> tuple[Chunk, ...]:
    """Texts that differ in blanks alone are the same."""
    if same_words(old, new):
        return (Chunk(old, new, changed=False),) if old or new else ()
    return changed_words(old, new)


@dataclass(frozen=True, slots=True)
class _At:
    """A quote with the place of its section, and the pair of sections that it stands in."""

    quoted: Quoted
    section: int
    pair: int


Finder = Callable[[str], Iterable[Quoted]]


def _quotes(
    kind: QuoteKind,
    find: Finder,
    old: Sequence[SectionText],
    new: Sequence[SectionText],
    sections: Sequence[SectionChange],
) -> tuple[QuoteChange, ...]:
    """What is quoted in one version and not in the other; a quote that only went elsewhere is no change."""
    mine, theirs = _found(find, old, new, sections)
    mine, theirs = _without_common(mine, theirs)
    changes: list[QuoteChange] = []
    for sign in _SIGNS:
        mine, theirs = _matched(kind, sign, mine, theirs, changes)
    changes += [_change(kind, each, None) for each in mine]
    changes += [_change(kind, None, each) for each in theirs]
    order = {(each.old, each.new): n for n, each in enumerate(sections)}
    places = {**{("old", o): n for (o, _), n in order.items()}, **{("new", w): n for (_, w), n in order.items()}}
    return tuple(
        sorted(changes, key=lambda c: places.get(("new", c.new_section), places.get(("old", c.old_section), 0)))
    )


def _found(
    find: Finder, old: Sequence[SectionText], new: Sequence[SectionText], sections: Sequence[SectionChange]
) -> tuple[list[_At], list[_At]]:
    """The quotes of the sections that differ: what the others quote, both versions quote."""
    mine: list[_At] = []
    theirs: list[_At] = []
    for pair, change in enumerate(sections):
        if not change.reworded and change.old is not None and change.new is not None:
            continue
        for texts, place, found in ((old, change.old, mine), (new, change.new, theirs)):
            if place is not None:
                said = "\n".join(texts[place][2:])
                found.extend(_At(quoted, place, pair) for quoted in find(said))
    return mine, theirs


def _without_common(mine: Sequence[_At], theirs: Sequence[_At]) -> tuple[list[_At], list[_At]]:
    """Leave out what both quote, of the same person first: 110 may stand in many places."""
    for sign in (lambda each: (each.quoted.value, each.quoted.who), lambda each: each.quoted.value):
        mine_counts, their_counts = Counter(map(sign, mine)), Counter(map(sign, theirs))
        mine, theirs = _beyond(mine, their_counts, sign), _beyond(theirs, mine_counts, sign)
    return list(mine), list(theirs)


def _beyond(quotes: Sequence[_At], others: Counter[object], sign: Callable[[_At], object]) -> list[_At]:
    left = Counter(others)
    kept = []
    for each in quotes:
        if left[sign(each)] > 0:
            left[sign(each)] -= 1
        else:
            kept.append(each)
    return kept


_SIGNS: Final[tuple[Callable[[_At], object | None], ...]] = (
    lambda each: (each.pair, each.quoted.who) if each.quoted.who else None,
    lambda each: (each.pair, _bare(each.quoted)),
    lambda each: each.quoted.who or None,
)
"""Which old quote a new one stands for: of the same person here, in the same words here, of the same person."""


def _bare(quoted: Quoted) -> str:
    return quoted.around.partition(quoted.written)[0]


def _matched(
    kind: QuoteKind,
    sign: Callable[[_At], object | None],
    mine: Sequence[_At],
    theirs: Sequence[_At],
    changes: list[QuoteChange],
) -> tuple[list[_At], list[_At]]:
    """Match what has the same sign, in order; returns what is left over."""
    having: dict[object, list[_At]] = {}
    for each in theirs:
        if (value := sign(each)) is not None:
            having.setdefault(value, []).append(each)
    left: list[_At] = []
    taken: set[int] = set()
    for each in mine:
        value = sign(each)
        others = having.get(value, []) if value is not None else []
        if not others:
            left.append(each)
            continue
        other = others.pop(0)
        taken.add(id(other))
        changes.append(_change(kind, each, other))
    return left, [each for each in theirs if id(each) not in taken]


def _change(kind: QuoteKind, old: _At | None, new: _At | None) -> QuoteChange:
    shown = new or old
    return QuoteChange(
        kind=kind,
        who=shown.quoted.who if shown else "",
        old=old.quoted.written if old else "",
        new=new.quoted.written if new else "",
        old_section=old.section if old else None,
        new_section=new.section if new else None,
        around=shown.quoted.around if shown else "",
    )
