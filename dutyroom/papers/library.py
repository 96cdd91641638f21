"""The whole library as one file: cover, contents, every plan with its bookmarks, an index of telephone numbers.

Plans come one at a time and are written out at once, so that thousands of them need no more memory than their titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from dutyroom.papers.blocks import Block, PageBreak, Paragraph, Rule
from dutyroom.papers.book import Book, Leaf, Spot
from dutyroom.papers.contents import ContentsLine
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import FIELD, HEADING, OFFICE, SMALL, TITLE, Form, marks
from dutyroom.papers.formats import FORMATS, FormatKey
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases, grouped
from dutyroom.papers.plan import plan_blocks, running_of
from dutyroom.papers.plan_facts import LibraryFacts, PlanFacts, PlanNumberFact
from dutyroom.papers.plan_front import plan_front
from dutyroom.papers.sheet import paginate
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.wording import Wording

_DEEPEST: Final = 3  # of the bookmarks: kind, plan, chapter, section
_COVER: Final = Style(role="kai", size=14, leading=24, align="center")
_HASH: Final = Style(role="song", size=9, leading=13, align="center")
_INDEX: Final = (140.0, 80.0, 120.0, 104.0)
_COUNTS: Final = (300.0, 144.0)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a library: its plans and pages, and the characters that no face has."""

    plans: int
    pages: int
    missing: tuple[str, ...]


@dataclass(slots=True)
class _Index:
    """Where each plan begins and on which pages each number is quoted."""

    lines: list[tuple[str, ContentsLine]] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    numbers: dict[tuple[str, ...], list[str]] = field(default_factory=dict)


def write_library(
    facts: LibraryFacts,
    plans: Iterable[PlanFacts],
    out: BinaryIO,
    *,
    faces: Faces,
    wording: Wording,
    form: FormatKey = "a4",
    progress: Callable[[int, str], None] = lambda _done, _title: None,
) -> Written:
    """Write the file into ``out``; ``progress`` is told before each plan how many are done, and may raise to stop it.

    The plans must come by kind, in the order of ``facts.kinds``.
    """
    phrases = Phrases(wording, facts.zone)
    kit = Form(faces, phrases)
    book = Book(out, faces, phrases, FORMATS[form], marks(facts.store_kind))
    index, kind, done, page = _Index(), "", 0, 1
    for plan in plans:
        progress(done, plan.title)
        under = "" if plan.kind == kind else phrases.say(KIND_WORDS.get(plan.kind, plan.kind))
        kind = plan.kind
        leaves = _leaves(plan, kit, book, page)
        spots = book.add(leaves, base=1, deepest=_DEEPEST, under=under)
        _note(index, plan, kind, spots[0], str(page), kit)
        page += len(leaves)
        done += 1
    progress(done, "")
    if index.numbers:
        page += _add_index(book, kit, index, page)
    _add_front(book, kit, facts, index)
    title = " ".join(part for part in (phrases.say("Collected emergency plans"), facts.title) if part)
    book.finish(title, phrases.office(facts.office_zh, facts.office_en), title, labelled=True)
    return Written(done, page - 1, faces.met_missing())


def _leaves(plan: PlanFacts, kit: Form, book: Book, first: int) -> list[Leaf]:
    frame, say = book.frame, kit.phrases.say
    blocks = [*plan_front(plan, kit), *plan_blocks(plan, kit, frame.width)]
    pages = paginate(blocks, frame.width, frame.room)
    running, count = running_of(plan, kit.phrases), len(pages)
    return [
        Leaf(
            placed=placed,
            running=running if number > 1 else "",
            number=f"— {first + number - 1} —",
            right=say("{n} of {m} of this plan", n=number, m=count),
        )
        for number, placed in enumerate(pages, 1)
    ]


def _note(index: _Index, plan: PlanFacts, kind: str, spot: Spot, page: str, kit: Form) -> None:
    line = ContentsLine(kit.faces, plan.title, 2, page, len(index.spots))
    index.lines.append((kind, line))
    index.spots.append(spot)
    for number in plan.numbers:
        pages = index.numbers.setdefault(_key(number), [])
        if page not in pages:
            pages.append(page)


