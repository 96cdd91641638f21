"""The words of routing on the settings page: found, added, changed, switched off, removed, undone, tried; by keyboard."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.routing import change_routing_word
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.routing import routes_of_text, routing_word_rows
from dutyroom.data.queries.units import unit_named
from dutyroom.rules.matter_steps import AssignTo
from dutyroom.rules.officer import Author, Role
from dutyroom.rules.routing_change import ChangeRoutingWord
from dutyroom.ui.page import Place
from dutyroom.ui.registers.settings import SettingsPage
from tests.actions.matters import Flow
from tests.ui.acting import KEY, press, settle, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, tools, look):
    made = SettingsPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(1000, 620)
    made.show()
    made.arrive(Place("settings", step="routing"))
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


@pytest.fixture
def words(page):
    return page.routing


def rows(table) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def choose(words, word: str) -> None:
    """Filter to a word, pasted, and go into the table, as one does by keyboard."""
    words.begin_filtering()
    words.filter.setText(word)
    QTest.keyClick(words.filter, KEY.Key_Down)


def add(words, qtbot, tools, word: str, office: str, weight: int = 1) -> None:
    words.table.setFocus()
    QTest.keyClick(words.table, KEY.Key_Insert)
    assert words.form.word.hasFocus()
    type_into(words.form.word, word)
    type_into(words.form.unit, office)
    words.form.weight.setFocus()
    words.form.weight.setValue(weight)
    QTest.keyClick(words.form.weight, KEY.Key_Return)
    settle(qtbot, tools)


def stored(room, word: str):
    return [row for row in room.read(routing_word_rows, removed=True) if row.word == word]


def test_the_whole_table_is_shown_with_office_origin_and_weight(words, room):
    assert len(rows(words.table)) == len(room.read(routing_word_rows)) > 300
    choose(words, "防汛抗旱")
    assert rows(words.table) == [["防汛抗旱", "秘书三处", "shipped", "1", "in use"]]
    assert words.count.text() == "Words: 1"
    assert words.form.name.text() == "防汛抗旱 → 秘书三处"
    assert not words.form.take.isVisible(), "a shipped word is switched off, not removed"


def test_filtering_to_nothing_says_so_and_leads_back(page, words):
    page.begin_filtering()
    assert words.filter.hasFocus()
    type_into(words.filter, "no such word")
    assert words.empty.isVisible()
    assert not words.form.isVisible()
    words.empty.step.click()
    assert words.table.isVisible()
    assert words.filter.text() == ""


def test_a_word_is_added_by_keyboard_and_undone(words, qtbot, tools, room, heard):
    add(words, qtbot, tools, "缆车", "秘书六处", 3)
    choose(words, "缆车")
    assert rows(words.table) == [["缆车", "秘书六处", "added by hand", "3", "in use"]]
    assert heard.said == ["缆车 is in the table."]
    assert room.read(routes_of_text, "缆车", "")[0].unit == "秘书六处"
    assert words.form.undo.text() == "Undo: 缆车"
    QTest.keyClick(words.table, KEY.Key_Z, CTRL)
    settle(qtbot, tools)
    assert words.empty.isVisible()
    assert stored(room, "缆车")[0].removed


def test_enter_edits_and_what_a_word_counts_is_changed(words, qtbot, tools, room):
    choose(words, "防汛抗旱")
    QTest.keyClick(words.table, KEY.Key_Return)
    assert words.form.weight.hasFocus()
    QTest.keyClicks(words.form.weight, "5")
    QTest.keyClick(words.form.weight, KEY.Key_Return)
    settle(qtbot, tools)
    assert rows(words.table) == [["防汛抗旱", "秘书三处", "shipped, changed here", "5 (shipped 1)", "in use"]]
    assert "Routing word changed" in words.form.history.text()
    assert words.form.shipped.isVisible()
    words.form.shipped.click()
    settle(qtbot, tools)
    assert rows(words.table)[0][2:] == ["shipped", "1", "in use"]


def test_space_switches_a_word_off_and_on_and_all_come_back_as_shipped(words, qtbot, tools, room):
    choose(words, "防汛抗旱")
    QTest.keyClick(words.table, KEY.Key_Space)
    settle(qtbot, tools)
    assert rows(words.table)[0][4] == "switched off"
    QTest.keyClick(words.table, KEY.Key_Space)
    settle(qtbot, tools)
    assert rows(words.table)[0][4] == "in use"
    QTest.keyClick(words.table, KEY.Key_Delete)
    settle(qtbot, tools)
    assert rows(words.table)[0][4] == "switched off"
    words.filter.clear()
    words.which.setCurrentIndex(words.which.findData("off"))
    assert [row[0] for row in rows(words.table)] == ["防汛抗旱"]
    words.form.all_shipped.click()
    settle(qtbot, tools)
    assert words.empty.isVisible()
    assert not [row for row in room.read(routing_word_rows) if row.is_changed]


def test_a_learnt_word_names_its_decision_and_is_removed_and_put_back(words, qtbot, tools, room):
    office = room.read(unit_named, "秘书六处").id
    title = "关于开展索道缆绳专项排查的通知"
    Flow(room, title=title, document_number="").assign(AssignTo(unit="秘书六处", unit_id=office))
    words.refresh()
    settle(qtbot, tools)
    words.which.setCurrentIndex(words.which.findData("own"))
    settle(qtbot, tools)
    shown = rows(words.table)
    assert {tuple(row[1:3]) for row in shown} == {("秘书六处", "learnt from decisions: 1")}
    assert title in words.form.history.text()
    word = shown[0][0]
    words.table.setFocus()
    QTest.keyClick(words.table, KEY.Key_Delete)
    settle(qtbot, tools)
    assert word not in [row[0] for row in rows(words.table)]
    words.which.setCurrentIndex(words.which.findData("removed"))
    assert [row[0] for row in rows(words.table)] == [word]
    assert words.form.take.text() == "Put back into the table"
    words.form.take.click()
    settle(qtbot, tools)
    assert not stored(room, word)[0].removed


WRONG = (
    ("水", "秘书六处", "word", "two to twelve"),
    ("防汛抗旱", "秘书三处", "word", "leads to 秘书三处 already"),
    ("缆车", "某某处", "unit", "Choose the office"),
    ("缆车", "", "unit", "Choose the office"),
)


def test_what_cannot_be_is_said_beside_the_field_and_stays(words, qtbot, tools, room):
    for word, office, field, said in WRONG:
        add(words, qtbot, tools, word, office)
        asked = getattr(words.form, field)
        assert said in asked.accessibleDescription(), (word, office)
        assert asked.hasFocus(), (word, office)
        assert words.form.word.text() == word
    assert not stored(room, "缆车")


def test_a_word_leads_to_another_office(words, qtbot, tools, room):
    add(words, qtbot, tools, "缆车", "秘书六处")
    type_into(words.form.unit, "秘书三处")
    words.form.save.click()
    settle(qtbot, tools)
    choose(words, "缆车")
    assert rows(words.table) == [["缆车", "秘书三处", "added by hand", "1", "in use"]]


def test_a_change_by_somebody_else_is_shown_and_not_overwritten(words, qtbot, tools, room):
    add(words, qtbot, tools, "缆车", "秘书六处")
    choose(words, "缆车")
    words.form.weight.setValue(7)
    office = room.read(unit_named, "秘书六处").id
    room.do(change_routing_word, ChangeRoutingWord(word="缆车", unit_id=office, version=1, weight=2), by="张伟")
    words.refresh()
    settle(qtbot, tools)
    assert words.form.weight.value() == 7, "what is being typed stays"
    words.form.save.click()
    settle(qtbot, tools)
    assert stored(room, "缆车")[0].weight == 2
    assert "Somebody else changed this" in words.form.word.accessibleDescription()
    assert any("Stands there now: 2" in note.text() for note in words.form.findChildren(type(words.form._form_note)))
    words.form.save.click()
    settle(qtbot, tools)
    assert stored(room, "缆车")[0].weight == 7, "saving again is knowing it"


def test_what_was_typed_for_a_word_waits_until_one_comes_back_to_it(words):
    choose(words, "防汛抗旱")
    words.form.weight.setValue(4)
    choose(words, "水库")
    assert words.form.weight.value() == 1
    choose(words, "防汛抗旱")
    assert words.form.weight.value() == 4
    QTest.keyClick(words.table, KEY.Key_Return)
    press(KEY.Key_Escape)
    assert words.table.hasFocus()


def test_a_text_is_tried_and_follows_the_table(words, qtbot, tools, room):
    trial = words.trial
    assert trial.said.isVisible()
    trial.text.setFocus()
    trial.text.insertPlainText("关于缆车检修的通知")
    qtbot.waitUntil(lambda: "No word of the table" in trial.said.text())
    add(words, qtbot, tools, "缆车", "秘书六处", 2)
    qtbot.waitUntil(lambda: trial.table.rowCount() == 1)
    assert rows(trial.table) == [["秘书六处 · lead", "12", "缆车 12"]]
    QTest.keyClick(trial.text, KEY.Key_Tab)
    assert not trial.text.hasFocus(), "Tab leaves the text"


def test_who_has_no_such_right_looks_and_tries_only(page, words, qtbot, tools):
    tools.courier.sign(Author(id=None, name="示例", roles=frozenset({Role.CLERK})))
    choose(words, "防汛抗旱")
    assert "duty officer or a leader" in page.rights.text()
    for part in (words.form.weight, words.form.save, words.form.new):
        assert not part.isEnabled()
    QTest.keyClick(words.table, KEY.Key_Space)
    QTest.keyClick(words.table, KEY.Key_Insert)
    settle(qtbot, tools)
    assert rows(words.table)[0][4] == "in use"
    assert words.trial.text.isEnabled()


def test_the_panel_speaks_chinese(page, qtbot, tools, language):
    chinese = load_wording("zh_CN")
    made = SettingsPage(dataclasses.replace(tools, wording=lambda: chinese))
    qtbot.addWidget(made)
    made.show()
    language(chinese)
    made.arrive(Place("settings", step="routing"))
    settle(qtbot, tools)
    choose(made.routing, "防汛抗旱")
    assert rows(made.routing.table)[0][2:] == ["系统自带", "1", "使用中"]
