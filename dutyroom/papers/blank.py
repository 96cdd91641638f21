"""Blank numbered sheets for a power failure, written by hand: the log, the handover, and the slips of matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from dutyroom.papers.blocks import Block, PageBreak
from dutyroom.papers.facts import BlankFacts, BlankKind
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import LABEL, SMALL, Form, marks
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.handling_slip import handling_slip
from dutyroom.papers.lines import Style
from dutyroom.papers.matter_facts import HandlingSlipFacts, TelephoneSlipFacts, TransmissionListFacts
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import Sheet
from dutyroom.papers.slip import Slip
from dutyroom.papers.telephone_slip import telephone_slip
from dutyroom.papers.transmission_list import transmission_list
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark

COUNT_MOST: Final = 100
NUMBER_MOST: Final = 999
_LINES: Final = 11  # writing lines on a log sheet
_LINE: Final = 45.0  # pt: room for two lines of handwriting
_ROW: Final = 30.0
_LEFT: Final = Style(role="hei", size=10, leading=14)
_NUMBER: Final = Style(role="hei", size=13, leading=18, align="right")


def paper_numbers(facts: BlankFacts) -> tuple[str, ...]:
    """The numbers of the sheets, such as 停-20261123-001."""
    return tuple(f"停-{facts.day}-{number:03}" for number in range(facts.first, facts.first + facts.count))


def make_blank(facts: BlankFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The sheets as PDF, one to a page. Refused: ``paper.blank.count``, ``paper.blank.first``."""
    if not 1 <= facts.count <= COUNT_MOST:
        raise Refusal("paper.blank.count", field="count", most=COUNT_MOST)
    if facts.first < 1 or facts.first + facts.count - 1 > NUMBER_MOST:
        raise Refusal("paper.blank.first", field="first", most=NUMBER_MOST)
    phrases = Phrases(wording)
    office = phrases.office(facts.office_zh, facts.office_en)
    title = phrases.say(_TITLES[facts.kind])
    blocks: list[Block] = []
    for number in paper_numbers(facts):
        made = _SLIPS.get(facts.kind)
        sheet = made(Slip(faces, phrases), facts, number) if made else _sheet(Form(faces, phrases), facts, number)
        use = phrases.say("For use without power; enter it into the log later under this number.")
        blocks += [PageBreak(), *sheet, Form(faces, phrases).text(use, SMALL, gap=5)]
    return Sheet(
        faces=faces,
        phrases=phrases,
        title=f"{title} {facts.day}",
        author=office,
        blocks=blocks,
        running=office,
        marks=marks(facts.store_kind),
    ).pdf()


def _sheet(form: Form, facts: BlankFacts, number: str) -> list[Block]:
    say = form.phrases.say
    return [
        *form.masthead(form.phrases.office(facts.office_zh, facts.office_en), say(_TITLES[facts.kind])),
        form.text(f"{say('Number')}  {number}", _NUMBER, gap=6),
        *(_log_sheet(form) if facts.kind == "log" else _handover_sheet(form)),
    ]


def _telephone(slip: Slip, facts: BlankFacts, number: str) -> list[Block]:
    return telephone_slip(slip, TelephoneSlipFacts(office_zh=facts.office_zh, office_en=facts.office_en, number=number))


def _handling(slip: Slip, facts: BlankFacts, number: str) -> list[Block]:
    return handling_slip(slip, HandlingSlipFacts(office_zh=facts.office_zh, office_en=facts.office_en, number=number))


def _transmission(slip: Slip, facts: BlankFacts, number: str) -> list[Block]:
    plain = TransmissionListFacts(office_zh=facts.office_zh, office_en=facts.office_en, number=number)
    return transmission_list(slip, plain)


_TITLES: Final[dict[BlankKind, str]] = {
    "log": mark("Duty log sheet"),
    "handover": mark("Handover sheet"),
    "telephone": mark("Telephone slip"),
    "handling": mark("Paper handling slip"),
    "transmission": mark("Record of passing on a notice"),
}
_SLIPS: Final[dict[BlankKind, Callable[[Slip, BlankFacts, str], list[Block]]]] = {
    "telephone": _telephone,
    "handling": _handling,
    "transmission": _transmission,
}


def _fields(form: Form, names: Sequence[str]) -> Row:
    """Labels with empty fields beside them."""
    cells = [cell for name in names for cell in (form.label(name), form.value(""))]
    return Row(cells, _ROW)


def _log_sheet(form: Form) -> list[Block]:
    say = form.phrases.say
    about = Grid((1.0, 2.2) * 3, [_fields(form, [say("Date"), say("Shift"), say("On duty")])], space_before=4)
    titles = [
        say("No."),
        say("Happened"),
        say("Written"),
        say("Kind"),
        say("From / to"),
        say("Content"),
        say("Handled"),
    ]
    columns = form.columns((34, 54, 54, 36, 76, 149, 70), titles)
    rows = [Row([form.value(str(n), style=LABEL), *(form.value("") for _ in range(6))], _LINE) for n in range(1, _LINES + 1)]  # fmt: skip
    table = Grid(columns, rows, [form.heads(*titles)], space_before=5)
    signed = Grid((1.0, 2.2) * 2, [_fields(form, [say("Written by"), say("Seen by")])], space_before=5)
    kinds = form.text(form.phrases.list_of([form.phrases.kind(key) for key in _WRITTEN]), SMALL, gap=4)
    return [about, table, kinds, signed]


_WRITTEN: Final = ("call_in", "call_out", "notice", "report", "instruction", "weather", "visit", "inspection", "note")


def _handover_sheet(form: Form) -> list[Block]:
    say = form.phrases.say
    posts = [say("Duty leader"), say("Chief officer"), say("Deputy officer")]
    shift = [
        Row([form.label(say("Shift")), form.value(""), form.label(say("Date")), form.value("")], _ROW),
        Row([form.label(say("Post")), *(form.label(post) for post in posts)]),
        Row([form.label(say("Gives")), *(form.value("") for _ in posts)], _ROW),
        Row([form.label(say("Takes")), *(form.value("") for _ in posts)], _ROW),
    ]
    tall = [
        (say("Important matters"), 88.0),
        (say("Leaders' instructions"), 54.0),
        (say("Leaders' whereabouts"), 40.0),
        (say("Warnings and responses in force"), 46.0),
        (say("Equipment, keys and papers"), 46.0),
        (say("Reservations of the incoming shift"), 44.0),
    ]
    rows = [Row([form.label(name), form.value("")], height) for name, height in tall]
    heads = form.heads(say("No."), say("Open items"), say("Due by"), say("Taken note"))
    items = [Row([form.value(str(n), style=LABEL), *(form.value("") for _ in range(3))], 25.0) for n in range(1, 5)]
    sides = [form.text(f"{side}　{say('Signature:')}", _LEFT) for side in (say("Handed over by"), say("Taken over by"))]
    when = [form.text(say("Time:"), _LEFT, gap=8) for _ in sides]
    signed = Row([Cell([side, time]) for side, time in zip(sides, when, strict=True)], 46)
    return [
        Grid((1.0, 2.2, 2.2, 2.2), shift, space_before=4),
        Grid((1.0, 5.0), rows, space_before=5),
        Grid((34, 270, 90, 79), items, [heads], space_before=5),
        Grid((1.0, 1.0), [signed], space_before=5, together=True),
    ]
