"""The statistics of the mayor's telephone on the screen: by key and click from any figure to exactly its cases."""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from dutyroom.data.catalogues import load_wording
from dutyroom.rules.hotline_figure import Part
from dutyroom.rules.hotline_measures import CaseFacts
from dutyroom.rules.hotline_period import Length
from dutyroom.rules.hotline_views import View
from dutyroom.ui.page import Place
from dutyroom.ui.parts.hotline.statistics import HotlineStatistics
from tests.data.hotline_rows import Rows
from tests.samples import NOON
from tests.ui.acting import KEY, settle, type_into

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def lamps(many: int, first: int = 1, days: float = 0, **named) -> list[CaseFacts]:
    at = NOON - days * DAY - HOUR
    usual = {
        "code": "020301",
        "area": "金水区",
        "unit": "市城管局",
        "held": frozenset({"市城管局"}),
        "channel": "phone",
    }
    told = {"state": "in_hand", "demand": "help", "dispatched_at": at, "dispatch_due_at": at, **usual, **named}
    return [CaseFacts(id=first + number, received_at=at, **told) for number in range(many)]


@pytest.fixture
def cases(room) -> list[CaseFacts]:
    """This Monday: twelve of one class at one place, one of them dispatched late, two of another; a week before two."""
    late = lamps(1, 12, dispatch_due_at=NOON - 2 * HOUR)
    other = lamps(2, 20, code="110101", area="二七区", unit="市水务局", held=frozenset({"市水务局"}))
    made = [*lamps(11), *late, *other, *lamps(2, 30, days=7)]
    calls = [
        {
            "matter_id": 1,
            "called_at": NOON - n * HOUR,
            "phone": "138 0000 5678",
            "phone_key": "13800005678",
            "name": "张样例",
        }
        for n in (1, 2, 3)
    ]
    Rows(room.folder).put(made, calls)
    return made


@pytest.fixture
def face(qtbot, tools, look, cases):
    made = HotlineStatistics(tools)
    qtbot.addWidget(made)
    made.resize(940, 560)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def look_at(face, qtbot, tools, view: View) -> list[tuple[str, ...]]:
    next(command for command in face.commands() if command.name == f"hotline.view_{view}").run()
    settle(qtbot, tools)
    return cells(face)


def cells(face) -> list[tuple[str, ...]]:
    model = face.table.register
    rows = [model.row(place) for place in range(len(model.ids))]
    return [tuple(column.text(row) for column in model.columns) for row in rows]


def press(face, key) -> None:
    QTest.keyClick(face.focusWidget() or face, key)


def test_rates_stand_with_both_numbers_and_their_definition(face, qtbot, tools):
    rates = {row[0]: row[1:6] for row in cells(face)}
    assert rates["Dispatched in time"] == ("按时转出率", "92.9%", "13", "14", "1")
    assert rates["Satisfaction rate"] == ("满意率", "—", "0", "0", "0")
    assert "dispatched within the limit / all that were dispatched" in face.explained.text()
    face.table.choose(4)
    assert "closed by the limit" in face.explained.text()
    assert "closed by the limit" in face.table.register.columns[0].tooltip(face.table.current_row())


def test_enter_shows_exactly_the_cases_and_the_late_ones_by_a_button(face, qtbot, tools, heard):
    face.to_list()
    press(face, KEY.Key_Return)
    settle(qtbot, tools)
    behind = face.behind
    assert face.faces.currentWidget() is behind
    assert len(behind.table.register.ids) == 14
    assert behind.title.text() == "Dispatched in time: 14 cases"
    missed = behind.parts[Part.MISSED]
    assert missed.text() == "dispatched late"
    missed.setFocus()
    press(face, KEY.Key_Space)
    settle(qtbot, tools)
    assert list(behind.table.register.ids) == [12]
    assert behind.title.text() == "Dispatched in time: 1 case"
    behind.table.setFocus()
    press(face, KEY.Key_Return)
    assert heard.places == [Place("hotline", id=12)]
    press(face, KEY.Key_Escape)
    assert face.faces.currentWidget() is face.figures
    assert face.focusWidget() is face.table


