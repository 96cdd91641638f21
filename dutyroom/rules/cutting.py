"""Cutting: one line into the headings that may stand on it and the running text between them.

A line may be a whole document without a single line end, so it is walked along once:
every place is looked at a fixed number of times, however long the line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dutyroom.rules.headings import Candidate, Piece, candidate, reads_as_title, starts_astray, without_leader
from dutyroom.rules.markers import HAN, NUMERALS, Form, Marker, has_han, is_measure, is_reference, marker, plain
from dutyroom.rules.traditional import simplified

_AHEAD: Final = 80
_BEHIND: Final = 40
_CHILD_WITHIN: Final = 40
_RUN_TOGETHER: Final = 400
_FEWEST_RUN_TOGETHER: Final = 3

_PLAN_ENDS: Final = re.compile(
    r"(?:预案|方案|计划|办法|手册|条例|规定|细则|[汇选]编)(?: ?[（(][^（）()]{1,16}[）)])?》?$|目[录次]$"
)
_CONTENTS_BEHIND: Final = re.compile(r"(.*\S) (目[录次錄])")
_GAP: Final = re.compile(r" |(?<=[。；;！？])(?=\d{1,2}[.．]\d)")
_GAP_TOGETHER: Final = re.compile(rf" |(?<=[。；;！？])(?=\d|[（(]?[{NUMERALS}]{{1,3}}[、）)])")
_IN_A_ROW: Final = re.compile(
    rf"[ 。；](?:\d{{1,2}}[.．]\d{{1,2}}|[（(]?[{NUMERALS}]{{1,3}}[、）)])\s?[{HAN}]{{2,20}} "
)
_CHILD: Final = re.compile(rf"(?<=[{HAN}）)])(\d{{1,2}}(?:[.．]\d{{1,2}}){{1,5}})(?=\s?[{HAN}“])")
_MAY_OPEN: Final = re.compile(rf"[\d{NUMERALS}兩第（(①-⑳]")


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
    cut = [part for piece in _Walk(text, listed=listed).pieces() for part in _parted(piece)]
    if listed:
        last = cut[-1]
        leader = whole[len(text) :]
        cut[-1] = last + leader if isinstance(last, str) else replace(last, raw=last.raw + leader)
    return cut


def _parted(piece: Piece) -> tuple[Piece, ...]:
    """The title of a contents page apart from the text before it on the line."""
    behind = _CONTENTS_BEHIND.fullmatch(piece) if isinstance(piece, str) else None
    return (behind[1], behind[2]) if behind else (piece,)


def declared_heading(text: str, level: int) -> Candidate:
    """A heading whose level the file format states; its number is taken off the title."""
    found = marker(text, at_start=True)
    if found is None or found.form in (Form.DIGIT_BRACKET, Form.CIRCLED):
        return Candidate(Form.PLAIN, (), "", text, "", text, level=level)
    title = text[found.end :].strip(" :：.．、")
    if title and is_measure(title) and found.glued and len(found.numbers) == 1:
        return Candidate(Form.PLAIN, (), "", text, "", text, level=level)
    return Candidate(found.form, found.numbers, found.label, title, "", text, found.style, level=level)


@dataclass(frozen=True, slots=True)
class _Opening:
    """A place where a number opens a word; ``marker`` counts its end from there."""

    at: int
    marker: Marker


class _Walk:
    """One pass along the words of a line; a number that opens a word opens a candidate."""

    def __init__(self, text: str, *, listed: bool) -> None:
        self._text = text
        self._listed = listed
        self._together = len(text) > _RUN_TOGETHER and len(_IN_A_ROW.findall(text)) >= _FEWEST_RUN_TOGETHER
        self._gap = _GAP_TOGETHER if self._together else _GAP

    def pieces(self) -> Iterator[Piece]:
        """The pieces of the line, text between two candidates as one."""
        text = self._text
        begin = said = 0
        fresh = first = True
        while begin < len(text):
            found = self._marker(begin, at_start=first)
            body = not fresh and not (self._together and found is not None)
            end = self._next_start(begin, found, body=body)
            chunk = text[begin:end].strip()
            made = None if found is None else candidate(chunk, found, at_start=first, listed=self._listed)
            first = False
            if made is None:
                fresh = _PLAN_ENDS.search(simplified(chunk[-_BEHIND:])) is not None
            else:
                if said < begin:
                    yield text[said:begin].strip()
                yield made
                fresh = not made.rest
            begin = end
            while text[begin : begin + 1] == " ":
                begin += 1
            if made is not None:
                said = begin
        if said < len(text):
            yield text[said:].strip()

    def _marker(self, at: int, *, at_start: bool) -> Marker | None:
        return marker(self._text[at : at + _AHEAD], at_start=at_start)

    def _next_start(self, begin: int, first: Marker | None, *, body: bool) -> int:
        """Where the next candidate of this line begins.

        Once running text has begun only a number of two or more parts may open a
        heading again; before, any number may. In a whole document that was run
        ``together`` on one line a chapter may open after any sentence.
        """
        text = self._text
        seen = begin + (first.end if first else 0)
        in_body = body or first is None
        words, chinese = 0, False
        for place in self._openings(begin, seen, first):
            if not words and not text[seen:place].strip():
                continue
            words += 1
            if not in_body:
                chinese = chinese or has_han(text[seen:place])
                in_body = words > 1 and chinese
                seen = place
            if not _MAY_OPEN.match(text, place):
                continue
            found = self._marker(place, at_start=False)
            if found is None or not _opens_title(text[place + found.end : place + _AHEAD]):
                continue
            if len(found.numbers) > 1 or found.form is Form.CHAPTER:
                return place
            if in_body and self._opens_chapter(begin, place, found):
                return place
            if not in_body and (chinese or found.form is not Form.DOTTED):
                return place
        return len(text)

    def _openings(self, begin: int, start: int, first: Marker | None) -> Iterator[int]:
        """The places where a word or a sentence begins, and where ``1总则1.1编制目的`` goes on to its first section."""
        child = self._child(start, first)
        for found in self._gap.finditer(self._text, start):
            place = found.end()
            if child is not None and child <= place:
                yield child
                if child == place:
                    child = None
                    continue
                child = None
            if place > begin:
                yield place
        if child is not None:
            yield child

    def _child(self, start: int, first: Marker | None) -> int | None:
        """Where the first section of a chapter opens directly behind the chapter's title."""
        if first is None or first.form not in (Form.DOTTED, Form.CHAPTER, Form.PART):
            return None
        wanted = [str(number) for number in (*first.numbers, 1)]
        for found in _CHILD.finditer(self._text, start, start + _CHILD_WITHIN):
            if re.split("[.．]", found[1]) == wanted:
                return found.start()
        return None

    def _opens_chapter(self, begin: int, place: int, found: Marker) -> bool:
        """Whether a single number inside running text opens a chapter: behind the plan's title, or behind a sentence."""
        title = self._text[place + found.end : place + _AHEAD].strip().split(" ", 1)[0]
        if (
            found.form not in (Form.DOTTED, Form.HAN, Form.HAN_BRACKET)
            or not reads_as_title(title)
            or is_measure(title)
        ):
            return False
        before = self._text[max(begin, place - _BEHIND) : place].rstrip()
        behind_title = found.numbers == (1,) and _PLAN_ENDS.search(simplified(before)) is not None
        return behind_title or (self._together and before[-1:] in "。；;！？”）)")


def _opens_title(text: str) -> bool:
    return bool(text) and not starts_astray(text.strip()) and not is_reference(text)
