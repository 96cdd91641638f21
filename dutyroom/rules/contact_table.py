"""Tables of contacts: which column is what, where the headings stand, and what each row says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dutyroom.rules.contact_card import Card, CardNumber, numbers_in
from dutyroom.rules.contact_written import is_written, read_facts, read_written
from dutyroom.rules.fold import fold
from dutyroom.rules.phone import Label, plain
from dutyroom.rules.refusal import Refusal

FIELDS: Final = (
    "unit", "department", "name", "family", "given", "post", "fields", "duty", "office", "mobile", "home", "fax",
    "secure_fax", "email", "other", "phone", "address", "note", "kind", "short", "functions", "unit_en", "checked_at",
)  # fmt: skip
"""What a column can be; ``phone`` is a column for any number."""
_LABELS: Final = {
    "duty": Label.DUTY, "office": Label.OFFICE, "mobile": Label.MOBILE, "home": Label.HOME, "fax": Label.FAX,
    "secure_fax": Label.SECURE_FAX, "email": Label.EMAIL, "other": Label.OTHER,
}  # fmt: skip
_OF_EXPORT: Final = ("kind", "short", "functions", "unit_en", "checked_at")
_EXACT: Final[Mapping[str, str]] = {name.replace("_", ""): name for name in _OF_EXPORT} | {
    word: name
    for name, words in {
        "unit": "单位 单位名称 所在单位 工作单位 机构 机构名称 名称 单位全称 成员单位 责任单位 unit organization organisation company "
        "org employer organizationname unitname bureau 区县 县区 县市区 区县市 辖区 地区 乡镇 街道 district county",
        "department": "部门 处室 科室 内设机构 所在部门 处科室 department division section organizationdepartment",
        "name": "姓名 名字 联系人 联络员 负责人 负责同志 值班员 值班人员 带班领导 人员 name fullname displayname contact contactname "
        "person 姓名name",
        "family": "姓 姓氏 lastname familyname surname",
        "given": "名 firstname givenname",
        "post": "职务 岗位 职位 职称 职务职级 行政职务 post title position jobtitle role organizationtitle",
        "fields": "分管工作 分管 分工 负责工作 职责 业务分工 分管领域 fields responsibility responsibilities incharge inchargeof",
        "duty": "值班电话 值班室电话 24小时值班电话 值守电话 值班座机 24小时电话 应急值守电话 dutyphone dutytelephone 24hphone hotline",
        "office": "办公电话 办公室电话 座机 固定电话 固话 单位电话 办电 办公座机 工作电话 officephone worktel workphone businessphone "
        "businessphone2 landline officetel officetelephone businesstelephone workvoice companymainphone",
        "mobile": "手机 手机号 手机号码 移动电话 手机电话 移动手机 手机1 手机2 mobile mobilephone cell cellphone mobilenumber cellular",
        "home": "住宅电话 宅电 家庭电话 家庭住址电话 家电 homephone hometel homephone2 hometelephone",
        "fax": "传真 传真号 传真号码 传真电话 fax faxnumber businessfax officefax workfax homefax",
        "secure_fax": "加密传真 保密传真 机要传真 密传 securefax encryptedfax",
        "email": "邮箱 电子邮箱 电子邮件 邮件 邮箱地址 email emailaddress mail email2address emailvalue",
        "other": "其他电话 其它电话 备用电话 其他号码 othernumber otherphone otherphone2 pager",
        "phone": "电话 联系电话 联系方式 电话号码 号码 通讯方式 联络电话 phone tel telephone phonenumber number contactnumber phonevalue",
        "address": "地址 单位地址 办公地址 通讯地址 通信地址 address officeaddress businessstreet workaddress",
        "note": "备注 说明 备考 note notes remark remarks comment comments",
    }.items()
    for word in words.split()
}
# The first that fits; phones before units, so that 单位电话 is one.
_PATTERNS: Final = (
    (re.compile(r"[加保机]密传真|机要传真"), "secure_fax"),
    (re.compile(r"传真|fax"), "fax"),
    (re.compile(r"邮箱|邮件|e-?mail"), "email"),
    (re.compile(r"(值班|值守).*(电话|号码|座机)|duty.*(phone|tel)"), "duty"),
    (re.compile(r"手机|移动电话|mobile|cell"), "mobile"),
    (re.compile(r"(住宅|家庭|宅).*电话|home.*(phone|tel)"), "home"),
    (re.compile(r"(办公|座机|固定|工作).*(电话|号码)|座机|固话|(office|business|work).*(phone|tel)"), "office"),
    (re.compile(r"电话|联系方式|phone|telephone"), "phone"),
    (re.compile(r"地址|address"), "address"),
    (re.compile(r"姓名|联系人|联络员"), "name"),
    (re.compile(r"职务|职位|职级|jobtitle"), "post"),
    (re.compile(r"处室|科室|内设机构"), "department"),
    (re.compile(r"单位|organi[sz]ation.*name"), "unit"),
    (re.compile(r"备注"), "note"),
)
_WRITTEN: Final = frozenset({"fields_en", "functions_en", "belongs_to", "numbers_in_full", "group", "members"})
"""Columns that only the program's own export has."""
_HEADING_MOST: Final = 24
_HEADS_WITHIN: Final = 30
_HEADS_ENOUGH: Final = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a whole text table; merged cells hold their text in each part."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TableCards:
    """What the sheets say. ``columns`` is what each heading was taken for; None where a column is left out."""

    cards: tuple[Card, ...]
    columns: Mapping[str, str | None] = field(default_factory=dict)


