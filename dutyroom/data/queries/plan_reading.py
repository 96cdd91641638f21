"""Reads of how the library is used: an officer's pinned plans and past searches."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dutyroom.data.tables import PastSearch, Plan, PlanPin


def past_searches(session: Session, officer: int | None, most: int = 12) -> list[str]:
    """What an officer searched for, the last first; None where nobody is signed in."""
    asked = select(PastSearch.words).where(_is(PastSearch.officer_id, officer))
    return list(session.scalars(asked.order_by(PastSearch.asked_at.desc(), PastSearch.id.desc()).limit(most)))


def pinned_plans(session: Session, officer: int | None) -> list[int]:
    """The plans that an officer keeps at hand, the first pinned first; withdrawn ones are not among them."""
    asked = select(PlanPin.plan_id).join(Plan, Plan.id == PlanPin.plan_id)
    asked = asked.where(_is(PlanPin.officer_id, officer), Plan.state == "kept")
    return list(session.scalars(asked.order_by(PlanPin.pinned_at, PlanPin.id)))


def pin_of(session: Session, officer: int | None, plan: int) -> PlanPin | None:
    """An officer's pin of a plan, to be changed."""
    return session.scalar(select(PlanPin).where(_is(PlanPin.officer_id, officer), PlanPin.plan_id == plan))


def past_search(session: Session, officer: int | None, words: str) -> PastSearch | None:
    """An officer's search for these words, to be changed."""
    return session.scalar(select(PastSearch).where(_is(PastSearch.officer_id, officer), PastSearch.words == words))


def oldest_searches(session: Session, officer: int | None, kept: int) -> Sequence[PastSearch]:
    """An officer's searches beyond the last so many."""
    asked = select(PastSearch).where(_is(PastSearch.officer_id, officer))
    return session.scalars(asked.order_by(PastSearch.asked_at.desc(), PastSearch.id.desc()).offset(kept)).all()


def searches_to_clear(session: Session, officer: int | None) -> Sequence[PastSearch]:
    """All searches of an officer."""
    return session.scalars(select(PastSearch).where(_is(PastSearch.officer_id, officer))).all()


def _is(column: InstrumentedAttribute[int | None], officer: int | None) -> ColumnElement[bool]:
    return column.is_(None) if officer is None else column == officer
