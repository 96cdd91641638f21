"""Passing on: begun from the notice shown, a whole list done by keyboard, nothing typed lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.matter_papers import MATTER_PAPERS
from dutyroom.actions.notices import register_notice
from dutyroom.actions.relays import start_relay, tell
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.relays import find_relays, relay_in_full
from dutyroom.data.queries.units import unit_rows
from dutyroom.rules.matter import StepKind
from dutyroom.rules.relay import Recipient, StartRelay, Told
from dutyroom.ui.page import Place
from dutyroom.ui.registers.notices import NoticesPage
from tests.actions.matters import a_notice
from tests.ui.acting import type_into

KEY = Qt.Key
AREAS = ("二七区", "金水区", "登封市")


@pytest.fixture
def page(qtbot, room, tools, look, courier, settled):
    """The register with one notice that says what to do."""
    room.start()
    room.do(register_notice, a_notice(content="请立即部署防范工作，18时前报送落实情况。"))
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
def under_way(page, room, settled):
    """A list of three under way, shown."""
    recipients = tuple(Recipient(unit=name, phone="0371-1") for name in AREAS)
    asked = StartRelay(
        title="强降雨通知",
        text="请立即部署。",
        recipients=recipients,
        acknowledge_by=room.now + timedelta(hours=2),
    )
    relay = room.do(start_relay, asked)
    page.arrive(Place("notices", step=f"relay:{relay}"))
    settled()
    return relay


def press(key, text=""):
    """A key where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key)


def lines(room, relay):
    return {line.unit: line for line in room.read(relay_in_full, relay).lines}


def shown(listed):
    return [listed._lines[number].unit for number in listed.table.register.ids]


def test_the_notice_shown_is_passed_on_to_all_areas(page, room, settled):
    page.pane.pass_on.click()
    settled()
    form = page.sheets.relay.begin_form
    assert form.title.text() == "关于做好强降雨防范工作的紧急通知"
    assert form.text.toPlainText() == "请立即部署防范工作，18时前报送落实情况。"
    assert QApplication.focusWidget() is form.recipients.groups["area"]
    press(KEY.Key_Space)
    form.acknowledge_by.setText("2h")
    press(KEY.Key_Return)
    settled()
    (relay,) = room.read(find_relays)
    full = room.read(relay_in_full, relay)
    areas = [unit.name for unit in room.read(unit_rows) if unit.kind == "area"]
    assert [line.unit for line in full.lines] == areas
    assert full.relay.matter_id == page.pane.matter_id
    assert full.relay.acknowledge_by == room.now + timedelta(hours=2)
    assert QApplication.focusWidget() is page.sheets.relay.list.table
    assert page.sheets.relay.list.count.text() == f"0 of {len(areas)} acknowledged"


def test_single_units_are_chosen_by_initials_and_nobody_twice(page, room, settled):
    page.sheets.pass_on()
    settled()
    field = page.sheets.relay.begin_form.recipients
    unit = next(unit for unit in room.read(unit_rows) if unit.kind == "area")
    field.groups["area"].setChecked(True)
    field.single.setFocus()
    QTest.keyClicks(field.single.picker, unit.initials)
    QTest.keyClick(field.single.picker, KEY.Key_Return)
    field.single.picker.setText("示例物业公司")
    names = [recipient.unit for recipient in field.recipients()]
    assert names.count(unit.name) == 1
    assert names[-1] == "示例物业公司"


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(page, settled):
    page.sheets.pass_on()
    settled()
    form = page.sheets.relay.begin_form
    form.text.setPlainText("改过的内容")
    QTest.keyClick(form, KEY.Key_Return)
    settled()
    assert form._fields["recipients"][2].text() == "Choose at least one recipient."
    form.acknowledge_by.setText("不是时间")
    QTest.keyClick(form, KEY.Key_Return)
    settled()
    assert QApplication.focusWidget() is form.acknowledge_by
    press(KEY.Key_Escape)
    assert page.sheets.relay.isHidden()
    page.sheets.pass_on()
    settled()
    assert form.text.toPlainText() == "改过的内容"


