"""The plans page: found as one types, opened at the passage, walked, copied, printed, corrected, withdrawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest

from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plans import plan_in_full, plan_rows
from dutyroom.ui.fonts import sized
from dutyroom.ui.page import Changed, Place
from dutyroom.ui.parts.plans.document import MARGIN
from dutyroom.ui.parts.plans.text import LINE_MOST, SIZES
from tests.ui.plans_kept import keep, library, settled, shown_page, typed

Key = Qt.Key


@pytest.fixture
def plans(room):
    return library(room)


@pytest.fixture
def page(qtbot, look, tools, courier, plans):
    return shown_page(qtbot, courier, tools)


@pytest.fixture
def keys(page):
    """The page's keys as the window binds them."""
    for command in page.commands():
        if command.keys:
            QShortcut(QKeySequence(command.keys), page).activated.connect(command.run)
    return page


@pytest.fixture
def found(qtbot, courier, page):
    """Types words and waits for the answer."""

    def search(words):
        page.view.search.setFocus()
        page.view.search.selectAll()
        typed(page.view.search, words)
        settled(qtbot, courier, lambda: not page._is_owed)
        return page.view.results.lines

    return search


@pytest.fixture
def opened(qtbot, courier, page, found):
    """Types words, presses Enter, waits for the reader and all its marks."""

    def open_first(words):
        found(words)
        QTest.keyClick(page.view.search, Key.Key_Return)
        settled(qtbot, courier, lambda: page.view.reader.plan is not None)
        settled(qtbot, courier, lambda: page.view.reader.outline.has_sections)
        return page.view.reader

    return open_first


def marked(reader):
    """The text of every hit in order."""
    whole = reader.text.document().toPlainText().encode("utf-16-le")
    return [whole[2 * start : 2 * end].decode("utf-16-le") for start, end in reader.text._marks]


def test_without_words_the_library_is_listed_with_its_particulars_and_stubs(page):
    lines = page.view.results.lines
    assert [line.title for line in lines] == [
        "Incident Response Plan",
        "地震应急预案",
        "河南省防汛应急预案",
        "重庆市防汛应急预案",
    ]
    assert [line.chip for line in lines] == ["", "", "", "text missing"]
    assert lines[2].text == "Special plan  ·  省政府"
    assert page.view.count.full_text() == "4 plans"


def test_arriving_puts_the_cursor_into_the_search_box(page):
    assert page.view.search.hasFocus()


def test_one_character_finds_and_groups_by_plan_with_stubs_apart(found):
    lines = found("级")
    groups = [line.title for line in lines if line.kind == "group"]
    assert set(groups[:2]) == {"河南省防汛应急预案", "地震应急预案"}
    assert groups[-1] == "重庆市防汛应急预案"
    heading = next(n for n, line in enumerate(lines) if line.kind == "heading")
    assert lines[heading].title == "Only headings fit; the text is missing"
    assert {line.plan for line in lines[heading + 1 :] if line.kind == "passage"} == {lines[-1].plan}
    assert lines[heading + 1].chip == "text missing"


def test_grade_spellings_are_one_and_the_hit_is_marked_in_the_passage(found):
    lines = found("四级应急响应")
    passages = {line.title: line for line in lines if line.kind == "passage"}
    measures = passages["2.2 响应措施"]
    (start, end), *_ = measures.marks
    assert measures.text[start:end] == "Ⅳ级响应"
    title = passages["2.1 Ⅳ级响应"]
    (start, end), *_ = title.title_marks
    assert title.title[start:end] == "Ⅳ级响应"


def test_an_english_word_is_found_while_it_is_typed(found):
    lines = found("command")
    assert lines[0].title == "Incident Response Plan"


