"""Proposals for a plan's particulars from its title and text, each with the words it comes from; a person confirms.

Cautious: where the words point two ways nothing is proposed. The words are general knowledge (K).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dutyroom.rules.chinese_dates import date_at, number_of
from dutyroom.rules.incident import SUBTYPE_OF
from dutyroom.rules.plan import LAWS


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value and the words that it comes from."""

    value: str
    words: str


_CENTRAL: Final = ("北京市", "上海市", "天津市", "重庆市")
_PLACE: Final = re.compile(
    r"(?P<national>国家|全国|中华人民共和国)"
    r"|(?P<province>[^省市县区旗镇乡]{2,6}(?:省|自治区))"
    r"|(?P<city>[^省市县区旗镇乡]{2,6}(?:市(?![场政民区容])|自治州))"
    r"|(?P<district>[^省市县区旗镇乡]{1,6}(?:县|旗|(?<![社灾景地矿园校小城])区(?![域别])))"
    r"|(?P<township>[^省市县区旗镇乡]{1,6}(?:街道|(?<!城)镇(?!痛)|乡))"
)
_UNIT: Final = re.compile(r"[^省市县区旗镇乡]{2,16}?(?:有限公司|公司|集团|医院|大学|学院|学校|中学|小学|幼儿园|商场)")
_ANY_UNIT: Final = re.compile(r"(?:中小|各|大型)?.?(?:公司|集团|医院|大学|学院|学校|中学|小学|幼儿园|商场)")
_CENTRAL_BODY: Final = re.compile(r"国务院|国家\S{1,10}[局委]|(?:应急管理|水利|交通运输|农业农村|生态环境|公安|教育)部")
_SUBTYPES: Final[tuple[tuple[str, str], ...]] = (
    ("yellow_river", r"黄河"),
    ("metro", r"轨道交通|地铁"),
    ("blackout", r"停电|电网|电力"),
    ("gas", r"燃气|天然气|液化气"),
    ("chemical", r"危险化学品|危化品|化学品"),
    ("nuclear", r"辐射|核(?:事故|应急|设施)"),
    ("environment", r"环境(?:事件|污染)|重污染天气|大气重污染|水污染|水源地"),
    ("wildfire", r"森林|草原火灾|林火"),
    ("geology", r"地质灾害"),
    ("earthquake", r"地震"),
    ("flood", r"防汛|抗旱|防洪|洪涝|水旱|山洪|防台风|城市内涝"),
    ("weather", r"气象|暴雨|雨雪冰冻|低温雨雪|寒潮|暴雪|大风|高温|沙尘|冰雹|大雾"),
    ("biology", r"生物灾害|有害生物|蝗"),
    ("industry", r"生产安全|安全生产|非煤矿山|矿山|煤矿|尾矿库|工贸|烟花爆竹"),
    ("building_site", r"建设工程|建筑(?:施工|工程)"),
    ("road", r"道路交通|公路交通|道路运输|交通事故"),
    ("rail_air_water", r"铁路|民用航空|民航|航空器|水上"),
    ("utility", r"供水|供热|供暖|排水|桥梁|隧道|特种设备|通信保障|城市地下|公用"),
    ("fire", r"(?<!草原)(?<!林)火灾|消防"),
    ("epidemic", r"传染病|(?<!动物)疫情|(?<!动物)疫病"),
    ("food", r"食品安全|药品"),
    ("animal", r"动物(?:疫情|疫病)|禽流感|非洲猪瘟|口蹄疫"),
    ("terror", r"恐怖"),
    ("crime", r"刑事|治安"),
    ("mass", r"群体性|大规模"),
    ("ethnic", r"民族|宗教"),
    ("finance", r"金融"),
    ("foreign", r"涉外"),
    ("cyber", r"网络安全|网络与信息|信息安全"),
    ("market", r"市场供应|粮食|价格|生活必需品|成品油"),
)
"""Words of a title that name one sub-type of event."""
_ONLY_CLASS: Final[tuple[tuple[str, str], ...]] = (
    ("natural", r"自然灾害"),
    ("health", r"公共卫生|医疗(?:卫生)?救援|职业(?:病|中毒)"),
)
_EXPLAINED: Final = re.compile(
    r"本预案(?:的)?(?:由|解释权(?:归|属))(?P<unit>[^，。；、（）()由]{3,26}?)(?:(?:负责|承担)(?:解释|制定|管理|修订|编制)|解释|制定|编制)"
)
_SEATED: Final = re.compile(
    r"办公室(?:设|设立|设置)?在(?P<unit>[^，。；、（）()由]{3,20}?(?:局|委|委员会|办公室|厅|支队|公司|中心))"
)
_NO_LEAD: Final = re.compile(r"人民政府$|人民政府办公[厅室]$|^(?:有关|各|上述|省|市|县|区)?(?:部门|单位)")
_OUR: Final = re.compile(r"^(?:本市|我市|市|本级|本|市级)")
_AT_ISSUE: Final = re.compile(r"自(?:印发|发布|公布|下发)之日起(?:施行|实施|执行|生效)")
_FROM_DAY: Final = re.compile(r"自(?=\d{4}\s*年)")
_FOR_YEARS: Final = re.compile(r"有效期(?:限)?(?:为|是)?\s*(?P<years>[\d一二三四五六七八九十]{1,2})\s*年")
_AROUND: Final = 40


