"""月值班表 and 节假日值班表: days by posts with people and phones, free days and swapped working days told in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import Form, marks
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases, weekday_word
from dutyroom.papers.record import Spread
from dutyroom.papers.roster_facts import HolidayRosterFacts, RosterDayFact, RosterFacts
from dutyroom.papers.sheet import DUTY_SHEET, LANDSCAPE, LEDGER, MM, PAGE, Sheet
from dutyroom.papers.tables import column_widths
from dutyroom.rules.roster import KIND_WORDS
from dutyroom.rules.wording import Wording, mark

_CELL: Final = Style(role="song", size=9.5, leading=12.2, align="center")
_REMARK: Final = replace(_CELL, align="left")
_HEAD: Final = Style(role="hei", size=9.5, leading=13, align="center")
_TOLD: Final = Style(role="song", size=10.5, leading=15)
_LARGE: Final = Style(role="fang", size=11.5, leading=16, align="center")
_SIGN: Final = Style(role="song", size=10.5, leading=16)
_FREE: Final = 0.93
"""Grey behind a day that is no working day; its kind stands in words beside it."""
_WHOLE: Final = 16.0
"""Em: no name or number up to this width is broken."""
_ACROSS: Final = 5
"""So many posts need the paper across."""
_ROW: Final = 17.2
_ROW_TALL: Final = 36.0
_TO_WRITE: Final = "　　　　　"
MADE: Final = mark("Drawn up: {name}")
CHECKED: Final = mark("Checked: {name}")
APPROVED: Final = mark("Approved: {name}")


def make_roster(facts: RosterFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The roster of a month as PDF, on one page where it fits; a draft is marked on every page."""
    phrases = Phrases(wording, facts.zone)
    month = f"{facts.year}年{facts.month}月" if phrases.chinese else f"{phrases.month(facts.month)} {facts.year}"
    return _Roster(faces, phrases, facts, phrases.say("Duty roster of {month}", month=month)).pdf()


