"""Keeping the directory: units, people, numbers. Each change is one entry that says what was and what is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from dutyroom.actions.pinyin import pinyin_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.directory import matters_in_hand, numbers_of, unit_in_full, units_by_name
from dutyroom.data.queries.directory_order import last_id, last_place, neighbour, units_above
from dutyroom.data.tables import Contact, ContactGroup, Person, Table, Unit
from dutyroom.rules.directory import (
    KEEPERS,
    AddNumber,
    AddPerson,
    AddUnit,
    ChangeNumber,
    ChangePerson,
    ChangeUnit,
    CheckNumber,
    MovePerson,
    PersonFacts,
    Retire,
    TakeBack,
    UnitFacts,
    check_length,
    check_person,
    check_unit,
    one_line,
)
from dutyroom.rules.entry import clean_text
from dutyroom.rules.fold import fold
from dutyroom.rules.officer import Role, require
from dutyroom.rules.phone import check_number, normal_phone
from dutyroom.rules.refusal import Refusal

NOTE_MOST = 500
_Row = TypeVar("_Row", Unit, Person, Contact, ContactGroup)


def add_unit(desk: Desk, add: AddUnit) -> int:
    """A unit joins the directory; returns its number. Needs an administrator."""
    require(desk.author, Role.ADMINISTRATOR)
    facts = check_unit(add.unit)
    _refuse_namesake(desk, facts.name, None)
    unit = new_unit(desk, facts)
    desk.journal("unit.added", text=unit.name, record=("unit", unit.id), unit=unit.name)
    return unit.id


def new_unit(desk: Desk, facts: UnitFacts) -> Unit:
    """A row for a unit, behind the others of the directory; the caller writes the entry."""
    number = last_id(desk.session, Unit) + 1
    unit = Unit(id=number, key=f"own-{number}", position=last_place(desk.session, Unit) + 1, active=True)
    write_unit(desk, unit, facts)
    desk.session.add(unit)
    desk.session.flush()
    return unit


def change_unit(desk: Desk, change: ChangeUnit) -> None:
    """Correct a unit's entry. Needs an administrator."""
    require(desk.author, Role.ADMINISTRATOR)
    facts = check_unit(change.unit)
    unit = in_use(current(desk, Unit, change.id), change.version, "name")
    _refuse_namesake(desk, facts.name, unit.id)
    before = _plain(unit)
    write_unit(desk, unit, facts)
    _journal_change(desk, "unit.changed", unit, unit.name, before, unit=unit.name)


def add_person(desk: Desk, add: AddPerson) -> int:
    """A person joins a unit, last in the order of protocol; returns the number."""
    require(desk.author, *KEEPERS)
    facts = check_person(add.person)
    _refuse_second(desk, facts, None)
    person = new_person(desk, facts)
    unit = _unit_name(desk, person.unit_id)
    desk.journal("person.added", text=_named(person), record=("person", person.id), unit=unit, person=person.name)
    return person.id


def new_person(desk: Desk, facts: PersonFacts) -> Person:
    """A row for a person, behind the others of the unit; the caller writes the entry."""
    if facts.unit_id is not None:
        in_use(current(desk, Unit, facts.unit_id, "unit_id"), None, "unit_id")
    person = Person(position=last_place(desk.session, Person, facts.unit_id) + 1, active=True)
    write_person(person, facts)
    desk.session.add(person)
    desk.session.flush()
    return person


def change_person(desk: Desk, change: ChangePerson) -> None:
    """Correct a person's entry; in another unit the person comes last."""
    require(desk.author, *KEEPERS)
    facts = check_person(change.person)
    person = in_use(current(desk, Person, change.id), change.version, "name")
    _refuse_second(desk, facts, person.id)
    before = _plain(person)
    if facts.unit_id != person.unit_id:
        if facts.unit_id is not None:
            in_use(current(desk, Unit, facts.unit_id, "unit_id"), None, "unit_id")
        person.position = last_place(desk.session, Person, facts.unit_id) + 1
    write_person(person, facts)
    unit = _unit_name(desk, person.unit_id)
    _journal_change(desk, "person.changed", person, _named(person), before, unit=unit, person=person.name)


