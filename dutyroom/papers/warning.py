"""预警信息: one page of a warning: what the law says it must state, how it stands, what became of it."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.colour import WarningBar
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.matter_facts import WarningPaperFacts, withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import COLUMNS, NOTE, Slip, fitted, slip_sheet
from dutyroom.rules.warning import STANDING_WORDS, STATUS_MARKS, WARNING_COLOURS
from dutyroom.rules.wording import Wording, mark

_NOT_REAL: Final = mark("This is no real warning. It is kept apart from real ones and nobody acts on it.")


def make_warning(facts: WarningPaperFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The warning as PDF; one that is not real says so in the title of every page."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = STATUS_MARKS.get(facts.status, "") + slip.phrases.say("Warning sheet")
    return slip_sheet(slip, facts, title, warning_sheet(slip, facts, title), about=facts.title).pdf()


def warning_sheet(slip: Slip, facts: WarningPaperFacts, title: str) -> list[Block]:
    """The sheet's blocks."""
    return fitted(lambda ease: _sheet(slip, facts, title, ease))


def _sheet(slip: Slip, facts: WarningPaperFacts, title: str, ease: float) -> list[Block]:
    say = slip.phrases.say
    received = slip.dotted(say("Came in at:"), slip.moment(facts.received_at))
    blocks: list[Block] = [WarningBar(facts.colour), *slip.opening(facts, title, beside=received)]
    if facts.status != "actual":
        blocks.append(slip.text(say(_NOT_REAL), NOTE, gap=4))
    blocks.append(Grid(COLUMNS, [*_stated(slip, facts, ease), *_after(slip, facts, ease)], space_before=4))
    return blocks


def _stated(slip: Slip, facts: WarningPaperFacts, ease: float) -> list[Row]:
    """What article 64 asks for, in its order."""
    say = slip.phrases.say
    colour = say(WARNING_COLOURS[facts.colour]) if facts.colour in WARNING_COLOURS else ""
    level = f"{colour}（{facts.level}）" if colour and facts.level and slip.phrases.chinese else colour
    return [
        slip.fields((say("Name of the warning"), facts.title), least=32),
        slip.fields((say("Class of event"), facts.event), (say("Level, colour"), level)),
        slip.fields(
            (say("Warning begins"), slip.moment(facts.starts_at)), (say("Warning ends"), slip.moment(facts.expires_at))
        ),
        slip.fields((say("Warning issued by"), facts.source), (say("Issued at"), slip.moment(facts.issued_at))),
        slip.box(say("Areas"), slip.running("、".join(facts.areas.splitlines())), 50 * ease),
        slip.box(say("What to watch"), slip.running(facts.watch), 110 * ease),
        slip.box(say("What to do"), slip.running(facts.action), 110 * ease),
        slip.fields((say("Contact"), facts.contact), (say("Web page"), facts.web)),
    ]


def _after(slip: Slip, facts: WarningPaperFacts, ease: float) -> list[Row]:
    say = slip.phrases.say
    standing = say(STANDING_WORDS[facts.standing]) if facts.standing in STANDING_WORDS else ""
    said = [block for step in facts.steps for block in slip.said(step)]
    return [
        slip.fields((say("How it stands"), standing), (say("Lifted at"), slip.moment(facts.lifted_at))),
        slip.box(say("Changes and instructions"), said, 90 * ease),
    ]
