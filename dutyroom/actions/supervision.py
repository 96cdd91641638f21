"""Supervision: setting up, urging in colours, results of proposals. Its steps are those of every matter."""

from __future__ import annotations

from dutyroom.actions.clocks import start_clock
from dutyroom.actions.linking import link_rows
from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.matters import assignments_to_change, is_leader, next_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Assignment, Matter, Supervision
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import Duty, MatterKind, Progress, Relation, State, StepKind, check_step, matter_number
from dutyroom.rules.matter_steps import Link
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import (
    REDO,
    Basis,
    RecordResult,
    SetUpSupervision,
    UrgeInColour,
    check_colour,
    check_result,
    check_supervision,
    clock_of_rule,
    strongest,
    supervision_clock,
    unit_colours,
)

NOT_SATISFIED = "no"


def set_up_supervision(desk: Desk, asked: SetUpSupervision) -> int:
    """Put a matter under supervision: one matter, one number, one limit; returns its id."""
    check_supervision(asked, now=desk.now)
    leader = clean_text(asked.leader)
    if asked.basis is Basis.INSTRUCTION and not is_leader(desk.session, leader):
        raise Refusal("matter.leader.unknown", field="leader", name=leader)
    received = asked.received_at or desk.now
    zone = office_settings(desk.session).zone
    year = received.astimezone(zone).year
    serial = next_serial(desk.session, MatterKind.SUPERVISION, year)
    matter = Matter(
        kind=MatterKind.SUPERVISION.value,
        year=year,
        serial=serial,
        number=matter_number(MatterKind.SUPERVISION, year, serial),
        title=" ".join(clean_text(asked.title).split()),
        source=clean_text(asked.source) or leader or clean_text(asked.proposers),
        urgency="特急" if asked.is_urgent else "",
        state=State.RECEIVED.value,
        received_at=received,
    )
    desk.session.add(matter)
    desk.session.flush()
    _keep_facts(desk, matter, asked)
    start_clock(desk, matter, supervision_clock(asked, received, rule_book(desk.session), zone))
    if asked.grew_out_of is not None:
        link_rows(desk, Link(id=matter.id, other_id=asked.grew_out_of, relation=Relation.GREW_OUT_OF))
    payload = {"basis": asked.basis, "leader": leader, "due_at": asked.due_at, "from": asked.grew_out_of}
    taken = Taken(step=StepKind.RECEIVE, text=clean_text(asked.asked), happened_at=received, payload=payload)
    take(desk, matter, taken)
    return matter.id


def urge_in_colour(desk: Desk, asked: UrgeInColour) -> int:
    """An urging notice in blue, orange or red to one unit; the colour of its notices never goes back.

    The matter stands in lists by the strongest of its units.
    """
    matter, supervision = _supervised(desk, asked.id, StepKind.URGE)
    row = desk.session.get(Assignment, asked.assignment_id)
    if row is None or row.matter_id != matter.id or row.state not in (Progress.ASSIGNED, Progress.SIGNED):
        raise Refusal("matter.assignment.unknown", field="assignment", number=matter.number)
    rows = assignments_to_change(desk.session, matter.id)
    colours = unit_colours([(one.id, one.colour or "", one.urged_count) for one in rows], supervision.colour)
    check_colour(row.unit, colours[row.id], asked.colour)
    for one in rows:
        one.colour = colours[one.id] or None
    row.colour = asked.colour.value
    supervision.colour = strongest({**colours, row.id: row.colour}.values())
    row.urged_count, row.urged_at = row.urged_count + 1, desk.now
    payload = {"colour": asked.colour, "count": row.urged_count}
    text = clean_text(asked.text)
    return take(desk, matter, Taken(step=StepKind.URGE, unit=row.unit, text=text, assignment=row, payload=payload))


def record_result(desk: Desk, asked: RecordResult) -> int:
    """How a proposal was answered; where those who made it are not satisfied it is to be done again, with a limit."""
    matter, row = _supervised(desk, asked.id, StepKind.NOTE)
    check_result(asked, row.basis)
    row.result, row.reply_number = asked.result, clean_text(asked.reply_number)
    row.replied_on, row.met_on = asked.replied_on, asked.met_on
    row.met_how, row.satisfied = clean_text(asked.met_how), asked.satisfied
    if asked.satisfied == NOT_SATISFIED and matter.state not in (State.CLOSED, State.FILED):
        row.redo_count += 1
        zone = office_settings(desk.session).zone
        book = rule_book(desk.session)
        start_clock(desk, matter, clock_of_rule(Duty.REPLY, REDO, desk.now, book, zone, "not_satisfied"))
    text = " · ".join(part for part in (asked.result, row.reply_number, row.met_how) if part)
    payload = {"result": asked.result, "satisfied": asked.satisfied, "redo": row.redo_count}
    return take(desk, matter, Taken(step=StepKind.NOTE, text=text, payload=payload))


def _supervised(desk: Desk, number: int, step: StepKind) -> tuple[Matter, Supervision]:
    matter = matter_of(desk, number)
    check_step(step, State(matter.state), matter.number)
    row = desk.session.get(Supervision, matter.id)
    if row is None:
        raise Refusal("matter.unknown", id=number)
    return matter, row


def _keep_facts(desk: Desk, matter: Matter, asked: SetUpSupervision) -> None:
    row = Supervision(
        id=matter.id,
        basis=asked.basis.value,
        asked=clean_text(asked.asked),
        leader=clean_text(asked.leader),
        session=clean_text(asked.session),
        proposal_number=clean_text(asked.proposal_number),
        proposers=clean_text(asked.proposers),
        contact=clean_text(asked.contact),
        is_hard=asked.is_hard,
    )
    desk.session.add(row)
    index_matter(desk.session, matter.id)
