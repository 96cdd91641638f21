"""Records of the directory and plans that two people change at once: both versions beside each other."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutyroom.actions.directory import change_person, change_unit, move_person
from dutyroom.actions.directory_groups import change_group
from dutyroom.actions.plans import change_plan
from dutyroom.data.queries.directory import person_in_full, unit_in_full
from dutyroom.data.queries.directory_groups import group_rows
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.rules.directory import ChangeGroup, ChangePerson, ChangeUnit, MovePerson, PersonFacts, UnitFacts
from dutyroom.rules.plan import ChangePlan
from dutyroom.ui.page import Place
from tests.ui.acting import KEY, settle, type_into
from tests.ui.directory_kept import calm, press, seek, shown_directory, water_bureau
from tests.ui.plans_kept import library, settled, shown_page


@pytest.fixture
def life():
    return water_bureau


@pytest.fixture
def water(room):
    """The water bureau with a duty phone and two people."""
    return room.found


@pytest.fixture
def page(qtbot, tools, courier, room, water, look):
    yield shown_directory(qtbot, tools, courier, room)
    settle(qtbot, tools)


def test_a_change_by_somebody_else_is_shown_beside_and_nothing_is_overwritten_silently(qtbot, page, room, water):
    person = room.read(unit_in_full, water).people[0]
    page.arrive(Place("directory", id=water, part=person.id))
    calm(qtbot, page)
    press(page, "change")
    form = page.view.record.changes.person_form
    type_into(form.post, "书记")
    theirs = PersonFacts(name="张样例", unit_id=water, post="调研员")
    room.do(change_person, ChangePerson(id=person.id, version=person.version, person=theirs), by="张伟")
    QTest.keyClick(form.post, KEY.Key_Return)
    calm(qtbot, page)
    assert room.read(person_in_full, person.id).post == "调研员"
    side = page.view.record.changes.side
    assert side.isVisible()
    assert "张伟" in side.heading.text()
    assert [(row.label.text(), row.values["mine"].text(), row.values["theirs"].text()) for row in side.rows] == [
        ("Job title", "书记", "调研员")
    ]
    QTest.keyClick(side.send, KEY.Key_Return)
    assert "Choose which" in side.rows[0].note.text(), "both touched it: nothing is guessed"
    QTest.keyClick(side.rows[0].sides["mine"], KEY.Key_Space)
    QTest.keyClick(side.rows[0].sides["mine"], KEY.Key_Return)
    calm(qtbot, page)
    assert room.read(person_in_full, person.id).post == "书记"
    assert form.isHidden()


def test_fields_that_only_one_of_two_touched_are_put_together(qtbot, page, room, water):
    seek(qtbot, page, "slj")
    press(page, "change")
    form = page.view.record.changes.unit_form
    stored = room.read(unit_in_full, water)
    type_into(form.address, "互助路一号")
    theirs = UnitFacts(**{**form.values(), "address": "", "note": "汛期二十四小时值守"})
    room.do(change_unit, ChangeUnit(id=water, version=stored.version, unit=theirs), by="王建国")
    page.tools.courier.sign(room.author("王建国"))
    QTest.keyClick(form.address, KEY.Key_Return)
    calm(qtbot, page)
    side = page.view.record.changes.side
    assert {row.difference.name: row.chosen() for row in side.rows} == {"address": "mine", "note": "theirs"}
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    calm(qtbot, page)
    unit = room.read(unit_in_full, water)
    assert (unit.address, unit.note) == ("互助路一号", "汛期二十四小时值守")


def test_a_change_that_touches_none_of_the_fields_does_not_ask(qtbot, page, room, water):
    person = room.read(unit_in_full, water).people[0]
    page.arrive(Place("directory", id=water, part=person.id))
    calm(qtbot, page)
    press(page, "change")
    form = page.view.record.changes.person_form
    type_into(form.post, "书记")
    room.do(move_person, MovePerson(id=person.id, by=1), by="张伟")
    QTest.keyClick(form.post, KEY.Key_Return)
    calm(qtbot, page)
    assert room.read(person_in_full, person.id).post == "书记"


def test_esc_leads_from_the_two_versions_back_to_the_form_with_everything_typed(qtbot, page, room, water):
    person = room.read(unit_in_full, water).people[0]
    page.arrive(Place("directory", id=water, part=person.id))
    calm(qtbot, page)
    press(page, "change")
    form = page.view.record.changes.person_form
    type_into(form.post, "书记")
    theirs = PersonFacts(name="张样例", unit_id=water, post="调研员")
    room.do(change_person, ChangePerson(id=person.id, version=person.version, person=theirs), by="张伟")
    QTest.keyClick(form.post, KEY.Key_Return)
    calm(qtbot, page)
    QTest.keyClick(page.view.record.changes.side.send, KEY.Key_Escape)
    assert form.isVisible()
    assert form.post.text() == "书记"
    QTest.keyClick(form.post, KEY.Key_Return)
    calm(qtbot, page)
    assert page.view.record.changes.side.isVisible(), "it is still undecided"
    assert room.read(person_in_full, person.id).post == "调研员"


def test_a_group_that_two_rename_at_once_asks_which_name_stands(qtbot, page, room):
    press(page, "groups")
    calm(qtbot, page)
    record = page.view.group
    record.begin_change()
    group = record.group
    type_into(record.form.name, "我的名单")
    theirs = ChangeGroup(id=group.id, version=group.version, name="他的名单", purpose=group.purpose)
    room.do(change_group, theirs, by="张伟")
    QTest.keyClick(record.form.name, KEY.Key_Return)
    calm(qtbot, page)
    assert record.side.isVisible()
    assert [each.difference.name for each in record.side.rows] == ["name"]
    record.side.rows[0].sides["theirs"].click()
    record.side.send.click()
    calm(qtbot, page)
    assert next(each for each in room.read(group_rows) if each.id == group.id).name == "他的名单"


def test_a_reason_for_retiring_is_sent_again_once_the_change_is_known(qtbot, page, room, water):
    person = room.read(unit_in_full, water).people[0]
    page.arrive(Place("directory", id=water, part=person.id))
    calm(qtbot, page)
    press(page, "retire")
    form = page.view.record.changes.retire_form
    type_into(form.reason, "调离")
    theirs = PersonFacts(name="张样例", unit_id=water, post="调研员")
    room.do(change_person, ChangePerson(id=person.id, version=person.version, person=theirs), by="张伟")
    QTest.keyClick(form.reason, KEY.Key_Return)
    calm(qtbot, page)
    assert "changed this meanwhile" in form.reason.accessibleDescription()
    assert form.reason.text() == "调离"
    QTest.keyClick(form.reason, KEY.Key_Return)
    calm(qtbot, page)
    assert not room.read(person_in_full, person.id).active


def test_a_correction_by_somebody_else_is_shown_beside_ones_own(qtbot, courier, tools, look, room):
    plans = library(room)
    page = shown_page(qtbot, courier, tools)
    page._open(plans["flood"], None, True)
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    reader = page.view.reader
    page._do("correct")
    record = reader.view
    form, side = record.form, record.side
    settled(qtbot, courier, form.title.hasFocus)
    row = room.read(plan_in_full, plans["flood"]).plan
    theirs = ChangePlan(
        id=row.id,
        version=row.version,
        title="他改的标题",
        kind=row.kind,
        issuer="省防指",
        number=row.number,
        issued_on=None,
    )
    room.do(change_plan, theirs, by="张伟")
    form.title.setText("我改的标题")
    QTest.keyClick(form.title, KEY.Key_Return)
    settled(qtbot, courier, side.isVisible)
    chosen = {each.difference.name: each.chosen() for each in side.rows}
    assert (chosen["title"], chosen["issuer"]) == (None, "theirs")
    QTest.keyClick(side.rows[0].sides["mine"], KEY.Key_Space)
    QTest.keyClick(side.rows[0].sides["mine"], KEY.Key_Return)
    settled(qtbot, courier, lambda: reader.title.full_text() == "我改的标题")
    now = room.read(plan_in_full, plans["flood"]).plan
    assert (now.title, now.issuer) == ("我改的标题", "省防指")
