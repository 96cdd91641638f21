"""Cases that supervision looks after: late or nearly late, what they earn, whom to urge. Found along the index of due times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Assignment, HotlineCase, Matter, OpenItem
from dutyroom.rules.hotline import Card
from dutyroom.rules.hotline_clocks import card_due
from dutyroom.rules.matter import OPEN, Duty, MatterKind, Progress, Role

_AT_WORK: Final = (Progress.ASSIGNED.value, Progress.SIGNED.value)
_NONE: Final = timedelta(0)
_MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueCase:
    """An open case of which something is late, or will be within the span that was asked for.

    ``duties`` are what that is; ``assignment_id`` names the lead while it owes an answer, so that it can be urged;
    ``card_due`` is the card that the case has earned by the rule and was not given. The title names nobody.
    """

    id: int
    number: str
    title: str
    urgency: str
    lead: str
    due_at: datetime
    close_due_at: datetime | None
    duties: tuple[Duty, ...]
    is_late: bool
    assignment_id: int | None = None
    urged: int = 0
    urged_at: datetime | None = None
    card: str = ""
    card_due: Card | None = None
    calls: int = 1


def overdue_cases(
    session: Session, now: datetime, *, within: timedelta = _NONE, most: int = _MOST
) -> list[OverdueCase]:
    """Open cases with a limit that has passed, or that passes ``within`` the time to come; the longest overdue first."""
    until = now + within
    found = [row for state in OPEN for row in _due_by(session, state.value, until, most)]
    found = sorted(found, key=lambda row: (row[0].due_at or until, row[0].id))[:most]
    numbers = [matter.id for matter, _ in found]
    late, leads = _late_duties(session, numbers, until), _leads(session, numbers)
    book, zone = rule_book(session), office_settings(session).zone
    return [
        OverdueCase(
            id=matter.id,
            number=matter.number,
            title=matter.title,
            urgency=matter.urgency,
            lead=matter.lead,
            due_at=matter.due_at or until,
            close_due_at=case.close_due_at,
            duties=tuple(late.get(matter.id, ())),
            is_late=matter.due_at is not None and matter.due_at < now,
            **_of_lead(leads.get(matter.id)),
            card=case.card,
            card_due=card_due(book, close_due=case.close_due_at, given=case.card, now=now, zone=zone),
            calls=case.calls,
        )
        for matter, case in found
    ]


def due_cards(session: Session, now: datetime, *, most: int = _MOST) -> list[OverdueCase]:
    """The overdue cases that have earned a card which nobody gave."""
    return [case for case in overdue_cases(session, now, most=most) if case.card_due is not None]


def to_urge(session: Session, now: datetime, *, within: timedelta = _NONE, most: int = _MOST) -> list[OverdueCase]:
    """The late cases whose lead still owes an answer."""
    return [case for case in overdue_cases(session, now, within=within, most=most) if case.assignment_id is not None]


def _due_by(session: Session, state: str, until: datetime, most: int) -> list[tuple[Matter, HotlineCase]]:
    asked = (
        select(Matter, HotlineCase)
        .join(HotlineCase, HotlineCase.id == Matter.id)
        .where(Matter.kind == MatterKind.HOTLINE.value, Matter.state == state, Matter.due_at < until)
        .order_by(Matter.due_at)
        .limit(most)
    )
    return [(row[0], row[1]) for row in session.execute(asked)]


def _late_duties(session: Session, numbers: list[int], until: datetime) -> dict[int, list[Duty]]:
    asked = select(OpenItem.matter_id, OpenItem.duty).where(
        OpenItem.matter_id.in_(numbers), OpenItem.state == "open", OpenItem.due_at < until, OpenItem.duty.is_not(None)
    )
    found: dict[int, list[Duty]] = {}
    for number, duty in session.execute(asked.order_by(OpenItem.due_at, OpenItem.id)):
        if Duty(duty) not in found.setdefault(number, []):
            found[number].append(Duty(duty))
    return found


def _leads(session: Session, numbers: list[int]) -> dict[int, Assignment]:
    asked = select(Assignment).where(
        Assignment.matter_id.in_(numbers), Assignment.role == Role.LEAD.value, Assignment.state.in_(_AT_WORK)
    )
    return {row.matter_id: row for row in session.scalars(asked)}


def _of_lead(lead: Assignment | None) -> dict[str, object]:
    return {} if lead is None else {"assignment_id": lead.id, "urged": lead.urged_count, "urged_at": lead.urged_at}
