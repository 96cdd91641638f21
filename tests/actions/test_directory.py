"""Keeping the directory: each change one entry that says what was and is; refusals leave nothing behind."""

import json

import pytest

from dutyroom.actions.directory import (
    add_number,
    add_person,
    add_unit,
    change_number,
    change_person,
    change_unit,
    check_called,
    move_person,
    retire,
    take_back,
)
from dutyroom.actions.directory_groups import add_group, add_member, change_group, remove_member
from dutyroom.actions.directory_shipped import shipped_units
from dutyroom.data.queries.directory import (
    number_in_full,
    person_record,
    unit_in_full,
    unit_record,
    units_by_name,
    units_in_full,
)
from dutyroom.data.queries.directory_find import DirectorySearch, find_directory, search_directory
from dutyroom.data.queries.directory_groups import group_in_full, group_rows
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.verify import check_store
from dutyroom.rules.directory import (
    AddGroup,
    AddMember,
    AddNumber,
    AddPerson,
    AddUnit,
    ChangeGroup,
    ChangeNumber,
    ChangePerson,
    ChangeUnit,
    CheckNumber,
    MovePerson,
    PersonFacts,
    RemoveMember,
    Retire,
    TakeBack,
    UnitFacts,
    UnitKind,
)
from dutyroom.rules.phone import Label
from dutyroom.rules.refusal import Refusal

ADMIN = "王建国"


def unit_id(room, name="水利局"):
    return room.read(units_by_name)[name]


def person(room, name="张样例", unit="水利局", **more):
    number = unit_id(room, unit) if unit else None
    return room.do(add_person, AddPerson(person=PersonFacts(name=name, unit_id=number, **more)))


def last(room):
    return room.read(last_entries, 1)[0]


def holds(room):
    result = room.read(check_store, room.store.attachments)
    return result.ok, result.problems


def refused(room, action, command, by="李秀英"):
    before = last(room).seq
    with pytest.raises(Refusal) as caught:
        room.do(action, command, by=by)
    assert last(room).seq == before, "a refusal leaves nothing"
    return caught.value.code, caught.value.field


def test_the_first_run_lays_the_offices_with_functions_and_fields_in_both_languages(room):
    units = {unit.key: unit for unit in room.read(units_in_full)}
    assert len(units) == len(shipped_units())
    assert units["secretary-3"].fields[0] == "农业农村"
    assert units["secretary-3"].fields_en[0] == "agriculture and rural areas"
    assert units["duty"].functions[-1] == "市长电话的受理、承办、转办、督办、反馈"
    assert units["duty"].functions_en[-1].startswith("mayor's telephone")
    assert units["bureau-1"].functions == ()
    groups = {group.name: [member.name for member in group.members] for group in room.read(group_rows)}
    assert groups["各区县市及开发区"][:5] == [
        "经济技术开发区", "高新技术产业开发区", "航空港经济综合实验区", "郑东新区", "中原区",
    ]  # fmt: skip
    assert {"水利局", "黄河河务局"} <= set(groups["防汛抗旱指挥部成员单位（待核对）"])
    assert holds(room) == (True, ())


def test_a_unit_is_added_changed_retired_and_taken_back(room):
    facts = UnitFacts(name="大数据管理局", kind=UnitKind.BUREAU, functions=("数据",), address="某路1号")
    number = room.do(add_unit, AddUnit(unit=facts), by=ADMIN)
    unit = room.read(unit_in_full, number)
    assert (unit.initials, unit.functions, unit.key) == ("dsjglj", ("数据",), f"own-{number}")
    assert (last(room).event, last(room).text, last(room).unit) == ("unit.added", "大数据管理局", "大数据管理局")

    changed = UnitFacts(name="数据局", kind=UnitKind.BUREAU, functions=())
    room.do(change_unit, ChangeUnit(id=number, version=unit.version, unit=changed), by=ADMIN)
    after = room.read(unit_in_full, number)
    assert (after.name, after.initials, after.functions, after.address) == ("数据局", "sjj", (), "")
    assert json.loads(last(room).payload)["changed"]["name"] == ["大数据管理局", "数据局"]
    assert json.loads(last(room).payload)["changed"]["functions"] == ["数据", ""]

    room.do(retire, Retire(record="unit", id=number, version=after.version, reason="并入他局"), by=ADMIN)
    assert last(room).text == "数据局：并入他局"
    assert "数据局" not in room.read(units_by_name)
    room.do(take_back, TakeBack(record="unit", id=number), by=ADMIN)
    assert room.read(units_by_name)["数据局"] == number
    assert holds(room) == (True, ())


