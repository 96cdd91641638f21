"""Finding cases by who called: only with the right, only after the look was written down, and masked all the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.search_hotline import search_callers_by_part
from dutyroom.ui.registers.hotline import HotlinePage
from tests.ui.acting import press, settle, type_into
from tests.ui.hotline.conftest import Case

KEY = Qt.Key


@pytest.fixture
def page(qtbot, tools, look):
    made = HotlinePage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def begin(page):
    next(command for command in page.commands() if command.name == "hotline.find_caller").run()
    return page.first.callers


def ask(panel, qtbot, tools, who, reason):
    type_into(panel.form.who, who)
    type_into(panel.form.reason, reason)
    press(KEY.Key_Return)
    settle(qtbot, tools)


def test_a_part_of_a_number_finds_the_cases_after_the_look_was_written_down(page, qtbot, tools, room, answering):
    case = Case(room)
    Case(room, name="李样例", phone="13900139000")
    panel = begin(page)
    assert panel.form.who.hasFocus()
    ask(panel, qtbot, tools, "1234", "核对1234的来电")
    assert [panel.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(panel.list.count())] == [case.id]
    shown = panel.list.item(0).text()
    assert "热〔2026〕1号" in shown
    assert "张样例" not in shown
    (entry,) = room.read(last_entries, 1)
    assert entry.event == "hotline.looked"
    assert "核对" in entry.text
    assert "1234" not in entry.text, "the log does not say for whom they looked"
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert not panel.isVisible()
    assert page.first.table.current_id() == case.id
    assert not panel.form.who.text(), "who was looked for is forgotten"


def test_nobody_looks_without_a_reason_or_without_the_right(page, qtbot, tools, room, answering, language, heard):
    Case(room)
    panel = begin(page)
    before = room.read(last_entries, 1)[0].seq
    ask(panel, qtbot, tools, "张样例", "")
    language(load_wording("zh_CN"))
    assert panel.title.text() == "按来电人查找工单"
    assert panel.list.count() == 0
    assert room.read(last_entries, 1)[0].seq == before
    press(KEY.Key_Escape)
    assert not panel.isVisible()
    tools.courier.sign(room.author())
    begin(page)
    assert not panel.isVisible()
    assert heard.said, "it is said that the right is missing"


def test_a_name_by_its_beginning_and_too_little_finds_nobody(room):
    case = Case(room)
    assert [hit.id for hit in room.read(search_callers_by_part, "张样").hits] == [case.id]
    assert [hit.id for hit in room.read(search_callers_by_part, "1380000").hits] == [case.id]
    for little in ("张", "138", " ", "9999"):
        assert room.read(search_callers_by_part, little).hits == ()
