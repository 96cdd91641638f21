"""The page of plans: four faces in one place, each with its own commands, hearing and places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest

from dutyroom.actions.plan_laws import keep_reading
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.rules.plan import KeepPlan
from dutyroom.ui.page import Changed, Place
from dutyroom.ui.registers.plans import PlansPage
from tests.ui.plans_kept import library, settled


@pytest.fixture
def page(qtbot, look, room, courier, tools):
    library(room)
    made = PlansPage(tools)
    made.resize(1200, 700)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    for command in made.commands():
        if command.keys.startswith("Ctrl+Alt+"):
            QShortcut(QKeySequence(command.keys), made).activated.connect(command.run)
    made.show()
    made.arrive(None)
    settled(qtbot, courier, lambda: bool(made.library.view.results.lines))
    return made


def test_the_library_is_shown_first_and_every_face_has_a_key(qtbot, page):
    assert page.face is page.library
    for place, kind in enumerate(PlansPage.FACES, 1):
        QTest.keySequence(page, QKeySequence(f"Ctrl+Alt+{place}"))
        assert isinstance(page.face, kind)
        assert page._buttons[kind.KEY].isChecked()
        assert [button for button in page._buttons.values() if button.isChecked()] == [page._buttons[kind.KEY]]


def test_a_button_shows_its_face_and_the_commands_are_those_of_the_face_shown(page):
    names = {command.name for command in page.commands()}
    assert {"plans.import", "plans.catalogue", "plans.exercises"} <= names
    page._buttons["catalogue"].click()
    assert page.face.KEY == "catalogue"
    assert "plans.import" not in {command.name for command in page.commands()}
    assert len({command.name for command in page.commands()}) == len(page.commands())


def test_a_place_goes_to_the_face_that_its_step_names_and_else_to_the_library(qtbot, courier, page, monkeypatch):
    came = []
    face = page.face_of("exercises")
    monkeypatch.setattr(face, "arrive", came.append)
    page.arrive(Place("plans", 7, step="exercises:due"))
    assert page.face is face
    assert [(place.id, place.step) for place in came] == [(7, "due")]
    page.arrive(Place("plans", words="地震"))
    assert page.face is page.library
    settled(qtbot, courier, lambda: not page.library._is_owed)
    assert page.library.view.search.text() == "地震"


def test_every_face_that_was_looked_at_hears_of_changes(page, monkeypatch):
    heard = []
    for key in ("catalogue", "preparing"):
        monkeypatch.setattr(page.face_of(key), "heard", lambda changed, key=key: heard.append(key))
    page.heard(Changed(frozenset({"plan"})))
    assert heard == ["catalogue", "preparing"]
    assert "exercises" not in page._made, "what nobody looked at is not made for it"


def test_a_law_comes_into_force_while_the_window_stays_open(qtbot, look, room, courier, tools):
    for year, begins in ((2005, date(2005, 3, 1)), (2026, date(2026, 12, 1))):
        text = ((1, "第一章", "总则", ""), (2, "第一条", "", f"{year}年的示例办法。"))
        law = KeepPlan(
            title="示例办法", kind="law", issuer="", number="", issued_on=date(year, 1, 1), effective_on=begins,
            text_missing=False, sections=text, file_name="a.txt", path="",
        )  # fmt: skip
        room.do(keep_reading, law)
    now = [room.now]
    made = PlansPage(replace(tools, clock=lambda: now[0]))
    qtbot.addWidget(made)
    made.arrive(None)
    settled(qtbot, courier)
    assert room.read(plan_in_full, 1).plan.current == 1
    room.wait(days=9)
    now[0] = room.now
    made.arrive(None)
    settled(qtbot, courier)
    assert room.read(plan_in_full, 1).plan.current == 2
    assert room.read(last_entries, 1)[0].event == "plan.came_into_force"
