"""What does not fit in a roster: gaps, one person at two places, holidays without a leader."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.office import DAY_AND_NIGHT, WHOLE_DAY
from dutyroom.rules.roster_check import FAULT_NAMES, FAULT_WORDS, Duty, Fault, find_faults, overlap
from dutyroom.rules.roster_posts import USUAL, duty_hours, post_key, post_said, role_of
from dutyroom.rules.wording import ENGLISH
from dutyroom.rules.workdays import Holidays, HolidayTable

FIRST, LAST = date(2026, 9, 28), date(2026, 10, 4)
DAYS = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
FESTIVE = tuple(day for day in DAYS if day >= date(2026, 10, 1))
HOLIDAYS = Holidays((HolidayTable(year=2026, holidays=tuple((day, "国庆节") for day in FESTIVE)),))
ZONE = ZoneInfo("Asia/Shanghai")


def duty(day: date, post: str, who: str = "") -> Duty:
    starts_at, ends_at = duty_hours(post, day, WHOLE_DAY, ZONE)
    return Duty(day=day, post=post, who=who or f"{day}{post}", name=who, starts_at=starts_at, ends_at=ends_at)


WHOLE = tuple(duty(day, post) for day in DAYS for post in USUAL)


def faults(duties, **named):
    return find_faults((FIRST, LAST), USUAL, duties, HOLIDAYS, **named)


def test_a_whole_roster_of_different_people_fits():
    assert faults(WHOLE) == ()


@given(st.sets(st.sampled_from(WHOLE)))
def test_every_post_that_nobody_holds_is_told_once_and_nothing_else(gone):
    found = faults([each for each in WHOLE if each not in gone])
    empty = {day for day in DAYS if all(duty(day, post) in gone for post in USUAL)}
    no_leader = {day for day in FESTIVE if duty(day, "leader") in gone}
    assert {each.day for each in found if each.fault is Fault.EMPTY} == empty
    assert {each.day for each in found if each.fault is Fault.NO_LEADER} == no_leader
    gaps = {(each.day, each.post) for each in gone if each.day not in empty}
    gaps -= {(day, "leader") for day in no_leader}
    assert {(each.day, each.post) for each in found if each.fault is Fault.GAP} == gaps
    assert len(found) == len(empty) + len(no_leader) + len(gaps)


@st.composite
def some_duties(draw):
    start = datetime(2026, 9, 28, tzinfo=UTC)
    hours = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30), st.sampled_from("甲乙")), max_size=8))
    return [
        Duty(
            day=FIRST,
            post=f"post {n}",
            who=who,
            name=who,
            starts_at=start + timedelta(hours=begin),
            ends_at=start + timedelta(hours=begin + length),
        )
        for n, (begin, length, who) in enumerate(hours)
    ]


@given(some_duties(), st.randoms())
def test_somebody_is_at_two_places_exactly_where_hours_of_the_same_person_overlap(duties, chance):
    found = [each for each in faults(duties) if each.fault is Fault.TWICE]
    clashing = [(a, b) for a, b in combinations(duties, 2) if a.who == b.who and overlap(a, b)]
    assert bool(found) is bool(clashing)
    in_clash = {each.post for pair in clashing for each in pair}
    assert {each.post for each in found} <= in_clash
    shuffled = list(duties)
    chance.shuffle(shuffled)
    assert faults(shuffled) == faults(duties), "the order in which they were written does not matter"


def test_one_who_ends_when_the_next_duty_begins_is_at_one_place():
    assert not overlap(duty(FIRST, "chief", "甲"), duty(FIRST + timedelta(days=1), "deputy", "甲"))


def test_a_duty_elsewhere_counts_against_the_own_one_and_is_not_judged_itself():
    other = [duty(FIRST, "chief", "甲"), duty(FIRST, "deputy", "甲")]
    assert faults(WHOLE, elsewhere=other) == ()
    mine = [each for each in WHOLE if (each.day, each.post) != (FIRST, "leader")] + [duty(FIRST, "leader", "甲")]
    (found,) = faults(mine, elsewhere=other)
    assert (found.fault, found.post, found.other_post) == (Fault.TWICE, "leader", "chief")
    assert found.said(ENGLISH).startswith("2026-09-28: 甲 is due as Leader in charge")


def test_a_year_without_a_table_is_told():
    days = (date(2026, 12, 31), date(2027, 1, 1))
    found = find_faults(days, ("chief",), [duty(day, "chief") for day in days], HOLIDAYS)
    assert [(each.fault, each.day.year) for each in found] == [(Fault.UNSURE, 2027)]


def test_every_fault_has_its_sentences():
    assert set(FAULT_WORDS) == set(FAULT_NAMES) == set(Fault)


def test_posts_are_known_however_they_are_written_and_others_keep_their_name():
    assert [post_key(said) for said in ("带班领导", " 副 班 ", "Leader in charge", "保密员")] == [
        "leader",
        "deputy",
        "leader",
        "保密员",
    ]
    assert post_said("chief", ENGLISH) == "Chief officer"
    assert post_said("保密员", ENGLISH) == "保密员"


def test_a_post_of_a_shift_has_its_hours_and_its_role():
    start, end = duty_hours("夜班主班", FIRST, DAY_AND_NIGHT, ZONE)
    assert (start.hour, end - start) == (20, timedelta(hours=12))
    start, end = duty_hours("leader", FIRST, DAY_AND_NIGHT, ZONE)
    assert (start.hour, end - start) == (8, timedelta(hours=24))
    assert [role_of(post, DAY_AND_NIGHT) for post in ("夜班主班", "leader", "夜班保密员", "门卫")] == [
        "chief",
        "leader",
        "",
        "",
    ]
