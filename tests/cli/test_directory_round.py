"""What ``export directory`` writes, ``import directory`` restores in another room; what is wrong in it is said."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
import xlsxwriter

from dutyroom.__main__ import main
from dutyroom.actions.directory import add_number, add_person, add_unit, change_unit, check_called
from dutyroom.actions.directory_groups import add_group, add_member
from dutyroom.actions.directory_import import ImportCards, cards_of, import_cards, import_slice, propose_import
from dutyroom.data.queries.directory import units_by_name, units_in_full
from dutyroom.data.queries.directory_export import directory_records
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.startup import create_store, open_store
from dutyroom.data.verify import check_store
from dutyroom.readers.contacts import read_contacts
from dutyroom.rules.contact_written import read_list, written_list
from dutyroom.rules.directory import (
    AddGroup,
    AddMember,
    AddNumber,
    AddPerson,
    AddUnit,
    ChangeUnit,
    CheckNumber,
    PersonFacts,
    UnitFacts,
    UnitKind,
)
from dutyroom.rules.entry import Kind
from dutyroom.rules.phone import Label
from tests.samples import NOON, Room


def records_of(store) -> list[dict]:
    with store.reading() as session:
        return list(directory_records(session))


def called(folder: Path, *words: object) -> int:
    return main(["--data", str(folder), "--lang", "en", *map(str, words)])


def _opened(folder: Path):
    return closing(open_store(folder, clock=lambda: NOON))


@pytest.fixture
def furnished(room) -> Room:
    """A directory with all that an import could lose: two units alike in name, brackets, namesakes, days, groups."""
    known = room.read(units_by_name)
    facts = UnitFacts(
        name="示例公司（筹）",
        kind=UnitKind.PARTNER,
        short="示例（司）",
        name_en="Sample Co. (planned)",
        parent_id=known["水利局"],
        functions=("防汛; 抗旱", "供水；排水"),
        functions_en=("floods; drought",),
        fields=("[一]类", "水利"),
        fields_en=("water",),
        address="示例路（北）1号",
        note="第一行\n第二行",
    )
    unit = room.do(add_unit, AddUnit(unit=facts), by="王建国")
    city = UnitFacts(name="水利局", kind=UnitKind.PARTNER, functions=("水库（示例）",), note="已改")
    room.do(change_unit, ChangeUnit(id=known["水利局"], version=1, unit=city), by="王建国")
    room.do(add_unit, AddUnit(unit=UnitFacts(name="二七区人民政府", kind=UnitKind.AREA)), by="王建国")
    people = [
        room.do(add_person, AddPerson(person=PersonFacts(name="张样例", unit_id=unit, post=post, fields=("a; b",))))
        for post in ("处长（示例）", "副处长")
    ]
    alone = room.do(add_person, AddPerson(person=PersonFacts(name="John (Jack) Sample", note="甲")))
    numbers = [
        AddNumber(
            phone="13800138000", label=Label.OTHER, unit_id=unit, note="夜间（示例）; 18时后", is_day_and_night=True
        ),
        AddNumber(phone="0371-67181234", label=Label.DUTY, unit_id=unit),
        AddNumber(phone="0371-67181234", label=Label.FAX, unit_id=unit),
        AddNumber(phone="13800138000", label=Label.MOBILE, person_id=people[1]),
        AddNumber(phone="a@example.cn", label=Label.EMAIL, person_id=alone),
    ]
    ids = [room.do(add_number, number) for number in numbers]
    room.wait(days=1, hours=14)
    room.do(check_called, CheckNumber(id=ids[1]))
    room.do(check_called, CheckNumber(id=ids[3]))
    room.write(
        "来电", kind=Kind.CALL_IN, unit="示例公司（筹）", person="李（值班）", phone="67185678", keep_number=True
    )
    group = room.do(add_group, AddGroup(name="示例（组）", purpose="一\n二"))
    for member in ({"person_id": people[1]}, {"unit_id": unit}, {"person_id": alone}, {"unit_id": known["水利局"]}):
        room.do(add_member, AddMember(group_id=group, **member))
    room.do(add_group, AddGroup(name="空组"))
    return room


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_a_room_with_the_shipped_directory_takes_the_whole_of_another(furnished, tmp_path, capsys, ending):
    target, other = tmp_path / f"out.{ending}", tmp_path / "other"
    before = records_of(furnished.store)
    assert called(furnished.folder, "export", "directory", "-o", target) == 0
    capsys.readouterr()
    assert called(other, "import", "directory", target, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["skipped"], answer["remarks"]) == ([], [])
    with _opened(other) as store:
        assert records_of(store) == before
        with store.reading() as session:
            assert check_store(session, store.attachments).ok
    assert called(other, "plans", "list") == 0, "opened with units, the room is given the list of required plans, once"
    capsys.readouterr()
    with _opened(other) as store, store.reading() as session:
        last = last_entries(session, 1)[0].seq
    assert called(other, "import", "directory", target, "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert again["same"] == again["rows"] == len(before)
    with _opened(other) as store, store.reading() as session:
        assert last_entries(session, 1)[0].seq == last, "the second time leaves no entry"


def test_an_empty_room_takes_it_too_slice_by_slice(furnished, tmp_path):
    target = tmp_path / "out.json"
    assert called(furnished.folder, "export", "directory", "-o", target) == 0
    cards = cards_of(read_contacts(target))
    with closing(create_store(tmp_path / "empty", clock=lambda: NOON)) as store:

        def keep(wish, memory):
            with store.desk() as desk:
                return import_slice(desk, wish, memory)

        with store.reading() as session:
            assert {one.result for one in propose_import(session, cards).decisions} == {"imported"}
        import_cards(keep, ImportCards(file="out.json", cards=cards.cards))
        assert records_of(store) == records_of(furnished.store)
        with store.reading() as session:
            kept = next(unit for unit in units_in_full(session) if unit.name == "示例公司（筹）")
    duty = next(number for number in kept.numbers if number.label == "duty")
    assert (duty.checked_at, kept.numbers[-1].label, kept.numbers[-1].person) == (furnished.now, None, "李（值班）")


def test_the_commands_hand_a_directory_from_room_to_room(dutyroom, typed, sample, tmp_path):
    first, second, other = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "other"
    assert typed("export", "directory", "-o", first).returncode == 0
    ran = dutyroom("--data", other, "import", "directory", first, "--json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["skipped"] == []
    assert typed("--data", other, "export", "directory", "-o", second).returncode == 0
    assert second.read_text("utf-8") == first.read_text("utf-8")


BAD = (
    ({"kind": "军区"}, "军区", "bureau"),
    ({"checked_at": "十一月"}, "十一月", "2026-11-23"),
    ({"numbers_in_full": '[{"phone": 1'}, "numbers_in_full", "own columns"),
    ({"group": "示例组", "members": "[1]"}, "members", "Export it again"),
    (
        {"group": "示例组", "members": '[{"unit": "无此单位", "name": "", "post": ""}]'},
        "无此单位",
        "Not in the directory",
    ),
    ({"short": "短" * 201}, "200", "longer"),
    ({"unit_en": "e" * 201}, "200", "longer"),
    ({"functions": "职" * 4001}, "4000", "longer"),
)


def test_each_bad_value_is_named_and_the_rest_is_kept_or_the_row_left_out(tmp_path, capsys):
    usual = {"kind": "bureau", "short": "样例", "functions": "防汛", "unit_en": "Sample", "checked_at": "", "name": ""}
    usual |= {"duty_phone": "0371-67181234", "numbers_in_full": "", "group": "", "members": ""}
    records = [{"unit": f"样例单位{n}"} | usual | wrong for n, (wrong, _, _) in enumerate(BAD)]
    path, other = tmp_path / "in.json", tmp_path / "other"
    path.write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    assert called(other, "import", "directory", path, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert {line["row"] for line in answer["skipped"]} == {5, 7, 8, 9}
    told = {line["row"]: line["reason"] for line in (*answer["skipped"], *answer["remarks"])}
    for row, (_, named, said) in enumerate(BAD, 2):
        assert named in told[row]
        assert said in told[row]
    with _opened(other) as store, store.reading() as session:
        kept = {unit.name: unit for unit in units_in_full(session) if unit.name.startswith("样例单位")}
    assert [unit.kind for unit in kept.values()] == [UnitKind.BUREAU, UnitKind.BUREAU, UnitKind.OTHER]
    assert {number.phone for unit in kept.values() for number in unit.numbers} == {"0371-67181234"}
    assert {number.checked_at for unit in kept.values() for number in unit.numbers} == {None}


def test_a_cell_that_was_edited_counts_and_a_table_of_others_may_say_the_day(room, tmp_path):
    path = tmp_path / "in.xlsx"
    full = '[{"label": "duty", "phone": "1", "person": "", "note": "", "day_and_night": true, "checked_at": ""}]'
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(
            0, 0, ("unit", "kind", "short", "functions", "unit_en", "checked_at", "duty_phone", "numbers_in_full")
        )
        sheet.write_row(1, 0, ("样例单位", "其他单位", "", "", "", "2026年11月2日", "67181234", full))
    [card] = cards_of(read_contacts(path)).cards
    room.do(import_slice, ImportCards(file="x", cards=(card,)))
    kept = next(unit for unit in room.read(units_in_full) if unit.name == "样例单位")
    [number] = kept.numbers
    assert (number.phone, number.checked_at.isoformat()) == ("67181234", "2026-11-01T16:00:00+00:00")
    path = tmp_path / "in.csv"
    path.write_text("单位,值班电话,short,checked_at\n样例二,67185678,二,2026-11-03\n", "utf-8")
    [card] = cards_of(read_contacts(path)).cards
    room.do(import_slice, ImportCards(file="x", cards=(card,)))
    kept = next(unit for unit in room.read(units_in_full) if unit.name == "样例二")
    assert (kept.short, kept.numbers[0].checked_at.date().isoformat()) == ("二", "2026-11-02")


@pytest.mark.parametrize("parts", [(), ("a",), ("a; b",), ("[a]", "b"), ("a；b", "c;d"), ("[",), ("a", "[b; c")])
def test_a_list_in_a_cell_is_read_back(parts):
    assert read_list(written_list(parts)) == parts
