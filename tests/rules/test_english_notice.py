"""Notices in English: labels and limits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.notice_text import propose_notice

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def limits(text: str) -> list[tuple[str, str]]:
    found = propose_notice(text, received_at=NOON, zone=ZONE).deadlines
    return [
        (one.said, f"{one.value.at:%Y-%m-%d %H:%M}" if one.value.at else ",".join(one.value.daily)) for one in found
    ]


@pytest.mark.parametrize(
    ("text", "said", "at"),
    [
        ("Please report within 2 hours.", "within 2 hours", "2026-11-23 14:00"),
        ("Reply within three days, please.", "within three days", "2026-11-26 23:59"),
        ("Send the list within 3 working days.", "within 3 working days", ""),
        ("Please submit figures by 18:00.", "by 18:00", "2026-11-23 18:00"),
        ("Please submit figures by 6 pm on 25 November.", "by 6 pm on 25 November", "2026-11-25 18:00"),
        ("Return the form no later than November 30, 2026.", "no later than November 30, 2026", "2026-11-30 23:59"),
        ("Confirm by noon tomorrow.", "by noon tomorrow", "2026-11-24 12:00"),
        ("Submit the report before 2026-12-01.", "before 2026-12-01", "2026-12-01 23:59"),
        ("You must reply by 5 January.", "by 5 January", "2027-01-05 23:59"),
        ("Report daily at 08:00 and 17:00.", "daily at 08:00 and 17:00", "08:00,17:00"),
        ("Submit it prior to 1700 hours (5:00 p.m.) on Wednesday, November 25, 2026.", "prior to 1700 hours (5:00 p.m.) on Wednesday, November 25, 2026", "2026-11-25 17:00"),
        ("Please confirm by 99:99.", "by 99:99", "2026-11-23 23:59"),
    ],
)  # fmt: skip
def test_a_limit_is_understood(text: str, said: str, at: str) -> None:
    assert limits(text) == [(said, at)]


@pytest.mark.parametrize(
    "text", ["Rain fell within 24 hours.", "The river rose by 2 metres.", "The dam was built by 1975.", "Damage: none."]
)
def test_what_nobody_is_asked_for_is_no_limit(text: str) -> None:
    assert limits(text) == []


def test_two_labels_on_one_line_are_two_facts() -> None:
    text = "To: All department heads   Date: May 13, 2026\nFrom: Duty room\nPlease confirm."
    found: dict[str, Any] = propose_notice(text, received_at=None, zone=ZONE).plain()
    assert (found["addressee"]["value"], found["date"]["value"]) == ("All department heads", "2026-05-13")


def test_labels_stand_at_the_head_only() -> None:
    text = (
        "To: All rooms\nFrom: Duty room\nRef: none\nDate: soon\nPriority: Time:\nSubject: Test\n\n"
        + "Line.\n" * 20
        + "No: 12/2026"
    )
    found: dict[str, Any] = propose_notice(text, received_at=None, zone=ZONE).plain()
    assert {field: one["value"] for field, one in found.items()} == {
        "title": "Test",
        "issuer": "Duty room",
        "addressee": "All rooms",
    }


def test_a_heading_is_the_title_and_a_long_text_without_labels_sets_no_limits() -> None:
    text = "Flood watch\n" + "Teams must report within 2 hours. " * 80
    found = propose_notice(text, received_at=NOON, zone=ZONE)
    assert found.title is not None
    assert (found.title.value, found.deadlines) == ("Flood watch", ())


@given(st.text("byBY within before noon 0123456789:.,-/ JanuaryNovemberpleasehoursdaysTofrom\n", max_size=80))
def test_no_english_is_too_strange(text: str) -> None:
    for one in propose_notice(text, received_at=NOON, zone=ZONE).deadlines:
        assert one.said == text[one.start : one.end]
