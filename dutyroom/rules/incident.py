"""Incidents (突发事件): the classes and sub-types, the figures that are kept of one, and how sure each statement is.

Classes: 《突发事件应对法》(2024) art. 2. Sub-types as the general plans list them (domain.md §3.1). A sub-type names the
scale of ``resources/rules/severity.toml`` that grades it; where it names none, the event has no grade by rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.rules.wording import mark


class Category(StrEnum):
    """The four classes; stored for ever, never renamed."""

    NATURAL = "natural"
    ACCIDENT = "accident"
    HEALTH = "health"
    SECURITY = "security"


CATEGORY_WORDS: Final[dict[str, str]] = {
    Category.NATURAL: mark("Natural disaster"),
    Category.ACCIDENT: mark("Accident"),
    Category.HEALTH: mark("Public health"),
    Category.SECURITY: mark("Social security"),
}
CATEGORY_ZH: Final[dict[str, str]] = {
    Category.NATURAL: "自然灾害",
    Category.ACCIDENT: "事故灾难",
    Category.HEALTH: "公共卫生",
    Category.SECURITY: "社会安全",
}
"""As rules and papers write them, in whatever language the window is."""


class Scale(StrEnum):
    """The scales of severity, by the names that rules and ``grade --class`` use."""

    WORK_SAFETY = "生产安全"
    ENVIRONMENT = "环境"
    MASS = "群体性事件"
    FOOD = "食品安全"
    POISONING = "职业中毒"
    WEATHER = "气象"
    YELLOW_RIVER = "黄河花园口"
    BLACKOUT = "大面积停电"
    METRO = "轨道交通"


@dataclass(frozen=True, slots=True)
class Subtype:
    """A kind of event. ``zh`` is what papers call it."""

    key: str
    category: Category
    zh: str
    en: str
    scale: Scale | None = None
    kin: str = ""
    """What the limits of reporting call it where they name it apart: 道路交通, 火灾, 网络安全."""


_N, _A, _H, _S = Category.NATURAL, Category.ACCIDENT, Category.HEALTH, Category.SECURITY
SUBTYPES: Final[tuple[Subtype, ...]] = (
    Subtype("flood", _N, "水旱灾害", mark("Flood or drought"), Scale.WEATHER),
    Subtype("yellow_river", _N, "黄河洪水", mark("Flood of the Yellow River"), Scale.YELLOW_RIVER),
    Subtype("weather", _N, "气象灾害", mark("Weather disaster"), Scale.WEATHER),
    Subtype("earthquake", _N, "地震灾害", mark("Earthquake")),
    Subtype("geology", _N, "地质灾害", mark("Landslide, collapse"), Scale.WEATHER),
    Subtype("biology", _N, "生物灾害", mark("Pests, plants, animals")),
    Subtype("wildfire", _N, "森林草原火灾", mark("Forest fire")),
    Subtype("industry", _A, "工矿商贸事故", mark("Accident in mining, industry or trade"), Scale.WORK_SAFETY),
    Subtype("building_site", _A, "建筑施工事故", mark("Accident on a building site"), Scale.WORK_SAFETY),
    Subtype("road", _A, "道路交通事故", mark("Road accident"), Scale.WORK_SAFETY, "道路交通"),
    Subtype("rail_air_water", _A, "铁路民航水上事故", mark("Accident by rail, air or water"), Scale.WORK_SAFETY),
    Subtype("metro", _A, "轨道交通事故", mark("Metro stopped"), Scale.METRO),
    Subtype("utility", _A, "公共设施和设备事故", mark("Public utilities and equipment"), Scale.WORK_SAFETY),
    Subtype("blackout", _A, "大面积停电", mark("Power cut"), Scale.BLACKOUT),
    Subtype("gas", _A, "燃气事故", mark("Gas"), Scale.WORK_SAFETY),
    Subtype("fire", _A, "火灾", mark("Fire"), Scale.WORK_SAFETY, "火灾"),
    Subtype("chemical", _A, "危险化学品事故", mark("Dangerous chemicals"), Scale.WORK_SAFETY),
    Subtype("nuclear", _A, "核与辐射事故", mark("Nuclear and radiation")),
    Subtype("environment", _A, "环境污染和生态破坏", mark("Pollution"), Scale.ENVIRONMENT),
    Subtype("drowning", _A, "溺水等意外事件", mark("Drowning and other mishaps")),
    Subtype("epidemic", _H, "传染病疫情", mark("Epidemic")),
    Subtype("unknown_disease", _H, "群体性不明原因疾病", mark("Disease of unknown cause")),
    Subtype("food", _H, "食品安全事件", mark("Food safety"), Scale.FOOD),
    Subtype("poisoning", _H, "职业中毒", mark("Poisoning at work"), Scale.POISONING),
    Subtype("animal", _H, "动物疫情", mark("Animal disease")),
    Subtype("terror", _S, "恐怖袭击事件", mark("Terror")),
    Subtype("crime", _S, "刑事案件", mark("Crime")),
    Subtype("mass", _S, "群体性事件", mark("Mass incident"), Scale.MASS),
    Subtype("ethnic", _S, "民族宗教事件", mark("Ethnic or religious")),
    Subtype("finance", _S, "经济金融安全事件", mark("Economy and finance")),
    Subtype("foreign", _S, "涉外突发事件", mark("Foreigners involved")),
    Subtype("cyber", _S, "网络与信息安全事件", mark("Networks and information"), kin="网络安全"),
    Subtype("market", _S, "影响市场稳定事件", mark("Market supply")),
    Subtype("other", _S, "其他", mark("Other")),
)
SUBTYPE_OF: Final[Mapping[str, Subtype]] = {subtype.key: subtype for subtype in SUBTYPES}


class Figure(StrEnum):
    """What is counted of an incident; ``loss`` is yuan. Each is kept as dated statements, never as one number."""

    DEATHS = "deaths"
    MISSING = "missing"
    SERIOUS = "serious"
    LIGHT = "light"
    AFFECTED = "affected"
    EVACUATED = "evacuated"
    LOSS = "loss"


FIGURE_WORDS: Final[dict[str, str]] = {
    Figure.DEATHS: mark("Deaths"),
    Figure.MISSING: mark("Missing"),
    Figure.SERIOUS: mark("Seriously injured"),
    Figure.LIGHT: mark("Slightly injured"),
    Figure.AFFECTED: mark("People affected"),
    Figure.EVACUATED: mark("Evacuated"),
    Figure.LOSS: mark("Loss (yuan)"),
}


class Surety(StrEnum):
    """How sure a statement is."""

    REPORTED = "reported"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"


GRADES: Final = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ")
"""特别重大, 重大, 较大, 一般; most severe first."""
GRADE_ZH: Final[Mapping[str, str]] = {"Ⅰ": "特别重大", "Ⅱ": "重大", "Ⅲ": "较大", "Ⅳ": "一般"}
