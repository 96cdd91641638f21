"""From the register to the paper of a warning."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.actions.matter_facts import matter_heading
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.warnings import warning_in_full
from dutyroom.data.reading import Session
from dutyroom.papers.matter_facts import SaidFact, WarningPaperFacts
from dutyroom.rules.matter import StepKind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.warning import level_of, standing

_TOLD: Final = (StepKind.CHANGE, StepKind.INSTRUCT, StepKind.LIFT, StepKind.NOTE)


def warning_paper_facts(session: Session, record: int, now: datetime) -> WarningPaperFacts:
    """预警信息 of a warning as it stands now."""
    found = warning_in_full(session, record)
    if found is None:
        raise Refusal("warning.unknown", id=record)
    facts, matter = found.facts, found.matter
    on = matter.received_at.astimezone(office_settings(session).zone).date()
    return WarningPaperFacts(
        **matter_heading(session, matter, now),
        title=matter.title,
        status=facts.status.value,
        event=facts.event,
        colour=facts.colour,
        level=level_of(facts.colour, rule_book(session), on),
        standing=standing(matter.state, facts.starts_at, facts.expires_at, now).value,
        source=facts.source,
        issued_at=found.issued_at,
        received_at=matter.received_at,
        starts_at=facts.starts_at,
        expires_at=facts.expires_at,
        lifted_at=found.lifted_at,
        areas=facts.areas,
        watch=facts.watch,
        action=facts.action,
        contact=facts.contact,
        web=facts.web,
        steps=tuple(
            SaidFact(text=step.text, by=step.leader or step.author, at=step.happened_at)
            for step in found.common.steps
            if step.kind in _TOLD and step.text
        ),
    )
