"""The numbers that plans quote, by unit: when each was checked, and where the directory says something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import FIELD, SMALL, Form, marks
from dutyroom.papers.formats import FormatKey
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.plan_facts import PlanNumberFact, PlanNumbersFacts
from dutyroom.papers.pocket import sheet_pdf
from dutyroom.papers.sheet import Sheet
from dutyroom.rules.wording import Wording

_ONE: Final = (84.0, 84.0, 120.0, 74.0, 110.0)
_MANY: Final = (70.0, 74.0, 110.0, 64.0, 100.0, 100.0)
_UNIT: Final = Style(role="hei", size=10.5, leading=15.5)
_CHANGED: Final = Style(role="hei", size=10.5, leading=15.5)


def make_plan_numbers(facts: PlanNumbersFacts, *, faces: Faces, wording: Wording, form: FormatKey = "a4") -> bytes:
    """The list as PDF; the same facts always give the same bytes."""
    phrases = Phrases(wording, facts.zone)
    kit = Form(faces, phrases)
    office, say = phrases.office(facts.office_zh, facts.office_en), phrases.say
    title = say("Numbers in plans")
    blocks: list[Block] = kit.masthead(office, title)
    day = phrases.moment(facts.printed_at, year=True, weekday=False)
    about = [facts.title or say("{n} plans", n=facts.plans), say("As of {time}", time=day)]
    blocks.append(kit.text("　".join(about), FIELD, gap=8))
    blocks += number_blocks(facts.numbers, kit, facts.stale_days, of_one=bool(facts.title))
    sheet = Sheet(
        faces=faces,
        phrases=phrases,
        title=f"{title} {facts.title}".strip(),
        author=office,
        blocks=blocks,
        running=f"{title}　{facts.title}　{phrases.day(facts.printed_at, year=True, weekday=False)}",
        foot=say("{n} numbers", n=len(facts.numbers)),
        foot_right=say("Internal: not to be passed on"),
        marks=marks(facts.store_kind),
    )
    return sheet_pdf(sheet, form)


def number_blocks(numbers: Sequence[PlanNumberFact], form: Form, stale_days: int, *, of_one: bool) -> list[Block]:
    """The table of numbers by unit, and what its marks mean; the plans are named where it is not ``of_one``."""
    if not numbers:
        return [form.none()]
    say = form.phrases.say
    titles = [say("Name"), say("Job title"), say("Number in the plan"), say("Checked"), say("Directory says")]
    widths = _ONE if of_one else _MANY
    heads = form.heads(*titles, *(() if of_one else (say("Plan"),)))
    rows: list[Row] = []
    for unit, among in _by_unit(numbers).items():
        rows.append(Row([Cell([form.text(unit or "—", _UNIT)], len(widths), 0.95)]))
        rows += [_row(form, number, plans, of_one=of_one) for number, plans in among.items()]
    blocks: list[Block] = [
        Grid(form.columns(widths, [*titles, *(() if of_one else (say("Plan"),))]), rows, [heads], space_before=6.0)
    ]
    notes = []
    if any(number.is_stale for number in numbers):
        notes.append(say("* not called for {days} days or more: check before relying on it.", days=stale_days))
    if any(number.directory_phone for number in numbers):
        notes.append(say("Where the directory says another number, that one is newer than the plan."))
    return [*blocks, *(form.text(note, SMALL, gap=5) for note in notes)]


def _by_unit(numbers: Sequence[PlanNumberFact]) -> dict[str, dict[PlanNumberFact, list[str]]]:
    """Units in their order; the same number of several plans stands once, with the titles of all of them."""
    units: dict[str, dict[tuple[str, ...], tuple[PlanNumberFact, list[str]]]] = {}
    for number in numbers:
        key = (number.name, number.post, number.phone, number.directory_phone)
        _, plans = units.setdefault(number.unit, {}).setdefault(key, (number, []))
        if number.plan and number.plan not in plans:
            plans.append(number.plan)
    return {unit: dict(among.values()) for unit, among in units.items()}


def _row(form: Form, number: PlanNumberFact, plans: Sequence[str], *, of_one: bool) -> Row:
    say, phrases = form.phrases.say, form.phrases
    checked = phrases.day(number.checked_at, year=True, weekday=False) if number.checked_at else say("never")
    phone = [Span(number.phone), *([Span(" *")] if number.is_stale else [])]
    if not number.is_checked:
        phone.append(Span(" " + say("[not checked]"), "kai"))
    cells = [
        form.value(number.name),
        form.value(number.post),
        Cell([form.text(phone, FIELD)], place="middle"),
        form.value(checked, style=SMALL),
        form.value(say("no longer in use") if number.is_retired else number.directory_phone, style=_CHANGED),
    ]
    if not of_one:
        cells.append(form.value("；".join(plans) if phrases.chinese else "; ".join(plans), style=SMALL))
    return Row(cells)
