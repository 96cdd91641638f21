"""Commands of preparing a plan: what may be asked of it, one step each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dutyroom.rules.preparation import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationFacts:
    """What a preparation is about. ``plan_id`` is the plan that is revised or that it became, ``required_id`` the
    line of the list of required plans that it fills; ``group`` and ``basis`` hold several lines."""

    title: str
    plan_kind: str
    plan_level: str = ""
    year: int = 0
    lead_unit: str = ""
    basis: str = ""
    plan_id: int | None = None
    required_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPreparation:
    """A plan is to be written or revised; ``days`` are those planned for its stages, where they are known."""

    facts: PreparationFacts
    days: Mapping[Stage, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPreparation:
    """What was written down was wrong, or is another by now; ``version`` is the one of the matter that was shown.

    Of what belongs to a stage None leaves it as it is.
    """

    id: int
    version: int
    facts: PreparationFacts
    reason: str
    group: str | None = None
    approved_by: str | None = None
    document_number: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDays:
    """By which day each stage is to be done; a stage that is not named keeps its day, None takes it away."""

    id: int
    version: int
    days: Mapping[Stage, date | None]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishStage:
    """A stage is done. What it needs beside its day depends on the stage; ``despite`` says why it ends although
    something is open."""

    id: int
    stage: Stage
    done_on: date | None = None
    people: str = ""
    note: str = ""
    despite: str = ""
    group: str = ""
    approved_by: str = ""
    document_number: str = ""
    plan_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipStage:
    """A stage is left out, with the reason."""

    id: int
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenStage:
    """A stage that was settled is open again, with the reason."""

    id: int
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOutline:
    """The headings that the draft starts from, one a line, indented by level."""

    id: int
    version: int
    outline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedUnit:
    """A unit that is asked."""

    unit: str
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskUnits:
    """Units are asked for their opinion of the draft; ``due_on`` None is by the rule."""

    id: int
    units: tuple[AskedUnit, ...]
    sent_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOpinion:
    """What a unit answered, and what becomes of it; ``adopted`` empty leaves that open. ``version`` is the line's."""

    id: int
    opinion_id: int
    version: int
    answered_on: date | None = None
    opinion: str = ""
    adopted: str = ""
    reason: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepExpert:
    """An expert and what he or she found; ``expert_id`` None is a further one."""

    id: int
    name: str
    expert_id: int | None = None
    version: int = 0
    organisation: str = ""
    field: str = ""
    findings: str = ""
    result: str = ""
    settled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFiling:
    """The plan was sent to somebody for filing or in copy; later its receipt. ``filing_id`` None is a further one."""

    id: int
    recipient: str
    way: str
    filing_id: int | None = None
    version: int = 0
    sent_on: date | None = None
    received_on: date | None = None
    receipt: str = ""


class Part(StrEnum):
    """The lines of a preparation that can be void."""

    OPINION = "opinion"
    EXPERT = "expert"
    FILING = "filing"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidPart:
    """A line is void, with the reason; with ``restore`` it counts again."""

    id: int
    part: Part
    line_id: int
    reason: str
    restore: bool = False
