"""The office's hours: by when a paper is proposed and handed to the document section."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.canon import instant, microseconds
from dutyroom.rules.limits import Due
from dutyroom.rules.office_hours import OfficeHours, documents_due, in_office_hours, propose_due

HERE = ZoneInfo("Asia/Shanghai")
HOLIDAYS = shipped_rules().holidays
HOURS = OfficeHours()
AROUND = {"zone": HERE, "holidays": HOLIDAYS, "hours": HOURS}
INSTANTS = st.integers(
    microseconds(datetime(2026, 1, 1, tzinfo=UTC)), microseconds(datetime(2026, 12, 20, tzinfo=UTC))
).map(instant)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("received", "proposed"),
    [
        ("2026-11-23 00:05", "2026-11-23 18:00"),
        ("2026-11-23 11:59", "2026-11-23 18:00"),
        ("2026-11-23 12:00", "2026-11-24 12:00"),
        ("2026-11-23 23:59", "2026-11-24 12:00"),
        ("2026-11-20 15:00", "2026-11-23 12:00"),  # Friday afternoon
        ("2026-11-21 10:00", "2026-11-23 18:00"),  # Saturday
        ("2026-02-14 10:00", "2026-02-14 18:00"),  # a Saturday that is made up
        ("2026-02-14 15:00", "2026-02-24 12:00"),  # over the Spring Festival
        ("2026-02-17 08:00", "2026-02-24 18:00"),
    ],
)
def test_a_paper_is_proposed_by(received, proposed):
    assert propose_due(at(received), **AROUND) == Due(at(proposed))


@pytest.mark.parametrize(
    ("received", "handed"),
    [
        ("2026-11-23 10:00", None),
        ("2026-11-23 08:30", None),
        ("2026-11-23 03:00", "2026-11-23 09:00"),
        ("2026-11-23 18:00", "2026-11-24 09:00"),
        ("2026-11-20 19:00", "2026-11-23 09:00"),
        ("2026-11-22 12:00", "2026-11-23 09:00"),
        ("2026-02-14 19:00", "2026-02-24 09:00"),
        ("2026-02-14 09:30", None),
    ],
)
def test_a_paper_from_the_night_is_with_the_documents_by(received, handed):
    assert documents_due(at(received), **AROUND) == (Due(at(handed)) if handed else None)


def test_the_turn_of_the_year_is_unsure():
    assert propose_due(at("2026-12-31 15:00"), **AROUND) == Due(at("2027-01-01 12:00"), (2027,))
    assert documents_due(at("2026-12-31 19:00"), **AROUND).unsure == (2027,)


@given(INSTANTS)
def test_a_proposal_is_due_ahead_on_a_working_day(received):
    found = propose_due(received, **AROUND)
    local = found.at.astimezone(HERE)
    assert found.at > received or local.time() == HOURS.end
    assert HOLIDAYS.is_workday(local.date())
    assert local.time() in (HOURS.noon, HOURS.end)


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=14)))
def test_a_later_paper_is_not_due_earlier(received, later):
    assert propose_due(received, **AROUND).at <= propose_due(received + later, **AROUND).at


@given(INSTANTS)
def test_papers_are_handed_over_once_the_office_opens(received):
    found = documents_due(received, **AROUND)
    assert (found is None) is in_office_hours(received, **AROUND)
    if found is not None:
        assert found.at > received
        assert in_office_hours(found.at, **AROUND)


def test_hours_follow_one_another():
    assert HOURS.in_order
    assert not OfficeHours(start=time(13)).in_order
    assert not OfficeHours(end=time(11)).in_order
    assert not OfficeHours(documents=time(7)).in_order
