"""Official papers by GB/T 9704-2012: document (文件), letter (信函), minutes (纪要), to the tenth of a millimetre."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dutyroom.papers.archive import About
from dutyroom.papers.blocks import Block, PageBreak, Paragraph, Pen, draw_lines
from dutyroom.papers.fonts import Faces, Role
from dutyroom.papers.form import marks
from dutyroom.papers.frame import Frame
from dutyroom.papers.gbt9704 import (
    BODY,
    FLUSH,
    FOLIO,
    FOLIO_BELOW,
    LABEL,
    LETTER_FOOT,
    LETTER_RULE,
    MM,
    OFFICIAL,
    PAGE,
    RECORD,
    SMALL_SIZE,
    THICK,
    THIN,
    TITLE,
    chars,
    slot,
)
from dutyroom.papers.lines import Span, Style, set_lines
from dutyroom.papers.official_facts import OfficialFacts
from dutyroom.papers.official_head import DocumentHead, LetterHead, double_rule, rule
from dutyroom.papers.paper_file import PaperFile
from dutyroom.papers.sheet import Placed, paginate
from dutyroom.papers.titles import balanced
from dutyroom.rules.wording import Wording

_ONE: Final = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_TWO: Final = re.compile(r"^（[一二三四五六七八九十]{1,3}）")
_SENTENCE: Final = re.compile(r"^[^。；：]{1,40}[。；：]")
_ISSUER_LINES: Final = 2
_STAYS: Final = 2
"""Lines of the text that stay on the page of the signature."""
_MARKED: Final = replace(OFFICIAL, top=19)
"""What says that a paper is none to be issued stands above all that belongs to it."""
_WIDTH: Final = PAGE[0] - (OFFICIAL.left + OFFICIAL.right) * MM
_ROOM: Final = PAGE[1] - (OFFICIAL.top + OFFICIAL.bottom) * MM


def make_official(facts: OfficialFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The paper as PDF; what is not issued is marked as a draft on every page."""
    return _Official(faces, facts, wording).pdf()


def labelled(faces: Faces, label: str, said: str, style: Style, gap: float = 0.0) -> Paragraph:
    """A label in 黑体 and what belongs to it, further lines below the first of that."""
    style = replace(style, hang=style.indent + faces.width("hei", faces.drawable("hei", label)))
    return Paragraph(faces, [Span(label, "hei"), Span(said)], style, gap)


def with_last_lines(body: Sequence[Paragraph], ends: Sequence[Block], width: float) -> Iterator[Block]:
    """The last paragraph, of which the last lines stay with what ends the paper: no page holds a signature alone."""
    for last in body:
        lines, pitch = len(last.lines(width)), last.style.leading
        head, rest = last.split(width, (lines - _STAYS) * pitch, _ROOM * 2) if lines > _STAYS + 1 else (None, last)
        if head is not None:
            yield head
        if isinstance(rest, Paragraph):
            yield replace(rest, stays_with_next=bool(ends))
    for block in ends[:-1]:
        if isinstance(block, Paragraph):
            block.stays_with_next = True


