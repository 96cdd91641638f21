"""The directory that the program is shipped with: laid in the first run, and into a store from before there was one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dutyroom.actions.pinyin import pinyin_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.directory_shipped import SHIPPED, directory_is_shipped, known_groups, known_units
from dutyroom.data.resources import resource_path
from dutyroom.data.store import Store
from dutyroom.data.tables import ContactGroup, GroupMember, StoreNote, Unit

SHIPPED_NOW: Final = "1"
"""Which directory a store was given; a later program that brings more counts on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedUnit:
    """A unit of ``resources/office/office.toml``; texts hold one thing a line, None where the file says nothing."""

    key: str
    kind: str
    name: str
    short: str = ""
    name_en: str = ""
    functions: str | None = None
    functions_en: str | None = None
    fields: str | None = None
    fields_en: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedGroup:
    """A group of ``resources/office/groups.toml`` with the keys of its members."""

    name: str
    purpose: str
    members: tuple[str, ...]


def shipped_units() -> list[ShippedUnit]:
    """Every unit in ``resources/office/office.toml``, in the office's order."""
    office = tomllib.loads(resource_path("office/office.toml").read_text("utf-8"))
    bodies = office["bodies"]
    units = _numbered("superior", bodies["superior"]) + _numbered("party", bodies["party"])
    for number, area in enumerate(office["area"], 1):
        named = ShippedUnit(key=f"area-{number}", kind="area", name=area["zh"])
        units.append(replace(named, short=area.get("short", ""), name_en=area.get("en", "")))
    units += [_office(unit) for unit in office["unit"]]
    return units + _numbered("bureau", bodies["bureaus"]) + _numbered("partner", bodies["partners"])


def _numbered(kind: str, names: Sequence[str]) -> list[ShippedUnit]:
    return [ShippedUnit(key=f"{kind}-{number}", kind=kind, name=name) for number, name in enumerate(names, 1)]


def _office(unit: Mapping[str, Any]) -> ShippedUnit:
    def lines(name: str) -> str | None:
        return "\n".join(unit[name]) if unit.get(name) else None

    return ShippedUnit(
        key=unit["id"],
        kind="office",
        name=unit["zh"],
        name_en=unit.get("en", ""),
        functions=lines("functions_zh"),
        functions_en=lines("functions"),
        fields=lines("fields"),
        fields_en=lines("fields_en"),
    )


def shipped_groups(units: Sequence[ShippedUnit]) -> list[ShippedGroup]:
    """Every group in ``resources/office/groups.toml``; a bureau goes before a partner of the same name."""
    listed = tomllib.loads(resource_path("office/groups.toml").read_text("utf-8"))["group"]
    named = {unit.name: unit.key for unit in reversed(units) if unit.kind in ("bureau", "partner")}
    groups = []
    for group in listed:
        keys = [unit.key for unit in units if unit.kind in group.get("kinds", ())]
        keys += [named[name] for name in group.get("names", ())]
        groups.append(ShippedGroup(name=group["name"], purpose=group["purpose"], members=tuple(keys)))
    return groups


def lay_directory(desk: Desk) -> int:
    """Put in what is missing of the shipped directory; returns how much that was. The caller writes the entry.

    What the office has stays: a unit of the same key or name gets functions and fields only where it has none of them.
    """
    units = shipped_units()
    known = known_units(desk.session)
    made = 0
    rows: dict[str, Unit] = {}
    for position, shipped in enumerate(units):
        row = known.get(shipped.key) or known.get(f"{shipped.kind} {shipped.name}")
        if row is None:
            row = _new(shipped, position)
            desk.session.add(row)
            made += 1
        elif _complete(row, shipped):
            made += 1
        rows[shipped.key] = row
    desk.session.flush()
    made += _lay_groups(desk, shipped_groups(units), rows)
    if desk.session.get(StoreNote, SHIPPED) is None:
        desk.session.add(StoreNote(key=SHIPPED, value=SHIPPED_NOW))
    return made


def complete_directory(store: Store) -> bool:
    """Once, for a store from before the directory: units get their functions and fields, the groups are laid.

    One entry of the system; says whether anything was written. A store without units waits for its first run.
    """
    with store.reading() as session:
        if directory_is_shipped(session):
            return False
    with store.desk() as desk:
        if directory_is_shipped(desk.session):
            return False
        made = lay_directory(desk)
        desk.journal("directory.completed", text=str(made), payload={"made": made})
    return True


def _new(shipped: ShippedUnit, position: int) -> Unit:
    initials, pinyin = pinyin_of(shipped.name)
    return Unit(
        key=shipped.key,
        kind=shipped.kind,
        name=shipped.name,
        short=shipped.short,
        name_en=shipped.name_en,
        initials=initials,
        pinyin=pinyin,
        position=position,
        functions=shipped.functions,
        functions_en=shipped.functions_en,
        fields=shipped.fields,
        fields_en=shipped.fields_en,
    )


def _complete(row: Unit, shipped: ShippedUnit) -> bool:
    """Functions and fields for a unit that has neither; whether there were any to give."""
    texts = {name: getattr(shipped, name) for name in ("functions", "functions_en", "fields", "fields_en")}
    if not any(texts.values()) or any(getattr(row, name) is not None for name in texts):
        return False
    for name, text in texts.items():
        setattr(row, name, text)
    return True


def _lay_groups(desk: Desk, groups: Sequence[ShippedGroup], rows: Mapping[str, Unit]) -> int:
    known = known_groups(desk.session)
    fresh = [group for group in groups if group.name not in known]
    for position, shipped in enumerate(fresh, len(known)):
        group = ContactGroup(name=shipped.name, purpose=shipped.purpose, position=position)
        desk.session.add(group)
        desk.session.flush()
        desk.session.add_all(
            GroupMember(group_id=group.id, unit_id=rows[key].id, position=place)
            for place, key in enumerate(shipped.members)
            if rows[key].active
        )
    desk.session.flush()
    return len(fresh)
