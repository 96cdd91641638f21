"""Removing secret text at the desk: shown before it goes, refused at the field, signed by two, said afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.entries import amend_entry
from dutyroom.actions.removal import remove_text
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.startup import daily_backup
from dutyroom.data.verify import check_store
from dutyroom.rules.entry import AmendEntry
from dutyroom.rules.removal import REMOVED, Spot
from dutyroom.ui.parts.matter.notice_pane import NoticePane
from dutyroom.ui.parts.removal.dialog import RemovalDialog
from tests.actions.matters import Flow
from tests.actions.test_removal import asked_for
from tests.samples import PASSWORD
from tests.ui.acting import KEY, pick, press, type_into, walk_to

SECRET = "某部队今夜二十三时经绕城高速开进"


@pytest.fixture
def opened(qtbot, room, tools, look):
    """The dialog over an entry that was amended, which another entry repeats; a backup holds it."""
    room.start()
    seq = room.write(SECRET)
    room.do(amend_entry, AmendEntry(seq=seq, text=f"{SECRET}，已核"))
    room.write(f"转告：{SECRET}")
    daily_backup(room.store, keep=3)
    room.wait(minutes=2)
    dialog = RemovalDialog(tools, Spot("journal", str(seq)))
    qtbot.addWidget(dialog)
    dialog.confirm = lambda sentence, verb: True
    dialog.show()
    qtbot.waitUntil(lambda: dialog.form.places.count() == 3 and "1" in dialog.form.drop_backups.text())
    return dialog


def lines(dialog):
    return [dialog.form.places.item(row).text() for row in range(dialog.form.places.count())]


def fill(dialog, **named):
    given = {"reason": "误录", "administrator_id": "wjg", "second_id": "zw", "password": PASSWORD}
    given |= {"second_password": PASSWORD, **named}
    type_into(dialog.form.reason, given["reason"])
    for name in ("administrator_id", "second_id"):
        pick(getattr(dialog.form, name), given[name])
    for name in ("password", "second_password"):
        getattr(dialog.form, name).setText(given[name])


def test_it_shows_every_place_before_anything_goes_and_only_others_can_be_spared(opened):
    assert SECRET in opened.form.words.toPlainText()
    assert [line.split(" · ")[0] for line in lines(opened)] == ["Log entry 3", "Log entry 4", "Log entry 5"]
    flags = [opened.form.places.item(row).flags() & Qt.ItemFlag.ItemIsUserCheckable for row in range(3)]
    assert [bool(flag) for flag in flags] == [False, False, True]
    opened.form.places.setFocus()
    opened.form.places.setCurrentRow(2)
    press(KEY.Key_Space)
    assert len(opened.form.spots()) == 2


def test_the_list_follows_the_words(opened, qtbot):
    opened.form.words.setPlainText("没有别处这样说过")
    qtbot.waitUntil(lambda: opened.form.places.count() == 2)
    opened.form.words.setPlainText("短")
    qtbot.waitUntil(lambda: opened.form.words.property("refused") == "true")
    assert "短" in opened.form.words.accessibleDescription()


WRONG = (
    ({"reason": " "}, "reason", "why"),
    ({"reason": SECRET}, "reason", "repeats"),
    ({"second_id": "wjg"}, "second_id", "cannot be both"),
    ({"password": ""}, "password", "own password"),
    ({"second_password": "wrong!"}, "second_password", "not the password"),
)


def test_what_is_wrong_is_said_at_the_field_and_nothing_goes(opened, room, qtbot):
    for named, field, says in WRONG:
        fill(opened, **named)
        opened.form.remove.click()
        widget = getattr(opened.form, field)
        qtbot.waitUntil(lambda widget=widget, says=says: says in widget.accessibleDescription())
        assert widget.property("refused") == "true", named
        assert room.read(entry_in_full, 3).text == SECRET
        assert opened.form.remove.isEnabled()


def test_two_people_remove_it_by_keyboard_and_the_desk_says_what_is_left(opened, room, qtbot):
    fill(opened)
    opened.form.reason.setFocus()
    walk_to(opened.form.remove)
    press(KEY.Key_Return)
    qtbot.waitUntil(opened.outcome.isVisible)
    assert "Removed from 3 places" in opened.outcome.text()
    assert "1 backups deleted" in opened.outcome.text()
    assert opened.form.password.text() == opened.form.second_password.text() == ""
    assert room.read(entry_in_full, 3).text is None
    assert room.read(entry_in_full, 6).event == "text.removed"
    assert room.read(check_store, room.store.attachments).ok


def test_nothing_goes_where_the_question_is_answered_no(opened, room):
    fill(opened)
    opened.confirm = lambda sentence, verb: False
    opened.form.remove.click()
    assert room.read(entry_in_full, 3).text == SECRET
    QTest.keyClick(opened, KEY.Key_Escape)
    assert not opened.isVisible()
    assert opened.form.password.text() == ""


def test_a_full_disk_is_said_and_the_rest_waits_for_the_next_start(opened, qtbot, monkeypatch):
    def full(_store):
        from dutyroom.data.trouble import Trouble

        raise Trouble("store.disk_full")

    monkeypatch.setattr("dutyroom.ui.parts.removal.dialog.finish_removal", full)
    fill(opened)
    opened.form.remove.click()
    qtbot.waitUntil(opened.outcome.isVisible)
    assert "disk is full" in opened.outcome.text()
    assert "next start" in opened.outcome.text()


def test_the_log_says_removed_and_leads_to_the_witness(log, room, settled):
    seq = room.write(SECRET)
    done = room.do(remove_text, asked_for(room, Spot("journal", str(seq))))
    log.heard(type("Changed", (), {"kinds": frozenset({"journal"})})())
    settled()
    assert log.table.choose(seq)
    settled()
    assert f"removed: see entry {done.seq}" in log.pane.view.text.toPlainText()
    assert not log.pane.amend.isEnabled()
    assert not log.pane.more.remove.isEnabled()
    log.pane.view.other.click()
    settled()
    assert log.pane.entry.seq == done.seq
    assert not log.pane.more.remove.isEnabled()


def test_the_menu_and_the_palette_open_it_for_the_entry_that_is_read(log, settled, qtbot):
    log.table.choose(9)
    settled()
    command = next(each for each in log.commands() if each.name == "log.remove_text")
    for begin in (command.run, log.pane.more.remove.trigger):
        begin()
        dialog = log.window().findChild(RemovalDialog)
        qtbot.waitUntil(lambda shown=dialog: shown.form.places.count() > 0)
        assert lines(dialog)[0].startswith("Log entry 9")
        dialog.reject()
        qtbot.waitUntil(lambda: log.window().findChild(RemovalDialog) is None)


def test_a_notice_offers_it_in_its_menu(qtbot, room, tools, look, settled):
    flow = Flow(room, title=SECRET, content="不得外传的内容", document_number="")
    pane = NoticePane(tools)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_matter(flow.id)
    qtbot.waitUntil(lambda: pane.full is not None)
    pane.more.menu().aboutToShow.emit()
    pane.more.menu().actions()[-1].trigger()
    assert pane.more.menu().actions()[-1].text() == "Remove secret text…"
    dialog = pane.window().findChild(RemovalDialog)
    dialog.confirm = lambda sentence, verb: True
    qtbot.waitUntil(lambda: dialog.form.places.count() > 0)
    fill(dialog)
    dialog.form.remove.click()
    qtbot.waitUntil(dialog.outcome.isVisible)
    assert flow.full.matter.title == REMOVED
    dialog.reject()
    pane.refresh()
    qtbot.waitUntil(lambda: pane.title.text() == "[removed]")  # the mark of an English window; stored is the other