def click_on(face, row: int, key: str) -> None:
    table = face.table
    column = next(place for place, each in enumerate(table.register.columns) if each.key == key)
    place = table.visualRect(table.register.index(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_a_number_leads_to_its_cases_and_on_a_name_it_does_not(face, qtbot, tools):
    counts = look_at(face, qtbot, tools, View.COUNTS)
    assert counts[0] == ("All", "14", "100.0%", "2", "12")
    click_on(face, 2, "value")
    assert face.faces.currentWidget() is face.figures
    click_on(face, 2, "cases")
    settle(qtbot, tools)
    assert sorted(face.behind.table.register.ids) == [20, 21]
    assert not face.behind.parts[Part.MISSED].isVisible(), "a count has no other part"
    face.to_list()
    QTest.mouseClick(face.chart, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    settle(qtbot, tools)
    assert sorted(face.behind.table.register.ids) == list(range(1, 13)), (
        "the first bar is the first line but that of all"
    )


def test_units_hot_spots_rising_topics_and_repeat_callers(face, qtbot, tools):
    units = {row[0]: row[1] for row in look_at(face, qtbot, tools, View.UNITS)}
    assert units == {"市城管局": "12", "市水务局": "2"}
    assert "Closed in time: closed by the limit" in face.explained.text()
    (hot,) = look_at(face, qtbot, tools, View.HOT)
    assert hot[1:4] == ("金水区", "12", "0.5")
    assert "at least 5 cases" in face.explained.text()
    assert face.bar.place.isVisible()
    (rises,) = look_at(face, qtbot, tools, View.RISING)
    assert rises[1] == "12"
    assert "2, 0, 0, 0 cases" in face.explained.text(), "this Monday till noon against Mondays till noon"
    (caller,) = look_at(face, qtbot, tools, View.REPEAT)
    assert caller[:4] == ("138****5678", "张**", "3", "1")
    face.to_list()
    press(face, KEY.Key_Return)
    settle(qtbot, tools)
    assert list(face.behind.table.register.ids) == [1]


def test_the_period_is_moved_typed_and_refused(face, qtbot, tools):
    assert (face.bar.first.text(), face.bar.last.text()) == ("2026-11-23", "2026-11-29")
    face.bar.earlier.click()
    settle(qtbot, tools)
    assert (face.bar.first.text(), face.bar.last.text()) == ("2026-11-16", "2026-11-22")
    assert cells(face)[0][4] == "2"
    face.bar.length.setCurrentIndex(face.bar.length.findData(Length.MONTH.value))
    settle(qtbot, tools)
    assert (face.bar.first.text(), face.bar.last.text()) == ("2026-11-01", "2026-11-30")
    assert cells(face)[0][4] == "16"
    type_into(face.bar.last, "2026-10-01")
    QTest.keyClick(face.bar.last, KEY.Key_Return)
    assert "before the first" in face.note.text()
    type_into(face.bar.last, "soon")
    QTest.keyClick(face.bar.last, KEY.Key_Return)
    assert "no day" in face.note.text()
    type_into(face.bar.last, "2026-11-20")
    QTest.keyClick(face.bar.last, KEY.Key_Return)
    settle(qtbot, tools)
    assert face.note.text() == ""
    assert cells(face)[0][4] == "2"
    type_into(face.bar.first, "2026-11-18")
    QTest.keyClick(face.bar.first, KEY.Key_Return)
    settle(qtbot, tools)
    look_at(face, qtbot, tools, View.HOT)
    assert "No place has so many cases" in face.table.empty.sentence.text()


def test_days_and_weeks_of_a_period_are_lines(face, qtbot, tools):
    look_at(face, qtbot, tools, View.COUNTS)
    face.bar.by.setCurrentIndex(face.bar.by.findData("day"))
    settle(qtbot, tools)
    assert cells(face)[:2] == [("2026-11-23", "14", "100.0%"), ("2026-11-24", "0", "0.0%")]
    assert len(cells(face)) == 7


def test_a_table_is_copied_and_saved(face, qtbot, tools, tmp_path):
    look_at(face, qtbot, tools, View.UNITS)
    face.copy_text()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Units at work 2026-11-23 – 2026-11-29"
    assert lines[2].startswith("市城管局\t12\t")
    target = tmp_path / "units.csv"
    face._saved = lambda _: str(target)
    face.save()
    settle(qtbot, tools)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:5] == ["unit", "cases", "on_time_percent", "on_time_part", "on_time_whole"]
    assert rows[1][:2] == ["市城管局", "12"]


def test_it_is_worded_in_chinese(face, qtbot, tools, language):
    language(load_wording("zh_CN"))
    settle(qtbot, tools)
    assert cells(face)[0][0] == "按时转出率"
    assert face.bar.views[View.HOT].text() == "热点"
    assert "在时限内派单的" in face.explained.text()
