"""Unwrapping: a text that was cut at the right margin (pasted from a page) with its paragraphs put together again.

Where nothing was plainly cut at a margin the text stays as it is. Every character that is left knows its place
in the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.headings import HAN

_SENTENCE_END: Final = re.compile(r"[。；！？：;!?:]['”’）)》\"]*\s*$")
_NEW_LINE: Final = re.compile(
    rf"\s|[{HAN}]{{2,10}}[:：]"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|附件|抄送|联系人|[—-]\s*\d"
)
_INSIDE: Final = re.compile(r"[，。；、：,;:]")
_TITLE_END: Final = re.compile(r"(?:通知|通报|公告|通告|决定|意见|批复|请示|报告|答复|函|纪要|令|文件)\s*$")
_ROW: Final = re.compile(r"\S(?: {2,}|\t|\u3000{2,})\S")
"""A row of a form: 等级 特急　　编号 12号; no paragraph has such gaps."""
_FEWEST: Final = 2
_NARROWEST: Final = 40
_SLACK: Final = 4


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The text with its paragraphs whole; ``places`` has the place of each of its characters, and the end."""

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the given text of what stands from ``start`` to ``end``."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def unwrap(text: str) -> Unwrapped:
    """The text with the line ends of its margin taken out."""
    lines = text.splitlines(keepends=True)
    widths = [_columns(line.rstrip()) for line in lines]
    margin = max(widths, default=0)
    full = [
        width >= margin - _SLACK and not _SENTENCE_END.search(line) for width, line in zip(widths, lines, strict=True)
    ]
    if margin < _NARROWEST or sum(full) < _FEWEST:
        return Unwrapped(text, None)
    kept: list[str] = []
    places: list[int] = []
    at = 0
    goes_on = False
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        goes_on = full[number] and _joins(line, following, goes_on=goes_on)
        body = line.rstrip("\r\n\v\f\x85\u2028\u2029") if goes_on else line
        if goes_on and re.search(r"[A-Za-z,.]$", body) and not re.match(f"[{HAN}]", following):
            body = line[: len(body) + 1]
        kept.append(body)
        places += range(at, at + len(body))
        at += len(line)
    return Unwrapped("".join(kept), (*places, at))


def _joins(line: str, following: str, *, goes_on: bool) -> bool:
    """Whether the next line goes on with a full line: within a paragraph, not under a title."""
    if _ROW.search(line.strip()) or not following.strip() or _NEW_LINE.match(following) or _TITLE_END.search(line):
        return False
    return goes_on or line[:1].isspace() or bool(_INSIDE.search(line)) or not re.search(f"[{HAN}]", line)


def _columns(line: str) -> int:
    """How many columns a line takes, a Chinese character counting two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
