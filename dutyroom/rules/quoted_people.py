"""The telephone numbers and the people that a plan quotes, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.fold import HAN
from dutyroom.rules.phone import normal_phone

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔"
    "白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷"
    "祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺"
)
_DOUBLE: Final = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|夏侯|端木"
_NAME: Final = rf"(?:(?:{_DOUBLE})[{HAN}×某]{{1,2}}|[{_SURNAMES}][{HAN}×某]{{1,2}}|[{_SURNAMES}] {{1,2}}[{HAN}])"
_POST: Final = (
    r"总指挥长?|副总指挥长?|指挥长|副指挥长|指挥|政委|正?副?组长|组员|正?副?主任委员|正?副?主任|委员|成员|正?副?秘书长|正?副?局长|正?副?市长"
    r"|正?副?区长|正?副?县长|正?副?镇长|书记|正?副?队长|正?副?科长|正?副?处长|正?副?所长|正?副?站长|正?副?院长|正?副?校长|联系人|联络员|负责人|责任人|经办人"
    r"|值班员|值班人|值班领导|带班领导|姓名|召集人|发言人|负责同志|安全员|调度员"
)
_POSTS: Final = re.compile(
    rf"(?P<post>[{HAN}]{{0,12}}?(?:{_POST}))[：: ]\s?(?P<names>{_NAME}(?:[、，,；; ]\s?{_NAME}){{0,19}})(?![{HAN}])"
)
_NAMES: Final = re.compile(_NAME)
_WHOLE_NAME: Final = re.compile(_NAME)
_POST_CELL: Final = re.compile(rf"[{HAN}]{{0,14}}(?:{_POST})(?:[（(].*[)）])?")
_NO_NAME: Final = re.compile(
    r"[局部办处室组队所站院校厅委司会厂店街镇乡村县市省区号楼路桥河库闸项员长]$|电话|手机|传真|单位|部门|备注|职务|姓名"
)
_BEFORE_PHONE: Final = re.compile(
    rf"(?<![{HAN}])(?P<name>{_NAME})[：:，,（( ]*(?:电话|手机|联系电话|办公电话)?[：: ]*$"
)
_ENGLISH_NAME: Final = r"[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z'’-]+){1,2}"
_ENGLISH_POSTS: Final = re.compile(
    rf"(?P<post>(?i:name|contact(?: person)?|(?:incident |duty |shift |team |deputy )*(?:commander|manager|officer|leader|lead|coordinator|director|chief)))"
    rf"\s?[:：]\s?(?P<names>{_ENGLISH_NAME})"
)
_ENGLISH_WHOLE: Final = re.compile(_ENGLISH_NAME)

_PHONE: Final = re.compile(
    r"(?<![\d.+-])(?:"
    r"(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})"
    r"|[(（]?0\d{2,3}[)）]?[-－—– ]{0,2}[2-9]\d{2,3}[- ]?\d{4}(?:\s?(?:转|-|ext\.? ?) ?\d{1,6})?"
    r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
    r"|\+\d{1,3}(?:[- ]?[(]?\d{2,4}[)]?){3,5}"
    r"|[(]\d{3}[)] ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}"
    r")(?!\d)"
)
_LOCAL: Final = re.compile(r"(?<![\d.+/-])[2-9]\d{2,3}[- ]?\d{4}(?:\s?(?:转|-) ?\d{1,6})?(?![\d.%年月日元米人万亿-])")
_CELL: Final = re.compile(r"(?<=\| )(?!20[0-4]\d[01]\d[0-3]\d)[2-9]\d{6,7}(?= \||\s*$)")
_SHORT: Final = re.compile(
    r"(?<![\d.+〔\[(（第-])(?:1\d{2}|12\d{3}|9[56]\d{3,4})(?![\d.%〕\]年月日元米人万亿号个项条小户名天至-])"
)
_PHONE_WORD: Final = re.compile(
    r"电话|手机|热线|拨打|传真|号码|值班|小灵通|(?i:\btel\b|\bphone|\bcall\b|\bmobile|\bfax\b|\bdial\b)"
)
_LABEL: Final = re.compile(
    r"(?:联系|值班|办公|应急|咨询|举报|24小时)*(?:电话|手机|热线|传真|号码)(?:号码)?|(?i:tel(?:ephone)?|phone|mobile|fax)\.?|[：:，,；;、（(）)|\s]+$"
)
_BREAK: Final = re.compile(r"[。；;|\n\t]")
_NEAR: Final = 24
_UNIT_MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number or a name as a section quotes it: ``value`` tells it from others, ``who`` is the person or the unit."""

    value: str
    written: str
    who: str
    around: str


