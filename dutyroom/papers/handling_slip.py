"""文件处理单: a paper that came in, with proposal, instructions, who has it in hand, and what came of it."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span
from dutyroom.papers.matter_facts import AssignmentFact, HandlingSlipFacts, SaidFact, withheld
from dutyroom.papers.matter_words import CHANNELS, ROLES, URGENCIES
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, LINE, SIGN, Slip, choice, empty_row, fitted, register_note, slip_sheet
from dutyroom.rules.wording import Wording

_ASSIGNED: Final = (80.0, 41.0, 84.0, 84.0, 84.0, 100.0)
_HELD: Final = (120.0, 60.0, 80.0, 120.0, 93.0)
_ANSWER_MOST: Final = 40  # characters: longer answers have a field of their own
_BLANK_UNITS: Final = 3
_BLANK_HOLDERS: Final = 8


def make_handling_slip(facts: HandlingSlipFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The slip as PDF; of a secret paper only its register line."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Paper handling slip")
    return slip_sheet(slip, facts, title, handling_slip(slip, facts), about=facts.title).pdf()


def handling_slip(slip: Slip, facts: HandlingSlipFacts) -> list[Block]:
    """The slip's blocks; facts without a paper make a slip to write on."""
    return fitted(lambda ease: _slip(slip, facts, ease))


def _slip(slip: Slip, facts: HandlingSlipFacts, ease: float) -> list[Block]:
    say = slip.phrases.say
    received = slip.dotted(say("Received at:"), slip.moment(facts.received_at))
    head = slip.opening(facts, say("Paper handling slip"), beside=received)
    if facts.secrecy:
        return [*head, *_register_line(slip, facts)]
    about = Grid(COLUMNS, [*_paper(slip, facts), *_words(slip, facts, ease)], space_before=4)
    rows = [_assignment(slip, made) for made in facts.assignments]
    rows += [empty_row(6)] * (_BLANK_UNITS - len(rows))
    heads = (say("Unit"), say("Its part"), say("Assigned at"), say("Signed for"), say("Answered at"), say("Answer"))
    return [*head, about, Grid(_ASSIGNED, rows, [slip.heads(*heads)]), _end(slip, facts, ease)]


def _paper(slip: Slip, facts: HandlingSlipFacts) -> list[Row]:
    say = slip.phrases.say
    known = facts.for_reading
    between = "　" if slip.phrases.chinese else "\n"
    kinds = choice((say("action"), known is False), (say("reading"), known is True), between=between)
    urgency = Span(say(URGENCIES.get(facts.urgency, facts.urgency)), "hei")
    on = slip.phrases.date(facts.document_on) if facts.document_on else ""
    return [
        slip.fields((say("Body it comes from"), facts.source), (say("Number of the paper"), facts.document_number)),
        slip.fields((say("Title"), facts.title), least=32),
        slip.fields(
            (say("Kind of document"), facts.document_kind),
            (say("Came by"), say(CHANNELS.get(facts.channel, facts.channel))),
            (say("Dated"), on),
        ),
        slip.fields(
            (say("Copies"), _count(facts.copies)),
            (say("Copy numbers"), facts.copy_numbers),
            (say("Pages of the paper"), _count(facts.pages)),
        ),
        slip.fields(
            (say("Received by"), facts.received_by),
            (say("Action or reading"), kinds),
            (say("Degree of urgency"), Cell([slip.text([urgency], slip.set.value)], 8 - slip.set.span, 1.0, "middle")),
        ),
    ]


def _words(slip: Slip, facts: HandlingSlipFacts, ease: float) -> list[Row]:
    say = slip.phrases.say
    asked = [slip.text(facts.required, slip.set.value)] if facts.required else []
    limits: list[Block] = []
    for due in facts.due:
        line = say("{duty}: by {time}", duty=say(due.duty), time=slip.moment(due.at))
        named = (due.rule_zh if slip.phrases.chinese else due.rule_en, due.source)
        source = ("，" if slip.phrases.chinese else "; ").join(filter(None, named))
        limits.append(slip.text(line + (say(" ({source})", source=source) if source else ""), slip.set.value))
    said = [block for one in facts.instructions for block in slip.said(one, hand=True)]
    rows = [slip.box(say("What is asked"), asked, 30), slip.box(say("Time limits"), limits, 30)]
    rows.append(slip.box(say("Proposal"), slip.said(facts.proposal), 76 * ease, sign=say(SIGN)))
    rows.append(slip.box(say("Leaders' instructions"), said, 124 * ease, sign=say(SIGN)))
    return rows


