"""To which unit a case goes (派单), and which other case asks for the same: proposals, each with its reasons in words.

How much each reason weighs is this program's own choice (K); every reason is shown, and the officer decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final

from dutyroom.rules.fold import HAN
from dutyroom.rules.wording import Wording, mark

BY_CLASS: Final = mark("class {code} {name} goes to it")
BY_WORDS: Final = mark("the words {words} lead to it")
BY_AREA: Final = mark("{area} is its area")
BY_DECISIONS: Final = mark("{times} of the last {most} cases of this class in {area} went to it")
BY_DECISIONS_EVERYWHERE: Final = mark("{times} of the last {most} cases of this class went to it")
RETURNED: Final = mark("it returned {times} such cases and was right")
SAME_CALLER: Final = mark("the same caller")
SAME_STREET: Final = mark("the same street: {street}")
SAME_CLASS: Final = mark("the same class: {code}")
LIKE_WORDS: Final = mark("alike in words: {words}")

_OF_CLASS: Final[Mapping[int, int]] = {6: 40, 4: 25, 2: 15}
"""By how many digits the class has whose unit it is."""
_WORDS_MOST: Final = 30
_OF_AREA: Final = 8
_DECISIONS_MOST: Final = 50
_FEW: Final = 5
"""So many decisions count in full; fewer count by their number."""
_A_RETURN: Final = 12
_SHOWN: Final = 4
_PIECE: Final = re.compile(f"[{HAN}]+|[A-Za-z0-9]+")
_READ: Final = 400
"""Characters of a text that are compared."""
_ALIKE: Final = 0.35
_ALIKE_OF_CALLER: Final = 0.15
_SHARED: Final = 3
_SAYS_NOTHING: Final = frozenset(
    re.split(" ", "来电 反映 诉求 市民 请求 希望 有关 部门 处理 投诉 举报 建议 咨询 求助 尽快 解决 问题 情况")
)


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: a sentence of the catalogue and what fills it."""

    sentence: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def said(self, wording: Wording) -> str:
        """The reason in the user's language."""
        return wording.say(self.sentence, **self.facts)


@dataclass(frozen=True, slots=True)
class ClassUnit:
    """The unit that a class names; ``code`` has 2, 4 or 6 digits."""

    code: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class LedUnit:
    """A unit that words of the case lead to, with the points that they gave."""

    unit: str
    score: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """To whom the most recent ``most`` cases of the class went; ``area`` empty where those of the whole city count."""

    most: int
    area: str
    times: Mapping[str, int]
    returned: Mapping[str, int] = field(default_factory=dict)
    """Objections of units to these cases that were granted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitProposed:
    """A unit that the case is proposed for, the strongest reason first; ``returned`` of such cases it was right to return."""

    unit: str
    unit_id: int | None = None
    score: int
    why: tuple[Why, ...]
    returned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Demanded:
    """What of a case is compared with others; ``callers`` are keys of numbers."""

    id: int
    code: str = ""
    area: str = ""
    street: str = ""
    text: str = ""
    callers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A case that may ask for the same, and why."""

    id: int
    score: int
    why: tuple[Why, ...]


def propose(
    *,
    classes: Iterable[ClassUnit] = (),
    led: Sequence[LedUnit] = (),
    area: str = "",
    area_unit: str = "",
    decided: Decided | None = None,
    units: Mapping[str, int] | None = None,
    left_out: Collection[str] = (),
) -> list[UnitProposed]:
    """The units for a case, best first: by class, words, area and what was decided before.

    A unit that was right to return such cases stands lower for each; ``left_out`` returned this very case.
    """
    points: dict[str, list[tuple[int, Why]]] = {}
    for each in classes:
        if each.unit:
            why = Why(BY_CLASS, {"code": each.code, "name": each.name})
            points.setdefault(each.unit, []).append((_OF_CLASS.get(len(each.code), 0), why))
    best = max((each.score for each in led), default=0)
    for one in led:
        words = "、".join(one.words[:_SHOWN])
        points.setdefault(one.unit, []).append((round(_WORDS_MOST * one.score / best), Why(BY_WORDS, {"words": words})))
    if area_unit:
        points.setdefault(area_unit, []).append((_OF_AREA, Why(BY_AREA, {"area": area})))
    returned: Mapping[str, int] = {}
    if decided is not None:
        returned = decided.returned
        for unit, times in decided.times.items():
            points.setdefault(unit, []).append(_by_decisions(decided, times))
    found = [
        _proposed(unit, given, returned.get(unit, 0), (units or {}).get(unit))
        for unit, given in points.items()
        if unit not in left_out
    ]
    return sorted(found, key=lambda one: (-one.score, one.unit))


