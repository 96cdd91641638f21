"""The catalogue of plans and the list of required plans: filtered, ordered, opened, filled, kept, by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from dutyroom.actions.plans import change_plan, void_plan
from dutyroom.actions.required_plans import change_required, fill_required
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.catalogue import GAPS_FROM
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.queries.required_plans import required_rows
from dutyroom.rules.catalogue import CatalogueFilter, Which
from dutyroom.rules.plan import ChangePlan, Particulars, VoidPlan
from dutyroom.rules.required_plan import ChangeRequired, FillRequired, RequiredFacts
from dutyroom.ui.page import Changed, Place
from dutyroom.ui.registers.plans import PlansPage
from dutyroom.ui.window_keys import Keys
from tests.papers.reading_pdf import page_texts, squeezed
from tests.ui.plans_kept import FLOOD, keep, settled, typed

Key = Qt.Key
TODAY = date(2026, 11, 23)


def told(room, number, **named):
    row = room.read(plan_in_full, number).plan
    said = {"title": row.title, "kind": row.kind, "issued_on": row.issued_on}
    room.do(change_plan, ChangePlan(id=number, version=row.version, **said, particulars=Particulars(**named)))


def required(room, title):
    return next(row for row in room.read(required_rows, TODAY) if row.title == title)


@pytest.fixture
def plans(room):
    found = {
        "flood": keep(room, "示例市防汛抗旱应急预案", FLOOD, issued_on=date(2024, 1, 8)),
        "gas": keep(room, "示例市城镇燃气事故应急预案", FLOOD, issued_on=date(2025, 1, 8)),
        "overall": keep(room, "示例市突发事件总体应急预案", FLOOD, kind="overall"),
        "old": keep(room, "示例市旧预案", FLOOD),
        "law": keep(room, "示例市防汛条例", FLOOD, kind="law"),
    }
    told(room, found["flood"], level="city", category="natural", subtype="flood", is_public=True, lead_unit="水利局")
    told(room, found["gas"], category="accident", subtype="gas", filed_on=date(2025, 1, 20))
    room.do(void_plan, VoidPlan(id=found["old"], reason="作废"))
    return found


@pytest.fixture
def page(qtbot, look, tools, courier, plans):
    made = PlansPage(tools)
    made.resize(1024, 640)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    keys = Keys(made)
    made.commands_changed.connect(lambda: keys.listen(made.commands()))
    keys.listen(made.commands())
    made.show()
    made.arrive(None)
    settled(qtbot, courier)
    QTest.keySequence(made, QKeySequence("Ctrl+Alt+2"))
    settled(qtbot, courier, lambda: made.face._found is not None)
    return made


@pytest.fixture
def face(page):
    return page.face


def titles(face):
    return [face._by_id[number].title for number in face.table.register.ids]


def shown(face, key):
    """The texts of a column, row by row."""
    model = face.table.register
    place = next(n for n, column in enumerate(model.columns) if column.key == key)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_it_shows_plans_and_gaps_with_counts_and_leaves_laws_and_withdrawn_plans_out(face, room):
    gaps = len(room.read(required_rows, TODAY))
    assert face.bar.count.full_text() == f"{gaps + 3} shown  ·  Overall plan 1  ·  Special plan 2  ·  {gaps} missing"
    assert titles(face)[:2] == ["突发事件总体应急预案", "示例市突发事件总体应急预案"]
    assert "示例市防汛条例" not in titles(face)
    assert "示例市旧预案" not in titles(face)
    standing = dict(zip(titles(face), shown(face, "standing"), strict=True))
    assert (standing["突发事件总体应急预案"], standing["示例市防汛抗旱应急预案"]) == ("lacking", "in force")
    assert face.table.hasFocus()


def test_at_1024_px_the_columns_that_matter_least_are_dropped(face, page):
    columns = face.table.shown_columns()
    assert {"title", "kind", "level", "lead", "issued", "drill", "standing"} <= set(columns)
    assert "version" not in columns
    page.resize(1920, 900)
    assert len(face.table.shown_columns()) == len(face.table.register.columns)


def test_words_pinyin_and_lists_narrow_it_and_one_press_clears_them(qtbot, courier, face, room):
    QTest.keySequence(face, QKeySequence("Ctrl+F"))
    face.begin_filtering()
    typed(face.bar.words, "slsczrq")
    settled(qtbot, courier, lambda: titles(face) == ["示例市城镇燃气事故应急预案"])
    face.bar.words.clear()
    face.bar.event_class.setCurrentIndex(face.bar.event_class.findData("natural/flood"))
    face.bar.public.setCurrentIndex(face.bar.public.findData("yes"))
    settled(qtbot, courier, lambda: titles(face) == ["示例市防汛抗旱应急预案"])
    face.bar.level.setCurrentIndex(face.bar.level.findData("national"))
    settled(qtbot, courier, lambda: titles(face) == [])
    assert face.table.empty.sentence.text() == "No plan answers this filter."
    face.table.empty.step.click()
    settled(qtbot, courier, lambda: len(titles(face)) == len(room.read(required_rows, TODAY)) + 3)
    assert face.bar.filter() == CatalogueFilter()


def test_what_is_due_is_found_and_an_order_is_asked_by_the_title_of_a_column(qtbot, courier, face, plans):
    assert dict(zip(titles(face), shown(face, "drill"), strict=True))["示例市防汛抗旱应急预案"] == "2027-01-08"
    face.bar.due.setCurrentIndex(face.bar.due.findData("90"))
    settled(qtbot, courier, lambda: titles(face) == ["示例市防汛抗旱应急预案"])
    face.bar.due.setCurrentIndex(0)
    columns = [column.key for column in face.table.register.columns]
    face.table._title_clicked(columns.index("drill"))
    settled(qtbot, courier, lambda: shown(face, "drill")[:2] == ["2027-01-08", "2028-01-08"])
    face.table._title_clicked(columns.index("drill"))
    settled(qtbot, courier, lambda: shown(face, "drill")[:2] == ["2028-01-08", "2027-01-08"])


def test_enter_opens_a_plan_in_the_library_and_a_gap_on_the_list_of_required_plans(
    qtbot, courier, face, heard, plans, room
):
    face.table.choose(plans["flood"])
    QTest.keyClick(face.table, Key.Key_Return)
    assert heard.places[-1] == Place("plans", id=plans["flood"])
    quake = required(room, "地震应急预案")
    face.table.choose(GAPS_FROM + quake.id)
    QTest.keyClick(face.table, Key.Key_Return)
    settled(qtbot, courier, lambda: face.required.row is not None)
    assert face.required.name.text() == "地震应急预案"
    assert dict(face.required.facts.values())["Confirmed"] == "no: a default; keeping it in “Change…” confirms it"
    QTest.keyClick(face.required.table, Key.Key_Escape)
    assert face.faces.currentWidget() is face.list


def test_a_missing_plan_is_prepared_by_key_from_both_faces(qtbot, courier, page, face, heard, room, plans):
    quake = required(room, "地震应急预案")
    face.table.choose(plans["flood"])
    QTest.keySequence(page, QKeySequence("Ctrl+N"))
    assert heard.said == ["Choose a plan that is missing; then it can be prepared."]
    face.table.choose(GAPS_FROM + quake.id)
    QTest.keySequence(page, QKeySequence("Ctrl+N"))
    settled(qtbot, courier, lambda: bool(heard.places))
    assert (heard.places[-1].step, heard.places[-1].given) == ("preparing:new", quake)
    QTest.keySequence(page, QKeySequence("Ctrl+R"))
    settled(qtbot, courier, lambda: face.required.row == quake)
    QTest.keySequence(page, QKeySequence("Ctrl+N"))
    settled(qtbot, courier, lambda: len(heard.places) == 2)
    assert heard.places[0] == heard.places[1]


def test_a_gap_is_filled_with_the_plan_proposed_by_its_title(qtbot, courier, page, face, room, plans):
    line = required(room, "防汛抗旱应急预案")
    page.arrive(Place("plans", id=line.id, step="catalogue:required"))
    settled(qtbot, courier, lambda: face.required.row is not None and face.required.row.id == line.id)
    QTest.keySequence(page, QKeySequence("Ctrl+J"))
    form = face.required.filling
    settled(qtbot, courier, lambda: bool(form.buttons))
    assert [button.text() for button in form.buttons] == ["示例市防汛抗旱应急预案"]
    assert form.plan.hasFocus()
    QTest.keyClick(form.buttons[0], Key.Key_Space)
    QTest.keyClick(form.plan, Key.Key_Return)
    settled(qtbot, courier, lambda: not face.required.row.is_gap)
    assert required(room, "防汛抗旱应急预案").plan_id == plans["flood"]
    assert face.required.facts.isVisible()
    QTest.keyClick(face.required.table, Key.Key_Escape)
    settled(qtbot, courier, lambda: face._found.gaps == len(room.read(required_rows, TODAY)) - 1)


def test_a_name_that_no_plan_has_fills_nothing_and_is_pointed_out(qtbot, courier, page, face, room):
    QTest.keySequence(page, QKeySequence("Ctrl+R"))
    settled(qtbot, courier, lambda: face.required.row is not None)
    face.required.show_form("fill")
    form = face.required.filling
    settled(qtbot, courier, form.isVisible)
    form.plan.setText("没有的预案")
    QTest.keyClick(form.plan, Key.Key_Return)
    assert form.plan.hasFocus()
    assert form.plan.text() == "没有的预案"
    assert form.plan.accessibleDescription()


def test_a_line_is_added_by_keyboard_and_twice_is_refused_beside_the_title(qtbot, courier, page, face, room):
    QTest.keySequence(page, QKeySequence("Ctrl+R"))
    settled(qtbot, courier, lambda: face.required.row is not None and bool(face.required.units))
    QTest.keySequence(page, QKeySequence("Ctrl+Shift+N"))
    form = face.required.form
    assert form.title.hasFocus()
    typed(form.title, "地震应急预案")
    QTest.keyClick(form.title, Key.Key_Return)
    settled(qtbot, courier, lambda: "stands on the list already" in form.title.accessibleDescription())
    form.title.setText("马拉松活动保障预案")
    form.lead_unit.setFocus()
    QTest.keyClicks(form.lead_unit, "tyj")
    QTest.keyClick(form.title, Key.Key_Return)
    settled(qtbot, courier, lambda: face.required.row is not None and face.required.row.title == "马拉松活动保障预案")
    row = required(room, "马拉松活动保障预案")
    assert (row.lead_unit, row.checked, row.is_gap) == ("体育局", True, True)
    assert form.isHidden()


def test_a_change_by_somebody_else_is_shown_beside_ones_own(qtbot, courier, page, face, room):
    line = required(room, "地震应急预案")
    page.arrive(Place("plans", id=line.id, step="catalogue:required"))
    settled(qtbot, courier, lambda: face.required.row == line)
    QTest.keySequence(page, QKeySequence("Ctrl+D"))
    form, side = face.required.form, face.required.side
    form.title.setText("破坏性地震应急预案")
    theirs = RequiredFacts(title=line.title, kind=line.kind, lead_unit="地震局")
    room.do(change_required, ChangeRequired(id=line.id, version=line.version, facts=theirs), by="张伟")
    QTest.keyClick(form.title, Key.Key_Return)
    settled(qtbot, courier, side.isVisible)
    QTest.keyClick(side.rows[0].sides["mine"], Key.Key_Return)
    settled(qtbot, courier, lambda: required_by(room, line.id).title == "破坏性地震应急预案")
    assert required_by(room, line.id).lead_unit == "地震局"


def required_by(room, number):
    return next(row for row in room.read(required_rows, TODAY) if row.id == number)


def test_a_line_goes_with_a_reason_and_comes_back(qtbot, courier, page, face, room):
    line = required(room, "地震应急预案")
    page.arrive(Place("plans", id=line.id, step="catalogue:required"))
    settled(qtbot, courier, lambda: face.required.row == line)
    QTest.keyClick(face.required.retire, Key.Key_Space)
    form = face.required.retiring
    assert form.reason.hasFocus()
    QTest.keyClick(form.reason, Key.Key_Return)
    settled(qtbot, courier, lambda: bool(form.reason.accessibleDescription()))
    typed(form.reason, "并入自然灾害预案")
    QTest.keyClick(form.reason, Key.Key_Return)
    settled(qtbot, courier, lambda: face.required.row is not None and not face.required.row.active)
    assert dict(face.required.facts.values())["Taken off because"] == "并入自然灾害预案"
    assert face.required.fill.isHidden()
    QTest.keyClick(face.required.retire, Key.Key_Space)
    settled(qtbot, courier, lambda: required_by(room, line.id).active)


def test_what_is_typed_for_a_line_stays_with_it_and_follows_the_language(qtbot, courier, page, face, room, language):
    line, other = required(room, "地震应急预案"), required(room, "森林火灾应急预案")
    page.arrive(Place("plans", id=line.id, step="catalogue:required"))
    settled(qtbot, courier, lambda: face.required.row == line)
    face.required.show_form("change")
    face.required.form.source.setText("市政府文件")
    face.required.table.choose(other.id)
    assert face.required.form.isHidden()
    face.required.table.choose(line.id)
    face.required.show_form("change")
    language(load_wording("zh_CN"))
    assert face.required.form.source.text() == "市政府文件"
    assert face.required.back.text() == "返回目录"
    assert face.bar.which.currentText() == "现行预案和缺项"


def test_it_hears_of_changes_and_keeps_the_row_in_hand(qtbot, courier, page, face, room, plans):
    face.table.choose(plans["gas"])
    line = required(room, "城镇燃气事故应急预案")
    before = face._found.gaps
    room.do(fill_required, FillRequired(id=line.id, version=line.version, plan_id=plans["gas"]))
    page.heard(Changed(frozenset({"required_plan"})))
    settled(qtbot, courier, lambda: face._found.gaps == before - 1)
    assert face.table.current_id() == plans["gas"]


def test_a_place_narrows_it_or_leads_to_a_plan_that_the_filter_hides(qtbot, courier, page, face, plans):
    page.arrive(Place("plans", step="catalogue:filter:gaps"))
    settled(qtbot, courier, lambda: all(shown(face, "standing")))
    assert face.bar.filter() == CatalogueFilter(which=Which.GAPS)
    page.arrive(Place("plans", id=plans["old"], step="catalogue"))
    settled(qtbot, courier, lambda: face.table.current_id() == plans["old"])
    assert face.bar.filter().which is Which.ALL


def test_the_catalogue_is_printed_by_key_and_printing_is_journalled(qtbot, courier, page, heard, room):
    QTest.keySequence(page, QKeySequence("Ctrl+P"))
    (paper,) = heard.papers
    text = squeezed("".join(page_texts(paper.make())))
    assert "Catalogueofemergencyplans" in text
    assert "示例市防汛抗旱应急预案" in text
    assert "Whatmustexistanddoesnot" in text
    paper.printed()
    settled(qtbot, courier)
    assert room.read(last_entries, 1)[0].text == "预案目录 → PDF"
