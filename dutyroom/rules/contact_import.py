"""Bringing contacts in: what is new, what the office has already, what differs, and why a row is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from dutyroom.rules.contact_card import Card, CardNumber, written_post
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
_PREFIX: Final = re.compile(r"^(?:河南省)?郑州市(?=.{2})")
_SUFFIX: Final = re.compile(r"(?:人民政府|政府|管委会|管理委员会)$")


@dataclass(slots=True)
class KnownUnit:
    """A unit of the directory as an import looks it up; ``id`` is None while it is only proposed."""

    id: int | None
    name: str
    names: tuple[str, ...]
    active: bool = True
    address: str = ""
    numbers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class KnownPerson:
    """A person of the directory as an import looks one up."""

    id: int | None
    name: str
    unit: KnownUnit | None
    active: bool = True
    post: str = ""
    fields: tuple[str, ...] = ()
    note: str = ""
    numbers: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the office has and the file says otherwise; ``field`` is post, fields, address or note."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an import makes of a card.

    ``unit`` and ``person`` are what it belongs to; those without an id are to be made. ``numbers`` are to be added,
    ``fill`` says what is empty here and comes from the card, ``differs`` what stays ours.
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


class Known:
    """What the directory holds while an import runs: what was decided counts for the cards that come after."""

    def __init__(self, units: Iterable[KnownUnit], people: Iterable[KnownPerson]) -> None:
        self._units: dict[str, KnownUnit] = {}
        for unit in units:
            self.add_unit(unit)
        self._people: dict[tuple[int, str], list[KnownPerson]] = {}
        self._named: dict[str, list[KnownPerson]] = {}
        for person in people:
            self.add_person(person)

    def add_unit(self, unit: KnownUnit) -> None:
        """From now on this unit is found by its names; one that is in use before one that is retired."""
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

    def person(self, name: str, unit: KnownUnit | None, numbers: Iterable[str]) -> KnownPerson | None:
        """The person of this name in the unit; without a unit the one who has one of the numbers."""
        among = self._people.get((id(unit), fold(name)), [])
        wanted = set(numbers)
        if unit is None and not among:
            return next((each for each in self._named.get(fold(name), []) if each.numbers & wanted), None)
        sharing = [each for each in among if each.numbers & wanted]
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
    if not card.name and not card.unit:
        return Decision(card=card, result="skipped", code="import.nobody")
    if card.name and not any(sign.isalpha() for sign in card.name):
        return _skip(card, "import.no_name", name=card.name)
    if max(map(len, (card.unit, card.name, card.post))) > NAME_MOST:
        return _skip(card, "import.long", most=NAME_MOST)
    if max(map(len, (card.address, card.note, "\n".join(card.fields)))) > TEXT_MOST:
        return _skip(card, "import.long", most=TEXT_MOST)
    unit = known.unit(card.unit) if card.unit else None
    if unit is not None and not unit.active:
        return _skip(card, "import.unit_retired", name=unit.name)
    return _of_person(known, card, unit) if card.name else _of_unit(known, card, unit)


def tidy(card: Card) -> Card:
    """The card as it would be kept: department in the post, numbers each once, unreadable ones in the note."""
    numbers: dict[tuple[str, str], CardNumber] = {}
    lost: list[str] = []
    for number in card.numbers:
        try:
            text = check_number(number.label, number.text)
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
        fields=tuple(filter(None, map(one_line, card.fields))),
        numbers=tuple(numbers.values()),
        address=one_line(card.address),
        note=note,
    )


def number_key(number: CardNumber) -> str:
    """By what a number is known: fax and telephone on one line are two numbers."""
    return f"{_sort(number)}{normal_phone(number.text)}"


def _sort(number: CardNumber) -> str:
    return "fax:" if "fax" in number.label else ""


def _of_unit(known: Known, card: Card, unit: KnownUnit | None) -> Decision:
    if unit is None:
        unit = KnownUnit(None, card.unit, (card.unit,), address=card.address)
        known.add_unit(unit)
        return Decision(card=card, result="imported", unit=unit, numbers=_new(unit.numbers, card.numbers))
    numbers = _new(unit.numbers, card.numbers)
    fill, differs = _compare((("address", unit.address, card.address),))
    unit.address = unit.address or card.address
    return Decision(
        card=card, result=_result(numbers, fill, differs), unit=unit, numbers=numbers, fill=fill, differs=differs
    )


def _of_person(known: Known, card: Card, unit: KnownUnit | None) -> Decision:
    is_new_unit = bool(card.unit) and unit is None
    if is_new_unit:
        unit = KnownUnit(None, card.unit, (card.unit,))
        known.add_unit(unit)
    person = None if is_new_unit else known.person(card.name, unit, map(number_key, card.numbers))
    if person is not None and not person.active:
        return _skip(card, "import.person_retired", name=person.name)
    note = "\n".join(filter(None, (card.note, card.address)))
    if person is None:
        person = KnownPerson(None, card.name, unit, post=card.post, fields=card.fields, note=note)
        known.add_person(person)
        numbers = _new(person.numbers, card.numbers)
        return Decision(card=card, result="imported", unit=unit, person=person, numbers=numbers)
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
