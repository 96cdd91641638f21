"""转办单 and 催办函: what goes to a unit about a case; with a card the letter is a 督办单, told without its colour too."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.colour import CardBar
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.hotline_facts import (
    HotlineTransferFacts,
    HotlineUrgingFacts,
    LimitFact,
    without_secret_callers,
)
from dutyroom.papers.hotline_words import caller_rows, matter_rows, own_name, privacy_note, running, widths
from dutyroom.papers.lines import Style
from dutyroom.papers.matter_facts import withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, SIGN, Slip, choice, fitted, register_note, slip_sheet
from dutyroom.rules.hotline import CARD_WORDS
from dutyroom.rules.matter_duties import DUTY_WORDS
from dutyroom.rules.wording import Wording, mark

_LIMITS: Final = (110.0, 118.0, 120.0, 125.0)
_SCALE: Final = Style(role="hei", size=12, leading=18, align="center")
_TITLES: Final[dict[str, str]] = {
    "": mark("Urging letter of the mayor's telephone"),
    "yellow": mark("Supervision letter with a yellow card"),
    "red": mark("Supervision letter with a red card"),
}
_CUT: Final = mark("Receipt: sign and return it to the mayor's telephone.")


def make_hotline_transfer(facts: HotlineTransferFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The transfer sheet as PDF; of a caller who asked for secrecy nothing is on it."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = without_secret_callers(withheld(facts))
    title = slip.phrases.say("Transfer sheet of the mayor's telephone")
    blocks = fitted(lambda ease: transfer_sheet(slip, facts, title, ease))
    return slip_sheet(slip, facts, title, blocks, about=facts.title).pdf()


def transfer_sheet(slip: Slip, facts: HotlineTransferFacts, title: str, ease: float) -> list[Block]:
    """The sheet's blocks; ``ease`` multiplies the room for handwriting."""
    say = slip.phrases.say
    sent = slip.dotted(say("Dispatched at:"), slip.moment(facts.dispatched_at))
    helper = facts.role == "helper"
    other = (say("Lead unit"), facts.lead) if helper else (say("Helping units"), facts.helpers)
    part = choice((say("Lead"), not helper), (say("Helper"), helper))
    rows = [
        slip.fields((say("Sent to the unit"), facts.unit), (say("Its part"), part)),
        slip.fields(other, (say("Dispatched by"), facts.dispatched_by)),
        slip.fields((say("Contact"), facts.contact), (say("Phone"), facts.phone)),
    ]
    if not facts.secrecy:
        for call in facts.calls[:1]:
            rows += caller_rows(slip, call)
        rows += matter_rows(slip, facts, least=80 * ease)
        rows.append(slip.box(say("What must be done"), running(slip, facts.asked), 48 * ease))
    return [
        *slip.opening(facts, title, beside=sent),
        Grid(COLUMNS, rows, space_before=4),
        *_limits(slip, facts),
        *_strip(slip, facts, ease),
        *(register_note(slip, facts) if facts.secrecy else privacy_note(slip, facts)),
    ]


def _limits(slip: Slip, facts: HotlineTransferFacts) -> list[Block]:
    say = slip.phrases.say
    titles = (say("Duty"), say("Due by"), say("Rule"), say("Source"))
    rows = [_limit(slip, limit) for limit in facts.limits]
    if not rows:
        return [slip.text(say("No limit runs for this unit."), slip.set.value, gap=4)]
    return [Grid(widths(slip, _LIMITS, titles), rows, [slip.heads(*titles)], space_before=6)]


def _limit(slip: Slip, limit: LimitFact) -> Row:
    duty = slip.phrases.say(DUTY_WORDS.get(limit.duty, limit.duty))
    rule = own_name(slip, limit.rule_zh, limit.rule_en)
    due = slip.cell(slip.moment(limit.due_at), centred=True)
    return Row([slip.cell(duty, again=True), due, slip.cell(rule), slip.cell(limit.source)], 22)


