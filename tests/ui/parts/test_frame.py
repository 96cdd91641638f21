"""Rail, shift bar, banner and toast: the frame around every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.rules.wording import Wording
from dutyroom.ui.parts.banner import Alarm, AlarmBanner
from dutyroom.ui.parts.rail import Rail, RailItem
from dutyroom.ui.parts.shift_bar import ShiftBar, ShiftBarState
from dutyroom.ui.parts.toast import Toast
from dutyroom.ui.theme import apply_theme
from tests.ui.conftest import NOW

ITEMS = (
    RailItem(key="desk", label="Desk", icon="desk", open_items=3, overdue=True),
    RailItem(key="settings", label="Settings", icon="settings", at_foot=True),
    RailItem(key="log", label="Log", icon="log"),
)
STATE = ShiftBarState(
    office="郑州市人民政府总值班室",
    shift="白班",
    leader="王×",
    chief="李×",
    officer="李×",
    next_due=NOW + timedelta(hours=1, minutes=2, seconds=3),
    next_due_for="事故书面报告",
)


@pytest.fixture
def window(qtbot, look):
    widget = QWidget()
    widget.setLayout(QVBoxLayout())
    widget.resize(948, 400)
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def field(window):
    made = QLineEdit(window)
    window.layout().addWidget(made)
    window.show()
    made.setFocus()
    return made


@pytest.fixture
def rail(qtbot, look):
    made = Rail()
    qtbot.addWidget(made)
    made.set_items(ITEMS)
    made.resize(76, 400)
    made.show()
    return made


def test_rail_is_walked_with_alt_and_a_digit(rail, qtbot):
    rail.activateWindow()
    with qtbot.waitSignal(rail.page_chosen) as chosen:
        QTest.keyClick(rail, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert chosen.args == ["log"]
    assert rail.current() == "log"


def test_rail_says_open_items_in_words_and_keeps_its_page(rail, language):
    button = rail.findChild(QAbstractButton, "rail_desk")
    assert button.accessibleName() == "Desk, 3 open"
    assert button.toolTip() == "Desk, 3 open (Alt+1)"
    rail.set_current("log")
    rail.set_open_items("desk", 0)
    assert button.accessibleName() == "Desk"
    language(Wording("zh_CN", {"Desk": "工作台"}))
    assert button.text() == "工作台"
    rail.set_items(ITEMS[:1] + ITEMS[2:])
    assert rail.current() == "log"


def test_choosing_a_page_by_mouse_leaves_the_cursor_in_the_text(rail, window, field):
    window.layout().addWidget(rail)
    QTest.mouseClick(rail.findChild(QAbstractButton, "rail_log"), Qt.MouseButton.LeftButton)
    assert rail.current() == "log"
    assert QApplication.focusWidget() is field


@pytest.fixture
def bar(window, clock, zone):
    made = ShiftBar(clock, zone, window)
    window.layout().addWidget(made)
    made.set_state(STATE)
    window.show()
    return made


def test_bar_shows_time_of_the_duty_room_and_what_is_due(bar):
    assert bar.time.text() == "08:14:37"
    assert bar.day.text() == "23 Nov, Mon"
    assert bar.deadline.text() == "Next deadline 1:02:03"
    assert bar.deadline_for.full_text() == "09:16  事故书面报告"
    assert bar.shift.full_text() == "白班 · Leader 王× · Chief 李×"


def test_bar_counts_on_and_turns_overdue(window, zone, qtbot, language):
    times = iter([NOW] * 8 + [NOW + timedelta(hours=2)] * 100)
    bar = ShiftBar(lambda: next(times), zone, window)
    bar.set_state(STATE)
    window.layout().addWidget(bar)
    window.show()
    qtbot.waitUntil(lambda: bar.deadline.property("tone") == "overdue", timeout=3000)
    assert bar.deadline.text() == "Overdue 57:57"


def test_bar_speaks_the_language_of_the_window(bar, language):
    language(Wording("zh_CN", {"{day} {month}, {weekday}": "{month}{day}日 {weekday}", "Nov": "11月", "Mon": "周一"}))
    assert bar.day.text() == "11月23日 周一"


def test_name_of_the_office_gives_way_first_and_the_bar_keeps_two_lines(bar, window, qapp):
    bar.set_state(replace(STATE, office="Duty Room of the Zhengzhou Municipal Government " * 2))
    qapp.processEvents()
    assert bar.office.text().endswith("…")
    assert bar.office.toolTip() == bar.office.full_text()
    assert bar.shift.text() == bar.shift.full_text()
    assert bar.height() <= 84
    assert bar.minimumSizeHint().width() <= 948


def test_bar_without_shift_and_deadline_says_so(bar, qtbot):
    bar.set_state(ShiftBarState(office="X"))
    assert bar.deadline.text() == "Nothing is due"
    assert bar.shift.full_text() == "No shift is running"
    assert bar.lock.isHidden()
    with qtbot.waitSignal(bar.search_asked):
        bar.search.click()


@pytest.fixture
def sounds():
    return []


@pytest.fixture
def banner(window, field, clock, zone, sounds):
    made = AlarmBanner(clock, zone, window, sound=lambda: sounds.append(1))
    window.layout().addWidget(made)
    return made


def alarm(id_, minutes, stage="overdue"):
    return Alarm(id=id_, stage=stage, text=f"事项{id_}", due_at=NOW + timedelta(minutes=minutes))


def test_banner_takes_no_room_without_alarms_and_no_focus_with_them(banner, field, sounds):
    assert banner.isHidden()
    for storm in range(1, 20):
        banner.set_alarms([alarm(n, -n) for n in range(storm)])
        QTest.keyClick(field, Qt.Key.Key_X)
    assert field.text() == "x" * 19
    assert field.hasFocus()
    assert banner.isVisible()
    banner.set_alarms([])
    assert banner.isHidden()


def test_banner_gives_way_where_the_room_is_short(banner, qtbot):
    banner.set_alarms([alarm(n, -n) for n in range(5)])
    tall = banner.sizeHint().height()
    assert (len(banner._lines), banner._more.text()) == (3, "2 more…")
    banner.set_most(1)
    assert (len(banner._lines), banner._more.text()) == (1, "4 more…")
    assert banner.sizeHint().height() < tall / 2
    banner.set_most(3)
    qtbot.waitUntil(lambda: banner.sizeHint().height() == tall)


def test_banner_sounds_for_what_is_new_and_not_for_what_is_known(banner, sounds):
    banner.set_alarms([alarm(1, 10, "warning")])
    banner.set_alarms([alarm(1, 10, "warning")])
    assert len(sounds) == 1
    banner.set_alarms([alarm(1, -1)])
    assert len(sounds) == 2
    banner.set_quiet(True)
    banner.set_alarms([alarm(2, -1)])
    assert len(sounds) == 2


def test_banner_repeats_until_answered(window, field, zone, sounds, qtbot, monkeypatch):
    monkeypatch.setattr("dutyroom.ui.parts.banner.BEAT_MS", 10)
    times = iter(NOW + timedelta(seconds=10 * n) for n in range(100_000))
    banner = AlarmBanner(lambda: next(times), zone, window, sound=lambda: sounds.append(1))
    window.layout().addWidget(banner)
    banner.set_alarms([alarm(1, -5)])
    qtbot.waitUntil(lambda: len(sounds) >= 3, timeout=3000)
    banner.set_alarms([])
    heard = len(sounds)
    QTest.qWait(60)
    assert len(sounds) == heard


def test_banner_names_three_and_counts_the_rest(banner, qtbot):
    banner.set_alarms([alarm(n, -n) for n in range(5)])
    assert [line.text.full_text() for line in banner._lines] == ["08:14  事项0", "08:13  事项1", "08:12  事项2"]
    assert banner._more.text() == "2 more…"
    with qtbot.waitSignal(banner.done_asked) as done:
        banner._lines[1].done.click()
    assert done.args == [1]
    with qtbot.waitSignal(banner.put_off_asked) as put_off:
        banner._lines[2].put_off.menu().actions()[1].trigger()
    assert put_off.args == [2, 15]


def test_banner_says_stage_in_words_in_both_schemes(banner, qapp):
    banner.set_alarms([alarm(1, -5), alarm(2, 5, "warning")])
    apply_theme(qapp, "dark")
    assert [(line.stage.text(), line.left.text()) for line in banner._lines] == [("Overdue", "5:00"), ("Due", "5:00")]
    apply_theme(qapp, "light")


def test_toast_shows_messages_one_after_another_and_offers_a_way_back(window, field, qtbot):
    toast = Toast(window)
    called = []
    toast.say("Written", step="Copy", run=lambda: called.append("copy"))
    toast.say("Printed", "info", seconds=0.05)
    assert toast.text.text() == "Written"
    assert field.hasFocus()
    toast.step.click()
    assert called == ["copy"]
    assert toast.text.text() == "Printed"
    qtbot.waitUntil(toast.isHidden, timeout=2000)


def test_toast_stands_above_the_capture_line(window, field, qapp):
    toast = Toast(window)
    toast.sit_above(field)
    toast.say("Written")
    qapp.sendEvent(window, QEvent(QEvent.Type.None_))
    assert toast.geometry().bottom() < field.geometry().top()
    assert window.rect().contains(toast.geometry().bottomLeft())


def test_a_toast_does_not_cover_the_filled_button(window):
    step = QPushButton("Propose…", window)
    step.setProperty("look", "primary")
    step.setGeometry(window.width() // 2 - 60, window.height() - 44, 120, 30)
    step.show()
    toast = Toast(window)
    toast.say("The notice is registered.")
    assert not toast.geometry().intersects(step.geometry())
    assert window.rect().contains(toast.geometry())


def test_a_toast_gives_way_to_the_field_that_somebody_goes_to_and_to_another_language(window, field, qapp):
    toast = Toast(window)
    toast.say("Written: Propose", seconds=60)
    line = QLineEdit(window)
    line.setGeometry(toast.geometry())
    line.show()
    line.setFocus()
    assert not toast.geometry().intersects(line.geometry())
    assert window.rect().contains(toast.geometry())
    qapp.sendEvent(toast, QEvent(QEvent.Type.LanguageChange))
    assert toast.isHidden()
