"""What a caller's words propose for the call sheet: where it is, since when, what is wanted, whether it is for at once.

The operator decides: each proposal keeps the words that it comes from, and what two words contradict stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.hotline import Demand
from dutyroom.rules.incident_text import IncidentProposal, propose_incident
from dutyroom.rules.incident_text_area import AreaNames
from dutyroom.rules.passage import Passage, Proposed, levelled

LONGEST: Final = 4_000
"""Characters of what is wanted that are looked at; callers say it in the beginning."""
_ASKS: Final[Mapping[Demand, str]] = {
    Demand.CONSULT: r"咨询|请问|想问|问一下|想了解|怎么办理|如何办理|怎样办理|需要什么(?:材料|手续|条件)|在哪(?:里|儿)?(?:办|交|查|领)"
    r"|\b(?:how do i|how to|what documents|where can i)\b",
    Demand.TIP: r"举报|检举|\breports? (?:a|an|the) (?:illegal|offence|crime)",
    Demand.PRAISE: r"表扬|感谢|致谢|好评|\b(?:praises?|thanks?)\b",
    Demand.SUGGESTION: r"建议|希望(?:增设|增加|优化|完善)|\bsuggests?\b",
    Demand.COMPLAINT: r"投诉|不满|扰民|乱收费|态度(?:恶劣|差|不好)|推诿|拖欠|不作为|\bcomplain(?:s|t)?\b",
    Demand.HELP: r"求助|帮忙|帮助|请求(?:解决|处理|协调)|希望(?:尽快|尽早|及时)?(?:解决|处理|维修|修复|恢复|协调)|何时(?:恢复|来)|\bhelp\b",
}
"""In the order in which they decide: whoever reports an offence and complains of it gives a tip."""
_AT_ONCE: Final[Mapping[str, str]] = {
    "danger": r"危及|有生命危险|漏电|触电|倒塌|坍塌|垮塌|塌陷|高空坠物|要掉下来|井盖(?:缺失|丢失|没了|不见)|没有井盖|被困|\bin danger\b|\btrapped\b",
    "gas": r"燃气(?:泄漏|泄露|味)|天然气(?:泄漏|泄露|味)|煤气味|停气|没气(?!质|味|色|息)|\bgas (?:leak|smell|is off|cut)",
    "water": r"停水|断水|没水|无水|水管(?:爆|破|漏)|爆管|\bno water\b|\bwater (?:main|is off|cut)|burst pipe",
    "power": r"停电|断电|没电|无电|跳闸|\bno (?:power|electricity)\b|\bpower (?:cut|outage|failure|is off)",
    "heat": r"停暖|暖气(?:不热|没热|不暖|漏|停)|供暖(?:不热|不达标|没)|供热(?:不达标|不热)|家里(?:不热|冷)|\bno heating\b|\bheating (?:is off|failed)",
    "transport": r"公交(?:车)?.{0,8}(?:不停|甩站|等了|没来|停运)|地铁.{0,8}(?:停运|故障)|\bbus(?:es)? (?:did not|does not|is late|missed)",
    "signal": r"(?:红绿灯|信号灯).{0,6}(?:坏|不亮|故障|失灵|不工作|灭)|traffic lights? (?:is|are|has|have) (?:out|broken|failed|off)",
    "consumer": r"(?:不给|拒绝|不予|不肯)(?:退款|退货|退钱|开发票)|强制消费|短斤缺两|缺斤少两|消费纠纷|\brefus(?:es|ed) (?:a|the) refund",
}
"""Kinds of case for at once (即办, the rules ``hotline.respond.…``), the most pressing first."""
SUBS: Final = tuple(_AT_ONCE)
_DEMANDS: Final = tuple((demand, re.compile(words, re.IGNORECASE)) for demand, words in _ASKS.items())
_PRESSING: Final = tuple((sub, re.compile(words, re.IGNORECASE)) for sub, words in _AT_ONCE.items())
_STREET: Final = re.compile(r"(?P<street>[\u4e00-\u9fff]{2,5}(?:街道办事处|街道办|街道|镇|乡))(?!长|里|上|下|政府)")
_NO_STREET: Final = re.compile(r"^(?:.*[区县市省])|^(?:我[家们]?|住|在|位于|家住|现住|的|来自|是|和|到)+")
_LEAST: Final = 2
_EMERGENCIES: Final = frozenset(
    {
        *("fire", "wildfire", "gas", "chemical", "nuclear", "terror", "crime", "drowning", "poisoning"),
        *("building_site", "industry", "geology", "metro", "rail_air_water"),
    }
)
"""Kinds of event that are an incident even where nobody was hurt (this program's choice)."""


@dataclass(frozen=True, slots=True)
class CallProposal:
    """The fields that a caller's words propose; None where they say nothing of one."""

    area: Proposed[str] | None = None
    street: Proposed[str] | None = None
    place: Proposed[str] | None = None
    event_at: Proposed[datetime] | None = None
    demand: Proposed[str] | None = None
    sub: Proposed[str] | None = None
    incident: Proposed[str] | None = None
    """The kind of event, where people were hurt or the kind itself is an emergency."""


def propose_call(text: str, *, now: datetime, zone: ZoneInfo, areas: Sequence[AreaNames]) -> CallProposal:
    """What the words of a caller propose, said at ``now`` to somebody in ``zone`` whose areas are ``areas``."""
    text = text[:LONGEST]
    flat = levelled(text)
    of = Passage(text, flat, ())
    event = propose_incident(text, now=now, zone=zone, areas=areas)
    street = _street(of)
    return CallProposal(
        area=event.area,
        street=street,
        place=_within(event.place, street),
        event_at=event.event_time,
        demand=_first(of, _DEMANDS),
        sub=_first(of, _PRESSING),
        incident=event.type if _is_emergency(event) else None,
    )


def _is_emergency(event: IncidentProposal) -> bool:
    hurt = (event.deaths, event.missing, event.serious, event.light, event.injured)
    return any(hurt) or (event.type is not None and event.type.value in _EMERGENCIES)


def _within(place: Proposed[str] | None, street: Proposed[str] | None) -> Proposed[str] | None:
    """The place without the street office that stands before it and is another field; None where nothing is left."""
    if place is None or street is None:
        return place
    rest = re.sub(rf"^{re.escape(street.said)}(?:办事处|办)?", "", place.value).strip()
    return replace(place, value=rest) if rest else None


def _first(of: Passage, tells: Sequence[tuple[str, re.Pattern[str]]]) -> Proposed[str] | None:
    """The first of the kinds, in their order, of which a word stands in the text."""
    for key, words in tells:
        if (found := words.search(of.flat)) is not None:
            return of.proposed(str(key), found.start(), found.end())
    return None


def _street(of: Passage) -> Proposed[str] | None:
    """The street office, township or town that is named; the district before it is another field."""
    for found in _STREET.finditer(of.flat):
        name = _NO_STREET.sub("", found["street"])
        stem = re.sub(r"(?:街道办事处|街道办|街道|镇|乡)$", "", name)
        if len(stem) >= _LEAST:
            start = found.end() - len(name)
            return of.proposed(name.replace("街道办事处", "街道").replace("街道办", "街道"), start, found.end())
    return None