def move_person(desk: Desk, move: MovePerson) -> None:
    """Change places with the neighbour in the order of protocol; at the end of the list nothing happens."""
    require(desk.author, *KEEPERS)
    person = in_use(current(desk, Person, move.id), None, "name")
    other = neighbour(desk.session, person, move.by)
    if other is None:
        return
    person.position, other.position = other.position, person.position
    if person.position == other.position:
        person.position += 1 if move.by > 0 else -1
    unit = _unit_name(desk, person.unit_id)
    desk.journal("person.moved", text=_named(person), record=("person", person.id), unit=unit, person=person.name)


def add_number(desk: Desk, add: AddNumber) -> int:
    """A number of a unit or a person; returns its number in the directory."""
    require(desk.author, *KEEPERS)
    contact = new_number(desk, add)
    unit, person = owner_names(desk, contact)
    desk.journal(
        "number.added",
        text=_number_said(desk, contact),
        record=("contact", contact.id),
        unit=unit,
        person=person,
        phone=contact.phone,
        payload={"label": contact.label},
    )
    return contact.id


def new_number(desk: Desk, add: AddNumber) -> Contact:
    """A row for a number; the caller writes the entry. Refused where the owner has it already."""
    phone = check_number(add.label, add.phone)
    note = one_line(add.note)
    check_length(note, "note", NOTE_MOST)
    if add.person_id is not None:
        in_use(current(desk, Person, add.person_id, "phone"), None, "phone")
    elif add.unit_id is not None:
        in_use(current(desk, Unit, add.unit_id, "phone"), None, "phone")
    else:
        raise Refusal("number.nobody", field="phone")
    contact = Contact(
        unit_id=None if add.person_id is not None else add.unit_id,
        person_id=add.person_id,
        phone=phone,
        label=add.label.value,
        is_day_and_night=True if add.is_day_and_night else None,
        note=note or None,
    )
    _refuse_twice(desk, contact)
    desk.session.add(contact)
    desk.session.flush()
    return contact


def change_number(desk: Desk, change: ChangeNumber) -> None:
    """Correct a number; another number than before is not checked yet."""
    require(desk.author, *KEEPERS)
    phone = check_number(change.label, change.phone)
    note = one_line(change.note)
    check_length(note, "note", NOTE_MOST)
    contact = in_use(current(desk, Contact, change.id), change.version, "phone")
    before = _plain(contact)
    if normal_phone(phone) != normal_phone(contact.phone):
        contact.checked_at = None
    contact.phone, contact.label = phone, change.label.value
    contact.is_day_and_night = True if change.is_day_and_night else None if contact.is_day_and_night is None else False
    contact.note = note if note or contact.note is not None else None
    _refuse_twice(desk, contact)
    unit, person = owner_names(desk, contact)
    said = _number_said(desk, contact)
    _journal_change(desk, "number.changed", contact, said, before, unit=unit, person=person, phone=contact.phone)


def check_called(desk: Desk, check: CheckNumber) -> None:
    """Somebody called the number: one that answers is good as of now, one that does not stays as it was."""
    require(desk.author, *KEEPERS)
    contact = in_use(current(desk, Contact, check.id), None, "phone")
    if check.answers:
        contact.checked_at = desk.now
    unit, person = owner_names(desk, contact)
    desk.journal(
        "number.checked" if check.answers else "number.silent",
        text=_number_said(desk, contact),
        record=("contact", contact.id),
        unit=unit,
        person=person,
        phone=contact.phone,
    )


def retire(desk: Desk, wish: Retire) -> None:
    """Something is no longer in use. A unit must be empty first, and needs an administrator."""
    require(desk.author, *((Role.ADMINISTRATOR,) if wish.record == "unit" else KEEPERS))
    row = in_use(current(desk, _TABLES[wish.record], wish.id), wish.version, "reason")
    if isinstance(row, Unit):
        _refuse_unit_in_use(desk, row)
    row.active = False
    reason = clean_text(wish.reason)
    check_length(reason, "reason", NOTE_MOST)
    name, party = _said(desk, row)
    text = f"{name}：{reason}" if reason else name
    desk.journal(f"{_NOUNS[wish.record]}.retired", text=text, record=(wish.record, row.id), **party)


