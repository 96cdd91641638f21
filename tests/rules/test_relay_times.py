"""The times of a recipient: whatever is said, they are in order, or refused at the field that is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import Told, told_times

BEGAN = datetime(2026, 11, 23, 0, 14, 37, tzinfo=UTC)
spans = st.one_of(st.none(), st.integers(-20_000, 20_000).map(lambda s: timedelta(seconds=s)))


def plus(start: datetime, span: timedelta | None) -> datetime | None:
    return None if span is None else start + span


@given(
    passed=st.integers(0, 10_000), at=spans, acknowledged=spans, sent=st.one_of(st.none(), st.floats(0, 1)),
    is_acknowledged=st.booleans(),
)  # fmt: skip
def test_times_are_in_order_or_refused_at_their_field(passed, at, acknowledged, sent, is_acknowledged):
    now = BEGAN + timedelta(seconds=passed)
    sent_at = None if sent is None else BEGAN + sent * (now - BEGAN)
    asked = Told(
        line_id=1, channel="telephone", taken_by="x", acknowledged=is_acknowledged,
        at=plus(BEGAN, at), acknowledged_at=plus(BEGAN, acknowledged),
    )  # fmt: skip
    caught: Refusal | None = None
    try:
        times = told_times(asked, unit="二七区", began_at=BEGAN, sent_at=sent_at, now=now)
    except Refusal as refusal:
        caught = refusal
    if caught is not None:
        assert caught.field in ("at", "acknowledged_at")
        assert at is not None or acknowledged is not None, "what is left empty is never wrong"
        return
    assert BEGAN <= times.told_at <= now + timedelta(minutes=1)
    assert (times.acknowledged_at is not None) is is_acknowledged
    if times.acknowledged_at is not None:
        assert times.told_at <= times.acknowledged_at <= now + timedelta(minutes=1)
    if sent_at is not None:
        assert times.told_at == sent_at


def test_a_time_written_in_minutes_may_be_that_of_the_beginning():
    asked = Told(line_id=1, channel="telephone", taken_by="x", at=BEGAN.replace(second=0))
    times = told_times(asked, unit="二七区", began_at=BEGAN, sent_at=None, now=BEGAN + timedelta(hours=1))
    assert (times.told_at, times.acknowledged_at) == (BEGAN, BEGAN)
    early = Told(line_id=1, channel="telephone", at=BEGAN - timedelta(minutes=1))
    with pytest.raises(Refusal) as caught:
        told_times(early, unit="二七区", began_at=BEGAN, sent_at=None, now=BEGAN + timedelta(hours=1))
    assert caught.value.code == "relay.time.before"
