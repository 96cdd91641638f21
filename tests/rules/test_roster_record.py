"""What is kept of a roster, how a cell of names is read, how a table of a roster is read."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.matter_table import Record
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_record import Named, RosterFacts, check_hours, checked_roster, people_said, read_people
from dutyroom.rules.roster_table import planned_rows

DAY = date(2026, 10, 1)
ZONE = ZoneInfo("Asia/Shanghai")
NAMES = st.text("李王赵样例欧阳", min_size=1, max_size=4)
PHONES = st.sampled_from(["", "13800001234", "0371-67181234", "67181234转8001"])


@given(st.lists(st.builds(Named, name=NAMES, phone=PHONES), max_size=4).map(tuple))
def test_a_cell_is_read_as_it_is_shown(people):
    assert read_people(people_said(people)) == people


def test_names_are_read_however_they_are_divided():
    assert read_people("李样例(13800001234)；王样例 / 赵样例,") == (
        Named(name="李样例", phone="(13800001234)"),
        Named(name="王样例"),
        Named(name="赵样例"),
    )
    assert read_people(" ") == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": " "}, "roster.title"),
        ({"title": "样" * 101}, "roster.title.long"),
        ({"last": date(2026, 9, 30)}, "roster.period"),
        ({"last": date(2027, 10, 2)}, "roster.period.long"),
        ({"posts": ()}, "roster.posts"),
        ({"posts": ("主班", "chief")}, "roster.posts.twice"),
    ],
)
def test_a_roster_that_cannot_be_filled_is_refused(facts, code):
    with pytest.raises(Refusal) as refused:
        checked_roster(RosterFacts(**{"first": DAY, "last": DAY, "title": "样例", **facts}))
    assert refused.value.code == code


def test_hours_that_cannot_be_are_refused():
    at = datetime(2026, 10, 1, 8, tzinfo=ZONE)
    with pytest.raises(Refusal, match=r"roster\.hours\("):
        check_hours(at, at)
    with pytest.raises(Refusal, match=r"roster\.hours\.long"):
        check_hours(at, at.replace(day=5))


def rows(year=None, **cells):
    found = planned_rows(Record(5, "", cells, year), ZONE)
    return [(row.day, row.post, row.person.name, row.person.phone) for row in found]


def test_a_row_of_a_person_and_a_row_of_a_day_say_the_same():
    assert rows(day="2026年10月1日", post="主班", name="李样例", phone="138") == [(DAY, "chief", "李样例", "138")]
    assert rows(2026, day="10月1日", chief="李样例", deputy="王样例、赵样例 13800001234") == [
        (DAY, "chief", "李样例", ""),
        (DAY, "deputy", "王样例", ""),
        (DAY, "deputy", "赵样例", "13800001234"),
    ]
    assert rows(day="2026-10-01", post="主班", staff="李样例") == [(DAY, "chief", "李样例", "")]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"day": "昨天", "chief": "李样例"}, "roster.table.day"),
        ({"chief": "李样例"}, "roster.table.noday"),
        ({"day": "2026-10-01"}, "roster.name"),
        ({"day": "2026-10-01", "name": "李样例"}, "roster.table.post"),
    ],
)
def test_a_row_that_says_too_little_is_refused(cells, code):
    with pytest.raises(Refusal) as refused:
        rows(**cells)
    assert refused.value.code == code
