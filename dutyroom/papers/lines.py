"""Breaking text into lines: Chinese rules for line ends, Latin words kept whole, a face for every piece."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, Literal

from dutyroom.papers.characters import CANNOT_END, CANNOT_START, PAIRED, is_word
from dutyroom.papers.fonts import Faces, Glyph, Role

Ink = tuple[float, float, float]
Align = Literal["left", "center", "right", "justify"]
_SLACK: Final = 0.01  # pt: sums of widths are not exact
_SPREAD_MOST: Final = 0.25  # em between two characters; a line that would need more stays ragged


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph is set; sizes in points, ``indent`` of the first line and ``hang`` of the others in em."""

    role: Role = "song"
    size: float = 10.5
    leading: float = 15.0
    align: Align = "left"
    indent: float = 0.0
    hang: float = 0.0
    grey: float = 0.0
    bold: bool = False
    squeeze: float = 0.0
    """How much closer, in em, the characters of a line may stand so that a closing mark fits behind the last of them."""
    ink: Ink | None = None
    """Red, green and blue from 0 to 1, in place of ``grey``: the office's red at the head of what it issues."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with its own face, struck through or not; role None means that of the paragraph."""

    text: str
    role: Role | None = None
    strike: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line in one face; ``x`` and ``width`` in points from the line's start."""

    face: str
    text: str
    x: float
    width: float
    strike: bool
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line as set: its pieces, width and offset in points; ``spread`` is added after each character."""

    pieces: tuple[Piece, ...]
    width: float
    x: float
    spread: float = 0.0

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(piece.text for piece in self.pieces)


def may_break(text: str, place: int) -> bool:
    """Whether a new line may start at ``place`` (GB/T 15834: no mark alone at the wrong edge, no pair torn)."""
    after, before = text[place], text[place - 1]
    if after == " ":
        return False
    spaced = before == " "
    if spaced:
        before = text[:place].rstrip(" ")[-1:] if place < 64 else text[place - 64 : place].rstrip(" ")[-1:]
        if not before:
            return False
    if after in CANNOT_START or before in CANNOT_END:
        return False
    if spaced:
        return True
    if is_word(after) and (is_word(before) or (before == "’" and place > 1 and is_word(text[place - 2]))):
        return False
    if after == before and after in PAIRED:
        run = place - len(text[:place].rstrip(after)) if place < 64 else 1
        return run % 2 == 0
    return True


class _Setter:
    """One paragraph on its way into lines.

    ``edges`` are the widths up to each character, so that the end of a line is looked up and not counted; ``turns`` are
    the places where another face or span begins.
    """

    def __init__(self, faces: Faces, spans: Sequence[Span], style: Style) -> None:
        self.style = style
        self.text = ""
        self.glyphs: list[Glyph] = []
        self.starts: list[int] = []
        self.spans = [span for span in spans if span.text]
        for span in self.spans:
            role = span.role or style.role
            text = faces.drawable(role, span.text)
            self.starts.append(len(self.text))
            self.glyphs += faces.glyphs(role, text)
            self.text += text
        size = style.size
        self.edges = [0.0, *accumulate(glyph.width * size for glyph in self.glyphs)]
        faced = [glyph.face for glyph in self.glyphs]
        turns = set(self.starts)
        if faced and faced.count(faced[0]) < len(faced):  # mostly one face draws the whole
            turns |= {n for n, (one, other) in enumerate(pairwise(faced), 1) if one != other}
        self.turns = sorted(turns)

    def lines(self, width: float) -> list[Line]:
        style, text, end = self.style, self.text, len(self.text)
        lines: list[Line] = []
        start, offset = 0, style.indent * style.size
        while start < end:
            stop, hard = self._line_end(start, width - offset)
            lines.append(self._line(start, stop, width, offset, last=hard or stop >= end))
            start = stop
            if hard:
                start += 1
            else:
                while start < end and text[start] == " ":
                    start += 1
            offset = (style.indent if hard else style.hang) * style.size
        return lines or [Line((), 0.0, 0.0)]

    def _line_end(self, start: int, room: float) -> tuple[int, bool]:
        """Where the line from ``start`` ends, and whether the text itself ends it there."""
        text, end = self.text, len(self.text)
        over = bisect_right(self.edges, self.edges[start] + room + _SLACK, start + 1) - 1
        while over < end and text[over] == " ":
            over += 1
        hard = text.find("\n", start, over + 1)
        if hard >= 0:
            return hard, True
        if over >= end:
            return end, False
        if self.style.squeeze and (squeezed := self._squeezed(start, over, room)):
            return squeezed, False
        for place in range(over, start, -1):
            if text[place] != " " and may_break(text, place):
                return place, False
        # Nothing may be broken in so narrow a column: break the word rather than cross the rule.
        return max(over, start + 1), False

    def _squeezed(self, start: int, over: int, room: float) -> int:
        """Behind the closing marks that would else draw a character to the next line; 0 where they do not fit closer."""
        stop = over
        while stop < len(self.text) and stop < over + 2 and self.text[stop] in CANNOT_START:
            stop += 1
        if stop == over or (stop < len(self.text) and not may_break(self.text, stop)):
            return 0
        needed = self.edges[stop] - self.edges[start] - room
        return stop if needed <= self.style.squeeze * self.style.size * (stop - start - 1) else 0

    def _line(self, start: int, stop: int, width: float, offset: float, *, last: bool) -> Line:
        stop = start + len(self.text[start:stop].rstrip(" "))
        pieces, used = self._pieces(start, stop)
        slack = width - offset - used
        align = self.style.align
        if align == "center":
            return Line(pieces, used, offset + slack / 2)
        if align == "right":
            return Line(pieces, used, offset + slack)
        spread = 0.0
        gaps = stop - start - 1
        if align == "justify" and not last and 0 < slack < _SPREAD_MOST * self.style.size * gaps:
            words = sum(map(is_word, self.text[start:stop]))
            spread = slack / gaps if words * 2 <= gaps else 0.0
        elif slack < -_SLACK and gaps and self.style.squeeze:
            spread = slack / gaps
        return Line(pieces, used, offset, spread)

    def _pieces(self, start: int, stop: int) -> tuple[tuple[Piece, ...], float]:
        if stop <= start:
            return (), 0.0
        edges = self.edges
        first, last = bisect_right(self.turns, start), bisect_left(self.turns, stop)
        pieces: list[Piece] = []
        for left, right in pairwise((start, *self.turns[first:last], stop)):
            span = self.spans[bisect_right(self.starts, left) - 1]
            bold = span.bold or self.style.bold
            face, x, wide = self.glyphs[left].face, edges[left] - edges[start], edges[right] - edges[left]
            pieces.append(Piece(face, self.text[left:right], x, wide, span.strike, bold))
        return tuple(pieces), edges[stop] - edges[start]


def set_lines(faces: Faces, spans: Sequence[Span], style: Style, width: float) -> list[Line]:
    """The paragraph broken into lines no wider than ``width`` points; at least one, perhaps empty, line."""
    return _Setter(faces, spans, style).lines(width)