def propose_particulars(
    title: str,
    kind: str,
    texts: Iterable[str],
    *,
    issuer: str = "",
    issued_on: date | None = None,
    areas: Collection[str] = (),
    units: Collection[str] = (),
) -> dict[str, Proposal]:
    """What title and text propose, by field: level, event_class, lead_unit, effective_on, ends_on.

    ``areas`` are the districts of the city as its directory names them, ``units`` the units it knows. A class is
    written ``natural/flood`` or ``natural/``, a day as ISO 8601. A law has no particulars of a plan.
    """
    if kind in LAWS:
        return {}
    found: dict[str, Proposal | None] = {"level": level_of(title, issuer, areas)}
    if kind != "overall":
        found["event_class"] = class_of(title)
    whole = "\n".join(texts)
    found["lead_unit"] = lead_of(whole, units)
    found |= _days_of(whole, issued_on)
    return {name: proposal for name, proposal in found.items() if proposal is not None}


def level_of(title: str, issuer: str = "", areas: Collection[str] = ()) -> Proposal | None:
    """Whose plan it is: by the narrowest place that the front of the title names, else by who issued it."""
    place, at = _place_at_front(title, areas)
    unit = _UNIT.match(title, at)
    if unit is not None and not _ANY_UNIT.fullmatch(unit[0]):  # 郑州市学校 is no school, 郑州市第一中学 is one
        return Proposal("unit", title[: unit.end()])
    if place is not None:
        return place
    if issued := _CENTRAL_BODY.match(issuer):
        return Proposal("national", issued[0])
    return _place_at_front(issuer, areas)[0]


def _place_at_front(text: str, areas: Collection[str]) -> tuple[Proposal | None, int]:
    """The places at the front of a text, and where they end."""
    level, at = "", 0
    while place := _PLACE.match(text, at):
        level, at = str(place.lastgroup), place.end()
        if place[0] in _CENTRAL:
            level = "province"
        elif place[0] in areas:
            level = "district"  # a city of the county's rank, 巩义市
    return (Proposal(level, text[:at]) if level else None), at


def class_of(title: str) -> Proposal | None:
    """The one class of event that a title names; a class alone where it names several of its sub-types."""
    hits = {key: found[0] for key, words in _SUBTYPES if (found := re.search(words, title))}
    categories = {SUBTYPE_OF[key].category.value for key in hits}
    if not hits:
        only = ((category, re.search(words, title)) for category, words in _ONLY_CLASS)
        return next((Proposal(f"{category}/", found[0]) for category, found in only if found), None)
    if len(categories) > 1:
        return None
    category = categories.pop()
    words = "、".join(dict.fromkeys(hits.values()))
    return Proposal(f"{category}/{next(iter(hits))}" if len(hits) == 1 else f"{category}/", words)


def lead_of(text: str, units: Collection[str] = ()) -> Proposal | None:
    """Who keeps the plan: who explains it, else where the office of its headquarters is, if the text names one such."""
    for pattern in (_EXPLAINED, _SEATED):
        named: Mapping[str, str] = {
            unit: found[0]
            for found in pattern.finditer(text)
            if (unit := found["unit"].strip()) and not _NO_LEAD.search(unit)
        }
        if len(named) == 1:
            unit, words = next(iter(named.items()))
            own = _OUR.sub("", unit)
            return Proposal(own if own in units else unit, words)
    return None


def _days_of(text: str, issued_on: date | None) -> dict[str, Proposal | None]:
    begins: date | None = None
    found: dict[str, Proposal | None] = {}
    if issued_on is not None and (said := _AT_ISSUE.search(text)):
        begins = issued_on
        found["effective_on"] = Proposal(begins.isoformat(), said[0])
    elif (said := _FROM_DAY.search(text)) and (day := date_at(text, said.end())) and _is_start(text, day[2]):
        begins = day[0]
        found["effective_on"] = Proposal(begins.isoformat(), text[said.start() : day[2]] + "起")
    years = _FOR_YEARS.search(text)
    if begins is not None and years is not None and 0 < (count := number_of(years["years"])) <= 10:
        found["ends_on"] = Proposal(_years_on(begins, count).isoformat(), years[0])
    return found


def _is_start(text: str, at: int) -> bool:
    return re.match(r"\s*起(?:施行|实施|执行|生效)", text[at : at + _AROUND]) is not None


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return date(day.year + years, 3, 1)
