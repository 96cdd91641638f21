"""The text of an issued paper: paragraphs, numbered headings, tables, what is not verified, what became of the issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph
from dutyroom.papers.briefing_facts import BriefingFacts, BriefingPart
from dutyroom.papers.fonts import Faces, Role
from dutyroom.papers.gbt9704 import BODY, FLUSH, LABEL, TITLE
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import MM, OFFICIAL, PAGE
from dutyroom.papers.tables import ruled
from dutyroom.rules.wording import mark

WIDTH: Final = PAGE[0] - (OFFICIAL.left + OFFICIAL.right) * MM
_TABLE_ZH: Final = Style(role="fang", size=12, leading=17)
_TABLE_EN: Final = Style(role="song", size=9.5, leading=13)
_CENTRED: Final = 7.0
"""Em: columns with nothing wider than this are centred."""
_LINE_OF_TEXT: Final = 26
"""Characters: a paragraph no longer than this names the table below it and stays with it."""
_HEADING_MOST: Final = 160
"""Characters: a heading longer than this is text, and may stand at the foot of a page."""
_NUMERAL: Final = {
    1: re.compile(r"^\s*(?:[一二三四五六七八九十百]{1,4}、|\d{1,3}[.．、]\s*)"),
    2: re.compile(r"^\s*(?:（[一二三四五六七八九十百]{1,4}）|\(\d{1,3}\)\s*)"),
    3: re.compile(r"^\s*\d{1,3}[.．、)]\s*"),
}
_FACES: Final[dict[int, Role]] = {1: "hei", 2: "kai"}
_STOPS: Final = "。；.;"
UNVERIFIED: Final = mark("(unverified)")


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of one paper: those of GB/T 9704 for Chinese, smaller ones for text in Latin letters alone."""

    body: Style
    flush: Style
    label: Style
    title: Style
    table: Style
    gap: float = 0.0
    """Between paragraphs, in points: those without an indent need it."""


_ZH: Final = Look(BODY, FLUSH, LABEL, TITLE, _TABLE_ZH)
_EN: Final = Look(
    Style(role="song", size=12, leading=19),
    Style(role="song", size=12, leading=19),
    Style(role="hei", size=12, leading=19),
    Style(role="song", size=18, leading=25, align="center", bold=True),
    _TABLE_EN,
    gap=5.0,
)


def look_of(facts: BriefingFacts, phrases: Phrases) -> Look:
    """Large Chinese type wherever anything of the text is Chinese."""
    said = "".join((facts.title, *(part.text for part in facts.parts), *(text for _label, text in facts.fields)))
    return _ZH if phrases.chinese or not said.isascii() else _EN


def parts_set(faces: Faces, phrases: Phrases, look: Look, parts: Sequence[BriefingPart]) -> Iterator[Block]:
    """The parts in order; headings without a numeral are numbered, a table stands below the text that it belongs to."""
    count = [0, 0, 0, 0]
    for part in parts:
        level = max(0, min(part.level, 3))
        text = part.text.strip()
        if level:
            count[level:] = [count[level] + 1, *[0] * (3 - level)]
            if not _NUMERAL[level].match(text):
                text = numeral(phrases, level, count[level]) + text
        for place, line in enumerate(text.splitlines()):
            last = place == len(text.splitlines()) - 1
            yield _line(faces, phrases, look, part, line, level if place == 0 else 0, last=last)
        if part.rows:
            yield from _table(faces, phrases, look, part.rows)


def numeral(phrases: Phrases, level: int, number: int) -> str:
    """一、 （一） 1. by level; in English 1. (1) 1)."""
    if phrases.chinese:
        return (phrases.numeral(number), f"（{phrases.numeral(number)[:-1]}）", f"{number}.")[level - 1]
    return (f"{number}. ", f"({number}) ", f"{number}) ")[level - 1]


def _line(
    faces: Faces, phrases: Phrases, look: Look, part: BriefingPart, text: str, level: int, *, last: bool
) -> Paragraph:
    bold = level in _FACES and look.gap > 0
    spans = [Span(text, _FACES.get(level), bold=bold)]
    if part.unverified and last:
        spans = unverified(text, phrases.say(UNVERIFIED), _FACES.get(level))
    heads = (bool(level) or (bool(part.rows) and last and len(text) <= _LINE_OF_TEXT)) and len(text) <= _HEADING_MOST
    style = look.body if not heads else replace(look.body, align="left")
    return Paragraph(faces, spans, style, look.gap, stays_with_next=heads, outline=(level, text) if level else None)


def unverified(text: str, said: str, role: Role | None = None) -> list[Span]:
    """The text with the mark behind it, before a stop at its end; a text that ends with the mark is left as it is."""
    end = len(text) - 1 if text[-1:] in _STOPS and text else len(text)
    if text[:end].endswith(said):
        return [Span(text, role)]
    between = "" if said.startswith("（") else " "
    return [Span(text[:end] + between, role), Span(said, "hei"), Span(text[end:], role)]


def _table(faces: Faces, phrases: Phrases, look: Look, rows: Sequence[Sequence[str]]) -> list[Block]:
    """The table with its heads on every page; one without a line below them says so."""
    filled = [list(row) or [""] for row in rows]
    if len(filled) == 1:
        filled.append([phrases.say("None.")])
    blocks = ruled(faces, filled, look.table, WIDTH, head=True, gap=6, centred=_CENTRED)
    return [*blocks, Gap(8)]


@dataclass(slots=True)
class Gap:
    """Free room between blocks, dropped at the head of a page."""

    space_before: float
    stays_with_next: bool = False

    def height(self, width: float) -> float:
        """See :class:`dutyroom.papers.blocks.Block`."""
        del width
        return 0.0

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`dutyroom.papers.blocks.Block`."""
        del width, room, full
        return self, None

    def draw(self, pen: object, x: float, top: float, width: float) -> None:
        """See :class:`dutyroom.papers.blocks.Block`."""


def notices(phrases: Phrases, facts: BriefingFacts, *, issue: bool) -> list[str]:
    """What became of this issue, or of the one that it replaces; ``issue``: it is one of a numbered series."""
    say, found = phrases.say, list[str]()
    if facts.state == "withdrawn":
        because = facts.withdrawn_because.strip()
        found.append(
            say("This paper was withdrawn: {reason}", reason=because) if because else say("This paper was withdrawn.")
        )
    for number, one, other in (
        (facts.replaces, "This issue corrects {number}.", "This paper corrects {number}."),
        (facts.replaced_by, "This issue was corrected by {number}.", "This paper was corrected by {number}."),
    ):
        if number.strip():
            named = say("No. {n}", n=number.strip()) if number.strip().isdecimal() else number.strip()
            found.append(say(one if issue else other, number=named))
    return found


_SENTENCES: Final = (
    mark("This issue corrects {number}."),
    mark("This paper corrects {number}."),
    mark("This issue was corrected by {number}."),
    mark("This paper was corrected by {number}."),
)