def test_nothing_found_says_so_and_the_library_comes_back(qtbot, courier, page, found):
    assert found("核泄漏") == []
    assert page.view.nothing.isVisible()
    assert "核泄漏" in page.view.nothing.sentence.text()
    QTest.keyClick(page.view.search, Key.Key_Escape)
    settled(qtbot, courier, lambda: len(page.view.results.lines) == 4)
    QTest.keyClick(page.view.search, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.view.search.text() == "核泄漏", "what was typed can be brought back"


def test_words_that_stand_apart_are_found_as_near_and_marked_where_they_stand(page, found, opened):
    assert [line.title for line in found("主持会商每日报告") if line.kind == "passage"] == ["2.2 响应措施"]
    assert page.view.count.full_text() == "Nowhere in these words; the nearest passages"
    assert marked(opened("主持会商每日报告")) == ["主持会商", "每日报告"]


def test_enter_opens_the_plan_at_the_passage_with_every_hit_marked(qtbot, page, opened, plans):
    reader = opened("响应措施")
    assert reader.plan.plan.id == plans["flood"]
    assert reader.text.hasFocus()
    assert marked(reader) == ["响应措施"]
    assert reader.text.hit == 0
    assert reader.section_shown().title == "响应措施"
    place = reader.text.cursorRect()
    assert reader.text.viewport().rect().contains(place.center())


def test_marks_stand_right_behind_a_rare_character(opened):
    reader = opened("会商")
    assert marked(reader) == ["会商"]


def test_arrows_in_the_box_choose_and_enter_opens_that_passage(qtbot, courier, page, found, plans):
    lines = [line for line in found("应急响应") if line.can_be_chosen]
    second = lines[1]
    QTest.keyClick(page.view.search, Key.Key_Down)
    assert page.view.results.chosen() == second
    QTest.keyClick(page.view.search, Key.Key_Return)
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    assert page.view.reader.plan.plan.id == second.plan
    assert page.view.reader.section_shown().id == second.section


def test_enter_before_the_answer_opens_the_first_of_the_answer(qtbot, courier, page):
    typed(page.view.search, "工作组")
    QTest.keyClick(page.view.search, Key.Key_Return)
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    assert page.view.reader.plan.plan.title == "地震应急预案"


def test_hits_are_walked_by_keys_and_go_round(keys, opened):
    reader = opened("洪涝")
    count = reader.text.hit_count
    assert count == 8
    first = reader.text.hit
    QTest.keyClick(reader.text, Key.Key_F3)
    assert reader.text.hit == (first + 1) % count
    QTest.keyClick(reader.text, Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(reader.text, Key.Key_P)
    assert reader.text.hit == (first - 1) % count
    QTest.keyClick(reader.text, Key.Key_N)
    assert reader.text.hit == first
    assert reader.toolbar.hits.text() == f"{first + 1} / {count}"
    for _ in range(count):
        reader.toolbar.next.click()
        assert reader.text.viewport().rect().contains(reader.text.cursorRect().center())
    assert reader.text.hit == first


def test_the_outline_shows_chapters_with_counts_and_leads_to_the_text(opened, qtbot):
    reader = opened("洪涝")
    tree = reader.outline
    tops = [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]
    assert tops == ["Preface", "1\u2002总则", "2\u2002应急响应"]
    response = tree.topLevelItem(2)
    assert [response.child(n).text(0) for n in range(2)] == ["2.1\u2002Ⅳ级响应", "2.2\u2002响应措施"]
    assert response.child(0).text(1) == "6"
    tree.setFocus()
    tree.setCurrentItem(response.child(1))
    QTest.keyClick(tree, Key.Key_Return)
    assert reader.section_shown().title == "响应措施"
    assert reader.text.hasFocus()


@pytest.mark.parametrize("wide", [1000, 1300, 1900])
def test_a_line_holds_42_characters_at_most(qtbot, page, opened, wide):
    page.resize(wide, 700)
    reader = opened("措施")
    for larger in (False, True):
        if larger:
            reader.do("larger")
        em = QFontMetricsF(sized(SIZES[reader.text.type_size])).horizontalAdvance("国" * LINE_MOST)
        assert reader.text.lineWrapColumnOrWidth() - 2 * MARGIN <= em + 3
        assert reader.text.lineWrapColumnOrWidth() <= reader.text.width()
    lines = []
    block = reader.text.document().begin()
    while block.isValid():
        lines += [block.layout().lineAt(n).textLength() for n in range(block.layout().lineCount())]
        block = block.next()
    assert max(lines) <= LINE_MOST + 1, "a break character may hang"


def test_size_keys_keep_the_place(keys, opened):
    reader = opened("响应措施")
    usual = reader.text.type_size
    QTest.keyClick(reader.text, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert reader.text.type_size == usual + 1
    assert reader.text.document().defaultFont().pointSizeF() > sized(SIZES[usual]).pointSizeF()
    assert reader.section_shown().title == "响应措施"
    QTest.keyClick(reader.text, Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reader.text, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reader.text, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reader.text, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert reader.text.type_size == usual - 1
    QTest.keyClick(reader.text, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert reader.text.type_size == usual
    assert marked(reader) == ["响应措施"]


def test_copying_the_section_and_the_selection(keys, opened, heard):
    reader = opened("响应措施")
    QTest.keyClick(reader.text, Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("《河南省防汛应急预案》\n2.2\u2002响应措施\n省防办𠮷主任")
    assert heard.said == ["The section was copied."]
    cursor = reader.text.textCursor()
    cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor, 4)
    reader.text.setTextCursor(cursor)
    QTest.keyClick(reader.text, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "响应措施"


def test_printing_the_plan_and_the_section_gives_papers_and_is_journalled(
    qtbot, courier, keys, opened, heard, room, plans
):
    reader = opened("响应措施")
    QTest.keyClick(reader.text, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    keys.view.reader.do("print_section")
    whole, section = heard.papers
    assert whole.title == "河南省防汛应急预案"
    assert whole.file_name == "河南省防汛应急预案.pdf"
    assert section.title == "河南省防汛应急预案  2.2\u2002响应措施"
    made = section.make()
    assert made.startswith(b"%PDF")
    assert len(made) > 2000
    section.printed()
    settled(qtbot, courier)
    (newest,) = room.read(last_entries, 1)
    assert (newest.kind, str(plans["flood"]) in newest.text) == ("system", True)


def test_withdrawing_asks_for_a_reason_and_can_be_taken_back(qtbot, courier, page, opened, heard, room, plans):
    reader = opened("响应措施")
    reader.do("withdraw")
    form = page.view.withdrawal
    assert form.reason.hasFocus()
    QTest.keyClick(form.reason, Key.Key_Return)
    settled(qtbot, courier)
    assert form._fields["reason"][2].text() == "Say why the plan is withdrawn."
    QTest.keyClicks(form.reason, "replaced by the 2026 edition")
    QTest.keyClick(form.reason, Key.Key_Return)
    settled(qtbot, courier, lambda: reader.chip.text() == "withdrawn" and reader.chip.isVisible())
    assert "replaced by the 2026 edition" in reader.note.text()
    assert plans["flood"] not in {row.id for row in room.read(plan_rows)}
    page.view.search.clear()
    settled(qtbot, courier, lambda: len(page.view.results.lines) == 5)
    assert [line.title for line in page.view.results.lines[-2:]] == ["Withdrawn", "河南省防汛应急预案"]
    reader.do("withdraw")
    settled(qtbot, courier, lambda: not reader.chip.isVisible())
    assert plans["flood"] in {row.id for row in room.read(plan_rows)}


def test_correcting_particulars_refuses_beside_the_field_and_keeps_what_was_typed(
    qtbot, courier, page, keys, opened, room, plans
):
    reader = opened("响应措施")
    QTest.keyClick(reader.text, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    form = reader.view.form
    settled(qtbot, courier, form.title.hasFocus)
    form.issued_on.setText("last spring")
    form.number.setText("豫政办〔2023〕5号")
    QTest.keyClick(form.number, Key.Key_Return)
    assert form.issued_on.hasFocus()
    assert form.number.text() == "豫政办〔2023〕5号"
    form.issued_on.setText("2023年5月8日")
    form.title.setText(" ")
    QTest.keyClick(form.issued_on, Key.Key_Return)
    settled(qtbot, courier)
    assert form._fields["title"][2].text() == "Enter the plan's title."
    assert form.title.hasFocus()
    form.title.setText("河南省防汛抗旱应急预案")
    QTest.keyClick(form.title, Key.Key_Return)
    settled(qtbot, courier, lambda: "2023-05-08" in reader.particulars.full_text())
    kept = room.read(plan_in_full, plans["flood"]).plan
    assert (kept.title, kept.number) == ("河南省防汛抗旱应急预案", "豫政办〔2023〕5号")
    assert str(kept.issued_on) == "2023-05-08"
    assert reader.title.full_text() == "河南省防汛抗旱应急预案"
    assert not form.isVisible()


def test_a_stub_says_that_its_text_is_missing(qtbot, courier, page, plans):
    page.arrive(Place("plans", id=plans["stub"]))
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    assert page.view.reader.chip.text() == "text missing"
    assert "text is missing" in page.view.reader.note.text()


def test_a_place_opens_the_plan_at_its_section_with_the_words_marked(qtbot, courier, page, room, plans):
    section = room.read(plan_in_full, plans["flood"]).sections[5]
    page.arrive(Place("plans", id=plans["flood"], part=section.id, words="四级响应"))
    settled(qtbot, courier, lambda: page.view.reader.text.hit >= 0)
    assert page.view.reader.section_shown().id == section.id
    assert page.view.search.text() == "四级响应"


def test_a_plan_that_is_not_there_is_said(qtbot, courier, page, heard):
    page.arrive(Place("plans", id=999))
    settled(qtbot, courier, lambda: bool(heard.said))
    assert heard.said == ["There is no plan 999."]


def test_escape_steps_back_from_text_to_list_to_box(page, opened):
    reader = opened("响应措施")
    QTest.keyClick(reader.text, Key.Key_Escape)
    assert page.view.results.hasFocus()
    QTest.keyClick(page.view.results, Key.Key_Escape)
    assert page.view.search.hasFocus()
    assert page.view.search.text() == "响应措施"


def test_a_refresh_keeps_words_choice_and_place(qtbot, courier, page, room, opened):
    reader = opened("洪涝")
    reader.do("next")
    page.view.results.step(1)
    chosen, hit, scroll = page.view.results.chosen(), reader.text.hit, reader.text.verticalScrollBar().value()
    keep(room, "防汛手册", ((1, "1", "总则", "洪涝期间二十四小时值班。"),))
    page.heard(Changed(frozenset({"plan"})))
    settled(qtbot, courier, lambda: any(line.title == "防汛手册" for line in page.view.results.lines))
    assert page.view.results.chosen().place == chosen.place
    assert (reader.text.hit, reader.text.verticalScrollBar().value()) == (hit, scroll)


def test_the_language_changes_live_and_keeps_what_was_typed_and_found(page, opened, language):
    reader = opened("四级应急响应")
    number = reader.text.hit
    language(load_wording("zh_CN"))
    assert page.view.search.text() == "四级应急响应"
    assert reader.text.hit == number
    assert page.title() != "Plans"
    language(load_wording("en"))
    assert page.title() == "Plans"


def test_everything_has_a_name_for_screen_readers(page, opened):
    reader = opened("四级应急响应")
    named = (
        page.view.search,
        page.view.results,
        page.view.bring,
        reader.outline,
        reader.text,
        *(getattr(reader.toolbar, name) for name in ("outline", "previous", "next", "smaller", "larger", "copy")),
        reader.toolbar.print,
        reader.toolbar.more,
    )
    assert all(widget.accessibleName() for widget in named)


def test_news_of_the_log_asks_for_no_plans(page):
    page.heard(Changed(frozenset({"journal"})))
    assert not page._settle.isActive()


def test_the_small_window_folds_the_outline_and_keeps_the_text(page, opened):
    page.resize(700, 520)
    reader = opened("响应措施")
    assert reader.outline.isHidden()
    assert reader.text.viewport().rect().contains(reader.text.cursorRect().center())
    reader.do("outline")
    assert not reader.outline.isHidden()
