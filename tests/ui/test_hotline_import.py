"""Importing cases in the window: shown first, callers hidden, done on Enter, each row left out with its reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.data.catalogues import load_wording
from dutyroom.ui.registers.hotline import HotlinePage
from tests.ui.acting import settle

TABLE = """某市市长电话受理情况,,,,
工单编号,受理时间,来电人,联系电话,诉求内容
A1,2026-11-03 08:00,王样例,13800138000,王样例反映路灯不亮
A2,某日,李样例,13900139000,井盖丢失
A1,2026-11-03 08:00,王样例,13800138000,王样例反映路灯不亮
合计,,,,3
"""


@pytest.fixture
def page(qtbot, tools, look):
    made = HotlinePage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


@pytest.fixture
def proposed(page, qtbot, tmp_path):
    path = tmp_path / "工单.csv"
    path.write_text(TABLE, "gb18030")
    bring = page.first.importing()
    with qtbot.waitSignal(bring.job.proposed, timeout=60_000):
        bring.read(path)
    assert page.first.faces.currentWidget() is bring
    return bring


def test_every_row_is_shown_with_what_would_become_of_it_and_callers_hidden(page, proposed, language):
    preview = proposed.preview
    lines = [preview.cells(outcome) for outcome in preview.rows.rows]
    assert [line[:2] for line in lines] == [
        ("4", "left out"),
        ("6", "left out"),
        ("3", "registered"),
        ("5", "there already"),
    ]
    assert "王样例" not in repr(lines)
    assert lines[2][2] == "王**反映路灯不亮"
    assert lines[0][3] == "受理时间 · 某日"
    assert "totals" in lines[1][4]
    language(load_wording("zh_CN"))
    assert preview.title.text() == "导入“工单.csv”？"
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert page.first.faces.currentIndex() == 0


def test_enter_brings_the_cases_in_and_the_list_shows_them(page, proposed, qtbot, tools, heard):
    with qtbot.waitSignal(proposed.job.ended, timeout=60_000):
        QTest.keyClick(proposed.preview.accept, Qt.Key.Key_Return)
    settle(qtbot, tools)
    assert heard.said[-1] == "1 cases imported."
    QTest.keyClick(proposed.preview.back, Qt.Key.Key_Return)
    settle(qtbot, tools)
    assert len(page.first.table.register.ids) == 1


def test_the_command_asks_for_a_file(page):
    command = next(command for command in page.first.commands() if command.name == "hotline.import")
    assert (command.title, command.keys) == ("Import cases…", "Ctrl+O")


FOREIGN = """甲列,乙列,丙列
2026-11-03 08:00,路灯样例不亮,13800138000
2026-11-04 09:00,井盖样例丢失,13900139000
"""


def map_of(page, qtbot, path):
    path.write_text(FOREIGN, "utf-8")
    bring = page.first.importing()
    with qtbot.waitSignal(bring.job.mapping, timeout=60_000):
        bring.read(path)
    return bring


def take(view, row, name):
    """Choose a field as a person does: Enter on the column, then the field."""
    view.table.selectRow(row)
    QTest.keyClick(view, Qt.Key.Key_Return)
    view.field.setCurrentIndex(view.field.findData(name))
    view.field.hidePopup()
    view.field.activated.emit(view.field.currentIndex())


def test_columns_that_nobody_knows_are_chosen_once_and_remembered(page, qtbot, tools, tmp_path, language):
    bring = map_of(page, qtbot, tmp_path / "一.csv")
    view = bring.map
    assert page.first.faces.currentWidget() is bring
    assert not view.accept.isEnabled()
    assert "what is wanted" in view.note.text()
    take(view, 0, "received_at")
    assert view.table.currentIndex().row() == 1
    take(view, 1, "text")
    take(view, 2, "text")
    assert "“乙列” and “丙列” are both taken for what is wanted" in view.note.text()
    take(view, 2, "phone")
    assert view.rows.data(view.rows.index(2, 2)) == "138****8000  ·  139****9000"
    language(load_wording("zh_CN"))
    assert view.rows.data(view.rows.index(0, 1)) == "受理时间"
    with qtbot.waitSignal(bring.job.proposed, timeout=60_000):
        QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [outcome.result for outcome in bring.preview.rows.rows] == ["imported", "imported"]
    second = tmp_path / "二.csv"
    second.write_text(FOREIGN, "utf-8")
    with qtbot.waitSignal(bring.job.proposed, timeout=60_000):
        bring.read(second)  # the same headings ask nobody
    assert len(bring.preview.rows.rows) == 2
    QTest.keyClick(bring.preview.table, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert view.isVisible()
    assert view.rows.fields == {"甲列": "received_at", "乙列": "text", "丙列": "phone"}


def test_a_column_is_left_out_by_a_key_and_the_file_by_another(page, qtbot, tmp_path):
    view = map_of(page, qtbot, tmp_path / "一.csv").map
    take(view, 1, "text")
    view.table.setFocus()
    view.table.selectRow(1)
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert view.rows.fields["乙列"] is None
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.first.faces.currentIndex() == 0
