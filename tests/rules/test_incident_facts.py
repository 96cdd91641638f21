"""Dated statements: what holds at any hour, what contradicts, what is still to be asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.incident import SUBTYPES, Figure, Surety
from dutyroom.rules.incident_facts import (
    ESSENTIALS,
    Statement,
    contradictions,
    facts_now,
    figures_of,
    missing_essentials,
)
from dutyroom.rules.incident_sheet import RegisterIncident, Told, check_incident, made_title
from dutyroom.rules.refusal import Refusal

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
statements = st.lists(
    st.builds(
        Statement,
        id=st.just(0),
        fact=st.sampled_from([*Figure, "course"]),
        value=st.integers(0, 9).map(str),
        as_of=st.integers(0, 6).map(lambda hours: START + timedelta(hours=hours)),
        surety=st.sampled_from(list(Surety)),
    ),
    max_size=12,
).map(lambda rows: [Statement(**{**fields(row), "id": n}) for n, row in enumerate(rows)])


def fields(row: Statement) -> dict[str, object]:
    return {name: getattr(row, name) for name in Statement.__dataclass_fields__}


@given(statements, st.integers(0, 6))
def test_the_latest_that_was_not_withdrawn_holds_and_an_earlier_hour_can_be_said_again(rows, hours):
    upto = START + timedelta(hours=hours)
    then = facts_now(rows, upto=upto)
    assert then == facts_now([row for row in rows if row.as_of <= upto])
    for fact, held in facts_now(rows).items():
        rivals = [row for row in rows if row.fact == fact and row.surety is not Surety.WITHDRAWN]
        assert held is max(rivals, key=lambda row: (row.as_of, row.id))


@given(statements, st.dictionaries(st.sampled_from(list(Figure)), st.integers(0, 9)))
def test_deaths_never_fall_unnoticed_and_saying_the_same_again_contradicts_nothing(rows, figures):
    held = facts_now(rows)
    late = START + timedelta(hours=9)
    found = contradictions(held, figures, late)
    fell = Figure.DEATHS in figures and figures[Figure.DEATHS] < figures_of(held).get(Figure.DEATHS, 0)
    assert any(each.what == "fell" for each in found) is fell
    assert contradictions(held, figures_of(held), late) == ()


def test_missing_people_who_are_found_dead_contradict_nothing():
    held = facts_now(
        [Statement(id=n, fact=f, value=v, as_of=START) for n, (f, v) in enumerate([("missing", "3"), ("deaths", "1")])]
    )
    later = START + timedelta(hours=1)
    assert contradictions(held, {Figure.MISSING: 1, Figure.DEATHS: 3}, later) == ()
    assert [each.what for each in contradictions(held, {Figure.MISSING: 0}, later)] == ["fewer"]
    assert [each.what for each in contradictions(held, {Figure.MISSING: 4}, START - timedelta(hours=1))] == ["before"]


def test_what_is_missing_stays_until_it_is_asked_and_a_stated_nought_is_known():
    assert missing_essentials(event_at=None, place="", subtype="", facts=()) == tuple(ESSENTIALS)
    told = {"deaths", "course", "measures", "in_charge"}
    assert missing_essentials(event_at=START, place="嵩山路", subtype="road", facts=told) == ()


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({}, "incident.empty"),
        ({"place": "嵩山路", "subtype": "ufo"}, "incident.subtype.unknown"),
        ({"told": Told(figures={Figure.DEATHS: 2}), "subtype": "road"}, "incident.place.empty"),
        ({"place": "嵩山路", "told": Told(figures={Figure.DEATHS: -1})}, "incident.figure.negative"),
        ({"place": "嵩山路", "told": Told(figures={Figure.LIGHT: 99_000_000})}, "incident.figure.absurd"),
        ({"place": "嵩山路", "event_at": START + timedelta(hours=1)}, "incident.event.after"),
        ({"place": "嵩山路", "received_at": START + timedelta(days=1)}, "matter.received.future"),
        ({"place": "嵩山路", "grade": "Ⅴ"}, "incident.grade.unknown"),
        ({"place": "嵩山路", "grade": "Ⅳ", "grade_proposed": "Ⅲ"}, "incident.grade.reason"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(named, code):
    with pytest.raises(Refusal) as refused:
        check_incident(RegisterIncident(**named), now=START)
    assert refused.value.code == code
    assert refused.value.field


def test_a_title_says_where_and_what_once():
    assert made_title("二七区", "嵩山路航海路口", "road") == "二七区嵩山路航海路口道路交通事故"
    assert made_title("二七区", "二七区嵩山路", "fire") == "二七区嵩山路火灾"
    assert made_title("", "高新区某厂", "") == "高新区某厂突发事件"


def test_every_kind_of_event_has_a_key_of_its_own():
    assert len({subtype.key for subtype in SUBTYPES}) == len(SUBTYPES) == len({subtype.zh for subtype in SUBTYPES})
