"""What stands at the foot of an issued paper: to whom it goes, who made it; blocks kept together, texts spread over a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph, Pen, draw_lines
from dutyroom.papers.fonts import Faces
from dutyroom.papers.lines import Span, Style, set_lines

_APART: Final = 1.0  # em between texts that share a line


@dataclass(slots=True)
class Stack:
    """Blocks one below the other that no page parts, unless they are higher than a page."""

    blocks: Sequence[Block]
    space_before: float = 0.0
    stays_with_next: bool = False

    def height(self, width: float) -> float:
        """See :class:`dutyroom.papers.blocks.Block`."""
        return sum(block.height(width) + (block.space_before if n else 0.0) for n, block in enumerate(self.blocks))

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`dutyroom.papers.blocks.Block`."""
        if self.height(width) <= full:
            return None, self
        left = room
        for number, block in enumerate(self.blocks):
            gap = block.space_before if number else 0.0
            if block.height(width) + gap <= left + 0.01:
                left -= block.height(width) + gap
                continue
            head, rest = block.split(width, left - gap, full)
            first = [*self.blocks[:number], *([head] if head else [])]
            second = [*([rest] if rest else []), *self.blocks[number + 1 :]]
            return (replace(self, blocks=first) if first else None), replace(self, blocks=second, space_before=0.0)
        return self, None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`dutyroom.papers.blocks.Block`."""
        for number, block in enumerate(self.blocks):
            top -= block.space_before if number else 0.0
            block.draw(pen, x, top, width)
            top -= block.height(width)


@dataclass(slots=True)
class Spread:
    """Short texts on one line, the first at its left end, the last at its right; below one another where it is too short."""

    faces: Faces
    texts: Sequence[str]
    style: Style
    space_before: float = 0.0
    stays_with_next: bool = False

    def height(self, width: float) -> float:
        """See :class:`dutyroom.papers.blocks.Block`."""
        if self._gap(width) is not None:
            return self.style.leading
        return sum(each.height(width) for each in self._lines())

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`dutyroom.papers.blocks.Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`dutyroom.papers.blocks.Block`."""
        gap = self._gap(width)
        if gap is None:
            for each in self._lines():
                each.draw(pen, x, top, width)
                top -= each.height(width)
            return
        for text in self.texts:
            lines = set_lines(self.faces, [Span(text)], self.style, width)
            draw_lines(pen.canvas, lines[:1], self.style, x, top)
            x += lines[0].width + gap

    def _gap(self, width: float) -> float | None:
        """What is left between two texts, in points; None where they do not fit side by side."""
        role, size = self.style.role, self.style.size
        used = sum(self.faces.width(role, self.faces.drawable(role, text)) for text in self.texts) * size
        gaps = len(self.texts) - 1
        if used + gaps * _APART * size > width or any("\n" in text for text in self.texts):
            return None
        return (width - used) / gaps if gaps else 0.0

    def _lines(self) -> list[Paragraph]:
        return [Paragraph(self.faces, [Span(text)], self.style) for text in self.texts]
