"""Words that mean the same in a search: groups as data, and the other ways that they give to say what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dutyroom.rules.fold import HAN, fold_words, is_han
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.search_forms import english_forms
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "words.few": mark("Enter at least two words that mean the same, one a line."),
    "words.short": mark("“{word}” is too short: it would be found everywhere."),
    "words.many": mark("At most {most} words in one group."),
    "words.long": mark("“{word}…” is longer than {most} characters."),
    "words.twice": mark("“{word}” stands in the list twice."),
    "words.unknown": mark("There is no group of words {id}."),
    "words.shipped": mark("There is no shipped group “{key}”."),
}

_MOST_WAYS: Final = 24
_MOST_WORDS: Final = 12
_LONGEST: Final = 40
_LEAST_HAN: Final = 2
_PIECE: Final = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Words of which each says what the others say. ``key`` names a shipped one; ``id`` and ``version`` the office's row."""

    words: tuple[str, ...]
    key: str = ""
    note: str = ""
    active: bool = True
    id: int | None = None
    version: int = 0
    shipped: tuple[str, ...] = ()
    """As it came, where the office has changed it."""

    @property
    def is_changed(self) -> bool:
        """Whether a shipped group stands otherwise than it came."""
        return bool(self.shipped) and (self.words, self.active) != (self.shipped, True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSearchWords:
    """The office adds a group of words that mean the same."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSearchWords:
    """A group is changed, switched off or on: by its number, or a shipped one by its key."""

    words: tuple[str, ...]
    active: bool = True
    id: int | None = None
    key: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreSearchWords:
    """A shipped group stands as it came again."""

    key: str
    version: int


def groups_of_table(table: Mapping[str, Any]) -> tuple[WordGroup, ...]:
    """The shipped groups of a TOML table; raises ``ValueError`` for a group that cannot be one."""
    groups = []
    for row in table["group"]:
        try:
            words = checked_words(row["words"])
        except Refusal as refusal:
            raise ValueError(f"search words {row.get('key')}: {refusal.code}") from refusal
        groups.append(WordGroup(words=words, key=row["key"], note=row.get("why", "")))
    if len({group.key for group in groups}) != len(groups):
        raise ValueError("search words: a key stands twice")
    return tuple(groups)


def checked_words(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a group, blanks squeezed; raises :class:`Refusal` for what can be no group."""
    told = tuple(said for word in words if (said := " ".join(word.split())))
    if len(told) > _MOST_WORDS:
        raise Refusal("words.many", field="words", most=_MOST_WORDS)
    seen: set[str] = set()
    for word in told:
        if len(word) > _LONGEST:
            raise Refusal("words.long", field="words", word=word[:20], most=_LONGEST)
        key = fold_words(word)
        letters = "".join(_PIECE.findall(key))
        if len(letters) < _LEAST_HAN:
            raise Refusal("words.short", field="words", word=word)
        if key in seen:
            raise Refusal("words.twice", field="words", word=word)
        seen.add(key)
    if len(told) < _LEAST_HAN:
        raise Refusal("words.few", field="words")
    return told


def folded_groups(groups: Iterable[WordGroup]) -> tuple[tuple[str, ...], ...]:
    """The active groups as a search uses them."""
    folded = (tuple(dict.fromkeys(fold_words(word) for word in group.words)) for group in groups if group.active)
    return tuple(group for group in folded if len(group) >= _LEAST_HAN)


def concerned(groups: Iterable[tuple[str, ...]], words: str) -> tuple[tuple[str, ...], ...]:
    """Those of the folded groups of which the words say one."""
    said = fold_words(words)
    squeezed = "".join(said.split())
    return tuple(group for group in groups if any(word in said or word in squeezed for word in group))


def words_known(words: str, groups: Iterable[tuple[str, ...]]) -> str | None:
    """The words cut where a word of a group begins or ends, and where letters or digits meet Han characters.

    For 地铁进水 that nothing says: 地铁 进水. None where nothing is to be cut.
    """
    known = sorted({word for group in groups for word in group if len(word) >= _LEAST_HAN}, key=len, reverse=True)
    cut = " ".join(part for run in fold_words(words).split() for part in _cut_run(run, known))
    return cut if cut != " ".join(fold_words(words).split()) else None


def _cut_run(run: str, known: Sequence[str]) -> list[str]:
    parts: list[str] = []
    for piece in _PIECE.findall(run):
        held = ""
        while piece:
            word = next((word for word in known if piece.startswith(word)), "") if is_han(piece[0]) else piece
            if word:
                parts += [part for part in (held, word) if part]
                held, piece = "", piece[len(word) :]
            else:
                held, piece = held + piece[0], piece[1:]
        parts += [held] if held else []
    # A character that is left alone would be found everywhere: it goes with what it stood beside.
    return [part for part in parts if len(part) >= _LEAST_HAN or not is_han(part[0])] or [run]


def alike_ways(phrase: Sequence[str], groups: Sequence[tuple[str, ...]]) -> list[str]:
    """Other ways to say a phrase (folded pieces with nothing between): a word of it for another of its group.

    At most 24; the first differ in one word, then come those that differ in two. Forms of an English word are last.
    """
    said = "".join(phrase)
    ways: dict[str, None] = {}
    once = [way for group in groups for way in _said_otherwise(said, group)]
    ways |= dict.fromkeys(once)
    for way in once:
        if len(ways) >= _MOST_WAYS:
            break
        ways |= dict.fromkeys(twice for group in groups for twice in _said_otherwise(way, group))
    if len(phrase) == 1:
        ways |= dict.fromkeys(english_forms(said))
    ways.pop(said, None)
    return list(ways)[:_MOST_WAYS]


def _said_otherwise(said: str, group: tuple[str, ...]) -> Iterator[str]:
    # The longest word that stands there: 防汛抗旱指挥部 is not 防汛 with something behind it.
    for word in sorted(group, key=len, reverse=True):
        at = said.find(word)
        if at < 0 or _is_torn(said, at, at + len(word)):
            continue
        for other in group:
            # 防指 for 防汛抗旱指挥部, but not once more inside what has just been put there
            if other != word and not (
                word in other and said[max(0, at - len(other)) : at + len(other)].find(other) >= 0
            ):
                yield f"{said[:at]}{other}{said[at + len(word) :]}"
        return


def _is_torn(said: str, start: int, end: int) -> bool:
    """Whether a word of letters or digits is only part of a longer one there."""
    before, after = said[start - 1 : start], said[end : end + 1]
    return (_is_word(said[start]) and bool(before) and _is_word(before)) or (
        _is_word(said[end - 1]) and bool(after) and _is_word(after)
    )


def _is_word(character: str) -> bool:
    return character.isalnum() and not is_han(character)
