"""The office: its first run and its settings."""

from __future__ import annotations

from dutyroom.actions.directory_shipped import lay_directory
from dutyroom.actions.hotline_classes import put_classes
from dutyroom.actions.officers import keep_officer
from dutyroom.actions.required_plans import lay_required
from dutyroom.data.desk import Desk
from dutyroom.data.tables import Setting
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.office import ChangeOffice, OfficeSettings, SetUpOffice, check_office
from dutyroom.rules.officer import AddOfficer, Role, require


def set_up_office(desk: Desk, set_up: SetUpOffice) -> None:
    """The first run: settings, people, the shipped directory and list of required plans, in one entry."""
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
    lay_directory(desk)
    lay_required(desk)
    put_classes(desk)
    _keep(desk, set_up.settings)
    desk.journal("office.set_up", text=set_up.settings.name_zh, payload=set_up.settings.plain())


def change_office(desk: Desk, change: ChangeOffice) -> None:
    """Set the office's settings anew. Needs an administrator."""
    require(desk.author, Role.ADMINISTRATOR)
    check_office(change.settings)
    _keep(desk, change.settings)
    desk.journal("office.changed", text=change.settings.name_zh, payload=change.settings.plain())


def _keep(desk: Desk, settings: OfficeSettings) -> None:
    kept = {row.key: row for row in desk.settings()}
    for key, value in settings.plain().items():
        text = canonical_json(value)
        if key not in kept:
            desk.session.add(Setting(key=key, value=text))
        elif kept[key].value != text:
            kept[key].value = text
