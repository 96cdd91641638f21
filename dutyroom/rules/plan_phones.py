"""The telephone numbers that a plan quotes, with whose they are: from its tables, its lists and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.contact_table import field_of
from dutyroom.rules.phone import normal_phone, read_numbers
from dutyroom.rules.plan_proposed import Placed, ProposedContact, Text, bare, lines_of, placed

CONTACTS_MOST: Final = 600
_LINE_MOST: Final = 4000
"""Letters of a line that are looked at; a longer one is no list of numbers."""
_CELLS: Final = re.compile(r"\s*[|｜\t]\s*")
_PHONES: Final = frozenset(("duty", "office", "mobile", "home", "fax", "secure_fax", "other", "phone"))
_NAMED: Final = frozenset(("unit", "department", "name", "post", "fields"))
_DASH: Final = r"[-‐‑–—－]"
_EXTENSION: Final = rf"(?:\s*(?:转|分机|内线|ext\.?|extension|x)\s*\.?\s*\d{{1,6}}|{_DASH}\d{{1,6}})?"
_SURE: Final = re.compile(
    r"(?<![\d.A-Za-z])(?:"
    r"(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}"
    rf"|[(（]?0[1-9]\d{{1,2}}[)）]?\s?{_DASH}?\s?\d{{7,8}}{_EXTENSION}"
    r"|\+\d{1,3}[-\s.]?(?:\(\d{1,4}\)[-\s.]?)?\d{1,4}(?:[-\s.]\d{2,4}){1,4}|\+\d{9,14}"
    r"|(?:\(\d{3}\)\s?|\d{3}-)\d{3}-\d{4}"
    r"|[48]00[-\s]?\d{3}[-\s]?\d{4}"
    r")(?![\d.]?\d)(?!\s*[万亿元吨米人户间亩])"
)
"""What is a number wherever it stands: mobile, with an area code, of another country, 400 and 800."""
_LOCAL: Final = re.compile(
    rf"(?<![\d.\-A-Za-z])(?:[2-8]\d{{6,7}}{_EXTENSION}|1[0-2]\d{{1,3}}|9\d{{4,5}})(?![\d.%％]|\s*[万亿元吨米人户间亩年月日号条章级])"
)
"""What is a number only where a word says that one comes: without area code, or a short one such as 119 or 12345."""
_LABEL: Final = re.compile(
    r"(?:(?:24\s*小时)?(?:应急|值班|值守|联系|办公|报警|举报|报告|救援|咨询|服务|移动|固定|住宅|监督|投诉|抢险|抢修|急救|求助)?(?:值班|联系)?(?:电话|热线|手机|座机|传真|号码)(?:号码)?"
    r"|(?:duty |contact |office |mobile |emergency |24[- ]hour |on-call )?(?:phone|telephone|tel|mobile|cell|fax|pager|hotline|landline)(?: number| no)?)"
    r"\s*(?:\(24\s*小时\)|（24\s*小时）)?\s*(?:[:：.]|为|是|拨打)?\s*",
    re.IGNORECASE,
)
_LABELLED_AFTER: Final = re.compile(r"\s*(?:便民|服务|举报|报警|应急)*(?:热线|电话|平台)")
_TOLD: Final = re.compile(
    r"(?:[向由与至到]|拨打|联系|通知|报告?)([^，。；：、向由与至到报]{2,18}?(?:值班室|指挥部|办公室|中心|委员会|[局委办厅部署队所院站]|公司|政府))"
)
_LISTS: Final = re.compile(
    r"通讯录|通信录|联系(?:电话|方式|人|名单|表)|电话(?:表|号码|一览|名单)|联络(?:表|员|方式)|值班电话|contact|phone list|call list|directory",
    re.IGNORECASE,
)
_POST: Final = re.compile(
    r"^(?:党?[组委]?(?:副?书记|委员)|副?(?:主任|局长|厅长|处长|科长|部长|市长|县长|区长|镇长|乡长|队长|站长|院长|校长|经理|总经理|组长|指挥长|总指挥|秘书长|所长|支队长|总队长|大队长|主席|调研员|巡视员)"
    r"|.{0,8}(?:主任|局长|厅长|处长|科长|部长|市长|县长|区长|镇长|队长|站长|院长|经理|组长|指挥长|秘书长|所长|负责人|值班员|联络员|联系人|工程师|科员|干事)"
    r"|.{0,30}(?:manager|officer|director|commander|chief|head|lead|coordinator|liaison|deputy|engineer|supervisor))$",
    re.IGNORECASE,
)
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和"
)
"""Of one character; a word of two to four characters that begins with another is no name."""
_PERSON: Final = re.compile(
    rf"^[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}$|^[{_SURNAMES}][\s\u3000][\u4e00-\u9fff]$|^[\u4e00-\u9fff]{{1,3}}[某×*＊]{{1,2}}$|^(?:欧阳|司马|上官|诸葛|司徒|皇甫|东方|慕容)[\u4e00-\u9fff]{{1,2}}$"
    r"|^[A-Z][a-z'’-]+(?: [A-Z]\.?)?(?: [A-Z][a-z'’-]+){1,2}$"
)
_UNIT: Final = re.compile(
    r"(?:[局委办厅部署站所院队会社司行厂港]|中心|公司|集团|政府|医院|学校|街道|乡|镇|村|社区|总队|支队|大队|值班室|指挥部|办公室|单位|平台|热线|台"
    r"|office|bureau|department|team|unit|service|services|centre|center|desk|police|hospital|agency|authority|council|brigade|company)$",
    re.IGNORECASE,
)
_SERIAL: Final = re.compile(r"^\d{1,3}[.、]?$")
_PLACEHOLDER: Final = re.compile(r"\{\{.*?\}\}|[×xX*＊]{3,}")


@dataclass(slots=True)
class _Table:
    """The headings that hold until the table ends: what each column is."""

    kinds: tuple[str | None, ...] = ()
    unit: str = ""


def proposed_contacts(sections: Sequence[Text]) -> list[ProposedContact]:
    """Every number that the plan quotes, once for each whose it is, in the order of the text."""
    found: dict[tuple[str, str, str], ProposedContact] = {}
    for each in placed(sections):
        for contact in _of_section(each):
            found.setdefault((normal_phone(contact.phone), contact.name, contact.unit), contact)
            if len(found) >= CONTACTS_MOST:
                return list(found.values())
    return list(found.values())


def _of_section(each: Placed) -> Iterator[ProposedContact]:
    is_list = any(_LISTS.search(title) for title in each.titles[:2])
    table = _Table()
    for whole in lines_of(each.text.body):
        line = whole[:_LINE_MOST]
        cells = [cell.strip() for cell in _CELLS.split(line.strip().strip("|｜").strip())]
        if len(cells) > 1:
            kinds = _heading(cells)
            if kinds:
                table.kinds = kinds
            elif table.kinds and len(cells) <= len(table.kinds) + 1:
                yield from _from_row(each.place, cells, table)
            else:
                yield from _from_words(each.place, cells, is_list=is_list)
            continue
        table.kinds, table.unit = (), ""
        yield from _from_line(each, line, is_list=is_list)


def _heading(cells: Sequence[str]) -> tuple[str | None, ...]:
    """What the columns are where a row is one of headings, with one for numbers and one for whose they are."""
    if any(_SURE.search(cell) for cell in cells):
        return ()
    kinds = tuple(
        "phone" if re.search(r"contact information", cell, re.IGNORECASE) else field_of(cell) for cell in cells
    )
    known = {kind for kind in kinds if kind}
    return kinds if known & _PHONES and known & _NAMED else ()


def _from_row(place: int, cells: Sequence[str], table: _Table) -> Iterator[ProposedContact]:
    said: dict[str, str] = {}
    numbers: list[str] = []
    for kind, cell in zip(table.kinds, cells, strict=False):
        if kind in _PHONES:
            numbers += phones_in(cell, sure_only=False, whole=True)
        elif kind in _NAMED and cell and kind not in said:
            said[kind] = cell
    unit = " ".join(filter(None, (said.get("unit", ""), said.get("department", ""))))
    table.unit = unit or table.unit
    name, post = said.get("name", ""), said.get("post", "") or said.get("fields", "")
    for number in dict.fromkeys(numbers):
        yield ProposedContact(place, name, unit or table.unit, post, number)


def _from_line(each: Placed, line: str, *, is_list: bool) -> Iterator[ProposedContact]:
    """``市水利局 张某 主任 13800000000`` in a list; in a sentence only what a word announces or what is surely a number."""
    text = bare(line) if not _SURE.match(line.strip()) and not _LOCAL.match(line.strip()) else line.strip()
    text = _PLACEHOLDER.sub("", text)
    if not is_list and len(text) > 120 and not _LABEL.search(text):
        return
    apart = r"[,;:()]+|\s{2,}" if text.isascii() else r"[\s\u3000，,；;：:（）()]+"
    words = [word.strip() for word in re.split(apart, text) if word.strip()]
    if is_list and len(words) > 1 and len(text) <= 80:
        yield from _from_words(each.place, words, is_list=True, line=text)
        return
    yield from _from_sentence(each, text, is_list=is_list)


def _from_sentence(each: Placed, text: str, *, is_list: bool) -> Iterator[ProposedContact]:
    last = 0
    name = unit = post = ""
    for start, number in _numbers_at(text, sure_only=not is_list):
        before = _LABEL.sub(" ", text[last:start]).strip(" ，,、；;/或和及")
        if before or not last:
            name, unit, post = _whose(before, each.text.title)
        last = start + len(number)
        yield ProposedContact(each.place, name, unit, post, number)


def _from_words(
    place: int, words: Sequence[str], *, is_list: bool, line: str | None = None
) -> Iterator[ProposedContact]:
    """Cells or words without headings: what looks like a number is one, the others say whose."""
    text = line if line is not None else " ".join(words)
    numbers = [number for _, number in _numbers_at(text, sure_only=not is_list)]
    if not numbers:
        return
    rest = [word for word in words if not any(_same(word, number) for number in numbers) and not _SERIAL.match(word)]
    name, unit, post = _sorted([_LABEL.sub("", word) for word in rest])
    for number in dict.fromkeys(numbers):
        yield ProposedContact(place, name, unit, post, number)


def _same(word: str, number: str) -> bool:
    digits = re.sub(r"\D", "", word)
    return len(digits) >= 3 and digits in re.sub(r"\D", "", number)  # the shortest number, 110


def phones_in(text: str, *, sure_only: bool, whole: bool = False) -> list[str]:
    """The numbers of a text, as they stand there; of a whole cell also those that no word announces."""
    found = [number for _, number in _numbers_at(text, sure_only=sure_only)]
    if not found and whole:
        found = [
            number.text
            for number in read_numbers(text)
            if "@" not in number.text
            and len(re.sub(r"\D", "", number.text)) >= 3
            and not re.search(r"[A-Za-z{]", number.text)
        ]
    return found


def _numbers_at(text: str, *, sure_only: bool) -> list[tuple[int, str]]:
    found = [(match.start(), match[0].strip()) for match in _SURE.finditer(text)]
    taken = [(start, start + len(number)) for start, number in found]
    labelled = {label.end() for label in _LABEL.finditer(text)}
    for match in _LOCAL.finditer(text):
        if any(begin < match.end() and match.start() < end for begin, end in taken):
            continue
        announced = match.start() in labelled or _LABELLED_AFTER.match(text, match.end()) is not None
        if announced or not sure_only:
            found.append((match.start(), match[0].strip()))
    return sorted(found)


def _whose(before: str, title: str) -> tuple[str, str, str]:
    """Whose a number is by what stands before it in the sentence; the heading where nothing does."""
    clause = re.split(r"[。；;！!\n]", before)[-1]
    words = [word for word in re.split(r"[\s\u3000，,、：:（）()/]+", clause) if word]
    told = _TOLD.findall(clause)
    name, unit, post = ("", told[-1], "") if told else _sorted(words[-4:])
    if not (name or unit or post) and _UNIT.search(title):
        unit = title
    return name, unit, post


def _sorted(words: Sequence[str]) -> tuple[str, str, str]:
    """Which word is a name, which a unit, which a post."""
    name = unit = post = ""
    for word in (each.strip(" ：:，,-—|/") for each in words):
        if not word or _SERIAL.match(word) or re.search(r"https?:|@", word):
            continue
        if not post and _POST.search(word):
            post = word
        elif (
            not unit and (_UNIT.search(word) or len(word) > 4) and not (_PERSON.match(word) and not _UNIT.search(word))
        ):
            unit = word[-30:]
        elif not name and _PERSON.match(word) and not _UNIT.search(word):
            name = word
        elif not unit and len(word) > 1:
            unit = word[-30:]
    return name, unit, post
