"""What stands before the text of a plan: its title and particulars, what to do first, when which response begins."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block, Paragraph
from dutyroom.papers.form import FIELD, HEADING, LABEL, Form
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.plan_facts import PlanFacts
from dutyroom.papers.plan_words import known_of, warnings_of

BOX: Final = "□"
_TITLE: Final = Style(role="song", size=20, leading=30, align="center", bold=True)
_PART: Final = Style(role="hei", size=13, leading=20, align="center")
_ABOUT: Final = Style(role="kai", size=11, leading=17, align="center")
_LEVEL: Final = Style(role="hei", size=10.5, leading=15.5, align="center")
_FIRST: Final = Style(role="hei", size=12, leading=18)
_PARTICULARS: Final = (62.0, 160.0, 62.0, 160.0)
_STARTS: Final = (62.0, 268.0, 114.0)


def plan_front(facts: PlanFacts, form: Form) -> list[Block]:
    """The blocks before the text; of a single section only its plan's title and particulars in a line or two."""
    blocks: list[Block] = [title(form, facts.title), *_about(form, facts)]
    if not facts.part:
        blocks += first_five(facts, form)
        blocks += start_table(facts, form)
    return blocks


def title(form: Form, words: str) -> Paragraph:
    """The title of a plan, with its bookmark."""
    return Paragraph(form.faces, [Span(words)], _TITLE, stays_with_next=True, outline=(0, words))


def _about(form: Form, facts: PlanFacts) -> list[Block]:
    known = known_of(facts, form.phrases)
    blocks: list[Block] = []
    if facts.part:
        blocks.append(form.text(facts.part, _PART, gap=2))
        colon = "：" if form.phrases.chinese else ": "
        line = "　".join(f"{name}{colon}{value}" for name, value in known)
        blocks += [form.text(line, _ABOUT, gap=4)] if line else []
    elif known:
        known += [("", "")] * (len(known) % 2)
        rows = [
            Row([form.label(a), form.value(b), form.label(c), form.value(d)])
            for (a, b), (c, d) in zip(known[::2], known[1::2], strict=True)
        ]
        blocks.append(Grid(_PARTICULARS, rows, space_before=8.0))
    return [*blocks, *(form.text([Span(words, "hei")], _ABOUT, gap=6) for words in warnings_of(facts, form.phrases))]


def first_five(facts: PlanFacts, form: Form) -> list[Block]:
    """The first five actions with boxes to tick, where somebody has checked them."""
    actions = sorted((a for a in facts.actions if a.first and a.is_checked), key=lambda action: action.first or 0)
    if not actions:
        return []
    rows = []
    for action in actions:
        who = form.phrases.list_of([response(form, action.level), action.role])
        content: list[Block] = [form.text(action.text, _FIRST)]
        content += [form.text(who, FIELD)] if who else []
        cells = [
            Cell([form.text(BOX, _FIRST)], place="middle"),
            Cell([form.text(str(action.first), _LEVEL)], place="middle"),
            Cell(content),
        ]
        rows.append(Row(cells))
    heading = Paragraph(form.faces, [Span(form.phrases.say("First five actions"))], HEADING, 12, stays_with_next=True)
    return [heading, Grid((26.0, 26.0, 392.0), rows, space_before=4.0)]


def start_table(facts: PlanFacts, form: Form) -> list[Block]:
    """When which response begins and who may begin it, where somebody has checked it."""
    starts = [start for start in facts.starts if start.is_checked]
    if not starts:
        return []
    say = form.phrases.say
    titles = (say("Response"), say("Conditions"), say("Who may begin it"))
    rows = [
        Row(
            [
                Cell([form.text(response(form, start.level) or say("Every response"), LABEL)], place="middle"),
                Cell([form.text(start.conditions or "—", FIELD)]),
                Cell([form.text(start.authority or "—", FIELD)], place="middle"),
            ]
        )
        for start in starts
    ]
    heading = Paragraph(form.faces, [Span(say("When a response begins"))], HEADING, 12, stays_with_next=True)
    return [heading, Grid(form.columns(_STARTS, titles), rows, [form.heads(*titles)], space_before=4.0)]


def response(form: Form, level: str) -> str:
    """The name of a level of response; empty for every one."""
    return form.phrases.say("Level {level} response", level=level) if level else ""
