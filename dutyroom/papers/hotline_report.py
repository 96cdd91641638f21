"""每日情况, 周工作综述, 月报 of the mayor's telephone: what the city asked for, and how units dealt with it.

The weekly one follows the form that Zhengzhou published (市长电话周工作综述, week of 17 to 23 November 2012): all demands by
channel, an analysis of what stands out by function, district and bureau, and the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.hotline_facts import CountFact, HotlineReportFacts
from dutyroom.papers.hotline_tables import (
    BEFORE,
    GROUPS,
    area_counts,
    case_lines,
    long_counts,
    name_of,
    note,
    rates,
    short_counts,
    unit_rates,
)
from dutyroom.papers.hotline_words import MASKED, change, own_name, share
from dutyroom.papers.matter_facts import withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, Slip, register_note, slip_sheet
from dutyroom.rules.hotline import CHANNEL_WORDS, DEMAND_WORDS
from dutyroom.rules.wording import Wording, mark

_TITLES: Final[dict[str, str]] = {
    "day": mark("Daily summary of the mayor's telephone"),
    "week": mark("Weekly review of the mayor's telephone"),
    "month": mark("Monthly report of the mayor's telephone"),
}
_FOREMOST: Final = 3  # so many are named in the text, as in the form followed; all stand in the tables
_NOTES: Final = (
    mark("A case is counted by when it was taken; one with several calls, or into which others were merged, once."),
    mark("Every percentage stands beside its numerator and denominator; “—” means that nothing was counted."),
    mark(
        "Units: cases that they lead; closed in time of those whose limit ran out in the period, sent back of all that "
        "they had in hand, satisfied of all callers reached."
    ),
    mark(
        "A day is held against the same day of the week before, a week or a month against the one before; one that still "
        "runs against the same part of it. “—”: nothing is known of it."
    ),
    mark("Open and overdue now are counted at the time above, whenever the cases were taken."),
)


def make_hotline_report(facts: HotlineReportFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The report as PDF; a period that is not over yet says so."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say(_TITLES[facts.period])
    blocks = hotline_report(slip, facts, title)
    return slip_sheet(slip, facts, title, blocks, about=period_of(slip, facts.start, facts.last)).pdf()


def period_of(slip: Slip, start: date, last: date) -> str:
    """``2026年11月16日—11月22日``; one day alone where it is one."""
    phrases = slip.phrases
    if start == last:
        return phrases.date(start)
    if phrases.chinese:
        year = f"{last.year}年" if last.year != start.year else ""
        return f"{phrases.date(start)}—{year}{last.month}月{last.day}日"
    return f"{phrases.date(start)} – {phrases.date(last)}"


def hotline_report(slip: Slip, facts: HotlineReportFacts, title: str) -> list[Block]:
    """The report's blocks."""
    say = slip.phrases.say
    at = say("As at {time}", time=slip.moment(facts.at))
    blocks = slip.opening(facts, title, beside=at, left=period_of(slip, facts.start, facts.last))
    if facts.is_running:
        blocks.append(note(slip, say("This period is not over yet: the figures go up to the time above.")))
    if facts.secrecy:
        return [*blocks, *register_note(slip, facts)]
    if not facts.total and not facts.open:
        blocks.append(slip.text(say("Nothing came to the mayor's telephone in this period."), slip.set.body, gap=8))
        return blocks
    return [*blocks, *(_daily(slip, facts) if facts.period == "day" else _review(slip, facts)), *_notes(slip)]


def _daily(slip: Slip, facts: HotlineReportFacts) -> list[Block]:
    """A day: figures and what is urgent first, the tables after."""
    say = slip.phrases.say
    return [
        slip.text(_came(slip, facts), slip.set.body, gap=8),
        Grid(COLUMNS, _figures(slip, facts), space_before=6),
        *_remark(slip, facts),
        slip.section(say("Urgent cases")),
        *case_lines(slip, facts.urgent),
        slip.section(say("Overdue and not closed")),
        *case_lines(slip, facts.overdue, overdue=True),
        *_more(slip, facts),
        slip.section(say("Notable cases")),
        *case_lines(slip, facts.notable),
        *_tables(slip, facts),
        slip.section(say("How it was dealt with")),
        *rates(slip, facts.rates),
    ]


def _tables(slip: Slip, facts: HotlineReportFacts) -> list[Block]:
    """What came in by channel, kind, function and district."""
    say = slip.phrases.say
    return [
        slip.section(say("By channel")),
        *short_counts(slip, facts, say("Came in by"), facts.channels, CHANNEL_WORDS),
        slip.section(say("By kind of demand")),
        *short_counts(slip, facts, say("Kind of demand"), facts.demands, DEMAND_WORDS),
        slip.section(say("By function")),
        *long_counts(slip, facts, say("Function"), facts.functions),
        slip.section(say("By district")),
        *area_counts(slip, facts),
    ]


