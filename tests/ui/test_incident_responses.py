"""Plans at work, the call ladder, sending a report and making a drill, from the record of an incident, by keyboard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtTest import QTest

from dutyroom.actions.activation import activate, set_level
from dutyroom.actions.handover import read_checklist
from dutyroom.actions.incident_reports import draft_report, issue_report, sign_report
from dutyroom.actions.plan_versions import keep_version
from dutyroom.data.queries.activations import activations_of, running_activations
from dutyroom.data.queries.drills import drill_in_full
from dutyroom.data.queries.incidents import incident_in_full
from dutyroom.data.queries.plan_versions import plan_versions
from dutyroom.data.queries.plans import plan_in_full, plan_rows
from dutyroom.data.queries.relays import relays_of_matter
from dutyroom.data.startup import open_store
from dutyroom.rules.activation import Activate, SetLevel
from dutyroom.rules.call_ladder import typed_callee
from dutyroom.rules.incident_report import DraftReport, IssueReport, ReportKind, SignReport
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.plan_version import KeepVersion
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Place
from dutyroom.ui.parts.incident import drill_sheet
from dutyroom.ui.parts.incident.response_list import response_said
from dutyroom.ui.registers.desk import DeskPage
from tests.actions.test_activation import a_plan
from tests.actions.test_incidents import taken
from tests.samples import PASSWORD
from tests.ui.acting import KEY, settle, type_into
from tests.ui.plans_kept import shown_page
from tests.ui.test_incidents_page import enter, page, run, shown  # noqa: F401  # page is a fixture


@pytest.fixture
def flood(page, qtbot, tools, room, tmp_path):  # noqa: F811  # the fixture
    """The page at a flood; the library holds a plan for it."""
    number = taken(room, subtype="flood", grade="Ⅳ")
    a_plan(room, tmp_path)
    shown(qtbot, tools, page, number)
    return number


def press(widget, key):
    QTest.keyClick(widget, key)


def test_a_plan_is_activated_ticked_raised_and_ended_by_keyboard(flood, page, qtbot, tools, room, heard):  # noqa: F811  # the fixture
    run(page, "response")
    settle(qtbot, tools)
    sheet = page.sheets.response
    form = sheet.asking
    assert page.focusWidget() is form.plan
    assert form.plan.currentText() == "郑州市示例防汛应急预案"
    assert form.level.currentText() == "level Ⅳ", "as the grade is"
    type_into(form.expected, "24小时")
    enter(form.expected)
    settle(qtbot, tools)
    checklist = sheet.list
    assert page.focusWidget() is checklist.table
    assert checklist.progress.text() == "0 of 2 decided"
    _, second = checklist.table.register.ids
    press(checklist.table, KEY.Key_Space)
    settle(qtbot, tools)
    assert checklist.progress.text() == "1 of 2 decided"
    assert checklist.table.current_id() == second, "the next open one"
    press(checklist.table, KEY.Key_Delete)
    enter(checklist.reason.reason)
    settle(qtbot, tools)
    assert checklist.reason.reason.accessibleDescription() == "Give the reason."
    type_into(checklist.reason.reason, "物资已查")
    enter(checklist.reason.reason)
    settle(qtbot, tools)
    (row,) = room.read(activations_of, flood)
    assert [(item.state, item.done_by, item.remark) for item in row.items] == [
        ("done", "李秀英", ""),
        ("dropped", "李秀英", "物资已查"),
    ]
    enter(checklist.table)
    assert (heard.places[-1].page, heard.places[-1].part) == ("plans", row.items[1].section_id)
    checklist.set_level.click()
    assert checklist.levelling.level.currentText() == "level Ⅲ"
    type_into(checklist.levelling.reason, "雨势加大")
    room.do(set_level, SetLevel(activation_id=row.id, version=row.version, level="Ⅱ", reason="指挥长决定"))
    page.heard(Changed(frozenset({"activation"})))
    settle(qtbot, tools)
    enter(checklist.levelling.reason)
    settle(qtbot, tools)
    assert room.read(activations_of, flood)[0].level == "Ⅲ", "what the other did was read meanwhile"
    checklist.end.click()
    type_into(checklist.ending.outcome, "雨停")
    enter(checklist.ending.outcome)
    settle(qtbot, tools)
    assert "items are open" in checklist.ending.despite.accessibleDescription()
    type_into(checklist.ending.despite, "险情解除")
    enter(checklist.ending.despite)
    settle(qtbot, tools)
    assert room.read(running_activations) == []
    press(sheet, KEY.Key_Escape)
    settle(qtbot, tools)
    assert page.pane.at_work.responses[0].outcome == "雨停"
    assert not sheet.isVisible()


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("李主任 13900000000", ("李主任", "13900000000")),
        ("市排水公司，0371-6722 1234", ("市排水公司", "0371-6722 1234")),
        ("110", ("110", "")),
        (" 省 防指 ", ("省 防指", "")),
    ],
)
def test_somebody_new_is_typed_with_a_number(typed, understood):
    assert typed_callee(typed) == understood


def test_a_response_in_force_is_on_the_desk_and_proposed_for_the_handover(page, qtbot, tools, room, heard, tmp_path):  # noqa: F811  # the fixture
    shift = room.start()
    flood = taken(room, subtype="flood", grade="Ⅳ")
    activation = room.do(activate, Activate(id=flood, plan_id=a_plan(room, tmp_path), level="Ⅲ"))
    line = "《郑州市示例防汛应急预案》Ⅲ级响应（突〔2026〕1号 二七区嵩山路航海路口水旱灾害）"
    assert room.read(read_checklist, shift).responses == (line,)
    desk = DeskPage(tools)
    qtbot.addWidget(desk)
    desk.resize(950, 560)
    desk.show()
    desk.arrive(None)
    settle(qtbot, tools)
    button = desk.today.responses.lines[0]
    assert button.full_text() == "level Ⅲ · 0/3 · 郑州市示例防汛应急预案"
    button.click()
    assert heard.places[-1] == Place("incidents", id=flood, step=f"response:{activation}")
    page.arrive(heard.places[-1])
    settle(qtbot, tools)
    assert page.sheets.response.isVisible()
    assert page.sheets.response.list.progress.text() == "0 of 3 decided"


def test_the_ladder_is_shortened_lengthened_and_called_one_after_the_other(flood, page, qtbot, tools, room):  # noqa: F811  # the fixture
    run(page, "ladder")
    settle(qtbot, tools)
    form = page.sheets.ladder.ladder
    assert page.focusWidget() is form.recipients
    proposed = [each.name for each in form.recipients.ticked()]
    assert "二七区" in proposed
    assert "大货车追尾公交车" in form.text.toPlainText()
    form.recipients.setCurrentCell(0, 1)
    press(form.recipients, KEY.Key_Space)
    type_into(form.more.picker, "李主任 13900000000")
    enter(form.text)
    settle(qtbot, tools)
    (relay,) = room.read(relays_of_matter, flood)
    calls = page.sheets.relay.list
    lines = [calls.table.register.row(place) for place in range(relay.count)]
    assert [line.unit for line in lines] == [*proposed[1:], "李主任"]
    assert lines[-1].phone == "13900000000"
    assert page.focusWidget() is calls.table
    press(calls.table, KEY.Key_N)
    settle(qtbot, tools)
    assert calls.table.current_id() == lines[1].id, "no answer: the next"
    press(page.sheets.relay, KEY.Key_Escape)
    settle(qtbot, tools)
    assert relay.number in page.pane.at_work._column.itemAt(1).widget().full_text()


def test_an_issued_report_is_sent_to_those_to_whom_it_is_owed(flood, page, qtbot, tools, room, heard):  # noqa: F811  # the fixture
    run(page, "send")
    assert heard.said[-1] == "No report was issued yet."
    report = room.do(draft_report, DraftReport(id=flood, kind=ReportKind.FIRST))
    leader = room.id("王建国")
    room.do(sign_report, SignReport(id=report, version=1, leader_id=leader, signer_id=leader, password=PASSWORD))
    room.do(issue_report, IssueReport(id=report, version=2, explanation="现场未联系上"))
    page.pane.refresh()
    settle(qtbot, tools)
    run(page, "send")
    settle(qtbot, tools)
    form = page.sheets.ladder.ladder
    assert form.text.isHidden()
    assert any("市委" in each.name for each in form.recipients.ticked()), "the party in parallel"
    enter(form.acknowledge_by)
    settle(qtbot, tools)
    sent = room.read(incident_in_full, flood).reports[0]
    assert sent.relay_id == room.read(relays_of_matter, flood)[0].id
    assert page.sheets.relay.isVisible()


def test_a_drill_is_made_beside_the_live_folder_and_opened(flood, page, qtbot, tools, room, monkeypatch):  # noqa: F811  # the fixture
    opened = []
    monkeypatch.setattr(drill_sheet, "open_desk", lambda folder, language: opened.append((folder, language)) or True)
    run(page, "drill")
    form = page.sheets.drill.asking
    folder = room.folder.with_name(room.folder.name + "-drill")
    assert form.folder.text() == str(folder)
    type_into(form.folder, str(room.folder))
    enter(form.folder)
    settle(qtbot, tools)
    assert "holds a duty room already" in form.folder.accessibleDescription()
    type_into(form.folder, str(folder))
    form.speed.setCurrentIndex(2)
    enter(form.speed)
    settle(qtbot, tools)
    assert opened == [(folder, "en")]
    made = open_store(folder, clock=lambda: room.now + timedelta(minutes=1))
    with made.reading() as session:
        assert drill_in_full(session).speed == 5
    assert made.kind == "drill"
    made.close()


def test_a_response_goes_on_by_the_version_that_it_began_with(flood, page, qtbot, tools, room, heard, courier):  # noqa: F811  # the fixture
    plan_id = room.read(plan_rows)[0].id
    number = room.do(activate, Activate(id=flood, plan_id=plan_id, level="Ⅳ"))
    kept = room.read(plan_in_full, plan_id)
    sections = tuple((s.level, s.number, s.title, s.body + "另行报告。") for s in kept.sections)
    plan = kept.plan
    revised = KeepPlan(
        title=plan.title, kind=plan.kind, issuer="", number="", issued_on=None, text_missing=False, sections=sections,
        file_name="b.txt", path="",
    )  # fmt: skip
    room.do(keep_version, KeepVersion(plan_id=plan.id, keep=revised))
    (row,) = room.read(activations_of, flood)
    assert (row.plan_version, row.plan_current, row.is_superseded) == (1, 2, True)
    assert "(version 1)" in response_said(row)
    known = room.read(plan_versions, plan.id, date(2026, 11, 23))
    assert [[use.matter_id for use in version.uses] for version in known.versions] == [[], [flood]]
    shown(qtbot, tools, page, flood)
    page.sheets.response.show_response(flood, number)
    settle(qtbot, tools)
    checklist = page.sheets.response.list
    assert "version 1, by which it began; version 2 is in force now" in checklist.facts.text()
    checklist.show_section()
    place = heard.places[-1]
    assert (place.id, place.step) == (plan.id, "version:1")
    library = shown_page(qtbot, courier, tools)
    library.arrive(place)
    settle(qtbot, tools)
    assert library.view.reader.plan.plan.text_id == row.text_id
    assert library.view.reader.section_shown().id == place.part
    assert library.view.reader.chip.text() == "not in force"
