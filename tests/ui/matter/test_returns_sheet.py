"""Returns asked for: the form, the grid by keys, urging and excusing, the summary of a round."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.notices import register_notice
from dutyroom.actions.returns import start_returns
from dutyroom.data.queries.returns import call_in_full, find_calls
from dutyroom.data.queries.units import unit_rows
from dutyroom.rules.relay import Recipient
from dutyroom.rules.returns import StartReturns
from dutyroom.ui.page import Place
from dutyroom.ui.parts.matter.returns_words import rounds_shown
from dutyroom.ui.registers.notices import NoticesPage
from tests.actions.matters import a_notice
from tests.samples import NOON, ZONE
from tests.ui.acting import type_into

KEY = Qt.Key
AREAS = ("二七区", "金水区", "登封市")
TODAY = NOON.astimezone(ZONE).date()
EIGHT = datetime.combine(TODAY, time(8), ZONE)
FIVE = datetime.combine(TODAY, time(17), ZONE)


@pytest.fixture
def page(qtbot, room, tools, look, courier, settled):
    """The register with one notice."""
    room.start()
    room.do(register_notice, a_notice())
    made = NoticesPage(tools)
    made.resize(1000, 600)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settled()
    QTest.qWait(100)
    settled()
    return made


@pytest.fixture
def asked(page, room, settled):
    """A call at 08:00 and 17:00, yesterday to tomorrow, shown at noon."""
    call = room.do(
        start_returns,
        StartReturns(
            title="汛情日报",
            asked="雨情、水情、险情",
            units=tuple(Recipient(unit=name, phone="0371-1") for name in AREAS),
            times=(time(8), time(17)),
            first_on=TODAY - timedelta(days=1),
            last_on=TODAY + timedelta(days=1),
        ),
    )
    page.arrive(Place("notices", step=f"returns:{call}"))
    settled()
    return call


def press(key):
    """A key where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key)


def cells(view, column):
    model = view.grid.returns
    return [model.index(row, column).data() for row in range(model.rowCount())]


def known(room, call, name, due_at):
    full = room.read(call_in_full, call)
    unit = next(unit.id for unit in full.units if unit.unit == name)
    return full.answers.get((unit, due_at))


def test_returns_are_asked_of_all_areas_and_belong_to_the_notice(page, room, settled):
    page.sheets.ask_returns()
    settled()
    form = page.sheets.returns.begin_form
    assert QApplication.focusWidget() is form.title
    type_into(form.title, "汛情日报")
    form.units.groups["area"].setChecked(True)
    form.times.setText("0800 17:00")
    press(KEY.Key_Return)
    settled()
    assert form._fields["times"][2].text() == "0800 is no time of day; write 08:00 17:00."
    form.times.setText("8 17:00")
    form.of_matter.setChecked(True)
    QTest.keyClick(form, KEY.Key_Return)
    settled()
    (call,) = room.read(find_calls)
    full = room.read(call_in_full, call)
    assert full.call.times == "08:00 17:00"
    assert full.call.matter_id == page.pane.matter_id
    assert [unit.unit for unit in full.units] == [unit.name for unit in room.read(unit_rows) if unit.kind == "area"]
    assert QApplication.focusWidget() is page.sheets.returns.view.grid


def test_the_form_refuses_at_its_fields_and_keeps_what_was_typed(page, settled):
    page.sheets.ask_returns()
    settled()
    form = page.sheets.returns.begin_form
    type_into(form.title, "汛情日报")
    press(KEY.Key_Return)
    settled()
    assert form._fields["recipients"][2].text() == "Choose at least one recipient."
    press(KEY.Key_Escape)
    assert page.sheets.returns.isHidden()
    page.sheets.ask_returns()
    settled()
    assert form.title.text() == "汛情日报"


