"""Incidents: the call taken down, further reports, the grade, statements verified or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from dutyroom.actions.attaching import attach_files
from dutyroom.actions.drafts import drop_draft
from dutyroom.actions.incident_clocks import renew_report_clocks
from dutyroom.actions.linking import link_rows
from dutyroom.actions.steps import Taken, begun, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.incidents import statements_of, was_graded
from dutyroom.data.queries.matters import next_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.tables import Incident, IncidentStatement, Matter
from dutyroom.rules.entry import clean_text
from dutyroom.rules.incident import SUBTYPE_OF, Figure, Surety
from dutyroom.rules.incident_facts import Story, contradictions, facts_now, figures_of
from dutyroom.rules.incident_sheet import (
    Confirm,
    FurtherReport,
    GradeIncident,
    RegisterIncident,
    Told,
    check_further,
    check_grade,
    check_incident,
    made_title,
)
from dutyroom.rules.matter import MatterKind, Relation, State, StepKind, check_step, matter_number
from dutyroom.rules.matter_steps import Link
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded

BETWEEN: Final = "、"


def register_incident(desk: Desk, asked: RegisterIncident) -> int:
    """Take down an incident: number, facts as statements, grade, in one entry; returns the matter's id."""
    check_incident(asked, now=desk.now)
    received = asked.received_at or desk.now
    if asked.same_as is not None and desk.session.get(Incident, asked.same_as) is None:
        raise Refusal("incident.same.unknown", field="same_as", number=asked.same_as)
    matter, row = record_incident(desk, asked, received)
    attach_files(desk, matter, asked.attachments)
    if asked.same_as is not None:
        link_rows(desk, Link(id=matter.id, other_id=asked.same_as, relation=Relation.SAME))
    if asked.draft_id:
        drop_draft(desk, asked.draft_id)
    index_matter(desk.session, matter.id)
    text = clean_text(asked.told.story.get(Story.COURSE, ""))
    clocks = renew_report_clocks(desk, matter, row)
    payload = {"incident": _said(asked), "told": told_payload(asked.told), "clocks": clocks}
    take(desk, matter, Taken(step=StepKind.RECEIVE, text=text, happened_at=received, payload=payload))
    return matter.id


def record_incident(
    desk: Desk, asked: RegisterIncident, received: datetime, *, numbered: tuple[int, int] | None = None
) -> tuple[Matter, Incident]:
    """The rows of an incident: matter, facts, statements; under the next number of the year or one of its own.

    The caller writes step and entry.
    """
    matter = _matter(desk, asked, received, numbered)
    desk.session.add(matter)
    desk.session.flush()
    row = Incident(id=matter.id, **_facts(asked))
    desk.session.add(row)
    _state(desk, matter.id, asked.told, received, matter.source, "")
    _repeat_figures(desk, row)
    return matter, row


def further_report(desk: Desk, asked: FurtherReport) -> int:
    """More became known (续报): statements beside the earlier ones; what does not agree needs an explanation."""
    matter = begun(desk, asked, StepKind.FURTHER)
    row = _incident(desk, asked.id)
    as_of = asked.told.as_of or asked.happened_at or desk.now
    held = facts_now(statements_of(desk.session, matter.id))
    found = contradictions(held, asked.told.figures, as_of)
    check_further(asked, found)
    source = clean_text(asked.source)
    _state(desk, matter.id, asked.told, as_of, source, clean_text(asked.explanation))
    before = figures_of(held)
    _repeat_figures(desk, row)
    index_matter(desk.session, matter.id)
    desk.touch(matter)
    payload = {
        "told": told_payload(asked.told),
        "before": {figure.value: number for figure, number in before.items()},
        "explanation": clean_text(asked.explanation),
    }
    taken = Taken(
        step=StepKind.FURTHER,
        text=clean_text(asked.text) or clean_text(asked.told.story.get(Story.COURSE, "")),
        unit=source,
        person=clean_text(asked.person),
        happened_at=asked.happened_at,
        payload=payload,
    )
    return take(desk, matter, taken)


def grade_incident(desk: Desk, asked: GradeIncident) -> int:
    """The officer's grade, with the clause that fires or the reason why it is another."""
    matter = begun(desk, asked, StepKind.GRADE)
    if matter.version != asked.version:
        raise Refusal("record.changed_meanwhile", field="grade")
    row = _incident(desk, asked.id)
    check_grade(asked.grade, asked.proposed, asked.text)
    if asked.proposed and not asked.grade and not asked.text.strip():
        no_grade = Worded("no grade")
        raise Refusal("incident.grade.reason", field="grade_reason", proposed=asked.proposed, grade=no_grade)
    sensitive = BETWEEN.join(asked.sensitive)
    stands = (row.grade, row.sensitive, row.grade_proposed) == (asked.grade, sensitive, asked.proposed)
    if stands and (row.grade or was_graded(desk.session, matter.id)):
        raise Refusal("incident.grade.same", field="grade", grade=asked.grade or Worded("no grade"))
    former = row.grade
    row.grade, row.grade_proposed, row.grade_reason = asked.grade, asked.proposed, clean_text(asked.text)
    row.sensitive = sensitive
    desk.touch(matter)
    payload: dict[str, Any] = {
        "grade": [former, asked.grade],
        "proposed": asked.proposed,
        "sensitive": list(asked.sensitive),
    }
    payload["clocks"] = renew_report_clocks(desk, matter, row)
    text = f"{former or '—'} → {asked.grade or '—'}\n{row.grade_reason}".strip()
    return take(desk, matter, Taken(step=StepKind.GRADE, text=text, happened_at=asked.happened_at, payload=payload))


