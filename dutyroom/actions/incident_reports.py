"""Reports upward: drafted from the record, signed by the leader, numbered, frozen; and what is told by telephone."""

from __future__ import annotations

import json

from dutyroom.actions.incident_clocks import meet_reports
from dutyroom.actions.officers import prove
from dutyroom.actions.relays import add_recipients, start_relay
from dutyroom.actions.steps import Taken, begun, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.queries.incidents import IncidentInFull, incident_in_full, next_report_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_in_full
from dutyroom.data.queries.shifts import running_shift_id
from dutyroom.data.reading import Session
from dutyroom.data.tables import Incident, IncidentReport, Matter
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.entry import clean_text
from dutyroom.rules.incident_facts import ESSENTIALS, facts_now, missing_essentials
from dutyroom.rules.incident_report import (
    LADDER,
    SENT,
    DiscardReport,
    DraftReport,
    EditReport,
    IssueReport,
    ReportByPhone,
    ReportFacts,
    ReportKind,
    ReportState,
    SendReport,
    SignReport,
    TellPeople,
    check_draft,
    check_state,
    report_body,
    report_number,
    report_title,
)
from dutyroom.rules.matter import Duty, State, StepKind, check_step
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import AddRecipients, StartRelay
from dutyroom.rules.wording import Worded


def report_facts(full: IncidentInFull) -> ReportFacts:
    """What a report of an incident is made from, as the record stands now."""
    return ReportFacts(
        title=full.matter.title,
        event_at=full.facts.event_at,
        received_at=full.matter.received_at,
        area=full.facts.area,
        place=full.facts.place,
        subtype=full.facts.subtype,
        source=full.matter.source,
        grade=full.facts.grade,
        facts=facts_now(full.statements),
    )


def lacking(full: IncidentInFull) -> tuple[str, ...]:
    """The essentials of a report that nobody has said yet; keys of ``ESSENTIALS``."""
    return missing_essentials(
        event_at=full.facts.event_at,
        place=full.facts.area + full.facts.place,
        subtype=full.facts.subtype,
        facts=facts_now(full.statements),
    )


def draft_report(desk: Desk, asked: DraftReport) -> int:
    """A draft filled from the record; a follow-up says only what changed since the last one. Returns its id."""
    matter = begun(desk, asked, StepKind.REPORT)
    full = _full(desk.session, asked.id)
    there = [report for report in full.reports if report.state != ReportState.VOID]
    states, kinds = ({report.title: getattr(report, name) for report in there} for name in ("state", "kind"))
    check_draft(asked.kind, states, kinds)
    place = 0 if asked.kind is ReportKind.FIRST else len(there)
    now = report_facts(full)
    before = ReportFacts.of_plain(json.loads(there[-1].facts)) if there else None
    zone = office_settings(desk.session).zone
    report = IncidentReport(
        matter_id=matter.id,
        kind=asked.kind.value,
        place=place,
        state=ReportState.DRAFT.value,
        title=report_title(asked.kind, matter.title, place),
        body=report_body(asked.kind, now, before, zone),
        facts=canonical_json(now.plain()),
        drafted_by=desk.author.name,
        drafted_at=desk.now,
    )
    desk.session.add(report)
    desk.session.flush()
    _entry(desk, report, "incident.report_drafted", report.title)
    return report.id


def edit_report(desk: Desk, asked: EditReport) -> int:
    """The officer's own words; what was signed must be signed again."""
    report = _report(desk, asked.id, asked.version)
    check_state(report.state, ReportState.DRAFT, ReportState.SIGNED)
    title, body = clean_text(asked.title), clean_text(asked.body)
    if not title:
        raise Refusal("report.title.empty", field="title")
    if not body:
        raise Refusal("report.body.empty", field="body")
    if (title, body) == (report.title, report.body):
        raise Refusal("entry.amend.same", field="body")
    report.title, report.body, report.state = title, body, ReportState.DRAFT.value
    report.signed_by, report.signed_at = "", None
    return _entry(desk, report, "incident.report_edited", title)


def sign_report(desk: Desk, asked: SignReport) -> int:
    """The leader's signature: the own password, or another's on the leader's behalf with the reason."""
    report = _report(desk, asked.id, asked.version)
    check_state(report.state, ReportState.DRAFT)
    leader = officer_in_full(desk.session, asked.leader_id)
    if leader is None or Role.LEADER not in leader.author.roles:
        raise Refusal("matter.leader.unknown", field="leader", name=leader.name if leader else "")
    signer = prove(desk, asked.signer_id, asked.password)
    reason = clean_text(asked.reason)
    if signer.id != leader.id and not reason:
        raise Refusal("matter.reason.empty", field="reason")
    report.state, report.signed_by, report.signed_at = ReportState.SIGNED.value, leader.name, desk.now
    text = f"{report.title}\n{leader.name}签发"
    if signer.id != leader.id:
        text += f"，{signer.name}代签，原因：{reason}"
    return _entry(desk, report, "incident.report_signed", text, signer=signer.name)


