"""The record of a drill: out of an exercise store into a file and into the record of a plan, and what is no record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.actions.drill import end_drill, make_drill, play_in, start_drill
from dutyroom.actions.drill_record import drill_record, read_drill_record, save_drill_record
from dutyroom.actions.incidents import further_report, register_incident
from dutyroom.data.store import Store
from dutyroom.data.trouble import Trouble
from dutyroom.rules.drill import Mark, What, score
from dutyroom.rules.drill_record import DrillRecord, Played, exercise_of, plain_record, record_from_plain, record_text
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_sheet import FurtherReport, Told
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import ENGLISH
from tests.actions.test_incidents import a_call, taken
from tests.samples import ZONE, Room

TIMES = st.integers(0, 10**9).map(lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
MARKS = st.builds(
    Mark,
    what=st.sampled_from(What),
    about=TEXTS,
    due_at=st.none() | TIMES,
    done_at=st.none() | TIMES,
    kept=st.booleans(),
)
RECORDS = st.builds(
    DrillRecord,
    title=TEXTS,
    origin=TEXTS,
    speed=st.integers(1, 20),
    started_at=TIMES,
    ended_at=st.none() | TIMES,
    people=st.lists(TEXTS, max_size=4).map(tuple),
    played=st.lists(st.builds(Played, at=TIMES, source=TEXTS, text=TEXTS), max_size=4).map(tuple),
    marks=st.lists(MARKS, max_size=6).map(tuple),
)


@pytest.fixture
def drill(room: Room, tmp_path) -> Iterator[Room]:
    """An exercise store whose drill has begun: the first call is taken down, the further report is not."""
    number = taken(room)
    room.now += timedelta(minutes=40)
    room.do(further_report, FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 3}), source="市卫健委"))
    make_drill(room.store, number, tmp_path / "drill", speed=2, clock=lambda: room.now)
    made = Room(tmp_path / "drill", now=room.now)
    made.store, made.people = Store(made.folder, lambda: made.now), room.people
    made.do(start_drill)
    made.do(play_in)
    made.now += timedelta(minutes=3)
    made.do(register_incident, a_call(made, event_at=None))
    made.now += timedelta(minutes=20)
    made.do(play_in)
    made.now += timedelta(minutes=40)
    yield made
    made.store.close()


@given(RECORDS)
def test_a_record_comes_back_from_its_file_as_it_was(record):
    assert record_from_plain(json.loads(json.dumps(plain_record(record))), "x") == record


@given(RECORDS)
def test_each_obligation_that_was_not_kept_is_a_finding(record):
    facts, findings = exercise_of(record, ENGLISH, ZONE)
    kept, asked = score(record.marks)
    assert len(findings) == asked - kept
    assert facts.record == record_text(record, ENGLISH, ZONE)
    assert f"{kept} of {asked}" in facts.result


EMPTY = DrillRecord(
    title="",
    origin="",
    speed=1,
    started_at=datetime(2026, 1, 1, tzinfo=UTC),
    ended_at=None,
    people=(),
    played=(),
    marks=(),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(ANYTHING, st.sampled_from(sorted(plain_record(EMPTY))))
def test_a_file_that_is_no_record_is_refused_and_nothing_else(value, name):
    try:
        found = record_from_plain({**plain_record(EMPTY), name: value}, "x")
    except Refusal as refusal:
        found = refusal.code.startswith("drill.record.")
    assert found, "a record or a refusal, and no other error"


def test_the_record_says_who_took_part_what_was_played_in_and_what_was_late(drill, tmp_path):
    drill.do(end_drill)
    record = drill.read(drill_record, drill.now)
    assert (record.people, len(record.played)) == (("李秀英",), 2)
    assert record.ended_at == drill.now
    facts, findings = exercise_of(record, ENGLISH, ZONE)
    assert facts.held_on == date(2026, 11, 23)
    assert "市公安局交警支队" in facts.record
    assert any("further report taken down in time" in line and "市卫健委" in line for line in findings)
    assert not any("call taken down in time" in line for line in findings)
    path = tmp_path / "record.json"
    told = save_drill_record(path, record, ENGLISH, ZONE)
    assert told.read_text("utf-8").strip() == record_text(record, ENGLISH, ZONE)
    assert read_drill_record(path, lambda: drill.now) == record
    assert read_drill_record(drill.folder, lambda: drill.now) == record, "the folder gives the same"
    assert not list(tmp_path.glob("*.part"))


def test_what_is_no_drill_says_so(room, tmp_path):
    clock = lambda: room.now  # noqa: E731  # short in a test
    with pytest.raises(Refusal, match=r"drill\.record\.not_drill"):
        read_drill_record(room.folder, clock)
    with pytest.raises(Refusal, match=r"drill\.record\.not_drill"):
        read_drill_record(tmp_path, clock)
    for name, content, code in (
        ("text.json", "no json", "form"),
        ("deep.json", "[" * 100_000, "form"),
        ("other.json", '{"form": "x"}', "form"),
        ("newer.json", '{"form": "dutyroom-drill-record", "version": 2}', "newer"),
        ("large.json", " " * 2_000_001, "large"),
    ):
        (tmp_path / name).write_text(content)
        with pytest.raises(Refusal, match=rf"drill\.record\.{code}"):
            read_drill_record(tmp_path / name, clock)
    with pytest.raises(Trouble):
        read_drill_record(tmp_path / "absent.json", clock)


def test_a_drill_that_has_not_begun_has_no_record(room, tmp_path):
    make_drill(room.store, taken(room), tmp_path / "drill", clock=lambda: room.now)
    with pytest.raises(Refusal, match=r"drill\.record\.not_begun"):
        read_drill_record(tmp_path / "drill", lambda: room.now)


def test_a_running_drill_gives_a_record_without_an_end(drill):
    record = drill.read(drill_record, drill.now)
    assert record.ended_at is None
    assert "not ended" in record_text(record, ENGLISH, ZONE)
    assert replace(record, marks=()) != record
