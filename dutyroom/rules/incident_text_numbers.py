"""Numbers of people and sums of money in a report: 3, 三, 1.2万, 两千三百; 十余, 数十, 多 are words, not numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_ONES: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}
HAN: Final = "零〇一二两俩仨三四五六七八九十百千"
_BEFORE: Final = (
    "超过|不超过|逾|将近|(?<![附最])近|超|不足|不到|上(?=[百千万])|(?<!人)数(?=[十百千万])|好?几(?=[十百千万])"
)
COUNT: Final = (
    rf"(?P<before>{_BEFORE})? ?"
    rf"(?:(?P<digits>(?<![A-Za-z\d.+/·-])(?<!\d:)(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}(?:\.\d{{1,4}})?))(?: ?(?P<inner>余|多|来|几))?"
    rf"(?: ?(?P<scale>[百千万亿]{{1,2}}))?|(?P<han>[{HAN}]+(?:[余多]?[万亿][{HAN}]*)?))"
    r"(?: ?(?P<more>余|多(?!车|辆)|来(?=个|人|名|万)|几))?"
)
"""A number with what makes it less than one; groups before, digits, inner, scale, han, more."""
VAGUE: Final = r"若干|好些|好多|很多|许多|大量|少数|部分|多|数|几"
_PEOPLE: Final = (
    "男子|女子|男孩|女孩|老人|儿童|小孩|孩子|学生|工人|村民|居民|司机|驾驶员|游客|行人|乘客|员工|职工|群众|消防员|人员"
)
_NO_PEOPLE: Final = (
    "村|乡|镇|县|市|区|小区|社区|班|小时|半|月|星期|工作|钟|站|点|省|观|单位|部门|网|厂|企|路|组|小组|品种|百分|项目|街道|隧道"
    "|井|储|方面|问题|环节|或|以上|机关|行政|职|行业|领域|国家|批次|楼|民族"
)
UNIT: Final = rf"(?:名(?!单)|人(?!次|口密|大|民|武)|位(?!于|置)|例|个(?!{_NO_PEOPLE})|口(?!井|塘|径)|(?={_PEOPLE}))"


@dataclass(frozen=True, slots=True)
class Count:
    """How many a text says; ``value`` is None where the words are no number."""

    value: int | None
    start: int
    end: int
    has_unit: bool = True


def number(written: str) -> Decimal | None:
    """What a numeral in figures or in Chinese says, 1.2万 and 两千三百 alike; None where it is none (三四十)."""
    plain = written.replace(",", "").replace(" ", "")
    factor = 1
    while plain and plain[-1] in _MYRIADS | _SCALES and plain[:1].isdecimal():
        factor *= (_MYRIADS | _SCALES)[plain[-1]]
        plain = plain[:-1]
    if plain[:1].isdecimal():
        return Decimal(plain) * factor
    return _han(plain)


def _han(written: str) -> Decimal | None:
    """Chinese numerals with 十百千万亿, or digits said one by one (一二〇)."""
    if not written:
        return None
    total = part = 0
    held: int | None = None
    last = 10**9
    for sign in written:
        if sign in _ONES:
            if held is not None and held != 0:
                return None
            held = _ONES[sign]
        elif sign in _SCALES:
            scale = _SCALES[sign]
            if scale >= last or (held is None and part):
                return None
            part, held, last = part + (1 if held is None else held) * scale, None, scale
        elif sign in _MYRIADS:
            total += (part + (held or 0) or 1) * _MYRIADS[sign]
            part, held, last = 0, None, 10**9
        else:
            return None
    return Decimal(total + part + (held or 0))


def count_of(match: re.Match[str]) -> int | None:
    """The whole number that a match of ``COUNT`` says; None where its words leave it open."""
    if match["before"] or match["more"] or match["inner"]:
        return None
    written = match["han"] or f"{match['digits']}{match['scale'] or ''}"
    value = number(written)
    return int(value) if value is not None and value == int(value) and value < 10**10 else None


_MONEY: Final = re.compile(
    rf"损失(?:额|金额|总额|情况)?(?P<gap>[^。;!?\n\d{HAN}%]{{0,14}}){COUNT}(?: ?(?P<big>[万亿]{{1,2}}))?(?: ?(?P<yuan>元|块))?"
)
_NO_LOSS: Final = re.compile(
    r"(?:无|没有|未造成|暂无|未发生)[^。;,!?\n重较大]{0,9}(?:财产|经济)损失|损失(?:情况)?:? ?(?:无|零|0元?)(?=[。;,\s]|$)"
)
_GOT_BACK: Final = re.compile(r"(?:追回|挽回|减少|避免|弥补|赔偿)[^。;,]{0,6}$")
_NEAR: Final = 12


def losses(told: str) -> list[Count]:
    """The sums of money lost, in yuan and in reading order; 不超过100万元 is no number."""
    found: list[Count] = []
    for match in _MONEY.finditer(told):
        if _GOT_BACK.search(told, max(0, match.start() - _NEAR), match.start()):
            continue
        scale = (match["scale"] or "") + (match["big"] or "")
        if not match["yuan"] and not set(scale + (match["han"] or "")) & set(_MYRIADS):
            continue
        found.append(Count(_yuan(match), *match.span()))
    found += [Count(0, *match.span()) for match in _NO_LOSS.finditer(told)]
    return sorted(found, key=lambda count: count.start)


def _yuan(match: re.Match[str]) -> int | None:
    open_ended = match["before"] or match["more"] or match["inner"] or re.search("超|不足|不到|近$|以上", match["gap"])
    value = None if open_ended else number(match["han"] or f"{match['digits']}{match['scale'] or ''}")
    if value is None:
        return None
    for sign in match["big"] or "":
        value *= _MYRIADS[sign]
    return int(value)
