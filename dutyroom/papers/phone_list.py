"""通讯录: units with their numbers and people, by kind of unit, on A4 with repeated heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.papers.blocks import Block, Paragraph
from dutyroom.papers.facts import StoreKind
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import FIELD, SMALL, Form, marks
from dutyroom.papers.formats import FormatKey
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.pocket import sheet_pdf
from dutyroom.papers.sheet import Sheet
from dutyroom.rules.directory import UNIT_KIND_WORDS
from dutyroom.rules.phone import LABEL_WORDS, UNLABELLED
from dutyroom.rules.wording import Wording, mark

_COLUMNS: Final = (92.0, 62.0, 92.0, 170.0)
_NUMBER: Final = Style(role="song", size=10.5, leading=15.5)
_UNIT: Final = Style(role="hei", size=10.5, leading=15.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFact:
    """A number: its label (``duty`` …, empty where it was kept from the log), and whether it is manned day and night."""

    label: str
    phone: str
    is_day_and_night: bool = False
    note: str = ""
    is_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact:
    """Somebody of a unit."""

    name: str
    post: str = ""
    numbers: tuple[NumberFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFact:
    """A unit with its own numbers and its people in the order of protocol; ``kind`` is the section it stands in."""

    name: str
    name_en: str = ""
    kind: str = "other"
    numbers: tuple[NumberFact, ...] = ()
    people: tuple[PersonFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneListFacts:
    """All that the list says. ``title`` is the group's or unit's name, empty for the whole directory."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    title: str = ""
    units: tuple[UnitFact, ...] = ()
    stale_days: int = 180
    printed_at: datetime


def make_phone_list(facts: PhoneListFacts, *, faces: Faces, wording: Wording, form: FormatKey = "a4") -> bytes:
    """The list as PDF; the same facts always give the same bytes."""
    phrases = Phrases(wording, facts.zone)
    kit = Form(faces, phrases)
    office = phrases.office(facts.office_zh, facts.office_en)
    say = phrases.say
    title = say("Phone list")
    blocks: list[Block] = kit.masthead(office, title)
    blocks.append(kit.text(_about(facts, phrases), FIELD, gap=8))
    for kind in dict.fromkeys(unit.kind for unit in facts.units):
        among = [unit for unit in facts.units if unit.kind == kind]
        blocks.append(kit.section(say(UNIT_KIND_WORDS.get(kind, kind))))
        blocks.append(_table(kit, among))
    if not facts.units:
        blocks.append(kit.none())
    if any(number.is_stale for number in _every_number(facts)):
        note = say("* not called for {days} days or more: check before relying on it.", days=facts.stale_days)
        blocks.append(kit.text(note, SMALL, gap=6))
    day = phrases.day(facts.printed_at, year=True, weekday=False)
    sheet = Sheet(
        faces=faces,
        phrases=phrases,
        title=f"{title} {facts.title}".strip(),
        author=office,
        blocks=blocks,
        running=f"{title}　{facts.title}　{day}",
        foot=say("{n} units", n=len(facts.units)),
        foot_right=say("Internal: not to be passed on"),
        marks=marks(facts.store_kind),
    )
    return sheet_pdf(sheet, form)


def _about(facts: PhoneListFacts, phrases: Phrases) -> str:
    day = phrases.moment(facts.printed_at, year=True, weekday=False)
    return "　".join(part for part in (facts.title, phrases.say("As of {time}", time=day)) if part)


def _every_number(facts: PhoneListFacts) -> list[NumberFact]:
    found = [number for unit in facts.units for number in unit.numbers]
    return found + [number for unit in facts.units for person in unit.people for number in person.numbers]


def _table(form: Form, units: Sequence[UnitFact]) -> Grid:
    say = form.phrases.say
    heads = form.heads(say("Unit"), say("Name"), say("Job title"), say("Numbers"))
    return Grid(_COLUMNS, [row for unit in units for row in _rows(form, unit)], [heads], space_before=4.0)


def _rows(form: Form, unit: UnitFact) -> list[Row]:
    """The unit's own line, then one for each person; the name stands again on each, for pages are torn off."""
    english = not form.phrases.chinese and bool(unit.name_en)
    named: list[Block] = [form.text(unit.name_en if english else unit.name, _UNIT)]
    if english:
        named.append(form.text(unit.name, SMALL))
    rows = []
    if unit.numbers or not unit.people:
        rows.append(Row([Cell(named, 3, 1.0, "middle"), _numbers(form, unit.numbers)]))
    for person in unit.people:
        first: list[Block] = [form.text(unit.name_en if english else unit.name, SMALL)] if rows else named
        cells = [
            Cell(first, 1, 1.0, "middle"),
            form.value(person.name),
            form.value(person.post),
            _numbers(form, person.numbers),
        ]
        rows.append(Row(cells))
    return rows


def _numbers(form: Form, numbers: Sequence[NumberFact]) -> Cell:
    say = form.phrases.say
    lines: list[Block] = []
    for number in numbers:
        label = say(_SHORT.get(number.label, LABEL_WORDS.get(number.label, UNLABELLED)))
        more = [say("24 h")] if number.is_day_and_night else []
        more += [number.note] if number.note else []
        behind = f"  {form.phrases.list_of(more)}" if more else ""
        star = " *" if number.is_stale else ""
        spans = [Span(f"{label} ", "kai"), Span(f"{number.phone}{star}"), Span(behind, "kai")]
        lines.append(Paragraph(form.faces, spans, _NUMBER))
    return Cell(lines or [form.text("—", FIELD)], 1, 1.0, "middle")


_SHORT: Final = {
    "duty": mark("duty"),
    "office": mark("office"),
    "mobile": mark("mobile"),
    "home": mark("home"),
    "fax": mark("fax"),
    "secure_fax": mark("secure fax"),
    "email": mark("e-mail"),
    "other": mark("other"),
    "": mark("from the log"),
}
