"""Dead, missing, injured, evacuated, affected and the loss that a report states, each with the words that say it.

What a text says again later counts, unless it says only part of it (其中, 新增). What is no number keeps its words and
has no value.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dutyroom.rules.incident_text_english import english_loss, english_statements
from dutyroom.rules.incident_text_mentions import CORRECTS, FIELDS, mentions
from dutyroom.rules.incident_text_numbers import losses
from dutyroom.rules.incident_text_said import Statement

_GROWING: Final = frozenset({"evacuated", "affected"})
"""Told in parts as often as anew: the largest number counts."""
_NEAR: Final = 8
_ON_THE_SPOT: Final = re.compile(r"当场")
_LATER: Final = re.compile(r"抢救|送医|不治")


def find_figures(told: str) -> list[Statement]:
    """What a levelled text states of people and money, one statement a field; ``told`` has what is not told blanked."""
    all_told = sorted([*mentions(told), *_nobody(told), *english_statements(told)], key=lambda one: one.start)
    dead = {one.start for one in all_told if one.field == "deaths" and one.value}
    all_told = [one for one in all_told if one.field != "injured" or one.start not in dead]  # 3人中毒，全部死亡
    found = [one for field in sorted(FIELDS) if (one := _settled(told, field, all_told))]
    lost = losses(told)
    if lost:
        found.append(Statement("loss", lost[-1].value, lost[-1].start, lost[-1].end))
    elif english := english_loss(told):
        found.append(english)
    return _with_injured(found, told)


def _with_injured(found: list[Statement], told: str) -> list[Statement]:
    """All the injured where only the grave and the light are counted; 其余均为轻伤 is what is left."""
    by_field = {one.field: one for one in found}
    serious, light, injured = (by_field.get(field) for field in ("serious", "light", "injured"))
    rest = _REST_LIGHT.search(told)
    if rest and injured and serious and not light and injured.value and serious.value:
        by_field["light"] = Statement("light", injured.value - serious.value, *rest.span())
    elif (both := _ALL_LIGHT.search(told)) and injured and injured.value and not light and not serious:
        by_field["light"] = Statement("light", injured.value, *both.span())
    parts = [one for one in (serious, light) if one and one.value is not None]
    if parts and (not injured or injured.value == 0):
        start, end = min(one.start for one in parts), max(one.end for one in parts)
        by_field["injured"] = Statement("injured", sum(one.value or 0 for one in parts), start, end)
    return list(by_field.values())


_REST_LIGHT: Final = re.compile(r"其余(?:人员?)?(?:均|都|全)?(?:为|是|系)?(?:受)?轻微?伤")
_ALL_LIGHT: Final = re.compile(
    r"(?<=[(,])(?:均|都|全部|皆)(?:为|是|系)?(?:受)?轻微?伤|(?<=[(,])伤[势情](?:均|都)(?:较|很)?轻"
)


def _settled(told: str, field: str, all_told: list[Statement]) -> Statement | None:
    """The mention of a field that counts."""
    of = [one for one in all_told if one.field == field]
    if any(one.value != 0 for one in of):
        of = [one for one in of if one.value != 0 or one.is_final]  # 无人员伤亡，后发现1人死亡; 1人死亡，无其他伤亡
    of = [one for one in of if not one.is_weak] or of
    if len(of) > 1 and (added := _manners(told, of)):
        return added
    if field == "deaths":
        of = _died_later(told, of, all_told)
    whole = [one for one in of if not one.is_part] or of
    if len(whole) <= 1:
        return whole[0] if whole else None
    fixed = [one for one in whole if one.is_final]
    if fixed:
        return fixed[-1]
    last = whole[-1]
    if field in _GROWING and all(one.value is not None for one in whole):
        return max(whole, key=lambda one: one.value or 0)
    told_before = [one for one in whole if one.sentence == last.sentence]
    if any(one.value != last.value for one in told_before):
        return replace(last, value=None, start=told_before[0].start)
    return last


def _manners(told: str, of: list[Statement]) -> Statement | None:
    """当场死亡3人，1人经抢救无效死亡: two ways to die, added up where no total is told."""
    first, second = of[0], of[1]
    if first.field != "deaths" or len(of) != 2 or first.sentence != second.sentence or first.is_part or second.is_part:
        return None
    words = told[first.start : first.end], told[first.end : second.end]
    if _ON_THE_SPOT.search(words[0]) and _LATER.search(words[1]) and first.value and second.value:
        return Statement("deaths", first.value + second.value, first.start, second.end, sentence=first.sentence)
    return None


def _died_later(told: str, of: list[Statement], all_told: list[Statement]) -> list[Statement]:
    """1人当场死亡，3人受伤，其中1人抢救无效死亡: one of the injured has died too."""
    if len(of) == 2 and of[1].is_part and not of[0].is_part:
        near = told[max(0, of[1].start - _NEAR) : of[1].start]
        if of[0].sentence != of[1].sentence and "伤者" not in near and "伤员" not in near:
            return of
        before = all_told[all_told.index(of[1]) - 1]
        if before.field == "injured" and of[0].value is not None and of[1].value is not None:
            return [replace(of[0], value=of[0].value + of[1].value, end=of[1].end)]
    return of


_NO: Final = r"(?:无(?!关|法|故)|没有|(?<![淹沉])没(?!收)|未(?!来|成年)(?:造成|发生|发现|出现|接到|收到|见|有)?|(?<![\d.])[零0](?=伤亡|死伤|人员?伤亡))"
_GAP: Final = (
    r"(?:造成|发现|接到|收到|出现|任何|其他|其它|有|一|1|名|人员?|群众|学生|乘客|旅客|员工|重症|财产损失|被困|再"
    r"|和|及|、|或|与|因灾|报告){0,4}"
)
_NOBODY: Final = re.compile(
    rf"{_NO}{_GAP}(?:(?P<both>伤亡|死伤)|(?P<dead>死亡|遇难|身亡|死(?:的|人|(?=[无没\s,。;]|$))|亡人)|(?P<hurt>受伤|伤者|伤着|伤(?!情|势|口|害|亡)人?)"
    rf"|(?P<lost>失踪|失联))(?:(?:和|或|、|及|,也?没有?|,也?无)(?:人员?|群众|任何|被困|因灾){{0,2}}(?:(?P<dead2>死亡|遇难|身亡)|(?P<hurt2>受伤|重伤|轻伤)|(?P<lost2>失踪|失联)|(?P<both2>伤亡)))?"
)
_TELLS_FIELDS: Final = {"both": ("deaths", "injured"), "dead": ("deaths",), "hurt": ("injured",), "lost": ("missing",)}
_HELD_OPEN: Final = re.compile(r"有$|是否$|有没$|有无$")


def _nobody(told: str) -> Iterator[Statement]:
    """无人员伤亡, 未造成人员死亡, 没死人: nobody."""
    sentences = [match.start() for match in re.finditer(r"[。!?\n]", told)]
    for match in _NOBODY.finditer(told):
        if _HELD_OPEN.search(told, max(0, match.start() - 3), match.start()):
            continue  # 有没有人受伤
        number = bisect_left(sentences, match.start())
        final = bool(CORRECTS.search(told, max(0, match.start() - 6), match.start()))
        fields = [field for name in match.groupdict() if match[name] for field in _TELLS_FIELDS[name.rstrip("2")]]
        for field in dict.fromkeys(fields):
            yield Statement(field, 0, *match.span(), sentence=number, is_final=final)
