"""Tables of the reports of the mayor's telephone: counts with their share, rates with numerator and denominator, cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.form import SHADE
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.hotline_facts import CaseLineFact, CountFact, HotlineReportFacts, RateFact, UnitRateFact
from dutyroom.papers.hotline_words import STATES, change, counted, day, own_name, said, share, where, widths
from dutyroom.papers.slip import NOTE, Slip
from dutyroom.rules.hotline import CARD_WORDS, DEMAND_WORDS
from dutyroom.rules.wording import mark

_COUNTS: Final = (30.0, 104.0, 40.0, 112.0, 46.0, 42.0, 99.0)
_SHORT: Final = (177.0, 58.0, 120.0, 62.0, 56.0)
_UNITS: Final = (30.0, 105.0, 42.0, 42.0, 68.0, 62.0, 68.0, 56.0)
_RATES: Final = (116.0, 74.0, 52.0, 231.0)
_CASES: Final = (74.0, 58.0, 148.0, 74.0, 58.0, 61.0)
GROUPS: Final[dict[str, str]] = {
    "inner": mark("Districts of the inner city"),
    "outer": mark("Counties, county-level cities and outer districts"),
    "zone": mark("Development zones"),
    "": mark("Elsewhere or not said"),
}
BEFORE: Final[dict[str, str]] = {
    "day": mark("A week before"),
    "week": mark("Week before"),
    "month": mark("Month before"),
}
UNCLASSED: Final = mark("Not classed yet")


def name_of(slip: Slip, row: CountFact, words: dict[str, str] | None = None) -> str:
    """What is counted: a word, or a name in the paper's language."""
    if words is not None and row.key:
        return said(slip, words, row.key)
    return own_name(slip, row.zh, row.en) or slip.phrases.say(UNCLASSED)


def ratio(part: int, whole: int) -> str:
    """``137/8480 1.6%`` on one line."""
    return f"{part}/{whole}　{share(part, whole)}" if whole else "0/0　—"


def short_counts(
    slip: Slip, facts: HotlineReportFacts, title: str, rows: Sequence[CountFact], words: dict[str, str]
) -> list[Block]:
    """A table of few kinds, such as channels: count, share of all, the period before, the difference."""
    say = slip.phrases.say
    if not rows:
        return [slip.none()]
    titles = (title, say("Cases"), say("Share of all"), say(BEFORE[facts.period]), say("Difference"))
    made = [
        Row(
            [
                slip.cell(name_of(slip, row, words)),
                slip.cell(str(row.count), centred=True),
                slip.cell(ratio(row.count, facts.total), centred=True),
                slip.cell("—" if row.before is None else str(row.before), centred=True),
                slip.cell(change(row.count, row.before), centred=True),
            ],
            19,
        )
        for row in rows
    ]
    made.append(_total(slip, facts, 2))
    return [Grid(widths(slip, _SHORT, titles), made, [slip.heads(*titles)], space_before=4, together=True)]


def _total(slip: Slip, facts: HotlineReportFacts, shares: int) -> Row:
    """The line that sums a table up."""
    cells = [
        slip.cell(slip.phrases.say("Total"), again=True),
        slip.cell(str(facts.total), centred=True),
        slip.cell(ratio(facts.total, facts.total), centred=True),
        slip.cell("—" if facts.before is None else str(facts.before), centred=True),
        slip.cell(change(facts.total, facts.before), centred=True),
    ]
    return Row(cells if shares == 2 else [slip.cell(""), *cells, slip.cell("")], 19)


def long_counts(slip: Slip, facts: HotlineReportFacts, title: str, rows: Sequence[CountFact]) -> list[Block]:
    """A numbered table of many kinds, such as functions, with what came most among each."""
    say = slip.phrases.say
    if not rows:
        return [slip.none()]
    titles = (
        say("No."), title, say("Cases"), say("Share of all"), say(BEFORE[facts.period]), say("Difference"), say("Mostly"),
    )  # fmt: skip
    made = [
        Row(
            [
                slip.cell(str(number), centred=True),
                slip.cell(name_of(slip, row), again=True),
                slip.cell(str(row.count), centred=True),
                slip.cell(ratio(row.count, facts.total), centred=True),
                slip.cell("—" if row.before is None else str(row.before), centred=True),
                slip.cell(change(row.count, row.before), centred=True),
                slip.cell(own_name(slip, row.among_zh, row.among_en)),
            ],
            19,
        )
        for number, row in enumerate(rows, 1)
    ]
    made.append(_total(slip, facts, 4))
    return [Grid(widths(slip, _COUNTS, titles), made, [slip.heads(*titles)], space_before=4)]


