"""Who gets an issued plan for filing and in copy, by its kind and whose plan it is.

Source: 《突发事件应急预案管理办法》(国办发〔2024〕5号) art. 26.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.preparation import Level, Way


@dataclass(frozen=True, slots=True)
class FiledWith:
    """Who gets a plan for filing or in copy."""

    recipient: str
    way: Way


def filed_with(kind: str, level: str) -> tuple[FiledWith, ...]:
    """Who gets an issued plan for filing and in copy (art. 26); empty where the article names nobody for its kind."""
    if kind == "joint":
        return _JOINT
    if level in (Level.TOWNSHIP, Level.UNIT):
        return _BY_LEVEL[Level(level)] if kind in ("overall", "special", "department", "onsite", "district") else ()
    if kind == "district":
        return _BY_KIND.get((Level.DISTRICT, "overall"), ())
    return _BY_KIND.get((Level(level), kind), ()) if level in tuple(Level) else ()


_JOINT: Final = (FiledWith("共同的上一级人民政府", Way.FILE),)
_BY_LEVEL: Final[Mapping[Level, tuple[FiledWith, ...]]] = {
    Level.TOWNSHIP: (FiledWith("区县（市）人民政府（径送区县（市）应急管理局）", Way.FILE),),
    Level.UNIT: (FiledWith("乡镇人民政府（街道办事处）", Way.FILE),),
}
_BY_KIND: Final[Mapping[tuple[Level, str], tuple[FiledWith, ...]]] = {
    (Level.CITY, "overall"): (
        FiledWith("省人民政府（径送省应急管理厅）", Way.FILE),
        FiledWith("省人民政府有关部门", Way.COPY),
    ),
    (Level.CITY, "special"): (FiledWith("省级牵头部门", Way.FILE), FiledWith("省应急管理厅", Way.COPY)),
    (Level.CITY, "department"): (FiledWith("市人民政府（径送市应急管理局）", Way.FILE),),
    (Level.DISTRICT, "overall"): (
        FiledWith("市人民政府（径送市应急管理局）", Way.FILE),
        FiledWith("市人民政府有关部门", Way.COPY),
    ),
    (Level.DISTRICT, "special"): (FiledWith("市级牵头部门", Way.FILE), FiledWith("市应急管理局", Way.COPY)),
    (Level.DISTRICT, "department"): (FiledWith("区县（市）人民政府（径送区县（市）应急管理局）", Way.FILE),),
}
