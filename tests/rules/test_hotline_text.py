"""What a caller's words propose for the call sheet."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.hotline import Demand
from dutyroom.rules.hotline_text import SUBS, propose_call
from dutyroom.rules.incident_text_area import AreaNames

NOW = datetime(2026, 11, 23, 0, 14, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
AREAS = (AreaNames("二七区", "二七", "Erqi District"), AreaNames("金水区", "金水", "Jinshui District"))


def proposed(text):
    return propose_call(text, now=NOW, zone=ZONE, areas=AREAS)


def value(one):
    return one.value if one is not None else None


def test_a_call_tells_where_it_is_since_when_and_how_pressing():
    found = proposed("二七区大学路街道康复前街20号院从昨晚8点停水，希望尽快恢复")
    assert value(found.area) == "二七区"
    assert value(found.street) == "大学路街道"
    assert value(found.place) == "康复前街20号院", "the street is a field of its own"
    assert value(found.event_at) == datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert (value(found.demand), found.demand.said) == (Demand.HELP, "希望尽快恢复")
    assert (value(found.sub), found.sub.said) == ("water", "停水")
    assert found.incident is None, "a cut of water is no incident of itself"


@pytest.mark.parametrize(
    ("text", "demand"),
    [
        ("请问新生儿医保怎么办理", Demand.CONSULT),
        ("楼下烧烤店夜里扰民，要投诉", Demand.COMPLAINT),
        ("举报有人偷倒渣土，也投诉城管推诿", Demand.TIP),
        ("建议在紫荆山路增设公交站", Demand.SUGGESTION),
        ("表扬16路公交司机", Demand.PRAISE),
        ("how do I register a newborn", Demand.CONSULT),
        ("路灯不亮", None),
    ],
)
def test_the_kind_is_what_the_caller_says(text, demand):
    assert value(proposed(text).demand) == demand


@pytest.mark.parametrize(
    ("text", "sub"),
    [
        ("嵩山路航海路口红绿灯坏了", "signal"),
        ("小区暖气不热", "heat"),
        ("店家拒绝退款", "consumer"),
        ("楼道有燃气味", "gas"),
        ("井盖没了，孩子差点掉下去", "danger"),
        ("停水又停电", "water"),
        ("我对象没气质", None),
        ("咨询居住证", None),
    ],
)
def test_what_is_for_at_once_is_recognised(text, sub):
    assert value(proposed(text).sub) == sub


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("康复前街20号院3楼着火了", "fire"),
        ("两车追尾，堵得很", None),
        ("两车追尾，2人受伤", "road"),
        ("化工厂排污水", None),
    ],
)
def test_an_emergency_is_a_kind_that_is_one_or_people_who_are_hurt(text, kind):
    assert value(proposed(text).incident) == kind


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("我住在金水区花园路街道", "花园路街道"),
        ("二七区马寨镇张河村", "马寨镇"),
        ("人民路街道办事处不管", "人民路街道"),
        ("镇政府的人说", None),
        ("街道上很脏", None),
    ],
)
def test_the_street_office_or_town_is_found_without_its_district(text, street):
    assert value(proposed(text).street) == street


@given(st.text(max_size=200))
def test_whatever_is_said_what_is_proposed_stands_in_it(text):
    found = proposed(text)
    for one in (found.area, found.street, found.place, found.event_at, found.demand, found.sub, found.incident):
        assert one is None or text[one.start : one.end] == one.said
    assert value(found.sub) in (None, *SUBS)
    assert value(found.demand) in (None, *Demand)
