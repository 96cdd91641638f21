"""Which level of response a heading or a sentence of a plan is about, in all the ways that plans name them."""

from __future__ import annotations

import re
from typing import Final

from dutyroom.rules.plan_contents import LEVELS

_NUMERALS: Final = {
    **dict(zip("ⅠⅡⅢⅣ", LEVELS, strict=True)),
    **dict(zip("一二三四", LEVELS, strict=True)),
    **dict(zip("1234", LEVELS, strict=True)),
    **dict(zip(("I", "II", "III", "IV"), LEVELS, strict=True)),
    **dict(zip(("特别重大", "重大", "较大", "一般"), LEVELS, strict=True)),
    **dict(zip(("特大", "重大", "较大", "一般"), LEVELS, strict=True)),
    **dict(zip("红橙黄蓝", LEVELS, strict=True)),
}
_ONE: Final = r"(?:IV|III|II|I|[ⅠⅡⅢⅣ一二三四1-4])"
_GRADED: Final = re.compile(
    rf"(?<![A-Za-z\d第])({_ONE}(?:\s*级?\s*(?:[、，/]|和|及|或|至|到|[-—~～])\s*{_ONE})*)\s*级(?![别分部以及])"
)
_BETWEEN: Final = re.compile(r"至|到|[-—~～]")
_WORDED: Final = re.compile(r"(特别重大|特大|重大|较大|一般)(?:级|突发事件|事件|灾害|事故|险情)?(?:的?应急)?响应")
_COLOURED: Final = re.compile(r"([红橙黄蓝])色(?:等?级)?(?:应急)?响应")
_ENGLISH: Final = re.compile(
    r"\b(?:level|severity|sev|priority|tier|category|grade|class)[\s\-–#]*(?P<one>IV|III|II|I|[1-4])\b", re.IGNORECASE
)
_ONE_SIGN: Final = re.compile(_ONE)


def levels_in(text: str) -> tuple[str, ...]:
    """The levels that a heading names, the highest first; empty where it names none. ``Ⅰ至Ⅲ级`` are three."""
    found: set[str] = set()
    for match in _GRADED.finditer(text):
        signs = [_NUMERALS[sign.upper()] for sign in _ONE_SIGN.findall(match[1])]
        if len(signs) == 2 and _BETWEEN.search(match[1]):  # from one to the other
            first, last = sorted(LEVELS.index(sign) for sign in signs)
            signs = list(LEVELS[first : last + 1])
        found.update(signs)
    for pattern in (_WORDED, _COLOURED):
        found.update(_NUMERALS[match[1]] for match in pattern.finditer(text))
    found.update(_NUMERALS[match["one"].upper()] for match in _ENGLISH.finditer(text))
    return tuple(level for level in LEVELS if level in found)


def level_of(titles: tuple[str, ...]) -> tuple[str, ...]:
    """The levels that the nearest heading names which names any; every level, an empty one, where none does."""
    for title in titles:
        levels = levels_in(title)
        if levels:
            return ("",) if len(levels) == len(LEVELS) else levels
    return ("",)
