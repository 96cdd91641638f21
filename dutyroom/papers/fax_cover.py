"""传真首页: the first sheet of a fax, with a receipt at its foot that the recipient signs and sends back."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.matter_facts import FaxCoverFacts, FaxRecipientFact, withheld
from dutyroom.papers.matter_words import URGENCIES
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, LINE, NOTE, Slip, choice, empty_row, fitted, register_note, slip_sheet
from dutyroom.rules.wording import Wording

_RECIPIENTS: Final = (30.0, 183.0, 80.0, 90.0, 90.0)
_CUT: Final = Style(role="song", size=9, leading=13, align="center")


def make_fax_cover(facts: FaxCoverFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The cover as PDF; what is secret may not be sent by an ordinary fax, and the cover says so."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Fax cover sheet")
    return slip_sheet(slip, facts, title, fax_cover(slip, facts), about=facts.title).pdf()


def fax_cover(slip: Slip, facts: FaxCoverFacts) -> list[Block]:
    """The cover's blocks."""
    return fitted(lambda ease: _cover(slip, facts, ease))


def _cover(slip: Slip, facts: FaxCoverFacts, ease: float) -> list[Block]:
    say = slip.phrases.say
    sent = slip.dotted(say("Sent at:"), slip.moment(facts.sent_at))
    heads = (say("No."), say("To unit"), say("To person"), say("Fax number"), say("Phone"))
    rows = [_recipient(slip, number, one) for number, one in enumerate(facts.recipients, 1)] or [empty_row(5)] * 3
    blocks = slip.opening(facts, say("Fax cover sheet"), beside=sent)
    blocks.append(Grid(COLUMNS, _sender(slip, facts), space_before=4))
    blocks.append(Grid(_RECIPIENTS, rows, [slip.heads(*heads)]))
    blocks.append(Grid(COLUMNS, _message(slip, facts, ease)))
    if facts.secrecy:
        forbidden = say("Secret: must not be sent by an ordinary fax; use the confidential channel.")
        return [*blocks, slip.text([Span(forbidden, "hei")], slip.set.value, gap=6), *register_note(slip, facts)]
    return [*blocks, *_receipt(slip, facts, ease)]


def _sender(slip: Slip, facts: FaxCoverFacts) -> list[Row]:
    say = slip.phrases.say
    office = slip.phrases.office(facts.office_zh, facts.office_en)
    grade = say(URGENCIES.get(facts.urgency, facts.urgency))
    pages = "" if facts.pages is None else say("{n} with this one", n=facts.pages)
    return [
        slip.fields((say("Sending unit"), office), (say("Sent by"), facts.sender)),
        slip.fields((say("Sender's phone"), facts.sender_phone), (say("Sender's fax"), facts.sender_fax)),
        slip.fields(
            (
                say("Degree of urgency"),
                Cell([slip.text([Span(grade, "hei")], slip.set.value)], 8 - slip.set.span, 1.0, "middle"),
            ),
            (say("Pages of the paper"), pages),
            (say("Approved by"), facts.approved_by),
        ),
    ]


def _recipient(slip: Slip, number: int, one: FaxRecipientFact) -> Row:
    cells = [slip.cell(str(number), centred=True), slip.cell(one.unit), slip.cell(one.person, centred=True)]
    return Row([*cells, slip.cell(one.fax, centred=True), slip.cell(one.phone, centred=True)], LINE)


def _message(slip: Slip, facts: FaxCoverFacts, ease: float) -> list[Row]:
    say = slip.phrases.say
    by = slip.moment(facts.reply_at)
    number = slip.fields((say("Sent document's number"), facts.document_number), (say("Reply by"), by))
    if facts.secrecy:
        return [number]
    return [
        slip.fields((say("Title"), facts.title), least=32),
        number,
        slip.box(say("Message"), slip.running(facts.text), 190 * ease),
    ]


def _receipt(slip: Slip, facts: FaxCoverFacts, ease: float) -> list[Block]:
    say = slip.phrases.say
    between = "　" if slip.phrases.chinese else "\n"
    state = choice((say("complete and legible"), False), (say("send again"), False), between=between)
    office = slip.phrases.office(facts.office_zh, facts.office_en)
    back = say("Please fill in and fax back to {fax}.", fax=" ".join(filter(None, (office, facts.sender_fax))))
    cut = slip.text("— — — — — — — —　" + say("Receipt") + "　— — — — — — — —", _CUT, gap=12)
    cut.stays_with_next = True
    rows = [
        slip.fields((say("Receiving unit (seal)"), ""), (say("Receiver"), ""), least=32 * max(ease, 1)),
        slip.fields((say("Time of receipt"), ""), (say("Receiver's phone"), ""), least=28),
        slip.fields((say("Number"), facts.number), (say("Pages as received"), state)),
    ]
    return [cut, Grid(COLUMNS, rows, space_before=4, together=True), slip.text(back, NOTE, gap=4)]
