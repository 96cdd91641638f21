"""Papers that the duty room issues by itself: 每日值班情况, 值班快报, 值班信息, 抽查通报, 会议通知, 纪要.

Sizes are borrowed from GB/T 9704-2012; name, colour, line of the issue and distribution are the office's own
(``rules/masthead.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph, Rule
from dutyroom.papers.briefing_facts import BriefingFacts
from dutyroom.papers.briefing_parts import WIDTH, Gap, look_of, notices, parts_set
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import marks_of_issue
from dutyroom.papers.gbt9704 import MM, RECORD, RED, THICK, THIN, slot
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.masthead import shipped_mastheads
from dutyroom.papers.official import Signature, labelled, with_last_lines
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.record import Spread, Stack
from dutyroom.papers.sheet import OFFICIAL, Sheet
from dutyroom.papers.titles import balanced
from dutyroom.rules.masthead import Masthead
from dutyroom.rules.paper_template import named
from dutyroom.rules.wording import Wording, mark

_LARGEST: Final = 54.0
_ISSUE: Final = Style(role="hei", size=16, leading=24, align="center")
_SIDE: Final = {True: Style(role="fang", size=15, leading=22), False: Style(role="song", size=12, leading=18)}
_FOOT: Final = {True: RECORD, False: Style(role="song", size=10, leading=15)}
_PERIOD: Final = Style(role="kai", size=14, leading=21, align="center")
_NOTICE: Final = Style(role="hei", size=14, leading=21, align="center")
_TITLE_MOST: Final = 300
"""Characters: a longer title is text that may go on overleaf."""
_TO_WRITE: Final = {True: "　　", False: "____"}
_PRESENT: Final = frozenset({"出席", "列席", "请假", "缺席", "Present", "Attending", "Excused", "Absent"})
"""Of minutes these stand below the text, as GB/T 9704-2012 has it."""
EDITED: Final = mark("Edited: {name}")
REVIEWED: Final = mark("Reviewed: {name}")
SIGNED: Final = mark("Signed for issue: {name}")
PHONE: Final = mark("Telephone: {number}")
PRINTED: Final = mark("{n} copies printed")


def make_briefing(facts: BriefingFacts, *, faces: Faces, wording: Wording, masthead: Masthead | None = None) -> bytes:
    """The paper as PDF, drafts and withdrawn issues marked on every page; the same facts give the same bytes.

    ``masthead`` takes the place of the head that the facts bring, or of the shipped one.
    """
    head = named(masthead or facts.head or shipped_mastheads()[facts.kind], facts.office_zh, facts.office_en)
    return _Briefing(faces, facts, Phrases(wording, facts.zone), head).sheet().pdf()


class _Briefing:
    """One paper on its way to pages."""

    def __init__(self, faces: Faces, facts: BriefingFacts, phrases: Phrases, head: Masthead) -> None:
        self.faces, self.facts, self.phrases, self.head = faces, facts, phrases, head
        self.look = look_of(facts, phrases)
        self.name = facts.masthead or phrases.office(head.zh, head.en)
        self.is_letter = head.form == "letter"
        self.issuer = facts.issuer or phrases.office(facts.office_zh, facts.office_en)

    def sheet(self) -> Sheet:
        facts, issue = self.facts, self.issue()
        return Sheet(
            faces=self.faces,
            phrases=self.phrases,
            title="　".join(filter(None, (facts.title or self.name, facts.number or issue))),
            author=self.issuer,
            blocks=list(self.letter() if self.is_letter else self.bulletin()),
            running="　".join(filter(None, (self.name, issue, facts.title))),
            foot=facts.number,
            marks=marks_of_issue(facts.store_kind, facts.state, replaced=bool(facts.replaced_by)),
            margins=OFFICIAL,
            record=self.record(),
            made_at=facts.issued_at,
        )

    def issue(self) -> str:
        """第12期, 第2026-12期 or the number; room to write it where it is not given yet."""
        say, facts, form = self.phrases.say, self.facts, self.head.issue
        if form == "none":
            return ""
        if form == "number":
            return facts.number
        n = _TO_WRITE[self.phrases.chinese] if facts.serial is None else str(facts.serial)
        if form == "year-serial" and facts.serial is not None and facts.year is not None:
            n = f"{facts.year}-{n}"
        return say("No. {n}", n=n)

    def day(self) -> str:
        """The date of issue, with room to write it where there is none."""
        if self.facts.issued_at is not None:
            return self.phrases.date(self.facts.issued_at.astimezone(self.phrases.zone).date())
        return "　　年　　月　　日" if self.phrases.chinese else ""

    def bulletin(self) -> Iterator[Block]:
        """A large name, issue, issuer and date over a rule; the text below."""
        ink = RED if self.head.colour == "red" else None
        wide = self.faces.width("song", self.faces.drawable("song", self.name)) or 1.0
        size = max(18.0, min(_LARGEST, WIDTH / wide - 0.5))
        name = Style(role="song", size=size, leading=size * 1.25, align="center", bold=True, ink=ink)
        outline = None if self.facts.title else (0, self.name)
        yield Paragraph(self.faces, [Span(self.name)], name, stays_with_next=True, outline=outline)
        if self.issue():
            yield Paragraph(self.faces, [Span(self.issue())], _ISSUE, 8, stays_with_next=True)
        yield Spread(self.faces, [self.issuer, self.day()], _SIDE[self.phrases.chinese], 10, stays_with_next=True)
        yield Rule(1.4, space_before=5, ink=ink)
        if self.facts.kind == "daily-situation" and self.facts.period_from is not None:
            period = self.phrases.period(self.facts.period_from, self.facts.period_until)
            yield Paragraph(self.faces, [Span(period)], _PERIOD, 8, stays_with_next=True)
        yield from self.notices()
        yield from self.title(self.facts.title, slot(0.7))
        *body, last = self.text(slot(0.6))
        yield from body
        yield from _ending(last, [self.record()])

    def letter(self) -> Iterator[Block]:
        """Title, to whom, the text, who signs."""
        facts = self.facts
        yield from self.title(facts.title or f"{self.issuer}{self.name}", slot(1))
        if facts.number:
            yield Paragraph(self.faces, [Span(facts.number)], replace(self.look.flush, align="center"), 4, True)
        yield from self.notices()
        gap = slot(1)
        if facts.to:
            colon = "：" if self.phrases.chinese else ":"
            yield Paragraph(self.faces, [Span(self.phrases.list_of(facts.to) + colon)], self.look.flush, gap)
            gap = 0.0
        body = list(self.text(gap))
        if facts.contact:
            around = "（{}）" if self.phrases.chinese else "({})"
            said = around.format(self.phrases.say("Contact: {name}", name=facts.contact))
            body.append(Paragraph(self.faces, [Span(said)], self.look.body, self.look.gap))
        signed = Signature(
            self.faces, (self.issuer,), self.day(), sealed=False, space_before=slot(1), style=self.look.flush
        )
        yield from body[:-1]
        yield from _ending(body[-1], [signed])
        yield signed

    def notices(self) -> Iterator[Block]:
        """Withdrawn, corrected, correcting: said before the title."""
        issue = not self.is_letter and self.head.issue != "none"
        for line in notices(self.phrases, self.facts, issue=issue):
            yield Paragraph(self.faces, [Span(line)], _NOTICE, 8, stays_with_next=len(line) <= _TITLE_MOST)

    def title(self, said: str, gap: float) -> Iterator[Block]:
        """The title in lines of like length, never broken inside a word or a number."""
        if said:
            spans = [Span(balanced(self.faces, said, self.look.title, WIDTH))]
            stays = len(said) <= _TITLE_MOST
            yield Paragraph(self.faces, spans, self.look.title, gap, stays_with_next=stays, outline=(0, said))

    def text(self, gap: float) -> Iterator[Block]:
        """Labelled lines and the text; of a notice the lines follow the sentence that announces them."""
        parts, fields = self.facts.parts, self.facts.fields
        below = [pair for pair in fields if self.facts.kind == "minutes" and pair[0].strip("：: ") in _PRESENT]
        above = [pair for pair in fields if pair not in below]
        announced = int(self.is_letter and bool(above and parts) and parts[0].text.rstrip().endswith(("：", ":")))
        blocks: list[Block] = [
            *parts_set(self.faces, self.phrases, self.look, parts[:announced]),
            *map(self.labelled, above),
            *parts_set(self.faces, self.phrases, self.look, parts[announced:]),
        ]
        ends = [self.labelled(pair) for pair in below]
        if ends:
            ends[0].space_before = slot(0.6)
        blocks += ends
        if not blocks:
            blocks.append(Paragraph(self.faces, [Span(self.phrases.say("None."))], self.look.body))
        yield Gap(gap, stays_with_next=True)
        yield from blocks

    def labelled(self, pair: tuple[str, str]) -> Paragraph:
        """时间： and what it is."""
        label = pair[0].strip("：: ") + ("：" if self.phrases.chinese else ": ")
        return labelled(self.faces, label, pair[1], self.look.body, self.look.gap)

    def record(self) -> Block | None:
        """To whom it goes and who made it, between rules at the foot of the last page."""
        lines = [*self.distribution()]
        made = [text for text in self.made() if text]
        if not lines and not made:
            return None
        blocks: list[Block] = [Rule(THICK * MM, space_before=0)]
        blocks += lines
        if made:
            blocks += [Rule(THIN * MM, space_before=3)] if lines else []
            blocks.append(Spread(self.faces, made, _FOOT[self.phrases.chinese], 2))
        return Stack([*blocks, Rule(THICK * MM, space_before=3)], space_before=12)

    def distribution(self) -> Iterator[Paragraph]:
        """报： and 送： each with its list."""
        head, chinese = self.head, self.phrases.chinese
        to = "" if self.is_letter else self.phrases.office(head.to_zh, head.to_en)
        for label, names in (
            (to, self.facts.to),
            (self.phrases.office(head.copies_zh, head.copies_en), self.facts.copies),
        ):
            if label and names:
                lead = f"{label}：" if chinese else f"{label}: "
                said = ("，" if chinese else ", ").join(names) + ("。" if chinese else ".")
                style = _FOOT[chinese]
                hang = self.faces.width(style.role, self.faces.drawable(style.role, lead))
                yield Paragraph(self.faces, [Span(lead + said)], replace(style, hang=hang), 2)

    def made(self) -> tuple[str, ...]:
        """编辑 审核 签发 共印N份, as the office's head of this paper asks for them."""
        facts, say = self.facts, self.phrases.say
        edited = say(EDITED, name=facts.drafted_by) if facts.drafted_by else ""
        signed = say(SIGNED, name=facts.signed_by) if facts.signed_by else ""
        if self.head.foot == "contact":
            return edited, say(PHONE, number=facts.contact) if facts.contact else "", signed
        if self.head.foot == "none":
            return ()
        reviewed = say(REVIEWED, name=facts.reviewed_by) if facts.reviewed_by else ""
        printed = say(PRINTED, n=facts.printed_copies) if facts.printed_copies is not None else ""
        return edited, reviewed, signed, printed


def _ending(last: Block, ends: Sequence[Block | None]) -> Iterator[Block]:
    """The last of the text; where it is a paragraph, its last lines stay with what follows."""
    if isinstance(last, Paragraph):
        yield from with_last_lines([last], [block for block in ends if block], WIDTH)
    else:
        yield last
