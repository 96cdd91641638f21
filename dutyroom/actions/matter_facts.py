"""From the register to the slips of a matter: handling slip, telephone slip, fax cover, instruction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dutyroom.data.queries.matter_papers import archive_number, fax_numbers, instruction_of
from dutyroom.data.queries.matter_steps import StepRow
from dutyroom.data.queries.matters import ClockRow, MatterInFull, MatterRow, matter_in_full
from dutyroom.data.queries.notices import NoticeInFull, notice_in_full
from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.officers import officer_named
from dutyroom.data.queries.relays import RelayInFull, RelayLineRow, relay_in_full, relays_of_matter
from dutyroom.data.queries.shifts import running_shift
from dutyroom.data.reading import Session
from dutyroom.papers.matter_facts import (
    AssignmentFact,
    DueFact,
    FaxCoverFacts,
    FaxRecipientFact,
    HandlingSlipFacts,
    InstructionFacts,
    ReaderFact,
    RelayedFact,
    SaidFact,
    TelephoneSlipFacts,
)
from dutyroom.rules.matter import DUTY_WORDS, Duty, Progress, StepKind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import LineState
from dutyroom.rules.rule_source import without_addresses

STOPPED = "stopped"


def office_heading(session: Session, now: datetime) -> dict[str, Any]:
    """What every paper carries of the office that prints it."""
    office = office_settings(session)
    return {
        "office_zh": office.name_zh,
        "office_en": office.name_en,
        "store_kind": store_kind(session),
        "zone": office.zone_name,
        "printed_at": now,
    }


def matter_heading(session: Session, matter: MatterRow, now: datetime) -> dict[str, Any]:
    """The heading of a paper about one matter; a secret one shows its register line only."""
    known = {"number": matter.number, "urgency": matter.urgency, "secrecy": matter.secrecy}
    return {**office_heading(session, now), **known}


def handling_slip_facts(session: Session, record: int, now: datetime) -> HandlingSlipFacts:
    """文件处理单 of a notice, with its way through the office as the register knows it."""
    notice = _notice(session, record)
    matter, facts, common = notice.matter, notice.facts, notice.common
    return HandlingSlipFacts(
        **matter_heading(session, matter, now),
        secrecy_years=facts.secrecy_years,
        received_at=matter.received_at,
        received_by=facts.received_by or _first_author(common),
        source=matter.source,
        document_number=facts.document_number,
        title=matter.title,
        document_kind=facts.document_kind,
        channel=facts.channel,
        document_on=facts.document_on,
        copies=facts.copies,
        copy_numbers=facts.copy_numbers,
        pages=facts.pages,
        for_reading=facts.for_reading,
        custody=facts.custody,
        required=facts.required,
        proposal=_proposal(common),
        instructions=_instructions(session, common),
        assignments=_assignments(common),
        readers=tuple(
            ReaderFact(name=step.person or step.author, at=step.happened_at) for step in _steps(common, StepKind.READ)
        ),
        due=_due(common),
        outcome=matter.outcome,
        closed_at=matter.closed_at,
        archive_number=archive_number(session, record),
    )


def telephone_slip_facts(session: Session, record: int, now: datetime) -> TelephoneSlipFacts:
    """电话记录单 of a notice by telephone. Refused: ``paper.no_call`` where it did not come by telephone."""
    notice = _notice(session, record)
    matter, slip, common = notice.matter, notice.slip, notice.common
    if slip is None:
        raise Refusal("paper.no_call", number=matter.number)
    handled = _steps(common, StepKind.CLOSE)[-1:]
    return TelephoneSlipFacts(
        **matter_heading(session, matter, now),
        secrecy_years=notice.facts.secrecy_years,
        received_at=matter.received_at,
        unit=matter.source,
        caller=slip.caller,
        caller_post=slip.caller_post,
        phone=slip.phone,
        taken_by=notice.facts.received_by or _first_author(common),
        identity_checked=slip.identity_checked,
        read_back=slip.read_back,
        content="\n".join(filter(None, (matter.title, notice.facts.content or notice.facts.required))),
        is_meeting=slip.is_meeting,
        meeting_at=slip.meeting_at,
        place=slip.place,
        convenor=slip.convenor,
        agenda=slip.agenda,
        attendees=slip.attendees,
        deputy_may=slip.deputy_may,
        papers=slip.papers,
        dress=slip.dress,
        reply_at=slip.reply_at,
        proposal=_proposal(common),
        instructions=_instructions(session, common),
        handled_by=handled[0].author if handled else "",
        handled_at=handled[0].happened_at if handled else None,
        outcome=matter.outcome,
    )


def fax_cover_facts(session: Session, record: int, now: datetime) -> FaxCoverFacts:
    """传真首页 of a notice, to those it is passed on to, else to the units that have it in hand."""
    notice = _notice(session, record)
    matter, common = notice.matter, notice.common
    relay = _newest_relay(session, record)
    reply = next((clock for clock in common.clocks if clock.duty == Duty.REPLY and clock.state == "open"), None)
    shift = running_shift(session)
    chief = officer_named(session, shift.chief) if shift else None
    return FaxCoverFacts(
        **matter_heading(session, matter, now),
        secrecy_years=notice.facts.secrecy_years,
        recipients=_recipients(session, relay, common),
        sender=chief.name if chief else "",
        sender_phone=chief.phone if chief else "",
        document_number=notice.facts.document_number,
        title=matter.title,
        pages=notice.facts.pages + 1 if notice.facts.pages else None,
        text=relay.relay.text if relay else notice.facts.content or notice.facts.required,
        reply_at=reply.due_at if reply else None,
    )


def instruction_facts(session: Session, record: int, now: datetime) -> InstructionFacts:
    """领导批示件 of one step; whom it was passed on to are the units and the relays since then."""
    number = instruction_of(session, record)
    found = matter_in_full(session, number) if number is not None else None
    if found is None:
        raise Refusal("paper.no_instruction", id=record)
    step = next(step for step in found.steps if step.id == record)
    notice = notice_in_full(session, found.matter.id)
    answered = _steps(found, StepKind.FEEDBACK, since=step)[-1:]
    leader = officer_named(session, step.leader)
    return InstructionFacts(
        **matter_heading(session, found.matter, now),
        secrecy_years=notice.facts.secrecy_years if notice else None,
        leader=step.leader,
        post=leader.post if leader else "",
        instructed_at=step.happened_at,
        text=step.text,
        source=found.matter.source,
        document_number=notice.facts.document_number if notice else "",
        title=found.matter.title,
        relayed=_relayed(session, found, step),
        due_at=found.matter.due_at,
        outcome=found.matter.outcome or (answered[0].text if answered else ""),
        answered_at=answered[0].happened_at if answered else None,
        handled_by=step.author,
    )


def _notice(session: Session, record: int) -> NoticeInFull:
    found = notice_in_full(session, record)
    if found is None:
        raise Refusal("paper.no_notice", id=record)
    return found


def _first_author(common: MatterInFull) -> str:
    return common.steps[0].author if common.steps else ""


def _steps(common: MatterInFull, kind: StepKind, *, since: StepRow | None = None) -> list[StepRow]:
    return [step for step in common.steps if step.kind == kind and (since is None or step.id > since.id)]


def _proposal(common: MatterInFull) -> SaidFact | None:
    made = _steps(common, StepKind.PROPOSE)
    return (
        SaidFact(text=made[-1].text, by=made[-1].person or made[-1].author, at=made[-1].happened_at) if made else None
    )


def _instructions(session: Session, common: MatterInFull) -> tuple[SaidFact, ...]:
    found = []
    for step in _steps(common, StepKind.INSTRUCT):
        leader = officer_named(session, step.leader)
        found.append(SaidFact(text=step.text, by=step.leader, post=leader.post if leader else "", at=step.happened_at))
    return tuple(found)


def _assignments(common: MatterInFull) -> tuple[AssignmentFact, ...]:
    return tuple(
        AssignmentFact(
            unit=row.unit,
            role=row.role,
            assigned_at=row.assigned_at,
            signed_at=row.signed_at,
            signed_by=row.signed_by,
            answered_at=row.answered_at,
            answer=row.answer,
        )
        for row in common.assignments
        if row.state != Progress.WITHDRAWN
    )


def _due(common: MatterInFull) -> tuple[DueFact, ...]:
    """The limits in order of time; those that were stopped without being met are left out."""
    clocks: list[ClockRow] = [clock for clock in common.clocks if clock.duty and clock.state != STOPPED]
    found = [
        DueFact(
            duty=DUTY_WORDS[clock.duty],
            at=clock.due_at,
            source=without_addresses(clock.source),
            rule_zh=clock.rule_zh,
            rule_en=clock.rule_en,
        )
        for clock in clocks
        if clock.due_at is not None
    ]
    return tuple(sorted(found, key=lambda fact: fact.at))


def _newest_relay(session: Session, matter_id: int) -> RelayInFull | None:
    relays = relays_of_matter(session, matter_id)
    return relay_in_full(session, relays[-1].id) if relays else None


def _recipients(session: Session, relay: RelayInFull | None, common: MatterInFull) -> tuple[FaxRecipientFact, ...]:
    """By fax only those whose line says so, where some do."""
    if relay is not None:
        lines = [line for line in relay.lines if line.state != LineState.WITHDRAWN]
        named = [line for line in lines if line.channel == "fax"] or lines
        fax = fax_numbers(session, [line.unit_id for line in named if line.unit_id])
        return tuple(
            FaxRecipientFact(unit=line.unit, person=line.taken_by, fax=fax.get(line.unit_id or 0, ""), phone=line.phone)
            for line in named
        )
    held = [row for row in common.assignments if row.state != Progress.WITHDRAWN]
    fax = fax_numbers(session, [row.unit_id for row in held if row.unit_id])
    return tuple(FaxRecipientFact(unit=row.unit, fax=fax.get(row.unit_id or 0, "")) for row in held)


def _relayed(session: Session, found: MatterInFull, step: StepRow) -> tuple[RelayedFact, ...]:
    units = [
        RelayedFact(unit=row.unit, person=row.signed_by, at=row.assigned_at, acknowledged_at=row.signed_at)
        for row in found.assignments
        if row.state != Progress.WITHDRAWN and row.assigned_at >= step.happened_at
    ]
    told: list[RelayLineRow] = []
    for relay in relays_of_matter(session, found.matter.id):
        full = relay_in_full(session, relay.id) if relay.began_at >= step.happened_at else None
        told += [line for line in full.lines if line.state != LineState.WITHDRAWN] if full else []
    lines = [
        RelayedFact(
            unit=line.unit,
            person=line.taken_by,
            at=line.sent_at,
            channel=line.channel,
            acknowledged_at=line.acknowledged_at,
        )
        for line in told
    ]
    return (*units, *lines)
