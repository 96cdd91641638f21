"""Searching the directory: read once into memory, where every keystroke finds; best first for the palette."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.directory import NumberRow, called_first, number_rows
from dutyroom.data.queries.search import COUNT_MOST, Found, Hit
from dutyroom.data.tables import Contact, ContactGroup, GroupMember, Person, Unit
from dutyroom.rules.contact_import import Known, KnownGroup, KnownPerson, KnownUnit
from dutyroom.rules.directory import UnitKind
from dutyroom.rules.directory_find import BETWEEN, WORDS, Sought, asked_words, fit_of, sought
from dutyroom.rules.phone import Label, digits_of, normal_phone
from dutyroom.rules.terms import snippet

What = Literal["unit", "person"]
Key = tuple[What, int]
_KINDS: Final[Mapping[str, int]] = {kind: place for place, kind in enumerate(UnitKind)}
_NO_UNIT: Final = (len(_KINDS), 0, 0)
"""People without a unit stand last."""


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
    """A line of the directory: a unit, or a person of the unit above it; ``unit`` is the name of the person's unit."""

    what: What
    id: int
    unit_id: int | None
    unit: str
    kind: UnitKind | None
    name: str
    short: str
    name_en: str
    post: str
    initials: str
    pinyin: str
    numbers: tuple[NumberRow, ...]
    active: bool

    @property
    def key(self) -> Key:
        """What it is and its number."""
        return self.what, self.id


@dataclass(frozen=True, slots=True)
class Place:
    """A unit or person among all: its line, its place in the directory, what it can be found by."""

    row: DirectoryRow
    order: tuple[int, int, int, int, int]
    found_by: Sought

    def is_stale(self, before: datetime) -> bool:
        """Whether one of its telephone numbers was not called since."""
        return any(
            number.label != Label.EMAIL and (number.checked_at is None or number.checked_at <= before)
            for number in self.row.numbers
        )


@dataclass(frozen=True, slots=True)
class DirectorySnapshot:
    """The whole directory in its order: each unit before its people, retired ones among them."""

    places: tuple[Place, ...]

    def find(self, search: DirectorySearch) -> list[DirectoryRow]:
        """The lines that answer the search. A person who is found brings the unit along, to be seen below it."""
        words = asked_words(search.words)
        units: set[int | None] = set()
        found: set[Key] = set()
        for place in self.places:
            if self._answers(place, search, words):
                found.add(place.row.key)
                if place.row.what == "person":
                    units.add(place.row.unit_id)
        return [
            place.row
            for place in self.places
            if place.row.key in found or (place.row.what == "unit" and place.row.id in units)
        ]

    def best(self, words: str) -> list[tuple[int, Place]]:
        """Who in use fits all the words, best first, each with how well it fits."""
        asked = asked_words(words)
        if not asked:
            return []
        fits = [(fit_of(place.found_by, asked), place) for place in self.places if place.row.active]
        known = [(fit, place) for fit, place in fits if fit is not None]
        return sorted(known, key=lambda pair: (pair[0], pair[1].row.what == "person", pair[1].order))

    @staticmethod
    def _answers(place: Place, search: DirectorySearch, words: tuple[str, ...]) -> bool:
        if place.row.active is search.retired:
            return False
        if search.kind is not None and place.row.kind != search.kind:
            return False
        if search.stale_before is not None and not place.is_stale(search.stale_before):
            return False
        return not words or fit_of(place.found_by, words) is not None


def read_directory(session: Session) -> DirectorySnapshot:
    """The whole directory for searching; three queries whatever its size."""
    numbers: dict[Key, list[NumberRow]] = {}
    for number in number_rows(session):
        key: Key = ("person", number.person_id) if number.person_id else ("unit", number.unit_id or 0)
        if number.active:
            numbers.setdefault(key, []).append(number)
    return DirectorySnapshot(tuple(sorted(_places(session, numbers), key=lambda place: place.order)))


def find_directory(session: Session, search: DirectorySearch) -> list[DirectoryRow]:
    """The lines of the directory that answer a search, in its order."""
    return read_directory(session).find(search)


def find_in(session: Session, snapshot: DirectorySnapshot, search: DirectorySearch) -> list[DirectoryRow]:
    """As :func:`find_directory` in a directory that was read already, on the thread that reads."""
    del session
    return snapshot.find(search)


def search_directory(session: Session, words: str, limit: int = 20) -> Found:
    """Units and people that fit all the words, best first."""
    return search_snapshot(read_directory(session), words, limit)


def search_snapshot(snapshot: DirectorySnapshot, words: str, limit: int = 20) -> Found:
    """As :func:`search_directory`, in a directory that was read already."""
    ranked = snapshot.best(words)
    hits = tuple(_hit(place, fit, words) for fit, place in ranked[:limit])
    return Found(hits, min(len(ranked), COUNT_MOST), len(ranked) > COUNT_MOST)


