"""When plans must be drilled, evaluated, revised: by rule, by hand, by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.limits import add_months
from dutyroom.rules.matter_clock import BY_HAND
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.plan_due import (
    DRILL_RULE_WORDS,
    NO_DRILLS,
    OWE_NOTHING,
    DueRules,
    PlanFacts,
    Reminder,
    What,
    drill_rate,
    plan_owes,
    reminder_of,
)

BOOK = shipped_rules()
TODAY = date(2026, 11, 23)
RULES = DueRules.of(BOOK, TODAY)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
FACTS = st.builds(
    PlanFacts,
    kind=st.sampled_from(list(KIND_WORDS)),
    is_kept=st.booleans(),
    is_replaced=st.booleans(),
    drill_rule=st.sampled_from(("", *DRILL_RULE_WORDS, "unheard of")),
    issued_on=st.none() | DAYS,
    effective_on=st.none() | DAYS,
    ends_on=st.none() | DAYS,
    last_drill=st.none() | DAYS,
    last_assessment=st.none() | DAYS,
    drill_by_hand=st.none() | DAYS,
    assess_by_hand=st.none() | DAYS,
    triggers=st.integers(0, 3),
    trigger_since=st.none() | DAYS,
)


def owes(facts: PlanFacts, today: date = TODAY):
    return {duty.what: duty for duty in plan_owes(facts, DueRules.of(BOOK, today))}


@pytest.mark.parametrize(
    ("kind", "drill_rule", "months", "key"),
    [
        ("overall", "", 36, "plan.drill.overall"),
        ("special", "", 36, "plan.drill.special"),
        ("department", "", 36, "plan.drill.department"),
        ("special", "worksafety", 24, "plan.drill.worksafety"),
        ("onsite", "keyunits", 6, "plan.drill.keyunits"),
    ],
)
def test_the_intervals_are_those_of_the_field(kind, drill_rule, months, key):
    issued = date(2026, 8, 31)
    found = owes(PlanFacts(kind=kind, drill_rule=drill_rule, issued_on=issued))
    assert (found[What.DRILL].due_on, found[What.DRILL].rule_key) == (add_months(issued, months), key)
    assert found[What.ASSESSMENT].due_on == date(2029, 8, 31)
    assert found[What.DRILL].source
    assert What.REVISION not in found


def test_a_month_without_that_day_ends_on_its_last():
    found = owes(PlanFacts(kind="onsite", drill_rule="keyunits", last_drill=date(2026, 8, 31)))
    assert found[What.DRILL].due_on == date(2027, 2, 28)


@given(FACTS, DAYS)
def test_laws_playbooks_and_plans_that_are_over_owe_nothing(facts, today):
    over = facts.ends_on is not None and facts.ends_on <= today
    found = owes(facts, today)
    if facts.kind in OWE_NOTHING or not facts.is_kept or facts.is_replaced or over:
        assert found == {}
    else:
        assert What.ASSESSMENT in found
        assert (What.REVISION in found) == bool(facts.triggers)


@given(FACTS, DAYS, DAYS)
def test_a_day_that_a_person_set_beats_every_rule(facts, today, day):
    for what, name in ((What.DRILL, "drill_by_hand"), (What.ASSESSMENT, "assess_by_hand")):
        found = owes(replace(facts, **{name: day}), today)
        if found:
            assert (found[what].due_on, found[what].rule_key) == (day, BY_HAND)


@given(FACTS, DAYS)
def test_nobody_is_asked_for_drills_who_was_freed_of_them(facts, today):
    assert What.DRILL not in owes(replace(facts, drill_rule=NO_DRILLS, drill_by_hand=None), today)


@given(FACTS, DAYS, st.integers(0, 4000))
def test_doing_it_later_never_brings_the_next_day_nearer(facts, today, later):
    held = facts.last_drill or today
    facts = replace(facts, last_drill=held, drill_by_hand=None, is_kept=True)
    first, second = owes(facts, today), owes(replace(facts, last_drill=held + timedelta(days=later)), today)
    if What.DRILL in first:
        assert second[What.DRILL].due_on >= first[What.DRILL].due_on > held
    evaluated = replace(facts, assess_by_hand=None, last_assessment=held)
    if first:
        assert owes(evaluated, today)[What.ASSESSMENT].due_on >= add_months(held, 36)


@given(FACTS, DAYS)
def test_where_no_day_is_known_nothing_is_overdue(facts, today):
    bare = replace(facts, issued_on=None, effective_on=None, last_drill=None, last_assessment=None)
    for duty in owes(replace(bare, drill_by_hand=None, assess_by_hand=None), today).values():
        assert duty.due_on is None
        assert duty.reminder is not Reminder.OVERDUE


@given(FACTS, DAYS, st.integers(0, 400))
def test_a_reminder_never_goes_back_as_the_days_pass(facts, today, later):
    first, second = owes(facts, today), owes(facts, today + timedelta(days=later))
    for what in first.keys() & second.keys():
        assert second[what].reminder >= first[what].reminder


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (91, Reminder.NONE),
        (90, Reminder.FAR),
        (31, Reminder.FAR),
        (30, Reminder.NEAR),
        (8, Reminder.NEAR),
        (7, Reminder.LAST),
        (0, Reminder.LAST),
        (-1, Reminder.OVERDUE),
    ],
)
def test_reminders_stand_at_90_30_and_7_days(left, stage):
    assert reminder_of(TODAY + timedelta(days=left), RULES) is stage


def test_the_office_may_set_other_days_and_intervals():
    own = [
        replace(BOOK.rule("plan.remind.far", TODAY), value=120, own=1),
        replace(BOOK.rule("plan.drill.special", TODAY), value=18, unit="months", own=2),
    ]
    rules = DueRules.of(BOOK.with_own(own, []), TODAY)
    found = plan_owes(PlanFacts(kind="special", last_drill=date(2025, 8, 23)), rules)[0]
    assert (found.due_on, found.days_left) == (date(2027, 2, 23), 92)
    assert found.reminder is Reminder.FAR


def test_the_rate_counts_those_that_had_to_be_drilled_by_now():
    plans = [
        PlanFacts(kind="special", issued_on=date(2015, 1, 1), last_drill=date(2026, 1, 1)),  # in time
        PlanFacts(kind="special", issued_on=date(2015, 1, 1), last_drill=date(2020, 1, 1)),  # too long ago
        PlanFacts(kind="special", issued_on=date(2015, 1, 1)),  # never
        PlanFacts(kind="special", issued_on=date(2025, 1, 1)),  # its first is still to come
        PlanFacts(kind="special"),  # nobody knows since when
        PlanFacts(kind="manual", issued_on=date(2015, 1, 1)),  # asked for none
    ]
    assert drill_rate(duty for each in plans for duty in plan_owes(each, RULES)) == (1, 3)


@given(st.lists(FACTS), DAYS)
def test_the_rate_is_a_part_of_a_whole(plans, today):
    kept, asked = drill_rate(duty for each in plans for duty in plan_owes(each, DueRules.of(BOOK, today)))
    assert 0 <= kept <= asked <= len(plans)
