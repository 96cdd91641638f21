"""电话记录单: what was said by telephone, the questions that are always forgotten, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span
from dutyroom.papers.matter_facts import TelephoneSlipFacts, withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, NOTE, SIGN, Slip, choice, fitted, register_note, slip_sheet
from dutyroom.rules.wording import Wording, mark

_LISTEN: Final = mark("Ask for unit, name, post and number; number the points; read them back.")


def make_telephone_slip(facts: TelephoneSlipFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The slip as PDF; of a secret call only that it was made."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Telephone slip")
    about = "　".join(filter(None, (facts.unit, slip.moment(facts.received_at))))
    return slip_sheet(slip, facts, title, telephone_slip(slip, facts), about=about).pdf()


def telephone_slip(slip: Slip, facts: TelephoneSlipFacts) -> list[Block]:
    """The slip's blocks; without a call it is one to write on, with the questions of a meeting."""
    return fitted(lambda ease: _slip(slip, facts, ease))


def _slip(slip: Slip, facts: TelephoneSlipFacts, ease: float) -> list[Block]:
    say = slip.phrases.say
    taken = slip.dotted(say("Call taken at:"), slip.moment(facts.received_at))
    rows, by_hand = _call(slip, facts), facts.received_at is None
    if not facts.secrecy:
        rows.append(slip.box(say("What was said"), slip.running(facts.content), 150 * ease))
        rows += _meeting(slip, facts, by_hand=by_hand) if facts.is_meeting or by_hand else []
    blocks: list[Block] = slip.opening(facts, say("Telephone slip"), beside=taken)
    blocks.append(Grid(COLUMNS, [*rows, *_done(slip, facts, ease)], space_before=4))
    blocks += [slip.text(say(_LISTEN), NOTE, gap=5)] if by_hand else []
    return [*blocks, *register_note(slip, facts)]


def _call(slip: Slip, facts: TelephoneSlipFacts) -> list[Row]:
    say = slip.phrases.say
    caller = f"{facts.caller}　{facts.caller_post}".strip()
    checked = choice((say("caller's identity checked"), facts.identity_checked), (say("read back"), facts.read_back))
    return [
        slip.fields((say("Calling unit"), facts.unit), (say("Caller, post"), caller)),
        slip.fields((say("Caller's number"), facts.phone), (say("Call taken by"), facts.taken_by)),
        slip.fields((say("Verified"), checked)),
    ]


def _meeting(slip: Slip, facts: TelephoneSlipFacts, *, by_hand: bool) -> list[Row]:
    say = slip.phrases.say
    may = choice((say("may"), facts.deputy_may == "yes"), (say("may not"), facts.deputy_may == "no"))
    rows = [
        slip.fields((say("Time of the meeting"), slip.moment(facts.meeting_at)), (say("Place"), facts.place)),
        slip.fields((say("Convenor"), facts.convenor), (say("A deputy may come"), may)),
        slip.fields((say("Agenda"), facts.agenda)),
        slip.fields((say("Who attends"), facts.attendees)),
        slip.fields((say("Papers, where to collect"), facts.papers), (say("Dress, car"), facts.dress)),
        slip.fields((say("Reply by"), slip.moment(facts.reply_at))),
    ]
    missing = [] if by_hand else list(_missing(slip, facts))
    if missing:
        told = [Span(say("Not asked yet: {list}", list=slip.phrases.list_of(missing)), "hei")]
        rows.append(Row([Cell([slip.text(told, slip.set.value)], len(COLUMNS))]))
    return rows


def _missing(slip: Slip, facts: TelephoneSlipFacts) -> Iterator[str]:
    """What a notice of a meeting must say and this one does not yet."""
    say = slip.phrases.say
    asked = (
        (say("Time of the meeting"), facts.meeting_at),
        (say("Place"), facts.place),
        (say("Convenor"), facts.convenor),
        (say("Agenda"), facts.agenda),
        (say("Who attends"), facts.attendees),
        (say("A deputy may come"), facts.deputy_may),
        (say("Papers, where to collect"), facts.papers),
        (say("Reply by"), facts.reply_at),
    )
    return (name for name, answer in asked if not answer)


def _done(slip: Slip, facts: TelephoneSlipFacts, ease: float) -> list[Row]:
    say = slip.phrases.say
    handled = slip.fields((say("Handled by"), facts.handled_by), (say("Handled at"), slip.moment(facts.handled_at)))
    if facts.secrecy:
        return [handled]
    said = [block for one in facts.instructions for block in slip.said(one, hand=True)]
    return [
        slip.box(say("Proposal"), slip.said(facts.proposal), 70 * ease, sign=say(SIGN)),
        slip.box(say("Leaders' instructions"), said, 90 * ease, sign=say(SIGN)),
        handled,
        slip.box(say("What came of it"), slip.running(facts.outcome), 60 * ease),
    ]
