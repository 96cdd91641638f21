"""Who must be told of an incident, from the directory, the shift, the clocks that run and the plans at work."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.actions.incident_sending import REPORT_DUTIES
from dutyroom.data.queries.activations import activations_of
from dutyroom.data.queries.directory import DirectoryUnit, people_in_full, units_in_full
from dutyroom.data.queries.incidents import incident_in_full, report_in_full
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_in_full
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.shifts import running_shift
from dutyroom.data.reading import Session
from dutyroom.rules.activation import ActivationState, units_named
from dutyroom.rules.call_ladder import Callee, Known, call_ladder
from dutyroom.rules.incident_clocks import inform_inside
from dutyroom.rules.incident_report import ReportKind
from dutyroom.rules.matter import Duty
from dutyroom.rules.refusal import Refusal


def proposed_calls(session: Session, number: int) -> tuple[Callee, ...]:
    """The call ladder of an incident as it stands; a proposal that the officer may shorten or lengthen."""
    full = incident_in_full(session, number)
    if full is None:
        raise Refusal("matter.unknown", id=number)
    day = full.matter.received_at.astimezone(office_settings(session).zone).date()
    posts = inform_inside(full.facts.grade, rule_book(session), day) if full.facts.grade else ()
    running = [clock for clock in full.common.clocks if clock.state == "open" and clock.duty == Duty.PHONE_REPORT]
    known = list(_known(session))
    at_work = [row for row in activations_of(session, number) if row.state == ActivationState.RUNNING]
    texts = [item.text for row in at_work for item in row.items]
    return call_ladder(
        known,
        posts=posts,
        owed=[clock.recipient for clock in running],
        area=full.facts.area,
        subtype=full.facts.subtype,
        named=units_named(texts, {each.name for each in known if not each.post}),
        leader=_leader(session),
    )


def proposed_bodies(session: Session, report_id: int) -> tuple[Callee, ...]:
    """To whom an issued report goes: those to whom it is owed, and beside them the party committee's duty room."""
    report = report_in_full(session, report_id)
    full = incident_in_full(session, report.matter_id) if report is not None else None
    if report is None or full is None:
        raise Refusal("report.unknown")
    duties = (REPORT_DUTIES[ReportKind(report.kind)], Duty.WRITTEN_REPORT)
    owed = [clock.recipient for clock in full.common.clocks if clock.duty in duties and clock.recipient]
    return call_ladder(list(_known(session)), posts=(), owed=owed)


def _known(session: Session) -> Iterator[Known]:
    for unit in units_in_full(session):
        yield Known(name=unit.name, phone=_phone(unit), kind=unit.kind.value, unit_id=unit.id)
        for person in unit.people:
            number = person.numbers[0].phone if person.numbers else ""
            yield Known(name=person.name, phone=number, kind=unit.kind.value, unit_id=unit.id, post=person.post)
    for person in people_in_full(session):
        if person.unit_id is None and person.active:
            yield Known(name=person.name, phone=person.numbers[0].phone if person.numbers else "", post=person.post)


def _phone(unit: DirectoryUnit) -> str:
    return unit.numbers[0].phone if unit.numbers else ""


def _leader(session: Session) -> Known | None:
    shift = running_shift(session)
    officer = officer_in_full(session, shift.leader_id) if shift is not None else None
    return Known(name=officer.name, phone=officer.phone, post=officer.post) if officer is not None else None
