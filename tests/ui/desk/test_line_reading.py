"""What is typed in the capture line is recognised behind it: chips by keys, and the way to the incident sheet."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.drafts import drop_draft
from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.incidents import incident_in_full
from dutyroom.data.queries.journal import last_entries
from dutyroom.ui.draft_text import draft_from_text
from dutyroom.ui.page import Place
from dutyroom.ui.page_deck import PageEntry
from dutyroom.ui.registers.incidents import IncidentsPage
from tests.ui.desk.desks import SHEETS

LINE = "0810 二七区 嵩山路航海路口 大货车追尾 3死5伤 交警报"
EVENT = datetime(2026, 11, 23, 0, 10, tzinfo=UTC)
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def register(monkeypatch):
    """Let the desk have the page of incidents."""
    monkeypatch.setattr("tests.ui.desk.conftest.SHEETS", (*SHEETS, PageEntry.of(IncidentsPage)))


@pytest.fixture
def line(desk):
    made = desk.window.frame.capture_line
    made.take_focus()
    return made


@pytest.fixture
def places(desk, monkeypatch):
    """Where the line asks to go."""
    asked = []
    object.__setattr__(desk.window.capture.reading._tools, "go", asked.append)
    return asked


def chips(line):
    return [chip.full_text() for chip in line.fields.proposals.chips.values() if chip.isVisible()]


def type_(line, text, qtbot, count=1):
    line.fields.text.insertPlainText(text)
    qtbot.waitUntil(lambda: len(chips(line)) >= count, timeout=10_000)


def tab_to(line, name):
    """Tab from the text until that chip has the focus."""
    line.take_focus()
    wanted = line.fields.proposals.chips[name]
    for _ in range(20):
        if wanted.hasFocus():
            return wanted
        QTest.keyClick(line.window().focusWidget(), KEY.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}")


def entry(store):
    with store.reading() as session:
        return last_entries(session, 1)[0]


def test_chips_stand_there_while_the_text_keeps_the_cursor_and_the_line_its_height(desk, line, qtbot):
    desk.window.resize(1024, 700)
    qtbot.waitUntil(lambda: desk.window.height() == 700)
    assert chips(line) == []
    tall, wide = line.height(), desk.window.width()
    type_(line, LINE + " 李明 13800138000", qtbot, 8)
    assert chips(line) == [
        "Time 08:10",
        "District 二七区",
        "Place 嵩山路航海路口",
        "Type Road accident",
        "Deaths 3",
        "Injured 5",
        "Reporting unit 交警",
        *chips(line)[7:],
    ]
    assert (line.height(), desk.window.width()) == (tall, wide)
    assert line.fields.text.hasFocus()
    right = max(chip.geometry().right() for chip in line.fields.proposals.chips.values() if chip.isVisible())
    assert right < line.fields.proposals.sheet.geometry().left()
    assert line.fields.happened.placeholderText() == "08:10"
    line.fields.text.clear()
    assert chips(line) == []
    assert line.fields.happened.placeholderText().startswith("now")


def test_one_is_rejected_for_good_and_enter_writes_what_is_left(desk, line, store, people, qtbot):
    type_(line, LINE, qtbot, 7)
    QTest.keyClick(tab_to(line, "deaths"), KEY.Key_Backspace)
    assert line.fields.proposals.chips["injured"].hasFocus()
    type_(line, "，车辆已拖离", qtbot)
    qtbot.wait(300)
    assert "Deaths 3" not in chips(line)
    line.keep()
    qtbot.waitUntil(desk.courier.is_idle)
    with store.reading() as session:
        row = drafts_of(session, people.chief)[0]
        assert draft_from_text(row.id, row.content).rejected == "deaths"
    QTest.keyClick(tab_to(line, "source"), KEY.Key_Return)
    assert line.fields.unit.text() == "交警"
    assert "Reporting unit 交警" not in chips(line)
    line.take_focus()
    QTest.keyClick(line.fields.text, KEY.Key_Return)
    assert chips(line) == []
    qtbot.waitUntil(lambda: line.fields.happened.text() == "08:10")  # before the shift: it asks, with the time shown
    with qtbot.waitSignal(desk.window.capture.written):
        QTest.keyClick(line.fields.happened, KEY.Key_Return)
    written = entry(store)
    assert (written.text, written.happened_at, written.unit) == (LINE + "，车辆已拖离", EVENT, "交警")


def test_enter_on_a_chip_marks_its_words_and_typing_over_them_corrects_it(line, qtbot):
    type_(line, "🚑 " + LINE, qtbot, 7)
    QTest.keyClick(tab_to(line, "injured"), KEY.Key_Return)
    assert line.fields.text.textCursor().selectedText() == "5伤"
    QTest.keyClicks(line.fields.text, "6")
    line.fields.text.insertPlainText("伤")
    qtbot.waitUntil(lambda: "Injured 6" in chips(line))
    assert line.fields.text.hasFocus()


def test_each_draft_comes_back_with_its_own(line, qtbot):
    type_(line, LINE, qtbot, 7)
    first, seven = line.draft().key, chips(line)
    QTest.keyClick(tab_to(line, "type"), KEY.Key_Delete)
    line.begin("report")
    assert chips(line) == []
    type_(line, "金水区文化路一民房起火", qtbot, 3)
    line.show_draft(first)
    assert chips(line) == [each for each in seven if not each.startswith("Type")]
    line.fields.kind.setCurrentIndex(line.fields.kind.findData("visit"))
    assert chips(line) == []


def test_ctrl_enter_hands_over_what_was_not_rejected_even_before_it_was_read(desk, line, places, qtbot):
    type_(line, LINE, qtbot, 7)
    QTest.keyClick(tab_to(line, "place"), KEY.Key_Delete)
    line.fields.person.setText("王五")
    line.take_focus()
    line.fields.text.insertPlainText("，2人失联")
    QTest.keyClick(line.fields.text, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(places))
    place = places[0]
    assert (place.page, place.step) == ("incidents", "register")
    given = place.given
    assert given.text == LINE + "，2人失联"
    assert given.found.place is None
    assert given.found.event_time.value == EVENT
    assert (given.found.area.value, given.found.type.value) == ("二七区", "road")
    assert (given.found.deaths.value, given.found.injured.value, given.found.missing.value) == (3, 5, 2)
    assert given.typed == {"reporter": "王五"}
    assert line.draft().text == LINE + "，2人失联"


def test_reading_never_holds_up_typing_and_a_late_answer_is_dropped(desk, line, qtbot, monkeypatch):
    hold = Event()
    asked = []

    def slow(session, text, now, zone):
        asked.append(text)
        hold.wait(10)
        return found(session, text, now, zone)

    from dutyroom.actions.incident_reading import read_report as found  # as the window loads it: late

    monkeypatch.setattr("dutyroom.actions.incident_reading.read_report", slow)
    line.fields.text.insertPlainText("二七区 3死")
    qtbot.waitUntil(lambda: bool(asked))
    QTest.keyClicks(line.fields.text, " 12345")
    line.fields.text.setPlainText("金水区")
    hold.set()
    qtbot.waitUntil(lambda: chips(line) == ["District 金水区"])
    assert asked == ["二七区 3死", "金水区"]


def test_ctrl_enter_twice_registers_an_incident_and_only_then_the_draft_goes(
    register, desk, line, store, people, qtbot
):
    page = desk.window.deck.page("incidents")
    desk.window.go(Place("incidents", step="register"))
    page.entry.form.area.setText("金水区")  # of another event, half taken down
    line.take_focus()
    type_(line, LINE, qtbot, 7)
    QTest.keyClick(tab_to(line, "place"), KEY.Key_Delete)
    line.fields.person.setText("王五")
    QTest.keyClick(line.fields.person, KEY.Key_Return, CTRL)  # a key of the page, too
    form = page.entry.form
    qtbot.waitUntil(lambda: form.deaths.text() == "3")
    qtbot.waitUntil(desk.courier.is_idle)
    shown = {name: getattr(form, name).text() for name in ("event_at", "area", "place", "light", "source", "reporter")}
    assert shown == {
        "event_at": "08:10",
        "area": "二七区",
        "place": "",
        "light": "5",
        "source": "交警",
        "reporter": "王五",
    }
    assert (form.kind_shown(), form.course.toPlainText()) == ("road", LINE)
    qtbot.wait(400)  # what the sheet reads by itself brings nothing back
    assert form.place.text() == ""
    assert line.draft().text == LINE
    with qtbot.waitSignal(page.entry.registered) as done:
        QTest.keyClick(form.deaths, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: line.draft().is_blank)
    qtbot.waitUntil(desk.courier.is_idle)
    with store.reading() as session:
        found = incident_in_full(session, done.args[0])
        left = [row.content for row in drafts_of(session, people.chief)]
    assert (found.facts.area, found.facts.subtype, found.facts.deaths) == ("二七区", "road", 3)
    assert len(left) == 1
    assert "金水区" in left[0]
    desk.window.go(Place("incidents", step="register"))
    qtbot.waitUntil(lambda: page.entry.form.area.text() == "金水区")


def test_what_was_typed_since_it_was_handed_over_is_kept(desk, line, places, store, people, qtbot):
    type_(line, LINE, qtbot, 7)
    QTest.keyClick(line.fields.text, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(places))
    key = line.draft().key
    line.fields.text.insertPlainText("；救护车已到")
    desk.courier.do(desk.window, drop_draft, key)  # as the sheet does once the incident is registered
    qtbot.waitUntil(desk.courier.is_idle)
    qtbot.waitUntil(desk.courier.is_idle)
    assert line.draft().text == LINE + "；救护车已到"
    with store.reading() as session:
        assert "救护车已到" in drafts_of(session, people.chief)[0].content