def _key(number: PlanNumberFact) -> tuple[str, ...]:
    who = number.name or number.post
    return number.unit, who, number.phone, number.directory_phone


def _add_index(book: Book, kit: Form, index: _Index, first: int) -> int:
    """The numbers by unit with the pages of the plans that quote them; how many pages that takes."""
    say, frame = kit.phrases.say, book.frame
    title = say("Index of telephone numbers")
    heading = Paragraph(kit.faces, [Span(title)], HEADING, outline=(0, title), stays_with_next=True)
    titles = (say("Unit"), say("Name"), say("Number in the plan"), say("Pages of the plans"))
    rows = []
    for (unit, who, phone, directory), pages in sorted(index.numbers.items()):
        said = phone if not directory else f"{phone}\n{say('directory: {phone}', phone=directory)}"
        cells = [kit.value(unit), kit.value(who), kit.value(said), kit.value(", ".join(pages), style=SMALL)]
        rows.append(Row(cells))
    grid = Grid(kit.columns(_INDEX, titles), rows, [kit.heads(*titles)], space_before=5.0)
    laid = paginate([heading, grid], frame.width, frame.room)
    leaves = [
        Leaf(placed=placed, running=title if number else "", number=f"— {first + number} —")
        for number, placed in enumerate(laid)
    ]
    book.add(leaves)
    return len(leaves)


def _add_front(book: Book, kit: Form, facts: LibraryFacts, index: _Index) -> None:
    frame, say = book.frame, kit.phrases.say
    blocks = [*_cover(kit, facts), PageBreak()]
    title = say("Contents")
    blocks.append(Paragraph(kit.faces, [Span(title)], HEADING, outline=(0, title), stays_with_next=True))
    kind = None
    for of_kind, line in index.lines:
        if of_kind != kind:
            kind = of_kind
            words = say(KIND_WORDS.get(kind, kind))
            blocks.append(ContentsLine(kit.faces, words, 1, line.label, line.goal, 8.0, stays_with_next=True))
        blocks.append(line)
    pages = paginate(blocks, frame.width, frame.room)
    leaves = [
        Leaf(placed=placed, number=f"— {roman(number)} —" if number > 1 else "")
        for number, placed in enumerate(pages, 1)
    ]
    book.add(leaves, front=True, spots=index.spots)


def _cover(kit: Form, facts: LibraryFacts) -> list[Block]:
    phrases, say = kit.phrases, kit.phrases.say
    title = say("Collected emergency plans")
    day = phrases.day(facts.printed_at, year=True, weekday=False)
    blocks: list[Block] = [
        kit.text(phrases.office(facts.office_zh, facts.office_en), OFFICE),
        Paragraph(kit.faces, [Span(title)], TITLE, 120, outline=(0, title)),
        Rule(1.4, double=True, space_before=8),
        kit.text("　".join(part for part in (facts.title, say("{n} plans", n=facts.plans)) if part), _COVER, gap=16),
        kit.text(say("As of {time}", time=day), _COVER),
    ]
    rows = [
        Row([kit.value(say(KIND_WORDS.get(kind, kind))), Cell([kit.text(str(count), FIELD)])])
        for kind, count in facts.kinds
    ]
    if rows:
        heads = kit.heads(say("Kind of plan"), say("Plans"))
        blocks.append(Grid(_COUNTS, rows, [heads], space_before=30.0))
    if facts.head:
        said = say("Newest entry of the log: {count} entries, head", count=facts.entry_count)
        blocks += [kit.text(said, _HASH, gap=30), kit.text(grouped(facts.head), _HASH)]
    return blocks


def roman(number: int) -> str:
    """A number from 1 in small Roman figures, as the front pages of a book have them."""
    said = ""
    figures = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    for value, figure in (*figures, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        times, number = divmod(number, value)
        said += figure * times
    return said
