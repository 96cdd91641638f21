"""预案目录: every plan in force by kind, with what is due, and at the end what must exist and does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.lines import Span
from dutyroom.papers.matter_facts import CONTENT, PaperFacts, withheld
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import LANDSCAPE, LEDGER, MM
from dutyroom.papers.slip import Slip, slip_sheet
from dutyroom.rules.incident import CATEGORY_WORDS, SUBTYPE_OF
from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS
from dutyroom.rules.wording import Wording

_WIDTH: Final = LANDSCAPE[0] - (LEDGER.left + LEDGER.right) * MM
_ZH: Final = (24.0, 156.0, 72.0, 42.0, 84.0, 34.0, 104.0, 76.0, 68.0, 68.0)
_EN: Final = (28.0, 148.0, 72.0, 46.0, 84.0, 46.0, 102.0, 74.0, 64.0, 64.0)
_GAPS: Final = (28.0, 210.0, 86.0, 114.0, 290.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLineFact:
    """A plan that is in force, or one that is missing: then ``source`` says what asks for it."""

    kind: str
    title: str = field(default="", metadata=CONTENT)
    level: str = ""
    category: str = ""
    subtype: str = ""
    lead_unit: str = ""
    version: int = 0
    number: str = ""
    issued_on: date | None = None
    is_public: bool | None = None
    filed_on: date | None = None
    drill_on: date | None = None
    assess_on: date | None = None
    source: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCatalogueFacts(PaperFacts):
    """The catalogue as it stands on a day."""

    on: date
    plans: tuple[PlanLineFact, ...] = ()
    gaps: tuple[PlanLineFact, ...] = ()


def make_plan_catalogue(facts: PlanCatalogueFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The catalogue as PDF, across the paper; the same facts always give the same bytes."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    facts = withheld(facts)
    title = slip.phrases.say("Catalogue of emergency plans")
    about = facts.on.isoformat()
    blocks = plan_catalogue(slip, facts)
    return slip_sheet(slip, facts, title, blocks, about=about, size=LANDSCAPE, margins=LEDGER).pdf()


def plan_catalogue(slip: Slip, facts: PlanCatalogueFacts) -> list[Block]:
    """The blocks: the counts, a table for each kind, what is missing."""
    say = slip.phrases.say
    title = say("Catalogue of emergency plans")
    at = say("As at {time}", time=facts.on.isoformat())
    blocks = slip.opening(facts, title, beside=at, left="", width=_WIDTH)
    blocks.append(slip.text(_counts(slip, facts), slip.set.value, gap=4))
    kinds = {plan.kind: [each for each in facts.plans if each.kind == plan.kind] for plan in facts.plans}
    for kind in (*(kind for kind in KIND_WORDS if kind in kinds), *(kind for kind in kinds if kind not in KIND_WORDS)):
        blocks += [slip.heading(say(KIND_WORDS.get(kind, kind))), _plans(slip, kinds[kind], facts.on)]
    if not facts.plans:
        blocks.append(slip.none())
    if facts.gaps:
        blocks += [slip.heading(say("What must exist and does not")), _gaps(slip, facts.gaps)]
    return blocks


def _counts(slip: Slip, facts: PlanCatalogueFacts) -> str:
    overdue = sum(_is_over(plan.drill_on, facts.on) or _is_over(plan.assess_on, facts.on) for plan in facts.plans)
    return slip.phrases.say(
        "{plans} plans in force, {overdue} of them with a drill or an evaluation overdue; {gaps} are missing",
        plans=len(facts.plans),
        overdue=overdue,
        gaps=len(facts.gaps),
    )


def _plans(slip: Slip, plans: Sequence[PlanLineFact], on: date) -> Grid:
    say = slip.phrases.say
    heads = (
        say("No."), say("Title"), say("For which events"), say("Whose plan"), say("Leading unit"), say("Version"),
        say("Number and date of issue"), say("Public, filed"), say("Next drill"), say("Next evaluation"),
    )  # fmt: skip
    return Grid(
        _ZH if slip.phrases.chinese else _EN,
        [_plan(slip, number, plan, on) for number, plan in enumerate(plans, 1)],
        [slip.heads(*heads)],
        space_before=4,
    )


def _plan(slip: Slip, number: int, plan: PlanLineFact, on: date) -> Row:
    say = slip.phrases.say
    public = "" if plan.is_public is None else say("public") if plan.is_public else say("not public")
    made = slip.phrases.list_of([*filter(None, (public,)), say("filed") if plan.filed_on else say("not filed")])
    return Row(
        [
            slip.cell(str(number), centred=True),
            slip.cell(plan.title, again=True),
            slip.cell(_class(slip, plan)),
            slip.cell(say(LEVEL_WORDS[plan.level]) if plan.level in LEVEL_WORDS else plan.level, centred=True),
            slip.cell(plan.lead_unit),
            slip.cell(str(plan.version) if plan.version else "", centred=True),
            slip.cell("\n".join(filter(None, (plan.number, _day(plan.issued_on))))),
            slip.cell("\n".join(filter(None, (made, _day(plan.filed_on)))), centred=True),
            slip.cell(_due(slip, plan.drill_on, on), centred=True),
            slip.cell(_due(slip, plan.assess_on, on), centred=True),
        ],
        26,
    )


def _gaps(slip: Slip, gaps: Sequence[PlanLineFact]) -> Grid:
    say = slip.phrases.say
    heads = (say("No."), say("Required plan"), say("Kind of plan"), say("Leading unit"), say("Asked for by"))
    rows = [
        Row(
            [
                slip.cell(str(number), centred=True),
                slip.cell(gap.title, again=True),
                slip.cell(say(KIND_WORDS.get(gap.kind, gap.kind)), centred=True),
                slip.cell(gap.lead_unit),
                slip.cell(gap.source),
            ],
            22,
        )
        for number, gap in enumerate(gaps, 1)
    ]
    return Grid(_GAPS, rows, [slip.heads(*heads)], space_before=4)


def _class(slip: Slip, plan: PlanLineFact) -> str:
    known = SUBTYPE_OF.get(plan.subtype)
    if known is not None:
        return slip.phrases.say(known.en)
    return slip.phrases.say(CATEGORY_WORDS[plan.category]) if plan.category in CATEGORY_WORDS else plan.category


def _due(slip: Slip, day: date | None, on: date) -> str | list[Span]:
    if day is None:
        return ""
    if not _is_over(day, on):
        return day.isoformat()
    return [Span(f"{day.isoformat()}\n{slip.phrases.say('overdue')}", "hei")]


def _is_over(day: date | None, on: date) -> bool:
    return day is not None and day < on


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
