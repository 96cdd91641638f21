"""The table of classes in a store: laid once, changed, withdrawn, brought in, found."""

import pytest

from dutyroom.actions.hotline_classes import (
    ImportClasses,
    add_class,
    change_class,
    complete_classes,
    import_classes,
    shipped_classes,
    withdraw_class,
)
from dutyroom.data.queries.directory import units_by_name
from dutyroom.data.queries.hotline_classes import (
    CLASS_COLUMNS,
    class_named,
    class_of_code,
    class_records,
    class_rows,
    classes_of_text,
    find_classes,
)
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store
from dutyroom.readers.document import ContactFile
from dutyroom.rules.contact_table import Sheet
from dutyroom.rules.hotline_classes import AddClass, ChangeClass, ClassFacts, WithdrawClass
from dutyroom.rules.refusal import Refusal
from tests.data.test_migrations import unpacked
from tests.samples import Room


def laid(room):
    complete_classes(room.store)


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path / "room").open(live=laid)
    yield room
    room.store.close()


def refused(room, action, *asked):
    with pytest.raises(Refusal) as refusal:
        room.do(action, *asked, by="王建国")
    return refusal.value.code


def table(*rows, heads=("代码", "名称", "关键词", "承办单位")):
    return ContactFile(sheets=(Sheet("分类", (heads, *rows)),))


def test_the_shipped_table_is_laid_with_the_office_and_every_unit_is_one_of_the_directory(room):
    rows = room.read(class_rows)
    assert len(rows) == len(shipped_classes())
    assert not complete_classes(room.store), "it was laid with the office"
    units = room.read(units_by_name)
    assert {row.unit for row in rows if row.unit} <= set(units)
    assert room.read(check_store, room.store.attachments).ok


def test_a_store_from_before_the_table_is_given_it_once_with_one_entry_of_the_system(tmp_path):
    unpacked("0005", tmp_path / "earlier")
    store = open_store(tmp_path / "earlier")
    try:
        assert complete_classes(store)
        assert not complete_classes(store), "the second time there is nothing to do"
        with store.reading() as session:
            entry = last_entries(session, 1)[0]
            assert (entry.event, entry.author_id) == ("hotline_class.laid", None)
            assert len(class_rows(session)) == len(shipped_classes())
            assert check_store(session, store.attachments).ok
    finally:
        store.close()


def test_a_class_is_found_by_word_callers_word_pinyin_initials_and_code(room):
    for typed in ("路灯故障", "路灯不亮", "ludeng", "ldgz", "ldbl", "010203", "street lights"):
        assert "010203" in [row.code for row in room.read(find_classes, typed)], typed
    row = room.read(find_classes, "路灯不亮")[0]
    assert row.path() == "城市管理 / 市政设施 / 路灯故障"
    assert row.path(english=True) == "City management / Municipal works / Failed street lights"
    assert (row.unit, row.sub, row.checked) == ("城市管理局", "", False)
    assert all(found.is_whole for found in room.read(find_classes, "公共", 20))
    assert room.read(find_classes, "城市管理", whole=False)[0].code == "01"
    assert room.read(classes_of_text, "我家楼道的电梯困人了，快来")[0].sub == "danger"
    assert room.read(class_named, "停水").code == room.read(class_of_code, "030101").code == "030101"


def test_a_class_is_added_changed_and_found_under_its_new_name(room):
    number = room.do(add_class, AddClass(facts=ClassFacts(code="01-02-06", name_zh="海绵城市")), by="王建国")
    row = room.read(class_of_code, "010206")
    assert (row.id, room.read(find_classes, "hmcs")[0].code) == (number, "010206")
    facts = ClassFacts(code="010206", name_zh="窨井冒水", words=("井盖冒水",), unit="城市管理局", sub="danger")
    room.do(change_class, ChangeClass(id=number, version=row.version, facts=facts), by="王建国")
    found = room.read(find_classes, "jgms")[0]
    assert (found.zh, found.checked, found.sub) == ("窨井冒水", True, "danger")
    assert refused(room, change_class, ChangeClass(id=number, version=row.version, facts=facts)) == (
        "record.changed_meanwhile"
    )
    assert room.read(check_store, room.store.attachments).ok


