"""Bringing contacts in: what is new, what the office has already, what differs, and why a row is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from dutyroom.rules.contact_card import Card, CardNumber, Member, Remark, written_post
from dutyroom.rules.directory import NAME_MOST, TEXT_MOST, one_line
from dutyroom.rules.entry import clean_text
from dutyroom.rules.fold import fold
from dutyroom.rules.phone import check_number, normal_phone
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "import.no_headings": mark("No row of headings was found. Name the columns, for example 单位, 姓名, 职务, 手机; or say with --map which is which."),
    "import.map.field": mark("“{heading}” cannot be “{field_name}”. A column is one of: {fields}."),
    "import.map.heading": mark("There is no column “{heading}” in the file."),
    "import.map.file": mark("{path} is no map: it holds headings and what they are, like {{\"单位\": \"unit\", \"姓名\": \"name\"}}."),
    "import.sheet": mark("No row of headings was found on this sheet."),
    "import.nobody": mark("There is neither a name nor a unit in this row."),
    "import.unit_retired": mark("The unit {name} is retired here."),
    "import.person_retired": mark("{name} is retired here."),
    "import.long": mark("A text in this row is longer than {most} characters."),
    "import.group_retired": mark("The group {name} is retired here."),
    "import.members": mark("The members of this group are not written as an export writes them. Export it again."),
    "import.kind": mark("“{value}” is no kind of unit and was left empty. Write one of: {known}."),
    "import.checked": mark("“{value}” is no day: when the numbers were called was left empty. Write 2026-11-23."),
    "import.numbers": mark("The column numbers_in_full is not written as an export writes it: the numbers were read from their own columns."),
    "import.member.absent": mark("Not in the directory and not in the group: {names}."),
    "import.no_name": mark("“{name}” is no name."),
    "import.card.cut": mark("The card is cut off: its end is missing."),
    "import.card.group": mark("The card is a list of other cards, not a contact."),
}  # fmt: skip
KEPT: Final = mark("kept “{ours}”; the file says “{theirs}”")
ADDED: Final = mark("added: {numbers}")

Result = Literal["imported", "same", "changed", "skipped"]
RESULTS: Final[tuple[Result, ...]] = ("imported", "changed", "same", "skipped")
RESULT_WORDS: Final[Mapping[str, str]] = {
    "imported": mark("new"),
    "same": mark("there already"),
    "changed": mark("completed"),
    "skipped": mark("left out"),
}
_LISTS: Final = ("fields", "functions", "fields_en", "functions_en")
_PREFIX: Final = re.compile(r"^(?:河南省)?郑州市(?=.{2})")
_SUFFIX: Final = re.compile(r"(?:人民政府|政府|管委会|管理委员会)$")


@dataclass(slots=True, eq=False)
class KnownUnit:
    """A unit of the directory as an import looks it up; ``id`` is None while it is only proposed.

    ``texts`` are its other facts by name, lists one thing a line; ``taken_for`` is what an export calls the unit that
    was found to be this one: another row of the export is another unit. ``is_as_shipped``: nobody has changed it here,
    so that what another room made of it wins.
    """

    id: int | None
    name: str
    names: tuple[str, ...]
    active: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    taken_for: str = ""
    is_as_shipped: bool = False


@dataclass(slots=True, eq=False)
class KnownPerson:
    """A person of the directory as an import looks one up; ``is_taken``: a row of an export is this one already."""

    id: int | None
    name: str
    unit: KnownUnit | None
    active: bool = True
    post: str = ""
    fields: tuple[str, ...] = ()
    note: str = ""
    numbers: set[str] = field(default_factory=set)
    is_taken: bool = False


@dataclass(slots=True, eq=False)
class KnownGroup:
    """A group of the directory as an import looks it up, with its members in their order."""

    id: int | None
    name: str
    active: bool = True
    purpose: str = ""
    members: list[KnownUnit | KnownPerson] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the office has and the file says otherwise; ``field`` is the column of the row, such as post or address."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an import makes of a card.

    ``unit`` and ``person`` are what it belongs to; those without an id are to be made. ``numbers`` are to be added,
    ``fill`` says what is empty here and comes from the card, ``differs`` what stays ours, ``remarks`` what of the card
    was left empty. Of a ``group`` the ``members`` are to be added.
    """

    card: Card
    result: Result
    code: str = ""
    facts: tuple[tuple[str, object], ...] = ()
    unit: KnownUnit | None = None
    person: KnownPerson | None = None
    numbers: tuple[CardNumber, ...] = ()
    fill: tuple[tuple[str, str], ...] = ()
    differs: tuple[Difference, ...] = ()
    remarks: tuple[Remark, ...] = ()
    group: KnownGroup | None = None
    members: tuple[KnownUnit | KnownPerson, ...] = ()


