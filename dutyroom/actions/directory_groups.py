"""Groups of the directory: lists that are called by one key."""

from __future__ import annotations

from dutyroom.actions.directory import current, in_use
from dutyroom.data.desk import Desk
from dutyroom.data.queries.directory_groups import group_rows
from dutyroom.data.queries.directory_order import last_member_place, last_place
from dutyroom.data.tables import ContactGroup, GroupMember, Person, Unit
from dutyroom.rules.directory import KEEPERS, AddGroup, AddMember, ChangeGroup, RemoveMember, check_group
from dutyroom.rules.fold import fold
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal


def add_group(desk: Desk, add: AddGroup) -> int:
    """Begin a group; returns its number."""
    require(desk.author, *KEEPERS)
    name, purpose = check_group(add.name, add.purpose)
    _refuse_namesake(desk, name, None)
    group = ContactGroup(name=name, purpose=purpose, position=last_place(desk.session, ContactGroup) + 1, active=True)
    desk.session.add(group)
    desk.session.flush()
    desk.journal("group.added", text=name, record=("contact_group", group.id))
    return group.id


def change_group(desk: Desk, change: ChangeGroup) -> None:
    """Correct name or purpose of a group."""
    require(desk.author, *KEEPERS)
    name, purpose = check_group(change.name, change.purpose)
    group = in_use(current(desk, ContactGroup, change.id), change.version, "name")
    _refuse_namesake(desk, name, group.id)
    before = [group.name, group.purpose]
    group.name, group.purpose = name, purpose
    desk.session.flush()
    payload = {"changed": [before, [name, purpose]]}
    desk.journal("group.changed", text=name, record=("contact_group", group.id), payload=payload)


def add_member(desk: Desk, add: AddMember) -> int:
    """A unit or a person joins a group, last in its order; returns the number of the membership."""
    require(desk.author, *KEEPERS)
    group = in_use(current(desk, ContactGroup, add.group_id), None, "member")
    name = _member_name(desk, add)
    present = next(row for row in group_rows(desk.session, active_only=False) if row.id == group.id)
    if any((m.unit_id, m.person_id) == (add.unit_id, add.person_id) for m in present.members):
        raise Refusal("member.twice", field="member", name=name)
    place = last_member_place(desk.session, group.id) + 1
    member = GroupMember(group_id=group.id, unit_id=add.unit_id, person_id=add.person_id, position=place, active=True)
    desk.session.add(member)
    desk.session.flush()
    desk.journal("group.member_added", text=f"{group.name}：{name}", record=("contact_group", group.id))
    return member.id


def remove_member(desk: Desk, remove: RemoveMember) -> None:
    """A member leaves its group."""
    require(desk.author, *KEEPERS)
    member = desk.session.get(GroupMember, remove.id)
    if member is None or not member.active:
        raise Refusal("member.unknown", field="member")
    member.active = False
    group = current(desk, ContactGroup, member.group_id)
    who = desk.session.get(Person, member.person_id) if member.person_id else desk.session.get(Unit, member.unit_id)
    name = who.name if who else ""
    desk.journal("group.member_removed", text=f"{group.name}：{name}", record=("contact_group", group.id))


def _member_name(desk: Desk, add: AddMember) -> str:
    if add.person_id is not None and add.unit_id is None:
        return in_use(current(desk, Person, add.person_id, "member"), None, "member").name
    if add.unit_id is not None and add.person_id is None:
        return in_use(current(desk, Unit, add.unit_id, "member"), None, "member").name
    raise Refusal("member.nobody", field="member")


def _refuse_namesake(desk: Desk, name: str, but: int | None) -> None:
    for row in group_rows(desk.session, active_only=False):
        if row.id != but and fold(row.name) == fold(name):
            code = "group.name.taken" if row.active else "group.retired"
            raise Refusal(code, field="name", name=row.name)
