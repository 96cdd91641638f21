"""The directory's page, driven by keys: found as one types, called, changed, grouped, imported, printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.directory import add_person
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.directory import number_in_full, person_in_full, unit_in_full, units_by_name
from dutyroom.data.queries.directory_groups import group_rows
from dutyroom.data.queries.journal import last_entries
from dutyroom.rules.directory import (
    AddPerson,
    PersonFacts,
)
from dutyroom.ui.page import Place
from tests.ui.acting import KEY, settle, type_into
from tests.ui.directory_kept import calm, press, seek, shown_directory, water_bureau

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def life():
    return water_bureau


@pytest.fixture
def water(room):
    """The water bureau with a duty phone and two people."""
    return room.found


@pytest.fixture
def page(qtbot, tools, courier, room, water, look):
    yield shown_directory(qtbot, tools, courier, room)
    settle(qtbot, tools)


def lines(page):
    return [line.title for line in page.view.list.lines if line.key is not None]


def refusal_at(field):
    return field.accessibleDescription()


FINDS = (
    ("slj", "水利局"), ("shuili", "水利局"), ("67181234", "水利局"), ("6718 1234", "水利局"), ("zyl", "水利局"), ("副局长", "水利局"),
    ("meteorology", "Secretary Office 3"), ("经开", "Economic and Technological Development Zone"),
)  # fmt: skip


def test_units_and_people_are_found_as_one_types(qtbot, page):
    for words, first in FINDS:
        seek(qtbot, page, words)
        assert lines(page)[0] == first, words
        assert page.view.list.current_key() is not None, words


def test_a_person_who_is_found_stands_below_the_unit(qtbot, page):
    seek(qtbot, page, "lyl")
    assert lines(page) == ["水利局", "李样例"]
    assert page.view.count.full_text() == "1 units, 1 people"


def test_enter_right_after_typing_opens_the_record_and_escape_leads_back(qtbot, page):
    type_into(page.view.search, "slj")
    QTest.keyClick(page.view.search, KEY.Key_Return)
    calm(qtbot, page)
    record = page.view.record
    assert record.title.full_text() == "水利局"
    assert [record.people.item(row, 0).text() for row in range(2)] == ["张样例", "李样例"]
    assert record.numbers.item(0, 0).text() == "Duty phone  24 h"
    assert record.numbers.item(0, 2).text() == "! never called"
    QTest.keyClick(record, KEY.Key_Escape)
    QTest.keyClick(page.view.list, KEY.Key_Escape)
    assert page.view.search.selectedText() == "slj"


def test_nothing_found_says_so_and_offers_everything(qtbot, page):
    seek(qtbot, page, "沙漠")
    assert page.view.nothing.isVisible()
    assert page.view.record.key is None
    page.view.nothing.step.click()
    calm(qtbot, page)
    assert len(lines(page)) > 90
    assert page.view.search.text() == ""


def test_a_number_is_copied_called_and_found_good(qtbot, page, room, heard):
    seek(qtbot, page, "slj")
    record = page.view.record
    assert record.answers.property("look") == "primary", "calling is the next step for a number nobody has called"
    record.numbers.setFocus()
    QTest.keyClick(record.numbers, KEY.Key_C)
    assert QGuiApplication.clipboard().text() == "0371-67181234"
    number = record.current_number().id
    press(page, "answers")
    calm(qtbot, page)
    assert room.read(number_in_full, number).checked_at == room.now
    assert record.numbers.item(0, 2).text() == "answered today"
    assert record.answers.property("look") != "primary"
    assert room.read(last_entries, 1)[0].event == "number.checked"
    record.silent.click()
    calm(qtbot, page)
    assert room.read(last_entries, 1)[0].event == "number.silent"
    assert heard.said[-1] == "Noted: 0371-67181234 does not answer."


def test_only_what_must_be_checked(qtbot, page, room):
    page.view.stale.click()
    calm(qtbot, page)
    assert lines(page) == ["水利局", "张样例", "李样例"]
    seek(qtbot, page, "slj")
    press(page, "answers")
    page.view.search.clear()
    calm(qtbot, page)
    assert lines(page) == ["水利局", "张样例", "李样例"], "the bureau is still seen over its people"


def test_a_person_is_added_by_keys_and_a_wrong_number_stays_in_its_form(qtbot, page, room, water):
    seek(qtbot, page, "slj")
    press(page, "person")
    form = page.view.record.changes.person_form
    QTest.keyClick(form.name, KEY.Key_Return)
    calm(qtbot, page)
    assert refusal_at(form.name) == "Enter the person's name."
    type_into(form.name, "王样例")
    type_into(form.post, "科长")
    QTest.keyClick(form.post, KEY.Key_Return)
    calm(qtbot, page)
    person = next(each for each in room.read(unit_in_full, water).people if each.name == "王样例")
    assert page.view.record.key == ("person", person.id), "the new person is shown"
    assert page.view.list.current_key() == ("person", person.id)
    press(page, "number")
    numbers = page.view.record.changes.number_form
    type_into(numbers.phone, "dai ding")
    QTest.keyClick(numbers.phone, KEY.Key_Return)
    calm(qtbot, page)
    assert "no number" in refusal_at(numbers.phone)
    assert numbers.phone.text() == "dai ding"
    type_into(numbers.phone, "139 0013 9000")
    QTest.keyClick(numbers.phone, KEY.Key_Return)
    calm(qtbot, page)
    [kept] = room.read(person_in_full, person.id).numbers
    assert (kept.label, kept.phone) == ("mobile", "139 0013 9000")


def test_what_was_typed_stays_when_somebody_steps_back_or_looks_elsewhere(qtbot, page):
    seek(qtbot, page, "slj")
    press(page, "change")
    form = page.view.record.changes.unit_form
    type_into(form.name, "水务局")
    QTest.keyClick(form.name, KEY.Key_Escape)
    assert form.isHidden()
    seek(qtbot, page, "gaj")
    seek(qtbot, page, "slj")
    press(page, "change")
    assert form.name.text() == "水务局"


def test_people_change_places_with_alt_and_the_arrows(qtbot, page, room, water):
    seek(qtbot, page, "slj")
    people = page.view.record.people
    people.setFocus()
    people.setCurrentCell(1, 0)
    QTest.keyClick(people, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    calm(qtbot, page)
    assert [each.name for each in room.read(unit_in_full, water).people] == ["李样例", "张样例"]
    assert lines(page) == ["水利局", "李样例", "张样例"]
    QTest.keyClick(people, KEY.Key_Return)
    calm(qtbot, page)
    assert page.view.record.title.full_text() == "李样例"


def test_a_unit_is_added_retired_and_taken_back(qtbot, page, room):
    press(page, "unit")
    form = page.view.record.changes.unit_form
    type_into(form.name, "示例管理局")
    form.kind.setCurrentIndex(form.kind.findData("bureau"))
    QTest.keyClick(form.name, KEY.Key_Return)
    calm(qtbot, page)
    number = room.read(units_by_name)["示例管理局"]
    assert page.view.record.key == ("unit", number)
    press(page, "retire")
    retiring = page.view.record.changes.retire_form
    type_into(retiring.reason, "merged")
    QTest.keyClick(retiring.reason, KEY.Key_Return)
    calm(qtbot, page)
    assert "示例管理局" not in lines(page)
    page.view.retired.click()
    calm(qtbot, page)
    assert lines(page) == ["示例管理局"]
    assert page.view.record.state.text() == "retired"
    page.view.record.take_back.click()
    calm(qtbot, page)
    assert room.read(unit_in_full, number).active


def test_an_officer_may_keep_numbers_and_units_need_an_administrator(qtbot, page, room, courier):
    courier.sign(room.author("李秀英"))
    press(page, "unit")
    form = page.view.record.changes.unit_form
    type_into(form.name, "示例管理局")
    QTest.keyClick(form.name, KEY.Key_Return)
    calm(qtbot, page)
    assert "administrator" in form._form_note.text().lower()
    assert "示例管理局" not in room.read(units_by_name)


def test_groups_by_keys(qtbot, page, room, water, heard):
    press(page, "groups")
    press(page, "group")
    group = page.view.group
    type_into(group.form.name, "演练名单")
    QTest.keyClick(group.form.name, KEY.Key_Return)
    calm(qtbot, page)
    assert group.title.full_text() == "演练名单"
    for letters in ("slj", "zyl"):
        group.member.setFocus()
        QTest.keyClicks(group.member, letters)
        QTest.keyClick(group.member, KEY.Key_Return)  # takes the first that fits
        QTest.keyClick(group.member, KEY.Key_Return)  # adds it
        calm(qtbot, page)
    members = [each.name for each in room.read(group_rows)[-1].members]
    assert members == ["水利局", "张样例"]
    press(page, "copy")
    assert QGuiApplication.clipboard().text() == "水利局\t0371-67181234\n张样例 局长\t13800138001"
    group.members.setFocus()
    group.members.setCurrentCell(1, 0)
    QTest.keyClick(group.members, KEY.Key_Delete)
    calm(qtbot, page)
    assert [each.name for each in room.read(group_rows)[-1].members] == ["水利局"]
    QTest.keyClick(group.members, KEY.Key_Return)
    calm(qtbot, page)
    assert page.view.record.title.full_text() == "水利局"


def test_a_file_is_proposed_and_imported_only_then(qtbot, page, room, tmp_path, heard):
    path = tmp_path / "名单.csv"
    path.write_text("单位,姓名,手机\n水利局,新样例,13700137000\n,,\n水利局,张样例,13800138001\n,,1\n", encoding="utf-8")
    before = room.read(last_entries, 1)[0].seq
    with qtbot.waitSignal(page.importing.job.proposed, timeout=60_000):
        page.import_file(path)
    preview = page.view.preview
    assert preview.isVisible()
    assert preview.summary.full_text() == "1 new  ·  1 there already  ·  1 left out"
    assert room.read(last_entries, 1)[0].seq == before
    assert QApplication.focusWidget() is preview.accept or not page.isActiveWindow()
    with qtbot.waitSignal(page.importing.job.ended, timeout=60_000):
        QTest.keyClick(preview, KEY.Key_Return)
    calm(qtbot, page)
    assert heard.said[-1] == "1 contacts imported."
    QTest.keyClick(preview, KEY.Key_Escape)
    calm(qtbot, page)
    seek(qtbot, page, "13700137")
    assert lines(page) == ["水利局", "新样例"]


def test_the_preview_shows_what_an_export_says_of_a_unit(qtbot, page, tmp_path):
    path = tmp_path / "out.csv"
    head = "unit,kind,short,functions,unit_en,checked_at,duty_phone"
    path.write_text(
        f"{head}\n示例热力公司（筹）,partner,热力,供热; 抢修,Heat,2026-11-02,67181234\n示例二,军区,,,,,\n", "utf-8"
    )
    with qtbot.waitSignal(page.importing.job.proposed, timeout=60_000):
        page.import_file(path)
    rows = page.view.preview.rows
    cells = [[rows.data(rows.index(row, column)) for column in range(rows.columnCount())] for row in range(2)]
    assert cells[0][2:4] == ["示例热力公司（筹）", "Partners"]
    assert cells[0][5] == "热力 · Heat · 供热; 抢修 · answered on 2026-11-02 · 67181234"
    assert "“军区” is no kind of unit" in cells[1][5]


def test_enter_on_back_leaves_the_file_alone(qtbot, page, room, tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("单位,姓名,手机\n水利局,新样例,13700137000\n", encoding="utf-8")
    before = room.read(last_entries, 1)[0].seq
    with qtbot.waitSignal(page.importing.job.proposed, timeout=60_000):
        page.import_file(path)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.view.preview.back.setFocus()
    with qtbot.waitSignal(page.view.preview.closed):
        QTest.keyClick(page.view.preview.back, KEY.Key_Return)
    calm(qtbot, page)
    assert room.read(last_entries, 1)[0].seq == before


def test_a_file_that_cannot_be_read_is_said_above_the_list(qtbot, page, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    with qtbot.waitSignal(page.importing.job.unread, timeout=60_000):
        page.import_file(path)
    assert page.view.trouble.text() == "The file is damaged and cannot be read as xlsx."
    assert not page.view.busy.is_running


def test_the_whole_list_a_unit_and_a_group_are_printed(qtbot, page, heard):
    seek(qtbot, page, "slj")
    press(page, "print")
    page.view.print_unit.trigger()
    press(page, "groups")
    press(page, "print")
    assert [paper.title for paper in heard.papers] == ["Phone list"] * 3
    assert all(paper.make().startswith(b"%PDF") for paper in heard.papers)


def test_arriving_at_somebody_whom_the_filter_hides(qtbot, page, room, water):
    seek(qtbot, page, "gaj")
    person = room.read(unit_in_full, water).people[1]
    page.arrive(Place("directory", id=water, part=person.id))
    calm(qtbot, page)
    assert page.view.record.title.full_text() == "李样例"
    assert page.view.list.current_key() == ("person", person.id)


def test_the_record_folds_on_a_narrow_page(qtbot, page):
    page.resize(800, 560)
    seek(qtbot, page, "slj")
    assert not page.view.record.isVisible()
    QTest.keyClick(page.view.search, KEY.Key_Return)
    calm(qtbot, page)
    assert page.view.record.isVisible()
    assert not page.view.list.isVisible()
    QTest.keyClick(page.view.record, KEY.Key_Escape)
    assert page.view.list.isVisible()


def test_the_page_follows_the_language(qtbot, page, language):
    chinese = load_wording("zh_CN")
    if not chinese.catalogue.get("Units and people"):
        pytest.skip("the catalogue has no words for the directory yet")
    language(chinese)
    calm(qtbot, page)
    assert page.view.tabs.tabText(0) == "单位和人员"
    assert page.view.list.lines[0].title == "本机关处室"


def test_changes_by_others_come_into_the_list_and_the_place_stays(qtbot, page, room, water, courier):
    seek(qtbot, page, "slj")
    courier.do(page, add_person, AddPerson(person=PersonFacts(name="新样例", unit_id=water)))
    calm(qtbot, page)
    assert lines(page) == ["水利局", "张样例", "李样例", "新样例"]
    assert page.view.list.current_key() == ("unit", water)
    assert page.view.record.people.rowCount() == 3
