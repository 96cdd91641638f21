"""Filters of the registers as plain text."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.matter_filter import FLAGS, MatterFilter, read_matter_filter, with_own

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
WORD = st.text("水积二七区强降雨abc123", min_size=1, max_size=6)


@given(
    st.builds(
        MatterFilter,
        words=st.lists(WORD, max_size=3).map(" ".join),
        state=st.sampled_from(["", "open", "over", "received", "filed"]),
        urgency=st.sampled_from(["", "特急", "平件"]),
        office=st.one_of(st.just(""), WORD),
        received=st.sampled_from(["", "8h", "2d", "today", "2026-11-01..2026-11-30", "2026-11-01.."]),
        due=st.sampled_from(["", "8h", "tomorrow", "..2026-12-01"]),
        flag=st.sampled_from(["", *FLAGS]),
    )
)
def test_a_filter_is_read_back_as_it_is_written(wanted):
    assert read_matter_filter(wanted.written()) == wanted
    assert wanted.is_empty == (wanted == MatterFilter())


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_somehow_and_stays(text):
    read = read_matter_filter(text)
    assert read_matter_filter(read.written()) == read


@pytest.mark.parametrize(
    "token", ["state:nonsense", "is:blue", "in:2026-13-01..", "due:soon", "other:thing", "channel:post"]
)
def test_what_is_no_filter_stays_among_the_words(token):
    assert read_matter_filter(f"积水 {token}").words == f"积水 {token}"


def test_spans_look_back_for_receipt_and_ahead_for_limits():
    wanted = read_matter_filter("in:8h due:2d")
    assert wanted.received_bounds(NOW, ZONE) == (NOW - timedelta(hours=8), None)
    assert wanted.due_bounds(NOW, ZONE) == (None, NOW + timedelta(hours=48))


def test_days_are_days_of_the_office():
    first, before = read_matter_filter("in:today").received_bounds(NOW, ZONE)
    assert (first, before) == (datetime(2026, 11, 22, 16, tzinfo=UTC), datetime(2026, 11, 23, 16, tzinfo=UTC))
    assert read_matter_filter("in:2026-11-23..2026-11-23").received_bounds(NOW, ZONE) == (first, before)


def test_what_is_typed_overrules_what_the_lists_say():
    shown = MatterFilter(state="open", urgency="特急")
    typed = read_matter_filter("积水 state:over")
    assert with_own(shown, typed) == MatterFilter(words="积水", state="over", urgency="特急")
