"""Callers of a case by name, address and number, for hiding them in whatever else is written of it."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline_flow import stands_for
from dutyroom.data.tables import HotlineCall, HotlineCase, Matter
from dutyroom.rules.hotline_privacy import masked_text


class Callers(NamedTuple):
    """What must not be shown of the callers of a case."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    phones: tuple[str, ...]


def callers_of(session: Session, matter_id: int) -> Callers:
    """The names, addresses and numbers of those who called for a case; of a merged one all for whom that one stands."""
    asked = select(HotlineCall.name, HotlineCall.address, HotlineCall.phone, HotlineCall.second)
    rows = session.execute(asked.where(HotlineCall.matter_id.in_({matter_id, stands_for(session, matter_id)}))).all()
    return Callers(
        tuple(row.name for row in rows if row.name),
        tuple(row.address for row in rows if row.address),
        tuple(phone for row in rows for phone in (row.phone, row.second) if phone),
    )


def hidden(session: Session, matter_id: int, text: str) -> str:
    """A text of a case as everybody may read it, in the log and elsewhere."""
    return masked_text(text, *callers_of(session, matter_id)) if text else ""


def asks_secrecy(session: Session, matter_id: int) -> bool:
    """Whether one of those who called for a case asked that nobody be told who called."""
    asked = select(HotlineCall.id).where(HotlineCall.matter_id == matter_id, HotlineCall.is_secret.is_(True))
    return session.scalar(asked.limit(1)) is not None


def case_of_row(session: Session, row: object) -> int | None:
    """The case of the mayor's telephone that a row of any table belongs to; None where it is none."""
    number: int | None = row.id if isinstance(row, Matter | HotlineCase) else getattr(row, "matter_id", None)
    return number if number is not None and session.get(HotlineCase, number) is not None else None
