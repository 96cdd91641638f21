"""突发事件信息专报: what goes upward about an incident, under a red head, as the leader signed it.

Set after GB/T 9704-2012: 22 lines of 28 characters, body in 三号仿宋, title in 二号小标宋, red head and rule.
"""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block, Paragraph, Rule
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import marks
from dutyroom.papers.incident_facts import IncidentReportFacts
from dutyroom.papers.lines import Ink, Span, Style
from dutyroom.papers.matter_facts import withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import MM, OFFICIAL, PAGE, Sheet
from dutyroom.papers.slip import Sides, Slip, register_note
from dutyroom.papers.titles import balanced
from dutyroom.rules.incident_report import REPORT_WORDS
from dutyroom.rules.wording import Wording

RED: Final[Ink] = (0.78, 0.05, 0.08)
_HEAD: Final = Style(role="song", size=36, leading=46, align="center", bold=True, ink=RED)
_LEFT: Final = Style(role="fang", size=14, leading=20)
_RIGHT: Final = Style(role="fang", size=14, leading=20, align="right")
_TITLE: Final = Style(role="song", size=22, leading=31, align="center", bold=True)
_BODY_ZH: Final = Style(role="fang", size=15.75, leading=29, align="justify", indent=2.0)
_BODY_EN: Final = Style(role="song", size=12, leading=19)
_FOOT: Final = Style(role="fang", size=14, leading=21)
_OFFICE: Final = Style(role="fang", size=15.75, leading=29, align="right")


def make_incident_report(facts: IncidentReportFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The report as PDF; one that is not issued yet is marked as a draft on every page."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    say = slip.phrases.say
    return Sheet(
        faces=faces,
        phrases=slip.phrases,
        title=f"{facts.title} {facts.number}".strip(),
        author=slip.phrases.office(facts.office_zh, facts.office_en),
        blocks=_blocks(slip, facts),
        running=f"{say('Incident report')}　{facts.number}　{facts.title}",
        foot=facts.number,
        marks=marks(facts.store_kind, draft=facts.state != "issued"),
        margins=OFFICIAL,
        made_at=facts.issued_at,
    ).pdf()


def _blocks(slip: Slip, facts: IncidentReportFacts) -> list[Block]:
    say, phrases = slip.phrases.say, slip.phrases
    office = phrases.office(facts.office_zh, facts.office_en)
    issued = phrases.moment(facts.issued_at, year=True, weekday=False) if facts.issued_at else ""
    signed = f"{say('Signed for issue:')}{'' if phrases.chinese else ' '}{facts.signed_by}"
    kind = say(REPORT_WORDS[facts.kind])
    number = slip.dotted("", facts.number).strip() if facts.number else say("(number at issue)")
    secret = [slip.text(slip.secrecy(facts.secrecy, facts.secrecy_years), _LEFT)] if facts.secrecy else []
    blocks: list[Block] = [
        *secret,
        Paragraph(slip.faces, [Span(say("Incident report"))], _HEAD, stays_with_next=True),
        Sides(slip.text(f"{number}　{kind}", _LEFT), slip.text(signed if facts.signed_by else "", _RIGHT), 10),
        Sides(slip.text(office, _LEFT), slip.text(issued, _RIGHT), 2),
        Rule(1.4, space_before=4, ink=RED),
        Paragraph(
            slip.faces,
            [Span(balanced(slip.faces, facts.title, _TITLE, PAGE[0] - (OFFICIAL.left + OFFICIAL.right) * MM))],
            _TITLE,
            22,
            True,
            (0, facts.title),
        ),
    ]
    body = _BODY_ZH if phrases.chinese or not facts.body.isascii() else _BODY_EN
    for number_, line in enumerate(filter(None, map(str.strip, facts.body.splitlines()))):
        blocks.append(Paragraph(slip.faces, [Span(line)], body, 14 if number_ == 0 else 0))
    blocks.append(Paragraph(slip.faces, [Span(office)], _OFFICE, 18, stays_with_next=True))
    blocks.append(Paragraph(slip.faces, [Span(issued or "　")], _OFFICE))
    return [*blocks, *_foot(slip, facts)]


def _foot(slip: Slip, facts: IncidentReportFacts) -> list[Block]:
    """To whom it goes, who drafted it and how to call back, between two rules."""
    say = slip.phrases.say
    between = "：" if slip.phrases.chinese else ": "
    to = slip.phrases.list_of(facts.recipients)
    lines = [f"{say('Reported to')}{between}{to}"] if to else []
    by = [f"{say('Drafted by')}{between}{facts.drafted_by}"] if facts.drafted_by else []
    by += [f"{say('Phone')}{between}{facts.phone}"] if facts.phone else []
    blocks: list[Block] = [Rule(0.7, space_before=16)]
    blocks += [Paragraph(slip.faces, [Span(line)], _FOOT, 3, stays_with_next=True) for line in lines]
    blocks.append(Paragraph(slip.faces, [Span("　　".join(by))], _FOOT, 3, stays_with_next=True))
    return [*blocks, Rule(0.7, space_before=3), *register_note(slip, facts)]
