"""What the plans of a library owe, read at once."""

from __future__ import annotations

from datetime import date
from time import perf_counter

from sqlalchemy import insert

from dutyroom.data.queries.plan_due import (
    DueCounts,
    DueFilter,
    due_counts,
    due_list,
    duties_of_plan,
    late_duties,
    plan_duties,
)
from dutyroom.data.tables import Plan, PlanEvent
from dutyroom.rules.plan_due import Reminder

TODAY = date(2026, 11, 23)
MOST_S = 1.0
"""For 3 500 plans on a busy machine; 0.06 s on a quiet one."""


def fill(room, plans, events=()):
    with room.store._writer.begin() as connection:
        connection.execute(insert(Plan.__table__), plans)
        if events:
            connection.execute(insert(PlanEvent.__table__), events)


def plan(number, **named):
    usual = {
        "id": number,
        "title": f"预案{number:05}",
        "kind": "special",
        "state": "kept",
        "issued_on": date(2020, 5, 1),
    }
    return {**usual, **named}


def event(plan_id, kind="drill", state="held", **named):
    usual = {"plan_id": plan_id, "kind": kind, "state": state, "year": None, "planned_on": None, "held_on": None}
    return {**usual, **named}


def test_each_plan_with_its_last_drill_evaluation_and_open_causes(room):
    fill(
        room,
        [plan(1), plan(2, kind="law"), plan(3, state="void"), plan(4)],
        [
            event(1, held_on=date(2022, 3, 1)),
            event(1, held_on=date(2024, 3, 1)),
            event(1, state="void", held_on=date(2026, 3, 1)),
            event(1, state="planned", planned_on=date(2026, 12, 1)),
            event(1, kind="assessment", held_on=date(2023, 12, 1)),
            event(1, kind="trigger", state="open", held_on=date(2026, 10, 2)),
            event(1, kind="trigger", state="open", held_on=date(2026, 10, 1)),
            event(1, kind="trigger", state="settled", held_on=date(2020, 10, 1)),
        ],
    )
    first, other = room.read(plan_duties, TODAY)
    assert (first.plan_id, other.plan_id) == (1, 4)
    assert (first.drill.last_on, first.drill.due_on) == (date(2024, 3, 1), date(2027, 3, 1))
    assert (first.assessment.due_on, first.assessment.reminder) == (date(2026, 12, 1), Reminder.NEAR)
    assert (first.revision.count, first.revision.since) == (2, date(2026, 10, 1))
    assert (other.drill.reminder, other.drill.days_left) == (Reminder.OVERDUE, -1302)
    assert other.revision is None
    assert room.read(duties_of_plan, 1, TODAY) == first
    assert room.read(duties_of_plan, 3, TODAY).duties == ()
    assert room.read(duties_of_plan, 99, TODAY) is None


def test_thousands_of_plans_are_read_at_once(room):
    fill(room, [plan(n) for n in range(1, 3501)], [event(n, held_on=date(2024, 1, 1)) for n in range(1, 3501, 2)])
    begun = perf_counter()
    found = room.read(plan_duties, TODAY)
    took = perf_counter() - begun
    assert len(found) == 3500
    assert sum(row.drill.last_on is not None for row in found) == 1750
    assert took < MOST_S, f"{took:.2f} s"


def test_the_due_list_has_the_most_pressing_first_and_narrows(room):
    soon = date(2023, 12, 1)
    fill(
        room,
        [
            plan(1, title="防汛应急预案", lead_unit="市应急管理局", issued_on=soon),
            plan(2, title="地震应急预案", lead_unit=""),
            plan(3, title="某手册", kind="manual", lead_unit="", issued_on=None),
        ],
        [event(2, kind="trigger", state="open", held_on=date(2026, 11, 1))],
    )
    found = room.read(due_list, DueFilter(), TODAY)
    said = [(line.plan.plan_id, line.duty.what.value, line.duty.due_on) for line in found.lines]
    assert said == [
        (2, "drill", date(2023, 5, 1)),
        (2, "assessment", date(2023, 5, 1)),
        (2, "revision", None),
        (1, "drill", date(2026, 12, 1)),
        (1, "assessment", date(2026, 12, 1)),
        (3, "assessment", None),
    ]
    assert len({line.id for line in found.lines}) == len(found.lines)
    assert found.counts == DueCounts(overdue=2, near=2, revisions=1) == room.read(due_counts, TODAY)
    assert found.rate == (0, 1)
    narrowed = room.read(due_list, DueFilter(what="drill", words="应急 地震"), TODAY)
    assert [line.plan.plan_id for line in narrowed.lines] == [2]
    assert narrowed.counts == found.counts, "the numbers are those of the whole library"
    assert len(room.read(due_list, DueFilter(stage=Reminder.NEAR), TODAY).lines) == 5
    assert len(room.read(due_list, DueFilter(stage=Reminder.NEAR, only_stage=True), TODAY).lines) == 2
    assert [line.plan.plan_id for line in room.read(due_list, DueFilter(words="应急管理局"), TODAY).lines] == [1, 1]
    assert {line.plan.plan_id for line in room.read(late_duties, TODAY)} == {2}