def test_what_cannot_stand_in_the_table_is_refused(room):
    assert refused(room, add_class, AddClass(facts=ClassFacts(code="010203", name_zh="路灯"))) == "class.code.twice"
    assert refused(room, add_class, AddClass(facts=ClassFacts(code="990101", name_zh="无"))) == "class.code.above"
    top = room.read(class_of_code, "01")
    assert refused(room, withdraw_class, WithdrawClass(id=top.id, version=top.version)) == "class.code.below"
    moved = ClassFacts(code="13", name_zh="城市管理")
    assert refused(room, change_class, ChangeClass(id=top.id, version=top.version, facts=moved)) == "class.code.below"
    assert refused(room, change_class, ChangeClass(id=9999, version=1, facts=moved)) == "class.unknown"
    with pytest.raises(Refusal) as refusal:
        room.do(add_class, AddClass(facts=ClassFacts(code="010299", name_zh="无")), by="张伟")
    assert refusal.value.code == "right.missing"


def test_a_withdrawn_class_is_found_no_more_keeps_its_name_and_comes_back_by_what_it_returned(room):
    row = room.read(class_of_code, "010203")
    undo = room.do(withdraw_class, WithdrawClass(id=row.id, version=row.version), by="王建国")
    assert "010203" not in [found.code for found in room.read(find_classes, "路灯")]
    assert room.read(class_of_code, "010203").zh == "路灯故障"
    assert "010203" in [found.code for found in room.read(class_rows, withdrawn=True)]
    assert refused(room, withdraw_class, WithdrawClass(id=row.id, version=undo.version)) == "class.withdrawn"
    room.do(withdraw_class, undo, by="王建国")
    assert room.read(find_classes, "路灯")[0].code == "010203"


def test_a_table_of_the_office_is_brought_in_with_a_line_for_every_row_that_cannot_be(room):
    content = table(
        ("130101", "低空飞行", "无人机、黑飞", "公安局"),
        ("1301", "低空经济", "", ""),
        ("13", "新业态", "", ""),
        ("010203", "路灯不亮", "", ""),
        ("010203", "又一次", "", ""),
        ("01020", "短了", "", ""),
        ("990101", "没有上级", "", ""),
    )
    tried = room.do(import_classes, content, ImportClasses(file="分类表.xlsx", dry_run=True), by="王建国")
    assert room.read(class_of_code, "130101") is None
    done = room.do(import_classes, content, ImportClasses(file="分类表.xlsx"), by="王建国")
    assert [(one.row, one.result) for one in done] == [(one.row, one.result) for one in tried]
    assert [one.result for one in done] == ["added", "added", "added", "changed", "skipped", "skipped", "skipped"]
    assert [one.reason.code for one in done[4:]] == ["class.table.twice", "class.code", "class.code.above"]
    row = room.read(class_of_code, "010203")
    assert (row.zh, row.unit, row.checked, row.source) == ("路灯不亮", "城市管理局", True, "分类表.xlsx")
    assert room.read(find_classes, "wrj")[0].path() == "新业态 / 低空经济 / 低空飞行"
    assert room.read(last_entries, 1)[0].event == "hotline_class.imported"
    assert room.read(check_store, room.store.attachments).ok


def test_a_whole_table_takes_the_place_of_the_shipped_one(room):
    content = table(("01", "甲类", "", ""), ("0101", "乙类", "", ""), ("010101", "丙类", "", ""))
    room.do(import_classes, content, ImportClasses(file="国标.csv", whole=True), by="王建国")
    assert [row.zh for row in room.read(class_rows)] == ["甲类", "乙类", "丙类"]


def test_a_table_without_codes_is_refused_and_an_export_brings_in_nothing_new(room):
    with pytest.raises(Refusal) as refusal:
        room.do(import_classes, table(("a", "b"), heads=("甲", "乙")), ImportClasses(file="x"), by="王建国")
    assert refusal.value.code == "class.table.heads"
    records = room.read(class_records, None)
    rows = [tuple(str(value) for value in record.values()) for record in records]
    again = ContactFile(sheets=(Sheet("export", (CLASS_COLUMNS, *rows)),))
    done = room.do(import_classes, again, ImportClasses(file="x", whole=True), by="王建国")
    assert {one.result for one in done} == {"same"}
