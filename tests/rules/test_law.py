"""Laws and standards: which law a text is one of, the days it names, what it repeals."""

from datetime import date

import pytest

from dutyroom.rules.law import dated, law_key, names_a_law, read_law, repealed_titles
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.plan_version import VersionDates, in_force_on


def text(history, clause="本条例自公布之日起施行。"):
    return (
        (0, "", "", history),
        (1, "第一章", "总则", ""),
        (2, "第一条", "", "为了示例，制定本条例。"),
        (1, "第九条", "", clause),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国示例法", "示例法（2024年修订）"),
        ("《示例防汛条例》", "示例防汛条例(2011-01-08)"),
        ("示例办法（试行）", "示例办法"),
        ("GB/T 38565-2020 示例物资分类", "GB／T 38565－2030"),
        ("示例　条例", "示例条例"),
    ],
)
def test_two_writings_of_a_title_are_one_law(one, other):
    assert law_key(one) == law_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例防汛条例", "示例防洪条例"),
        ("GB 38565-2020", "GB 38566-2020"),
        ("示例市防汛条例", "防汛条例"),
        ("示例条例（示例省）", "示例条例"),
        ("T/ABC 1-2020 示例", "T/ABD 1-2020 示例"),
    ],
)
def test_two_laws_are_two(one, other):
    assert law_key(one) != law_key(other)


@pytest.mark.parametrize(
    ("history", "clause", "name", "issued", "in_force"),
    [
        ("2007年8月30日示例会通过", "本法自2007年11月1日起施行。", "", date(2007, 8, 30), date(2007, 11, 1)),
        (
            "（2007年8月30日示例会通过　2024年6月28日示例会修订）",
            "本法自2024年11月1日起施行。",
            "",
            date(2024, 6, 28),
            date(2024, 11, 1),
        ),
        (
            "1997年8月29日通过\n2016年7月2日示例会第三次修正",
            "本法自1998年1月1日起施行。",
            "",
            date(2016, 7, 2),
            date(2016, 7, 2),
        ),
        (
            "2018年12月5日常务会议通过\n2019年2月17日令第1号公布\n2019年4月1日 施行",
            "本条例自公布之日起施行。",
            "",
            date(2019, 2, 17),
            date(2019, 4, 1),
        ),
        (
            "2010年1月27日令第1号公布",
            "本条例自2010年4月1日起施行。",
            "示例条例(2017-10-07)",
            date(2017, 10, 7),
            date(2017, 10, 7),
        ),
        ("二〇二一年三月一日公布，自二〇二一年五月一日起施行", "", "", date(2021, 3, 1), date(2021, 5, 1)),
        ("", "本办法自发布之日起施行。", "", None, None),
    ],
)
def test_the_days_that_a_law_names(history, clause, name, issued, in_force):
    found = read_law(text(history, clause), name=name)
    assert (found.issued_on, found.in_force_on) == (issued, in_force)


def test_a_day_that_an_article_speaks_of_is_none_of_the_law():
    body = text("2020年1月1日公布", "2019年5月1日以前开工的，按原规定办理。本条例自2020年6月1日起施行。")
    assert read_law(body).in_force_on == date(2020, 6, 1)
    early = (*text("2020年1月1日公布")[:2], (2, "第一条", "", "2031年1月1日前达标。"), text("")[3])
    assert read_law(early).in_force_on == date(2020, 1, 1)


def test_what_it_repeals_is_named_and_its_own_former_text_is_not():
    clause = "本条例自2020年6月1日起施行。2001年公布的《示例河道办法》和《示例堤防办法》、《示例条例》同时废止。"
    assert repealed_titles(text("", clause), "示例条例") == ("示例河道办法", "示例堤防办法")
    assert repealed_titles(text("", "违反《示例河道办法》的，依法处罚。"), "示例条例") == ()


def test_a_scheme_in_articles_is_no_law():
    assert not names_a_law("示例市防空警报试鸣方案")
    assert not names_a_law("示例应急预案")
    for title in ("示例法", "示例条例（2020年修订）", "示例办法（试行）", "GB/T 38565-2020 示例物资分类"):
        assert names_a_law(title), title


def test_only_laws_are_dated_by_their_text():
    keep = KeepPlan(
        title="示例条例", kind="law", issuer="", number="", issued_on=date(2019, 1, 1), text_missing=False,
        sections=text("2020年1月1日公布", "本条例自2020年6月1日起施行。"), file_name="a.txt", path="",
    )  # fmt: skip
    assert (dated(keep).issued_on, dated(keep).effective_on) == (date(2020, 1, 1), date(2020, 6, 1))


def test_in_force_is_the_latest_that_has_begun():
    versions = [
        VersionDates(1, date(2011, 1, 1), None),
        VersionDates(2, date(2024, 6, 28), date(2024, 11, 1)),
        VersionDates(3, date(2005, 1, 1), date(2005, 2, 1)),
    ]
    assert in_force_on(versions, date(2024, 10, 31)) == 1
    assert in_force_on(versions, date(2024, 11, 1)) == 2
    assert in_force_on(versions, date(2005, 3, 1)) == 3
    assert in_force_on(versions, date(2000, 1, 1)) == 3  # the first to begin
    assert in_force_on([], date(2000, 1, 1)) is None
    assert in_force_on([VersionDates(1, None, None), VersionDates(2, None, None)], date(2000, 1, 1)) == 2


def test_a_long_text_without_a_full_stop_is_read_through_once():
    """Twice the text may take about twice the steps: a pattern that begins anew at each letter would take four times."""
    body = "Keep calm and write down what happened " * 20_000
    assert repealed_titles(text("", f"{body}《示例河道办法》同时废止"), "示例条例") == ("示例河道办法",)
