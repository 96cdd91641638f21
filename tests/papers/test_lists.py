"""Transmission list, returns and supervision: the counts that they prove, and colours without colour."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dutyroom.papers.fonts import Faces
from dutyroom.papers.matter_facts import Colour, RelayLineFact, ReturnFact, ReturnsFacts, ReturnsRoundFact
from dutyroom.papers.preview import render_pages
from dutyroom.papers.returns import make_returns, state_of
from dutyroom.papers.sample_facts import (
    sample_returns,
    sample_supervision_ledger,
    sample_supervision_notice,
    sample_transmission_list,
)
from dutyroom.papers.supervision_ledger import make_supervision_ledger
from dutyroom.papers.supervision_notice import make_supervision_notice
from dutyroom.papers.transmission_list import make_transmission_list
from dutyroom.rules.wording import Wording
from tests.papers.page_geometry import pages
from tests.papers.paper_facts import OFFICE, START
from tests.papers.reading_pdf import page_texts, squeezed


def said(pdf: bytes) -> str:
    return squeezed("".join(page_texts(pdf)))


def test_the_transmission_list_proves_who_was_told_when(faces: Faces, chinese: Wording) -> None:
    text = said(make_transmission_list(sample_transmission_list(), faces=faces, wording=chinese))
    for part in (
        "通知传达登记表",
        "共16家：已传15，确认13",
        "1中原区人民政府0371-55500000电话09:52赵样例√09:56",
        "6惠济区人民政府0371-55500005电话09:54未确认拨打3次10:20催办",
        "未确认单位：惠济区人民政府、登封市人民政府、航空港区管委会",
        "未注明日期的时间均为2026年11月23日",
        "0123456789abcdef" * 4,
    ):
        assert part in text


def test_a_time_of_another_day_carries_its_day(faces: Faces, chinese: Wording) -> None:
    facts = sample_transmission_list()
    later = replace(facts.lines[0], acknowledged_at=START + timedelta(days=1))
    text = said(make_transmission_list(replace(facts, lines=(later,)), faces=faces, wording=chinese))
    assert "09:52赵样例√08:3011月24日" in text


def test_those_taken_off_the_list_are_not_counted(faces: Faces, english: Wording) -> None:
    facts = sample_transmission_list()
    lines = (replace(facts.lines[0], state="withdrawn"), *facts.lines[1:3])
    text = said(make_transmission_list(replace(facts, lines=lines), faces=faces, wording=english))
    assert "2units:2told,2acknowledged" in text
    assert "takenoffthelist" in text
    assert "Notacknowledgedyet" not in text


def test_many_lines_repeat_the_head_of_their_table(faces: Faces, chinese: Wording) -> None:
    lines = tuple(RelayLineFact(unit=f"示例{number:03}局") for number in range(120))
    texts = page_texts(
        make_transmission_list(replace(sample_transmission_list(), lines=lines), faces=faces, wording=chinese)
    )
    holding = [squeezed(text) for text in texts if "示例1" in squeezed(text) or "示例0" in squeezed(text)]
    assert len(holding) >= 3
    assert all("序号单位电话方式传达时间接收人复诵确认时间备注" in text for text in holding[:3])
    assert all(f"示例{number:03}局" in "".join(holding) for number in range(120))


ROUND = ReturnsRoundFact(due_at=START)


@pytest.mark.parametrize(("minutes", "state"), [(None, "missing"), (-1, "in time"), (0, "in time"), (1, "late")])
def test_the_due_time_itself_is_in_time(minutes: int | None, state: str) -> None:
    at = None if minutes is None else START + timedelta(minutes=minutes)
    assert state_of(ReturnFact(unit="示例区", answered_at=at), ROUND) == state


@given(st.lists(st.one_of(st.none(), st.integers(-90, 90)), min_size=1, max_size=9))
@settings(max_examples=20, deadline=None)
def test_in_time_late_and_missing_are_all_that_were_due(
    faces: Faces, english: Wording, minutes: list[int | None]
) -> None:
    returns = tuple(
        ReturnFact(unit=f"U{n}", answered_at=None if late is None else START + timedelta(minutes=late), text=f"T{n}x")
        for n, late in enumerate(minutes)
    )
    facts = ReturnsFacts(**OFFICE, rounds=(replace(ROUND, returns=returns),))
    text = said(make_returns(facts, faces=faces, wording=english))
    known = [late for late in minutes if late is not None]
    on_time, late = sum(m <= 0 for m in known), sum(m > 0 for m in known)
    missing = len(minutes) - len(known)
    assert f"23Nov08:30{len(minutes)}{on_time}{late}0{missing}" in text
    for number, answered in enumerate(minutes):
        assert (f"T{number}x" in text) == (answered is not None)


def test_returns_are_put_together_round_by_round(faces: Faces, chinese: Wording) -> None:
    text = said(make_returns(sample_returns(), faces=faces, wording=chinese))
    for part in (
        "应报未报统计汇总",
        "11月23日08:001613241惠济区",
        "11月23日17:001612242惠济区、登封市",
        "三、汇总",
        "零报告：中原区、上街区、荥阳市、郑东新区",
        "未报：惠济区、登封市",
        "3处户外广告牌松动",
    ):
        assert part in text
    one = replace(sample_returns(), rounds=sample_returns().rounds[:1])
    text = said(make_returns(one, faces=faces, wording=chinese))
    assert "4金水区0371-5550000311月23日08:12李样例迟报1" in text
    assert "6惠济区0371-55500005未报2" in text


def test_returns_of_nobody(faces: Faces, english: Wording) -> None:
    assert "None." in page_texts(make_returns(ReturnsFacts(**OFFICE), faces=faces, wording=english))[0]


COLOURS: dict[Colour, tuple[str, str]] = {
    "blue": ("蓝色督查单", "√蓝色□橙色□红色"),
    "orange": ("橙色督查单", "□蓝色√橙色□红色"),
    "red": ("红色督查单", "□蓝色□橙色√红色"),
}


@pytest.mark.parametrize("colour", COLOURS)
def test_a_notice_names_its_colour_in_words(faces: Faces, chinese: Wording, colour: Colour) -> None:
    text = said(make_supervision_notice(sample_supervision_notice(colour), faces=faces, wording=chinese))
    for part in (*COLOURS[colour], "督〔2026〕45号", "主送单位市城市管理局（示例）", "会议决定", "签收单位（章）"):
        assert part in text
    assert ("已逾期" in text) == (colour != "blue")


def test_the_three_colours_differ_on_a_black_and_white_printer(faces: Faces, chinese: Wording) -> None:
    patterns: dict[Colour, float] = {}
    frames: dict[Colour, int] = {}
    for colour in COLOURS:
        facts = replace(sample_supervision_notice(colour), store_kind="live")
        pdf = make_supervision_notice(facts, faces=faces, wording=chinese)
        picture = next(render_pages(pdf, dpi=144))
        with Image.open(io.BytesIO(picture.png())) as image:
            grey = image.convert("L")
        left, top = round(25 / 25.4 * 144), round(20 / 25.4 * 144)
        bar = grey.crop((left + 20, top + 4, left + 400, top + 22))
        levels = bar.histogram()
        patterns[colour] = sum(levels[230:]) / sum(levels)
        (page,) = pages(pdf)
        frames[colour] = len({line for line in page.lines if line[3] - line[1] > 600})
    assert patterns["blue"] == 0  # one even grey
    assert 0.1 < patterns["orange"] < 0.35  # stripes one way
    assert patterns["red"] > patterns["orange"] + 0.1  # stripes both ways
    assert frames["blue"] == 2
    assert frames["orange"] == frames["red"] == 4


def test_the_ledger_counts_and_words_its_lights(faces: Faces, chinese: Wording) -> None:
    text = said(make_supervision_ledger(sample_supervision_ledger(), faces=faces, wording=chinese))
    for part in (
        "督查台账",
        "截至2026年11月23日11:00",
        "共8项：正常4项，临期1项，逾期2项，已办结1项",
        "已逾期1次橙色泵站土建完成80%",
        "协办：金水区人民政府",
        "11月16日办结",
        "秘密事项，见纸质登记簿",
        "按单位统计",
        "市城市管理局10102",
    ):
        assert part in text


def test_worst_units_come_first_and_one_unit_is_not_counted_apart(faces: Faces, chinese: Wording) -> None:
    facts = sample_supervision_ledger()
    text = said(make_supervision_ledger(facts, faces=faces, wording=chinese)).split("按单位统计")[1]
    assert text.index("市信访局") < text.index("市住房保障和房地产管理局") < text.index("市交通运输局")
    alone = tuple(replace(row, lead="市信访局") for row in facts.rows)
    assert "按单位统计" not in said(make_supervision_ledger(replace(facts, rows=alone), faces=faces, wording=chinese))


def test_a_day_of_another_year_carries_it(faces: Faces, chinese: Wording) -> None:
    facts = sample_supervision_ledger()
    old = replace(facts.rows[0], assigned_at=START - timedelta(days=500))
    text = said(make_supervision_ledger(replace(facts, rows=(old,)), faces=faces, wording=chinese))
    assert "2025年7月11日" in text
    assert "11月20日" in text


def test_the_ledger_of_nothing_lies_across(faces: Faces, english: Wording) -> None:
    pdf = make_supervision_ledger(replace(sample_supervision_ledger(), rows=()), faces=faces, wording=english)
    (page,) = pages(pdf)
    assert page.width > page.height
    assert "None." in page_texts(pdf)[0]


def test_long_ledgers_repeat_their_head(faces: Faces, chinese: Wording) -> None:
    facts = sample_supervision_ledger()
    texts = page_texts(make_supervision_ledger(replace(facts, rows=facts.rows * 8), faces=faces, wording=chinese))
    holding = [squeezed(text) for text in texts if "督〔2026〕" in text]
    assert len(holding) > 4
    assert all("序号编号督查事项立项依据" in text for text in holding)
