"""A contents page: titles, dots, page numbers, each line a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dutyroom.papers.blocks import Block, Pen, draw_lines
from dutyroom.papers.fonts import Faces
from dutyroom.papers.lines import Line, Span, Style, set_lines

LEVELS: Final = (
    Style(role="hei", size=11, leading=18),
    Style(role="song", size=10.5, leading=16.5, indent=1.2, hang=2.2),
    Style(role="song", size=10, leading=15.5, indent=2.4, hang=3.4),
)
_NUMBER: Final = 34.0  # pt kept free for the page number
_LEAST_DOTS: Final = 12.0


@dataclass(slots=True)
class ContentsLine:
    """A title with the number of its page; ``goal`` is the place of that page, known only when all pages are laid out."""

    faces: Faces
    title: str
    level: int
    label: str = ""
    goal: int = 0
    space_before: float = 0.0
    stays_with_next: bool = False
    _set: tuple[float, list[Line]] | None = field(default=None, repr=False)

    @property
    def _style(self) -> Style:
        return LEVELS[min(max(self.level, 1), len(LEVELS)) - 1]

    def _lines(self, width: float) -> list[Line]:
        if self._set is None or self._set[0] != width:
            self._set = width, set_lines(self.faces, [Span(self.title)], self._style, width - _NUMBER - _LEAST_DOTS)
        return self._set[1]

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        return len(self._lines(width)) * self._style.leading

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        style, lines = self._style, self._lines(width)
        draw_lines(pen.canvas, lines, style, x, top)
        last = lines[-1]
        down = top - (len(lines) - 1) * style.leading
        number = Style(role="song", size=style.size, leading=style.leading, align="right")
        shown = set_lines(self.faces, [Span(self.label)], number, width)
        draw_lines(pen.canvas, shown, number, x, down)
        _dots(self.faces, pen.canvas, style, x + last.x + last.width + 4, x + shown[0].x - 4, down)
        link = getattr(pen, "link", None)
        if link is not None:
            link((x, top - self.height(width), x + width, top), self.goal)


def _dots(faces: Faces, canvas: Any, style: Style, left: float, right: float, top: float) -> None:
    dot = faces.width("song", ".") * style.size
    count = int((right - left) / (dot * 2.2)) if dot else 0
    if count < 2:
        return
    spread = (right - left) / count - dot
    plain = Style(role="song", size=style.size, leading=style.leading, grey=0.35)
    [line] = set_lines(faces, [Span("." * count)], plain, right - left + style.size)
    draw_lines(canvas, [Line(line.pieces, line.width, 0.0, spread)], plain, left, top)


def headings_on(pages: Sequence[Sequence[tuple[Block, float]]]) -> list[tuple[int, str, int]]:
    """The headings that stand on pages: level, title, place of the page."""
    return [
        (outline[0], outline[1], place)
        for place, page in enumerate(pages)
        for block, _ in page
        if (outline := getattr(block, "outline", None)) is not None
    ]
