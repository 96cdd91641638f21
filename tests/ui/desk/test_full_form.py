"""The full form of the capture line: the same draft in two places, never a character lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.journal import last_entries
from dutyroom.ui.draft_text import draft_from_text
from dutyroom.ui.page import Place
from dutyroom.ui.parts.draft_state import DraftState
from tests.ui.desk.desks import PASSWORD

CTRL = Qt.KeyboardModifier.ControlModifier
FORM = CTRL | Qt.KeyboardModifier.ShiftModifier
TEXT = "嵩山路追尾，3人受伤 🚑\n第二行"


@pytest.fixture
def line(desk):
    return desk.window.frame.capture_line


@pytest.fixture
def sheet(desk):
    return desk.window.frame.entry_sheet


@pytest.fixture
def opened(desk, line, sheet):
    """The form with what was typed in the line."""
    line.take_focus()
    line.fields.unit.setText("二七区人民政府")
    line.fields.text.setPlainText(TEXT)
    QTest.keyClick(line.fields.text, Qt.Key.Key_Return, FORM)
    return sheet.fields


def kept(store, author) -> list[DraftState | None]:
    with store.reading() as session:
        return [draft_from_text(row.id, row.content) for row in drafts_of(session, author)]


def entry(store):
    with store.reading() as session:
        return last_entries(session, 1)[0]


def settle(desk, qtbot):
    QTest.qWait(30)
    qtbot.waitUntil(desk.courier.is_idle)
    QTest.qWait(30)


def test_ctrl_shift_enter_opens_the_form_with_what_was_typed(opened, sheet, line):
    assert sheet.isVisible()
    assert (opened.text.toPlainText(), opened.unit.text()) == (TEXT, "二七区人民政府")
    assert opened.text.hasFocus()
    assert not line.fields.isVisible()


@pytest.mark.parametrize("field", ["happened", "unit", "person", "phone", "due"])
def test_ctrl_shift_enter_opens_the_form_from_every_line_and_writes_nothing(desk, line, sheet, qtbot, field):
    line.fields.is_open.setChecked(True)
    line.fields.text.setPlainText("正文")
    QTest.keyClick(getattr(line.fields, field), Qt.Key.Key_Return, FORM)
    assert sheet.isVisible()
    settle(desk, qtbot)
    assert entry(desk.courier.store).text != "正文"


def test_esc_returns_to_the_line_with_everything_typed(opened, sheet, line):
    opened.phone.setText("0371-67180000")
    opened.urgent.setChecked(True)
    opened.paper_number.setText("7")
    QTest.keyClick(opened.text, Qt.Key.Key_Return)
    opened.text.insertPlainText("第三行")
    before = opened.draft()
    QTest.keyClick(opened.text, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert line.fields.isVisible()
    assert line.fields.text.hasFocus()
    assert line.draft() == before
    assert line.draft().text == TEXT + "\n第三行"
    assert "7" in line.fields.full.text()
    QTest.keyClick(line.fields.text, Qt.Key.Key_Return, FORM)
    assert opened.draft() == before


def test_ctrl_enter_writes_every_field(desk, opened, sheet, line, qtbot, store):
    opened.kind.setCurrentIndex(opened.kind.findData("report"))
    opened.happened_at.setText("0700")
    opened.person.setText("刘明")
    opened.phone.setText("68950000")
    opened.is_open.setChecked(True)
    opened.due_at.setText("1800")
    opened.urgent.setChecked(True)
    opened.important.setChecked(True)
    opened.paper_number.setText("12")
    opened.paper_writer.setText("张强")
    QTest.keyClick(opened.text, Qt.Key.Key_Return, CTRL)
    settle(desk, qtbot)
    written = entry(store)
    assert (written.text, written.kind, written.unit, written.person) == (TEXT, "report", "二七区人民政府", "刘明")
    assert (written.paper_number, written.paper_writer, written.important) == ("12", "张强", True)
    assert written.item_state == "open"
    assert written.happened_at < written.written_at
    assert not sheet.isVisible()
    assert line.draft().is_blank
    assert kept(store, desk.courier.author.id) == []


def test_a_refused_field_has_its_sentence_beside_it_and_keeps_everything(opened, sheet):
    opened.happened_at.setText("2359")
    opened.happened_at.setText("2026-12-30 08:00")
    QTest.keyClick(opened.text, Qt.Key.Key_Return, CTRL)
    assert sheet.isVisible()
    assert opened.happened_at.property("refused") == "true"
    assert opened.happened_at.hasFocus()
    assert opened.happened_at.accessibleDescription()
    assert opened.text.toPlainText() == TEXT


def test_what_was_on_paper_asks_when_it_happened(opened, sheet):
    opened.paper_number.setText("3")
    sheet.send.click()
    assert sheet.isVisible()
    assert opened.happened_at.property("refused") == "true"


def test_an_event_far_back_is_written_on_the_second_ctrl_enter(desk, opened, qtbot, store):
    opened.happened_at.setText("2026-10-01 08:00")
    QTest.keyClick(opened.text, Qt.Key.Key_Return, CTRL)
    settle(desk, qtbot)
    assert entry(store).text != TEXT
    QTest.keyClick(opened.text, Qt.Key.Key_Return, CTRL)
    settle(desk, qtbot)
    assert entry(store).text == TEXT


def test_an_event_before_the_shift_is_told_in_the_form(desk, opened, sheet, qtbot, store):
    opened.happened_at.setText("昨日2330")
    QTest.keyClick(opened.text, Qt.Key.Key_Return, CTRL)
    settle(desk, qtbot)
    assert sheet.isVisible()
    assert "before this shift began" in opened.happened_at.accessibleDescription()
    assert opened.happened_at.hasFocus()
    QTest.keyClick(opened.happened_at, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert entry(store).text == TEXT


def test_what_is_typed_in_the_form_is_kept_as_the_same_draft(desk, opened, line, qtbot, store):
    opened.text.insertPlainText("，尾")
    opened.paper_writer.setText("王")
    qtbot.waitUntil(
        lambda: any(d and d.paper_writer == "王" for d in kept(store, desk.courier.author.id)), timeout=4000
    )
    (draft,) = kept(store, desk.courier.author.id)
    assert draft == opened.draft() == line.draft()


def test_the_draft_survives_lock_and_crash(desk, opened, sheet, qtbot, store, people, desks):
    opened.text.insertPlainText("，尾")
    before = opened.draft()
    desk.window.lock()
    settle(desk, qtbot)
    assert kept(store, people.chief) == [before]
    after_crash = desks(store)
    after_crash.sign_in(people.chief, PASSWORD)
    qtbot.waitUntil(lambda: after_crash.window.frame.capture_line.draft() == before, timeout=4000)
    desk.sign_in(people.chief, PASSWORD)
    qtbot.waitUntil(lambda: not desk.window.is_locked)
    settle(desk, qtbot)
    assert sheet.isVisible()
    assert opened.draft() == before


def test_a_call_while_the_form_is_open_takes_a_new_draft(opened, sheet, line):
    before = opened.draft()
    line.begin("call_in")
    assert not sheet.isVisible()
    assert line.draft().is_blank
    assert before in line.drafts()
    line.show_draft(before.key)
    assert line.draft() == before


def test_ctrl_l_and_dropping_bring_the_line_back(opened, sheet, line):
    line.take_focus()
    assert not sheet.isVisible()
    assert line.draft().text == TEXT
    QTest.keyClick(line.fields.text, Qt.Key.Key_Return, FORM)
    line.tabs.drop_asked.emit(line.draft().key)
    assert not sheet.isVisible()
    assert line.draft().is_blank


def test_going_elsewhere_brings_the_draft_back_into_the_line(opened, sheet, line, desk):
    opened.text.insertPlainText("，尾")
    before = opened.draft()
    desk.window.go(Place("log"))
    assert not sheet.isVisible()
    assert line.draft() == before


def test_drafts_offered_or_refused_meanwhile_leave_the_form_alone(opened, line):
    opened.fill(DraftState(key=line.draft().key))
    line.set_drafts([DraftState(key="b", text="另一条")])
    opened.text.insertPlainText("还在写")
    assert line.draft().text == "还在写"
    assert {draft.key for draft in line.drafts()} == {"b", line.draft().key}


def test_language_changes_under_the_form(opened, desk, language):
    before = opened.draft()
    desk.house_appearance.choose_language("zh_CN")
    assert opened.draft() == before
    desk.house_appearance.choose_language("en")


def test_the_form_stays_over_the_page_at_every_size(opened, sheet, desk, qapp):
    for size in ((1024, 700), (1366, 768), (900, 560)):
        desk.window.resize(*size)
        qapp.processEvents()
        QTest.qWait(10)
        frame = desk.window.frame
        page = frame.stack.geometry()
        assert page.contains(sheet.geometry())


def test_every_field_has_a_name_and_the_tab_key_follows_reading(opened):
    order = [
        *("kind", "happened_at", "unit", "person", "phone", "keep_number", "text"),
        *("is_open", "due_at", "important", "urgent", "paper_number", "paper_writer"),
    ]
    assert list(opened.field_names()) == order
    assert all(getattr(opened, name).accessibleName() for name in order)
    assert all(label.buddy() is not None for label in opened.findChildren(QLabel) if label.buddy())
    opened.phone.setText("1")
    opened.is_open.setChecked(True)
    reached: list[str] = []
    widget: QWidget = opened.kind
    for _ in range(60):
        if widget.objectName() in order and widget.parent() is opened:
            reached.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is opened.kind:
            break
    assert reached == order
