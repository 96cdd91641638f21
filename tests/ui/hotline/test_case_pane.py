"""The record of a case: what it says masked, who called only once a look was written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit

from dutyroom.actions.hotline import add_call
from dutyroom.rules.hotline import Look
from dutyroom.rules.hotline_privacy import WITHHELD
from dutyroom.rules.hotline_sheet import FurtherCall
from dutyroom.rules.officer import SYSTEM
from tests.ui.acting import KEY, press, settle, type_into

PRIVATE = ("张样例", "13800001234", "138 0000 1234", "39号院2号楼")


def words_of(pane) -> str:
    """Everything that stands on the pane."""
    labels = [label.text() + label.toolTip() + label.accessibleName() for label in pane.findChildren(QLabel)]
    return "\n".join([*labels, *(text.toPlainText() for text in pane.findChildren(QTextEdit))])


def looks(case) -> list[tuple[str, str, str]]:
    return [(row.officer, row.what, row.reason) for row in case.full.looks]


def facts(pane) -> dict[str, str]:
    return dict(pane.facts.values())


def test_the_record_says_what_is_wanted_and_names_nobody(pane, shown):
    shown()
    assert pane.number.text() == "热〔2026〕1号"
    assert pane.title.text() == "嵩山路路灯不亮"
    said = facts(pane)
    assert "路灯三天不亮" in said["What is wanted"]
    assert (said["Kind"], said["Where"]) == ("Complaint", "二七区 嵩山路街道")
    (_, caller) = pane.parts.sections["callers"].values()[0]
    assert "张** · 138****1234" in caller
    for private in PRIVATE:
        assert private not in words_of(pane)
    assert [name for name, _ in pane.clocks.values()] == [
        "dispatch the case",
        "close the matter",
        "reply to the caller",
    ]
    assert "rule" in pane.clocks.values()[0][1]
    assert pane.next.text() == "Dispatch…"
    assert pane.parts.sections["returns"].isHidden()
    assert pane.parts.sections["looks"].isHidden()


def test_the_caller_is_shown_by_its_key_once_the_look_is_written_down(pane, qtbot, tools, shown, answering):
    case = shown()
    assert looks(case) == []
    pane.show_caller()
    settle(qtbot, tools)
    assert looks(case) == [("李秀英", Look.CASE, "")]
    (_, caller) = pane.parts.sections["callers"].values()[0]
    assert "张样例 · 138 0000 1234" in caller
    assert "39号院2号楼" in caller
    assert "13800001234" in facts(pane)["What is wanted"]
    assert pane.parts.reveal.text() == "Hide caller"
    assert "李秀英" in pane.parts.sections["looks"].values()[0][1]
    QTest.mouseClick(pane.parts.reveal, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert pane.parts.reveal.text() == "Show caller"
    assert not any(private in words_of(pane) for private in PRIVATE)
    assert len(looks(case)) == 1


def test_without_the_right_the_button_says_why_not(pane, qtbot, tools, heard, shown):
    case = shown()
    assert "Only those who work at the mayor's telephone" in pane.parts.reveal.toolTip()
    QTest.mouseClick(pane.parts.reveal, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert "李秀英" in heard.said[-1]
    assert "role" in heard.said[-1]
    assert looks(case) == []
    assert not any(private in words_of(pane) for private in PRIVATE)


def test_a_caller_who_asked_for_secrecy_is_shown_with_a_reason_only(pane, qtbot, tools, shown, answering):
    case = shown(is_secret=True)
    (_, caller) = pane.parts.sections["callers"].values()[0]
    assert WITHHELD in caller
    assert "asks for secrecy" in caller
    pane.show_caller()
    form = pane.forms.looking
    assert pane.open_form is form
    assert pane.focusWidget() is form.reason
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert form.reason.accessibleDescription() == "Say what the callers' data is needed for."
    assert looks(case) == []
    type_into(form.reason, "核实地址")
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert looks(case) == [("李秀英", Look.CASE, "核实地址")]
    (_, caller) = pane.parts.sections["callers"].values()[0]
    assert "张样例" in caller
    assert pane.open_form is None


def test_callers_are_hidden_again_when_another_case_is_chosen(pane, qtbot, tools, room, shown, answering):
    first = shown()
    pane.show_caller()
    settle(qtbot, tools)
    other = shown(name="李样例", phone="13700004321", title="", text="小区停水")
    assert other.id != first.id
    assert pane.reveal.shown is None
    pane.show_matter(first.id)
    settle(qtbot, tools)
    assert not any(private in words_of(pane) for private in PRIVATE)
    assert len(looks(first)) == 1


def test_callers_are_hidden_again_when_nobody_touches_the_desk(pane, qtbot, tools, room, shown, answering):
    shown()
    pane.show_caller()
    settle(qtbot, tools)
    room.wait(minutes=2)
    pane.reveal.idle.look()
    assert pane.reveal.shown is not None
    room.wait(minutes=2)
    pane.reveal.idle.look()
    assert not any(private in words_of(pane) for private in PRIVATE)
    settle(qtbot, tools)
    assert not any(private in words_of(pane) for private in PRIVATE)


def test_callers_are_hidden_again_when_the_page_is_left_or_somebody_else_sits_down(
    pane, qtbot, tools, shown, answering
):
    shown()
    pane.show_caller()
    settle(qtbot, tools)
    pane.hide()
    assert pane.reveal.shown is None
    settle(qtbot, tools)
    pane.show()
    pane.show_caller()
    settle(qtbot, tools)
    assert pane.reveal.shown is not None
    tools.courier.sign(SYSTEM)
    assert pane.reveal.shown is None


def test_every_caller_is_listed_with_how_they_want_it(pane, qtbot, tools, room, shown):
    case = shown()
    room.wait(hours=1)
    again = FurtherCall(id=case.id, name="李样例", phone="13700004321", text="我家门口也不亮", wants_reply=False)
    room.do(add_call, again)
    pane.refresh()
    settle(qtbot, tools)
    callers = [said for _, said in pane.parts.sections["callers"].values()]
    assert len(callers) == 2
    assert "李**" in callers[1]
    assert "wants no reply" in callers[1]
    assert "我家门口也不亮" in callers[1]


def test_an_empty_record_says_so(pane):
    assert pane.nothing.isVisible()
    assert not pane.next.isVisible()
    assert all(section.isHidden() for section in pane.parts.sections.values())
