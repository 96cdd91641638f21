"""The register of issued papers by keyboard: drafted, edited, checked, signed, issued, acknowledged, corrected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.actions.briefing_parts import edit_part, set_recipients
from dutyroom.actions.briefings import issue_briefing, sign_briefing, submit_briefing
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.briefings import BriefingSearch, briefing_in_full, find_briefings
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.log import entry_record
from dutyroom.data.queries.papers import kept_paper
from dutyroom.rules.briefing import (
    Addressee,
    BriefingKind,
    BriefingState,
    ComposeBriefing,
    EditPart,
    IssueBriefing,
    SetRecipients,
    SignBriefing,
    SubmitBriefing,
    TypedPart,
)
from dutyroom.ui.page import Place
from dutyroom.ui.parts.briefing.part_list import HEAD, NEW
from dutyroom.ui.parts.briefing.steps import Step
from dutyroom.ui.parts.matter.words import place_of_record
from dutyroom.ui.parts.paper_dialog import PaperDialog
from dutyroom.ui.registers.briefings import BriefingsPage
from tests.actions.test_incidents import taken
from tests.samples import PASSWORD
from tests.ui.acting import KEY, settle, type_into

MINUTES = ComposeBriefing(
    kind=BriefingKind.MINUTES,
    title="值班工作例会纪要（样例）",
    fields=(("时间", "2026年11月23日9时"), ("地点", "第一会议室（样例）"), ("参加人员", "王建国、李秀英")),
    parts=(TypedPart(text="会议听取了上周值班情况汇报。"), TypedPart(text="会议要求加强值守。")),
)


def made(qtbot, tools) -> BriefingsPage:
    page = BriefingsPage(tools)
    tools.courier.changed.connect(page.heard)
    qtbot.addWidget(page)
    page.resize(950, 560)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot, tools, look, room):
    room.start()
    found = made(qtbot, tools)
    found.arrive(None)
    settle(qtbot, tools)
    yield found
    settle(qtbot, tools)


def run(page, name):
    next(command for command in page.commands() if command.name == f"briefings.{name}").run()


def enter(widget):
    QTest.keyClick(widget, KEY.Key_Return)


def full(room, number):
    return room.read(briefing_in_full, number)


def parts(page):
    return [page.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(page.list.count())]


def with_minutes(qtbot, tools, page, room) -> int:
    number = room.do(compose_briefing, MINUTES)
    page.arrive(Place("briefings", id=number))
    settle(qtbot, tools)
    return number


def test_from_the_day_with_one_key_to_the_receipt(page, qtbot, tools, room, heard):
    told = room.write("样例路一处树木倒伏，已通知园林部门。", important=True)
    room.wait(days=1)
    assert "Nothing has been issued yet" in page.table.empty.sentence.text()
    run(page, "day")
    run(page, "day")  # pressed twice
    settle(qtbot, tools)
    (number,) = room.read(find_briefings, BriefingSearch())
    editor = page.editor
    assert editor.isVisible()
    part = next(part for part in full(room, number).parts if part.sources and part.sources[0].seq == told)
    editor.list.choose(part.id)
    assert editor.form.provenance.links[0].full_text().startswith(f"Entry {told}: 样例路")
    editor.form.provenance.links[0].click()
    assert heard.places[-1] == Place("log", id=told)
    enter(editor.list)
    assert page.focusWidget() is editor.form.text
    type_into(editor.form.text, part.text.replace("树木倒伏", "树木倒伏一棵"))
    run(page, "next")
    settle(qtbot, tools)
    row = next(row for row in full(room, number).parts if row.id == part.id)
    assert (row.is_edited, row.drafted) == (True, part.text)
    assert editor.form.provenance.drafted.text() == part.text
    run(page, "check")
    settle(qtbot, tools)
    assert "Nobody is named to whom it goes." in editor.findings.lines.item(0).text()
    enter(editor.findings.lines)
    assert editor.isHidden()
    settle(qtbot, tools)
    form = page.pane.forms.recipients
    type_into(form.main.picker, "市政府领导（样例）")
    enter(form.main.picker)
    run(page, "next")
    settle(qtbot, tools)
    assert [row.name for row in full(room, number).recipients] == ["市政府领导（样例）"]
    assert page.pane.next.text() == "Submit for review"
    run(page, "next")
    settle(qtbot, tools)
    run(page, "next")
    settle(qtbot, tools)
    sign = page.pane.forms.sign
    assert page.focusWidget() is sign.password
    enter(sign.password)
    assert "password" in sign.password.accessibleDescription()
    QTest.keyClicks(sign.password, PASSWORD)
    enter(sign.password)
    settle(qtbot, tools)
    assert full(room, number).row.signed_by == "王建国"
    run(page, "next")
    settle(qtbot, tools)
    issue = page.pane.forms.issue
    assert (issue.findings.errors, issue.findings.warnings > 0) == (0, True)
    run(page, "next")  # not accepted yet
    settle(qtbot, tools)
    assert full(room, number).row.state == BriefingState.SIGNED
    type_into(issue.accepted, "名称为样例")
    enter(issue.accepted)
    settle(qtbot, tools)
    row = full(room, number).row
    assert (row.number, row.accepted) == ("2026年第1期", "名称为样例")
    assert page.pane.kind.text() == "Daily duty situation · 2026年第1期"
    run(page, "print")
    kept = room.read(kept_paper, "briefing", number, "zh_CN")
    assert heard.papers[-1].make() == kept
    assert heard.papers[-1].make() == kept
    run(page, "next")
    receipt = page.pane.forms.receipt
    type_into(receipt.by, "丁样例")
    enter(receipt.by)
    settle(qtbot, tools)
    assert full(room, number).recipients[0].receipt_by == "丁样例"
    assert not page.pane.next.isVisible()


def test_what_is_typed_stays_with_its_paragraph_and_outlives_the_window(page, qtbot, tools, room):
    number = with_minutes(qtbot, tools, page, room)
    run(page, "edit")
    settle(qtbot, tools)
    first, second = (part.id for part in full(room, number).parts)
    page.editor.list.choose(second)
    type_into(page.editor.form.text, "写了一半")
    page.editor.list.choose(first)
    assert "not kept yet" in page.editor.list.item(2).text()
    page.editor.do("add")
    assert parts(page.editor) == [HEAD, first, NEW, second]
    type_into(page.editor.form.text, "新的一段")
    QTest.keyClick(page.editor.form.text, KEY.Key_Escape)
    settle(qtbot, tools)
    assert page.editor.isHidden()
    again = made(qtbot, tools)
    again.arrive(Place("briefings", id=number))
    settle(qtbot, tools)
    again.editor.begin(number, second)
    settle(qtbot, tools)
    assert again.editor.form.text.toPlainText() == "写了一半"
    again.step_on()
    settle(qtbot, tools)
    again.editor.list.choose(NEW)
    assert again.editor.form.text.toPlainText() == "新的一段"
    again.step_on()
    settle(qtbot, tools)
    assert [part.text for part in full(room, number).standing] == [MINUTES.parts[0].text, "新的一段", "写了一半"]
    assert again.editor.typed.numbers == set()


def test_paragraphs_are_moved_taken_out_and_put_back_by_key(page, qtbot, tools, room):
    number = with_minutes(qtbot, tools, page, room)
    first, second = (part.id for part in full(room, number).parts)
    page.editor.begin(number, second)
    settle(qtbot, tools)
    QTest.keyClick(page.editor.list, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, tools)
    assert [part.id for part in full(room, number).parts] == [second, first]
    QTest.keyClick(page.editor.list, KEY.Key_Delete)
    settle(qtbot, tools)
    assert [part.id for part in full(room, number).standing] == [first]
    assert page.editor.buttons["remove"].text() == "Put back"
    page.editor.buttons["remove"].click()
    settle(qtbot, tools)
    assert len(full(room, number).standing) == 2


def test_a_paragraph_that_somebody_changed_meanwhile_is_shown_side_by_side(page, qtbot, tools, room):
    number = with_minutes(qtbot, tools, page, room)
    part = full(room, number).parts[0]
    page.editor.begin(number, part.id)
    settle(qtbot, tools)
    type_into(page.editor.form.text, "我的文字")
    room.do(edit_part, EditPart(id=part.id, version=part.version, part=TypedPart(text="他的文字")), by="张伟")
    page.step_on()
    settle(qtbot, tools)
    assert page.editor.side.isVisible()
    assert full(room, number).parts[0].text == "他的文字"
    QTest.keyClick(page.editor.side, KEY.Key_Escape)
    assert page.editor.form.text.toPlainText() == "我的文字"


def test_an_error_leads_to_its_paragraph_and_blocks_the_issue(page, qtbot, tools, room):
    number = with_minutes(qtbot, tools, page, room)
    part = full(room, number).parts[1]
    room.do(edit_part, EditPart(id=part.id, version=part.version, part=TypedPart(text="由____负责。")))
    page.pane.refresh()
    run(page, "check")
    settle(qtbot, tools)
    found = page.editor.findings
    assert found.errors == 1
    enter(found.lines)
    assert page.editor.list.current() == part.id
    assert page.editor.form.text.textCursor().selectedText() == "____"
    page.editor.close_over()
    run(page, "next")
    settle(qtbot, tools)
    run(page, "next")
    settle(qtbot, tools)
    QTest.keyClicks(page.pane.forms.sign.password, PASSWORD)
    run(page, "next")
    settle(qtbot, tools)
    run(page, "next")
    settle(qtbot, tools)
    issue = page.pane.forms.issue
    assert not issue.send.isVisible()
    issue.send_back.click()
    why = page.pane.forms.why
    type_into(why.reason, "负责人待填")
    enter(why.reason)
    settle(qtbot, tools)
    row = full(room, number).row
    assert (row.state, row.returned_because) == (BriefingState.DRAFT, "负责人待填")


def test_typed_notice_is_drafted_in_the_sheet_and_the_list_is_narrowed(page, qtbot, tools, room, language):
    run(page, "new")
    form = page.compose.form
    form.kind.setCurrentIndex(form.kind.findData(BriefingKind.MEETING_NOTICE))
    assert form.fields.toPlainText().startswith("时间：")
    type_into(form.title, "关于召开例会的通知（样例）")
    form.text.setPlainText("# 一、议题\n研究值班工作。")
    QTest.keyClick(form.title, KEY.Key_Escape)
    run(page, "new")
    assert form.title.text() == "关于召开例会的通知（样例）"
    run(page, "next")
    settle(qtbot, tools)
    (number,) = room.read(find_briefings, BriefingSearch())
    assert [part.level for part in full(room, number).parts] == [1, 0]
    page.editor.close_over()
    page.bar.show_which(BriefingState.ISSUED.value)
    settle(qtbot, tools)
    assert "No briefing answers this filter." in page.table.empty.sentence.text()
    language(load_wording("zh_CN"))
    assert page.table.empty.sentence.text() == "没有符合筛选条件的值班信息。"
    assert page.title() == "值班信息"
    page.table.empty.step.click()
    settle(qtbot, tools)
    assert list(page.table.register.ids) == [number]


def test_the_morning_set_is_one_stack_and_names_what_is_not_in_it(page, qtbot, tools, room, heard):
    run(page, "morning")
    settle(qtbot, tools)
    paper = heard.papers[-1]
    assert paper.title == "Morning set of 2026-11-22"
    assert paper.remark == "Not in it: Handover report: No shift has been handed over yet."
    assert paper.make().startswith(b"%PDF")
    paper.printed()
    settle(qtbot, tools)
    assert sum(entry.event == "paper.printed" for entry in room.read(last_entries, 3)) == 2
    dialog = PaperDialog(tools, paper)
    qtbot.addWidget(dialog)
    settle(qtbot, tools)
    assert dialog.remark.text() == paper.remark


def test_an_issued_paper_is_withdrawn_corrected_and_found_from_the_log(page, qtbot, tools, room):
    number = issued_minutes(room)
    page.arrive(Place("briefings", id=number))
    settle(qtbot, tools)
    page.pane.take(Step.WITHDRAW)
    why = page.pane.forms.why
    type_into(why.reason, "地点有误（样例）")
    enter(why.reason)
    settle(qtbot, tools)
    assert full(room, number).row.state == BriefingState.WITHDRAWN
    entry = room.read(last_entries, 1)[0]
    found = room.read(entry_record, entry.seq).record
    assert found == ("briefing", number)
    assert place_of_record(*found) == Place("briefings", id=number)
    assert page.pane.next.text() == "Draft a correction"
    run(page, "next")
    settle(qtbot, tools)
    later = page.pane.number
    assert full(room, later).row.replaces_id == number
    assert page.table.current_id() == later
    page.pane.take(Step.REPLACED)
    settle(qtbot, tools)
    assert page.pane.number == number
    assert ("Recalled", "地点有误（样例） · 12:00") in page.pane.alerts.values()


def issued_minutes(room) -> int:
    number = room.do(compose_briefing, MINUTES)
    to = (Addressee(name="各单位（样例）"),)
    room.do(set_recipients, SetRecipients(id=number, version=full(room, number).row.version, recipients=to))
    room.do(submit_briefing, SubmitBriefing(id=number, version=full(room, number).row.version))
    leader = {"leader_id": room.id("王建国"), "signer_id": room.id("王建国"), "password": PASSWORD}
    room.do(sign_briefing, SignBriefing(id=number, version=full(room, number).row.version, **leader))
    wish = IssueBriefing(id=number, version=full(room, number).row.version, accepted="样例")
    room.do(issue_briefing, wish, lambda *_: b"%PDF-sample", lambda _: "")
    return number


def test_an_incident_leads_to_its_bulletin(page, qtbot, tools, room):
    incident = taken(room)
    page.arrive(Place("briefings", step="which:signed"))
    assert page.bar.search() == BriefingSearch(states=frozenset({"signed"}))
    page.arrive(Place("briefings", step=f"new:{BriefingKind.EXPRESS}:{incident}"))
    settle(qtbot, tools)
    form = page.compose.form
    assert form.matter_id.choice_id() == incident
    assert form.kind_chosen is BriefingKind.EXPRESS
    run(page, "next")
    settle(qtbot, tools)
    (number,) = room.read(find_briefings, BriefingSearch(matter_id=incident))
    assert page.editor.full is not None
    assert page.editor.full.id == number
    page.editor.list.choose(next(part.id for part in page.editor.full.parts if part.sources))
    assert any("嵩山路" in link.full_text() for link in page.editor.form.provenance.links)
