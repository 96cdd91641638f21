"""Everybody is found from anywhere: the palette lists units, people and issued papers and opens them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.actions.directory import add_number, add_person
from dutyroom.data.queries.directory import units_by_name
from dutyroom.rules.directory import AddNumber, AddPerson, PersonFacts
from dutyroom.rules.phone import Label
from dutyroom.ui.page import Place
from dutyroom.ui.palette_search import PaletteSearch
from dutyroom.ui.parts.palette import Palette
from tests.actions.briefings import MINUTES
from tests.ui.acting import settle, type_into


@pytest.fixture
def palette(qtbot, look, tools):
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    made = Palette(window)
    search = PaletteSearch(tools, made, list)
    window.show()
    search.open()
    yield made
    settle(qtbot, tools)


def found(qtbot, tools, palette, words):
    type_into(palette.query, words)
    qtbot.wait(120)
    settle(qtbot, tools)
    return [(line.section, line.title, line.note) for line in palette._model.lines if not isinstance(line, str)]


def test_a_person_is_found_by_a_fragment_of_the_number_and_opened(qtbot, tools, palette, room, heard):
    water = room.read(units_by_name)["水利局"]
    person = room.do(add_person, AddPerson(person=PersonFacts(name="张样例", unit_id=water, post="科长")))
    room.do(add_number, AddNumber(phone="138-0013-8000", label=Label.MOBILE, person_id=person))
    assert found(qtbot, tools, palette, "8001380") == [("Directory", "张样例", "水利局 科长 · 138-0013-8000")]
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    assert heard.places == [Place("directory", id=water, part=person)]


def test_a_unit_is_found_by_initials_and_a_change_is_seen_at_once(qtbot, tools, palette, room, courier, heard):
    water = room.read(units_by_name)["水利局"]
    assert ("Directory", "水利局", "") in found(qtbot, tools, palette, "slj")
    courier.do(palette, add_number, AddNumber(phone="67181234", label=Label.DUTY, unit_id=water))
    settle(qtbot, tools)
    palette.query.clear()
    assert ("Directory", "水利局", "67181234") in found(qtbot, tools, palette, "slj")
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    assert heard.places == [Place("directory", id=water)]


def test_an_issued_paper_is_found_with_its_kind_and_how_far_it_is(qtbot, tools, palette, room, heard):
    number = room.do(compose_briefing, MINUTES)
    listed = found(qtbot, tools, palette, "工作例会")
    ((_section, title, note),) = [line for line in listed if line[0] == "Briefings"]
    assert (title, note.split(" · ")[:2]) == (MINUTES.title, ["Minutes", "draft"])
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    assert heard.places == [Place("briefings", id=number)]
