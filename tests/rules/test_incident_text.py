"""What a line or a message proposes of an incident: the marked sentences, and what holds for any text."""

from __future__ import annotations

import time
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.incident import SUBTYPE_OF
from dutyroom.rules.incident_text import LONGEST, IncidentProposal, propose_incident
from dutyroom.rules.incident_text_area import AreaNames
from dutyroom.rules.incident_text_numbers import number
from dutyroom.rules.passage import Proposed
from tests.rules.incident_marks import FIELDS, NOW, ZONE, areas, marked, scores

WORDS = (
    "0815 ", "昨日2330", "11月23日8时15分", "二七区", "金水区", "嵩山路", "航海路口", "与", "、", "大货车", "追尾", "起火", "3死5伤", "三人死亡", "十余人",
    "受伤", "其中", "2人重伤", "无人员伤亡", "没有", "失联", "更正为", "由2人上升至3人", "转移", "1.2万人", "损失约200万元", "，", "。", "；", "（", "）", "\n", " ",
    "交警报", "据市应急局报告", "报告人：", "张某", "13800138000", "演练", "如果", "可能", "1", "9" * 12, "〇", "亿", "K12+300", "全部死亡", "Fire at ", "2 dead",
    "no casualties", "Road", "İ", "ſ", "二七區", "死亡:", "99月99日25时", "2月30日8时", "谣言",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=30).map("".join))


def read(text: str, now: datetime = NOW) -> IncidentProposal:
    return propose_incident(text, now=now, zone=ZONE, areas=areas())


def values(text: str) -> dict[str, Any]:
    return {name: field["value"] for name, field in read(text).plain(ZONE).items()}


def test_the_marked_sentences_hold_the_floor() -> None:
    """Recall and precision over all fields; ``python -m tests.rules.incident_marks`` prints the table."""
    assert len(marked()) >= 300
    floors = {False: (0.98, 0.98, 0.93), True: (0.93, 0.93, 0.75)}
    for unseen, (recall, precision, least) in floors.items():
        table = scores([one for one in marked() if one.is_unseen is unseen])
        said, given_, right = (sum(each[at] for each in table.values()) for at in range(3))
        assert right >= recall * said
        assert right >= precision * given_
        low = {field: each for field, each in table.items() if each[2] < least * max(each[:2])}
        assert not low


def test_the_line_of_the_design() -> None:
    text = "0815 二七区 嵩山路航海路口 大货车追尾 3死5伤 交警报"
    found = read(text).plain(ZONE)
    assert found["event_time"] == {"value": "2026-11-23T08:15:00+08:00", "from": "0815"}
    assert found["area"] == {"value": "二七区", "from": "二七区"}
    assert found["place"] == {"value": "嵩山路航海路口", "from": "嵩山路航海路口"}
    assert (found["type"]["value"], found["category"]["value"]) == ("road", "accident")
    assert found["deaths"] == {"value": 3, "from": "3死"}
    assert found["injured"] == {"value": 5, "from": "5伤"}
    assert found["source"] == {"value": "交警", "from": "交警报"}
    assert set(found) == {"event_time", "area", "place", "type", "category", "deaths", "injured", "source"}


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("十余人受伤，2人死亡", "injured", "十余人受伤"),
        ("疏散群众1500余人", "evacuated", "疏散群众1500余人"),
        ("死亡2人以上", "deaths", "死亡2人以上"),
        ("中原区、二七区停电", "area", "中原区、二七区"),
        ("直接经济损失50余万元", "loss", "损失50余万元"),
    ],
)
def test_what_is_no_value_stays_empty_and_keeps_its_words(text: str, field: str, words: str) -> None:
    proposal = read(text)
    assert getattr(proposal, field) is None
    assert [one.said for one in proposal.unclear if one.field == field] == [words]


@pytest.mark.parametrize(
    "text",
    ["死亡人数由2人上升至3人", "此前通报的2死更正为3死", "死亡2人。经核实，死亡3人。", "新增死亡1人，累计死亡3人"],
)
def test_of_two_numbers_the_later_counts(text: str) -> None:
    assert values(text)["deaths"] == 3


def test_an_exercise_is_flagged_and_still_read() -> None:
    found = values("【演练】二七区化工厂氯气泄漏，3人中毒")
    assert found["exercise"] is True
    assert (found["area"], found["type"]) == ("二七区", "chemical")
    assert "exercise" not in values("不是演练，二七区着火了")


def test_the_areas_are_those_that_the_office_gives() -> None:
    given_ = (AreaNames("示例回族自治县", "示例县", "Sample County"), AreaNames("样板区"))
    for text in ("示例县城关镇起火", "示例回族自治县起火", "Sample County: fire"):
        found = propose_incident(text, now=NOW, zone=ZONE, areas=given_)
        assert found.area is not None
        assert found.area.value == "示例回族自治县"
    assert propose_incident("二七区起火", now=NOW, zone=ZONE, areas=given_).area is None
    assert propose_incident("二七区起火", now=NOW, zone=ZONE, areas=()).area is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("3", 3), ("1,200", 1200), ("1.2万", 12000), ("十", 10), ("二十三", 23), ("一百零五", 105), ("两千三百", 2300),
     ("一万二千", 12000), ("三千万", 30_000_000), ("2.3亿", 230_000_000), ("四五十", None), ("", None), ("百人", None)],
)  # fmt: skip
def test_numerals(written: str, value: int | None) -> None:
    assert number(written) == value


@given(st.integers(0, 99999), st.integers(0, 9999))
def test_numbers_of_people_are_read_as_written(dead: int, hurt: int) -> None:
    found = values(f"事故造成{dead}人死亡、{hurt}人受伤。")
    assert (found["deaths"], found["injured"]) == (dead, hurt)
    found = values(f"金水区花园路 死{dead}伤{hurt}")
    assert (found["deaths"], found["injured"]) == (dead, hurt)


@given(TEXTS, st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # the zone is beside it
def test_any_text_is_answered_with_its_own_words(text: str, now: datetime) -> None:
    proposal = read(text, now)
    for field in fields(proposal):
        one = getattr(proposal, field.name)
        if isinstance(one, Proposed):
            assert one.said == text[one.start : one.end]
            assert one.said.strip()
    assert all(one.said == text[one.start : one.end] for one in proposal.unclear)
    assert proposal.plain(ZONE).keys() <= {*FIELDS, "category"}
    if proposal.type and proposal.category:
        assert SUBTYPE_OF[proposal.type.value].category == proposal.category.value


def test_a_text_that_says_nothing_proposes_nothing() -> None:
    for text in ("", " \n　", "好。", "一切正常"):
        assert read(text) == IncidentProposal()


def test_a_line_is_read_between_two_keystrokes() -> None:
    line = "0815 二七区 嵩山路航海路口 大货车追尾 3死5伤 交警报"
    assert _seconds(line, rounds=20) < 0.01


@pytest.mark.parametrize(
    "words", ["一", "二七区", "a b ", "，", "0815 ", "在", "at ", "3死5伤 ", "11月23日", "   ", "据1报", "At Road "]
)
def test_a_long_text_takes_no_more_than_its_share(words: str) -> None:
    short, long = (_seconds((words * length)[:length], rounds=2) for length in (500, 4000))
    assert long < 40 * max(short, 0.002)
    if words == "一":
        assert read(words * 10 * LONGEST) == read(words * LONGEST)


def _seconds(text: str, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        read(text)
        best = min(best, time.perf_counter() - began)
    return best