def test_all_who_are_waited_for_or_the_selected_are_urged_by_one_question(page, room, under_way, settled):
    listed = page.sheets.relay.list
    QTest.keyClick(listed.table, KEY.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert listed.reason.send.text() == "Urge 3"
    press(KEY.Key_Escape)
    QTest.keyClick(listed.table, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(listed.table, KEY.Key_U, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(listed.reason.reason, "qing su hui")
    press(KEY.Key_Return)
    settled()
    assert [line.attempts for line in lines(room, under_way).values()] == [1, 1, 0]
    assert QApplication.focusWidget() is listed.table


def test_a_whole_list_is_done_by_keyboard(page, room, under_way, settled):
    listed = page.sheets.relay.list
    assert shown(listed) == list(AREAS)
    for name in ("zhang san", "li si"):
        press(KEY.Key_Return)
        assert QApplication.focusWidget() is listed.told.taken_by
        QTest.keyClicks(listed.told.taken_by, name)
        press(KEY.Key_Tab)
        press(KEY.Key_Space)
        press(KEY.Key_Return)
        settled()
        assert QApplication.focusWidget() is listed.table
    assert shown(listed) == ["登封市", "二七区", "金水区"]
    press(KEY.Key_N)
    settled()
    assert lines(room, under_way)["登封市"].attempts == 1
    press(KEY.Key_Return)
    QTest.keyClicks(listed.told.taken_by, "wang wu")
    press(KEY.Key_Return)
    settled()
    found = lines(room, under_way)
    assert [(found[u].taken_by, found[u].read_back, found[u].attempts) for u in AREAS] == [
        ("zhang san", True, 1),
        ("li si", True, 1),
        ("wang wu", False, 2),
    ]
    assert room.read(relay_in_full, under_way).relay.state == "done"
    assert listed.count.text() == "3 of 3 acknowledged · complete"
    assert not listed.tell.isVisible()


def test_n_goes_to_the_next_recipient_and_counts(page, room, under_way, settled):
    listed = page.sheets.relay.list
    press(KEY.Key_N)
    settled()
    assert listed._line().unit == "金水区"
    assert lines(room, under_way)["二七区"].attempts == 1
    row = next(line for line in listed._lines.values() if line.unit == "二七区")
    assert listed.table.register.columns[2].text(row) == "not told yet, tried 1×"


def test_nobody_named_is_refused_beside_the_field(page, room, under_way, settled):
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    settled()
    told = page.sheets.relay.list.told
    assert told._fields["taken_by"][2].text() == "Enter who took it at 二七区."
    assert QApplication.focusWidget() is told.taken_by


def test_when_it_was_told_and_acknowledged_is_written_as_officers_write_times(page, room, under_way, settled):
    told = page.sheets.relay.list.told
    began = room.now
    room.wait(minutes=40)
    press(KEY.Key_Return)
    assert told.acknowledged_at.placeholderText() == "as soon as it was told"
    type_into(told.taken_by, "示例张三")
    type_into(told.at, "1205")
    type_into(told.acknowledged_at, "-10")
    QTest.keyClick(told.acknowledged_at, KEY.Key_Return)
    settled()
    row = lines(room, under_way)["二七区"]
    assert (row.sent_at, row.acknowledged_at) == (began + timedelta(minutes=5), began + timedelta(minutes=30))


def test_a_time_that_cannot_be_is_said_beside_its_field_and_stays(page, room, under_way, settled):
    told = page.sheets.relay.list.told
    room.wait(minutes=40)
    press(KEY.Key_Return)
    type_into(told.taken_by, "示例张三")
    for typed, said in (("昨日2330", "before passing on began"), ("不是时间", "time")):
        type_into(told.at, typed)
        QTest.keyClick(told.at, KEY.Key_Return)
        settled()
        assert said in told._fields["at"][2].text()
        assert QApplication.focusWidget() is told.at
        assert told.at.text() == typed
    press(KEY.Key_Escape)
    press(KEY.Key_Return)
    assert told.at.text() == "不是时间", "what was typed waits"
    assert lines(room, under_way)["二七区"].state == "waiting"


def test_of_what_was_sent_only_the_acknowledgement_is_asked(page, room, under_way, settled):
    told = page.sheets.relay.list.told
    press(KEY.Key_Return)
    told.sent_only.setChecked(True)
    assert told.acknowledged_at.isHidden()
    QTest.keyClick(told, KEY.Key_Return)
    settled()
    page.sheets.relay.list.table.choose(lines(room, under_way)["二七区"].id)
    press(KEY.Key_Return)
    assert told.at.isHidden()
    assert "12:00" in told.acknowledged_at.placeholderText()


def test_esc_steps_back_one_by_one_and_keeps_the_name(page, under_way):
    sheet = page.sheets.relay
    press(KEY.Key_Return)
    type_into(sheet.list.told.taken_by, "示例张三")
    press(KEY.Key_Escape)
    assert sheet.list.told.isHidden()
    assert sheet.isVisible()
    press(KEY.Key_Return)
    assert sheet.list.told.taken_by.text() == "示例张三"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    assert sheet.isHidden()


def test_a_fax_that_was_sent_waits_for_its_acknowledgement(page, room, under_way, settled):
    told = page.sheets.relay.list.told
    press(KEY.Key_Return)
    told.channel.setCurrentIndex(told.channel.findData("fax"))
    told.sent_only.setChecked(True)
    QTest.keyClick(told, KEY.Key_Return)
    settled()
    row = lines(room, under_way)["二七区"]
    assert (row.state, row.channel) == ("sent", "fax")


def test_recipients_are_taken_off_and_added_with_keys(page, room, under_way, settled):
    listed = page.sheets.relay.list
    press(KEY.Key_Delete)
    type_into(listed.reason.reason, "不涉及")
    press(KEY.Key_Return)
    settled()
    assert lines(room, under_way)["二七区"].state == "withdrawn"
    press(KEY.Key_Insert)
    listed.more.recipients.single.picker.setText("示例水库管理处")
    QTest.keyClick(listed.more, KEY.Key_Return)
    assert "is not in the directory" in listed.more.recipients.single.note.text()
    QTest.keyClick(listed.more, KEY.Key_Return)
    settled()
    assert "示例水库管理处" in lines(room, under_way)
    assert shown(listed)[-1] == "二七区"


def test_it_ends_with_a_reason_or_is_void(page, room, under_way, settled):
    listed = page.sheets.relay.list
    listed.end.click()
    QTest.keyClick(listed.reason, KEY.Key_Return)
    settled()
    assert listed.reason._fields["reason"][2].text() == "Give the reason."
    type_into(listed.reason.reason, "误发")
    listed.reason.void.setChecked(True)
    press(KEY.Key_Return)
    settled()
    assert room.read(relay_in_full, under_way).relay.state == "void"
    assert listed.left.text() == "误发"


def test_the_text_is_copied_for_a_message(page, under_way, heard):
    press_all = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_C, press_all)
    assert QGuiApplication.clipboard().text() == "强降雨通知\n请立即部署。"
    assert heard.said == ["The text is on the clipboard."]


def test_what_somebody_else_writes_is_seen(page, room, courier, under_way, settled):
    number = lines(room, under_way)["金水区"].id
    courier.do(page, tell, Told(line_id=number, channel="telephone", taken_by="示例李四"))
    settled()
    assert shown(page.sheets.relay.list) == ["二七区", "登封市", "金水区"]


def test_a_list_under_way_is_a_link_above_the_form(page, room, settled):
    page.sheets.pass_on()
    settled()
    form = page.sheets.relay.begin_form
    form.recipients.groups["area"].setChecked(True)
    form.send.click()
    settled()
    page.sheets.relay.close_over()
    page.sheets.pass_on()
    settled()
    (link,) = page.sheets.relay.links.findChildren(type(form.send))
    assert link.text().startswith("下发〔2026〕1号 关于做好强降雨防范工作的紧急通知 · 0 of ")
    link.click()
    settled()
    assert page.sheets.relay.list.isVisible()


def test_a_list_that_is_not_there_is_said(page, settled):
    page.arrive(Place("notices", step="relay:99"))
    settled()
    assert page.sheets.relay.sentence.sentence.text() == "There is no such relay."


def test_printing_is_offered_as_soon_as_the_store_has_the_facts(page, under_way, heard):
    listed = page.sheets.relay.list
    assert listed.print.isVisible() == (MATTER_PAPERS["transmission-list"].facts is not None)
    listed.print.click()
    assert heard.papers[0].file_name == f"transmission-list-{under_way}.pdf"


def test_a_unit_twice_is_said_and_one_that_the_directory_lacks_is_asked_back_once(page, room, settled):
    page.pane.begin(StepKind.ASSIGN)
    settled()
    units = page.pane.form.units

    def enter(name):
        type_into(units.picker, name)
        QTest.keyClick(units.picker, KEY.Key_Return)
        return units.names(), units.note.text()

    assert enter("水利局") == (["水利局"], "")
    assert enter("水利局") == (["水利局"], "“水利局” is chosen already.")
    asked = "“不存在区” is not in the directory. Enter once more takes it as written."
    assert enter("不存在区") == (["水利局"], asked)
    QTest.keyClick(units.picker, KEY.Key_Return)
    assert (units.names(), units.note.isVisible()) == (["水利局", "不存在区"], False)
    type_into(units.picker, "另一区")
    page.pane.form.send.click()
    settled()
    assert "另一区" in units.note.text()
    assert room.read(matter_in_full, 1).assignments == ()
    page.pane.form.send.click()
    settled()
    assert [row.unit for row in room.read(matter_in_full, 1).assignments] == ["水利局", "不存在区", "另一区"]
