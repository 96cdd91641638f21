"""What stands on a page: paragraphs, rules and gaps, each of which can be measured, parted and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from dutyroom.papers.fonts import Faces
from dutyroom.papers.lines import Ink, Line, Span, Style, set_lines

ASCENT: Final = 0.88  # of the em box of Chinese faces above the base line
RULE: Final = 0.4  # pt
_LEFT_BEHIND: Final = 2  # lines: no fewer at the foot or the head of a page


class Pen(Protocol):
    """What a block draws with: a canvas (``papers/page_canvas.py``), and a place for bookmarks."""

    canvas: Any

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add an entry to the document's outline."""


class Block(Protocol):
    """Part of a page. All measures in points; ``top`` is the distance from the foot of the paper."""

    @property
    def space_before(self) -> float:
        """The gap above, dropped at the head of a page."""

    @property
    def stays_with_next(self) -> bool:
        """Whether a page may not end after this block."""

    def height(self, width: float) -> float:
        """How much it takes."""

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """The part that fits into ``room`` and the rest; ``full`` is the height of an empty page."""

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Put it on the page."""


@dataclass(slots=True)
class Paragraph:
    """Running text; line ends in the text are kept. ``outline`` is its level and title in the bookmarks."""

    faces: Faces
    spans: Sequence[Span]
    style: Style
    space_before: float = 0.0
    stays_with_next: bool = False
    outline: tuple[int, str] | None = None
    _set: tuple[float, list[Line]] | None = field(default=None, repr=False)

    def lines(self, width: float) -> list[Line]:
        """The lines at this width; set once."""
        if self._set is None or self._set[0] != width:
            self._set = width, set_lines(self.faces, self.spans, self.style, width)
        return self._set[1]

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        return len(self.lines(width)) * self.style.leading

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        lines = self.lines(width)
        fits = int((room + 0.01) // self.style.leading)
        if fits >= len(lines):
            return self, None
        if len(lines) - fits < _LEFT_BEHIND:
            fits = len(lines) - _LEFT_BEHIND
        if fits < (_LEFT_BEHIND if room < full else 1):
            return None, self
        head = replace(self, _set=(width, lines[:fits]))
        rest = replace(self, _set=(width, lines[fits:]), space_before=0.0, outline=None)
        return head, rest

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        if self.outline:
            pen.bookmark(self.outline[1], self.outline[0], top)
        draw_lines(pen.canvas, self.lines(width), self.style, x, top)


def draw_lines(canvas: Any, lines: Sequence[Line], style: Style, x: float, top: float) -> None:
    """Draw set lines with their upper edge at ``top``."""
    drawn = [piece for line in lines for piece in line.pieces]
    if not drawn:
        return
    if any(piece.bold or piece.strike for piece in drawn):
        canvas.setLineWidth(style.size * 0.028)
        _stroke(canvas, style.ink, style.grey)
    text = canvas.beginText()
    if style.ink is None:
        text.setFillGray(style.grey)
    else:
        text.setFillColorRGB(*style.ink)
    base = top - (style.leading - style.size) / 2 - ASCENT * style.size
    face, spread, bold = "", 0.0, False
    struck: list[tuple[float, float, float]] = []
    for number, line in enumerate(lines):
        y, before = base - number * style.leading, 0
        text.setTextOrigin(x + line.x, y)  # the pieces after the first follow on by themselves
        for piece in line.pieces:
            if piece.face != face:
                face = piece.face
                text.setFont(face, style.size)
            if line.spread != spread:
                spread = line.spread
                text.setCharSpace(spread)
            if piece.bold != bold:
                bold = piece.bold
                text.setTextRenderMode(2 if bold else 0)
            text.textOut(piece.text)
            if piece.strike:
                left, height = x + line.x + piece.x + before * spread, y + 0.36 * style.size
                struck.append((left, height, left + piece.width + len(piece.text) * spread))
            before += len(piece.text)
    if bold:
        text.setTextRenderMode(0)
    if spread:
        text.setCharSpace(0)
    canvas.drawText(text)
    for left, y, right in struck:
        canvas.line(left, y, right, y)


def _stroke(canvas: Any, ink: Ink | None, grey: float = 0.0) -> None:
    if ink is None:
        canvas.setStrokeGray(grey)
    else:
        canvas.setStrokeColorRGB(*ink)


@dataclass(slots=True)
class Rule:
    """A horizontal line across the page; ``double`` sets a thick one over a thin one, ``ink`` gives it a colour."""

    weight: float = 0.7
    double: bool = False
    space_before: float = 0.0
    stays_with_next: bool = True
    ink: Ink | None = None

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        del width
        return self.weight + (2.6 if self.double else 0.0)

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        canvas = pen.canvas
        _stroke(canvas, self.ink)
        canvas.setLineWidth(self.weight)
        canvas.line(x, top - self.weight / 2, x + width, top - self.weight / 2)
        if self.double:
            canvas.setLineWidth(RULE)
            canvas.line(x, top - self.weight - 2.2, x + width, top - self.weight - 2.2)


@dataclass(slots=True)
class PageBreak:
    """The rest of the page stays empty."""

    space_before: float = 0.0
    stays_with_next: bool = False

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        del width
        return 0.0

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, room, full
        return self, None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
