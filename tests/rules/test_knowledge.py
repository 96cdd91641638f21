"""The knowledge shelf's own rules: what an item needs, and when it is stale."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.knowledge import (
    ANSWER_MOST,
    LIKELY,
    QUESTION_MOST,
    STALE_WORDS,
    KnowledgeFacts,
    Stale,
    checked_knowledge,
    likeness,
    stale_of,
)
from dutyroom.rules.refusal import Refusal

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(st.none() | DAYS, st.none() | DAYS, DAYS, st.integers(1, 1000))
def test_an_answer_is_fresh_exactly_while_its_day_has_not_passed_and_its_check_holds(until, checked, today, days):
    stale = stale_of(until, checked, today, days)
    fresh = (until is None or today <= until) and checked is not None and today <= checked + timedelta(days=days)
    assert (stale is Stale.NOT) is fresh
    assert fresh or STALE_WORDS[stale]


@given(DAYS, st.integers(1, 400))
def test_a_check_never_makes_an_answer_valid_that_is_past_its_day(until, later):
    today = until + timedelta(days=later)
    assert stale_of(until, today, today, 180) is Stale.EXPIRED


def test_a_check_holds_for_the_last_day_of_its_term_and_no_longer():
    assert stale_of(None, TODAY - timedelta(days=180), TODAY, 180) is Stale.NOT
    assert stale_of(None, TODAY - timedelta(days=181), TODAY, 180) is Stale.OLD
    assert stale_of(None, None, TODAY, 180) is Stale.UNCHECKED


def facts(**named):
    return KnowledgeFacts(**{"question": "怎么办居住证？", "answer": "到派出所。", "source": "公安局告知", **named})


def test_an_item_is_kept_in_one_spelling():
    kept = checked_knowledge(
        facts(question=" 怎么办\n居住证？ ", answer="到派出所。\r\n带身份证。 ", code="10-02 03"), TODAY
    )
    assert (kept.question, kept.answer, kept.code) == ("怎么办 居住证？", "到派出所。\n带身份证。", "100203")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"question": "  "}, "knowledge.question.empty", "question"),
        ({"question": "问" * (QUESTION_MOST + 1)}, "knowledge.question.long", "question"),
        ({"answer": "\n"}, "knowledge.answer.empty", "answer"),
        ({"answer": "答" * (ANSWER_MOST + 1)}, "knowledge.answer.long", "answer"),
        ({"source": ""}, "knowledge.source.empty", "source"),
        ({"valid_until": TODAY - timedelta(days=1)}, "knowledge.until.past", "valid_until"),
    ],
)
def test_what_an_item_lacks_is_refused_at_its_field(wrong, code, field):
    with pytest.raises(Refusal) as refused:
        checked_knowledge(facts(**wrong), TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_day_that_is_past_may_stay_while_something_else_is_corrected():
    past = TODAY - timedelta(days=1)
    assert checked_knowledge(facts(valid_until=past), TODAY, past).valid_until == past


def test_a_callers_long_sentence_is_like_the_question_that_it_asks_and_not_like_another():
    sentence = "你好我是外地来郑州打工的，想请问一下居住证要到哪里去办理"
    assert likeness(sentence, "居住证怎么办理？", "到派出所。") >= LIKELY
    assert likeness(sentence, "请问怎么缴纳水费？", "到营业厅。") == 0.0
    assert likeness("请问怎么办呢", "请问怎么办呢", "请问怎么办呢") == 0.0, "nothing but words of every question"


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_a_stale_item_is_never_more_like_than_a_fresh_one(sentence, question, answer):
    fresh, old = likeness(sentence, question, answer), likeness(sentence, question, answer, stale=True)
    assert 0.0 <= old <= fresh <= 1.3 + 1e-9
    assert (old == 0.0) is (fresh == 0.0)
