"""What a long text is like: two versions of a plan share it, two plans do not."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.readers.opening import open_reading
from dutyroom.rules.likeness import runs, shared
from dutyroom.rules.plan_likeness import (
    BANDS,
    ENOUGH,
    SENTENCES,
    bare_title,
    likeness_code,
    percent_alike,
    text_bands,
    title_band,
)

HAN = "防汛抗旱指挥部应急响应启动条件措施县区人民政府组织水库堤防巡查转移群众物资队伍通信保障雨情水情工情灾情"
WORDS = ("river", "flood", "warning", "response", "leader", "evacuate", "shelter", "report", "station", "dam", "level")


def in_common(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def a_text(seed: int, clauses: int = 150, *, english: bool = False) -> list[str]:
    chance = random.Random(seed)
    if english:
        return [" ".join(chance.choices(WORDS, k=8)) + str(chance.randrange(9)) for _ in range(clauses)]
    return ["".join(chance.choices(HAN, k=chance.randrange(8, 20))) + "，" for _ in range(clauses)]


def bands(clauses: list[str]) -> tuple[int, ...]:
    return text_bands([(1, "1", "总则", " ".join(clauses))])


@pytest.mark.parametrize("english", [False, True])
@given(seed=st.integers(0, 10_000), changed=st.integers(0, 20))
def test_a_revised_text_is_like_the_former_one(seed: int, changed: int, english: bool) -> None:
    former = a_text(seed, english=english)
    newer = list(former)
    for at in random.Random(changed).sample(range(len(newer)), changed):
        newer[at] = a_text(seed + at + 1, 1, english=english)[0]
    assert in_common(bands(former), bands(newer)) >= ENOUGH


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_two_texts_of_the_same_words_are_not_alike(one: int, other: int) -> None:
    first, second = bands(a_text(one)), bands(a_text(other))
    assert (in_common(first, second) < ENOUGH) or one == other


@given(st.integers(0, 1000), st.randoms(use_true_random=False))
def test_layout_figures_and_full_width_do_not_count(seed: int, chance: random.Random) -> None:
    plain = a_text(seed)
    laid = [
        clause.replace("，", chance.choice((" ，\n", ",", "　"))) + str(chance.randrange(10_000)) for clause in plain
    ]
    assert bands(plain) == bands(laid)


@given(st.text(max_size=400))
def test_any_text_has_all_bands_or_none_that_a_store_can_hold(text: str) -> None:
    found = text_bands([(1, "", "", text)])
    assert len(found) in (0, BANDS)
    assert all(0 <= value < 2**63 for value in (*found, title_band(text)))
    assert found == text_bands([(2, "一、", "", text)])


def test_a_short_text_says_nothing() -> None:
    assert text_bands([(1, "1", "总则", "略。")]) == ()
    assert text_bands([]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("郑州市防汛应急预案（2023年修订版）", "郑州市防汛应急预案"),
        ("郑州市防汛应急预案(试行)", "鄭州市防汛應急預案2025年版"),
        ("突发事件应对法(2007-08-30)", "突发事件应对法(2024-06-28)"),
        ("郑州市防汛应急预案（征求意见稿）", "郑州市 防汛应急预案"),
        ("Flood Plan (2021)", "FLOOD PLAN"),
    ],
)
def test_versions_have_one_title(one: str, other: str) -> None:
    assert bare_title(one) == bare_title(other)
    assert title_band(one) == title_band(other)


def test_other_plans_have_other_titles() -> None:
    titles = ("郑州市防汛应急预案", "郑州市抗旱应急预案", "郑州市防汛防台风应急预案", "（2023年）", "2023")
    assert len({title_band(title) for title in titles}) == len(titles)


def test_what_is_said_of_two_versions() -> None:
    old, new = date(2019, 5, 1), date(2024, 5, 1)
    assert likeness_code(in_common=20, own=new, other=old) == "plan.like.newer"
    assert likeness_code(in_common=20, own=old, other=new) == "plan.like.older"
    assert likeness_code(in_common=20, own=None, other=new) == "plan.like"
    assert likeness_code(in_common=2, own=new, other=old) == "plan.like.title"
    assert (percent_alike(BANDS), percent_alike(ENOUGH), percent_alike(0)) == (99, 50, 0)
    assert all(code in SENTENCES for code in ("plan.like", "plan.like.newer", "plan.like.older", "plan.like.title"))


def test_no_two_real_plans_are_taken_for_versions_unless_they_are(real: Path) -> None:
    found = {}
    for folder in ("plans_zh", "plans_en", "laws"):
        for path in sorted((real / folder).rglob("*.*")):
            plan = open_reading(path, plan=True).plan
            if plan is not None:
                sections = [(s.level, s.number, s.title, s.body) for s in plan.sections]
                found[path.name] = text_bands(sections), runs("\n".join(s[3] for s in sections))
    for (one, (first, first_runs)), (other, (second, second_runs)) in combinations(found.items(), 2):
        if first and second and in_common(first, second) >= ENOUGH:
            assert shared(first_runs, second_runs) > 0.4, (one, other)
