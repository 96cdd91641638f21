"""Importing notices from a table in the window: shown first, done on Enter, each row left out with its reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.matter_steps import steps_of
from dutyroom.ui.parts.matter.timeline import Timeline
from dutyroom.ui.registers.notices import NoticesPage
from tests.samples import ZONE

TABLE = """2026年收文登记簿,,,
收文日期,来文单位,文号,标题
1月5日,河南省人民政府办公厅,豫政办[2026]1号,关于做好春节值班的通知
1月6日,河南省人民政府办公厅,豫政办〔2026〕1号,春节值班通知（补发）
某日,河南省水利厅,,防汛通知
"""


@pytest.fixture
def page(qtbot, tools, courier, look, settled):
    """The register, empty, in the window."""
    made = NoticesPage(tools)
    made.resize(1100, 640)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settled()
    return made


@pytest.fixture
def proposed(page, qtbot, tmp_path):
    """A table that was read: one row to register, a further copy, one without a day."""
    path = tmp_path / "收文.csv"
    path.write_text(TABLE, "gb18030")
    bring = page.importing()
    with qtbot.waitSignal(bring.job.proposed, timeout=60_000):
        bring.read(path)
    assert page.faces.currentWidget() is bring
    return bring


def lines(bring):
    return [bring.preview.cells(outcome) for outcome in bring.preview.rows.rows]


def shown(page):
    return len(page.table.register.ids)


def test_what_would_be_done_is_shown_and_nothing_is_done_yet(page, proposed, language):
    preview = proposed.preview
    assert preview.title.text() == "Import 收文.csv?"
    assert preview.summary.full_text() == "1 registered  ·  2 left out"
    twice, bad_day, _ = lines(proposed)
    assert twice[:2] == ("4", "left out")
    assert "row 3" in twice[4]
    assert bad_day[3] == "收文日期 · 某日"
    assert "2026年11月23日" in bad_day[4]
    assert preview.accept.text() == "Import 1 rows"
    language(load_wording("zh_CN"))
    assert (preview.title.text(), preview.choice.text()) == ("导入“收文.csv”？", "重复的一份也保留，并与原件关联")
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert page.faces.currentIndex() == 0
    assert shown(page) == 0


def test_enter_registers_it_and_the_register_shows_it(page, proposed, qtbot, settled, heard):
    proposed.preview.choice.setChecked(True)
    assert proposed.preview.accept.text() == "Import 2 rows"
    with qtbot.waitSignal(proposed.job.ended, timeout=60_000):
        QTest.keyClick(proposed.preview.accept, Qt.Key.Key_Return)
    settled()
    assert proposed.preview.summary.full_text() == "1 registered  ·  1 registered and linked  ·  1 left out"
    assert heard.said[-1] == "2 notices imported."
    QTest.keyClick(proposed.preview.back, Qt.Key.Key_Return)
    assert page.faces.currentIndex() == 0
    assert shown(page) == 2


def test_the_timeline_says_that_a_step_came_in_with_a_table(proposed, qtbot, room):
    with qtbot.waitSignal(proposed.job.ended, timeout=60_000):
        QTest.keyClick(proposed.preview.accept, Qt.Key.Key_Return)
    timeline = Timeline(lambda: room.now, lambda: ZONE)
    qtbot.addWidget(timeline)
    timeline.show_steps(room.read(steps_of, 1))
    assert "imported" in timeline.toPlainText()


def test_a_file_that_is_no_table_is_said_and_the_register_stays(page, qtbot, tmp_path, heard):
    path = tmp_path / "a.csv"
    path.write_text("1,2\n3,4\n", "utf-8")
    bring = page.importing()
    with qtbot.waitSignal(bring.job.unread, timeout=60_000):
        bring.read(path)
    assert page.faces.currentIndex() == 0
    assert "标题" in heard.said[-1]


def test_the_command_asks_for_a_file(page):
    command = next(command for command in page.commands() if command.name == "notices.import")
    assert (command.title, command.keys) == ("Import notices…", "Ctrl+O")
