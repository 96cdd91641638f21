"""The phone list as a paper: the whole directory, one unit, or one group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from dutyroom.data.queries.directory import (
    DirectoryUnit,
    NumberRow,
    PersonRow,
    people_in_full,
    units_by_name,
    units_in_full,
)
from dutyroom.data.queries.directory_groups import GroupRow, group_rows
from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.papers.formats import FormatKey
from dutyroom.papers.phone_list import NumberFact, PersonFact, PhoneListFacts, UnitFact
from dutyroom.rules.directory import is_stale
from dutyroom.rules.fold import fold
from dutyroom.rules.phone import Label
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording

_NO_UNIT: Final = "—"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list holds: everything, a unit with its people, or a group; ``id`` is the unit's or the group's."""

    what: Literal["all", "unit", "group"] = "all"
    id: int | None = None


def find_scope(store: Store, named: str) -> Scope:
    """The unit or group of this number or name; nothing named is everything. Raises ``Refusal`` where there is none."""
    named = named.strip()
    if not named:
        return Scope()
    with store.reading() as session:
        groups = {fold(group.name): group.id for group in group_rows(session)}
        units = units_by_name(session)
        if fold(named) in groups:
            return Scope("group", groups[fold(named)])
        number = int(named) if named.isdecimal() and len(named) < 10 else units.get(fold(named))
        if number is None or not units_in_full(session, [number]):
            raise Refusal("list.unknown", name=named)
    return Scope("unit", number)


def phone_list_pdf(store: Store, scope: Scope, wording: Wording, cache: Path, form: FormatKey = "a4") -> bytes:
    """The list as PDF."""
    with store.reading() as session:
        facts = phone_list_facts(session, scope, store.clock())
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.phone_list import make_phone_list  # noqa: PLC0415  # slow import

    return make_phone_list(in_words(facts, wording), faces=open_faces(cache), wording=wording, form=form)


def phone_list_facts(session: Session, scope: Scope, now: datetime) -> PhoneListFacts:
    """What the list says, from the directory as it stands."""
    office = office_settings(session)
    made = _Making(now, office.stale_days)
    title = ""
    units: tuple[UnitFact, ...]
    if scope.what == "group":
        group = next((row for row in group_rows(session) if row.id == scope.id), None)
        if group is None:
            raise Refusal("group.unknown", id=scope.id)
        title, units = group.name, made.group(session, group)
    elif scope.what == "unit":
        rows = units_in_full(session, [scope.id or 0])
        title, units = (rows[0].name if rows else ""), tuple(made.unit(row) for row in rows)
    else:
        known = [row for row in units_in_full(session) if row.numbers or row.people]
        alone = tuple(p for p in people_in_full(session) if p.unit_id is None and p.active)
        units = tuple(made.unit(row) for row in known)
        if alone:
            units += (UnitFact(name=_NO_UNIT, people=tuple(made.person(person) for person in alone)),)
    return PhoneListFacts(
        office_zh=office.name_zh,
        office_en=office.name_en,
        store_kind=store_kind(session),
        zone=office.zone_name,
        title=title,
        units=units,
        stale_days=office.stale_days,
        printed_at=now,
    )


@dataclass(frozen=True, slots=True)
class _Making:
    """Turns rows into facts; knows what is stale."""

    now: datetime
    days: int

    def unit(self, row: DirectoryUnit) -> UnitFact:
        return UnitFact(
            name=row.name,
            name_en=row.name_en,
            kind=row.kind.value,
            numbers=self._numbers(row.numbers),
            people=tuple(self.person(person) for person in row.people if person.active),
        )

    def person(self, row: PersonRow) -> PersonFact:
        return PersonFact(name=row.name, post=row.post, numbers=self._numbers(row.numbers))

    def group(self, session: Session, group: GroupRow) -> tuple[UnitFact, ...]:
        """The members: units with their own numbers only, people under their unit."""
        wanted = [member.unit_id for member in group.members if member.unit_id is not None]
        units = {row.id: row for row in units_in_full(session, wanted)}
        facts = []
        for member in group.members:
            if member.unit_id in units:
                row = units[member.unit_id]
                own = self._numbers(row.numbers)
                facts.append(UnitFact(name=row.name, name_en=row.name_en, kind=row.kind.value, numbers=own))
            else:
                person = PersonFact(name=member.name, post=member.post, numbers=self._numbers(member.numbers))
                facts.append(UnitFact(name=member.unit or _NO_UNIT, people=(person,)))
        return tuple(facts)

    def _numbers(self, rows: tuple[NumberRow, ...]) -> tuple[NumberFact, ...]:
        return tuple(
            NumberFact(
                label=row.label or "",
                phone=row.phone,
                is_day_and_night=row.is_day_and_night,
                note=" ".join(part for part in (row.person, row.note) if part),
                is_stale=row.label != Label.EMAIL and is_stale(row.checked_at, self.now, self.days),
            )
            for row in rows
            if row.active
        )
