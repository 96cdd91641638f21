"""The measures of the mayor's telephone by property: bounds, adding up, order, what is left out, the instants at a limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.hotline_measures import (
    MEASURE,
    MEASURES,
    NOTHING,
    Basis,
    By,
    CaseFacts,
    Share,
    Span,
    counted_by,
    counts,
    grades_of,
    instant_of_case,
    share,
    share_returned_by,
    value_of,
)
from dutyroom.rules.matter import State
from dutyroom.rules.refusal import Refusal
from tests.rules.hotline_cases import JUDGING, SPAN, UNITS, cases, many_cases
from tests.samples import NOON

HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)
ANY = st.sampled_from(MEASURES)


def one(key: str, case: CaseFacts) -> tuple[int, int]:
    found = share(MEASURE[key], [case], Span(NOON - timedelta(days=9), NOON + timedelta(days=9)), JUDGING)
    return found.num, found.den


def a_case(**named) -> CaseFacts:
    return CaseFacts(**{"id": 1, "state": State.IN_HAND, "received_at": NOON - timedelta(days=1), **named})


@given(ANY, many_cases())
def test_a_share_is_never_more_than_the_whole_and_never_negative(measure, found):
    result = share(measure, found, SPAN, JUDGING)
    assert 0 <= result.num <= result.den <= sum(counts(case) for case in found)


@given(ANY, many_cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_cases_means_nothing(measure, found, random):
    shuffled = random.sample(found, len(found))
    assert share(measure, shuffled, SPAN, JUDGING) == share(measure, found, SPAN, JUDGING)


@given(ANY, many_cases(), st.sampled_from(By))
def test_the_parts_add_up_to_the_whole_however_it_is_cut(measure, found, by):
    whole = share(measure, found, SPAN, JUDGING)
    values = {value_of(case, by) for case in found}
    cut = [[case for case in found if value_of(case, by) == value] for value in values]
    assert sum((share(measure, part, SPAN, JUDGING) for part in cut), Share()) == whole
    middle = SPAN.since + timedelta(days=1)
    halves = Span(SPAN.since, middle), Span(middle, SPAN.until)
    assert sum((share(measure, found, half, JUDGING) for half in halves), Share()) == whole
    received = sum(counts(case) and SPAN.holds(case.received_at) for case in found)
    assert sum(counted_by(found, SPAN, by).values()) == received


@given(ANY, many_cases(), cases(99), st.sampled_from([State.MERGED, State.VOID]))
def test_what_is_merged_or_void_is_counted_nowhere(measure, found, other, state):
    gone = replace(other, state=state)
    assert share(measure, [*found, gone], SPAN, JUDGING) == share(measure, found, SPAN, JUDGING)
    assert share_returned_by(UNITS[0], [gone], SPAN) == Share()
    assert counted_by([gone], SPAN, By.AREA) == {}


@given(ANY, cases())
def test_a_period_holds_its_first_instant_and_not_its_last(measure, case):
    at = instant_of_case(case, measure.basis)
    if at is None:
        assert share(measure, [case], SPAN, JUDGING) == Share()
        return
    judged = measure.den(case, JUDGING) and counts(case)
    assert share(measure, [case], Span(at, at + TICK), JUDGING).den == int(judged)
    assert share(measure, [case], Span(at - TICK, at), JUDGING).den == 0


@given(many_cases(), st.sampled_from(UNITS))
def test_a_unit_answers_for_its_own_objections_only(found, unit):
    result = share_returned_by(unit, found, SPAN)
    assert 0 <= result.num <= result.den <= len(found)
    others = [case for case in found if unit not in case.held]
    assert share_returned_by(unit, others, SPAN) == Share()


@pytest.mark.parametrize(
    ("key", "done", "due"),
    [
        ("dispatched", "dispatched_at", "dispatch_due_at"),
        ("signed", "signed_at", "sign_due_at"),
        ("responded", "responded_at", "respond_due_at"),
        ("on_time", "closed_at", "close_due_at"),
    ],
)
def test_at_the_limit_is_in_time_and_an_instant_later_is_late(key, done, due):
    limit = NOON - HOUR
    case = a_case(dispatched_at=NOON - 2 * HOUR, **{due: limit})
    assert one(key, replace(case, **{done: limit})) == (1, 1)
    assert one(key, replace(case, **{done: limit + TICK})) == (0, 1)


@pytest.mark.parametrize(
    ("key", "due"), [("signed", "sign_due_at"), ("responded", "respond_due_at"), ("on_time", "close_due_at")]
)
def test_what_is_not_done_is_judged_once_its_limit_has_passed(key, due):
    case = a_case(dispatched_at=NOON - 2 * HOUR)
    assert one(key, case) == (0, 0), "no limit, nothing to judge"
    assert one(key, replace(case, **{due: NOON})) == (0, 0), "there is still this instant"
    assert one(key, replace(case, **{due: NOON - TICK})) == (0, 1)


def test_closing_early_does_not_count_before_the_limit_has_run_out():
    early = a_case(closed_at=NOON - HOUR, close_due_at=NOON + HOUR)
    assert one("on_time", early) == (0, 0)


def test_the_grade_that_the_office_does_not_count_is_not_satisfied_and_silence_neither():
    case = a_case(called_back_at=NOON - HOUR, tries=1, reached=True)
    assert one("satisfied", replace(case, satisfied="4")) == (1, 1)
    assert one("satisfied", replace(case, satisfied="3")) == (0, 1)
    assert one("satisfied", case) == (0, 1)
    assert one("satisfied", replace(case, reached=False, satisfied="5")) == (0, 0)
    assert one("reached", replace(case, reached=False)) == (0, 1)


def test_the_shipped_rule_names_grades_and_a_wrong_word_is_refused():
    words = shipped_rules().words("hotline.satisfied", NOON.date())
    assert grades_of(words) == {"5", "4", "3"}
    with pytest.raises(Refusal) as refused:
        grades_of(["满意", "还行"])
    assert (refused.value.code, refused.value.facts["word"]) == ("hotline.grade.unknown", "还行")


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_percentage_has_one_decimal_and_says_all_or_none_only_where_it_is_so(num, more):
    text = Share(num, num + more).text
    if num + more == 0:
        assert text == NOTHING
        return
    shown = float(text.removesuffix("%"))
    assert abs(shown - 100 * num / (num + more)) < 0.1
    assert (shown == 100) == (more == 0)
    assert (shown == 0) == (num == 0)


def test_every_measure_says_its_basis_and_has_names_of_its_own():
    assert len({measure.zh for measure in MEASURES}) == len(MEASURE) == len(MEASURES)
    assert {measure.basis for measure in MEASURES} == set(Basis)
    assert all(" / " in measure.words for measure in MEASURES), "numerator over denominator, in words"
