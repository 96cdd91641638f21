"""Registers as offices keep them in tables: where the headings stand, which column is what, and what each row says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dutyroom.rules.contact_table import Sheet, checked_map, spellings
from dutyroom.rules.fold import fold
from dutyroom.rules.phone import plain
from dutyroom.rules.refusal import Refusal

_WORDS: Final[Mapping[str, str]] = {
    "number": "收文号 收文编号 收文序号 来文编号 登记号 登记编号 登记序号 编号 督办编号 督查编号 立项号 registernumber",
    "title": "标题 文件标题 来文标题 文件名称 文件题目 题名 题目 名称 事由 来文事由 督办事项 督查事项 事项 事项名称 任务 工作任务 subject",
    "subject": "内容 主要内容 来文内容 内容摘要 摘要 通知内容 来电内容",
    "source": "来文单位 来文机关 来文部门 发文单位 发文机关 发文部门 来电单位 来函单位 来源 来文来电单位 交办单位 下达单位 issuer sender from issuingbody",
    "channel": "来文方式 收文方式 接收方式 来文渠道 渠道 方式 来件方式",
    "document_number": "文号 发文字号 来文字号 文件字号 来文文号 文件编号 字号 发文号 文件号 来文号 docnumber documentno",
    "document_kind": "文种 公文种类 文件种类 文件类型 来文类型 公文类型 documenttype",
    "document_on": "成文日期 发文日期 发文时间 文件日期 印发日期 签发日期 成文时间 印发时间 documentdate",
    "date": "来文日期 来文时间 日期 时间 date",
    "addressee": "主送 主送机关 主送单位",
    "for_reading": "阅件 办件阅件 阅办件 办阅 阅办类型 件别 reading",
    "urgency": "紧急程度 紧急等级 缓急程度 缓急 急缓 等级 紧急 priority",
    "secrecy": "密级 秘密等级 保密等级 涉密等级 classification",
    "state": "状态 办理状态 当前状态 办理进度 进度 办结状态 status",
    "received_at": "收文日期 收文时间 收到日期 收到时间 接收日期 接收时间 登记日期 登记时间 收件日期 收件时间 来电时间 立项日期 交办日期 交办时间"
    " received receivedon datereceived",
    "lead": "承办单位 承办处室 承办部门 承办科室 主办单位 主办处室 主办 责任单位 责任处室 牵头单位 牵头部门 办理单位 分送单位 分办 office unit",
    "due_at": "办结时限 办理时限 限办时间 限办日期 完成时限 完成期限 办结期限 截止时间 截止日期 反馈时限 要求时限 办理期限 时限 due deadline dueon",
    "waiting_for": "等待 等待单位 waiting",
    "outcome": "办理结果 办结情况 办理情况 处理结果 处理情况 落实情况 完成情况 结果 result",
    "closed_at": "办结日期 办结时间 完成日期 完成时间 办毕日期 办毕时间 closed closedon",
    "copies": "份数 来文份数",
    "copy_numbers": "份号 文件份号",
    "pages": "页数 页码",
    "secrecy_years": "保密期限",
    "custody": "保管 保管人 保管地点 存放 存放地点 存放位置",
    "required": "要求 办理要求 工作要求 来文要求 督办要求 督查要求 asked",
    "received_by": "收文人 签收人 登记人 接收人 收件人 经办人 receiver",
    "archive_number": "归档号 档号 存档号 档案号 归档编号",
    "filed_at": "归档日期 归档时间",
    "void_reason": "作废原因 作废理由",
    "proposal": "拟办意见 拟办 proposal",
    "instruction": "领导批示 批示 批示意见 批示内容 领导批示意见 instruction",
    "note": "备注 说明 备考 remark remarks note notes comment",
    "kind": "类型",
    "basis": "督办类别 督办类型 督办依据 立项依据 督查类别 类别",
    "colour": "催办颜色 颜色",
    "steps": "办理过程 办理步骤",
}
_OF_EXPORT: Final = (
    *("content", "waiting_reason", "waiting_since", "units", "clocks", "links", "slip", "supervision", "attachments"),
)
"""Columns that are understood by these names, and in an export of this program only."""
_IS_EXPORT: Final = frozenset({"received_at", "due_at", "state"})
"""What a column is called. ``subject`` and ``date`` are what the other columns leave over for them."""
FIELDS: Final = (*_WORDS, *_OF_EXPORT)
_EXACT: Final = {word: name for name, words in _WORDS.items() for word in words.split()} | {
    name.replace("_", ""): name for name in _WORDS if name not in ("subject", "date")
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What columns may be called; a row of headings has one of ``anchors``."""

    exact: Mapping[str, str]
    fields: tuple[str, ...]
    anchors: frozenset[str]


MATTERS: Final = Vocabulary(_EXACT, FIELDS, frozenset({"title", "subject"}))
_IGNORED: Final = frozenset({"序号", "序", "no"})
_HEADING_MOST: Final = 24
_HEADS_WITHIN: Final = 30
_HEADS_ENOUGH: Final = 2
_YEAR: Final = re.compile(r"((?:19|20)\d\d)\s*年?")
LISTED: Final = frozenset({"note", "instruction", "proposal", "outcome", "required"})
"""What several columns may say together."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table by fields; ``year`` is the one that the table's title or the sheet's name says."""

    row: int
    sheet: str
    cells: Mapping[str, str]
    year: int | None = None

    def cell(self, name: str) -> str:
        """What stands in a field."""
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class MatterTable:
    """The rows of a file. ``columns`` is what each heading was taken for; ``headings`` which heading a field has."""

    records: tuple[Record, ...]
    columns: Mapping[str, str | None] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_export(self) -> bool:
        """Whether an export of this program wrote it: its times are times, also those of midnight."""
        return set(self.columns) >= _IS_EXPORT