def test_people_come_last_and_change_places(room):
    first, second = person(room), person(room, "李样例", post="副局长")
    names = [each.name for each in room.read(unit_in_full, unit_id(room)).people]
    assert names == ["张样例", "李样例"]
    room.do(move_person, MovePerson(id=second, by=-1))
    assert [each.id for each in room.read(unit_in_full, unit_id(room)).people] == [second, first]
    before = last(room).seq
    room.do(move_person, MovePerson(id=second, by=-1))
    assert last(room).seq == before, "the first cannot go further up"
    row = room.read(person_record, second).person
    moved = PersonFacts(name="李样例", unit_id=unit_id(room, "公安局"), post="科长")
    room.do(change_person, ChangePerson(id=second, version=row.version, person=moved))
    assert room.read(person_record, second).unit == "公安局"
    assert holds(room) == (True, ())


def test_a_number_is_checked_and_another_number_is_not_checked_any_more(room):
    somebody = person(room)
    number = room.do(add_number, AddNumber(phone=" １３８００１３８０００ ", label=Label.MOBILE, person_id=somebody))
    assert (last(room).unit, last(room).person, last(room).phone) == ("水利局", "张样例", "13800138000")
    room.wait(days=1)
    room.do(check_called, CheckNumber(id=number))
    assert room.read(number_in_full, number).checked_at == room.now
    assert last(room).event == "number.checked"
    room.do(check_called, CheckNumber(id=number, answers=False))
    assert (last(room).event, room.read(number_in_full, number).checked_at) == ("number.silent", room.now)

    row = room.read(number_in_full, number)
    same = ChangeNumber(
        id=number, version=row.version, phone="138 0013 8000", label=Label.MOBILE, is_day_and_night=True
    )
    room.do(change_number, same)
    assert room.read(number_in_full, number).checked_at == room.now, "the same number written otherwise"
    other = ChangeNumber(id=number, version=row.version + 1, phone="13900139000", label=Label.MOBILE)
    room.do(change_number, other)
    assert room.read(number_in_full, number).checked_at is None
    assert holds(room) == (True, ())


def test_a_group_is_kept_and_its_members_found_with_numbers(room):
    somebody = person(room, post="科长")
    room.do(add_number, AddNumber(phone="13800138000", label=Label.MOBILE, person_id=somebody))
    room.do(add_number, AddNumber(phone="67189999", label=Label.FAX, unit_id=unit_id(room)))
    room.do(add_number, AddNumber(phone="67181234", label=Label.DUTY, unit_id=unit_id(room)))
    group = room.do(add_group, AddGroup(name="演练名单", purpose="点名"))
    member = room.do(add_member, AddMember(group_id=group, unit_id=unit_id(room)))
    room.do(add_member, AddMember(group_id=group, person_id=somebody))
    unit, man = room.read(group_in_full, group).members
    assert [number.phone for number in unit.numbers] == ["67181234", "67189999"], "the duty phone first"
    assert (man.name, man.unit, man.post, man.numbers[0].phone) == ("张样例", "水利局", "科长", "13800138000")
    assert refused(room, add_member, AddMember(group_id=group, person_id=somebody)) == ("member.twice", "member")
    assert refused(room, add_member, AddMember(group_id=group)) == ("member.nobody", "member")
    room.do(remove_member, RemoveMember(id=member))
    assert refused(room, remove_member, RemoveMember(id=member)) == ("member.unknown", "member")
    version = room.read(group_in_full, group).version
    room.do(change_group, ChangeGroup(id=group, version=version, name="演练点名"))
    assert refused(room, add_group, AddGroup(name="演练点名")) == ("group.name.taken", "name")
    assert room.read(person_record, somebody).groups == ((group, "演练点名"),)
    row = room.read(person_record, somebody).person
    room.do(retire, Retire(record="person", id=somebody, version=row.version))
    assert room.read(group_in_full, group).members == (), "nobody is called who is retired"
    assert holds(room) == (True, ())


