"""Facts survive their frozen text form."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.papers.facts import EntryFact, HandoverFacts, LogFacts, from_json, to_json
from dutyroom.papers.matter_facts import HandlingSlipFacts
from tests.papers.paper_facts import START, a_blank, a_handover, a_log, a_plan, an_entry


@pytest.mark.parametrize("facts", [a_handover(), a_log(), a_blank(), a_plan(), a_handover(head=None, signatures=())])
def test_round_trip(facts: object) -> None:
    text = to_json(facts)
    assert from_json(type(facts), text) == facts
    assert to_json(from_json(type(facts), text)) == text


def test_the_same_instant_in_another_zone_is_the_same_text() -> None:
    other = START.astimezone(timezone(timedelta(hours=-5)))
    assert to_json(a_log(started_at=other)) == to_json(a_log())


def test_a_date_without_time_survives() -> None:
    facts = HandlingSlipFacts(office_zh="", office_en="", document_on=date(2024, 2, 29))
    assert from_json(HandlingSlipFacts, to_json(facts)) == facts
    with pytest.raises(ValueError):
        from_json(HandlingSlipFacts, to_json(facts).replace("2024-02-29", "2023-02-29"))


@given(text=st.text(), seq=st.integers(1, 10**7), at=st.datetimes(timezones=st.just(UTC)))
def test_any_text_and_time_survive(text: str, seq: int, at: datetime) -> None:
    entry = an_entry(seq, text=text, happened_at=at)
    assert from_json(EntryFact, to_json(entry)) == entry


def test_a_field_added_later_takes_its_default() -> None:
    stored = json.loads(to_json(a_handover()))
    del stored["body"]["reservations"]
    assert from_json(HandoverFacts, json.dumps(stored)).reservations == ""


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        to_json(a_log()),
        '{"facts":"HandoverFacts","body":{}}',
        to_json(a_handover()).replace('"entry_count":12', '"entry_count":"12"'),
        to_json(a_handover()).replace('"told"', '"sung"'),
        to_json(a_handover()).replace('"weather"', '"whether"'),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(HandoverFacts, text)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        to_json(LogFacts(office_zh="", office_en="", started_at=START.replace(tzinfo=None)))
