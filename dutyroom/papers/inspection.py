"""督查检查记录: one page for whoever inspects the duty room: who is on duty, handover, what is open, the log, what they find."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.facts import OpenItemFact
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.inspection_facts import InspectionFacts
from dutyroom.papers.lines import Span
from dutyroom.papers.phrases import Phrases, grouped
from dutyroom.papers.slip import COLUMNS, SIGN, Slip, choice, fitted, slip_sheet
from dutyroom.rules.matter_duties import DUTY_WORDS
from dutyroom.rules.wording import Wording, mark

_CHECKS: Final = (
    mark("On duty as the roster says"),
    mark("Leader in charge reachable"),
    mark("Phone answered in three rings"),
    mark("Knows the reporting limits"),
    mark("Log and handover complete"),
    mark("Equipment works"),
    mark("Secret papers kept properly"),
)
_LATE: Final = timedelta(minutes=10)
"""A handover signed so much later than planned is told as late."""
_ITEMS: Final = (1.6, 13.6, 4.4, 4.4)
_RESULTS: Final = (8.6, 5.2, 10.2)
_LOW: Final = 20.0
"""Points: fields that are printed and not written by hand."""
_TITLE_MOST: Final = 44
"""Characters of a title; the log has it whole."""


def make_inspection(facts: InspectionFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The page as PDF; where much is open or overdue, its first lines and how many more."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    title = slip.phrases.say("Inspection record of the duty room")
    blocks = fitted(lambda ease: inspection(slip, facts, title, ease))
    return slip_sheet(slip, facts, title, blocks).pdf()


def inspection(slip: Slip, facts: InspectionFacts, title: str, ease: float) -> list[Block]:
    """The page's blocks; ``ease`` multiplies the room for handwriting."""
    say = slip.phrases.say
    at = say("As at {time}", time=slip.moment(facts.at))
    shift = facts.shift_name or say("No shift is running.")
    return [
        *slip.opening(facts, title, left=at, beside=shift),
        Grid(COLUMNS, [*_shift(slip, facts), *_handover(slip, facts), *_log(slip, facts)], space_before=4),
        *_items(slip, facts),
        *_findings(slip, ease),
    ]


def _shift(slip: Slip, facts: InspectionFacts) -> list[Row]:
    say = slip.phrases.say
    return [
        slip.fields(
            (say("On duty since"), slip.moment(facts.shift_from)),
            (say("Planned until"), slip.moment(facts.shift_until)),
            least=_LOW,
        ),
        slip.fields(
            (say("Leader"), facts.leader), (say("Chief"), facts.chief), (say("Deputy"), facts.deputy), least=_LOW
        ),
    ]


def _handover(slip: Slip, facts: InspectionFacts) -> list[Row]:
    say = slip.phrases.say
    if facts.given_at is None:
        return [slip.fields((say("Last handover"), say("No shift has been handed over yet.")), least=_LOW)]
    given = "　".join(filter(None, (facts.given_by, slip.short(facts.given_at))))
    taken = "　".join(filter(None, (facts.taken_by, slip.short(facts.taken_at))))
    rows = [slip.fields((say("Handed over by"), given), (say("Taken over by"), taken), least=_LOW)]
    told = [facts.reservations] if facts.reservations else []
    if facts.planned_at and facts.taken_at and facts.taken_at - facts.planned_at >= _LATE:
        told.insert(0, say("Planned for {time}, signed later.", time=slip.moment(facts.planned_at)))
    if told:
        rows.append(slip.fields((say("About the handover"), "\n".join(told)), least=_LOW))
    if facts.equipment is not None:
        counted = say("{n} of {m} in order", n=facts.equipment[0], m=facts.equipment[1])
        faults = slip.phrases.list_of(facts.equipment_faults)
        rows.append(slip.fields((say("Equipment"), "　".join(filter(None, (counted, faults)))), least=_LOW))
    return rows


def _log(slip: Slip, facts: InspectionFacts) -> list[Row]:
    say = slip.phrases.say
    entries = say("{n}, of this shift {m}", n=facts.entry_count, m=facts.entries_of_shift)
    opened = say("{n}, overdue {m}", n=facts.open_count, m=facts.overdue_count)
    backup = slip.moment(facts.backup_at) if facts.backup_at else say("none here yet")
    rows = [
        slip.fields((say("Log entries"), entries), (say("Open now"), opened), least=_LOW),
        slip.fields((say("Last entry"), slip.moment(facts.last_entry_at)), (say("Last backup"), backup), least=_LOW),
    ]
    if facts.head:
        value = slip.value(grouped(facts.head), len(COLUMNS) - slip.set.span, slip.set.cell)
        rows.append(slip.fields((say("Head of the chain"), value), least=_LOW))
    return rows


def _items(slip: Slip, facts: InspectionFacts) -> list[Block]:
    """The first of what is overdue and open, and how many more there are."""
    say, items = slip.phrases.say, (*facts.overdue, *facts.open)
    if not items:
        return []
    heads = slip.heads(say("No."), say("Not closed"), say("Due by"), say("Waiting for"))
    rows = [_item(slip, n, item) for n, item in enumerate(items, 1)]
    blocks: list[Block] = [Grid(_ITEMS, rows, [heads], space_before=6)]
    if facts.open_count > len(items):
        more = say("{n} more stand on the desk.", n=facts.open_count - len(items))
        blocks.append(slip.text(more, slip.set.cell, gap=2))
    return blocks


def _item(slip: Slip, number: int, item: OpenItemFact) -> Row:
    say = slip.phrases.say
    duty = say(DUTY_WORDS[item.duty]) if item.duty in DUTY_WORDS else ""
    title = item.title if len(item.title) <= _TITLE_MOST else item.title[:_TITLE_MOST] + "…"
    owed = " · ".join(filter(None, (duty, item.recipient)))
    due = [Span(slip.short(item.due_at))]
    if item.overdue:
        due = [Span(say("overdue"), "hei"), Span(f" {slip.short(item.due_at)}")]
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(f"{title}（{owed}）" if owed else title),
            slip.cell(due, centred=True),
            slip.cell(item.waiting_for, centred=True),
        ],
        18,
    )


def _findings(slip: Slip, ease: float) -> list[Block]:
    """What the inspector fills in: each point, the opinion, who signs."""
    say = slip.phrases.say
    boxes = choice((say("Met"), False), (say("Not met"), False))
    heads = slip.heads(say("Inspected"), say("Finding"), say("Remark"))
    points = [Row([slip.cell(say(words)), slip.cell(boxes, centred=True), slip.cell("")], 18) for words in _CHECKS]
    rows = [
        slip.box(say("Opinion of the inspector"), [], 84 * ease, sign=say(SIGN)),
        slip.fields((say("Inspector"), ""), (say("Unit"), ""), (say("Officer on duty"), ""), least=28),
    ]
    return [Grid(_RESULTS, points, [heads], space_before=8), Grid(COLUMNS, rows)]
