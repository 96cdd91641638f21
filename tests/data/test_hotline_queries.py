"""Finding cases of the mayor's telephone: every filter against plain Python, search by words, numbers and callers, masked."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.filling import SEED, UNTIL
from benchmarks.hotline_fill import fill_hotline
from dutyroom.data.queries.hotline import CaseInFull, CaseSearch, case_in_full, case_rows, count_cases, find_cases
from dutyroom.data.queries.search_hotline import (
    search_callers,
    search_callers_by_part,
    search_hotline,
    search_narrowed_hotline,
)
from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store
from dutyroom.rules.canon import microseconds
from dutyroom.rules.hotline_filter import FLAGS, CaseFilter, read_case_filter
from dutyroom.rules.hotline_privacy import WITHHELD
from dutyroom.rules.matter import OPEN
from dutyroom.rules.office import OfficeSettings

CASES = 260
ZONE = OfficeSettings().zone
_OPEN = {state.value for state in OPEN}


@dataclass
class City:
    """A store of some hundred cases, and each of them in full."""

    session: object
    cases: list[CaseInFull]
    problems: tuple


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    fill_hotline(folder, cases=CASES, seed=SEED, until=microseconds(UNTIL))
    store = open_store(folder, clock=lambda: UNTIL)
    with store.reading() as session:
        problems = check_store(session, store.attachments).problems
        ids = [number for (number,) in session.connection().exec_driver_sql("SELECT id FROM hotline_case ORDER BY id")]
        yield City(session, [case_in_full(session, number, unmasked=True, secret_too=True) for number in ids], problems)
    store.close()


def asked(written: str | CaseFilter, order: str = "received", most: int = 1000) -> CaseSearch:
    wanted = read_case_filter(written) if isinstance(written, str) else written
    return CaseSearch(now=UNTIL, zone=ZONE, filter=wanted, order=order, most=most)


def between(at: datetime | None, wanted: CaseFilter, field: str) -> bool:
    first, before = wanted.bounds(field, UNTIL, ZONE)
    if first is None and before is None:
        return True
    return at is not None and (first is None or at >= first) and (before is None or at < before)


def has_flag(case: CaseInFull, flag: str) -> bool:
    matter, facts = case.matter, case.facts
    is_open = matter.state in _OPEN
    closed, due = matter.closed_at, facts.close_due_at
    return {
        "late": is_open and matter.due_at is not None and matter.due_at < UNTIL,
        "waiting": is_open and matter.waiting_for != "",
        "unassigned": is_open and matter.lead == "",
        "redone": facts.redone > 0,
        "returned": facts.returned > 0,
        "extended": facts.extended > 0,
        "repeat": facts.calls > 1,
        "complex": facts.is_complex,
        "direct": facts.is_direct,
        "incident": facts.incident_id is not None,
        "ontime": closed is not None and due is not None and closed <= due,
        "overran": closed is not None and due is not None and closed > due,
        "solved": facts.solved is True,
        "unsolved": facts.solved is False,
        "uncalled": matter.state == "closed" and facts.called_back_at is None and not facts.is_direct,
    }[flag]


def lets_through(wanted: CaseFilter, case: CaseInFull, cases: list[CaseInFull]) -> bool:
    """The filter as its words say it, over one case at hand."""
    matter, facts = case.matter, case.facts
    states = wanted.states()
    if states is None:
        states = _OPEN if wanted.due else {each.matter.state for each in cases} - {"void"}
    several = {"demand": facts.demand, "channel": facts.channel, "result": facts.result, "satisfied": facts.satisfied}
    several["card"] = facts.card
    parts = {"area": facts.area, "street": facts.street, "unit": matter.lead}
    times = {"received": matter.received_at, "closed": matter.closed_at, "back": facts.called_back_at}
    keys = {call.phone for each in cases if str(each.id) == wanted.caller for call in each.calls}
    return (
        matter.state in states
        and all(value in getattr(wanted, name).split(",") for name, value in several.items() if getattr(wanted, name))
        and all(getattr(wanted, name) in value for name, value in parts.items())
        and facts.code.startswith(wanted.code)
        and (not wanted.urgency or matter.urgency == wanted.urgency.replace("一般", ""))
        and (not wanted.number or wanted.number in (matter.number, facts.outside_number))
        and (not wanted.caller or any(call.phone in keys for call in case.calls))
        and all(between(at, wanted, name) for name, at in times.items())
        and between(matter.due_at, wanted, "due")
        and all(has_flag(case, flag) for flag in wanted.flags)
    )


def several(*words: str):
    return st.just("") | st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True).map(",".join)


TIMES = st.sampled_from(["", "", "", "8h", "2d", "today", "yesterday", "2026-11-22..", "..2026-11-22"])
FILTERS = st.builds(
    CaseFilter,
    number=st.sampled_from(["", "", "", "热〔2026〕7号", "没有这个号"]),
    state=several("open", "over", "closed", "received", "in_hand", "merged", "refused", "void"),
    demand=several("consult", "help", "complaint", "tip"),
    urgency=st.sampled_from(["", "", "即办", "一般"]),
    code=st.sampled_from(["", "", "01", "0102", "010203", "03"]),
    area=st.sampled_from(["", "", "金水区", "二七", "区", "_", "%"]),
    street=st.sampled_from(["", "", "示范", "金水样例街道"]),
    unit=st.sampled_from(["", "", "城市管理", "市"]),
    channel=several("phone", "web", "app", "media"),
    result=several("solved", "explained", "refused"),
    satisfied=several("5", "1", "2"),
    card=several("yellow", "red"),
    caller=st.sampled_from(["", "", "3", "999999"]),
    received=TIMES,
    due=TIMES,
    closed=TIMES,
    back=TIMES,
    flags=st.sets(st.sampled_from(FLAGS), max_size=2).map(tuple),
)
QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(wanted=FILTERS)
@example(wanted=CaseFilter())
@example(wanted=CaseFilter(state="void"))
@example(wanted=CaseFilter(area="金水区", demand="complaint", state="over"))
def test_the_register_shows_what_the_words_of_its_filter_say(city, wanted):
    meant = [case for case in city.cases if lets_through(wanted, case, city.cases)]
    newest = sorted(meant, key=lambda case: (case.matter.received_at, case.id), reverse=True)
    assert find_cases(city.session, asked(wanted)) == [case.id for case in newest]
    assert find_cases(city.session, asked(wanted, most=3)) == [case.id for case in newest[:3]]
    due = sorted(meant, key=lambda case: (case.matter.due_at is None, case.matter.due_at or UNTIL, case.id))
    assert find_cases(city.session, asked(wanted, order="due")) == [case.id for case in due]
    assert find_cases(city.session, asked(wanted, order="number")) == sorted((case.id for case in meant), reverse=True)
    assert count_cases(city.session, asked(wanted)) == len(meant)
    assert count_cases(city.session, asked(wanted), most=3) == min(len(meant), 4)


@pytest.mark.parametrize("flag", sorted(set(FLAGS) - {"incident"}))
def test_the_store_has_cases_on_both_sides_of_each_flag(city, flag):
    ids = set(find_cases(city.session, asked(f"is:{flag}")))
    assert ids == {case.id for case in city.cases if has_flag(case, flag) and case.matter.state != "void"}
    assert ids != {case.id for case in city.cases}


def test_words_are_looked_for_in_what_was_said_and_never_in_who_said_it(city):
    case = next(each for each in city.cases if "路灯不亮" in each.text and each.matter.state != "void")
    found = find_cases(city.session, asked("路灯不亮"))
    assert case.id in found
    assert found == sorted(found, reverse=True)
    assert find_cases(city.session, asked(f"路灯不亮 area:{case.facts.area}")) == [
        number for number in found if city.cases[number - 1].facts.area == case.facts.area
    ]
    named = next(each for each in city.cases if each.caller.name in each.text)
    assert search_hotline(city.session, named.caller.name).hits == ()
    assert search_hotline(city.session, named.caller.phone).hits == ()
    assert find_cases(city.session, asked("!!")) == []


def test_the_benchmark_s_store_is_whole(city):
    assert city.problems == ()
    assert len(city.cases) == CASES


def test_a_row_is_masked_unless_told_otherwise_and_a_secret_caller_is_withheld(city):
    for case in city.cases:
        (row,) = case_rows(city.session, [case.id])
        full = case_in_full(city.session, case.id)
        caller = case.caller
        shown = repr((row, full.calls, full.text, full.matter, full.answer, full.steps))
        assert caller.name not in shown
        assert caller.phone not in shown
        assert not re.search(r"139\d{8}", shown)
        (bare,) = case_rows(city.session, [case.id], unmasked=True)
        assert bare.caller.name == (WITHHELD if caller.is_secret else caller.name)
        assert bare.caller.phone == (WITHHELD if caller.is_secret else caller.phone)
        paper = case_in_full(city.session, case.id, unmasked=True)
        assert (caller.name in repr(paper)) is not caller.is_secret
        if caller.is_secret:
            assert row.caller.name == row.caller.phone == full.caller.name == WITHHELD
            assert caller.phone not in repr(paper)
            assert caller.name not in repr(bare)
    assert any(case.caller.is_secret for case in city.cases)


def test_rows_come_in_the_order_asked_for_and_by_three_queries(city):
    assert [row.id for row in case_rows(city.session, [5, 3, 9999, 4])] == [5, 3, 4]
    assert case_rows(city.session, []) == []
    assert case_in_full(city.session, 9999) is None


@pytest.mark.parametrize("written", ["热〔2026〕7号", "热[2026]7号", "2026-7", "〔2026〕 7号"])
def test_a_case_is_found_by_its_number_in_any_writing(city, written):
    assert [hit.id for hit in search_hotline(city.session, written).hits] == [7]
    assert find_cases(city.session, asked(written)) == [7]


def test_a_case_is_found_by_the_number_another_system_gave_it(city):
    case = next(each for each in city.cases if each.facts.outside_number and each.matter.state != "void")
    hit = search_hotline(city.session, f" {case.facts.outside_number} ").hits[0]
    assert hit.id == case.id
    assert hit.section == f"{case.matter.number} · {case.facts.outside_number}"
    assert hit.kind == "hotline"


@pytest.mark.parametrize("writing", ["{0}", "+86 {0}", "{1} {2} {3}", "（{1}）{2}-{3}", "0086{0}"])
def test_a_caller_is_found_by_the_whole_number_in_any_writing(city, writing):
    case = next(each for each in reversed(city.cases) if each.matter.state != "void")
    phone = case.caller.phone
    found = search_callers(city.session, writing.format(phone, phone[:3], phone[3:7], phone[7:]))
    assert case.id in [hit.id for hit in found.hits]
    assert all(phone in [call.phone for call in city.cases[hit.id - 1].calls] for hit in found.hits)
    assert phone not in repr(found)
    assert case.caller.name not in repr(found)
    assert search_callers(city.session, phone[:7]).hits == ()


def test_a_caller_is_found_by_the_whole_name_only(city):
    case = next(each for each in city.cases if each.matter.state != "void")
    name = case.caller.name
    found = search_callers(city.session, f" {name} ")
    assert {hit.id for hit in found.hits} == {
        each.id for each in city.cases if name in [call.name for call in each.calls] and each.matter.state != "void"
    }
    assert search_callers(city.session, name[:1]).hits == ()
    assert search_callers(city.session, " ").hits == ()


@pytest.mark.parametrize("part", ["1392", "0747", "99", "0000", "2 7 4 7"])
def test_a_part_of_a_number_finds_every_case_whose_callers_have_it_newest_first(city, part):
    digits = part.replace(" ", "")
    found = search_callers_by_part(city.session, part, CASES)
    assert [hit.id for hit in found.hits] == [
        case.id
        for case in reversed(city.cases)
        if case.matter.state != "void"
        and len(digits) > 3
        and any(digits in call.phone or digits in call.second for call in case.calls)
    ]
    assert found.count == len(found.hits)


def test_a_case_that_several_called_for_is_one_hit_that_hides_them_all(city):
    case = next(each for each in city.cases if len(each.calls) > 1 and each.matter.state != "void")
    for call in case.calls:
        found = search_callers(city.session, call.phone, CASES)
        assert [hit.id for hit in found.hits].count(case.id) == 1
        assert not any(who in repr(found) for each in case.calls for who in (each.name, each.phone))


def test_hits_are_masked_and_say_where_the_words_stand(city):
    case = next(each for each in city.cases if each.caller.phone in each.text and each.matter.state != "void")
    words = case.facts.street
    hit = next(hit for hit in search_hotline(city.session, words, 500).hits if hit.id == case.id)
    assert hit.marks
    assert case.caller.phone not in repr(hit)
    assert case.caller.name not in repr(hit)


def test_a_narrowed_search_is_the_register_s(city):
    wanted = read_case_filter("is:late")
    found = search_narrowed_hotline(city.session, wanted, UNTIL, 5)
    numbers = find_cases(city.session, asked("is:late", order="due"))
    assert [hit.id for hit in found.hits] == numbers[:5]
    assert found.count == len(numbers)
    assert UNTIL - timedelta(days=5) < found.hits[0].at <= UNTIL
