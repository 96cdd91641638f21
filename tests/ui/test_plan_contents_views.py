"""What a plan holds beside its text, on the page: proposed, checked by key, corrected, linked; the card; the editor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.directory import add_number, add_unit, change_number
from dutyroom.actions.plan_editing import keep_edit
from dutyroom.actions.plan_proposing import propose_contents
from dutyroom.actions.plans import keep_plan
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plan_contents import action_rows, contact_rows, contents_of, first_actions
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.rules.directory import AddNumber, AddUnit, ChangeNumber, UnitFacts, UnitKind
from dutyroom.rules.phone import Label
from dutyroom.rules.plan_contents import ContentState
from dutyroom.rules.plan_editing import KeepEdit
from dutyroom.ui.page import Changed
from dutyroom.ui.registers.directory import DirectoryPage
from tests.actions.test_plan_contents import the_plan
from tests.actions.test_plan_editing import NEW
from tests.ui.plans_kept import settled, shown_page, typed

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def text(room):
    """A plan whose text says all four kinds; the id of its version."""
    plan = room.do(keep_plan, the_plan()).plan
    return room.read(plan_in_full, plan).plan.text_id


@pytest.fixture
def page(qtbot, look, tools, courier, text):
    return shown_page(qtbot, courier, tools)


@pytest.fixture
def shown(qtbot, courier, page):
    """Opens the plan and shows a view by its key."""

    def show(key):
        page._open(1, None, True)
        settled(qtbot, courier, lambda: page.view.reader.plan is not None)
        page.view.reader.show_view(key)
        settled(qtbot, courier)
        return page.view.reader.view

    return show


@pytest.fixture
def rest(qtbot, courier):
    """Waits until everything asked for has come, and what it led to."""

    def wait(*more):
        qtbot.wait(80)
        settled(qtbot, courier, *more)
        qtbot.wait(80)
        settled(qtbot, courier)

    return wait


def press(widget, key, held=Mod.NoModifier):
    QTest.keyClick(widget, key, held)


def test_an_empty_view_offers_to_propose_and_space_checks_line_by_line(room, text, shown, rest):
    view = shown("actions")
    assert view.panel.table.empty.step.text() == "Propose from the text"
    view.panel.table.empty.step.click()
    rest(lambda: len(view.contents.actions) == 3)
    view.panel.table.setFocus()
    assert view.panel.count.full_text() == "0 checked, 3 unchecked"
    assert view.panel.detail.toPlainText() == "市防办立即报告市政府。"
    press(view.panel.table, Key.Key_Space)
    rest()
    press(view.panel.table, Key.Key_Space)
    rest()
    assert [row.state for row in room.read(action_rows, text)] == ["checked", "checked", "proposed"]
    assert view.panel.row().text.startswith("示例应急局"), "the next one that waits"
    view.panel.check_all.click()
    rest()
    assert {row.state for row in room.read(action_rows, text)} == {"checked"}
    assert not view.panel.check_all.isEnabled()


def test_a_line_is_dropped_taken_back_moved_and_put_on_the_card(room, text, shown, rest):
    room.do(propose_contents, text)
    view = shown("actions")
    rest()
    table = view.panel.table
    table.setFocus()
    press(table, Key.Key_Delete)
    rest()
    assert next(row.state for row in room.read(action_rows, text, states=tuple(ContentState))) == "dropped"
    assert view.panel.dropped_too.isVisible()
    view.panel.dropped_too.click()
    rest()
    table.choose(view.panel._shown[0])
    assert view.panel.drop.text().startswith("Take back")
    press(table, Key.Key_Delete)
    rest()
    assert [row.state for row in room.read(action_rows, text)] == ["proposed"] * 3
    press(table, Key.Key_Down, Mod.AltModifier)
    rest()
    assert [row.text[:3] for row in room.read(action_rows, text)] == ["示例水", "市防办", "示例应"]
    assert view.panel.row().text.startswith("市防办")
    view.turn_first()
    rest()
    assert [row.text[:3] for row in room.read(first_actions, text)] == ["示例应", "示例水", "市防办"]
    assert view.first.text() == "Off the first five"
    view.first.click()
    rest()
    assert len(room.read(first_actions, text)) == 2


def test_a_card_is_a_level_and_a_role(room, text, shown, rest):
    room.do(propose_contents, text)
    view = shown("actions")
    rest()
    view.role.setCurrentIndex(view.role.findData("示例水利局"))
    assert [view.contents.actions[1].id] == view.panel._shown
    view.level.setCurrentIndex(view.level.findData("Ⅰ"))
    assert view.panel._shown == []
    assert view.panel.table.empty.sentence.text() == "No line answers this filter."
    assert not view.panel.table.empty.step.isVisible()


def test_a_correction_is_refused_beside_its_field_and_nothing_typed_is_lost(room, text, shown, rest):
    room.do(propose_contents, text)
    view = shown("actions")
    rest()
    panel = view.panel
    panel.table.setFocus()
    press(panel.table, Key.Key_Return)
    assert panel.is_forming
    panel.form.text.setPlainText("  ")
    panel.form.role.setText("值班室")
    panel.form.send.click()
    rest()
    assert panel.form.text.accessibleDescription() == "Say what is to be done."
    assert panel.form.role.text() == "值班室"
    panel.form.text.setPlainText("十分钟内报告")
    press(panel.form.text, Key.Key_Return, Mod.ControlModifier)
    rest()
    assert not panel.is_forming
    row = room.read(action_rows, text)[0]
    assert (row.role, row.text, row.state) == ("值班室", "十分钟内报告", "checked")
    press(panel.table, Key.Key_Insert)
    typed(panel.form.text, "another step")
    press(panel.form.role, Key.Key_Escape)
    assert not panel.is_forming
    press(panel.table, Key.Key_Insert)
    assert panel.form.text.toPlainText() == "another step", "what was typed stays"
    panel.form.send.click()
    rest()
    assert room.read(action_rows, text)[-1].text == "another step"


def test_a_number_is_linked_from_the_directory_and_its_change_taken_over(room, text, shown, rest, page):
    unit = room.do(add_unit, AddUnit(unit=UnitFacts(kind=UnitKind.BUREAU, name="示例应急局")), by="王建国")
    number = room.do(add_number, AddNumber(unit_id=unit, label=Label.DUTY, phone="0371-60001111"))
    room.do(propose_contents, text)
    view = shown("contacts")
    rest()
    assert view.note.text() == "2 not linked"
    view.panel.table.choose(view.contents.contacts[1].id)
    view.begin_link()
    rest()
    assert view.linking.isVisible()
    typed(view.linking.words, "0371-60001111")
    rest(lambda: view.linking.list.count() == 1)
    press(view.linking.words, Key.Key_Return)
    rest()
    assert not view.linking.isVisible()
    assert room.read(contact_rows, text)[1].contact_id == number
    assert "1 differ from the directory" in view.note.text()
    assert page.view._changed == {1: 1}
    assert any(line.chip == "1 numbers changed" for line in page.view.results.lines)
    assert view.take.isEnabled()
    view.take.click()
    rest()
    row = room.read(contact_rows, text)[1]
    assert (row.phone, row.state) == ("0371-60001111", "checked")
    assert "1 corrected here while the text still says another number" in view.note.text()
    assert page.view._changed == {}
    view.panel.table.choose(row.id)
    view.begin_link()
    rest()
    view.linking.unlink.click()
    rest()
    assert room.read(contact_rows, text)[1].contact_id is None


def test_bodies_and_starts_turn_and_lead_to_the_text(room, text, shown, rest, page):
    room.do(propose_contents, text)
    view = shown("command")
    rest()
    assert view.bodies_shown.text() == "Bodies of command (1)"
    view.turn()
    assert view.stack.currentWidget() is view.starts
    assert view.starts_shown.isChecked()
    assert not view.bodies_shown.isChecked()
    press(view.starts.table, Key.Key_Return, Mod.ControlModifier)
    rest()
    assert page.view.reader.view is None
    assert page.view.reader.section_shown().title == "启动条件"


def test_the_card_stands_above_the_text_folds_and_leads_to_its_section(room, text, shown, rest, page):
    shown("")
    card = page.view.first
    assert not card.isVisible(), "nothing was proposed"
    room.do(propose_contents, text)
    shown("")
    page.heard(Changed(frozenset({"plan_action"})))
    rest(lambda: card.isVisible())
    assert [row.text[:3] for row in card.rows] == ["市防办", "示例应", "示例水"]
    assert card.chip.text() == "unchecked"
    line = card._grid.itemAtPosition(0, 1).widget()
    assert line.full_text() == "□ level Ⅳ  市防办立即报告市政府。"
    line.click()
    rest()
    assert page.view.reader.section_shown().title == "响应行动"
    card.fold.click()
    assert card._inside.isHidden()
    card.cards.click()
    rest()
    assert page.view.reader.view.KEY == "actions"


def test_the_text_is_edited_kept_as_a_draft_and_as_a_version(room, text, shown, rest, page, qtbot):
    shown("")
    page.view.reader.do("edit")
    rest()
    editor = page.view.editor
    assert editor.isVisible()
    assert editor.outline.count() == 7
    typed(editor.form.body, "new words")
    editor.save()
    rest()
    assert editor.state.text() == "Draft kept"
    assert "new words" in room.read(drafts_of, room.id("李秀英"))[0].content
    editor.buttons["keep"].click()
    rest()
    assert editor.form.note.accessibleDescription() == "Say what was changed and why."
    typed(editor.form.note, "why")
    press(editor.form.note, Key.Key_Return, Mod.ControlModifier)
    rest(lambda: not editor.isVisible())
    now = room.read(plan_in_full, 1)
    assert (now.plan.current, now.sections[0].body) == (2, "new words")
    assert page.view.reader.plan.plan.text_id == now.plan.text_id
    assert room.read(drafts_of, room.id("李秀英")) == []
    assert room.read(last_entries, 1)[0].event == "plan.revised"


def test_sections_are_added_moved_deepened_and_removed_by_key(shown, rest, page):
    shown("")
    page.view.reader.do("edit")
    rest()
    editor = page.view.editor
    outline = editor.outline
    outline.setCurrentRow(1)
    press(outline, Key.Key_Insert)
    assert editor.sections[2].is_empty
    assert editor.sections[2].level == 2
    typed(editor.form.title, "Added")
    outline.setFocus()
    press(outline, Key.Key_Up, Mod.AltModifier)
    assert [section.title for section in editor.sections[1:3]] == ["Added", "市防汛指挥部"]
    press(outline, Key.Key_Right, Mod.AltModifier)
    assert editor.sections[1].level == 3
    assert editor.form.level.value() == 3
    editor.form.level.setValue(1)
    assert editor.sections[1].level == 1
    press(outline, Key.Key_Delete)
    assert [section.title for section in editor.sections[:2]] == ["组织指挥体系", "市防汛指挥部"]
    press(outline, Key.Key_Escape)
    rest()
    assert not editor.isVisible()
    page.view.reader.do("edit")
    rest()
    editor.buttons["discard"].click()
    rest()
    assert not editor.isVisible()


def test_a_draft_goes_on_after_a_crash_and_a_faster_hand_is_noticed(qtbot, look, tools, courier, room, text, rest):
    page = shown_page(qtbot, courier, tools)
    page._open(1, None, True)
    rest()
    page.view.reader.do("edit")
    rest()
    typed(page.view.editor.form.body, "mine")
    page.view.editor.save()
    rest()
    page.hide()
    later = shown_page(qtbot, courier, tools)
    later._open(1, None, True)
    rest()
    later.view.reader.do("edit")
    rest()
    editor = later.view.editor
    assert editor.sections[0].body == "mine"
    room.do(keep_edit, KeepEdit(plan_id=1, based_on=1, sections=NEW, note="先行"), by="王建国")
    editor.form.note.setText("why")
    editor.buttons["keep"].click()
    rest()
    assert "王建国" in editor.form.note.accessibleDescription()
    assert editor.form.despite.isVisible()
    editor.form.despite.setChecked(True)
    editor.buttons["keep"].click()
    rest(lambda: not editor.isVisible())
    now = room.read(plan_in_full, 1)
    assert (now.plan.current, now.sections[0].body) == (3, "mine")


def test_the_views_fit_a_narrow_page_and_speak_chinese(room, text, shown, rest, page, language):
    room.do(propose_contents, text)
    page.resize(900, 560)
    for key in ("actions", "contacts", "command"):
        view = shown(key)
        rest()
        panel = view.panels[0]
        right = max(button.geometry().right() for button in (panel.more, *panel._own) if button.isVisible())
        assert right <= panel.width(), key
    language(load_wording("zh_CN"))
    rest()
    assert page.view.reader.tabs.tabText(3) == "指挥与启动"
    assert page.view.reader.view.bodies_shown.text() == "指挥机构（1）"
    assert page.view.reader.view.bodies.check.text() == "核对"
    assert room.read(contents_of, text).bodies[0].name == "市防汛指挥部"


def test_a_change_in_the_directory_says_how_many_plans_quote_the_number(qtbot, look, tools, courier, room, text, rest):
    unit = room.do(add_unit, AddUnit(unit=UnitFacts(kind=UnitKind.BUREAU, name="示例水利局")), by="王建国")
    number = room.do(add_number, AddNumber(unit_id=unit, label=Label.DUTY, phone="67180000"))
    room.do(propose_contents, text)
    assert room.read(contact_rows, text)[0].contact_id == number
    said: list[str] = []
    page = DirectoryPage(replace(tools, say=said.append))
    qtbot.addWidget(page)
    page.show()
    room.do(change_number, ChangeNumber(id=number, version=1, label=Label.DUTY, phone="67185555"))
    page.view.record.changes._tell_plans(number, "The number was changed.")
    rest()
    assert said == ["The number was changed. Plans that quote the former number: 1."]
