"""Places in the directory: who comes last, who is next to whom, what belongs to what."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Contact, ContactGroup, GroupMember, Person, Unit


def last_id(session: Session, table: type[Unit | Person | Contact]) -> int:
    """The highest number in use; 0 where there is none."""
    return session.scalar(select(func.max(table.id))) or 0


def last_place(session: Session, table: type[Unit | Person | ContactGroup], unit_id: int | None = None) -> int:
    """The last place among units or groups, or among the people of a unit; -1 where there is nobody."""
    asked = select(func.max(table.position))
    if table is Person:
        asked = asked.where(Person.unit_id == unit_id)
    place = session.scalar(asked)
    return -1 if place is None else place


def last_member_place(session: Session, group_id: int) -> int:
    """The last place in a group; -1 where it is empty."""
    place = session.scalar(select(func.max(GroupMember.position)).where(GroupMember.group_id == group_id))
    return -1 if place is None else place


def neighbour(session: Session, person: Person, by: int) -> Person | None:
    """Who stands next above (``by`` below 0) or below in the same unit, retired people left out."""
    among = session.scalars(
        select(Person)
        .where(Person.unit_id == person.unit_id, Person.active.is_(True))
        .order_by(Person.position, Person.id)
    ).all()
    at = among.index(person) + (1 if by > 0 else -1)
    return among[at] if 0 <= at < len(among) else None


def units_above(session: Session, unit_id: int, *, downwards: bool = False) -> set[int]:
    """The units that this one belongs to, its own number left out; ``downwards``: those in use right below it."""
    if downwards:
        return set(session.scalars(select(Unit.id).where(Unit.parent_id == unit_id, Unit.active.is_(True))))
    parents: dict[int, int | None] = dict(
        session.execute(select(Unit.id, Unit.parent_id).where(Unit.parent_id.is_not(None))).all()
    )
    found: set[int] = set()
    at = parents.get(unit_id)
    while at is not None and at not in found:
        found.add(at)
        at = parents.get(at)
    return found