def make_holiday_roster(facts: HolidayRosterFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The list of a holiday as PDF, with what the room above must know; one sent too late says so."""
    phrases = Phrases(wording, facts.zone)
    title = phrases.say("Duty roster for {festival}, {year}", festival=facts.festival, year=facts.year)
    return _Roster(faces, phrases, facts, title).pdf()


class _Roster(Form):
    """One roster on its way to pages."""

    def __init__(self, faces: Faces, phrases: Phrases, facts: RosterFacts | HolidayRosterFacts, title: str) -> None:
        super().__init__(faces, phrases)
        self.facts, self.title = facts, title
        self.is_large = isinstance(facts, HolidayRosterFacts)
        self.is_across = len(facts.posts) >= _ACROSS
        self.margins = LEDGER if self.is_across else DUTY_SHEET
        self.size = LANDSCAPE if self.is_across else PAGE
        self.office = phrases.office(facts.office_zh, facts.office_en)

    def pdf(self) -> bytes:
        """The paper as PDF."""
        printed = self.facts.printed_at
        return Sheet(
            faces=self.faces,
            phrases=self.phrases,
            title=f"{self.office} {self.title}",
            author=self.office,
            blocks=list(self.blocks()),
            running=self.title,
            foot_right=self.phrases.say("Printed {time}", time=self.phrases.moment(printed)) if printed else "",
            marks=marks(self.facts.store_kind, draft=self.facts.draft),
            margins=self.margins,
            size=self.size,
        ).pdf()

    def blocks(self) -> Iterator[Block]:
        """Head, what is told above the table, the table, notes, who made it."""
        facts = self.facts
        yield from self.masthead(self.office, self.title)
        if isinstance(facts, HolidayRosterFacts):
            yield from self.report(facts)
        if facts.phones:
            between = "：" if self.phrases.chinese else ": "
            told = [f"{label}{between}{number}" for label, number in facts.phones]
            yield Spread(self.faces, told, _TOLD, 5, stays_with_next=True)
        yield self.table() if facts.days else self.none()
        if facts.notes:
            yield from self.bullets(facts.notes)
        names = ((MADE, facts.made_by), (CHECKED, facts.reviewed_by), (APPROVED, facts.approved_by))
        signed = [self.phrases.say(words, name=name or _TO_WRITE) for words, name in names]
        yield Spread(self.faces, signed, _SIGN, 9)

    def report(self, facts: HolidayRosterFacts) -> Iterator[Block]:
        """To whom the list goes, by which unit, by when; sent too late is said."""
        say, day = self.phrases.say, self.phrases.date
        to = say("Reported to: {units}", units=self.phrases.list_of(facts.to)) if facts.to else ""
        due = say("Due: {day}", day=day(facts.due_on)) if facts.due_on else ""
        unit = say("Unit (seal): {unit}", unit=facts.unit or self.office)
        sent = say("Sent up: {day}", day=day(facts.sent_on) if facts.sent_on else _TO_WRITE)
        for gap, line in ((7, [text for text in (to, due) if text]), (3, [unit, sent])):
            if line:
                yield Spread(self.faces, line, _TOLD, gap, stays_with_next=True)
        if facts.due_on and facts.sent_on and facts.sent_on > facts.due_on:
            late = say("Sent {n} days too late.", n=(facts.sent_on - facts.due_on).days)
            yield Paragraph(self.faces, [Span(late)], replace(_HEAD, align="left"), 3, stays_with_next=True)

    def table(self) -> Grid:
        """Days by posts; columns as wide as their names and numbers ask for."""
        say = self.phrases.say
        titles = [say("Date"), say("Weekday"), say("Kind"), *self.facts.posts, say("Remark")]
        rows = [self.texts(day) for day in self.facts.days]
        is_noted = any(row[-1] for row in rows)
        if not is_noted:
            rows, titles = [row[:-1] for row in rows], titles[:-1]
        style = _LARGE if self.is_large else _CELL
        width = self.size[0] - (self.margins.left + self.margins.right) * MM
        widths = column_widths(self.faces, [titles, *rows], style, width, whole=_WHOLE)
        heads = Row([Cell([self.text(title, _HEAD)], 1, 1.0, "middle") for title in titles], 22)
        made = [self.row(day, row, style, is_noted) for day, row in zip(self.facts.days, rows, strict=True)]
        return Grid(widths, made, [heads], space_before=6)

    def texts(self, day: RosterDayFact) -> list[str]:
        """What stands in the cells of a day."""
        return [
            self.day_of(day.on),
            weekday_word(day.on, chinese=self.phrases.chinese),
            day.festival or self.phrases.say(KIND_WORDS[day.kind or "work"]),
            *(self.people(day, post) for post in self.facts.posts),
            day.note,
        ]

    def row(self, day: RosterDayFact, texts: Sequence[str], style: Style, is_noted: bool) -> Row:
        """The row of a day, shaded where it is free."""
        shade = _FREE if day.kind in ("rest", "holiday") else 1.0
        cells = []
        for place, text in enumerate(texts):
            bold = place == 2 and day.kind in ("holiday", "makeup")
            set_as = replace(style, role="hei") if bold else style
            if is_noted and place == len(texts) - 1:
                set_as = _REMARK
            cells.append(Cell([self.text(text, set_as)], 1, shade, "middle", again=place < 3))
        return Row(cells, _ROW_TALL if self.is_large else _ROW)

    def people(self, day: RosterDayFact, post: str) -> str:
        """Who holds a post on a day, one below the other; the phone stands below a name with its office."""
        found = []
        for person in day.people:
            if person.post == post:
                name = f"{person.name}　{person.title}" if person.title else person.name
                found.append(("\n" if person.title else " ").join(filter(None, (name, person.phone))))
        return "\n".join(found)

    def day_of(self, on: date) -> str:
        """``10月1日``, ``1 Oct``."""
        if self.phrases.chinese:
            return f"{on.month}月{on.day}日"
        return f"{on.day} {self.phrases.month(on.month)}"
