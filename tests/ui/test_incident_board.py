"""The board and the statistics of incidents by keyboard: the gravest first, areas as tiles, periods, a text to paste."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from dutyroom.actions.activation import activate
from dutyroom.actions.matters import close
from dutyroom.rules.activation import Activate
from dutyroom.rules.cartogram import TILES, laid_out
from dutyroom.rules.incident_period import Period, days_of
from dutyroom.rules.matter_steps import Close
from dutyroom.ui.page import Place
from tests.actions.test_activation import a_plan
from tests.actions.test_incidents import taken
from tests.ui.acting import KEY, settle, type_into
from tests.ui.test_incidents_page import enter, page, run  # noqa: F401  # a fixture


@given(st.lists(st.sampled_from([*TILES, "甲县", "乙县", "丙区"]), max_size=20))
def test_no_two_areas_lie_in_one_place_and_those_known_lie_where_they_are(names):
    places = laid_out(names)
    assert set(places) == set(names)
    assert len(set(places.values())) == len(places)
    assert all(places[name] == TILES[name] for name in set(names) & set(TILES))


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_period_holds_whole_months_that_touch(today):
    first, last = days_of(Period.MONTH, today)
    assert first <= today <= last
    assert days_of(Period.LAST_MONTH, today)[1] == first - timedelta(days=1)
    assert days_of(Period.LAST_MONTH, today)[0].day == 1
    assert days_of(Period.YEAR, today)[0] <= first <= last <= days_of(Period.YEAR, today)[1]


def test_the_board_shows_what_runs_the_gravest_first_and_tiles_lead_to_their_area(page, qtbot, tools, room, tmp_path):  # noqa: F811  # the fixture
    mild = taken(room)
    flood = taken(room, area="中牟县", subtype="flood", grade="Ⅱ", grade_reason="堤防溃口")
    over = taken(room, area="金水区", grade="Ⅳ")
    plan = a_plan(room, tmp_path)
    room.do(activate, Activate(id=flood, plan_id=plan, level="Ⅲ"))
    room.do(close, Close(id=over, text="处置完毕", despite="无需报送"))
    run(page, "board")
    settle(qtbot, tools)
    board = page.board
    assert page.focusWidget() is board.table
    assert list(board.table.register.ids) == [flood, mild], "what is closed is no more on it"
    row = board.table.register.row(0)
    assert row.levels == ("Ⅲ",)
    assert "levels" in board.table.shown_columns()
    tile = board.tiles.tiles["中牟县"]
    assert tile.text() == "中牟县\n1 · Ⅱ severe"
    assert tile.property("tone") == "warning", "red is for Ⅰ alone"
    assert board.tiles.tiles["金水区"].text() == "金水区\nnone"
    tile.setFocus()
    enter(tile)
    settle(qtbot, tools)
    assert page.faces.currentWidget() is page.list
    assert list(page.table.register.ids) == [flood]
    page.arrive(Place("incidents", step="board"))
    settle(qtbot, tools)
    board.table.choose(mild)
    enter(board.table)
    settle(qtbot, tools)
    assert page.pane.matter_id == mild


def test_statistics_count_a_period_and_can_be_pasted(page, qtbot, tools, room):  # noqa: F811  # the fixture
    taken(room)
    run(page, "statistics")
    settle(qtbot, tools)
    face = page.statistics
    assert page.focusWidget() is face.period
    lines = [
        (line.by, line.name, line.count.incidents, line.count.deaths, line.count.hurt) for line in face._lines.values()
    ]
    assert lines[0] == ("All", "", 1, 1, 5)
    assert ("Area", "二七区", 1, 1, 5) in lines
    QTest.keyClick(face.period, KEY.Key_Down)
    settle(qtbot, tools)
    assert (face.first.text(), face.last.text()) == ("2026-10-01", "2026-10-31")
    assert next(iter(face._lines.values())).count.incidents == 0
    type_into(face.last, "2026-09-01")
    enter(face.last)
    assert "before the first" in face.note.text()
    type_into(face.last, "2026-11-30")
    enter(face.last)
    settle(qtbot, tools)
    assert next(iter(face._lines.values())).count.incidents == 1
    run(page, "copy")
    text = QGuiApplication.clipboard().text()
    assert "Area\t二七区\t1\t1\t1\t0\t5" in text
    assert text.startswith("Statistics of incidents 2026-10-01 – 2026-11-30")
    QTest.keyClick(face, KEY.Key_Escape)
    assert page.faces.currentWidget() is page.list
