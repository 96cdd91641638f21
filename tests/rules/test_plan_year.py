"""The proposal of a yearly plan: everything that is due once, in time where it can be, spread over the months."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.plan_due import DueRules, PlanFacts, What, plan_owes
from dutyroom.rules.plan_events import EventKind, cause_offered, finding_lines
from dutyroom.rules.plan_year import propose_year

BOOK = shipped_rules()
TODAY = date(2026, 2, 10)
RULES = DueRules.of(BOOK, TODAY)
ISSUED = st.lists(st.dates(date(2010, 1, 1), date(2026, 2, 1)), max_size=60)


def owed(days):
    facts = [PlanFacts(kind="special", issued_on=day) for day in days]
    return [(n, duty) for n, each in enumerate(facts, 1) for duty in plan_owes(each, RULES)]


@given(ISSUED, st.sampled_from((2026, 2027)))
def test_everything_due_stands_in_it_once_within_the_year_and_in_time(days, year):
    duties = owed(days)
    found = propose_year(duties, year, today=TODAY, holidays=BOOK.holidays)
    end = date(year, 12, 31)
    wanted = [(n, duty.what.value) for n, duty in duties if duty.due_on is not None and duty.due_on <= end]
    assert sorted((each.plan_id, each.kind.value) for each in found) == sorted(wanted)
    first = max(date(year, 1, 1), TODAY)
    for each in found:
        assert first <= each.planned_on <= end
        assert each.is_late == (each.due_on < first)
        assert each.is_late or each.planned_on <= each.due_on
    assert [each.planned_on for each in found] == sorted(each.planned_on for each in found)


@given(ISSUED)
def test_what_is_planned_already_is_not_proposed_again(days):
    duties = owed(days)
    first = propose_year(duties, 2026, today=TODAY, holidays=BOOK.holidays)
    planned = {(each.plan_id, each.kind.value) for each in first}
    assert propose_year(duties, 2026, today=TODAY, holidays=BOOK.holidays, planned=planned) == []


@pytest.mark.parametrize("count", [11, 110, 1000])
def test_what_is_overdue_is_spread_evenly_over_the_rest_of_the_year(count):
    duties = [each for each in owed([date(2015, 1, 1)] * count) if each[1].what is What.DRILL]
    found = propose_year(duties, 2026, today=TODAY, holidays=BOOK.holidays)
    months = Counter(each.planned_on.month for each in found)
    assert sorted(months) == list(range(2, 13))
    assert max(months.values()) - min(months.values()) <= 1
    assert all(BOOK.holidays.is_workday(each.planned_on) for each in found)


def test_a_year_that_is_over_has_no_proposal():
    assert propose_year(owed([date(2015, 1, 1)]), 2025, today=TODAY, holidays=BOOK.holidays) == []


@given(st.lists(st.text(alphabet="发现-•· 1", min_size=1, max_size=8)))
def test_findings_are_read_a_line_each(lines):
    found = finding_lines("\n".join(lines))
    assert all(line and line == line.strip() and line[0] not in "-•·*" for line in found)
    assert len(found) <= len(lines)


@pytest.mark.parametrize(
    ("kind", "result", "findings", "cause"),
    [
        (EventKind.DRILL, "", 2, "exercise"),
        (EventKind.DRILL, "", 0, ""),
        (EventKind.ASSESSMENT, "keep", 3, ""),
        (EventKind.ASSESSMENT, "revise", 0, "exercise"),
        (EventKind.TRAINING, "", 1, ""),
    ],
)
def test_a_drill_with_findings_asks_for_a_revision(kind, result, findings, cause):
    assert cause_offered(kind, result, findings) == cause