def _review(slip: Slip, facts: HotlineReportFacts) -> list[Block]:
    """A week or a month, in the order of the published form."""
    say = slip.phrases.say
    return [
        slip.text(_came(slip, facts), slip.set.body, gap=8),
        Grid(COLUMNS, _figures(slip, facts), space_before=6),
        slip.section(say("What stands out")),
        *_analysis(slip, facts),
        *_remark(slip, facts),
        *_tables(slip, facts),
        slip.section(say("By bureau and other units")),
        *unit_rates(slip, facts),
        slip.section(say("How it was dealt with")),
        *rates(slip, facts.rates),
        slip.section(say("Notable cases")),
        *case_lines(slip, facts.notable),
        slip.section(say("Overdue and not closed")),
        *case_lines(slip, facts.overdue, overdue=True),
        *_more(slip, facts),
    ]


def _came(slip: Slip, facts: HotlineReportFacts) -> str:
    """The first sentence: how many came, by what."""
    say = slip.phrases.say
    by = slip.phrases.list_of([_named(slip, row, CHANNEL_WORDS) for row in facts.channels])
    period = period_of(slip, facts.start, facts.last)
    if not by:
        return say("{period}: {n} demands came to the mayor's telephone.", period=period, n=facts.total)
    return say(
        "{period}: {n} demands came to the mayor's telephone, of these {list}.", period=period, n=facts.total, list=by
    )


def _named(slip: Slip, row: CountFact, words: dict[str, str] | None = None) -> str:
    return slip.phrases.say("{name} {n}", name=name_of(slip, row, words), n=row.count)


def _figures(slip: Slip, facts: HotlineReportFacts) -> list[Row]:
    """The counts of the period, two on a line."""
    say = slip.phrases.say
    before = "—" if facts.before is None else f"{facts.before}　({change(facts.total, facts.before)})"
    direct = f"{facts.direct}/{facts.total}　{share(facts.direct, facts.total)}"
    pairs = (
        ((say("Cases taken"), str(facts.total)), (say(BEFORE[facts.period]), before)),
        ((say("Calls"), str(facts.calls)), (say("Answered at once"), direct)),
        ((say("Dispatched"), str(facts.dispatched)), (say("Cases for at once"), str(facts.at_once))),
        ((say("Closed"), str(facts.closed)), (say("Transferred"), str(facts.transferred))),
        ((say("Not accepted"), str(facts.refused)), (say("Merged"), str(facts.merged))),
        ((say("Open now"), str(facts.open)), (say("Overdue now"), str(facts.overdue_open))),
    )
    return [slip.fields(*pair, least=21) for pair in pairs]


def _analysis(slip: Slip, facts: HotlineReportFacts) -> list[Block]:
    """What stands out by function, by district, by bureau, in sentences."""
    say, body = slip.phrases.say, slip.set.body
    classed = [row for row in facts.functions if row.zh or row.en]
    if not classed:
        return [slip.text(say("No case of this period is classed yet."), body, gap=3)]
    foremost = slip.phrases.list_of([_function(slip, facts, row) for row in classed[:_FOREMOST]])
    told = say("The demands concern {n} functions. Foremost: {list}.", n=len(classed), list=foremost)
    blocks: list[Block] = [slip.text(told, body, gap=3)]
    places = [
        say("{group}: {list}", group=say(words), list=_first(slip, [row for row in facts.areas if row.group == group]))
        for group, words in GROUPS.items()
        if group and any(row.group == group and row.count for row in facts.areas)
    ]
    if places:
        between = "；" if slip.phrases.chinese else "; "
        blocks.append(slip.text(say("By place, most came from these. {list}.", list=between.join(places)), body))
    if sent := [row for row in facts.units if row.sent]:
        named = [say("{name} {n}", name=row.unit, n=row.sent) for row in sent[:_FOREMOST]]
        blocks.append(slip.text(say("Of the units, most went to {list}.", list=slip.phrases.list_of(named)), body))
    return blocks


def _function(slip: Slip, facts: HotlineReportFacts, row: CountFact) -> str:
    say = slip.phrases.say
    found = {"name": name_of(slip, row), "n": row.count, "whole": facts.total, "share": share(row.count, facts.total)}
    if among := own_name(slip, row.among_zh, row.among_en):
        return say("{name} ({n} of {whole}, {share}; mostly {among})", **found, among=among)
    return say("{name} ({n} of {whole}, {share})", **found)


def _first(slip: Slip, rows: Sequence[CountFact]) -> str:
    ranked = sorted((row for row in rows if row.count), key=lambda row: -row.count)
    return slip.phrases.list_of([_named(slip, row) for row in ranked[:_FOREMOST]])


def _remark(slip: Slip, facts: HotlineReportFacts) -> list[Block]:
    return [slip.text(facts.remark, slip.set.body, gap=3)] if facts.remark.strip() else []


def _more(slip: Slip, facts: HotlineReportFacts) -> list[Block]:
    """Said where more is overdue than is listed."""
    if facts.overdue_open <= len(facts.overdue):
        return []
    told = slip.phrases.say(
        "{n} of {all} listed; the others stand in the ledger.", n=len(facts.overdue), all=facts.overdue_open
    )
    return [note(slip, told)]


def _notes(slip: Slip) -> list[Block]:
    say = slip.phrases.say
    heading = slip.section(say("Notes"))
    return [heading, *(note(slip, f"{n}. {say(sentence)}") for n, sentence in enumerate((*_NOTES, MASKED), 1))]