def take_back(desk: Desk, wish: TakeBack) -> None:
    """Something retired is in use again."""
    require(desk.author, *((Role.ADMINISTRATOR,) if wish.record == "unit" else KEEPERS))
    row = current(desk, _TABLES[wish.record], wish.id)
    if row.active:
        return
    if isinstance(row, Unit):
        _refuse_namesake(desk, row.name, row.id)
    elif isinstance(row, Contact):
        _refuse_twice(desk, row)
    elif isinstance(row, Person) and row.unit_id is not None:
        in_use(current(desk, Unit, row.unit_id), None, "name")
    row.active = True
    name, party = _said(desk, row)
    desk.journal(f"{_NOUNS[wish.record]}.taken_back", text=name, record=(wish.record, row.id), **party)


_TABLES: Mapping[str, type[Any]] = {
    "unit": Unit,
    "person": Person,
    "contact": Contact,
    "contact_group": ContactGroup,
}
_NOUNS: Mapping[str, str] = {"unit": "unit", "person": "person", "contact": "number", "contact_group": "group"}
_UNKNOWN: Mapping[type[Any], str] = {
    Unit: "unit.unknown",
    Person: "person.unknown",
    Contact: "number.unknown",
    ContactGroup: "group.unknown",
}


def current(desk: Desk, table: type[_Row], number: int, field: str | None = None) -> _Row:
    """The row as it stands; refused where there is none."""
    row = desk.session.get(table, number)
    if row is None:
        raise Refusal(_UNKNOWN[table], field=field, id=number)
    return row


def in_use(row: _Row, version: int | None, field: str) -> _Row:
    """The row; refused where somebody changed it meanwhile, or where it is retired."""
    if version is not None and row.version != version:
        raise Refusal("record.changed_meanwhile", field=field)
    if not row.active:
        if isinstance(row, Contact):
            raise Refusal("number.retired", field=field, phone=row.phone)
        noun = "unit" if isinstance(row, Unit) else "person" if isinstance(row, Person) else "group"
        raise Refusal(f"{noun}.retired", field=field, name=row.name)
    return row


def owner_names(desk: Desk, contact: Contact) -> tuple[str | None, str | None]:
    """Unit and person that a number belongs to, by name."""
    person = desk.session.get(Person, contact.person_id) if contact.person_id is not None else None
    unit = _unit_name(desk, person.unit_id if person else contact.unit_id)
    return unit, (person.name if person else contact.person) or None


def write_unit(desk: Desk, unit: Unit, facts: UnitFacts) -> None:
    """Put the facts into the row; initials and pinyin are made anew where the name changed."""
    if facts.parent_id is not None:
        in_use(current(desk, Unit, facts.parent_id, "parent_id"), None, "parent_id")
        if facts.parent_id == unit.id or unit.id in units_above(desk.session, facts.parent_id):
            raise Refusal("unit.parent.below", field="parent_id")
    _write_keys(unit, facts.name, facts.initials, facts.pinyin)
    unit.name, unit.kind, unit.short, unit.name_en = facts.name, facts.kind.value, facts.short, facts.name_en
    unit.parent_id = facts.parent_id
    for column in ("functions", "functions_en", "fields", "fields_en"):
        setattr(unit, column, "\n".join(getattr(facts, column)) or _emptied(getattr(unit, column)))
    unit.address = facts.address or _emptied(unit.address)
    unit.note = facts.note or _emptied(unit.note)


def _write_keys(row: Unit | Person, name: str, initials: str, pinyin: str) -> None:
    made = pinyin_of(name, person=isinstance(row, Person)) if row.name != name else (row.initials, row.pinyin)
    row.initials, row.pinyin = initials or made[0], pinyin or made[1]


