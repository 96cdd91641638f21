"""The facts of the papers of drills and evaluations: the record of one, the plan of a year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dutyroom.papers.matter_facts import CONTENT, PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFact:
    """What was found, who mends it by when, and how far that is: ``state`` is a key of ``FINDING_WORDS``."""

    text: str = field(default="", metadata=CONTENT)
    unit: str = ""
    due_on: date | None = None
    state: str = "open"
    matter: str = ""
    outcome: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEventFacts(PaperFacts):
    """演练评估记录: one drill, evaluation or training; ``report_to`` is to whom a key unit reports its drill."""

    plan: str = field(default="", metadata=CONTENT)
    version: int | None = None
    kind: str = "drill"
    state: str = "held"
    form: str = ""
    planned_on: date | None = None
    held_on: date | None = None
    title: str = field(default="", metadata=CONTENT)
    participants: str = field(default="", metadata=CONTENT)
    scenario: str = field(default="", metadata=CONTENT)
    record: str = field(default="", metadata=CONTENT)
    result: str = field(default="", metadata=CONTENT)
    reason: str = field(default="", metadata=CONTENT)
    report_to: str = ""
    findings: tuple[FindingFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLineFact:
    """A line of the yearly plan."""

    plan: str = field(default="", metadata=CONTENT)
    kind: str
    state: str
    day: date
    form: str = ""
    title: str = field(default="", metadata=CONTENT)
    participants: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanYearFacts(PaperFacts):
    """应急预案演练评估计划: what is planned and held in a year; ``kept`` and ``asked`` are the drill rate as it stands."""

    year: int
    lines: tuple[YearLineFact, ...] = ()
    kept: int = 0
    asked: int = 0
