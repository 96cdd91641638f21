"""The table: ids only, pages on demand, overtaken answers dropped, places kept by id."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from dutyroom.ui.parts.register_model import PAGE, PAGES_KEPT, WAITING, Column, RegisterModel
from dutyroom.ui.parts.register_table import RegisterTable


@dataclass(frozen=True)
class Row:
    id: int
    text: str


class Courier:
    """Keeps questions until they are answered by hand."""

    def __init__(self):
        self.asked = []

    def fetch(self, ids, then):
        self.asked.append((list(ids), then))

    def answer(self, place=0, word="row"):
        ids, then = self.asked.pop(place)
        then([Row(id_, f"{word} {id_}") for id_ in reversed(ids)])


COLUMNS = (
    Column(key="id", title="No.", text=lambda row: str(row.id), width=80, drop_order=2, align="right"),
    Column(key="text", title="Text", text=lambda row: row.text, width=200, stretches=True),
    Column(key="more", title="More", text=lambda row: "more", width=120, drop_order=1, sorts=True),
)


@pytest.fixture
def courier():
    return Courier()


@pytest.fixture
def table(qtbot, courier, look):
    made = RegisterTable(RegisterModel(COLUMNS, courier.fetch))
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def settle(qapp, courier, word="row"):
    for _ in range(10):
        qapp.processEvents()
        while courier.asked:
            courier.answer(word=word)


def text_at(table, row):
    return table.register.index(row, 1).data()


def test_model_keeps_to_qts_rules(qapp, courier):
    model = RegisterModel(COLUMNS, courier.fetch)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(range(500))
    settle(qapp, courier)
    model.set_ids(array("q", [3, 1, 2]))
    settle(qapp, courier)
    model.set_ids(())
    assert tester.model() is model


def test_rows_are_fetched_by_the_page_around_what_is_seen(qapp, table, courier):
    table.set_ids(range(1, 1_000_001))
    qapp.processEvents()
    assert [ids for ids, _ in courier.asked] == [list(range(1, PAGE + 1))]
    assert text_at(table, 0) == WAITING
    settle(qapp, courier)
    assert text_at(table, 0) == "row 1"
    table.scroll_to_end()
    settle(qapp, courier)
    assert text_at(table, 999_999) == "row 1000000"


def test_a_row_that_a_command_chooses_stands_alone_though_its_key_is_held(qapp, table, courier):
    table.set_ids(array("q", range(1, 40)))
    settle(qapp, courier)
    table.choose(32)
    QTest.keyPress(table, Qt.Key.Key_Control)
    QTest.keyPress(table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    try:
        table.choose(11)
    finally:
        QTest.keyRelease(table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        QTest.keyRelease(table, Qt.Key.Key_Control)
    assert (table.current_id(), table.selected_ids()) == (11, [11])


def test_answer_of_an_overtaken_search_is_dropped(qapp, table, courier):
    table.set_ids([1, 2, 3])
    qapp.processEvents()
    table.set_ids([3, 4])
    qapp.processEvents()
    courier.answer(0, "old")
    assert text_at(table, 0) == WAITING
    courier.answer(0, "new")
    assert [text_at(table, row) for row in (0, 1)] == ["new 3", "new 4"]


def test_known_rows_stand_in_while_fresh_ones_are_fetched(qapp, table, courier):
    table.set_ids([1, 2, 3])
    settle(qapp, courier)
    table.set_ids([0, 1, 2, 3])
    assert [text_at(table, row) for row in (0, 1, 3)] == [WAITING, "row 1", "row 3"]
    settle(qapp, courier, "fresh")
    assert text_at(table, 1) == "fresh 1"


def test_pages_kept_are_few_and_scrolling_past_fetches_little(qapp, table, courier):
    table.set_ids(range(1_000_000))
    fetched = 0
    for step in range(200):
        table.verticalScrollBar().setValue(step * table.verticalScrollBar().maximum() // 199)
        table.viewport().repaint()
        if step % 5 == 4:
            fetched += len(courier.asked)
            settle(qapp, courier)
    assert len(table.register._pages) <= PAGES_KEPT
    assert fetched <= 200


def test_selection_current_row_and_scroll_position_stay_with_their_ids(qapp, table, courier):
    table.set_ids(range(1000))
    settle(qapp, courier)
    table.choose(500)
    top = table.register.ids[table.rowAt(0)]
    heard = []
    table.current_changed.connect(heard.append)
    table.set_ids([-2, -1, *range(1000)])
    settle(qapp, courier)
    assert table.current_id() == 500
    assert table.selected_ids() == [500]
    assert table.register.ids[table.rowAt(0)] == top
    assert heard == []
    table.set_ids(range(400))
    assert table.current_id() is None
    assert heard == [-1]


def test_newest_row_stays_in_view_only_for_one_who_is_at_the_end(qtbot, qapp, courier, look):
    log = RegisterTable(RegisterModel(COLUMNS, courier.fetch), sticks_to_end=True)
    log.resize(600, 300)
    qtbot.addWidget(log)
    log.show()
    log.set_ids(range(100))
    settle(qapp, courier)
    log.scroll_to_end()
    log.set_ids(range(101))
    settle(qapp, courier)
    assert log.verticalScrollBar().value() == log.verticalScrollBar().maximum()
    log.verticalScrollBar().setValue(0)
    log.set_ids(range(102))
    settle(qapp, courier)
    assert log.verticalScrollBar().value() == 0


def test_columns_drop_in_their_order_and_come_back(qapp, table):
    table.set_ids([1])
    assert table.shown_columns() == ("id", "text", "more")
    table.resize(330, 300)
    qapp.processEvents()
    assert table.shown_columns() == ("id", "text")
    table.resize(240, 300)
    qapp.processEvents()
    assert table.shown_columns() == ("text",)
    table.resize(600, 300)
    qapp.processEvents()
    assert table.shown_columns() == ("id", "text", "more")
    assert sum(table.columnWidth(i) for i in range(3)) == table.viewport().width()


def test_enter_opens_and_ctrl_c_copies_what_is_shown(qapp, qtbot, table, courier):
    table.set_ids([7, 8])
    settle(qapp, courier)
    table.choose(8)
    with qtbot.waitSignal(table.row_opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [8]
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "8\trow 8\tmore"


def test_title_of_a_sorting_column_asks_for_another_order_and_others_do_not(qtbot, table):
    table.set_ids([1])
    header = table.horizontalHeader()

    def click(column):
        at = header.viewport().rect().topLeft()
        at.setX(header.sectionViewportPosition(column) + 20)
        at.setY(10)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    with qtbot.assertNotEmitted(table.order_asked):
        click(1)
    with qtbot.waitSignal(table.order_asked) as asked:
        click(2)
    assert asked.args == ["more"]


def test_empty_table_says_what_belongs_here(qtbot, table):
    table.empty.set_words("No plans yet.", "Import plans", keys="Ctrl+O")
    assert table.empty.isVisible()
    with qtbot.waitSignal(table.empty.step_taken):
        table.empty.step.click()
    table.set_ids([1])
    assert not table.empty.isVisible()
