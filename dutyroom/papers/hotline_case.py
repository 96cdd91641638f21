"""市长电话工单: the person, the matter, handling, supervision and call-back of one case, with its whole run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.hotline_facts import (
    AskedFact,
    CallBackFact,
    CallFact,
    CaseStepFact,
    CaseUnitFact,
    HotlineCaseFacts,
    without_secret_callers,
)
from dutyroom.papers.hotline_words import (
    NO,
    STATES,
    STEPS,
    YES,
    caller_rows,
    day,
    matter_rows,
    privacy_note,
    running,
    said,
    widths,
)
from dutyroom.papers.matter_facts import withheld
from dutyroom.papers.matter_words import ROLES
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, Slip, register_note, slip_sheet
from dutyroom.rules.hotline import (
    CARD_WORDS,
    CHANNEL_WORDS,
    DECISION_WORDS,
    REFUSED_WORDS,
    RESULT_WORDS,
    SATISFIED_WORDS,
)
from dutyroom.rules.wording import Wording

_CALLS: Final = (62.0, 66.0, 62.0, 90.0, 193.0)
_UNITS: Final = (98.0, 46.0, 58.0, 66.0, 205.0)
_ASKED: Final = (88.0, 56.0, 129.0, 72.0, 128.0)
_BACK: Final = (56.0, 56.0, 46.0, 46.0, 68.0, 145.0, 56.0)
_STEPS: Final = (56.0, 96.0, 92.0, 229.0)


def make_hotline_case(facts: HotlineCaseFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The case sheet as PDF; of a caller who asked for secrecy nothing is on it."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = without_secret_callers(withheld(facts))
    title = slip.phrases.say("Case sheet of the mayor's telephone")
    return slip_sheet(slip, facts, title, case_sheet(slip, facts, title), about=facts.title).pdf()


def case_sheet(slip: Slip, facts: HotlineCaseFacts, title: str) -> list[Block]:
    """The sheet's blocks."""
    say = slip.phrases.say
    state = say("State: {state}", state=said(slip, STATES, facts.state)) if facts.state else ""
    blocks: list[Block] = slip.opening(facts, title, beside=state)
    if facts.secrecy:
        rows = [slip.fields((say("Taken at"), slip.moment(facts.received_at)))]
        return [*blocks, Grid(COLUMNS, rows, space_before=4), *register_note(slip, facts)]
    return [
        *blocks,
        *_people(slip, facts.calls),
        slip.section(say("The matter")),
        Grid(COLUMNS, matter_rows(slip, facts), space_before=4),
        *_handling(slip, facts),
        *_supervision(slip, facts),
        *_call_backs(slip, facts),
        *_run(slip, facts.steps),
        *privacy_note(slip, facts),
    ]


def _people(slip: Slip, calls: Sequence[CallFact]) -> list[Block]:
    say = slip.phrases.say
    first = calls[0] if calls else CallFact()
    blocks: list[Block] = [slip.section(say("The caller")), Grid(COLUMNS, caller_rows(slip, first), space_before=4)]
    if len(calls) < 2:
        return blocks
    titles = (say("Called at"), say("Came in by"), say("Caller"), say("Phone"), say("What this caller added"))
    rows = [_further(slip, call) for call in calls[1:]]
    told = say("Further calls for the same case: {n}", n=len(rows))
    return [
        *blocks,
        _note(slip, told),
        Grid(widths(slip, _CALLS, titles), rows, [slip.heads(*titles)], space_before=4),
    ]


def _note(slip: Slip, text: str) -> Block:
    told = slip.text(text, slip.set.value, gap=6)
    told.stays_with_next = True
    return told


def _further(slip: Slip, call: CallFact) -> Row:
    say = slip.phrases.say
    merged = say("came with {number}, which was merged", number=call.from_number) if call.from_number else ""
    return Row(
        [
            slip.cell(day(slip, call.called_at), centred=True, again=True),
            slip.cell(said(slip, CHANNEL_WORDS, call.channel), centred=True),
            slip.cell(call.name, centred=True),
            slip.cell(call.phone, centred=True),
            slip.cell("\n".join(filter(None, (call.said, merged)))),
        ],
        24,
    )


def _handling(slip: Slip, facts: HotlineCaseFacts) -> list[Block]:
    say = slip.phrases.say
    rows = [
        slip.fields(
            (say("Dispatched at"), slip.moment(facts.dispatched_at)), (say("Due by"), slip.moment(facts.close_due_at))
        ),
        slip.fields((say("Operator"), facts.operator), (say("Complex case"), say(YES if facts.is_complex else NO))),
        slip.fields(
            (say("Caller contacted"), slip.moment(facts.responded_at)),
            (say("Answered at once"), say(YES if facts.is_direct else NO)),
        ),
        *_elsewhere(slip, facts),
    ]
    ended = [
        slip.fields(
            (say("Result"), said(slip, RESULT_WORDS, facts.result)), (say("Redone"), _times(slip, facts.redone))
        ),
        slip.box(say("Told the caller"), running(slip, facts.answer), 48),
        slip.fields((say("Replied at"), slip.moment(facts.replied_at)), (say("Replied by"), facts.replied_by)),
        slip.fields((say("Closed at"), slip.moment(facts.closed_at)), (say("Archive no."), facts.archive_number)),
    ]
    return [
        slip.section(say("Handling")),
        Grid(COLUMNS, rows, space_before=4),
        *_units(slip, facts.units),
        *_asked(slip, say("Objections of units"), facts.returns),
        *_asked(slip, say("More time asked for"), facts.extensions),
        Grid(COLUMNS, ended, space_before=6),
    ]


def _times(slip: Slip, count: int) -> str:
    return slip.phrases.say("{n}×", n=count) if count else slip.phrases.say(NO)