def _assignment(slip: Slip, made: AssignmentFact) -> Row:
    say = slip.phrases.say
    signed = "\n".join(filter(None, (made.signed_by, slip.short(made.signed_at))))
    return Row(
        [
            slip.cell(made.unit),
            slip.cell(say(ROLES.get(made.role, made.role)), centred=True),
            slip.cell(slip.short(made.assigned_at), centred=True),
            slip.cell(signed, centred=True),
            slip.cell(slip.short(made.answered_at), centred=True),
            slip.cell(say("see below") if _is_long(made) else made.answer),
        ],
        LINE,
    )


def _is_long(made: AssignmentFact) -> bool:
    return len(made.answer) > _ANSWER_MOST


def _answer(made: AssignmentFact) -> SaidFact:
    return SaidFact(text=made.answer, by=made.unit, at=made.answered_at)


def _end(slip: Slip, facts: HandlingSlipFacts, ease: float) -> Grid:
    say = slip.phrases.say
    readers: list[Block] = []
    if facts.readers:
        shown = [f"{reader.name} {slip.short(reader.at)}".strip() for reader in facts.readers]
        readers.append(slip.text("　　".join(shown), slip.set.value))
    long = [made for made in facts.assignments if _is_long(made)]
    answers = [block for made in long for block in slip.said(_answer(made))]
    return Grid(
        COLUMNS,
        [
            *([slip.box(say("Answers"), answers, 60)] if answers else []),
            slip.box(say("Circulation"), readers, 38 * ease),
            slip.box(say("What came of it"), slip.running(facts.outcome), 50 * ease),
            slip.fields(
                (say("Closed at"), slip.moment(facts.closed_at)), (say("Archive number"), facts.archive_number)
            ),
        ],
    )


def _register_line(slip: Slip, facts: HandlingSlipFacts) -> list[Block]:
    """What an ordinary computer may keep of a secret paper: that it came, and who holds it."""
    say = slip.phrases.say
    grade = Span(slip.secrecy(facts.secrecy, facts.secrecy_years), "hei")
    rows = [
        slip.fields(
            (say("Secrecy"), Cell([slip.text([grade], slip.set.value)], 12 - slip.set.span, 1.0, "middle")),
            (say("Number of the paper"), facts.document_number),
        ),
        slip.fields(
            (say("Body it comes from"), facts.source), (say("Came by"), say(CHANNELS.get(facts.channel, facts.channel)))
        ),
        slip.fields(
            (say("Copies"), _count(facts.copies)),
            (say("Copy numbers"), facts.copy_numbers),
            (say("Pages of the paper"), _count(facts.pages)),
        ),
        slip.fields((say("Received by"), facts.received_by), (say("Held by"), facts.custody), least=36),
    ]
    readers = [AssignmentFact(unit=reader.name, assigned_at=reader.at) for reader in facts.readers]
    holders = [_holder(slip, made) for made in (*facts.assignments, *readers)]
    holders += [empty_row(5, 32)] * max(1, _BLANK_HOLDERS - len(holders))
    heads = (say("Sent to"), say("Its part"), say("Given at"), say("Signed for"), say("Given back"))
    return [
        Grid(COLUMNS, rows, space_before=4),
        Grid(_HELD, holders, [slip.heads(*heads)]),
        *register_note(slip, facts),
    ]


def _holder(slip: Slip, made: AssignmentFact) -> Row:
    say = slip.phrases.say
    signed = "\n".join(filter(None, (made.signed_by, slip.short(made.signed_at))))
    return Row(
        [
            slip.cell(made.unit),
            slip.cell(say(ROLES.get(made.role, made.role)), centred=True),
            slip.cell(slip.short(made.assigned_at), centred=True),
            slip.cell(signed, centred=True),
            Cell(()),
        ],
        32,
    )


def _count(number: int | None) -> str:
    return "" if number is None else str(number)
