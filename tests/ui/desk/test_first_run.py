"""From an empty folder to a desk, by keys, with the real store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dutyroom.app import Program
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_rows
from dutyroom.data.startup import open_store
from dutyroom.data.store import DATABASE
from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.first_run import FirstRun
from dutyroom.ui.main_window import MainWindow
from dutyroom.ui.translator import switch_language
from dutyroom.ui.trouble_page import TroublePage
from tests.ui.acting import KEY, press, walk_to
from tests.ui.desk.desks import PASSWORD, SHEETS, SetClock, make_store, type_in


@pytest.fixture
def programs(qapp, qtbot, look, monkeypatch, sounds):
    """Starts the program on a folder, with small pages; ends it afterwards."""
    monkeypatch.setattr("dutyroom.app.PAGES", SHEETS)
    started = []

    def start(folder, language="en"):
        program = Program(qapp, folder, language, clock=SetClock(datetime.now(UTC)), checks=False)
        started.append(program)
        program.start()
        qtbot.waitUntil(lambda: program.window is not None, timeout=15_000)
        return program

    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    yield start
    for program in started:
        if program.window is not None:
            program.window.close()
        program.finish()
    qapp.setQuitOnLastWindowClosed(quits)
    switch_language(qapp, ENGLISH)


def fill_administrator(qtbot, wizard, again=PASSWORD):
    form = wizard.administrator
    form.password.clear()
    form.again.clear()
    form.name.clear()
    type_in(qtbot, form.name, "赵敏")
    type_in(qtbot, form.password, PASSWORD)
    type_in(qtbot, form.again, again)


def on(qtbot, wizard, field):
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_four_steps_make_a_duty_room_and_the_administrator_sits_at_the_desk(programs, qtbot, tmp_path):
    folder = tmp_path / "live"
    program = programs(folder)
    wizard = program.window
    assert isinstance(wizard, FirstRun)
    assert not (folder / DATABASE).exists()
    assert wizard.office.name_zh.text() == "郑州市人民政府总值班室"
    wizard.office.name_en.setText("")
    on(qtbot, wizard, wizard.office.name_en)
    assert wizard.stack.currentIndex() == 0
    wizard.office.name_en.setText("Duty Room")
    on(qtbot, wizard, wizard.office.name_zh)
    assert wizard.stack.currentIndex() == 1
    wizard.shifts.templates.setCurrentIndex(1)
    wizard.step_on()
    fill_administrator(qtbot, wizard, again="different")
    on(qtbot, wizard, wizard.administrator.again)
    assert wizard.stack.currentIndex() == 2
    fill_administrator(qtbot, wizard)
    on(qtbot, wizard, wizard.administrator.again)
    assert wizard.stack.currentIndex() == 3
    leader, officer = wizard.people.rows()[:2]
    type_in(qtbot, leader.name, "赵敏")
    wizard.step_on()
    assert leader.name.property("refused") == "true"
    leader.name.clear()
    type_in(qtbot, leader.name, "王建国")
    type_in(qtbot, officer.name, "李文静")
    type_in(qtbot, officer.password, PASSWORD)
    wizard.step_on()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=20_000)
    session = program.session
    qtbot.waitUntil(lambda: session.courier.author.name == "赵敏", timeout=10_000)
    assert not program.window.is_locked
    with session.courier.store.reading() as reading:
        settings, people = office_settings(reading), officer_rows(reading)
    assert settings.name_en == "Duty Room"
    assert [(t.start.hour, t.hours) for t in settings.templates] == [(8, 12), (20, 12)]
    assert [(p.name, p.has_account) for p in people] == [("赵敏", True), ("王建国", False), ("李文静", True)]


def test_enter_on_a_button_of_the_first_run_presses_that_one(programs, qtbot, tmp_path):
    wizard = programs(tmp_path / "live").window
    qtbot.waitUntil(wizard.office.name_zh.hasFocus)
    press(KEY.Key_Return, KEY.Key_Return)
    assert wizard.stack.currentIndex() == 2
    walk_to(wizard.back)
    press(KEY.Key_Return)
    assert wizard.stack.currentIndex() == 1, "back, not on"
    press(KEY.Key_Return)
    fill_administrator(qtbot, wizard)
    press(KEY.Key_Return)
    people = wizard.people
    assert QApplication.focusWidget() is people.rows()[0].name
    rows = len(people.rows())
    walk_to(people.add)
    press(KEY.Key_Return)
    assert (len(people.rows()), wizard.stack.currentIndex()) == (rows + 1, 3), "one more row, nothing set up"
    assert QApplication.focusWidget() is people.rows()[-1].name
    assert not (tmp_path / "live" / DATABASE).exists()


def test_tab_walks_the_people_from_row_to_row_and_then_the_buttons(programs, qtbot, tmp_path):
    wizard = programs(tmp_path / "live").window
    qtbot.waitUntil(wizard.office.name_zh.hasFocus)
    wizard.show_step(3)
    wizard.people.add.click()
    qtbot.waitUntil(lambda: wizard.people.rows()[-1].password.isVisible())
    wizard.people.first_field().setFocus()
    expected = [field for row in wizard.people.rows() for field in row.fields()]
    expected += [wizard.people.add, wizard.back, wizard.forward]
    walked = []
    for _ in expected:
        walked.append(QApplication.focusWidget())
        press(KEY.Key_Tab)
    assert walked == expected


def test_the_language_is_switched_at_once_and_what_is_typed_stays(programs, qtbot, tmp_path, chinese):
    program = programs(tmp_path / "live")
    wizard = program.window
    wizard.office.name_en.setText("Night desk")
    wizard.language.click()
    qtbot.waitUntil(lambda: wizard.forward.text() == "下一步")
    assert wizard.office.language.currentData() == "zh_CN"
    assert wizard.office.name_en.text() == "Night desk"


def test_a_store_with_accounts_asks_who_sits_there(programs, qtbot, tmp_path):
    store, _ = make_store(tmp_path / "live", SetClock(datetime.now(UTC)))
    store.close()
    program = programs(tmp_path / "live")
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=15_000)
    assert program.window.is_locked


def test_a_sample_opens_in_the_name_of_the_chief(programs, qtbot, tmp_path):
    store, _ = make_store(tmp_path / "s", SetClock(datetime.now(UTC)), kind="sample")
    store.close()
    program = programs(tmp_path / "s")
    qtbot.waitUntil(
        lambda: program.session is not None and program.session.courier.author.name == "李文静", timeout=15_000
    )
    assert not program.window.is_locked


def test_a_damaged_store_is_said_and_a_backup_brings_it_back(programs, qtbot, tmp_path):
    from dutyroom.data.backup import back_up

    folder = tmp_path / "live"
    clock = SetClock(datetime.now(UTC))
    store, _ = make_store(folder, clock)
    backup = back_up(store.path, store.backups, reason="daily", now=clock())
    store.close()
    (folder / DATABASE).write_bytes(b"not a database at all" * 500)
    program = programs(folder)
    qtbot.waitUntil(lambda: isinstance(program.window, TroublePage), timeout=15_000)
    assert str(folder) in program.window.sentence.text()
    program.window.restore_asked.emit(backup)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=15_000)
    assert open_store(folder).kind == "live"


def test_a_store_of_a_newer_program_is_refused_in_words_and_left_as_it_is(programs, qtbot, tmp_path):
    import sqlite3

    folder = tmp_path / "live"
    store, _ = make_store(folder, SetClock(datetime.now(UTC)))
    store.close()
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    program = programs(folder)
    qtbot.waitUntil(lambda: isinstance(program.window, TroublePage), timeout=15_000)
    assert "newer" in program.window.sentence.text()
    program.window.again.click()
    qtbot.waitUntil(lambda: program.window is not None and "newer" in program.window.sentence.text(), timeout=15_000)


def test_a_backup_is_restored_from_the_desk(programs, qtbot, tmp_path):
    from dutyroom.data.backup import back_up
    from dutyroom.data.queries.journal import last_entries
    from tests.ui.desk.desks import write

    clock = SetClock(datetime.now(UTC))
    store, _ = make_store(tmp_path / "s", clock, kind="sample")
    backup = back_up(store.path, store.backups, reason="daily", now=clock())
    write(store, "after the backup")
    store.close()
    program = programs(tmp_path / "s")
    qtbot.waitUntil(lambda: program.session is not None, timeout=15_000)
    first = program.session
    qtbot.waitUntil(first.courier.is_idle)
    first.window.tools.extra["restore"](backup)
    qtbot.waitUntil(lambda: program.session is not None and program.session is not first, timeout=15_000)
    qtbot.waitUntil(program.session.courier.is_idle)
    with program.session.courier.store.reading() as session:
        assert "after the backup" not in [row.text for row in last_entries(session, 10)]