class Known:
    """What the directory holds while an import runs: what was decided counts for the cards that come after."""

    def __init__(
        self, units: Iterable[KnownUnit], people: Iterable[KnownPerson], groups: Iterable[KnownGroup] = ()
    ) -> None:
        self.groups = {fold(group.name): group for group in groups}
        self._named_units: dict[str, KnownUnit] = {}
        self._units: dict[str, KnownUnit] = {}
        for unit in units:
            self.add_unit(unit)
        self._people: dict[tuple[int, str], list[KnownPerson]] = {}
        self._named: dict[str, list[KnownPerson]] = {}
        for person in people:
            self.add_person(person)

    def add_unit(self, unit: KnownUnit) -> None:
        """From now on this unit is found by its names; one that is in use before one that is retired."""
        named = self._named_units.setdefault(fold(unit.name), unit)
        if unit.active and not named.active:
            self._named_units[fold(unit.name)] = unit
        for name in unit.names:
            for key in filter(None, (fold(name), _common(name))):
                held = self._units.get(key)
                if held is None or (unit.active and not held.active):
                    self._units[key] = unit

    def add_person(self, person: KnownPerson) -> None:
        """From now on this person is found in the unit."""
        key = fold(person.name)
        self._people.setdefault((id(person.unit), key), []).append(person)
        self._named.setdefault(key, []).append(person)

    def unit(self, name: str) -> KnownUnit | None:
        """The unit of this name, as letters and lists write it."""
        return self._units.get(fold(name)) or self._units.get(_common(name))

    def unit_named(self, name: str) -> KnownUnit | None:
        """The unit of this very name."""
        return self._named_units.get(fold(name))

    def unit_written(self, name: str) -> KnownUnit | None:
        """The unit that an export calls so: of this very name, or as lists write it where no other row is that one."""
        unit = self.unit_named(name) or self.unit(name)
        if unit is None or (unit.taken_for and unit.taken_for != fold(name)):
            return None
        unit.taken_for = fold(name)
        return unit

    def person_written(self, card: Card, unit: KnownUnit | None) -> KnownPerson | None:
        """The person that a row of an export is: of the same post first, never one that another row is."""
        among = [one for one in self._people.get((id(unit), fold(card.name)), []) if not one.is_taken]
        alike = [one for one in among if fold(one.post) == fold(card.post)]
        return next(iter([*[e for e in alike if e.active], *[e for e in among if e.active], *alike, *among]), None)

    def member(self, member: Member) -> KnownUnit | KnownPerson | None:
        """Who is in use here of the members of a group."""
        unit = self.unit_named(member.unit) or self.unit(member.unit) if member.unit else None
        if not member.name:
            return unit if unit is not None and unit.active else None
        among = [one for one in self._people.get((id(unit), fold(member.name)), []) if one.active]
        return next((one for one in among if fold(one.post) == fold(member.post)), among[0] if among else None)

    def person(self, name: str, unit: KnownUnit | None, numbers: Iterable[str]) -> KnownPerson | None:
        """The person of this name in the unit; without a unit the one who has one of the numbers, best without a unit."""
        among = self._people.get((id(unit), fold(name)), [])
        wanted = set(numbers)
        sharing = [each for each in among if each.numbers & wanted]
        if unit is None and not sharing:
            shared = next((each for each in self._named.get(fold(name), []) if each.numbers & wanted), None)
            if shared is not None or not among:
                return shared
        return next(iter([*[each for each in sharing if each.active], *[e for e in among if e.active], *among]), None)


def _common(name: str) -> str:
    """The name without the city before it and the kind of government behind it: 郑州市应急管理局, 二七区人民政府."""
    short = _SUFFIX.sub("", _PREFIX.sub("", fold(name)))
    return short if len(short) > 1 else fold(name)


