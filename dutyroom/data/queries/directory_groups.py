"""Reads of the groups: each with its members and the numbers to reach them by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.directory import NumberRow, people_in_full, units_in_full
from dutyroom.data.tables import ContactGroup, GroupMember


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A member of a group: a unit or a person, with the numbers to reach it by, duty phones first."""

    id: int
    group_id: int
    unit_id: int | None
    person_id: int | None
    name: str
    post: str
    unit: str
    numbers: tuple[NumberRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group; ``members`` are those in use, in their order."""

    id: int
    name: str
    purpose: str
    position: int
    active: bool
    version: int
    members: tuple[MemberRow, ...] = ()


def group_rows(session: Session, *, active_only: bool = True) -> list[GroupRow]:
    """Every group with its members, in order; five queries."""
    asked = select(ContactGroup).order_by(ContactGroup.position, ContactGroup.id)
    if active_only:
        asked = asked.where(ContactGroup.active.is_(True))
    groups = session.scalars(asked).all()
    members = _members(session, [group.id for group in groups])
    return [
        GroupRow(
            id=group.id,
            name=group.name,
            purpose=group.purpose,
            position=group.position,
            active=group.active,
            version=group.version,
            members=tuple(members.get(group.id, ())),
        )
        for group in groups
    ]


def group_in_full(session: Session, number: int) -> GroupRow | None:
    """One group with its members, or None."""
    return next((row for row in group_rows(session, active_only=False) if row.id == number), None)


def _members(session: Session, groups: Sequence[int]) -> dict[int, list[MemberRow]]:
    rows = session.scalars(
        select(GroupMember)
        .where(GroupMember.group_id.in_(list(groups)), GroupMember.active.is_(True))
        .order_by(GroupMember.position, GroupMember.id)
    ).all()
    people = {
        person.id: person for person in people_in_full(session, ids=[row.person_id for row in rows if row.person_id])
    }
    wanted = {row.unit_id for row in rows if row.unit_id} | {person.unit_id for person in people.values()}
    units = {unit.id: unit for unit in units_in_full(session, [each for each in wanted if each])}
    found: dict[int, list[MemberRow]] = {}
    for row in rows:
        person = people.get(row.person_id) if row.person_id else None
        unit = units.get(row.unit_id or (person.unit_id if person else None) or 0)
        if (person is None or not person.active) and (row.person_id or unit is None):
            continue  # retired meanwhile: nobody to call
        own = person.numbers if person else unit.numbers if unit else ()
        found.setdefault(row.group_id, []).append(
            MemberRow(
                id=row.id,
                group_id=row.group_id,
                unit_id=row.unit_id,
                person_id=row.person_id,
                name=person.name if person else unit.name if unit else "",
                post=person.post if person else "",
                unit=unit.name if unit else "",
                numbers=tuple(number for number in own if number.active),
            )
        )
    return found
