"""What slips are made of: a title, a line of numbers, ruled fields with 仿宋 labels, boxes tall enough to write in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph, Pen
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import OFFICE, TITLE, Form, marks
from dutyroom.papers.grid import Cell, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.matter_facts import PaperFacts, SaidFact
from dutyroom.papers.matter_words import ROUTINE, SECRECIES, URGENCIES
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import DUTY_SHEET, MM, PAGE, Border, Margins, Sheet, paginate
from dutyroom.rules.wording import mark

COLUMNS: Final = (1.0,) * 24
TEXT_WIDTH: Final = PAGE[0] - (DUTY_SHEET.left + DUTY_SHEET.right) * MM
LINE: Final = 25.0  # pt: a field that may be filled in by hand
SIGN: Final = mark("Signature: ____________  Time: ____________")
NOTE: Final = Style(role="song", size=9, leading=12.5)
_MARK: Final = Style(role="hei", size=14, leading=19)
_BESIDE: Final = Style(role="song", size=11, leading=15)
_EASES: Final = (1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_TALL: Final = 48.0  # pt
NOTE_ROOM: Final = 20.0  # pt: a line below the slip
_FOLDED: Final = 4  # characters: such a label beside a tall box is set in two lines of two


@dataclass(frozen=True, slots=True)
class _Set:
    """The styles of one language and how many of the 24 columns a label takes."""

    span: int
    label: Style
    box_label: Style
    value: Style
    body: Style
    hand: Style  # leaders' words
    head: Style
    cell: Style
    signed: Style


_ZH: Final = _Set(
    3,
    Style(role="fang", size=12, leading=16, align="center"),
    Style(role="fang", size=14, leading=20, align="center"),
    Style(role="fang", size=12, leading=17),
    Style(role="fang", size=14, leading=21, align="justify", indent=2.0),
    Style(role="kai", size=14, leading=21, align="justify", indent=2.0),
    Style(role="fang", size=11, leading=15, align="center"),
    Style(role="fang", size=10.5, leading=14),
    Style(role="kai", size=12, leading=18, align="right"),
)
_EN: Final = _Set(
    4,
    Style(role="hei", size=9, leading=12, align="center"),
    Style(role="hei", size=9.5, leading=13, align="center"),
    Style(role="song", size=10.5, leading=15),
    Style(role="song", size=11, leading=16.5),
    Style(role="kai", size=12, leading=18),
    Style(role="hei", size=8.5, leading=11.5, align="center"),
    Style(role="song", size=9.5, leading=13),
    Style(role="song", size=10, leading=15, align="right"),
)


@dataclass(slots=True)
class Sides:
    """Two short texts on one line, at its left and its right end."""

    left: Paragraph
    right: Paragraph
    space_before: float = 0.0
    stays_with_next: bool = True

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        return max(self.left.height(width / 2), self.right.height(width / 2))

    def least(self, width: float) -> float:
        """See :class:`Block`."""
        return self.height(width)

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        down = self.height(width)
        self.left.draw(pen, x, top - down + self.left.height(width / 2), width / 2)
        self.right.draw(pen, x + width / 2, top - down + self.right.height(width / 2), width / 2)


class Slip(Form):
    """Makes the blocks of one slip or list; labels are 仿宋 on white, as offices print them."""

    def __init__(self, faces: Faces, phrases: Phrases) -> None:
        super().__init__(faces, phrases)
        self.set = _ZH if phrases.chinese else _EN

    def opening(
        self, facts: PaperFacts, title: str, *, beside: str = "", left: str | None = None, width: float = TEXT_WIDTH
    ) -> list[Block]:
        """Secrecy and urgency, the title, and a line: the number, or what is ``left``, and what stands ``beside`` it."""
        blocks: list[Block] = []
        if shown := self._marks(facts):
            blocks.append(Paragraph(self.faces, [Span("　".join(shown))], _MARK, 4, stays_with_next=True))
        blocks += self._title(facts, title, width)
        right = Style(role="song", size=_BESIDE.size, leading=_BESIDE.leading, align="right")
        number = self.dotted(self.phrases.say("Number:"), facts.number) if left is None else left
        blocks.append(Sides(self.text(number, _BESIDE), self.text(beside, right), space_before=8))
        return blocks

    def _title(self, facts: PaperFacts, title: str, room: float) -> list[Block]:
        office = self.phrases.office(facts.office_zh, facts.office_en)
        joined = office + title
        outline = (0, title)
        if self.phrases.chinese and self.faces.width("song", joined) * TITLE.size <= room:
            return [Paragraph(self.faces, [Span(joined)], TITLE, 2, stays_with_next=True, outline=outline)]
        name = Paragraph(self.faces, [Span(office)], OFFICE, 2, stays_with_next=True)
        return [name, Paragraph(self.faces, [Span(title)], TITLE, 2, stays_with_next=True, outline=outline)]

    def dotted(self, name: str, value: str) -> str:
        """A name with its value behind it, or with a line to write the value on."""
        return f"{name}{'' if self.phrases.chinese else ' '}{value or '_' * 14}"

    def _marks(self, facts: PaperFacts) -> list[str]:
        """Secrecy with its years, then urgency, in the order of GB/T 9704; nothing for routine papers."""
        found = [self.secrecy(facts.secrecy, facts.secrecy_years)] if facts.secrecy else []
        if facts.urgency not in ROUTINE:
            found.append(self.phrases.say(URGENCIES.get(facts.urgency, facts.urgency)))
        return found

    def secrecy(self, grade: str, years: int | None) -> str:
        """``机密★1年``, or the grade alone where its years are not known."""
        word = self.phrases.say(SECRECIES.get(grade, grade))
        return word if years is None else self.phrases.say("{grade} ★ {n} y", grade=word, n=years)

    def label(self, text: str, span: int = 1) -> Cell:
        """The name of a field."""
        return Cell([self.text(text, self.set.label)], span, 1.0, "middle", again=True)

    def heads(self, *titles: str) -> Row:
        """The head row of a table."""
        return Row([Cell([self.text(title, self.set.head)], 1, 1.0, "middle") for title in titles], 22)

    def fields(self, *pairs: tuple[str, str | Cell], least: float = LINE) -> Row:
        """Labels with values, side by side over the whole width."""
        each, cells = len(COLUMNS) // len(pairs), list[Cell]()
        for name, value in pairs:
            span = each - self.set.span
            cells.append(self.label(name, self.set.span))
            cells.append(self.value(value, span, self.set.value) if isinstance(value, str) else value)
        return Row(cells, least)

    def box(self, name: str, blocks: Sequence[Block], least: float, *, sign: str = "") -> Row:
        """A field of running text; without any it is left to be written by hand, ``sign`` at its foot."""
        folded = self.phrases.chinese and len(name) == _FOLDED and least >= _TALL
        label = name[: _FOLDED // 2] + "\n" + name[_FOLDED // 2 :] if folded else name
        style = self.set.box_label if least >= _TALL else self.set.label
        named = Cell([self.text(label, style)], self.set.span, 1.0, "middle", again=True)
        span = len(COLUMNS) - self.set.span
        if blocks or not sign:
            return Row([named, Cell(blocks, span)], least)
        return Row([named, Cell([self.text(sign, self.set.signed)], span, 1.0, "bottom")], least)

    def said(self, said: SaidFact | None, *, hand: bool = False) -> list[Block]:
        """What somebody wrote, signed below on the right; ``hand`` sets a leader's words in 楷体."""
        if said is None:
            return []
        blocks: list[Block] = [self.text(said.text, self.set.hand if hand else self.set.body)]
        moment = self.phrases.moment(said.at, year=True, weekday=False) if said.at else ""
        signed = "　".join(filter(None, (f"{said.post} {said.by}".strip(), moment)))
        if signed:
            blocks.append(self.text(signed, self.set.signed, gap=2))
        return blocks

    def running(self, text: str) -> list[Block]:
        """A field's text in paragraphs, nothing where there is none."""
        return [self.text(text, self.set.body)] if text.strip() else []

    def moment(self, at: datetime | None) -> str:
        """A time with its year, empty where there is none, so that it can be written in."""
        return self.phrases.moment(at, year=True, weekday=False) if at else ""

    def short(self, at: datetime | None) -> str:
        """A time without its year, empty where there is none."""
        return self.phrases.moment(at, weekday=False) if at else ""

    def cell(
        self, text: str | Sequence[Span], *, middle: bool = True, centred: bool = False, again: bool = False
    ) -> Cell:
        """A field of a table; ``again`` where it names the row, also on the page where the row goes on."""
        style = self.set.cell
        if centred:
            style = Style(role=style.role, size=style.size, leading=style.leading, align="center")
        return Cell([self.text(text, style)] if text else [], 1, 1.0, "middle" if middle else "top", again)


