"""The one next step of a preparation: what the filled button does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dutyroom.rules.preparation import (
    ExpertFact,
    FilingFact,
    OpinionFact,
    Stage,
    StageFact,
    Way,
    next_stage,
)


class Act(StrEnum):
    """What can come next."""

    ASK_UNITS = "ask_units"
    OPINION = "opinion"
    EXPERT = "expert"
    SEND = "send"
    RECEIPT = "receipt"
    FINISH = "finish"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The act, the stage that it belongs to, and the place of the line that it is about, where it is about one."""

    act: Act
    stage: Stage | None = None
    line: int | None = None


def next_act(
    stages: Sequence[StageFact],
    opinions: Sequence[OpinionFact],
    experts: Sequence[ExpertFact],
    filings: Sequence[FilingFact],
) -> NextStep:
    """What comes next: what the next stage still lacks, then finishing it; once all are settled, closing."""
    stage = next_stage(stages)
    if stage is None:
        return NextStep(Act.CLOSE)
    if stage is Stage.OPINIONS:
        return _of_lines(stage, Act.ASK_UNITS, Act.OPINION, (None if o.void else not o.adopted for o in opinions))
    if stage is Stage.REVIEW:
        return _of_lines(stage, Act.EXPERT, Act.EXPERT, (None if e.void else e.is_open for e in experts))
    if stage is Stage.FILING:
        lacking = (None if f.void or f.way != Way.FILE else f.received_on is None for f in filings)
        return _of_lines(stage, Act.SEND, Act.RECEIPT, lacking)
    return NextStep(Act.FINISH, stage)


def _of_lines(stage: Stage, first: Act, each: Act, lacking: Iterable[bool | None]) -> NextStep:
    """Without a valid line the first one is to be made, then each that lacks something; None is a line that is void."""
    found = list(lacking)
    if all(one is None for one in found):
        return NextStep(first, stage)
    place = next((place for place, one in enumerate(found) if one), None)
    return NextStep(each, stage, place) if place is not None else NextStep(Act.FINISH, stage)
