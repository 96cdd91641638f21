"""通知传达登记表: what was passed on to many, and the proof of who was told when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import DAY
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.matter_facts import RelayLineFact, TransmissionListFacts, withheld
from dutyroom.papers.matter_words import CHANNELS
from dutyroom.papers.phrases import Phrases, grouped
from dutyroom.papers.slip import COLUMNS, NOTE, NOTE_ROOM, Slip, empty_row, fitted, register_note, slip_sheet
from dutyroom.rules.wording import Wording

_ZH: Final = (30.0, 88.0, 84.0, 34.0, 52.0, 46.0, 32.0, 52.0, 55.0)
_EN: Final = (26.0, 80.0, 74.0, 61.0, 46.0, 46.0, 32.0, 54.0, 54.0)
_CLOCK: Final = Style(role="hei", size=10.5, leading=14, align="center")
_ON: Final = Style(role="song", size=DAY.size, leading=DAY.leading, align="center")
_BLANK_LINES: Final = 16


def make_transmission_list(facts: TransmissionListFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The list as PDF; the same facts always give the same bytes."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Record of passing on a notice")
    return slip_sheet(slip, facts, title, transmission_list(slip, facts), about=facts.title).pdf()


def transmission_list(slip: Slip, facts: TransmissionListFacts) -> list[Block]:
    """The list's blocks; without recipients one to write on."""
    return fitted(lambda ease: _list(slip, facts, ease), spare=0.0 if facts.lines else NOTE_ROOM)


def _list(slip: Slip, facts: TransmissionListFacts, ease: float) -> list[Block]:
    say = slip.phrases.say
    began = slip.dotted(say("Passed on from:"), slip.moment(facts.began_at))
    blocks = slip.opening(facts, say("Record of passing on a notice"), beside=began)
    blocks.append(Grid(COLUMNS, _about(slip, facts), space_before=4))
    heads = (
        say("No."), say("Unit"), say("Phone"), say("Way"), say("Told at"), say("Taken by"), say("Read back"),
        say("Confirmed at"), say("Remark"),
    )  # fmt: skip
    columns = _ZH if slip.phrases.chinese else _EN
    day = _Day(slip, facts.began_at)
    rows = [_line(day, number, line, 20 * ease) for number, line in enumerate(facts.lines, 1)]
    rows = rows or [empty_row(len(columns), 27)] * _BLANK_LINES
    blocks.append(Grid(columns, rows, [slip.heads(*heads)], space_before=6))
    return [*blocks, *_end(slip, facts)]


def _about(slip: Slip, facts: TransmissionListFacts) -> list[Row]:
    say = slip.phrases.say
    text = [slip.text(facts.text, slip.set.value)] if facts.text else []
    return [
        slip.fields((say("Body it comes from"), facts.source), (say("Number of the paper"), facts.document_number)),
        *(
            []
            if facts.secrecy
            else [slip.fields((say("Title"), facts.title)), slip.box(say("Text passed on"), text, 40)]
        ),
        slip.fields((say("Passed on by"), facts.author), (say("In numbers"), _numbers(slip, facts))),
    ]


def _numbers(slip: Slip, facts: TransmissionListFacts) -> str:
    if not facts.lines:
        return ""
    standing = [line for line in facts.lines if line.state != "withdrawn"]
    told = [line for line in standing if line.state != "waiting"]
    return slip.phrases.say(
        "{all} units: {told} told, {done} acknowledged",
        all=len(standing),
        told=len(told),
        done=len([line for line in told if line.state == "acknowledged"]),
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """Times of one day, said without the day, which is said once; others carry theirs."""

    slip: Slip
    began_at: datetime | None

    def when(self, at: datetime | None) -> Cell:
        """A field with a time."""
        if at is None:
            return Cell(())
        phrases = self.slip.phrases
        blocks: list[Block] = [self.slip.text(phrases.clock(at), _CLOCK)]
        if self.began_at is None or phrases.day(at) != phrases.day(self.began_at):
            blocks.append(self.slip.text(phrases.day(at, weekday=False), _ON))
        return Cell(blocks, 1, 1.0, "middle")


def _line(day: _Day, number: int, line: RelayLineFact, least: float) -> Row:
    slip, gone = day.slip, line.state == "withdrawn"
    say = slip.phrases.say
    acknowledged = day.when(line.acknowledged_at)
    if gone or not acknowledged.blocks:
        words = say("taken off the list") if gone else say("not yet")
        acknowledged = slip.cell([Span(words, "hei")], centred=True)
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell([Span(line.unit, None, gone)]),
            slip.cell(line.phone, centred=True),
            slip.cell(say(CHANNELS.get(line.channel, line.channel)), centred=True),
            day.when(line.sent_at),
            slip.cell(line.taken_by, centred=True),
            slip.cell("√" if line.read_back else "", centred=True),
            acknowledged,
            slip.cell(_remark(slip, line)),
        ],
        least,
    )


def _remark(slip: Slip, line: RelayLineFact) -> str:
    say = slip.phrases.say
    parts = [say("{n} tries", n=line.attempts)] if line.attempts > 1 else []
    if line.urged_at:
        parts.append(say("urged {time}", time=slip.phrases.clock(line.urged_at)))
    return "\n".join([*parts, *filter(None, [line.remark])])


def _end(slip: Slip, facts: TransmissionListFacts) -> list[Block]:
    say = slip.phrases.say
    blocks: list[Block] = []
    if facts.began_at and facts.lines:
        day = slip.phrases.day(facts.began_at, year=True, weekday=False)
        blocks.append(slip.text(say("Times without a day are of {day}.", day=day), NOTE, gap=3))
    waiting = [line.unit for line in facts.lines if line.state in ("waiting", "sent")]
    if waiting:
        told = Span(say("Not acknowledged yet: {list}", list=slip.phrases.list_of(waiting)), "hei")
        blocks.append(slip.text([told], slip.set.value, gap=6))
    if facts.head:
        blocks.append(slip.text(say("Head of the chain (SHA-256):") + " " + grouped(facts.head), NOTE, gap=4))
    signed = slip.fields((say("Filled in by"), ""), (say("Checked by"), ""), (say("Date"), ""), least=26)
    return [*blocks, *register_note(slip, facts), Grid(COLUMNS, [signed], space_before=8, together=True)]
