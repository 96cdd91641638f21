"""Bringing incidents in from a table: what its columns are called, and what a row says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

from dutyroom.rules.entry import clean_text
from dutyroom.rules.import_words import state_said
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_class import understand_class, understand_grade
from dutyroom.rules.incident_facts import Story
from dutyroom.rules.incident_sheet import RegisterIncident, Told, check_incident, made_title, read_figure
from dutyroom.rules.matter import State
from dutyroom.rules.matter_import import Reading, RowFault
from dutyroom.rules.matter_table import Record, Vocabulary
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.table_cells import NOTHING, read_instant

_WORDS: Final[Mapping[str, str]] = {
    "number": "编号 事件编号 序列号 登记号 值班编号",
    "title": "标题 事件 事件名称 名称 突发事件 题目",
    "event_at": "发生时间 事发时间 时间 事件时间 发生日期",
    "received_at": "接报时间 接报 报告时间 收到时间 接报日期 日期",
    "area": "区县 区域 县区 县市区 地区 事发区县 所属区县 district",
    "place": "地点 事发地点 事件地点 发生地点 详细地点 location",
    "class": "类别 事件类别 大类 分类 category",
    "type": "类型 事件类型 种类 事件种类 小类 性质 subtype",
    "grade": "级别 事件级别 等级 事件等级",
    "deaths": "死亡 死亡人数 死亡数 dead",
    "missing": "失联 失踪 失联人数 失踪人数",
    "serious": "重伤 重伤人数",
    "light": "轻伤 轻伤人数 受伤 受伤人数 伤",
    "affected": "受影响 受灾 受灾人数 受影响人数",
    "evacuated": "转移 转移安置 转移人数 转移安置人数 疏散 疏散人数",
    "loss": "损失 直接经济损失 经济损失 损失元",
    "source": "报告单位 报送单位 来源 信息来源 上报单位",
    "reporter": "报告人 报送人 来电人 联系人",
    "reporter_phone": "电话 报告人电话 联系电话 phone",
    "state": "状态 处置状态 进度",
    "course": "经过 事件经过 事件概况 简要情况 基本情况 情况 内容 概况",
    "measures": "措施 处置措施 处置情况 已采取措施 采取措施",
}
FIELDS: Final = tuple(_WORDS)
INCIDENTS: Final = Vocabulary(
    {word: name for name, words in _WORDS.items() for word in words.split()}
    | {name.replace("_", ""): name for name in FIELDS},
    FIELDS,
    frozenset({"title", "place", "course"}),
)
_NUMBER: Final = re.compile(r"突?〔(\d{4})〕(\d{1,6})号")
_OVER: Final = (State.CLOSED, State.FILED, State.VOID)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedIncident:
    """A row that can be registered. ``numbered`` is the number of its own that it would keep: year and serial."""

    row: int
    sheet: str
    incident: RegisterIncident
    state: State
    numbered: tuple[int, int] | None = None

    @property
    def title(self) -> str:
        """What it is called, by itself or by its place and kind."""
        facts = self.incident
        return facts.title or made_title(facts.area, facts.place, facts.subtype)

    @property
    def received_at(self) -> datetime:
        """When it was reported; a row without it is refused."""
        assert self.incident.received_at is not None  # noqa: S101  # see _incident
        return self.incident.received_at


def read_incident(record: Record, how: Reading) -> ImportedIncident | RowFault:
    """What a row says, or the first thing that is wrong with it."""
    try:
        return _Row(record, how).incident()
    except Refusal as refusal:
        facts: Mapping[str, object] = refusal.facts
        name = refusal.field or ""
        return RowFault(
            row=record.row,
            sheet=record.sheet,
            field=name,
            value=str(facts.get("value", record.cell(name))),
            code=refusal.code,
            facts=tuple(facts.items()),
            title=record.cell("title"),
        )


class _Row:
    """Reads the cells of one row; a refusal names the field that it is about."""

    def __init__(self, record: Record, how: Reading) -> None:
        self._record, self._how = record, how

    def incident(self) -> ImportedIncident:
        """The whole row."""
        figures = {figure: self._in(figure, partial(read_figure, figure)) for figure in Figure}
        story = {Story.COURSE: self._text("course"), Story.MEASURES: self._text("measures")}
        known = {figure: number for figure, number in figures.items() if number is not None}
        told = Told(figures=known, story={part: text for part, text in story.items() if text})
        facts = RegisterIncident(
            title=" ".join(self._text("title").split()),
            subtype=self._subtype(),
            event_at=self._at("event_at"),
            received_at=self._at("received_at") or self._at("event_at"),
            grade=self._grade(),
            told=told,
            area=self._text("area"),
            place=self._text("place"),
            source=self._text("source"),
            reporter=self._text("reporter"),
            reporter_phone=self._text("reporter_phone"),
        )
        if facts.received_at is None:
            raise Refusal("import.matter.received", field="received_at")
        check_incident(facts, now=self._how.now)
        state = self._in("state", state_said) or State.RECEIVED
        # Who had it in hand is not in such a table: what is not over begins anew, as received.
        state = state if state in _OVER else State.RECEIVED
        number = _NUMBER.fullmatch(self._text("number"))
        numbered = (int(number[1]), int(number[2])) if number is not None else None
        return ImportedIncident(
            row=self._record.row, sheet=self._record.sheet, incident=facts, state=state, numbered=numbered
        )

    def _subtype(self) -> str:
        """The kind by its own column, else by that of the class where that names one."""
        for name in ("type", "class"):
            text = self._text(name)
            if text:
                subtype = self._in(name, understand_class).subtype
                if subtype is not None or name == "type":
                    return subtype.key if subtype is not None else ""
        return ""

    def _grade(self) -> str:
        text = self._text("grade").split(" ")[0]
        return (self._in("grade", lambda _: understand_grade(text)) or "") if text else ""

    def _text(self, name: str) -> str:
        text = clean_text(self._record.cell(name))
        return "" if text.lower() in NOTHING else text

    def _at(self, name: str) -> datetime | None:
        return self._in(name, lambda text: read_instant(text, zone=self._how.zone, year=self._record.year))

    def _in(self, name: str, read: Callable[[str], T]) -> T:
        """What a cell says, read by ``read``; what it refuses is about this field."""
        text = self._record.cell(name).strip()
        try:
            return read("" if text.lower() in NOTHING else text)
        except Refusal as refusal:
            raise Refusal(refusal.code, field=name, **{"value": text, **refusal.facts}) from refusal
