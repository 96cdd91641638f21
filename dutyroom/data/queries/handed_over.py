"""What a shift hands over one by one: everything that is open, of the mayor's telephone only what cannot wait.

A city has thousands of cases in hand; the next shift must read what is late, falls due in its time, has a card or a
leader's instruction, and takes over the others by their number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.open_items import IS_OPEN, ROWS, OpenItemRow, read_items
from dutyroom.data.tables import HotlineCase, Matter, MatterStep, OpenItem
from dutyroom.rules.canon import microseconds
from dutyroom.rules.hotline import Card
from dutyroom.rules.matter import OPEN, MatterKind, StepKind
from dutyroom.rules.shift import HotlineInHand, handover_horizon

_IS_CASE: Final = Matter.kind == MatterKind.HOTLINE.value
_INSTRUCTED: Final = exists().where(
    MatterStep.matter_id == OpenItem.matter_id, MatterStep.kind == StepKind.INSTRUCT.value
)
_CANNOT_WAIT: Final = (OpenItem.urgent.is_(True), HotlineCase.card != "", _INSTRUCTED)
_ITEMS: Final = Prepared(
    ROWS.outerjoin(HotlineCase, HotlineCase.id == OpenItem.matter_id)
    .where(IS_OPEN, or_(Matter.kind.is_(None), ~_IS_CASE, OpenItem.due_at <= bindparam("until"), *_CANNOT_WAIT))
    .order_by(OpenItem.due_at.is_(None), OpenItem.due_at, OpenItem.id)
)
_OPEN_STATES: Final = tuple(state.value for state in OPEN)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The items to be named, in order of time left, and the mayor's telephone in numbers; None where it has no case."""

    items: list[OpenItemRow]
    hotline: HotlineInHand | None


def handed_over(session: Session, at: datetime) -> HandedOver:
    """What is handed over at an instant: that of the giving where the shift was given, else now."""
    settings = office_settings(session)
    until = handover_horizon(settings.templates, at, settings.zone)
    items = read_items(session, _ITEMS.rows(session, {"until": microseconds(until)}))
    return HandedOver(items, _hotline(session, at, until))


def _hotline(session: Session, at: datetime, until: datetime) -> HotlineInHand | None:
    open_cases = select(HotlineCase.card, func.count()).join(Matter, Matter.id == HotlineCase.id)
    open_cases = open_cases.where(_IS_CASE, Matter.state.in_(_OPEN_STATES))
    cards = {row[0]: row[1] for row in session.execute(open_cases.group_by(HotlineCase.card))}
    if not cards:
        return None
    limits = (
        select(
            func.count(),
            func.count().filter(OpenItem.due_at <= at),
            func.count().filter(OpenItem.due_at > at, OpenItem.due_at <= until),
            func.count().filter(or_(OpenItem.due_at <= until, *_CANNOT_WAIT)),
            func.count(OpenItem.matter_id.distinct()).filter(_INSTRUCTED),
        )
        .select_from(OpenItem)
        .join(Matter, Matter.id == OpenItem.matter_id)
        .join(HotlineCase, HotlineCase.id == OpenItem.matter_id)
        .where(IS_OPEN, _IS_CASE)
    )
    count, overdue, due, named, instructed = session.execute(limits).one()
    return HotlineInHand(
        cases=sum(cards.values()),
        items=count,
        overdue=overdue,
        due=due,
        yellow=cards.get(Card.YELLOW, 0),
        red=cards.get(Card.RED, 0),
        instructed=instructed,
        rest=count - named,
        until=until,
    )
