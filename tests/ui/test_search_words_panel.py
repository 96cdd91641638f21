"""The groups of words that mean the same, in the settings: looked at, tried, added, changed, switched off, put back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.search_words import word_groups
from dutyroom.rules.officer import SYSTEM
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.settings.search_words_panel import SearchWordsPanel
from tests.ui.plans_kept import settled, typed

Key = Qt.Key


@pytest.fixture
def panel(qtbot, look, tools, courier):
    made = SearchWordsPanel(tools)
    made.resize(980, 560)
    qtbot.addWidget(made)
    made.show()
    made.show_rights()
    made.refresh()
    settled(qtbot, courier, lambda: made.table.rowCount() > 0)
    return made


def narrowed(qtbot, courier, panel, words):
    panel.filter.setFocus()
    panel.filter.selectAll()
    typed(panel.filter, words)
    settled(qtbot, courier)
    return panel.table.rowCount()


def test_a_group_is_added_by_keys_and_a_refusal_stands_beside_the_words(qtbot, courier, panel, room):
    panel.table.setFocus()
    QTest.keyClick(panel.table, Key.Key_Insert)
    assert panel.form.words.hasFocus()
    typed(panel.form.words, "沙袋")
    panel.form.save.click()
    settled(qtbot, courier)
    beside = [note.text() for note in panel.form.findChildren(FieldNote) if note.isVisible()]
    assert beside == ["Enter at least two words that mean the same, one a line."]
    assert panel.form.words.toPlainText() == "沙袋", "what was typed stays"
    QTest.keyClick(panel.form.words, Key.Key_Return)
    typed(panel.form.words, "麻袋")
    panel.form.save.click()
    settled(qtbot, courier)
    assert ("沙袋", "麻袋") in [group.words for group in room.read(word_groups)]
    assert narrowed(qtbot, courier, panel, "麻袋") == 1
    assert panel.table.item(0, 1).text() == "our own"


def test_a_shipped_group_is_switched_off_by_space_and_stands_as_shipped_again(qtbot, courier, panel, room):
    assert narrowed(qtbot, courier, panel, "撤退") == 1
    QTest.keyClick(panel.filter, Key.Key_Down)
    assert panel.table.hasFocus()
    QTest.keyClick(panel.table, Key.Key_Space)
    settled(qtbot, courier, lambda: panel.table.item(0, 2).text() == "off")
    assert panel.form.shipped.isVisible()
    panel.form.shipped.click()
    settled(qtbot, courier, lambda: panel.table.item(0, 2).text() == "in use")
    group = next(group for group in room.read(word_groups) if group.key == "evacuate")
    assert (group.active, group.is_changed) == (True, False)


def test_a_search_is_tried(qtbot, courier, panel, language):
    panel.trial.setFocus()
    typed(panel.trial, "撤离 路线图")
    settled(qtbot, courier, lambda: "转移" in panel.said.text())
    assert "only itself" in panel.said.text()
    language(load_wording("zh_CN"))
    settled(qtbot, courier, lambda: "只查本词" in panel.said.text())


def test_who_may_not_change_may_look_and_try(qtbot, courier, panel):
    courier.sign(SYSTEM)
    panel.show_rights()
    assert panel.form.words.isReadOnly() is not panel.may_change()
    assert panel.form.save.isEnabled() is panel.may_change()
    assert panel.trial.isEnabled()
