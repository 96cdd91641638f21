"""The area of the office that an event lies in, by any of the names that the directory keeps for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dutyroom.rules.passage import levelled


@dataclass(frozen=True, slots=True)
class AreaNames:
    """An area as the directory names it; ``name`` is its full name."""

    name: str
    short: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class AreaFound:
    """A mention of an area; ``weight`` is how likely the event lies there."""

    name: str
    start: int
    end: int
    weight: int


_NO_STEM: Final = re.compile(
    r"(?:路|街|大道|大街|东路|西路|南路|北路|中路|机场|国际|广场|高速|快速|门|大厦|酒店|公园|岗|火车站|桥|话|人(?!民)|大学|大桥|原|塔|山|水|源)"
)
_DISTRICT_GOES_ON: Final = re.compile(
    r"(?:消防|交警|公安|应急|警方|分局|管委会|区|卫健|教育局|信访|城管|这边|那边| |,|:|$)"
)
_LEAVING: Final = re.compile(
    r"(?:开往|驶往|前往|驶向|去往|通往|返回|从|由|往|发往|调派|来自|转往|送往)(?:河南省?|郑州市?)?$"
)
_BELONGS: Final = re.compile(r"(?:籍|居民(?!楼|区|小区|点|家)|村民|方向|牌照|户籍|人民医院|司机|车辆|人[,。])")
_IN: Final = re.compile(r"(?:在|于|位于|地点[: ]*|事发地[: ]*|地址[: ]*|我们|辖区)(?:河南省?)?(?:郑州市?)? ?$")
_INSIDE: Final = re.compile(r" ?(?:境内|辖区|段)")
_BODY: Final = re.compile(
    r"(?:市|县|区)?(?:人民政府|政府|应急|消防|公安|交警|卫健|疾控|教育局|信访|城管|人民医院|医院|水利|防汛|防办|[一-龥]{0,6}(?:局|委|办|大队|支队|救援站)(?![一-龥]{0,2}(?:门|对面|附近|旁)))"
)
_JOINED: Final = re.compile(r" ?[、和与及] ?")
_JOINT: Final = re.compile(r"(?:等|交界|均|都|部分|多处|同时|两区|两地|多地)")
USUAL, STRONG, WEAK, WORST = 2, 3, 1, 0


@lru_cache(maxsize=8)
def _pattern(areas: tuple[AreaNames, ...]) -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """All names as one pattern, what each stands for, and which are stems (巩义, 金水) that need care."""
    full: dict[str, str] = {}
    stems: dict[str, str] = {}
    for area in areas:
        for name in (area.name, area.short, area.name_en):
            if name:
                full.setdefault(levelled(name).casefold(), area.name)
        for name in (area.name, area.short):
            stem = re.sub(r"(?:新区|回族区|区|市|县)$", "", levelled(name))
            if len(stem) > 1 and stem != name and not stem.endswith("开发"):
                stems.setdefault(stem, area.name)
        stem = re.sub(r" (?:New District|District|City|County|Zone)$", "", area.name_en).casefold()
        if len(stem) > 3:
            stems.setdefault(stem, area.name)
    stems = {stem: name for stem, name in stems.items() if stem not in full}
    names = sorted([*full, *stems], key=len, reverse=True)
    words = "|".join(re.escape(name) for name in names) or r"(?!)"
    return re.compile(words), full | stems, frozenset(stems)


def find_areas(flat: str, areas: Sequence[AreaNames], reporting: Sequence[tuple[int, int]]) -> list[AreaFound]:
    """Every mention of an area in a levelled text, in reading order."""
    pattern, names, stems = _pattern(tuple(areas))
    found: list[AreaFound] = []
    low = flat.lower()
    if len(low) != len(flat):
        low = flat
    for match in pattern.finditer(low):
        name = match[0]
        if name in stems and not _stands_alone(low, match, names[name]):
            continue
        if name.isascii() and (
            low[match.start() - 1 : match.start()].isalnum() or low[match.end() : match.end() + 1].isalnum()
        ):
            continue
        weight = _weight(low, match.start(), match.end(), reporting)
        found.append(AreaFound(names[name], match.start(), match.end(), weight))
    return found


def _stands_alone(low: str, match: re.Match[str], name: str) -> bool:
    """Whether a name without 区, 市 or 县 is the area and no street, airport or station that is called after it."""
    if match[0].isascii():
        return not re.match(r" (?:square|road|street|avenue|airport|station)", low[match.end() :])
    if _NO_STEM.match(low, match.end()) or low[: match.start()].endswith(("郑", "开")):
        return False
    return not name.endswith("区") or name.endswith("新区") or _DISTRICT_GOES_ON.match(low, match.end()) is not None


def _weight(low: str, start: int, end: int, reporting: Sequence[tuple[int, int]]) -> int:
    if _LEAVING.search(low, max(0, start - 8), start) or _BELONGS.match(low, end):
        return WORST
    if _IN.search(low, max(0, start - 12), start) or _INSIDE.match(low, end):
        return STRONG
    if any(first <= start < last for first, last in reporting) or _BODY.match(low, end):
        return WEAK
    return USUAL


def chosen_area(flat: str, found: Sequence[AreaFound]) -> tuple[AreaFound | None, tuple[int, int] | None]:
    """The area that the event lies in; or the words that name several alike, of which none is taken."""
    if not found:
        return None, None
    best = max(one.weight for one in found)
    if best == WORST and len({one.name for one in found}) > 1:
        return None, (found[0].start, found[-1].end)
    of = [one for one in found if one.weight == best]
    first = of[0]
    for other in found:
        if other.start > first.end and other.name != first.name and other.weight >= WEAK:
            between = flat[first.end : other.start]
            if _JOINED.fullmatch(between) and (best < STRONG or _JOINT.match(flat, other.end)):
                return None, (first.start, other.end)
            break
    return first, None
