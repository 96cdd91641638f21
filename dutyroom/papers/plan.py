"""An emergency plan, or one section of it, on paper: what is known of it, what to do first, its contents, its text."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph
from dutyroom.papers.book import Book, Leaf
from dutyroom.papers.contents import ContentsLine, headings_on
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import HEADING, Form, marks
from dutyroom.papers.formats import FORMATS, FormatKey
from dutyroom.papers.frame import Frame
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.plan_facts import PlanFacts, SectionFact
from dutyroom.papers.plan_front import plan_front
from dutyroom.papers.plan_words import heading_words
from dutyroom.papers.sheet import Placed, paginate
from dutyroom.papers.tables import parted, table
from dutyroom.rules.plan_words import headings, without_entries
from dutyroom.rules.wording import Wording

_BODY_ZH: Final = Style(role="fang", size=12, leading=21, align="justify", indent=2.0)
_BODY_EN: Final = Style(role="song", size=11, leading=16.5)
# GB/T 9704: 一、 in Hei, （一） in Kai, below that as the text itself.
_LEVELS: Final = (
    Style(role="hei", size=14, leading=22),
    Style(role="kai", size=13, leading=21),
    Style(role="fang", size=12, leading=20, bold=True),
)
_CONTENTS_FROM: Final = 5  # pages of text; a shorter plan is leafed through sooner than looked up
_LISTED_MOST: Final = 160  # lines of a contents page: beyond them only chapters are listed


def make_plan(facts: PlanFacts, *, faces: Faces, wording: Wording, form: FormatKey = "a4") -> bytes:
    """The plan as PDF with a bookmark for each section; the same facts always give the same bytes."""
    phrases = Phrases(wording, facts.zone)
    out = io.BytesIO()
    book = Book(out, faces, phrases, FORMATS[form], marks(facts.store_kind))
    leaves = plan_leaves(facts, Form(faces, phrases), book.frame)
    book.add(leaves)
    office = phrases.office(facts.office_zh, facts.office_en)
    book.finish(facts.title, facts.issuer or office, running_of(facts, phrases))
    return out.getvalue()


def plan_leaves(facts: PlanFacts, form: Form, frame: Frame) -> list[Leaf]:
    """The pages of a plan by itself: counted, with a contents page where it has more than a few."""
    pages = _pages(facts, form, frame)
    running = running_of(facts, form.phrases)
    count = len(pages)
    return [
        Leaf(
            placed=placed,
            running=running if number > 1 else "",
            number=form.phrases.say("Page {n} of {m}", n=number, m=count),
        )
        for number, placed in enumerate(pages, 1)
    ]


def running_of(facts: PlanFacts, phrases: Phrases) -> str:
    """The running head: the title, the part, the version."""
    version = phrases.say("version {n}", n=facts.version) if facts.version else ""
    return "　".join(part for part in (facts.title, facts.part, facts.number, version) if part)


def plan_blocks(facts: PlanFacts, form: Form, width: float) -> list[Block]:
    """The text of a plan: every section with its heading, tables as tables."""
    sections = facts.sections
    names = headings((s.level, s.number, s.title) for s in sections).names if not facts.part else frozenset()
    blocks: list[Block] = []
    for place, section in enumerate(sections, 1):
        if section.level == 0 and names:
            # The entries of a contents page name pages of another edition.
            section = replace(section, body=without_entries(section.body, names))
        blocks += _section(form, section, width, last=place == len(sections))
    return blocks


def plan_texts(facts: PlanFacts) -> tuple[str, ...]:
    """Everything that the plan says, for looking up characters that cannot be printed."""
    texts = [facts.title, facts.issuer, facts.number, facts.issued_on, facts.version]
    texts += [part for section in facts.sections for part in (section.number, section.title, section.body)]
    return tuple(filter(None, texts))


def _pages(facts: PlanFacts, form: Form, frame: Frame) -> list[Placed]:
    front = plan_front(facts, form)
    body = plan_blocks(facts, form, frame.width)
    together = paginate([*front, *body], frame.width, frame.room)
    if len(together) < _CONTENTS_FROM:
        return together
    text = paginate(body, frame.width, frame.room)
    articles = {heading_words(section) for section in facts.sections if not section.title}
    found = [one for one in headings_on(text) if one[1] not in articles]
    deepest = next((n for n in (3, 2, 1) if sum(level <= n for level, _, _ in found) <= _LISTED_MOST), 1)
    listed = [(*one, ContentsLine(form.faces, one[1], one[0])) for one in found if one[0] <= deepest]
    if len(listed) < 2:
        return together
    heading = Paragraph(form.faces, [Span(form.phrases.say("Contents"))], HEADING, 14, stays_with_next=True)
    ahead = paginate([*front, heading, *(line for *_, line in listed)], frame.width, frame.room)
    for _level, _title, place, line in listed:
        line.goal = len(ahead) + place
        line.label = str(line.goal + 1)
    return [*ahead, *text]


def _section(form: Form, section: SectionFact, width: float, *, last: bool) -> list[Block]:
    level = max(1, section.level)
    name = heading_words(section)
    blocks: list[Block] = []
    parts = list(parted(section.body))
    article = not section.title and isinstance(next(iter(parts), None), str)
    if name and not article:
        style = _LEVELS[min(level, len(_LEVELS)) - 1]
        company = bool(section.body.strip()) or not last
        gap = 9.0 if level == 1 else 6.0
        blocks.append(Paragraph(form.faces, [Span(name)], style, gap, company, (level, name)))
    body = _BODY_ZH if form.phrases.chinese or not section.body.isascii() else _BODY_EN
    if name and article:  # 第一条 stands before its text, not over it
        spans = [Span(f"{name}　", "hei"), Span(str(parts.pop(0)))]
        blocks.append(Paragraph(form.faces, spans, body, 2, outline=(level, name)))
    for part in parts:
        if isinstance(part, str):
            blocks.append(Paragraph(form.faces, [Span(part)], body, 2))
        else:
            blocks += table(form.faces, part, body, width)
    return blocks
