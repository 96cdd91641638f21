"""The office: its first run and its settings."""

from __future__ import annotations

import tomllib
from typing import Any

from dutyroom.actions.officers import keep_officer
from dutyroom.actions.pinyin import pinyin_of
from dutyroom.data.desk import Desk
from dutyroom.data.resources import resource_path
from dutyroom.data.tables import Setting, Unit
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.office import ChangeOffice, OfficeSettings, SetUpOffice, check_office
from dutyroom.rules.officer import AddOfficer, Role, require


def set_up_office(desk: Desk, set_up: SetUpOffice) -> None:
    """The first run: settings, people and the shipped units, in one entry."""
    check_office(set_up.settings)
    for person in set_up.people:
        keep_officer(
            desk,
            AddOfficer(
                name=person.name,
                roles=frozenset(Role(role) for role in person.roles),
                password=person.password,
                post=person.post,
                phone=person.phone,
            ),
            journal=False,
        )
    add_shipped_units(desk)
    _keep(desk, set_up.settings)
    desk.journal("office.set_up", text=set_up.settings.name_zh, payload=set_up.settings.plain())


def change_office(desk: Desk, change: ChangeOffice) -> None:
    """Set the office's settings anew. Needs an administrator."""
    require(desk.author, Role.ADMINISTRATOR)
    check_office(change.settings)
    _keep(desk, change.settings)
    desk.journal("office.changed", text=change.settings.name_zh, payload=change.settings.plain())


def add_shipped_units(desk: Desk) -> None:
    """The units that the program is shipped with: the house's offices, areas, party, superiors, bureaus, partners."""
    for position, (kind, key, names) in enumerate(shipped_units()):
        initials, pinyin = pinyin_of(names["zh"])
        desk.session.add(
            Unit(
                key=key,
                kind=kind,
                name=names["zh"],
                short=names.get("short", ""),
                name_en=names.get("en", ""),
                initials=initials,
                pinyin=pinyin,
                position=position,
            )
        )


def shipped_units() -> list[tuple[str, str, dict[str, Any]]]:
    """Kind, key and names of every unit in ``resources/office/office.toml``, in the office's order."""
    office = tomllib.loads(resource_path("office/office.toml").read_text("utf-8"))
    units = [("superior", f"superior-{n}", {"zh": name}) for n, name in enumerate(office["bodies"]["superior"], 1)]
    units += [("party", f"party-{n}", {"zh": name}) for n, name in enumerate(office["bodies"]["party"], 1)]
    units += [("area", f"area-{n}", area) for n, area in enumerate(office["area"], 1)]
    units += [("office", unit["id"], unit) for unit in office["unit"]]
    units += [("bureau", f"bureau-{n}", {"zh": name}) for n, name in enumerate(office["bodies"]["bureaus"], 1)]
    units += [("partner", f"partner-{n}", {"zh": name}) for n, name in enumerate(office["bodies"]["partners"], 1)]
    return units


def _keep(desk: Desk, settings: OfficeSettings) -> None:
    kept = {row.key: row for row in desk.settings()}
    for key, value in settings.plain().items():
        text = canonical_json(value)
        if key not in kept:
            desk.session.add(Setting(key=key, value=text))
        elif kept[key].value != text:
            kept[key].value = text
