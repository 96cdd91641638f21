"""The capture line never loses a character and never takes the focus from writing."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording
from dutyroom.ui.parts.capture_line import CaptureLine
from dutyroom.ui.parts.draft_state import DraftState


def understand(text):
    digits = text.replace(":", "")
    if not digits.isdigit():
        return Refusal("time.not_understood", field="happened_at", text=text)
    return datetime.fromisoformat(f"2026-11-23T{digits[:2]}:{digits[2:]}+08:00")


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    widget.setLayout(QVBoxLayout())
    widget.resize(948, 200)
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def line(window, qtbot, clock, zone, look):
    made = CaptureLine(
        understand, understand, clock, zone, window, word=lambda refusal: f"What is {refusal.facts['text']}?"
    )
    window.layout().addWidget(made)
    window.show()
    qtbot.waitExposed(window)
    made.take_focus()
    return made


def type_(line, text):
    line.fields.text.insertPlainText(text)


def press(widget, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, held)


def test_enter_writes_and_leaves_a_blank_line_of_the_same_kind(line, qtbot):
    line.begin("report")
    type_(line, "嵩山路追尾")
    with qtbot.waitSignal(line.submitted) as sent:
        press(line.fields.text, Qt.Key.Key_Return)
    draft = sent.args[0]
    assert (draft.kind, draft.text) == ("report", "嵩山路追尾")
    assert line.draft().is_blank
    assert line.draft().kind == "report"
    line.written(draft.key)
    assert [each.key for each in line.drafts()] == [line.draft().key]


def test_shift_enter_breaks_the_line_and_ctrl_enter_asks_for_sheet_or_form(line, qtbot):
    type_(line, "一")
    press(line.fields.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_(line, "二")
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(line.sheet_asked), qtbot.assertNotEmitted(line.form_asked):
        press(line.fields.text, Qt.Key.Key_Return, ctrl)
    with qtbot.waitSignal(line.form_asked) as asked:
        press(line.fields.text, Qt.Key.Key_Return, ctrl | shift)
    assert asked.args[0].text == "一\n二"
    assert line.draft().text == "一\n二"


def test_enter_while_composing_does_not_write(line, qtbot):
    editor = line.fields.text
    QGuiApplication.sendEvent(editor, QInputMethodEvent("songshan", []))
    with qtbot.assertNotEmitted(line.submitted):
        press(editor, Qt.Key.Key_Return)
    commit = QInputMethodEvent("", [])
    commit.setCommitString("嵩山")
    QGuiApplication.sendEvent(editor, commit)
    assert line.draft().text == "嵩山"
    with qtbot.waitSignal(line.submitted):
        press(editor, Qt.Key.Key_Return)


def test_second_call_opens_a_tab_and_the_first_waits_unharmed(line):
    type_(line, "二七区来电：")
    first = line.draft().key
    line.begin("call_in")
    assert line.draft().is_blank
    type_(line, "金水区")
    assert line.tabs.isVisible()
    line.show_draft(first)
    assert line.draft().text == "二七区来电："
    assert {each.text for each in line.drafts()} == {"二七区来电：", "金水区"}


def test_call_on_a_blank_line_opens_no_tab(line):
    line.begin("visit")
    assert line.draft().kind == "visit"
    assert not line.tabs.isVisible()


def test_draft_is_told_after_a_pause_and_at_once_when_asked(line, qtbot):
    with qtbot.waitSignal(line.draft_changed, timeout=2000) as told:
        type_(line, "半句")
    assert told.args[0].text == "半句"
    type_(line, "话")
    with qtbot.waitSignal(line.draft_changed, timeout=50) as told:
        line.keep()
    assert told.args[0].text == "半句话"
    with qtbot.assertNotEmitted(line.draft_changed):
        line.keep()


def test_refused_draft_comes_back_with_its_sentence_beside_the_field(line):
    line.fields.happened.setText("2330")
    type_(line, "文字")
    sent = []
    line.submitted.connect(sent.append)
    press(line.fields.text, Qt.Key.Key_Return)
    line.point_out("happened_at", "23:30 lies in the future.")
    assert line.draft() == sent[0]
    assert line.note.text() == "23:30 lies in the future."
    assert line.fields.happened.hasFocus()
    line.fields.happened.setText("0730")
    assert line.note.isHidden()


def test_refused_draft_is_a_marked_tab_while_the_next_is_written(line):
    type_(line, "第一条")
    sent = []
    line.submitted.connect(sent.append)
    press(line.fields.text, Qt.Key.Key_Return)
    type_(line, "第二条")
    line.point_out("text", "Write what happened.", key=sent[0].key)
    assert line.draft().text == "第二条"
    assert line.fields.text.hasFocus()
    assert {each.text for each in line.drafts()} == {"第一条", "第二条"}


def test_nothing_takes_the_focus_from_writing_elsewhere(line, window):
    other = QLineEdit(window)
    window.layout().addWidget(other)
    other.show()
    type_(line, "文字")
    press(line.fields.text, Qt.Key.Key_Return)
    other.setFocus()
    line.point_out("text", "Write what happened.")
    assert other.hasFocus()
    line.set_drafts([DraftState(key="a1", text="旧草稿")])
    assert other.hasFocus()


def test_drafts_kept_earlier_are_offered_and_the_one_being_written_stays(line):
    type_(line, "正在写")
    line.set_drafts([DraftState(key="a1", kind="notice", text="昨夜的")])
    assert line.draft().text == "正在写"
    assert line.tabs.isVisible()
    line.show_draft("a1")
    assert (line.draft().kind, line.draft().text) == ("notice", "昨夜的")


def test_drafts_offered_to_a_blank_line_are_shown_at_once(line):
    line.set_drafts([DraftState(key="a1", text="一"), DraftState(key="a2", text="二", due="1200", is_open=True)])
    assert line.draft().text == "二"
    assert line.draft().is_open
    assert [each.key for each in line.drafts()] == ["a1", "a2"]


def test_dropped_draft_is_handed_back(line, qtbot):
    type_(line, "不要的")
    line.open_draft()
    with qtbot.waitSignal(line.draft_dropped) as dropped:
        line.tabs.drop_asked.emit(line.drafts()[0].key)
    assert dropped.args[0].text == "不要的"
    assert len(line.drafts()) == 1


def test_a_hundred_thousand_characters_are_pasted_and_counted(line):
    text = "值班" * 50_000
    QGuiApplication.clipboard().setText(text)
    line.fields.text.paste()
    assert line.fields.text.toPlainText() == text
    assert "100,000" in line.fields.count.text()
    assert line.fields.text.height() < 160
    QGuiApplication.clipboard().clear()


def test_editor_grows_to_five_lines_and_no_further(line, qapp):
    heights = []
    for _ in range(7):
        type_(line, "行\n")
        qapp.processEvents()
        heights.append(line.fields.text.height())
    assert heights[0] < heights[2] < heights[3]
    assert heights[4] == heights[6]


def test_time_that_is_not_understood_is_said_when_the_field_is_left(line):
    line.fields.happened.setFocus()
    line.fields.happened.setText("kein")
    press(line.fields.happened, Qt.Key.Key_Tab)
    assert line.note.text() == "What is kein?"


def test_ctrl_digit_chooses_the_kind_without_leaving_the_text(line):
    type_(line, "文字")
    press(line.fields.text, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert line.draft().kind == "notice"
    assert line.draft().text == "文字"
    assert line.fields.text.hasFocus()


def test_language_changes_under_a_half_written_draft(line, language):
    type_(line, "半句话")
    line.fields.phone.setText("0371")
    before = line.draft()
    language(Wording("zh_CN", {"Call in": "来电", "Keep number": "存号码"}))
    assert line.draft() == before
    assert line.fields.kind.currentText() == "来电"
    assert line.fields.keep_number.text() == "存号码"


def test_every_field_has_a_name_and_a_size_that_can_be_hit(line):
    line.fields.phone.setText("1")
    line.fields.is_open.setChecked(True)
    for field in (*line.fields.named().values(), line.fields.write, line.fields.important):
        assert field.accessibleName(), field.objectName()
        assert field.height() >= 28, field.objectName()


def test_line_fits_a_narrow_window(line):
    line.fields.phone.setText("037167180000")
    line.fields.is_open.setChecked(True)
    assert line.minimumSizeHint().width() <= 1024 - 76
