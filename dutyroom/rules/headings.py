"""Headings: which pieces of a line could be a numbered heading of a plan or a law.

Only the line itself is looked at here; whether a candidate fits into the
document's numbering is decided in :mod:`dutyroom.rules.numbering`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dutyroom.rules.markers import HAN as HAN
from dutyroom.rules.markers import NUMERALS, Marker, is_measure, is_reference, marker
from dutyroom.rules.markers import Form as Form
from dutyroom.rules.markers import Style as Style
from dutyroom.rules.markers import han_number as han_number
from dutyroom.rules.markers import has_han as has_han
from dutyroom.rules.markers import plain as plain
from dutyroom.rules.traditional import simplified

_LONGEST_TITLE: Final = 40
_LONGEST_LATIN_TITLE: Final = 90
_MOST_WORDS: Final = 12
_AHEAD: Final = 80
_LONGEST_ENTRY: Final = 400
_LONGEST_LEAD: Final = 26
_LONGEST_INTRODUCED: Final = 20
_RUN_TOGETHER: Final = 400
_FEWEST_RUN_TOGETHER: Final = 3

_NEVER_FIRST: Final = re.compile(r"[的和与及或，、。；：,;:!?！？）)\]】〕》”’\-–—~～|]")


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

# 组成如下： or 有下列情形之一的： introduces what follows and is no title; 指导思想： is one.
_INTRODUCES: Final = re.compile(
    r"如下|下列|以下|之一|分别|包括|其中|[的为是有由即含]$|\b(?:following|these|below|includes?)\b|\b(?:are|is|to|by)$",
    re.IGNORECASE,
)
_PLAN_ENDS: Final = re.compile(
    r"(?:预案|方案|计划|办法|手册|条例|规定|细则|[汇选]编)(?:[（(][^（）()]{1,16}[）)])?》?$"
)
_GAP: Final = re.compile(r" |(?<=[。；;！？])(?=\d{1,2}[.．]\d)")
_GAP_TOGETHER: Final = re.compile(rf" |(?<=[。；;！？])(?=\d|[（(]?[{NUMERALS}]{{1,3}}[、）)])")
_IN_A_ROW: Final = re.compile(
    rf"[ 。；](?:\d{{1,2}}[.．]\d{{1,2}}|[（(]?[{NUMERALS}]{{1,3}}[、）)])\s?[{HAN}]{{2,20}} "
)
_LEADER: Final = re.compile(r"(?:(?:[.．。·・…‥_]\s?){3,}|…+|\t)\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$")


def without_leader(line: str) -> tuple[str, bool]:
    """The line without the dots and page number of a contents page, and whether it had them."""
    cut = _LEADER.sub("", line) if len(line) <= _LONGEST_ENTRY else line
    return cut, cut != line


def reads_as_title(text: str) -> bool:
    """Whether the text has the shape of a title: short, no sentence, no stray beginning."""
    if not text or _NEVER_FIRST.match(simplified(text)) or " | " in text or text[-1] in "，、：:,；;":
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


def pieces(line: str, *, declared: int | None = None) -> list[Piece]:
    """Cut one line into heading candidates and running text, in reading order.

    Several headings may stand on one line (``1 总则 1.1 编制目的``), and a heading
    may be followed by its text (``1.2 编制依据 《…》``). A declared heading is one
    candidate with the level its format gave it. The dots and the page number of
    a contents page are left out of a title, not out of the ``raw`` piece.
    """
    bare, listed = without_leader(line)
    text, whole = plain(bare), plain(line)
    if not text:
        return [whole] if whole else []
    if declared is not None:
        return [declared_heading(text, declared)]
    if " | " in text:
        return [whole]
    cut = _cut(text, listed=listed)
    if listed:
        last = cut[-1]
        leader = whole[len(text) :]
        cut[-1] = last + leader if isinstance(last, str) else replace(last, raw=last.raw + leader)
    return cut


def declared_heading(text: str, level: int) -> Candidate:
    """A heading whose level the file format states; its number is taken off the title."""
    found = marker(text, at_start=True)
    if found is None or found.form in (Form.DIGIT_BRACKET, Form.CIRCLED):
        return Candidate(Form.PLAIN, (), "", text, "", text, level=level)
    title = text[found.end :].strip(" :：.．、")
    if title and is_measure(title) and found.glued and len(found.numbers) == 1:
        return Candidate(Form.PLAIN, (), "", text, "", text, level=level)
    return Candidate(found.form, found.numbers, found.label, title, "", text, found.style, level=level)


def _cut(text: str, *, listed: bool) -> list[Piece]:
    """Walk along the words of a line; a number that opens a word opens a candidate."""
    cut: list[Piece] = []
    waiting = text
    fresh = True
    together = len(text) > _RUN_TOGETHER and len(_IN_A_ROW.findall(text)) >= _FEWEST_RUN_TOGETHER
    while waiting:
        found = marker(waiting, at_start=not cut)
        body = not fresh and not (together and found is not None)
        following = _next_start(waiting, found, body=body, together=together)
        chunk, waiting = waiting[:following].strip(), waiting[following:].strip()
        candidate = None if found is None else _candidate(chunk, found, at_start=not cut, listed=listed)
        if candidate is None:
            if cut and isinstance(cut[-1], str):
                cut[-1] = f"{cut[-1]} {chunk}"
            else:
                cut.append(chunk)
            fresh = _PLAN_ENDS.search(simplified(chunk)) is not None
        else:
            cut.append(candidate)
            fresh = not candidate.rest
    return cut


def _next_start(text: str, first: Marker | None, *, body: bool, together: bool) -> int:
    """Where the next candidate of this line begins.

    Once running text has begun only a number of two or more parts may open a
    heading again; before, any number may. In a whole document that was run
    ``together`` on one line a chapter may open after any sentence.
    """
    begin = first.end if first else 0
    in_body = body or first is None
    words, chinese, seen = 0, False, begin
    for place in _openings(text, begin, first, together=together):
        word = text[seen:place].strip()
        seen = place
        if not word and not words:
            continue
        words += 1
        chinese = chinese or has_han(word)
        in_body = in_body or (words > 1 and chinese)
        ahead = text[place : place + _AHEAD]
        found = marker(ahead, at_start=False)
        if found is None or not _opens_title(ahead[found.end :]):
            continue
        if len(found.numbers) > 1 or found.form is Form.CHAPTER:
            return place
        if in_body and _opens_chapter(text[:place], ahead, found, together=together):
            return place
        if not in_body and (chinese or found.form is not Form.DOTTED):
            return place
    return len(text)


def _openings(text: str, begin: int, first: Marker | None, *, together: bool) -> Iterator[int]:
    """The places where a word or a sentence begins, and where ``1总则1.1编制目的`` goes on to the chapter's first section."""
    gaps = {found.end() for found in (_GAP_TOGETHER if together else _GAP).finditer(text, begin)}
    if first is not None and first.form in (Form.DOTTED, Form.CHAPTER, Form.PART):
        child = r"[.．]".join(str(number) for number in (*first.numbers, 1))
        if found := re.compile(rf"(?<=[{HAN}）)]){child}(?=\s?[{HAN}“])").search(text, begin, begin + _LONGEST_TITLE):
            gaps.add(found.start())
    return iter(sorted(gaps))


def _opens_title(text: str) -> bool:
    return bool(text) and not _NEVER_FIRST.match(text.strip()) and not is_reference(text)


def _opens_chapter(before: str, ahead: str, found: Marker, *, together: bool) -> bool:
    """Whether a single number inside running text opens a chapter: behind the plan's title, or behind a sentence."""
    title = ahead[found.end :].strip().split(" ", 1)[0]
    if found.form not in (Form.DOTTED, Form.HAN, Form.HAN_BRACKET) or not reads_as_title(title) or is_measure(title):
        return False
    before = before.rstrip()
    behind_title = found.numbers == (1,) and _PLAN_ENDS.search(simplified(before)) is not None
    return behind_title or (together and before[-1:] in "。；;！？”）)")


def _candidate(chunk: str, found: Marker, *, at_start: bool, listed: bool) -> Candidate | None:
    """The marker with its title and the text after the title."""
    after = chunk[found.end :].strip()
    title, rest, closed = _title_and_rest(after, found.form)
    if found.form is Form.DOTTED and len(found.numbers) == 1 and not title and not rest:
        return None
    if title and _NEVER_FIRST.match(title):
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
