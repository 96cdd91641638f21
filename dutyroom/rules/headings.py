"""Headings: which pieces of a line could be a numbered heading of a plan or a law.

Only the line itself is looked at here; whether a candidate fits into the
document's numbering is decided in :mod:`dutyroom.rules.numbering`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.markers import HAN as HAN
from dutyroom.rules.markers import Form as Form
from dutyroom.rules.markers import Marker
from dutyroom.rules.markers import Style as Style
from dutyroom.rules.markers import han_number as han_number
from dutyroom.rules.markers import has_han as has_han
from dutyroom.rules.markers import plain as plain
from dutyroom.rules.traditional import simplified

_LONGEST_TITLE: Final = 40
_LONGEST_LATIN_TITLE: Final = 90
_MOST_WORDS: Final = 12
_LONGEST_ENTRY: Final = 400
_LONGEST_LEAD: Final = 26
_LONGEST_INTRODUCED: Final = 20

_NEVER_FIRST: Final = re.compile(r"[的和与與及或，、。；：,;:!?！？）)\]】〕》”’\-–—~～|]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One piece of a line that may be a heading, with the body text that follows it on the line.

    ``title`` is empty where a number stands before a sentence; the sentence is
    then in ``rest``. ``at_start`` says whether the line begins with it,
    ``closed`` whether the title ended with a full stop, ``level`` is the level
    that the file format itself declared. ``raw`` is the piece as it stood.
    """

    form: Form
    numbers: tuple[int, ...]
    label: str
    title: str
    rest: str
    raw: str
    style: Style = Style.BARE
    at_start: bool = True
    closed: bool = False
    listed: bool = False
    level: int | None = None


Piece = Candidate | str


class Listed(str):
    """A line of a contents page: text that is kept where it stands, never a heading and never running text."""

    __slots__ = ()


# 组成如下： or 有下列情形之一的： introduces what follows and is no title; 指导思想： is one.
_INTRODUCES: Final = re.compile(
    r"如下|下列|以下|之一|分别|包括|其中|[的为是有由即含]$|\b(?:following|these|below|includes?)\b|\b(?:are|is|to|by)$",
    re.IGNORECASE,
)
_LEADER: Final = re.compile(
    r"(?:(?:[.．。·・•…‥⋯_＿]\s?){3,}|…+|⋯+|[-–—―－─┄┅┈┉]{3,}|\t)\s*[（(\[【]?[-–—]?\s*\d{1,3}\s*[-–—]?[）)\]】]?\s*$"
)


def without_leader(line: str) -> tuple[str, bool]:
    """The line without the dots and page number of a contents page, and whether it had them."""
    cut = _LEADER.sub("", line) if len(line) <= _LONGEST_ENTRY else line
    return cut, cut != line


def starts_astray(text: str) -> bool:
    """Whether the text begins with what no title begins with: 的, 和, a comma, a closing bracket."""
    return _NEVER_FIRST.match(text) is not None


def reads_as_title(text: str) -> bool:
    """Whether the text has the shape of a title: short, no sentence, no stray beginning."""
    if not text or starts_astray(text) or " | " in text or text[-1] in "，、：:,；;":
        return False
    if not has_han(text):
        return _reads_as_latin_title(text)
    if len(text) > _LONGEST_TITLE or text.startswith(("《", "“")):
        return False
    if re.search(r"[。；！!？?;]", text.rstrip("?？!！")):
        return False
    commas = text.count("，")
    return "：" not in text and (commas == 0 or (commas == 1 and len(text) <= _LONGEST_LEAD))


def _reads_as_latin_title(text: str) -> bool:
    if not re.search("[A-Za-z]", text) or len(text) > _LONGEST_LATIN_TITLE or len(text.split()) > _MOST_WORDS:
        return False
    return not re.search(r"[.;!?]\s|\.$|:\s.{24}", text)


def _introduced(text: str) -> str:
    """The title in ``指导思想：`` at the end of a line; empty where the colon introduces a list or a sentence."""
    title = text[:-1].rstrip() if text[-1:] in "：:" else ""
    if len(title) > (_LONGEST_INTRODUCED if has_han(title) else _LONGEST_LATIN_TITLE) or "，" in title:
        return ""
    return title if reads_as_title(title) and not _INTRODUCES.search(simplified(title)) else ""


def candidate(chunk: str, found: Marker, *, at_start: bool, listed: bool) -> Candidate | None:
    """The marker with its title and the text after the title."""
    after = chunk[found.end :].strip()
    title, rest, closed = _title_and_rest(after, found.form)
    if found.form is Form.DOTTED and len(found.numbers) == 1 and not title and not rest:
        return None
    if title and starts_astray(title):
        return None
    if found.form is Form.ROMAN and (not title or rest):
        return None
    style = found.style if len(found.numbers) == 1 else Style.BARE
    return Candidate(found.form, found.numbers, found.label, title, rest, chunk, style, at_start, closed, listed)


def _title_and_rest(after: str, form: Form) -> tuple[str, str, bool]:
    """Part a title from the running text behind it; no title where only a sentence stands."""
    if form is Form.ARTICLE:
        named = re.match(r"[【\[［]([^】\]］]{1,40})[】\]］]\s?(.*)", after)
        return (named[1], named[2], False) if named else ("", after, False)
    if form is Form.ATTACHMENT:
        return (after, "", False) if reads_as_title(after) else ("", after, False)
    title, rest = _first_words(after)
    if reads_as_title(title):
        return title, rest, False
    if not rest and (introduced := _introduced(title)):
        return introduced, "", False
    lead, stop, more = after.partition("。")
    if stop and len(lead) <= _LONGEST_LEAD and not re.search(r"[，；：]", lead) and reads_as_title(lead):
        return lead, more.strip(), True
    return "", after, False


def _first_words(after: str) -> tuple[str, str]:
    """The first word of a Chinese line, or the whole of a Latin one; Latin words may lead the Chinese one."""
    words = after.split(" ", _MOST_WORDS + 1)
    for end, word in enumerate(words, start=1):
        if has_han(word):
            return " ".join(words[:end]), " ".join(words[end:])
    return after, ""
