"""督查单 in blue, orange and red: each colour is told by its word, its bars and its frame, in black and white too."""

from __future__ import annotations

from functools import partial
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.colour import ColourBar, draw_frame
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.lines import Style
from dutyroom.papers.matter_facts import SupervisionNoticeFacts, withheld
from dutyroom.papers.matter_words import BASES, COLOURS, NOTICES
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, SIGN, Slip, choice, fitted, register_note, slip_sheet
from dutyroom.rules.wording import Wording

_SCALE: Final = Style(role="hei", size=12, leading=18, align="center")


def make_supervision_notice(facts: SupervisionNoticeFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The notice as PDF; on a secret paper only its register line."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say(NOTICES[facts.colour])
    blocks, border = supervision_notice(slip, facts), partial(draw_frame, facts.colour)
    return slip_sheet(slip, facts, title, blocks, about=facts.title, border=border, draft=facts.is_draft).pdf()


def supervision_notice(slip: Slip, facts: SupervisionNoticeFacts) -> list[Block]:
    """The notice's blocks."""
    return fitted(lambda ease: _notice(slip, facts, ease))


def _notice(slip: Slip, facts: SupervisionNoticeFacts, ease: float) -> list[Block]:
    say = slip.phrases.say
    issued = slip.dotted(say("Issued at:"), slip.moment(facts.issued_at))
    opening = slip.opening(facts, say(NOTICES[facts.colour]), beside=issued)
    scale = choice(*((say(word), colour == facts.colour) for colour, word in COLOURS.items()), between="　　")
    shown = slip.text(scale, _SCALE, gap=5)
    shown.stays_with_next = True
    return [
        ColourBar(facts.colour),
        *opening[:-1],
        shown,
        opening[-1],
        Grid(COLUMNS, [*_about(slip, facts), *_asked(slip, facts, ease)], space_before=4),
        Grid(COLUMNS, _answer(slip, ease)),
        *register_note(slip, facts),
        ColourBar(facts.colour, 7, space_before=8, stays_with_next=False),
    ]


def _about(slip: Slip, facts: SupervisionNoticeFacts) -> list[Row]:
    say = slip.phrases.say
    basis = "　".join(filter(None, (say(BASES.get(facts.basis, facts.basis)), facts.source)))
    last = say("last {time}", time=slip.short(facts.urged_at)) if facts.urged_at else ""
    urged = "　".join(filter(None, (say("{n}×", n=facts.urged_count), last))) if facts.urged_count else ""
    return [
        slip.fields((say("Addressed to"), facts.unit), (say("Helping units"), facts.helpers)),
        *([] if facts.secrecy else [slip.fields((say("Supervised matter"), facts.title), least=32)]),
        slip.fields((say("Basis"), basis)),
        slip.fields((say("Assigned at"), slip.moment(facts.assigned_at)), (say("Due by"), slip.moment(facts.due_at))),
        slip.fields((say("State of the limit"), _left(slip, facts.overdue_days)), (say("Urged so far"), urged)),
    ]


def _left(slip: Slip, overdue_days: int | None) -> str:
    if overdue_days is None:
        return ""
    if overdue_days > 0:
        return slip.phrases.say("overdue by {n} days", n=overdue_days)
    return slip.phrases.say("{n} days left", n=-overdue_days)


def _asked(slip: Slip, facts: SupervisionNoticeFacts, ease: float) -> list[Row]:
    say = slip.phrases.say
    words = [
        slip.box(say("What must be done"), slip.running(facts.asked), 60 * ease),
        slip.box(say("Progress so far"), slip.said(facts.progress), 60 * ease),
        slip.box(say("Supervision says"), slip.running(facts.text), 80 * ease),
    ]
    reply = say("Reply was due") if facts.reply_was_due else say("Reply by")
    return [
        *([] if facts.secrecy else words),
        slip.fields((reply, slip.moment(facts.reply_at)), (say("Notice issued by"), facts.issued_by)),
        slip.fields((say("Contact"), facts.contact), (say("Phone"), facts.phone)),
    ]


def _answer(slip: Slip, ease: float) -> list[Row]:
    say = slip.phrases.say
    return [
        slip.fields((say("Receiving unit (seal)"), ""), (say("Receiver"), ""), least=30),
        slip.box(say("Answer"), [], 100 * ease, sign=say(SIGN)),
    ]