def decide(known: Known, card: Card) -> Decision:
    """What to make of a card, and remember it for the cards that follow."""
    if card.problem:
        return Decision(card=card, result="skipped", code=card.problem)
    card = tidy(card)
    fault = _fault(card)
    if fault is not None:
        return fault
    if card.group:
        return _of_group(known, card)
    find = known.unit_written if card.is_written else known.unit
    unit = find(card.unit) if card.unit else None
    if unit is not None and not unit.active:
        return _skip(card, "import.unit_retired", name=unit.name)
    decision = _of_person(known, card, unit) if card.name else _of_unit(known, card, unit)
    return replace(decision, remarks=card.remarks)


def _fault(card: Card) -> Decision | None:
    """Why a card is kept out, whatever the directory holds."""
    if not (card.name or card.unit or card.group):
        return _skip(card, "import.nobody")
    if card.name and not any(sign.isalpha() for sign in card.name):
        return _skip(card, "import.no_name", name=card.name)
    if max(map(len, (card.unit, card.name, card.post, card.short, card.unit_en, card.group))) > NAME_MOST:
        return _skip(card, "import.long", most=NAME_MOST)
    lists = (card.fields, card.functions, card.fields_en, card.functions_en)
    if max(map(len, (card.address, card.note, *map("\n".join, lists)))) > TEXT_MOST:
        return _skip(card, "import.long", most=TEXT_MOST)
    return None


def tidy(card: Card) -> Card:
    """The card as it would be kept: department in the post, numbers each once, unreadable ones in the note."""
    numbers: dict[tuple[str, str], CardNumber] = {}
    lost: list[str] = []
    for number in card.numbers:
        try:
            text = number.text if number.label is None else check_number(number.label, number.text)
        except Refusal:
            lost.append(f"{number.text} {number.note}".strip())
            continue
        numbers.setdefault((normal_phone(text), _sort(number)), replace(number, text=text, note=one_line(number.note)))
    note = "\n".join(dict.fromkeys(filter(None, (clean_text(card.note), *lost))))
    return replace(
        card,
        unit=one_line(card.unit),
        department="",
        name=one_line(card.name),
        post=one_line(written_post(one_line(card.department), one_line(card.post))),
        fields=_lines(card.fields),
        fields_en=_lines(card.fields_en),
        functions=_lines(card.functions),
        functions_en=_lines(card.functions_en),
        short=one_line(card.short),
        unit_en=one_line(card.unit_en),
        belongs_to=one_line(card.belongs_to),
        group=one_line(card.group),
        numbers=tuple(numbers.values()),
        address=one_line(card.address),
        note=note,
    )


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, texts)))


def number_key(number: CardNumber) -> str:
    """By what a number is known: fax and telephone on one line are two numbers."""
    return f"{_sort(number)}{normal_phone(number.text)}"


def _sort(number: CardNumber) -> str:
    return "fax:" if "fax" in (number.label or "") else ""


def unit_texts(card: Card) -> dict[str, str]:
    """What a card says of a unit, by the column of its row; what only an export says is left to an export."""
    texts = {"address": card.address, "kind": card.kind.value if card.kind else "", "short": card.short}
    texts |= {"name_en": card.unit_en, "functions": "\n".join(card.functions)}
    if card.is_written:
        texts |= {name: "\n".join(getattr(card, name)) for name in _LISTS}
        texts |= {"note": card.note, "belongs_to": card.belongs_to}
    return texts


def _of_unit(known: Known, card: Card, unit: KnownUnit | None) -> Decision:
    texts = unit_texts(card)
    if unit is None:
        unit = _new_unit(known, card, texts | {"note": card.note})
        return Decision(card=card, result="imported", unit=unit, numbers=_new(unit.numbers, card.numbers))
    numbers = _new(unit.numbers, card.numbers)
    fill, differs = _compare((name, unit.texts.get(name, ""), text) for name, text in texts.items())
    if card.is_written and unit.is_as_shipped:
        fill, differs = (*fill, *((each.field, each.theirs) for each in differs)), ()
    unit.texts |= dict(fill)
    return Decision(
        card=card, result=_result(numbers, fill, differs), unit=unit, numbers=numbers, fill=fill, differs=differs
    )