def field_of(heading: str) -> str | None:
    """What a column of this heading holds, or None."""
    text = unicodedata.normalize("NFKC", heading)
    text = re.sub(r"\([^()]*\)|[*\s:：_\-./、#\d]+$", "", fold(text).strip())
    text = re.sub(r"[\s*:：_\-./、#]+", "", text)
    text = re.sub(r"(?<=[a-z])\d+(?=[a-z])", "", text)  # Phone 1 - Value
    if not text or len(text) > _HEADING_MOST:
        return None
    known = _EXACT.get(text)
    if known is not None:
        return known
    return next((name for pattern, name in _PATTERNS if pattern.search(text)), None)


def read_sheets(sheets: Sequence[Sheet], chosen: Mapping[str, str | None] | None = None) -> TableCards:
    """The cards of all sheets. ``chosen`` names columns by heading, or by number (``1``) where there are no headings.

    Raises ``Refusal`` (``import.no_headings``, ``import.map``) where nothing can be made of any sheet.
    """
    chosen = checked_map(chosen or {}, FIELDS)
    cards: list[Card] = []
    columns: dict[str, str | None] = {}
    several = sum(any(any(cell.strip() for cell in row) for row in sheet.rows) for sheet in sheets) > 1
    headless: list[Card] = []
    for sheet in sheets:
        found = _headings(sheet, chosen)
        if found is None:
            if any(any(cell.strip() for cell in row) for row in sheet.rows):
                headless.append(Card(row=1, problem="import.sheet", sheet=sheet.name))
            continue
        first, headings, kinds = found
        written = not chosen and is_written(headings)
        if written:
            kinds = tuple(
                heading if heading in _WRITTEN else kind for heading, kind in zip(headings, kinds, strict=True)
            )
        columns.update({heading: kind for heading, kind in zip(headings, kinds, strict=True) if heading})
        read = _written_cards if written else _cards
        cards += read(sheet, first, headings, kinds, sheet.name if several else "")
    if not columns:
        raise Refusal("import.no_headings")
    unknown = next((heading for heading in chosen if heading not in columns), None)
    if unknown is not None:
        raise Refusal("import.map.heading", heading=unknown)
    return TableCards((*cards, *headless), columns)


def checked_map(chosen: Mapping[str, str | None], fields: Collection[str]) -> Mapping[str, str | None]:
    """What each heading was said to be, if every field is one of ``fields``. Refused: ``import.map.field``."""
    for heading, name in chosen.items():
        if name is not None and name not in fields:
            raise Refusal("import.map.field", heading=heading, field_name=name, fields=", ".join(fields))
    return chosen


def _headings(
    sheet: Sheet, chosen: Mapping[str, str | None]
) -> tuple[int, tuple[str, ...], tuple[str | None, ...]] | None:
    """Where the rows begin, the headings, and what each column is; None where no row looks like headings."""
    if chosen and all(key.isdecimal() for key in chosen):
        wide = max((len(row) for row in sheet.rows), default=0)
        numbers = tuple(str(place) for place in range(1, wide + 1))
        return 0, numbers, tuple(chosen.get(number) for number in numbers)
    best: tuple[int, int, tuple[str, ...], tuple[str | None, ...]] | None = None
    for place, row in enumerate(sheet.rows[:_HEADS_WITHIN]):
        for headings in spellings(sheet, place):
            kinds = tuple(chosen[h] if h in chosen else field_of(h) for h in headings)
            if not {"unit", "name", "family", "given"} & set(kinds):
                continue
            known = len({kind for kind in kinds if kind}) + sum(h in chosen for h in headings)
            enough = known >= _HEADS_ENOUGH or (len([cell for cell in row if cell.strip()]) == 1 == known)
            if enough and (best is None or known > best[0]):
                best = known, place + 1, headings, kinds
    return None if best is None else best[1:]


