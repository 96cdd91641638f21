"""The counts by SQL are judged by the pure definitions, on cases made at random; from every figure to its cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.data.queries.hotline_statistics import (
    cases_behind,
    count_cases,
    counts_by,
    measures_of,
    shares_by,
    unit_lines,
)
from dutyroom.data.queries.hotline_topics import Least, repeat_callers, trends
from dutyroom.rules.hotline_figure import Figure, Part
from dutyroom.rules.hotline_measures import (
    MEASURE,
    MEASURES,
    By,
    CaseFacts,
    Share,
    Span,
    counted_by,
    counts,
    instant_of_case,
    share,
    share_returned_by,
    value_of,
)
from dutyroom.rules.hotline_period import Compared
from dutyroom.rules.hotline_privacy import WITHHELD
from tests.data.hotline_rows import Rows
from tests.rules.hotline_cases import JUDGING, SPAN, UNITS, many_cases
from tests.samples import NOON, Room

OVER_AND_OVER = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAY = timedelta(days=1)


@pytest.fixture
def rows(room: Room) -> Rows:
    return Rows(room.folder)


@OVER_AND_OVER
@given(found=many_cases(), by=st.sampled_from(By))
def test_sql_counts_what_the_definitions_count(room: Room, rows: Rows, found: list[CaseFacts], by: By):
    rows.put(found)
    expected = {measure.key: share(measure, found, SPAN, JUDGING) for measure in MEASURES}
    assert room.read(measures_of, SPAN, JUDGING) == expected
    assert room.read(counts_by, SPAN) == {way: counted_by(found, SPAN, way) for way in By}
    assert room.read(count_cases, SPAN) == sum(counts(case) and SPAN.holds(case.received_at) for case in found)
    parts = room.read(shares_by, SPAN, JUDGING, by)
    for value in {value_of(case, by) for case in found}:
        of_value = [case for case in found if value_of(case, by) == value]
        for measure in MEASURES:
            got = parts.get(value, {}).get(measure.key, Share())
            assert got == share(measure, of_value, SPAN, JUDGING), (value, measure.key)


@OVER_AND_OVER
@given(found=many_cases())
def test_units_are_judged_by_their_own_cases(room: Room, rows: Rows, found: list[CaseFacts]):
    rows.put(found)
    lines = {line.unit: line for line in room.read(unit_lines, SPAN, JUDGING)}
    for unit in UNITS:
        own = [case for case in found if case.unit == unit]
        given_back = share_returned_by(unit, found, SPAN)
        line = lines.get(unit)
        if line is None:
            assert given_back == Share()
            assert counted_by(own, SPAN, By.UNIT) == {}
            continue
        assert line.cases == counted_by(own, SPAN, By.UNIT).get(unit, 0)
        assert line.shares["returned"] == given_back
        for key in line.shares.keys() - {"returned"}:
            assert line.shares[key] == share(MEASURE[key], own, SPAN, JUDGING), key
    assert "" not in lines


@OVER_AND_OVER
@given(found=many_cases(), measure=st.sampled_from(MEASURES), part=st.sampled_from(Part), by=st.sampled_from(By))
def test_behind_every_figure_stand_exactly_its_cases(room: Room, rows: Rows, found, measure, part, by):
    rows.put(found)
    values = {value_of(case, by) for case in found}
    for where in ((), *(((by, value),) for value in values)):
        figure = Figure(span=SPAN, judging=JUDGING, measure=measure.key, part=part, where=where)
        own = [case for case in found if all(value_of(case, way) == value for way, value in where)]
        judged = [
            case
            for case in own
            if counts(case)
            and SPAN.holds(instant_of_case(case, measure.basis))
            and measure.den(case, JUDGING)
            and (part is Part.DEN or measure.num(case, JUDGING) == (part is Part.NUM))
        ]
        ids = room.read(cases_behind, figure)
        assert sorted(ids) == sorted(case.id for case in judged)
        whole = share(measure, own, SPAN, JUDGING)
        assert len(ids) == {Part.DEN: whole.den, Part.NUM: whole.num, Part.MISSED: whole.den - whole.num}[part]
    received = {case.id: case.received_at for case in found}
    ids = room.read(cases_behind, Figure(span=SPAN, judging=JUDGING))
    assert [received[number] for number in ids] == sorted((received[number] for number in ids), reverse=True)


@OVER_AND_OVER
@given(found=many_cases(), unit=st.sampled_from(UNITS))
def test_behind_a_units_return_rate_stand_its_own_cases(room: Room, rows: Rows, found, unit):
    rows.put(found)
    rate = share_returned_by(unit, found, SPAN)
    for part, many in ((Part.DEN, rate.den), (Part.NUM, rate.num), (Part.MISSED, rate.den - rate.num)):
        figure = Figure(span=SPAN, judging=JUDGING, measure="returned", part=part, held=unit)
        assert len(room.read(cases_behind, figure)) == many


def lamp(number: int, days_before: float, **named) -> CaseFacts:
    given_ = {"code": "020301", "area": "金水区", "street": "花园路街道", "state": "in_hand", **named}
    return CaseFacts(id=number, received_at=NOON - days_before * DAY, **given_)


def test_hot_spots_and_rising_topics_are_held_against_the_periods_before(room: Room, rows: Rows):
    week = 7 * DAY
    this = Span(NOON - 2 * DAY, NOON)
    spans = Compared(
        this=this,
        before=tuple(Span(this.since - n * week, this.until - n * week) for n in range(1, 5)),
        last_year=Span(this.since - 52 * week, this.until - 52 * week),
    )
    now = [lamp(n, 1) for n in range(1, 7)]
    before = [lamp(20 + n, 1 + 7 * n) for n in (1, 2, 3, 4)]
    outside = [lamp(30, 3), lamp(31, 1, state="merged"), lamp(32, 7)]
    others = [lamp(40 + n, 1, code="110101", area="二七区") for n in range(3)]
    unclassed = [lamp(50 + n, 1, code="") for n in range(5)]
    rows.put([*now, *before, lamp(60, 1 + 7 * 52), *outside, *others, *unclassed])
    found = room.read(trends, spans, Least(hot=2, rising=5, percent=50))
    # lamp(32) is seven days before to the instant: the end of the period before, and so outside of it.
    assert (found.now, found.before, found.last_year) == (14, (1, 1, 1, 1), 1)
    assert [(topic.where, topic.now, topic.growth) for topic in found.hot] == [
        (((By.CLASS4, "0203"), (By.AREA, "金水区")), 6, 500),
        (((By.CLASS4, "1101"), (By.AREA, "二七区")), 3, None),
    ]
    (rises,) = found.rising
    assert (rises.where, rises.now, rises.before, rises.last_year) == (((By.CLASS4, "0203"),), 6, (1, 1, 1, 1), 1)
    for topic in (*found.hot, *found.rising):
        figure = Figure(span=spans.this, judging=JUDGING, where=topic.where)
        assert len(room.read(cases_behind, figure)) == topic.now
    streets = room.read(trends, spans, Least(hot=2, rising=5, percent=50), (By.CLASS6, By.STREET))
    assert streets.hot[0].where == ((By.CLASS6, "020301"), (By.STREET, "金水区·花园路街道"))
    assert room.read(trends, spans, Least(hot=9, rising=9, percent=50)).hot == ()


def call(case: int, days_before: float, phone: str = "13800005678", **named):
    at = NOON - days_before * DAY
    return {"matter_id": case, "called_at": at, "phone": phone, "phone_key": phone, "name": "张样例", **named}


def test_repeat_callers_are_masked_and_those_who_asked_for_secrecy_withheld(room: Room, rows: Rows):
    cases = [lamp(1, 3), lamp(2, 2, state="closed"), lamp(3, 2, state="void"), lamp(4, 50), lamp(5, 1, code="110101")]
    often = [call(1, 3), call(1, 2), call(2, 1), call(3, 1), call(4, 50)]
    secret = [call(5, n, "13900001234", name="李样例", is_secret=n == 1) for n in (1, 2, 3)]
    seldom = [call(1, 1, "13700000000"), call(2, 1, "13700000000"), call(1, 1, ""), call(1, 1, ""), call(2, 1, "")]
    rows.put(cases, [*often, *secret, *seldom])
    span = Span(NOON - 30 * DAY, NOON)
    first, second = sorted(room.read(repeat_callers, span, 3), key=lambda each: each.cases, reverse=True)
    assert (first.phone, first.name, first.calls, first.cases, first.open) == ("138****5678", "张**", 3, 2, 1)
    assert first.codes == ("020301",)
    assert (second.phone, second.name, second.calls, second.cases) == (WITHHELD, WITHHELD, 3, 1)
    for caller in (first, second):
        figure = Figure(span=span, judging=JUDGING, call_id=caller.call_id)
        ids = room.read(cases_behind, figure)
        assert len(ids) == len(set(ids)) == caller.cases
    assert [caller.calls for caller in room.read(repeat_callers, span, 2)] == [3, 3, 2]
    assert "13800005678" not in repr(first) + repr(second)


def test_other_matters_are_not_counted(room: Room, rows: Rows):
    rows.put([lamp(1, 2), replace(lamp(2, 2), state="refused")])
    assert room.read(count_cases, SPAN) == 2
    assert room.read(measures_of, SPAN, JUDGING)["first_call"] == Share(0, 2)