def area_counts(slip: Slip, facts: HotlineReportFacts) -> list[Block]:
    """Districts in their groups, each group with its sum."""
    say = slip.phrases.say
    if not facts.areas:
        return [slip.none()]
    titles = (say("District"), say("Cases"), say("Share of all"), say(BEFORE[facts.period]), say("Difference"))
    made: list[Row] = []
    for group, words in GROUPS.items():
        of_group = [row for row in facts.areas if row.group == group]
        if not of_group:
            continue
        known = [row.before for row in of_group if row.before is not None]
        whole = CountFact(
            zh=say(words),
            count=sum(row.count for row in of_group),
            before=sum(known) if len(known) == len(of_group) else None,
        )
        if group:
            made.append(_area(slip, facts, whole, heading=True))
        made += [_area(slip, facts, row) for row in of_group]
    made.append(_total(slip, facts, 2))
    return [Grid(widths(slip, _SHORT, titles), made, [slip.heads(*titles)], space_before=4, together=True)]


def _area(slip: Slip, facts: HotlineReportFacts, row: CountFact, *, heading: bool = False) -> Row:
    name = row.zh if heading else name_of(slip, row) if row.zh or row.en else slip.phrases.say(GROUPS[""])
    figures = (
        str(row.count),
        ratio(row.count, facts.total),
        "—" if row.before is None else str(row.before),
        change(row.count, row.before),
    )
    if heading:
        style = replace(slip.set.head, align="left")
        cells = [Cell([slip.text(name, style)], 1, SHADE, "middle")]
        return Row([*cells, *(Cell([slip.text(one, slip.set.head)], 1, SHADE, "middle") for one in figures)], 19)
    return Row([slip.cell(f"　{name}" if row.group else name), *(slip.cell(one, centred=True) for one in figures)], 19)


def unit_rates(slip: Slip, facts: HotlineReportFacts) -> list[Block]:
    """The bureaus and others with what they were sent and how they did."""
    say = slip.phrases.say
    if not facts.units:
        return [slip.none()]
    titles = (
        say("No."), say("Unit"), say("Sent to it"), say(BEFORE[facts.period]), say("Closed in time"), say("Sent back"), say("Satisfied"), say("Overdue now"),
    )  # fmt: skip
    made = [_unit(slip, number, row) for number, row in enumerate(facts.units, 1)]
    return [Grid(widths(slip, _UNITS, titles), made, [slip.heads(*titles)], space_before=4)]


def _unit(slip: Slip, number: int, row: UnitRateFact) -> Row:
    figures = (
        str(row.sent),
        "—" if row.before is None else str(row.before),
        counted(row.on_time, row.due),
        counted(row.returned, row.held),
        counted(row.satisfied, row.reached),
        str(row.overdue),
    )
    name = slip.cell(row.unit, again=True)
    return Row([slip.cell(str(number), centred=True), name, *(slip.cell(one, centred=True) for one in figures)], 30)


def rates(slip: Slip, rows: Sequence[RateFact]) -> list[Block]:
    """Measures with numerator, denominator, percentage and definition."""
    say = slip.phrases.say
    if not rows:
        return [slip.none()]
    titles = (say("Measure"), say("Numerator and denominator"), say("Percentage"), say("How it is counted"))
    made = [
        Row(
            [
                slip.cell(say(row.name), again=True),
                slip.cell(f"{row.part} / {row.whole}", centred=True),
                slip.cell(share(row.part, row.whole), centred=True),
                slip.cell(say(row.definition) if row.definition else ""),
            ],
            22,
        )
        for row in rows
    ]
    return [Grid(widths(slip, _RATES, titles), made, [slip.heads(*titles)], space_before=4, together=True)]


def case_lines(slip: Slip, rows: Sequence[CaseLineFact], *, overdue: bool = False) -> list[Block]:
    """Cases one below another: number, when, what, where and who has it, by when, how it stands."""
    say = slip.phrases.say
    if not rows:
        return [slip.none()]
    titles = (say("Number"), say("Taken at"), say("What it is about"), say("In hand of"), say("Due by"), say("State"))
    made = [_case(slip, row, overdue=overdue) for row in rows]
    return [Grid(widths(slip, _CASES, titles), made, [slip.heads(*titles)], space_before=4)]


def _case(slip: Slip, row: CaseLineFact, *, overdue: bool) -> Row:
    say = slip.phrases.say
    about = [
        row.title,
        "　".join(
            filter(None, (said(slip, DEMAND_WORDS, row.demand), own_name(slip, row.class_zh, row.class_en), where(slip, row.area, row.street)))
        ),
        say(row.why) if row.why else "",
        say("{n} calls", n=row.calls) if row.calls > 1 else "",
    ]  # fmt: skip
    late = overdue and row.overdue_days is not None and row.overdue_days > 0
    state = [
        say("overdue by {n} days", n=row.overdue_days) if late else said(slip, STATES, row.state),
        said(slip, CARD_WORDS, row.card) if row.card else "",
    ]
    return Row(
        [
            slip.cell(row.number, centred=True, again=True),
            slip.cell(day(slip, row.received_at), centred=True),
            slip.cell("\n".join(filter(None, about))),
            slip.cell(row.unit or "—"),
            slip.cell(day(slip, row.due_at), centred=True),
            slip.cell("\n".join(filter(None, state)), centred=True),
        ],
        30,
    )


def note(slip: Slip, text: str, gap: float = 3.0) -> Block:
    """A small line below a table."""
    return slip.text(text, NOTE, gap=gap)