def _new_unit(known: Known, card: Card, texts: Mapping[str, str]) -> KnownUnit:
    names = tuple(filter(None, (card.unit, texts.get("short", ""), texts.get("name_en", ""))))
    unit = KnownUnit(None, card.unit, names, texts=dict(texts), taken_for=fold(card.unit) if card.is_written else "")
    known.add_unit(unit)
    return unit


def _of_group(known: Known, card: Card) -> Decision:
    group = known.groups.get(fold(card.group))
    if group is not None and not group.active:
        return _skip(card, "import.group_retired", name=group.name)
    found = [(member, known.member(member)) for member in card.members]
    absent = ", ".join(" ".join(filter(None, (m.unit, m.name))) for m, somebody in found if somebody is None)
    remarks: tuple[Remark, ...] = (*card.remarks, ("import.member.absent", (("names", absent),))) if absent else ()
    is_new = group is None
    if group is None:
        group = known.groups[fold(card.group)] = KnownGroup(None, card.group, purpose=card.note)
    fresh = dict.fromkeys(somebody for _, somebody in found if somebody is not None and somebody not in group.members)
    group.members += fresh
    fill, differs = _compare([("purpose", group.purpose, card.note)])
    group.purpose = group.purpose or card.note
    result: Result = "imported" if is_new else "changed" if fresh or fill or differs else "same"
    decision = Decision(card=card, result=result, group=group, members=tuple(fresh), fill=fill, differs=differs)
    return replace(decision, remarks=remarks)


def _of_person(known: Known, card: Card, unit: KnownUnit | None) -> Decision:
    is_new_unit = bool(card.unit) and unit is None
    if is_new_unit:
        unit = _new_unit(known, card, {"kind": card.kind.value if card.kind else ""})
    if is_new_unit:
        person = None
    elif card.is_written:
        person = known.person_written(card, unit)
    else:
        person = known.person(card.name, unit, map(number_key, card.numbers))
    if person is not None and not person.active:
        return _skip(card, "import.person_retired", name=person.name)
    note = "\n".join(filter(None, (card.note, card.address)))
    if person is None:
        person = KnownPerson(None, card.name, unit, post=card.post, fields=card.fields, note=note)
        person.is_taken = card.is_written
        known.add_person(person)
        numbers = _new(person.numbers, card.numbers)
        return Decision(card=card, result="imported", unit=unit, person=person, numbers=numbers)
    person.is_taken = person.is_taken or card.is_written
    numbers = _new(person.numbers, card.numbers)
    texts = ("\n".join(person.fields), "\n".join(card.fields))
    fill, differs = _compare((("post", person.post, card.post), ("fields", *texts), ("note", person.note, note)))
    person.post, person.note = person.post or card.post, person.note or note
    person.fields = person.fields or card.fields
    return Decision(
        card=card,
        result=_result(numbers, fill, differs),
        unit=unit,
        person=person,
        numbers=numbers,
        fill=fill,
        differs=differs,
    )


def _new(held: set[str], numbers: Iterable[CardNumber]) -> tuple[CardNumber, ...]:
    """The numbers that are not held yet; from now on they are."""
    fresh = tuple(number for number in numbers if number_key(number) not in held)
    held.update(map(number_key, fresh))
    return fresh


def _compare(pairs: Iterable[tuple[str, str, str]]) -> tuple[tuple[tuple[str, str], ...], tuple[Difference, ...]]:
    fill, differs = [], []
    for name, ours, theirs in pairs:
        if theirs and not ours:
            fill.append((name, theirs))
        elif theirs and fold(theirs) != fold(ours) and not (name == "note" and fold(theirs) in fold(ours)):
            differs.append(Difference(field=name, ours=ours, theirs=theirs))
    return tuple(fill), tuple(differs)


def _result(numbers: tuple[CardNumber, ...], fill: tuple[object, ...], differs: tuple[object, ...]) -> Result:
    return "changed" if numbers or fill or differs else "same"


def _skip(card: Card, code: str, **facts: object) -> Decision:
    return Decision(card=card, result="skipped", code=code, facts=tuple(facts.items()))
