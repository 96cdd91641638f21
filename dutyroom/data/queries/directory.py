"""Reads of the directory: units with their people, numbers and groups, in few queries whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from dutyroom.data.tables import Assignment, Contact, ContactGroup, GroupMember, Matter, Person, Unit
from dutyroom.rules.directory import UnitKind
from dutyroom.rules.fold import fold
from dutyroom.rules.phone import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number as shown. ``person`` names whoever has it where it was kept from an entry of the log."""

    id: int
    unit_id: int | None
    person_id: int | None
    person: str
    phone: str
    label: str | None
    is_day_and_night: bool
    checked_at: datetime | None
    note: str
    active: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person with numbers, in the order of protocol of the unit."""

    id: int
    unit_id: int | None
    name: str
    post: str
    fields: tuple[str, ...]
    initials: str
    pinyin: str
    position: int
    note: str
    active: bool
    version: int
    numbers: tuple[NumberRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryUnit:
    """A unit in full; ``numbers`` are its own, those of its people stand with them."""

    id: int
    key: str
    kind: UnitKind
    name: str
    short: str
    name_en: str
    parent_id: int | None
    functions: tuple[str, ...]
    functions_en: tuple[str, ...]
    fields: tuple[str, ...]
    fields_en: tuple[str, ...]
    address: str
    note: str
    initials: str
    pinyin: str
    position: int
    active: bool
    version: int
    numbers: tuple[NumberRow, ...] = ()
    people: tuple[PersonRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord:
    """All that the record pane shows of a unit: itself, what it belongs to, what belongs to it, its groups."""

    unit: DirectoryUnit
    parent: str
    below: tuple[tuple[int, str], ...]
    groups: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """All that the record pane shows of a person."""

    person: PersonRow
    unit: str
    groups: tuple[tuple[int, str], ...]


_AT_A_TIME: Final = 20_000
_ORDER: Final = {label: place for place, label in enumerate(Label)}


def called_first(numbers: Iterable[NumberRow]) -> tuple[NumberRow, ...]:
    """Numbers in the order in which they are called: duty phones first, those from the log last."""
    return tuple(sorted(numbers, key=lambda row: (_ORDER.get(Label(row.label), 9) if row.label else 8, row.id)))


def units_in_full(
    session: Session, ids: Sequence[int] | None = None, *, active_only: bool = True
) -> list[DirectoryUnit]:
    """Units (all, or those of ``ids``) with their people and numbers in the order of the directory; three queries."""
    asked = select(Unit)
    if ids is not None:
        asked = asked.where(_among(Unit.id, ids))
    if active_only:
        asked = asked.where(Unit.active.is_(True))
    units = sorted(session.scalars(asked), key=lambda unit: (_kind_place(unit.kind), unit.position, unit.id))
    people = people_in_full(session, unit_ids=[unit.id for unit in units] if ids is not None else None)
    kept: dict[int, list[PersonRow]] = {}
    for person in people:
        if person.unit_id is not None and (person.active or not active_only):
            kept.setdefault(person.unit_id, []).append(person)
    numbers = numbers_of_units(session, ids, active_only=active_only)
    return [
        replace(_unit_row(unit), numbers=called_first(numbers.get(unit.id, ())), people=tuple(kept.get(unit.id, ())))
        for unit in units
    ]


def numbers_of_units(
    session: Session, ids: Sequence[int] | None = None, *, active_only: bool = True
) -> dict[int | None, tuple[NumberRow, ...]]:
    """The units' own numbers by unit, in the order in which they are called; those of nobody stand under None."""
    asked = select(Contact).where(Contact.person_id.is_(None))
    if ids is not None:
        asked = asked.where(_among(Contact.unit_id, ids))
    kept: dict[int | None, list[NumberRow]] = {}
    for row in _numbers(session, asked):
        if row.active or not active_only:
            kept.setdefault(row.unit_id, []).append(row)
    return {unit: called_first(rows) for unit, rows in kept.items()}


def numbers_of(session: Session, unit_id: int | None, person_id: int | None) -> tuple[NumberRow, ...]:
    """A person's numbers, or a unit's own where there is no person; retired ones among them."""
    asked = select(Contact).where(Contact.person_id == person_id)
    if person_id is None:
        asked = select(Contact).where(Contact.unit_id == unit_id, Contact.person_id.is_(None))
    return called_first(_numbers(session, asked))


def number_rows(session: Session) -> Iterator[NumberRow]:
    """Every number there is, retired ones among them."""
    columns = tuple(getattr(Contact, column.name) for column in Contact.__table__.columns)
    return (_number_row(row) for row in session.execute(select(*columns).order_by(Contact.id)))


def people_in_full(
    session: Session, *, unit_ids: Sequence[int] | None = None, ids: Sequence[int] | None = None
) -> list[PersonRow]:
    """People with their numbers, in the order of protocol; retired ones among them. Two queries."""
    asked = select(Person).order_by(Person.unit_id, Person.position, Person.id)
    if unit_ids is not None:
        asked = asked.where(_among(Person.unit_id, unit_ids))
    if ids is not None:
        asked = asked.where(_among(Person.id, ids))
    people = session.scalars(asked).all()
    found = select(Contact).where(Contact.person_id.is_not(None))
    if unit_ids is not None or ids is not None:
        found = found.where(_among(Contact.person_id, [person.id for person in people]))
    numbers: dict[int | None, list[NumberRow]] = {}
    for row in _numbers(session, found):
        numbers.setdefault(row.person_id, []).append(row)
    return [replace(_person_row(person), numbers=called_first(numbers.get(person.id, ()))) for person in people]