def choice(*choices: tuple[str, bool], between: str = "　") -> str:
    """Boxes beside one another, ticked or to be ticked."""
    return between.join(f"{'√' if chosen else '□'} {word}" for word, chosen in choices)


def register_note(slip: Slip, facts: PaperFacts) -> list[Block]:
    """Said below a secret paper, so that nobody takes what is not there for forgotten."""
    if not facts.secrecy:
        return []
    note = slip.phrases.say("Secret: only the register line is kept and printed; the content is not on this computer.")
    return [slip.text(note, NOTE, gap=6)]


def fitted(build: Callable[[float], list[Block]], *, spare: float = NOTE_ROOM) -> list[Block]:
    """The blocks with their room for handwriting as one page allows it; ``build`` makes them with that room multiplied.

    Where all of it needs a further page, the room is the usual one. ``spare`` stays free below, in points.
    """
    room = PAGE[1] - (DUTY_SHEET.top + DUTY_SHEET.bottom) * MM - spare
    for ease in _EASES:
        blocks = build(ease)
        if len(paginate(blocks, TEXT_WIDTH, room)) == 1:
            return blocks
    return build(1.0)


def empty_row(count: int, least: float = LINE) -> Row:
    """A row of a table to be filled in by hand."""
    return Row([Cell(())] * count, least)


def slip_sheet(
    slip: Slip,
    facts: PaperFacts,
    title: str,
    blocks: Sequence[Block],
    *,
    about: str = "",
    size: tuple[float, float] = PAGE,
    margins: Margins = DUTY_SHEET,
    border: Border | None = None,
    draft: bool = False,
) -> Sheet:
    """The sheet of a slip: number and subject run on from page to page, so that a loose page finds its place."""
    phrases = slip.phrases
    printed = phrases.moment(facts.printed_at, weekday=False) if facts.printed_at else ""
    return Sheet(
        faces=slip.faces,
        phrases=phrases,
        title=f"{title} {facts.number}".strip(),
        author=phrases.office(facts.office_zh, facts.office_en),
        blocks=blocks,
        running="　".join(filter(None, (title, facts.number, about))),
        foot=facts.number,
        foot_right=phrases.say("Printed {time}", time=printed) if printed else "",
        marks=marks(facts.store_kind, draft=draft),
        size=size,
        margins=margins,
        border=border,
    )