def issue_report(desk: Desk, asked: IssueReport) -> int:
    """Number the signed report; from now on it stands as it is. Missing essentials need an explanation."""
    report = _report(desk, asked.id, asked.version)
    check_state(report.state, ReportState.SIGNED)
    matter = matter_of(desk, report.matter_id)
    check_step(StepKind.REPORT, State(matter.state), matter.number)
    left = lacking(_full(desk.session, matter.id)) if report.kind != ReportKind.FINAL else ()
    explanation = clean_text(asked.explanation)
    if left and not explanation:
        raise Refusal("report.essentials", field="explanation", what=tuple(Worded(ESSENTIALS[key]) for key in left))
    report.year = desk.now.astimezone(office_settings(desk.session).zone).year
    report.serial = next_report_serial(desk.session, report.year)
    report.number = report_number(report.year, report.serial)
    report.state, report.issued_at, report.explanation = ReportState.ISSUED.value, desk.now, explanation
    desk.touch(matter)
    payload = {"report": report.id, "number": report.number, "kind": report.kind, "missing": list(left)}
    payload |= {"explanation": explanation, "signed_by": report.signed_by, "body": report.body}
    text = f"{report.number} {report.title}"
    return take(desk, matter, Taken(step=StepKind.REPORT, text=text, leader=report.signed_by, payload=payload))


def send_report(desk: Desk, asked: SendReport) -> int:
    """An issued report goes to these bodies, a line each with channel, time and receipt; returns the list's id."""
    report = desk.session.get(IncidentReport, asked.id)
    if report is None:
        raise Refusal("report.unknown")
    check_state(report.state, ReportState.ISSUED)
    if report.relay_id is not None:
        add_recipients(desk, AddRecipients(relay_id=report.relay_id, recipients=asked.recipients))
        return report.relay_id
    start = StartRelay(
        title=f"{report.number} {report.title}",
        text=report.body,
        recipients=asked.recipients,
        matter_id=report.matter_id,
        acknowledge_by=asked.acknowledge_by,
    )
    return start_relay(desk, start, purpose=SENT, report=report)


def tell_people(desk: Desk, asked: TellPeople) -> int:
    """Begin to tell those who must know, by telephone, one after the other; returns the list's id."""
    matter = matter_of(desk, asked.id)
    check_step(StepKind.REPORT, State(matter.state), matter.number)
    start = StartRelay(
        title=f"{matter.number} {matter.title}",
        text=asked.text,
        recipients=asked.recipients,
        matter_id=matter.id,
        acknowledge_by=asked.acknowledge_by,
    )
    return start_relay(desk, start, purpose=LADDER)


def discard_report(desk: Desk, asked: DiscardReport) -> int:
    """A report that is not issued; it stays in the history with the reason."""
    report = desk.session.get(IncidentReport, asked.id)
    if report is None:
        raise Refusal("report.unknown")
    check_state(report.state, ReportState.DRAFT, ReportState.SIGNED)
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    report.state, report.void_reason = ReportState.VOID.value, reason
    return _entry(desk, report, "incident.report_discarded", f"{report.title}\n{reason}")


def report_by_phone(desk: Desk, asked: ReportByPhone) -> int:
    """Somebody above was told by telephone: who took it there, when, and what was said."""
    matter = begun(desk, asked, StepKind.REPORT)
    to, text = clean_text(asked.to), clean_text(asked.text)
    if not to:
        raise Refusal("report.to.empty", field="to")
    if not text:
        raise Refusal("report.text.empty", field="text")
    desk.touch(matter)
    row = desk.session.get_one(Incident, matter.id)
    met = meet_reports(desk, matter, row, Duty.PHONE_REPORT, [to], asked.happened_at or desk.now)
    taken = Taken(
        step=StepKind.REPORT,
        text=text,
        unit=to,
        person=clean_text(asked.person),
        happened_at=asked.happened_at,
        payload={"channel": "telephone", "to": to, "reports_met": met},
    )
    return take(desk, matter, taken)


def _full(session: Session, number: int) -> IncidentInFull:
    full = incident_in_full(session, number)
    if full is None:
        raise Refusal("matter.unknown", id=number)
    return full


def _report(desk: Desk, number: int, version: int) -> IncidentReport:
    report = desk.session.get(IncidentReport, number)
    if report is None:
        raise Refusal("report.unknown")
    if report.version != version:
        raise Refusal("record.changed_meanwhile", field="body")
    return report


def _entry(desk: Desk, report: IncidentReport, event: str, text: str, **more: str) -> int:
    matter = desk.session.get_one(Matter, report.matter_id)
    return desk.journal(
        event,
        text=f"{matter.number} {text}",
        shift_id=running_shift_id(desk.session),
        record=("matter", matter.id),
        payload={"report": report.id, "state": report.state, "title": report.title, "body": report.body, **more},
    )
