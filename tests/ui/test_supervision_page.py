"""The register of supervision by keyboard: set up, assign, urge in a colour, feedback, close; results; by unit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.actions.matters import assign
from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.supervision import supervision_in_full
from dutyroom.rules.matter import State, StepKind
from dutyroom.rules.matter_steps import Assign, AssignTo
from dutyroom.rules.supervision import Basis, SetUpSupervision
from dutyroom.ui.page import Place
from dutyroom.ui.parts.matter.notice_pane import NoticePane
from dutyroom.ui.registers.supervision import SupervisionPage
from tests.actions.matters import Flow
from tests.ui.acting import KEY, pick, settle, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, tools, look):
    made = SupervisionPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 520)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def put(room, title="积水点整治", **named) -> int:
    usual = {"basis": Basis.INSTRUCTION, "title": title, "asked": "月底前完成", "leader": "王建国"}
    return int(room.do(set_up_supervision, SetUpSupervision(**{**usual, **named})))


def hand(room, number, unit) -> None:
    room.do(assign, Assign(id=number, units=(AssignTo(unit=unit),)))


def shown(qtbot, tools, page, number):
    page.arrive(Place("supervision", id=number))
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: page.pane.supervision is not None and page.pane.matter_id == number)


def enter(widget):
    QTest.keyClick(widget, KEY.Key_Return)


def run(page, name):
    next(command for command in page.commands() if command.name == f"supervision.{name}").run()


def cells(table):
    model = table.register
    return [[column.text(model.row(place)) for column in model.columns] for place in range(len(model.ids))]


def test_from_setting_up_to_closing_by_keyboard(page, qtbot, tools, room):
    assert "Nothing is under supervision" in page.table.empty.sentence.text()
    run(page, "new")
    settle(qtbot, tools)
    form = page.new.form
    assert page.focusWidget() is form.basis
    type_into(form.title, "嵩山路积水点整治")
    type_into(form.asked, "月底前完成改造")
    pick(form.leader, "wjg")
    enter(form.title)
    settle(qtbot, tools)
    number = page.pane.matter_id
    assert number is not None
    qtbot.waitUntil(lambda: page.pane.supervision is not None)
    assert page.pane.number.text() == "督〔2026〕1号"
    assert page.pane.next.text() == "Assign…"
    run(page, "next")
    settle(qtbot, tools)
    type_into(page.pane.form.units.picker, "水利局")
    enter(page.pane.form.units.picker)
    page.pane.form.send.setFocus()
    enter(page.pane.form.send)
    settle(qtbot, tools)
    assert room.read(matter_in_full, number).matter.lead == "水利局"
    run(page, "urge")
    assert page.focusWidget() is page.pane.urging.text
    assert page.pane.urging.colour.currentText() == "blue"
    type_into(page.pane.urging.text, "请抓紧办理")
    enter(page.pane.urging.text)
    settle(qtbot, tools)
    assert cells(page.table)[0][-1] == "blue 1×"
    page.pane.begin(StepKind.FEEDBACK)
    type_into(page.pane.form.text, "已完成改造")
    enter(page.pane.form.text)
    settle(qtbot, tools)
    assert (
        page.pane.next.text() == "Close the matter…" or room.read(matter_in_full, number).matter.state == State.ANSWERED
    )
    run(page, "next")
    type_into(page.pane.form.text, "现场核查通过，销号")
    enter(page.pane.form.text)
    settle(qtbot, tools)
    assert room.read(matter_in_full, number).matter.state == State.CLOSED
    assert list(page.table.register.ids) == []


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(page, qtbot, tools, room):
    run(page, "new")
    settle(qtbot, tools)
    form = page.new.form
    type_into(form.title, "嵩山路积水点整治")
    enter(form.title)
    settle(qtbot, tools)
    assert form.asked.accessibleDescription() == "Enter what is to be done."
    type_into(form.asked, "月底前完成改造")
    enter(form.title)
    settle(qtbot, tools)
    assert form.leader.accessibleDescription() == "Name the leader whose instruction it is."
    assert page.focusWidget() is form.leader
    type_into(form.due_at, "no time")
    enter(form.title)
    assert form.due_at.accessibleDescription()
    QTest.keyClick(form.title, KEY.Key_Escape)
    assert page.faces.currentWidget() is page.list
    run(page, "new")
    assert (form.title.text(), form.asked.toPlainText()) == ("嵩山路积水点整治", "月底前完成改造")


def test_the_fields_follow_the_basis_and_the_limit_is_said_beforehand(page, qtbot, tools, room):
    run(page, "new")
    settle(qtbot, tools)
    qtbot.wait(200)
    settle(qtbot, tools)
    form = page.new.form
    assert form.leader.isVisible()
    assert not form.proposers.isVisible()
    assert "by rule Leader's instruction: close within" in form._hints["due_at"]
    form.basis.setCurrentIndex(form.basis.findData("cppcc"))
    qtbot.wait(200)
    settle(qtbot, tools)
    assert form.proposers.isVisible()
    assert not form.leader.isVisible()
    assert "by rule CPPCC member's proposal: answer within" in form._hints["due_at"]
    type_into(form.leader, "张三")  # hidden: it keeps its words and is not sent
    assert form._so_far().leader == ""


def test_a_colour_that_goes_back_is_refused_beside_it(page, qtbot, tools, room):
    number = put(room)
    hand(room, number, "水利局")
    shown(qtbot, tools, page, number)
    for colour in ("blue", "orange"):
        run(page, "urge")
        assert page.pane.urging.colour.currentText() == colour
        enter(page.pane.urging.text)
        settle(qtbot, tools)
    run(page, "urge")
    page.pane.urging.colour.setCurrentIndex(0)
    enter(page.pane.urging.text)
    settle(qtbot, tools)
    assert "orange notice already" in page.pane.urging.colour.accessibleDescription()
    assert room.read(supervision_in_full, number).facts.colour == "orange"


def test_what_nobody_has_in_hand_cannot_be_urged(page, qtbot, tools, room, heard):
    shown(qtbot, tools, page, put(room))
    run(page, "urge")
    assert heard.said == ["No unit has 督〔2026〕1号 in hand to be urged."]
    assert not page.pane.urging.isVisible()


def test_the_result_of_a_proposal(page, qtbot, tools, room):
    number = put(room, basis=Basis.NPC, proposers="示例代表", proposal_number="第12号")
    hand(room, number, "教育局")
    shown(qtbot, tools, page, number)
    run(page, "result")
    form = page.pane.result
    enter(form.reply_number)
    settle(qtbot, tools)
    assert form.result.accessibleDescription()
    form.result.setCurrentIndex(form.result.findData("B"))
    type_into(form.reply_number, "郑政办函〔2026〕3号")
    type_into(form.met_on, "2026-13-40")
    enter(form.reply_number)
    settle(qtbot, tools)
    assert form.met_on.accessibleDescription() == "Write the date as 2026-11-23, or leave it empty."
    type_into(form.met_on, "2026-11-20")
    form.satisfied.setCurrentIndex(form.satisfied.findData("no"))
    enter(form.reply_number)
    settle(qtbot, tools)
    facts = room.read(supervision_in_full, number).facts
    assert (facts.result, facts.satisfied, facts.redo_count, str(facts.met_on)) == ("B", "no", 1, "2026-11-20")
    assert ("Result of the proposal", "B: being solved or planned") in page.pane.facts.values()


def test_an_instruction_has_no_result(page, qtbot, tools, room, heard):
    shown(qtbot, tools, page, put(room))
    run(page, "result")
    assert heard.said == ["Only proposals of deputies and members have such a result."]
    assert not page.pane.result.isVisible()


def test_the_overview_narrows_the_list_to_a_unit(page, qtbot, tools, room):
    late = put(room, "逾期的", due_at=room.now + timedelta(days=1))
    calm = put(room, "正常的")
    alone = put(room, "未交办的")
    hand(room, late, "水利局")
    hand(room, calm, "城市管理局")
    room.wait(days=2)
    run(page, "units")
    settle(qtbot, tools)
    table = page.overview.table
    assert page.focusWidget() is table
    rows = cells(table)
    assert rows[0][0] == "水利局"
    assert rows[0][-1] == "0 % (0/1)"
    assert "3 open, 1 of them past the limit" in page.overview.sum.text()
    enter(table)
    settle(qtbot, tools)
    assert page.faces.currentWidget() is page.list
    assert list(page.table.register.ids) == [late]
    page.bar.show_unit("")
    settle(qtbot, tools)
    assert list(page.table.register.ids) == [alone]
    page.bar.view.setCurrentIndex(page.bar.view.findData("light:red"))
    page.bar.words.clear()
    settle(qtbot, tools)
    assert list(page.table.register.ids) == [late]
    run(page, "units")
    QTest.keyClick(table, KEY.Key_Escape)
    assert page.faces.currentWidget() is page.list


def test_the_list_narrows_by_basis_and_says_what_an_empty_one_means(page, qtbot, tools, room):
    put(room)
    target = put(room, basis=Basis.TARGET)
    page.bar.basis.setCurrentIndex(page.bar.basis.findData("target"))
    settle(qtbot, tools)
    assert list(page.table.register.ids) == [target]
    page.bar.basis.setCurrentIndex(page.bar.basis.findData("paper"))
    settle(qtbot, tools)
    assert page.table.empty.sentence.text() == "No supervised matter answers this filter."
    page.table.empty.step.click()
    settle(qtbot, tools)
    assert len(page.table.register.ids) == 2


def test_a_notice_is_put_under_supervision(page, qtbot, tools, room, heard):
    notice = Flow(room)
    pane = NoticePane(tools)
    qtbot.addWidget(pane)
    pane.show_matter(notice.id)
    qtbot.waitUntil(lambda: pane.full is not None, timeout=10_000)
    pane._offer()
    next(action for action in pane.more.menu().actions() if action.text() == "Put under supervision…").trigger()
    assert heard.places == [Place("supervision", step=f"from:{notice.id}")]
    page.arrive(heard.places[0])
    settle(qtbot, tools)
    form = page.new.form
    assert form.title.text() == "关于做好强降雨防范工作的紧急通知"
    assert form.basis.currentData() == "paper"
    enter(form.title)
    settle(qtbot, tools)
    link = room.read(supervision_in_full, page.pane.matter_id).common.links[0]
    assert (link.other_id, link.relation) == (notice.id, "grew_out_of")


def test_a_narrow_page_shows_one_after_the_other(page, qtbot, tools, room):
    number = put(room)
    page.resize(800, 480)
    assert page.width() == 800
    shown(qtbot, tools, page, number)
    assert not page.table.isVisible()
    QTest.keyClick(page.pane.next, KEY.Key_Escape)
    assert page.table.isVisible()


def test_every_pose_can_be_taken(page, qtbot, tools, room):
    number = put(room)
    hand(room, number, "水利局")
    shown(qtbot, tools, page, number)
    faces = []
    for _, pose in page.poses():
        pose()
        settle(qtbot, tools)
        faces.append(page.faces.currentWidget())
    assert faces == [page.list, page.list, page.list, page.overview, page.new]


def test_each_unit_is_urged_in_its_own_colour_and_its_notice_printed(page, qtbot, tools, room, heard):
    number = put(room)
    hand(room, number, "水利局")
    hand(room, number, "气象局")
    shown(qtbot, tools, page, number)
    for _ in range(2):
        run(page, "urge")
        enter(page.pane.urging.text)
        settle(qtbot, tools)
    run(page, "urge")
    form = page.pane.urging
    assert (form.assignment.currentText(), form.colour.currentText()) == ("水利局", "red")
    form.assignment.setCurrentIndex(form.assignment.findText("气象局"))
    assert form.colour.currentText() == "blue", "the other unit has had none"
    enter(form.text)
    settle(qtbot, tools)
    assert ("气象局", "blue", 1) in page.pane._notices(page.pane.supervision)
    assert "orange notice" in page.pane.timeline.toPlainText()
    page.pane.more.menu().aboutToShow.emit()
    actions = {action.text(): action for action in page.pane.more.menu().actions()}
    actions["Print the orange notice to 水利局…"].trigger()
    assert heard.papers[-1].title.endswith("水利局")
    assert heard.papers[-1].make().startswith(b"%PDF")


def test_all_that_are_overdue_are_urged_by_one_question_each_in_its_next_colour(page, qtbot, tools, room):
    numbers = [
        put(room, title=f"积水点{n}", due_at=room.now + timedelta(hours=hours)) for n, hours in enumerate((1, 2, 99))
    ]
    for number in numbers:
        hand(room, number, "水利局")
    room.wait(hours=3)
    page.arrive(None)
    settle(qtbot, tools)
    run(page, "urge_all")
    settle(qtbot, tools)
    assert page.urging.send.text() == "Urge 2"
    assert page.pane.isHidden()
    QTest.keyClicks(page.urging.reason, "qing su ban")
    enter(page.urging.reason)
    settle(qtbot, tools)
    assert [room.read(supervision_in_full, number).facts.colour for number in numbers] == ["blue", "blue", ""]
    page.table.selectAll()
    run(page, "urge_all")
    settle(qtbot, tools)
    assert page.urging.send.text() == "Urge 3"
    run(page, "next")
    settle(qtbot, tools)
    colours = [room.read(supervision_in_full, number).facts.colour for number in numbers]
    assert colours == ["orange", "orange", "blue"]
    assert page.urging.isHidden()