def test_what_is_refused(room):
    water = unit_id(room)
    somebody = person(room)
    room.do(add_number, AddNumber(phone="0371-67181234", label=Label.DUTY, unit_id=water))
    unit = room.read(unit_in_full, water)
    assert refused(room, add_unit, AddUnit(unit=UnitFacts(name="x"))) == ("right.missing", None)
    assert refused(room, add_unit, AddUnit(unit=UnitFacts(name=" ")), ADMIN) == ("unit.name.empty", "name")
    assert refused(room, add_unit, AddUnit(unit=UnitFacts(name="水利局")), ADMIN) == ("unit.name.taken", "name")
    own = UnitFacts(name="水利局", parent_id=water)
    assert refused(room, change_unit, ChangeUnit(id=water, version=unit.version, unit=own), ADMIN) == (
        "unit.parent.below",
        "parent_id",
    )
    stale = ChangeUnit(id=water, version=unit.version + 1, unit=UnitFacts(name="水务局"))
    assert refused(room, change_unit, stale, ADMIN) == ("record.changed_meanwhile", "name")
    gone = Retire(record="unit", id=water, version=unit.version)
    assert refused(room, retire, gone, ADMIN) == ("unit.has_people", "reason")
    assert refused(room, retire, gone) == ("right.missing", None)
    twin = AddPerson(person=PersonFacts(name="张样例", unit_id=water))
    assert refused(room, add_person, twin) == ("person.taken", "name")
    nowhere = AddPerson(person=PersonFacts(name="x", unit_id=9999))
    assert refused(room, add_person, nowhere) == ("unit.unknown", "unit_id")
    twice = AddNumber(phone="67181234", label=Label.OFFICE, unit_id=water)
    assert refused(room, add_number, twice) == ("number.twice", "phone")
    assert refused(room, add_number, AddNumber(phone="待定", unit_id=water)) == ("number.no_digit", "phone")
    assert refused(room, add_number, AddNumber(phone="67185678")) == ("number.nobody", "phone")
    assert refused(room, check_called, CheckNumber(id=9999)) == ("number.unknown", None)
    row = room.read(person_record, somebody).person
    room.do(retire, Retire(record="person", id=somebody, version=row.version))
    late = AddNumber(phone="67185678", person_id=somebody)
    assert refused(room, add_number, late) == ("person.retired", "phone")


def test_a_fax_on_the_line_of_the_duty_phone_is_a_number_of_its_own(room):
    room.do(add_number, AddNumber(phone="67181234", label=Label.DUTY, unit_id=unit_id(room)))
    room.do(add_number, AddNumber(phone="67181234", label=Label.FAX, unit_id=unit_id(room)))
    assert len(room.read(unit_in_full, unit_id(room)).numbers) == 2


def test_a_unit_below_another_is_shown_and_holds_it(room):
    below = room.do(add_unit, AddUnit(unit=UnitFacts(name="防汛办", parent_id=unit_id(room))), by=ADMIN)
    record = room.read(unit_record, unit_id(room))
    assert record.below == ((below, "防汛办"),)
    assert room.read(unit_record, below).parent == "水利局"
    gone = Retire(record="unit", id=record.unit.id, version=record.unit.version)
    assert refused(room, retire, gone, ADMIN) == ("unit.has_units", "reason")


def test_everything_is_found_by_what_it_is_known_by(room):
    somebody = person(room, post="防汛科长")
    room.do(add_number, AddNumber(phone="138-0013-8000", label=Label.MOBILE, person_id=somebody))
    alone = person(room, "独样例", None)

    def keys(words="", **more):
        return [row.key for row in room.read(find_directory, DirectorySearch(words=words, **more))]

    water = ("unit", unit_id(room))
    for words in ("zhangyangli", "zyl", "张样", "13800138", "0013 8000", "防汛科长"):
        assert keys(words) == [water, ("person", somebody)], words
    assert ("unit", unit_id(room, "秘书三处")) in keys("meteorology")
    assert keys("沙漠") == []
    assert keys()[-1] == ("person", alone), "people without a unit stand last"
    assert {kind for kind, _ in keys(kind=UnitKind.PARTY)} == {"unit"}
    assert keys(stale_before=room.now) == [water, ("person", somebody)]
    found = room.read(search_directory, "138001", 5)
    assert [(hit.kind, hit.id, hit.section) for hit in found.hits] == [("person", somebody, "水利局 防汛科长")]
    assert found.hits[0].snippet == "138-0013-8000"


def test_numbers_kept_from_the_log_stand_in_the_directory_and_come_once(room):
    room.start()
    for phone in ("13800138000", "138-0013-8000"):
        room.write("来电", unit="水利局", person="老周（示例）", phone=phone, keep_number=True)
    room.do(add_number, AddNumber(phone="67181234", label=Label.DUTY, unit_id=unit_id(room)))
    room.write("来电", unit="水利局", person="值班室", phone="0371-67181234", keep_number=True)
    numbers = room.read(unit_in_full, unit_id(room)).numbers
    assert [(number.label, number.phone, number.person) for number in numbers] == [
        ("duty", "67181234", ""),
        (None, "13800138000", "老周（示例）"),
    ]
