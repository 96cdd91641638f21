"""The directory: units, people, their numbers and groups; what may be asked of them, and when to say no."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Literal

from dutyroom.rules.entry import clean_text
from dutyroom.rules.officer import Role
from dutyroom.rules.phone import Label
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "unit.name.empty": mark("Enter the name of the unit."),
    "unit.name.taken": mark("There is already a unit called {name}."),
    "unit.unknown": mark("There is no unit {id} in the directory."),
    "unit.parent.below": mark("A unit cannot belong to itself or to a unit below it."),
    "unit.retired": mark("{name} is retired; take it back first."),
    "unit.has_people": mark("{name} still has {count} people. Move or retire them first."),
    "unit.has_units": mark("{count} units still belong to {name}. Move or retire them first."),
    "unit.has_matters": mark("{name} still has {count} matters in hand. Have them closed or passed on first."),
    "person.name.empty": mark("Enter the person's name."),
    "person.taken": mark("{name} stands in this unit already. Add something that tells the two apart, such as the post."),
    "person.unknown": mark("There is no person {id} in the directory."),
    "person.retired": mark("{name} is retired; take the entry back first."),
    "number.twice": mark("{name} has this number already."),
    "number.unknown": mark("There is no number {id} in the directory."),
    "number.nobody": mark("Say whose number it is: a unit's or a person's."),
    "number.retired": mark("The number {phone} is retired; take it back first."),
    "group.name.empty": mark("Enter the name of the group."),
    "group.name.taken": mark("There is already a group called {name}."),
    "group.unknown": mark("There is no group {id}."),
    "group.retired": mark("The group {name} is retired; take it back first."),
    "member.nobody": mark("Choose a unit or a person for the group."),
    "member.twice": mark("{name} is in this group already."),
    "member.unknown": mark("This member has left the group already."),
    "list.unknown": mark("There is no unit and no group “{name}” in the directory."),
    "directory.long": mark("This is longer than {most} characters."),
    "directory.same": mark("Nothing is different from what stands there."),
}  # fmt: skip

NAME_MOST: Final = 200
TEXT_MOST: Final = 4000
STALE_DAYS: Final = 180
"""After so many days without a call a number is flagged; general knowledge, the office sets its own."""
KEEPERS: Final = (Role.OFFICER, Role.CLERK, Role.EMERGENCY, Role.HOTLINE, Role.LEADER, Role.ADMINISTRATOR)
"""Who may keep people, numbers and groups; units are the administrator's."""


class UnitKind(StrEnum):
    """What a unit is to the desk, in the order of the directory."""

    OFFICE = "office"
    AREA = "area"
    BUREAU = "bureau"
    SUPERIOR = "superior"
    PARTY = "party"
    PARTNER = "partner"
    OTHER = "other"


UNIT_KIND_WORDS: Final[dict[str, str]] = {
    UnitKind.OFFICE: mark("Offices of the house"),
    UnitKind.AREA: mark("Districts, counties and zones"),
    UnitKind.BUREAU: mark("Bureaus"),
    UnitKind.SUPERIOR: mark("Superior bodies"),
    UnitKind.PARTY: mark("Party"),
    UnitKind.PARTNER: mark("Partners"),
    UnitKind.OTHER: mark("Other units"),
}

