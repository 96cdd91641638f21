"""The log's filter: kept as plain text and read back, days bounded as the office counts them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.entry import Kind
from dutyroom.rules.log_filter import LogFilter, read_filter

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 0, 14, tzinfo=UTC)  # 08:14 in the office
_WORD = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
_DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@st.composite
def filters(draw):
    period = draw(st.sampled_from(["", "today", "yesterday", "7d", "span"]))
    span = period == "span"
    return LogFilter(
        words=" ".join(draw(st.lists(_WORD, max_size=3))),
        kinds=draw(st.frozensets(st.sampled_from(Kind))),
        shift_id=draw(st.none() | st.integers(1, 10**9 - 1)),
        period=period,
        first_on=draw(_DAYS) if span else None,
        last_on=draw(st.none() | _DAYS) if span else None,
        important_only=draw(st.booleans()),
        open_only=draw(st.booleans()),
    )


@given(filters())
def test_what_is_written_is_read_back(wanted):
    assert read_filter(wanted.written()) == wanted


@given(st.text(max_size=40))
def test_any_text_is_a_filter_and_loses_no_word(text):
    read = read_filter(text)
    assert read_filter(read.written()) == read
    assert set(read.words.split()) <= set(text.split())


def test_the_parts_have_names():
    assert read_filter("二七区 kind:call_in,report day:7d shift:12 is:open 水库 is:important") == LogFilter(
        words="二七区 水库",
        kinds=frozenset({Kind.CALL_IN, Kind.REPORT}),
        period="7d",
        shift_id=12,
        open_only=True,
        important_only=True,
    )


@pytest.mark.parametrize("text", ["kind:nonsense", "day:someday", "shift:two", "is:late", "day:2026-13-01..", "day:.."])
def test_what_is_not_understood_is_looked_for(text):
    assert read_filter(text) == LogFilter(words=text)


@pytest.mark.parametrize(
    ("text", "first", "before"),
    [
        ("day:today", "2026-11-23", "2026-11-24"),
        ("day:yesterday", "2026-11-22", "2026-11-23"),
        ("day:7d", "2026-11-17", "2026-11-24"),
        ("day:2026-11-01..2026-11-03", "2026-11-01", "2026-11-04"),
        ("day:2026-11-03..2026-11-01", "2026-11-01", "2026-11-04"),
    ],
)
def test_days_begin_at_the_offices_midnight(text, first, before):
    since, until = read_filter(text).bounds(NOW, ZONE)
    assert since == datetime.fromisoformat(first).replace(tzinfo=ZONE)
    assert until == datetime.fromisoformat(before).replace(tzinfo=ZONE)


def test_just_after_midnight_yesterday_is_the_day_that_has_ended():
    late = datetime(2026, 11, 22, 16, 1, tzinfo=UTC)  # 00:01 on the 23rd
    since, until = LogFilter(period="yesterday").bounds(late, ZONE)
    assert until - since == timedelta(days=1)
    assert until <= late < until + timedelta(minutes=2)


def test_no_period_has_no_bounds():
    assert LogFilter().bounds(NOW, ZONE) == (None, None)
    assert LogFilter().is_empty
    assert not LogFilter(open_only=True).is_empty
