"""Writing one matter of a table: its row, its facts, who has it in hand, its limit, its steps; one entry vouches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final

from dutyroom.actions.clocks import nearest_due, start_clock
from dutyroom.actions.linking import link_rows
from dutyroom.actions.notices import notice_facts
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.directory import units_by_name
from dutyroom.data.queries.matter_known import matter_numbered
from dutyroom.data.queries.matter_steps import IMPORTED
from dutyroom.data.queries.matters import next_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.tables import Assignment, Incident, Matter, MatterStep, Notice, Supervision, TelephoneSlip
from dutyroom.rules.entry import Kind
from dutyroom.rules.fold import fold
from dutyroom.rules.import_steps import ImportedStep
from dutyroom.rules.matter import Duty, MatterKind, Progress, Relation, Role, State, StepKind, matter_number
from dutyroom.rules.matter_clock import BY_HAND, ClockStart
from dutyroom.rules.matter_import import ImportedMatter
from dutyroom.rules.matter_steps import Link

_PROGRESS: Final = {State.ASSIGNED: Progress.ASSIGNED, State.IN_HAND: Progress.SIGNED}
"""How far the unit is that has it in hand; else it has answered."""


def write_matter(
    desk: Desk, row: ImportedMatter, *, file: str, copy_of: int | None, known: Mapping[str, int] | None = None
) -> Matter:
    """Write a matter as its row says; ``copy_of`` links it to the notice that it is another copy of.

    ``known`` are the matters of the same file that are registered, by the numbers that they have in it.
    """
    units = units_by_name(desk.session) if row.lead or row.units else {}
    matter = _matter(desk, row, units.get(fold(row.lead)))
    desk.session.add(matter)
    desk.session.flush()
    if row.kind is MatterKind.NOTICE:
        channel = row.notice.channel.value
        desk.session.add(Notice(id=matter.id, channel=channel, **notice_facts(row.notice)))
        if row.notice.slip is not None:
            desk.session.add(TelephoneSlip(id=matter.id, **asdict(row.notice.slip)))
    elif row.kind is MatterKind.INCIDENT:
        desk.session.add(Incident(id=matter.id))  # its facts come with the table of incidents
    else:
        desk.session.add(_supervision(matter, row))
    held: list[Assignment] = []
    if row.is_restored:
        held = _restore_units(desk, matter, row, units)
        _restore_clocks(desk, matter, row, held)
    else:
        _keep_lead(desk, matter, row)
        _keep_limit(desk, matter, row)
    for step in row.steps:
        desk.session.add(_step(desk, matter, step, held))
    links = {(known or {}).get(link.number): link for link in row.links}
    if copy_of is not None and copy_of not in links:
        link_rows(desk, Link(id=matter.id, other_id=copy_of, relation=Relation.SAME))
    for other, found in links.items():
        if other is not None:
            ends = (matter.id, other) if found.forward else (other, matter.id)
            link_rows(desk, Link(id=ends[0], other_id=ends[1], relation=found.relation))
    desk.session.flush()
    index_matter(desk.session, matter.id)
    _write_entry(desk, matter, row, file)
    return matter


def _matter(desk: Desk, row: ImportedMatter, lead_id: int | None) -> Matter:
    year, serial = _numbered(desk, row)
    return Matter(
        kind=row.kind.value,
        year=year,
        serial=serial,
        number=matter_number(row.kind, year, serial),
        title=row.notice.title,
        source=row.notice.source,
        urgency=row.notice.urgency,
        secrecy=row.notice.secrecy,
        state=row.state.value,
        received_at=row.received_at,
        lead=row.lead,
        lead_id=lead_id,
        due_at=row.due_at if row.is_open else None,
        waiting_for=row.waiting_for,
        waiting_reason=row.waiting_reason,
        waiting_since=row.waiting_since,
        outcome=row.outcome,
        closed_at=row.closed_at,
        archive_number=row.archive_number,
        filed_at=row.filed_at,
        void_reason=row.void_reason,
    )


def _numbered(desk: Desk, row: ImportedMatter) -> tuple[int, int]:
    """The number that the table gives it, where it is free; else the next of the year."""
    if row.numbered is not None and matter_numbered(desk.session, row.kind, *row.numbered) is None:
        return row.numbered
    year = row.received_at.astimezone(office_settings(desk.session).zone).year
    return year, next_serial(desk.session, row.kind, year)


def _supervision(matter: Matter, row: ImportedMatter) -> Supervision:
    if row.supervision is not None:
        return Supervision(id=matter.id, basis=row.basis.value, colour=row.colour, **asdict(row.supervision))
    asked = row.notice.required
    if not asked and row.steps:  # an export of matters says what is asked as the text of the first step
        asked = row.steps[0].text
    leader = next((step.leader for step in row.steps if step.leader), "")
    return Supervision(id=matter.id, basis=row.basis.value, asked=asked, leader=leader, colour=row.colour)


def _keep_lead(desk: Desk, matter: Matter, row: ImportedMatter) -> None:
    if not row.lead:
        return
    progress = _PROGRESS.get(row.state, Progress.ANSWERED)
    desk.session.add(
        Assignment(
            matter_id=matter.id,
            unit_id=matter.lead_id,
            unit=row.lead,
            role=Role.LEAD.value,
            state=progress.value,
            assigned_at=row.received_at,
            signed_at=row.received_at if progress is not Progress.ASSIGNED else None,
            answered_at=(row.closed_at or row.received_at) if progress is Progress.ANSWERED else None,
        )
    )


def _keep_limit(desk: Desk, matter: Matter, row: ImportedMatter) -> None:
    """What is open has a clock in any case; what is over keeps the limit that it had, met when it was closed."""
    if not row.is_open and row.due_at is None:
        return
    item = start_clock(desk, matter, ClockStart(duty=Duty.CLOSE, due_at=row.due_at, rule_key=BY_HAND))
    if not row.is_open:
        item.state, item.closed_at, item.outcome = "closed", row.closed_at or row.received_at, StepKind.CLOSE.value


def _restore_units(desk: Desk, matter: Matter, row: ImportedMatter, known: Mapping[str, int]) -> list[Assignment]:
    """The units that have or had it in hand, as they stood."""
    held = [
        Assignment(
            matter_id=matter.id,
            unit_id=known.get(fold(unit.unit)),
            **{**asdict(unit), "role": unit.role.value, "state": unit.state.value, "colour": unit.colour or None},
        )
        for unit in row.units
    ]
    desk.session.add_all(held)
    desk.session.flush()
    return held


def _restore_clocks(desk: Desk, matter: Matter, row: ImportedMatter, held: Sequence[Assignment]) -> None:
    """Every obligation with its limit, its rule and what stopped it; the nearest that runs is the matter's."""
    for clock in row.clocks or ():
        unit = held[clock.of_unit - 1] if clock.of_unit is not None else None
        start = ClockStart(
            duty=clock.duty,
            due_at=clock.due_at,
            rule_key=clock.rule_key,
            source=clock.rule_source,
            start_event=clock.start_event,
        )
        item = start_clock(desk, matter, start, assignment=unit)
        item.opened_at, item.unsure, item.put_off_until = clock.opened_at, clock.unsure or None, clock.put_off_until
        item.state, item.closed_at, item.outcome = clock.state, clock.closed_at, clock.outcome
    desk.session.flush()
    matter.due_at = nearest_due(desk, matter.id)