def quoted_numbers(text: str) -> Iterator[Quoted]:
    """The telephone numbers of a section's text, with the name or the unit that stands before each."""
    for line in text.split("\n"):
        if not any(sign.isdigit() for sign in line):
            continue
        after = 0
        for start, end in _numbers(line):
            written = line[start:end].strip()
            value = normal_phone(written)
            if value:
                yield Quoted(value, written, _who(line, after, start), _around(line, start, end))
            after = end


def quoted_people(text: str) -> Iterator[Quoted]:
    """The people of a section's text; ``who`` is the post or the unit that stands with the name."""
    for line in text.split("\n"):
        if " | " in line:
            yield from _row_people(line)
            continue
        seen: set[int] = set()
        for match in (*_POSTS.finditer(line), *_ENGLISH_POSTS.finditer(line)):
            pattern = _NAMES if match.re is _POSTS else _ENGLISH_WHOLE
            for found in pattern.finditer(match["names"]):
                if not _is_name(found[0]):
                    continue
                start = match.start("names") + found.start()
                seen.add(start)
                yield _person(found[0], match["post"].strip(), line, start)
        for start, _ in _numbers(line):
            before = _BEFORE_PHONE.search(line[max(0, start - _NEAR) : start])
            if before and _is_name(before["name"]):
                place = max(0, start - _NEAR) + before.start("name")
                if place not in seen:
                    yield _person(before["name"], "", line, place)


def _row_people(line: str) -> Iterator[Quoted]:
    """Of a row of a table: a cell that is a name, in a row that holds a post or a number."""
    cells = [cell.strip() for cell in line.split(" | ")]
    tells = any(_POST_CELL.fullmatch(cell) for cell in cells) or bool(_numbers(line))
    if not tells:
        return
    places: list[int] = []
    at = 0
    for cell in line.split(" | "):
        places.append(at)
        at += len(cell) + 3
    for place, cell in enumerate(cells):
        is_name = (_WHOLE_NAME.fullmatch(cell) and _is_name(cell)) or (
            _ENGLISH_WHOLE.fullmatch(cell) and bool(_numbers(line))
        )
        if is_name:
            others = [c for n, c in enumerate(cells) if n != place and c and not any(sign.isdigit() for sign in c)]
            yield _person(cell, " ".join(others)[:_UNIT_MOST], line, places[place])


def _person(written: str, who: str, line: str, start: int) -> Quoted:
    value = "".join(written.split()) if not written.isascii() else " ".join(written.split())
    return Quoted(value, value, who, _around(line, start, start + len(written)))


def _is_name(text: str) -> bool:
    return not _NO_NAME.search("".join(text.split()))


def _numbers(line: str) -> list[tuple[int, int]]:
    """The places of the numbers of a line; one without area code, or a short one, only where a word says it is one."""
    found = [match.span() for pattern in (_PHONE, _CELL) for match in pattern.finditer(line)]
    if found or _PHONE_WORD.search(line):
        for pattern in (_LOCAL, _SHORT):
            for match in pattern.finditer(line):
                free = all(match.end() <= start or match.start() >= end for start, end in found)
                if free and _PHONE_WORD.search(line[max(0, match.start() - _NEAR) : match.start()]):
                    found.append(match.span())
    return sorted(found)


def _who(line: str, after: int, start: int) -> str:
    """The name or the unit before a number: in a table the cells before it, else the words since the last stop."""
    before = line[after:start]
    if " | " in line:
        cells = [cell.strip() for cell in line[:start].split(" | ")]
        named = [cell for cell in cells if cell and not any(sign.isdigit() for sign in cell)]
        return " ".join(named[-3:])[:_UNIT_MOST]
    said = _BREAK.split(before)[-1]
    while (bare := _LABEL.sub("", said).strip("：:，,；;、（()）|.“”‘’[]<> \t")) != said:
        said = bare
    return said[-_UNIT_MOST:].strip()


def _around(line: str, start: int, end: int) -> str:
    return line[max(0, start - _NEAR) : end + _NEAR // 2].strip()
