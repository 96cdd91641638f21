"""The facts of the papers of plans in preparation: the progress sheet of one, the programme of a year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dutyroom.papers.matter_facts import CONTENT, PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePaperFact:
    """A stage with its days; ``late`` where its day is past, or was when it was done; ``skipped`` is the reason."""

    stage: str
    planned_on: date | None = None
    done_on: date | None = None
    people: str = field(default="", metadata=CONTENT)
    note: str = field(default="", metadata=CONTENT)
    skipped: str = field(default="", metadata=CONTENT)
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPaperFact:
    """A unit that was asked; ``late`` where its day to answer is past and it owes the answer."""

    unit: str
    sent_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    opinion: str = field(default="", metadata=CONTENT)
    adopted: str = ""
    reason: str = field(default="", metadata=CONTENT)
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertPaperFact:
    """An expert of the review."""

    name: str
    organisation: str = ""
    speciality: str = ""
    findings: str = field(default="", metadata=CONTENT)
    result: str = ""
    settled: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPaperFact:
    """To whom the plan was sent."""

    recipient: str
    way: str
    sent_on: date | None = None
    received_on: date | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationPaperFacts(PaperFacts):
    """预案编制进度表: how far a plan in preparation is, stage by stage, on the day ``on``."""

    on: date
    title: str = field(default="", metadata=CONTENT)
    plan_kind: str = ""
    plan_level: str = ""
    year: int = 0
    lead_unit: str = ""
    basis: str = field(default="", metadata=CONTENT)
    group: str = field(default="", metadata=CONTENT)
    approved_by: str = ""
    document_number: str = ""
    issued_on: date | None = None
    filing_due_on: date | None = None
    outcome: str = field(default="", metadata=CONTENT)
    stages: tuple[StagePaperFact, ...] = ()
    opinions: tuple[OpinionPaperFact, ...] = field(default=(), metadata=CONTENT)
    experts: tuple[ExpertPaperFact, ...] = field(default=(), metadata=CONTENT)
    filings: tuple[FilingPaperFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowFact:
    """A plan of the programme: its next stage (empty once all are settled), the day planned for the draft and the
    issue, when it was issued."""

    number: str
    secrecy: str = ""
    title: str = field(default="", metadata=CONTENT)
    plan_kind: str = ""
    lead_unit: str = ""
    draft_on: date | None = None
    issue_on: date | None = None
    issued_on: date | None = None
    document_number: str = ""
    stage: str = ""
    settled: int = 0
    stages: int = 0
    late: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePaperFacts(PaperFacts):
    """年度应急预案编制计划: what is to be prepared in a year, as it stands on the day ``on``."""

    on: date
    year: int
    rows: tuple[ProgrammeRowFact, ...] = ()
