"""Deadlines in the words of papers: what is one, what is none, and the instant that each means."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.deadline_days import Reckoning, day_of
from dutyroom.rules.deadlines import Deadline, find_deadlines
from dutyroom.rules.passage import passage
from dutyroom.rules.workdays import Holidays, HolidayTable

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
RECEIVED = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
PAPER = Reckoning(MONDAY, RECEIVED, ZONE)
UNKNOWN = Reckoning(None, None, ZONE)


def limits(text: str, reckoning: Reckoning = PAPER) -> list[tuple[str, Deadline]]:
    return [(one.said, one.value) for one in find_deadlines(passage(text), 0, len(text), reckoning)]


def one(text: str, reckoning: Reckoning = PAPER) -> tuple[str, str]:
    """The words and the instant of the only deadline."""
    ((said, limit),) = limits(text, reckoning)
    return said, f"{limit.at:%Y-%m-%d %H:%M}" if limit.at else ""


INSTANTS = [
    ("请于11月25日18时前报省政府总值班室。", "11月25日18时前", "2026-11-25 18:00"),
    ("请于11月25日前报送。", "11月25日前", "2026-11-25 23:59"),
    ("请于11月25日（星期三）18:30之前反馈。", "11月25日（星期三）18:30之前", "2026-11-25 18:30"),
    ("请在11月25日下午5点半以前回复。", "11月25日下午5点半以前", "2026-11-25 17:30"),
    ("请于２０２６年１２月１日１２时前报送。", "２０２６年１２月１日１２时前", "2026-12-01 12:00"),
    ("各县要在2026-12-01前报送情况。", "2026-12-01前", "2026-12-01 23:59"),
    ("请于十一月二十五日十八时前上报。", "十一月二十五日十八时前", "2026-11-25 18:00"),
    ("请于25日9时前报送。", "25日9时前", "2026-11-25 09:00"),
    ("请于5日前报送。", "5日前", "2026-12-05 23:59"),
    ("请于1月10日前报送。", "1月10日前", "2027-01-10 23:59"),
    ("请于今日17时前报送。", "今日17时前", "2026-11-23 17:00"),
    ("请于明日8时前报送。", "明日8时前", "2026-11-24 08:00"),
    ("请于明早8点前报送。", "明早8点前", "2026-11-24 08:00"),
    ("务必于今晚12时前完成转移。", "今晚12时前", "2026-11-24 00:00"),
    ("请于今晚24时前完成转移。", "今晚24时前", "2026-11-24 00:00"),
    ("请于本周五前报送。", "本周五前", "2026-11-27 23:59"),
    ("请于下周一下班前报送。", "下周一下班前", "2026-11-30 18:00"),
    ("请于本月底前完成整改。", "本月底前", "2026-11-30 23:59"),
    ("请于月底前完成整改。", "月底前", "2026-11-30 23:59"),
    ("请于12月底前完成整改。", "12月底前", "2026-12-31 23:59"),
    ("请于年底前完成整改。", "年底前", "2026-12-31 23:59"),
    ("力争2027年2月底前建成。", "2027年2月底前", "2027-02-28 23:59"),
    ("请于11月25日中午前报送。", "11月25日中午前", "2026-11-25 12:00"),
    ("报名截止时间为11月25日17:00，请各单位报名。", "报名截止时间为11月25日17:00", "2026-11-25 17:00"),
    ("请各地尽快报送，最迟不超过11月26日。", "最迟不超过11月26日", "2026-11-26 23:59"),
    ("书面报告不晚于11月26日12时报我办。", "不晚于11月26日12时", "2026-11-26 12:00"),
    ("18时前报省防办。", "18时前", "2026-11-23 18:00"),
    ("务必于11月24日（明天）上午9:00前报送。", "11月24日（明天）上午9:00前", "2026-11-24 09:00"),
    ("请在11月25日（含）前报送。", "11月25日（含）前", "2026-11-25 23:59"),
    ("请于11.25 17:00前报送。", "11.25 17:00前", "2026-11-25 17:00"),
    ("请于11/25前报送。", "11/25前", "2026-11-25 23:59"),
    ("请于12月1日零时前报送。", "12月1日零时前", "2026-12-01 00:00"),
    ("请于今日17:30分前报送。", "今日17:30分前", "2026-11-23 17:30"),
    ("反馈时限：11月25日17:00。", "反馈时限：11月25日17:00", "2026-11-25 17:00"),
    ("请于11月24日17时报送。", "11月24日17时", "2026-11-24 17:00"),
    ("请将受灾情况于2小时内报省防办。", "2小时内", "2026-11-23 11:30"),
    ("请于1个半小时内反馈。", "1个半小时内", "2026-11-23 11:00"),
    ("会议定于11月26日15时召开，请于14:30前完成调试。", "14:30前", ""),
    ("请于24小时内反馈落实情况。", "24小时内", "2026-11-24 09:30"),
    ("请在接到通知后2小时内报告。", "在接到通知后2小时内", "2026-11-23 11:30"),
    ("收到本通知起半小时内电话确认。", "收到本通知起半小时内", "2026-11-23 10:00"),
    ("请于三日内书面答复。", "三日内", "2026-11-26 23:59"),
    ("自本通知印发之日起30日内完成自查。", "自本通知印发之日起30日内", "2026-12-23 23:59"),
    ("请在一个月内提交报告。", "", ""),
    ("请于两周内报送。", "两周内", "2026-12-07 23:59"),
    ("请3个月内办结。", "3个月内", "2027-02-23 23:59"),
    ("请于3个工作日内反馈。", "3个工作日内", ""),
    ("会议结束后2日内报送落实情况。", "2日内", ""),
    ("接电后，请立即组织转移。", "接电后，请立即", "2026-11-23 09:30"),
    ("请各市立即开展排查。", "立即", "2026-11-23 09:30"),
    ("汇总表请于11月25日17:30前一并报送。", "11月25日17:30前", "2026-11-25 17:30"),
    ("请于明天（11月24日）中午12点前反馈。", "明天（11月24日）中午12点前", "2026-11-24 12:00"),
    ("报名回执截止日期为2026年12月1日。", "截止日期为2026年12月1日", "2026-12-01 23:59"),
    ("责令你单位于2026年12月1日前改正。", "2026年12月1日前", "2026-12-01 23:59"),
    ("请于11.25日前反馈。", "11.25日前", "2026-11-25 23:59"),
    ("24日16时前，全市景区一律停止接待。", "24日16时前", "2026-11-24 16:00"),
    ("请各园于停业当日18:00前报送统计表。", "当日18:00前", ""),
    ("请于收到当日18:00前报送统计表。", "当日18:00前", "2026-11-23 18:00"),
    ("情况紧急，请速报送。", "速", "2026-11-23 09:30"),
    ("请核对后即复。", "即", "2026-11-23 09:30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "at"), [row for row in INSTANTS if row[1]])
def test_the_instant_that_the_words_mean(text: str, said: str, at: str) -> None:
    assert one(text) == (said, at)


@pytest.mark.parametrize(
    ("text", "said", "at"),
    [
        ("请于11月24日8时、17时前各报送一次。", ["11月24日8时", "17时前"], ["24 08:00", "24 17:00"]),
        ("请于25日8时、12时和17时前报送。", ["25日8时", "12时", "17时前"], ["25 08:00", "25 12:00", "25 17:00"]),
        ("请于下午3点、5点前报送两次。", ["下午3点", "5点前"], ["23 15:00", "23 17:00"]),
        ("请值班到8时、17时前报送。", ["17时前"], ["23 17:00"]),
    ],
)
def test_hours_that_share_one_word_are_each_a_limit(text: str, said: list[str], at: list[str]) -> None:
    assert [words for words, _ in limits(text)] == said
    assert [f"{limit.at:%d %H:%M}" for _, limit in limits(text) if limit.at] == at


def test_a_day_that_has_passed_is_said_as_past_where_it_is_plainly_asked_for() -> None:
    ((said, limit),) = limits("请务必于11月20日前将情况报送我厅。")
    assert (said, limit.past, limit.plain()["past"]) == ("11月20日前", True, True)
    assert limits("各地11月20日前报送的情况已收悉。") == []


def test_working_days_are_counted_where_the_holidays_are_known() -> None:
    table = HolidayTable(year=2026, holidays=(), makeup=(date(2026, 11, 28),))
    known = replace(PAPER, holidays=Holidays((table,)))
    ((_, limit),) = limits("请在收到本通知后5个工作日内报送。", known)
    assert limit.at is not None
    assert f"{limit.at:%m-%d %H:%M}" == "11-28 23:59"
    ((_, limit),) = limits("请在收到本通知后60个工作日内报送。", known)
    assert limit.at is None, "the holidays of 2027 are not known"


def test_days_that_share_one_word_are_each_a_limit() -> None:
    text = "请于11月25日、12月10日和12月25日前分别报送进展。"
    assert [said for said, _ in limits(text)] == ["11月25日", "12月10日", "12月25日前"]
    assert [f"{limit.at:%m-%d}" for _, limit in limits(text) if limit.at] == ["11-25", "12-10", "12-25"]


@pytest.mark.parametrize(
    ("text", "daily"),
    [
        ("每日8时、17时前报告。", ("08:00", "17:00")),
        ("每天下午5点前报送日报。", ("17:00",)),
        ("请每日上午9时和下午4时30分前报送。", ("09:00", "16:30")),
        ("请于每日下午3时、5时前报送。", ("15:00", "17:00")),
        ("每日08:00、16:00、22:00前报水情。", ("08:00", "16:00", "22:00")),
        ("每天7时向省防办报送雨情。", ("07:00",)),
        ("每周五17时前报送周报。", ()),
        ("每月5日前报送月报。", ()),
        ("要在每日（11月24日至26日）下午3时前书面报告。", ("15:00",)),
        ("请每隔2小时续报一次水情。", ()),
    ],
)
def test_what_is_due_again_and_again(text: str, daily: tuple[str, ...]) -> None:
    ((_, limit),) = limits(text)
    assert (limit.daily, limit.at, limit.within) == (daily, None, None)


NO_DEADLINES = [
    "昨天8时至今日8时，全省平均降雨30毫米。",
    "截至8月2日14时，水位已达38.74米。",
    "截至21日18时前，全省已转移群众16万人。",
    "预计9月17日夜间到9月19日夜间，我省有一次降雨过程。",
    "未来24小时内，我市将有暴雨。",
    "预计3小时内降雨量将达50毫米以上，请注意防范。",
    "国家防总决定于7月28日10时启动防汛四级应急响应。",
    "要严格执行24小时值班制度。",
    "对地质灾害隐患点要安排专人24小时盯守。",
    "日前，省委召开会议。",
    "近日前往灾区。",
    "20日8时前后，强降雨将影响我市。",
    "2020年底前建成的老旧小区纳入改造范围。",
    "2025年12月31日前完成了全部整改。",
    "去年12月30日18时前，各单位均已报送值班表。",
    "一旦发生险情，要在1小时内报告。",
    "突发事件发生后，有关单位必须在20分钟内电话报告、40分钟内书面报告。",
    "发现险情立即报告。",
    "如有变化请立即报告。",
    "对存在重大安全隐患的要立即停止开放。",
    "接报后，应急管理部负责同志立即作出部署。",
    "名单如有变动，请于变动后5个工作日内报我办。",
    "会议定于11月25日上午9时召开。",
    "每日8时至18时开放，请预约参观并报送名单。",
    "前三季度报送情况良好。",
    "上述情况请于前期报送材料中核实。",
    "请各地做好防范工作。",
]


@pytest.mark.parametrize("text", NO_DEADLINES)
def test_what_is_told_or_only_conditional_is_no_deadline(text: str) -> None:
    assert limits(text) == []


def test_two_deadlines_of_one_sentence_stand_in_reading_order() -> None:
    found = limits("请于11月24日12时前报名单，11月26日前报材料，此后每日17时前报进度。")
    assert [said for said, _ in found] == ["11月24日12时前", "11月26日前", "每日17时前"]


def test_without_the_paper_s_day_and_receipt_there_is_no_instant() -> None:
    assert [
        one(text, UNKNOWN)[1]
        for text in ("请于11月25日前报送。", "请于今日17时前报送。", "请于2小时内报送。", "请于本月底前报送。")
    ] == [""] * 4
    assert one("请于2026年11月25日18时前报送。", UNKNOWN) == ("2026年11月25日18时前", "2026-11-25 18:00")


def test_a_day_that_does_not_exist_keeps_its_words() -> None:
    assert one("请于2月30日前报送。") == ("2月30日前", "")
    assert one("请于13月1日前报送。") == ("13月1日前", "")


def test_the_clause_that_asks_is_the_sentence_without_its_number() -> None:
    ((_, limit),) = limits("（三）请各市于11月25日18时前将落实情况报省防办。")
    assert limit.what == "请各市于11月25日18时前将落实情况报省防办"
    long = "，".join(["要加强组织领导"] * 20)
    ((_, limit),) = limits(f"一、{long}，请各市于11月25日18时前将落实情况报省防办，{long}。")
    assert "11月25日18时前" in limit.what
    assert len(limit.what) < 180


def test_a_line_cut_at_the_margin_goes_on() -> None:
    ((said, limit),) = limits(
        "　　请各省辖市、济川示范区将部署落实情况及时汇总，并于11月25日\n18时前报省政府总值班室。"
    )
    assert (said, f"{limit.at:%d %H:%M}") == ("11月25日\n18时前", "25 18:00")


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_day_without_a_year_is_near_the_paper(today: date, other: date) -> None:
    found = day_of(f"{other.month}月{other.day}日", today)
    assert found is None or (found.month, found.day) == (other.month, other.day)
    assert found is None or -64 <= (found - today).days <= 300


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from("一二三四五六日天"))
def test_a_day_of_the_week_is_within_two_weeks(today: date, name: str) -> None:
    for words in (f"本周{name}", f"周{name}", f"下周{name}", f"星期{name}"):
        found = day_of(words, today)
        assert found is not None
        assert -7 < (found - today).days <= 14
        assert found.weekday() == ("一二三四五六日".find(name) if name != "天" else 6)


@given(st.text("1234567890年月日时点分前内每天今明本周底请于报送，。、：小时工作立即接到通知后上下午", max_size=40))
def test_no_words_are_too_strange(text: str) -> None:
    for reckoning in (PAPER, UNKNOWN):
        for said, limit in limits(text, reckoning):
            assert said in text
            assert limit.plain().keys() == {"at", "within", "daily", "what"}


@pytest.mark.parametrize("unit", ["7月15日、8月15日前", "每2小时报", "请于7月15日前报，"])
def test_an_endless_sentence_is_read_in_time_that_grows_with_it(unit: str) -> None:
    begun = perf_counter()
    limits(f"各市：{unit * (60_000 // len(unit))}")
    assert perf_counter() - begun < 5