def field_of(heading: str, vocabulary: Vocabulary = MATTERS) -> str | None:
    """What a column of this heading holds, or None; blanks, remarks in brackets and stars do not count."""
    text = _bare(heading)
    if not text or len(text) > _HEADING_MOST or text in _IGNORED:
        return None
    return vocabulary.exact.get(text)


def _bare(heading: str) -> str:
    return re.sub(r"\([^()]*\)|[\s*:：_\-./、#　]+", "", fold(plain(heading)))


def read_tables(
    sheets: Sequence[Sheet], chosen: Mapping[str, str | None] | None = None, vocabulary: Vocabulary = MATTERS
) -> MatterTable:
    """The rows of all sheets; ``chosen`` names columns by heading.

    Raises ``Refusal`` (``import.matter.headings``, ``import.map.…``) where nothing can be made of any sheet.
    """
    chosen = checked_map(chosen or {}, vocabulary.fields)
    records: list[Record] = []
    columns: dict[str, str | None] = {}
    several = sum(any(any(cell.strip() for cell in row) for row in sheet.rows) for sheet in sheets) > 1
    for sheet in sheets:
        found = find_headings(sheet, chosen, vocabulary)
        if found is None:
            continue
        first, headings, kinds = found
        columns.update({heading: kind for heading, kind in zip(headings, kinds, strict=True) if heading})
        records += _records(sheet, first, headings, settled(kinds), sheet.name if several else "")
    if not columns:
        raise Refusal("import.matter.headings")
    unknown = next((heading for heading in chosen if heading not in columns), None)
    if unknown is not None:
        raise Refusal("import.map.heading", heading=unknown)
    return MatterTable(tuple(records), columns, _named(columns))


def is_ignored(heading: str) -> bool:
    """Whether a column of this heading holds nothing to take: its running number."""
    return _bare(heading) in _IGNORED


def _named(columns: Mapping[str, str | None]) -> dict[str, str]:
    kinds = settled(tuple(columns.values()))
    found: dict[str, str] = {}
    for heading, kind in zip(columns, kinds, strict=True):
        if kind:
            found.setdefault(kind, heading)
    return found


def find_headings(
    sheet: Sheet, chosen: Mapping[str, str | None], vocabulary: Vocabulary
) -> tuple[int, tuple[str, ...], tuple[str | None, ...]] | None:
    """Where the rows begin, the headings, and what each column is; None where no row looks like headings."""
    best: tuple[int, int, tuple[str, ...], tuple[str | None, ...]] | None = None
    for place in range(min(len(sheet.rows), _HEADS_WITHIN)):
        for headings in spellings(sheet, place):
            kinds = tuple(chosen[h] if h in chosen else field_of(h, vocabulary) for h in headings)
            known = len({kind for kind in kinds if kind})
            if not vocabulary.anchors & set(kinds) or known < _HEADS_ENOUGH:
                continue
            if best is None or known > best[0]:
                best = known, place + 1, headings, kinds
    if best is None:
        return None
    _, first, headings, kinds = best
    if set(headings) >= _IS_EXPORT:
        kinds = tuple(h if h in _OF_EXPORT and h not in chosen else k for h, k in zip(headings, kinds, strict=True))
    return first, headings, kinds


def settled(kinds: Sequence[str | None]) -> tuple[str | None, ...]:
    """What the vague headings are beside the others: 内容 is the title where there is none, 日期 that of receipt."""
    vague = {"subject": ("title", "required"), "date": ("received_at", "document_on")}
    found = list(kinds)
    for name, (first, other) in vague.items():
        meant = other if first in found else first
        found = [meant if kind == name else kind for kind in found]
    return tuple(found)


def _records(
    sheet: Sheet, first: int, headings: Sequence[str], kinds: Sequence[str | None], named: str
) -> Iterator[Record]:
    heads = {fold(heading) for heading in headings if heading}
    year = _year(sheet, first)
    for place, row in enumerate(sheet.rows[first:], first + 1):
        filled = [cell.strip() for cell in row if cell.strip()]
        if not filled or (len(filled) > 1 and all(fold(plain(cell)) in heads for cell in filled)):
            continue  # nothing, or the headings again at the top of the next printed page
        if len(set(filled)) == 1 and len(filled) > 2:
            continue  # a line merged over the whole width: 一月份
        cells: dict[str, str] = {}
        for kind, cell in zip(kinds, row, strict=False):
            text = cell.strip()
            if kind and text:
                former = cells.get(kind, "")
                cells[kind] = f"{former}\n{text}" if former and kind in LISTED else former or text
        if cells:
            yield Record(place, named, cells, year)


def _year(sheet: Sheet, first: int) -> int | None:
    """The year of a table called 2026年收文登记簿; None where its title says none or several."""
    above = " ".join(cell for row in sheet.rows[: first - 1] for cell in row)
    for text in (above, sheet.name):
        found = {int(year) for year in _YEAR.findall(plain(text))}
        if len(found) == 1:
            return found.pop()
    return None
