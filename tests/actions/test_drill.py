"""Drills: a past incident played in against the clock, in a store of its own that says what it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.actions.drill import drill_marks, end_drill, make_drill, play_in, start_drill
from dutyroom.actions.incidents import further_report, grade_incident, register_incident
from dutyroom.data.queries.drills import drill_in_full
from dutyroom.data.queries.incidents import incident_in_full
from dutyroom.data.queries.office import store_kind
from dutyroom.data.store import Store
from dutyroom.data.verify import check_store
from dutyroom.rules.drill import PAUSE_MOST, Part, What, score, script_of, to_play
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_sheet import FurtherReport, GradeIncident, Told
from dutyroom.rules.refusal import Refusal
from tests.actions.test_activation import a_plan
from tests.actions.test_incidents import a_call, taken
from tests.samples import Room

START = datetime(2026, 11, 23, 8, tzinfo=UTC)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.integers(1, 20))
def test_a_script_keeps_the_order_begins_at_once_and_waits_for_no_long_silence(seconds, speed):
    parts = [Part(at=START + timedelta(seconds=s), source="", person="", text=str(s)) for s in seconds]
    script = script_of(parts, speed)
    afters = [each.after_s for each in script]
    assert [int(each.text) for each in script] == sorted(seconds)
    assert afters[0] == 0
    assert afters == sorted(afters)
    assert afters[-1] <= PAUSE_MOST.total_seconds() * (len(seconds) - 1) / speed + 1


@given(st.dictionaries(st.integers(1, 50), st.integers(0, 1000)), st.integers(0, 1200), st.sets(st.integers(1, 50)))
def test_what_is_due_is_played_once(injects, elapsed, played):
    found = to_play(injects, tuple(played), START, START + timedelta(seconds=elapsed))
    assert set(found) == {number for number, after in injects.items() if after <= elapsed and number not in played}
    assert found == sorted(found, key=lambda number: (injects[number], number))


def test_a_past_incident_is_replayed_in_a_store_of_its_own_and_scored(room: Room, tmp_path):
    number = taken(room)
    a_plan(room, tmp_path)
    room.now += timedelta(minutes=40)
    room.do(further_report, FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 3}), source="市卫健委"))
    make_drill(room.store, number, tmp_path / "drill", speed=2, clock=lambda: room.now)
    with pytest.raises(Refusal, match=r"drill\.live"):
        make_drill(room.store, number, room.folder, clock=lambda: room.now)

    drill = Room(tmp_path / "drill", now=room.now)
    drill.store = Store(drill.folder, lambda: drill.now)
    drill.people = room.people
    try:
        assert drill.read(store_kind) == "drill"
        row = drill.read(drill_in_full)
        assert [(each.after_s, each.source, each.figures) for each in row.injects] == [
            (0, "市公安局交警支队", {"deaths": 1, "light": 5}),
            (1200, "市卫健委", {"deaths": 3}),
        ]
        with pytest.raises(Refusal, match=r"drill\.not_started"):
            drill.do(play_in)
        drill.do(start_drill)
        assert len(drill.do(play_in)) == 1
        assert drill.do(play_in) == [], "each part once"
        drill.now += timedelta(minutes=3)
        mine = int(drill.do(register_incident, a_call(drill, event_at=None)))
        drill.now += timedelta(minutes=20)
        version = drill.read(incident_in_full, mine).matter.version
        drill.do(grade_incident, GradeIncident(id=mine, version=version, grade="Ⅳ", proposed="Ⅳ"))
        assert len(drill.do(play_in)) == 1
        drill.now += timedelta(minutes=30)
        found = {(mark.what, mark.about): mark.kept for mark in drill.read(drill_marks, drill.now)}
        assert found[What.TAKEN, "市公安局交警支队"] is True
        assert found[What.FIGURES, "light"] is True
        assert found[What.GRADED, ""] is False, "after 23 minutes"
        assert found[What.GRADE, "Ⅳ"] is True
        assert found[What.FURTHER, "市卫健委"] is False, "nobody took it down"
        kept, asked = score(drill.read(drill_marks, drill.now))
        assert 0 < kept < asked
        drill.do(end_drill)
        assert drill.read(check_store, drill.store.attachments).problems == ()
    finally:
        drill.store.close()


def test_a_live_store_has_no_drill(room: Room):
    with pytest.raises(Refusal, match=r"drill\.none"):
        room.do(start_drill)
