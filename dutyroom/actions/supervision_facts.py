"""From the register to the papers of supervision: the notice in its colour, and the ledger with its lights."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.actions.matter_facts import STOPPED, matter_heading, office_heading
from dutyroom.data.queries.matter_papers import LedgerRow, ledger_rows, supervised_facts
from dutyroom.data.queries.matter_steps import StepRow
from dutyroom.data.queries.matters import AssignmentRow, MatterInFull, matter_in_full
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_named
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.papers.matter_facts import Colour as PaperColour
from dutyroom.papers.matter_facts import Light as PaperLight
from dutyroom.papers.matter_facts import (
    SaidFact,
    SupervisionLedgerFacts,
    SupervisionNoticeFacts,
    SupervisionRowFact,
)
from dutyroom.rules.matter import Duty, Progress, Role, StepKind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import Light, light, unit_colours

YELLOW: Final = "supervise.yellow_before"
_COLOURS: Final[dict[str, PaperColour]] = {"blue": "blue", "orange": "orange", "red": "red"}
_LIGHTS: Final[dict[Light, PaperLight]] = {
    Light.GREEN: "green",
    Light.YELLOW: "yellow",
    Light.RED: "red",
    Light.OFF: "closed",
}


def supervision_notice_facts(
    session: Session, record: int, now: datetime, assignment: int | None = None, colour: PaperColour | None = None
) -> SupervisionNoticeFacts:
    """督查单 to a unit in the colour of the last notice to it; before the first it is blue.

    In a ``colour`` in which the unit was not urged last it is a draft: what an earlier urging said is not its text.
    Without an ``assignment`` it is the unit that was urged last, before that the lead.
    """
    found, row = matter_in_full(session, record), supervised_facts(session, record)
    if found is None or row is None:
        raise Refusal("paper.no_supervision", id=record)
    zone = office_settings(session).zone
    held = [unit for unit in found.assignments if unit.state != Progress.WITHDRAWN]
    to = _addressed(found, held, assignment)
    colours = unit_colours([(unit.id, unit.colour, unit.urged_count) for unit in found.assignments], row.colour)
    last = _last(found, StepKind.URGE, to)
    recorded = _COLOURS.get(colours.get(to.id, "") if to else row.colour, "blue")
    urged = last if colour in (None, recorded) else None
    limit = _limit(found)
    contact = officer_named(session, row.contact) if row.contact else None
    reply_at = _answer_by(found, to) or limit
    return SupervisionNoticeFacts(
        **matter_heading(session, found.matter, now),
        colour=colour or recorded,
        unit=to.unit if to else "",
        helpers="、".join(unit.unit for unit in held if unit is not to),
        title=found.matter.title,
        basis=row.basis,
        source=found.matter.source,
        assigned_at=to.assigned_at if to else None,
        due_at=limit,
        overdue_days=overdue_days(limit, now, zone) if limit else None,
        urged_count=to.urged_count if to else 0,
        urged_at=to.urged_at if to else None,
        asked=row.asked,
        progress=_progress(found),
        text=urged.text if urged else "",
        reply_at=reply_at,
        reply_was_due=reply_at is not None and reply_at <= now,
        contact=row.contact,
        phone=contact.phone if contact else "",
        issued_at=urged.happened_at if urged else None,
        issued_by=urged.author if urged else "",
        is_draft=urged is None,
    )


def supervision_ledger_facts(session: Session, record: int, now: datetime) -> SupervisionLedgerFacts:
    """督查台账: what is open, and what was closed in this year. ``record`` is none: it is the whole register."""
    del record
    zone = office_settings(session).zone
    today = now.astimezone(zone).date()
    since = datetime.combine(date(today.year, 1, 1), time(), zone).astimezone(UTC)
    before = timedelta(days=rule_book(session).number(YELLOW, today))
    return SupervisionLedgerFacts(
        **office_heading(session, now),
        at=now,
        scope=str(today.year),
        rows=tuple(_row(row, now, before) for row in ledger_rows(session, since)),
    )


def overdue_days(due_at: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Days past a limit as a calendar counts them, at least one once it is past; below zero while there is time."""
    days = (now.astimezone(zone).date() - due_at.astimezone(zone).date()).days
    return max(days, 1) if now > due_at else days


def _row(row: LedgerRow, now: datetime, before: timedelta) -> SupervisionRowFact:
    return SupervisionRowFact(
        number=row.number,
        title=row.title,
        secrecy=row.secrecy,
        basis=row.basis,
        lead=row.lead,
        helpers="、".join(row.helpers),
        assigned_at=row.assigned_at,
        due_at=row.due_at,
        light=_LIGHTS[light(row.state, row.due_at, now, before)],
        urged_count=row.urged_count,
        colour=_COLOURS.get(row.colour),
        notices=tuple((unit, _COLOURS.get(colour), count) for unit, colour, count in row.notices),
        progress=row.progress,
        closed_at=row.closed_at,
    )


def _addressed(found: MatterInFull, held: list[AssignmentRow], assignment: int | None) -> AssignmentRow | None:
    if assignment is not None:
        return next((unit for unit in held if unit.id == assignment), None)
    numbers = {unit.id: unit for unit in held}
    urged = (step.assignment_id for step in reversed(found.steps) if step.kind == StepKind.URGE)
    last = next((number for number in urged if number in numbers), None)
    return numbers[last] if last is not None else next((unit for unit in held if unit.role == Role.LEAD), None)


def _last(found: MatterInFull, kind: StepKind, unit: AssignmentRow | None = None) -> StepRow | None:
    """The newest step of a kind; where a unit is named, of that unit."""
    steps = (step for step in reversed(found.steps) if step.kind == kind)
    return next((step for step in steps if unit is None or step.assignment_id == unit.id), None)


def _progress(found: MatterInFull) -> SaidFact | None:
    step = _last(found, StepKind.FEEDBACK)
    return SaidFact(text=step.text, by=step.unit or step.author, at=step.happened_at) if step else None


def _limit(found: MatterInFull) -> datetime | None:
    """The limit to close, met or running."""
    clocks = [clock for clock in found.clocks if clock.duty == Duty.CLOSE and clock.state != STOPPED]
    return clocks[0].due_at if clocks else found.matter.due_at


def _answer_by(found: MatterInFull, to: AssignmentRow | None) -> datetime | None:
    if to is None:
        return None
    running = (c for c in found.clocks if c.assignment_id == to.id and c.duty == Duty.ANSWER and c.state == "open")
    return next((clock.due_at for clock in running), None)
