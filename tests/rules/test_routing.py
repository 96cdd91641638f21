"""Routing: the words of a paper lead to the right office, and one sees which and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.actions.proposals import notice_text_of, propose_from_document
from dutyroom.data.routing import shipped_routing_words
from dutyroom.readers.opening import open_document
from dutyroom.rules.routing import (
    DECISION_COUNTS,
    TITLE_COUNTS,
    RoutingWord,
    lead_and_helpers,
    learnt_words,
    route,
    words_of_office,
    words_of_table,
)

SHIPPED = shipped_routing_words()
VOCABULARY = frozenset(word.word for word in SHIPPED)
WORDS = (
    RoutingWord("防汛", 3),
    RoutingWord("防汛抗旱", 3),
    RoutingWord("生产", 9),
    RoutingWord("安全生产", 4),
    RoutingWord("信访", 7),
)


def first_of(title: str, body: str = "") -> list[str]:
    return [one.unit_id for one in route(title, body, SHIPPED)]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("关于做好汛期水库安全度汛工作的通知", "secretary-3"),
        ("关于做好寒潮大风天气防范应对工作的紧急通知", "secretary-3"),
        ("示例省应急管理厅办公室关于做好春季森林防火工作的通知", "secretary-3"),
        ("示例省安委会办公室关于开展危险化学品安全生产专项检查的通知", "secretary-4"),
        ("关于深刻吸取火灾事故教训加强消防安全工作的紧急通知", "secretary-4"),
        ("示例省信访局关于做好重大节日期间信访稳定工作的函", "secretary-7"),
        ("关于做好受灾群众冬春救助工作的通知", "secretary-7"),
        ("关于加强冬季供热保障工作的通知", "secretary-5"),
        ("关于做好春运道路运输保障工作的通知", "secretary-5"),
        ("关于启动重污染天气应急响应的通知", "secretary-5"),
        ("关于做好秋季学校传染病防控工作的通知", "secretary-8"),
        ("示例省财政厅关于提前下达2027年中央财政专项资金预算的通知", "secretary-2"),
        ("关于做好中小学校园安全工作的通知", "secretary-2"),
        ("关于做好节日市场供应和保供稳价工作的通知", "secretary-6"),
        ("关于处置非法集资有关工作的通知", "finance-liaison"),
        ("关于做好人大建议和政协提案办理工作的通知", "supervision"),
        ("关于报送节假日值班安排的通知", "duty"),
        ("关于修订突发事件总体应急预案的通知", "duty"),
        ("关于做好政府信息公开工作的通知", "e-government"),
        ("关于报送政务信息的通知", "information"),
    ],
)
def test_a_title_leads_to_the_office(title: str, office: str) -> None:
    assert first_of(title)[:1] == [office]


REAL = {
    "notices/45": "secretary-2", "notices/55": "secretary-3", "notices/62": "secretary-3", "notices/63": "secretary-3",
    "notices/70": "secretary-3", "notices/75": "secretary-3", "notices/76": "secretary-3", "notices/84": "secretary-3",
    "notices/96": "secretary-8", "events/01": "duty", "events/02": "duty", "events/05": "secretary-3", "events/09": "secretary-3",
    "events/10": "duty", "events/12": "secretary-3", "events/13": "secretary-3", "events/15": "secretary-3", "events/21": "secretary-3",
    "events/27": "duty", "events/43": "secretary-3", "events/56": "secretary-3", "events/63": "secretary-3", "events/86": "duty",
    "laws/信访": "secretary-7", "laws/气象": "secretary-3", "laws/河南省黄河": "secretary-3", "laws/生产安全": "secretary-4",
    "laws/突发事件应对法(2007": "duty", "laws/突发公共卫生": "secretary-8", "laws/自然灾害救助": "secretary-7", "laws/郑州市燃气": "secretary-5",
    "laws/郑州市社会急救": "secretary-8", "laws/郑州市轨道": "secretary-5", "laws/防汛条例": "secretary-3", "laws/防洪法": "secretary-3",
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_a_real_paper_leads_to_the_office_among_the_first_two(name: str, real: Path) -> None:
    folder, begin = name.split("/")
    (path,) = [path for path in (real / folder).iterdir() if path.name.startswith(begin)]
    document = open_document(path)
    title = propose_from_document(document, received_at=None, zone=ZoneInfo("Asia/Shanghai")).title
    assert title is not None
    assert REAL[name] in first_of(title.value, notice_text_of(document))[:2]


def test_the_score_is_the_sum_of_what_is_shown() -> None:
    (best, other) = route("关于防汛抗旱和信访工作的通知", "防汛防汛防汛，做好防汛。", WORDS)
    assert (best.unit_id, other.unit_id) == (3, 7)
    assert [(led.word, led.in_title, led.in_body, led.points) for led in best.words] == [
        ("防汛抗旱", 1, 0, 4 * TITLE_COUNTS),
        ("防汛", 0, 4, 2 * 2),  # the body counts no word more than twice
    ]
    assert best.score == sum(led.points for led in best.words)
    assert other.score == 2 * TITLE_COUNTS


def test_a_longer_word_leaves_nothing_for_a_shorter_one_of_another_office() -> None:
    assert [one.unit_id for one in route("关于安全生产的通知", "", WORDS)] == [4]
    assert [one.unit_id for one in route("关于生产和安全生产的通知", "", WORDS)] == [4, 9]


def test_the_name_of_the_government_is_no_subject() -> None:
    assert route("示例市人民政府关于调整机构的通知", "各区人民政府：", [RoutingWord("民政", 7)]) == []


def test_the_issuing_body_counts_less_than_the_subject() -> None:
    words = [RoutingWord("财政", 2), RoutingWord("防汛", 3)]
    assert [one.unit_id for one in route("财政厅关于防汛物资的通知", "", words)] == [3, 2]


def test_a_decision_counts_more_and_a_lead_has_helpers() -> None:
    words = [RoutingWord("燃气", 5), RoutingWord("燃气", 4, origin="decision"), RoutingWord("信访", 7, weight=2)]
    routes = route("关于燃气信访的通知", "", words)
    assert [(one.unit_id, one.score) for one in routes] == [(4, 2 * 3 * DECISION_COUNTS), (7, 12), (5, 6)]
    lead, helpers = lead_and_helpers(routes)
    assert lead is routes[0]
    assert [one.unit_id for one in helpers] == [7, 5]
    assert lead_and_helpers([]) == (None, ())
    assert route("没有任何线索", "", words) == []


@pytest.mark.parametrize(
    ("title", "learnt"),
    [
        ("示例省人民政府办公厅关于加强窨井盖安全管理工作的通知", ["窨井盖安全"]),
        ("关于做好无人机飞行和低空经济工作的通知", ["无人机飞行", "低空经济"]),
        ("关于切实做好洪涝灾区动物防疫工作的紧急通知", ["洪涝", "灾区", "动物防疫"]),
        ("关于进一步做好有关工作的通知", []),
        ("国家防总针对广西启动防汛防台风四级应急响应", ["防汛", "防台风", "应急响应"]),
        ("", []),
    ],
)
def test_the_words_that_a_decision_would_teach(title: str, learnt: list[str]) -> None:
    assert learnt_words(title, vocabulary=VOCABULARY) == learnt


def test_names_of_places_are_not_learnt() -> None:
    title = "关于示例区窨井盖排查的通知"
    assert learnt_words(title) == ["井盖排查"]
    assert learnt_words(title, names=["示例区"]) == ["窨井盖排查"]


@given(st.text("防汛抗旱关于做好的通知示例市窨井盖，、 12Ⅳ級\n", max_size=40), st.booleans())
def test_whatever_is_learnt_stands_in_the_title(title: str, knows: bool) -> None:
    learnt = learnt_words(title, vocabulary=VOCABULARY if knows else ())
    assert learnt == learnt_words(title, vocabulary=VOCABULARY if knows else ())
    assert len(set(learnt)) == len(learnt)
    assert all(2 <= len(word) <= 6 and word in title.replace("級", "级") for word in learnt)


@given(st.text("防汛抗旱安全生产信访关于的通知\n", max_size=60), st.text("防汛安全生产信访", max_size=60))
def test_routes_are_sorted_and_add_up(title: str, body: str) -> None:
    routes = route(title, body, WORDS)
    assert [one.score for one in routes] == sorted((one.score for one in routes), reverse=True)
    assert all(one.score == sum(led.points for led in one.words) > 0 for one in routes)
    assert len({one.unit_id for one in routes}) == len(routes)


def test_the_shipped_words_are_sound() -> None:
    assert len(SHIPPED) > 300
    assert len({(word.word, word.unit_id) for word in SHIPPED}) == len(SHIPPED)
    assert all(len(word.word) >= 2 and word.weight == 1 for word in SHIPPED)


def test_an_office_names_its_own_words() -> None:
    office = {
        "id": "x",
        "fields": ["住房保障和房地产管理", "水务"],
        "functions_zh": ["政府公报；印章", "市长任主任的机构的联络"],
    }
    assert [word.word for word in words_of_office(office)] == [
        "住房保障和房地产管理",
        "住房保障",
        "房地产管理",
        "水务",
        "政府公报",
    ]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"unit": "nobody", "words": ["防汛"], "source": "K"}, "row 1: there is no unit 'nobody'"),
        ({"unit": "x", "words": "防汛", "source": "K"}, "row 1 (x): words must be a list"),
        ({"unit": "x", "words": ["汛"], "source": "K"}, "row 1 (x): words must be a list"),
        ({"unit": "x", "words": ["防汛"]}, "row 1 (x): the source is missing"),
    ],
)
def test_a_wrong_row_is_named(row: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match="routing") as caught:
        words_of_table({"routing": [row]}, {"x"})
    assert complaint in str(caught.value)
