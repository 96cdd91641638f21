"""The catalogue: how a plan stands, what a filter finds, the order; what fills a required plan."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.catalogue import (
    ORDERS,
    CatalogueFilter,
    CatalogueRow,
    Standing,
    Which,
    find_rows,
    is_current,
    standing_of,
)
from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS, ChangePlan, Particulars, check_days, check_plan
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.required_plan import RequiredFacts, check_required, core_of, likely_plans, title_likeness

TODAY = date(2026, 11, 23)
DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2032, 12, 31)))


def row(number=1, **named):
    facts = {"plan": number, "title": "防汛应急预案", "kind": "special", "standing": Standing.IN_FORCE}
    return CatalogueRow(**{**facts, **named, "id": number})


GAP = row(2, plan=None, title="地震应急预案", standing=Standing.MISSING, initials="dzyjya", pinyin="dizhenyingjiyuan")
ROWS = (
    row(
        1,
        category="natural",
        subtype="flood",
        level="city",
        drill_on=date(2026, 12, 1),
        is_public=True,
        initials="fxyjya",
        pinyin="fangxunyingjiyuan",
    ),
    GAP,
    row(
        3,
        title="燃气应急预案",
        category="accident",
        subtype="gas",
        filed_on=date(2026, 1, 5),
        lead_unit="城市管理局",
        pinyin="ranqiyingjiyuan",
    ),
    row(4, title="总体应急预案", kind="overall", level="city", initials="ztyjya", pinyin="zongtiyingjiyuan"),
    row(5, title="旧防汛预案", standing=Standing.REPLACED),
    row(6, title="作废预案", standing=Standing.WITHDRAWN),
    row(7, title="新预案", kind="department", standing=Standing.LATER, is_public=False, pinyin="xinyuan"),
)


def found(order="kind", **asked):
    return [each.id for each in find_rows(ROWS, CatalogueFilter(**asked), order, TODAY).rows]


def test_it_opens_with_what_is_there_and_what_is_missing_by_kind():
    answer = find_rows(ROWS, CatalogueFilter(), "kind", TODAY)
    assert [each.id for each in answer.rows] == [4, 1, 3, 2, 7]
    assert (answer.counts, answer.gaps) == ({"special": 2, "overall": 1, "department": 1}, 1)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"words": "防汛"}, [1]),
        ({"words": "fx"}, [1]),
        ({"words": "dizhen"}, [2]),
        ({"words": "城市管理"}, [3]),
        ({"words": "防汛 燃气"}, []),
        ({"words": "f"}, []),
        ({"kind": "overall"}, [4]),
        ({"level": "city"}, [4, 1]),
        ({"category": "natural"}, [1]),
        ({"category": "accident", "subtype": "gas"}, [3]),
        ({"which": Which.GAPS}, [2]),
        ({"which": Which.OVER}, [5]),
        ({"which": Which.WITHDRAWN}, [6]),
        ({"which": Which.UNFILED}, [4, 1, 7]),
        ({"which": Which.UNTOLD}, [3, 7]),
        ({"is_public": True}, [1]),
        ({"is_public": False}, [7]),
        ({"due_days": 8}, [1]),
        ({"due_days": 7}, []),
    ],
)
def test_a_filter_finds(asked, ids):
    assert found(**asked) == ids


def test_an_order_is_turned_round_and_lines_without_the_value_stay_at_the_end():
    assert found("title") == [2, 1, 3, 7, 4], "dizhen, fangxun, ranqi, xin, zongti"
    assert found("-title") == [4, 7, 3, 1, 2]
    assert found("drill")[0] == found("-drill")[0] == 1
    assert found("-kind") == [7, 2, 3, 1, 4]


@given(
    st.lists(
        st.builds(
            row,
            st.integers(1, 10_000),
            kind=st.sampled_from([*KIND_WORDS, "newer"]),
            level=st.sampled_from(["", *LEVEL_WORDS, "newer"]),
            standing=st.sampled_from(Standing),
            issued_on=DAYS,
            drill_on=DAYS,
            lead_unit=st.text(max_size=3),
        ),
        unique_by=lambda each: each.id,
        max_size=12,
    ),
    st.sampled_from(Which),
    st.sampled_from([*ORDERS, *(f"-{name}" for name in ORDERS), "nonsense"]),
)
def test_nothing_is_lost_or_twice_whatever_the_order(rows, which, order):
    ids = sorted(each.id for each in find_rows(rows, CatalogueFilter(which=which), order, TODAY).rows)
    assert ids == sorted(each.id for each in find_rows(rows, CatalogueFilter(which=which), "kind", TODAY).rows)
    assert set(ids) <= {each.id for each in rows}
    if which is Which.ALL:
        assert ids == sorted(each.id for each in rows)


@given(DAYS, DAYS, st.booleans())
def test_a_plan_is_current_until_its_last_day_and_never_after(effective_on, ends_on, replaced):
    def standing(today):
        return standing_of("kept", effective_on=effective_on, ends_on=ends_on, replaced=replaced, today=today)

    if ends_on is not None:
        assert is_current(standing(ends_on - timedelta(days=1)))
        assert not is_current(standing(ends_on))
    else:
        assert is_current(standing(TODAY)) is not replaced
    assert (
        standing_of("void", effective_on=effective_on, ends_on=ends_on, replaced=replaced, today=TODAY)
        is Standing.WITHDRAWN
    )


@given(st.dictionaries(st.sampled_from(["approved_on", "issued_on", "effective_on", "filed_on", "ends_on"]), DAYS))
def test_days_are_refused_only_where_two_of_them_are_out_of_order(days):
    pairs = [("approved_on", "issued_on"), ("approved_on", "effective_on"), ("issued_on", "effective_on")]
    pairs += [("issued_on", "filed_on")]
    told = {name: day for name, day in days.items() if day}
    wrong = any(a in told and b in told and told[b] < told[a] for a, b in pairs)
    wrong |= any(a in told and "ends_on" in told and told["ends_on"] <= told[a] for a in ("issued_on", "effective_on"))
    if wrong:
        with pytest.raises(Refusal) as refused:
            check_days(days)
        assert refused.value.code == "plan.days.order"
        assert refused.value.field in told
    else:
        check_days(days)


@pytest.mark.parametrize(
    ("named", "field"),
    [
        ({"title": "  "}, "title"),
        ({"kind": "nonsense"}, "kind"),
        ({"particulars": Particulars(level="moon")}, "level"),
        ({"particulars": Particulars(category="natural", subtype="gas")}, "event_class"),
        ({"particulars": Particulars(subtype="gas")}, "event_class"),
        ({"particulars": Particulars(replaced_by=1)}, "replaced_by"),
        ({"issued_on": TODAY, "particulars": Particulars(filed_on=TODAY - timedelta(days=1))}, "filed_on"),
    ],
)
def test_particulars_that_cannot_be_are_refused_at_their_field(named, field):
    with pytest.raises(Refusal) as refused:
        check_plan(ChangePlan(**{"id": 1, "version": 1, "title": "防汛", "kind": "special", **named}))
    assert refused.value.field == field


def test_a_required_plan_is_no_law():
    for facts, field in (
        (RequiredFacts(title="防洪法", kind="law"), "kind"),
        (RequiredFacts(title="", kind="special"), "title"),
    ):
        with pytest.raises(Refusal) as refused:
            check_required(facts)
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("示例市防汛应急预案（示例数据）", "防汛"),
        ("郑州市金水区突发地质灾害应急预案", "地质"),
        ("内蒙古自治区呼和浩特市地震应急预案", "地震"),
        ("城市供水突发事件应急预案", "供水"),
        ("应急预案", "应急预案"),
    ],
)
def test_the_core_of_a_title_is_what_it_is_about(title, core):
    assert core in core_of(title)


def test_likely_plans_are_those_about_the_same_and_the_overall_plan_fills_only_its_own_place():
    plans = [
        row(1, title="郑州市防汛抗旱应急预案"),
        row(2, title="郑州市地质灾害应急预案"),
        row(3, title="防汛条例", kind="law"),
    ]
    plans += [row(4, title="郑州市突发事件总体应急预案", kind="overall")]
    assert [each.plan for each in likely_plans(RequiredFacts(title="防汛应急预案", kind="special"), plans)] == [1]
    assert [each.plan for each in likely_plans(RequiredFacts(title="总体应急预案", kind="overall"), plans)] == [4]
    assert likely_plans(RequiredFacts(title="地震应急预案", kind="special"), plans) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways_and_between_nothing_and_all(one, other):
    assert 0 <= title_likeness(one, other) == title_likeness(other, one) <= 1
    assert not core_of(one) or title_likeness(one, one) == 1
