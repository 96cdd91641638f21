"""A plan at work: which plans fit an event, what a level of response asks to be done, when it may be ended.

The start of a response states the matter, its level, how long it is expected to last and the measures
(《突发事件应对法》(2024) arts. 71-72). Levels Ⅰ to Ⅳ, Ⅰ the highest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from dutyroom.rules.fold import fold
from dutyroom.rules.incident import GRADES, SUBTYPE_OF
from dutyroom.rules.matter_steps import Step
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "activation.unknown": mark("There is no such activation."),
    "activation.level": mark("{level} is no level of response; there are Ⅰ, Ⅱ, Ⅲ and Ⅳ."),
    "activation.plan.none": mark("Choose the plan."),
    "activation.plan.withdrawn": mark("{title} was withdrawn meanwhile ({reason}). Choose another plan."),
    "activation.plan.stub": mark("{title} has headings and no text: nothing of it can be carried out. Import its text first."),
    "activation.twice": mark("{title} is at work already, at level {level}. Raise or lower its level instead."),
    "activation.ended": mark("{title} was ended at {at}."),
    "activation.same": mark("The level is {level} already."),
    "activation.open": mark("{count} items are open. Tick them, drop them with a reason, or say why it is ended all the same."),
    "activation.item.unknown": mark("There is no such item."),
    "activation.item.decided": mark("It was decided already: {how}."),
    "activation.reason": mark("Give the reason."),
    "activation.outcome": mark("Say how it ended."),
}  # fmt: skip


class ActivationState(StrEnum):
    """Whether a plan is at work."""

    RUNNING = "running"
    ENDED = "ended"


class ItemState(StrEnum):
    """How far a line of a checklist is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


ITEM_WORDS: Final[dict[str, str]] = {
    ItemState.OPEN: mark("open"),
    ItemState.DONE: mark("done"),
    ItemState.DROPPED: mark("dropped"),
}


class Section(Protocol):
    """A section of a plan, as far as checklists need it."""

    @property
    def id(self) -> int:
        """Its number in the store."""

    @property
    def level(self) -> int:
        """1 is a chapter."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def body(self) -> str:
        """Its text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do, and the section that asks for it; None where a person added it."""

    section_id: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activate(Step):
    """Start a plan for incident ``id``; ``text`` says what it rests on."""

    plan_id: int
    level: str
    expected: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLevel:
    """Raise or lower the level of an activation."""

    activation_id: int
    version: int
    level: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """An item is done, or dropped with the reason."""

    item_id: int
    state: ItemState
    by: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndActivation:
    """The response is over; ``despite`` says why, where items are still open."""

    activation_id: int
    outcome: str
    despite: str = ""


_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "flood": ("防汛", "抗旱", "洪", "水旱", "山洪", "防台风"),
    "yellow_river": ("黄河", "防汛", "洪"),
    "weather": ("气象", "暴雨", "低温雨雪", "寒潮", "大风", "高温", "雨雪冰冻", "防汛"),
    "earthquake": ("地震",),
    "geology": ("地质灾害", "突发地质"),
    "biology": ("生物灾害", "蝗"),
    "wildfire": ("森林", "草原火灾", "林火"),
    "industry": ("生产安全", "安全生产", "矿山", "工贸"),
    "building_site": ("建设工程", "建筑施工", "生产安全", "安全生产"),
    "road": ("道路交通", "公路交通", "交通事故"),
    "rail_air_water": ("铁路", "民航", "航空", "水上"),
    "metro": ("轨道交通", "地铁"),
    "utility": ("供水", "供热", "市政", "公用", "特种设备", "通信"),
    "blackout": ("停电", "电力", "供电"),
    "gas": ("燃气", "天然气"),
    "fire": ("火灾", "消防"),
    "chemical": ("危险化学品", "危化品", "化学品"),
    "nuclear": ("辐射", "核"),
    "environment": ("环境事件", "环境污染", "水污染", "大气污染", "重污染"),
    "epidemic": ("传染病", "疫情", "公共卫生", "新冠"),
    "unknown_disease": ("公共卫生", "不明原因"),
    "food": ("食品安全",),
    "poisoning": ("中毒", "公共卫生"),
    "animal": ("动物疫情", "动物疫病", "禽流感", "非洲猪瘟"),
    "terror": ("恐怖",),
    "crime": ("刑事", "治安"),
    "mass": ("群体性",),
    "finance": ("金融",),
    "foreign": ("涉外",),
    "cyber": ("网络安全", "网络与信息"),
    "market": ("市场供应", "粮食", "价格", "生活必需品"),
}
"""Words of a plan's title that say for which events it was written; general knowledge (K), the officer chooses."""
_WILDFIRE: Final = re.compile(
    r"(?:森林|草原|林区|林野|山林)(?:[、和与及]?(?:森林|草原))*(?:防灭火|防火|灭火|火灾|火情)"
)
_GENERAL: Final = ("总体应急预案", "总体预案")
_RELIEF: Final = ("自然灾害救助",)
_SPELT: Final = dict(zip(GRADES, ("一级", "二级", "三级", "四级"), strict=True))
_NUMBERED: Final = re.compile(
    r"^\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．)）]|[①-⑳]|[-•·]|[一二三四五六七八九十]是)\s*"
)
_ACTS: Final = ("响应", "处置", "措施", "行动")
TEXT_MOST: Final = 600
"""An item of a checklist is cut at this length."""
_ITEMS_MOST: Final = 200