def test_the_grid_says_in_words_who_is_in(page, room, asked, qtbot):
    view = page.sheets.returns.view
    QAbstractItemModelTester(view.grid.returns, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert view.grid.returns.due == [
        EIGHT - timedelta(days=1),
        FIVE - timedelta(days=1),
        EIGHT,
        FIVE,
        EIGHT + timedelta(days=1),
    ]
    assert view.grid.cell()[1] == EIGHT
    assert cells(view, 2) == ["not in"] * 3
    assert cells(view, 3) == ["expected"] * 3
    assert view.count.text() == "08:00: 0 of 3 in"


def test_answers_are_taken_down_the_column_by_keyboard(page, room, asked, settled):
    view = page.sheets.returns.view
    view.grid.choose(0, 3)
    press(KEY.Key_Return)
    assert QApplication.focusWidget() is view.answer.text
    type_into(view.answer.text, "降雨12毫米")
    press(KEY.Key_Return)
    settled()
    assert QApplication.focusWidget() is view.grid
    assert view.grid.cell()[0].unit == "金水区"
    press(KEY.Key_Return)
    press(KEY.Key_Tab)
    assert QApplication.focusWidget() is view.answer.is_nil
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    settled()
    assert known(room, asked, "二七区", FIVE).text == "降雨12毫米"
    assert known(room, asked, "金水区", FIVE).is_nil
    assert cells(view, 3) == ["in time 12:00", "in time, nil 12:00", "expected"]


def test_late_urged_and_excused_are_told_apart(page, room, asked, settled):
    view = page.sheets.returns.view
    press(KEY.Key_U)
    settled()
    assert cells(view, 2)[0] == "not in, urged 1×"
    press(KEY.Key_Return)
    type_into(view.answer.text, "无险情")
    press(KEY.Key_Return)
    settled()
    press(KEY.Key_X)
    press(KEY.Key_Return)
    settled()
    assert view.reason._fields["reason"][2].text() == "Give the reason."
    type_into(view.reason.reason, "通信中断，改为电话核实")
    press(KEY.Key_Return)
    settled()
    assert cells(view, 2) == ["late 12:00", "excused", "not in"]
    press(KEY.Key_C)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "汛情日报 · 23 Nov, Mon 08:00",
        "二七区: 无险情",
        "Came late (1): 二七区",
        "Excused (1): 金水区",
        "Not in yet (1): 登封市",
    ]


def test_an_answer_without_words_is_refused_beside_the_field(page, asked, settled):
    view = page.sheets.returns.view
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    settled()
    words = "Enter what 二七区 reports, or tick that there is nothing to report."
    assert view.answer._fields["text"][2].text() == words


def test_a_second_report_replaces_the_first_only_in_its_form(page, room, asked, settled):
    view = page.sheets.returns.view
    for words in ("无险情", "转移12人"):
        view.grid.choose(0, 2)
        press(KEY.Key_Return)
        type_into(view.answer.text, words)
        press(KEY.Key_Return)
        settled()
    assert known(room, asked, "二七区", EIGHT).text == "转移12人"


def test_esc_steps_back_and_keeps_the_words_with_the_cell(page, asked):
    sheet = page.sheets.returns
    press(KEY.Key_Return)
    type_into(sheet.view.answer.text, "半句")
    press(KEY.Key_Escape)
    sheet.view.grid.choose(1, 2)
    press(KEY.Key_Return)
    assert sheet.view.answer.text.toPlainText() == ""
    press(KEY.Key_Escape)
    sheet.view.grid.choose(0, 2)
    press(KEY.Key_Return)
    assert sheet.view.answer.text.toPlainText() == "半句"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    assert sheet.isHidden()


def test_time_goes_on_and_what_is_not_in_is_said(page, room, asked):
    view = page.sheets.returns.view
    room.now = FIVE + timedelta(minutes=1)
    view._go_on()
    assert cells(view, 3) == ["not in"] * 3


