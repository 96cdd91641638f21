"""Rows of a case that its flow reads and changes: objections, extensions, call-backs, calls, duplicates."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import (
    HotlineCall,
    HotlineCallBack,
    HotlineCase,
    HotlineExtension,
    HotlineReturn,
    MatterLink,
    MatterStep,
)
from dutyroom.rules.hotline import Decision
from dutyroom.rules.matter import Relation


def returns_of(session: Session, matter_id: int, *, pending: bool = False) -> list[HotlineReturn]:
    """The objections to a case, oldest first; with ``pending`` those that nobody has decided."""
    asked = select(HotlineReturn).where(HotlineReturn.matter_id == matter_id).order_by(HotlineReturn.id)
    return list(session.scalars(asked.where(HotlineReturn.state == Decision.ASKED) if pending else asked))


def extensions_of(session: Session, matter_id: int, *, pending: bool = False) -> list[HotlineExtension]:
    """The askings for more time, oldest first; with ``pending`` those that nobody has decided."""
    asked = select(HotlineExtension).where(HotlineExtension.matter_id == matter_id).order_by(HotlineExtension.id)
    return list(session.scalars(asked.where(HotlineExtension.state == Decision.ASKED) if pending else asked))


def call_backs_of(session: Session, matter_id: int, *, since: datetime | None = None) -> list[HotlineCallBack]:
    """The attempts to call back, oldest first; those ``since`` the last closing where that is asked."""
    asked = select(HotlineCallBack).where(HotlineCallBack.matter_id == matter_id).order_by(HotlineCallBack.id)
    return list(session.scalars(asked if since is None else asked.where(HotlineCallBack.called_at >= since)))


def calls_of(session: Session, matter_id: int) -> list[HotlineCall]:
    """The calls for a case, oldest first, also those of cases merged into it."""
    asked = select(HotlineCall).where(HotlineCall.matter_id == matter_id)
    return list(session.scalars(asked.order_by(HotlineCall.called_at, HotlineCall.id)))


def waits_for_reply(session: Session, matter_id: int, replied_at: datetime | None) -> bool:
    """Whether a caller wants a reply who called after the last one was given."""
    asked = select(HotlineCall.id).where(HotlineCall.matter_id == matter_id, HotlineCall.wants_reply.is_(True))
    if replied_at is not None:
        asked = asked.where(HotlineCall.called_at > replied_at)
    return session.scalar(asked.limit(1)) is not None


def may_be_called(session: Session, matter_id: int) -> bool:
    """Whether there is a caller who wants a reply and left a number."""
    asked = select(HotlineCall.id).where(HotlineCall.matter_id == matter_id, HotlineCall.wants_reply.is_(True))
    reached = or_(HotlineCall.phone_key != "", HotlineCall.second_key != "")
    return session.scalar(asked.where(reached).limit(1)) is not None


def last_step(session: Session, matter_id: int, kind: str) -> MatterStep | None:
    """The last step of a kind."""
    asked = select(MatterStep).where(MatterStep.matter_id == matter_id, MatterStep.kind == kind)
    return session.scalar(asked.order_by(MatterStep.id.desc()).limit(1))


def duplicates_of(session: Session, matter_id: int) -> list[int]:
    """The cases merged into this one, also those merged into one of them."""
    found, asked = [], [matter_id]
    while asked:
        asked = list(session.scalars(select(HotlineCase.id).where(HotlineCase.duplicate_of.in_(asked))))
        found += asked
    return found


def stands_for(session: Session, matter_id: int) -> int:
    """The case that stands for this one: itself, or the one that it was merged into in the end."""
    into = session.scalar(select(HotlineCase.duplicate_of).where(HotlineCase.id == matter_id))
    return matter_id if into is None else stands_for(session, into)


def link_between(session: Session, one: int, other: int) -> MatterLink | None:
    """The link that says that two cases are the same."""
    ways = ((one, other), (other, one))
    for matter_id, other_id in ways:
        row = session.scalar(
            select(MatterLink).where(
                MatterLink.matter_id == matter_id,
                MatterLink.other_id == other_id,
                MatterLink.relation == Relation.SAME,
                MatterLink.active.is_(True),
            )
        )
        if row is not None:
            return row
    return None


def count_calls(session: Session, matter_id: int) -> int:
    """How many calls a case stands for."""
    asked = select(func.count()).select_from(HotlineCall).where(HotlineCall.matter_id == matter_id)
    return int(session.scalar(asked) or 0)