def fit(title: str, subtype: str, area: str) -> int:
    """How well a plan's title fits an event, 0 not at all: its kind counts most, then its area, then that it is general."""
    score = 10 if any(word in _own_kind(title, subtype) for word in _KEYS.get(subtype, ())) else 0
    kind = SUBTYPE_OF.get(subtype)
    if not score and kind is not None and kind.category == "natural" and any(word in title for word in _RELIEF):
        score = 6
    if not score and any(word in title for word in _GENERAL):
        score = 3
    if score and area and area.rstrip("区县市") in title:
        score += 4
    if score and "郑州" in title:
        score += 2
    return score


def _own_kind(title: str, subtype: str) -> str:
    """The title without what names a kind of its own: 火灾 of 森林火灾 is none of buildings."""
    return title if subtype == "wildfire" else _WILDFIRE.sub("", title)


def lines_of_level(sections: Sequence[Section], level: str) -> list[Line]:
    """What is to be done at a level: the lines of the sections under its heading, or of all that tell what to do.

    A line is a numbered item, or a paragraph where nothing is numbered; headings alone are none.
    """
    own = _branches(sections, lambda title: _names(title, level))
    if not own:
        own = _branches(sections, lambda title: any(word in title for word in _ACTS) and not _other(title, level))
    found: dict[str, Line] = {}
    for section in own:
        for text in _items(section.body):
            found.setdefault(fold(text), Line(section.id, text))
    return list(found.values())[:_ITEMS_MOST]


def response_line(plan: str, level: str, incident: str) -> str:
    """A response in force in one line, as the handover report holds it."""
    return f"《{plan}》{level}级响应（{incident}）"


def units_named(texts: Iterable[str], names: Collection[str]) -> list[str]:
    """The units of a directory that the texts name, in the order in which they are named first."""
    whole = "\n".join(texts)
    places = {name: whole.find(name) for name in names if len(name) > 2 and name in whole}
    longer = [name for name in places if not any(name != other and name in other for other in places)]
    return sorted(longer, key=lambda name: places[name])


def check_level(level: str) -> None:
    """Refuse what is no level."""
    if level not in GRADES:
        raise Refusal("activation.level", field="level", level=level)


def dropped_by_lowering(levels: Mapping[int, str], level: str) -> list[int]:
    """The open items, by number, that only a higher level asked for."""
    return [number for number, own in levels.items() if GRADES.index(own) < GRADES.index(level)]


def _branches(sections: Sequence[Section], wanted: Callable[[str], bool]) -> list[Section]:
    """The sections with such a heading and all that stand below them, without what makes a response start or end."""
    found: list[Section] = []
    inside: int | None = None
    outside: int | None = None
    for section in sections:
        if outside is not None and section.level > outside:
            continue
        outside = section.level if _conditions(section.title) else None
        if outside is not None:
            continue
        if inside is None or section.level <= inside:
            inside = section.level if wanted(section.title) else None
        if inside is not None:
            found.append(section)
    return found


def _names(title: str, level: str) -> bool:
    text = fold(title)
    return _SPELT[level] in text and "响应" in text


def _other(title: str, level: str) -> bool:
    text = fold(title)
    return any(spelt in text for other, spelt in _SPELT.items() if other != level)


def _conditions(title: str) -> bool:
    """What makes a response start or end is nothing to be ticked."""
    rest = title.replace("分级响应", "")  # it heads what is done at each level; 响应分级 tells them apart
    return any(word in rest for word in ("条件", "标准", "终止", "结束", "分级", "调整", "流程", "原则"))


def _items(body: str) -> list[str]:
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    numbered = [line for line in lines if _NUMBERED.match(line)]
    chosen = numbered or lines
    return [_NUMBERED.sub("", line)[:TEXT_MOST] for line in chosen if len(_NUMBERED.sub("", line)) > 4]
