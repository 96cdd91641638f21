"""Passage: a text made ready for finding things in it, and the words found with the place where they stand.

Nothing moves while it is made ready: every character is exchanged for one character (full width for
half width, traditional for simplified, any blank for a blank), so a place in ``flat`` is the same place
in ``raw``, and what is proposed can always show the text's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from dutyroom.rules.headings import HAN
from dutyroom.rules.traditional import SIMPLIFIED, TRADITIONAL

V = TypeVar("V")

_BLANKS: Final = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_ENDS: Final = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BRACKETS: Final = ("﹝﹞〖〗〘〙⟦⟧❲❳﹙﹚", "〔〕〔〕〔〕〔〕〔〕()")
_SIGNS: Final = ("：﹕︰；﹔，﹐．﹒！？“”＂", ':::;;,,..!?"""')
_LEVEL: Final[dict[int, str]] = {
    **dict(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True)),
    **{sign: chr(sign - 0xFEE0) for sign in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _BLANKS + _UNSEEN), " "),
    **dict.fromkeys(map(ord, _ENDS), "\n"),
    **dict(zip(map(ord, _BRACKETS[0]), _BRACKETS[1], strict=True)),
    **dict(zip(map(ord, _SIGNS[0]), _SIGNS[1], strict=True)),
}
_MARKS: Final = re.compile(r"(?:#{1,6} +|> ?|[*_]{1,3}(?=\S)|[-*•●■◆▲★※] +)+")
_GAP: Final = re.compile(r" *\| *| +|(?<=[号页)】]) *(?=关于)")
_HAN: Final = re.compile(f"[{HAN}]")
_CHINESE_ENDS: Final = re.compile(f'[{HAN}"》)\\]〕]$')
_CHINESE_BEGINS: Final = re.compile(f'[{HAN}"《(〔]')
_WHOLE_DATE: Final = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_DATE_BEGINS: Final = re.compile(r"\d{4}年\d")
_NUMBER_ENDS: Final = re.compile(r"[〕\])]\s*第?\d{1,5}号[)\]]?$")
_DATELINE: Final = re.compile(r"日[电讯]$|讯$")
_NEAR: Final = 60
_LONG: Final = 48
_WIDE: Final = 3


@dataclass(frozen=True, slots=True)
class Proposed(Generic[V]):
    """A value that a text proposes, the exact words that say it, and where they stand."""

    value: V
    said: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A line of the text or a piece of one, without the blanks around it; ``text`` is its levelled form."""

    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        """The text without any blanks."""
        return squeezed(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its levelled form of the same length, and its pieces in reading order."""

    raw: str
    flat: str
    spans: tuple[Span, ...]

    def words(self, start: int, end: int) -> str:
        """The text's own words, without blanks around them, for a value."""
        return " ".join(self.raw[start:end].split())

    def proposed(self, value: V, start: int, end: int) -> Proposed[V]:
        """The value with the words from ``start`` to ``end``, blanks around them left out."""
        said = self.flat[start:end]
        start, end = start + len(said) - len(said.lstrip(" \n")), end - len(said) + len(said.rstrip(" \n"))
        return Proposed(value, self.raw[start:end], start, end)


def passage(text: str) -> Passage:
    """Make a text ready."""
    flat = levelled(text)
    spans: list[Span] = []
    start = 0
    for line in flat.split("\n"):
        spans += _pieces(line, start)
        start += len(line) + 1
    return Passage(text, flat, tuple(spans))


def levelled(text: str) -> str:
    """The text with each character in its plainest form, as long as before."""
    return text.translate(_LEVEL)


def squeezed(text: str) -> str:
    """The text without blanks and line ends."""
    return "".join(text.split())


def label(*words: str) -> str:
    """A pattern of labels whose letters may be set apart, with the colon, blank or table rule behind them.

    At the beginning of a line a label may also run straight into its value: 发文日期2021年12月21日.
    """
    named = "|".join(r"\s*".join(word) for word in words)
    return rf"(?:(?m:^) *(?:{named})[\s:|]*|(?:{named})[\s:|]+)"


def _pieces(line: str, start: int) -> list[Span]:
    """The pieces of a line: cut at wide gaps and table cells; a long Chinese line at its single blanks too."""
    mark = _MARKS.match(line.lstrip())
    begin = len(line) - len(line.lstrip()) + (mark.end() if mark else 0)
    begin += len(line[begin:]) - len(line[begin:].lstrip(" |"))
    last = len(line.rstrip(" *|"))
    cuts: list[int] = []
    for gap in _GAP.finditer(line, begin, last):
        if gap.start() > begin and gap.end() < last and _cuts(line, gap, begin, last):
            cuts += (gap.start(), gap.end())
    places = [begin, *cuts, last]
    found = [(places[at], places[at + 1]) for at in range(0, len(places), 2)]
    return [Span(start + a, start + b, line[a:b]) for a, b in found if line[a:b].strip()]


def _cuts(line: str, gap: re.Match[str], begin: int, last: int) -> bool:
    """Whether a gap parts two things that stand side by side on a line."""
    if "|" in gap[0] or not gap[0]:
        return bool(gap[0]) or gap.start() - begin <= 2 * _LONG
    above = line[max(begin, gap.start() - _NEAR) : gap.start()]
    before, after = above.rsplit(" ", 1)[-1], line[gap.end() : min(last, gap.end() + _NEAR)].split(" ", 1)[0]
    wide, long = gap.end() - gap.start() >= _WIDE, last - begin > _LONG
    if before[-1] in "。;:!?)" and len(after) > 1 and _HAN.search(before):
        return long or wide or before[-1] in "。;!?"
    if gap.start() - begin <= _NEAR and _WHOLE_DATE.fullmatch(above):
        return False
    if _DATE_BEGINS.match(after):
        return wide or long
    if _NUMBER_ENDS.search(above) and len(after) > 1:
        return True
    if _DATELINE.search(before) or len(before) == 1 or len(after) == 1:  # 财　政　部 stays together
        return False
    return wide or (long and bool(_CHINESE_ENDS.search(before) and _CHINESE_BEGINS.match(after)))
