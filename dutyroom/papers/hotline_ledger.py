"""市长电话台账: cases one after another across the paper, with their head on every page."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.hotline_facts import CaseLineFact, HotlineLedgerFacts
from dutyroom.papers.hotline_report import period_of
from dutyroom.papers.hotline_words import MASKED, STATES, own_name, said, where, widths
from dutyroom.papers.matter_facts import withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import LANDSCAPE, LEDGER, MM
from dutyroom.papers.slip import NOTE, Slip, register_note, slip_sheet
from dutyroom.rules.hotline import CARD_WORDS, CHANNEL_WORDS, DEMAND_WORDS, RESULT_WORDS, SATISFIED_WORDS
from dutyroom.rules.wording import Wording

_WIDTH: Final = LANDSCAPE[0] - (LEDGER.left + LEDGER.right) * MM
_COLUMNS: Final = (32.0, 70.0, 50.0, 44.0, 64.0, 150.0, 78.0, 84.0, 50.0, 62.0, 44.0)


def make_hotline_ledger(facts: HotlineLedgerFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The ledger as PDF, across the paper; callers masked."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Ledger of the mayor's telephone")
    blocks = hotline_ledger(slip, facts, title)
    return slip_sheet(slip, facts, title, blocks, about=_scope(slip, facts), size=LANDSCAPE, margins=LEDGER).pdf()


def _scope(slip: Slip, facts: HotlineLedgerFacts) -> str:
    period = period_of(slip, facts.start, facts.last) if facts.start and facts.last else ""
    return "　".join(filter(None, (period, facts.scope)))


def hotline_ledger(slip: Slip, facts: HotlineLedgerFacts, title: str) -> list[Block]:
    """The ledger's blocks."""
    say = slip.phrases.say
    at = say("As at {time}", time=slip.moment(facts.at))
    blocks = slip.opening(facts, title, beside=at, left=_scope(slip, facts), width=_WIDTH)
    if facts.secrecy:
        return [*blocks, *register_note(slip, facts)]
    if not facts.rows:
        return [*blocks, slip.text(say("No case in this period."), slip.set.body, gap=8)]
    told = say("Cases: {n}", n=len(facts.rows))
    blocks.append(slip.text(f"{told}　{say(MASKED)}", NOTE, gap=4))
    titles = (
        say("No."), say("Number"), say("Taken at"), say("Came in by"), say("Caller, phone"), say("What it is about"), say("District, street"),
        say("Unit"), say("Due by"), say("State, result"), say("Satisfied?"),
    )  # fmt: skip
    rows = [_row(slip, number, row) for number, row in enumerate(facts.rows, 1)]
    return [*blocks, Grid(widths(slip, _COLUMNS, titles), rows, [slip.heads(*titles)], space_before=4)]


def _row(slip: Slip, number: int, row: CaseLineFact) -> Row:
    say, phrases = slip.phrases.say, slip.phrases
    demand = "　".join(filter(None, (said(slip, DEMAND_WORDS, row.demand), own_name(slip, row.class_zh, row.class_en))))
    about = [row.title, demand, say("{n} calls", n=row.calls) if row.calls > 1 else ""]
    state = [
        said(slip, STATES, row.state),
        said(slip, RESULT_WORDS, row.result) if row.result else "",
        say("overdue by {n} days", n=row.overdue_days) if row.overdue_days and row.overdue_days > 0 else "",
        said(slip, CARD_WORDS, row.card) if row.card else "",
    ]
    taken = (
        f"{phrases.day(row.received_at, weekday=False)}\n{phrases.clock(row.received_at)}" if row.received_at else ""
    )
    due = f"{phrases.day(row.due_at, weekday=False)}\n{phrases.clock(row.due_at)}" if row.due_at else ""
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(row.number, centred=True, again=True),
            slip.cell(taken, centred=True),
            slip.cell(said(slip, CHANNEL_WORDS, row.channel), centred=True),
            slip.cell("\n".join(filter(None, (row.caller, row.phone))), centred=True),
            slip.cell("\n".join(filter(None, about))),
            slip.cell(where(slip, row.area, row.street)),
            slip.cell(row.unit),
            slip.cell(due, centred=True),
            slip.cell("\n".join(filter(None, state)), centred=True),
            slip.cell(said(slip, SATISFIED_WORDS, row.satisfied) if row.satisfied else "", centred=True),
        ],
        30,
    )
