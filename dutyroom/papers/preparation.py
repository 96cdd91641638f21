"""预案编制进度表 and 年度应急预案编制计划: how far a plan in preparation is, and what a year's programme holds."""

from __future__ import annotations

from datetime import date
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.matter_facts import withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.preparation_facts import (
    ExpertPaperFact,
    FilingPaperFact,
    OpinionPaperFact,
    PreparationPaperFacts,
    ProgrammePaperFacts,
    ProgrammeRowFact,
    StagePaperFact,
)
from dutyroom.papers.sheet import LANDSCAPE, LEDGER, MM
from dutyroom.papers.slip import COLUMNS, Slip, register_note, slip_sheet
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.preparation import ADOPTED_WORDS, LEVEL_WORDS, STAGE_WORDS, VERDICT_WORDS, WAY_WORDS
from dutyroom.rules.wording import Wording

_WIDE: Final = LANDSCAPE[0] - (LEDGER.left + LEDGER.right) * MM
_STAGES: Final = (34.0, 96.0, 68.0, 68.0, 198.0)
_OPINIONS: Final = (96.0, 62.0, 62.0, 66.0, 178.0)
_EXPERTS: Final = (104.0, 66.0, 150.0, 144.0)
_FILINGS: Final = (170.0, 62.0, 72.0, 72.0, 88.0)
_PROGRAMME: Final = (34.0, 92.0, 190.0, 96.0, 104.0, 66.0, 66.0, 110.0)


def make_preparation(facts: PreparationPaperFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The progress sheet as PDF."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Progress of a plan in preparation")
    return slip_sheet(slip, facts, title, preparation_sheet(slip, facts, title), about=facts.title).pdf()


def preparation_sheet(slip: Slip, facts: PreparationPaperFacts, title: str) -> list[Block]:
    """The sheet's blocks: what it is about, the stages, opinions, experts, filing."""
    say = slip.phrases.say
    at = say("As at {time}", time=slip.phrases.date(facts.on))
    blocks: list[Block] = slip.opening(facts, title, beside=at)
    blocks.append(Grid(COLUMNS, _about(slip, facts), space_before=4))
    heads = slip.heads(say("No."), say("Stage"), say("Planned for"), say("Done on"), say("Who and what"))
    rows = [_stage(slip, number, row) for number, row in enumerate(facts.stages, 1)]
    blocks += [slip.heading(say("Stages")), Grid(slip.columns(_STAGES, _titles(slip)), rows, [heads], space_before=4)]
    blocks += _opinions(slip, facts)
    blocks += _experts(slip, facts.experts)
    blocks += _filings(slip, facts)
    return [*blocks, *register_note(slip, facts)]


def _titles(slip: Slip) -> tuple[str, ...]:
    say = slip.phrases.say
    return (say("No."), say("Stage"), say("Planned for"), say("Done on"), say("Who and what"))


def _about(slip: Slip, facts: PreparationPaperFacts) -> list[Row]:
    say = slip.phrases.say
    kind, level = KIND_WORDS.get(facts.plan_kind, ""), LEVEL_WORDS.get(facts.plan_level, "")
    named = slip.phrases.list_of([say(word) for word in (kind, level) if word])
    issued = " ".join(part for part in (facts.document_number, _day(slip, facts.issued_on)) if part)
    rows = [
        slip.fields((say("Plan"), facts.title), least=30),
        slip.fields((say("Kind of plan"), named), (say("Programme of"), str(facts.year))),
        slip.fields((say("Leading unit"), facts.lead_unit), (say("Approved by (body)"), facts.approved_by)),
        slip.fields((say("Issued as"), issued), (say("File by"), _day(slip, facts.filing_due_on))),
        slip.box(say("Why it is prepared"), slip.running(facts.basis), 34),
        slip.box(say("Drafting group"), slip.running(facts.group), 34),
    ]
    return [*rows, slip.fields((say("Outcome"), facts.outcome))] if facts.outcome else rows


def _stage(slip: Slip, number: int, row: StagePaperFact) -> Row:
    say = slip.phrases.say
    done = _short(row.done_on)
    if row.skipped:
        done = say("stage left out")
    late = say("overdue") if row.late and not row.done_on else say("done late") if row.late else ""
    note = "\n".join(part for part in (row.people.replace("\n", "、"), row.note, row.skipped) if part)
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(say(STAGE_WORDS.get(row.stage, row.stage)), again=True),
            slip.cell(_short(row.planned_on), centred=True),
            slip.cell("\n".join(part for part in (done, late) if part), centred=True),
            slip.cell(note),
        ],
        24,
    )


def _opinions(slip: Slip, facts: PreparationPaperFacts) -> list[Block]:
    say = slip.phrases.say
    blocks: list[Block] = [slip.heading(say("Opinions of units"))]
    if not facts.opinions:
        return [*blocks, slip.none()]
    counted = say(
        "{asked} asked, {answered} answered, {decided} decided",
        asked=len(facts.opinions),
        answered=sum(row.answered_on is not None for row in facts.opinions),
        decided=sum(bool(row.adopted) for row in facts.opinions),
    )
    titles = (say("Unit"), say("Sent on"), say("Answer by"), say("Answered on"), say("Opinion, what became of it"))
    rows = [_opinion(slip, row) for row in facts.opinions]
    grid = Grid(slip.columns(_OPINIONS, titles), rows, [slip.heads(*titles)], space_before=4)
    return [*blocks, slip.text(counted, slip.set.cell, gap=2), grid]