def likely(case: Demanded, others: Iterable[Demanded]) -> list[Duplicate]:
    """The cases that may ask for the same, likeliest first: by one caller, or of one street in like words."""
    found = (_alike(case, other) for other in others if other.id != case.id)
    return sorted((one for one in found if one is not None), key=lambda one: (-one.score, -one.id))


def likeness(one: str, other: str) -> float:
    """How much of the shorter of two texts stands in the other: 0 nothing, 1 all of it, by pairs of characters."""
    first, second = _pairs(one), _pairs(other)
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """The longest runs that two texts have in common, for a person to see why they are alike."""
    first, second = one[:_READ], other[:_READ]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    runs = (piece for block in blocks for piece in _PIECE.findall(first[block.a : block.a + block.size]))
    said = [run for run in dict.fromkeys(runs) if len(run) > 1 and run not in _SAYS_NOTHING]
    return tuple(sorted(said, key=len, reverse=True)[:_SHARED])


def _by_decisions(decided: Decided, times: int) -> tuple[int, Why]:
    """What earlier decisions weigh: their share, and less where there are few."""
    score = round(_DECISIONS_MOST * times / max(decided.most, _FEW))
    facts = {"times": times, "most": decided.most}
    if decided.area:
        return score, Why(BY_DECISIONS, {**facts, "area": decided.area})
    return score * 2 // 3, Why(BY_DECISIONS_EVERYWHERE, facts)


def _proposed(unit: str, given: list[tuple[int, Why]], returned: int, unit_id: int | None) -> UnitProposed:
    ordered = sorted(given, key=lambda one: -one[0])
    why = tuple(reason for _, reason in ordered)
    if returned:
        why = (*why, Why(RETURNED, {"times": returned}))
    score = sum(points for points, _ in ordered) - _A_RETURN * returned
    return UnitProposed(unit=unit, unit_id=unit_id, score=score, why=why, returned=returned)


def _alike(case: Demanded, other: Demanded) -> Duplicate | None:
    by_caller = bool(case.callers & other.callers)
    by_street = bool(case.street) and (case.area, case.street) == (other.area, other.street)
    by_class = bool(case.code) and case.code == other.code
    words = likeness(case.text, other.text)
    if not by_caller and not by_street:
        return None
    if words < (_ALIKE_OF_CALLER if by_caller else _ALIKE) and not (by_caller and by_class):
        return None
    why = []
    if by_caller:
        why.append(Why(SAME_CALLER))
    if by_street:
        why.append(Why(SAME_STREET, {"street": other.street}))
    if by_class:
        why.append(Why(SAME_CLASS, {"code": other.code}))
    shared = shared_words(case.text, other.text)
    if shared:
        why.append(Why(LIKE_WORDS, {"words": "、".join(shared)}))
    score = 30 * by_caller + 20 * by_street + 10 * by_class + round(40 * words)
    return Duplicate(id=other.id, score=score, why=tuple(why))


def _pairs(text: str) -> frozenset[str]:
    found: set[str] = set()
    for piece in _PIECE.findall(text[:_READ].lower()):
        found.update({piece} if piece.isascii() else {piece[at : at + 2] for at in range(len(piece) - 1)})
    return frozenset(found - _SAYS_NOTHING)
