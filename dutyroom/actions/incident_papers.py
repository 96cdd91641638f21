"""From the record of an incident to its papers: the report upward, the status summary, the activity log."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

from dutyroom.actions.incident_reports import report_facts
from dutyroom.actions.matter_facts import matter_heading, office_heading
from dutyroom.data.queries.incidents import IncidentInFull, ReportRow, incident_in_full, report_in_full
from dutyroom.data.queries.relays import relay_in_full
from dutyroom.data.reading import Session
from dutyroom.papers.incident_facts import (
    Ics209Facts,
    Ics209Row,
    Ics214Facts,
    Ics214Line,
    IncidentReportFacts,
    StoryPart,
)
from dutyroom.rules.incident import FIGURE_WORDS, SUBTYPE_OF, Figure, Surety
from dutyroom.rules.incident_facts import Story, facts_now, figures_of
from dutyroom.rules.incident_report import ReportFacts, ReportKind, ReportState
from dutyroom.rules.matter import PROGRESS_WORDS, STEP_WORDS, Progress
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import LineState

_VERSIONS: Final = {ReportKind.FIRST: "initial", ReportKind.FOLLOW_UP: "update", ReportKind.FINAL: "final"}


def incident_report_facts(session: Session, record: int, now: datetime) -> IncidentReportFacts:
    """突发事件信息专报: the report with this id, as it was drafted, signed or issued."""
    report = report_in_full(session, record)
    if report is None:
        raise Refusal("report.unknown")
    return IncidentReportFacts(
        **office_heading(session, now) | {"printed_at": None},
        number=report.number,
        kind=report.kind,
        state=report.state,
        title=report.title,
        body=report.body,
        signed_by=report.signed_by,
        signed_at=report.signed_at,
        issued_at=report.issued_at,
        drafted_by=report.drafted_by,
        recipients=_recipients(session, report),
    )


def ics_209_facts(session: Session, record: int, now: datetime) -> Ics209Facts:
    """The status summary of an incident: what was new since the report before the last, and the total to date."""
    full = _full(session, record)
    held = facts_now(full.statements)
    issued = [report for report in full.reports if report.state == ReportState.ISSUED]
    before = figures_of(ReportFacts.of_plain(json.loads(issued[-1].facts)).facts) if issued else {}
    last = issued[-1] if issued else None
    told = [part for part in Story if part in held and part is not Story.IN_CHARGE]
    story = tuple(StoryPart(key=part.value, text=held[part].value) for part in told)
    return Ics209Facts(
        **matter_heading(session, full.matter, now),
        title=full.matter.title,
        version=_VERSIONS[ReportKind(last.kind)] if last else "initial",
        version_number=len(issued) or 1,
        grade=full.facts.grade,
        subtype=SUBTYPE_OF[full.facts.subtype].en if full.facts.subtype in SUBTYPE_OF else "",
        event_at=full.facts.event_at,
        received_at=full.matter.received_at,
        period_from=(last.issued_at if last else None) or full.matter.received_at,
        period_to=now,
        area=full.facts.area,
        place=full.facts.place,
        in_charge=held[Story.IN_CHARGE].value if Story.IN_CHARGE in held else "",
        rows=tuple(_row(figure, report_facts(full), before) for figure in Figure if figure in held),
        story=story,
        responders=tuple(
            (row.unit, PROGRESS_WORDS[row.state]) for row in full.common.assignments if row.state != Progress.WITHDRAWN
        ),
        prepared_by=last.drafted_by if last else "",
        approved_by=last.signed_by if last else "",
        sent_to=_recipients(session, last) if last else (),
    )


def ics_214_facts(session: Session, record: int, now: datetime) -> Ics214Facts:
    """The activity log of an incident: its timeline, who worked on it, from its first report to now or its end."""
    full = _full(session, record)
    steps = full.common.steps
    people = dict.fromkeys(step.author for step in steps)
    return Ics214Facts(
        **matter_heading(session, full.matter, now),
        title=full.matter.title,
        period_from=steps[0].happened_at if steps else full.matter.received_at,
        period_to=full.matter.closed_at or now,
        resources=tuple((name, "Duty room", "") for name in people)
        + tuple((row.signed_by, "", row.unit) for row in full.common.assignments),
        lines=tuple(
            Ics214Line(at=step.happened_at, text=_line(step.kind, step.unit, step.text), by=step.leader or step.author)
            for step in steps
        ),
        prepared_by=steps[-1].author if steps else "",
    )


def _line(kind: str, unit: str, text: str) -> str:
    head = " · ".join(part for part in (STEP_WORDS[kind], unit) if part)
    return f"{head}\n{text}" if text else head


def _row(figure: Figure, now: ReportFacts, before: dict[Figure, int]) -> Ics209Row:
    said = now.facts[figure]
    total = said.number
    period = None if total is None else total - before.get(figure, 0)
    return Ics209Row(name=FIGURE_WORDS[figure], period=period, total=total, sure=said.surety is Surety.VERIFIED)


def _recipients(session: Session, report: ReportRow) -> tuple[str, ...]:
    relay = relay_in_full(session, report.relay_id) if report.relay_id is not None else None
    return tuple(line.unit for line in relay.lines if line.state != LineState.WITHDRAWN) if relay else ()


def _full(session: Session, number: int) -> IncidentInFull:
    full = incident_in_full(session, number)
    if full is None:
        raise Refusal("matter.unknown", id=number)
    return full
