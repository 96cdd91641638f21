"""The frame of the window on real stores, driven by keys."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.tables import SignInTrouble
from dutyroom.ui.page import Place
from tests.ui.acting import KEY, press, walk_to
from tests.ui.desk.desks import PASSWORD, START, type_in, write

pytestmark = pytest.mark.usefixtures("look")


def newest(store):
    with store.reading() as session:
        return last_entries(session, 1)[0]


def drafts(store, officer):
    with store.reading() as session:
        return {row.id: json.loads(row.content) for row in drafts_of(session, officer)}


def sign_in(qtbot, desk, officer, password=PASSWORD):
    cover = desk.window.cover
    qtbot.waitUntil(lambda: cover.officer.text() != "" or not desk.window.is_locked)
    cover.officer.set_choice(officer)
    cover.password.setText(password)
    qtbot.keyClick(cover.password, Qt.Key.Key_Return)


def test_the_desk_opens_on_the_first_page_and_says_who_is_on_duty(desk, qtbot):
    bar = desk.window.frame.bar
    qtbot.waitUntil(lambda: "李文静" in bar.shift.full_text())
    assert bar.office.full_text() == "Duty Room of the Zhengzhou Municipal Government"
    assert desk.window.frame.rail.current() == "desk"
    assert [page.KEY for page in desk.window.deck.built()] == ["desk"]


def test_wrong_password_is_said_waits_grow_and_others_sign_in_at_once(shut_desk, qtbot, store, people, clock_set):
    desk, cover = shut_desk, shut_desk.window.cover
    for _ in range(3):
        sign_in(qtbot, desk, people.chief, "not it")
        qtbot.waitUntil(lambda: cover.note.text() != "")
        assert "李文静" in cover.note.text()
        qtbot.waitUntil(desk.courier.is_idle)
    qtbot.waitUntil(lambda: cover.wait.text() != "")
    assert "2 s" in cover.wait.text()
    assert not cover.enter.isEnabled()
    clock_set.go_on(seconds=1)
    qtbot.waitUntil(lambda: "1 s" in cover.wait.text())
    cover.officer.set_choice(people.deputy)
    assert cover.enter.isEnabled()
    sign_in(qtbot, desk, people.deputy)
    qtbot.waitUntil(lambda: desk.courier.author.name == "张强")
    assert not desk.window.is_locked


@pytest.mark.parametrize("typed", ["zq", "张强"])
def test_who_signs_in_types_name_enter_password_enter(shut_desk, qtbot, store, people, typed):
    cover = shut_desk.window.cover
    qtbot.waitUntil(lambda: cover.password.hasFocus())
    walk_to(cover.officer, KEY.Key_Backtab)
    press_keys(qtbot, typed)
    assert cover.officer.text() == typed
    press(KEY.Key_Return)
    assert cover.officer.text() == "张强"
    assert cover.password.hasFocus()
    press(KEY.Key_Return)
    qtbot.waitUntil(shut_desk.courier.is_idle)
    assert cover.password.hasFocus()
    assert (cover.note.text(), failures(store, people.deputy)) == ("", 0), "an empty password is no attempt"
    press_keys(qtbot, PASSWORD)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: shut_desk.courier.author.name == "张强")


def test_enter_on_the_language_of_the_cover_switches_it_and_is_no_attempt(shut_desk, qtbot, store, people, chinese):
    cover = shut_desk.window.cover
    qtbot.waitUntil(lambda: cover.password.hasFocus())
    press_keys(qtbot, "not it")
    walk_to(cover.language)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: cover.language.text() == "English")
    qtbot.waitUntil(shut_desk.courier.is_idle)
    assert failures(store, people.chief) == 0


def failures(store, officer):
    """How many wrong passwords of somebody are counted."""
    with store.reading() as session:
        trouble = session.get(SignInTrouble, officer)
        return trouble.failures if trouble else 0


def press_keys(qtbot, words):
    type_in(qtbot, QApplication.focusWidget(), words)


def test_an_officer_is_found_by_initials(shut_desk, qtbot):
    cover = shut_desk.window.cover
    qtbot.waitUntil(lambda: cover.officer.isVisible())
    qtbot.waitUntil(shut_desk.courier.is_idle)
    cover.officer.clear()
    type_in(qtbot, cover.officer, "lwj")
    qtbot.keyClick(cover.officer, Qt.Key.Key_Return)
    assert cover.officer.text() == "李文静"


def test_an_entry_is_written_by_keys(desk, qtbot, store):
    fields = desk.window.frame.capture_line.fields
    qtbot.waitUntil(lambda: len(desk.window.capture._units) > 50)
    type_in(qtbot, fields.unit, "eqq")
    qtbot.keyClick(fields.unit, Qt.Key.Key_Return)
    type_in(qtbot, fields.happened, "0814")
    type_in(qtbot, fields.text, "二七区嵩山路追尾")
    with qtbot.waitSignal(desk.window.capture.written):
        qtbot.keyClick(fields.text, Qt.Key.Key_Return)
    entry = newest(store)
    assert (entry.text, entry.author, entry.unit) == ("二七区嵩山路追尾", "李文静", "二七区")
    assert entry.happened_at.strftime("%H:%M") == "00:14"
    assert desk.window.frame.toast.text.text() == f"Entry {entry.seq} written"
    assert drafts(store, entry.author_id) == {}
    assert fields.text.toPlainText() == ""


def test_a_refusal_is_pointed_out_and_the_text_stays(desk, qtbot, store):
    line = desk.window.frame.capture_line
    before = newest(store).seq
    line.fields.is_open.setChecked(True)
    line.fields.due.setText("25:99")
    type_in(qtbot, line.fields.text, "市防汛办来电")
    qtbot.keyClick(line.fields.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "25:99" in line.note.text())
    assert line.fields.text.toPlainText() == "市防汛办来电"
    assert newest(store).seq == before


def test_an_event_far_back_is_confirmed_by_a_second_enter(desk, qtbot, store):
    line = desk.window.frame.capture_line
    line.fields.happened.setText("2026-11-01 0815")
    type_in(qtbot, line.fields.text, "补记")
    qtbot.keyClick(line.fields.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "confirms" in line.note.text())
    with qtbot.waitSignal(desk.window.capture.written):
        qtbot.keyClick(line.fields.text, Qt.Key.Key_Return)
    assert newest(store).text == "补记"


def test_an_event_before_the_shift_is_told_beside_its_time_and_confirmed_by_a_second_enter(desk, qtbot, store):
    line = desk.window.frame.capture_line
    before = newest(store).seq
    line.fields.happened.setText("昨日2330")
    type_in(qtbot, line.fields.text, "交班前的来电")
    qtbot.keyClick(line.fields.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "confirms" in line.note.text())
    assert "2026-11-22 23:30 lies before this shift began (2026-11-23 08:14)" in line.note.text()
    assert line.note_shown[0] == "happened_at"
    assert line.fields.happened.hasFocus()
    assert newest(store).seq == before
    with qtbot.waitSignal(desk.window.capture.written):
        qtbot.keyClick(line.fields.happened, Qt.Key.Key_Return)
    assert (newest(store).text, newest(store).happened_at) == (
        "交班前的来电",
        START - timedelta(hours=8, minutes=44, seconds=37),
    )


def test_another_time_before_the_shift_is_asked_again(desk, qtbot, store):
    line = desk.window.frame.capture_line
    before = newest(store).seq
    line.fields.happened.setText("昨日2330")
    type_in(qtbot, line.fields.text, "来电")
    qtbot.keyClick(line.fields.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "23:30 lies before" in line.note.text())
    line.fields.happened.setText("昨日2230")
    qtbot.keyClick(line.fields.happened, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "22:30 lies before" in line.note.text())
    assert newest(store).seq == before


def test_drafts_survive_a_kill_and_a_second_call_opens_a_second_draft(desk, qtbot, store, people, open_desk):
    line = desk.window.frame.capture_line
    type_in(qtbot, line.fields.text, "first call")
    line.begin("call_out")
    type_in(qtbot, line.fields.text, "second call")
    qtbot.waitUntil(lambda: {d["text"] for d in drafts(store, people.chief).values()} == {"first call", "second call"})
    # Nothing is closed or saved any more: a new window on the same store is what a restart finds.
    again = open_desk()
    again.sign_in(people.chief, PASSWORD)
    other = again.window.frame.capture_line
    qtbot.waitUntil(lambda: {d.text for d in other.drafts()} == {"first call", "second call"})
    assert {d.kind for d in other.drafts()} == {"call_in", "call_out"}


def test_lock_keeps_what_is_typed_and_another_officer_takes_it_over(desk, qtbot, store, people):
    line = desk.window.frame.capture_line
    type_in(qtbot, line.fields.text, "half a sent")
    desk.window.lock()
    assert desk.window.is_locked
    assert not line.isVisible()
    qtbot.waitUntil(lambda: [d["text"] for d in drafts(store, people.chief).values()] == ["half a sent"])
    assert "李文静" in desk.window.cover.title.text()
    sign_in(qtbot, desk, people.deputy)
    qtbot.waitUntil(lambda: not desk.window.is_locked)
    assert line.draft().is_blank
    qtbot.waitUntil(line.others.isVisible)
    desk.window.capture.others.open()
    qtbot.keyClick(desk.window.frame.drafts_sheet.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line.fields.text.toPlainText() == "half a sent")
    assert line.fields.text.hasFocus()
    type_in(qtbot, line.fields.text, "ence")
    with qtbot.waitSignal(desk.window.capture.written):
        qtbot.keyClick(line.fields.text, Qt.Key.Key_Return)
    assert (newest(store).text, newest(store).author) == ("half a sentence", "张强")


def test_nobody_there_locks_the_desk(desk, clock_set):
    clock_set.go_on(minutes=9)
    desk.window.idle.look()
    assert not desk.window.is_locked
    desk.window.idle.touch()
    clock_set.go_on(minutes=9.5)
    desk.window.idle.look()
    assert not desk.window.is_locked
    clock_set.go_on(minutes=1)
    desk.window.idle.look()
    assert desk.window.is_locked


def test_switching_the_language_keeps_what_is_typed(desk, qtbot, chinese):
    line = desk.window.frame.capture_line
    type_in(qtbot, line.fields.text, "正在记录 abc")
    line.fields.person.setText("刘科长")
    desk.house_appearance.choose_language("zh_CN")
    qtbot.waitUntil(lambda: line.fields.write.accessibleName() == chinese["Write into the log"])
    assert (line.fields.text.toPlainText(), line.fields.person.text()) == ("正在记录 abc", "刘科长")
    qtbot.waitUntil(lambda: desk.window.windowTitle() == "郑州市人民政府总值班室")
    desk.house_appearance.choose_language("en")
    qtbot.waitUntil(lambda: line.fields.write.accessibleName() == "Write into the log")
    assert line.fields.text.toPlainText() == "正在记录 abc"


def test_the_palette_finds_entries_and_goes_there(desk, qtbot, store):
    seq = write(store, "嵩山路与航海路交叉口追尾")
    desk.window.search.open()
    palette = desk.window.frame.palette_over
    assert any("Lock the desk" in str(line) for line in palette._model.lines)
    type_in(qtbot, palette.query, "嵩山")
    qtbot.waitUntil(lambda: any("航海路" in str(line) for line in palette._model.lines))
    qtbot.keyClick(palette.query, Qt.Key.Key_Return)
    page = desk.window.deck.current()
    assert page.KEY == "log"
    assert page.places[-1] == Place("log", id=seq, words="嵩山")


def test_the_palette_says_which_term_cannot_be_a_filter(desk, qtbot):
    desk.window.search.open()
    palette = desk.window.frame.palette_over
    type_in(qtbot, palette.query, "积水 state:bar")
    qtbot.waitUntil(lambda: palette.nothing.text().startswith("“state:bar” is no filter: state: takes open"))
    assert palette.nothing.isVisible()
    type_in(qtbot, palette.query, "!")
    assert palette.nothing.text().startswith("Nothing found for")


def test_an_item_is_done_from_the_banner_with_its_outcome(desk, qtbot, store, clock_set):
    write(store, "追尾书面报告", due_in_minutes=3)
    desk.window.alarms.read()
    banner, outcome = desk.window.frame.banner, desk.window.frame.outcome
    qtbot.waitUntil(lambda: banner.isVisible())
    banner._lines[0].done.click()
    assert outcome.isVisible()
    qtbot.keyClick(outcome.outcome, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outcome.note.text() != "")
    type_in(qtbot, outcome.outcome, "已报省政府总值班室")
    qtbot.keyClick(outcome.outcome, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not outcome.isVisible())
    qtbot.waitUntil(lambda: not banner.isVisible())
    with store.reading() as session:
        assert open_items(session) == []
    assert newest(store).text == "已报省政府总值班室"


def test_an_alarm_sounds_repeats_can_be_put_off_and_is_there_after_a_restart(
    desk, qtbot, store, clock_set, sounds, open_desk
):
    write(store, "追尾书面报告", due_in_minutes=10)
    alarms, banner = desk.window.alarms, desk.window.frame.banner
    alarms.read()
    qtbot.waitUntil(lambda: banner.isVisible())
    assert len(sounds) == 1
    alarms.look()
    assert len(sounds) == 1
    clock_set.go_on(minutes=5, seconds=1)
    alarms.look()
    assert len(sounds) == 2
    banner.put_off_asked.emit(1, 15)
    assert not banner.isVisible()
    qtbot.waitUntil(desk.courier.is_idle)
    clock_set.go_on(minutes=14)
    alarms.look()
    assert len(sounds) == 2
    clock_set.go_on(minutes=2)
    alarms.look()
    assert banner.isVisible()
    assert len(sounds) == 3
    again = open_desk()
    qtbot.waitUntil(lambda: again.window.frame.banner.isVisible())
    assert len(sounds) == 4


def test_a_clock_set_back_is_said(desk, qtbot, store, clock_set):
    write(store, "一条记录")
    clock_set.go_on(minutes=-30)
    desk.window.alarms.look()
    qtbot.waitUntil(lambda: any("30 min" in text for text in desk.window.frame.notices.texts()))
    clock_set.go_on(minutes=31)
    desk.window.alarms.look()
    qtbot.waitUntil(lambda: desk.window.frame.notices.texts() == [])


def test_a_full_disk_leaves_the_draft_on_the_screen_and_trying_again_writes(desk, qtbot, store, monkeypatch):
    from dutyroom.data.trouble import Trouble

    line = desk.window.frame.capture_line
    whole = store.desk

    def full(author):
        raise Trouble("store.disk_full", path=store.path)

    monkeypatch.setattr(store, "desk", full)
    type_in(qtbot, line.fields.text, "不能丢的一句话")
    qtbot.keyClick(line.fields.text, Qt.Key.Key_Return)
    notices = desk.window.frame.notices
    qtbot.waitUntil(lambda: any("disk is full" in text for text in notices.texts()))
    qtbot.waitUntil(lambda: line.fields.text.toPlainText() == "不能丢的一句话")
    monkeypatch.setattr(store, "desk", whole)
    notices._lines["trouble"].steps[0].click()
    qtbot.waitUntil(lambda: notices.texts() == [])
    with qtbot.waitSignal(desk.window.capture.written):
        qtbot.keyClick(line.fields.text, Qt.Key.Key_Return)
    assert newest(store).text == "不能丢的一句话"
