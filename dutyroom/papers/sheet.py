"""The A4 sheet: margins, running head and foot, page n of m, marks, metadata and bookmarks."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dutyroom.papers.blocks import Block, PageBreak, draw_lines
from dutyroom.papers.fonts import Faces, Role
from dutyroom.papers.lines import Align, Span, Style, set_lines
from dutyroom.papers.phrases import Phrases

MM: Final = 72 / 25.4
PAGE: Final = (210 * MM, 297 * MM)
LANDSCAPE: Final = (297 * MM, 210 * MM)
_RUNNING: Final = Style(role="song", size=9, leading=12)
_MARK_GREY: Final = 0.93


@dataclass(frozen=True, slots=True)
class Margins:
    """In millimetres; the head and foot lines stand inside top and bottom."""

    top: float
    bottom: float
    left: float
    right: float


DUTY_SHEET: Final = Margins(20, 19, 25, 18)  # left is the binding edge
OFFICIAL: Final = Margins(37, 35, 28, 26)  # GB/T 9704-2012
LEDGER: Final = Margins(24, 18, 20, 20)  # across the paper the binding edge is the upper one

Border = Callable[[Any, float, float, float, float], None]
"""Draws with a canvas around the text: its left and lower edge, its width and height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper ready to be laid out.

    ``marks`` such as 示例数据 SAMPLE stand on every page; ``running`` is the
    head line from the second page on, ``foot`` stands left of the page number.
    ``border`` is drawn around the text of every page.
    """

    faces: Faces
    phrases: Phrases
    title: str
    author: str
    blocks: Sequence[Block]
    running: str = ""
    foot: str = ""
    foot_right: str = ""
    marks: Sequence[str] = ()
    margins: Margins = DUTY_SHEET
    size: tuple[float, float] = PAGE
    border: Border | None = None

    def pdf(self) -> bytes:
        """The paper as PDF; the same sheet always gives the same bytes."""
        width = self.size[0] - (self.margins.left + self.margins.right) * MM
        room = self.size[1] - (self.margins.top + self.margins.bottom) * MM
        pages = paginate(self.blocks, width, room)
        out = io.BytesIO()
        ink = _Ink(self, out)
        for number, page in enumerate(pages, 1):
            ink.page(page, number, len(pages), width)
        ink.canvas.save()
        return out.getvalue()


Placed = list[tuple[Block, float]]


def paginate(blocks: Sequence[Block], width: float, room: float) -> list[Placed]:
    """Blocks on pages of ``room`` points, each with its distance from the upper edge; at least one page."""
    pages: list[Placed] = [[]]
    queue, used = deque(blocks), 0.0
    while queue:
        block = queue.popleft()
        page = pages[-1]
        if isinstance(block, PageBreak):
            if page:
                pages.append([])
                used = 0.0
            continue
        gap = block.space_before if page else 0.0
        height = block.height(width)
        left = room - used - gap
        heads_only = all(each.stays_with_next for each, _top in page)  # no other page has more room for what follows
        if height <= left + 0.01 and (heads_only or _has_company(block, queue, width, left - height, room)):
            page.append((block, used + gap))
            used += gap + height
            continue
        full = left if heads_only else room
        head, rest = (None, block) if block.stays_with_next else block.split(width, left, full)
        if head is None and not page:
            head, rest = block, None  # taller than a page and cannot be parted
        if head is not None:
            page.append((head, used + gap))
            used += gap + head.height(width)
        if rest is not None:
            queue.appendleft(rest)
            pages.append([])
            used = 0.0
    if len(pages) > 1 and not pages[-1]:
        pages.pop()
    return pages


def _has_company(block: Block, queue: deque[Block], width: float, left: float, full: float) -> bool:
    """Whether below a heading further headings and the start of what they head fit too; true of any other block."""
    place = 0
    while block.stays_with_next and place < len(queue):
        block = queue[place]
        left -= block.space_before
        if block.stays_with_next:
            left -= block.height(width)
        elif left < block.height(width) - 0.01 and block.split(width, left, full)[0] is None:
            return False
        place += 1
    return left >= -0.01


class _Ink:
    """A canvas on its way through the pages."""

    def __init__(self, sheet: Sheet, out: io.BytesIO) -> None:
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  # slow import

        first = sheet.faces.glyph("song", "n")
        self._sheet = sheet
        self._level = -1
        self._bookmarks = 0
        # An initial face of our own: the default would list a Helvetica that is not embedded.
        self.canvas: Any = Canvas(
            out,
            pagesize=sheet.size,
            invariant=1,
            pageCompression=1,
            initialFontName=first.face if first else None,
            lang="zh-CN" if sheet.phrases.chinese else "en",
        )
        self.canvas.setTitle(sheet.title)
        self.canvas.setAuthor(sheet.author)
        self.canvas.setSubject(sheet.running or sheet.title)
        self.canvas.setCreator("DutyRoom")
        self.canvas.setProducer("DutyRoom")

    def bookmark(self, title: str, level: int, top: float) -> None:
        """See :class:`dutyroom.papers.blocks.Pen`."""
        self._bookmarks += 1
        self._level = min(level, self._level + 1)
        key = f"s{self._bookmarks}"
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=top + 6)
        self.canvas.addOutlineEntry(title, key, self._level, closed=self._level > 0)
        self.canvas.showOutline()

    def page(self, placed: Placed, number: int, count: int, width: float) -> None:
        """Draw one page."""
        margins = self._sheet.margins
        left, top = margins.left * MM, self._sheet.size[1] - margins.top * MM
        self._watermark()
        if self._sheet.border:
            self._sheet.border(self.canvas, left, margins.bottom * MM, width, top - margins.bottom * MM)
        for block, down in placed:
            block.draw(self, left, top - down, width)
        self._head(number, left, width)
        self._foot(number, count, left, width)
        self.canvas.showPage()

    def _line(self, text: str, x: float, top: float, width: float, align: Align, role: Role = "song") -> None:
        style = Style(role=role, size=_RUNNING.size, leading=_RUNNING.leading, align=align)
        lines = set_lines(self._sheet.faces, [Span(text)], style, width)
        if len(lines) > 1:
            kept = lines[0].text[:-1].rstrip() + "…"
            lines = set_lines(self._sheet.faces, [Span(kept)], style, width + style.size)
        draw_lines(self.canvas, lines[:1], style, x, top)

    def _watermark(self) -> None:
        if not self._sheet.marks:
            return
        style = Style(role="hei", size=64, leading=80, align="center", grey=_MARK_GREY)
        self.canvas.saveState()
        self.canvas.translate(self._sheet.size[0] / 2, self._sheet.size[1] / 2)
        self.canvas.rotate(35)
        for number, mark in enumerate(self._sheet.marks):
            lines = set_lines(self._sheet.faces, [Span(mark)], style, 700)
            draw_lines(self.canvas, lines, style, -350, 40 + 90 * (len(self._sheet.marks) / 2 - 0.5 - number))
        self.canvas.restoreState()

    def _head(self, number: int, left: float, width: float) -> None:
        top = self._sheet.size[1] - (self._sheet.margins.top - 7) * MM + 6
        mark = "　".join(self._sheet.marks)
        taken = 0.0
        if mark:
            taken = self._sheet.faces.width("hei", self._sheet.faces.drawable("hei", mark)) * 9 + 12
            self.canvas.setStrokeGray(0)
            self.canvas.setLineWidth(0.8)
            self.canvas.rect(left + width - taken, top - 13, taken, 15, stroke=1, fill=0)
            self._line(mark, left + width - taken, top, taken, "center", "hei")
        if number > 1 and self._sheet.running:
            self._line(self._sheet.running, left, top, width - taken - 8, "left")
            self.canvas.setStrokeGray(0)
            self.canvas.setLineWidth(0.4)
            self.canvas.line(left, top - 13, left + width - (taken or 0), top - 13)

    def _foot(self, number: int, count: int, left: float, width: float) -> None:
        sheet = self._sheet
        top = (sheet.margins.bottom - 5) * MM
        third = width / 3
        self._line(sheet.phrases.say("Page {n} of {m}", n=number, m=count), left + third, top, third, "center")
        if sheet.foot:
            self._line(sheet.foot, left, top, third, "left")
        if sheet.foot_right:
            self._line(sheet.foot_right, left + 2 * third, top, third, "right")
