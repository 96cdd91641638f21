"""Reads for plans on paper: what the list of plans does not show, and which plans a whole library holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select, union
from sqlalchemy.orm import Session

from dutyroom.data.tables import JournalEntry, Plan, PlanAction, PlanContact, PlanStart, PlanText
from dutyroom.rules.plan_contents import ContentState


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryPlan:
    """A plan of the library with the version in force."""

    id: int
    title: str
    kind: str
    text_id: int


def plans_in_force(session: Session, today: date, kinds: Collection[str] = ()) -> list[LibraryPlan]:
    """The plans that are in force today, by title; of some kinds only where they are named."""
    asked = _listed().where(
        Plan.state == "kept", Plan.replaced_by.is_(None), or_(Plan.ends_on.is_(None), Plan.ends_on > today)
    )
    if kinds:
        asked = asked.where(Plan.kind.in_(list(kinds)))
    return _rows(session, asked)


def plans_named(session: Session, numbers: Collection[int]) -> list[LibraryPlan]:
    """These plans, in force or not, by title."""
    return _rows(session, _listed().where(Plan.id.in_(list(numbers))))


def _listed() -> Select[int, str, str, int]:
    return (
        select(Plan.id, Plan.title, Plan.kind, PlanText.id)
        .join(PlanText, (PlanText.plan_id == Plan.id) & (PlanText.number == Plan.current))
        .order_by(Plan.title, Plan.id)
    )


def _rows(session: Session, asked: Select[int, str, str, int]) -> list[LibraryPlan]:
    return [
        LibraryPlan(id=number, title=title, kind=kind, text_id=text)
        for number, title, kind, text in session.execute(asked)
    ]


def texts_with_lines(session: Session) -> frozenset[int]:
    """The versions that hold actions, numbers or start conditions; most hold none, so they need not be asked."""
    tables = (PlanAction, PlanContact, PlanStart)
    parts = [select(table.text_id).where(table.state != ContentState.DROPPED) for table in tables]
    return frozenset(session.scalars(select(union(*parts).subquery().c.text_id)))


def chain_end(session: Session) -> tuple[str, int]:
    """The hash of the newest entry of the journal as hex digits, empty where there is none, and how many there are."""
    newest = session.execute(
        select(JournalEntry.hash, JournalEntry.seq).order_by(JournalEntry.seq.desc()).limit(1)
    ).first()
    if newest is None:
        return "", 0
    count = session.scalar(select(func.count(JournalEntry.seq))) or 0
    return newest.hash.hex(), count