class _Official:
    """One paper on its way to pages."""

    def __init__(self, faces: Faces, facts: OfficialFacts, wording: Wording) -> None:
        self.faces, self.facts, self.text = faces, facts, facts.text
        self.language = wording.language

    def pdf(self) -> bytes:
        pages = paginate(list(self.blocks()), _WIDTH, _ROOM)
        record = self.record()
        if record is not None:
            self._place(pages, record)
        shown = marks(self.facts.store_kind, draft=self.facts.draft)
        about = About(title=self.text.title, author=self.facts.head, subject=self.text.number)
        pen = PaperFile(PAGE, about, OFFICIAL)
        frame = Frame(faces=self.faces, size=PAGE, margins=OFFICIAL, marks=shown)
        for number, page in enumerate(pages, 1):
            self._draw(pen, frame, page, number)
        return pen.pdf()

    def blocks(self) -> Iterator[Block]:
        """What stands on the paper but for the record at its foot."""
        form, text = self.facts.form, self.text
        yield LetterHead(self.faces, self.facts) if form == "letter" else DocumentHead(self.faces, self.facts)
        yield self.title(text.title, slot(2))
        if text.addressee:
            yield self.paragraph(text.addressee, FLUSH, slot(1))
        body = [self.running(line) for line in text.body]
        if body and not text.addressee:
            body[0].space_before = slot(1)
        ends = [*self.annexes(), *self.signature(), *self.note(), *self.present()]
        yield from body[:-1]
        yield from with_last_lines(body[-1:], ends, _WIDTH)
        yield from ends
        for attached in text.attached:
            yield PageBreak()
            yield self.paragraph(attached.mark, LABEL)
            yield self.title(attached.title, slot(1))
            lines = [self.running(line) for line in attached.body]
            if lines:
                lines[0].space_before = slot(1)
            yield from lines

    def title(self, said: str, gap: float) -> Paragraph:
        """A title in lines of like length, never broken inside a word or a number."""
        return Paragraph(
            self.faces,
            [Span(balanced(self.faces, said, TITLE, _WIDTH))],
            TITLE,
            gap,
            stays_with_next=True,
            outline=(0, said),
        )

    def paragraph(self, said: str, style: Style, gap: float = 0.0, *, stays: bool = False) -> Paragraph:
        """A paragraph in one face."""
        return Paragraph(self.faces, [Span(said)], style, gap, stays_with_next=stays)

    def running(self, line: str) -> Paragraph:
        """A paragraph of the text: 一、 in 黑体, （一） in 楷体, the sentence that it heads in 仿宋."""
        role: Role | None = "hei" if _ONE.match(line) else "kai" if _TWO.match(line) else None
        if role is None:
            return self.paragraph(line, BODY)
        sentence = _SENTENCE.match(line)
        head = sentence[0] if sentence else line
        if head == line and sentence is not None:  # one sentence is a point of the text, no heading
            return self.paragraph(line, BODY)
        spans = [Span(head, role), Span(line[len(head) :])]
        return Paragraph(self.faces, spans, BODY, stays_with_next=head == line, outline=(1, head.rstrip("。；：")))

    def annexes(self) -> list[Block]:
        """附件： with its names one below the other, a line below the text."""
        names = self.text.annexes
        if len(names) == 1:
            hang = replace(BODY, indent=2.0, hang=5.0, align="left")
            return [self.paragraph(f"附件：{names[0]}", hang, slot(1))]
        blocks: list[Block] = []
        for place, name in enumerate(names, 1):
            lead = "附件：" if place == 1 else ""
            style = replace(BODY, indent=2.0 if lead else 5.0, hang=6.4, align="left")
            blocks.append(self.paragraph(f"{lead}{place}．{name}", style, slot(1) if place == 1 else 0))
        return blocks

    def signature(self) -> list[Block]:
        """Who signs, and the date: with a seal centred over each other, without one each further to the right."""
        text = self.text
        if not text.date:
            return []
        return [Signature(self.faces, text.issuers, text.date, self.facts.sealed, space_before=slot(2))]

    def note(self) -> list[Block]:
        """附注, two characters in, below the date."""
        return [self.paragraph(self.text.note, BODY, 0)] if self.text.note else []

    def present(self) -> list[Block]:
        """Of minutes: 出席, 请假, 列席 in 黑体, the names in 仿宋 one below the other where they take several lines."""
        blocks: list[Block] = []
        for place, (what, who) in enumerate(self.text.present):
            blocks.append(labelled(self.faces, f"{what}：", who, BODY, slot(1) if place == 0 else 0))
        return blocks

    def record(self) -> _Record | None:
        """版记, where anything belongs into it; a letter has none of its rules."""
        text = self.text
        if not (text.copies_to or text.printed_by):
            return None
        return _Record(self.faces, text.copies_to, text.printed_by, text.printed_on, ruled=self.facts.form != "letter")

    def _place(self, pages: list[Placed], record: _Record) -> None:
        """The record on the last line of the last page, or of a further one where that is full."""
        high = record.height(_WIDTH)
        used = max((top + block.height(_WIDTH) for block, top in pages[-1]), default=0.0)
        if used + high > _ROOM + 0.01:
            pages.append([])
        pages[-1].append((record, _ROOM - high))

    def _draw(self, pen: PaperFile, frame: Frame, page: Placed, number: int) -> None:
        left, top = OFFICIAL.left * MM, PAGE[1] - OFFICIAL.top * MM
        frame.watermark(pen.canvas)
        for block, down in page:
            block.draw(pen, left, top - down, _WIDTH)
        if frame.marks:
            replace(frame, margins=_MARKED).head(pen.canvas, "")
        letter = self.facts.form == "letter"
        if letter and number == 1:
            x = (PAGE[0] - LETTER_RULE * MM) / 2
            double_rule(pen, x, LETTER_FOOT * MM, LETTER_RULE * MM, thick_first=False)
        else:
            self._folio(pen, left, number)
        pen.end_page()

    def _folio(self, pen: PaperFile, left: float, number: int) -> None:
        """— 1 — with the dash 7 mm below the type area, a character in from the outer edge."""
        style = replace(FOLIO, align="right" if number % 2 else "left")
        lines = set_lines(self.faces, [Span(f"— {number} —")], style, _WIDTH - chars(2))
        middle = OFFICIAL.bottom * MM - FOLIO_BELOW * MM
        draw_lines(pen.canvas, lines, style, left + chars(1), middle + SMALL_SIZE / 2)


