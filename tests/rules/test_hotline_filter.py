"""The filter of the mayor's telephone as a line of text: it reads what it writes, and says what it cannot read."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.hotline import Channel, Demand, Result, Satisfied
from dutyroom.rules.hotline_filter import (
    FLAGS,
    CaseFilter,
    case_number,
    misread_case,
    read_case_filter,
    with_own_case,
)
from dutyroom.rules.matter import State

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
WORD = st.text(st.characters(categories=("Lo", "Ll", "Nd")), min_size=1, max_size=6)
TIMES = st.sampled_from(["", "8h", "2d", "3w", "today", "yesterday", "2026-11-01..", "..2026-11-30"])


def several(words):
    return st.lists(st.sampled_from([str(word) for word in words]), unique=True, max_size=3).map(",".join)


FILTERS = st.builds(
    CaseFilter,
    words=st.lists(WORD.filter(lambda word: read_case_filter(word).words == word), max_size=2).map(" ".join),
    number=st.sampled_from(["", "热〔2026〕12号", "202611270001"]),
    state=several(["open", "over", *State]),
    demand=several(Demand),
    urgency=st.sampled_from(["", "即办", "一般"]),
    code=st.text("0123456789", max_size=6),
    area=st.just("") | WORD,
    street=st.just("") | WORD,
    unit=st.just("") | WORD,
    channel=several(Channel),
    result=several(Result),
    satisfied=several(Satisfied),
    card=several(["yellow", "red"]),
    caller=st.sampled_from(["", "17"]),
    received=TIMES,
    due=TIMES,
    closed=TIMES,
    back=TIMES,
    flags=st.sets(st.sampled_from(FLAGS)).map(lambda some: tuple(flag for flag in FLAGS if flag in some)),
)


@given(FILTERS)
def test_it_reads_what_it_writes(wanted):
    assert read_case_filter(wanted.written()) == wanted
    assert misread_case(wanted.written()) is None


@given(FILTERS)
def test_nothing_typed_changes_nothing_that_the_bar_says(wanted):
    assert with_own_case(wanted, CaseFilter(words="雨")) == with_own_case(wanted, read_case_filter("雨"))
    assert with_own_case(wanted, CaseFilter(words=wanted.words)) == wanted


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("demand:投诉,求助", "demand", "complaint,help"),
        ("channel:微信", "channel", "wechat"),
        ("channel:APP", "channel", "app"),
        ("result:不予受理", "result", "refused"),
        ("satisfied:非常不满意", "satisfied", "1"),
        ("card:红牌", "card", "red"),
        ("class:0203", "code", "0203"),
        ("in:7d", "received", "7d"),
        ("8h", "due", "8h"),
        ("state:late", "flags", ("late",)),
        ("is:redone is:late is:late", "flags", ("late", "redone")),
    ],
)
def test_what_is_typed_as_papers_say_it_is_understood(typed, field, value):
    assert getattr(read_case_filter(typed), field) == value
    assert not read_case_filter(typed).words


@pytest.mark.parametrize(
    ("term", "known"),
    [
        ("demand:抱怨", "complaint"),
        ("demand:help,nonsense", "help"),
        ("urgency:即办,一般", "即办"),
        ("class:abc", "0203"),
        ("in:soon", "8h"),
        ("is:open", "late"),
        ("caller:13800138000x", "1"),
    ],
)
def test_a_term_that_cannot_be_one_is_named_with_what_it_takes(term, known):
    wrong = misread_case(f"停水 {term}")
    assert wrong is not None
    assert wrong.term == term
    assert known in wrong.known
    assert read_case_filter(f"停水 {term}").words == f"停水 {term}"


def test_what_is_no_term_stays_a_word():
    assert read_case_filter("http://x 12:30 停水").words == "http://x 12:30 停水"
    assert misread_case("http://x 12:30 停水") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("热〔2026〕12号", (2026, 12)),
        ("热[2026] 12 号", (2026, 12)),
        ("2026-12", (2026, 12)),
        ("（2026）12", (2026, 12)),
        ("202611270001", None),
        ("收〔2026〕12号", None),
    ],
)
def test_a_case_s_number_is_read_in_any_writing(text, number):
    assert case_number(text) == number


def test_times_go_back_but_for_what_is_due():
    wanted = read_case_filter("in:2d closed:today due:8h back:2026-11-01..2026-11-02")
    assert wanted.bounds("received", NOW, ZONE) == (NOW - timedelta(days=2), None)
    assert wanted.bounds("due", NOW, ZONE) == (None, NOW + timedelta(hours=8))
    assert wanted.bounds("closed", NOW, ZONE) == (
        datetime(2026, 11, 26, 16, tzinfo=UTC),
        datetime(2026, 11, 27, 16, tzinfo=UTC),
    )
    assert wanted.bounds("back", NOW, ZONE) == (
        datetime(2026, 10, 31, 16, tzinfo=UTC),
        datetime(2026, 11, 2, 16, tzinfo=UTC),
    )
    assert read_case_filter("state:over").states() == {
        *("closed", "filed", "returned", "transferred", "merged", "refused"),
    }
    assert CaseFilter().states() is None
