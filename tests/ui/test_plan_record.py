"""The record of a plan: what it says, what is proposed, corrected by keyboard; what is typed stays with its plan."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest

from dutyroom.actions.plans import change_plan
from dutyroom.actions.required_plans import fill_required
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.queries.required_plans import required_rows
from dutyroom.rules.plan import ChangePlan, Particulars
from dutyroom.rules.required_plan import FillRequired
from tests.ui.plans_kept import FLOOD, keep, settled, shown_page, typed

Key = Qt.Key
TODAY = date(2026, 11, 23)
EXPLAINED = (*FLOOD, (1, "3", "附则", "本预案由市水利局负责解释，自印发之日起施行，有效期3年。"))


@pytest.fixture
def plans(room):
    return {
        "flood": keep(room, "示例市防汛应急预案", EXPLAINED, issued_on=date(2025, 5, 12)),
        "newer": keep(room, "示例市防汛抗旱应急预案", FLOOD),
        "law": keep(room, "示例市防汛条例", FLOOD, kind="law"),
    }


@pytest.fixture
def page(qtbot, look, tools, courier, plans):
    made = shown_page(qtbot, courier, tools)
    for command in made.commands():
        if command.keys:
            QShortcut(QKeySequence(command.keys), made).activated.connect(command.run)
    return made


def show(qtbot, courier, page, number):
    page._open(number, None, True)
    settled(qtbot, courier, lambda: page.view.reader.plan is not None and page.view.reader.plan.plan.id == number)
    page.view.reader.show_view("record")
    record = page.view.reader.view
    settled(qtbot, courier, lambda: record.record is not None and record.record.plan.id == number)
    return record


def asked(qtbot, courier, page, number):
    record = show(qtbot, courier, page, number)
    QTest.keySequence(page, QKeySequence("Ctrl+D"))
    settled(qtbot, courier, lambda: record.form.plan_id == number)
    assert record.form.title.hasFocus()
    return record


def notes(form):
    return {name: note.text() for name, (_, _, note) in form._fields.items() if note.text()}


def test_it_says_the_particulars_what_the_plan_owes_and_what_was_done_to_it(qtbot, courier, page, room, plans):
    required = next(row for row in room.read(required_rows, TODAY) if row.title == "防汛抗旱应急预案")
    room.do(fill_required, FillRequired(id=required.id, version=required.version, plan_id=plans["flood"]))
    row = room.read(plan_in_full, plans["flood"]).plan
    told = Particulars(level="city", category="natural", subtype="flood", helpers=("水利局", "气象局"), is_public=True)
    change = ChangePlan(id=row.id, version=row.version, title=row.title, kind=row.kind, particulars=told)
    room.do(change_plan, change)
    page.resize(1024, 420)
    record = show(qtbot, courier, page, plans["flood"])
    lines = [value for _, value in record.facts._lines if value.isVisible()]
    assert all(line.height() >= line.fontMetrics().height() for line in lines), "a low window presses no line together"
    facts = dict(record.facts.values())
    assert facts["Whose plan"] == "City level"
    assert facts["For which events"] == "Natural disaster · Flood or drought"
    assert facts["Units that help"] == "水利局、气象局"
    assert (facts["Public?"], facts["Required as"]) == ("public", "防汛抗旱应急预案")
    assert "no day from which to count" in dict(record.owed.values())["Next drill"]
    assert "Whose plan: — → City level" in record.past.text()
    assert "Date of issue: 2025-05-12 → —" in record.past.text()
    assert record.past.text().index("Plan changed") < record.past.text().index("Plan imported")


def test_what_is_due_follows_the_rules_and_a_change_is_shown_at_once(qtbot, courier, page, room, plans):
    record = show(qtbot, courier, page, plans["flood"])
    assert dict(record.owed.values())["Next drill"] == "2028-05-12, in 536 days"
    row = room.read(plan_in_full, plans["flood"]).plan
    told = Particulars(drill_due_on=date(2026, 11, 22))
    change = ChangePlan(id=row.id, version=row.version, title=row.title, kind=row.kind, particulars=told)
    courier.do(page, change_plan, change)
    settled(qtbot, courier, lambda: dict(record.owed.values())["Next drill"] == "2026-11-22, overdue")


def test_proposals_stand_beside_empty_fields_are_taken_and_kept_by_enter(qtbot, courier, page, room, plans):
    record = asked(qtbot, courier, page, plans["flood"])
    form = record.form
    assert notes(form)["level"] == "Proposed: City level, from “示例市”"
    assert notes(form)["lead_unit"] == "Proposed: 水利局, from “本预案由市水利局负责解释”"
    assert notes(form)["ends_on"] == "Proposed: 2028-05-12, from “有效期3年”"
    form.approved_by.setFocus()
    typed(form.approved_by, "市政府")
    QTest.keyClick(form.take, Key.Key_Space)
    assert (form.event_class.currentData(), form.effective_on.text()) == ("natural/flood", "2025-05-12")
    assert form.take.isHidden()
    QTest.keyClick(form.approved_by, Key.Key_Return)
    settled(qtbot, courier, lambda: record.faces.currentIndex() == 0)
    kept = room.read(plan_in_full, plans["flood"]).plan.particulars
    assert (kept.level, kept.subtype, kept.lead_unit, kept.approved_by) == ("city", "flood", "水利局", "市政府")
    assert kept.ends_on == date(2028, 5, 12)
    settled(qtbot, courier, lambda: "Leading unit: — → 水利局" in record.past.text())


def test_what_cannot_be_is_pointed_out_beside_its_field_and_nothing_is_lost(qtbot, courier, page, room, plans):
    form = asked(qtbot, courier, page, plans["flood"]).form
    form.filed_on.setText("next week")
    form.filed_where.setText("省应急管理厅")
    QTest.keyClick(form.filed_where, Key.Key_Return)
    assert form.filed_on.hasFocus()
    assert "2026-11-23" in notes(form)["filed_on"]
    assert notes(form)["level"].startswith("Proposed")
    form.filed_on.setText("2025年5月1日")
    form.replaced_by.setText("没有这个预案")
    QTest.keyClick(form.filed_on, Key.Key_Return)
    assert form.replaced_by.hasFocus()
    form.replaced_by.clear()
    QTest.keyClick(form.filed_on, Key.Key_Return)
    settled(qtbot, courier, lambda: "lies before" in notes(form).get("filed_on", ""))
    assert (form.filed_where.text(), form.filed_on.text()) == ("省应急管理厅", "2025年5月1日")
    assert room.read(plan_in_full, plans["flood"]).plan.version == 1


def test_a_successor_is_found_by_initials_and_a_law_is_none(qtbot, courier, page, room, plans):
    record = asked(qtbot, courier, page, plans["flood"])
    form = record.form
    assert {choice.label for choice in form.replaced_by._choices} == {"示例市防汛抗旱应急预案"}
    form.replaced_by.setFocus()
    QTest.keyClicks(form.replaced_by, "slsfxkh")
    QTest.keyClick(form.title, Key.Key_Return)
    settled(qtbot, courier, lambda: record.faces.currentIndex() == 0)
    assert room.read(plan_in_full, plans["flood"]).plan.particulars.replaced_by == plans["newer"]
    settled(qtbot, courier, lambda: dict(record.facts.values()).get("Replaced by") == "示例市防汛抗旱应急预案")
    assert record.owed.values() == [], "what is replaced owes nothing"


def test_what_was_typed_stays_with_its_plan_and_survives_the_language(qtbot, courier, page, plans, language):
    record = asked(qtbot, courier, page, plans["flood"])
    record.form.filed_where.setText("省应急管理厅")
    language(load_wording("zh_CN"))
    assert record.form._fields["filed_where"][0].text() == "备案机关"
    QTest.keyClick(record.form.filed_where, Key.Key_Escape)
    assert record.faces.currentIndex() == 0
    assert asked(qtbot, courier, page, plans["newer"]).form.filed_where.text() == ""
    again = asked(qtbot, courier, page, plans["flood"]).form
    assert (again.filed_where.text(), again.is_dirty) == ("省应急管理厅", True)
