"""演练评估记录 and 演练评估计划: the record of a drill or an evaluation, and the plan of a year by month."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.matter_facts import withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.plan_event_facts import FindingFact, PlanEventFacts, PlanYearFacts, YearLineFact
from dutyroom.papers.sheet import LANDSCAPE, LEDGER, MM
from dutyroom.papers.slip import COLUMNS, Slip, fitted, register_note, slip_sheet
from dutyroom.rules.plan_events import (
    CONCLUSION_WORDS,
    EVENT_STATE_WORDS,
    EVENT_WORDS,
    FINDING_WORDS,
    FORM_WORDS,
    EventKind,
    EventState,
)
from dutyroom.rules.wording import Wording, mark

_TITLES: Final = {
    EventKind.DRILL: mark("Drill record"),
    EventKind.ASSESSMENT: mark("Evaluation record"),
    EventKind.TRAINING: mark("Training record"),
}
_YEAR: Final = mark("Plan of drills and evaluations")
_WIDTH: Final = LANDSCAPE[0] - (LEDGER.left + LEDGER.right) * MM
_YEAR_COLUMNS: Final = (34.0, 62.0, 96.0, 262.0, 130.0, 156.0)
_FINDINGS: Final = (0.07, 0.36, 0.18, 0.19, 0.2)


def make_plan_event(facts: PlanEventFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The record as PDF."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say(_TITLES.get(EventKind(facts.kind), mark("Drill record")))
    blocks = fitted(lambda ease: _record(slip, facts, title, ease))
    return slip_sheet(slip, facts, title, blocks, about=facts.plan, draft=facts.state == EventState.PLANNED).pdf()


def make_plan_year(facts: PlanYearFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The plan of a year as PDF, across the paper, its months apart."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say(_YEAR)
    year = slip.phrases.say("Year {year}", year=facts.year)
    blocks = _year(slip, facts, title, year)
    return slip_sheet(slip, facts, title, blocks, about=year, size=LANDSCAPE, margins=LEDGER).pdf()


def _record(slip: Slip, facts: PlanEventFacts, title: str, ease: float) -> list[Block]:
    say, phrases = slip.phrases.say, slip.phrases
    state = say(EVENT_STATE_WORDS.get(facts.state, facts.state))
    blocks = slip.opening(facts, title, left=slip.dotted(say("State:"), state), beside="")
    planned = phrases.date(facts.planned_on) if facts.planned_on else ""
    held = phrases.date(facts.held_on) if facts.held_on else ""
    form = say(FORM_WORDS[facts.form]) if facts.form in FORM_WORDS and facts.form else ""
    rows = [
        *_named(slip, facts),
        slip.fields((say("Planned for"), planned), (say("Held on"), held)),
        slip.fields((say("Kind"), say(EVENT_WORDS.get(facts.kind, facts.kind))), (say("Form"), form)),
        *_told(slip, facts, ease),
    ]
    if facts.report_to:
        rows.append(slip.fields((say("Drill reported to"), facts.report_to)))
    rows.append(slip.fields((say("Recorded by"), ""), (say("Leader signs"), ""), least=34))
    return [
        *blocks,
        Grid(COLUMNS, rows, space_before=4),
        *_findings(slip, facts.findings),
        *register_note(slip, facts),
    ]


def _named(slip: Slip, facts: PlanEventFacts) -> list[Row]:
    """Of which plan it is; a secret record does not say."""
    say = slip.phrases.say
    if facts.secrecy:
        return []
    version = say("version {n}", n=facts.version) if facts.version is not None else ""
    return [slip.fields((say("Plan"), " ".join(filter(None, (facts.plan, version)))), least=32)]


def _told(slip: Slip, facts: PlanEventFacts, ease: float) -> list[Row]:
    """What it was about, who took part, how it went; a secret record leaves no room to write any of it in."""
    say = slip.phrases.say
    if facts.secrecy:
        return []
    assessed = facts.kind == EventKind.ASSESSMENT
    result = say(CONCLUSION_WORDS.get(facts.result, facts.result)) if assessed and facts.result else facts.result
    rows = [
        slip.fields((say("What about"), facts.title)),
        slip.box(say("Who takes part"), slip.running(facts.participants), 60 * ease),
    ]
    if facts.kind == EventKind.DRILL:
        rows.append(slip.box(say("Scenario"), slip.running(facts.scenario), 60 * ease))
    rows.append(slip.box(say("How it went"), slip.running(facts.record), 140 * ease))
    rows.append(slip.fields((say("Conclusion") if assessed else say("Result"), result)))
    return [*rows, slip.fields((say("Why"), facts.reason))] if facts.reason else rows


def _findings(slip: Slip, findings: tuple[FindingFact, ...]) -> list[Block]:
    say = slip.phrases.say
    if not findings:
        return []
    room = sum(COLUMNS)
    heads = (say("No."), say("What was found"), say("Unit that mends it"), say("Mended by"), say("State"))
    rows = []
    for number, each in enumerate(findings, 1):
        state = "\n".join(filter(None, (say(FINDING_WORDS.get(each.state, each.state)), each.matter, each.outcome)))
        due = slip.phrases.date(each.due_on) if each.due_on else ""
        cells = (slip.cell(str(number), centred=True), slip.cell(each.text), slip.cell(each.unit))
        rows.append(Row([*cells, slip.cell(due, centred=True), slip.cell(state)], 24))
    widths = [room * part for part in _FINDINGS]
    return [slip.heading(say("What was found")), Grid(widths, rows, [slip.heads(*heads)], space_before=4)]


def _year(slip: Slip, facts: PlanYearFacts, title: str, year: str) -> list[Block]:
    say = slip.phrases.say
    counted = Counter((line.kind, line.state == EventState.HELD) for line in facts.lines)
    words = say(
        "Drills: {drills} ({drilled} held), evaluations: {reviews} ({reviewed} held), trainings: {trainings} ({trained} held)",
        drills=counted["drill", False] + counted["drill", True],
        drilled=counted["drill", True],
        reviews=counted["assessment", False] + counted["assessment", True],
        reviewed=counted["assessment", True],
        trainings=counted["training", False] + counted["training", True],
        trained=counted["training", True],
    )
    rate = say("Drill rate: {kept} of {asked} plans in time", kept=facts.kept, asked=facts.asked)
    blocks = slip.opening(facts, title, left=year, beside=rate, width=_WIDTH)
    blocks.append(slip.text(words, slip.set.value, gap=4))
    if not facts.lines:
        return [*blocks, slip.none()]
    heads = (say("No."), say("Month"), say("Day and state"), say("Plan"), say("Kind"), say("Who takes part"))
    rows, number = [], 0
    for month, lines in groupby(facts.lines, key=lambda line: line.day.month):
        for place, line in enumerate(lines):
            number += 1
            rows.append(_year_row(slip, number, slip.phrases.month(month) if not place else "", line))
    return [*blocks, Grid(_YEAR_COLUMNS, rows, [slip.heads(*heads)], space_before=4), *register_note(slip, facts)]


def _year_row(slip: Slip, number: int, month: str, line: YearLineFact) -> Row:
    say = slip.phrases.say
    form = say(FORM_WORDS[line.form]) if line.form in FORM_WORDS and line.form else ""
    kind = form or say(EVENT_WORDS.get(line.kind, line.kind))
    state = say(EVENT_STATE_WORDS.get(line.state, line.state))
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(month, centred=True),
            slip.cell(f"{slip.phrases.date(line.day)}\n{state}", centred=True),
            slip.cell(line.plan),
            slip.cell("\n".join(filter(None, (kind, line.title)))),
            slip.cell("、".join(line.participants.splitlines())),
        ],
        30,
    )
