"""The face of plans in preparation as tests drive it: shown, stepped on, looked at."""

from __future__ import annotations

from PySide6.QtTest import QTest

from dutyroom.data.queries.preparations import preparation_in_full
from dutyroom.ui.page import Place
from dutyroom.ui.parts.plans.preparing import PlanPreparing
from tests.ui.acting import KEY, settle


def face(qtbot, tools):
    """The face, shown and settled."""
    made = PlanPreparing(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    return made


def shown(qtbot, tools, page, number):
    page.arrive(Place("plans", id=number))
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: page.pane.preparation is not None and page.pane.matter_id == number)


def run(page, name):
    next(command for command in page.commands() if command.name == f"preparing.{name}").run()


def enter(widget):
    QTest.keyClick(widget, KEY.Key_Return)


def step_on(page, qtbot, tools):
    """Ctrl+Enter opens the form of the next step, a second one sends it."""
    run(page, "next")
    settle(qtbot, tools)


def full(room, number):
    found = room.read(preparation_in_full, number)
    assert found is not None
    return found


def cells(table):
    model = table.register
    return [[column.text(model.row(place)) for column in model.columns] for place in range(len(model.ids))]


def signs(page):
    return "".join(
        {"done": "d", "skipped": "s", "late": "l", "next": "n", "open": "o"}[line.sign]
        for line in page.pane.stages.lines()
    )
