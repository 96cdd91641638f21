"""Supervision: setting up, urging in colours, results of proposals. Its steps are those of every matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.clocks import rename_clocks, start_clock
from dutyroom.actions.linking import link_rows
from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.matters import assignments_to_change, is_leader, next_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Assignment, Matter, Supervision
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import Duty, MatterKind, Relation, State, StepKind, check_step, matter_number
from dutyroom.rules.matter_steps import Link
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import (
    REDO,
    Basis,
    CorrectSupervision,
    RecordResult,
    SetUpSupervision,
    UrgeInColour,
    UrgeMany,
    check_colour,
    check_new_basis,
    check_result,
    check_supervision,
    clock_of_rule,
    may_be_urged,
    next_colour,
    strongest,
    supervision_clock,
    unit_colours,
)

NOT_SATISFIED = "no"
URGENT: Final = "特急"


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
        **_base(asked),
        urgency=URGENT if asked.is_urgent else "",
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


def correct_supervision(desk: Desk, asked: CorrectSupervision) -> int:
    """Correct what it was set up with; no limit moves. The entry holds what each fact was and is; returns its number."""
    matter, row = _supervised(desk, asked.id, StepKind.CORRECT)
    if matter.version != asked.version:
        raise Refusal("record.changed_meanwhile", field="title")
    if not asked.reason.strip():
        raise Refusal("matter.reason.empty", field="reason")
    facts = replace(asked.facts, received_at=matter.received_at, due_at=None)
    check_supervision(facts, now=desk.now)
    check_new_basis(facts.basis, result=row.result)
    leader = clean_text(facts.leader)
    former = matter.title
    is_new = (facts.basis.value, leader) != (row.basis, row.leader)
    if is_new and facts.basis is Basis.INSTRUCTION and not is_leader(desk.session, leader):
        raise Refusal("matter.leader.unknown", field="leader", name=leader)
    changes = set_values(matter, _base(facts) | _urgency(facts, matter.urgency)) | set_values(row, _facts(facts))
    if not changes:
        raise Refusal("entry.amend.same", field="title")
    desk.touch(matter)  # also where only facts beside the matter changed: who began earlier must see them
    rename_clocks(desk, matter, former)
    index_matter(desk.session, matter.id)
    return take(desk, matter, Taken(step=StepKind.CORRECT, text=clean_text(asked.reason), payload={"changes": changes}))


def urge_in_colour(desk: Desk, asked: UrgeInColour) -> int:
    """An urging notice in blue, orange or red to one unit; the colour of its notices never goes back.

    The matter stands in lists by the strongest of its units.
    """
    matter, supervision = _supervised(desk, asked.id, StepKind.URGE)
    row = desk.session.get(Assignment, asked.assignment_id)
    if row is None or row.matter_id != matter.id or not may_be_urged(row.state, matter.state):
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


def urge_many(desk: Desk, asked: UrgeMany) -> int:
    """An urging notice to each unit that has not answered, one entry each; returns how many it were."""
    urged = 0
    for number in asked.assignment_ids:
        row = desk.session.get(Assignment, number)
        if row is None or not may_be_urged(row.state, matter_of(desk, row.matter_id).state):
            continue
        supervision = _supervised(desk, row.matter_id, StepKind.URGE)[1]
        rows = assignments_to_change(desk.session, row.matter_id)
        former = unit_colours([(one.id, one.colour or "", one.urged_count) for one in rows], supervision.colour)
        colour = next_colour(former[row.id])
        urge_in_colour(desk, UrgeInColour(id=row.matter_id, assignment_id=row.id, colour=colour, text=asked.text))
        urged += 1
    if not urged:
        raise Refusal("matter.urge.nobody")
    return urged


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
    desk.session.add(Supervision(id=matter.id, **_facts(asked)))
    index_matter(desk.session, matter.id)


def _base(asked: SetUpSupervision) -> dict[str, Any]:
    """What the matter keeps of it; where no paper is named, it comes from whoever is behind it."""
    source = clean_text(asked.source) or clean_text(asked.leader) or clean_text(asked.proposers)
    return {"title": " ".join(clean_text(asked.title).split()), "source": source}


def _urgency(asked: SetUpSupervision, former: str) -> dict[str, Any]:
    """The mark of what is urgent; another degree, which a register brought along, stays."""
    return {} if asked.is_urgent == (former == URGENT) else {"urgency": URGENT if asked.is_urgent else ""}


def _facts(asked: SetUpSupervision) -> dict[str, Any]:
    """What its own row keeps of it."""
    names = ("asked", "leader", "session", "proposal_number", "proposers", "contact")
    texts = {name: clean_text(getattr(asked, name)) for name in names}
    return {**texts, "basis": asked.basis.value, "is_hard": asked.is_hard}
