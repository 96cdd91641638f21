"""From the register to the papers of plans in preparation: the progress sheet, the programme of a year."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dutyroom.actions.matter_facts import matter_heading, office_heading
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.preparations import (
    PreparationInFull,
    PreparationRow,
    preparation_in_full,
    programme_rows,
)
from dutyroom.data.reading import Session
from dutyroom.papers.preparation_facts import (
    ExpertPaperFact,
    FilingPaperFact,
    OpinionPaperFact,
    PreparationPaperFacts,
    ProgrammePaperFacts,
    ProgrammeRowFact,
    StagePaperFact,
)
from dutyroom.rules.matter import OPEN, Duty
from dutyroom.rules.preparation import Stage
from dutyroom.rules.refusal import Refusal


def preparation_paper_facts(session: Session, record: int, now: datetime) -> PreparationPaperFacts:
    """预案编制进度表 of a preparation as it stands now; what is void is left out."""
    found = preparation_in_full(session, record)
    if found is None:
        raise Refusal("preparation.unknown", id=record)
    zone = office_settings(session).zone
    today = now.astimezone(zone).date()
    return PreparationPaperFacts(
        **matter_heading(session, found.matter, now),
        on=today,
        title=found.matter.title,
        plan_kind=found.plan_kind,
        plan_level=found.plan_level,
        year=found.year,
        lead_unit=found.lead_unit,
        basis=found.basis,
        group=found.group,
        approved_by=found.approved_by,
        document_number=found.document_number,
        issued_on=found.issued_on,
        filing_due_on=_filing_due(found, zone),
        outcome=found.matter.outcome,
        stages=tuple(_stages(found, today)),
        **_lines(found, today),
    )


def programme_paper_facts(session: Session, record: int, now: datetime) -> ProgrammePaperFacts:
    """年度应急预案编制计划; ``record`` is the year."""
    rows = programme_rows(session, record)
    if not rows:
        raise Refusal("preparation.programme.none", year=record)
    today = now.astimezone(office_settings(session).zone).date()
    facts = tuple(_programme_row(row, now) for row in rows)
    return ProgrammePaperFacts(**office_heading(session, now), on=today, year=record, rows=facts)


def _filing_due(found: PreparationInFull, zone: ZoneInfo) -> date | None:
    """By when it is to be filed, by the clock that runs from the issue."""
    if found.issued_on is None:
        return None
    clocks = [each for each in found.common.clocks if each.duty == Duty.STAGE_FILING and each.due_at is not None]
    return clocks[-1].due_at.astimezone(zone).date() if clocks and clocks[-1].due_at else None


def _stages(found: PreparationInFull, today: date) -> list[StagePaperFact]:
    is_open = found.matter.state in OPEN
    return [
        StagePaperFact(
            stage=row.stage.value,
            planned_on=row.planned_on,
            done_on=row.done_on,
            people=row.people,
            note=row.note,
            skipped=row.skipped,
            late=_is_late(row.planned_on, row.done_on, row.skipped, today, is_open=is_open),
        )
        for row in found.stages
    ]


def _is_late(planned: date | None, done: date | None, skipped: str, today: date, *, is_open: bool) -> bool:
    if planned is None or skipped:
        return False
    return done > planned if done is not None else is_open and today > planned


def _lines(found: PreparationInFull, today: date) -> dict[str, Any]:
    opinions = tuple(
        OpinionPaperFact(
            unit=row.unit,
            sent_on=row.sent_on,
            due_on=row.due_on,
            answered_on=row.answered_on,
            opinion=row.opinion,
            adopted=row.adopted,
            reason=row.reason,
            late=row.fact.is_awaited and row.due_on is not None and row.due_on < today,
        )
        for row in found.opinions
        if not row.void_reason
    )
    experts = tuple(
        ExpertPaperFact(
            name=row.name,
            organisation=row.organisation,
            speciality=row.field,
            findings=row.findings,
            result=row.result,
            settled=row.settled,
        )
        for row in found.experts
        if not row.void_reason
    )
    filings = tuple(
        FilingPaperFact(
            recipient=row.recipient,
            way=row.way,
            sent_on=row.sent_on,
            received_on=row.received_on,
            receipt=row.receipt,
        )
        for row in found.filings
        if not row.void_reason
    )
    return {"opinions": opinions, "experts": experts, "filings": filings}


def _programme_row(row: PreparationRow, now: datetime) -> ProgrammeRowFact:
    settled, count = row.settled
    is_open = row.matter.state in OPEN
    return ProgrammeRowFact(
        number=row.matter.number,
        secrecy=row.matter.secrecy,
        title=row.matter.title,
        plan_kind=row.plan_kind,
        lead_unit=row.lead_unit,
        draft_on=row.planned(Stage.DRAFT),
        issue_on=row.planned(Stage.ISSUE),
        issued_on=row.issued_on,
        document_number=row.document_number,
        stage=row.next.value if row.next is not None else "",
        settled=settled,
        stages=count,
        late=is_open and row.matter.due_at is not None and row.matter.due_at < now,
        closed=not is_open,
    )