@dataclass(slots=True)
class Signature:
    """The bodies that sign and the date."""

    faces: Faces
    issuers: tuple[str, ...]
    date: str
    sealed: bool
    space_before: float = 0.0
    stays_with_next: bool = False
    style: Style = FLUSH

    def height(self, width: float) -> float:
        """A line for each body, one for the date."""
        del width
        return (len(self.issuers) + 1) * self.style.leading

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`dutyroom.papers.blocks.Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`dutyroom.papers.blocks.Block`."""
        wide = [self._wide(name) for name in self.issuers]
        dated = self._wide(self.date)
        if self.sealed:
            date_x = x + width - 4 * self.style.size - dated
            places = [date_x + dated / 2 - each / 2 for each in wide]
        else:
            # The date begins two characters right of the body's name; whichever is longer ends two from the edge.
            right = x + width - 2 * self.style.size
            name_x = min(right - max(wide, default=0.0), right - dated - 2 * self.style.size)
            places, date_x = [name_x] * len(wide), name_x + 2 * self.style.size
        for place, (name, left) in enumerate(zip(self.issuers, places, strict=True)):
            self._line(pen, name, left, top - place * self.style.leading)
        self._line(pen, self.date, date_x, top - len(self.issuers) * self.style.leading)

    def _wide(self, said: str) -> float:
        return self.faces.width(self.style.role, self.faces.drawable(self.style.role, said)) * self.style.size

    def _line(self, pen: Pen, said: str, x: float, top: float) -> None:
        draw_lines(pen.canvas, set_lines(self.faces, [Span(said)], self.style, _WIDTH)[:1], self.style, x, top)


@dataclass(slots=True)
class _Record:
    """版记: to whom copies go, who printed it when; between rules as wide as the type area."""

    faces: Faces
    copies_to: str
    printed_by: str
    printed_on: str
    ruled: bool
    space_before: float = 0.0
    stays_with_next: bool = False

    def height(self, width: float) -> float:
        """With its last rule on the edge of the type area."""
        lines = len(self._copies(width)) if self.copies_to else 0
        return (lines + bool(self.printed_by)) * self._line() + self._line() * 0.1

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`dutyroom.papers.blocks.Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`dutyroom.papers.blocks.Block`."""
        edge = x + SMALL_SIZE
        bottom = top - self.height(width)
        at = bottom
        if self.printed_by:
            at += self._line()
            inner = width - 2 * SMALL_SIZE
            right = replace(RECORD, align="right")
            draw_lines(pen.canvas, set_lines(self.faces, [Span(self.printed_by)], RECORD, inner)[:1], RECORD, edge, at)
            dated = set_lines(self.faces, [Span(f"{self.printed_on}印发")], right, inner)
            draw_lines(pen.canvas, dated[:1], right, edge, at)
        if self.copies_to:
            middle = at
            lines = self._copies(width)
            at += len(lines) * self._line()
            draw_lines(pen.canvas, lines, self._style(), edge, at)
            if self.ruled and self.printed_by:
                rule(pen, x, middle, width, THIN, red=False)
        if self.ruled:
            rule(pen, x, at, width, THICK, red=False)
            rule(pen, x, bottom, width, THICK, red=False)

    def _line(self) -> float:
        return RECORD.leading

    def _style(self) -> Style:
        return replace(RECORD, hang=3.0, align="justify")

    def _copies(self, width: float) -> list[Any]:
        return set_lines(self.faces, [Span(f"抄送：{self.copies_to}")], self._style(), width - 2 * SMALL_SIZE)
