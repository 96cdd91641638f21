"""The directory as a table for other programs: a row for each unit, each person and each group."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dutyroom.data.queries.directory import NumberRow, people_in_full, units_in_full
from dutyroom.data.queries.office import office_settings
from dutyroom.data.tables import ContactGroup, GroupMember, Person, Unit
from dutyroom.rules.contact_card import CardNumber, Member
from dutyroom.rules.contact_written import (
    DIRECTORY_COLUMNS,
    number_cells,
    numbers_in_full,
    written_list,
    written_members,
)
from dutyroom.rules.phone import Label


def directory_records(session: Session) -> Iterator[dict[str, Any]]:
    """Units, people and groups in use, in the order of the directory, by column name; numbers and members as lists."""
    zone = office_settings(session).zone
    units = units_in_full(session)
    names = {unit.id: unit.name for unit in units}
    for unit in units:
        record = _empty() | {
            "unit": unit.name,
            "kind": unit.kind.value,
            "short": unit.short,
            "fields": written_list(unit.fields),
            "fields_en": written_list(unit.fields_en),
            "functions": written_list(unit.functions),
            "functions_en": written_list(unit.functions_en),
            "belongs_to": names.get(unit.parent_id or 0, ""),
            "address": unit.address,
            "note": unit.note,
            "unit_en": unit.name_en,
        }
        yield record | _numbers(unit.numbers, zone)
        for person in unit.people:
            yield _person(person, unit.name, unit.kind.value, zone)
    for person in people_in_full(session):
        if person.unit_id is None and person.active:
            yield _person(person, "", "", zone)
    yield from _groups(session)


def directory_table(session: Session) -> Iterator[dict[str, Any]]:
    """The same for a table of texts: lists are one text of JSON, nothing where there is nothing."""
    for record in directory_records(session):
        yield {name: _text(value) for name, value in record.items()}


def directory_values(session: Session) -> Iterator[Sequence[Any]]:
    """The same for a workbook, in the order of the columns."""
    for record in directory_table(session):
        yield [record[column] for column in DIRECTORY_COLUMNS]


def _empty() -> dict[str, Any]:
    return dict.fromkeys(DIRECTORY_COLUMNS, "") | {"numbers_in_full": [], "members": []}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)


def _person(person: Any, unit: str, kind: str, zone: ZoneInfo) -> dict[str, Any]:
    record = _empty() | {"unit": unit, "kind": kind, "name": person.name, "post": person.post, "note": person.note}
    return record | {"fields": written_list(person.fields)} | _numbers(person.numbers, zone)


def _numbers(rows: Sequence[NumberRow], zone: ZoneInfo) -> dict[str, Any]:
    numbers = [
        CardNumber(
            text=row.phone,
            label=Label(row.label) if row.label else None,
            note=row.note,
            person=row.person,
            is_day_and_night=row.is_day_and_night,
            checked_at=row.checked_at,
        )
        for row in rows
        if row.active
    ]
    return number_cells(numbers, zone) | {"numbers_in_full": numbers_in_full(numbers, zone)}


def _groups(session: Session) -> Iterator[dict[str, Any]]:
    """Groups in use; ``note`` is what a group is for. Who is retired is no longer called."""
    of_person = aliased(Unit)
    asked = (
        select(GroupMember.group_id, Unit.name, Person.name, Person.post, of_person.name)
        .outerjoin(Unit, Unit.id == GroupMember.unit_id)
        .outerjoin(Person, Person.id == GroupMember.person_id)
        .outerjoin(of_person, of_person.id == Person.unit_id)
        .where(GroupMember.active.is_(True), Unit.active.is_not(False), Person.active.is_not(False))
        .order_by(GroupMember.position, GroupMember.id)
    )
    members: dict[int, list[Member]] = {}
    for group_id, unit, name, post, unit_of in session.execute(asked):
        members.setdefault(group_id, []).append(Member(unit=unit or unit_of or "", name=name or "", post=post or ""))
    groups = session.scalars(
        select(ContactGroup).where(ContactGroup.active.is_(True)).order_by(ContactGroup.position, ContactGroup.id)
    )
    for group in groups:
        listed = written_members(members.get(group.id, ()))
        yield _empty() | {"group": group.name, "note": group.purpose, "members": listed}
