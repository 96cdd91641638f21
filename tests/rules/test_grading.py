"""Grades by the rules: the bounds of the tables, what would raise a grade, and that nothing grows milder as it grows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.catalogues import load_wording
from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.grading import MOST, check_sensitive, propose_grade
from dutyroom.rules.incident import GRADES, Scale
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_value import Bounds
from dutyroom.rules.wording import ENGLISH

BOOK = shipped_rules()
DAY = date(2026, 11, 23)
CHINESE = load_wording("zh_CN")
STEPS = (0, 1, 2, 3, 5, 6, 9, 10, 24, 29, 30, 49, 50, 99, 100, 999, 5_000, 15_000, 10_000_000, 99_999_999)
FIGURES = st.dictionaries(
    st.sampled_from(list(MOST)), st.one_of(st.sampled_from(STEPS), st.integers(0, 200)), max_size=6
)


def usable(figures):
    return {name: min(value, MOST[name]) for name, value in figures.items()}


def graded(scale, sensitive=(), **figures):
    return propose_grade(Scale(scale), figures, BOOK, DAY, sensitive)


def rank(grade):
    return GRADES.index(grade) if grade else len(GRADES)


@pytest.mark.parametrize("scale", Scale)
@given(figures=FIGURES, grown=st.sampled_from(list(MOST)), more=st.integers(1, 10**8), crowd=st.booleans())
def test_no_figure_that_grows_makes_an_event_milder(scale, figures, grown, more, crowd):
    sensitive = ("学校",) if crowd else ()
    before = propose_grade(scale, usable(figures), BOOK, DAY, sensitive)
    figures = usable({**figures, grown: figures.get(grown, 0) + more})
    assert rank(propose_grade(scale, figures, BOOK, DAY, sensitive).grade) <= rank(before.grade)


@pytest.mark.parametrize("scale", Scale)
@given(figures=FIGURES)
def test_what_would_raise_it_is_true_and_the_smallest_step(scale, figures):
    figures = usable(figures)
    grading = propose_grade(scale, figures, BOOK, DAY)

    def after(one, more):
        return propose_grade(scale, {**figures, one.figure: figures.get(one.figure, 0) + more}, BOOK, DAY).grade

    for one in grading.raises:
        assert rank(after(one, one.more)) == rank(one.grade) < rank(grading.grade)
        assert after(one, one.more - 1) == grading.grade
    assert len({one.figure for one in grading.raises}) == len(grading.raises)


def rows():
    for rule in BOOK.rules(DAY):
        scale, _, column = rule.key.removeprefix("severity.").partition(".")
        if isinstance(rule.value, Bounds):
            for grade, bound in zip(GRADES, rule.value.numbers, strict=True):
                if bound is not None:
                    yield pytest.param(scale, column, grade, bound, id=f"{rule.key}.{grade}")


@pytest.mark.parametrize(("scale", "column", "grade", "bound"), list(rows()))
def test_each_bound_includes_its_number_and_not_the_one_below(scale, column, grade, bound):
    sensitive = ("重大活动",) if column == "hurt_in_crowd" else ()
    dead = {"deaths": 1} if column == "hurt_with_death" else {}
    name = "light" if column.startswith("hurt") else column
    reached = graded(scale, sensitive, **{name: bound}, **dead)
    assert (reached.grade, reached.clauses[0].bound) == (grade, bound)
    assert reached.clauses[0].rule.key == f"severity.{scale}.{column}"
    assert rank(graded(scale, sensitive, **{name: bound - 1}, **dead).grade) > rank(grade)


@pytest.mark.parametrize(
    ("scale", "figures", "grade"),
    [
        ("生产安全", {"deaths": 3}, "Ⅲ"),
        ("生产安全", {"deaths": 2, "serious": 50}, "Ⅱ"),
        ("生产安全", {"light": 500}, None),
        ("生产安全", {"deaths": 0, "serious": 0, "loss": 0}, None),
        ("环境", {"evacuated": 10_000}, "Ⅱ"),
        ("环境", {"loss": 20_000_000}, "Ⅱ"),
        ("环境", {"water_source": 2}, "Ⅱ"),
        ("群体性事件", {"brawl": 200}, "Ⅱ"),
        ("群体性事件", {"serious": 4, "light": 6}, "Ⅱ"),
        ("食品安全", {"light": 100}, "Ⅲ"),
        ("食品安全", {"light": 99, "deaths": 1}, "Ⅲ"),
        ("食品安全", {"light": 100, "deaths": 1}, "Ⅱ"),
        ("食品安全", {"light": 29}, None),
        ("黄河花园口", {"flow": 9_999}, "Ⅲ"),
        ("大面积停电", {"users_pct": 70}, "Ⅰ"),
        ("轨道交通", {"stop_hours": 2}, "Ⅳ"),
        ("职业中毒", {"deaths": 5}, "Ⅱ"),
    ],
)
def test_cases_of_the_field(scale, figures, grade):
    assert graded(scale, **figures).grade == grade


def test_a_school_makes_food_poisoning_graver():
    assert graded("食品安全", light=50).grade == "Ⅳ"
    assert graded("食品安全", ("学校",), light=50).grade == "Ⅱ"


def test_the_missing_are_not_dead_but_what_if_is_said():
    grading = graded("生产安全", deaths=2, missing=1)
    assert (grading.grade, grading.if_dead) == ("Ⅳ", "Ⅲ")
    assert graded("生产安全", deaths=2).if_dead is None


def test_one_more_death_is_said_in_both_languages():
    grading = graded("生产安全", deaths=2)
    one = grading.raises[0]
    assert (one.figure, one.more, one.grade) == ("deaths", 1, "Ⅲ")
    assert one.said(ENGLISH) == "Deaths: one more is Ⅲ"
    assert one.said(CHINESE) == "死亡：再增加1即为较大（Ⅲ级）"
    assert "1 or more is Ⅳ" in grading.clauses[0].said(ENGLISH)
    assert "第493号" in grading.clauses[0].said(CHINESE)


def test_nothing_grades_an_earthquake_and_sensitive_is_kept():
    grading = propose_grade(None, {"deaths": 5}, BOOK, DAY, ("学校",))
    assert (grading.grade, grading.has_rule, grading.raises, grading.sensitive) == (None, False, (), ("学校",))


def test_the_value_of_the_day_counts():
    rule = BOOK.rule("severity.生产安全.deaths", DAY)
    book = BOOK.with_own([replace(rule, value=Bounds((30, 10, 2, 1)), begins=DAY, own=1)], [])
    assert propose_grade(Scale.WORK_SAFETY, {"deaths": 2}, book, DAY).grade == "Ⅲ"
    assert propose_grade(Scale.WORK_SAFETY, {"deaths": 2}, book, date(2026, 11, 22)).grade == "Ⅳ"


@pytest.mark.parametrize("figures", [{"deaths": -1}, {"deaths": 10**9}, {"load_pct": 101}, {"loss": 10**13}])
def test_figures_that_cannot_be_are_refused(figures):
    with pytest.raises(Refusal):
        graded("生产安全", **figures)


def test_what_is_sensitive_stands_in_the_rules():
    check_sensitive(("学校", "两会", "敏感"), BOOK, DAY)
    with pytest.raises(Refusal):
        check_sensitive(("菜场",), BOOK, DAY)
