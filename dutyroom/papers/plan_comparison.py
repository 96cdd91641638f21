"""Two versions of a plan compared, on paper: what was removed struck through, what was added bold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph, Rule
from dutyroom.papers.comparison_facts import ComparisonFacts, DifferenceFact, QuoteFact, VersionFact
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import FIELD, SMALL, Form, marks
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import Sheet
from dutyroom.rules.plan_compare import FATE_SIGNS, FATE_WORDS, MOVED_AND_CHANGED, Fate
from dutyroom.rules.wording import Wording

_TITLE: Final = Style(role="song", size=18, leading=26, align="center", bold=True)
_ABOUT: Final = Style(role="kai", size=11, leading=17, align="center")
_HEAD: Final = Style(role="hei", size=12, leading=18)
_BODY: Final = Style(role="song", size=10.5, leading=16.5, align="justify")
_COLUMNS: Final = (52.0, 118.0, 105.0, 105.0, 93.0)


def make_comparison(facts: ComparisonFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The comparison as PDF with a bookmark for each section; the same facts always give the same bytes."""
    phrases = Phrases(wording)
    form = Form(faces, phrases)
    title = phrases.say("{title}: versions compared", title=facts.title)
    blocks: list[Block] = [Paragraph(faces, [Span(title)], _TITLE, stays_with_next=True, outline=(0, title))]
    blocks += _about(form, facts)
    blocks += _quotes(form, facts.quotes)
    for section in facts.sections:
        blocks += _section(form, section)
    return Sheet(
        faces=faces,
        phrases=phrases,
        title=title,
        author=phrases.office(facts.office_zh, facts.office_en),
        blocks=blocks,
        running=title,
        marks=marks(facts.store_kind),
    ).pdf()


def comparison_texts(facts: ComparisonFacts) -> tuple[str, ...]:
    """Everything that it says, for looking up characters that cannot be printed."""
    texts = [facts.title, facts.old.document_number, facts.new.document_number]
    texts += [part for each in facts.quotes for part in (each.who, each.old, each.new, each.section)]
    for section in facts.sections:
        texts += [section.before, section.after, *(part for old, new, _ in section.words for part in (old, new))]
    return tuple(filter(None, texts))


def _about(form: Form, facts: ComparisonFacts) -> list[Block]:
    say = form.phrases.say
    lines = [_version(form, say("Former version"), facts.old), _version(form, say("New version"), facts.new)]
    blocks: list[Block] = [form.text(line, _ABOUT, gap=4) for line in lines]
    colon = "：" if form.phrases.chinese else ": "
    counts = [f"{say(FATE_WORDS[fate])} {count}" for fate, count in facts.counts if count]
    if facts.renumbered:
        counts.append(say("{count} renumbered only", count=facts.renumbered))
    said = " · ".join(counts) or say("The two say the same.")
    blocks.append(form.text(f"{say('Sections')}{colon}{said}", _ABOUT, gap=4))
    legend = [
        Span(say("Legend") + colon),
        Span(say("removed words are struck through"), None, strike=True),
        Span("　" if form.phrases.chinese else "; "),
        Span(say("added words are bold"), "hei", bold=True),
        Span("　" if form.phrases.chinese else "; "),
        Span(say("sections that say the same are left out")),
    ]
    return [*blocks, form.text(legend, SMALL, gap=8), Rule(0.7, space_before=4)]


def _version(form: Form, name: str, version: VersionFact) -> str:
    say = form.phrases.say
    parts = (say("version {number}", number=version.number), version.document_number, version.issued_on)
    colon = "：" if form.phrases.chinese else ": "
    return name + colon + "　".join(filter(None, parts))


def _quotes(form: Form, quotes: Sequence[QuoteFact]) -> list[Block]:
    if not quotes:
        return []
    say = form.phrases.say
    heads = form.heads(say("What"), say("Whose"), say("Before"), say("Now reads"), say("Section"))
    rows = [
        Row(
            [
                Cell([form.text(say("Telephone") if each.is_number else say("Name of a person"), FIELD)]),
                Cell([form.text(each.who, FIELD)]),
                Cell([form.text([Span(each.old, None, strike=True)] if each.old else "—", FIELD)]),
                Cell([form.text([Span(each.new, "hei", bold=True)] if each.new else "—", FIELD)]),
                Cell([form.text(each.section, FIELD)]),
            ]
        )
        for each in quotes
    ]
    title = say("Numbers and names that changed ({count})", count=len(quotes))
    heading = Paragraph(form.faces, [Span(title)], _HEAD, 10, stays_with_next=True, outline=(1, title))
    return [heading, Grid(_COLUMNS, rows, [heads], space_before=4)]


def _section(form: Form, section: DifferenceFact) -> list[Block]:
    fate = Fate(section.fate)
    word = MOVED_AND_CHANGED if fate is Fate.MOVED and section.reworded else FATE_WORDS[fate]
    where = " → ".join(dict.fromkeys(filter(None, (section.before, section.after))))
    title = "　".join(filter(None, (f"{FATE_SIGNS[fate]} {form.phrases.say(word)}", where)))
    heading = Paragraph(form.faces, [Span(title)], _HEAD, 11, bool(section.words), (1, title))
    return [heading, *(form.text(line, _BODY, gap=2) for line in _lines(section.words))]


def _lines(words: Sequence[tuple[str, str, bool]]) -> list[list[Span]]:
    """The words as paragraphs: a paragraph ends where the text does that stands in the new version."""
    lines: list[list[Span]] = [[]]
    for old, new, differs in words:
        marked = (
            ((old, Span("", None, strike=True)), (new, Span("", "hei", bold=True))) if differs else ((new, Span("")),)
        )
        for text, look in marked:
            for place, part in enumerate(text.split("\n")):
                if place:
                    lines.append([])
                if part.strip():
                    lines[-1].append(Span(part, look.role, look.strike, look.bold))
    return [line for line in lines if line]