def known_directory(session: Session) -> Known:
    """The directory as an import looks things up, what is retired among it; five queries."""
    units: dict[int | None, KnownUnit] = {}
    kept = session.scalars(select(Unit).order_by(Unit.active.desc(), Unit.position)).all()
    called: dict[int | None, str] = {unit.id: unit.name for unit in kept}
    for unit in kept:
        names = tuple(name for name in (unit.name, unit.short, unit.name_en) if name)
        texts = {name: getattr(unit, name) or "" for name in _TEXTS} | {"belongs_to": called.get(unit.parent_id, "")}
        shipped = unit.version == 1 and not unit.key.startswith("own-")
        units[unit.id] = KnownUnit(unit.id, unit.name, names, unit.active, texts, is_as_shipped=shipped)
    people: dict[int | None, KnownPerson] = {}
    for row in session.scalars(select(Person).order_by(Person.active.desc(), Person.position)):
        fields = tuple(line for line in row.fields.split("\n") if line)
        people[row.id] = KnownPerson(row.id, row.name, units.get(row.unit_id), row.active, row.post, fields, row.note)
    for number in session.execute(select(Contact.unit_id, Contact.person_id, Contact.phone, Contact.label)):
        owner = people.get(number.person_id) if number.person_id else units.get(number.unit_id)
        if owner is not None:
            sort = "fax:" if "fax" in (number.label or "") else ""
            owner.numbers.add(f"{sort}{normal_phone(number.phone)}")
    return Known(units.values(), people.values(), _known_groups(session, units, people))


def _known_groups(
    session: Session, units: Mapping[int | None, KnownUnit], people: Mapping[int | None, KnownPerson]
) -> list[KnownGroup]:
    asked = select(ContactGroup).order_by(ContactGroup.active.desc(), ContactGroup.position)
    groups = {g.id: KnownGroup(g.id, g.name, g.active, g.purpose) for g in session.scalars(asked)}
    for member in session.scalars(select(GroupMember).where(GroupMember.active.is_(True)).order_by(GroupMember.id)):
        somebody = people.get(member.person_id) if member.person_id else units.get(member.unit_id)
        if somebody is not None:
            groups[member.group_id].members.append(somebody)
    return list(groups.values())


_TEXTS: Final = (
    "address", "kind", "short", "name_en", "functions", "functions_en", "fields", "fields_en", "note",
)  # fmt: skip


_UNIT: Final = (
    Unit.id, Unit.kind, Unit.position, Unit.name, Unit.short, Unit.name_en, Unit.initials, Unit.pinyin, Unit.active,
    Unit.functions, Unit.functions_en, Unit.fields, Unit.fields_en, Unit.address, Unit.note,
)  # fmt: skip
_PERSON: Final = (
    Person.id, Person.unit_id, Person.name, Person.post, Person.fields, Person.initials, Person.pinyin,
    Person.position, Person.note, Person.active,
)  # fmt: skip


def _places(session: Session, numbers: Mapping[Key, list[NumberRow]]) -> Iterator[Place]:
    units = {unit.id: unit for unit in session.execute(select(*_UNIT))}
    orders: dict[int | None, tuple[int, int, int]] = {None: _NO_UNIT}
    for unit in units.values():
        kind = UnitKind(unit.kind) if unit.kind in _KINDS else UnitKind.OTHER
        orders[unit.id] = _KINDS[kind], unit.position, unit.id
        own = called_first(numbers.get(("unit", unit.id), ()))
        words = [unit.functions, unit.functions_en, unit.fields, unit.fields_en, unit.address, unit.note, *_said(own)]
        names, keys = (unit.name, unit.short, unit.name_en), (unit.initials, unit.pinyin)
        found_by = sought(names, keys, [digits_of(number.phone) for number in own], words)
        yield Place(_unit_line(unit, kind, own), (*orders[unit.id], -1, 0), found_by)
    for person in session.execute(select(*_PERSON)):
        above_it = units.get(person.unit_id)
        own = called_first(numbers.get(("person", person.id), ()))
        above = (above_it.name, above_it.short, above_it.initials) if above_it else ()
        keys = (person.initials, person.pinyin)
        words = [person.post, person.fields, person.note, *_said(own)]
        found_by = sought((person.name,), keys, [digits_of(number.phone) for number in own], words, above)
        order = (*orders.get(person.unit_id, _NO_UNIT), person.position, person.id)
        yield Place(_person_line(person, above_it, own), order, found_by)


def _said(numbers: tuple[NumberRow, ...]) -> list[str]:
    """What stands beside numbers, and addresses that are none."""
    return [text for row in numbers for text in (row.phone if "@" in row.phone else "", row.person, row.note) if text]


def _unit_line(unit: Any, kind: UnitKind, numbers: tuple[NumberRow, ...]) -> DirectoryRow:
    return DirectoryRow(
        what="unit",
        id=unit.id,
        unit_id=unit.id,
        unit=unit.name,
        kind=kind,
        name=unit.name,
        short=unit.short,
        name_en=unit.name_en,
        post="",
        initials=unit.initials,
        pinyin=unit.pinyin,
        numbers=numbers,
        active=unit.active,
    )


def _person_line(person: Any, unit: Any, numbers: tuple[NumberRow, ...]) -> DirectoryRow:
    kind = (UnitKind(unit.kind) if unit.kind in _KINDS else UnitKind.OTHER) if unit else None
    return DirectoryRow(
        what="person",
        id=person.id,
        unit_id=person.unit_id,
        unit=unit.name if unit else "",
        kind=kind,
        name=person.name,
        short="",
        name_en="",
        post=person.post,
        initials=person.initials,
        pinyin=person.pinyin,
        numbers=numbers,
        active=person.active,
    )


def _hit(place: Place, fit: int, words: str) -> Hit:
    row = place.row
    told = "  ".join(number.phone for number in row.numbers)
    if fit == WORDS or not told:
        told = "  ".join(part for part in (place.found_by.words.replace(BETWEEN, "；"), told) if part)
    passage = snippet(told or row.name, words)
    return Hit(
        kind=row.what,
        id=row.id,
        title=row.name,
        section=" ".join(part for part in (row.unit if row.what == "person" else "", row.post) if part) or row.name_en,
        section_id=row.unit_id,
        snippet=passage.text,
        marks=passage.marks,
        score=round(1.0 / (fit + 1), 4),
        at=None,
    )
