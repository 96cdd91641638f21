"""An emergency plan, or one section of it, on paper."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block, Paragraph
from dutyroom.papers.facts import PlanFacts, SectionFact
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import Form, marks
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import Sheet
from dutyroom.rules.wording import Wording

_TITLE: Final = Style(role="song", size=20, leading=30, align="center", bold=True)
_ABOUT: Final = Style(role="kai", size=11, leading=17, align="center")
_BODY_ZH: Final = Style(role="fang", size=12, leading=21, align="justify", indent=2.0)
_BODY_EN: Final = Style(role="song", size=11, leading=16.5)
# GB/T 9704: 一、 in Hei, （一） in Kai, below that as the text itself.
_LEVELS: Final = (
    Style(role="hei", size=14, leading=22),
    Style(role="kai", size=13, leading=21),
    Style(role="fang", size=12, leading=20, bold=True),
)


def make_plan(facts: PlanFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The plan as PDF with a bookmark for each section; the same facts always give the same bytes."""
    phrases = Phrases(wording)
    form = Form(faces, phrases)
    blocks: list[Block] = [_title(form, facts.title), *_about(form, facts)]
    for place, section in enumerate(facts.sections, 1):
        blocks += _section(form, section, last=place == len(facts.sections))
    return Sheet(
        faces=faces,
        phrases=phrases,
        title=facts.title,
        author=facts.issuer or phrases.office(facts.office_zh, facts.office_en),
        blocks=blocks,
        running=facts.title,
        marks=marks(facts.store_kind),
    ).pdf()


def plan_texts(facts: PlanFacts) -> tuple[str, ...]:
    """Everything that the plan says, for looking up characters that cannot be printed."""
    texts = [facts.title, facts.issuer, facts.number, facts.issued_on, facts.version]
    texts += [part for section in facts.sections for part in (section.number, section.title, section.body)]
    return tuple(filter(None, texts))


def _title(form: Form, title: str) -> Paragraph:
    return Paragraph(form.faces, [Span(title)], _TITLE, stays_with_next=True, outline=(0, title))


def _about(form: Form, facts: PlanFacts) -> list[Block]:
    say = form.phrases.say
    known = (
        ((say("Issued by"), facts.issuer), (say("Document number"), facts.number)),
        ((say("Issued on"), facts.issued_on), (say("Version"), facts.version)),
    )
    colon = "：" if form.phrases.chinese else ": "
    lines = ["　".join(f"{name}{colon}{value}" for name, value in pair if value) for pair in known]
    blocks: list[Block] = [form.text(line, _ABOUT, gap=4) for line in lines if line]
    if facts.text_missing:
        missing = say("Text missing: this copy has headings and no running text.")
        blocks.append(form.text([Span(missing, "hei")], _ABOUT, gap=6))
    return blocks


def _section(form: Form, section: SectionFact, *, last: bool) -> list[Block]:
    level = max(1, section.level)
    name = section.title if not section.number else f"{section.number}{_gap(section.number)}{section.title}"
    blocks: list[Block] = []
    if name.strip():
        style = _LEVELS[min(level, len(_LEVELS)) - 1]
        company = bool(section.body.strip()) or not last
        gap = 9.0 if level == 1 else 6.0
        blocks.append(Paragraph(form.faces, [Span(name)], style, gap, company, (level, name)))
    body = _BODY_ZH if form.phrases.chinese or not section.body.isascii() else _BODY_EN
    paragraphs = filter(None, (line.strip() for line in section.body.splitlines()))
    return [*blocks, *(Paragraph(form.faces, [Span(paragraph)], body, 2) for paragraph in paragraphs)]


def _gap(number: str) -> str:
    """一、 and （一） stand close to their title, 第一章 and 1.1 do not."""
    return "" if number.endswith(("、", "）", ")", "．")) else "　"