def _opinion(slip: Slip, row: OpinionPaperFact) -> Row:
    say = slip.phrases.say
    adopted = say(ADOPTED_WORDS[row.adopted]) if row.adopted in ADOPTED_WORDS else ""
    fate = (": " if not slip.phrases.chinese else "：").join(part for part in (adopted, row.reason) if part)
    answered = _short(row.answered_on) or (say("overdue") if row.late else "")
    return Row(
        [
            slip.cell(row.unit, again=True),
            slip.cell(_short(row.sent_on), centred=True),
            slip.cell(_short(row.due_on), centred=True),
            slip.cell(answered, centred=True),
            slip.cell("\n".join(part for part in (row.opinion, fate) if part)),
        ],
        24,
    )


def _experts(slip: Slip, experts: tuple[ExpertPaperFact, ...]) -> list[Block]:
    say = slip.phrases.say
    blocks: list[Block] = [slip.heading(say("Expert review"))]
    if not experts:
        return [*blocks, slip.none()]
    titles = (say("Expert"), say("Verdict"), say("Findings"), say("What became of them"))
    rows = [
        Row(
            [
                slip.cell("\n".join(part for part in (row.name, row.organisation, row.speciality) if part), again=True),
                slip.cell(say(VERDICT_WORDS[row.result]) if row.result in VERDICT_WORDS else "", centred=True),
                slip.cell(row.findings),
                slip.cell(row.settled),
            ],
            24,
        )
        for row in experts
    ]
    return [*blocks, Grid(slip.columns(_EXPERTS, titles), rows, [slip.heads(*titles)], space_before=4)]


def _filings(slip: Slip, facts: PreparationPaperFacts) -> list[Block]:
    say = slip.phrases.say
    blocks: list[Block] = [slip.heading(say("Filing"))]
    if not facts.filings:
        return [*blocks, slip.none()]
    titles = (say("Recipient"), say("Way"), say("Sent on"), say("Received on"), say("Receipt"))
    rows = [_filing(slip, row) for row in facts.filings]
    return [*blocks, Grid(slip.columns(_FILINGS, titles), rows, [slip.heads(*titles)], space_before=4)]


def _filing(slip: Slip, row: FilingPaperFact) -> Row:
    return Row(
        [
            slip.cell(row.recipient, again=True),
            slip.cell(slip.phrases.say(WAY_WORDS.get(row.way, row.way)), centred=True),
            slip.cell(_short(row.sent_on), centred=True),
            slip.cell(_short(row.received_on), centred=True),
            slip.cell(row.receipt),
        ],
        24,
    )


def make_programme(facts: ProgrammePaperFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The programme of a year as PDF, across the paper."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Programme of plans to be prepared")
    blocks = programme_sheet(slip, facts, title)
    return slip_sheet(slip, facts, title, blocks, about=str(facts.year), size=LANDSCAPE, margins=LEDGER).pdf()


def programme_sheet(slip: Slip, facts: ProgrammePaperFacts, title: str) -> list[Block]:
    """The programme's blocks."""
    say = slip.phrases.say
    at = say("As at {time}", time=slip.phrases.date(facts.on))
    blocks = slip.opening(facts, title, beside=at, left=say("Programme of {year}", year=facts.year), width=_WIDE)
    if not facts.rows:
        return [*blocks, slip.none()]
    counted = say(
        "{all} plans: {issued} issued, {late} overdue",
        all=len(facts.rows),
        issued=sum(row.issued_on is not None for row in facts.rows),
        late=sum(row.late for row in facts.rows),
    )
    blocks.append(slip.text(counted, slip.set.value, gap=4))
    titles = (
        say("No."), say("Number"), say("Plan"), say("Kind of plan"), say("Leading unit"), say("Draft by"), say("Issue by"),
        say("How far it is"),
    )  # fmt: skip
    rows = [_programme_row(slip, number, row) for number, row in enumerate(facts.rows, 1)]
    blocks.append(Grid(slip.columns(_PROGRAMME, titles), rows, [slip.heads(*titles)], space_before=4))
    return blocks


def _programme_row(slip: Slip, number: int, row: ProgrammeRowFact) -> Row:
    say = slip.phrases.say
    stage = say(STAGE_WORDS[row.stage]) if row.stage in STAGE_WORDS else ""
    far = say("closed") if row.closed else " ".join(part for part in (stage, f"{row.settled}/{row.stages}") if part)
    issued = " ".join(part for part in (row.document_number, _short(row.issued_on)) if part)
    late = say("overdue") if row.late else ""
    kind = KIND_WORDS.get(row.plan_kind, "")
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(row.number, centred=True, again=True),
            slip.cell(row.title),
            slip.cell(say(kind) if kind else "", centred=True),
            slip.cell(row.lead_unit),
            slip.cell(_short(row.draft_on), centred=True),
            slip.cell(_short(row.issue_on), centred=True),
            slip.cell("\n".join(part for part in (far, issued, late) if part), centred=True),
        ],
        28,
    )


def _day(slip: Slip, on: date | None) -> str:
    return slip.phrases.date(on) if on is not None else ""


def _short(on: date | None) -> str:
    """A day as the narrow column of a table has room for it, in either language."""
    return on.isoformat() if on is not None else ""
