"""Figures and dates in a text, and what a paper is told before it is issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.briefing import BriefingKind
from dutyroom.rules.briefing_check import (
    MOST_ALIKE,
    SENTENCES,
    CheckedPaper,
    CheckedPart,
    Known,
    Severity,
    check_paper,
    errors_of,
)
from dutyroom.rules.briefing_figures import differing, figures_in, said_dates
from dutyroom.rules.briefing_text import KIND_ZH

TODAY = date(2026, 11, 23)
KNOWN = Known(today=TODAY, units=frozenset({"应急管理局", "金水区"}), people=frozenset({"王建国"}))
PAPER = CheckedPaper(
    kind=BriefingKind.DAILY_SITUATION,
    title="每日值班情况",
    parts=(CheckedPart(id=1, text="今日平稳。"),),
    to=(("市长样例", True),),
    since=TODAY,
    until=TODAY,
)
COUNTS = st.integers(min_value=0, max_value=99999)


def said(text, **named):
    return {
        finding.code: finding
        for finding in check_paper(replace(PAPER, parts=(CheckedPart(id=7, text=text, **named),)), KNOWN)
    }


@given(COUNTS, COUNTS)
def test_a_count_that_is_another_one_is_named_where_it_stands(one, other):
    record, text = f"共接报突发事件{one}起，转移群众320人。", f"截至目前，共接报突发事件{other}起，转移群众320人。"
    found = list(differing(text, record))
    assert bool(found) == (one != other)
    for figure, held in found:
        assert text[figure.start : figure.end] == f"{other}起"
        assert held.value == str(one)


@given(st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 28), st.integers(0, 23), st.integers(0, 59))
def test_dates_times_numbers_of_papers_and_telephones_are_no_counts(year, month, day, hour, minute):
    text = f"{year}年{month}月{day}日{hour}时{minute:02d}分，收〔{year}〕{day}号，第{day}期，电话0371-67180000，1390000{day:04d}。"
    assert list(figures_in(text)) == []


@given(st.dates(date(2026, 6, 1), date(2027, 5, 31)))
def test_a_date_without_a_year_is_the_one_nearest_to_the_paper(day):
    (found,) = said_dates(f"定于{day.month}月{day.day}日召开", day + timedelta(days=20))
    assert found.day == day


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 6))
def test_only_the_right_day_of_the_week_passes(day, weekday):
    text = f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[weekday]}）"
    found = [f.code for f in check_paper(replace(PAPER, parts=(CheckedPart(id=1, text=text),), since=None), KNOWN)]
    assert ("briefing.find.day.weekday" in found) == (weekday != day.weekday())


@pytest.mark.parametrize(
    ("text", "code", "stands"),
    [
        ("2月30日", "day.none", "2月30日"),
        ("联系人：XXX", "blank", "XXX"),
        ("地点：【待定】", "blank", "【待定】"),
        ("12月1日发生事故。", "day.after", "12月1日"),
        ("9月1日发生事故。", "day.far", "9月1日"),
        ("请市没有局落实。", "unit", "市没有局"),
    ],
)
def test_each_rule_names_the_place(text, code, stands):
    finding = said(text)[f"briefing.find.{code}"]
    assert finding.place == "part:7"
    assert text[finding.start : finding.end] == stands


@pytest.mark.parametrize(
    "text", ["12月1日前报送。", "定于12月1日召开会议。", "11月20日接报，应急管理局处置。", "市应急管理局已到场。"]
)
def test_what_is_planned_or_known_is_not_named(text):
    assert said(text) == {}


def test_what_must_be_there_is_asked_for_by_kind():
    meeting = replace(PAPER, kind=BriefingKind.MEETING_NOTICE, fields=(("时间", "9时"),), to=(), title="")
    found = check_paper(meeting, KNOWN)
    assert [finding.code.removeprefix("briefing.find.") for finding in errors_of(found)] == [
        "title",
        "to",
        "field",
        "field",
    ]
    assert check_paper(replace(PAPER, since=None), KNOWN)[0].code == "briefing.find.period"
    assert errors_of(check_paper(replace(PAPER, parts=()), KNOWN))[0].code == "briefing.find.parts"


def test_a_fact_that_lost_its_mark_and_a_record_that_changed_are_named():
    assert (
        said("死亡2人。", record="死亡2人。", record_unverified=True)["briefing.find.unverified"].severity
        is Severity.ERROR
    )
    assert "briefing.find.stale" in said("死亡2人。", record="死亡3人。")
    assert "briefing.find.stale" not in said("2. 死亡2人。", record="1. 死亡2人。"), "only its numeral is another one"
    edited = said("死亡2人。", record="死亡3人。", edited=True)
    assert edited["briefing.find.number"].said == {"said": "死亡2人", "record": "死亡3人"}
    cells = {"rows": (("来文", "3"),), "record_rows": (("来文", "4"),), "edited": True}
    assert said("", record="", **cells)["briefing.find.cell"].said == {"said": "来文 3", "record": "4"}


def test_strangers_in_the_lines_before_the_text_and_slips_of_wording_are_named():
    paper = replace(PAPER, fields=(("主持", "王建国、李无名（副市长）"),), title="每日值班情况。")
    found = {finding.code: finding for finding in check_paper(paper, KNOWN)}
    assert found["briefing.find.person"].said == {"said": "李无名"}
    assert found["official.title.stop"].place == "title"
    half = said("请抓紧,落实到位")["official.text.half"]
    assert half.place == "part:7"
    assert half.end > half.start


def test_of_many_alike_the_first_are_named_and_the_others_counted():
    found = check_paper(replace(PAPER, parts=(CheckedPart(id=1, text="【】" * 50),)), KNOWN)
    assert len(found) == MOST_ALIKE + 1
    assert found[-1].said == {"count": 30}


def test_every_finding_has_a_sentence_and_every_kind_a_name():
    assert {finding.sentence for finding in said("XXX 2月30日").values()} <= set(SENTENCES.values())
    assert set(KIND_ZH) == set(BriefingKind)
