"""A year's holidays from the words of the notice."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.holiday_table import table_faults
from dutyroom.rules.holiday_text import holidays_written, understand_holidays
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.sentences import SENTENCES
from dutyroom.rules.workdays import HolidayTable

NOTICE = """国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2025年11月4日
"""
SOURCE = "国务院办公厅，2025-11-04"


def understood(text: str, year: int = 2026) -> HolidayTable:
    return understand_holidays(text, year=year, source=SOURCE)


def refused(text: str, year: int = 2026) -> tuple[str, object]:
    with pytest.raises(Refusal) as refusal:
        understood(text, year)
    assert refusal.value.field in ("text", "year")
    assert SENTENCES[refusal.value.code].format(**refusal.value.facts)
    return refusal.value.code, refusal.value.facts.get("line")


def test_the_notice_means_what_is_shipped():
    shipped = shipped_rules().holidays.table(2026)
    table = understood(NOTICE)
    assert (table.holidays, table.makeup) == (shipped.holidays, shipped.makeup)
    assert (table.source, table.own) == (SOURCE, True)


def test_a_notice_may_set_the_end_of_the_year_before():
    text = "一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。"
    table = understood(text, 2019)
    assert [day for day, _ in table.holidays] == [date(2018, 12, 30), date(2018, 12, 31), date(2019, 1, 1)]
    assert table.makeup == (date(2018, 12, 29),)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("元旦：2026-01-01至2026-01-03放假", 3),
        ("元旦 1月1日-3日", 3),
        ("New Year: 1月1日", 1),
        ("国庆节、中秋节：10月1日到10月8日", 8),
        ("元旦：1月1日、1月3日放假", 2),
    ],
)
def test_it_may_be_typed_shorter(text, days):
    assert len(understood(text).holidays) == days


@pytest.mark.parametrize(
    ("text", "year", "answer"),
    [
        (NOTICE, 2027, ("holidays.text.weekday", 4)),
        (NOTICE.replace("共9天", "共8天"), 2026, ("holidays.text.count", 5)),
        (NOTICE.replace("2月14日（周六）", "2月18日"), 2026, ("holidays.makeup.holiday", 5)),
        (NOTICE.replace("5月9日（周六）", "5月8日"), 2026, ("holidays.makeup.weekday", 7)),
        (NOTICE.replace("至6日（周一）放假，共3天", "至3日放假"), 2026, ("holidays.order", 6)),
        (NOTICE.replace("6月19日（周五）至21日（周日）放假", "4月6日放假"), 2026, ("holidays.text.count", 8)),
        ("元旦：2027年1月1日放假", 2026, ("holidays.outside", 1)),
        ("元旦：2月30日放假", 2026, ("holidays.text.day", 1)),
        ("元旦：3日放假", 2026, ("holidays.text.day", 1)),
        ("1月1日放假", 2026, ("holidays.text.nameless", 1)),
        ("1月1日至3日 元旦", 2026, ("holidays.text.nameless", 1)),
        ("元旦：1月1日\n二天：1月1日", 2026, ("holidays.twice", 2)),
        ("", 2026, ("holidays.text.empty", None)),
        ("好好休息", 2026, ("holidays.text.empty", None)),
        ("元旦：1月1日放假", 1812, ("holidays.year.range", 0)),
        ("元" * 10_001, 2026, ("holidays.text.long", None)),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(text, year, answer):
    assert refused(text, year) == answer


@st.composite
def tables(draw):
    year = draw(st.integers(2020, 2040))
    first, last = date(year, 1, 1), date(year, 12, 31)
    holidays, makeup = {}, set()
    for name in draw(st.lists(st.sampled_from(["元旦", "春节", "清明节", "国庆节、中秋节"]), min_size=1, unique=True)):
        begin = draw(st.dates(first, last))
        for n in range(draw(st.integers(1, 9))):
            day = min(begin + timedelta(days=n), last)
            holidays.setdefault(day, name)
    for day in draw(st.lists(st.dates(first, last), max_size=6)):
        if day.weekday() >= 5 and day not in holidays:
            makeup.add(day)
    return HolidayTable(
        year=year,
        holidays=tuple(sorted(holidays.items())),
        makeup=tuple(sorted(makeup)),
        source=SOURCE,
        own=True,
    )


@given(tables())
def test_what_is_written_is_understood_again(table):
    assert not list(table_faults(table))
    assert understood(holidays_written(table), table.year) == table


@given(st.text())
def test_any_text_is_understood_or_refused(text):
    with suppress(Refusal):
        assert understood(text).holidays