def _emptied(before: str | None) -> str | None:
    """Nothing where there was nothing, an empty text where there was one: that it was emptied is a change."""
    return None if before is None else ""


def write_person(person: Person, facts: PersonFacts) -> None:
    """Put the facts into the row; initials and pinyin are made anew where the name changed."""
    _write_keys(person, facts.name, facts.initials, facts.pinyin)
    person.name, person.unit_id, person.post = facts.name, facts.unit_id, facts.post
    person.fields, person.note = "\n".join(facts.fields), facts.note


def _refuse_namesake(desk: Desk, name: str, but: int | None) -> None:
    held = units_by_name(desk.session).get(fold(name))
    if held is not None and held != but and fold(current(desk, Unit, held).name) == fold(name):
        raise Refusal("unit.name.taken", field="name", name=name)


def _refuse_second(desk: Desk, facts: PersonFacts, but: int | None) -> None:
    unit = unit_in_full(desk.session, facts.unit_id) if facts.unit_id is not None else None
    for other in unit.people if unit else ():
        if other.active and other.id != but and (fold(other.name), other.post) == (fold(facts.name), facts.post):
            raise Refusal("person.taken", field="name", name=facts.name)


def _refuse_twice(desk: Desk, contact: Contact) -> None:
    """The owner has this number already, written however; a fax on the line of a telephone is another number."""
    if contact.person_id is not None:
        name = current(desk, Person, contact.person_id).name
    else:
        name = current(desk, Unit, contact.unit_id).name if contact.unit_id is not None else ""
    held = numbers_of(desk.session, contact.unit_id, contact.person_id)
    for other in held:
        same = normal_phone(other.phone) == normal_phone(contact.phone)
        if other.active and other.id != contact.id and same and _is_fax(other.label) == _is_fax(contact.label):
            raise Refusal("number.twice", field="phone", name=name)


def _is_fax(label: str | None) -> bool:
    return "fax" in (label or "")


def _refuse_unit_in_use(desk: Desk, unit: Unit) -> None:
    full = unit_in_full(desk.session, unit.id)
    people = sum(person.active for person in full.people) if full else 0
    if people:
        raise Refusal("unit.has_people", field="reason", name=unit.name, count=people)
    below = units_above(desk.session, unit.id, downwards=True)
    if below:
        raise Refusal("unit.has_units", field="reason", name=unit.name, count=len(below))
    matters = matters_in_hand(desk.session, unit.id)
    if matters:
        raise Refusal("unit.has_matters", field="reason", name=unit.name, count=matters)


def _plain(row: Table) -> dict[str, Any]:
    """What stands in the row, to say afterwards what was changed."""
    left_out = ("id", "key", "version", "active", "position", "initials", "pinyin")
    return {c.name: getattr(row, c.name) for c in type(row).__table__.columns if c.name not in left_out}


def _journal_change(desk: Desk, happened: str, row: _Row, text: str, before: Mapping[str, Any], **party: Any) -> None:
    after = _plain(row)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    desk.session.flush()
    record = (type(row).__tablename__, row.id)
    desk.journal(happened, text=text, record=record, payload={"changed": changed}, **party)


def _unit_name(desk: Desk, number: int | None) -> str | None:
    unit = desk.session.get(Unit, number) if number is not None else None
    return unit.name if unit else None


def _named(person: Person) -> str:
    return f"{person.name} {person.post}".strip()


def _number_said(desk: Desk, contact: Contact) -> str:
    unit, person = owner_names(desk, contact)
    return " ".join(part for part in (unit, person, contact.phone) if part)


def _said(desk: Desk, row: Unit | Person | Contact | ContactGroup) -> tuple[str, dict[str, Any]]:
    """What an entry calls the row, and with whom it is."""
    if isinstance(row, Contact):
        unit, person = owner_names(desk, row)
        return _number_said(desk, row), {"unit": unit, "person": person, "phone": row.phone}
    if isinstance(row, Person):
        return _named(row), {"unit": _unit_name(desk, row.unit_id), "person": row.name}
    return row.name, {"unit": row.name} if isinstance(row, Unit) else {}
