"""What tests of drills and reviews share: a drill that was held, and looking at tables."""

from __future__ import annotations

from datetime import date

from PySide6.QtTest import QTest

from dutyroom.actions.plan_events import hold_exercise
from dutyroom.rules.plan_events import EventFacts, HoldExercise
from tests.samples import Room
from tests.ui.acting import KEY

HELD = EventFacts(held_on=date(2026, 11, 20), form="live", record="按预案实施（示例）。")


def enter(widget):
    """Press Enter there."""
    QTest.keyClick(widget, KEY.Key_Return)


def cells(table):
    """What each row says, by column."""
    model = table.register
    return [[column.text(model.row(place)) for column in model.columns] for place in range(len(model.ids))]


def held(room: Room, plan: int, *findings: str) -> int:
    """A drill of this plan that found something."""
    return int(room.do(hold_exercise, HoldExercise(plan_id=plan, facts=HELD, findings=findings)))