def _strip(slip: Slip, facts: HotlineTransferFacts, ease: float) -> list[Block]:
    """The strip that the unit signs; who signed already stands in it."""
    say = slip.phrases.say
    told = slip.text(say(_CUT), slip.set.value, gap=8)
    told.stays_with_next = True
    rows = [
        slip.fields((say("Receiving unit (seal)"), ""), (say("Signed for by"), facts.signed_by), least=30 * ease),
        slip.fields((say("Signed for at"), slip.moment(facts.signed_at)), (say("Phone of the unit"), "")),
    ]
    return [told, Grid(COLUMNS, rows, space_before=4, together=True)]


def make_hotline_urging(facts: HotlineUrgingFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The urging letter as PDF, in words, bars and frame of its card where it has one."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = without_secret_callers(withheld(facts))
    title = slip.phrases.say(_TITLES[facts.card])
    blocks = fitted(lambda ease: urging_letter(slip, facts, title, ease))
    return slip_sheet(slip, facts, title, blocks, about=facts.title, draft=facts.is_draft).pdf()


def urging_letter(slip: Slip, facts: HotlineUrgingFacts, title: str, ease: float) -> list[Block]:
    """The letter's blocks; ``ease`` multiplies the room for handwriting."""
    say = slip.phrases.say
    issued = slip.dotted(say("Issued at:"), slip.moment(facts.urged_at))
    opening = slip.opening(facts, title, beside=issued)
    head: list[Block] = [*opening[:-1]]
    if facts.card:
        cards = choice(*((say(word), facts.card == card) for card, word in CARD_WORDS.items()), between="　　")
        scale = slip.text(cards, _SCALE, gap=5)
        scale.stays_with_next = True
        head = [CardBar(facts.card), *head, scale]
    return [
        *head,
        opening[-1],
        Grid(COLUMNS, [*_late(slip, facts), *_about(slip, facts, ease)], space_before=4),
        Grid(COLUMNS, _answer(slip, ease)),
        *(register_note(slip, facts) if facts.secrecy else privacy_note(slip, facts)),
        *([CardBar(facts.card, 7, space_before=8, stays_with_next=False)] if facts.card else []),
    ]


def _late(slip: Slip, facts: HotlineUrgingFacts) -> list[Row]:
    say = slip.phrases.say
    rule = own_name(slip, facts.rule_zh, facts.rule_en)
    named = "　".join(filter(None, (rule, facts.rule_source)))
    urged = say("{n}×", n=facts.urged_count) if facts.urged_count else ""
    return [
        slip.fields((say("Addressed to"), facts.unit), (say("Urged so far"), urged)),
        slip.fields(
            (say("Dispatched at"), slip.moment(facts.dispatched_at)), (say("Due by"), slip.moment(facts.due_at))
        ),
        slip.fields(
            (say("State of the limit"), left(slip, facts.overdue_days)),
            (say("Answer by"), slip.moment(facts.answer_by)),
        ),
        slip.fields((say("Rule"), named)),
    ]


def left(slip: Slip, overdue_days: int | None) -> str:
    """How many days a limit is past, or there are left."""
    if overdue_days is None:
        return ""
    if overdue_days > 0:
        return slip.phrases.say("overdue by {n} days", n=overdue_days)
    return slip.phrases.say("{n} days left", n=-overdue_days)


def _about(slip: Slip, facts: HotlineUrgingFacts, ease: float) -> list[Row]:
    say = slip.phrases.say
    contact = slip.fields((say("Contact"), facts.contact), (say("Phone"), facts.phone))
    issued = slip.fields((say("Notice issued by"), facts.urged_by))
    if facts.secrecy:
        return [issued, contact]
    return [
        *matter_rows(slip, facts, least=60 * ease),
        slip.box(say("The mayor's telephone says"), slip.running(facts.urged_text), 70 * ease),
        issued,
        contact,
    ]


def _answer(slip: Slip, ease: float) -> list[Row]:
    say = slip.phrases.say
    return [
        slip.fields((say("Receiving unit (seal)"), ""), (say("Receiver"), ""), least=30),
        slip.box(say("Answer"), [], 90 * ease, sign=say(SIGN)),
    ]