def unit_in_full(session: Session, number: int) -> DirectoryUnit | None:
    """One unit with people and numbers, retired ones among them, or None."""
    return next(iter(units_in_full(session, [number], active_only=False)), None)


def person_in_full(session: Session, number: int) -> PersonRow | None:
    """One person with numbers, or None."""
    return next(iter(people_in_full(session, ids=[number])), None)


def number_in_full(session: Session, number: int) -> NumberRow | None:
    """One number, or None."""
    row = session.get(Contact, number)
    return _number_row(row) if row else None


def unit_record(session: Session, number: int) -> UnitRecord | None:
    """All that the record pane shows of a unit, or None where there is none."""
    unit = unit_in_full(session, number)
    if unit is None:
        return None
    parent = session.scalar(select(Unit.name).where(Unit.id == unit.parent_id)) if unit.parent_id else None
    below = session.execute(
        select(Unit.id, Unit.name).where(Unit.parent_id == number, Unit.active.is_(True)).order_by(Unit.position)
    )
    return UnitRecord(
        unit=unit,
        parent=parent or "",
        below=tuple((row.id, row.name) for row in below),
        groups=_groups_of(session, GroupMember.unit_id == number),
    )


def person_record(session: Session, number: int) -> PersonRecord | None:
    """All that the record pane shows of a person, or None where there is none."""
    person = person_in_full(session, number)
    if person is None:
        return None
    unit = session.scalar(select(Unit.name).where(Unit.id == person.unit_id)) if person.unit_id else None
    return PersonRecord(person=person, unit=unit or "", groups=_groups_of(session, GroupMember.person_id == number))


def _groups_of(session: Session, member: ColumnElement[bool]) -> tuple[tuple[int, str], ...]:
    groups = session.execute(
        select(ContactGroup.id, ContactGroup.name)
        .join(GroupMember, GroupMember.group_id == ContactGroup.id)
        .where(member, GroupMember.active.is_(True), ContactGroup.active.is_(True))
        .order_by(ContactGroup.position, ContactGroup.id)
    )
    return tuple((row.id, row.name) for row in groups)


def units_by_name(session: Session) -> dict[str, int]:
    """Every name of the units in use, folded: full, short and English, to the unit's number; the first keeps it."""
    found: dict[str, int] = {}
    rows = session.execute(
        select(Unit.id, Unit.name, Unit.short, Unit.name_en).where(Unit.active.is_(True)).order_by(Unit.position)
    ).all()
    for column in ("name", "short", "name_en"):
        for row in rows:
            name = fold(getattr(row, column))
            if name:
                found.setdefault(name, row.id)
    return found


def matters_in_hand(session: Session, unit_id: int) -> int:
    """How many matters that are not closed the unit has been given and not yet answered."""
    waiting = (
        select(func.count(Assignment.matter_id.distinct()))
        .join(Matter, Matter.id == Assignment.matter_id)
        .where(Assignment.unit_id == unit_id, Assignment.answered_at.is_(None), Assignment.reason == "")
        .where(Matter.closed_at.is_(None), Matter.void_reason == "")
    )
    return session.scalar(waiting) or 0


def _kind_place(kind: str) -> int:
    return _KINDS.get(kind, len(_KINDS))


_KINDS: Final[Mapping[str, int]] = {kind: place for place, kind in enumerate(UnitKind)}


def _among(column: InstrumentedAttribute[Any], ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether the column names one of these; of very many (SQLite takes 32 766 at a time) all are read."""
    return column.in_(list(ids)) if len(ids) <= _AT_A_TIME else true()


def _numbers(session: Session, asked: Select[Contact]) -> list[NumberRow]:
    return [_number_row(row) for row in session.scalars(asked.order_by(Contact.id))]


def _number_row(row: Any) -> NumberRow:
    return NumberRow(
        id=row.id,
        unit_id=row.unit_id,
        person_id=row.person_id,
        person=row.person,
        phone=row.phone,
        label=row.label,
        is_day_and_night=bool(row.is_day_and_night),
        checked_at=row.checked_at,
        note=row.note or "",
        active=row.active,
        version=row.version,
    )


def _person_row(row: Person) -> PersonRow:
    return PersonRow(
        id=row.id,
        unit_id=row.unit_id,
        name=row.name,
        post=row.post,
        fields=_lines(row.fields),
        initials=row.initials,
        pinyin=row.pinyin,
        position=row.position,
        note=row.note,
        active=row.active,
        version=row.version,
    )


def _unit_row(row: Unit) -> DirectoryUnit:
    plain: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("id", "key", "name", "short", "name_en", "parent_id", "initials", "pinyin", "position", "active")
    }
    return DirectoryUnit(
        **plain,
        kind=UnitKind(row.kind) if row.kind in _KINDS else UnitKind.OTHER,
        functions=_lines(row.functions),
        functions_en=_lines(row.functions_en),
        fields=_lines(row.fields),
        fields_en=_lines(row.fields_en),
        address=row.address or "",
        note=row.note or "",
        version=row.version,
    )


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line for line in (text or "").split("\n") if line)
