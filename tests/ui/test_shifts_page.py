"""The register of shifts, the sheets for a power failure, and the page in another language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from dutyroom.data.queries.journal import last_entries
from dutyroom.papers.preview import count_pages
from dutyroom.rules.wording import Wording
from dutyroom.ui.page import Place
from dutyroom.ui.parts.handover.from_paper import next_number
from dutyroom.ui.registers.shifts import ShiftsPage
from tests.ui.acting import KEY, press, settle, type_into, walk_to


@pytest.fixture
def page(qtbot, tools, look):
    made = ShiftsPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def texts(page):
    """Every text of the record."""
    return "\n".join(label.text() for label in page.record.findChildren(QLabel))


def test_the_register_shows_shifts_newest_first_with_their_record(page, qtbot, tools, room):
    first = room.start()
    room.write("待办一", open=True)
    taken = room.take(room.give(), reservations="传真机未试")
    page.arrive(Place("shifts", id=first))
    settle(qtbot, tools)
    assert list(page.table.register.ids) == [taken.next_shift_id, first]
    assert page.table.current_id() == first
    shown = texts(page)
    assert "李秀英" in shown
    assert "赵敏" in shown
    assert "传真机未试" in shown
    page.table.choose(taken.next_shift_id)
    settle(qtbot, tools)
    assert "told  待办一" in texts(page)
    assert page.primary.text().startswith("Hand over")


def test_report_and_log_are_shown_from_the_record(page, qtbot, tools, room, heard):
    room.start()
    room.write("记录一")
    page.arrive(None)
    settle(qtbot, tools)
    page.record.print_report.click()
    page.record.print_log.click()
    report, log = heard.papers
    assert count_pages(report.make()) >= 1
    assert count_pages(log.make()) >= 1
    log.printed()
    settle(qtbot, tools)
    assert room.read(last_entries, 1)[0].event == "paper.printed"


def test_blank_sheets_are_numbered_and_counted(page, qtbot, tools, room, heard):
    page.begin("blank")
    form = page.steps["blank"].form
    form.count.setValue(3)
    form.first.setValue(7)
    page.steps["blank"].preview.click()
    assert heard.papers[0].title.endswith("7–9")
    assert count_pages(heard.papers[0].make()) == 3


def test_entries_from_paper_keep_number_writer_and_both_times(page, qtbot, tools, room):
    room.start()
    page.begin("paper")
    settle(qtbot, tools)
    step = page.steps["paper"]
    one, two = step.rows[:2]
    type_into(one.number, "停-20261123-001")
    assert two.number.text() == "停-20261123-002"
    type_into(one.writer, "zw")
    QTest.keyClick(one.writer, KEY.Key_Return)
    assert two.writer.text() == "张伟"
    type_into(one.time, "1015")
    type_into(one.text, "供电公司来电：抢修预计一小时")
    type_into(two.time, "25:99")
    type_into(two.text, "恢复供电")
    step.write.click()
    settle(qtbot, tools)
    entry = room.read(last_entries, 1)[0]
    assert (entry.paper_number, entry.paper_writer) == ("停-20261123-001", "张伟")
    assert entry.happened_at < entry.written_at
    assert "not understood" in two.note.text()
    assert two.text.text() == "恢复供电", "what was typed stays"
    type_into(two.time, "1120")
    step.write.click()
    settle(qtbot, tools)
    assert room.read(last_entries, 1)[0].text == "恢复供电"


@pytest.mark.parametrize(
    ("number", "following"),
    [("停-20261123-001", "停-20261123-002"), ("7", "8"), ("停-099", "停-100"), ("甲", "甲"), ("3号", "4号")],
)
def test_paper_numbers_count_on(number, following):
    assert next_number(number) == following


def test_a_step_goes_back_with_escape_and_keeps_what_was_typed(page, qtbot, tools, room):
    page.begin("start")
    settle(qtbot, tools)
    step = page.steps["start"]
    type_into(step.form.leader_id, "wjg")
    QTest.keyClick(step.form.leader_id, KEY.Key_Return)
    QTest.keyClick(step.form.chief_id, KEY.Key_Escape)
    assert page.current_step() is None
    page.begin("start")
    settle(qtbot, tools)
    assert step.form.leader_id.text() == "王建国"


def test_enter_in_the_last_row_from_paper_makes_the_next_one_and_goes_there(page, qtbot, tools, room):
    room.start()
    page.begin("paper")
    settle(qtbot, tools)
    step = page.steps["paper"]
    assert QApplication.focusWidget() is step.rows[0].number
    QTest.keyClicks(QApplication.focusWidget(), "A-07")
    walk_to(step.rows[-1].text)
    press(KEY.Key_Return)
    assert (len(step.rows), step.rows[-1].number.text()) == (4, "A-10")
    assert QApplication.focusWidget() is step.rows[-1].time
    walk_to(step.more)
    press(KEY.Key_Space)
    assert QApplication.focusWidget() is step.rows[4].time


def test_the_language_changes_while_something_is_typed(page, qtbot, tools, room, language):
    room.start()
    page.arrive(Place("shifts", step="give"))
    settle(qtbot, tools)
    step = page.steps["give"]
    type_into(step.forms.remarks, "备注")
    language(Wording("zh_CN", {"Hand over": "交班", "Sign and give": "签字交班", "Equipment": "设备"}))
    settle(qtbot, tools)
    assert step.title.full_text() == "交班"
    assert step.signature.sign.text() == "签字交班"
    assert step.sections.sections["equipment"].head.text() == "设备"
    assert step.forms.remarks.toPlainText() == "备注"


def test_everything_that_takes_the_keyboard_has_a_name(page, qtbot, tools, room):
    room.start()
    room.write("待办", open=True)
    for step in page.steps:
        page.begin(step)
        settle(qtbot, tools)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
        for kind in (QAbstractButton, QLineEdit)
        for widget in page.findChildren(kind)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless


def test_nothing_is_cut_at_the_smallest_window(page, qtbot, tools, room):
    room.start()
    page.resize(948, 500)
    for step in page.steps:
        page.begin(step)
        settle(qtbot, tools)
        assert page.minimumSizeHint().width() <= 948
        assert page.minimumSizeHint().height() <= 520


def test_poses_lead_to_every_step(page, qtbot, tools, room):
    room.start()
    page.arrive(None)
    settle(qtbot, tools)
    for name, pose in page.poses():
        pose()
        settle(qtbot, tools)
        assert name.startswith("shifts")
