"""督查台账: all matters under supervision, each with a light that is a colour, a shape and a word."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.colour import LightMark
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.matter_facts import Light, SupervisionLedgerFacts, SupervisionRowFact, withheld
from dutyroom.papers.matter_words import BASES, COLOURS, LIGHTS
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import LANDSCAPE, LEDGER, MM
from dutyroom.papers.slip import Slip, slip_sheet
from dutyroom.rules.wording import Wording

_WIDTH: Final = LANDSCAPE[0] - (LEDGER.left + LEDGER.right) * MM
_ZH: Final = (30.0, 86.0, 142.0, 52.0, 88.0, 52.0, 52.0, 46.0, 52.0, 128.0)
_EN: Final = (30.0, 82.0, 134.0, 70.0, 94.0, 50.0, 50.0, 50.0, 44.0, 124.0)
_UNITS: Final = (200.0, 60.0, 60.0, 60.0, 60.0, 60.0)
_ORDER: Final[tuple[Light, ...]] = ("green", "yellow", "red", "closed")


def make_supervision_ledger(facts: SupervisionLedgerFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The ledger as PDF, across the paper; secret matters are lines without a subject."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Supervision ledger")
    return slip_sheet(
        slip, facts, title, supervision_ledger(slip, facts), about=facts.scope, size=LANDSCAPE, margins=LEDGER
    ).pdf()


def supervision_ledger(slip: Slip, facts: SupervisionLedgerFacts) -> list[Block]:
    """The ledger's blocks."""
    say = slip.phrases.say
    at = say("As at {time}", time=slip.moment(facts.at))
    blocks = slip.opening(facts, say("Supervision ledger"), beside=at, left=facts.scope, width=_WIDTH)
    blocks.append(slip.text(_numbers(slip, facts), slip.set.value, gap=4))
    if not facts.rows:
        return [*blocks, slip.none()]
    heads = (
        say("No."), say("Number"), say("Supervised matter"), say("Basis"), say("Lead and helpers"), say("Assigned at"),
        say("Due by"), say("Its light"), say("Urged so far"), say("Progress or result"),
    )  # fmt: skip
    rows = [_row(slip, number, row, facts.at) for number, row in enumerate(facts.rows, 1)]
    columns = _ZH if slip.phrases.chinese else _EN
    blocks.append(Grid(columns, rows, [slip.heads(*heads)], space_before=4))
    return [*blocks, *_by_unit(slip, facts)]


def _numbers(slip: Slip, facts: SupervisionLedgerFacts) -> str:
    counted = Counter(row.light for row in facts.rows)
    return slip.phrases.say(
        "{all} matters: {green} in time, {yellow} nearly due, {red} overdue, {closed} closed",
        all=len(facts.rows),
        **{light: counted[light] for light in _ORDER},
    )


def _day(slip: Slip, at: datetime | None, now: datetime) -> str:
    """A day; its year only where it is not this year."""
    zone = slip.phrases.zone
    other = at is not None and at.astimezone(zone).year != now.astimezone(zone).year
    return slip.phrases.day(at, year=other, weekday=False) if at else ""


def _row(slip: Slip, number: int, row: SupervisionRowFact, now: datetime) -> Row:
    say, phrases = slip.phrases.say, slip.phrases
    hidden = say("{grade}: see the paper register", grade=slip.secrecy(row.secrecy, None)) if row.secrecy else ""
    urged = [say("{n}×", n=row.urged_count)] if row.urged_count else []
    urged += [say(COLOURS[row.colour])] if row.colour else []
    closed = say("closed {day}", day=phrases.day(row.closed_at, weekday=False)) if row.closed_at else ""
    light = Cell([LightMark(row.light), slip.text(say(LIGHTS[row.light]), slip.set.head)], 1, 1.0, "middle")
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(row.number, centred=True, again=True),
            slip.cell(hidden or row.title),
            slip.cell(say(BASES.get(row.basis, row.basis)), centred=True),
            slip.cell("\n".join(filter(None, (row.lead, _helpers(slip, row), *_notices(slip, row))))),
            slip.cell(_day(slip, row.assigned_at, now), centred=True),
            slip.cell(_day(slip, row.due_at, now), centred=True),
            light,
            slip.cell("\n".join(urged), centred=True),
            slip.cell("\n".join(filter(None, (row.progress, closed)))),
        ],
        32,
    )


def _helpers(slip: Slip, row: SupervisionRowFact) -> str:
    return slip.phrases.say("with {helpers}", helpers=row.helpers) if row.helpers else ""


def _notices(slip: Slip, row: SupervisionRowFact) -> list[str]:
    """Each unit that was urged with the colour of its own last notice; one alone stands in its column."""
    say = slip.phrases.say
    if len(row.notices) < 2:
        return []
    return [
        " ".join(filter(None, (f"{unit}:", say(COLOURS[colour]) if colour else "", say("{n}×", n=count))))
        for unit, colour, count in row.notices
    ]


def _by_unit(slip: Slip, facts: SupervisionLedgerFacts) -> list[Block]:
    """How many of each light every lead unit has; worst first."""
    say = slip.phrases.say
    units: dict[str, Counter[Light]] = {}
    for row in facts.rows:
        units.setdefault(row.lead or "—", Counter())[row.light] += 1
    if len(units) < 2:
        return []
    ranked = sorted(units, key=lambda unit: (-units[unit]["red"], -units[unit]["yellow"], unit))
    rows = [
        Row([slip.cell(unit), *(slip.cell(str(n), centred=True) for n in _counts(units[unit]))], 20) for unit in ranked
    ]
    heads = (say("Lead unit"), *(say(LIGHTS[light]) for light in _ORDER), say("Total"))
    return [slip.heading(say("By unit")), Grid(_UNITS, rows, [slip.heads(*heads)], space_before=4)]


def _counts(counted: Counter[Light]) -> list[int]:
    each = [counted[light] for light in _ORDER]
    return [*each, sum(each)]
