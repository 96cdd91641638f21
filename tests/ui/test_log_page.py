"""The log: everything there ever was, found, read, amended, copied and printed, without losing one's place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.entries import amend_entry, close_item
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.open_items import open_item_in_full, open_items
from dutyroom.rules.entry import AmendEntry, CloseItem, Kind
from dutyroom.rules.log_filter import LogFilter
from dutyroom.rules.wording import Wording
from dutyroom.ui.page import Place
from dutyroom.ui.registers.log import LogPage
from tests.actions.matters import Flow
from tests.ui.acting import KEY, press, type_into, walk_to
from tests.ui.conftest import thirty_entries


@pytest.fixture
def life():
    return thirty_entries


def shown(page):
    return list(page.table.register.ids)


def at_end(page):
    bar = page.table.verticalScrollBar()
    return bar.value() == bar.maximum()


def test_an_entry_of_a_matter_leads_to_its_page(log, room, settled, heard, qtbot):
    flow = Flow(room)
    seq = flow.propose()
    plain = room.write("普通来电")
    log.heard(type("Changed", (), {"kinds": frozenset({"journal"})})())
    settled()
    log.arrive(Place("log", id=seq))
    settled()
    qtbot.waitUntil(log.pane.matter.isVisible)
    assert not log.pane.done.isVisible()
    command = next(each for each in log.commands() if each.keys == "Ctrl+G")
    command.run()
    assert heard.places[-1] == Place("notices", id=flow.id)
    log.arrive(Place("log", id=plain))
    settled()
    qtbot.waitUntil(lambda: not log.pane.matter.isVisible())
    before = len(heard.places)
    command.run()
    assert len(heard.places) == before


def test_the_view_begins_at_the_newest_entry_and_follows(log, room, settled):
    assert at_end(log)
    assert log.table.current_id() == shown(log)[-1]
    seq = room.write("新来电")
    log.heard(type("Changed", (), {"kinds": frozenset({"journal"})})())
    settled()
    assert shown(log)[-1] == seq
    assert at_end(log)


def test_somebody_reading_further_up_keeps_the_place(log, room, settled):
    early = shown(log)[10]
    log.table.choose(early)
    log.table.verticalScrollBar().setValue(200)
    settled()
    room.write("新来电")
    log._ask_ids()
    settled()
    assert log.table.current_id() == early
    assert log.table.selected_ids() == [early]
    assert log.table.verticalScrollBar().value() == 200
    assert log.pane.entry.seq == early


def test_words_narrow_the_log_and_are_marked(log, room, settled):
    seq = room.write("𬱖河漫堤，下游群众已转移")
    log.bar.words.setText("漫堤")
    QTest.qWait(250)
    settled()
    assert shown(log) == [seq]
    log.table.choose(seq)
    settled()
    (mark,) = log.pane.view.text.extraSelections()
    assert mark.cursor.selectedText() == "漫堤"
    assert log.table.words == "漫堤"


def test_parts_written_among_the_words_count(log, room, settled):
    seq = room.write("请求支援", kind=Kind.REPORT)
    log.bar.words.setText("支援 kind:report day:today")
    QTest.qWait(250)
    settled()
    assert shown(log) == [seq]
    assert log.bar.filter() == LogFilter(words="支援", kinds=frozenset({Kind.REPORT}), period="today")


def test_a_filter_is_kept_under_a_name_beside_the_store(log, room, qtbot, tools):
    log.bar.show_filter(LogFilter(words="积水", open_only=True))
    log.bar.kept.begin_keeping()
    type_into(log.bar.kept.name, "夜班")
    QTest.keyClick(log.bar.kept.name, Qt.Key.Key_Return)
    assert log.bar.words.isVisible()
    other = LogPage(tools)
    qtbot.addWidget(other)
    other.bar.kept.offer()
    kept = next(action for action in other.bar.kept.menu.actions() if action.text() == "&1  夜班 — 积水 is:open")
    kept.trigger()
    assert other.bar.filter() == LogFilter(words="积水", open_only=True)
    assert "Ctrl+Shift+F" in {command.keys for command in other.commands()}


def test_nothing_found_offers_everything(log, settled):
    log.bar.show_filter(LogFilter(words="绝无此事"))
    settled()
    assert shown(log) == []
    assert log.table.empty.isVisible()
    assert log.table.empty.sentence.text() == "No entry answers this filter."
    QTest.mouseClick(log.table.empty.step, Qt.MouseButton.LeftButton)
    settled()
    assert len(shown(log)) > 30


def test_an_entry_asked_for_is_shown_even_where_the_filter_hides_it(log, settled):
    wanted = shown(log)[5]
    log.bar.show_filter(LogFilter(words="绝无此事"))
    settled()
    log.arrive(Place("log", id=wanted))
    settled()
    assert log.table.current_id() == wanted
    assert log.bar.filter().is_empty


def test_an_entry_that_is_not_there_is_said(log, settled, heard):
    log.arrive(Place("log", id=99_999))
    settled()
    assert heard.said == ["There is no entry 99999."]


def amend(log, settled, text, reason="来电更正"):
    log.begin_amending()
    log.pane.amend_form.text.setPlainText(text)
    log.pane.amend_form.reason.setText(reason)
    QTest.keyClick(log.pane.amend_form.text, Qt.Key.Key_Return)
    settled()


def test_an_amendment_leaves_the_original_struck_through(log, room, settled):
    seq = shown(log)[-1]
    amend(log, settled, "第29条：城区积水点一处超警")
    newest = shown(log)[-1]
    entry = room.read(entry_in_full, seq)
    assert entry.amended_by == newest
    assert entry.text == "第29条：城区积水点巡查正常"
    cursor = QTextCursor(log.pane.view.text.document())
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert QTextCharFormat(cursor.charFormat()).fontStrikeOut()
    assert log.pane.view.other.text() == f"Amended by entry {newest}"


def test_h_shows_every_version_with_author_and_reason(log, settled):
    amend(log, settled, "第29条：更正后", "笔误")
    log.table.setFocus()
    QTest.keyClick(log.table, Qt.Key.Key_H)
    settled()
    text = log.pane.history.toPlainText()
    assert log.pane.history.isVisible()
    assert "巡查正常" in text
    assert "更正后" in text
    assert "李秀英 amended" in text
    assert "why: 笔误" in text
    QTest.keyClick(log.table, Qt.Key.Key_H)
    assert not log.pane.history.isVisible()


def test_enter_on_back_leaves_the_amendment_unsent(log, room, settled):
    before = shown(log)
    log.begin_amending()
    form = log.pane.amend_form
    QTest.keyClicks(form.text, " and more")
    walk_to(form.back)
    press(KEY.Key_Return)
    settled()
    assert form.isHidden()
    assert shown(log) == before, "nothing was written"


def test_a_refused_amendment_points_at_the_field_and_keeps_the_text(log, settled):
    amend(log, settled, "   ")
    form = log.pane.amend_form
    assert form.isVisible()
    assert form.text.property("refused") == "true"
    assert "Write what happened." in form.text.accessibleDescription()
    assert form.reason.text() == "来电更正"


def test_esc_and_another_entry_lose_nothing_that_was_typed(log, settled):
    first, second = shown(log)[-1], shown(log)[-2]
    log.begin_amending()
    log.pane.amend_form.text.setPlainText("写了一半")
    QTest.keyClick(log.pane.amend_form, Qt.Key.Key_Escape)
    assert log.pane.amend_form.isHidden()
    log.table.choose(second)
    settled()
    log.begin_amending()
    assert log.pane.amend_form.text.toPlainText() != "写了一半"
    log.table.choose(first)
    settled()
    log.begin_amending()
    assert log.pane.amend_form.text.toPlainText() == "写了一半"


def test_new_entries_and_the_language_leave_the_form_alone(log, room, settled, language):
    log.begin_amending()
    log.pane.amend_form.text.setPlainText("写了一半")
    room.write("又一来电")
    log._ask_ids()
    log.pane.refresh()
    language(Wording("zh_CN", {"Amend": "更正", "Kind": "类别"}))
    settled()
    assert log.pane.amend_form.isVisible()
    assert log.pane.amend_form.text.toPlainText() == "写了一半"
    assert log.pane.amend_form.send.text() == "更正"
    assert log.table.register.headerData(1, Qt.Orientation.Horizontal) == "类别"


def test_an_entry_becomes_an_open_item_and_is_done(log, room, settled):
    log._begin_opening()
    log.pane.open_form.due_at.setText("2h")
    QTest.mouseClick(log.pane.open_form.send, Qt.MouseButton.LeftButton)
    settled()
    (item,) = room.read(open_items)
    assert item.due_at == room.now + timedelta(hours=2)
    assert log.pane.item_state.text().startswith("Open, 2:00:00 left")
    log._begin_closing()
    log.pane.close_form.line.setText("已处置完毕")
    QTest.keyClick(log.pane.close_form.line, Qt.Key.Key_Return)
    settled()
    assert room.read(open_items) == []
    assert room.read(open_item_in_full, item.id).outcome == "已处置完毕"
    assert log.pane.reopen.isVisible()


def test_a_time_not_understood_is_said_at_its_field(log, settled):
    log._begin_opening()
    log.pane.open_form.due_at.setText("改天")
    log.pane.open_form.send.click()
    assert "改天" in log.pane.open_form.due_at.accessibleDescription()
    assert log.pane.open_form.isVisible()


def test_a_closed_item_is_opened_again_with_the_reason(log, room, settled):
    seq = room.write("续报", due_at=room.now + timedelta(hours=1))
    (item,) = room.read(open_items)
    room.do(close_item, CloseItem(id=item.id, outcome="报了"))
    log.arrive(Place("log", id=seq))
    log._ask_ids()
    settled()
    log.arrive(Place("log", id=seq))
    settled()
    QTest.mouseClick(log.pane.reopen, Qt.MouseButton.LeftButton)
    log.pane.reopen_form.line.setText("内容不全")
    QTest.keyClick(log.pane.reopen_form.line, Qt.Key.Key_Return)
    settled()
    assert [row.id for row in room.read(open_items)] == [item.id]


def test_ctrl_c_copies_the_entry_for_the_telephone(log, room, settled):
    seq = room.write("尖岗水库水位超汛限0.3米", unit="二七区应急管理局", person="刘明", phone="0371-68820001")
    log._ask_ids()
    settled()
    log.table.choose(seq)
    settled()
    log.table.setFocus()
    QTest.keyClick(log.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "[Call in] 23 Nov 2026, Mon 12:30",
        "Unit and contact: 二七区应急管理局 刘明 0371-68820001",
        "尖岗水库水位超汛限0.3米",
        f"Log entry {seq}, 李秀英",
    ]


def test_the_last_report_is_copied_as_it_stands_now(log, room, settled, heard, qtbot):
    seq = room.write("3人受伤", kind=Kind.REPORT)
    room.do(amend_entry, AmendEntry(seq=seq, text="5人受伤"))
    log.copy_report()
    settled()
    assert "5人受伤" in QGuiApplication.clipboard().text()
    assert heard.said[-1].startswith("Report ")


def test_single_keys_are_letters_where_somebody_writes(log, qtbot):
    log.bar.words.setFocus()
    QTest.keyClicks(log.bar.words, "hc")
    assert log.bar.words.text() == "hc"
    assert not log.pane.history.isVisible()


def test_an_entry_from_paper_names_sheet_and_writer(log, room, settled):
    seq = room.write("停电，启用发电机", paper_number="20261123-002", paper_writer="张伟")
    log.arrive(Place("log", id=seq))
    log._ask_ids()
    settled()
    log.arrive(Place("log", id=seq))
    settled()
    facts = [value.full_text() for name, value in log.pane.view._facts if not name.isHidden()]
    assert "Paper 20261123-002, written by 张伟" in facts


def test_shift_and_people_stand_over_the_table(log, settled):
    log.table.scroll_to_end()
    settled()
    assert log.heading.full_text().endswith("Leader 王建国 · Chief 李秀英 · Deputy 张伟")


def test_where_it_is_narrow_the_pane_takes_the_place_of_the_table(log, settled):
    log.resize(800, 500)
    settled()
    assert not log.pane.isVisible()
    log.table.setFocus()
    QTest.keyClick(log.table, Qt.Key.Key_Return)
    assert log.pane.isVisible()
    assert not log.table.isVisible()
    QTest.keyClick(log.pane, Qt.Key.Key_Escape)
    assert log.table.isVisible()
    assert QApplication.focusWidget() is log.table
