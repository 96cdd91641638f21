"""What surrounds the text of a page: the running head, the foot with its number, the marks of what is no live paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dutyroom.papers.blocks import draw_lines
from dutyroom.papers.fonts import Faces, Role
from dutyroom.papers.lines import Align, Span, Style, set_lines

MM: Final = 72 / 25.4
_RUNNING: Final = Style(role="song", size=9, leading=12)
_MARK_GREY: Final = 0.93
_COS: Final = 0.81915  # of 35 degrees
_SIN: Final = 0.57358


@dataclass(frozen=True, slots=True)
class Margins:
    """In millimetres; the head and foot lines stand inside top and bottom."""

    top: float
    bottom: float
    left: float
    right: float


def bound_area(size: tuple[float, float], margins: Margins) -> dict[str, str]:
    """What a page bound on the left says of its type area; nothing where both margins are alike or the sheet lies across."""
    if size[0] > size[1] or margins.left == margins.right:
        return {}
    box = (margins.left * MM, margins.bottom * MM, size[0] - margins.right * MM, size[1] - margins.top * MM)
    return {"ArtBox": f"[{' '.join(f'{edge:.2f}' for edge in box)}]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The surroundings of pages of one size in points; ``marks`` such as 示例数据 SAMPLE stand on every one."""

    faces: Faces
    size: tuple[float, float]
    margins: Margins
    marks: Sequence[str] = ()

    @property
    def width(self) -> float:
        """Of the text, in points."""
        return self.size[0] - (self.margins.left + self.margins.right) * MM

    @property
    def room(self) -> float:
        """The height of the text, in points."""
        return self.size[1] - (self.margins.top + self.margins.bottom) * MM

    def line(
        self, canvas: Any, text: str, x: float, top: float, width: float, align: Align, role: Role = "song"
    ) -> None:
        """One line, cut where it is too long."""
        style = Style(role=role, size=_RUNNING.size, leading=_RUNNING.leading, align=align)
        lines = set_lines(self.faces, [Span(text)], style, width)
        if len(lines) > 1:
            kept = lines[0].text[:-1].rstrip() + "…"
            lines = set_lines(self.faces, [Span(kept)], style, width + style.size)
        draw_lines(canvas, lines[:1], style, x, top)

    def watermark(self, canvas: Any) -> None:
        """The marks, large and grey across the page."""
        if not self.marks:
            return
        style = Style(role="hei", size=64, leading=80, align="center", grey=_MARK_GREY)
        canvas.saveState()
        canvas.transform(_COS, _SIN, -_SIN, _COS, self.size[0] / 2, self.size[1] / 2)
        for number, mark in enumerate(self.marks):
            lines = set_lines(self.faces, [Span(mark)], style, 700)
            draw_lines(canvas, lines, style, -350, 40 + 90 * (len(self.marks) / 2 - 0.5 - number))
        canvas.restoreState()

    def head(self, canvas: Any, running: str) -> None:
        """The running head over its line, where there is one, and the marks in a box."""
        left, width = self.margins.left * MM, self.width
        top = self.size[1] - (self.margins.top - 7) * MM + 6
        mark = "　".join(self.marks)
        taken = 0.0
        if mark:
            taken = self.faces.width("hei", self.faces.drawable("hei", mark)) * 9 + 12
            canvas.setStrokeGray(0)
            canvas.setLineWidth(0.8)
            canvas.rect(left + width - taken, top - 13, taken, 15, stroke=1, fill=0)
            self.line(canvas, mark, left + width - taken, top, taken, "center", "hei")
        if running:
            self.line(canvas, running, left, top, width - taken - 8, "left")
            canvas.setStrokeGray(0)
            canvas.setLineWidth(0.4)
            canvas.line(left, top - 13, left + width - (taken or 0), top - 13)

    def foot(self, canvas: Any, left: str, middle: str, right: str) -> None:
        """What stands below the text: at the left, in the middle (the page number), at the right."""
        edge, third = self.margins.left * MM, self.width / 3
        top = (self.margins.bottom - 5) * MM
        self.line(canvas, middle, edge + third, top, third, "center")
        if left:
            self.line(canvas, left, edge, top, third, "left")
        if right:
            self.line(canvas, right, edge + 2 * third, top, third, "right")
