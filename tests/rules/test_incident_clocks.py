"""Which duties to report an event starts, to whom, by when; every row of the table comes to be used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.incident import CATEGORY_ZH, GRADES, SUBTYPES, Category, Scale
from dutyroom.rules.incident_class import EventClass, understand_class, understand_grade, understand_scale
from dutyroom.rules.incident_clocks import (
    BODY_WORDS,
    EVENT,
    Happening,
    inform_inside,
    levels_up,
    others_clocks,
    report_clocks,
)
from dutyroom.rules.matter import Duty
from dutyroom.rules.refusal import Refusal

BOOK = shipped_rules()
ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 23)
EVENT_AT = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
RECEIVED = datetime(2026, 11, 23, 8, 20, tzinfo=ZONE)
NAMES = [*Scale, *CATEGORY_ZH.values(), *(subtype.key for subtype in SUBTYPES)]
HAPPENINGS = st.builds(
    lambda name, grade, received, before, sensitive: Happening(
        kind=understand_class(name),
        grade=grade,
        received_at=received,
        event_at=None if before is None else received - before,
        sensitive=sensitive,
    ),
    st.sampled_from(NAMES),
    st.sampled_from([None, *GRADES]),
    st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: RECEIVED + timedelta(minutes=minutes)),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=40)),
    st.booleans(),
)


def happening(name, grade=None, **named):
    usual = {"received_at": RECEIVED, "event_at": EVENT_AT}
    return Happening(kind=understand_class(name), grade=grade, **{**usual, **named})


def table(name, grade=None, book=BOOK, **named):
    """Duty and recipient → due, in the office's time."""
    asked = happening(name, grade, **named)
    return [
        (clock.duty.value, clock.to, clock.due_at and clock.due_at.astimezone(ZONE).strftime("%d %H:%M"))
        for clock in report_clocks(asked, asked.received_at, book, ZONE)
    ]


@given(HAPPENINGS)
def test_no_clock_ends_before_it_starts_and_none_is_somebody_elses(asked):
    clocks = report_clocks(asked, asked.received_at, BOOK, ZONE)
    for clock in (*clocks, *others_clocks(asked, asked.received_at, BOOK, ZONE)):
        assert clock.due_at is None or clock.due_at >= clock.started_at
        assert clock.started_at == (asked.event_at if clock.start_event == EVENT else asked.received_at)
        assert clock.to
        assert clock.source
        assert clock.rule_key in BOOK.versions
        assert (clock.start.duty, clock.start.due_at, clock.start.source) == (clock.duty, clock.due_at, clock.source)
    assert not any(clock.by for clock in clocks)
    one_each = [(clock.duty, clock.to, clock.rule_key) for clock in clocks]
    assert len(set(one_each)) == len(one_each)
    follow_ups = [clock.due_at for clock in clocks if clock.duty is Duty.FOLLOW_UP]
    assert all(asked.received_at < due <= asked.received_at + timedelta(days=1) for due in follow_ups)


def test_every_row_of_the_table_is_used():
    used = {"report.content.first", "report.content.follow"}
    used |= {f"report.{part}.{grade}" for part in ("levels_up", "inform_inside") for grade in GRADES}
    for name in NAMES:
        for grade in GRADES:
            asked = happening(name, grade)
            clocks = report_clocks(asked, RECEIVED, BOOK, ZONE) + others_clocks(asked, RECEIVED, BOOK, ZONE)
            used |= {clock.rule_key for clock in clocks}
            for clock in clocks:
                assert {*clock.to.split("、"), clock.by or "省"} <= BODY_WORDS.keys(), "named in English too"
    assert used == {rule.key for rule in BOOK.rules(DAY) if rule.group == "report"}


def test_a_serious_accident():
    province, above, chain = "省应急管理厅", "上级政府", "主管部门逐级"
    everybody = f"{province}、{above}、{chain}"
    assert table("生产安全", "Ⅱ") == [
        ("phone_report", province, "23 08:15"),
        ("written_report", province, "23 08:35"),
        ("phone_report", above, "23 08:50"),
        ("written_report", above, "23 09:20"),
        ("written_report", chain, "23 10:20"),
        ("follow_up", everybody, "23 17:00"),
        ("follow_up", everybody, "24 08:00"),
        ("toll", everybody, "23 08:00"),
        ("final_report", everybody, None),
    ]


