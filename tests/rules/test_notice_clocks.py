"""Which clocks a notice starts: by its urgency, by the hour it came, and by what the paper itself says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.matter import Duty
from dutyroom.rules.notice import AskedLimit, Channel, RegisterNotice, Slip, urgencies
from dutyroom.rules.notice_clocks import notice_clocks

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Ten o'clock on a working day."""


def clocks(received: datetime = MONDAY, **named):
    usual = {"channel": Channel.PAPER, "title": "通知", "source": "省政府办公厅", "urgency": "平件"}
    found = notice_clocks(RegisterNotice(**{**usual, **named}), received, shipped_rules(), ZONE)
    return {start.duty: start for start in found}


def local(at: datetime | None) -> str:
    assert at is not None
    return at.astimezone(ZONE).strftime("%m-%d %H:%M")


def test_an_urgent_paper_is_read_within_eight_hours_and_closed_in_a_day():
    found = clocks(urgency="特急")
    assert found[Duty.READ].due_at == MONDAY + timedelta(hours=8)
    assert found[Duty.CLOSE].due_at == MONDAY + timedelta(days=1)
    assert found[Duty.PROPOSE].due_at == found[Duty.READ].due_at
    assert found[Duty.CLOSE].rule_key == "urgency.paper.特急.close"
    assert found[Duty.CLOSE].source


def test_a_telegram_of_the_highest_degree_is_due_at_once():
    assert clocks(channel=Channel.TELEGRAM, urgency="特提")[Duty.READ].due_at == MONDAY


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (MONDAY, "11-23 18:00"),
        (MONDAY + timedelta(hours=4), "11-24 12:00"),
        (datetime(2026, 11, 28, 2, 0, tzinfo=UTC), "11-30 18:00"),
        (datetime(2026, 9, 30, 8, 0, tzinfo=UTC), "10-08 12:00"),
    ],
)
def test_an_ordinary_paper_is_proposed_by_the_half_day_it_came_in(received, due):
    assert local(clocks(received)[Duty.PROPOSE].due_at) == due


def test_a_year_without_a_holiday_table_is_named_and_not_guessed():
    found = clocks(datetime(2027, 2, 5, 6, 0, tzinfo=UTC))
    assert found[Duty.PROPOSE].unsure == (2027,)
    assert found[Duty.READ].unsure == ()


def test_what_the_paper_says_beats_every_rule():
    asked = AskedLimit(due_at=MONDAY + timedelta(hours=30), said="24日16时前")
    found = clocks(urgency="特急", limits=(asked,))
    assert (found[Duty.REPLY].due_at, found[Duty.REPLY].rule_key) == (asked.due_at, "paper")
    assert (found[Duty.CLOSE].due_at, found[Duty.CLOSE].source) == (asked.due_at, "24日16时前")


def test_a_reading_paper_has_no_proposal_and_a_call_is_answered_by_the_time_agreed():
    assert Duty.PROPOSE not in clocks(for_reading=True)
    slip = Slip(reply_at=MONDAY + timedelta(hours=2))
    found = clocks(channel=Channel.TELEPHONE, slip=slip)
    assert found[Duty.REPLY].due_at == slip.reply_at


@given(
    st.integers(0, 730 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.sampled_from(list(Channel)),
    st.booleans(),
    st.data(),
)
def test_whatever_comes_is_never_due_before_it_came_and_always_has_a_limit_to_close(received, channel, reading, data):
    urgency = data.draw(st.sampled_from(["", *urgencies(channel)]))
    found = clocks(received, channel=channel, urgency=urgency, for_reading=reading)
    assert Duty.CLOSE in found
    assert all(start.due_at is None or start.due_at >= received for start in found.values())
