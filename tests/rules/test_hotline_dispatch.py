"""Units proposed and duplicates found: every proposal says why, and what speaks against one lowers it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.hotline_dispatch import (
    BY_CLASS,
    BY_DECISIONS,
    BY_DECISIONS_EVERYWHERE,
    BY_WORDS,
    RETURNED,
    SAME_CALLER,
    SAME_STREET,
    ClassUnit,
    Decided,
    Demanded,
    LedUnit,
    likely,
    likeness,
    propose,
    shared_words,
)

UNITS = ("城市管理局", "水利局", "公安局", "金水区")
LAMPS = "花园路的路灯三天不亮"


def test_a_class_names_its_unit_and_the_finer_class_weighs_more():
    found = propose(classes=[ClassUnit("02", "市政", "水利局"), ClassUnit("020101", "路灯", "城市管理局")])
    assert [one.unit for one in found] == ["城市管理局", "水利局"]
    assert found[0].why[0].sentence == BY_CLASS
    assert found[0].why[0].facts == {"code": "020101", "name": "路灯"}


def test_what_was_decided_before_beats_words_alone():
    found = propose(
        led=[LedUnit("水利局", 12, ("积水",))], decided=Decided(50, "金水区", {"城市管理局": 48, "水利局": 2})
    )
    assert found[0].unit == "城市管理局"
    assert found[0].why[0].sentence == BY_DECISIONS
    assert {why.sentence for why in found[1].why} == {BY_WORDS, BY_DECISIONS}


def test_one_decision_of_the_whole_city_weighs_less_than_many_of_the_area():
    one = propose(decided=Decided(1, "", {"水利局": 1}))[0]
    many = propose(decided=Decided(20, "金水区", {"水利局": 20}))[0]
    assert one.why[0].sentence == BY_DECISIONS_EVERYWHERE
    assert one.score < many.score


@given(
    times=st.dictionaries(st.sampled_from(UNITS), st.integers(1, 20), min_size=1),
    returned=st.dictionaries(st.sampled_from(UNITS), st.integers(1, 5)),
    words=st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 99)), unique_by=lambda led: led[0], max_size=4),
    left_out=st.sets(st.sampled_from(UNITS)),
)
def test_who_was_right_to_return_such_cases_stands_lower_and_every_unit_says_why(times, returned, words, left_out):
    most = sum(times.values())
    led = [LedUnit(unit, score, ("词",)) for unit, score in words]
    plain = {one.unit: one for one in propose(led=led, decided=Decided(most, "金水区", times))}
    found = propose(led=led, decided=Decided(most, "金水区", times, returned), left_out=left_out)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert {one.unit for one in found} == (set(times) | {unit for unit, _ in words}) - left_out
    for one in found:
        assert one.why
        lowered = returned.get(one.unit, 0)
        assert one.returned == lowered
        assert (one.score < plain[one.unit].score) is bool(lowered)
        assert any(why.sentence == RETURNED for why in one.why) is bool(lowered)


def test_nothing_known_proposes_nobody():
    assert propose() == []


def case(number: int, **named) -> Demanded:
    return Demanded(**{"id": number, "area": "金水区", "street": "花园路", "text": LAMPS, **named})


def test_one_street_in_like_words_and_one_caller_are_found_and_say_why():
    mine = case(1, callers=frozenset({"13800005678"}))
    street = case(2, text="花园路路灯不亮好几天了")
    caller = case(3, street="文化路", text="还是那个路灯三天不亮的事", callers=frozenset({"13800005678"}))
    far = case(4, street="文化路")
    other = case(5, text="小区门口占道经营噪声扰民")
    found = likely(mine, [mine, street, caller, far, other])
    assert {one.id for one in found} == {2, 3}
    why = {one.id: [each.sentence for each in one.why] for one in found}
    assert why[2][0] == SAME_STREET
    assert why[3][0] == SAME_CALLER


def test_the_same_caller_with_another_matter_is_no_duplicate():
    mine = case(1, callers=frozenset({"1"}), code="020101")
    assert (
        likely(mine, [case(2, street="", text="咨询社保转移办理流程", callers=frozenset({"1"}), code="080301")]) == []
    )


TEXTS = st.text("路灯不亮花园水管漏噪声abc12，。 ", max_size=60)


@given(TEXTS, TEXTS)
def test_likeness_is_a_share_that_does_not_ask_who_is_first(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert all(word in one and word in other for word in shared_words(one, other))


def test_a_text_is_wholly_like_itself_and_like_one_that_holds_it():
    assert likeness(LAMPS, LAMPS) == 1
    assert likeness("路灯三天不亮", LAMPS) == 1
    assert likeness("", LAMPS) == 0
    assert shared_words(LAMPS, "路灯三天不亮，请修") == ("路灯三天不亮",)