Record = Literal["unit", "person", "contact", "contact_group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What is kept of a unit. Empty initials and pinyin are made from the name; lists hold one thing each."""

    name: str
    kind: UnitKind = UnitKind.OTHER
    short: str = ""
    name_en: str = ""
    parent_id: int | None = None
    functions: tuple[str, ...] = ()
    functions_en: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    fields_en: tuple[str, ...] = ()
    address: str = ""
    note: str = ""
    initials: str = ""
    pinyin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnit:
    """A unit joins the directory, after the others of its kind."""

    unit: UnitFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUnit:
    """A unit's entry is corrected; ``version`` is the one that was shown."""

    id: int
    version: int
    unit: UnitFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What is kept of a person; ``fields`` is what the person is in charge of."""

    name: str
    unit_id: int | None = None
    post: str = ""
    fields: tuple[str, ...] = ()
    note: str = ""
    initials: str = ""
    pinyin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """A person joins a unit, after the others in the order of protocol."""

    person: PersonFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson:
    """A person's entry is corrected, or the person goes to another unit."""

    id: int
    version: int
    person: PersonFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePerson:
    """A person changes places in the order of protocol: ``by`` -1 is one up, 1 one down."""

    id: int
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNumber:
    """A number of a unit, or of a person where ``person_id`` is given."""

    phone: str
    label: Label = Label.OFFICE
    unit_id: int | None = None
    person_id: int | None = None
    is_day_and_night: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNumber:
    """A number is corrected; another number than before counts as not checked yet."""

    id: int
    version: int
    phone: str
    label: Label
    is_day_and_night: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckNumber:
    """Somebody called the number: it ``answers``, and is good as of now, or it does not."""

    id: int
    answers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Retire:
    """Something is no longer in use; it stays in the store and can be taken back."""

    record: Record
    id: int
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """Something retired is in use again."""

    record: Record
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGroup:
    """A list that is called by one key."""

    name: str
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """Name or purpose of a group."""

    id: int
    version: int
    name: str
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember:
    """A unit or a person joins a group."""

    group_id: int
    unit_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMember:
    """A member leaves its group; ``id`` is the membership's number."""

    id: int


def check_unit(unit: UnitFacts) -> UnitFacts:
    """The unit as it is kept; refuses one without a name."""
    name = one_line(unit.name)
    if not name:
        raise Refusal("unit.name.empty", field="name")
    short, name_en = one_line(unit.short), one_line(unit.name_en)
    for field, text in (("name", name), ("short", short), ("name_en", name_en)):
        check_length(text, field, NAME_MOST)
    lists = {}
    for field in ("functions", "functions_en", "fields", "fields_en"):
        lists[field] = _lines(getattr(unit, field))
        check_length("\n".join(lists[field]), field, TEXT_MOST)
    address, note = clean_text(unit.address), clean_text(unit.note)
    check_length(address, "address", TEXT_MOST)
    check_length(note, "note", TEXT_MOST)
    return UnitFacts(
        name=name,
        kind=unit.kind,
        short=short,
        name_en=name_en,
        parent_id=unit.parent_id,
        **lists,
        address=address,
        note=note,
        initials=_key(unit.initials),
        pinyin=_key(unit.pinyin),
    )


def check_person(person: PersonFacts) -> PersonFacts:
    """The person as kept; refuses one without a name."""
    name = one_line(person.name)
    if not name:
        raise Refusal("person.name.empty", field="name")
    post, fields, note = one_line(person.post), _lines(person.fields), clean_text(person.note)
    for field, text, most in (
        ("name", name, NAME_MOST),
        ("post", post, NAME_MOST),
        ("fields", "\n".join(fields), TEXT_MOST),
        ("note", note, TEXT_MOST),
    ):
        check_length(text, field, most)
    return PersonFacts(
        name=name,
        unit_id=person.unit_id,
        post=post,
        fields=fields,
        note=note,
        initials=_key(person.initials),
        pinyin=_key(person.pinyin),
    )


def check_group(name: str, purpose: str) -> tuple[str, str]:
    """Name and purpose as they are kept; refuses a group without a name."""
    name, purpose = one_line(name), clean_text(purpose)
    if not name:
        raise Refusal("group.name.empty", field="name")
    check_length(name, "name", NAME_MOST)
    check_length(purpose, "purpose", TEXT_MOST)
    return name, purpose


def check_length(text: str, field: str, most: int) -> None:
    """Refuse a text that is too long to be what the field is for."""
    if len(text) > most:
        raise Refusal("directory.long", field=field, most=most)


def is_stale(checked_at: datetime | None, now: datetime, days: int) -> bool:
    """Whether nobody has called the number for so many days; one never called is."""
    return checked_at is None or checked_at <= now - timedelta(days=days)


def one_line(text: str) -> str:
    """A name or a post on one line, blanks single, without signs that nobody sees."""
    return " ".join("".join(sign for sign in clean_text(text) if unicodedata.category(sign) != "Cf").split())


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each thing once, without empty ones; one typed over several lines is several."""
    lines = (one_line(line) for text in texts for line in clean_text(text).splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _key(text: str) -> str:
    return "".join(text.split()).lower()