def test_further_units_are_asked_and_the_call_ends(page, room, asked, settled):
    view = page.sheets.returns.view
    press(KEY.Key_Insert)
    view.more.recipients.single.picker.setText("示例水库管理处")
    QTest.keyClick(view.more, KEY.Key_Return)
    assert "is not in the directory" in view.more.recipients.single.note.text()
    QTest.keyClick(view.more, KEY.Key_Return)
    settled()
    assert cells(view, 2)[-1] == "—"
    assert cells(view, 3)[-1] == "expected"
    view.end.click()
    type_into(view.reason.reason, "应急响应终止")
    press(KEY.Key_Return)
    settled()
    assert room.read(call_in_full, asked).call.state == "done"
    assert view.state.text() == "complete · 应急响应终止"
    assert not view.take.isVisible()


def test_before_the_first_day_its_rounds_are_shown(room, asked):
    call = room.read(call_in_full, asked).call
    early = datetime(2026, 11, 1, 4, tzinfo=ZONE)
    assert [at.astimezone(ZONE).date() for at in rounds_shown(call, early, ZONE)] == [date(2026, 11, 22)] * 2


def test_a_call_that_is_not_there_is_said(page, settled):
    page.arrive(Place("notices", step="returns:99"))
    settled()
    assert page.sheets.returns.sentence.sentence.text() == "There is no such call for returns."


def test_the_pictures_show_what_there_is_or_say_that_there_is_none(page, room, settled):
    poses = dict(page.sheets.poses())
    poses["notices_relay"]()
    settled()
    assert page.sheets.relay.sentence.sentence.text() == "Nothing has been passed on yet."
    poses["notices_ask_returns"]()
    poses["notices_returns"]()
    settled()
    assert page.sheets.relay.isHidden()
    assert page.sheets.returns.sentence.sentence.text() == "No returns have been asked for yet."


def test_a_unit_is_taken_off_with_a_reason_and_asked_again_by_the_same_key(page, room, asked, settled):
    view = page.sheets.returns.view
    view.grid.choose(0, 2)
    assert view.drop.text() == "Take off…"
    press(KEY.Key_Delete)
    press(KEY.Key_Return)
    settled()
    assert view.reason._fields["reason"][2].text() == "Give the reason."
    type_into(view.reason.reason, "合并上报")
    press(KEY.Key_Return)
    settled()
    units = room.read(call_in_full, asked).units
    assert (units[0].unit, units[0].active) == ("二七区", False)
    assert [unit.unit for unit in view.grid.returns.units] == ["金水区", "登封市", "二七区"]
    assert view.grid.cell()[0].unit == "二七区"
    assert view.grid.returns.headerData(2, Qt.Orientation.Vertical) == "二七区 (off)"
    assert "(need not report any more)" in view.cell.text()
    assert cells(view, 2)[2] == "—"
    assert not view.take.isEnabled()
    press(KEY.Key_Return)
    assert view.answer.isHidden(), "nothing is taken in from who is not asked"
    assert view.drop.text() == "Ask it again"
    press(KEY.Key_Delete)
    settled()
    assert all(unit.active for unit in room.read(call_in_full, asked).units)
    assert view.take.isEnabled()


def test_a_unit_taken_off_can_be_chosen_among_further_units(page, room, asked, settled):
    view = page.sheets.returns.view
    view.grid.choose(0, 2)
    press(KEY.Key_Delete)
    type_into(view.reason.reason, "合并上报")
    press(KEY.Key_Return)
    settled()
    press(KEY.Key_Insert)
    view.more.recipients.single.picker.setText("二七区")
    QTest.keyClick(view.more, KEY.Key_Return)
    QTest.keyClick(view.more, KEY.Key_Return)
    settled()
    assert [unit.unit for unit in room.read(call_in_full, asked).units if unit.active] == list(AREAS)


def test_shift_u_urges_all_that_have_not_answered_the_round(page, room, asked, settled):
    view = page.sheets.returns.view
    _, due_at = view.grid.cell()
    QTest.keyClick(view.grid, KEY.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert view.reason.send.text() == "Urge 3"
    press(KEY.Key_Return)
    settled()
    assert {known(room, asked, name, due_at).urged_count for name in AREAS} == {1}
    assert QApplication.focusWidget() is view.grid
