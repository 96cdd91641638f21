"""The Desk: what is due first, done and put off in its row, clocks that disturb nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.actions.briefings import submit_briefing
from dutyroom.actions.entries import close_item
from dutyroom.actions.handover import keep_checklist
from dutyroom.actions.incidents import register_incident
from dutyroom.actions.matters import wait
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.log import desk_state
from dutyroom.data.queries.open_items import open_item_in_full, open_items
from dutyroom.rules.briefing import SubmitBriefing
from dutyroom.rules.entry import CloseItem
from dutyroom.rules.incident_sheet import RegisterIncident
from dutyroom.rules.matter_steps import Wait
from dutyroom.rules.shift import HandoverNotes
from dutyroom.rules.wording import Wording
from dutyroom.ui.page import Changed, Place
from dutyroom.ui.parts.desk_items import AT_ONCE
from dutyroom.ui.parts.notice_counts import FILTERS
from dutyroom.ui.registers.desk import ENTRIES_SHOWN, ITEMS_MOST, DeskPage
from tests.actions.briefings import MINUTES, version
from tests.actions.matters import Flow, replied_by


@pytest.fixture
def page(qtbot, tools, courier, look):
    """The Desk of the small duty room."""
    made = DeskPage(tools)
    made.resize(1100, 640)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def desk(page, room, settled):
    """The Desk with a shift and four open items: one overdue, one soon, one later, one without a time."""
    room.start()
    room.write("督办件待反馈", open=True)
    room.write("书面续报", unit="二七区值班室", due_at=room.now + timedelta(minutes=20))
    room.write("会议通知回执", due_at=room.now + timedelta(hours=3))
    room.write("核实网传积水", due_at=room.now + timedelta(minutes=2))
    room.wait(minutes=6)
    page.arrive(None)
    settled()
    return page


def titles(page):
    return [row.duty.full_text() for row in page.items.rows()]


def row(page, title):
    return next(row for row in page.items.rows() if row.duty.full_text() == title)


def test_items_stand_in_order_of_time_left_the_overdue_one_on_top(desk):
    assert titles(desk) == ["核实网传积水", "书面续报", "会议通知回执", "督办件待反馈"]
    said = [(row.countdown.text(), row.stage.text(), row.property("tone")) for row in desk.items.rows()]
    assert said == [
        ("−4:00", "past due", "overdue"),
        ("14:00", "due soon", "warning"),
        ("2:54:00", "time left", ""),
        ("—", "no due time", ""),
    ]
    assert desk.count.text() == "4 open · 1 overdue"


def test_only_the_first_next_step_is_filled(desk):
    assert [row.done.property("look") for row in desk.items.rows()] == ["primary", "", "", ""]


def test_clocks_tick_without_asking_the_store(desk, room, courier, settled):
    asked = []
    courier.ask = lambda *args, **named: asked.append(args)
    room.wait(minutes=15)
    desk._tick()
    late = row(desk, "书面续报")
    assert (late.countdown.text(), late.stage.text()) == ("−1:00", "past due")
    assert asked == []


def test_done_asks_the_outcome_in_the_row_and_writes_it(desk, room, settled, heard):
    (number,) = [item.id for item in room.read(open_items) if item.title == "核实网传积水"]
    first = row(desk, "核实网传积水")
    QTest.mouseClick(first.done, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is first.form.outcome
    first.form.outcome.insert("已核实，不实")
    QTest.keyClick(first.form.outcome, Qt.Key.Key_Return)
    settled()
    assert room.read(open_item_in_full, number).outcome == "已核实，不实"
    assert titles(desk) == ["书面续报", "会议通知回执", "督办件待反馈"]
    assert heard.said == ["Done; the outcome is in the log."]
    assert desk.items.rows()[0].done.property("look") == "primary"


def test_an_empty_outcome_is_refused_in_the_row(desk, settled):
    first = row(desk, "核实网传积水")
    first.ask_outcome()
    QTest.keyClick(first.form.outcome, Qt.Key.Key_Return)
    settled()
    assert first.form.note.text() == "Say how it ended."
    assert first.form.send.isEnabled()
    assert len(titles(desk)) == 4


def test_what_is_typed_survives_new_items_esc_and_the_language(desk, room, settled, language):
    second = row(desk, "书面续报")
    second.ask_outcome()
    QTest.keyClicks(second.form.outcome, "half")
    room.write("更急的事", due_at=room.now + timedelta(minutes=1))
    desk._ask()
    settled()
    language(Wording("zh_CN", {"Done": "办结", "How did it end?": "办理结果"}))
    settled()
    assert "更急的事" in titles(desk)
    assert row(desk, "书面续报") is second
    assert second.form.outcome.text() == "half"
    assert second.form.send.text() == "办结"
    assert QApplication.focusWidget() is second.form.outcome
    QTest.keyClick(second.form.outcome, Qt.Key.Key_Escape)
    assert not second.form.isVisible()
    second.ask_outcome()
    assert second.form.outcome.text() == "half"


def test_an_item_done_elsewhere_stays_while_somebody_writes_its_outcome(desk, room, settled):
    second = row(desk, "书面续报")
    second.ask_outcome()
    QTest.keyClicks(second.form.outcome, "half")
    room.do(close_item, CloseItem(id=second.item.id, outcome="done by phone"))
    desk._ask()
    settled()
    assert "书面续报" in titles(desk)
    QTest.keyClick(second.form.outcome, Qt.Key.Key_Return)
    settled()
    assert second.form.note.text().startswith("This item was closed at")


def test_put_off_keeps_the_due_time_and_says_until_when(desk, room, settled):
    first = row(desk, "核实网传积水")
    due = first.item.due_at
    first.open_menu()
    menu = first._menu
    assert [action.text() for action in menu.actions()] == ["5 minutes", "15 minutes", "30 minutes", "1 hour"]
    menu.actions()[1].trigger()
    menu.close()
    settled()
    item = room.read(open_item_in_full, first.item.id)
    assert item.due_at == due
    assert item.put_off_until == room.now + timedelta(minutes=15)
    assert first.stage.text() == "past due, put off"
    assert "put off until 12:21" in first.about.full_text()


def test_keys_alone_lead_through_the_rows(desk, room, heard):
    first, second, *_ = desk.items.rows()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Right)
    assert heard.places == [Place("log", id=second.item.entry_seq)]
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is second.form.outcome
    QTest.keyClick(second.form.outcome, Qt.Key.Key_Escape)
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first


def test_the_neighbour_has_the_focus_when_a_row_goes(desk, room, settled):
    first, second, *_ = desk.items.rows()
    first.setFocus()
    room.do(close_item, CloseItem(id=first.item.id, outcome="ok"))
    desk._ask()
    settled()
    assert QApplication.focusWidget() is second


def test_today_says_who_is_on_duty_and_what_was_noted(desk, room, settled):
    shift = desk._state.shift.id
    notes = HandoverNotes(warnings=("暴雨黄色预警",), whereabouts=("王市长赴省开会",))
    room.do(keep_checklist, shift, notes)
    desk._ask()
    settled()
    values = [value.text() for name, value in desk.today._posts if name.isVisible()]
    assert values[:3] == ["王建国", "李秀英", "张伟"]
    noted = [value.text() for _, value in desk.today._lists]
    assert noted == ["暴雨黄色预警", "none noted", "王市长赴省开会"]
    assert desk.today.step.text() == "Hand over…"
    assert desk.today.late.isHidden()


def test_a_shift_that_stands_too_long_is_said_without_asking(desk, room):
    room.wait(hours=30)
    desk._tick()
    assert desk.today.late.isVisible()
    assert desk.today.late.text().startswith("The shift stands longer than planned")


def test_after_the_giving_the_next_step_is_to_take(desk, room, settled, heard):
    room.give()
    desk._ask()
    settled()
    assert desk.today.handover.text().startswith("Given by 李秀英 at 12:06")
    desk.today.step.click()
    assert heard.places == [Place("shifts", step="take")]


def test_the_last_entries_are_live_and_lead_into_the_log(desk, room, settled, heard):
    seq = room.write("最新来电")
    desk._ask()
    settled()
    assert desk.table.register.ids[-1] == seq
    desk.table.choose(seq)
    desk.table.setFocus()
    QTest.keyClick(desk.table, Qt.Key.Key_Return)
    assert heard.places == [Place("log", id=seq)]


def test_before_the_first_shift_the_first_step_is_to_start_one(page, settled, heard):
    page.arrive(None)
    settled()
    assert page.empty.isVisible()
    assert page.empty.step.text() == "Start a shift"
    page.empty.step.click()
    assert heard.places == [Place("shifts", step="start")]


def test_with_a_shift_and_nothing_open_the_page_says_so(page, room, settled):
    room.start()
    page.arrive(None)
    settled()
    assert page.empty.sentence.text().startswith("Nothing is open.")
    assert page.empty.step.isHidden()


def test_many_items_come_after_the_first_picture_and_the_rest_is_counted(page, room, settled, heard, qtbot):
    room.start()
    for number in range(45):
        room.write(f"事项{number}", due_at=room.now + timedelta(minutes=number + 1))
    page._came(None, room.read(desk_state, ITEMS_MOST, ENTRIES_SHOWN, room.now))
    assert len(page.items.rows()) == AT_ONCE
    settled()
    qtbot.waitUntil(lambda: len(page.items.rows()) == 40)
    assert titles(page) == [f"事项{number}" for number in range(40)]
    assert page.items.more.text() == "5 more…"
    page.items.more.click()
    assert heard.places == [Place("log", step="filter:is:open")]


def test_the_desk_costs_few_queries_however_long_the_list(page, room, settled, qtbot):
    room.start()
    for number in range(12):
        room.write(f"事项{number}", due_at=room.now + timedelta(minutes=number + 1))
    page.arrive(None)
    settled()  # what plans owe is counted once a day, or where a plan or its drills changed
    asked = room.asked()
    page.arrive(None)
    settled()
    # The office's settings are at hand in the window; here the test reads them anew each time.
    asked = [sql for sql in asked if sql.startswith("SELECT") and "FROM setting" not in sql]
    assert len(asked) <= 15, asked


def test_a_desk_that_cannot_be_read_says_so_and_offers_to_try_again(desk, courier, settled, monkeypatch):
    failures = []
    courier.failed.connect(failures.append)

    def broken(*_):
        raise RuntimeError("no such table")

    monkeypatch.setattr("dutyroom.ui.registers.desk.desk_state", broken)
    desk._ask()
    settled()
    assert len(failures) == 1
    assert desk.empty.sentence.text() == "The desk could not be read."
    monkeypatch.undo()
    desk.empty.step.click()
    settled()
    assert desk.items.isVisible()
    assert len(titles(desk)) == 4


def test_rows_speak_to_a_screen_reader(desk):
    first = desk.items.rows()[0]
    assert first.accessibleName().startswith("past due −4:00 核实网传积水")
    assert first.done.accessibleName() == "Done: 核实网传积水"
    assert first.put_off.accessibleName() == "Put off: 核实网传积水"
    assert first.go.accessibleName() == "Show: 核实网传积水"


@pytest.fixture
def notices(page, room, settled):
    """The Desk over three notices: one late, one that waits for somebody, one that is closed."""
    room.start()
    Flow(room, title="强降雨防范", limits=(replied_by(room, hours=2),))
    waiting = Flow(room, title="物资清单", document_number="")
    room.do(wait, Wait(id=waiting.id, waiting_for="水利局", text="等清单"))
    Flow(room, title="秸秆禁烧", document_number="").close()
    room.wait(hours=3)
    page.arrive(None)
    settled()
    return page


def test_the_card_of_today_says_how_the_notices_stand(notices):
    shown = {name: button.text() for name, button in notices.today.notices.numbers.items() if button.isVisible()}
    assert shown == {"open": "2 open", "late": "1 overdue", "waiting": "1 waiting for somebody"}
    assert not notices.today.notices.nothing.isVisible()


@pytest.mark.parametrize("name", ["open", "late", "waiting"])
def test_a_number_leads_by_enter_and_by_click_to_the_register_that_shows_it(notices, heard, name):
    button = notices.today.notices.numbers[name]
    wanted = Place("notices", step=f"filter:{FILTERS[name]}")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard.places == [wanted, wanted]


def test_with_no_notice_open_the_card_says_so_in_both_languages(desk, language):
    counts = desk.today.notices
    assert counts.nothing.isVisible()
    assert not any(button.isVisible() for button in counts.numbers.values())
    language(load_wording("zh_CN"))
    assert (counts.heading.text(), counts.nothing.text()) == ("上级来文来电", "无未办结")


def test_the_numbers_follow_a_limit_that_passes(page, room, settled):
    room.start()
    Flow(room, title="强降雨防范", limits=(replied_by(room, minutes=30),))
    page.arrive(None)
    settled()
    assert not page.today.notices.numbers["late"].isVisible()
    room.wait(minutes=40)
    page._tick()
    settled()
    assert page.today.notices.numbers["late"].text() == "1 overdue"


def test_the_card_of_today_counts_papers_on_their_way_and_follows_them(page, room, settled, heard, language):
    room.start()
    page.arrive(None)
    settled()
    assert not page.today.briefings.isVisible()
    number = room.do(compose_briefing, MINUTES)
    page.heard(Changed(frozenset({"journal", "briefing"})))
    settled()
    assert page.today.briefings.numbers["draft"].text() == "1 drafts"
    room.do(submit_briefing, SubmitBriefing(id=number, version=version(room, number)))
    page.heard(Changed(frozenset({"journal", "briefing"})))
    settled()
    button = page.today.briefings.numbers["review"]
    assert not page.today.briefings.numbers["draft"].isVisible()
    language(load_wording("zh_CN"))
    assert (page.today.briefings.heading.text(), button.text()) == ("值班信息", "1份待审核签发")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard.places == [Place("briefings", step="which:review")]


def test_the_card_of_today_counts_the_incidents_and_leads_to_them(desk, room, settled, heard):
    room.do(register_incident, RegisterIncident(subtype="road", area="二七区", place="嵩山路"))
    desk.arrive(None)
    settled()
    button = desk.today.incidents.numbers["open"]
    assert button.text() == "1 open"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert heard.places == [Place("incidents", step="filter:state:open")]
