"""The call ladder: who must be told of an event inside and outside, in which order, and why.

From the grade come the leaders of the city (``report.inform_inside``, domain.md §3.4), beside them the party committee's
duty room in parallel and the bodies above whose clock runs; from the place its area; from the kind of event the
departments in charge (general knowledge, K); from a plan at work the units that its level names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.rules.incident_recipients import bodies, is_meant
from dutyroom.rules.wording import mark


class Why(StrEnum):
    """Why somebody is on the ladder."""

    SHIFT = "shift"
    GRADE = "grade"
    PARTY = "party"
    ABOVE = "above"
    AREA = "area"
    KIND = "kind"
    PLAN = "plan"


WHY_WORDS: Final[dict[str, str]] = {
    Why.SHIFT: mark("leads this shift"),
    Why.GRADE: mark("to be told at this grade"),
    Why.PARTY: mark("the party committee, in parallel"),
    Why.ABOVE: mark("a report is due there"),
    Why.AREA: mark("it happened there"),
    Why.KIND: mark("in charge of such events"),
    Why.PLAN: mark("named in the plan at work"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody of the directory: a unit, or a person with a post in one; ``kind`` is the unit's."""

    name: str
    phone: str = ""
    kind: str = ""
    unit_id: int | None = None
    post: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """One rung: ``phone`` empty where the directory has none, so that it is asked for and kept."""

    name: str
    phone: str
    why: Why
    unit_id: int | None = None


_NOBODY: Final = frozenset({"跟踪"})
"""What the rule says where nobody is told, only watched."""
_DEPARTMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "flood": ("应急管理局", "水利局", "气象局"),
    "yellow_river": ("应急管理局", "黄河河务局", "水利局"),
    "weather": ("应急管理局", "气象局", "城市管理局"),
    "earthquake": ("应急管理局", "地震局"),
    "geology": ("自然资源和规划局", "应急管理局"),
    "biology": ("农业农村局", "林业局"),
    "wildfire": ("林业局", "应急管理局", "消防救援支队"),
    "industry": ("应急管理局",),
    "building_site": ("城乡建设局", "应急管理局"),
    "road": ("公安局", "交通运输局", "卫生健康委员会"),
    "rail_air_water": ("交通运输局", "应急管理局"),
    "metro": ("交通运输局", "轨道交通公司"),
    "utility": ("城市管理局",),
    "blackout": ("供电公司", "发展和改革委员会"),
    "gas": ("城市管理局", "燃气公司", "消防救援支队"),
    "fire": ("消防救援支队", "应急管理局", "公安局"),
    "chemical": ("应急管理局", "消防救援支队", "生态环境局"),
    "nuclear": ("生态环境局", "公安局"),
    "environment": ("生态环境局",),
    "drowning": ("公安局", "应急管理局"),
    "epidemic": ("卫生健康委员会",),
    "unknown_disease": ("卫生健康委员会",),
    "food": ("市场监督管理局", "卫生健康委员会"),
    "poisoning": ("卫生健康委员会", "应急管理局"),
    "animal": ("农业农村局",),
    "terror": ("公安局", "武警支队"),
    "crime": ("公安局",),
    "mass": ("公安局", "信访局"),
    "ethnic": ("民族宗教事务局", "公安局"),
    "finance": ("公安局",),
    "foreign": ("外事办公室", "公安局"),
    "cyber": ("公安局",),
    "market": ("发展和改革委员会", "商务局"),
}

_WITH_PHONE: Final = re.compile(r"(?P<name>.+?)[\s,，:：]+(?P<phone>\+?\d[\d\s-]{5,})$")


def typed_callee(text: str) -> tuple[str, str]:
    """Name and phone of somebody whom the directory does not know, as typed in one line; the phone may be missing."""
    words = " ".join(text.split())
    found = _WITH_PHONE.fullmatch(words)
    return (found["name"], found["phone"].strip()) if found else (words, "")


def call_ladder(
    known: Sequence[Known],
    *,
    posts: Iterable[str],
    owed: Iterable[str] = (),
    area: str = "",
    subtype: str = "",
    named: Iterable[str] = (),
    leader: Known | None = None,
) -> tuple[Callee, ...]:
    """The rungs in order, nobody twice. ``posts`` are those of the grade, ``owed`` to whom a report is due by
    telephone, ``named`` the units of a plan, ``leader`` who leads the shift."""
    people = [each for each in known if each.post]
    units = [each for each in known if not each.post]
    rungs: list[Callee] = [_callee(leader, Why.SHIFT)] if leader is not None else []
    for post in (each for each in posts if each not in _NOBODY):
        found = _of_post(people, post)
        rungs += [_callee(each, Why.GRADE) for each in found] or [Callee(name=post, phone="", why=Why.GRADE)]
    rungs += [
        _callee(each, Why.PARTY)
        for each in units
        if each.kind == "party" and "郑州" in each.name and "值班" in each.name
    ]
    for body in dict.fromkeys(body for recipient in owed for body in bodies(recipient)):
        above = [each for each in units if each.kind == "superior" and is_meant(body, each.name)]
        rungs += [_callee(each, Why.ABOVE) for each in above[:1]] or [Callee(name=body, phone="", why=Why.ABOVE)]
    rungs += [_callee(each, Why.AREA) for each in units if each.kind == "area" and each.name == area]
    rungs += _departments(units, _DEPARTMENTS.get(subtype, ()), Why.KIND)
    rungs += _departments(units, named, Why.PLAN)
    first: dict[str, Callee] = {}
    for rung in rungs:
        first.setdefault(rung.name, rung)
    return tuple(first.values())


def _of_post(people: Sequence[Known], post: str) -> list[Known]:
    """市长 is no 副市长, 秘书长 no 副秘书长; a 分管副市长 is any of them, for who is in charge is the office's to know."""
    wanted = post.removeprefix("分管")
    return [each for each in people if each.post.removeprefix("市政府") in (wanted, f"市政府{wanted}")]


def _departments(units: Sequence[Known], names: Iterable[str], why: Why) -> list[Callee]:
    return [
        _callee(each, why) for name in names for each in units if each.name.endswith(name) and each.kind != "superior"
    ]


def _callee(known: Known, why: Why) -> Callee:
    name = f"{known.post} {known.name}".strip()
    return Callee(name=name, phone=known.phone, why=why, unit_id=known.unit_id)