def confirm_statement(desk: Desk, asked: Confirm) -> int:
    """A statement is verified, or withdrawn with the reason; it stays in the history either way."""
    said = desk.session.get(IncidentStatement, asked.id)
    if said is None:
        raise Refusal("incident.statement.unknown")
    matter = matter_of(desk, said.matter_id)
    check_step(StepKind.CONFIRM, State(matter.state), matter.number)
    if said.surety == Surety.WITHDRAWN:
        raise Refusal("incident.statement.withdrawn", field="reason")
    if said.surety == asked.surety:
        raise Refusal("incident.statement.verified", field="reason")
    reason = clean_text(asked.reason)
    if asked.surety is Surety.WITHDRAWN and not reason:
        raise Refusal("matter.reason.empty", field="reason")
    said.surety, said.explanation = asked.surety.value, reason or said.explanation
    desk.session.flush()
    _repeat_figures(desk, _incident(desk, matter.id))
    index_matter(desk.session, matter.id)
    desk.touch(matter)
    payload = {"statement": said.id, "fact": said.fact, "value": said.value, "surety": said.surety}
    return take(desk, matter, Taken(step=StepKind.CONFIRM, text=reason, payload=payload))


def told_payload(told: Told) -> dict[str, Any]:
    """What the journal holds of what was told."""
    figures = {figure.value: number for figure, number in told.figures.items()}
    story = {part.value: clean_text(text) for part, text in told.story.items() if text.strip()}
    return {**figures, **story, "surety": told.surety.value}


def _matter(desk: Desk, asked: RegisterIncident, received: datetime, numbered: tuple[int, int] | None) -> Matter:
    year = received.astimezone(office_settings(desk.session).zone).year
    year, serial = numbered or (year, next_serial(desk.session, MatterKind.INCIDENT, year))
    title = " ".join(clean_text(asked.title).split())
    return Matter(
        kind=MatterKind.INCIDENT.value,
        year=year,
        serial=serial,
        number=matter_number(MatterKind.INCIDENT, year, serial),
        title=title or made_title(clean_text(asked.area), clean_text(asked.place), asked.subtype),
        source=clean_text(asked.source),
        source_id=asked.source_id,
        state=State.RECEIVED.value,
        received_at=received,
    )


def _facts(asked: RegisterIncident) -> dict[str, Any]:
    subtype = SUBTYPE_OF.get(asked.subtype)
    return {
        "event_at": asked.event_at,
        "area": clean_text(asked.area),
        "area_id": asked.area_id,
        "place": clean_text(asked.place),
        "category": subtype.category.value if subtype else "",
        "subtype": asked.subtype,
        "reporter": clean_text(asked.reporter),
        "reporter_phone": clean_text(asked.reporter_phone),
        "sensitive": BETWEEN.join(asked.sensitive),
        "grade": asked.grade,
        "grade_proposed": asked.grade_proposed,
        "grade_reason": clean_text(asked.grade_reason),
    }


def _said(asked: RegisterIncident) -> dict[str, Any]:
    facts = _facts(asked)
    facts["event_at"] = asked.event_at.isoformat() if asked.event_at else None
    return {name: value for name, value in facts.items() if value not in ("", None)}


def _state(desk: Desk, matter_id: int, told: Told, at: datetime, source: str, explanation: str) -> None:
    """A statement for each fact that was told."""
    said: dict[str, str] = {figure.value: str(number) for figure, number in told.figures.items()}
    said |= {part.value: clean_text(text) for part, text in told.story.items() if text.strip()}
    desk.session.add_all(
        IncidentStatement(
            matter_id=matter_id,
            fact=fact,
            value=value,
            as_of=told.as_of or at,
            source=source,
            surety=told.surety.value,
            explanation=explanation,
            entry_seq=desk.next_seq,
        )
        for fact, value in said.items()
    )
    desk.session.flush()


def _repeat_figures(desk: Desk, row: Incident) -> None:
    """The register's own columns say what the statements say now."""
    now: Mapping[Figure, int] = figures_of(facts_now(statements_of(desk.session, row.id)))
    for figure in Figure:
        setattr(row, figure.value, now.get(figure))


def _incident(desk: Desk, number: int) -> Incident:
    row = desk.session.get(Incident, number)
    if row is None:
        raise Refusal("matter.unknown", id=number)
    return row