@pytest.mark.parametrize(
    ("name", "grade", "duty", "to", "due"),
    [
        ("事故灾难", "Ⅲ", "written_report", "省应急管理厅", "23 09:00"),
        ("自然灾害", "Ⅳ", "written_report", "省应急管理厅", "23 14:00"),
        ("公共卫生", None, "written_report", "上一级政府", "23 10:20"),
        ("食品安全", "Ⅲ", "phone_report", "上级政府", "23 08:50"),
        ("cyber", "Ⅲ", "written_report", "省级网信", "23 12:20"),
        ("网络安全", "Ⅰ", "written_report", "省级网信", "23 12:20"),
    ],
)
def test_limits_of_the_field(name, grade, duty, to, due):
    assert (duty, to, due) in table(name, grade)


@pytest.mark.parametrize(("name", "days"), [("生产安全", 30), ("road", 7), ("火灾", 7), ("工矿商贸事故", 30)])
def test_the_toll_is_watched_for_as_long_as_the_kind_says(name, days):
    (toll,) = [clock for clock in report_clocks(happening(name, "Ⅳ"), RECEIVED, BOOK, ZONE) if clock.duty is Duty.TOLL]
    assert toll.due_at - EVENT_AT == timedelta(days=days)


def test_what_is_sensitive_is_reported_whatever_its_grade():
    assert table("群体性事件", "Ⅳ") == []
    assert [row[:2] for row in table("群体性事件", "Ⅳ", sensitive=True)][:2] == [
        ("phone_report", "上级政府"),
        ("written_report", "上级政府"),
    ]


def test_what_ends_at_the_city_is_the_counties_duty():
    def chain(grade):
        return [c for c in others_clocks(happening("生产安全", grade), RECEIVED, BOOK, ZONE) if c.to == "主管部门逐级"]

    assert [clock.by for clock in chain("Ⅳ")] == ["县（市、区）"]
    assert chain("Ⅲ") == []


def test_an_unknown_time_of_the_event_counts_from_receipt():
    clocks = report_clocks(happening("生产安全", "Ⅰ", event_at=None), RECEIVED, BOOK, ZONE)
    assert {clock.start_event for clock in clocks} == {"receipt"}
    assert clocks[0].due_at == RECEIVED + timedelta(minutes=15)


def test_the_closest_row_goes_before_the_shortest():
    general, close = (BOOK.rule(f"report.receipt.{key}", DAY) for key in ("上级政府.all.Ⅰ_Ⅱ_Ⅲ_敏感.written",) * 2)
    close = replace(close, key="report.receipt.上级政府.环境.Ⅰ.written", value=90)
    twin = replace(general, key="report.receipt.上级政府.all.Ⅰ.written", value=45)
    with_close = BOOK.with_own([close, twin], [])
    assert ("written_report", "上级政府", "23 09:50") in table("环境", "Ⅰ", with_close)
    assert ("written_report", "上级政府", "23 09:05") in table("食品安全", "Ⅰ", with_close)


def test_an_event_cannot_follow_its_report():
    with pytest.raises(Refusal, match=r"incident\.event\.after"):
        table("火灾", "Ⅳ", event_at=RECEIVED + timedelta(minutes=1))


def test_how_far_up_and_whom_inside():
    assert [levels_up(grade, BOOK, DAY) for grade in GRADES] == ["国务院部门", "国务院部门", "省", "市"]
    assert inform_inside("Ⅲ", BOOK, DAY) == ("分管副市长", "秘书长")
    assert inform_inside("Ⅴ", BOOK, DAY) == ()


def test_names_of_classes_and_grades():
    assert understand_class("事故灾难") == EventClass(Category.ACCIDENT)
    assert understand_class("大面积停电（省会）").scale is Scale.BLACKOUT
    assert understand_scale("道路交通事故") is Scale.WORK_SAFETY
    assert understand_scale("earthquake") is None
    assert [understand_grade(name) for name in ("Ⅱ", "ii", "2", "Ⅱ级", "敏感")] == ["Ⅱ", "Ⅱ", "Ⅱ", "Ⅱ", None]
    for call in (lambda: understand_class("火星"), lambda: understand_scale("事故灾难")):
        with pytest.raises(Refusal) as refused:
            call()
        assert refused.value.facts["names"]
    with pytest.raises(Refusal):
        understand_grade("Ⅴ")
