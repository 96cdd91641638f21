"""Searching the directory: ids first, in the order of the directory or best first; rows for what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.directory import (
    NumberRow,
    PersonRow,
    numbers_of_units,
    people_in_full,
)
from dutyroom.data.queries.search import COUNT_MOST, Found, Hit
from dutyroom.data.tables import Contact, Person, Unit
from dutyroom.rules.contact_import import Known, KnownPerson, KnownUnit
from dutyroom.rules.directory import UnitKind
from dutyroom.rules.directory_find import Sought, asked_words, fit_of, sought
from dutyroom.rules.phone import digits_of, normal_phone
from dutyroom.rules.terms import snippet

What = Literal["unit", "person"]
Key = tuple[What, int]
_KINDS: Final = {kind: place for place, kind in enumerate(UnitKind)}
_NO_UNIT: Final = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySearch:
    """What the filter bar asks for; empty fields ask for everything.

    ``stale_before``: only who has a number that was not called since. ``retired``: what is no longer in use, and
    nothing else.
    """

    words: str = ""
    kind: UnitKind | None = None
    stale_before: datetime | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryRow:
    """A line of the directory: a unit, or a person of the unit above it."""

    what: What
    id: int
    unit_id: int | None
    kind: UnitKind | None
    name: str
    name_en: str
    post: str
    numbers: tuple[NumberRow, ...]
    active: bool

    @property
    def key(self) -> Key:
        """What it is and its number."""
        return self.what, self.id


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit or person among all, with what it can be found by; ``order`` is its place in the directory."""

    key: Key
    unit_id: int | None
    order: tuple[int, int, int, int, int]
    found_by: Sought


def find_directory(session: Session, search: DirectorySearch) -> list[Key]:
    """What answers the search, in the order of the directory: each unit before its people; people without one last.

    A person who is found brings the unit along, so that it is seen where the person belongs to.
    """
    words = asked_words(search.words)
    places = sorted(_places(session, search), key=lambda place: place.order)
    if words or search.stale_before is not None:
        stale = _stale(session, search.stale_before) if search.stale_before is not None else None
        fits = [
            place
            for place in places
            if (not words or fit_of(place.found_by, words) is not None) and (stale is None or place.key in stale)
        ]
        units = {place.unit_id for place in fits}
        chosen = {place.key for place in fits}
        places = [p for p in places if p.key in chosen or (p.key[0] == "unit" and p.unit_id in units)]
    return [place.key for place in places]


def directory_rows(session: Session, keys: Sequence[Key]) -> list[DirectoryRow]:
    """The rows of these keys in their order; four queries whatever their number."""
    unit_ids = [number for what, number in keys if what == "unit"]
    person_ids = [number for what, number in keys if what == "person"]
    units = {row.id: row for row in session.scalars(select(Unit).where(Unit.id.in_(unit_ids)))} if unit_ids else {}
    people = {row.id: row for row in people_in_full(session, ids=person_ids)} if person_ids else {}
    numbers = numbers_of_units(session, unit_ids) if unit_ids else {}
    found = []
    for what, number in keys:
        if what == "unit" and number in units:
            found.append(_unit_line(units[number], numbers.get(number, ())))
        elif what == "person" and number in people:
            found.append(_person_line(people[number]))
    return found


def directory_lines(session: Session, search: DirectorySearch) -> list[DirectoryRow]:
    """All lines of the page for a search, in one go."""
    return directory_rows(session, find_directory(session, search))


def search_directory(session: Session, words: str, limit: int = 20) -> Found:
    """Units and people that fit all the words, best first."""
    asked = asked_words(words)
    if not asked:
        return Found((), 0, False)
    ranked = []
    for place in _places(session, DirectorySearch()):
        fit = fit_of(place.found_by, asked)
        if fit is not None:
            ranked.append(((fit, *place.order), place))
    ranked.sort(key=lambda pair: pair[0])
    shown = [(fits[0], place) for fits, place in ranked[:limit]]
    rows = directory_rows(session, [place.key for _, place in shown])
    names = _unit_names(session, [row.unit_id for row in rows if row.what == "person" and row.unit_id])
    hits = [_hit(row, fit, words, names) for (fit, _), row in zip(shown, rows, strict=True)]
    return Found(tuple(hits), min(len(ranked), COUNT_MOST), len(ranked) > COUNT_MOST)


def known_directory(session: Session) -> Known:
    """The directory as an import looks things up, retired units and people among it; three queries."""
    units: dict[int | None, KnownUnit] = {}
    for unit in session.scalars(select(Unit).order_by(Unit.active.desc(), Unit.position)):
        names = tuple(name for name in (unit.name, unit.short, unit.name_en) if name)
        units[unit.id] = KnownUnit(unit.id, unit.name, names, unit.active, unit.address or "")
    people: dict[int | None, KnownPerson] = {}
    for row in session.scalars(select(Person).order_by(Person.active.desc(), Person.position)):
        fields = tuple(line for line in row.fields.split("\n") if line)
        people[row.id] = KnownPerson(row.id, row.name, units.get(row.unit_id), row.active, row.post, fields, row.note)
    for number in session.execute(select(Contact.unit_id, Contact.person_id, Contact.phone, Contact.label)):
        owner = people.get(number.person_id) if number.person_id else units.get(number.unit_id)
        if owner is not None:
            sort = "fax:" if "fax" in (number.label or "") else ""
            owner.numbers.add(f"{sort}{normal_phone(number.phone)}")
    return Known(units.values(), people.values())