def spellings(sheet: Sheet, place: int) -> Iterator[tuple[str, ...]]:
    """A row as headings: on its own, and under a row of headings over several columns."""
    row = tuple(plain(cell) for cell in sheet.rows[place])
    yield row
    if place:
        above = [plain(cell) for cell in sheet.rows[place - 1]]
        wide = max(len(row), len(above))  # empty cells at the end of a row are not kept
        above, under = [*above, *[""] * (wide - len(above))], [*row, *[""] * (wide - len(row))]
        if any(cell and not below for cell, below in zip(above, under, strict=True)):
            yield tuple(below or cell for cell, below in zip(above, under, strict=True))


def _cards(
    sheet: Sheet, first: int, headings: tuple[str, ...], kinds: tuple[str | None, ...], named: str
) -> Iterator[Card]:
    blocks = _blocks(kinds)
    heads = {fold(heading) for heading in headings if heading}
    for place, row in enumerate(sheet.rows[first:], first + 1):
        cells = [cell.strip() for cell in row]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if len(filled) > 1 and all(fold(plain(cell)) in heads for cell in filled):
            continue  # the headings again, at the top of the next printed page
        if len(set(filled)) == 1 and len(filled) == len(cells) > 2:
            continue  # a heading merged over the whole width
        made = [_card(place, cells, kinds, block, named) for block in blocks]
        said = [card for card in made if card.name or (card.numbers and len(blocks) == 1)]
        yield from said or made[:1]


def _written_cards(
    sheet: Sheet, first: int, headings: tuple[str, ...], kinds: tuple[str | None, ...], named: str
) -> Iterator[Card]:
    """The rows of the program's own export."""
    for place, row in enumerate(sheet.rows[first:], first + 1):
        cells = [cell.strip() for cell in row]
        if any(cells):
            by_heading = dict(zip(headings, cells, strict=False))
            yield read_written(place, named, by_heading, _card(place, cells, kinds, range(len(kinds)), named))


def _blocks(kinds: Sequence[str | None]) -> list[range | tuple[int, ...]]:
    """The columns of each person in a row: a second column of names begins a second person."""
    starts = [place for place, kind in enumerate(kinds) if kind == "name"]
    if len(starts) < 2:
        return [range(len(kinds))]
    shared = tuple(range(starts[0]))
    ends = [*starts[1:], len(kinds)]
    return [(*shared, *range(start, end)) for start, end in zip(starts, ends, strict=True)]


def _card(row: int, cells: Sequence[str], kinds: Sequence[str | None], block: Sequence[int], sheet: str) -> Card:
    said: dict[str, list[str]] = {}
    numbers: list[CardNumber] = []
    for place in block:
        kind, cell = kinds[place], cells[place] if place < len(cells) else ""
        if not kind or not cell:
            continue
        if kind in _LABELS or kind == "phone":
            numbers += numbers_in(cell, _LABELS.get(kind))
        elif cell not in said.setdefault(kind, []):
            said[kind].append(cell)
    name = " ".join(said.get("name", [])) or _whole_name(said)
    return Card(
        row=row,
        unit=_flat(said, "unit"),
        department=_flat(said, "department"),
        name=_person(name),
        post=_flat(said, "post"),
        fields=tuple(part for cell in said.get("fields", []) for part in re.split(r"[\n;；]+", cell) if part.strip()),
        numbers=tuple(dict.fromkeys(numbers)),
        address=_flat(said, "address"),
        note="\n".join(said.get("note", [])),
        sheet=sheet,
        **read_facts({name: "\n".join(said.get(name, ())) for name in _OF_EXPORT}),
    )


def _flat(said: Mapping[str, list[str]], kind: str) -> str:
    return " ".join(plain(cell) for cell in said.get(kind, []))


def _whole_name(said: Mapping[str, list[str]]) -> str:
    family, given = _flat(said, "family"), _flat(said, "given")
    return f"{given} {family}".strip() if (family + given).isascii() else f"{family}{given}"


def _person(name: str) -> str:
    """A name as it is kept: ``张　三`` spread over a column is 张三."""
    name = plain(name)
    parts = name.split()
    return "".join(parts) if parts and all(not part.isascii() for part in parts) else name
