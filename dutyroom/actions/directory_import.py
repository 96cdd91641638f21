"""Bringing contacts into the directory: first a proposal that changes nothing, then what is new, in small transactions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from dutyroom.actions.directory import NOTE_MOST, current, write_person, write_unit
from dutyroom.data.desk import Desk
from dutyroom.data.queries.directory_find import known_directory
from dutyroom.data.queries.directory_order import last_id, last_member_place, last_place, units_above
from dutyroom.data.queries.office import office_settings
from dutyroom.data.reading import Session
from dutyroom.data.tables import Contact, ContactGroup, GroupMember, Person, Unit
from dutyroom.readers.document import ContactFile
from dutyroom.rules.contact_card import Card, CardNumber
from dutyroom.rules.contact_import import RESULTS, Decision, Known, KnownGroup, KnownPerson, Result, decide
from dutyroom.rules.contact_table import TableCards, read_sheets
from dutyroom.rules.directory import KEEPERS, PersonFacts, UnitFacts, UnitKind
from dutyroom.rules.officer import require

SLICE = 25
"""So many cards go into one transaction, so that nobody who writes beside an import waits for it."""

_LISTS = ("functions", "functions_en", "fields", "fields_en")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would do, card by card; ``columns`` is what each heading was taken for."""

    decisions: tuple[Decision, ...]
    columns: Mapping[str, str | None]

    def count(self, result: Result) -> int:
        """How many cards come out like that."""
        return sum(decision.result == result for decision in self.decisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCards:
    """Some cards of one file. ``take_over`` lets the file win where it says something else than the directory."""

    file: str
    cards: tuple[Card, ...]
    take_over: bool = False


def cards_of(file: ContactFile, chosen: Mapping[str, str | None] | None = None) -> TableCards:
    """The cards of a file as it was read; ``chosen`` says which column is what. Raises ``Refusal``."""
    return TableCards(file.cards) if file.cards else read_sheets(file.sheets, chosen)


def propose_import(session: Session, cards: TableCards) -> Proposal:
    """What importing these cards would do; nothing is changed."""
    known = known_directory(session)
    return Proposal(tuple(decide(known, card) for card in cards.cards), cards.columns)


class ImportMemory:
    """What one import knows of the directory from slice to slice, as long as nobody else writes between them."""

    def __init__(self) -> None:
        self._known: Known | None = None
        self._seq = -1
        self.parents: dict[int, str] = {}
        """Units whose superior was not in the directory yet, and what that one is called."""

    def recall(self, desk: Desk) -> Known:
        """The directory as it stands; read again where somebody wrote since the last slice."""
        if self._known is None or desk.tail.seq != self._seq:
            self._known = known_directory(desk.session)
        return self._known

    def keep(self, desk: Desk) -> None:
        """The slice is done."""
        self._seq = desk.tail.seq


def import_slice(desk: Desk, wish: ImportCards, memory: ImportMemory | None = None) -> tuple[Decision, ...]:
    """Import some cards in one transaction: what is new is added, what the office has stays.

    Decided anew on what the directory holds now, whatever was proposed.
    """
    require(desk.author, *KEEPERS)
    memory = memory or ImportMemory()
    known = memory.recall(desk)
    rows = _Rows(desk, memory.parents)
    decisions = []
    for card in wish.cards:
        decision = decide(known, card)
        if decision.result in ("imported", "changed"):
            decision = rows.keep(decision, take_over=wish.take_over)
        decisions.append(decision)
    rows.write(known)
    counts: dict[str, int] = {result: sum(d.result == result for d in decisions) for result in RESULTS}
    if counts["imported"] or counts["changed"]:
        desk.journal("directory.imported", text=wish.file, payload={"file": wish.file, **counts})
    memory.keep(desk)
    return tuple(decisions)


def import_cards(
    keep: Callable[[ImportCards, ImportMemory], tuple[Decision, ...]],
    wish: ImportCards,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Decision, ...]:
    """Import all cards, some at a time; ``keep`` runs :func:`import_slice` in a transaction of its own."""
    done: list[Decision] = []
    memory = ImportMemory()
    for start in range(0, len(wish.cards), SLICE):
        if cancelled():
            break
        done += keep(replace(wish, cards=wish.cards[start : start + SLICE]), memory)
        if progress:
            progress(len(done), len(wish.cards))
    return tuple(done)


class _Rows:
    """The rows that a slice makes: their numbers are taken at once, so that all are written in one go."""

    def __init__(self, desk: Desk, parents: dict[int, str]) -> None:
        self._desk, self._parents = desk, parents
        self._ids = {table: last_id(desk.session, table) for table in (Unit, Person, Contact)}
        self._zone = office_settings(desk.session).zone
        self._places: dict[int | None, int] = {}
        self._unit_place = last_place(desk.session, Unit)
        self._units: dict[int, Unit] = {}
        self._people: dict[int, Person] = {}
        self._contacts: list[Contact] = []

    def keep(self, decision: Decision, *, take_over: bool) -> Decision:
        """Make what is new, fill what is empty; what differs is taken over only where that was asked for."""
        unit, person, card = decision.unit, decision.person, decision.card
        if decision.group is not None:
            self._group(decision.group, decision, take_over=take_over)
        if unit is not None and unit.id is None:
            unit.id = self._unit(unit.name, unit.texts)
        elif person is None and unit is not None and unit.id is not None:
            row = self._units.get(unit.id) or current(self._desk, Unit, unit.id)
            self._complete(row, decision, take_over=take_over)
        unit_id = unit.id if unit is not None else None
        if person is not None and person.id is None:
            person.id = self._person(unit_id, card, person.note)
        elif person is not None and person.id is not None:
            somebody = self._people.get(person.id) or current(self._desk, Person, person.id)
            self._complete(somebody, decision, take_over=take_over)
        for number in decision.numbers:
            self._number(number, card, unit_id, person.id if person else None)
        return replace(decision, differs=()) if take_over else decision

    def write(self, known: Known) -> None:
        """Write what was made: units before their people, people before their numbers, superiors and groups last."""
        for rows in (self._units.values(), self._people.values(), self._contacts):
            self._desk.session.add_all(rows)
            self._desk.session.flush()
        self._put_below(known)
        self._desk.session.flush()

    def _put_below(self, known: Known) -> None:
        """Put units below their superiors as soon as those are there; never below themselves."""
        for number, name in list(self._parents.items()):
            parent = known.unit_named(name)
            if parent is None or parent.id is None:
                continue
            del self._parents[number]
            if parent.active and parent.id != number and number not in units_above(self._desk.session, parent.id):
                current(self._desk, Unit, number).parent_id = parent.id
                self._desk.session.flush()

    def _group(self, known: KnownGroup, decision: Decision, *, take_over: bool) -> None:
        session = self._desk.session
        for rows in (self._units.values(), self._people.values()):
            session.add_all(rows)
            session.flush()
        if known.id is None:
            place = last_place(session, ContactGroup) + 1
            group = ContactGroup(name=known.name, purpose=known.purpose, position=place, active=True)
            session.add(group)
            session.flush()
            known.id = group.id
        else:
            self._complete(current(self._desk, ContactGroup, known.id), decision, take_over=take_over)
        for place, member in enumerate(decision.members, last_member_place(session, known.id) + 1):
            row = GroupMember(group_id=known.id, position=place, active=True)
            if isinstance(member, KnownPerson):
                row.person_id = member.id
            else:
                row.unit_id = member.id
            session.add(row)
        session.flush()

    def _next(self, table: type[Unit | Person | Contact]) -> int:
        self._ids[table] += 1
        return self._ids[table]

    def _unit(self, name: str, texts: Mapping[str, str]) -> int:
        number = self._next(Unit)
        self._unit_place += 1
        unit = Unit(id=number, key=f"own-{number}", position=self._unit_place, active=True)
        said: dict[str, Any] = {field: texts.get(field, "") for field in ("short", "name_en", "address", "note")}
        said |= {field: tuple(filter(None, texts.get(field, "").split("\n"))) for field in _LISTS}
        kind = UnitKind(texts.get("kind") or UnitKind.OTHER)
        write_unit(self._desk, unit, UnitFacts(name=name, kind=kind, **said))
        self._units[number] = unit
        if texts.get("belongs_to"):
            self._parents[number] = texts["belongs_to"]
        return number

    def _person(self, unit_id: int | None, card: Card, note: str) -> int:
        if unit_id not in self._places:
            self._places[unit_id] = last_place(self._desk.session, Person, unit_id)
        self._places[unit_id] += 1
        person = Person(id=self._next(Person), position=self._places[unit_id], active=True)
        facts = PersonFacts(name=card.name, unit_id=unit_id, post=card.post, fields=card.fields, note=note)
        write_person(person, facts)
        self._people[person.id] = person
        return person.id

    def _number(self, number: CardNumber, card: Card, unit_id: int | None, person_id: int | None) -> None:
        row = Contact(id=self._next(Contact), phone=number.text, label=number.label.value if number.label else None)
        row.unit_id, row.person_id = (unit_id, None) if person_id is None else (None, person_id)
        row.person, row.note = number.person, number.note[:NOTE_MOST] or None
        row.is_day_and_night = True if number.is_day_and_night else None
        row.checked_at = number.checked_at
        if row.checked_at is None and card.checked_at is not None:
            row.checked_at = datetime.combine(card.checked_at, time(), self._zone).astimezone(UTC)
        self._contacts.append(row)

    def _complete(self, row: Unit | Person | ContactGroup, decision: Decision, *, take_over: bool) -> None:
        """Fill what is empty here; what differs only where the file was told to win."""
        texts = dict(decision.fill)
        if take_over:
            texts |= {difference.field: difference.theirs for difference in decision.differs}
        superior = texts.pop("belongs_to", "")
        if superior:
            self._parents[row.id] = superior
        for name, text in texts.items():
            setattr(row, name, text)
