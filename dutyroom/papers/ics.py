"""ICS-209- and ICS-214-style forms in English from the record of an incident; block numbers as on the American forms.

Blocks: ICS 209 (NIMS 2010) and ICS 214, as read in domain.md §8. What the duty room does not keep is left to write in.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.incident_facts import Ics209Facts, Ics209Row, Ics214Facts
from dutyroom.papers.lines import Style
from dutyroom.papers.matter_facts import withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import LINE, Slip, slip_sheet
from dutyroom.rules.incident_facts import STORY_WORDS
from dutyroom.rules.wording import ENGLISH, Wording

_NAME: Final = Style(role="hei", size=8, leading=11)
_HALVES: Final = (1.0, 1.0)
_THIRDS: Final = (1.0, 1.0, 1.0)
_FIGURES: Final = (3.0, 1.4, 1.4, 1.2)
_LOG: Final = (86.0, 315.0, 72.0)
_VERSIONS: Final = ("initial", "update", "final")


def make_ics_209(facts: Ics209Facts, *, faces: Faces, wording: Wording) -> bytes:
    """The status summary as PDF, in English whatever the office speaks; names and words stay as they were said."""
    del wording
    slip = Slip(faces, Phrases(ENGLISH, facts.zone))
    facts = withheld(facts)
    return slip_sheet(slip, facts, "Incident status summary (ICS 209)", _ics_209(slip, facts), about=facts.title).pdf()


def make_ics_214(facts: Ics214Facts, *, faces: Faces, wording: Wording) -> bytes:
    """The activity log as PDF, in English whatever the office speaks."""
    del wording
    slip = Slip(faces, Phrases(ENGLISH, facts.zone))
    facts = withheld(facts)
    return slip_sheet(slip, facts, "Activity log (ICS 214)", _ics_214(slip, facts), about=facts.title).pdf()


def _ics_209(slip: Slip, facts: Ics209Facts) -> list[Block]:
    blocks = slip.opening(facts, "Incident status summary (ICS 209)")
    versions = "  ".join(f"{'√' if facts.version == each else '□'} {each.title()}" for each in _VERSIONS)
    when = slip.moment(facts.event_at) or "not known"
    rows = [
        [("1. Incident name", facts.title), ("2. Incident number", facts.number)],
        [
            ("3. Report version", f"{versions}   no. {facts.version_number}"),
            ("4. In charge on the spot", facts.in_charge),
        ],
        [("6. Start date and time", when), ("9. Kind of event", facts.subtype)],
        [
            ("10. Grade (Chinese scale Ⅰ–Ⅳ)", facts.grade or "none given"),
            ("Received at", slip.moment(facts.received_at)),
        ],
        [("12. Prepared by", facts.prepared_by), ("14. Approved by", facts.approved_by)],
        [("15. Sent to", ", ".join(facts.sent_to)), ("11. Period of this report", _span(slip, facts))],
        [("16. to 25. Place", facts.area + facts.place), ("16. State, 17. County", "Henan, Zhengzhou")],
    ]
    blocks.append(Grid(_HALVES, [Row([_block(slip, *pair) for pair in row], LINE) for row in rows], space_before=6))
    heads = slip.heads("31. Public status; 30. damage", "This period", "Total to date", "Verified")
    figures = [_figure(slip, row) for row in facts.rows]
    blocks.append(Grid(_FIGURES, figures, [heads], space_before=8))
    parts = [(_STORY_BLOCKS.get(part.key, STORY_WORDS[part.key]), part.text) for part in facts.story if part.text]
    story = [Row([_block(slip, name, words)], LINE) for name, words in parts]
    if story:
        blocks.append(Grid((1.0,), story, space_before=8))
    units = [Row([slip.cell(unit), slip.cell(how)], 20) for unit, how in facts.responders]
    if units:
        blocks.append(Grid((2.0, 1.0), units, [slip.heads("32. Units at work", "State")], space_before=8))
    return blocks


_STORY_BLOCKS: Final = {
    "course": "28. Significant events",
    "scope": "30. Damage and scope",
    "trend": "35. Trend, 36. projected activity",
    "measures": "Actions taken",
    "help": "39. Critical needs",
    "next": "41. Planned actions",
    "cause": "Cause",
    "leaders": "Leaders on the spot",
    "in_charge": "In charge on the spot",
}


def _ics_214(slip: Slip, facts: Ics214Facts) -> list[Block]:
    blocks = slip.opening(facts, "Activity log (ICS 214)")
    head = Row(
        [_block(slip, "1. Incident name", facts.title), _block(slip, "2. Operational period", _span(slip, facts))], LINE
    )
    blocks.append(Grid(_HALVES, [head], space_before=6))
    people = [Row([slip.cell(part) for part in each], 20) for each in facts.resources]
    heads = slip.heads("6. Name", "Position", "Home agency")
    blocks.append(Grid(_THIRDS, people or [Row([slip.cell("")] * 3, 20)], [heads], space_before=8))
    lines = [
        Row([slip.cell(slip.phrases.moment(line.at, weekday=False)), slip.cell(line.text), slip.cell(line.by)], 20)
        for line in facts.lines
    ]
    blocks.append(Grid(_LOG, lines, [slip.heads("7. Date and time", "Notable activities", "By")], space_before=8))
    signed = Row([_block(slip, "8. Prepared by", facts.prepared_by), _block(slip, "Signature, date and time", "")], 34)
    return [*blocks, Grid(_HALVES, [signed], space_before=8, together=True)]


def _block(slip: Slip, name: str, value: str) -> Cell:
    return Cell([slip.text(name, _NAME), slip.text(value, slip.set.cell)], 1)


def _figure(slip: Slip, row: Ics209Row) -> Row:
    shown = [
        "—" if number is None else f"{number:+,}" if change and number else f"{number:,}"
        for number, change in _numbers(row)
    ]
    cells = [slip.cell(row.name), *(slip.cell(text, centred=True) for text in shown)]
    return Row([*cells, slip.cell("yes" if row.sure else "no", centred=True)], 20)


def _numbers(row: Ics209Row) -> tuple[tuple[int | None, bool], tuple[int | None, bool]]:
    return (row.period, True), (row.total, False)


def _span(slip: Slip, facts: Ics209Facts | Ics214Facts) -> str:
    return _period(slip, facts.period_from, facts.period_to)


def _period(slip: Slip, start: datetime | None, end: datetime | None) -> str:
    return slip.phrases.period(start, end) if start else ""
