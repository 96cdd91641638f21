"""How a query is understood: words that mean the same, articles, numbers, pinyin, spelling, short names, days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dutyroom.rules.alike import alike_ways, checked_words, concerned, words_known
from dutyroom.rules.named_plans import is_short_form
from dutyroom.rules.pinyin_find import is_found_by_pinyin, syllables
from dutyroom.rules.plan_filter import PlanFilter, read_day
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.search_forms import (
    english_forms,
    join_numbers,
    numeral,
    part_articles,
    split_number,
    value,
    wordings_of_article,
)
from dutyroom.rules.search_rank import ALIKE, Passage, Ranking
from dutyroom.rules.spelling import changes, nearest
from dutyroom.rules.terms import Asked, find_hits, terms_of

GROUPS = (("防汛", "防洪"), ("119", "消防"), ("转移", "疏散", "撤离"), ("police", "law enforcement"))
HAN = st.text("防汛洪转移疏散撤离群众物资响应水库", min_size=1, max_size=12)


def ways(words: str) -> list[str]:
    return [" ".join(way) for term in terms_of(Asked(words, concerned(GROUPS, words))) for way in term.alike]


def test_a_word_stands_for_those_of_its_group() -> None:
    assert ways("防洪物资") == ["防汛物资"]
    assert ways("119电话") == ["消防电话"]
    assert "疏散群众" in ways("转移群众")
    assert ways("police")[0] == "law enforcement"
    assert ways("1190") == [], "119 in a longer number is another number"


def test_marks_show_what_means_the_same() -> None:
    asked = Asked("撤离", GROUPS)
    assert find_hits("组织群众疏散", asked) == [(4, 6)]
    assert find_hits("组织群众疏散", "撤离") == []


@given(HAN)
def test_other_ways_differ_from_the_phrase_and_from_one_another(said: str) -> None:
    found = alike_ways((said,), GROUPS)
    assert said not in found
    assert len(found) == len(set(found)) <= 24


@given(HAN)
def test_every_way_says_a_word_of_a_group_that_the_phrase_says_another_of(said: str) -> None:
    for way in alike_ways((said,), GROUPS):
        assert any(any(w in said for w in group) and any(w in way for w in group) for group in GROUPS)


@given(HAN)
def test_cutting_at_known_words_loses_no_more_than_lone_characters(said: str) -> None:
    cut = words_known(said, GROUPS)
    if cut is not None:
        assert set("".join(cut.split())) <= set(said)
        assert len(cut.split()) > 1 or len(cut) < len(said)


def test_a_run_that_nothing_says_is_cut_at_known_words() -> None:
    assert words_known("防汛群众转移", GROUPS) == "防汛 群众 转移"
    assert words_known("群众", GROUPS) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["防汛"], "words.few"),
        (["水", "防汛"], "words.short"),
        (["防汛", "防 汛", "防洪"], None),
        (["Fire", "fire"], "words.twice"),
        ([f"词语{n}" for n in range(13)], "words.many"),
        (["防" * 41, "防汛"], "words.long"),
    ],
)
def test_what_can_be_a_group(words: list[str], code: str | None) -> None:
    if code is None:
        assert checked_words(words) == ("防汛", "防 汛", "防洪")
        return
    with pytest.raises(Refusal) as refused:
        checked_words(words)
    assert refused.value.code == code


@given(st.integers(1, 999))
def test_articles_are_read_as_they_are_written(number: int) -> None:
    assert value(numeral(number)) == number
    assert f"第{numeral(number)}条" in wordings_of_article(f"{number}条")


def test_an_article_stands_apart_from_its_law() -> None:
    assert part_articles("防洪法45条").split() == ["防洪法", "45条"]
    assert part_articles("防洪法第四十五条规定").split() == ["防洪法", "第四十五条", "规定"]
    assert part_articles("3条河流") == "3条河流"


@given(st.from_regex(r"[0-9]{5,13}", fullmatch=True))
def test_groups_of_a_number_hold_all_its_digits(digits: str) -> None:
    for groups in split_number(digits):
        assert "".join(groups) == digits
        assert all(groups)


def test_numbers_in_groups_are_one_and_two_years_are_not() -> None:
    assert join_numbers("138 0013 8000") == "13800138000"
    assert join_numbers("0371-6718 0000 值班") == "037167180000 值班"
    assert join_numbers("2023 2024") == "2023 2024"
    assert join_numbers("5.1 2024") == "5.1 2024"


def test_numbers_are_found_in_groups() -> None:
    assert find_hits("值班电话：138 0013-8000", "13800138000") != []
    assert find_hits("值班电话：0371-6718 0000", "037167180000") != []


@pytest.mark.parametrize(
    ("word", "other"),
    [("evacuations", "evacuation"), ("policy", "policies"), ("notified", "notify"), ("banner", "banners"), ("collecting", "collect")],
)  # fmt: skip
def test_forms_of_english_words(word: str, other: str) -> None:
    assert other in english_forms(word)
    assert word not in english_forms(word)


NAME = ("hnsfxyjya", "henanshengfangxunyingjiyuan")


@pytest.mark.parametrize("asked", ["fxyjya", "fangxun", "hnsfx", "henan", "yingjiyuan"])
def test_a_name_is_found_by_initials_and_by_whole_syllables(asked: str) -> None:
    assert is_found_by_pinyin(asked, *NAME)


@pytest.mark.parametrize("asked", ["angxun", "fx", "plan", "anshen", "汛", ""])
def test_pinyin_begins_with_a_syllable(asked: str) -> None:
    assert not is_found_by_pinyin(asked, *NAME)


@given(
    st.lists(
        st.sampled_from(["xi", "an", "xian", "zhong", "hua", "er", "lü".replace("ü", "v"), "qing"]),
        min_size=1,
        max_size=8,
    )
)
def test_syllables_fit_the_initials(said: list[str]) -> None:
    initials, pinyin = "".join(each[0] for each in said), "".join(said)
    starts = syllables(initials, pinyin)
    assert [pinyin[start] for start in starts] == list(initials)


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8))
def test_changes_are_the_same_both_ways(one: str, other: str) -> None:
    assert changes(one, other, 2) == changes(other, one, 2)
    assert (changes(one, other, 2) == 0) == (one == other)


def test_the_nearest_word_is_proposed_first() -> None:
    known = [("phishing", 12), ("fishing", 1), ("evacuation", 3), ("liaison", 4)]
    assert nearest("phising", known)[0] == "phishing"
    assert nearest("evacutaion", known) == ["evacuation"]
    assert nearest("liason", known) == ["liaison"]
    assert nearest("quantum", known) == []


def test_short_forms_of_titles() -> None:
    assert is_short_form("河南防汛预案", "河南省防汛应急预案")
    assert not is_short_form("防汛河南", "河南省防汛应急预案")
    assert not is_short_form("河省防汛", "河南省防汛应急预案")


WORD = st.sampled_from(["防汛", "物资", "转移", "群众"])


@given(st.lists(WORD, min_size=1, max_size=3, unique=True), WORD)
def test_what_says_the_word_itself_comes_before_what_means_the_same(words: list[str], filler: str) -> None:
    assume("防汛" in words or "转移" in words)
    asked = " ".join(words)
    terms = terms_of(Asked(asked, concerned(GROUPS, asked)))
    other = asked.replace("防汛", "防洪").replace("转移", "疏散")
    named = (0,) * len(terms)
    ranking = Ranking(terms)
    itself = ranking.worth(Passage("1", "一节", f"{filler}{asked}" * 3, named))
    same = ranking.worth(Passage("1", other, other * 3, named))
    assert itself > same + ALIKE / 2


def test_headings_count_more_than_text_and_an_article_that_was_asked_for_most() -> None:
    terms = terms_of("物资")
    ranking = Ranking(terms)
    heading = ranking.worth(Passage("3.6", "物资准备", "储备。" * 40, (0,)))
    text = ranking.worth(Passage("3.7", "避险", "物资。" * 40, (0,)))
    assert heading > text
    article = Ranking(terms_of("45条"))
    assert article.worth(Passage("第四十五条", "", "……", (0,))) > article.worth(
        Passage("第五十条", "", "依照第四十五条", (0,))
    )


def test_days_months_and_years_are_spans() -> None:
    assert (read_day("2024", last=False), read_day("2024", last=True)) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (read_day("2024-02", last=False), read_day("2024-02", last=True)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert read_day("2024年5月1日", last=True) == date(2024, 5, 1)
    assert read_day("2024-13", last=False) is None
    assert read_day("yesterday", last=False) is None


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_a_span_takes_its_ends_and_nothing_beyond(one: date, other: date) -> None:
    since, until = min(one, other), max(one, other)
    asked = PlanFilter(since=since, until=until)
    assert asked.takes("special", "", "", since)
    assert asked.takes("special", "", "", until)
    assert not asked.takes("special", "", "", None)
    assert asked.narrows
