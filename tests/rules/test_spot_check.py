"""Spot checks: what counts as answered in time, what the facts say by themselves, what contradicts itself."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.spot_check import FINDING_WORDS, InTime, SpotFacts, SpotFinding, checked_spot, is_on_time

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LIMIT = InTime(3, 15)


def kept(**facts):
    return checked_spot(SpotFacts(**{"unit": "样例区", "caller": "李样例", **facts}), NOW, LIMIT)


@given(st.booleans(), st.none() | st.integers(0, 99), st.none() | st.integers(0, 3600), st.none() | st.booleans())
def test_the_finding_agrees_with_what_was_noted(is_answered, rings, seconds, reached):
    if not is_answered:
        reached = None
    facts = kept(is_answered=is_answered, rings=rings, seconds=seconds, leader_reached=reached)
    assert (facts.finding == SpotFinding.SILENT) is (not is_answered)
    assert (facts.finding == SpotFinding.LATE) is (is_answered and not is_on_time(facts, LIMIT))
    assert (facts.finding == SpotFinding.NO_LEADER) is (is_on_time(facts, LIMIT) and reached is False)
    assert checked_spot(facts, NOW, LIMIT) == facts, "what is kept is kept again as it is"


@pytest.mark.parametrize(
    ("facts", "is_in_time"),
    [
        ({"rings": 3}, True),
        ({"rings": 4}, False),
        ({"seconds": 15}, True),
        ({"seconds": 16}, False),
        ({"rings": 3, "seconds": 60}, True),
        ({"finding": "late"}, False),
        ({"is_answered": False}, False),
        ({}, True),
    ],
)
def test_rings_count_before_seconds_and_either_before_the_finding(facts, is_in_time):
    assert is_on_time(kept(**facts), LIMIT) is is_in_time


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"unit": " "}, "spot_check.unit", "unit"),
        ({"caller": ""}, "spot_check.caller", "caller"),
        ({"called_at": NOW + timedelta(hours=1)}, "spot_check.future", "called_at"),
        ({"rings": 100}, "spot_check.rings", "rings"),
        ({"seconds": -1}, "spot_check.seconds", "seconds"),
        ({"is_answered": False, "answerer": "赵样例"}, "spot_check.silent", "answerer"),
        ({"is_answered": False, "leader_reached": True}, "spot_check.leader", "leader_reached"),
        ({"finding": "fine"}, "spot_check.finding", "finding"),
        ({"finding": "unanswered"}, "spot_check.finding.silent", "finding"),
        ({"is_answered": False, "finding": "ok"}, "spot_check.finding.answered", "finding"),
        ({"finding": "other"}, "spot_check.remark", "remark"),
        ({"remark": "x", "leader": "样" * 101}, "spot_check.long", "leader"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(facts, code, field):
    with pytest.raises(Refusal) as refused:
        kept(**facts)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_every_finding_has_a_word():
    assert set(FINDING_WORDS) == set(SpotFinding)