def _elsewhere(slip: Slip, facts: HotlineCaseFacts) -> list[Row]:
    """Fields that few cases have: refused, transferred, merged, become an incident."""
    say = slip.phrases.say
    refused = said(slip, REFUSED_WORDS, facts.refused) if facts.refused else ""
    known = (
        (say("Not accepted because"), refused),
        (say("Told to turn to"), facts.turn_to),
        (say("Merged into"), facts.duplicate_of),
        (say("Became incident"), facts.incident),
        (say("Number elsewhere"), facts.outside_number),
    )
    return [slip.fields((name, value)) for name, value in known if value]


def _units(slip: Slip, units: Sequence[CaseUnitFact]) -> list[Block]:
    say = slip.phrases.say
    if not units:
        return [_lone(slip, say("No unit has it in hand."))]
    titles = (say("Unit"), say("Part"), say("Dispatched"), say("Signed for"), say("Answer of the unit"))
    rows = [_unit(slip, unit) for unit in units]
    return [Grid(widths(slip, _UNITS, titles), rows, [slip.heads(*titles)], space_before=6)]


def _lone(slip: Slip, text: str) -> Block:
    return slip.text(text, slip.set.value, gap=4)


def _unit(slip: Slip, unit: CaseUnitFact) -> Row:
    say = slip.phrases.say
    urged = say("urged {n}×", n=unit.urged_count) if unit.urged_count else ""
    answered = slip.short(unit.answered_at)
    return Row(
        [
            slip.cell("\n".join(filter(None, (unit.unit, urged))), again=True),
            slip.cell(said(slip, ROLES, unit.role), centred=True),
            slip.cell(day(slip, unit.assigned_at), centred=True),
            slip.cell("\n".join(filter(None, (day(slip, unit.signed_at), unit.signed_by))), centred=True),
            slip.cell("\n".join(filter(None, (unit.answer, answered)))),
        ],
        24,
    )


def _asked(slip: Slip, title: str, rows: Sequence[AskedFact]) -> list[Block]:
    """Objections, or extensions: asked by whom why, and decided how."""
    say = slip.phrases.say
    if not rows:
        return []
    titles = (say("Unit"), say("Asked at"), say("Reason"), say("Decision"), say("Decided because"))
    made = [_one_asked(slip, row) for row in rows]
    return [_note(slip, title), Grid(widths(slip, _ASKED, titles), made, [slip.heads(*titles)], space_before=4)]


def _one_asked(slip: Slip, row: AskedFact) -> Row:
    say = slip.phrases.say
    wish = say("should go to {unit}", unit=row.wish) if row.wish else ""
    until = say("until {time}", time=slip.short(row.due_at)) if row.due_at else ""
    decided = "\n".join(filter(None, (row.decided_by, day(slip, row.decided_at))))
    return Row(
        [
            slip.cell("\n".join(filter(None, (row.unit, row.asked_by))), again=True),
            slip.cell(day(slip, row.asked_at), centred=True),
            slip.cell("\n".join(filter(None, (row.reason, wish, until)))),
            slip.cell("\n".join(filter(None, (said(slip, DECISION_WORDS, row.state), decided))), centred=True),
            slip.cell(row.decision),
        ],
        24,
    )


def _supervision(slip: Slip, facts: HotlineCaseFacts) -> list[Block]:
    say = slip.phrases.say
    card = said(slip, CARD_WORDS, facts.card) if facts.card else say(NO)
    words = [block for one in facts.instructions for block in slip.said(one, hand=True)]
    rows = [slip.fields((say("Urged so far"), _times(slip, facts.urged_count)), (say("Card"), card))]
    if words:
        rows.append(slip.box(say("Leaders' instructions"), words, 48))
    return [slip.section(say("Supervision")), Grid(COLUMNS, rows, space_before=4)]


def _call_backs(slip: Slip, facts: HotlineCaseFacts) -> list[Block]:
    say = slip.phrases.say
    heading = slip.section(say("Call-back"))
    if not facts.call_backs:
        return [heading, _lone(slip, say("Nobody was called back yet."))]
    titles = (
        say("Called back at"), say("Called by"), say("Reached"), say("Solved?"), say("Satisfied?"), say("What the caller said"), say("Next try"),
    )  # fmt: skip
    rows = [_call_back(slip, one) for one in facts.call_backs]
    return [heading, Grid(widths(slip, _BACK, titles), rows, [slip.heads(*titles)], space_before=4)]


def _call_back(slip: Slip, one: CallBackFact) -> Row:
    say = slip.phrases.say
    solved = "—" if one.solved is None else say(YES if one.solved else NO)
    return Row(
        [
            slip.cell(day(slip, one.called_at), centred=True, again=True),
            slip.cell(one.by, centred=True),
            slip.cell(say(YES if one.reached else NO), centred=True),
            slip.cell(solved, centred=True),
            slip.cell(said(slip, SATISFIED_WORDS, one.satisfied) if one.satisfied else "—", centred=True),
            slip.cell(one.said),
            slip.cell(day(slip, one.next_at), centred=True),
        ],
        24,
    )


def _run(slip: Slip, steps: Sequence[CaseStepFact]) -> list[Block]:
    say = slip.phrases.say
    heading = slip.section(say("Whole run"))
    if not steps:
        return [heading, slip.none()]
    titles = (say("Time"), say("Step"), say("By whom"), say("Content"))
    rows = [
        Row(
            [
                slip.cell(day(slip, step.at), centred=True, again=True),
                slip.cell(said(slip, STEPS, step.kind)),
                slip.cell(step.who),
                slip.cell(step.text),
            ],
            24,
        )
        for step in steps
    ]
    return [heading, Grid(widths(slip, _STEPS, titles), rows, [slip.heads(*titles)], space_before=4)]
