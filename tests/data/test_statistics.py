"""The statistics by SQL are judged by the pure definitions, on records made at random; from every figure to its records."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from dutyroom.data.queries.hotline_search import CaseSearch, find_cases
from dutyroom.data.queries.hotline_statistics import measures_of as hotline_measures_of
from dutyroom.data.queries.journal import JournalSearch, find_entries
from dutyroom.data.queries.register import MatterSearch, find_matters
from dutyroom.data.queries.statistics import statistics_of
from dutyroom.data.queries.statistics_records import listed_behind, records_behind
from dutyroom.data.queries.statistics_sql import clock_mask
from dutyroom.data.tables import Matter
from dutyroom.rules.hotline_filter import read_case_filter
from dutyroom.rules.hotline_measures import MEASURES, Judging, counts
from dutyroom.rules.local_hours import hour_number, weekday_of
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.rules.statistics import MAIN, behind, counted, instant_of
from dutyroom.rules.statistics_cuts import CUTS, cut_value
from dutyroom.rules.statistics_facts import KIND_OF, Subject
from dutyroom.rules.statistics_figure import Figure, Part
from dutyroom.rules.statistics_period import Length, Stretch, around, free
from tests.data.hotline_rows import Rows
from tests.data.statistics_rows import Bare, duties, entries, many, matters, shifts, spot_checks
from tests.rules.hotline_cases import many_cases
from tests.samples import NOON, ZONE, Room

OVER_AND_OVER = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TODAY = NOON.astimezone(ZONE).date()
PERIODS = st.one_of(
    st.sampled_from([Length.DAY, Length.WEEK, Length.MONTH]).map(lambda length: around(length, TODAY)),
    st.integers(0, 5).map(lambda days: free(TODAY - timedelta(days=3), TODAY - timedelta(days=3 - days))),
)
RECORDS = st.tuples(many(matters), many(entries, 5), many(shifts, 3), many(duties, 5), many(spot_checks, 5)).map(
    lambda parts: [facts for part in parts for facts in part]
)


@pytest.fixture
def bare(room: Room) -> Bare:
    return Bare(room.folder)


def own(subject: Subject, records):
    names = {
        Subject.LOG: "EntryFacts",
        Subject.SHIFTS: "ShiftFacts",
        Subject.ROSTER: "DutyFacts",
        Subject.SPOT_CHECKS: "SpotCheckFacts",
    }
    return [facts for facts in records if type(facts).__name__ == names.get(subject, "MatterFacts")]


@OVER_AND_OVER
@given(
    records=RECORDS, subject=st.sampled_from([each for each in Subject if each is not Subject.HOTLINE]), period=PERIODS
)
def test_sql_counts_what_the_definitions_count(room: Room, bare: Bare, records, subject, period):
    bare.put(records)
    report = room.read(statistics_of, subject, period, NOON)
    of_subject = own(subject, records)
    for line in report.measures:
        for name, stretch in zip(("this", "before", "year"), report.compared.all, strict=True):
            expected = counted(line.measure, of_subject, stretch.span(ZONE), NOON)
            assert getattr(line.found, name) == expected, (line.key, name)
    main = behind(MAIN[subject], Part.ALL, of_subject, report.compared.this.span(ZONE), NOON)
    for cut in CUTS[subject]:
        got = {line.value: line.this for line in report.cuts[cut.key] if line.this}
        assert got == Counter(cut_value(facts, cut.key) for facts in main), cut.key
    assert sum(bucket.this or 0 for bucket in report.buckets) == len(main)
    assert all(sum(bucket.stacked.values()) == (bucket.this or 0) for bucket in report.buckets)
    hours = Counter(hour_number(instant_of(facts, MAIN[subject].basis), ZONE) for facts in main)
    slots = Counter()
    for hour, number in hours.items():
        slots[weekday_of(hour), hour % 24] += number
    assert {(day, hour): n for day, row in enumerate(report.heat) for hour, n in enumerate(row) if n} == slots


@OVER_AND_OVER
@given(
    records=RECORDS, subject=st.sampled_from([each for each in Subject if each is not Subject.HOTLINE]), period=PERIODS
)
def test_behind_every_figure_stand_exactly_its_records(room: Room, bare: Bare, records, subject, period):
    bare.put(records)
    report = room.read(statistics_of, subject, period, NOON)
    for line in report.measures:
        for part in Part if line.measure.is_share else (Part.ALL,):
            figure = report.figure(line.measure, part)
            expected = behind(line.measure, part, own(subject, records), report.compared.this.span(ZONE), NOON)
            assert sorted(room.read(records_behind, figure, NOON)) == sorted(facts.id for facts in expected), figure
    figures = [
        (report.cut_figure(cut.key, line.value), line.this) for cut in CUTS[subject] for line in report.cuts[cut.key]
    ]
    figures += [(report.bucket_figure(bucket), bucket.this or 0) for bucket in report.buckets]
    figures += [
        (report.heat_figure(day, hour), number)
        for day, row in enumerate(report.heat)
        for hour, number in enumerate(row)
        if number
    ]
    for figure, number in figures:
        assert len(room.read(records_behind, figure, NOON)) == number, figure
    if subject in KIND_OF:
        for figure, number in figures[:6]:
            search = MatterSearch(
                kind=KIND_OF[subject], now=NOON, zone=ZONE, filter=read_matter_filter(figure.filter_text)
            )
            assert len(room.read(find_matters, search)) == number, figure.filter_text
    elif subject is Subject.LOG:
        for figure, number in figures[:6]:
            assert len(room.read(find_entries, JournalSearch(figure=figure.written(), now=NOON))) == number


@OVER_AND_OVER
@given(found=many_cases(), period=PERIODS, key=st.sampled_from([measure.key for measure in MEASURES]))
def test_the_mayors_telephone_is_counted_by_its_own_measures(room: Room, found, period, key):
    Rows(room.folder).put(found)
    report = room.read(statistics_of, Subject.HOTLINE, period, NOON)
    span = report.compared.this.span(ZONE)
    grades = frozenset({"5", "4", "3"})
    theirs = room.read(hotline_measures_of, span, Judging(now=NOON, grades=grades))
    for line in report.measures[1:]:
        share = line.found.this
        if line.key != "hotline.satisfied":
            assert share == theirs[line.key.partition(".")[2]], line.key
        if line.key.partition(".")[2] != key:
            continue
        for part, number in ((Part.ALL, share.den), (Part.MET, share.num), (Part.MISSED, share.den - share.num)):
            figure = report.figure(line.measure, part)
            assert len(room.read(records_behind, figure, NOON)) == number, figure
            search = CaseSearch(now=NOON, zone=ZONE, filter=read_case_filter(figure.filter_text))
            assert len(room.read(find_cases, search)) == number, figure
    came = [case for case in found if counts(case) and span.holds(case.received_at)]
    assert report.measures[0].found.this.num == len(came)
    for line in report.cuts["class2"]:
        assert line.this == sum(case.code[:2] == line.value for case in came)


def test_a_figure_of_another_register_or_of_nonsense_shows_nothing(room: Room):
    stretch = Stretch(date(2026, 11, 1), date(2026, 11, 30))
    log = Figure(measure="log.entries", stretch=stretch)
    assert json.loads(room.read(listed_behind, log.written(), "notices", NOON)) == []
    assert (
        len(json.loads(room.read(listed_behind, log.written(), "log", NOON)))
        == len(room.read(records_behind, log, NOON))
        > 0
    )
    assert room.read(records_behind, replace(log, measure="log.other"), NOON) == []
    assert room.read(records_behind, replace(log, where=(("grade", "Ⅰ"),)), NOON) == []


def test_behind_the_shifts_stand_their_entries_in_the_log(room: Room):
    room.start()
    room.write("二七区来电")
    report = room.read(statistics_of, Subject.SHIFTS, around(Length.DAY, TODAY), room.now)
    assert report.line("shifts.begun").found.this.num == 1
    figure = report.figure(report.main)
    (entry,) = room.read(find_entries, JournalSearch(figure=figure.written(), now=room.now.astimezone(UTC)))
    assert entry < room.read(find_entries, JournalSearch())[-1]


def test_what_is_asked_of_the_limits_of_a_matter_is_answered_by_one_index_alone(room: Room):
    asked = select(clock_mask(["notices.signed", "notices.on_time"], NOON)).select_from(Matter)
    with room.store.reading() as session:
        sql = str(asked.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
        plan = " ".join(row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
    assert "COVERING INDEX ix_open_item_matter_id_duty_state_due_at_closed_at" in plan
