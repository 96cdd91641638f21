"""Finding on the page of plans: filter, past searches, pins, another spelling, one order everywhere."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.plan_reading import note_search
from dutyroom.data.queries.plan_reading import past_searches, pinned_plans
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.rules.plan_filter import EVERYTHING, PlanFilter
from dutyroom.ui.searching import PLANS_MOST, Searching
from tests.ui.plans_kept import keep, library, settled, shown_page, typed

Key = Qt.Key


@pytest.fixture
def plans(room):
    kept = library(room)
    law = ((1, "第一条", "", "为了做好应急响应，制定本条例。"),)
    return {**kept, "law": keep(room, "示例应急条例", law, kind="law", issued_on=date(2024, 6, 1))}


@pytest.fixture
def page(qtbot, look, tools, courier, plans):
    return shown_page(qtbot, courier, tools)


def search(qtbot, courier, page, words):
    page.view.search.setFocus()
    page.view.search.selectAll()
    typed(page.view.search, words)
    settled(qtbot, courier, lambda: not page._is_owed)
    return [line for line in page.view.results.lines if line.kind == "passage"]


def groups(page):
    return [line.title for line in page.view.results.lines if line.kind == "group"]


def titles(page):
    return [line.title for line in page.view.results.lines if line.kind == "plan"]


def test_the_filter_narrows_list_and_search_and_its_chip_takes_it_off(qtbot, courier, page):
    row = page.view.finding.row
    assert not row.fields.isVisible()
    page.view.finding.filters.click()
    assert row.fields.isVisible()
    assert row.shelf.hasFocus()
    row.shelf.setCurrentIndex(row.shelf.findData("laws"))
    settled(qtbot, courier)
    assert titles(page) == ["示例应急条例"]
    search(qtbot, courier, page, "应急响应")
    assert groups(page) == ["示例应急条例"]
    row.unfold()
    chip = row.findChild(type(page.view.finding.filters), "chip_shelf")
    assert "Laws and standards" in chip.text()
    chip.click()
    settled(qtbot, courier, lambda: not page._is_owed)
    assert page.view.finding.filter == EVERYTHING
    assert len(groups(page)) > 1
    row.unfold()
    QTest.keyClick(row.shelf, Key.Key_Escape)
    assert not row.fields.isVisible()
    assert page.view.search.hasFocus()


def test_a_day_that_is_none_is_said_beside_the_field_and_changes_nothing(qtbot, courier, page):
    row = page.view.finding.row
    row.unfold()
    row.since.setFocus()
    typed(row.since, "some day")
    QTest.keyClick(row.since, Key.Key_Return)
    assert row.note.isVisible()
    assert row.since.text() == "some day"
    assert row.filter == EVERYTHING
    row.since.selectAll()
    typed(row.since, "2024")
    QTest.keyClick(row.since, Key.Key_Return)
    settled(qtbot, courier)
    assert not row.note.isVisible()
    assert row.filter == PlanFilter(since=date(2024, 1, 1))
    assert titles(page) == ["示例应急条例"]


def test_a_pinned_plan_stands_on_top_and_is_unpinned_again(qtbot, courier, page, room, plans):
    turn = next(command for command in page.commands() if command.name == "plans.pin")
    assert turn.keys == "Ctrl+B"
    page.view.results.choose_place(plans["quake"], None)
    page.view.results.setFocus()
    turn.run()
    settled(qtbot, courier, lambda: page.view.finding.pins == (plans["quake"],))
    lines = page.view.results.lines
    assert (lines[0].title, lines[1].title) == ("Pinned", "地震应急预案")
    assert titles(page).count("地震应急预案") == 1
    assert room.read(pinned_plans, courier.author.id) == [plans["quake"]]
    page.view.results.choose_place(plans["quake"], None)
    turn.run()
    settled(qtbot, courier, lambda: page.view.finding.pins == ())
    assert "Pinned" not in [line.title for line in page.view.results.lines]


def test_what_led_somewhere_is_offered_again_under_the_empty_box(qtbot, courier, page, room):
    search(qtbot, courier, page, "洪涝灾害")
    QTest.keyClick(page.view.search, Key.Key_Return)
    settled(qtbot, courier, lambda: page.view.finding.past == ("洪涝灾害",))
    assert room.read(past_searches, courier.author.id) == ["洪涝灾害"]
    page.view.search.clear()
    settled(qtbot, courier, lambda: not page._is_owed)
    page.view.search.setFocus()
    QTest.keyClick(page.view.search, Key.Key_Down)
    menu = page.view.finding.menu
    assert menu.isVisible()
    menu.actions()[0].trigger()
    menu.close()
    assert page.view.search.text() == "洪涝灾害"
    page.view.finding.open_history()
    menu.actions()[-1].trigger()
    menu.close()
    settled(qtbot, courier, lambda: page.view.finding.past == ())
    assert room.read(past_searches, courier.author.id) == []


def test_another_spelling_is_offered_and_taken_by_one_key(qtbot, courier, page):
    lines = search(qtbot, courier, page, "comander")
    meant = page.view.finding.meant
    assert lines, "what it means is found already"
    assert meant.isVisible()
    assert "commander" in meant.accessibleName()
    QTest.keyClick(page.view.search, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.view.search.text() == "commander"
    settled(qtbot, courier, lambda: not page._is_owed)
    assert not meant.isVisible()


def test_what_means_the_same_is_marked_in_list_and_text(qtbot, courier, page):
    lines = search(qtbot, courier, page, "水灾")
    marked = [line.text[start:end] for line in lines for start, end in line.marks]
    assert "洪涝" in marked
    QTest.keyClick(page.view.search, Key.Key_Return)
    settled(qtbot, courier)
    assert page.view.reader.text.hasFocus()


def test_window_palette_and_question_have_one_order(qtbot, courier, page, room, tools):
    for words in ("应急响应", "启动四级", "水灾", "commander"):
        search(qtbot, courier, page, words)
        window = [(line.plan, line.section) for line in page.view.results.lines if line.kind == "passage"]
        today = page.view.finding.today()
        found = room.read(search_plans_widely, words, 60, EVERYTHING, today)
        assert window == [(hit.id, hit.section_id) for hit in found.hits], words
        heard = {}
        Searching(courier, page, tools.zone).ask(words, lambda kind, hits, heard=heard: heard.update({kind: hits}))
        settled(qtbot, courier, lambda heard=heard: "plan" in heard)
        palette = [(hit.id, hit.section_id) for hit in heard["plan"]]
        asked = room.read(search_plans_widely, words, PLANS_MOST, EVERYTHING, today)
        assert palette == [(hit.id, hit.section_id) for hit in asked.hits], words


def test_searches_of_others_are_not_offered(qtbot, courier, page, room):
    room.do(note_search, "别人的查找", by="张伟")
    page.view.finding.refresh()
    settled(qtbot, courier)
    assert "别人的查找" not in page.view.finding.past
