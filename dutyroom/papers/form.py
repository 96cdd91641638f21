"""The parts that all duty-room papers are made of: mastheads, headings, labels, fields and log tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph, Rule
from dutyroom.papers.facts import EntryFact
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import PAD_X, Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.rules.wording import mark

TEXT: Final = Style(role="song", size=10.5, leading=15.5, align="justify")
FIELD: Final = Style(role="song", size=10.5, leading=15.5)
MIDDLE: Final = Style(role="song", size=10.5, leading=15.5, align="center")
LABEL: Final = Style(role="hei", size=10, leading=14, align="center")
SMALL: Final = Style(role="song", size=9, leading=12.5)
HEADING: Final = Style(role="hei", size=12, leading=17)
OFFICE: Final = Style(role="song", size=16, leading=22, align="center", bold=True)
TITLE: Final = Style(role="song", size=22, leading=31, align="center", bold=True)
NAME: Final = Style(role="kai", size=15, leading=21)
DAY: Final = Style(role="song", size=8.5, leading=12)
SEQ: Final = Style(role="song", size=8.5, leading=15.5, align="center")
LABEL_PLAIN: Final = Style(role="song", size=10, leading=15.5, align="center")
NARROW: Final = Style(role="song", size=10, leading=15.5)

ACCEPTED: Final = {"told": mark("told"), "read": mark("read"), "questioned": mark("questioned")}
SHADE: Final = 0.95
_LOG_ZH: Final = (38.0, 64.0, 40.0, 88.0, 195.0, 48.0)
_LOG_EN: Final = (38.0, 64.0, 64.0, 84.0, 173.0, 50.0)

MARKS: Final = {"sample": "示例数据 SAMPLE", "drill": "演练 DRILL"}
DRAFT: Final = "草稿 DRAFT"
SUPERSEDED: Final = "非现行版本 SUPERSEDED"
WITHDRAWN: Final = "已撤回 WITHDRAWN"
CORRECTED: Final = "已更正 CORRECTED"


def marks(store_kind: str, *, draft: bool = False, superseded: bool = False) -> tuple[str, ...]:
    """What every page must carry so that it is never taken for the real thing; in both languages always."""
    return tuple(filter(None, (MARKS.get(store_kind), DRAFT if draft else None, SUPERSEDED if superseded else None)))


def marks_of_issue(store_kind: str, state: str, *, replaced: bool) -> tuple[str, ...]:
    """The same for a paper that is issued: a draft until then, withdrawn or corrected by another one after it."""
    after = WITHDRAWN if state == "withdrawn" else CORRECTED if replaced else ""
    return tuple(filter(None, (*marks(store_kind, draft=state not in ("issued", "withdrawn")), after)))


class Form:
    """Makes blocks in the faces and the language of one paper."""

    def __init__(self, faces: Faces, phrases: Phrases) -> None:
        self.faces = faces
        self.phrases = phrases
        self._sections = 0

    def text(self, text: str | Sequence[Span], style: Style = TEXT, *, gap: float = 0.0) -> Paragraph:
        """A paragraph."""
        spans = [Span(text)] if isinstance(text, str) else text
        return Paragraph(self.faces, spans, style, space_before=gap)

    def masthead(self, office: str, title: str) -> list[Block]:
        """The office's name and the paper's title over a double rule."""
        name = Paragraph(self.faces, [Span(office)], OFFICE, stays_with_next=True)
        outline = (0, title)
        head = Paragraph(self.faces, [Span(title)], TITLE, 2, stays_with_next=True, outline=outline)
        return [name, head, Rule(1.4, double=True, space_before=5)]

    def section(self, title: str) -> Paragraph:
        """A numbered heading, also in the bookmarks."""
        self._sections += 1
        return self.heading(self.phrases.numeral(self._sections) + title)

    def heading(self, title: str) -> Paragraph:
        """A heading without a number, also in the bookmarks."""
        return Paragraph(self.faces, [Span(title)], HEADING, 11, stays_with_next=True, outline=(1, title))

    def label(self, text: str, span: int = 1) -> Cell:
        """The name of a field, shaded."""
        return Cell([self.text(text, LABEL)], span, SHADE, "middle")

    def value(self, text: str, span: int = 1, style: Style = FIELD) -> Cell:
        """What a field holds."""
        return Cell([self.text(text, style)], span, 1.0, "middle")

    def heads(self, *titles: str) -> Row:
        """The head row of a table."""
        return Row([self.label(title) for title in titles])

    def columns(self, widths: Sequence[float], titles: Sequence[str]) -> list[float]:
        """Widths in points, each at least that of its title, so that no word is broken; the widest column gives."""
        needed = [self.faces.width(LABEL.role, title) * LABEL.size + 2 * PAD_X + 1 for title in titles]
        found = [max(width, least) for width, least in zip(widths, needed, strict=True)]
        found[found.index(max(found))] -= sum(found) - sum(widths)
        return found

    def none(self) -> Paragraph:
        """Said where a section has nothing, so that it is not taken for forgotten."""
        return self.text(self.phrases.say("None."), FIELD, gap=3)

    def bullets(self, lines: Sequence[str]) -> list[Block]:
        """Numbered lines, or the word for nothing."""
        style = Style(role="song", size=10.5, leading=15.5, align="justify", hang=1.6)
        mark_of = "（{}）" if self.phrases.chinese else "({}) "
        style = style if self.phrases.chinese else Style(role="song", size=10.5, leading=15.5, hang=1.6)
        return [self.text(mark_of.format(n) + line, style, gap=3) for n, line in enumerate(lines, 1)] or [self.none()]

    def log(self, entries: Sequence[EntryFact], *, gap: float = 4.0) -> Block:
        """Entries as a table with repeated heads; amended ones struck through."""
        if not entries:
            return self.none()
        say = self.phrases.say
        heads = self.heads(say("No."), say("Time"), say("Kind"), say("From / to"), say("Content"), say("Officer"))
        rows = [self._entry(entry) for entry in entries]
        return Grid(_LOG_ZH if self.phrases.chinese else _LOG_EN, rows, [heads], space_before=gap)

    def _entry(self, entry: EntryFact) -> Row:
        say, phrases, struck = self.phrases.say, self.phrases, entry.amended_by is not None
        clock = [Span(phrases.clock(entry.happened_at), "hei", struck)]
        times = [self.text(clock, FIELD), self.text(phrases.day(entry.happened_at), DAY)]
        if phrases.written_late(entry):
            same = phrases.day(entry.written_at) == phrases.day(entry.happened_at)
            at = phrases.clock(entry.written_at) if same else phrases.moment(entry.written_at, weekday=False)
            times.append(self.text(say("noted {time}", time=at), DAY))
        content: list[Block] = [self.text([*self._ahead(entry), Span(entry.text, None, struck)], TEXT)]
        content += [self.text(note, SMALL) for note in self._notes(entry)]
        who = [part for part in (entry.unit, entry.person, entry.phone) if part]
        return Row(
            [
                Cell([self.text(str(entry.seq), SEQ)]),
                Cell(times),
                Cell([self.text(phrases.kind(entry.kind), LABEL_PLAIN)]),
                Cell([self.text(part, NARROW) for part in who]),
                Cell(content),
                Cell([self.text(entry.author, NARROW)]),
            ]
        )

    def _ahead(self, entry: EntryFact) -> list[Span]:
        if entry.amends is None:
            return []
        named = self.phrases.say("[Amends entry {seq}]", seq=entry.amends)
        return [Span(named if self.phrases.chinese else named + " ", "hei")]

    def _notes(self, entry: EntryFact) -> list[str]:
        say, notes = self.phrases.say, []
        if entry.amended_by is not None:
            notes.append(say("Amended by entry {seq}.", seq=entry.amended_by))
        if entry.paper_number and entry.paper_writer:
            notes.append(say("Paper {number}, written by {name}.", number=entry.paper_number, name=entry.paper_writer))
        elif entry.paper_number:
            notes.append(say("Paper {number}.", number=entry.paper_number))
        return notes
