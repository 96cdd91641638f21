"""Forms and fields: named, pointed out, never discarded; times and names as officers type them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox

from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.choices import Choice, matching
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.password_field import PasswordField
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.said_time import countdown_said, distance_said, moment_said
from dutyroom.ui.parts.time_field import TimeField
from tests.ui.acting import KEY, press, walk_to
from tests.ui.conftest import NOW

PEOPLE = (
    Choice(1, "王军", ("wangjun", "wj"), "带班领导"),
    Choice(2, "王建国", ("wangjianguo", "wjg"), "总值班室"),
    Choice(3, "李镕堃", ("lirongkun", "lrk"), "总值班室"),
)


class HandoverForm(Form):
    def __init__(self):
        super().__init__()
        self.subject, self.kind, self.count, self.remarks = QLineEdit(), QComboBox(), QSpinBox(), QPlainTextEdit()
        self.kind.addItems(["a", "b"])
        for name in ("subject", "kind", "count", "remarks"):
            self.add_field(name, getattr(self, name), tall=name == "remarks")
        self.pressed = 0
        button = QPushButton("Sign")
        button.clicked.connect(self._pressed)
        self.add_button(button, first_step=True)
        self.retranslate()

    def retranslate(self):
        for name in self.field_names():
            self.word_field(name, self.tr(name.capitalize()), "hint" if name == "kind" else "")

    def _pressed(self):
        self.pressed += 1


@pytest.fixture
def form(qtbot, look):
    made = HandoverForm()
    qtbot.addWidget(made)
    made.show()
    return made


def test_refusal_is_said_beside_its_field_and_the_cursor_goes_there(form):
    form.subject.setFocus()
    form.remarks.setPlainText("typed")
    form.point_out(Refusal("x", field="remarks"), "Too long.")
    note = form._fields["remarks"][2]
    assert (note.text(), note.isVisible()) == ("Too long.", True)
    assert form.remarks.hasFocus()
    assert form.remarks.accessibleDescription() == "Too long."
    assert form.remarks.toPlainText() == "typed"
    form.remarks.setPlainText("shorter")
    assert not note.isVisible()


def test_refusal_without_a_field_stands_on_top_and_hints_come_back(form):
    form.point_out(Refusal("x"), "Somebody else changed this.")
    assert form._form_note.text() == "Somebody else changed this."
    form.point_out(Refusal("x", field="kind"), "Choose one.")
    assert form._form_note.isHidden()
    form.kind.setCurrentIndex(1)
    assert form._fields["kind"][2].text() == "hint"


def test_a_refusal_brings_no_hint_of_a_hidden_field_to_light(form):
    form.show_field("kind", shown=False)
    form.point_out(Refusal("x", field="subject"), "Say what it is about.")
    notes = [note.text() for _, _, note in form._fields.values() if note.isVisible()]
    assert notes == ["Say what it is about."]


@pytest.mark.parametrize(
    "touch",
    [
        lambda form: form.subject.setText("x"),
        lambda form: form.kind.setCurrentIndex(1),
        lambda form: form.count.setValue(3),
        lambda form: form.remarks.setPlainText("x"),
    ],
)
def test_typing_makes_the_form_dirty_until_it_is_stored(form, qtbot, touch):
    assert not form.is_dirty
    with qtbot.waitSignal(form.dirty_changed) as changed:
        touch(form)
    assert changed.args == [True]
    form.mark_clean()
    assert not form.is_dirty


def test_esc_asks_to_step_back_and_discards_nothing_and_enter_presses_the_first_step(form, qtbot):
    form.subject.setText("half")
    with qtbot.waitSignal(form.step_back_asked):
        QTest.keyClick(form.subject, Qt.Key.Key_Escape)
    assert form.subject.text() == "half"
    QTest.keyClick(form.subject, Qt.Key.Key_Return)
    assert form.pressed == 1


def test_enter_on_another_button_presses_that_one_and_on_a_box_the_first_step(form, qtbot):
    box, back = QCheckBox("for somebody else"), QPushButton("Back")
    pressed = []
    back.clicked.connect(lambda: pressed.append("back"))
    form.add_field("box", box)
    form.add_button(back)
    form.remarks.setTabChangesFocus(True)
    qtbot.waitUntil(lambda: box.isVisible() and back.isVisible())
    form.subject.setFocus()
    walk_to(back)
    press(KEY.Key_Return)
    assert (pressed, form.pressed) == (["back"], 0)
    walk_to(box)
    press(KEY.Key_Return)
    assert (pressed, form.pressed, box.isChecked()) == (["back"], 1, False)


def test_labels_are_accessible_names(form):
    assert {form.findChild(QLineEdit, "subject").accessibleName(), form.remarks.accessibleName()} == {
        "Subject",
        "Remarks",
    }


@pytest.mark.parametrize(
    ("typed", "found"),
    [("wj", [1, 2]), ("wjg", [2]), ("王", [1, 2]), ("lirong", [3]), ("LRK", [3]), ("总值", [2, 3]), ("zz", [])],
)
def test_names_are_found_by_characters_pinyin_initials_and_note(typed, found):
    assert [choice.id for choice in matching(PEOPLE, typed)] == found


@given(st.text(max_size=12))
def test_matching_never_invents_and_never_repeats(typed):
    found = matching(PEOPLE, typed)
    assert len({choice.id for choice in found}) == len(found)
    assert set(found) <= set(PEOPLE)


@pytest.fixture
def picker(qtbot, look):
    made = PersonPicker()
    made.set_choices(PEOPLE)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_initials_and_enter_pick_and_enter_again_goes_on(picker, qtbot):
    QTest.keyClicks(picker, "wjg")
    with qtbot.waitSignal(picker.chosen) as chosen:
        QTest.keyClick(picker, Qt.Key.Key_Return)
    assert chosen.args == [2]
    assert (picker.text(), picker.choice_id()) == ("王建国", 2)


def test_what_was_typed_before_the_people_were_read_is_understood_when_they_come(qtbot, look):
    late = PersonPicker()
    qtbot.addWidget(late)
    late.show()
    QTest.keyClicks(late, "wjg")
    late.clearFocus()
    assert late.text() == "wjg"
    with qtbot.waitSignal(late.chosen):
        late.set_choices(PEOPLE)
    assert late.text() == "王建国"
    late.setText("zzz")
    late.set_choices(PEOPLE)
    assert late.text() == "zzz", "only the first time: a later reading changes nothing that stands there"


def test_changing_a_picked_name_unpicks_it(picker):
    picker.set_choice(1)
    assert picker.choice_id() == 1
    picker.setText("王军军")
    assert picker.choice_id() is None
    picker.set_choice(None)
    assert picker.text() == ""


def test_free_text_keeps_a_name_nobody_knows_and_still_takes_initials(qtbot, look):
    unit = PersonPicker(free_text=True)
    unit.set_choices([Choice(9, "二七区人民政府", ("erqiqu", "eqq"))])
    qtbot.addWidget(unit)
    unit.show()
    unit.setText("某村委会")
    assert unit.choice_id() is None
    assert unit.text() == "某村委会"
    unit.setText("eqq")
    assert unit.choice_id() == 9
    assert unit.text() == "二七区人民政府"


def understand(text):
    if text == "later":
        raise Refusal("time.future", field="due_at")
    return datetime.fromisoformat(f"2026-11-22T{text[:2]}:{text[2:]}+08:00")


def test_time_is_shown_as_it_was_understood(qtbot, clock, zone, look):
    field = TimeField(understand, clock, zone, empty="now")
    qtbot.addWidget(field)
    assert field.placeholderText() == "now 08:14"
    assert field.instant() is None
    field.setText("2330")
    assert field.instant() == NOW - timedelta(hours=8, minutes=44, seconds=37)
    assert field.toolTip() == "yesterday 23:30"
    field.setText("later")
    assert field.instant() is None
    assert field.refusal().code == "time.future"


def test_time_written_by_the_program_can_be_read_by_it(qtbot, clock, zone, look):
    field = TimeField(lambda text: datetime.fromisoformat(f"{text}+08:00"), clock, zone)
    qtbot.addWidget(field)
    at = NOW + timedelta(days=2)
    field.set_instant(at)
    assert field.instant() == at.replace(second=0)
    field.set_instant(None)
    assert field.text() == ""


@given(st.integers(min_value=-(10**6), max_value=10**6))
def test_countdown_never_loses_its_sign_or_its_seconds(seconds):
    said = countdown_said(timedelta(seconds=seconds))
    assert said.startswith("−") == (seconds < 0)
    if abs(seconds) < 48 * 3600:
        parts = [int(part) for part in said.lstrip("−").split(":")]
        assert sum(part * 60**place for place, part in enumerate(reversed(parts))) == abs(seconds)


def test_times_are_said_relatively_within_twelve_hours_only(zone):
    assert distance_said(NOW - timedelta(minutes=12), NOW) == "12 min ago"
    assert distance_said(NOW + timedelta(hours=3, minutes=5), NOW) == "in 3 h 5 min"
    assert distance_said(NOW - timedelta(hours=13), NOW) == ""
    assert moment_said(NOW - timedelta(days=2), NOW, zone) == "21 Nov, Sat 08:14"


def test_password_is_taken_once_and_hidden_again(qtbot, look):
    field = PasswordField()
    qtbot.addWidget(field)
    field.setText("geheim")
    field.actions()[0].setChecked(True)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert field.take() == "geheim"
    assert (field.text(), field.echoMode()) == ("", QLineEdit.EchoMode.Password)


def test_long_work_counts_and_can_be_stopped_once(qtbot, look):
    busy = Busy()
    qtbot.addWidget(busy)
    busy.begin("Importing plans", 1200)
    busy.advance(37, 1200, "防汛.docx")
    assert busy.count.text() == "37 / 1,200"
    with qtbot.waitSignal(busy.cancelled):
        busy.cancel.click()
    assert not busy.cancel.isEnabled()
    busy.end()
    assert not busy.is_running
