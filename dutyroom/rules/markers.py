"""Markers: the number with which a heading begins, in any of the ways that plans and laws write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from dutyroom.rules.traditional import simplified

HAN: Final = r"㐀-鿿豈-﫿"
NUMERALS: Final = "一二三四五六七八九十百千零〇两"
# A quantity such as 3.5万人 or 2个以上 is no heading; 人员, 分级, 条件 … begin good titles.
_MEASURE: Final = re.compile(
    r"年(?!度)|月(?!度)|日(?!常)|时(?!间)|分(?![级工类析部散队布组洪])|秒|个(?!人)"
    r"|人(?![员力身民口工群财防为])|名(?![词称录单])|支(?![持援撑队流])|次(?!生)|级(?!别)|座|条(?![件例])"
    r"|项(?!目)|款|米|公里|千(?!方)|吨|万|亿|元(?!旦)|度(?!汛)|天(?![气然])|周(?![边期])|岁|号|倍"
    r"|户(?![外籍])|间(?!接)|辆|艘|架|种(?![植类])|批(?!准)|家(?![庭属畜])|份|层|期(?![限间])|届|毫|厘"
    r"|平方|立方|小时|处(?![置理罚警])|台(?![风账])|头(?!部)|只|[%％℃～~×/／+＋=＝]"
)
_REFERENCE: Final = re.compile(r"[规所中至、，,第和与及或]|的|之?规定|以[上下内外]|[款项]")


class Form(Enum):
    """How a heading is numbered, from the outside in within each family."""

    PART = "第一编"
    CHAPTER = "第一章"
    SECTION = "第一节"
    ARTICLE = "第一条"
    ROMAN = "Ⅰ"
    GRADE_OUTER = "Ⅰ级"
    HAN = "一、"
    HAN_BRACKET = "（一）"
    GRADE = "Ⅰ级响应"
    DIGIT = "1、"
    DIGIT_BRACKET = "（1）"
    CIRCLED = "①"
    DOTTED = "1.1"
    ATTACHMENT = "附件"
    PLAIN = ""


class Style(Enum):
    """What stands after a single number: nothing, a dot or an ideographic comma."""

    BARE = ""
    DOT = "."
    PAUSE = "、"


_DOTTED: Final = re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){0,4})([.．、]?)(?![\d.．%％])")
_POINT: Final = re.compile("[.．]")
_GOES_ON: Final = re.compile(r"[-–—~～至/／:：]")
_HAN_COMMA: Final = re.compile(rf"([{NUMERALS}]{{1,4}})[、.．]")
_HAN_SPACE: Final = re.compile(rf"([{NUMERALS}]{{1,3}}) (?=\S)")
_HAN_BRACKET: Final = re.compile(rf"[（(]([{NUMERALS}]{{1,4}})[）)]、?")
_DIGIT_BRACKET: Final = re.compile(r"[（(]?(\d{1,2})[）)]、?")
_CIRCLED: Final = re.compile(r"[①-⑳]")
_ROMAN: Final = re.compile(r"(?:([Ⅰ-Ⅻ])|(X{0,2}(?:IX|IV|V?I{1,3}|V|X)))(\s?[、.．]\s?|\s)(?![级類类型度期号號])")
_ROMAN_VALUES: Final = {"X": 10, "V": 5, "I": 1}
_LETTERED: Final = re.compile(rf"([A-Z])[.．](\d{{1,2}}(?:[.．]\d{{1,2}}){{0,3}})(?=[ {HAN}])")
LETTERED_FROM: Final = 100
"""Lettered numbers count their letter from here: ``A.1`` is (101, 1)."""
_ORDINAL: Final = re.compile(rf"第([{NUMERALS}\d]{{1,7}})(编|篇|部分|章|节|条)((?:之[{NUMERALS}]{{1,2}})?)")
_LATIN_ORDINAL: Final = re.compile(r"(Part|Chapter|Section)\s+(\d{1,2})\b[.:]?", re.IGNORECASE)
_ATTACHMENT: Final = re.compile(rf"(附件|附录|附[图表])\s?([\dA-Z{NUMERALS}]{{0,3}})(?![{HAN}])\s?([:：.．、]?)")
_LATIN_ATTACHMENT: Final = re.compile(r"(Appendix|Annex|Attachment)\s+([A-Z0-9]{1,2})\b\s?([:.]?)", re.IGNORECASE)
_SPACED: Final = re.compile(rf"(?<![{HAN}])[{HAN}](?:\s+[{HAN}])+(?![{HAN}])")
_ANY_HAN: Final = re.compile(f"[{HAN}]")
_BLANKS: Final = re.compile(r"[\s\u3000\u00a0]+")
_ORDINAL_FORMS: Final = {
    "编": Form.PART,
    "篇": Form.PART,
    "部分": Form.PART,
    "章": Form.CHAPTER,
    "节": Form.SECTION,
    "条": Form.ARTICLE,
    "part": Form.PART,
    "chapter": Form.CHAPTER,
    "section": Form.SECTION,
}


def han_number(text: str) -> int:
    """The value of a Chinese or Arabic numeral such as 二十一 or 21; 0 when it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    total = pending = 0
    for sign in text:
        if sign in "零〇":
            continue
        unit = {"十": 10, "百": 100, "千": 1000}.get(sign)
        if unit is None:
            pending = "〇一二三四五六七八九".find(sign) if sign != "两" else 2
            if pending < 0:
                return 0
        else:
            total += (pending or 1) * unit
            pending = 0
    return total + pending