def _places(session: Session, search: DirectorySearch) -> Iterator[_Place]:
    numbers = _digits(session)
    columns = (Unit.id, Unit.kind, Unit.position, Unit.name, Unit.short, Unit.name_en, Unit.initials, Unit.pinyin)
    more = (Unit.functions, Unit.functions_en, Unit.fields, Unit.fields_en, Unit.address, Unit.note, Unit.active)
    units = {row.id: row for row in session.execute(select(*columns, *more))}
    orders: dict[int | None, tuple[int, int, int]] = {None: (_NO_UNIT, 0, 0)}
    for row in units.values():
        orders[row.id] = (_KINDS.get(UnitKind(row.kind), _NO_UNIT) if row.kind in _KINDS else 6, row.position, row.id)
        if row.active is search.retired or (search.kind is not None and row.kind != search.kind):
            continue
        digits, mails = numbers.get(("unit", row.id), ((), ()))
        words = [row.functions, row.functions_en, row.fields, row.fields_en, row.address, row.note, *mails]
        found_by = sought((row.name, row.short, row.name_en), (row.initials, row.pinyin), digits, words)
        yield _Place(("unit", row.id), row.id, (*orders[row.id], -1, 0), found_by)
    asked = select(
        Person.id, Person.unit_id, Person.name, Person.post, Person.fields, Person.initials, Person.pinyin,
        Person.position, Person.note, Person.active,
    )  # fmt: skip
    for person in session.execute(asked):
        unit = units.get(person.unit_id)
        if person.active is search.retired or (search.kind is not None and (unit is None or unit.kind != search.kind)):
            continue
        digits, mails = numbers.get(("person", person.id), ((), ()))
        above = (unit.name, unit.short, unit.initials) if unit else ()
        words = [person.post, person.fields, person.note, *mails]
        found_by = sought((person.name,), (person.initials, person.pinyin), digits, words, above)
        order = (*orders.get(person.unit_id, orders[None]), person.position, person.id)
        yield _Place(("person", person.id), person.unit_id, order, found_by)


def _digits(session: Session) -> dict[Key, tuple[list[str], list[str]]]:
    """Of every unit and person: the digits of their numbers, and what else stands there (e-mail, names, remarks)."""
    found: dict[Key, tuple[list[str], list[str]]] = {}
    asked = select(Contact.unit_id, Contact.person_id, Contact.person, Contact.phone, Contact.note)
    for row in session.execute(asked.where(Contact.active.is_(True))):
        key: Key = ("person", row.person_id) if row.person_id else ("unit", row.unit_id or 0)
        digits, words = found.setdefault(key, ([], []))
        digits.append(digits_of(row.phone))
        words += [text for text in (row.phone if "@" in row.phone else "", row.person, row.note) if text]
    return found


def _stale(session: Session, before: datetime) -> set[Key]:
    asked = select(Contact.unit_id, Contact.person_id, Contact.checked_at, Contact.label)
    found: set[Key] = set()
    for row in session.execute(asked.where(Contact.active.is_(True))):
        if row.label != "email" and (row.checked_at is None or row.checked_at <= before):
            found.add(("person", row.person_id) if row.person_id else ("unit", row.unit_id or 0))
    return found


def stale_before(now: datetime, days: int) -> datetime:
    """Numbers called last before this instant are stale."""
    return now - timedelta(days=days)


def _unit_names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    return {row.id: row.name for row in session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids)))}


def _unit_line(unit: Unit, numbers: tuple[NumberRow, ...]) -> DirectoryRow:
    return DirectoryRow(
        what="unit",
        id=unit.id,
        unit_id=unit.id,
        kind=UnitKind(unit.kind) if unit.kind in _KINDS else UnitKind.OTHER,
        name=unit.name,
        name_en=unit.name_en,
        post="",
        numbers=numbers,
        active=unit.active,
    )


def _person_line(person: PersonRow) -> DirectoryRow:
    return DirectoryRow(
        what="person",
        id=person.id,
        unit_id=person.unit_id,
        kind=None,
        name=person.name,
        name_en="",
        post=person.post,
        numbers=tuple(number for number in person.numbers if number.active),
        active=person.active,
    )


def _hit(row: DirectoryRow, fit: int, words: str, names: dict[int, str]) -> Hit:
    unit = names.get(row.unit_id or 0, "") if row.what == "person" else ""
    told = "  ".join(number.phone for number in row.numbers)
    passage = snippet(told or row.post or row.name_en or row.name, words)
    return Hit(
        kind=row.what,
        id=row.id,
        title=row.name,
        section=" ".join(part for part in (unit, row.post) if part) or row.name_en,
        section_id=row.unit_id,
        snippet=passage.text,
        marks=passage.marks,
        score=round(1.0 / (fit + 1), 4),
        at=None,
    )
