"""Likeness: whether two texts are the same notice come twice, typed, scanned or on paper.

Layout, punctuation, full width and traditional characters do not count. Texts are compared by the runs of
three characters that they share, so a misread character spoils three runs and no more.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from dutyroom.rules.fold import fold

ALIKE: Final = 0.45
"""From this likeness on two notices are proposed for linking; an officer decides, for the reports of two days may be alike.

Measured over the real notices and messages: with every twelfth character misread, missing or added a text stays
at 0.48 or above; the two most similar different messages have 0.33, two notices of one office on one subject 0.11.
"""
_RUN: Final = 3
_NO_WORDS: Final = re.compile(r"[\W_]+")


def plain_words(text: str) -> str:
    """The folded text without blanks, line ends and punctuation."""
    return _NO_WORDS.sub("", fold(text))


def text_hash(text: str) -> bytes:
    """SHA-256 of the text's words: equal for two writings of one text that differ in layout only."""
    return hashlib.sha256(plain_words(text).encode("utf-8", "surrogatepass")).digest()


def runs(text: str) -> frozenset[str]:
    """The runs of three characters of the text's words; a shorter text is its own only run."""
    words = plain_words(text)
    return frozenset(words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))) - {""}


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 (nothing in common) to 1 (the same words)."""
    return shared(runs(one), runs(other))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The likeness of two texts by their runs, for comparing one with many."""
    return len(one & other) / len(one | other) if one or other else 0.0
