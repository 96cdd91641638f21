"""Accounts: who may do what."""

import pytest

from dutyroom.actions.office import change_office
from dutyroom.actions.officers import add_officer, change_officer, set_password, sign_in
from dutyroom.actions.pinyin import pinyin_of
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_named
from dutyroom.data.queries.units import unit_rows
from dutyroom.rules.office import ChangeOffice, OfficeSettings
from dutyroom.rules.officer import AddOfficer, ChangeOfficer, Role, SetPassword, SignIn
from dutyroom.rules.refusal import Refusal
from tests.samples import PASSWORD

OFFICER = frozenset({Role.OFFICER})


def _refused(code):
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


@pytest.mark.parametrize(
    ("name", "person", "initials"),
    [
        ("应急管理局", False, "yjglj"),
        ("单雄信", True, "sxx"),
        ("二七区", False, "eqq"),
        ("Wang Lei", True, "wl"),
        ("𠮷田", True, "t"),
    ],
)
def test_initials(name, person, initials):
    assert pinyin_of(name, person=person)[0] == initials


def test_only_an_administrator_adds_people(room):
    with _refused("right.missing"):
        room.do(add_officer, AddOfficer(name="周明", roles=OFFICER))
    number = room.do(add_officer, AddOfficer(name=" 周明 ", roles=OFFICER, password="secret2"), by="王建国")
    row = room.read(officer_named, "周明")
    assert (row.id, row.initials, row.has_account) == (number, "zm", True)
    for twin in ("周明", "周\u202d明\u202c"):
        with _refused("officer.name.taken"):
            room.do(add_officer, AddOfficer(name=twin, roles=OFFICER), by="王建国")
    with _refused("password.short"):
        room.do(add_officer, AddOfficer(name="周亮", roles=OFFICER, password="123"), by="王建国")


def test_initials_can_be_corrected_and_the_last_administrator_stays(room):
    row = room.read(officer_named, "张伟")
    room.do(
        change_officer,
        ChangeOfficer(id=row.id, version=row.version, name="张伟", roles=OFFICER, initials="ZWW"),
        by="王建国",
    )
    assert room.read(officer_named, "张伟").initials == "zww"
    with _refused("record.changed_meanwhile"):
        room.do(change_officer, ChangeOfficer(id=row.id, version=row.version, name="张伟", roles=OFFICER), by="王建国")
    boss = room.read(officer_named, "王建国")
    with _refused("officer.last_administrator"):
        room.do(
            change_officer,
            ChangeOfficer(id=boss.id, version=boss.version, name="王建国", roles=frozenset({Role.LEADER})),
            by="王建国",
        )


def test_signing_in_is_journalled_and_a_wrong_password_is_not_let_in(room):
    row = room.do(sign_in, SignIn(officer_id=room.id("张伟"), password=PASSWORD), by=None)
    assert row.name == "张伟"
    assert [(e.event, e.author) for e in room.read(last_entries, 1)] == [("officer.signed_in", "张伟")]
    with _refused("password.wrong"):
        room.do(sign_in, SignIn(officer_id=room.id("张伟"), password="nonono"), by=None)
    room.do(set_password, SetPassword(officer_id=room.id("张伟"), password="fresh12"), by="张伟")
    room.do(sign_in, SignIn(officer_id=room.id("张伟"), password="fresh12"), by=None)
    with _refused("right.missing"):
        room.do(set_password, SetPassword(officer_id=room.id("赵敏"), password="fresh12"), by="张伟")


def test_the_office_is_set_and_its_units_are_known(room):
    units = room.read(unit_rows)
    assert {"二七区", "秘书一处", "应急管理局", "河南省应急管理厅"} <= {unit.name for unit in units}
    assert len({unit.key for unit in units}) == len(units)
    with _refused("office.zone.unknown"):
        room.do(change_office, ChangeOffice(settings=OfficeSettings(zone_name="Mars/Olympus")), by="王建国")
    room.do(change_office, ChangeOffice(settings=OfficeSettings(warn_minutes=30)), by="王建国")
    assert room.read(office_settings).warn_minutes == 30
