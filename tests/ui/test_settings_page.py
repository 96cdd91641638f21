"""Settings on a real store: the office, officers, backup, the check, a printed head."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.officers import change_officer
from dutyroom.data.backup import write_backup
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_named
from dutyroom.rules.officer import ChangeOfficer, Role
from dutyroom.ui.page import Place
from dutyroom.ui.registers.settings import SettingsPage
from tests.samples import PASSWORD
from tests.ui.acting import KEY, press, settle, type_into, walk_to


@pytest.fixture
def page(qtbot, tools, room, look):
    tools.courier.sign(room.author("王建国"))
    made = SettingsPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def test_the_office_is_changed_and_kept(page, qtbot, tools, room, heard):
    type_into(page.office.name_en, "Duty Room of Anywhere")
    page.office.warn_minutes.setValue(20)
    page.office.save.click()
    settle(qtbot, tools)
    kept = room.read(office_settings)
    assert (kept.name_en, kept.warn_minutes) == ("Duty Room of Anywhere", 20)
    assert kept.equipment[0] == "Duty telephones", "the proposed names stay the same in every language"
    assert heard.said == ["The office's settings are saved."]
    assert not page.office.is_dirty


def test_an_unknown_zone_is_refused_beside_its_field(page, qtbot, tools, room):
    page.office.zone_name.setCurrentText("Asia/Nowhere")
    page.office.save.click()
    settle(qtbot, tools)
    assert "no time zone" in page.office.zone_name.accessibleDescription()
    assert room.read(office_settings).zone_name == "Asia/Shanghai"


def test_shifts_are_added_and_taken_away(page, qtbot, tools, room):
    rows = page.office.templates
    page.office.name_zh.setFocus()
    walk_to(rows.more)
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert [len(rows._rows), page.office.is_dirty] == [2, True], "one more row, nothing saved"
    assert QApplication.focusWidget() is rows._rows[-1][1]
    page.office.save.click()
    settle(qtbot, tools)
    assert len(room.read(office_settings).templates) == 1, "a shift without a name is refused"
    rows._rows[-1][1].setText("夜班")
    page.office.save.click()
    settle(qtbot, tools)
    assert [template.name for template in room.read(office_settings).templates] == ["24小时班", "夜班"]


def test_a_new_officer_signs_in_afterwards(page, qtbot, tools, room, heard):
    page.tabs.setCurrentIndex(1)
    page.officers.add.click()
    form = page.officers.form
    type_into(form.name, "单雄信")
    type_into(form.initials, "sxx")
    type_into(form.password, "secret9")
    type_into(form.again, "secret8")
    form.save.click()
    settle(qtbot, tools)
    assert "differ" in form.again.accessibleDescription()
    assert room.read(officer_named, "单雄信") is None
    type_into(form.again, "secret9")
    QTest.keyClick(form.again, Qt.Key.Key_Return)
    settle(qtbot, tools)
    row = room.read(officer_named, "单雄信")
    assert row.initials == "sxx"
    assert row.has_account
    assert "单雄信" in heard.said[0]


def test_initials_are_corrected_and_the_last_administrator_stays(page, qtbot, tools, room):
    page.tabs.setCurrentIndex(1)
    form = page.officers.form
    type_into(form.initials, "wjgg")
    form.save.click()
    settle(qtbot, tools)
    assert room.read(officer_named, "王建国").initials == "wjgg"
    form.roles.boxes[Role.ADMINISTRATOR].setChecked(False)
    form.save.click()
    settle(qtbot, tools)
    assert Role.ADMINISTRATOR in room.read(officer_named, "王建国").roles
    assert "last administrator" in form.roles.accessibleDescription()


def test_what_another_administrator_changed_meanwhile_is_not_overwritten_unseen(page, qtbot, tools, room):
    page.tabs.setCurrentIndex(1)
    panel = page.officers
    form, row = panel.form, room.read(officer_named, "王建国")
    type_into(form.phone, "67180001")
    theirs = ChangeOfficer(
        id=row.id,
        version=row.version,
        name=row.name,
        roles=row.roles,
        post="秘书长",
        phone="67189999",
        initials=row.initials,
    )
    room.do(change_officer, theirs, by="王建国")
    panel.refresh()  # that the list is read again does not make what is typed rest on the newer version
    settle(qtbot, tools)
    form.save.click()
    settle(qtbot, tools)
    assert [(each.difference.name, each.chosen()) for each in panel.side.rows] == [("post", "theirs"), ("phone", None)]
    panel.side.rows[1].sides["mine"].click()
    panel.side.send.click()
    settle(qtbot, tools)
    now = room.read(officer_named, "王建国")
    assert (now.post, now.phone) == ("秘书长", "67180001")
    assert panel.side.isHidden()


def test_others_may_look_but_not_change(page, qtbot, tools, room):
    tools.courier.sign(room.author("李秀英"))
    assert not page.office.save.isEnabled()
    assert not page.store.back_up.isEnabled()
    assert "administrator" in page.rights.text()
    page.tabs.setCurrentIndex(2)
    assert page.rights.isHidden()
    assert page.look.language.isEnabled()


def test_a_backup_is_written_and_a_second_one_does_not_overwrite_it(page, qtbot, tools, tmp_path):
    target = tmp_path / "away" / "room.backup"
    page.store.ask_target = lambda proposed: str(target)
    page.store.back_up.click()
    settle(qtbot, tools)
    assert "dutyroom.db" in zipfile.ZipFile(target).namelist()
    assert str(target) in page.store.backup_note.text()
    page.store.back_up.click()
    settle(qtbot, tools)
    assert "exists already" in page.store.backup_note.text()


def test_a_sample_is_not_restored_over_a_live_store(page, qtbot, tools, room, tmp_path):
    room.start()
    backup = write_backup(room.folder, tmp_path / "live.backup")
    invented = tmp_path / "sample.db"
    with zipfile.ZipFile(backup) as archive:
        invented.write_bytes(archive.read("dutyroom.db"))
    with closing(sqlite3.connect(invented)) as raw, raw:
        raw.execute("UPDATE store_note SET value = 'sample' WHERE key = 'kind'")
    asked, restored = [], []
    tools.extra["restore"] = restored.append
    page.store.confirm = lambda *words: bool(asked.append(words)) or True
    for source in (invented, backup):
        page.store.ask_source = lambda source=source: str(source)
        page.store.restore.click()
        settle(qtbot, tools)
        assert ("sample or drill data" in page.store.backup_note.text()) == (source == invented)
    assert (len(asked), restored) == (1, [backup])


def test_the_check_finds_what_was_changed_behind_the_journal(page, qtbot, tools, room):
    room.start()
    room.write("原文")
    page._show_tab("store")
    page.store.check.click()
    settle(qtbot, tools)
    assert page.store.check_note.text().startswith("Everything fits")
    with closing(sqlite3.connect(room.store.path)) as raw, raw:
        raw.execute("UPDATE officer SET phone = '110' WHERE id = 1")
    page.store.check.click()
    settle(qtbot, tools)
    assert page.store.problems.count() == 1
    assert "behind the journal's back" in page.store.problems.item(0).text()


def test_a_printed_head_is_looked_up(page, qtbot, tools, room):
    room.start()
    taken = room.take(room.give())
    from dutyroom.data.queries.shifts import shift_in_full

    head = room.read(shift_in_full, taken.shift_id).head.hex()
    room.write("之后的记录")
    store = page.store
    type_into(store.head, f"{head[:32]} {head[32:]}")
    QTest.keyClick(store.head, Qt.Key.Key_Return)
    settle(qtbot, tools)
    assert "1 entries were written since" in store.head_note.text()
    type_into(store.head, "ab" * 32)
    store.ask_head.click()
    settle(qtbot, tools)
    assert "does not lie on the chain" in store.head_note.text()
    type_into(store.head, "abc")
    store.ask_head.click()
    assert "these are 3" in store.head_note.text()


def test_language_and_colours_are_passed_on(page, tools):
    asked = []
    tools.extra["switch_language"] = asked.append
    tools.extra["switch_scheme"] = asked.append
    page.look.language.setCurrentIndex(0)
    page.look.language.activated.emit(0)
    page.look.scheme.setCurrentIndex(2)
    page.look.scheme.activated.emit(2)
    assert asked == ["zh_CN", "dark"]


def test_diagnostics_name_store_and_faces(page, qtbot, tools, room, heard):
    page.arrive(Place("settings", step="about"))
    settle(qtbot, tools)
    page.about.copy.click()
    lines = dict(page.about._lines())
    assert lines["Store"] == str(room.store.path)
    assert lines["Font on paper: Song"] not in ("", "…")
    assert PASSWORD not in str(lines)
    assert heard.said == ["Copied."]


def test_what_was_typed_for_an_officer_waits_while_another_is_shown(page, qtbot, tools, room):
    page.tabs.setCurrentIndex(1)
    panel, form = page.officers, page.officers.form
    panel.table.setCurrentCell(0, 0)
    stored = form.phone.text()
    type_into(form.phone, "5551234")
    panel.table.setCurrentCell(1, 0)
    assert form.phone.text() != "5551234"
    assert not form.is_dirty
    assert panel.table.item(0, 2).text() == "not saved"
    panel.add.click()
    type_into(form.name, "单雄信")
    panel.table.setCurrentCell(0, 0)
    assert form.phone.text() == "5551234"
    assert form.is_dirty
    form.save.click()
    settle(qtbot, tools)
    assert stored != "5551234"
    assert panel._rows[0].phone == "5551234"
    panel.add.click()
    assert form.name.text() == "单雄信"