def _step(desk: Desk, matter: Matter, step: ImportedStep, held: Sequence[Assignment]) -> MatterStep:
    return MatterStep(
        matter_id=matter.id,
        kind=step.kind.value,
        happened_at=step.happened_at,
        author_id=None if step.author else desk.author.id,
        author=step.author or desk.author.name,
        leader=step.leader,
        unit=step.unit,
        person=step.person,
        text=step.text,
        assignment_id=held[step.of_unit - 1].id if step.of_unit is not None and held else None,
        entry_seq=desk.next_seq,
    )


def _told(steps: Sequence[ImportedStep]) -> dict[str, dict[str, object]]:
    """What the rows of steps do not hold, by their place in the timeline: colours, corrections."""
    found: dict[str, dict[str, object]] = {
        str(place): {n: value for n, value in (("colour", step.colour), ("changes", step.changes)) if value}
        for place, step in enumerate(steps, 1)
    }
    return {place: told for place, told in found.items() if told}


def _write_entry(desk: Desk, matter: Matter, row: ImportedMatter, file: str) -> None:
    """One entry, of the program's own kind: a register of former years is no event of the shift that brings it in."""
    facts = {
        "document_number": row.notice.document_number,
        "state": row.state,
        "lead": row.lead,
        "due_at": row.due_at,
        "former": row.former,
        "steps": len(row.steps),
        "units": len(row.units),
        "clocks": len(row.clocks or ()),
        "told": _told(row.steps),
    }
    desk.journal(
        IMPORTED,
        text=f"{matter.number} {matter.title}",
        kind=Kind.SYSTEM,
        happened_at=row.received_at,
        record=("matter", matter.id),
        unit=row.notice.source or None,
        payload={"file": file, "row": row.row, "sheet": row.sheet, **{n: v for n, v in facts.items() if v}},
    )
