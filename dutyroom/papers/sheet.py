"""The A4 sheet: margins, running head and foot, page n of m, marks, metadata and bookmarks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from dutyroom.papers.archive import About
from dutyroom.papers.blocks import Block, PageBreak
from dutyroom.papers.fonts import Faces
from dutyroom.papers.frame import MM as MM
from dutyroom.papers.frame import Frame
from dutyroom.papers.frame import Margins as Margins
from dutyroom.papers.paper_file import PaperFile
from dutyroom.papers.phrases import Phrases

PAGE: Final = (210 * MM, 297 * MM)
LANDSCAPE: Final = (297 * MM, 210 * MM)


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
    ``border`` is drawn around the text of every page; ``record`` stands at the
    foot of the last one. ``made_at`` is the moment of the facts that the file is dated by.
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
    record: Block | None = None
    made_at: datetime | None = None

    def pdf(self) -> bytes:
        """The paper as PDF; the same sheet always gives the same bytes."""
        width = self.size[0] - (self.margins.left + self.margins.right) * MM
        room = self.size[1] - (self.margins.top + self.margins.bottom) * MM
        pages = paginate([*self.blocks, *([self.record] if self.record else [])], width, room)
        if self.record and pages[-1][-1][0] is self.record:
            pages[-1][-1] = self.record, max(0.0, room - self.record.height(width))
        ink = _Ink(self)
        for number, page in enumerate(pages, 1):
            ink.page(page, number, len(pages), width)
        return ink.file.pdf()


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
    """A file on its way through the pages."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._frame = Frame(faces=sheet.faces, size=sheet.size, margins=sheet.margins, marks=sheet.marks)
        about = About(
            title=sheet.title,
            author=sheet.author,
            subject=sheet.running or sheet.title,
            language="zh-CN" if sheet.phrases.chinese else "en",
            made_at=sheet.made_at and sheet.made_at.astimezone(sheet.phrases.zone),
        )
        self.file = PaperFile(sheet.size, about, sheet.margins)

    def page(self, placed: Placed, number: int, count: int, width: float) -> None:
        """Draw one page."""
        margins = self._sheet.margins
        left, top = margins.left * MM, self._sheet.size[1] - margins.top * MM
        sheet, frame, canvas = self._sheet, self._frame, self.file.canvas
        frame.watermark(canvas)
        if sheet.border:
            sheet.border(canvas, left, margins.bottom * MM, width, top - margins.bottom * MM)
        for block, down in placed:
            block.draw(self.file, left, top - down, width)
        frame.head(canvas, sheet.running if number > 1 else "")
        frame.foot(canvas, sheet.foot, sheet.phrases.say("Page {n} of {m}", n=number, m=count), sheet.foot_right)
        self.file.end_page()