def has_han(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return _ANY_HAN.search(text) is not None


def plain(line: str) -> str:
    """The line with plain single spaces, and 总　则 or 工 作 原 则 written as one word."""
    spaced = _BLANKS.sub(" ", line).strip()
    return _SPACED.sub(lambda found: found.group().replace(" ", ""), spaced)


@dataclass(frozen=True, slots=True)
class Marker:
    form: Form
    numbers: tuple[int, ...]
    label: str
    end: int
    style: Style = Style.BARE
    glued: bool = False


def marker(text: str, *, at_start: bool) -> Marker | None:
    """The heading number with which the text begins."""
    shadow = simplified(text)
    if found := _DOTTED.match(shadow):
        return _dotted(shadow, found)
    if found := _ORDINAL.match(shadow):
        return _ordinal(text, shadow, found, at_start=at_start)
    if found := _HAN_COMMA.match(shadow):
        return Marker(Form.HAN, (han_number(found[1]),), f"{found[1]}、", found.end())
    if at_start and (found := _HAN_SPACE.match(shadow)):
        return Marker(Form.HAN, (han_number(found[1]),), found[1], found.end())
    if found := _HAN_BRACKET.match(shadow):
        return Marker(Form.HAN_BRACKET, (han_number(found[1]),), f"（{found[1]}）", found.end())
    if found := _DIGIT_BRACKET.match(shadow):
        return Marker(Form.DIGIT_BRACKET, (int(found[1]),), f"（{found[1]}）", found.end())
    if found := _CIRCLED.match(shadow):
        return Marker(Form.CIRCLED, (ord(found[0]) - ord("①") + 1,), found[0], found.end())
    return _outer(text, shadow) or _roman(shadow) or _lettered(shadow) if at_start else None


def _roman(shadow: str) -> Marker | None:
    """The marker of ``Ⅱ 组织体系`` or ``II. Scope``; ``Ⅱ级`` is a grade."""
    found = _ROMAN.match(shadow)
    if found is None or (found[2] and not found[3].strip()):
        return None
    number = ord(found[1]) - ord("Ⅰ") + 1 if found[1] else _roman_value(found[2])
    return Marker(Form.ROMAN, (number,), found[1] or found[2], found.end())


def _roman_value(text: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in text]
    return sum(-value if any(later > value for later in values[at:]) else value for at, value in enumerate(values))


def _lettered(shadow: str) -> Marker | None:
    """The marker of ``A.1`` in an annex A."""
    found = _LETTERED.match(shadow)
    if found is None:
        return None
    numbers = (LETTERED_FROM + ord(found[1]) - ord("A") + 1, *map(int, _POINT.split(found[2])))
    return Marker(Form.DOTTED, numbers, f"{found[1]}.{'.'.join(map(str, numbers[1:]))}", found.end())


def _outer(text: str, shadow: str) -> Marker | None:
    """The marker of an annex, or of a part in Latin letters, with which a line begins."""
    if found := _ATTACHMENT.match(shadow) or _LATIN_ATTACHMENT.match(shadow):
        number = han_number(found[2]) if not found[2].isalpha() or has_han(found[2]) else ord(found[2][0]) - 64
        label = plain(text[: found.end(1)] + found[2]) if has_han(text) else found[0].rstrip(" :.")
        return Marker(Form.ATTACHMENT, (number,), label, found.end())
    if found := _LATIN_ORDINAL.match(shadow):
        return Marker(_ORDINAL_FORMS[found[1].lower()], (int(found[2]),), found[0].rstrip(".:"), found.end())
    return None


def is_measure(text: str) -> bool:
    """Whether the text begins with what is counted: 个, 人, 万 … and no title."""
    return _MEASURE.match(simplified(text)) is not None


def is_reference(text: str) -> bool:
    """Whether the text goes on as after a number that is only referred to."""
    return _REFERENCE.match(simplified(text)) is not None


def _dotted(shadow: str, found: re.Match[str]) -> Marker | None:
    after = shadow[found.end() :]
    numbers = tuple(int(part) for part in _POINT.split(found[1]))
    if _GOES_ON.match(after) or (len(found[1]) > 1 and found[1].startswith("0")):
        return None
    glued = bool(after) and not after.startswith(" ")
    style = {"": Style.BARE, "、": Style.PAUSE}.get(found[2], Style.DOT)
    if glued and style is Style.BARE and len(numbers) <= 2 and _MEASURE.match(after):
        return None
    label = ".".join(str(number) for number in numbers)
    return Marker(Form.DOTTED, numbers, label, found.end(), style, glued)


def _ordinal(text: str, shadow: str, found: re.Match[str], *, at_start: bool) -> Marker | None:
    form = _ORDINAL_FORMS[found[2]]
    after = shadow[found.end() :]
    if _REFERENCE.match(after) and not after.startswith("中华"):
        return None
    if form is Form.ARTICLE and not at_start:
        return None
    return Marker(form, (han_number(found[1]),), text[: found.end()], found.end())
