"""领导批示件: a leader's words on a paper, whom they were passed on to, and what came of it."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.lines import Style
from dutyroom.papers.matter_facts import InstructionFacts, RelayedFact, withheld
from dutyroom.papers.matter_words import CHANNELS
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, LINE, SIGN, Slip, empty_row, fitted, register_note, slip_sheet
from dutyroom.rules.wording import Wording

_RELAYED: Final = (133.0, 80.0, 90.0, 70.0, 100.0)
_BLANK_UNITS: Final = 4
_WORDS_ZH: Final = Style(role="kai", size=16, leading=28, align="justify", indent=2.0)  # 三号楷体
_WORDS_EN: Final = Style(role="kai", size=13, leading=21)


def make_instruction(facts: InstructionFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The sheet as PDF; of an instruction on a secret paper only that it was given."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Sheet of a leader's instruction")
    return slip_sheet(slip, facts, title, instruction(slip, facts), about=facts.title).pdf()


def instruction(slip: Slip, facts: InstructionFacts) -> list[Block]:
    """The sheet's blocks."""
    return fitted(lambda ease: _sheet(slip, facts, ease))


def _sheet(slip: Slip, facts: InstructionFacts, ease: float) -> list[Block]:
    say = slip.phrases.say
    given = slip.dotted(say("Instructed at:"), slip.moment(facts.instructed_at))
    words = [slip.text(facts.text, _WORDS_ZH if slip.phrases.chinese else _WORDS_EN)] if facts.text else []
    leader = f"{facts.leader}　{facts.post}".strip()
    rows = [
        slip.fields((say("Instructing leader"), leader), (say("Due by"), slip.moment(facts.due_at))),
        slip.fields((say("Body it comes from"), facts.source), (say("Number of the paper"), facts.document_number)),
    ]
    if not facts.secrecy:
        rows.insert(1, slip.fields((say("Instructed on"), facts.title), least=32))
        rows.append(slip.box(say("The instruction"), words, 170 * ease))
    heads = (say("Passed on to"), say("Taken by"), say("Told at"), say("Way"), say("Confirmed at"))
    relayed = [_relayed(slip, one) for one in facts.relayed]
    relayed += [empty_row(5)] * (_BLANK_UNITS - len(relayed))
    done = [
        *([] if facts.secrecy else [slip.box(say("What came of it"), slip.running(facts.outcome), 130 * ease)]),
        slip.fields((say("Answered at"), slip.moment(facts.answered_at)), (say("Handled by"), facts.handled_by)),
        slip.box(say("Read by the leader"), [], 80 * ease, sign=say(SIGN)),
    ]
    blocks = slip.opening(facts, say("Sheet of a leader's instruction"), beside=given)
    blocks += [Grid(COLUMNS, rows, space_before=4), Grid(_RELAYED, relayed, [slip.heads(*heads)])]
    return [*blocks, Grid(COLUMNS, done), *register_note(slip, facts)]


def _relayed(slip: Slip, one: RelayedFact) -> Row:
    channel = slip.phrases.say(CHANNELS.get(one.channel, one.channel))
    centred = (one.person, slip.short(one.at), channel, slip.short(one.acknowledged_at))
    return Row([slip.cell(one.unit), *(slip.cell(text, centred=True) for text in centred)], LINE)
