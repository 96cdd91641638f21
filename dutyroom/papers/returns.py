"""应报未报统计 and 汇总: who had to report and did, late or not, and what they said, put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.lines import Span
from dutyroom.papers.matter_facts import ReturnFact, ReturnsFacts, ReturnsRoundFact, withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, Slip, register_note, slip_sheet
from dutyroom.rules.wording import Wording, mark

_ROUNDS: Final = (96.0, 40.0, 44.0, 40.0, 44.0, 40.0, 169.0)
_UNITS: Final = (30.0, 118.0, 86.0, 84.0, 55.0, 50.0, 50.0)
_OVER_ROUNDS: Final = (30.0, 108.0, 44.0, 44.0, 40.0, 44.0, 40.0, 123.0)
_TEXTS: Final = (30.0, 100.0, 80.0, 263.0)

State = Literal["in time", "late", "missing"]
_STATES: Final[dict[State, str]] = {
    "in time": mark("On time"),
    "late": mark("Too late"),
    "missing": mark("None yet"),
}


def make_returns(facts: ReturnsFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The statistics and the summary as PDF; the same facts always give the same bytes."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Returns: statistics and summary")
    return slip_sheet(slip, facts, title, returns(slip, facts), about=facts.title).pdf()


def state_of(answer: ReturnFact, when: ReturnsRoundFact) -> State:
    """Whether a unit reported for a round, and in time: at the due time itself is in time."""
    if answer.answered_at is None:
        return "missing"
    return "in time" if answer.answered_at <= when.due_at else "late"


def returns(slip: Slip, facts: ReturnsFacts) -> list[Block]:
    """The blocks: what was asked, the rounds, the units, the texts."""
    say = slip.phrases.say
    blocks = slip.opening(facts, say("Returns: statistics and summary"), beside=_span(slip, facts))
    asked = [slip.text(facts.asked, slip.set.value)] if facts.asked else []
    times = slip.phrases.list_of(facts.times)
    nil = say("nil reports too") if facts.nil_asked else say("no nil reports")
    subject = [slip.fields((say("Title"), facts.title)), slip.box(say("Content of the returns"), asked, 30)]
    about = [
        *([] if facts.secrecy else subject),
        slip.fields((say("Daily at"), times), (say("Nil reports"), nil)),
    ]
    blocks.append(Grid(COLUMNS, about, space_before=4))
    if not facts.rounds:
        return [*blocks, slip.none()]
    blocks += [slip.section(say("Returns due and missing")), _rounds(slip, facts)]
    blocks.append(slip.section(say("Returns by unit")))
    blocks.append(_units(slip, facts.rounds[0]) if len(facts.rounds) == 1 else _over_rounds(slip, facts.rounds))
    if facts.secrecy:
        return [*blocks, *register_note(slip, facts)]
    return [*blocks, slip.section(say("Returns put together")), *_summary(slip, facts)]


def _span(slip: Slip, facts: ReturnsFacts) -> str:
    if not facts.rounds:
        return ""
    first, last = facts.rounds[0].due_at, facts.rounds[-1].due_at
    return slip.moment(first) if first == last else f"{slip.moment(first)} — {slip.short(last)}"


def _rounds(slip: Slip, facts: ReturnsFacts) -> Grid:
    say = slip.phrases.say
    heads = (
        say("Report due"), say("Returns due"), say("On time"), say("Too late"), say("Of them nil"), say("None yet"), say("Units that did not report"),
    )  # fmt: skip
    return Grid(_ROUNDS, [_round(slip, one) for one in facts.rounds], [slip.heads(*heads)], space_before=4)


def _round(slip: Slip, one: ReturnsRoundFact) -> Row:
    states = [state_of(answer, one) for answer in one.returns]
    nil = [answer for answer in one.returns if answer.answered_at and answer.is_nil]
    missing = slip.phrases.list_of(_missing(one))
    counts = (len(states), states.count("in time"), states.count("late"), len(nil), states.count("missing"))
    return Row(
        [
            slip.cell(slip.short(one.due_at), centred=True),
            *(slip.cell(str(count), centred=True) for count in counts),
            slip.cell([Span(missing, "hei")] if missing else "—"),
        ],
        22,
    )


def _missing(one: ReturnsRoundFact) -> list[str]:
    return [answer.unit for answer in one.returns if answer.answered_at is None]


def _units(slip: Slip, one: ReturnsRoundFact) -> Grid:
    """One round: a line for each unit."""
    say = slip.phrases.say
    heads = (
        say("No."), say("Unit"), say("Phone"), say("Reported at"), say("Reported by"), say("State"), say("Times urged"),
    )  # fmt: skip
    rows = [_unit(slip, number, answer, one) for number, answer in enumerate(one.returns, 1)]
    return Grid(_UNITS, rows, [slip.heads(*heads)], space_before=4)


def _unit(slip: Slip, number: int, answer: ReturnFact, one: ReturnsRoundFact) -> Row:
    state = state_of(answer, one)
    told = slip.phrases.say(_STATES[state])
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(answer.unit),
            slip.cell(answer.phone, centred=True),
            slip.cell(slip.short(answer.answered_at), centred=True),
            slip.cell(answer.person, centred=True),
            slip.cell([Span(told, None if state == "in time" else "hei")], centred=True),
            slip.cell(str(answer.urged_count) if answer.urged_count else "", centred=True),
        ],
        20,
    )


def _over_rounds(slip: Slip, rounds: Sequence[ReturnsRoundFact]) -> Grid:
    """Several rounds: how each unit did over all of them."""
    say = slip.phrases.say
    heads = (
        say("No."), say("Unit"), say("Returns due"), say("On time"), say("Too late"), say("Of them nil"), say("None yet"),
        say("Not reported at"),
    )  # fmt: skip
    units: dict[str, list[tuple[ReturnFact, ReturnsRoundFact]]] = {}
    for one in rounds:
        for answer in one.returns:
            units.setdefault(answer.unit, []).append((answer, one))
    rows = [_over(slip, number, unit, units[unit]) for number, unit in enumerate(units, 1)]
    return Grid(_OVER_ROUNDS, rows, [slip.heads(*heads)], space_before=4)


def _over(slip: Slip, number: int, unit: str, answers: Sequence[tuple[ReturnFact, ReturnsRoundFact]]) -> Row:
    states = [state_of(answer, one) for answer, one in answers]
    nil = [answer for answer, _one in answers if answer.answered_at and answer.is_nil]
    missing = [slip.short(one.due_at) for answer, one in answers if answer.answered_at is None]
    counts = (len(states), states.count("in time"), states.count("late"), len(nil), len(missing))
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(unit),
            *(slip.cell(str(count), centred=True) for count in counts),
            slip.cell([Span(slip.phrases.list_of(missing), "hei")] if missing else "—"),
        ],
        20,
    )


def _summary(slip: Slip, facts: ReturnsFacts) -> list[Block]:
    """What was reported, round by round; nil reports and missing ones in a line each."""
    say, blocks = slip.phrases.say, list[Block]()
    for one in facts.rounds:
        if len(facts.rounds) > 1:
            blocks.append(slip.heading(slip.moment(one.due_at)))
        answers = [answer for answer in one.returns if answer.answered_at and not answer.is_nil]
        heads = (say("No."), say("Unit"), say("Reported at"), say("What was reported"))
        rows = [_text(slip, number, answer) for number, answer in enumerate(answers, 1)]
        if rows:
            blocks.append(Grid(_TEXTS, rows, [slip.heads(*heads)], space_before=4))
        nil = [answer.unit for answer in one.returns if answer.answered_at and answer.is_nil]
        for sentence, named in ((mark("Nil reports: {list}"), nil), (mark("Not reported: {list}"), _missing(one))):
            if named:
                blocks.append(slip.text(say(sentence, list=slip.phrases.list_of(named)), slip.set.value, gap=4))
    return blocks


def _text(slip: Slip, number: int, answer: ReturnFact) -> Row:
    return Row(
        [
            slip.cell(str(number), centred=True, middle=False),
            slip.cell(answer.unit, middle=False, again=True),
            slip.cell("\n".join(filter(None, (slip.short(answer.answered_at), answer.person))), middle=False),
            slip.cell(answer.text, middle=False),
        ],
        20,
    )
