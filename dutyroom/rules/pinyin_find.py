"""Finding a Chinese name by its pinyin: initials, or syllables from one's beginning, never from the middle of one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_INITIAL: Final = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINAL: Final = (
    "iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ao|an|ei|en|er|ia|ie|in|iu|ou|ua|ui|un|uo|ue|ve|a|e|i|o|u|v"
)
_SYLLABLE: Final = re.compile(f"(?:{_INITIAL})?(?:{_FINAL})|[0-9]+|[a-z]|ng|hm")
_ASKED: Final = re.compile("[a-z]+")
_LEAST_INITIALS: Final = 3
_LEAST_PINYIN: Final = 4
_LEAST_WHOLE: Final = 2


def is_found_by_pinyin(asked: str, initials: str, pinyin: str) -> bool:
    """Whether letters ask for a name: three initials or more of it in a row, two where it begins with them or has no more.

    Or four letters and more of its pinyin, from the beginning of a syllable on.
    """
    if not initials or _ASKED.fullmatch(asked) is None:
        return False
    if len(asked) >= _LEAST_INITIALS and asked in initials:
        return True
    if len(asked) >= _LEAST_WHOLE and asked == initials:
        return True
    if len(asked) < _LEAST_PINYIN or asked not in pinyin:
        return False
    return any(pinyin.startswith(asked, start) for start in syllables(initials, pinyin))


@lru_cache(maxsize=20_000)
def syllables(initials: str, pinyin: str) -> tuple[int, ...]:
    """Where each syllable of a name's pinyin begins, as its initials tell; where they do not fit, every such letter."""
    starts: list[int] = []

    def fit(number: int, place: int) -> bool:
        if number == len(initials):
            return place == len(pinyin)
        if pinyin[place : place + 1] != initials[number]:
            return False
        # The longest syllable first: xian is one where the initials do not say that it is xi'an.
        for end in range(min(len(pinyin), place + 6), place, -1):
            if _is_syllable(pinyin[place:end]) and fit(number + 1, end):
                starts.append(place)
                return True
        return False

    if fit(0, 0):
        return tuple(reversed(starts))
    return tuple(place for place, letter in enumerate(pinyin) if letter in initials)


def _is_syllable(letters: str) -> bool:
    return _SYLLABLE.fullmatch(letters) is not None
