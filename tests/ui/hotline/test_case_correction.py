"""Correcting a case by keyboard: seen unmasked for it, both versions where somebody else was quicker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from dutyroom.actions.hotline_correction import correct_case
from dutyroom.data.queries.hotline import case_unmasked
from dutyroom.rules.hotline import Demand, Look
from dutyroom.rules.hotline_sheet import CorrectCase
from tests.ui.acting import KEY, press, settle, type_into
from tests.ui.hotline.conftest import a_call


@pytest.fixture
def sheet(qtbot, tools, pane, shown, answering):
    """The sheet, begun by the record's key."""
    pane.resize(900, 700)
    pane.kept = shown()
    command = next(each for each in pane.commands() if each.name == "hotline.correct")
    assert command.keys == "Ctrl+D"
    command.run()
    settle(qtbot, tools)
    assert pane.correction.isVisible()
    return pane.correction


def test_it_is_seen_unmasked_and_the_look_is_written_down(sheet, pane):
    form = sheet.correction
    assert (form.name.text(), form.phone.text()) == ("张样例", "138 0000 1234")
    assert "13800001234" in form.text.toPlainText()
    assert [row.what for row in pane.kept.full.looks] == [Look.CASE]


def test_what_is_corrected_is_stored_and_nothing_else(sheet, pane, qtbot, tools, room):
    form = sheet.correction
    before = room.read(case_unmasked, pane.kept.id)
    form.demand.choose(Demand.HELP.value)
    type_into(form.place, "陇海路口西北角")
    type_into(form.reason, "地点听错")
    pane.step_on()
    settle(qtbot, tools)
    assert not sheet.isVisible()
    after = room.read(case_unmasked, pane.kept.id)
    assert (after.facts.demand, after.place) == (Demand.HELP, "陇海路口西北角")
    assert (after.text, after.caller.phone, after.facts.area) == (before.text, before.caller.phone, before.facts.area)
    assert (after.caller.name, after.caller.address) == (before.caller.name, before.caller.address)


def test_without_a_reason_it_is_refused_beside_the_field_and_stays(sheet, pane, qtbot, tools):
    form = sheet.correction
    type_into(form.place, "陇海路口西北角")
    pane.step_on()
    settle(qtbot, tools)
    assert form.reason.accessibleDescription() == "Give the reason."
    assert form.focusWidget() is form.reason
    press(KEY.Key_Escape)
    assert not sheet.isVisible()
    pane.begin_correcting()
    settle(qtbot, tools)
    assert form.place.text() == "陇海路口西北角"


def test_both_versions_are_shown_where_somebody_else_was_quicker(sheet, pane, qtbot, tools, room):
    form = sheet.correction
    full = room.read(case_unmasked, pane.kept.id)
    facts = replace(a_call(), place="嵩山路北段")
    theirs = CorrectCase(id=full.id, version=full.matter.version, facts=facts, reason="核实")
    room.do(correct_case, theirs, by="张伟")
    type_into(form.place, "陇海路口西北角")
    type_into(form.reason, "地点听错")
    form.send.click()
    settle(qtbot, tools)
    assert sheet.side.isVisible()
    seen = " ".join(part.text() for part in sheet.side.findChildren(QWidget) if hasattr(part, "text"))
    assert "嵩山路北段" in seen
    assert "陇海路口西北角" in seen
    sheet.side.send.click()
    settle(qtbot, tools)
    assert room.read(case_unmasked, full.id).place in ("嵩山路北段", "陇海路口西北角")


def test_without_the_right_nothing_is_corrected(pane, qtbot, tools, heard, shown):
    shown()
    pane.begin_correcting()
    settle(qtbot, tools)
    assert pane._correction is None
    assert "李秀英" in heard.said[-1]
