"""The register of warnings by keyboard: registered, changed, lifted; exercises apart; CAP files; Desk and handover."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from dutyroom.actions.handover import read_checklist
from dutyroom.actions.notices import register_notice
from dutyroom.actions.warnings import lift_warning, register_warning
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.warnings import open_warnings, warning_in_full
from dutyroom.readers.cap import read_cap
from dutyroom.rules.matter import State
from dutyroom.rules.warning import Colour, LiftWarning, RegisterWarning, Status
from dutyroom.ui.page import Place
from dutyroom.ui.parts.handover.notes import NotesForms
from dutyroom.ui.registers.desk import DeskPage
from dutyroom.ui.registers.warnings import WarningsPage
from tests.actions.matters import a_notice
from tests.actions.test_warnings import FACTS
from tests.readers.test_cap import GOOD
from tests.ui.acting import KEY, settle, type_into


@pytest.fixture
def page(qtbot, tools, look):
    made = WarningsPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def registered(room, **named) -> int:
    facts = replace(FACTS, issued_at=room.now, onset_at=room.now, expires_at=room.now + timedelta(hours=6))
    return int(room.do(register_warning, RegisterWarning(facts=replace(facts, **named))))


def shown(qtbot, tools, page, number):
    page.arrive(Place("warnings", id=number))
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: page.pane.warning is not None and page.pane.matter_id == number)


def enter(widget):
    QTest.keyClick(widget, KEY.Key_Return)


def run(page, name):
    next(command for command in page.commands() if command.name == f"warnings.{name}").run()


def cells(table):
    model = table.register
    return [[column.text(model.row(place)) for column in model.columns] for place in range(len(model.ids))]


def test_from_registering_to_lifting_by_keyboard(page, qtbot, tools, room):
    assert "No warning is in force" in page.table.empty.sentence.text()
    run(page, "new")
    form = page.entry.form
    assert page.focusWidget() is form.event_
    type_into(form.event_, "暴雨")
    form.colour.setCurrentIndex(form.colour.findData(Colour.YELLOW))
    assert any("6 h ≥ 50 mm" in label.text() for label in form.findChildren(QLabel))
    type_into(form.source, "市气象台")
    type_into(form.areas, "金水区、二七区")
    enter(form.event_)
    settle(qtbot, tools)
    assert page.focusWidget() is form.reason
    assert form.reason.accessibleDescription().startswith("The law (art. 64) asks for: from when, what to watch")
    type_into(form.reason, "文本未到")
    enter(form.reason)
    settle(qtbot, tools)
    number = page.pane.matter_id
    assert number is not None
    qtbot.waitUntil(lambda: page.pane.warning is not None)
    assert cells(page.table)[0][:4] == ["Yellow", "", "暴雨黄色预警", "金水区、二七区"]
    assert page.pane.next.text() == "Lift…"
    run(page, "change")
    form.colour.setCurrentIndex(form.colour.findData(Colour.RED))
    type_into(form.text, "雨势加强")
    run(page, "next")
    settle(qtbot, tools)
    assert room.read(warning_in_full, number).facts.colour == Colour.RED
    run(page, "next")
    assert page.focusWidget() is page.pane.lifting.text
    enter(page.pane.lifting.text)
    settle(qtbot, tools)
    assert room.read(warning_in_full, number).matter.state == State.CLOSED
    assert list(page.table.register.ids) == []


def test_what_was_typed_stays_and_a_change_touches_only_what_was_changed(page, qtbot, tools, room):
    number = registered(room)
    shown(qtbot, tools, page, number)
    run(page, "change")
    form = page.entry.form
    type_into(form.action, "停课停运")
    QTest.keyClick(form.action, KEY.Key_Escape)
    assert page.faces.currentWidget() is page.list
    run(page, "change")
    assert form.action.toPlainText() == "停课停运"
    form.send.click()
    settle(qtbot, tools)
    found = room.read(warning_in_full, number)
    assert (found.facts.action, found.facts.onset_at, found.facts.areas) == ("停课停运", room.now, FACTS.areas)
    assert [name for name, *_ in found.common.steps[-1].changes] == ["action"]


def test_exercises_are_marked_and_have_a_view_of_their_own(page, qtbot, tools, room, language):
    registered(room)
    registered(room, status=Status.EXERCISE, colour=Colour.RED)
    page.arrive(None)
    settle(qtbot, tools)
    assert [line[1:3] for line in cells(page.table)] == [["", "暴雨黄色预警"]]
    page.bar.view.setCurrentIndex(page.bar.view.findData("status:exercise"))
    settle(qtbot, tools)
    assert [line[:3] for line in cells(page.table)] == [["Red", "演练", "【演练】暴雨红色预警"]]
    language(load_wording("zh_CN"))
    assert page.register.text() == "登记…"
    assert cells(page.table)[0][0] == "红色"


def test_a_warning_is_linked_by_number_and_leads_to_the_other_matter(page, qtbot, tools, room, heard):
    number, other = registered(room), int(room.do(register_notice, a_notice()))
    shown(qtbot, tools, page, number)
    run(page, "link")
    type_into(page.pane.linking.other, "收〔2026〕9号")
    enter(page.pane.linking.other)
    settle(qtbot, tools)
    assert page.pane.linking.other.accessibleDescription() == "There is no matter 收〔2026〕9号."
    type_into(page.pane.linking.other, "收(2026)1号")
    enter(page.pane.linking.other)
    settle(qtbot, tools)
    page.pane.links.layout().itemAt(0).widget().click()
    assert heard.places[-1] == Place("notices", id=other)


def test_a_cap_file_says_what_it_would_do_first_and_is_saved_again(page, qtbot, tools, room, tmp_path, monkeypatch):
    path = tmp_path / "in.xml"
    path.write_text(GOOD, "utf-8")
    room.wait(hours=24)
    page.files.read(path)
    settle(qtbot, tools)
    preview = page.files.preview
    assert preview.cells(preview.rows.rows[0])[1:4] == ("registered", "【演练】市气象台发布暴雨橙色预警", "an exercise")
    assert room.read(open_warnings) == []
    preview.accept.click()
    settle(qtbot, tools)
    found = room.read(warning_in_full, 1)
    assert found.facts.status == Status.EXERCISE
    page.files.read(path)
    settle(qtbot, tools)
    assert not preview.accept.isVisible()
    target = tmp_path / "out.xml"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    page.files.save(1, "x")
    settle(qtbot, tools)
    assert read_cap(target)[0].identifier == "A1"
    path.write_text("<feed/>", "utf-8")
    page.files.read(path)
    settle(qtbot, tools)
    assert page.faces.currentWidget() is page.list


def test_the_desk_shows_what_is_in_force_and_leads_there(qtbot, tools, room, look, heard):
    number = registered(room)
    registered(room, status=Status.EXERCISE, colour=Colour.RED)
    made = DeskPage(tools)
    made.resize(1100, 640)
    qtbot.addWidget(made)
    made.show()
    made.arrive(None)
    settle(qtbot, tools)
    lines = [button.text() for button in made.today.warnings.lines if not button.isHidden()]
    assert len(lines) == 1
    assert lines[0].startswith("暴雨黄色预警 · until")
    made.today.warnings.lines[0].click()
    assert heard.places[-1] == Place("warnings", id=number)


def test_the_handover_proposes_the_warnings_of_the_register(qtbot, room, look):
    shift = room.start()
    number = registered(room)
    registered(room, status=Status.EXERCISE)
    (line,) = room.read(read_checklist, shift).warnings
    assert line.startswith("暴雨黄色预警（金水区、二七区），")
    forms = NotesForms()
    forms.propose((line,), ("《示例预案》Ⅲ级响应（突〔2026〕1号 内涝）",))
    forms.warnings.setPlainText("大雾黄色预警")
    forms.take_warnings.click()
    assert forms.warnings.lines() == ("大雾黄色预警", line)
    assert forms.responses.lines() == ("《示例预案》Ⅲ级响应（突〔2026〕1号 内涝）",)
    assert forms.take_warnings.isHidden()
    room.do(lift_warning, LiftWarning(id=number))
    assert room.read(read_checklist, shift).warnings == ()
