"""Finding units and people: by name, short name, pinyin, initials, a fragment of a number, post, function or field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.fold import fold, fold_words, is_han

EXACT, BEGINS, KEY, INSIDE, KEY_INSIDE, NUMBER, WORDS, OF_UNIT = range(8)
"""How well a word fits, the best first."""
BETWEEN: Final = " ¦ "
"""Stands between things that are no one text, so that no word runs over the border."""
_DIGITS_LEAST: Final = 3
_KEY_INSIDE_LEAST: Final = 3
_PHONE_SIGNS: Final = frozenset("0123456789+-() ")


@dataclass(frozen=True, slots=True)
class Sought:
    """What something in the directory can be found by, all folded.

    ``names`` are its names, ``keys`` initials and pinyin, ``digits`` those of its numbers, ``words`` everything else
    (post, functions, fields, address, e-mail); ``above`` is where it belongs to.
    """

    names: tuple[str, ...]
    keys: tuple[str, ...] = ()
    digits: str = ""
    words: str = ""
    above: str = ""


def sought(
    names: Sequence[str], keys: Sequence[str], digits: Sequence[str], words: Sequence[str], above: Sequence[str] = ()
) -> Sought:
    """Fold what something can be found by."""
    return Sought(
        tuple(fold(name) for name in names if name),
        tuple(key for key in keys if key),
        " ".join(digits),
        fold(BETWEEN.join(word for word in words if word).replace("\n", BETWEEN)),
        " ".join([*(fold(text) for text in above if text)]),
    )


def asked_words(query: str) -> tuple[str, ...]:
    """The words of a query; one that is nothing but a telephone number is one word, whatever its blanks."""
    folded = fold_words(query)
    if folded.strip() and set(folded) <= _PHONE_SIGNS:
        return ("".join(sign for sign in folded if sign.isdecimal()),)
    return tuple(folded.split())


def fit_of(each: Sought, words: Sequence[str]) -> int | None:
    """How well it fits all the words, 0 best; None where one of them does not fit at all."""
    worst = 0
    for word in words:
        fit = _fit(each, word)
        if fit is None:
            return None
        worst = max(worst, fit)
    return worst


def _fit(each: Sought, word: str) -> int | None:
    if not word:
        return None
    if word in each.names or word in each.keys:
        return EXACT
    if any(name.startswith(word) for name in each.names):
        return BEGINS
    if any(key.startswith(word) for key in each.keys):
        return KEY
    if any(word in name for name in each.names):
        return INSIDE
    if len(word) >= _KEY_INSIDE_LEAST and any(word in key for key in each.keys):
        return KEY_INSIDE
    digits = "".join(sign for sign in word if sign.isdecimal())
    if len(digits) >= _DIGITS_LEAST and set(word) <= _PHONE_SIGNS and digits in each.digits:
        return NUMBER
    if word in each.words and (len(word) > 1 or is_han(word)):
        return WORDS
    return OF_UNIT if word in each.above else None
