"""Action cards: what one role does at one level of response, with boxes to tick and the numbers it needs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph, Rule
from dutyroom.papers.book import Book, Leaf
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import FIELD, HEADING, SMALL, Form, marks
from dutyroom.papers.formats import FORMATS, FormatKey
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.plan_facts import ActionFact, PlanFacts, PlanNumberFact
from dutyroom.papers.plan_front import BOX, response
from dutyroom.papers.sheet import paginate
from dutyroom.rules.card_numbers import numbers_needed
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

LEVELS: Final = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ")
_PLAN: Final = Style(role="kai", size=11, leading=15)
_NAME: Final = Style(role="hei", size=18, leading=25)
_DO: Final = Style(role="song", size=12.5, leading=18.5)
_TICK: Final = Style(role="hei", size=14, leading=18.5, align="center")
_COUNT: Final = Style(role="song", size=10, leading=18.5, align="center")
_PHONE: Final = Style(role="hei", size=12, leading=17)
_LINES: Final = (28.0, 26.0, 380.0, 60.0)
_NUMBERS: Final = (250.0, 190.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card: the name of the response and of the role, its lines, the numbers of whom they speak."""

    name: str
    actions: tuple[ActionFact, ...]
    numbers: tuple[PlanNumberFact, ...]


def make_action_cards(facts: PlanFacts, *, faces: Faces, wording: Wording, form: FormatKey = "card-a4") -> bytes:
    """The cards of a plan as PDF, each from a page of its own; refused: ``paper.no_actions``."""
    phrases = Phrases(wording, facts.zone)
    cards = cards_of(facts, Form(faces, phrases))
    if not cards:
        raise Refusal("paper.no_actions", title=facts.title)
    out = io.BytesIO()
    book = Book(out, faces, phrases, FORMATS[form], marks(facts.store_kind))
    leaves = [leaf for card in cards for leaf in _leaves(card, facts, Form(faces, phrases), book)]
    book.add(leaves)
    office = phrases.office(facts.office_zh, facts.office_en)
    title = f"{phrases.say('Action cards')} {facts.title}"
    book.finish(title, facts.issuer or office, title)
    return out.getvalue()


def cards_of(facts: PlanFacts, form: Form) -> list[Card]:
    """The first five actions as a card of their own, then one card for each level and role, in the order of the plan."""
    say = form.phrases.say
    cards: list[Card] = []
    first = sorted((a for a in facts.actions if a.first), key=lambda action: action.first or 0)
    if first:
        cards.append(_card(say("First five actions"), first, facts))
    groups: dict[tuple[int, str], list[ActionFact]] = {}
    for action in facts.actions:
        groups.setdefault((_rank(action.level), action.role), []).append(action)
    for (_rank_of, role), actions in sorted(groups.items(), key=lambda group: group[0][0]):
        level = response(form, actions[0].level) or say("Every response")
        cards.append(_card("　".join(part for part in (level, role) if part), actions, facts))
    return cards


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _card(name: str, actions: Sequence[ActionFact], facts: PlanFacts) -> Card:
    texts = [part for action in actions for part in (action.text, action.role)]
    needed = numbers_needed(texts, [(number.unit, number.name) for number in facts.numbers])
    return Card(name=name, actions=tuple(actions), numbers=tuple(facts.numbers[place] for place in needed))


def _leaves(card: Card, facts: PlanFacts, form: Form, book: Book) -> list[Leaf]:
    say, frame = form.phrases.say, book.frame
    pages = paginate(_blocks(card, facts, form, frame.width), frame.width, frame.room)
    version = say("version {n}", n=facts.version) if facts.version else ""
    return [
        Leaf(
            placed=placed,
            running=f"{card.name}　{facts.title}" if number > 1 else "",
            left=version,
            number=say("Page {n} of {m}", n=number, m=len(pages)) if len(pages) > 1 else "",
            right=facts.number,
        )
        for number, placed in enumerate(pages, 1)
    ]


def _blocks(card: Card, facts: PlanFacts, form: Form, width: float) -> list[Block]:
    say = form.phrases.say
    blocks: list[Block] = [
        Paragraph(form.faces, [Span(facts.title)], _PLAN, stays_with_next=True),
        Paragraph(form.faces, [Span(card.name)], _NAME, 2, stays_with_next=True, outline=(0, card.name)),
        Rule(1.2, space_before=3),
    ]
    open_lines = sum(not action.is_checked for action in card.actions)
    if open_lines:
        words = say(
            "{n} lines marked “not checked” were read from the text; nobody has checked them yet.", n=open_lines
        )
        blocks.append(form.text([Span(words, "hei")], SMALL, gap=4))
    names = len({action.role for action in card.actions}) > 1 or len({action.level for action in card.actions}) > 1
    titles = ("", say("No."), say("Action"), say("Time"))
    widths = form.columns([one * width / sum(_LINES) for one in _LINES], titles)
    rows = [_line(form, place, action, names=names) for place, action in enumerate(card.actions, 1)]
    blocks.append(Grid(widths, rows, [form.heads(*titles)], space_before=6.0))
    if card.numbers:
        blocks.append(Paragraph(form.faces, [Span(say("Numbers"))], HEADING, 10, stays_with_next=True))
        blocks.append(Grid(_NUMBERS, [_number(form, number) for number in card.numbers], space_before=3.0))
    return blocks


def _line(form: Form, place: int, action: ActionFact, *, names: bool) -> Row:
    say = form.phrases.say
    spans = [Span(action.text)]
    if not action.is_checked:
        spans.append(Span(" " + say("[not checked]"), "kai"))
    content: list[Block] = [form.text(spans, _DO)]
    who = form.phrases.list_of([response(form, action.level), action.role]) if names else ""
    content += [form.text(who, SMALL)] if who else []
    cells = [Cell([form.text(BOX, _TICK)]), Cell([form.text(str(place), _COUNT)]), Cell(content), Cell(())]
    return Row(cells, least=26.0)


def _number(form: Form, number: PlanNumberFact) -> Row:
    who = "　".join(part for part in (number.unit, number.name, number.post) if part)
    lines: list[Block] = [form.text(number.phone, _PHONE)]
    if number.is_retired:
        lines.append(form.text(form.phrases.say("no longer in use"), _PHONE))
    elif number.directory_phone:
        lines.append(form.text(form.phrases.say("directory: {phone}", phone=number.directory_phone), _PHONE))
    if not number.is_checked:
        lines.append(form.text(form.phrases.say("[not checked]"), SMALL))
    return Row([Cell([form.text(who or "—", FIELD)], place="middle"), Cell(lines, place="middle")])
