"""The register of notices by keyboard: registering from a pasted text, the next step, refusals, drafts, filters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel

from dutyroom.actions.matters import close, propose
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.rules.matter import State, StepKind
from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter
from dutyroom.rules.matter_steps import Close, Propose
from dutyroom.rules.notice import Channel
from dutyroom.ui.page import Place
from dutyroom.ui.registers.notices import NoticesPage
from tests.actions.matters import Flow, replied_by
from tests.ui.acting import type_into

TEXT = """示例汛电〔2026〕12号
关于切实做好强降雨防范工作的紧急通知
各区县（市）人民政府：
    据气象部门预报，今夜到明天全市有大到暴雨。请立即部署，于11月24日18时前报送落实情况。
示例省防汛抗旱指挥部办公室
2026年11月23日
"""


@pytest.fixture
def life():
    return two_notices


def two_notices(room):
    """The first of them is assigned."""
    room.start()
    first = Flow(room, limits=(replied_by(room, hours=24),))
    first.propose()
    first.instruct()
    first.assign("水利局")
    room.wait(minutes=5)
    Flow(
        room,
        title="关于秸秆禁烧的通知",
        source="省生态环境厅",
        urgency="平件",
        document_number="",
        channel=Channel.PAPER,
    )


@pytest.fixture
def page(qtbot, room, tools, look, settled, courier):
    """The register with two notices."""
    made = NoticesPage(tools)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    qtbot.waitUntil(lambda: made.pane.full is not None, timeout=10_000)
    settled()
    return made


def titles(page) -> list[str]:
    return [page.table.register.row(place).matter.title for place in range(len(page.table.register.ids))]


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def fill(page, settled, text: str = TEXT) -> None:
    page.begin_registering()
    settled()
    page.entry.content.setPlainText(text)
    QTest.qWait(420)
    settled()


def test_the_newest_stands_first_and_is_read_beside_the_table(page):
    QAbstractItemModelTester(page.table.register, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert titles(page) == ["关于秸秆禁烧的通知", "关于做好强降雨防范工作的紧急通知"]
    assert page.pane.full.matter.title == "关于秸秆禁烧的通知"
    assert page.pane.next.text() == "Propose…"


def test_a_word_that_is_no_grade_is_a_hint_and_a_long_proposal_shows_how_it_begins(page, settled):
    page.begin_registering()
    settled()
    form = page.entry.form
    fill(
        page,
        settled,
        "关于做好防汛工作的紧急通知\n各区县（市）人民政府：\n请加强值守。\n示例市防汛抗旱指挥部办公室（应急管理局）\n",
    )
    assert form.urgency.currentText() == ""
    assert form._fields["urgency"][2].text() == "The text says “紧急”: choose the grade."
    assert (form.source.cursorPosition(), form.line("title").cursorPosition()) == (0, 0)
    form.urgency.setCurrentText("特急")
    form.urgency.activated.emit(form.urgency.currentIndex())
    assert form._fields["urgency"][2].text() == ""


def test_the_filled_button_is_the_next_step_and_takes_it(page, room, settled):
    page.table.choose(1)
    QTest.qWait(80)
    settled()
    assert page.pane.next.text() == "Sign for…"
    page.pane.begin_next()
    settled()
    page.pane.form.person.setText("陈科长")
    press(page.pane.form.person, Qt.Key.Key_Return)
    settled()
    full = room.read(matter_in_full, 1)
    assert (full.matter.state, full.assignments[0].signed_by) == (State.IN_HAND, "陈科长")
    assert page.pane.next.text() == "Feedback…"


def test_a_refused_step_says_why_beside_its_field_and_keeps_what_was_typed(page, room, settled):
    page.pane.begin(StepKind.INSTRUCT)
    settled()
    form = page.pane.form
    form.leader.setText("张伟")
    form.text.setPlainText("请办")
    form.send.click()
    settled()
    assert "张伟" in form.leader.accessibleDescription()
    assert form.text.toPlainText() == "请办"
    form.leader.setText("王建国")
    form.send.click()
    settled()
    assert room.read(matter_in_full, 2).matter.state == State.INSTRUCTED
    assert form.isHidden()


def test_what_is_typed_for_a_step_stays_with_its_matter(page, settled):
    page.pane.begin(StepKind.PROPOSE)
    settled()
    page.pane.form.text.setPlainText("拟请生态环境局办理")
    page.table.choose(1)
    QTest.qWait(80)
    settled()
    assert page.pane.form.isHidden()
    page.table.choose(2)
    QTest.qWait(80)
    settled()
    page.pane.begin(StepKind.PROPOSE)
    assert page.pane.form.text.toPlainText() == "拟请生态环境局办理"


def test_units_are_chosen_by_typing_and_the_first_leads(page, room, settled):
    page.pane.begin(StepKind.ASSIGN)
    settled()
    picker = page.pane.form.units.picker
    for initials in ("sthjj", "qxj"):
        QTest.keyClicks(picker, initials)
        press(picker, Qt.Key.Key_Return)
    assert page.pane.form.units.names() == ["生态环境局", "气象局"]
    page.pane.form.send.click()
    settled()
    rows = room.read(matter_in_full, 2).assignments
    assert [(row.unit, row.role) for row in rows] == [("生态环境局", "lead"), ("气象局", "helper")]


def test_a_pasted_text_fills_the_form_and_enter_registers_it(page, room, settled):
    fill(page, settled)
    form = page.entry.form
    assert form.line("title").text() == "关于切实做好强降雨防范工作的紧急通知"
    assert form.line("document_number").text() == "示例汛电〔2026〕12号"
    assert form.source.text() == "示例省防汛抗旱指挥部办公室"
    assert form.limits.instant() is not None
    form.urgency.setCurrentText("特急")
    press(form.line("title"), Qt.Key.Key_Return)
    settled()
    notice = room.read(notice_in_full, 3)
    assert (notice.matter.number, notice.facts.document_number) == ("收〔2026〕3号", "示例汛电〔2026〕12号")
    assert notice.facts.content.startswith("示例汛电")
    assert page.faces.currentIndex() == 0
    assert page.pane.matter_id == 3


def test_what_somebody_typed_is_never_overwritten_by_a_proposal(page, settled):
    page.begin_registering()
    settled()
    title = page.entry.form.line("title")
    QTest.keyClicks(title, "Flood notice")
    page.entry.content.setPlainText(TEXT)
    QTest.qWait(420)
    settled()
    assert title.text() == "Flood notice"


def test_another_text_takes_back_what_the_first_proposed_and_leaves_what_was_typed(page, settled, qtbot, tools):
    fill(
        page,
        settled,
        "秘密★10年\n特提\n示例发电〔2026〕9号\n关于报送值班安排的通知\n各区县（市）人民政府：\n"
        "    请于11月25日18时前报送值班安排。\n示例省人民政府办公厅\n2026年11月23日\n",
    )
    form = page.entry.form
    proposed = {"channel", "urgency", "secrecy", "secrecy_years", "document_number", "limits", "required"}
    assert proposed <= form._said.keys()
    type_into(form.line("pages"), "3")
    press(form.line("pages"), Qt.Key.Key_Escape)
    settled()
    again = NoticesPage(tools)
    qtbot.addWidget(again)
    fill(again, settled, "关于商请提供资料的函\n示例市水利局：\n    贵局资料已收悉。\n示例市气象局\n2026年11月24日\n")
    form = again.entry.form
    emptied = [form.urgency.currentText(), form.secrecy.currentData(), form.limits.text()]
    emptied += [form.line("document_number").text(), form.line("secrecy_years").text(), form.required.toPlainText()]
    assert emptied == [""] * 6
    assert not proposed & form._said.keys()
    assert form.channel.currentData() == Channel.FAX
    assert (form.line("title").text(), form.line("pages").text()) == ("关于商请提供资料的函", "3")


def test_the_same_notice_again_is_offered_for_linking(page, room, settled):
    fill(page, settled)
    page.entry.form.send.click()
    settled()
    fill(page, settled, TEXT.replace("全市", "全 市"))
    assert "收〔2026〕3号" in page.entry.same_note.text()
    assert page.entry.is_same.isChecked()
    page.entry.form.send.click()
    settled()
    assert [link.other_id for link in room.read(matter_in_full, 4).links] == [3]


def test_a_refusal_stands_at_its_field_and_can_be_confirmed(page, room, settled):
    fill(page, settled)
    page.entry.form.send.click()
    settled()
    fill(page, settled)
    page.entry.is_same.setChecked(False)
    page.entry.form.send.click()
    settled()
    assert "收〔2026〕3号" in page.entry.form.line("document_number").accessibleDescription()
    page.entry.confirmed.setChecked(True)
    page.entry.form.send.click()
    settled()
    assert room.read(matter_in_full, 4).links == ()


def test_a_secret_paper_is_refused_its_text_at_the_text(page, settled):
    fill(page, settled)
    page.entry.form.secrecy.setCurrentIndex(1)
    page.entry.form.send.click()
    settled()
    assert "秘密" in page.entry.proposed.text()
    assert page.entry.content.hasFocus()
    assert page.entry.content.toPlainText() == TEXT


def test_a_meeting_by_telephone_asks_what_is_forgotten(page, settled):
    page.begin_registering()
    settled()
    entry = page.entry
    entry.form.channel.setCurrentIndex(entry.form.channel.findData(Channel.TELEPHONE.value))
    assert entry.slip.isVisible()
    entry.form.line("title").setText("会议通知")
    entry.form.source.setText("省政府总值班室")
    entry.slip.is_meeting.setChecked(True)
    entry.form.send.click()
    settled()
    assert "who convenes" in entry.slip.meeting_at.accessibleDescription()
    assert entry.confirmed.isVisible()
    page.resize(1024 - 76, 500)  # beside the rail in the smallest window that is promised
    entry.form.secrecy.setCurrentIndex(1)
    settled()
    assert entry.area.verticalScrollBar().maximum() > 0
    assert entry.area.horizontalScrollBar().maximum() == 0, "no field is hidden at the side"


def test_the_first_notice_of_an_empty_register_is_read_beside_the_table(qtbot, room, tools, settled, courier, look):
    for number in (1, 2):
        room.do(close, Close(id=number, text="已办结", despite="另有安排"))
    made = NoticesPage(tools)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    made.arrive(Place("notices", step="register"))
    settled()
    assert made.pane.nothing.isVisibleTo(made.pane)
    made.entry.content.setPlainText(TEXT)
    settled()
    press(made.entry.content, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert (list(made.table.register.ids), made.pane.title.text()) == ([3], "关于切实做好强降雨防范工作的紧急通知")
    assert (made.pane.title.isVisible(), made.pane.nothing.isVisible()) == (True, False)


def test_stepping_back_keeps_everything_for_the_next_time(page, room, tools, settled, qtbot):
    fill(page, settled)
    page.entry.form.line("pages").setText("5")
    press(page.entry.form.line("pages"), Qt.Key.Key_Escape)
    settled()
    assert page.faces.currentIndex() == 0
    other = NoticesPage(tools)
    qtbot.addWidget(other)
    other.begin_registering()
    settled()
    assert other.entry.form.line("pages").text() == "5"
    assert other.entry.content.toPlainText() == TEXT


def test_filters_narrow_the_register_and_the_empty_page_offers_everything(page, settled):
    page.bar.words.setText("state:over")
    QTest.qWait(250)
    settled()
    assert titles(page) == []
    assert page.table.empty.isVisible()
    page.bar.show_filter(MatterFilter(urgency="平件"))
    settled()
    assert titles(page) == ["关于秸秆禁烧的通知"]


def test_a_notice_changed_elsewhere_is_read_again_and_the_place_stays(page, room, courier, settled):
    room.do(propose, Propose(id=2, text="拟请办理"))
    page.heard(type("Changed", (), {"kinds": frozenset({"matter"})})())
    settled()
    assert page.table.current_id() == 2
    assert page.pane.full.matter.state == State.PROPOSED


def test_a_place_shows_its_notice_whatever_the_filter(page, room, settled):
    done = Flow(room, title="已办结的来文", document_number="")
    done.close()
    page.arrive(Place("notices", id=done.id))
    settled()
    QTest.qWait(80)
    settled()
    assert page.pane.matter_id == done.id


def test_each_clock_has_its_rule_and_source_what_it_runs_from_and_what_stops_it(page, settled):
    page.table.choose(page.table.register.ids[0])
    settled()
    clocks = dict(page.pane.clocks.values())
    assert set(clocks) == {"leader reads", "make a proposal", "close the matter"}
    left, rule, runs = clocks["leader reads"].split("\n")
    assert left
    assert rule.startswith("rule Paper, 平件: read within · ")
    assert ".com" not in rule
    assert any("fymate.net" in label.toolTip() for label in page.pane.clocks.findChildren(QLabel))
    assert runs.startswith("since receipt ")
    assert runs.endswith("stops with: Instruction / Taken note of")


def test_a_filter_is_kept_under_a_name_taken_again_and_dropped_by_keyboard(page, qtbot, settled):
    bar = page.bar
    page.begin_filtering()
    type_into(bar.words, "8h urgency:特急")
    settled()

    def entries():
        bar.kept.offer()
        return {action.text(): action for action in bar.kept.menu.actions()}

    entries()["Keep “state:open urgency:特急 due:8h”…"].trigger()
    assert bar.kept.name.hasFocus()
    type_into(bar.kept.name, "夜班必看")
    press(bar.kept.name, Qt.Key.Key_Return)
    assert bar.words.hasFocus()
    bar.show_filter(read_matter_filter(""))
    action = entries()["&1  夜班必看 — state:open urgency:特急 due:8h"]
    action.trigger()
    assert bar.filter().written() == "state:open urgency:特急 due:8h"
    again = type(bar)(())
    qtbot.addWidget(again)
    again.kept.keep_in(page.tools.courier.store.folder, "notices/filters")
    assert [each.name for each in again.kept.filters] == ["夜班必看"]
    bar.show_filter(read_matter_filter(""))
    action = entries()["&1  夜班必看 — state:open urgency:特急 due:8h"]
    bar.kept.menu.setActiveAction(action)
    QTest.keyClick(bar.kept.menu, Qt.Key.Key_Delete)
    assert page.bar.kept.filters == []
    assert bar.filter().written() == "state:open urgency:特急 due:8h", "it can be kept again"


def test_a_name_is_left_by_esc_and_nothing_is_kept(page, qtbot, settled):
    type_into(page.bar.words, "2d")
    page.bar.kept.begin_keeping()
    type_into(page.bar.kept.name, "无用")
    press(page.bar.kept.name, Qt.Key.Key_Escape)
    assert page.bar.words.isVisible()
    assert page.bar.kept.filters == []
